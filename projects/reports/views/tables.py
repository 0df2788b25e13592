"""统计报表: each on a page and as a workbook with the same digits."""

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from projects.access.choices import EXPORT
from projects.access.permissions import can
from projects.audit.actions import record
from projects.core.errors import NotAllowed
from projects.funding.access import sees_every_leader
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.scopes import Asked
from projects.indicators.standing import standing
from projects.indicators.views import scope_for
from projects.jobs.actions import start_job
from projects.ledger.views.lists import FILES
from projects.pages.views import Crumb, Page, SignedInRequest, state_change
from projects.pages.views.listing import query_without
from projects.reports.catalogue import REPORTS, tasks, tickets
from projects.reports.jobs import EXPORT_LIST

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TaskTablePage(Page):
    """Always of the whole county: a unit named in the address is left out."""

    template_name = "reports/tasks.html"
    title = tasks.TITLE

    def crumbs(self) -> list[Crumb]:
        return [(self.title, None)]

    @cached_property
    def asked(self) -> Asked:
        return scope_for(self.request, self.user)

    @cached_property
    def board(self) -> Board:
        scope = self.asked.scope
        return Board(Scope(scope.county, scope.on, scope.known))

    @property
    def with_leaders(self) -> bool:
        return sees_every_leader(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        table = tasks.build(self.board, with_leaders=self.with_leaders)
        return self.page(
            asked=self.asked,
            fixed_unit="亿元",
            scope=self.board.scope,
            table=table,
            columns=tasks.COLUMNS,
            groups=[(group, sum(column.group == group for column in tasks.COLUMNS)) for group in (tasks.MONEY, tasks.SIGNED)],
            standing=table.standing,
            may_export=can(self.user, EXPORT),
        )


class TaskTableFile(TaskTablePage):
    """The workbook; every export leaves an entry."""

    functions: ClassVar[tuple[str, ...]] = (EXPORT,)
    slug = "tasks"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        report = REPORTS[self.slug]
        content = report.make(self.board, self.user.display_name, self.user.phone or settings.HELP_PHONE, self.with_leaders)
        name = f"{report.title}{self.board.scope.on.isoformat()}.xlsx"
        record(
            "export", by=self.user, label=f"导出：{name}", details={"report": report.slug, "on": self.board.scope.on.isoformat()}
        )
        response = HttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return response


class TicketFigures(Page):
    """The county's counts are for all staff; each number opens the rows that the person may see, and says how many are out of sight."""

    template_name = "reports/tickets.html"
    title = tickets.TITLE

    @cached_property
    def asked(self) -> Asked:
        return scope_for(self.request, self.user)

    def crumbs(self) -> list[Crumb]:
        return [("企业服务", reverse("tickets")), (self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        board = Board(self.asked.scope)
        return self.page(
            asked=self.asked,
            scope=board.scope,
            board=board,
            figures=tickets.headline(board),
            tables=tickets.tables(board),
            rank_rule=tickets.RANK_RULE,
            standing=standing(board),
            may_export=can(self.user, EXPORT),
        )


class TicketFile(TaskTableFile):
    """Of what the person may see: a ticket, unlike a sum, names an enterprise and its trouble."""

    slug = "tickets"

    @cached_property
    def board(self) -> Board:
        scope = self.asked.scope
        return Board(Scope(scope.county, scope.on, scope.known, eyes=self.user))


class RankingFile(TaskTableFile):
    slug = "ranking"


@state_change()
def list_export(request: SignedInRequest, list_name: str) -> str:
    """A long list as a job, with the query and the unit of money of the page it was asked from."""
    page = FILES.get(list_name)
    if page is None:
        raise Http404("no such list")
    if not can(request.user, *page.functions) or not can(request.user, *page.export_functions):
        raise NotAllowed("您的岗位没有这项功能，如确需办理请联系县招商局")
    kept = {name: request.COOKIES[name] for name in ("qs_unit",) if name in request.COOKIES}
    arguments = {"list_name": list_name, "query": query_without(request.GET)[:2000], "cookies": kept}
    found = start_job(by=request.user, what=EXPORT_LIST, title=f"导出{page.file_title}", arguments=arguments)
    return reverse("job", args=[found.pk])
