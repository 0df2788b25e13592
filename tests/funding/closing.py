"""Closing many months at once, as the bureau does after the opening."""

from projects.funding.actions import close_month
from projects.months.models import Month
from tests.world import World


def close_until(world: World, year: int, number: int) -> None:
    """Every open month up to this one, oldest first."""
    months = Month.objects.in_county(world.county.pk).accepting().order_by("starts_on")
    for month in months:
        if (month.year, month.number) <= (year, number):
            close_month(by=world.verifier, month=month)
