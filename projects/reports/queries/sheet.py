"""汇报数据单: one A4 per leader. Every part is read once for all the leaders asked for, so that a batch costs what one sheet costs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from projects.core import clock
from projects.core.units import money_cell
from projects.funding.access import sees_every_leader
from projects.funding.models import Arrival
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Scope
from projects.indicators.scopes import query_of
from projects.ledger.queries.columns import with_arrived
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit, User
from projects.reports.actions import SAID
from projects.reports.models import SheetIssue
from projects.services.flow import OPEN_STATES
from projects.services.models import Step, Ticket
from projects.services.queries import Light, calendar_of, light_of
from projects.signing.models import Milestone, Project, Signing

SHOWN_PROJECTS, SHOWN_TICKETS, SHOWN_CHANGES = 12, 5, 8
"""So much fits on one A4; what is left out is counted and linked."""
CLOSING = "close"
OVER = "ended"


@dataclass(frozen=True)
class Said:
    """A figure of the sheet beside what the last sheet said; `was` is empty where there was none or nothing changed."""

    figure: Figure
    was: str
    url: str


@dataclass(frozen=True)
class Change:
    day: date
    text: str
    url: str


@dataclass(frozen=True)
class Owed:
    ticket: Ticket
    light: Light | None


@dataclass
class Sheet:
    """`since`: when the last sheet was handed out; the first day of the statistical month where none was."""

    leader: Unit
    on: date
    last: SheetIssue | None
    since: datetime
    said: list[Said]
    projects: list[Any] = field(default_factory=list)
    tickets: list[Owed] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def shown_projects(self) -> list[Any]:
        return self.projects[:SHOWN_PROJECTS]

    @property
    def more_projects(self) -> int:
        return max(len(self.projects) - SHOWN_PROJECTS, 0)

    @property
    def shown_tickets(self) -> list[Owed]:
        return self.tickets[:SHOWN_TICKETS]

    @property
    def more_tickets(self) -> int:
        return max(len(self.tickets) - SHOWN_TICKETS, 0)

    @property
    def shown_changes(self) -> list[Change]:
        return self.changes[:SHOWN_CHANGES]

    @property
    def more_changes(self) -> int:
        return max(len(self.changes) - SHOWN_CHANGES, 0)

    @property
    def light(self) -> str:
        return next((item.figure.light for item in self.said if item.figure.slug == "pace"), "")


def leaders_for(user: User) -> QuerySet[Unit]:
    """Whose sheets the person may read, in official order: 招商局 and 主要领导 all, every other leader the own (definitions 2)."""
    posts = Unit.objects.in_county(user.county_id).of_kind(LEADER).active()
    return posts.order_by("seq", "id") if sees_every_leader(user) else posts.filter(pk__in=user.unit_ids).order_by("seq", "id")


def last_issues(leaders: Iterable[Unit]) -> dict[int, SheetIssue]:
    """leader → the latest sheet handed out. One query."""
    rows = SheetIssue.objects.filter(leader__in=[leader.pk for leader in leaders])
    return {row.leader_id: row for row in rows.order_by("leader_id", "-pk").distinct("leader_id")}


def sheets_of(leaders: Sequence[Unit], user: User) -> list[Sheet]:
    """In the order given. The queries do not grow with the leaders."""
    if not leaders:
        return []
    county = leaders[0].county or leaders[0]
    board = Board(Scope(county, clock.today()))
    last = last_issues(leaders)
    columns = {slug: {group.key: figure for group, figure in board.by(slug, LEADER).items()} for slug in SAID}
    first = board.scope.calendar.month_to(board.scope.on).start or board.scope.on
    begin = datetime.combine(first, datetime.min.time(), clock.SHANGHAI)
    found = {
        leader.pk: Sheet(
            leader,
            board.scope.on,
            last.get(leader.pk),
            last[leader.pk].recorded_at if leader.pk in last else begin,
            _said(board, leader, {slug: column.get(leader.pk) for slug, column in columns.items()}, last.get(leader.pk)),
        )
        for leader in leaders
    }
    _add_projects(found, user, board.scope.on)
    _add_tickets(found, user)
    _add_changes(found, user)
    return [found[leader.pk] for leader in leaders]


def _said(board: Board, leader: Unit, figures: dict[str, Figure | None], last: SheetIssue | None) -> list[Said]:
    query = query_of(Scope(board.scope.county, board.scope.on, unit=leader))
    lines = []
    for slug in SAID:
        figure = figures[slug] or board.nothing(slug)
        before = (last.figures.get(slug) or {}).get("text", "") if last else ""
        was = before if before != figure.text else ""
        lines.append(Said(figure, was, f"{reverse('figure_rows', args=[slug])}?{query}"))
    return lines


def _add_projects(found: dict[int, Sheet], user: User, on: date) -> None:
    """包抓 ones that have not ended, the largest first."""
    own = Project.objects.visible_to(user).filter(leader__in=found).with_stage().with_signing()
    rows: QuerySet[Any] = with_arrived(own, on)
    for project in rows.select_related("department").order_by(F("signed_wan").desc(nulls_last=True), "code"):
        if project.stage != OVER and project.leader_id:
            found[project.leader_id].projects.append(project)


def _add_tickets(found: dict[int, Sheet], user: User) -> None:
    """Open ones that the leader leads or that belong to a project of the leader's; the nearest deadline first."""
    mine = Q(lead_unit__in=found) | Q(project__leader__in=found)
    rows = Ticket.objects.visible_to(user).filter(mine, state__in=OPEN_STATES)
    tickets = list(rows.select_related("enterprise", "lead_unit", "project").order_by("deadline_on", "pk"))
    today = clock.today()
    calendar = calendar_of(tickets, today)
    for ticket in tickets:
        owners = {ticket.lead_unit_id, ticket.project.leader_id if ticket.project else None}
        for owner in owners:
            if owner in found:
                found[owner].tickets.append(Owed(ticket, light_of(ticket, today, calendar)))


