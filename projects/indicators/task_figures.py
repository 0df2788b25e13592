"""任务完成: one kind's figures of every holder, and how the holders' parts come together to the county's (definitions 1.9).

The page of tasks, the workbook and the ranking read these lines; nothing here is added up another way than on the board.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from projects.funding.choices import ARRIVED, SIGNED_1, SIGNED_10, SIGNED_AMOUNT, TASK_KINDS, TOP500, UNASSIGNED, TaskKind
from projects.indicators.board import Board
from projects.indicators.catalogue.tasks import KIND_FIGURES, KindFigures
from projects.indicators.definition import Figure, Group
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import Unit
from projects.reference.choices import PARTS
from projects.signing.actions import credit_mode

ZERO = Decimal(0)
BY_SHARES = frozenset({ARRIVED, SIGNED_AMOUNT, SIGNED_10, SIGNED_1, TOP500})
"""Kinds whose credit is one list over all holders under *parts*; activities and leads name their holders in each dimension."""


@dataclass(frozen=True)
class TaskLine:
    """One holder, or the county. `task` and the rest are figures of the board: exact parts, texts, light."""

    unit: Unit
    task: Figure
    working: Figure
    done: Figure
    completion: Figure
    pace: Figure

    @property
    def has_task(self) -> bool:
        return self.task.over > 0

    @property
    def gap(self) -> Decimal:
        """What is left to do, exact; below zero when more than the task is done."""
        return self.task.over - self.done.over

    @property
    def light(self) -> str:
        return self.pace.light


@dataclass(frozen=True)
class Bridge:
    """Σ owners + 未明确 − 共同持有重复计 = county; `rest` is what this does not explain, and 0 unless the rule of credit was changed
    within the year."""

    owners: Decimal
    unclear: Decimal
    again: Decimal
    county: Decimal

    @property
    def rest(self) -> Decimal:
        return self.county - (self.owners + self.unclear - self.again)


@dataclass(frozen=True)
class TaskGroup:
    """One dimension in official order, those without a task among them. `tasks` and `working` are the sums of its holders' tasks."""

    dimension: str
    label: str
    lines: list[TaskLine]
    tasks: Decimal
    working: Decimal
    done: Bridge


@dataclass(frozen=True)
class TaskTable:
    """`is_parts`: one list over all holders; then `whole` is the bridge of all of them and `tasks` the sum of all their tasks."""

    kind: TaskKind
    county: TaskLine
    groups: list[TaskGroup]
    is_parts: bool
    tasks: Decimal
    whole: Bridge


def task_table(board: Board, kind: str) -> TaskTable:
    """Raises KeyError for an unknown kind. Board queries only; the setting and the thresholds are read once."""
    slugs = KIND_FIGURES[kind]
    is_parts = kind in BY_SHARES and credit_mode(board.scope.calendar.year_of(board.scope.on)) == PARTS
    done = board.figure(slugs.done)
    county = TaskLine(board.scope.county, *(board.figure(slug) for slug in slugs.columns))
    groups = [_group(board, slugs, item.value, item.label, done.over) for item in DIMENSIONS]
    left = _unassigned(board, slugs) if is_parts else ZERO
    whole = Bridge(
        sum((group.done.owners for group in groups), ZERO),
        sum((group.done.unclear for group in groups), left),
        sum((group.done.again for group in groups), ZERO),
        done.over,
    )
    return TaskTable(TASK_KINDS[kind], county, groups, is_parts, sum((group.tasks for group in groups), ZERO), whole)


def _group(board: Board, slugs: KindFigures, dimension: str, label: str, county: Decimal) -> TaskGroup:
    columns = [board.by(slug, dimension) for slug in slugs.columns]
    done = columns[2]
    lines = [TaskLine(holder.unit, *(_of(column, holder) for column in columns)) for holder in _holders(columns)]
    again = sum((figure.over for figure in board.by(slugs.again, dimension).values()), ZERO) if slugs.again else ZERO
    owners = sum((figure.over for group, figure in done.items() if group.unit), ZERO)
    unclear = sum((figure.over for group, figure in done.items() if not group.unit), ZERO)
    return TaskGroup(
        dimension,
        label,
        lines,
        sum((line.task.over for line in lines), ZERO),
        sum((line.working.over for line in lines), ZERO),
        Bridge(owners, unclear, again, county),
    )


def _holders(columns: "list[dict[Group, Figure]]") -> "Iterable[_Holder]":
    """Every unit of any column, in official order."""
    found = {group.unit.pk: group for column in columns for group in column if group.unit}
    ordered = sorted(found.values(), key=lambda group: (group.unit.seq, group.unit.pk) if group.unit else (0, 0))
    return [_Holder(group, group.unit) for group in ordered if group.unit]


@dataclass(frozen=True)
class _Holder:
    group: Group
    unit: Unit


def _of(column: "dict[Group, Figure]", holder: _Holder) -> Figure:
    found = column.get(holder.group)
    if found is None:  # a merged unit that one column has and another has not
        first = next(iter(column.values()))
        return Figure(first.indicator, ZERO, None if first.under is None else ZERO, first.scope, light_rule=first.light_rule)
    return found


def _unassigned(board: Board, slugs: KindFigures) -> Decimal:
    return sum((figure.over for figure in board.by(slugs.done, UNASSIGNED).values()), ZERO)
