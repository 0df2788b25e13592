"""What the units do with a matter, and how the one who ordered it follows and ends it."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from projects.access.choices import HANDLE_MATTER
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.core.locking import locked
from projects.organisations.models import User
from projects.supervision.access import may_close, may_raise
from projects.supervision.actions.steps import days_for, deadline_in, take_step
from projects.supervision.flow import KINDS, LEVELS, REPORTED, level_after
from projects.supervision.models import Matter, MatterStep, MatterUnit

if TYPE_CHECKING:
    from django.core.files.base import File


def own_part(by: User, matter: Matter) -> MatterUnit:
    """The person's unit among those it was given to. Raises NotAllowed for anybody else."""
    require(by, HANDLE_MATTER)
    part = matter.units.filter(unit_id__in=by.unit_ids).select_related("unit").first()
    if part is None:
        raise NotAllowed("只有承办单位可以办理")
    return part


def _must_have_ordered(by: User, matter: Matter, what: str) -> None:
    if not may_close(by, matter):
        raise NotAllowed(f"由下达单位{what}")


# --- Units ----------------------------------------------------------------------------------------------
@action("take_matter")
def take_matter(*, by: User, matter: Matter, version: int | None = None) -> Matter:
    """签收: when the unit saw it. Nothing waits for it."""
    unit = own_part(by, matter).unit
    if MatterStep.objects.standing().filter(matter=matter, kind="take", unit=unit).exists():
        raise Refused("本单位已经签收过了，不必再签收")
    return take_step(matter, "take", by, version, {}, unit=unit)


@action("note_matter_progress")
def note_matter_progress(
    *, by: User, matter: Matter, note: str, papers: Iterable["File[bytes]"] = (), version: int | None = None
) -> Matter:
    return take_step(matter, "progress", by, version, {}, unit=own_part(by, matter).unit, note=note, papers=papers)


@action("report_matter")
def report_matter(
    *, by: User, matter: Matter, note: str, papers: Iterable["File[bytes]"] = (), version: int | None = None
) -> Matter:
    """办结反馈 of one unit; when the last has reported the matter waits for 销号, which only the one who ordered it gives."""
    part, current = own_part(by, matter), locked(matter, version)
    if part.reported_on is not None:
        raise Refused("本单位已经反馈办结，等待下达单位销号")
    part.reported_on = clock.today()
    part.save(update_fields=["reported_on"])
    is_last = not current.units.filter(reported_on=None).exists()
    return take_step(
        current, "report", by, version, {"state": REPORTED} if is_last else {}, unit=part.unit, note=note, papers=papers
    )


# --- The one who ordered it -----------------------------------------------------------------------------
@action("return_matter")
def return_matter(*, by: User, matter: Matter, note: str, working_days: int | None = None, version: int | None = None) -> Matter:
    """退回重办: every unit again, with a deadline from today; the first deadline stays what it was."""
    _must_have_ordered(by, matter, "退回")
    deadline = deadline_in(days_for(KINDS[matter.kind].days, clock.today()) if working_days is None else working_days)
    returned = take_step(
        matter, "return", by, version, {"deadline_on": deadline}, unit=by.unit, note=note, level=matter.level, deadline_on=deadline
    )
    for part in returned.units.all():
        part.reported_on = None
        part.save(update_fields=["reported_on"])
    return returned


@action("raise_matter")
def raise_matter(
    *, by: User | None, matter: Matter, note: str, working_days: int | None = None, version: int | None = None
) -> Matter:
    """One step up the ladder 蓝色提醒 → 黄色警告 → 红色约谈, with a deadline of its own from today. `by` None is the system."""
    if by is not None and not may_raise(by, matter):
        raise NotAllowed("由下达单位或督查室升级")
    current = locked(matter, version)
    level = level_after(current.level)
    if not level:
        raise Refused(f"{current.number}已是{LEVELS[current.level].label}，不能再升级")
    deadline = deadline_in(days_for(LEVELS[level].label, clock.today()) if working_days is None else working_days)
    changes: dict[str, Any] = {"level": level, "deadline_on": deadline}
    return take_step(current, "raise", by, version, changes, unit=by.unit if by else None, note=note, **changes)


@action("extend_matter")
def extend_matter(*, by: User, matter: Matter, deadline_on: date, note: str, version: int | None = None) -> Matter:
    _must_have_ordered(by, matter, "调整时限")
    current = locked(matter, version)
    if deadline_on <= max(current.deadline_on, clock.today()):
        raise Refused(f"新的时限应晚于今天和现在的时限（{current.deadline_on}）", field="deadline_on")
    changes: dict[str, Any] = {"deadline_on": deadline_on}
    return take_step(current, "extend", by, version, changes, unit=by.unit, note=note, level=current.level, deadline_on=deadline_on)


@action("close_matter")
def close_matter(*, by: User, matter: Matter, note: str = "", version: int | None = None) -> Matter:
    """销号, by the post that ordered it. Before every unit has reported it needs a sentence."""
    _must_have_ordered(by, matter, "销号")
    current = locked(matter, version)
    if current.state != REPORTED and not note.strip():
        raise Refused("承办单位还没有反馈办结，直接销号请写明原因", field="note")
    return take_step(current, "close", by, version, {"closed_on": clock.today()}, unit=by.unit, note=note)


@action("revoke_matter")
def revoke_matter(*, by: User, matter: Matter, note: str, version: int | None = None) -> Matter:
    """撤销: given by mistake. It stays in the list and keeps its number."""
    _must_have_ordered(by, matter, "撤销")
    return take_step(matter, "revoke", by, version, {}, unit=by.unit, note=note)
