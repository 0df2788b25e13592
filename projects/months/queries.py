"""The county's statistical calendar: as it is set, and as its months were opened."""

from collections.abc import Iterable
from datetime import date

from projects.core.periods import Calendar, month_end
from projects.months.models import Month
from projects.reference.choices import FROM_26, STAT_MONTH
from projects.reference.models import setting_history

LAST_OF_26 = 25


def stat_calendar() -> Calendar:
    """By the dated setting."""
    changes = setting_history(STAT_MONTH)
    return Calendar(tuple((starts_on, LAST_OF_26 if value == FROM_26 else 0) for starts_on, value in changes))


def calendar_of(months: Iterable[Month]) -> Calendar:
    """By the months as they were opened, given in their order; what lies before and behind them follows the nearest. No query."""
    changes: list[tuple[date, int]] = []
    for month in months:
        last = 0 if month.ends_on == month_end(month.ends_on) else month.ends_on.day
        if not changes or last != changes[-1][1]:
            changes.append((date(month.year, month.number, 1) if changes else date.min, last))
    return Calendar(tuple(changes))