def _add_changes(found: dict[int, Sheet], user: User) -> None:
    """What the books learned of the leader's projects since the last sheet, the latest first."""
    since = min(sheet.since for sheet in found.values())
    projects = Project.objects.visible_to(user).filter(leader__in=found).values("pk")
    changes: dict[int, list[tuple[datetime, Change]]] = defaultdict(list)
    for leader, at, change in (
        *_money(projects, since),
        *_signings(projects, since),
        *_nodes(projects, since),
        *_closed(projects, since),
    ):
        if leader in found and at > found[leader].since:
            changes[leader].append((at, change))
    for leader, own in changes.items():
        found[leader].changes = [change for _, change in sorted(own, key=lambda pair: pair[0], reverse=True)]


Told = Iterable[tuple[int | None, datetime, Change]]


def _money(projects: QuerySet[Any], since: datetime) -> Told:
    rows = Arrival.objects.filter(project__in=projects, recorded_at__gt=since).select_related("project")
    for row in rows.order_by("pk"):
        word = "冲销到位" if row.reverses_id else "到位"
        text = f"{row.project}{word}{money_cell(abs(row.amount_wan))}万元"
        yield row.project.leader_id, row.recorded_at, Change(row.arrived_on, text, _file(row.project_id))


def _signings(projects: QuerySet[Any], since: datetime) -> Told:
    rows = Signing.objects.filter(project__in=projects, recorded_at__gt=since).select_related("project")
    for row in rows.order_by("pk"):
        word = "冲销签约" if row.reverses_id else row.nature
        text = f"{row.project}{word}{money_cell(abs(row.amount_wan))}万元"
        yield row.project.leader_id, row.recorded_at, Change(row.signed_on, text, _file(row.project_id))


def _nodes(projects: QuerySet[Any], since: datetime) -> Told:
    rows = Milestone.objects.actual().filter(project__in=projects, recorded_at__gt=since).select_related("project")
    for row in rows.order_by("pk"):
        yield (
            row.project.leader_id,
            row.recorded_at,
            Change(row.happened_on, f"{row.project}{row.kind_label}", _file(row.project_id)),
        )


def _closed(projects: QuerySet[Any], since: datetime) -> Told:
    rows = Step.objects.standing().filter(ticket__project__in=projects, kind=CLOSING, recorded_at__gt=since)
    for row in rows.select_related("ticket__project").order_by("pk"):
        if row.ticket.project and row.ticket.project.leader_id and not row.ticket.is_confidential:
            text = f"诉求{row.ticket.number}办结：{row.ticket.title}"
            url = reverse("ticket", args=[row.ticket_id])
            yield row.ticket.project.leader_id, row.recorded_at, Change(row.happened_on, text, url)


def _file(project_id: int) -> str:
    return reverse("project_detail", args=[project_id])
