"""Spans of days, and the part of the year that has passed."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal


@dataclass(frozen=True)
class Span:
    """Both ends belong to it. `start` None means from the beginning."""

    start: date | None
    end: date

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and day <= self.end


def since_ever(on: date) -> Span:
    return Span(None, on)


def last_year_same_day(on: date) -> date:
    """29 February answers 28 February (definitions 1.1)."""
    day = min(on.day, calendar.monthrange(on.year - 1, on.month)[1])
    return on.replace(year=on.year - 1, day=day)


def year_before(span: Span) -> Span:
    """The same days of the year before."""
    return Span(last_year_same_day(span.start) if span.start else None, last_year_same_day(span.end))


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _first_of_quarter(month: int) -> int:
    return month - (month - 1) % 3


@dataclass(frozen=True)
class Calendar:
    """统计月 and 统计年度 (docs/decisions/0008). `changes`: (from day, last day of a month; 0 for the calendar's own), in their order;
    before the first one months are the calendar's. Each month goes by what holds on its first calendar day, and begins the day after
    the one before it ends: no day is lost or held twice. A year begins with its first month and ends with its twelfth."""

    changes: tuple[tuple[date, int], ...] = ()

    def last_day(self, year: int, number: int) -> date:
        first = date(year, number, 1)
        last = next((day for start, day in reversed(self.changes) if start <= first), 0)
        return first.replace(day=last) if last else month_end(first)

    def first_day(self, year: int, number: int) -> date:
        before = (year - 1, 12) if number == 1 else (year, number - 1)
        return self.last_day(*before) + timedelta(days=1)

    def month_of(self, day: date) -> tuple[int, int]:
        """(year, number) of the month that holds the day."""
        if day <= self.last_day(day.year, day.month):
            return day.year, day.month
        return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)

    def year_of(self, day: date) -> int:
        return self.month_of(day)[0]

    def month_to(self, on: date) -> Span:
        return Span(self.first_day(*self.month_of(on)), on)

    def year_to(self, on: date) -> Span:
        return Span(self.first_day(self.year_of(on), 1), on)

    def two_years_to(self, on: date) -> Span:
        """This and the last year, up to the cut-off."""
        return Span(self.first_day(self.year_of(on) - 1, 1), on)

    def week_to(self, on: date) -> Span:
        """From Monday. Weeks cross the ends of months and years."""
        return Span(on - timedelta(days=on.weekday()), on)

    def same_period_to(self, on: date) -> Span:
        """Of the year before, to the same day of it."""
        return Span(self.first_day(self.year_of(on) - 1, 1), last_year_same_day(on))

    def same_month_to(self, on: date) -> Span:
        """The same month of the year before, to the same day of it."""
        year, number = self.month_of(on)
        return Span(self.first_day(year - 1, number), last_year_same_day(on))

    def quarter_to(self, on: date) -> Span:
        year, number = self.month_of(on)
        return Span(self.first_day(year, _first_of_quarter(number)), on)

    def same_quarter_to(self, on: date) -> Span:
        year, number = self.month_of(on)
        return Span(self.first_day(year - 1, _first_of_quarter(number)), last_year_same_day(on))

    def is_month_end(self, day: date) -> bool:
        return day == self.last_day(*self.month_of(day))

    def share_of_year(self, on: date) -> Decimal:
        """序时进度: m ÷ 12 at a month's end, days ÷ days of the year on any other day (definitions 1.10)."""
        passed, whole = self._passed(on)
        return Decimal(passed) / Decimal(whole)

    def share_of_year_rule(self, on: date) -> str:
        """The rule that `share_of_year` used, for printing beside the figure."""
        passed, whole = self._passed(on)
        return f"序时{passed}÷{whole}{'月' if whole == 12 else '天'}"

    def _passed(self, on: date) -> tuple[int, int]:
        year, number = self.month_of(on)
        if self.is_month_end(on):
            return number, 12
        first = self.first_day(year, 1)
        return (on - first).days + 1, (self.last_day(year, 12) - first).days + 1


NATURAL = Calendar()
