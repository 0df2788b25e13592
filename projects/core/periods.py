"""Spans of days, and the part of the year that has passed."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Span:
    """Both ends belong to it. `start` None means from the beginning."""

    start: date | None
    end: date

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and day <= self.end


def year_to(on: date) -> Span:
    return Span(date(on.year, 1, 1), on)


def month_to(on: date) -> Span:
    return Span(on.replace(day=1), on)


def two_years_to(on: date) -> Span:
    """This and the last calendar year, up to the cut-off."""
    return Span(date(on.year - 1, 1, 1), on)


def since_ever(on: date) -> Span:
    return Span(None, on)


def last_year_same_day(on: date) -> date:
    """29 February answers 28 February (definitions 1.1)."""
    day = min(on.day, calendar.monthrange(on.year - 1, on.month)[1])
    return on.replace(year=on.year - 1, day=day)


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def is_month_end(day: date) -> bool:
    return day == month_end(day)


def share_of_year(on: date) -> Decimal:
    """序时进度: m ÷ 12 at a month's end, days ÷ days of the year on any other day (definitions 1.10)."""
    if is_month_end(on):
        return Decimal(on.month) / Decimal(12)
    return Decimal(on.timetuple().tm_yday) / Decimal(days_of(on.year))


def share_of_year_rule(on: date) -> str:
    """The rule that `share_of_year` used, for printing beside the figure."""
    if is_month_end(on):
        return f"序时{on.month}÷12月"
    return f"序时{on.timetuple().tm_yday}÷{days_of(on.year)}天"


def days_in_month(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def days_of(year: int) -> int:
    return 366 if calendar.isleap(year) else 365
