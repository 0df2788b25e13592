"""Bars with a dashed plan, laid out in whole units of a drawing; the browser draws what stands here and rounds nothing.

One drawing unit is a tenth of a design pixel. Labels are the board's texts. Bars stand on 0; amounts below it (撤资) hang under it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT = 6160, 2560
LEFT, RIGHT, TOP, BOTTOM = 340, 60, 190, 240
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Mark:
    """One bar: `kind` now or last; `is_open` hatched; `text` beside it; `title` for reading aloud and pointing; `url`: its rows."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    text: str
    title: str
    url: str = ""
    is_open: bool = False

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def text_y(self) -> int:
        return self.y - 50


@dataclass(frozen=True)
class Tick:
    at: int
    text: str


@dataclass(frozen=True)
class Chart:
    """`plan`: the points of the dashed line; `lines`: horizontal ones with their values; `names`: of the groups."""

    title: str
    says: str
    marks: list[Mark]
    lines: list[Tick]
    names: list[Tick]
    plan: str
    plan_text: str
    zero: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT

    @property
    def right(self) -> int:
        return self.width - RIGHT

    @property
    def foot(self) -> int:
        return self.height - BOTTOM + 170


@dataclass(frozen=True)
class Pair:
    """One group of a chart: this year's and last year's amount (亿元) with their printed texts, and where the plan stands."""

    name: str
    now: Decimal
    text: str
    before: Decimal
    before_text: str
    plan: Decimal | None = None
    url: str = ""
    is_open: bool = False
    before_url: str = ""


def bars(title: str, says: str, pairs: Sequence[Pair], *, plan_text: str = "", slots: int = 12) -> Chart:
    """`slots`: room is kept for so many groups, so that a year's months do not move as it goes on."""
    scale = _Scale.of([value for pair in pairs for value in (pair.now, pair.before, pair.plan or Decimal(0))])
    slot = (WIDTH - LEFT - RIGHT) // max(slots, len(pairs), 1)
    marks, names, plan = [], [], []
    for place, pair in enumerate(pairs):
        start = LEFT + place * slot
        names.append(Tick(start + slot // 2, pair.name))
        marks.append(_mark("last", scale, start + slot * 17 // 100, slot * 30 // 100, pair.before, pair.before_text, pair))
        marks.append(_mark("now", scale, start + slot * 52 // 100, slot * 30 // 100, pair.now, pair.text, pair))
        if pair.plan is not None:
            plan.append((start + slot // 2, scale.at(pair.plan)))
    if len(plan) == 1:
        plan = [(plan[0][0] - slot // 2, plan[0][1]), (plan[0][0] + slot // 2, plan[0][1])]
    points = " ".join(f"{x},{y}" for x, y in plan)
    return Chart(title, says, marks, scale.lines, names, points, plan_text, scale.at(Decimal(0)))


def _mark(kind: str, scale: "_Scale", x: int, width: int, value: Decimal, text: str, pair: Pair) -> Mark:
    top, foot = sorted((scale.at(value), scale.at(Decimal(0))))
    year = "本年" if kind == "now" else "上年同期"
    is_open = pair.is_open and kind == "now"
    title = f"{pair.name}{year}{text}亿元{'，未月结' if is_open else ''}"
    return Mark(
        kind,
        x,
        top,
        width,
        foot - top,
        text if kind == "now" else "",
        title,
        pair.url if kind == "now" else pair.before_url,
        is_open,
    )


@dataclass(frozen=True)
class _Scale:
    """From `low` to `high` in steps of 1, 2 or 5 times a power of ten, at most six of them."""

    low: Decimal
    high: Decimal
    step: Decimal

    @classmethod
    def of(cls, values: Sequence[Decimal]) -> "_Scale":
        top, bottom = max([*values, Decimal(0)]), min([*values, Decimal(0)])
        step = _step(max(top - bottom, Decimal("0.05")) / 5)
        low = -(-bottom // step) * step if bottom < 0 else Decimal(0)
        high = -(-top // step) * step
        return cls(low - step if low > bottom else low, high if high >= top and high > low else high + step, step)

    def at(self, value: Decimal) -> int:
        share = (value - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - int(share * (HEIGHT - TOP - BOTTOM))

    @property
    def lines(self) -> list[Tick]:
        found, value = [], self.low
        while value <= self.high:
            found.append(Tick(self.at(value), f"{value.normalize():f}"))
            value += self.step
        return found


def _step(rough: Decimal) -> Decimal:
    power = Decimal(1).scaleb(rough.adjusted())
    return next((power * step for step in STEPS if power * step >= rough), power * 10)
