"""要素保障: a project's checklist in one click, how each line stands, and the ticket that one raises."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from projects.access.choices import KEEP_ELEMENTS
from projects.access.permissions import require
from projects.audit.actions import action, keep_in_entry
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.elements.choices import NOT_NEEDED, OVER_STATES, STATES, STUCK, WAITING
from projects.elements.models import ElementStep, ElementTicket, ProjectElement
from projects.organisations.models import Unit, User
from projects.reference.models import choices
from projects.services.actions import open_ticket
from projects.services.models import Ticket
from projects.signing.models import Project


@action("start_elements")
def start_elements(*, by: User, project: Project) -> Project:
    """A line for each 要素 in force that the project lacks, 待落实 from today. Each is given to the unit that the county gave the same
    要素 last; the first time to nobody."""
    require(by, KEEP_ELEMENTS)
    lock_book(ElementStep, project.county_id)
    there = set(ProjectElement.objects.filter(project=project).values_list("element", flat=True))
    wanted = [code for code, _ in choices("element", clock.today()) if code not in there]
    if not wanted:
        raise Refused("这个项目的要素保障清单已是完整的")
    owners = last_owners(project.county_id)
    rows = ProjectElement.objects.bulk_create(
        ProjectElement(county_id=project.county_id, project=project, element=code, owner=owners.get(code), opened_on=clock.today())
        for code in wanted
    )
    _write_steps(by, rows, "")
    keep_in_entry(elements=len(rows))
    return project


def last_owners(county_id: int) -> dict[str, Unit]:
    """要素 → the unit that secured or secures it in the project that came last."""
    rows: QuerySet[ProjectElement] = ProjectElement.objects.in_county(county_id).exclude(owner=None).filter(owner__is_active=True)
    latest = rows.order_by("element", "-opened_on", "-pk").distinct("element").select_related("owner")
    return {row.element: row.owner for row in latest if row.owner is not None}


def _write_steps(by: User, rows: list[ProjectElement], note: str) -> None:
    place = lock_book(ElementStep, rows[0].county_id)
    ElementStep.objects.bulk_create(
        ElementStep(
            county_id=row.county_id,
            item=row,
            state=row.state,
            happened_on=clock.today(),
            owner=row.owner,
            person=by,
            note=note,
            recorded_by=by,
            recorded_at=place.recorded_at,
        )
        for row in rows
    )
    place.advance(by=len(rows))


@action("set_element")
def set_element(
    *, by: User, element: ProjectElement, values: Mapping[str, Any], note: str = "", version: int | None = None
) -> ProjectElement:
    """`values`: state, owner, need, needed_on. 有困难 and 不涉及 need a sentence; whoever is over comes back with one."""
    require(by, KEEP_ELEMENTS)
    current = locked(element, version)
    state, owner = values["state"], values.get("owner")
    _check(by, current, state, owner, note)
    was = current.version
    over_on = _over_on(current, state)
    change(current, **values, over_on=over_on)
    if current.version == was and not note.strip():
        raise Refused("没有改动任何内容；只补充说明的请填写“进展说明”", field="note")
    _write_steps(by, [current], note.strip())
    return current


def _over_on(current: ProjectElement, state: str) -> date | None:
    if state not in OVER_STATES:
        return None
    return current.over_on if state == current.state else clock.today()


def _check(by: User, current: ProjectElement, state: str, owner: Unit | None, note: str) -> None:
    if state not in STATES:
        raise Refused("保障状态不在可选范围内，请重新选择", field="state")
    if owner is not None and owner.home_county != by.county_id:
        raise Refused("保障单位不在可选范围内，请重新选择", field="owner")
    if state not in (WAITING, NOT_NEEDED) and owner is None:
        raise Refused("请选择保障单位：谁来落实", field="owner")
    reopened = current.state in OVER_STATES and state not in OVER_STATES
    if (state in (STUCK, NOT_NEEDED) or reopened) and state != current.state and not note.strip():
        words = "重新打开" if reopened else STATES[state].label
        raise Refused(f"{words}请写明原因", field="note")


@action("raise_element_ticket")
def raise_element_ticket(*, by: User, element: ProjectElement, **ticket: Any) -> Ticket:
    """`ticket`: as open_ticket takes it. The line stays as it is; the ticket is shown at it."""
    raised = open_ticket(by=by, project=element.project, **ticket)
    ElementTicket.objects.create(item=element, ticket=raised)
    return raised
