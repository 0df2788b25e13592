"""The six cards of the 驾驶舱, of the period that the address names."""

from dataclasses import dataclass, replace
from decimal import Decimal

from projects.core.units import NOT_APPLICABLE, grouped, percent, plain, yi
from projects.indicators.board import Board
from projects.indicators.catalogue.periods import PERIODS, YEAR_PERIOD, Period
from projects.indicators.definition import Figure
from projects.indicators.sentences import SAID, sentence

APART = "不能按所选条件细分"


@dataclass(frozen=True)
class Card:
    """As the component `key_figure` takes it. `state`: good, bad or nothing, for the first line."""

    slug: str
    label: str
    number: str
    unit: str
    line1: str
    line2: str
    state: str = ""
    is_open: bool = False
    meter: Decimal | None = None
    tick: Decimal | None = None
    say: str = ""


def _yi(figure: Figure) -> str:
    """亿元 as prose writes it, without the unit."""
    return plain(yi(figure.over))


def _state(figure: Figure) -> str:
    """good or bad, by the sign and by what is better."""
    number = figure.number or Decimal(0)
    if number == 0 or figure.indicator.better is None:
        return ""
    return "good" if (number > 0) == (figure.indicator.better == "more") else "bad"


def _change(figure: Figure, unit: str) -> str:
    """+4个, +21.14%; the sentence itself where there is no number (上年同期为0)."""
    value = figure.value
    return figure.text if value is None else f"{figure.cell}{unit}"


def cards(board: Board, period: Period = PERIODS[YEAR_PERIOD]) -> list[Card]:
    """In the article's order: 签约项目, 签约额, 省外到位, 同比, 完成率, 近两年到位率. 完成率 is of the year and 到位率 of two years
    whatever the period."""
    if period.suffix:
        found = [card(board, period) for card in (_count_of, _amount_of, _arrived_of, _growth_of)]
    else:
        found = [card(board) for card in (_count, _amount, _arrived, _growth)]
    found += [_completion(board), _rate(board)]
    if period.suffix or board.scope.filters:
        return found
    figures = {slug: board.figure(slug) for slug in SAID}
    return [replace(card, say=sentence(figures, card.slug, str(board.scope.holder or ""))) for card in found]


def _count_of(board: Board, period: Period) -> Card:
    figure, change = board.figure(f"signed-count{period.suffix}"), board.figure(f"signed-count-increase{period.suffix}")
    line = f"同比{_change(change, '个')}"
    return Card(figure.slug, figure.name, figure.cell, "个", line, f"上年同期{plain(change.under or Decimal(0))}个", _state(change))


def _amount_of(board: Board, period: Period) -> Card:
    figure, change = board.figure(f"signed-amount{period.suffix}"), board.figure(f"signed-amount-increase{period.suffix}")
    growth = board.figure(f"signed-amount-growth{period.suffix}")
    line = f"同比{_change(growth, '%')} {_change(change, '亿元')}"
    return Card(figure.slug, figure.name, figure.cell, "亿元", line, f"上年同期{_under_yi(growth)}亿元", _state(change))


def _arrived_of(board: Board, period: Period) -> Card:
    figure, change = board.figure(f"arrived{period.suffix}"), board.figure(f"arrived-increase{period.suffix}")
    line = f"上年同期{_under_yi(change)}亿元"
    is_open = board.is_open(figure.slug)
    return Card(figure.slug, figure.name, figure.cell, "亿元", f"同比{_change(change, '亿元')}", line, _state(change), is_open)


def _growth_of(board: Board, period: Period) -> Card:
    growth, change = board.figure(f"arrived-growth{period.suffix}"), board.figure(f"arrived-increase{period.suffix}")
    number, unit = (growth.cell, "%") if growth.value is not None else (growth.text, "")
    return Card(
        growth.slug,
        f"{period.word}到位同比",
        number,
        unit,
        f"增减{_change(change, '亿元')}",
        f"上年同期{_under_yi(growth)}亿元",
        _state(change),
        board.is_open(growth.slug),
    )


def _under_yi(figure: Figure) -> str:
    return plain(yi(figure.under or Decimal(0)))


