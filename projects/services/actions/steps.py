"""One step of a ticket: the flow is asked, the book is written, the ticket follows."""

from datetime import date
from typing import Any

from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.organisations.models import User
from projects.reference.choices import TICKET_DAYS
from projects.reference.models import add_workdays, setting
from projects.services.flow import STATES, STEPS
from projects.services.models import Step, Ticket


def take_step(ticket: Ticket, kind: str, by: User | None, version: int | None, changes: dict[str, Any], **values: Any) -> Ticket:
    """One step and what it changes on the ticket, after checking that the flow allows it."""
    current = locked(ticket, version)
    step = STEPS[kind]
    if not step.may_follow(STATES[current.state]):
        raise Refused(f"诉求{current.state_label}，不能{step.label}，请刷新页面查看最新状态")
    if step.needs_note and not (values.get("note") or "").strip():
        raise Refused(f"{step.label}请写明说明", field="note")
    place = lock_book(Step, current.county_id)
    write_step(current, place.recorded_at, by, kind=kind, happened_on=clock.today(), **values)
    place.advance()
    if step.to:
        changes = {"state": step.to, **changes}
    return change(current, **changes)


def write_step(ticket: Ticket, recorded_at: Any, by: User | None, **values: Any) -> Step:
    return Step.objects.create(
        county_id=ticket.county_id, ticket=ticket, person=by, recorded_by=by, recorded_at=recorded_at, **values
    )


def deadline_from(day: date, level: str) -> date:
    """In working days; a year whose holidays are not published counts Monday to Friday (the pages say so)."""
    return add_workdays(day, setting(TICKET_DAYS, day)[level])
