"""账号: the list for 系统管理员 and 安全管理员, each with the own buttons; the one-time secret is shown once."""

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from projects.access.choices import MANAGE_ACCESS, MANAGE_ACCOUNTS
from projects.access.permissions import can
from projects.administration.actions.accounts import (
    Secret,
    WantedPost,
    create_account,
    disable_account,
    edit_account,
    enable_account,
    end_sessions_of,
    reset_password,
    unlock_account,
)
from projects.administration.actions.handover import hand_over, open_items
from projects.administration.filters import AccountFilters
from projects.administration.forms import HandOverForm, NewAccountForm, PersonForm, ReasonForm
from projects.administration.tables import AccountTable
from projects.administration.views.base import AdminForm, AdminList, AdminPage
from projects.audit.models import Entry
from projects.core import clock
from projects.core.forms import HouseForm
from projects.organisations import codes, sessions
from projects.organisations.models import User
from projects.organisations.queries import accounts_of
from projects.pages.views import Crumb, state_change
from projects.pages.views.listing import TableFile

BOTH = (MANAGE_ACCOUNTS, MANAGE_ACCESS)


class AccountList(AdminList):
    title = "账号"
    template_name = "administration/account_list.html"
    functions = BOTH
    export_functions = BOTH
    table_class = AccountTable
    filter_class = AccountFilters
    default_sort = "display_name"
    list_name = "accounts"
    url_name = "account_list"
    export_name = "accounts_export"
    thing, measure = "账号", "个"

    def context(self) -> dict[str, Any]:
        return super().context() | {"may_create": can(self.user, MANAGE_ACCOUNTS)}

    def rows(self) -> QuerySet[User]:
        return accounts_of(self.user.county_id)


class AccountFile(TableFile, AccountList):
    functions = BOTH
    file_title = "账号清单"
    money_title: ClassVar[bool] = False


class AboutAccount:
    """`pk` in the address; an account of another county is 404."""

    user: User
    kwargs: dict[str, Any]

    @cached_property
    def account(self) -> User:
        return get_object_or_404(accounts_of(self.user.county_id), pk=self.kwargs["pk"])


class AccountDetail(AboutAccount, AdminPage):
    template_name = "administration/account_detail.html"
    functions = BOTH
    trail = (("账号", "account_list"),)

    def crumbs(self) -> list[Crumb]:
        self.title = str(self.account)
        return super().crumbs()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(
            account=self.account,
            tenures=self.account.tenures.select_related("unit"),
            wanted=wanted_post(self.account),
            records=sessions.open_records(self.account),
            is_locked=sessions.is_locked(request, self.account.username),
            has_code=codes.device_of(self.account) is not None,
            manages_accounts=can(self.user, MANAGE_ACCOUNTS),
            manages_access=can(self.user, MANAGE_ACCESS),
            is_self=self.account.pk == self.user.pk,
            today=clock.today(),
            unlock_key=uuid.uuid4(),
            sign_out_key=uuid.uuid4(),
        )


def wanted_post(account: User) -> Entry | None:
    """What 系统管理员 asked for when making the account, as long as nothing has been granted."""
    if account.tenures.exists():
        return None
    return Entry.objects.about(account).filter(verb="create_account", details__has_key="role").first()


class SecretForm(AdminForm):
    """Answers the POST with the secret itself: it is stored nowhere, and a second POST of the key only leads to the account."""

    functions = (MANAGE_ACCOUNTS,)
    done_message = "一次性密码只显示一次，请立即转交本人"
    secret: Secret | None = None

    def success_url(self, result: Secret) -> str:
        self.secret = result
        return reverse("account_detail", args=[result.user.pk])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = super().post(request, *args, **kwargs)
        if self.secret is None:
            return answer
        context = self.context() | {"secret": self.secret}
        return render(request, "administration/secret.html", context)


