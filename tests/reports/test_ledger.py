"""签约项目台账 by `manage.py export ledger`: every column, every signed project of the day, totals that add up."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db.models import Q

from projects.audit.models import Entry
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.scopes import end_of
from projects.reports.catalogue import REPORTS
from projects.signing.actions import Paper, confirm_signing, register_paper, reverse_signing
from projects.signing.choices import INCREASE
from projects.signing.models import Project, Signing
from tests.funding.closing import close_until
from tests.world import World

# Handbook 3.1(f) in the words of the glossary, amounts in 万元 (the page's unit): 总投资 and 签约额 too.
HEADS = [
    "序号", "项目名称", "项目编号", "投资方（企业全称）", "统一社会信用代码", "来源地", "资金来源", "三个500强", "所属领域",
    "行业（门类/大类）", "建设地点", "建设内容及规模", "建设性质", "项目代码", "总投资（万元）", "文本性质", "签约时间", "签约额（万元）",
    "签约节会（届次）", "招商方式", "本月到位（万元）", "本年到位（万元）", "签约以来累计到位（万元）", "到位率（%）", "项目阶段", "下一节点",
    "开工时间", "完成投资时间", "投产时间", "终止时间", "形象进度", "存在问题", "包抓领导", "工作专班", "责任部门", "责任人", "责任人电话", "备注",
]  # fmt: skip


def rows_of(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def made(world: World, on: date, *, with_leaders: bool = True) -> list[dict[str, Any]]:
    rows = rows_of(REPORTS["ledger"].make(Board(Scope(world.county, on)), "县招商局", "0938-0000000", with_leaders))
    head = rows[2]
    return [dict(zip(head, row, strict=True)) for row in rows[3:]]


@pytest.fixture
def county(world: World) -> World:
    old = world.sign("甲", amount_wan=10_000, signed_on="2024-03-01")
    paper = Paper("补充协议（增资）", date(2024, 11, 8), Decimal(5_000), due_on=date(2024, 12, 30))
    confirm_signing(by=world.verifier, registration=register_paper(by=world.clerk, project=old, paper=paper))
    world.arrive(old, 300, "2024-12-10")
    world.arrive(old, 200, "2024-12-15")
    world.sign("乙", amount_wan=2_000, signed_on="2024-12-02")
    world.register("未确认")
    return world


def test_every_signed_project_stands_in_the_order_of_signing_with_a_total(county: World) -> None:
    first, second, total = made(county, date(2024, 12, 16))
    assert list(first) == HEADS
    assert [row["序号"] for row in (first, second, total)] == [1, 2, None]
    assert (first["项目名称"], first["签约额（万元）"], first["签约以来累计到位（万元）"], first["到位率（%）"]) == (
        "甲",
        15_000,
        500,
        3.33,
    )
    assert (second["项目名称"], second["签约额（万元）"], second["签约以来累计到位（万元）"]) == ("乙", 2_000, None)
    assert (total["项目名称"], total["签约额（万元）"], total["签约以来累计到位（万元）"]) == ("合计（2项）", 17_000, 500)


def test_the_book_says_what_it_is_who_made_it_and_prints_on_a4(county: World) -> None:
    book = openpyxl.load_workbook(
        BytesIO(REPORTS["ledger"].make(Board(Scope(county.county, date(2024, 12, 16))), "县招商局", "", True))
    )
    sheet, said = book.active, book.properties
    assert (said.title, said.creator, said.lastModifiedBy, said.language) == ("签约项目台账", "县招商局", "县招商局", "zh-CN")
    assert said.created.isoformat() == "2024-12-16T14:08:00"
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("C4", "$1:$3", "A3:AL5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("landscape", 9, 1)
    assert sheet.oddFooter.center.text == "第&P页，共&N页"


def test_the_ledger_of_an_earlier_day_knows_nothing_later(county: World) -> None:
    first, total = made(county, date(2024, 11, 1))
    assert (first["签约额（万元）"], first["本年到位（万元）"]) == (10_000, None)
    assert total["项目名称"] == "合计（1项）"


def test_leaders_are_left_out_where_the_reader_may_not_have_them(county: World) -> None:
    assert "包抓领导" in made(county, date(2024, 12, 16))[0]
    assert "包抓领导" not in made(county, date(2024, 12, 16), with_leaders=False)[0]


def test_the_command_writes_the_file_and_leaves_an_entry(county: World, tmp_path: Path) -> None:
    target = tmp_path / "台账.xlsx"
    call_command("export", "ledger", on="2024-12-16", out=str(target))
    assert rows_of(target.read_bytes())[1][0].startswith("截至2024-12-16　单位：万元")
    assert Entry.objects.get(verb="export").details["report"] == "ledger"


def test_a_day_of_knowledge_leaves_out_what_was_booked_later(county: World) -> None:
    """The books of the demonstration day begin on it: known the day before, the county had signed nothing."""
    scope = Scope(county.county, date(2024, 12, 16), end_of(date(2024, 12, 15)))
    rows = rows_of(REPORTS["ledger"].make(Board(scope), "县招商局", "0938-0000000", True))
    assert rows[1][0].startswith("截至2024-12-16　按2024-12-15的账面")
    assert rows[3][1] == "合计（0项）"
    known = Scope(county.county, date(2024, 12, 16), end_of(date(2024, 12, 16)))
    full = rows_of(REPORTS["ledger"].make(Board(known), "县招商局", "0938-0000000", True))
    assert full[3:] == rows_of(REPORTS["ledger"].make(Board(Scope(county.county, date(2024, 12, 16))), "", "", True))[3:]


def test_progress_and_problems_are_read_from_milestones_and_open_tickets(county: World) -> None:
    project = Project.objects.get(name="甲")
    county.milestone(project, "started", "2024-05-01", note="一号厂房封顶")
    county.milestone(project, "producing", "2024-12-12", note="设备调试")
    county.ticket(project=project, title="缺蒸汽")
    county.ticket(project=project, title="缺工")
    first, second, _ = made(county, date(2024, 12, 16))
    assert (first["形象进度"], first["存在问题"]) == ("设备调试", "缺蒸汽；缺工")
    assert (second["形象进度"], second["存在问题"]) == (None, None)


def test_a_contract_reversed_after_the_close_stays_in_the_ledger_of_the_closed_day(county: World) -> None:
    """甲's 增资 (5,000 of November) and 丙 (3,000 of October) are taken back in December: 31 October and 30 November stay as they were."""
    county.sign("丙", amount_wan=3_000, signed_on="2024-10-08")
    close_until(county, 2024, 11)
    days = (date(2024, 10, 31), date(2024, 11, 30))
    before = [made(county, day) for day in days]
    for signing in Signing.objects.filter(Q(nature=INCREASE) | Q(project__name="丙")):
        reverse_signing(by=county.verifier, signing=signing, reason="登记重复")
    assert [made(county, day) for day in days] == before
    assert [row["签约额（万元）"] for row in before[1]] == [15_000, 3_000, 18_000]
    assert [row["签约额（万元）"] for row in made(county, date(2024, 12, 16))] == [10_000, 2_000, 12_000]
