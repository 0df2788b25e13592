"""汇报数据单 for leaders, one by one or in a batch for the office; 周调度 with 催报名单."""

import uuid
from functools import cached_property
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import SEE_LEADERS
from projects.access.permissions import can, sees_whole_county
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.scopes import Asked
from projects.indicators.views import scope_for
from projects.organisations.models import Unit, User
from projects.pages.views import Crumb, Page, state_change
from projects.reports.actions import issue_sheet
from projects.reports.queries.sheet import last_issues, leaders_for, sheets_of
from projects.reports.queries.weekly import week_of

TITLE = "汇报数据单"


class Sheets(Page):
    title = TITLE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not leaders_for(cast(User, request.user)):
            raise PermissionDenied("汇报数据单由县招商局、县级领导和联络员查看")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def leaders(self) -> list[Unit]:
        return list(leaders_for(self.user).select_related("county"))


class SheetList(Sheets):
    """In official order, never ranked: when each leader's last sheet was handed out."""

    template_name = "reports/sheet_list.html"

    def crumbs(self) -> list[Crumb]:
        return [(self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        last = last_issues(self.leaders)
        return self.page(rows=[(leader, last.get(leader.pk)) for leader in self.leaders])


class SheetPage(Sheets):
    """One A4."""

    template_name = "reports/sheet.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        leader = get_object_or_404(leaders_for(self.user).select_related("county"), pk=self.kwargs["pk"])
        return self.page(
            title=f"{leader}{TITLE}",
            crumbs=self.trail(str(leader)),
            sheets=sheets_of([leader], self.user),
            issue_url=reverse("leader_sheet_issue", args=[leader.pk]),
            issue_words="记为已报送",
            issue_key=uuid.uuid4(),
        )

    def trail(self, last: str) -> list[Crumb]:
        return [(TITLE, reverse("leader_sheets")), (last, None)]


class AllSheets(SheetPage):
    """Every leader's sheet on a page of its own, for the office's printer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(
            title=f"{TITLE}（{len(self.leaders)}份）",
            crumbs=self.trail("全部"),
            sheets=sheets_of(self.leaders, self.user),
            issue_url=reverse("leader_sheets_issue") if can(self.user, SEE_LEADERS) else "",
            issue_words=f"全部记为已报送（{len(self.leaders)}份）",
            issue_key=uuid.uuid4(),
        )


@state_change()
def issue_one(request: HttpRequest, pk: int) -> str:
    user = cast(User, request.user)
    issue_sheet(by=user, leader=get_object_or_404(leaders_for(user), pk=pk))
    return reverse("leader_sheet", args=[pk])


@state_change(SEE_LEADERS)
def issue_all(request: HttpRequest) -> str:
    user = cast(User, request.user)
    with transaction.atomic():
        for leader in leaders_for(user):
            issue_sheet(by=user, leader=leader)
    return reverse("leader_sheets")


class WeeklyPage(Page):
    """Of the week of the cut-off in the address; for those who see the whole county."""

    template_name = "reports/weekly.html"
    title = "周调度"

    def crumbs(self) -> list[Crumb]:
        return [(self.title, None)]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not sees_whole_county(cast(User, request.user)):
            raise PermissionDenied("周调度由县招商局、县级领导和督查室查看")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def asked(self) -> Asked:
        return scope_for(self.request, self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scope = self.asked.scope
        board = Board(Scope(scope.county, scope.on, scope.known))
        return self.page(asked=self.asked, scope=board.scope, week=week_of(board, self.user))