def _count(board: Board) -> Card:
    change = board.figure("signed-count-increase")
    ten, one = board.figure("signed-10"), board.figure("signed-1")
    return Card(
        "signed-count",
        "本年签约项目",
        board.figure("signed-count").cell,
        "个",
        f"同比{_change(change, '个')} 上年同期{plain(change.under or Decimal(0))}个",
        f"10亿元以上{ten.cell} 1亿元以上{one.cell}{_if_any(board, 'signed-ended')}",
        _state(change),
    )


def _amount(board: Board) -> Card:
    growth, change = board.figure("signed-amount-growth"), board.figure("signed-amount-increase")
    event, event_growth = board.figure("event-amount"), board.figure("event-growth")
    return Card(
        "signed-amount",
        "本年签约额",
        board.figure("signed-amount").cell,
        "亿元",
        f"同比{_change(growth, '%')} {_change(change, '亿元')}",
        f"{_series(event)}{_yi(event)} 比上届{event_growth.text}{_if_any(board, 'signed-increases')}",
        _state(change),
    )


def _if_any(board: Board, slug: str) -> str:
    """另含增资2笔, 其中已终止1个; nothing where there is none."""
    figure = board.figure(slug)
    return f" {figure.name}{figure.text}" if figure.over else ""


def _series(event: Figure) -> str:
    return event.fair.series if event.fair else "重点节会"


def _arrived(board: Board) -> Card:
    task, gap = board.figure("arrival-task"), board.figure("task-gap")
    if task.is_apart:
        part = f"其中省外{_yi(board.figure('arrived-province'))} 境外{board.figure('arrived-overseas').cell}"
        return Card("arrived", "省外到位资金", board.figure("arrived").cell, "亿元", part, "", is_open=board.is_open("arrived"))
    tail = "" if task.value is None else (f" 还差{plain(yi(gap.number or Decimal(0)))}" if (gap.number or 0) > 0 else " 已完成")
    return Card(
        "arrived",
        "省外到位资金",
        board.figure("arrived").cell,
        "亿元",
        f"全年任务{_yi(task)}{tail}" if task.value is not None else task.text,
        f"其中省外{_yi(board.figure('arrived-province'))} 境外{board.figure('arrived-overseas').cell}",
        is_open=board.is_open("arrived"),
    )


def _growth(board: Board) -> Card:
    growth, increase = board.figure("arrived-growth"), board.figure("arrived-increase")
    return Card(
        "arrived-growth",
        "到位资金同比",
        growth.cell if growth.value is not None else growth.text,
        "%" if growth.value is not None else "",
        f"增减{_change(increase, '亿元')}",
        f"上年同期{plain(yi(growth.under or Decimal(0)))}亿元",
        _state(increase),
        is_open=board.is_open("arrived-growth"),
    )


def _completion(board: Board) -> Card:
    completion, pace = board.figure("arrival-completion"), board.figure("pace")
    on = board.scope.on
    if completion.is_apart:
        return Card("arrival-completion", "任务完成率", NOT_APPLICABLE, "", APART, "任务不按此条件下达")
    share = percent(board.scope.calendar.share_of_year(on))
    return Card(
        "arrival-completion",
        "任务完成率",
        completion.cell if completion.value is not None else "--",
        "%" if completion.value is not None else "",
        pace.text,
        f"{board.scope.calendar.share_of_year_rule(on)}，{grouped(share, 2)}%",
        _state(pace),
        is_open=board.is_open("arrival-completion"),
        meter=completion.value,
        tick=share,
    )


def _rate(board: Board) -> Card:
    rate, cohort = board.figure("arrival-rate-2y"), board.figure("cohort-count")
    if rate.is_apart:
        return Card("arrival-rate-2y", "近两年到位率", NOT_APPLICABLE, "", APART, "")
    year = board.scope.calendar.year_of(board.scope.on)
    return Card(
        "arrival-rate-2y",
        "近两年到位率",
        rate.cell,
        "%" if rate.value is not None else "",
        f"{_yi(rate)} ÷ {plain(yi(rate.under or Decimal(0)))}亿元",
        f"{year - 1}—{year}年签约{cohort.cell}个项目",
        is_open=board.is_open("arrival-rate-2y"),
    )
