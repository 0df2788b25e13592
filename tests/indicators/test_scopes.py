"""Who may see whose total how finely (docs/decisions/0026), and addresses of narrowed figures."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from projects.tokens.actions import issue_token
from tests.indicators.small import small_county
from tests.pages.browsing import browser
from tests.world import World

WORDS = "这样细分的数只计您有权查看的记录"


@pytest.fixture
def county(world: World) -> World:
    return small_county(world)


def rows(county: World, who: str, query: str) -> tuple[str, str]:
    """(the figure's text, the page)."""
    page = browser(getattr(county, who)).get(f"{reverse('figure_rows', args=['arrived'])}?on=2024-12-16&{query}")
    return page.context["figure"].text, page.content.decode()


def test_a_published_group_is_the_same_number_for_everybody(county: World) -> None:
    whole, _ = rows(county, "leader", "tier=省外")
    text, html = rows(county, "other_clerk", "tier=省外")
    assert text == whole
    assert WORDS not in html
    assert "无权查看" in html


@pytest.mark.parametrize("query", ["tier=省外&month=12", "origin=浙江", "unit=YQZ&tier=省外"])
def test_a_finer_cut_adds_up_only_what_one_may_see(county: World, query: str) -> None:
    """The clerk of 红堡镇 sees none of 永清镇's projects; the leader sees the county."""
    _, html = rows(county, "other_clerk", query)
    assert WORDS in html
    assert "无权查看，已计入合计" not in html
    assert WORDS not in rows(county, "leader", query)[1]


def test_a_figure_that_the_condition_cannot_narrow_has_no_number(county: World) -> None:
    page = browser(county.leader).get(f"{reverse('figure_rows', args=['arrival-completion'])}?on=2024-12-16&tier=省外")
    assert page.status_code == 200
    assert page.context["figure"].text == "—"
    assert "本指标不能按所选条件细分" in page.content.decode()


def test_one_may_ask_for_ones_own_rows_alone(county: World) -> None:
    text, html = rows(county, "other_clerk", "eyes=mine")
    assert text != rows(county, "leader", "")[0]
    assert "只计本人有权查看的" in html


# --- Groups of a figure: of 1,000 from 浙江, 300 are 红堡镇's own, whose clerk sees no other row -----------------------------------


@pytest.fixture
def two(world: World) -> World:
    ours = world.sign("红堡项目", department=world.hongbao, by=world.other_clerk, details={"origin": "浙江"})
    theirs = world.sign("永清项目", details={"origin": "浙江"})
    world.arrive(ours, 300, "2024-12-01")
    world.arrive(theirs, 700, "2024-12-02")
    return world


@pytest.mark.parametrize(
    ("who", "asked", "expected"),
    [
        ("leader", "by=origin&key=浙江", 1_000),
        ("other_clerk", "by=origin&key=浙江", 300),
        ("other_clerk", "by=tier&key=省外", 1_000),
        ("other_clerk", "by=month&key=12", 1_000),
        ("other_clerk", "unit=YQZ&by=tier&key=省外", 0),
    ],
)
def test_rows_of_a_group_finer_than_published_add_up_only_what_one_may_see(two: World, who: str, asked: str, expected: int) -> None:
    address = f"{reverse('figure_rows', args=['arrived'])}?on=2024-12-16&{asked}"
    page = browser(getattr(two, who)).get(address)
    assert page.context["figure"].over == expected
    assert (WORDS in page.content.decode()) is (who == "other_clerk" and expected in {0, 300})


def totals(world: World, who: str, block: str) -> dict[str, tuple[str, bool]]:
    page = browser(getattr(world, who)).get(reverse("cockpit_block", args=[block]), {"on": "2024-12-16"})
    return {mix.title: (mix.total, mix.is_guarded) for mix in page.context["mixes"]}


def test_the_cockpit_prints_no_finer_group_than_the_rows_behind_it(two: World) -> None:
    """In 亿元; 资金来源 is published, 来源地 is not."""
    assert totals(two, "leader", "money")["本年累计省外到位资金：来源地"] == ("0.10", False)
    assert totals(two, "other_clerk", "money")["本年累计省外到位资金：来源地"] == ("0.03", True)
    assert totals(two, "other_clerk", "money")["本年累计省外到位资金：资金用途"] == ("0.10", False)
    assert totals(two, "other_clerk", "channels")["本年签约额：招商方式"][1]
    assert "只计您有权查看的" in browser(two.other_clerk).get(reverse("cockpit_block", args=["money"])).content.decode()


def by_api(world: World, who: str, address: str) -> dict[str, Any]:
    secret = issue_token(by=None, county=world.county, purpose="api", acts_as=getattr(world, who))[1]
    answer: dict[str, Any] = Client().get(address, {"on": "2024-12-16"}, headers={"Authorization": f"Bearer {secret}"}).json()
    return answer


@pytest.mark.parametrize(
    ("who", "cut", "expected"), [("leader", "origin", 1_000), ("other_clerk", "origin", 300), ("other_clerk", "tier", 1_000)]
)
def test_the_data_interface_holds_to_the_same(two: World, who: str, cut: str, expected: int) -> None:
    said = by_api(two, who, f"/api/figures/arrived/by/{cut}/")
    assert sum(Decimal(group["figure"]["over"]) for group in said["groups"]) == expected
    assert said["is_guarded"] is (expected == 300)


@pytest.mark.parametrize("asked", ["by=nothing&key=x", "by=origin&key=没有", "by=\0&key="])
@pytest.mark.parametrize("who", ["leader", "other_clerk"])
def test_a_group_that_nobody_knows_is_left_out(two: World, who: str, asked: str) -> None:
    page = browser(getattr(two, who)).get(f"{reverse('figure_rows', args=['arrived'])}?on=2024-12-16&{asked}")
    assert page.status_code == 200
    assert page.context["figure"].over == 1_000
