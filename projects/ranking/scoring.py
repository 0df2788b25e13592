"""考核得分 as pure arithmetic (handbook 5.4): a formula, the facts of a group, the entered additions and deductions → points.

Worked example, 到位资金 40 points by completion capped at 110 %, 签约额 20 points by 最大值法, 加分 capped at 3:
甲 did 1,200 of 1,000 and signed 5,000, 乙 did 500 of 1,000 and signed 2,000. 甲: min(1.2, 1.1) × 40 = 44 and 5,000 ÷ 5,000 × 20 = 20;
乙: 0.5 × 40 = 20 and 2,000 ÷ 5,000 × 20 = 8. 甲 has additions of 2 and 2, of which 3 count: 67; 乙 a deduction of 0.5: 27.5.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from projects.core.units import ONE_HUNDRED, half_up, plain

K = TypeVar("K", bound=Hashable)
ZERO, ONE = Decimal(0), Decimal(1)
COMPLETION, LARGEST, SPREAD = "completion", "largest", "spread"
METHODS: dict[str, str] = {COMPLETION: "完成率法", LARGEST: "最大值法", SPREAD: "功效系数法"}
ADDITION, DEDUCTION = "addition", "deduction"
SIGNS: dict[str, str] = {ADDITION: "加分", DEDUCTION: "扣分"}
RULES: dict[str, str] = {
    COMPLETION: "完成数÷任务×分值，按上限封顶；完成率低于最低线的不得分，没有任务的不得分",
    LARGEST: "完成数÷本组最大完成数×分值",
    SPREAD: "〔（完成率－本组最低）÷（本组最高－本组最低）×40＋60〕%×分值；全组相同的得满分，没有任务的不得分",
}


class BadFormula(ValueError):
    """Carries the sentence for the person."""


@dataclass(frozen=True)
class Part:
    """One scored measure. `cap` and `minimum` in percent of the task, for the completion method."""

    name: str
    measure: str
    method: str
    points: Decimal
    cap: Decimal = ONE_HUNDRED
    minimum: Decimal = ZERO


@dataclass(frozen=True)
class Item:
    """A reason to add or deduct points; `cap` None: without limit."""

    name: str
    sign: str
    cap: Decimal | None = None


@dataclass(frozen=True)
class Formula:
    """`total_cap` None: without limit. A total is never below zero."""

    parts: tuple[Part, ...]
    items: tuple[Item, ...] = ()
    total_cap: Decimal | None = None

    @property
    def names(self) -> list[str]:
        """Of every part and item, in order."""
        return [part.name for part in self.parts] + [item.name for item in self.items]

    def json(self) -> dict[str, Any]:
        return {
            "parts": [
                {
                    "name": part.name,
                    "measure": part.measure,
                    "method": part.method,
                    "points": plain(part.points),
                    "cap": plain(part.cap),
                    "minimum": plain(part.minimum),
                }
                for part in self.parts
            ],
            "items": [
                {"name": item.name, "sign": item.sign, "cap": None if item.cap is None else plain(item.cap)} for item in self.items
            ],
            "total_cap": None if self.total_cap is None else plain(self.total_cap),
        }


def read_formula(data: Any, measures: Mapping[str, Any]) -> Formula:
    """From the JSON of a rule. Raises BadFormula with what is wrong, in words."""
    try:
        parts = tuple(
            Part(
                str(row["name"]).strip(),
                row["measure"],
                row["method"],
                Decimal(row["points"]),
                Decimal(row.get("cap") or ONE_HUNDRED),
                Decimal(row.get("minimum") or ZERO),
            )
            for row in data["parts"]
        )
        items = tuple(Item(str(row["name"]).strip(), row["sign"], _maybe(row.get("cap"))) for row in data.get("items", ()))
        formula = Formula(parts, items, _maybe(data.get("total_cap")))
    except (KeyError, TypeError, AttributeError, InvalidOperation) as problem:
        raise BadFormula("计分办法的格式不对，请重新填写") from problem
    _check(formula, measures)
    return formula


def _maybe(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(value)


def _check(formula: Formula, measures: Mapping[str, Any]) -> None:
    if not formula.parts:
        raise BadFormula("请至少填写一个计分项")
    names = formula.names
    if any(not name for name in names):
        raise BadFormula("计分项和加扣分项都要有名称")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise BadFormula(f"名称“{twice}”重复，请改用不同的名称")
    for part in formula.parts:
        if part.measure not in measures or part.method not in METHODS:
            raise BadFormula(f"“{part.name}”的指标或计分方法不在可选范围内，请重新选择")
        if part.points <= 0:
            raise BadFormula(f"“{part.name}”的分值应大于0")
        if part.cap < part.minimum or part.minimum < 0:
            raise BadFormula(f"“{part.name}”的最低线应在0和上限之间")
    for item in formula.items:
        if item.sign not in SIGNS or (item.cap is not None and item.cap <= 0):
            raise BadFormula(f"“{item.name}”的加扣分方向或上限不对，上限应大于0或留空")


@dataclass(frozen=True)
class Facts:
    """What a unit did and what it was to do, by measure; in the measure's own unit."""

    done: Mapping[str, Decimal]
    task: Mapping[str, Decimal]

    def rate(self, measure: str) -> Decimal | None:
        task = self.task.get(measure, ZERO)
        return self.done.get(measure, ZERO) / task if task > 0 else None


