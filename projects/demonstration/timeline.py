"""Acts in the order in which they became known, each played at its own moment."""

import calendar
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache

import chinese_calendar

from projects.core import clock


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute % 60), clock.SHANGHAI)


@cache
def is_workday(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


@cache
def workday_after(day: date, count: int) -> date:
    """The `count`-th working day after the day; 0 gives the day itself."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


@cache
def workdays(start: date, end: date) -> tuple[date, ...]:
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return tuple(day for day in days if is_workday(day))


def month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


class Timeline:
    """`add` in any order; `play` sorts by moment and, at one moment, by the order of adding."""

    def __init__(self) -> None:
        self.acts: list[tuple[datetime, int, Callable[[], object]]] = []

    def add(self, at: datetime, act: Callable[[], object]) -> None:
        self.acts.append((at, len(self.acts), act))

    def play(self) -> None:
        for at, _, act in sorted(self.acts, key=lambda item: item[:2]):
            with clock.at(at):
                act()
