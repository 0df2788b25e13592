"""Spans, the same day of last year, and 序时进度."""

from datetime import date
from decimal import Decimal

import pytest

from projects.core import periods
from projects.core.periods import NATURAL, Calendar, Span


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        (NATURAL.year_to(date(2024, 12, 16)), date(2024, 1, 1), date(2024, 12, 16)),
        (NATURAL.month_to(date(2024, 12, 16)), date(2024, 12, 1), date(2024, 12, 16)),
        (NATURAL.two_years_to(date(2024, 12, 16)), date(2023, 1, 1), date(2024, 12, 16)),
        (periods.since_ever(date(2024, 12, 16)), None, date(2024, 12, 16)),
    ],
)
def test_a_span_holds_both_its_ends(span: Span, start: date | None, end: date) -> None:
    assert (span.start, span.end) == (start, end)
    assert end in span
    assert date(2024, 12, 17) not in span
    assert start is None or start in span


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2024, 12, 16), date(2023, 12, 16)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 28)),
        (date(2024, 1, 1), date(2023, 1, 1)),
    ],
)
def test_last_year_is_cut_at_the_same_day(day: date, before: date) -> None:
    assert periods.last_year_same_day(day) == before


@pytest.mark.parametrize(
    ("day", "share", "rule"),
    [
        (date(2024, 12, 16), Decimal(351) / Decimal(366), "序时351÷366天"),
        (date(2024, 6, 30), Decimal(6) / Decimal(12), "序时6÷12月"),
        (date(2024, 12, 31), Decimal(1), "序时12÷12月"),
        (date(2023, 2, 28), Decimal(2) / Decimal(12), "序时2÷12月"),
        (date(2024, 2, 28), Decimal(59) / Decimal(366), "序时59÷366天"),
        (date(2024, 1, 1), Decimal(1) / Decimal(366), "序时1÷366天"),
    ],
)
def test_the_expected_share_of_the_year(day: date, share: Decimal, rule: str) -> None:
    assert NATURAL.share_of_year(day) == share
    assert NATURAL.share_of_year_rule(day) == rule


@pytest.mark.parametrize(("day", "last"), [(date(2024, 2, 3), date(2024, 2, 29)), (date(2023, 12, 31), date(2023, 12, 31))])
def test_the_last_day_of_a_month(day: date, last: date) -> None:
    assert periods.month_end(day) == last
    assert NATURAL.is_month_end(last)


FROM_26 = Calendar(((date(2020, 1, 1), 25),))
CHANGED = Calendar(((date(2025, 1, 1), 25),))
BACK = Calendar(((date(2020, 1, 1), 25), (date(2025, 1, 1), 0)))


@pytest.mark.parametrize(
    ("calendar", "on", "month", "month_from", "year_from", "same_period"),
    [
        (FROM_26, date(2024, 12, 25), (2024, 12), date(2024, 11, 26), date(2023, 12, 26), (date(2022, 12, 26), date(2023, 12, 25))),
        (FROM_26, date(2024, 12, 26), (2025, 1), date(2024, 12, 26), date(2024, 12, 26), (date(2023, 12, 26), date(2023, 12, 26))),
        (FROM_26, date(2024, 2, 29), (2024, 3), date(2024, 2, 26), date(2023, 12, 26), (date(2022, 12, 26), date(2023, 2, 28))),
        (CHANGED, date(2025, 1, 10), (2025, 1), date(2025, 1, 1), date(2025, 1, 1), (date(2024, 1, 1), date(2024, 1, 10))),
        (BACK, date(2025, 1, 31), (2025, 1), date(2024, 12, 26), date(2024, 12, 26), (date(2023, 12, 26), date(2024, 1, 31))),
    ],
    ids=["last-day-of-a-year", "first-day-of-the-next", "leap-day", "change-over", "change-back"],
)
def test_a_statistical_year_begins_with_its_first_month(
    calendar: Calendar, on: date, month: tuple[int, int], month_from: date, year_from: date, same_period: tuple[date, date]
) -> None:
    assert calendar.month_of(on) == month
    assert calendar.month_to(on) == Span(month_from, on)
    assert calendar.year_to(on) == Span(year_from, on)
    assert calendar.same_period_to(on) == Span(*same_period)


@pytest.mark.parametrize(
    ("day", "share", "rule"),
    [
        (date(2024, 12, 16), Decimal(357) / Decimal(366), "序时357÷366天"),
        (date(2024, 6, 25), Decimal(6) / Decimal(12), "序时6÷12月"),
        (date(2024, 6, 30), Decimal(188) / Decimal(366), "序时188÷366天"),
        (date(2024, 12, 26), Decimal(1) / Decimal(365), "序时1÷365天"),
    ],
)
def test_the_expected_share_of_a_year_from_26_december(day: date, share: Decimal, rule: str) -> None:
    assert (FROM_26.share_of_year(day), FROM_26.share_of_year_rule(day)) == (share, rule)


def test_in_the_year_after_a_change_over_days_of_no_earlier_period_have_no_base() -> None:
    """2026 begins on 26 December 2025; a year before, 2025 had not begun."""
    span = CHANGED.same_period_to(date(2025, 12, 31))
    assert (span.start, span.end) == (date(2025, 1, 1), date(2024, 12, 31))