@dataclass(frozen=True)
class Entered:
    """An addition or deduction as it was entered; points are above zero, the item says the direction."""

    item: str
    points: Decimal


@dataclass(frozen=True)
class Score:
    """Points of each part and item by name, as printed (two decimals); the total adds what is printed."""

    parts: Mapping[str, Decimal]
    items: Mapping[str, Decimal] = field(default_factory=dict)
    total: Decimal = ZERO
    has_task: bool = True


def scores(formula: Formula, facts: Mapping[K, Facts], entered: Mapping[K, Sequence[Entered]]) -> dict[K, Score]:
    """Of one group: its largest and smallest are those of `facts`."""
    by_part = {part.name: _points(part, facts) for part in formula.parts}
    return {key: _score(formula, key, facts[key], by_part, entered.get(key, ())) for key in facts}


def _score(formula: Formula, key: K, facts: Facts, by_part: Mapping[str, Mapping[K, Decimal]], entered: Sequence[Entered]) -> Score:
    parts = {name: points[key] for name, points in by_part.items()}
    items = {item.name: _item(item, entered) for item in formula.items}
    total = max(sum(parts.values(), ZERO) + sum(items.values(), ZERO), ZERO)
    if formula.total_cap is not None:
        total = min(total, formula.total_cap)
    return Score(parts, items, total, any(facts.task.get(part.measure, ZERO) > 0 for part in formula.parts))


def _item(item: Item, entered: Sequence[Entered]) -> Decimal:
    points = sum((entry.points for entry in entered if entry.item == item.name), ZERO)
    counted = half_up(points if item.cap is None else min(points, item.cap), 2)
    return counted if item.sign == ADDITION else -counted + ZERO


def _points(part: Part, facts: Mapping[K, Facts]) -> dict[K, Decimal]:
    if part.method == LARGEST:
        return _by_largest(part, facts)
    rates = {key: own.rate(part.measure) for key, own in facts.items()}
    if part.method == SPREAD:
        return _by_spread(part, rates)
    return {key: half_up(_completed(part, rate), 2) for key, rate in rates.items()}


def _completed(part: Part, rate: Decimal | None) -> Decimal:
    if rate is None or rate * ONE_HUNDRED < part.minimum:
        return ZERO
    return max(min(rate, part.cap / ONE_HUNDRED), ZERO) * part.points


def _by_largest(part: Part, facts: Mapping[K, Facts]) -> dict[K, Decimal]:
    done = {key: own.done.get(part.measure, ZERO) for key, own in facts.items()}
    largest = max(done.values(), default=ZERO)
    return {key: half_up(max(value, ZERO) / largest * part.points, 2) if largest > 0 else ZERO for key, value in done.items()}


def _by_spread(part: Part, rates: Mapping[K, Decimal | None]) -> dict[K, Decimal]:
    known = [rate for rate in rates.values() if rate is not None]
    low, high = min(known, default=ZERO), max(known, default=ZERO)
    width = high - low

    def share(rate: Decimal | None) -> Decimal:
        if rate is None:
            return ZERO
        return ((rate - low) / width * 40 + 60) / ONE_HUNDRED if width else ONE

    return {key: half_up(share(rate) * part.points, 2) for key, rate in rates.items()}
