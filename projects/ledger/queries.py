"""Money of projects as columns of a list.

Stands in for `indicators.board.annotate` until that exists; then the columns come from there and this module goes.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, OuterRef, QuerySet, Subquery, Sum

from projects.core.periods import Span, since_ever, year_to
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.funding.models import Arrival
from projects.signing.models import Project

SUMMED = ("signed_wan", "arrived_year_wan", "arrived_wan")


def with_arrived(projects: QuerySet[Project], on: date) -> QuerySet[Project]:
    """Annotates `arrived_year_wan` 本年到位 and `arrived_wan` 签约以来累计到位, both until `on` by 统计日期, all tiers; None without a row."""
    return projects.annotate(arrived_year_wan=_arrived(year_to(on)), arrived_wan=_arrived(since_ever(on)))


def _arrived(span: Span) -> Subquery:
    """Reversing rows carry the opposite amount, so that a sum needs no more than the period."""
    rows = Arrival.objects.filter(project=OuterRef("pk")).counting_until(span.end)
    if span.start:
        rows = rows.filter(counts_on__gte=span.start)
    total = rows.order_by().values("project").annotate(total=Sum("amount_wan")).values("total")
    return Subquery(total, output_field=DecimalField(max_digits=WAN_DIGITS, decimal_places=WAN_PLACES))


def rate(over: Decimal | None, under: Decimal | None) -> Decimal | None:
    """到位率 of a project or of a sum of projects: parts are summed, rates never averaged. None without a 签约额."""
    return (over or Decimal(0)) / under if under else None


def ledger_totals(projects: QuerySet[Project]) -> dict[str, Any]:
    found = projects.aggregate(count=Count("pk"), **{f"sum_{name}": Sum(name) for name in SUMMED})
    return with_rate({"count": found["count"]} | {name: found[f"sum_{name}"] or Decimal(0) for name in SUMMED})


def page_totals(projects: Iterable[Any]) -> dict[str, Any]:
    rows = list(projects)
    return with_rate({name: sum((getattr(row, name) or Decimal(0) for row in rows), Decimal(0)) for name in SUMMED})


def with_rate(sums: dict[str, Any]) -> dict[str, Any]:
    arrived = sums.pop("arrived_wan")
    return sums | {"arrival_rate": rate(arrived, sums["signed_wan"])}