class NewAccount(SecretForm):
    title = "新建账号"
    submit_label = "新建账号"
    form_class = NewAccountForm
    trail = (("账号", "account_list"),)
    intro = "系统生成一次性密码，72小时内有效，首次登录须修改。新账号没有任何权限，角色由安全管理员授予。"

    def form_options(self) -> dict[str, Any]:
        return {"by": self.user}

    def initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def save(self, form: Any) -> Secret:
        values = form.cleaned_data
        wanted = None
        if values["unit"] and values["role"]:
            wanted = WantedPost(values["unit"], values["role"], values["starts_on"] or clock.today())
        names = ("username", "display_name", "post", "phone")
        return create_account(by=self.user, wanted=wanted, **{name: values[name] for name in names})


class AccountForm(AboutAccount, AdminForm):
    """A form about one account, with its version."""

    functions = (MANAGE_ACCOUNTS,)
    form_class: type[HouseForm] = ReasonForm
    trail = (("账号", "account_list"),)

    def crumbs(self) -> list[Crumb]:
        *before, here = super().crumbs()
        return [*before, (str(self.account), self.back_url()), here]

    def back_url(self) -> str:
        return reverse("account_detail", args=[self.account.pk])

    def row_version(self) -> int:
        return self.account.version

    def context(self) -> dict[str, Any]:
        return super().context() | {"about": f"{self.account}（{self.account.username}）"}

    def given(self, form: Any) -> dict[str, Any]:
        return {"by": self.user, "user": self.account, **form.cleaned_data}


class EditAccount(AccountForm):
    title = "修改账号资料"
    form_class = PersonForm

    def initial(self) -> dict[str, Any]:
        account = self.account
        return super().initial() | {"display_name": account.display_name, "post": account.post, "phone": account.phone}

    def save(self, form: Any) -> User:
        return edit_account(**self.given(form))


class ResetPassword(AccountForm, SecretForm):
    title = "重置密码"
    submit_label = "重置密码"
    is_danger = True
    intro = "生成新的一次性密码，原密码立即失效，该账号的所有登录即时退出。"

    def save(self, form: Any) -> Secret:
        return reset_password(**self.given(form))


class DisableAccount(AccountForm):
    title = "停用账号"
    submit_label = "停用账号"
    is_danger = True
    intro = "下一次操作起即被退出，不能再登录。记录和签名保留。未办事项请先移交。"
    done_message = "账号已停用"

    def save(self, form: Any) -> User:
        return disable_account(**self.given(form))


class EnableAccount(AccountForm):
    title = "启用账号"
    submit_label = "启用账号"
    done_message = "账号已启用"

    def save(self, form: Any) -> User:
        return enable_account(**self.given(form))


class HandOver(AccountForm):
    """Staff leaves: everything open in one screen (uM05)."""

    title = "移交未办事项"
    submit_label = "全部移交"
    form_class = HandOverForm
    template_name = "administration/hand_over.html"
    done_message = "已移交"

    def initial(self) -> dict[str, Any]:
        return {}

    def form_options(self) -> dict[str, Any]:
        return {"user": self.account}

    def context(self) -> dict[str, Any]:
        return super().context() | {"items": open_items(self.account)}

    def save(self, form: Any) -> User:
        return hand_over(by=self.user, user=self.account, **form.cleaned_data)


def _account(request: Any, pk: int) -> User:
    account = accounts_of(request.user.county_id).filter(pk=pk).first()
    if account is None:
        raise Http404
    return account


@state_change(MANAGE_ACCOUNTS)
def unlock(request: HttpRequest, pk: int) -> str:
    unlock_account(by=request.user, user=_account(request, pk))  # type: ignore[arg-type]
    return reverse("account_detail", args=[pk])


@state_change(MANAGE_ACCOUNTS)
def sign_out_everywhere(request: HttpRequest, pk: int) -> str:
    end_sessions_of(by=request.user, user=_account(request, pk))  # type: ignore[arg-type]
    return reverse("account_detail", args=[pk])
