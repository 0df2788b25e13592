"""Who may see whose total how finely (docs/decisions/0026), and addresses of narrowed figures."""

import pytest
from django.urls import reverse

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
