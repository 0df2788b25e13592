"""Columns of the ledger that no field holds, each one subquery: never a join, so that no sum is multiplied; only those that are shown.

Plain sums of a list (合计), not figures: figures come from the board alone.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Count, DecimalField, Exists, OuterRef, QuerySet, Subquery, Sum

from projects.core.periods import Calendar, Span, since_ever
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.funding.models import Arrival
from projects.months.queries import stat_calendar
from projects.reference.models import CodeItem
from projects.signing.models import Milestone, Project, ProjectQuerySet, Signing
from projects.signing.stages import ENDED, INVESTED, PRODUCING, STARTED

SUMMED = ("total_investment_wan", "signed_wan", "arrived_month_wan", "arrived_year_wan", "arrived_wan")
RATE = "arrival_rate"


def _arrived(span: Span) -> Subquery:
    """Reversing rows carry the opposite amount, so that a sum needs no more than the period."""
    rows = Arrival.objects.filter(project=OuterRef("pk")).counting_until(span.end)
    if span.start:
        rows = rows.filter(counts_on__gte=span.start)
    total = rows.order_by().values("project").annotate(total=Sum("amount_wan")).values("total")
    return Subquery(total, output_field=DecimalField(max_digits=WAN_DIGITS, decimal_places=WAN_PLACES))


def _reached(kind: str, on: date) -> Subquery:
    rows = Milestone.objects.reached(kind, on).filter(project=OuterRef("pk"))
    return Subquery(rows.order_by("happened_on").values("happened_on")[:1])


def _next_planned(field: str) -> Subquery:
    """The earliest plan whose milestone has not come yet."""
    come = Milestone.objects.actual().filter(project=OuterRef("project"), kind=OuterRef("kind"))
    rows = Milestone.objects.planned().filter(~Exists(come), project=OuterRef("pk"))
    return Subquery(rows.order_by("happened_on", "pk").values(field)[:1])


Months = Callable[[], Calendar]
ANNOTATIONS: Mapping[str, Callable[[date, Months], Any]] = {
    "arrived_month_wan": lambda on, months: _arrived(months().month_to(on)),
    "arrived_year_wan": lambda on, months: _arrived(months().year_to(on)),
    "arrived_wan": lambda on, months: _arrived(since_ever(on)),
    "started_on": lambda on, months: _reached(STARTED, on),
    "invested_on": lambda on, months: _reached(INVESTED, on),
    "producing_on": lambda on, months: _reached(PRODUCING, on),
    "ended_on": lambda on, months: _reached(ENDED, on),
    "next_on": lambda on, months: _next_planned("happened_on"),
    "next_kind": lambda on, months: _next_planned("kind"),
}
NEEDS: Mapping[str, tuple[str, ...]] = {RATE: ("arrived_wan",), "next_milestone": ("next_on", "next_kind")}


def with_columns(projects: QuerySet[Project], names: Iterable[str], on: date) -> QuerySet[Project]:
    """Annotates what these columns of the ledger read, as of `on` by 统计日期; None where there is no row."""
    needed = {key for name in names for key in NEEDS.get(name, (name,))}
    months = cache(stat_calendar)
    return projects.annotate(**{key: made(on, months) for key, made in ANNOTATIONS.items() if key in needed})


def signed_until(projects: ProjectQuerySet, names: Iterable[str], on: date) -> QuerySet[Any]:
    """The ledger as of a day: projects whose 正式合同 was signed by then, with what was signed by then (增资 included)."""
    rows = Signing.objects.standing().amounts().filter(project=OuterRef("pk"), signed_on__lte=on)
    total = Subquery(rows.order_by().values("project").annotate(total=Sum("amount_wan")).values("total"))
    dated: QuerySet[Any] = projects.with_stage().with_signing()
    dated = dated.filter(signed_on__lte=on)
    return with_columns(dated.annotate(signed_wan=total), names, on)


def with_arrived(projects: QuerySet[Project], on: date) -> QuerySet[Project]:
    """`arrived_year_wan` 本年到位 and `arrived_wan` 签约以来累计到位, both until `on`, all tiers."""
    return with_columns(projects, ("arrived_year_wan", "arrived_wan"), on)


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
