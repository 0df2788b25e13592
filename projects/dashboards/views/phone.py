"""The leaders' phone (looks 08a): everything on one screen of 375×812."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from projects.access.choices import INSTRUCT
from projects.access.permissions import can
from projects.dashboards.queries.phone import brief_of
from projects.dashboards.queries.shown import shown_scope
from projects.indicators.board import Board
from projects.indicators.scopes import county_of, query_of
from projects.ledger.todo import Waiting
from projects.nav import Entry
from projects.pages.views import Page

SHOWN = 3


class PhonePage(Page):
    """The county's figures are for all staff; what waits is the person's own."""

    template_name = "dashboards/phone.html"
    title = "领导首页"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scope = shown_scope(county_of(self.user))
        board = Board(scope)
        lines = Waiting(self.user).lines
        return self.page(
            scope=scope,
            query=query_of(scope),
            brief=brief_of(board),
            may_instruct=can(self.user, INSTRUCT),
            year=scope.calendar.year_of(scope.on),
            waiting=lines[:SHOWN],
            waiting_count=len(lines),
            phone_nav=self.phone_nav(len(lines)),
        )

    def phone_nav(self, waiting: int) -> list[Entry]:
        return [
            Entry("首页", reverse("leader_phone"), "house", is_current=True),
            Entry("待批", f"{reverse('home')}?full=1", "check2-square", is_current=False, count=waiting or None),
            Entry("项目", reverse("project_list"), "folder2-open", is_current=False),
            Entry("诉求", reverse("tickets"), "headset", is_current=False),
        ]
