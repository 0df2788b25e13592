"""Entries of the task ledger: allocated one by one or as a grid, moved between units; and the plan of the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.access.choices import SET_TASK
from projects.access.permissions import require
from projects.audit.actions import action, keep_in_entry
from projects.books.actions import Place, lock_book
from projects.core.errors import Refused, Stale
from projects.core.units import plain
from projects.funding.choices import ARRIVED, DECREASE, FIRST, FORMAL, INCREASE, TASK_KINDS, TASK_LEVELS, TASK_MOVES, TRANSFER
from projects.funding.models import PlanEntry, TaskEntry
from projects.funding.queries.tasks import allocation_version, tasks_of
from projects.organisations.models import Unit, User

ZERO = Decimal(0)


@dataclass(frozen=True)
class Paper:
    """The document that a task rests on."""

    issued_on: date
    document_number: str = ""
    reason: str = ""


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
    move: str = FIRST,
    document_number: str = "",
    reason: str = "",
) -> TaskEntry:
    """One entry. The task on a day is the sum of the unit's entries issued by then; a decrease is a negative amount."""
    require(by, SET_TASK)
    if kind not in TASK_KINDS or level not in TASK_LEVELS or move not in TASK_MOVES:
        raise Refused("任务类别、口径或调整方式不在可选范围内，请重新选择", field="kind")
    if move == TRANSFER:
        raise Refused("划转涉及两个单位，请到“任务划转”办理", field="move")
    _must_be_whole(kind, amount)
    place = lock_book(TaskEntry, unit.county_id or unit.pk)
    _check(unit, year, kind, level, move, amount, reason)
    paper = Paper(issued_on, document_number, reason)
    entry = _entry(place, by, unit, year, kind, amount, move, paper, level)
    entry.save(force_insert=True)
    place.advance()
    return entry


def _entry(
    place: Place, by: User, unit: Unit, year: int, kind: str, amount: Decimal, move: str, paper: Paper, level: str = FORMAL
) -> TaskEntry:
    return TaskEntry(
        county_id=unit.county_id or unit.pk,
        unit=unit,
        year=year,
        kind=kind,
        level=level,
        move=move,
        amount=amount,
        issued_on=paper.issued_on,
        document_number=paper.document_number,
        reason=paper.reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )


def _must_be_whole(kind: str, amount: Decimal) -> None:
    words = TASK_KINDS[kind]
    if words.unit != "万元" and amount != amount.to_integral_value():
        raise Refused(f"{words.label}按{words.unit}计，请填整数", field="amount")


def _check(unit: Unit, year: int, kind: str, level: str, move: str, amount: Decimal, reason: str) -> None:
    earlier = list(TaskEntry.objects.filter(unit=unit, year=year, kind=kind, level=level).values_list("amount", flat=True))
    if move == FIRST and earlier:
        raise Refused(f"{unit}已有{year}年的任务，请选调增、调减或划转", field="move")
    if move != FIRST and not reason.strip():
        raise Refused("调整任务请写明原因", field="reason")
    if move == DECREASE and amount >= 0:
        raise Refused("调减请填负数", field="amount")
    if move == INCREASE and amount <= 0:
        raise Refused("调增请填正数", field="amount")
    if sum(earlier, amount) < 0:
        raise Refused("调整后任务数小于0，请核对", field="amount")
    if move != FIRST and not earlier:
        raise Refused(f"{unit}还没有{year}年的任务，请选首次下达", field="move")


# --- 划转: one act, two entries, Σ 0 --------------------------------------------------------------------


@action("transfer_task")
def transfer_task(*, by: User, source: Unit, target: Unit, year: int, kind: str, amount: Decimal, paper: Paper) -> TaskEntry:
    """From one holder to another of the same dimension, under one document: the dimension's sum stays. Returns the target's entry,
    whose `counterpart` is the source's."""
    require(by, SET_TASK)
    _check_transfer(source, target, kind, amount, paper)
    place = lock_book(TaskEntry, source.county_id or source.pk)
    held = tasks_of([source], year, kind).get(source.pk, ZERO)
    if amount > held:
        raise Refused(f"{source}现有任务{plain(held)}{TASK_KINDS[kind].unit}，不够划出，请核对", field="amount")
    out = _entry(place, by, source, year, kind, -amount, TRANSFER, paper)
    out.save(force_insert=True)
    entry = _entry(place, by, target, year, kind, amount, TRANSFER, paper)
    entry.counterpart = out
    entry.save(force_insert=True)
    place.advance(by=2)
    return entry


