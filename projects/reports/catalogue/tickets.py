"""服务统计: the figures of 企业诉求 by category, source, unit, state and cause; every number opens its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from projects.indicators.board import Board
from projects.indicators.definition import UNCLEAR, Figure, Group
from projects.indicators.scopes import query_of
from projects.indicators.views import key_text
from projects.organisations.choices import DEPARTMENT

TITLE = "企业服务统计"
HEADLINE = (
    "tickets",
    "tickets-closed",
    "closing-rate",
    "solving-rate",
    "on-time-rate",
    "satisfaction-rate",
    "evaluation-rate",
    "first-response",
    "tickets-overdue",
    "tickets-reopened",
    "tickets-unreached",
    "tickets-repeated",
    "tickets-carried",
    "tickets-carried-closed",
)
COLUMNS: tuple[tuple[str, str], ...] = (
    ("tickets", "登记"),
    ("tickets-closed", "办结"),
    ("closing-rate", "办结率%"),
    ("solving-rate", "解决率%"),
    ("on-time-rate", "按期办结率%"),
    ("satisfaction-rate", "满意率%"),
    ("evaluation-rate", "评价率%"),
    ("first-response", "首次响应（日）"),
    ("tickets-reopened", "重办"),
    ("tickets-overdue", "超期未办结"),
)
CAUSE_COLUMNS = (COLUMNS[0], ("tickets-repeated", "重复提出"), ("tickets-reopened", "重办"), COLUMNS[2], COLUMNS[3])
STATE_COLUMNS = (COLUMNS[0],)
RANK_RULE = (
    "单位排名：按按期办结率从高到低，相同的比办结率，再相同的并列；没有办结时限已过的诉求的单位不排名。"
    "四项率取整数百分比，只舍不入；名次按未取整的数比较。"
)


@dataclass(frozen=True)
class Cell:
    """`url`: the rows behind it; empty where there are none."""

    label: str
    text: str
    url: str


@dataclass(frozen=True)
class Line:
    label: str
    cells: list[Cell]
    rank: int | None = None


@dataclass(frozen=True)
class Table:
    """`cut`: part of an id on the page."""

    cut: str
    title: str
    head: str
    columns: Sequence[tuple[str, str]]
    lines: list[Line]
    is_ranked: bool = False


def headline(board: Board) -> list[Figure]:
    return [board.figure(slug) for slug in HEADLINE]


def tables(board: Board) -> list[Table]:
    """The causes with the most tickets first: what comes back again and again stands on top."""
    causes = _lines(board, "cause", CAUSE_COLUMNS, only_held=True)
    return [
        Table("category", "按诉求类别", "诉求类别", COLUMNS, _lines(board, "category", COLUMNS)),
        Table("department", "按牵头单位（排名）", "牵头单位", COLUMNS, ranked(board), is_ranked=True),
        Table("source", "按诉求来源", "诉求来源", COLUMNS, _lines(board, "source", COLUMNS)),
        Table("state", "按办理状态", "办理状态", STATE_COLUMNS, _lines(board, "state", STATE_COLUMNS)),
        Table(
            "cause",
            "反复出现的成因",
            "诉求成因",
            CAUSE_COLUMNS,
            sorted(causes, key=lambda line: (line.label == UNCLEAR, -_count(line))),
        ),
    ]


def _count(line: Line) -> int:
    return int(line.cells[0].text.replace(",", ""))


def _lines(board: Board, cut: str, columns: Sequence[tuple[str, str]], *, only_held: bool = False) -> list[Line]:
    found = [(group, figures) for group, figures in _groups(board, cut, columns) if not only_held or figures["tickets"].over]
    return [Line(group.label, _cells(board, cut, group, figures, columns)) for group, figures in found]


def _groups(board: Board, cut: str, columns: Sequence[tuple[str, str]]) -> Iterator[tuple[Group, dict[str, Figure]]]:
    """With every figure of the columns; a group that one figure alone has gets nothing in the others."""
    read = {slug: board.by(slug, cut) for slug, _ in columns}
    groups = dict.fromkeys(group for figures in read.values() for group in figures)
    for group in groups:
        yield group, {slug: figures.get(group) or board.nothing(slug) for slug, figures in read.items()}


def ranked(board: Board) -> list[Line]:
    """Units that led any ticket, by rank; those without one stand last in official order."""
    rows = [(group, figures) for group, figures in _groups(board, DEPARTMENT, COLUMNS) if any(f.over for f in figures.values())]
    scores = [(figures["on-time-rate"].rate, figures["closing-rate"].rate or 0) for _, figures in rows]
    in_order = sorted(
        range(len(rows)), key=lambda place: (scores[place][0] is None, *(-(value or 0) for value in scores[place]), place)
    )
    better = [(value, closing) for value, closing in scores if value is not None]
    return [
        Line(
            rows[place][0].label,
            _cells(board, DEPARTMENT, *rows[place], COLUMNS),
            None if scores[place][0] is None else 1 + sum(other > scores[place] for other in better),
        )
        for place in in_order
    ]


def _cells(board: Board, cut: str, group: Group, figures: dict[str, Figure], columns: Sequence[tuple[str, str]]) -> list[Cell]:
    query = f"{query_of(board.scope)}&{urlencode({'by': cut, 'key': key_text(group)})}"

    def cell(slug: str, label: str) -> Cell:
        figure = figures[slug]
        has_rows = bool(figure.over or figure.under)
        return Cell(label, figure.cell, f"{reverse('figure_rows', args=[slug])}?{query}" if has_rows else "")

    return [cell(slug, label) for slug, label in columns]
