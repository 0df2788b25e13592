"""Blocks that load after the first screen: how projects get on, the sectors, what money and contracts are made of."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from projects.core.units import grouped, percent, yi
from projects.indicators.board import Board
from projects.indicators.catalogue import FACTS, indicator
from projects.indicators.definition import UNCLEAR_KEY, Figure, Group
from projects.indicators.scopes import MINE, Asked

LONGEST = 10


@dataclass(frozen=True)
class Block:
    """A piece of the 驾驶舱 with an address of its own. `is_page`: too long for a piece, it is opened by a link."""

    name: str
    title: str
    template: str
    is_wide: bool = False
    is_page: bool = False


BLOCKS = {
    block.name: block
    for block in (
        Block("behind", "进度落后单位", "dashboards/_behind.html"),
        Block("progress", "项目推进", "dashboards/_progress.html"),
        Block("sectors", "九大领域到位资金", "dashboards/_sectors.html", is_wide=True),
        Block("fairs", "各届节会同龄比较", "dashboards/_fairs.html", is_wide=True),
        Block("money", "到位资金构成", "dashboards/_mixes.html"),
        Block("signed", "签约规模和来源地", "dashboards/_mixes.html", is_wide=True),
        Block("channels", "签约资金来源和招商方式", "dashboards/_mixes.html", is_wide=True),
        Block("all", "全部指标", "dashboards/_all.html", is_page=True),
    )
}


@dataclass(frozen=True)
class BarLine:
    """`length` and `tick` in percent of the longest bar; `filter_url` narrows the whole 驾驶舱 to the group, `rows_url` opens its rows.
    `light_text`: the pace in 百分点."""

    label: str
    text: str
    length: Decimal
    rows_url: str
    filter_url: str = ""
    task: str = ""
    task_length: Decimal | None = None
    tick: Decimal | None = None
    light: str = ""
    light_text: str = ""
    share: str = ""
    is_pale: bool = False
    is_doubtful: bool = False


@dataclass(frozen=True)
class Mix:
    """One way to split one figure; parts add up to its total. `is_guarded`: of what the reader may see."""

    title: str
    unit: str
    total: str
    lines: list[BarLine]
    rest: int
    is_guarded: bool
    rows_url: str

    @property
    def caption(self) -> str:
        """Of a picture: it leaves the page without the words around it."""
        return f"{self.title}（{self.unit}{'，只计您有权查看的' if self.is_guarded else ''}）"


# --- 项目推进 ---------------------------------------------------------------------------------------------


def progress(board: Board, asked: Asked) -> list[BarLine]:
    """Stocks first, pale and without a share; then what this year's contracts have come to, as shares of them."""
    whole = board.figure("performed-rate")
    signed = whole.under or Decimal(0)
    steps = [
        ("招商线索（本年）", board.figure("leads"), "over", True),
        ("在谈（在库）", board.figure("projects-in-talks"), "over", True),
        ("签约（正式合同）", whole, "under", False),
        ("已履约", whole, "over", False),
        ("已有资金到位", board.figure("funded-rate"), "over", False),
        ("已开工", board.figure("started-rate"), "over", False),
        ("已完成投资", board.figure("invested-rate"), "over", False),
        ("已投产", board.figure("producing-rate"), "over", False),
    ]
    longest = max([figure.over for _, figure, _, _ in steps] + [signed, Decimal(1)])
    return [_step(asked, label, figure, part, signed, longest, is_pale=is_pale) for label, figure, part, is_pale in steps]


def _step(asked: Asked, label: str, figure: Figure, part: str, signed: Decimal, longest: Decimal, *, is_pale: bool) -> BarLine:
    value: Decimal = getattr(figure, part) or Decimal(0)
    share = f"{grouped(percent(value / signed, 1), 1)}%" if not is_pale and signed > 0 else "—"
    return BarLine(
        label,
        grouped(value, 0) if not figure.is_apart else "—",
        _length(value, longest),
        rows_url(asked, figure.slug, part=part),
        share=share,
        is_pale=is_pale,
        is_doubtful=figure.slug == "invested-rate",
    )


