"""各届节会同龄比较: each edition as it stood so many days after its first day as the latest one stands today."""

from dataclasses import dataclass

from projects.dashboards.tables.blocks import narrow_url, rows_url
from projects.indicators.board import Board
from projects.indicators.scopes import Asked

EDITIONS = 5
COLUMNS = ("fair-signed-count", "fair-signed-amount", "fair-arrived", "fair-arrival-rate")


@dataclass(frozen=True)
class FairCell:
    text: str
    url: str


@dataclass(frozen=True)
class FairLine:
    name: str
    starts_on: str
    filter_url: str
    cells: list[FairCell]


@dataclass(frozen=True)
class FairTable:
    """`days`: the age at which the editions are compared, None before the first fair."""

    lines: list[FairLine]
    days: int | None


def fairs(board: Board, asked: Asked) -> FairTable:
    """Of the headline series, latest first."""
    if board.age is None:
        return FairTable([], None)
    columns = {slug: {group.key: figure for group, figure in board.by(slug, "fair").items()} for slug in COLUMNS}
    lines = [
        FairLine(
            fair.name,
            fair.starts_on.isoformat(),
            narrow_url(asked, fair=str(fair.pk)),
            [
                FairCell(
                    (columns[slug].get(fair.pk) or board.nothing(slug)).cell,
                    rows_url(asked, slug, fair=str(fair.pk)),
                )
                for slug in COLUMNS
            ],
        )
        for fair in board.fairs[:EDITIONS]
    ]
    return FairTable(lines, board.age.days)
