"""统计月: natural or 26th to 25th, without a lost or a doubled day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from projects.core import clock
from projects.core.errors import Refused
from projects.months.actions import open_month, open_month_of
from projects.months.models import Month
from projects.organisations.choices import COUNTY
from projects.organisations.models import Unit
from projects.reference.choices import FROM_26, NATURAL, STAT_MONTH
from projects.reference.models import Setting


@pytest.fixture
def county(db: None) -> Unit:
    return Unit.objects.create(kind=COUNTY, code="620521", name="清水县", seq=1)


def set_months(value: str, starts_on: str) -> None:
    Setting.objects.create(key=STAT_MONTH, value=value, starts_on=date.fromisoformat(starts_on), set_at=clock.now())


def opened(county: Unit, year: int, number: int) -> tuple[str, str]:
    month = open_month(county=county, year=year, number=number, by=None)
    return month.starts_on.isoformat(), month.ends_on.isoformat()


def test_by_default_a_month_is_the_calendars(county: Unit) -> None:
    assert opened(county, 2024, 2) == ("2024-02-01", "2024-02-29")
    assert opened(county, 2024, 12) == ("2024-12-01", "2024-12-31")


def test_under_26_to_25_january_begins_in_the_december_before(county: Unit) -> None:
    set_months(FROM_26, "2020-01-01")
    assert opened(county, 2024, 1) == ("2023-12-26", "2024-01-25")
    assert opened(county, 2024, 2) == ("2024-01-26", "2024-02-25")
    assert opened(county, 2024, 3) == ("2024-02-26", "2024-03-25")
    assert opened(county, 2024, 12) == ("2024-11-26", "2024-12-25")


def test_the_month_of_the_change_over_to_26_to_25_is_short(county: Unit) -> None:
    set_months(FROM_26, "2025-01-01")
    assert opened(county, 2024, 12) == ("2024-12-01", "2024-12-31")
    assert opened(county, 2025, 1) == ("2025-01-01", "2025-01-25")
    assert opened(county, 2025, 2) == ("2025-01-26", "2025-02-25")


def test_the_month_of_the_change_back_is_long(county: Unit) -> None:
    set_months(FROM_26, "2020-01-01")
    set_months(NATURAL, "2025-01-01")
    assert opened(county, 2025, 1) == ("2024-12-26", "2025-01-31")
    assert opened(county, 2025, 2) == ("2025-02-01", "2025-02-28")


def test_every_day_of_three_years_lies_in_one_month(county: Unit) -> None:
    set_months(FROM_26, "2024-06-01")
    set_months(NATURAL, "2025-03-01")
    for year in (2023, 2024, 2025):
        for number in range(1, 13):
            opened(county, year, number)
    months = list(Month.objects.order_by("starts_on"))
    assert [later.starts_on - earlier.ends_on for earlier, later in pairwise(months)] == [timedelta(days=1)] * 35
    assert (months[0].starts_on, months[-1].ends_on) == (date(2023, 1, 1), date(2025, 12, 31))


def test_a_month_that_is_there_stays_as_it_is(county: Unit) -> None:
    opened(county, 2024, 1)
    set_months(FROM_26, "2020-01-01")
    assert opened(county, 2024, 1) == ("2024-01-01", "2024-01-31")


def test_a_month_begins_after_the_one_before_as_that_was_really_opened(county: Unit) -> None:
    opened(county, 2024, 12)
    set_months(FROM_26, "2020-01-01")
    assert opened(county, 2025, 1) == ("2025-01-01", "2025-01-25")


def test_a_month_that_would_overlap_one_opened_earlier_is_refused(county: Unit) -> None:
    Month.objects.create(county=county, year=2024, number=4, starts_on=date(2024, 3, 26), ends_on=date(2024, 4, 25))
    with pytest.raises(Refused, match="2024年3月的起止日期与已开设的统计月重叠"):
        opened(county, 2024, 3)


@pytest.mark.parametrize(
    ("setting", "day", "month"),
    [
        (NATURAL, "2023-12-26", (2023, 12)),
        (FROM_26, "2023-12-25", (2023, 12)),
        (FROM_26, "2023-12-26", (2024, 1)),
        (FROM_26, "2024-02-26", (2024, 3)),
    ],
)
def test_the_month_that_holds_a_day_is_opened(county: Unit, setting: str, day: str, month: tuple[int, int]) -> None:
    set_months(setting, "2020-01-01")
    found = open_month_of(county=county, day=date.fromisoformat(day), by=None)
    assert (found.year, found.number) == month
    assert open_month_of(county=county, day=date.fromisoformat(day), by=None) == found
