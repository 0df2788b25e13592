"""Spans, the same day of last year, and 序时进度."""

from datetime import date
from decimal import Decimal

import pytest

from projects.core import periods
from projects.core.periods import Span


@pytest.mark.parametrize(
    ("span", "start", "end"),
    [
        (periods.year_to(date(2024, 12, 16)), date(2024, 1, 1), date(2024, 12, 16)),
        (periods.month_to(date(2024, 12, 16)), date(2024, 12, 1), date(2024, 12, 16)),
        (periods.two_years_to(date(2024, 12, 16)), date(2023, 1, 1), date(2024, 12, 16)),
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
    assert periods.share_of_year(day) == share
    assert periods.share_of_year_rule(day) == rule


@pytest.mark.parametrize(("day", "last"), [(date(2024, 2, 3), date(2024, 2, 29)), (date(2023, 12, 31), date(2023, 12, 31))])
def test_the_last_day_of_a_month(day: date, last: date) -> None:
    assert periods.month_end(day) == last
    assert periods.is_month_end(last)
