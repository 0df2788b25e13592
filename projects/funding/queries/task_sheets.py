"""What the page of tasks shows: every holder with task, completion and light, and how the parts come to the whole.

The figures are the board's, which stands above this area: it fills these and hands them to the page (projects/indicators/task_sheet.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.core.units import grouped, money_cell
from projects.funding.choices import TaskKind
from projects.organisations.models import Unit

ZERO = Decimal(0)
NONE = "--"


def exact_text(kind: TaskKind, value: Decimal) -> str:
    """万元, or a count: for sums that must be seen to fit."""
    return money_cell(value) if kind.is_money else grouped(value, 0)


@dataclass(frozen=True)
class Holder:
    """`formal` None: 任务未下达. `plan`: 序时计划 in the unit of the kind. Texts are the board's; `light` is empty without a task."""

    unit: Unit
    kind: TaskKind
    formal: Decimal | None
    working: Decimal | None
    done: Decimal
    completion: str
    pace: str
    light: str
    plan: Decimal | None = None
    plan_fits: bool = True

    @property
    def gap(self) -> Decimal | None:
        return self.formal - self.done if self.formal else None

    @property
    def why_no_light(self) -> str:
        return "任务未下达" if self.formal is None else "任务为0"


@dataclass(frozen=True)
class Parts:
    """Σ holders + 未明确 − counted more than once = the county's; `rest` is what that leaves."""

    kind: TaskKind
    owners: Decimal
    unclear: Decimal
    again: Decimal
    county: Decimal
    rest: Decimal

    @property
    def words(self) -> str:
        """The bridge as a sum that can be checked by hand."""
        unit = self.kind.unit
        again = f" − 共同持有重复计{exact_text(self.kind, self.again)}" if self.again else ""
        rest = f"；另有{exact_text(self.kind, self.rest)}{unit}因年内改变归属方式未能对应" if self.rest else ""
        sums = f"各单位合计{exact_text(self.kind, self.owners)} + 未明确{exact_text(self.kind, self.unclear)}{again}"
        return f"{sums} = 全县{exact_text(self.kind, self.county)}{unit}{rest}"


@dataclass(frozen=True)
class Group:
    """One dimension. `sum_wan` (in the unit of the kind) is that of every holder, also of those out of sight: a published total."""

    label: str
    dimension: str
    holders: list[Holder]
    kind: TaskKind
    sum_wan: Decimal
    working_sum: Decimal
    county_wan: Decimal | None
    parts: Parts
    hidden: int = 0

    @property
    def count(self) -> int:
        return len(self.holders) + self.hidden

    @property
    def difference_wan(self) -> Decimal | None:
        return None if self.county_wan is None else self.sum_wan - self.county_wan

    @property
    def difference_words(self) -> str:
        return difference_words(self.kind, self.difference_wan)


def difference_words(kind: TaskKind, difference: Decimal | None) -> str:
    """How the tasks of the holders stand to the county's."""
    if difference is None:
        return "全县任务还没有下达，无法比对。"
    if not difference:
        return "任务合计与全县任务一致。"
    size = f"{exact_text(kind, abs(difference))}{kind.unit}"
    if difference < 0:
        return f"任务合计比全县任务少{size}，尚未分解。"
    return f"任务合计比全县任务多{size}，为加压任务。"


@dataclass(frozen=True)
class TaskSheet:
    """`is_parts`: one list over all holders comes to the county's; `has_begun` False: no completion yet. `say`: 复制表述. `standing`: what the component `standing`
    prints beside money; None for kinds that are counted, and before the year begins."""

    year: int
    on: date
    kind: TaskKind
    county: Holder
    groups: list[Group]
    is_parts: bool
    tasks: Decimal
    whole: Parts
    rule: str
    pace_share: Decimal
    pace_rule: str
    done_means: str
    has_begun: bool = True
    say: str = ""
    standing: object = None

    @property
    def query(self) -> str:
        """Of the pages behind its figures."""
        return f"on={self.on}"

    @property
    def whole_difference(self) -> str:
        task = self.county.formal
        return difference_words(self.kind, None if task is None else self.tasks - task)


SheetSource = Callable[[Unit, int, str], TaskSheet]
"""(county, year, kind) → the sheet as of today, or of the last day of an earlier year."""
