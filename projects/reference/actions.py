"""What every installation starts with: code lists and the calendar of working days."""

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
from chinese_calendar.constants import holidays

from projects.audit.actions import Actor, action
from projects.reference.choices import LISTS
from projects.reference.models import CodeItem, Workday

CODES_SINCE = date(2000, 1, 1)
FIRST_YEAR = 2022


@action("install_reference")
def install_reference(*, by: Actor | None) -> int:
    """Adds what is missing and changes nothing that is there; returns how many rows came in.

    The calendar goes to the last year whose holidays the package `chinesecalendar` knows.
    """
    before = CodeItem.objects.count() + Workday.objects.count()
    CodeItem.objects.bulk_create(_codes(), ignore_conflicts=True)
    Workday.objects.bulk_create(_days(), ignore_conflicts=True)
    return CodeItem.objects.count() + Workday.objects.count() - before


def _codes() -> Iterator[CodeItem]:
    for name, (_, items) in LISTS.items():
        for seq, (code, label) in enumerate(items, start=1):
            yield CodeItem(list_name=name, code=code, label=label, seq=seq, starts_on=CODES_SINCE)


def _days() -> Iterator[Workday]:
    """Days that differ from their weekday. An announced year always has some: a year without rows is not announced."""
    day, last = date(FIRST_YEAR, 1, 1), date(max(holidays).year, 12, 31)
    while day <= last:
        is_workday = bool(chinese_calendar.is_workday(day))
        if is_workday != (day.weekday() < 5):
            yield Workday(day=day, is_workday=is_workday, note="调休上班" if is_workday else "放假")
        day += timedelta(days=1)
