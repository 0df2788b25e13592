"""项目台账, 一项目一档, 工作台: who sees what, with which sums, in how many queries."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from projects.core import clock
from projects.funding.actions import reverse_arrival
from projects.signing.actions import (
    Paper,
    confirm_signing,
    register_paper,
)
from tests.pages.browsing import browser, query_count
from tests.world import World

LIST = "/projects/"


def listing(world: World, query: str = "", who: str = "officer") -> Any:
    response = browser(getattr(world, who)).get(LIST + query)
    assert response.status_code == 200
    return response


def names(response: Any) -> list[str]:
    return [row.name for row in response.context["table"].shown.rows]


def feet(response: Any) -> dict[str, dict[str, Any]]:
    return {words.partition("（")[0]: dict(values) for words, values in response.context["table"].shown.feet}


# --- 项目台账 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["officer", "verifier", "leader", "inspector"])
def test_the_countys_eyes_see_all_projects(world: World, who: str) -> None:
    world.sign("甲")
    world.sign("乙", by=world.other_clerk, department=world.hongbao)
    assert sorted(names(listing(world, who=who))) == ["乙", "甲"]


def test_a_clerk_sees_the_projects_of_the_own_unit(world: World) -> None:
    world.sign("甲")
    world.sign("乙", by=world.other_clerk, department=world.hongbao)
    assert names(listing(world, who="clerk")) == ["甲"]
    assert names(listing(world, who="other_clerk")) == ["乙"]


def test_an_empty_ledger_says_why_and_offers_the_next_step(world: World) -> None:
    assert "还没有签约项目" in listing(world).content.decode()
    assert "还没有您可以查看的签约项目" in listing(world, who="leader").content.decode()
    world.sign()
    assert "当前条件下没有签约项目" in listing(world, "?q=没有这个").content.decode()


def test_arrived_money_counts_until_today_and_a_reversal_takes_it_back(world: World) -> None:
    project = world.sign(signed_on="2023-07-08", amount_wan=10_000)
    with clock.at(_noon(2023, 12, 20)):
        world.arrive(project, 1000, "2023-12-10")
    world.arrive(project, 500, "2024-12-10")
    wrong = world.arrive(project, 300, "2024-12-11")
    reverse_arrival(by=world.verifier, arrival=wrong, reason="重复申报")
    row = listing(world).context["table"].shown.rows[0]
    assert (row.arrived_year_wan, row.arrived_wan, row.signed_wan) == (Decimal(500), Decimal(1500), Decimal(10_000))
    cells = [str(text) for _, text, _ in next(iter(listing(world).context["table"].lines()))]
    assert cells[5:8] == ["10,000", "500", "15.00"]


def test_an_increase_adds_to_the_amount_but_moves_no_band(world: World) -> None:
    project = world.sign(amount_wan=9_000)
    paper = Paper("补充协议（增资）", date(2024, 10, 8), Decimal(5_000), due_on=date(2024, 12, 30))
    confirm_signing(by=world.verifier, registration=register_paper(by=world.clerk, project=project, paper=paper))
    assert listing(world).context["table"].shown.rows[0].signed_wan == Decimal(14_000)
    assert names(listing(world, "?band=1")) == []


def test_page_totals_and_totals_of_everything_filtered_are_two_rows(world: World) -> None:
    for number in range(22):
        project = world.sign(f"项目{number:02d}", amount_wan=1000)
    world.arrive(project, 250)
    first = feet(listing(world, "?sort=name"))
    assert first["本页合计"]["signed_wan"] == 20_000
    assert first["全部筛选合计"] == {"signed_wan": 22_000, "arrived_year_wan": 250, "arrival_rate": Decimal(250) / Decimal(22_000)}
    assert len(names(listing(world, "?page=2"))) == 2
    assert len(names(listing(world, "?per_page=50"))) == 22


def test_the_title_says_which_page_of_how_many(world: World) -> None:
    for number in range(21):
        world.sign(f"项目{number}")
    client = browser(world.officer)
    assert "<title>签约项目（第2页/共2页）" in client.get(f"{LIST}?page=2&per_page=20").content.decode()
    assert "第1页" not in client.get(f"{LIST}?per_page=20").content.decode().split("</title>")[0]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["丙", "乙", "甲", "丁"]),
        ("?sort=signed_wan", ["丙", "甲", "乙", "丁"]),
        ("?sort=-signed_wan", ["乙", "甲", "丙", "丁"]),
        ("?q=乙", ["乙"]),
        ("?q=丙（示例）", ["丙"]),
        ("?signed_from=20240601&sort=name", ["丙", "乙"]),
        ("?signed_to=2024年6月1日", ["甲"]),
        ("?band=5", ["乙"]),
        ("?sector=green", ["丙"]),
        ("?paper=正式合同&sector=agri", ["乙", "甲"]),
        ("?paper=none", ["丁"]),
        ("?stage=talks", ["丁"]),
        ("?stage=signed&q=甲", ["甲"]),
    ],
)
def test_filters_and_sorting_live_in_the_address(world: World, query: str, found: list[str]) -> None:
    world.sign("甲", amount_wan=20_000, signed_on="2024-03-01")
    world.sign("乙", amount_wan=60_000, signed_on="2024-07-08")
    world.sign("丙", amount_wan=5_000, signed_on="2024-09-08", details={"sector": "green"})
    world.register("丁")
    got = names(listing(world, query))
    assert sorted(got) == sorted(found) if "sort=name" in query else got == found


def test_a_wrong_filter_says_so_and_shows_no_rows(world: World) -> None:
    world.sign()
    html = listing(world, "?signed_from=2025-02-29&q=苹果").content.decode()
    assert "签约时间起：2025年2月没有29日，请核对" in html
    assert 'value="苹果"' in html
    assert 'value="2025-02-29"' in html
    assert "筛选条件有误" in html


def test_days_the_wrong_way_round_are_named(world: World) -> None:
    html = listing(world, "?signed_from=2024-12-16&signed_to=2024-01-01").content.decode()
    assert "签约时间止不能早于签约时间起（2024-12-16）" in html


def test_applied_filters_are_chips_that_can_be_taken_off(world: World) -> None:
    world.sign()
    chips = listing(world, "?q=苹果&band=1&page=3").context["chips"]
    assert [(chip["label"], chip["value"]) for chip in chips] == [("项目名称或投资方", "苹果"), ("规模段", "1亿元以上（含）")]
    assert chips[1]["remove_url"] == "?q=%E8%8B%B9%E6%9E%9C"


def test_the_unit_is_chosen_for_the_browser(world: World) -> None:
    client = browser(world.officer)
    response = client.get(reverse("choose_unit"), {"unit": "亿元", "next": "/projects/?page=2"})
    assert response["Location"] == "/projects/?page=2"
    assert client.cookies["qs_unit"].value == "%E4%BA%BF%E5%85%83"


def test_the_header_names_the_unit_that_was_chosen(world: World) -> None:
    world.sign(amount_wan=12_345)
    client = browser(world.officer)
    client.get(reverse("choose_unit"), {"unit": "亿元"})
    html = client.get(LIST).content.decode()
    assert "签约额（亿元）" in html
    assert ">1.23<" in html


@pytest.mark.parametrize("query", [{"unit": "镑"}, {"unit": "元", "next": "https://evil.example/"}, {}])
def test_choosing_a_unit_never_leads_off_the_site(world: World, query: dict[str, str]) -> None:
    assert browser(world.officer).get(reverse("choose_unit"), query)["Location"] == "/"


def test_the_ledger_asks_the_same_number_of_queries_for_10_and_40_rows(world: World) -> None:
    for number in range(10):
        world.sign(f"项目{number}")
    few = query_count(browser(world.officer), f"{LIST}?per_page=50")
    for number in range(10, 40):
        world.register(f"项目{number}")
    assert query_count(browser(world.officer), f"{LIST}?per_page=50") == few <= 13  # the dated settings are one of them


# --- 金额回显 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("3亿", "30,000.00万元 = 3.00亿元 = 叁亿元整"),
        ("5585", "5,585.00万元 = 0.56亿元 = 伍仟伍佰捌拾伍万元整"),
        ("x", ""),
        ("", ""),
        ("\x00", ""),
        ("9" * 500, ""),
    ],
)
def test_an_amount_is_read_back_and_nonsense_is_passed_over(world: World, typed: str, text: str) -> None:
    assert browser(world.clerk).get(reverse("amount_echo"), {"q": typed}).json() == {"text": text}


def _noon(year: int, month: int, day: int) -> Any:
    return clock.now().replace(year=year, month=month, day=day)
