"""各类任务完成情况表 and 任务分解表: the digits of the page of tasks."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl

from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.reports.catalogue import REPORTS
from tests.funding.test_claim_pages import signed_in
from tests.indicators.small import small_county
from tests.world import World

D = Decimal


def lines(content: bytes) -> dict[str, list[object]]:
    """The second column (单位, or the label of a sum) → the rest; the last of each name."""
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None
    return {str(row[1].value): [cell.value for cell in row[2:]] for row in sheet.iter_rows(min_row=5) if row[1].value}


def made(world: World, report: str, *, with_leaders: bool = True) -> dict[str, list[object]]:
    board = Board(Scope(world.county, date(2024, 12, 16)))
    return lines(REPORTS[report].make(board, "示例", "0938", with_leaders))


def test_every_kind_stands_beside_the_others_for_every_unit(world: World) -> None:
    """永清镇: 30,000 of which … 10,000 + 500 + 8,000 + 60 % of 120,000 signed is 9.05; 大 counts at both townships."""
    found = made(small_county(world), "kinds")
    yongqing = found["永清镇"]
    assert yongqing[:3] == [3, 3.25, 108.33]
    assert yongqing[3:6] == ["—", 9.05, "—"]
    assert yongqing[6:9] == ["—", 1, "—"]
    assert found["全县"][:3] == [5, 4.45, 89]
    assert found["全县"][6:9] == [2, 1, 50]
    assert found["未明确（减重复计）"][7] == -1


def test_the_allocation_has_both_levels_and_the_county(world: World) -> None:
    small_county(world)
    world.task(world.yongqing, 33_000, level="working")
    found = made(world, "allocation")
    assert found["永清镇"][:2] == [3, 3.3]
    assert found["小计"][:2] == [5, 3.3]
    assert found["全县"][:2] == [5, "—"]


def test_leaders_lines_are_for_those_who_may_see_them(world: World) -> None:
    small_county(world)
    assert "县委书记" in made(world, "kinds")
    assert "县委书记" not in made(world, "kinds", with_leaders=False)
    for address in ("/reports/kinds/file/", "/reports/allocation/file/"):
        assert "县委书记" not in lines(signed_in(world.clerk).get(address).content)
