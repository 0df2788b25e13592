"""待办 of the 工作台: the lines of all areas in one order, each with its light in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from projects.administration import todo as administration
from projects.agency import todo as agency
from projects.core import clock
from projects.core.todos import Todo
from projects.elements import todo as elements
from projects.funding import todo as funding
from projects.funding.todo import OwnReports
from projects.organisations.models import User
from projects.services import todo as services
from projects.services.queries import WorkCalendar, deadline_light
from projects.signing import todo as signing
from projects.signing.todo import OwnPlans
from projects.supervision import todo as supervision
from projects.visits import todo as visits

LIGHTS = ("red", "yellow", "blue", "ok")


@dataclass(frozen=True)
class Line:
    """`light` is empty where no deadline runs; `words` then say since when it waits."""

    todo: Todo
    light: str
    words: str

    @property
    def day(self) -> date | None:
        return self.todo.deadline_on or self.todo.since

    @property
    def day_text(self) -> str:
        """12-16; of another year 2023-12-16."""
        if self.day is None:
            return ""
        return f"{self.day:%m-%d}" if self.day.year == clock.today().year else self.day.isoformat()


class Waiting:
    """Everything that waits for a person. `reports` and `plans` are read once for the lines and for what stands beside them."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.reports = OwnReports(user)
        self.plans = OwnPlans(user)

    @cached_property
    def lines(self) -> list[Line]:
        """By deadline, 超期 first; then what has no deadline, the longest waiting first."""
        found = list(self._gathered())
        if not found:
            return []
        today = clock.today()
        calendar = WorkCalendar([today, *(day for todo in found for day in (todo.deadline_on, todo.since) if day)])
        lines = [_line(todo, today, calendar) for todo in found]
        return sorted(lines, key=lambda line: (line.todo.deadline_on is None, line.day or today))

    def _gathered(self) -> Iterator[Todo]:
        yield from signing.todos(self.user, self.plans)
        yield from funding.todos(self.user, self.reports)
        yield from services.todos(self.user)
        yield from agency.todos(self.user)
        yield from elements.todos(self.user)
        yield from visits.todos(self.user)
        yield from supervision.todos(self.user)
        yield from administration.todos(self.user)

    @property
    def next_deadline(self) -> str:
        """What comes next when nothing waits today, in words; empty when nothing is known."""
        coming = []
        if self.plans.coming:
            coming.append((self.plans.coming.happened_on, f"{self.plans.coming.project}{self.plans.coming.kind_label}"))
        if self.reports.month and self.reports.own:
            coming.append((self.reports.month.ends_on, f"{self.reports.month}统计月截止"))
        day, words = min(coming, default=(None, ""))
        return f"下一个时限：{day} {words}" if day else ""


def _line(todo: Todo, today: date, calendar: WorkCalendar) -> Line:
    if todo.deadline_on:
        found = deadline_light(todo.deadline_on, today, calendar)
        return Line(todo, found.state, found.text)
    if todo.since is None:
        return Line(todo, "", "无时限")
    waited = calendar.between(todo.since, today)
    return Line(todo, "", f"已等{waited}个工作日" if waited else "今天送来" if todo.since == today else "新送来")


def counts_of(lines: Sequence[Line]) -> dict[str, int]:
    """Light → how many; without a light under the empty word."""
    return {light: sum(line.light == light for line in lines) for light in (*LIGHTS, "")}
