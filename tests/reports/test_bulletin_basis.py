"""通报采用: the papers say whose count they use, by the setting and by what the city has said.

The small county's money of 省外 and 境外 booked until November 2024: 30,000 + 4,000 = 34,000; in December 9,500 + 1,000 more. The city
recognises 28,000 + 4,000 = 32,000 of it.
"""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from projects.core import clock
from projects.funding.actions import set_city_recognition
from projects.funding.queries.city import bulletin_of
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.reference.choices import BULLETIN_BASIS, BY_CITY
from projects.reference.models import Setting
from projects.reports.catalogue import ranking, tasks
from projects.signing.models import Project
from tests.indicators.small import small_county
from tests.pages.browsing import browser
from tests.world import World

ON = date(2024, 12, 16)
WORDS = "通报采用市级认定数：2024年1—11月32,000.00万元，同期县级核定34,000.00万元，差异−2,000.00万元；表中各列为县级核定数"


@pytest.fixture
def county(world: World) -> World:
    small_county(world)
    for name, amount in (("风光储装备", 28_000), ("香菇加工", 4_000)):
        set_city_recognition(
            by=world.verifier,
            project=Project.objects.get(name=name),
            year=2024,
            until_month=11,
            amount_wan=Decimal(amount),
            document_number="天招发〔2024〕31号",
        )
    return world


def by_city() -> None:
    Setting.objects.create(key=BULLETIN_BASIS, value=BY_CITY, starts_on=date(2024, 1, 1), set_at=clock.now())


def printed(content: bytes) -> str:
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)


def papers(world: World, on: date = ON) -> list[str]:
    """The task table's page and workbook, and the ranking's workbook."""
    page = browser(world.verifier).get(reverse("tasks_report"), {"on": on.isoformat()}).content.decode()
    board = Board(Scope(world.county, on))
    return [page, printed(tasks.workbook(tasks.build(board), filler="示例")), printed(ranking.workbook(board, filler="示例"))]


def test_by_default_the_papers_use_the_countys_count_and_say_so(county: World) -> None:
    for paper in papers(county):
        assert "通报采用县级核定数" in paper
        assert "市级认定" not in paper


def test_with_the_setting_the_headline_and_the_notes_print_the_citys_count(county: World) -> None:
    by_city()
    for paper in papers(county):
        assert "累计省外到位资金4.45亿元（县级核定；市级认定1—11月3.2亿元）" in paper
        assert WORDS in paper


def test_before_the_city_has_said_anything_the_papers_say_that(county: World) -> None:
    by_city()
    for paper in papers(county, date(2024, 10, 31)):
        assert "通报采用市级认定数，2024年市级尚未认定，本表为县级核定数" in paper
        assert "市级认定1—" not in paper


def test_the_citys_word_is_known_from_the_day_it_was_entered(county: World) -> None:
    by_city()
    entered = clock.now()
    scope = Scope(county.county, ON)
    asked = (county.county.pk, 2024, 12, ON)
    assert bulletin_of(*asked).words == WORDS
    assert bulletin_of(*asked, known=entered.replace(hour=0, minute=0)).is_silent
    assert tasks.bulletin(Board(scope)).until_month == 11
