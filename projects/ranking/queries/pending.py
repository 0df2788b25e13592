"""What would be credited to whom if every claim that waits were counted in full: nothing of it is in the book."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from projects.core.periods import Span
from projects.funding.actions.posting import credits_for
from projects.funding.choices import SUBMITTED
from projects.funding.models import Arrival, ClaimLine
from projects.months.models import Month
from projects.signing.choices import OUTSIDE_TIERS

Pending = dict[tuple[str, int | None], Decimal]


def pending_credits(county_id: int, year: Span, open_months: Sequence[Month], mode: str) -> Pending:
    """(dimension, unit) → claimed 万元 of 省外 and 境外 lines that would count in the year so far, split as posting would
    under that way of crediting. Two queries."""
    found: Pending = {}
    for credit in credits_for(list(_as_if_counted(county_id, year, open_months)), mode):
        key = (credit.dimension, credit.unit_id)
        found[key] = found.get(key, Decimal(0)) + credit.amount_wan
    return found


def _as_if_counted(county_id: int, year: Span, open_months: Sequence[Month]) -> Iterable[Arrival]:
    waiting = ClaimLine.objects.filter(claim__county=county_id, claim__state=SUBMITTED, source_tier__in=OUTSIDE_TIERS)
    for line in waiting.select_related("claim__project").order_by("pk"):
        counts_on = _counts_on(line.arrived_on, open_months)
        if counts_on and counts_on in year:
            yield Arrival(
                county_id=county_id,
                project=line.claim.project,
                amount_wan=line.claimed_wan,
                arrived_on=line.arrived_on,
                counts_on=counts_on,
            )


def _counts_on(arrived_on: date, open_months: Sequence[Month]) -> date | None:
    """In its own month while that is open, else in the oldest open one; None when no month takes anything."""
    ordered = sorted(open_months, key=lambda month: month.starts_on)
    own = next((month for month in ordered if month.starts_on <= arrived_on <= month.ends_on), None)
    month = own or (ordered[0] if ordered else None)
    return month.counts_on(arrived_on) if month else None
