"""How long a 要素 waits, and a project's checklist as lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from projects.elements.choices import NOT_NEEDED, SECURED, STATES, STUCK
from projects.elements.models import ProjectElement
from projects.services.queries import Light, WorkCalendar, deadline_light


def element_calendar(rows: Iterable[ProjectElement], today: date) -> WorkCalendar:
    days = [day for row in rows for day in (row.opened_on, row.over_on, row.needed_on) if day]
    return WorkCalendar([today, *days])


def age_of(row: ProjectElement, today: date, calendar: WorkCalendar) -> int:
    """Working days from 提出 to 落实, to today while it is open."""
    return calendar.between(row.opened_on, row.over_on or today)


def element_light(row: ProjectElement, today: date, calendar: WorkCalendar) -> Light | None:
    """Towards the day it is needed; none where no day was named or it is over."""
    if row.needed_on is None or STATES[row.state].is_over:
        return None
    return deadline_light(row.needed_on, today, calendar)


@dataclass(frozen=True)
class ElementLine:
    row: ProjectElement
    name: str
    age: int
    light: Light | None


def element_lines(rows: list[ProjectElement], names: dict[str, str], today: date) -> list[ElementLine]:
    """In the order of the code list."""
    calendar = element_calendar(rows, today)
    order = {code: place for place, code in enumerate(names)}
    ranked = sorted(rows, key=lambda row: order.get(row.element, len(order)))
    return [
        ElementLine(row, names.get(row.element, row.element), age_of(row, today, calendar), element_light(row, today, calendar))
        for row in ranked
    ]


@dataclass(frozen=True)
class Secured:
    """A project's checklist in numbers; 不涉及 is left out of all."""

    needed: int
    secured: int
    stuck: int


def secured(rows: Iterable[ProjectElement]) -> Secured:
    states = [row.state for row in rows if row.state != NOT_NEEDED]
    return Secured(needed=len(states), secured=states.count(SECURED), stuck=states.count(STUCK))
