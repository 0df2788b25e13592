"""The list base: what a column prints, in which unit, with which totals."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from projects.core import units
from projects.core.tables import CodeColumn, DayColumn, HouseColumn, HouseTable, MoneyColumn, PercentColumn, TitleColumn


class SampleTable(HouseTable):
    name = TitleColumn("项目名称", url_name="project_detail", sort_by=("name",))
    origin = HouseColumn("来源地")
    sector = CodeColumn("所属领域", code_list="sector")
    department = HouseColumn("责任部门", accessor="department__name")
    signed_on = DayColumn("签约时间")
    signed_wan = MoneyColumn("签约额")
    arrived_wan = MoneyColumn("本年到位")
    rate = PercentColumn("到位率（%）")


def row(number: int, **changes: Any) -> SimpleNamespace:
    values: dict[str, Any] = {
        "pk": number,
        "name": f"项目<{number}>",
        "origin": "江苏",
        "sector": "agri",
        "department": SimpleNamespace(name="永清镇"),
        "signed_on": date(2024, 7, 8),
        "signed_wan": Decimal(1000 * number),
        "arrived_wan": Decimal("0.5"),
        "rate": Decimal("0.25"),
    }
    return SimpleNamespace(**(values | changes))


def filled(rows: list[Any], *, unit: str = "万元", feet: Any = ()) -> SampleTable:
    table = SampleTable([], unit=unit, labels={"sector": {"agri": "农特产品"}})
    table.fill(rows, feet)
    return table


def texts(table: SampleTable) -> list[list[str]]:
    return [[str(text) for _, text, _ in cells] for cells in table.lines()]


def test_a_row_is_printed_column_by_column() -> None:
    assert texts(filled([row(1)])) == [
        ['<a href="/projects/1/">项目&lt;1&gt;</a>', "江苏", "农特产品", "永清镇", "2024-07-08", "1,000", "0.50", "25.00"]
    ]


def test_what_is_missing_is_printed_as_dashes() -> None:
    empty = row(1, origin="", sector="", department=None, signed_on=None, signed_wan=None, arrived_wan=None, rate=None)
    assert texts(filled([empty]))[0][1:] == ["--", "--", "--", "--", "--", "--", units.NOT_APPLICABLE]


@pytest.mark.parametrize(
    ("unit", "head", "cells"),
    [
        ("万元", "签约额（万元）", ["1,000", "2,000"]),
        ("亿元", "签约额（亿元）", ["0.10", "0.20"]),
        ("元", "签约额（元）", ["10,000,000", "20,000,000"]),
    ],
)
def test_money_follows_the_unit_of_the_page_and_the_header_names_it(unit: str, head: str, cells: list[str]) -> None:
    table = filled([row(1), row(2)], unit=unit)
    assert table.heads()[5].words == head
    assert [line[5] for line in texts(table)] == cells


def test_a_total_with_a_fraction_gives_the_whole_column_two_decimals() -> None:
    table = filled([row(1)], feet=[("本页合计（1项）", {"signed_wan": Decimal("1000.5")})])
    assert texts(table)[0][5] == "1,000.00"
    assert [str(text) for _, text, _ in next(iter(table.feet()))] == ["本页合计（1项）", "", "", "", "", "1,000.50", "", ""]


def test_text_of_the_rows_is_escaped() -> None:
    request = RequestFactory().get("/")
    html = render_to_string("pages/_table.html", {"table": filled([row(1, origin="<b>")]), "caption": "项目", "request": request})
    assert "&lt;b&gt;" in html
    assert "<b>" not in html


def test_each_row_can_be_come_back_to_and_carries_its_tick() -> None:
    table = filled([row(7, version=3)])
    table.ticks = True
    attributes, tick, _ = next(iter(table.body()))
    assert attributes == ' id="row-7"'
    assert 'name="pick" form="batch" value="7:3"' in tick


def test_chosen_columns_stand_in_their_order_behind_the_name() -> None:
    table = SampleTable([], chosen=SampleTable.known(["rate", "nonsense", "origin", "rate"]))
    assert [head.sort or head.words for head in table.heads()] == ["name", "到位率（%）", "来源地"]


def test_the_sorted_column_says_its_direction() -> None:
    heads = SampleTable([], sort="-name").heads()
    assert [head.direction for head in heads if head.direction] == ["descending"]
