"""办结时限 in working days, 调休 included; the calendar of a whole page is read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from projects.reference.models import Workday
from projects.services.models import Ticket

SOON, NEAR = 2, 5
"""Working days: due in at most so many is 黄, 蓝 (looks 3; a proposal)."""


@dataclass(frozen=True)
class Light:
    state: str
    text: str


class WorkCalendar:
    """Between the earliest and the latest of the given days."""

    def __init__(self, days: Iterable[date]) -> None:
        span = sorted(days)
        rows = Workday.objects.filter(day__gte=span[0], day__lte=span[-1]) if span else Workday.objects.none()
        self._differing = dict(rows.values_list("day", "is_workday"))

    def is_workday(self, day: date) -> bool:
        return self._differing.get(day, day.weekday() < 5)

    def between(self, start: date, end: date) -> int:
        """Working days after `start`, up to and with `end`."""
        return sum(self.is_workday(start + timedelta(days=offset)) for offset in range(1, (end - start).days + 1))


def calendar_of(tickets: Iterable[Ticket], today: date) -> WorkCalendar:
    return WorkCalendar([today, *(ticket.deadline_on for ticket in tickets if ticket.deadline_on)])


def light_of(ticket: Ticket, today: date, calendar: WorkCalendar) -> Light | None:
    """None where no deadline runs: not assigned yet, or no longer in somebody's hands."""
    if ticket.deadline_on is None or ticket.is_closed:
        return None
    return deadline_light(ticket.deadline_on, today, calendar)


def deadline_light(deadline: date, today: date, calendar: WorkCalendar) -> Light:
    """超期2个工作日, 今天到期, 还剩4个工作日; the calendar must reach from the one day to the other."""
    if deadline < today:
        late = calendar.between(deadline, today)
        return Light("red", f"超期{late}个工作日" if late else "超期不足1个工作日")
    left = calendar.between(today, deadline)
    text = f"还剩{left}个工作日" if deadline > today and left else "今天到期"
    return Light("yellow" if left <= SOON else "blue" if left <= NEAR else "ok", text)
