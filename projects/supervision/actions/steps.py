"""One step of a matter: the flow is asked, the book is written, the papers are kept, the matter follows."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from projects.access.choices import DELEGATE
from projects.books.actions import Place, lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.files.actions import store_file
from projects.organisations.choices import LEADER
from projects.organisations.models import User
from projects.reference.choices import MATTER_DAYS, SETTINGS
from projects.reference.models import add_workdays, setting
from projects.supervision.flow import STATES, STEPS
from projects.supervision.models import Matter, MatterPaper, MatterStep

if TYPE_CHECKING:
    from django.core.files.base import File

MOST_DAYS = 250
"""Working days of a year: a longer deadline is a slip of the finger."""


def days_for(key: str, on: date) -> int:
    """Working days by the setting: of a kind when it is ordered or returned, of a level when it is raised to it."""
    told: dict[str, int] = SETTINGS[MATTER_DAYS].default | setting(MATTER_DAYS, on)
    return told[key]


def deadline_in(days: int) -> date:
    if not 1 <= days <= MOST_DAYS:
        raise Refused(f"时限应在1至{MOST_DAYS}个工作日之间，请重新填写", field="working_days")
    return add_workdays(clock.today(), days)


def acts_as_delegate(by: User) -> bool:
    """For a leader's post as 领导联络员, and not by the leader."""
    posts = [tenure for tenure in by.current_tenures if tenure.unit.kind == LEADER]
    return any(tenure.role == DELEGATE for tenure in posts) and all(tenure.role == DELEGATE for tenure in posts)


def take_step(
    matter: Matter,
    kind: str,
    by: User | None,
    version: int | None,
    changes: dict[str, Any],
    *,
    papers: Iterable["File[bytes]"] = (),
    **values: Any,
) -> Matter:
    current, step = locked(matter, version), STEPS[kind]
    state = STATES[current.state]
    if state.value not in step.after or (step.to and step.to not in state.next):
        raise Refused(f"{current.number}{current.state_label}，不能{step.label}，请刷新页面查看最新状态")
    if step.needs_note and not (values.get("note") or "").strip():
        raise Refused(f"{step.label}请写明说明", field="note")
    with next_place(current.county_id) as place:
        write_step(current, place, by, papers=papers, kind=kind, **values)
    return change(current, **({"state": step.to, **changes} if step.to else changes))


@contextmanager
def next_place(county_id: int) -> Iterator[Place]:
    place = lock_book(MatterStep, county_id)
    yield place
    place.advance()


def write_step(matter: Matter, place: Place, by: User | None, *, papers: Iterable["File[bytes]"] = (), **values: Any) -> MatterStep:
    step = MatterStep.objects.create(
        county_id=matter.county_id,
        matter=matter,
        happened_on=clock.today(),
        person=by,
        on_behalf_of=by.acts_for if by else "",
        recorded_by=by,
        recorded_at=place.recorded_at,
        **values,
    )
    for paper in papers:
        MatterPaper.objects.create(step=step, stored=store_file(paper, county_id=matter.county_id, by=by, field="papers"))
    return step
