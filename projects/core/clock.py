"""Today and now, for the whole site. Nothing else reads the machine's clock.

Order: a time set by `at()` (tests, and load_demo playing the past), else `source` (the demonstration's business date, which
stands in the database), else the machine.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")
source: Callable[[], datetime | None] | None = None
_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """Aware, in Asia/Shanghai."""
    fixed = _set_to.get()
    if fixed is not None:
        return fixed
    shown = source() if source else None
    return shown or timezone.now().astimezone(SHANGHAI)


def today() -> date:
    return now().date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside the block it is `moment` (naive means Asia/Shanghai)."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    token = _set_to.set(aware.astimezone(SHANGHAI))
    try:
        yield
    finally:
        _set_to.reset(token)
