"""帮办代办台账: handbook 3.7's columns, as many rows as the figure says, on the page and from the command alike."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from projects.agency.tables import AgencyTable
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.reports.catalogue import REPORTS
from tests.access.cast import signed_in
from tests.access.scene import serving
from tests.world import World

HANDBOOK = (
    "企业名称", "项目名称", "代办事项", "事项类别（阶段）", "委托时间", "委托书", "代办员", "项目管家", "审批部门", "材料齐备情况（一次性告知）",
    "受理时间", "法定时限（工作日）", "承诺时限（工作日）", "办结时间", "结果（证照文号）", "服务方式", "企业评价", "备注",
)  # fmt: skip


def cells(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(content)).active.iter_rows()]


@pytest.fixture
def county(world: World) -> World:
    serving(world, world.sign())
    return world


def test_every_column_of_the_handbook_stands_in_it(county: World) -> None:
    board = Board(Scope(county.county, county.fair30.starts_on.replace(month=12, day=16)))
    rows = cells(REPORTS["agency"].make(board, "县招商局", "0938-0000001", True))
    head = next(row for row in rows if "代办事项" in row)
    assert set(HANDBOOK) <= set(head)
    body = dict(zip(head, rows[rows.index(head) + 1], strict=True))
    assert (body["代办事项"], body["委托书"], body["材料齐备情况（一次性告知）"], body["服务方式"]) == (
        "临时用地审批",
        "有",
        "已告知，齐备",
        "帮办代办",
    )
    assert "共1项" in str(rows[1])


def test_the_list_exports_all_columns_under_the_same_title(county: World) -> None:
    every = ",".join(AgencyTable.base_columns)
    response = signed_in(county.agent).get(f"{reverse('agency_export')}?columns={every}")
    rows = cells(response.content)
    assert rows[0][0] == "帮办代办台账"
    assert set(HANDBOOK) <= set(next(row for row in rows if "代办事项" in row))


def test_the_command_writes_it(county: World, tmp_path: Any) -> None:
    path = tmp_path / "agency.xlsx"
    call_command("export", "agency", on="2024-12-16", out=str(path))
    assert cells(path.read_bytes())[0][0] == "帮办代办台账"
