"""核对项: what a line says, held against what the site knows beside it. A paper's own words are read by the verifier, not by the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from projects.core.units import exact
from projects.funding.actions.currency import in_wan
from projects.funding.choices import YUAN
from projects.funding.models import Arrival, Claim, ClaimLine
from projects.months.models import Month


@dataclass(frozen=True)
class Beside:
    """One line: `contract_party` is the 投资方 of the contract; `from_currency` the product of amount and rate; `last_month` what was
    counted for the project in the 统计月 before. All as texts; empty where there is nothing to hold against."""

    contract_party: str
    is_contract_party: bool
    is_of_month: bool
    from_currency: str
    last_month: str


def beside(claim: Claim, lines: Iterable[ClaimLine]) -> dict[int, Beside]:
    """By the numbers of the lines; two queries for any number of them."""
    party, before = str(claim.project.investor), f"{exact(counted_before(claim))}万元"
    month = claim.month
    return {
        line.number: Beside(
            party,
            line.payer == party,
            month.starts_on <= line.arrived_on <= month.ends_on,
            _product(line),
            before,
        )
        for line in lines
    }


def counted_before(claim: Claim) -> Decimal:
    """万元, of every tier, with corrections and 撤资."""
    earlier = Month.objects.in_county(claim.county_id).filter(starts_on__lt=claim.month.starts_on).order_by("-starts_on")[:1]
    rows = Arrival.objects.filter(project=claim.project_id, booked_in__in=earlier.values("pk"))
    return Decimal(rows.aggregate(total=Sum("amount_wan"))["total"] or 0)


def _product(line: ClaimLine) -> str:
    if line.currency == YUAN or line.original_amount is None or line.rate is None:
        return ""
    return f"{exact(in_wan(line.original_amount, line.rate))}万元"
