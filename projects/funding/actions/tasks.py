"""Entries of the task ledger."""

from datetime import date
from decimal import Decimal

from projects.access.choices import SET_TASK
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core.errors import Refused
from projects.funding.choices import FORMAL, TASK_KINDS, TASK_LEVELS, TASK_MOVES
from projects.funding.models import TaskEntry
from projects.organisations.models import Unit, User


@action("set_task")
def set_task(
    *,
    by: User,
    unit: Unit,
    year: int,
    kind: str,
    amount: Decimal,
    issued_on: date,
    level: str = FORMAL,
    move: str = "first",
    document_number: str = "",
    reason: str = "",
) -> TaskEntry:
    """One entry. The task on a day is the sum of the unit's entries issued by then; a decrease is a negative amount."""
    require(by, SET_TASK)
    if kind not in TASK_KINDS or level not in TASK_LEVELS or move not in TASK_MOVES:
        raise Refused("任务类别、口径或调整方式不在可选范围内，请重新选择", field="kind")
    if TASK_KINDS[kind].unit != "万元" and amount != amount.to_integral_value():
        raise Refused(f"{TASK_KINDS[kind].label}按{TASK_KINDS[kind].unit}计，请填整数", field="amount")
    place = lock_book(TaskEntry, unit.county_id or unit.pk)
    _check(unit, year, kind, level, move, amount, reason)
    entry = TaskEntry.objects.create(
        county_id=unit.county_id or unit.pk,
        unit=unit,
        year=year,
        kind=kind,
        level=level,
        move=move,
        amount=amount,
        issued_on=issued_on,
        document_number=document_number,
        reason=reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    return entry


def _check(unit: Unit, year: int, kind: str, level: str, move: str, amount: Decimal, reason: str) -> None:
    earlier = list(TaskEntry.objects.filter(unit=unit, year=year, kind=kind, level=level).values_list("amount", flat=True))
    if move == "first" and earlier:
        raise Refused(f"{unit}已有{year}年的任务，请选调增、调减或划转", field="move")
    if move != "first" and not reason.strip():
        raise Refused("调整任务请写明原因", field="reason")
    if move == "decrease" and amount >= 0:
        raise Refused("调减请填负数", field="amount")
    if sum(earlier, amount) < 0:
        raise Refused("调整后任务数小于0，请核对", field="amount")
