"""Columns of the ledger that no field holds, each one subquery: never a join, so that no sum is multiplied; only those that are shown.

Plain sums of a list (合计), not figures: figures come from the board alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, DecimalField, Exists, OuterRef, QuerySet, Subquery, Sum

from projects.core.periods import Calendar, Span, since_ever
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.funding.models import Arrival
from projects.months.queries import stat_calendar
from projects.organisations.models import User
from projects.reference.models import CodeItem
from projects.services.flow import OPEN_STATES
from projects.services.models import Ticket
from projects.signing.models import Milestone, Project, ProjectQuerySet
from projects.signing.stages import ENDED, INVESTED, PRODUCING, STARTED

SUMMED = ("total_investment_wan", "signed_wan", "arrived_month_wan", "arrived_year_wan", "arrived_wan")
RATE = "arrival_rate"


@dataclass(frozen=True)
class AsOf:
    """`on`: by 统计日期; `known`: as the books stood then, None for now; `user`: whose rights tickets are read with, None for all."""

    on: date
    known: datetime | None = None
    user: User | None = None

    @cached_property
    def months(self) -> Calendar:
        """The statistical months in force; read once, and only where a column needs them."""
        return stat_calendar()


def _arrived(span: Span, known: datetime | None) -> Subquery:
    """Reversing rows carry the opposite amount, so that a sum needs no more than the period."""
    rows = Arrival.objects.known(known).filter(project=OuterRef("pk")).counting_until(span.end)
    if span.start:
        rows = rows.filter(counts_on__gte=span.start)
    total = rows.order_by().values("project").annotate(total=Sum("amount_wan")).values("total")
    return Subquery(total, output_field=DecimalField(max_digits=WAN_DIGITS, decimal_places=WAN_PLACES))


def _reached(kind: str, asked: AsOf) -> Subquery:
    rows = Milestone.objects.reached(kind, asked.on, asked.known).filter(project=OuterRef("pk"))
    return Subquery(rows.order_by("happened_on").values("happened_on")[:1])


def _next_planned(field: str) -> Subquery:
    """The earliest plan whose milestone has not come yet."""
    come = Milestone.objects.actual().filter(project=OuterRef("project"), kind=OuterRef("kind"))
    rows = Milestone.objects.planned().filter(~Exists(come), project=OuterRef("pk"))
    return Subquery(rows.order_by("happened_on", "pk").values(field)[:1])


def _progress(asked: AsOf) -> Subquery:
    """形象进度: the latest sentence that was said at a milestone."""
    rows = Milestone.objects.actual_on(asked.on, asked.known).filter(project=OuterRef("pk")).exclude(note="")
    return Subquery(rows.order_by("-happened_on", "-pk").values("note")[:1])


def _problems(asked: AsOf) -> Subquery:
    """存在问题: the titles of tickets that are not closed."""
    tickets = Ticket.objects.visible_to(asked.user) if asked.user else Ticket.objects.all()
    rows = tickets.filter(project=OuterRef("pk"), state__in=OPEN_STATES).order_by().values("project")
    return Subquery(rows.annotate(said=StringAgg("title", "；", order_by=("registered_on", "pk"))).values("said"))


ANNOTATIONS: Mapping[str, Callable[[AsOf], Any]] = {
    "arrived_month_wan": lambda asked: _arrived(asked.months.month_to(asked.on), asked.known),
    "arrived_year_wan": lambda asked: _arrived(asked.months.year_to(asked.on), asked.known),
    "arrived_wan": lambda asked: _arrived(since_ever(asked.on), asked.known),
    "started_on": lambda asked: _reached(STARTED, asked),
    "invested_on": lambda asked: _reached(INVESTED, asked),
    "producing_on": lambda asked: _reached(PRODUCING, asked),
    "ended_on": lambda asked: _reached(ENDED, asked),
    "next_on": lambda asked: _next_planned("happened_on"),
    "next_kind": lambda asked: _next_planned("kind"),
    "progress": _progress,
    "problems": _problems,
}
NEEDS: Mapping[str, tuple[str, ...]] = {RATE: ("arrived_wan",), "next_milestone": ("next_on", "next_kind")}


def with_columns(projects: QuerySet[Project], names: Iterable[str], asked: AsOf) -> QuerySet[Project]:
    """Annotates what these columns of the ledger read; None where there is no row."""
    needed = {key for name in names for key in NEEDS.get(name, (name,))}
    return projects.annotate(**{key: made(asked) for key, made in ANNOTATIONS.items() if key in needed})


def signed_until(projects: ProjectQuerySet, names: Iterable[str], asked: AsOf) -> QuerySet[Any]:
    """The ledger as of a day: projects whose 正式合同 counts by then, with what was signed by then (增资 included). As in the figures, what
    is confirmed or reversed after its month was closed leaves the closed day as it was."""
    dated: QuerySet[Any] = projects.with_stage(asked.known, asked.on).with_signing(asked.known, asked.on)
    return with_columns(dated.filter(signed_on__isnull=False), names, asked)


def with_arrived(projects: QuerySet[Project], on: date) -> QuerySet[Project]:
    """`arrived_year_wan` 本年到位 and `arrived_wan` 签约以来累计到位, both until `on`, all tiers."""
    return with_columns(projects, ("arrived_year_wan", "arrived_wan"), AsOf(on))


def rate(over: Decimal | None, under: Decimal | None) -> Decimal | None:
    """到位率 of a project or of a sum of projects: parts are summed, rates never averaged. None without a 签约额."""
    return (over or Decimal(0)) / under if under else None


def summed(names: Iterable[str]) -> list[str]:
    """The amounts to add up for these columns."""
    needed = {key for name in names for key in NEEDS.get(name, (name,))} | ({"signed_wan"} if RATE in names else set())
    return [name for name in SUMMED if name in needed]


def ledger_totals(projects: QuerySet[Project], names: Iterable[str]) -> dict[str, Any]:
    """`count`, the sums and their rate; None where nothing was reported at all."""
    shown = list(names)
    found = projects.aggregate(count=Count("pk"), **{f"sum_{name}": Sum(name) for name in summed(shown)})
    return {"count": found["count"]} | with_rate({name: found[f"sum_{name}"] for name in summed(shown)}, shown)


def page_totals(projects: Iterable[Any], names: Iterable[str]) -> dict[str, Any]:
    shown, rows = list(names), list(projects)
    sums: dict[str, Decimal | None] = {}
    for name in summed(shown):
        values = [getattr(row, name) for row in rows]
        reported = [value for value in values if value is not None]
        sums[name] = sum(reported, Decimal(0)) if reported else None
    return with_rate(sums, shown)


def with_rate(sums: dict[str, Decimal | None], names: Iterable[str]) -> dict[str, Any]:
    """Those of the shown columns, and the rate of the sums where it is one of them."""
    shown = set(names)
    kept: dict[str, Any] = {name: value for name, value in sums.items() if name in shown}
    return kept | ({RATE: rate(sums["arrived_wan"], sums["signed_wan"])} if RATE in shown else {})


def labels_of(*list_names: str) -> dict[str, dict[str, str]]:
    """Code list → code → label, retired ones included, in one query."""
    found: dict[str, dict[str, str]] = {name: {} for name in list_names}
    for name, code, label in CodeItem.objects.filter(list_name__in=list_names).values_list("list_name", "code", "label"):
        found[name][code] = label
    return found
