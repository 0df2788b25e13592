"""签约 and 到位资金 of a month, a quarter and any span of days, each beside the same days of the year before.

Different windows are different indicators with names of their own; the pages' 本月/本季/本年/自定义 chooses among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from projects.indicators.catalogue import money, signing
from projects.indicators.definition import (
    MONTH,
    MONTH_BEFORE,
    PERIOD,
    PERIOD_BEFORE,
    QUARTER,
    QUARTER_BEFORE,
    Formula,
    Indicator,
    Part,
    Window,
)
from projects.indicators.formulas import AMOUNT, COUNT, COUNT_CHANGE, GROWTH, INCREASE

YEAR_PERIOD, CUSTOM = "year", "custom"


@dataclass(frozen=True)
class Period:
    """`value`: as an address writes it. `word`: before the name of a figure. `suffix`: of the figures' slugs."""

    value: str
    label: str
    word: str
    suffix: str = ""


PERIODS = {
    period.value: period
    for period in (
        Period("month", "本月", "本月", "-month"),
        Period("quarter", "本季", "本季", "-quarter"),
        Period(YEAR_PERIOD, "本年", "本年"),
        Period(CUSTOM, "自定义", "本期", "-period"),
    )
}
_WINDOWS = {"month": (MONTH, MONTH_BEFORE), "quarter": (QUARTER, QUARTER_BEFORE), CUSTOM: (PERIOD, PERIOD_BEFORE)}


@dataclass(frozen=True)
class _Base:
    """`means`: what is counted, after the words of the period. `change`: of a value against the year before."""

    slug: str
    name: str
    unit: str
    fact: str
    measure: str
    only: tuple[str, ...]
    formula: Formula
    change: Formula
    means: str
    excludes: str
    basis: str


_BASES = (
    _Base(
        "signed-count",
        "签约项目",
        "个",
        "signings",
        "count",
        ("contract",),
        COUNT,
        COUNT_CHANGE,
        "签订并经招商局确认的正式合同项目数",
        signing.NOT_CONTRACTS,
        signing.BOOK,
    ),
    _Base(
        "signed-amount",
        "签约额",
        "万元",
        "signings",
        "amount",
        (),
        AMOUNT,
        INCREASE,
        "签约项目的签约额，加补充协议（增资）金额",
        "框架协议、意向协议不计",
        signing.BOOK,
    ),
    _Base(
        "arrived",
        "省外到位资金",
        "万元",
        "arrivals",
        "amount",
        money.OUTSIDE,
        AMOUNT,
        INCREASE,
        "核定的省外和境外到位资金，按统计日期归期",
        money.NOT_OUTSIDE,
        money.BOOK,
    ),
)


def _part(base: _Base, window: Window, bundle: str) -> Part:
    return Part(base.fact, base.measure, window, base.only, bundle=bundle)


def _of(base: _Base, period: Period) -> Iterable[Indicator]:
    window, before = _WINDOWS[period.value]
    now, then = _part(base, window, period.value), _part(base, before, period.value)
    name, slug = f"{period.word}{base.name}", f"{base.slug}{period.suffix}"
    rows: list[tuple[str, str, str, Formula, Part | None, str]] = [
        (slug, name, base.unit, base.formula, None, f"{window.label}{base.means}"),
        (f"{base.slug}-increase{period.suffix}", f"{name}同比增减", base.unit, base.change, then, f"{name}减{before.label}的数"),
        (f"{base.slug}-growth{period.suffix}", f"{name}增速", "%", GROWTH, then, f"{name}与{before.label}的数之比减1"),
    ]
    for own, title, unit, formula, under, means in rows:
        if own != "arrived-month":  # declared with the money
            yield Indicator(
                own,
                title,
                unit,
                now,
                formula,
                means=means,
                excludes=base.excludes,
                basis=base.basis,
                under=under,
                listed=False,
            )


INDICATORS: tuple[Indicator, ...] = tuple(
    item for period in PERIODS.values() if period.suffix for base in _BASES for item in _of(base, period)
)
