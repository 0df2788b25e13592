"""Year tasks of the county and of the 135 holders, each dimension adding up to the county's to the 万元."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import cycle

from projects.demonstration.rows import ProjectRow, arrived_this_year_wan, project_rows
from projects.demonstration.signings import SHARES, leader_of
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment
from projects.funding.actions import set_task
from projects.funding.choices import ARRIVED, SIGNED_1, SIGNED_10
from projects.organisations.choices import DEPARTMENT, LEADER, TASK_FORCE
from projects.organisations.models import Unit

STEP = 100
"""Tasks are round: multiples of 100万元."""
COMPLETIONS = (104, 88, 97, 112, 76, 101, 93, 120, 66, 99, 107, 84, 95)
"""The completion in percent that a holder's task aims at, in turn: a spread, as in life."""
WITHOUT_MONEY = (1000, 1500, 2000, 1200, 2500, 1800, 3000)
"""Tasks in 万元 of holders whose projects brought nothing this year."""


@dataclass(frozen=True)
class YearTask:
    year: int
    arrived_wan: int
    signed_10: int
    signed_1: int
    issued_on: date
    document: str


@dataclass(frozen=True)
class Range:
    """Of one holder's task, in 万元 (handbook 11)."""

    low: int
    high: int


TASKS = (
    YearTask(2023, 480_000, 2, 14, date(2023, 2, 21), "清招组发〔2023〕1号"),
    YearTask(2024, 558_500, 3, 16, date(2024, 2, 20), "清招组发〔2024〕1号"),
)
RANGES = {LEADER: Range(5_000, 50_000), TASK_FORCE: Range(30_000, 100_000), DEPARTMENT: Range(1_000, 20_000)}


def schedule(stage: Stage) -> None:
    for task in TASKS:
        at = moment(task.issued_on, 9)
        for kind, amount in ((ARRIVED, task.arrived_wan), (SIGNED_10, task.signed_10), (SIGNED_1, task.signed_1)):
            stage.timeline.add(at, partial(_set, stage, task, stage.county, kind, amount))
        for dimension, span in RANGES.items():
            holders = stage.of_kind(dimension)
            money = money_by_holder(dimension, stage.of_kind(LEADER))
            names = [unit.sectors[0] if unit.sectors else unit.name for unit in holders]
            amounts = allocate(task.arrived_wan, [money.get(name, Decimal(0)) for name in names], span)
            for unit, amount in zip(holders, amounts, strict=True):
                stage.timeline.add(at, partial(_set, stage, task, unit, ARRIVED, amount))


def _set(stage: Stage, task: YearTask, unit: Unit, kind: str, amount: int) -> None:
    set_task(
        by=stage.people["jingban"],
        unit=unit,
        year=task.year,
        kind=kind,
        amount=Decimal(amount),
        issued_on=task.issued_on,
        document_number=task.document,
    )


def allocate(total: int, money: Sequence[Decimal], span: Range) -> list[int]:
    """Round tasks inside the range that add up to `total`: aimed at the money of the year, then evened out step by step."""
    aims, small = cycle(COMPLETIONS), cycle(WITHOUT_MONEY)
    wanted = [int(amount) * 100 // next(aims) if amount else next(small) for amount in money]
    tasks = [max(span.low, min(span.high, amount // STEP * STEP)) for amount in wanted]
    step = STEP if sum(tasks) < total else -STEP
    for number in cycle(range(len(tasks))):
        if abs(total - sum(tasks)) < STEP:
            break
        if span.low <= tasks[number] + step <= span.high and money[number]:
            tasks[number] += step
    tasks[-1] += total - sum(tasks)
    return tasks


def money_by_holder(dimension: str, leaders: list[Unit]) -> dict[str, Decimal]:
    """Holder → the headline's money of the business year, by the shares of the composition; task forces by their sector."""
    found: dict[str, Decimal] = {}
    for row in project_rows():
        for name, percent in _holders(row, dimension, leaders):
            found[name] = found.get(name, Decimal(0)) + arrived_this_year_wan(row) * percent / 100
    return found


def _holders(row: ProjectRow, dimension: str, leaders: list[Unit]) -> list[tuple[str, Decimal]]:
    whole = Decimal(100)
    if dimension == LEADER:
        return [(leader_of(row.key, leaders).name, whole)]
    if dimension == TASK_FORCE:
        return [(row.sector, whole)]
    if row.second_department:
        return list(zip((row.department, row.second_department), SHARES, strict=True))
    return [(row.department, whole)]
