"""红黄蓝预警 as the papers of 督办 take it: one order for the page, the sheet of paper and the workbook."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from projects.indicators.definition import Scope
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.ranking.queries.lights import behind
from projects.ranking.queries.standings import Standings
from tests.access.cast import signed_in
from tests.ranking.conftest import County

ON = date(2024, 12, 16)
LINES = [
    ("red", "约谈", "红堡镇", 2),
    ("red", "约谈", "乙", 4),
    ("red", "约谈", "甲", 4),
    ("red", "约谈", "丁", 6),
    ("yellow", "警告", "永清镇", 1),
    ("yellow", "警告", "己", 3),
    ("blue", "提醒", "庚", 2),
]
"""序时 95.90 %. 丙 120 % is ahead; 庚 90 % is 5.90 behind, 己 80 % 15.90, 甲 and 乙 50 %, 丁 10 %. In the other group 永清镇 has 70 %
(25.90 behind), 红堡镇 nothing. The group of townships stands before the departments'."""


@pytest.fixture
def lit(county: County) -> County:
    world = county.world
    for number, (name, amount) in enumerate((("己", 800), ("庚", 900)), start=1):
        county.units[name] = Unit.objects.create(
            county=world.county, parent=world.county, kind=DEPARTMENT, code=f"C{number}", name=name, seq=400 + number
        )
        project = world.sign(f"{name}项目", by=world.officer, department=county.units[name], details={"sector": "agri"})
        world.task(county.units[name], 1_000)
        world.arrive(project, amount, "2024-12-02", by=world.officer)
    world.task(world.yongqing, 1_000)
    world.arrive(world.sign(), 700, "2024-12-02")
    world.task(world.hongbao, 1_000)
    return county


def listed(county: County) -> list[tuple[str, str, str, int | None]]:
    rows = behind(Standings(Scope(county.world.county, ON), None).groups())
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    return [(row.light, row.step, str(row.place.unit), row.place.rank) for row in rows]


def test_red_stands_before_yellow_before_blue_and_each_says_what_it_asks_for(lit: County) -> None:
    assert listed(lit) == LINES


def test_the_page_the_paper_and_the_workbook_keep_the_one_order(lit: County) -> None:
    client = signed_in(lit.world.inspector)
    names = [name for _, _, name, _ in LINES]
    for page in ("ranking_lights", "ranking_lights_sheet"):
        html = client.get(reverse(page), {"on": "2024-12-16"}).content.decode()
        places = [html.index(f">{name}<") for name in names]
        assert places == sorted(places), page
    rows = workbook(client.get(reverse("lights_file"), {"on": "2024-12-16"}).content)
    heads = [str(cell) for cell in rows[2] if cell]
    assert heads[:6] == ["序号", "预警", "督办方式", "单位", "组别", "名次"]
    assert [(row[1], row[2], row[3], row[5]) for row in rows if isinstance(row[0], int)] == [
        ({"red": "红", "yellow": "黄", "blue": "蓝"}[light], step, name, rank) for light, step, name, rank in LINES
    ]


def workbook(content: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_what_is_missing_is_in_the_workbook_in_points_and_in_amounts(lit: County) -> None:
    """庚: 900 of 1,000, 序时 351 of 366 days is 959.02: 5.90 points and 59.02 behind, 100 to the year's task."""
    rows = workbook(signed_in(lit.world.leader).get(reverse("lights_file"), {"on": "2024-12-16"}).content)
    (own,) = (row for row in rows if row[3] == "庚")
    assert own[6:12] == [0.1, 0.09, 90, -5.9, -59.02, 100]


def test_leaders_stand_on_no_paper_of_lights_even_where_they_are_ranked(lit: County) -> None:
    world = lit.world
    world.task(world.leader_post, 900_000)
    client = signed_in(world.officer)
    for page in ("ranking_lights", "ranking_lights_sheet"):
        assert "县委书记" not in client.get(reverse(page)).content.decode().split("<main", 1)[1]
    assert "县委书记" not in str(workbook(client.get(reverse("lights_file")).content))


def test_the_paper_says_its_rule_and_leaves_room_for_the_signature(lit: County) -> None:
    html = signed_in(lit.world.inspector).get(reverse("ranking_lights_sheet"), {"on": "2024-12-16"}).content.decode()
    for words in ("整改期限", "签收", "红约谈、黄警告、蓝提醒", "红4个、黄2个、蓝1个"):
        assert words in html


def test_where_nobody_is_behind_the_paper_says_so(county: County) -> None:
    html = signed_in(county.world.inspector).get(reverse("ranking_lights_sheet"), {"on": "2024-01-01"}).content.decode()
    assert "没有落后序时的单位" in html
