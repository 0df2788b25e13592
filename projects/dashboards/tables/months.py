"""各月到位资金: this year beside the same months of the year before and beside the plan, for one month each or added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from projects.core.units import plain, signed, yi, yi_prose
from projects.dashboards.queries.months import curve_of, planned_wan, year_of
from projects.dashboards.tables.charts import Chart, Pair, bars
from projects.funding.queries.tasks import Curve
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Group
from projects.indicators.scopes import Asked

OPENED = {"now": "arrived", "adjusted": "arrived-adjusted-year", "before": "arrived-before", "change": "arrived-increase"}
"""Column → the figure whose rows it opens."""


@dataclass(frozen=True)
class MonthLine:
    """`adjusted`: 其中调整上月数 of `now`, empty where there is none. `plan`: to the same day, empty without a task. `urls`: the rows of
    now, adjusted, before and change."""

    label: str
    now: str
    adjusted: str
    before: str
    change: str
    plan: str
    urls: dict[str, str]


@dataclass(frozen=True)
class MonthTable:
    """`span`: which days the last month holds, where it is not whole."""

    lines: list[MonthLine]
    chart: Chart
    is_total: bool
    span: str
    plan_text: str


def months(board: Board, asked: Asked, *, is_total: bool = False) -> MonthTable:
    """The last month is cut at the same day in both years, and the plan ends there too. One query, one more for the plan."""
    now, before = board.series("arrived"), board.series("arrived-before")
    adjusted = board.series("arrived-adjusted-year")
    curve = curve_of(board)
    groups = list(now)
    plans = [planned_wan(board, curve, int(group.key), is_total=is_total) for group in groups]
    open_months = {month.number for month in board.touched_months("arrived") if month.year == year_of(board)}
    rows = list(_rows(groups, now, before, is_total=is_total))
    pairs, lines = [], []
    for group, (figure, last), plan in zip(groups, rows, plans, strict=True):
        urls = {name: _address(board, asked, group, slug, is_total=is_total) for name, slug in OPENED.items()}
        text, change = figure.cell, signed(yi(figure.over - last.over))
        part = adjusted[group].cell if adjusted[group].over and not is_total else ""
        planned = yi(plan) if plan is not None else None
        lines.append(MonthLine(group.label, text, part, last.cell, change, "" if planned is None else f"{planned}", urls))
        is_open = group.key in open_months
        pairs.append(
            Pair(group.label, yi(figure.over), text, yi(last.over), last.cell, planned, urls["now"], is_open, urls["before"])
        )
    says = _says(board, lines, is_total=is_total)
    plan_text = _plan_text(board, curve, is_total=is_total)
    title = f"各月省外到位资金（{'累计' if is_total else '当月'}，亿元）"
    return MonthTable(lines, bars(title, says, pairs, plan_text=plan_text), is_total, _span(board), plan_text)


def _rows(
    groups: list[Group], now: dict[Group, Figure], before: dict[Group, Figure], *, is_total: bool
) -> Iterable[tuple[Figure, Figure]]:
    """Of each month, or added up to it."""
    pair: tuple[Figure, Figure] | None = None
    for group in groups:
        own = (now[group], before[group])
        pair = (pair[0] + own[0], pair[1] + own[1]) if pair and is_total else own
        yield pair


def _plan_text(board: Board, curve: Curve | None, *, is_total: bool) -> str:
    if curve is None:
        return ""
    if is_total:
        return f"序时计划（到{board.scope.on}为{yi_prose(curve.on(board.scope.on))}）"
    return f"月均任务{plain(yi(curve.task_wan / 12))}" if curve.is_straight else "月度计划"


def _span(board: Board) -> str:
    scope = board.scope
    if scope.calendar.is_month_end(scope.on):
        return ""
    number = scope.calendar.month_of(scope.on)[1]
    first = scope.calendar.month_to(scope.on).start or scope.on
    days = f"{first.day}—{scope.on.day}日" if first.month == scope.on.month else f"{first.month}月{first.day}日—{scope.on.day}日"
    return f"{number}月为{days}"


def _address(board: Board, asked: Asked, group: Group, slug: str, *, is_total: bool) -> str:
    """The rows of the month; added up, those of the year to its last day."""
    rows = reverse("figure_rows", args=[slug])
    if not is_total:
        return f"{rows}?{asked.query_with(period=None, **{'from': None, 'month': str(group.key)})}"
    last = min(board.scope.calendar.last_day(year_of(board), int(group.key)), board.scope.on)
    return f"{rows}?{asked.query_with(period=None, on=last.isoformat(), **{'from': None})}"


def _says(board: Board, lines: list[MonthLine], *, is_total: bool) -> str:
    """What a person hears who does not see the bars."""
    if not lines:
        return "本年还没有到位资金"
    best = max(lines, key=lambda line: Decimal(line.now.replace(",", "").replace("−", "-")))
    last = lines[-1]
    head = f"{lines[0].label}至{last.label}{'累计' if is_total else '各月'}省外到位资金，单位亿元；"
    return f"{head}最高为{best.label}{best.now}，{last.label}{last.now}、上年同期{last.before}。数据表在图下"
