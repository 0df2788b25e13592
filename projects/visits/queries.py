"""应访未访: pairs whose leader has not been to the firm for longer than the setting says."""

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from projects.reference.choices import VISIT_DAYS
from projects.reference.models import setting
from projects.services.queries import Light

NEAR = 14
"""Calendar days before the interval runs out: 蓝."""


def interval_on(day: date) -> int:
    return int(setting(VISIT_DAYS, day))


def due_before(today: date) -> date:
    """Waiting since a day before this one is 应访未访."""
    return today - timedelta(days=interval_on(today))


def unvisited(pairs: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Of pairs in force `with_visits`."""
    return pairs.filter(waiting_since__lt=due_before(today))


def pair_light(waiting_since: date, today: date, interval: int) -> Light:
    """`waiting_since`: the last visit, or the pair's first day. In calendar days."""
    waited = (today - waiting_since).days
    if waited > interval:
        return Light("red", f"{waited}天未走访")
    return Light("blue" if interval - waited <= NEAR else "ok", f"{waited}天前")