# --- 九大领域 ---------------------------------------------------------------------------------------------


def sectors(board: Board, asked: Asked) -> list[BarLine]:
    """Money by sector; task and pace of the 专班 that answers for that sector alone."""
    money, pace = board.by("arrived", "sector"), {} if board.scope.holder else board.by("pace", "sector")
    tasks = {group: figure.under or Decimal(0) for group, figure in pace.items()}
    longest = max([figure.over for figure in money.values()] + list(tasks.values()) + [Decimal(1)])
    share = board.scope.calendar.share_of_year(board.scope.on)
    return [
        _sector(asked, group, figure, pace.get(group), tasks.get(group, Decimal(0)), longest, share)
        for group, figure in money.items()
    ]


def _sector(
    asked: Asked, group: Group, money: Figure, pace: Figure | None, task: Decimal, longest: Decimal, share: Decimal
) -> BarLine:
    has_task = pace is not None and task > 0
    return BarLine(
        group.label,
        money.cell,
        _length(money.over, longest),
        rows_url(asked, "arrived", sector=_key(group)),
        narrow_url(asked, sector=_key(group)),
        grouped(yi(task), 2) if has_task else "",
        _length(task, longest) if has_task else None,
        _length(task * share, longest) if has_task else None,
        pace.light if has_task and pace else "",
        pace.cell if has_task and pace else "",
    )


# --- 构成 -------------------------------------------------------------------------------------------------

MIXES = {
    "money": (("arrived-all-tiers", "tier"), ("arrived", "use"), ("arrived", "year-class"), ("arrived", "origin")),
    "signed": (("signed-count", "band"), ("signed-amount", "origin")),
    "channels": (("signed-amount", "tier"), ("signed-amount", "channel")),
}


def mixes(board: Board, asked: Asked, name: str) -> list[Mix]:
    """One query each."""
    return [_mix(board, asked, slug, cut) for slug, cut in MIXES[name]]


def _mix(board: Board, asked: Asked, slug: str, cut: str) -> Mix:
    item = indicator(slug)
    figures = board.by(slug, cut)
    shown = [(group, figure) for group, figure in figures.items() if figure.over]
    if cut == "origin":
        shown.sort(key=lambda pair: (-pair[1].over, pair[0].label))
    total = sum((figure.over for figure in figures.values()), Decimal(0))
    longest = max([abs(figure.over) for figure in figures.values()] + [Decimal(1)])
    is_money = item.unit == "万元"
    lines = [
        BarLine(
            group.label,
            figure.cell,
            _length(figure.over, longest),
            rows_url(asked, slug, **{cut: _key(group)}),
            narrow_url(asked, **{cut: _key(group)}),
            share=f"{grouped(percent(figure.over / total, 1), 1)}%" if total else "—",
        )
        for group, figure in shown[:LONGEST]
    ]
    label = FACTS[item.over.fact].cuts[cut].label
    text = grouped(yi(total), 2) if is_money else grouped(total, 0)
    unit = "亿元" if is_money else item.unit
    whole = rows_url(asked, slug, **({"eyes": MINE} if board.is_guarded(cut) else {}))
    return Mix(f"{item.name}：{label}", unit, text, lines, max(len(shown) - LONGEST, 0), board.is_guarded(cut), whole)


# --- Addresses and lengths --------------------------------------------------------------------------------


def _key(group: Group) -> str:
    return UNCLEAR_KEY if group.key in (None, "") else str(group.key)


def rows_url(asked: Asked, slug: str, **filters: str) -> str:
    return f"{reverse('figure_rows', args=[slug])}?{asked.query_with(period=None, **{'from': None}, **filters)}"


def narrow_url(asked: Asked, **filters: str) -> str:
    return f"{reverse('cockpit')}?{asked.query_with(**filters)}"


def _length(value: Decimal, longest: Decimal) -> Decimal:
    return percent(max(value, Decimal(0)) / longest)
