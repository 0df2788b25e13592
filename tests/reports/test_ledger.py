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
from projects.ledger.tables import ProjectTable
from projects.reports.catalogue import REPORTS
from projects.signing.actions import Paper, confirm_signing, register_paper, reverse_signing
from projects.signing.choices import INCREASE
from projects.signing.models import Project, Signing
from tests.funding.closing import close_until
from tests.world import World


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
    assert len(first) == len(ProjectTable.base_columns) >= 26
    assert (first["项目名称"], first["签约额（万元）"], first["签约以来累计到位（万元）"], first["到位率（%）"]) == (
        "甲",
        15_000,
        500,
        3.33,
    )
    assert (second["项目名称"], second["签约额（万元）"], second["签约以来累计到位（万元）"]) == ("乙", 2_000, None)
    assert (total["项目名称"], total["签约额（万元）"], total["签约以来累计到位（万元）"]) == ("合计（2项）", 17_000, 500)


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
    assert rows[3][0] == "合计（0项）"
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
