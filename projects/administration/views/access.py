"""角色授予, 角色权限表, 以此角色预览, 操作记录."""

from functools import cached_property
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import MANAGE_ACCESS, READ_AUDIT, ROLES
from projects.administration.actions.preview import end_preview, start_preview
from projects.administration.actions.tenures import end_tenure, grant_role, reset_code
from projects.administration.choices import FUNCTION_LABELS
from projects.administration.filters import EntryFilters
from projects.administration.forms import EndTenureForm, PreviewForm, TenureForm
from projects.administration.middleware import PREVIEW
from projects.administration.queries import changes_of
from projects.administration.tables import AuditTable
from projects.administration.views.accounts import AccountForm, wanted_post
from projects.administration.views.base import AdminForm, AdminList, AdminPage
from projects.audit.choices import VERBS
from projects.audit.models import Entry
from projects.core import clock
from projects.organisations.models import Tenure, User
from projects.organisations.queries import accounts_of
from projects.pages.views import state_change
from projects.pages.views.listing import TableFile


class GrantRole(AccountForm):
    title = "授予角色"
    submit_label = "授予角色"
    functions = (MANAGE_ACCESS,)
    form_class = TenureForm
    done_message = "角色已授予"

    def form_options(self) -> dict[str, Any]:
        return {"by": self.user}

    def initial(self) -> dict[str, Any]:
        wanted = wanted_post(self.account)
        asked = wanted.details if wanted else {"starts_on": clock.today()}
        return super().initial() | asked

    def save(self, form: Any) -> Tenure:
        return grant_role(by=self.user, user=self.account, **form.cleaned_data)


class EndTenure(AdminForm):
    title = "结束任职"
    submit_label = "结束任职"
    is_danger = True
    functions = (MANAGE_ACCESS,)
    form_class = EndTenureForm
    done_message = "任职已结束"
    trail = (("账号", "account_list"),)

    @cached_property
    def tenure(self) -> Tenure:
        tenures = Tenure.objects.filter(user__in=accounts_of(self.user.county_id)).select_related("user", "unit")
        return get_object_or_404(tenures, pk=self.kwargs["pk"])

    def back_url(self) -> str:
        return reverse("account_detail", args=[self.tenure.user_id])

    def row_version(self) -> int:
        return self.tenure.user.version

    def context(self) -> dict[str, Any]:
        return super().context() | {"about": str(self.tenure)}

    def initial(self) -> dict[str, Any]:
        return super().initial() | {"ends_on": clock.today()}

    def save(self, form: Any) -> Tenure:
        return end_tenure(by=self.user, tenure=self.tenure, **form.cleaned_data)


class ResetCode(AccountForm):
    title = "重置动态口令"
    submit_label = "重置动态口令"
    is_danger = True
    functions = (MANAGE_ACCESS,)
    intro = "手机遗失或更换时使用。请先当面或电话核实本人身份，并在原因中写明核实方式。该账号的所有登录即时退出。"
    done_message = "动态口令已重置，本人下次登录时重新设置"

    def save(self, form: Any) -> User:
        return reset_code(**self.given(form))


class RoleTable(AdminPage):
    """Every role and function as one table (uM04). Roles are code: what a role may do changes with a version of the site."""

    title = "角色权限表"
    template_name = "administration/role_table.html"
    functions = (MANAGE_ACCESS,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        functions = sorted({function for role in ROLES for function in role.may}, key=list(FUNCTION_LABELS).index)
        rows = [(role, [function in role.may for function in functions]) for role in ROLES]
        return self.page(heads=[FUNCTION_LABELS[function] for function in functions], rows=rows)


class PreviewStart(AdminForm):
    title = "以此角色预览"
    submit_label = "开始预览"
    functions = (MANAGE_ACCESS,)
    form_class = PreviewForm
    intro = "只能查看，任何提交都会被拒绝；开始和结束都有记录。"
    done_message = "预览已开始"

    def form_options(self) -> dict[str, Any]:
        return {"by": self.user}

    def save(self, form: Any) -> None:
        self.request.session[PREVIEW] = start_preview(by=self.user, **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return "/"


@state_change()
def preview_end(request: HttpRequest) -> str:
    """Open to whoever is in a preview: the swapped role lacks every administrator's function. Without one it does nothing."""
    if request.session.pop(PREVIEW, None):
        end_preview(by=cast(User, request.user))
    return "/"


class AuditList(AdminList):
    title = "操作记录"
    template_name = "administration/audit_list.html"
    functions = (READ_AUDIT,)
    export_functions = (READ_AUDIT,)
    table_class = AuditTable
    filter_class = EntryFilters
    default_sort = "-at"
    list_name = "audit"
    url_name = "audit_list"
    export_name = "audit_export"
    measure = "条"

    def rows(self) -> QuerySet[Entry]:
        return Entry.objects.visible_to(self.user).select_related("actor")

    def tick_actions(self) -> list[tuple[str, str]]:
        """None: an entry is read, or exported by a filter."""
        return []


class AuditFile(TableFile, AuditList):
    functions = (READ_AUDIT,)
    file_title = "操作记录"
    money_title: ClassVar[bool] = False


class AuditDetail(AdminPage):
    title = "操作详情"
    template_name = "administration/audit_detail.html"
    functions = (READ_AUDIT,)
    trail = (("操作记录", "audit_list"),)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry = get_object_or_404(Entry.objects.visible_to(self.user).select_related("actor"), pk=self.kwargs["pk"])
        return self.page(entry=entry, verb=VERBS.get(entry.verb, entry.verb), changes=changes_of(entry))
