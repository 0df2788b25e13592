"""到位资金任务排名表: the order and the digits of the page of ranks."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from projects.audit.models import Entry
from projects.indicators.definition import Scope
from projects.ranking.queries.standings import Standings
from tests.access.cast import signed_in
from tests.indicators.small import small_county
from tests.world import World

DAY = date(2024, 12, 16)


@pytest.fixture
def county(world: World) -> World:
    return small_county(world)


def rows_of(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_sheet_has_the_ranks_and_digits_of_the_page(county: World) -> None:
    rows = rows_of(signed_in(county.leader).get(reverse("ranking_report_file"), {"on": "2024-12-16"}).content)
    lines = {row[1]: row for row in rows if row[1]}
    for group in Standings(Scope(county.county, DAY), county.leader).groups():
        for place in group.places:
            line = lines[str(place.unit)]
            assert line[0] == place.rank
            assert line[2] == (float(place.task.value) if place.task.value is not None else "—")
            assert line[4] == float(place.done.value or 0)
            assert line[5] == (float(place.completion.value) if place.completion.value is not None else "—")
    assert (lines["永清镇"][0], lines["红堡镇"][0], lines["县招商局"][0]) == (1, 2, None)
    assert lines["县招商局"][-1] == "任务未下达"
    assert Entry.objects.filter(verb="export", details__report="ranking").count() == 1


def test_the_heads_are_those_of_the_handbook(county: World) -> None:
    rows = rows_of(signed_in(county.leader).get(reverse("ranking_report_file")).content)
    heads = [str(below or above).split("（")[0] for above, below in zip(rows[2], rows[3], strict=True)]
    assert heads == [
        *("名次", "单位", "年度任务", "本月到位", "累计到位", "完成率", "序时进度", "超/欠序时", "上年同期", "同比"),
        *("签约个数", "签约额", "其中10亿元以上", "其中1亿元以上", "上期名次", "预警", "备注"),
    ]


def test_a_clerk_and_an_inspector_get_no_lines_of_leaders(county: World) -> None:
    for user in (county.clerk, county.inspector):
        rows = rows_of(signed_in(user).get(reverse("ranking_report_file")).content)
        assert "县委书记" not in [row[1] for row in rows]
        assert any("县级领导明细由招商局和主要领导查看" in str(row[0]) for row in rows)


def test_the_command_writes_it(county: World, tmp_path) -> None:
    out = tmp_path / "ranking.xlsx"
    call_command("export", "ranking", "--on", "2024-12-16", "--out", str(out), verbosity=0)
    assert rows_of(out.read_bytes())[0][0] == "清水县2024年到位资金任务排名表"
