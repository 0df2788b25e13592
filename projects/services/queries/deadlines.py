"""办结时限 in working days, 调休 included; the calendar of a whole page is read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from projects.reference.choices import ACCEPTANCE, SETTINGS, TICKET_DAYS
from projects.reference.models import Workday, setting_history
from projects.services.flow import REGISTERED
from projects.services.models import Ticket

REACH = timedelta(days=40)
"""Further than the longest holiday carries a few working days."""
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

    def after(self, start: date, count: int) -> date:
        """The `count`-th working day after `start`; the calendar must reach so far."""
        day = start
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day

    @cached_property
    def _limits(self) -> list[tuple[date, dict[str, int]]]:
        return setting_history(TICKET_DAYS)

    def limit(self, key: str, start: date) -> date:
        """受理 after 登记, 会签 after 交办, by the limit of the day it runs from. A county that set its limits before there was this
        one has the default."""
        told = [value for starts_on, value in self._limits if starts_on <= start]
        limits: dict[str, int] = SETTINGS[TICKET_DAYS].default | (told[-1] if told else {})
        return self.after(start, limits[key])


def awaits_acceptance(ticket: Ticket) -> bool:
    return ticket.state == REGISTERED and ticket.deadline_on is None


def calendar_of(tickets: Iterable[Ticket], today: date, *more: date) -> WorkCalendar:
    """Reaches over every day that a light of these tickets is counted from or to, and over `more`."""
    days = [today, *more]
    for ticket in tickets:
        if awaits_acceptance(ticket):
            days += [ticket.registered_on, ticket.registered_on + REACH]
        elif ticket.deadline_on:
            days.append(ticket.deadline_on)
    return WorkCalendar(days)


def due_on(ticket: Ticket, calendar: WorkCalendar) -> date | None:
    """The day of the step that is next: 受理 of a new one, else 办结; None where nothing runs."""
    if awaits_acceptance(ticket):
        return calendar.limit(ACCEPTANCE, ticket.registered_on)
    return ticket.deadline_on


def light_of(ticket: Ticket, today: date, calendar: WorkCalendar) -> Light | None:
    """None where no deadline runs: accepted but not assigned yet, or no longer in somebody's hands."""
    due = due_on(ticket, calendar)
    return None if due is None or ticket.is_closed else deadline_light(due, today, calendar)


def deadline_light(deadline: date, today: date, calendar: WorkCalendar) -> Light:
    """超期2个工作日, 今天到期, 还剩4个工作日; the calendar must reach from the one day to the other."""
    if deadline < today:
        late = calendar.between(deadline, today)
        return Light("red", f"超期{late}个工作日" if late else "超期不足1个工作日")
    left = calendar.between(today, deadline)
    text = f"还剩{left}个工作日" if deadline > today and left else "今天到期"
    return Light("yellow" if left <= SOON else "blue" if left <= NEAR else "ok", text)
