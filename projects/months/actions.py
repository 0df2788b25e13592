"""Opening months, and finding the one that takes a row."""

import calendar
from datetime import date

from projects.audit.actions import action
from projects.core.errors import Refused
from projects.months.models import Month
from projects.organisations.models import Unit, User


@action("open_month")
def open_month(*, county: Unit, year: int, number: int, by: User | None) -> Month:
    """A natural month. Returns the one that is there already, if it is."""
    last = calendar.monthrange(year, number)[1]
    month, _ = Month.objects.get_or_create(
        county=county,
        year=year,
        number=number,
        defaults={"starts_on": date(year, number, 1), "ends_on": date(year, number, last)},
    )
    return month


def month_accepting(county_id: int, day: date) -> Month:
    """The open month that holds the day, else the oldest open one; locked FOR SHARE by the trigger when the row is written.

    Raises Refused when no month is open.
    """
    accepting = Month.objects.in_county(county_id).accepting().order_by("starts_on")
    holding = accepting.holding(day).first()
    month = holding or accepting.first()
    if month is None:
        raise Refused("现在没有未月结的统计月，请招商局先开设统计月")
    return month
