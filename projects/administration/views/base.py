"""What the administrators' pages share."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import reverse

from projects.access.choices import MANAGE_ACCESS, MANAGE_ACCOUNTS, READ_AUDIT
from projects.access.permissions import can
from projects.administration.actions.lists import next_year_is_missing
from projects.administration.choices import CONSOLES
from projects.core import clock
from projects.pages.views import Crumb, FormPage, Page
from projects.pages.views.listing import TablePage

HOME = "administration"


class AdminPage(Page):
    """Crumbs lead over 系统管理; the calendar's red banner stands on every page of those who can mend it."""

    trail: ClassVar[tuple[tuple[str, str], ...]] = ()

    def crumbs(self) -> list[Crumb]:
        middle: list[Crumb] = [(label, reverse(name)) for label, name in self.trail]
        return [("系统管理", reverse(HOME)), *middle, (self.title, None)]

    def context(self) -> dict[str, Any]:
        missing = can(self.user, MANAGE_ACCOUNTS) and next_year_is_missing(clock.today())
        return super().context() | {"calendar_missing": clock.today().year + 1 if missing else None}


class AdminList(TablePage, AdminPage):
    """A list of the administrators. They may take out what they may read: no other function is asked for."""

    template_name = "administration/list.html"


class ConsolePage(AdminPage):
    """系统管理, 安全管理, 审计: what each can do, and what it cannot (uM01)."""

    title = "系统管理"
    template_name = "administration/console.html"
    functions = (MANAGE_ACCOUNTS, MANAGE_ACCESS, READ_AUDIT)

    def crumbs(self) -> list[Crumb]:
        return [("系统管理", None)]

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(consoles=[console for console in CONSOLES if can(self.user, console.function)])


class AdminForm(FormPage, AdminPage):
    """A short form in one card. `row_version()` is the version of the row that is edited."""

    template_name = "administration/form.html"
    submit_label = "保存"
    intro = ""
    is_danger = False

    def back_url(self) -> str:
        return reverse(self.trail[-1][1]) if self.trail else reverse(HOME)

    def success_url(self, result: Any) -> str:
        return self.back_url()

    def row_version(self) -> int | None:
        return None

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "submit_label": self.submit_label,
            "intro": self.intro,
            "is_danger": self.is_danger,
            "cancel_url": self.back_url(),
        }

    def initial(self) -> dict[str, Any]:
        version = self.row_version()
        return {} if version is None else {"version": version}
