"""到位资金任务完成情况表: page, workbook and board say the same digits."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock, sheets
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.reports.catalogue import tasks
from tests.indicators.small import small_county
from tests.world import World

ON = date(2024, 12, 16)


@pytest.fixture
def county(world: World) -> World:
    return small_county(world)


D = Decimal


def rows_of(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def table(county: World) -> tasks.TaskTable:
    return tasks.build(Board(Scope(county.county, ON)))


def test_each_group_adds_up_to_the_county(table: tasks.TaskTable) -> None:
    for section in table.sections:
        subtotal = section.lines[-1]
        for slug in ("arrived", "arrived-month", "arrived-before", "signed-count", "signed-amount", "signed-10", "signed-1"):
            assert subtotal.figures[slug].over == table.total.figures[slug].over, (section.title, slug)


def test_departments_have_ranks_townships_apart_and_leaders_none(table: tasks.TaskTable) -> None:
    leaders, forces, departments = table.sections
    assert {line.rank for line in leaders.lines} == {None}
    assert {line.name: line.rank for line in departments.lines if line.rank} == {"永清镇": 1, "红堡镇": 2}
    assert {line.rank for line in forces.lines} == {None}  # no task force has a task here


def test_units_stand_in_official_order_and_unclear_last(table: tasks.TaskTable) -> None:
    assert [line.name for line in table.sections[2].lines] == [
        "县招商局",
        "永清镇",
        "红堡镇",
        "清水工业集中区管委会",
        "招商引资代办服务中心",
        "小计",
    ]
    assert [line.name for line in table.sections[0].lines][-2:] == ["未明确", "小计"]


def test_the_workbook_has_the_digits_of_the_page(county: World) -> None:
    client = Client()
    client.force_login(county.leader)
    page = client.get(reverse("tasks_report"), {"on": "2024-12-16"})
    table = page.context["table"]
    file = client.get(reverse("tasks_report_file"), {"on": "2024-12-16"})
    rows = {row[1]: row for row in rows_of(file.content) if row[1]}
    html = page.content.decode()
    for line in table.sections[2].lines[:-1]:
        for (_, text), value in zip(line.cells, rows[line.name][3:], strict=False):
            assert text in html
            assert text.replace(",", "").replace("−", "-").lstrip("+") in (
                "—",
                f"{D(str(value)) if value != '—' else 0:.2f}",
                str(value),
            )
    assert table.headline in html
    assert table.headline in [row[0] for row in rows_of(file.content)]
    assert Entry.objects.filter(verb="export", actor_id=county.leader.pk).count() == 1


def test_a_clerk_sees_no_lines_of_leaders(county: World) -> None:
    client = Client()
    client.force_login(county.clerk)
    html = client.get(reverse("tasks_report")).content.decode()
    assert "县委书记" not in html
    assert "永清镇" in html


def test_the_sheet_prints_on_a4_landscape_with_its_heads_on_every_page(county: World) -> None:
    board = Board(Scope(county.county, ON))
    sheet = openpyxl.load_workbook(BytesIO(tasks.workbook(tasks.build(board), filler="=cmd|示例"))).active
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$4"
    assert sheet["A1"].value == "清水县2024年到位资金任务完成情况表"
    assert [row[0].value for row in sheet.iter_rows() if str(row[0].value).startswith("单位负责人")]


def test_text_from_people_is_never_a_formula() -> None:
    columns = [sheets.Column("单位", 10), sheets.Column("数", 10, "组", "0.00"), sheets.Column("注", 10, "组")]
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "a\x00b\x0b\ud800", "x" * 40_000]
    paper = sheets.Paper(
        "表",
        ("左", "中", "右"),
        columns,
        [sheets.Line([text, D("1.50"), None]) for text in hostile],
        ["=foot"],
        "=author",
        clock.now(),
    )
    sheet = openpyxl.load_workbook(BytesIO(sheets.write(paper))).active
    cells = [sheet.cell(5 + number, 1) for number in range(len(hostile))]
    assert [cell.data_type for cell in cells] == ["s"] * len(hostile)
    assert [cell.value for cell in cells][:5] == ["=1+1", "+1", "-1", "@SUM(A1)", "ab"]
    assert all(cell.quotePrefix for cell in cells[:4])
    assert sheet.cell(5, 2).value == 1.5


def test_the_command_writes_the_file(county: World, tmp_path) -> None:
    out = tmp_path / "tasks.xlsx"
    call_command("export", "tasks", "--on", "2024-12-16", "--out", str(out), verbosity=0)
    assert rows_of(out.read_bytes())[1][0] == "填报单位（盖章）：县招商局"
