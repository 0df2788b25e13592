"""How numerator and denominator become a number, and what the number says."""

from decimal import Decimal

from projects.core import units
from projects.indicators.definition import Figure, Formula


def _over(figure: Figure) -> Decimal:
    return figure.over


def _difference(figure: Figure) -> Decimal:
    return figure.over - (figure.under or Decimal(0))


def _growth(figure: Figure) -> Decimal | None:
    return None if figure.rate is None else units.percent(figure.rate - 1)


def _growth_text(figure: Figure) -> str:
    return units.growth_prose(figure.over, figure.under or Decimal(0), figure.indicator.base)


def _rate(figure: Figure) -> Decimal | None:
    return None if figure.rate is None else units.percent(figure.rate)


def _rate_text(figure: Figure) -> str:
    return figure.indicator.empty if figure.rate is None else units.percent_prose(figure.rate)


def _down(figure: Figure) -> Decimal | None:
    return None if figure.rate is None else units.percent_down(figure.rate)


def _down_text(figure: Figure) -> str:
    return figure.indicator.empty if figure.number is None else f"{units.plain(figure.number)}%"


def _average(figure: Figure) -> Decimal | None:
    return units.average(figure.over, figure.under) if figure.under else None


def _average_text(figure: Figure) -> str:
    return figure.indicator.empty if figure.number is None else f"平均{units.plain(figure.number)}{figure.indicator.unit}"


def _pace(figure: Figure) -> Decimal | None:
    return None if figure.ahead is None else units.points(figure.ahead)


def _pace_text(figure: Figure) -> str:
    return figure.indicator.empty if figure.ahead is None else units.pace_prose(figure.ahead)


def _count_text(figure: Figure) -> str:
    return f"{units.plain(_over(figure))}{figure.indicator.unit}"


def _count_change_text(figure: Figure) -> str:
    change = _difference(figure)
    if change == 0:
        return f"与{figure.indicator.base}持平"
    return f"{'增加' if change > 0 else '减少'}{units.plain(abs(change))}{figure.indicator.unit}"


def _plain_cell(value: Decimal) -> str:
    return units.grouped(value, 2)


def _whole_cell(value: Decimal) -> str:
    return units.grouped(value, 0)


def _task_text(figure: Figure) -> str:
    return units.yi_prose(figure.over) if figure.over else figure.indicator.empty


def _task_count_text(figure: Figure) -> str:
    return _count_text(figure) if figure.over else figure.indicator.empty


COUNT = Formula("计数", _over, _count_text, _over, _whole_cell, needs_under=False)
COUNT_CHANGE = Formula("本期 − 上年同期", _difference, _count_change_text, _difference, lambda value: units.signed(value, 0))
AMOUNT = Formula(
    "合计", _over, lambda figure: units.yi_prose(figure.over), lambda figure: units.yi(figure.over), _plain_cell, needs_under=False
)
ADJUSTMENT = Formula(
    "合计",
    _over,
    lambda figure: f"{units.signed(units.yi(figure.over))}亿元",
    lambda figure: units.yi(figure.over),
    needs_under=False,
)
REWARDS = Formula(
    "合计",
    _over,
    lambda figure: f"{units.plain(figure.over)}万元",
    _over,
    _plain_cell,
    needs_under=False,
)
TASK = Formula(
    "合计", _over, _task_text, lambda figure: units.yi(figure.over) if figure.over else None, _plain_cell, needs_under=False
)
TASK_COUNT = Formula("合计", _over, _task_count_text, lambda figure: figure.over or None, _whole_cell, needs_under=False)
INCREASE = Formula(
    "本期 − 上年同期",
    _difference,
    lambda figure: units.increase_prose(_difference(figure), figure.indicator.base),
    lambda figure: units.yi(_difference(figure)),
)
GROWTH = Formula("本期 ÷ 上期 − 1，四舍五入到0.01%", _growth, _growth_text, _growth)
RATE = Formula("分子 ÷ 分母，四舍五入到0.01%", _rate, _rate_text, _rate, _plain_cell)
RATE_DOWN = Formula("分子 ÷ 分母，取整数百分比，只舍不入", _down, _down_text, _down, _whole_cell)
AVERAGE = Formula("分子 ÷ 分母，四舍五入到0.1", _average, _average_text, _average, lambda value: units.grouped(value, 1))
PACE = Formula("分子 ÷ 分母 − 序时进度，四舍五入到0.01个百分点", _pace, _pace_text, _pace)
