"""距任务还差: a unit's own projects, the money that is planned of each this year, and what stands in its way (peers.md N12).

Planned money goes first (到位计划); a project without a plan is listed behind with what is left of its contract, and the page says so.
Nothing here is a figure of the county.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse

from projects.core.periods import Calendar
from projects.core.units import ONE_HUNDRED, WAN_DIGITS, WAN_PLACES, money_cell, to_fen
from projects.elements.choices import STUCK
from projects.elements.models import ProjectElement
from projects.funding.actions.posting import parts_of, wholes_of
from projects.funding.choices import RETURNED, SUBMITTED
from projects.funding.models import Arrival, Claim, ClaimLine
from projects.funding.queries.plans import Planned, planned_of
from projects.months.queries import stat_calendar
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import Unit, User
from projects.reference.choices import PARTS
from projects.reference.models import labels
from projects.services.flow import OPEN_STATES
from projects.services.models import Ticket
from projects.services.queries import calendar_of, light_of
from projects.signing.actions import credit_mode
from projects.signing.choices import OUTSIDE_TIERS
from projects.signing.models import Milestone, Project, Share, Signing, SigningPart
from projects.signing.stages import ENDED, MILESTONE_BY_VALUE, REGISTERED, STARTED

ZERO = Decimal(0)
FIRST_NEEDED = (REGISTERED, STARTED)
"""Money rarely comes before these two."""


@dataclass(frozen=True)
class Block:
    """One thing in the way, in words; `url` leads to where it is dealt with."""

    words: str
    url: str


@dataclass
class Source:
    """A project that may still bring money. All in 万元. `contract_wan`: 拟引资额, else the outside part of 签约额; `arrived_wan` since
    signing, `year_wan` of it this year; `plan` of this year, None where none stands; `pending_wan`: what the unit would be credited with
    of the claims that wait. `running_wan`: with those before it in the list; `is_needed`: of the shortest list that closes the gap."""

    project: Any
    percent: Decimal
    contract_wan: Decimal
    arrived_wan: Decimal
    year_wan: Decimal = ZERO
    plan: Planned | None = None
    pending_wan: Decimal = ZERO
    blocks: list[Block] = field(default_factory=list)
    next_step: str = ""
    running_wan: Decimal = ZERO
    is_needed: bool = False

    @property
    def left_wan(self) -> Decimal:
        """Of the contract."""
        return max(self.contract_wan - self.arrived_wan, ZERO)

    @property
    def coming_wan(self) -> Decimal:
        """Planned this year and not there yet; without a plan what is left of the contract."""
        return self.plan.left_wan(self.year_wan) if self.plan else self.left_wan

    @property
    def own_wan(self) -> Decimal:
        """What the unit would be credited with."""
        return to_fen(self.coming_wan * self.percent / ONE_HUNDRED)


@dataclass(frozen=True)
class Gap:
    """`gap_wan`: task less arrived, below zero when the task is done, None without a task. `hidden`: projects out of sight."""

    gap_wan: Decimal | None
    sources: list[Source]
    hidden: int

    @property
    def sum_wan(self) -> Decimal:
        return sum((source.own_wan for source in self.sources), ZERO)

    @property
    def planned(self) -> list[Source]:
        return [source for source in self.sources if source.plan]

    @property
    def planned_wan(self) -> Decimal:
        return sum((source.own_wan for source in self.planned), ZERO)

    @property
    def unplanned_count(self) -> int:
        return len(self.sources) - len(self.planned)

    @property
    def unplanned_wan(self) -> Decimal:
        return self.sum_wan - self.planned_wan

    @property
    def needed(self) -> list[Source]:
        """The shortest list whose money closes the gap, planned money first; empty when nothing lacks or all of it is too little."""
        return [source for source in self.sources if source.is_needed]

    @property
    def needed_wan(self) -> Decimal:
        return sum((source.own_wan for source in self.needed), ZERO)

    @property
    def is_closed_by_plans(self) -> bool:
        return bool(self.needed) and all(source.plan for source in self.needed)

    @property
    def blocked_count(self) -> int:
        """Of the needed ones."""
        return sum(bool(source.blocks) for source in self.needed)

    @property
    def pending_wan(self) -> Decimal:
        return sum((source.pending_wan for source in self.sources), ZERO)

    @property
    def free_wan(self) -> Decimal:
        """Of projects that nothing stands in the way of."""
        return sum((source.own_wan for source in self.sources if not source.blocks), ZERO)

    @property
    def rest_wan(self) -> Decimal | None:
        """What would still be missing if all of it came; below zero when it is more than enough."""
        return None if self.gap_wan is None else self.gap_wan - self.sum_wan


def gap_of(unit: Unit, user: User, on: date, gap_wan: Decimal | None) -> Gap:
    """Planned ones first, in each part the largest first. Ended projects and those that have brought all they planned are left out. A
    dozen queries, however many projects."""
    calendar = stat_calendar()
    own = _projects(unit, on, calendar)
    seen: list[Any] = list(own.filter(pk__in=Project.objects.visible_to(user).values("pk")))
    is_parts = credit_mode(calendar.year_of(on)) == PARTS
    sources = [_source(project, unit, on, is_parts=is_parts) for project in seen]
    plans = planned_of(seen, calendar.year_of(on), on, calendar)
    for source in sources:
        source.plan = plans.get(source.project.pk)
    found = sorted((source for source in sources if source.own_wan > 0), key=lambda source: (not source.plan, -source.own_wan))
    _mark_needed(found, gap_wan)
    _find_blocks(found, user, on)
    return Gap(gap_wan, found, own.count() - len(seen))


def _mark_needed(sources: list[Source], gap_wan: Decimal | None) -> None:
    """Largest first is the shortest list."""
    running = ZERO
    for source in sources:
        before, running = running, running + source.own_wan
        source.running_wan = running
        source.is_needed = gap_wan is not None and before < gap_wan
    if gap_wan is None or running < gap_wan:
        for source in sources:
            source.is_needed = False


def _projects(unit: Unit, on: date, calendar: Calendar) -> QuerySet[Any]:
    """Signed, not ended, of outside money, held by the unit now."""
    path = next(item.project_field for item in DIMENSIONS if item.value == unit.kind)
    in_force = Q(ends_on=None) | Q(ends_on__gt=on)
    shared = Share.objects.filter(in_force, project=OuterRef("pk"), unit=unit, starts_on__lte=on)
    ended = Milestone.objects.actual().filter(project=OuterRef("pk"), kind=ENDED)
    signed = SigningPart.objects.filter(signing__in=Signing.objects.standing().amounts(), source_tier__in=OUTSIDE_TIERS)
    arrived = Arrival.objects.outside().counting_until(on)
    this_year = arrived.filter(counts_on__gte=calendar.year_to(on).start)
    rows: QuerySet[Any] = Project.objects.in_county(unit.county_id or unit.pk).filter(Q(**{path: unit.pk}) | Exists(shared))
    found: QuerySet[Any] = (
        rows.filter(~Exists(ended))
        .annotate(
            outside_wan=_sum(signed.filter(signing__project=OuterRef("pk")), "signing__project"),
            outside_arrived_wan=_sum(arrived.filter(project=OuterRef("pk")), "project"),
            outside_year_wan=_sum(this_year.filter(project=OuterRef("pk")), "project"),
        )
        .filter(outside_wan__gt=0)
        .order_by("pk")
        .prefetch_related("shares")
    )
    return found


def _sum(rows: QuerySet[Any], path: str) -> Subquery:
    total = rows.order_by().values(path).annotate(total=Sum("amount_wan")).values("total")
    return Subquery(total, output_field=DecimalField(max_digits=WAN_DIGITS, decimal_places=WAN_PLACES))


def _source(project: Any, unit: Unit, on: date, *, is_parts: bool) -> Source:
    lists = parts_of(project, on) if is_parts else wholes_of(project, on)
    holders = [(unit_id, percent) for shares in lists for dimension, unit_id, percent in shares if dimension == unit.kind]
    percent = sum((percent for unit_id, percent in holders if unit_id == unit.pk), ZERO)
    contract = project.planned_outside_wan or project.outside_wan
    return Source(project, percent, contract, project.outside_arrived_wan or ZERO, project.outside_year_wan or ZERO)


def _find_blocks(sources: list[Source], user: User, on: date) -> None:
    """In the order in which they stand in the way: the plan of money, the steps, the papers, the tickets."""
    by_project = {source.project.pk: source for source in sources}
    for source in sources:
        source.blocks += _behind(source)
    _milestones(by_project, on)
    _claims(by_project)
    _elements(by_project, user, on)
    tickets = list(Ticket.objects.visible_to(user).filter(project__in=by_project, state__in=OPEN_STATES).order_by("pk"))
    calendar = calendar_of(tickets, on)
    for ticket in tickets:
        light = light_of(ticket, on, calendar)
        late = f"，{light.text}" if light and light.state == "red" else ""
        words = f"诉求未办结：{ticket.title}（{ticket.state_label}{late}）"
        by_project[ticket.project_id].blocks.append(Block(words, reverse("ticket", args=[ticket.pk])))


def _behind(source: Source) -> Iterator[Block]:
    """What the plan said for months that have ended."""
    behind = source.plan.behind_wan(source.year_wan) if source.plan else ZERO
    if source.plan and behind:
        url = f"{reverse('project_detail', args=[source.project.pk])}?tab=money#money-plan"
        due = f"按计划到{source.plan.due_months}月底应到{money_cell(source.plan.due_wan)}万元"
        yield Block(f"{due}，少{money_cell(behind)}万元", url)


def _milestones(by_project: dict[int, Source], on: date) -> None:
    reached: dict[int, set[str]] = {number: set() for number in by_project}
    planned: dict[int, dict[str, date]] = {number: {} for number in by_project}
    rows = Milestone.objects.standing().filter(project__in=by_project).order_by("happened_on", "pk")
    for number, kind, is_planned, day in rows.values_list("project", "kind", "is_planned", "happened_on"):
        if is_planned:
            planned[number][kind] = day
        else:
            reached[number].add(kind)
    for number, source in by_project.items():
        due = {kind: day for kind, day in planned[number].items() if kind not in reached[number]}
        source.blocks += _missing(source.project, reached[number], due, on)
        coming = min(((day, kind) for kind, day in due.items()), default=None)
        source.next_step = f"{coming[0]} {MILESTONE_BY_VALUE[coming[1]].label}" if coming else ""


def _missing(project: Any, reached: Iterable[str], due: dict[str, date], on: date) -> Iterator[Block]:
    """The first step that lacks, and every plan that has passed."""
    url = f"{reverse('project_detail', args=[project.pk])}?tab=milestones"
    first = next((kind for kind in FIRST_NEEDED if kind not in reached), None)
    for kind, day in due.items():
        if day < on:
            yield Block(f"{MILESTONE_BY_VALUE[kind].label}已超计划时间（{day}）", url)
    if first and not (first in due and due[first] < on):
        yield Block(f"还没有{MILESTONE_BY_VALUE[first].label}", url)


def _elements(by_project: dict[int, Source], user: User, on: date) -> None:
    """要素 that are stuck or past the day they were needed; those that are merely not secured yet stop nothing so far."""
    waiting = ProjectElement.objects.visible_to(user).open().filter(project__in=by_project)
    found = list(waiting.filter(Q(state=STUCK) | Q(needed_on__lt=on)).order_by("pk"))
    names = labels("element") if found else {}
    for row in found:
        late = f"，{row.needed_on}需要" if row.needed_on else ""
        words = f"要素未落实：{names.get(row.element, row.element)}（{row.state_label}{late}）"
        by_project[row.project_id].blocks.append(Block(words, reverse("element", args=[row.pk])))


def _claims(by_project: dict[int, Source]) -> None:
    outside = Sum("lines__claimed_wan", filter=Q(lines__source_tier__in=OUTSIDE_TIERS))
    rows: QuerySet[Any] = Claim.objects.filter(project__in=by_project, state__in=(SUBMITTED, RETURNED))
    for claim in rows.annotate(outside_wan=outside).order_by("pk"):
        source, amount = by_project[claim.project_id], claim.outside_wan or ZERO
        url = reverse("claim", args=[claim.pk])
        if claim.state == SUBMITTED:
            source.pending_wan += to_fen(amount * source.percent / ONE_HUNDRED)
            source.blocks.append(Block(f"已申报{money_cell(amount)}万元，待核定", url))
        else:
            source.blocks.append(Block(f"申报{money_cell(amount)}万元已退回：{claim.returned_reason}", url))
    lacking = ClaimLine.objects.filter(claim__project__in=by_project, claim__state=SUBMITTED, evidence=None)
    for line in lacking.exclude(evidence_due_on=None).select_related("claim").order_by("pk"):
        words = f"申报{money_cell(line.claimed_wan)}万元待补佐证，{line.evidence_due_on}前"
        by_project[line.claim.project_id].blocks.append(Block(words, reverse("claim", args=[line.claim_id])))
