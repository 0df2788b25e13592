"""What belongs to every list: saved views, columns, density; and the workbooks of 申报, 诉求, 招商活动 and 招商线索."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from projects.access.choices import HANDLE_TICKET, RUN_TICKET
from projects.access.permissions import can
from projects.administration.views.access import AuditFile, AuditList
from projects.administration.views.accounts import AccountFile, AccountList
from projects.administration.views.lists import UnitFile, UnitList
from projects.agency.views.items import AgencyList
from projects.elements.views import ElementList
from projects.funding.views.claims import ClaimList
from projects.ledger.actions import choose_columns, choose_default_view, delete_view, save_view
from projects.ledger.forms import ColumnsForm
from projects.ledger.views.projects import LedgerFile, LedgerPage
from projects.organisations.models import User
from projects.outreach.views.activities import ActivityList
from projects.outreach.views.honours import HonourList
from projects.outreach.views.leads import LeadList
from projects.pages.context import DENSITIES
from projects.pages.models import SavedView
from projects.pages.queries import chosen_columns
from projects.pages.views import Crumb, FormPage, state_change
from projects.pages.views.listing import NOT_KEPT, TableFile, TablePage, query_without, view_query
from projects.portal.views import TriageList
from projects.services.views import ReplyList, TicketList
from projects.signing.views import WaitingFile, WaitingPage
from projects.supervision.views.matters import MatterList
from projects.visits.views.meetings import MeetingList
from projects.visits.views.pairs import PairList
from projects.visits.views.visits import VisitList

LISTS: dict[str, type[TablePage]] = {
    page.list_name: page
    for page in (
        LedgerPage,
        ClaimList,
        TicketList,
        AgencyList,
        ElementList,
        PairList,
        VisitList,
        MeetingList,
        TriageList,
        HonourList,
        MatterList,
        ReplyList,
        WaitingPage,
        ActivityList,
        LeadList,
        AccountList,
        UnitList,
        AuditList,
    )
}


def list_of(name: str, user: User) -> type[TablePage]:
    """The page of that list. Raises Http404 for no list of ours, PermissionDenied for one that the person may not open."""
    page = LISTS.get(name)
    if page is None:
        raise Http404("no such list")
    if page.functions and not can(user, *page.functions):
        raise PermissionDenied("您的岗位没有这项功能，如确需办理请联系县招商局")
    return page


class ClaimFile(TableFile, ClaimList):
    file_title = "到位资金申报"


class TicketFile(TableFile, TicketList):
    file_title = "企业诉求"
    money_title: ClassVar[bool] = False


class AgencyFile(TableFile, AgencyList):
    file_title = "帮办代办台账"
    money_title: ClassVar[bool] = False


class ElementFile(TableFile, ElementList):
    file_title = "要素保障"
    money_title: ClassVar[bool] = False


class PairFile(TableFile, PairList):
    file_title = "包抓联"
    money_title: ClassVar[bool] = False


class VisitFile(TableFile, VisitList):
    file_title = "走访记录"
    money_title: ClassVar[bool] = False


class MeetingFile(TableFile, MeetingList):
    file_title = "座谈对接"
    money_title: ClassVar[bool] = False


class HonourFile(TableFile, HonourList):
    file_title = "荣誉奖励"


class MatterFile(TableFile, MatterList):
    file_title = "督办事项"
    money_title: ClassVar[bool] = False


class ReplyFile(TableFile, ReplyList):
    functions = (HANDLE_TICKET, RUN_TICKET)
    file_title = "常用答复"
    money_title: ClassVar[bool] = False


class ActivityFile(TableFile, ActivityList):
    file_title = "招商活动"
    money_title: ClassVar[bool] = False


class LeadFile(TableFile, LeadList):
    file_title = "招商线索"
    money_title: ClassVar[bool] = False


FILES: dict[str, Any] = {
    page.list_name: page
    for page in (
        LedgerFile,
        ClaimFile,
        TicketFile,
        MatterFile,
        AgencyFile,
        ElementFile,
        PairFile,
        VisitFile,
        MeetingFile,
        HonourFile,
        ReplyFile,
        WaitingFile,
        ActivityFile,
        LeadFile,
        AccountFile,
        UnitFile,
        AuditFile,
    )
}
"""The workbook of each list, by the list's name."""


# --- 我的筛选 -----------------------------------------------------------------------------------------


@state_change()
def view_save(request: Any, list_name: str) -> str:
    address = reverse(list_of(list_name, request.user).url_name)
    query = query_without(QueryDict(request.POST.get("query", "")[:2000]), *NOT_KEPT)
    shared, is_default = "shared" in request.POST, "is_default" in request.POST
    name = request.POST.get("name", "")
    view = save_view(by=request.user, list_name=list_name, name=name, query=query, shared=shared, is_default=is_default)
    return f"{address}?{view_query(view)}"


@state_change()
def view_delete(request: Any, pk: int) -> str:
    view = get_object_or_404(SavedView, pk=pk, user=request.user)
    delete_view(by=request.user, view=view)
    messages.success(request, f"已删除筛选“{view.name}”")
    return f"{reverse(list_of(view.list_name, request.user).url_name)}?view=none"


@state_change()
def view_default(request: Any, pk: int) -> str:
    """A second press takes it off again."""
    view = get_object_or_404(SavedView, pk=pk, user=request.user)
    choose_default_view(by=request.user, view=view, is_default=not view.is_default)
    return f"{reverse(list_of(view.list_name, request.user).url_name)}?{view_query(view)}"


# --- 列设置, 密度 -------------------------------------------------------------------------------------


class ColumnsPage(FormPage):
    """Which columns, in which order; kept for the person on every computer. 恢复默认 forgets them."""

    title = "列设置"
    template_name = "ledger/columns_form.html"
    form_class = ColumnsForm
    done_message = "列设置已保存"
    keeps_drafts = False

    @property
    def list_name(self) -> str:
        return str(self.kwargs["list_name"])

    @property
    def listed(self) -> type[TablePage]:
        return list_of(self.list_name, self.user)

    def list_url(self) -> str:
        query = query_without(self.request.GET, "columns", *NOT_KEPT)
        return f"{reverse(self.listed.url_name)}?{query or urlencode({'view': 'none'})}"

    def crumbs(self) -> list[Crumb]:
        return [(self.listed.title, reverse(self.listed.url_name)), (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        """The columns of the address when it names some, as the page that led here showed them."""
        asked = [name for name in self.request.GET.get("columns", "").split(",") if name]
        shown = self.listed.table_class.known(asked or chosen_columns(self.user, self.list_name))
        return {"titles": self.listed.table_class.choosable(), "shown": shown}

    def context(self) -> dict[str, Any]:
        return super().context() | {"cancel_url": self.list_url()}

    def save(self, form: ColumnsForm) -> None:
        columns = () if "reset" in self.request.POST else form.columns()
        choose_columns(by=self.user, list_name=self.list_name, columns=columns)

    def success_url(self, result: Any) -> str:
        return self.list_url()


@require_GET
def choose_density(request: HttpRequest) -> HttpResponse:
    """紧凑, 标准 or 宽松 for this browser, and back to the list it was chosen on."""
    back = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(back if is_ours else reverse("home"))
    if request.GET.get("density") in DENSITIES:
        secure = request.is_secure()
        response.set_cookie("qs_density", request.GET["density"], max_age=365 * 24 * 3600, samesite="Lax", secure=secure)
    return response