def _check_transfer(source: Unit, target: Unit, kind: str, amount: Decimal, paper: Paper) -> None:
    if kind not in TASK_KINDS:
        raise Refused("任务类别不在可选范围内，请重新选择", field="kind")
    if source == target:
        raise Refused("划出和划入是同一个单位，请重新选择", field="target")
    if source.kind != target.kind or source.is_county or source.county_id != target.county_id:
        raise Refused("只能在同一类单位之间划转，例如部门对部门", field="target")
    if amount <= 0:
        raise Refused("划转数应大于0，请核对", field="amount")
    _must_be_whole(kind, amount)
    _must_have_papers(paper)


def _must_have_papers(paper: Paper) -> None:
    if not paper.document_number.strip():
        raise Refused("请填写文号", field="document_number")
    if not paper.reason.strip():
        raise Refused("请写明原因", field="reason")


# --- 分解: a grid, of which only the differences are written ---------------------------------------------


@action("allocate_tasks")
def allocate_tasks(
    *, by: User, county: Unit, year: int, kind: str, wanted: Mapping[Unit, Decimal], paper: Paper, version: int | None = None
) -> Unit:
    """Brings each unit's 下达数 to the wanted one: first, increase or decrease, whichever it takes. Raises Stale when somebody wrote a
    task of that kind and year since `version` (allocation_version), Refused when nothing differs."""
    require(by, SET_TASK)
    if kind not in TASK_KINDS:
        raise Refused("任务类别不在可选范围内，请重新选择", field="kind")
    _must_have_papers(paper)
    place = lock_book(TaskEntry, county.pk)
    if version is not None and allocation_version(county.pk, year, kind) != version:
        raise Stale(f"{year}年{TASK_KINDS[kind].label}任务在您打开页面之后有人下达或调整过，请核对后再提交")
    entries = list(_differences(place, by, year, kind, wanted, paper))
    if not entries:
        raise Refused("各单位任务数都没有变化，不需要保存")
    TaskEntry.objects.bulk_create(entries)
    place.advance(by=len(entries))
    keep_in_entry(
        year=year, kind=kind, document=paper.document_number, changes={str(row.unit): plain(row.amount) for row in entries}
    )
    return county


def _differences(
    place: Place, by: User, year: int, kind: str, wanted: Mapping[Unit, Decimal], paper: Paper
) -> "Sequence[TaskEntry]":
    now = tasks_of(wanted, year, kind)
    rows = []
    for unit, amount in wanted.items():
        if amount < 0:
            raise Refused(f"{unit}的任务数小于0，请核对", field=f"unit-{unit.pk}")
        if amount != amount.to_integral_value() and TASK_KINDS[kind].unit != "万元":
            raise Refused(f"{unit}：{TASK_KINDS[kind].label}按{TASK_KINDS[kind].unit}计，请填整数", field=f"unit-{unit.pk}")
        change = amount - now.get(unit.pk, ZERO)
        if change:
            move = FIRST if unit.pk not in now else INCREASE if change > 0 else DECREASE
            rows.append(_entry(place, by, unit, year, kind, change, move, paper))
    return rows


# --- 月度计划 -------------------------------------------------------------------------------------------


@action("set_plan")
def set_plan(*, by: User, unit: Unit, year: int, months: Sequence[Decimal], paper: Paper) -> PlanEntry:
    """Twelve cumulative 万元, never falling, the last the unit's task; none of them: back to the straight line."""
    require(by, SET_TASK)
    _check_months(unit, year, months)
    _must_have_papers(paper)
    place = lock_book(PlanEntry, unit.county_id or unit.pk)
    entry = PlanEntry.objects.create(
        county_id=unit.county_id or unit.pk,
        unit=unit,
        year=year,
        months_wan=list(months),
        issued_on=paper.issued_on,
        document_number=paper.document_number,
        reason=paper.reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    return entry


def _check_months(unit: Unit, year: int, months: Sequence[Decimal]) -> None:
    if not months:
        return
    if len(months) != 12:
        raise Refused("请填满12个月的累计计划，或全部留空（按时间进度平均）")
    before = ZERO
    for number, amount in enumerate(months, start=1):
        if amount < before:
            raise Refused(f"{number}月累计计划小于上月，请核对（填自1月起的累计数）", field=f"month-{number}")
        before = amount
    task = tasks_of([unit], year, ARRIVED).get(unit.pk)
    if task is None:
        raise Refused(f"{unit}还没有{year}年到位资金任务，请先下达任务")
    if months[-1] != task:
        raise Refused(f"12月累计计划应等于年度任务{plain(task)}万元，请核对", field="month-12")
