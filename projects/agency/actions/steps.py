"""One step of an item: the flow is asked, the book is written, the item follows."""

from datetime import date
from typing import Any

from projects.agency.flow import STATES, STEPS
from projects.agency.models import AgencyItem, AgencyStep
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.organisations.models import User


def take_item_step(
    item: AgencyItem, kind: str, by: User, version: int | None, changes: dict[str, Any], *, note: str = "", **values: Any
) -> AgencyItem:
    """Raises Refused when the state does not allow it or the sentence is missing."""
    current = locked(item, version)
    step = STEPS[kind]
    if not step.may_follow(STATES[current.state]):
        raise Refused(f"代办事项{current.state_label}，不能{step.label}，请刷新页面查看最新状态")
    if step.needs_note and not note.strip():
        raise Refused(f"{step.label}请写明原因", field="note")
    write_item_steps(by, [(current, kind, note)], **values)
    if step.to:
        changes = {"state": step.to, **changes}
    return change(current, **changes)


def write_item_steps(by: User, steps: list[tuple[AgencyItem, str, str]], **values: Any) -> None:
    """All under one lock of the county's book."""
    if not steps:
        return
    place = lock_book(AgencyStep, steps[0][0].county_id)
    day = values.pop("happened_on", None) or clock.today()
    AgencyStep.objects.bulk_create(
        AgencyStep(
            county_id=item.county_id,
            item=item,
            kind=kind,
            happened_on=day,
            unit=by.unit,
            person=by,
            note=note,
            recorded_by=by,
            recorded_at=place.recorded_at,
            **values,
        )
        for item, kind, note in steps
    )
    place.advance(by=len(steps))


def not_after_today(day: date, words: str, field: str) -> None:
    if day > clock.today():
        raise Refused(f"{words}不能晚于今天（{clock.today()}）", field=field)


def not_before(day: date, earliest: date | None, words: str, other: str, field: str) -> None:
    if earliest is not None and day < earliest:
        raise Refused(f"{words}不能早于{other}（{earliest}）", field=field)
