"""The five rows of definitions 1.4 in the figures of the board: 签约个数, 签约额, 另含增资, 其中已终止."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from projects.dashboards.tables import cards
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from tests.signing.test_what_counts import WORKED
from tests.world import World

LAST = {2023: date(2023, 12, 31), 2024: date(2024, 12, 16)}
# Row → (增资, 已终止) of 2024, and what the cards of 2024 add to their lines.
BESIDE = {"增资": (1, 0, "另含增资1笔"), "终止": (0, 1, "其中已终止1个")}


@pytest.mark.parametrize(
    ("name", "happens", "by_year", "fairs"), [(*row[:3], row[4]) for row in WORKED], ids=[row[0] for row in WORKED]
)
def test_each_worked_case_in_the_figures(
    world: World, name: str, happens: Callable[[World], None], by_year: dict[int, tuple[int, int]], fairs: list[str]
) -> None:
    happens(world)
    for year, (count, amount) in by_year.items():
        here = Board(Scope(world.county, LAST[year]))
        assert (here.figure("signed-count").over, here.figure("signed-amount").over) == (Decimal(count), Decimal(amount))
    here = Board(Scope(world.county, LAST[2024]))
    increases, ended, words = BESIDE.get(name, (0, 0, ""))
    assert (here.figure("signed-increases").over, here.figure("signed-ended").over) == (Decimal(increases), Decimal(ended))
    lines = "".join(card.line2 for card in cards(here))
    assert ("另含增资" in lines, "已终止" in lines) == (bool(increases), bool(ended))
    assert words in lines
    # The first signing's fair owns the credit: 29th, 2023, though the contract is of 2024.
    assert here.figure("event-count").over == 0
    assert Board(Scope(world.county, date(2024, 12, 16))).figure("event-growth").under == (30_000 if fairs else 0)
