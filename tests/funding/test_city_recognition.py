"""市级认定数 beside the county's count."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import set_city_recognition
from projects.funding.models import Arrival, CityRecognition
from projects.funding.queries.city import bulletin_basis, city_differences, city_total, printed_arrived
from projects.reference.choices import BULLETIN_BASIS, BY_CITY, BY_COUNTY
from projects.reference.models import Setting
from projects.signing.models import Project
from tests.pages.browsing import browser
from tests.world import World


def recognise(world: World, project: Project, amount: Any, until_month: int = 11, **more: Any) -> CityRecognition:
    values = {"year": 2024, "document_number": "天招发〔2024〕31号", "by": world.verifier} | more
    return set_city_recognition(project=project, until_month=until_month, amount_wan=Decimal(amount), **values)


def test_the_difference_table_sets_the_two_amounts_side_by_side(world: World, django_assert_num_queries: Any) -> None:
    first, second, third = (world.sign(name, signed_on="2023-03-01") for name in ("甲项目", "乙项目", "丙项目"))
    world.sign("丁项目")  # neither money nor a recognition: not listed
    world.arrive(first, 1000, "2024-09-01")
    world.arrive(first, 400, "2024-11-30")
    world.arrive(first, 77, "2024-12-01")  # after the period
    world.arrive(first, 33, "2023-12-01")  # before the year
    world.arrive(first, 50, "2024-05-01", tier="市内县外", tier_reason="本市企业投资部分")  # not the headline's money
    world.arrive(second, 600, "2024-04-01")
    recognise(world, first, 1150, reason="两笔转账凭证不全")
    recognise(world, third, 20)
    with django_assert_num_queries(1):
        rows = list(
            city_differences(world.county.pk, 2024, 11).values_list(
                "name", "county_wan", "city_wan", "difference_wan", "city_reason"
            )
        )
    assert sorted(rows) == [
        ("丙项目", Decimal(0), Decimal(20), Decimal(20), ""),
        ("乙项目", Decimal(600), None, None, None),
        ("甲项目", Decimal(1400), Decimal(1150), Decimal(-250), "两笔转账凭证不全"),
    ]
    assert city_total(world.county.pk, 2024, 11) == 1170
    assert city_total(world.county.pk, 2024, 10) is None


def test_a_later_paper_reverses_the_earlier_and_the_countys_rows_stay(world: World) -> None:
    project = world.sign()
    world.arrive(project, 1000, "2024-09-01")
    recognise(world, project, 800)
    with pytest.raises(Refused, match="改认定请写明原因"):
        recognise(world, project, 900)
    recognise(world, project, 900, reason="复核补认", document_number="天招发〔2024〕40号")
    rows = list(CityRecognition.objects.order_by("id").values_list("amount_wan", "document_number"))
    assert rows == [
        (Decimal(800), "天招发〔2024〕31号"),
        (Decimal(-800), "天招发〔2024〕31号"),
        (Decimal(900), "天招发〔2024〕40号"),
    ]
    assert city_total(world.county.pk, 2024, 11) == 900
    assert Arrival.objects.get().amount_wan == 1000


def test_periods_stand_beside_each_other(world: World) -> None:
    project = world.sign()
    recognise(world, project, 300, 6)
    recognise(world, project, 800, 11)
    assert [city_total(world.county.pk, 2024, month) for month in (6, 11)] == [300, 800]


def test_a_recognition_needs_its_document_and_the_bureau(world: World) -> None:
    project = world.sign()
    for changes, sentence in (
        ({"document_number": " "}, "请填写市级认定的文号"),
        ({"until_month": 13}, "应在1至12之间"),
        ({"amount": -1}, "不能小于0"),
    ):
        with pytest.raises(Refused, match=sentence):
            recognise(world, project, **({"amount": 1} | changes))
    with pytest.raises(NotAllowed):
        recognise(world, project, 1, by=world.officer)


def test_which_amount_a_bulletin_prints_is_a_setting(world: World) -> None:
    assert bulletin_basis(date(2024, 12, 16)) == "county"
    Setting.objects.create(key=BULLETIN_BASIS, value=BY_CITY, starts_on=date(2024, 12, 1), set_at=clock.now())
    assert [bulletin_basis(day) for day in (date(2024, 11, 30), date(2024, 12, 1))] == ["county", "city"]


@pytest.mark.parametrize(
    ("basis", "said", "printed"),
    [
        (BY_COUNTY, True, ("县级核定数", 1_000)),
        (BY_CITY, True, ("市级认定数", 800)),
        (BY_CITY, False, ("县级核定数", 1_000)),  # the city has not said anything yet
    ],
    ids=["county", "city", "city-still-silent"],
)
def test_a_bulletin_prints_the_amount_of_the_setting_and_the_page_says_which(
    world: World, basis: str, said: bool, printed: tuple[str, int]
) -> None:
    Setting.objects.create(key=BULLETIN_BASIS, value=basis, starts_on=date(2024, 12, 1), set_at=clock.now())
    project = world.sign(signed_on="2024-03-01")
    world.arrive(project, 1_000, "2024-10-10")
    world.arrive(project, 70, "2024-12-10")
    if said:
        recognise(world, project, 800)
    found = printed_arrived(world.county.pk, 2024, 11, date(2024, 12, 16))
    assert (found.label, found.amount_wan) == printed
    page = browser(world.clerk).get(reverse("city_recognition"), {"year": "2024", "month": "11"})
    assert f"通报采用{printed[0]}{printed[1]:,}.00万元" in page.content.decode()


def test_the_page_shows_the_difference_of_each_project_and_of_all(world: World) -> None:
    first, second = (world.sign(name, signed_on="2023-03-01") for name in ("甲项目", "乙项目"))
    world.arrive(first, 1_000, "2024-10-10")
    world.arrive(second, 600, "2024-04-01")
    recognise(world, first, 800, reason="凭证不全")
    html = browser(world.verifier).get(reverse("city_recognition"), {"year": "2024", "month": "11"}).content.decode()
    rows = [" ".join(cells) for cells in table_rows(html)]
    assert rows == [
        "甲项目 永清镇 1,000.00 800.00 −200.00 天招发〔2024〕31号 凭证不全",
        "乙项目 永清镇 600.00 -- -- --",
        "合计 1,600.00 800.00 −200.00 另有1个项目市级未认定，不计入差异",
    ]


def table_rows(html: str) -> list[list[str]]:
    """Cells of the body and foot as a person reads them, empty ones left out."""
    rows = re.findall(r"<tr>(.*?)</tr>", html.split("</thead>", 1)[1], re.DOTALL)
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return [[text for text in (re.sub(r"<[^>]+>|\s+", "", cell) for cell in row) if text] for row in cells]
