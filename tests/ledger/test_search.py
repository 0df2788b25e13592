"""The search box: Chinese, pinyin, initials, codes, a wrong character; only what the person may see."""

from typing import Any

import pytest

from projects.enterprises.actions import find_or_add_enterprise
from projects.enterprises.models import Enterprise
from projects.services.models import Ticket
from tests.pages.browsing import browser, query_count
from tests.world import World


@pytest.fixture
def county(world: World) -> World:
    project = world.sign("君石中药材二期", investor_name="君石（示例）药业有限公司")
    world.sign("轩辕文化康养旅游综合体", by=world.other_clerk, department=world.hongbao, investor_name="轩辕（示例）文旅有限公司")
    firm = find_or_add_enterprise(by=world.agent, county=world.county, name="果香（示例）食品有限公司")
    world.ticket(project=project, enterprise=firm, title="流动资金贷款续贷困难")
    Enterprise.objects.filter(name__startswith="君石").update(credit_code="91620521MA00000001", contact_phone="0938-0001234")
    return world


def found(world: World, typed: str, who: str = "officer") -> dict[str, list[str]]:
    response = browser(getattr(world, who)).get("/search/", {"q": typed})
    assert response.status_code == 200
    return {group.label: [str(row) for row in group.rows] for group in response.context["groups"] if group.rows}


@pytest.mark.parametrize(
    "typed",
    [
        "君石中药材",
        "junshi",
        "JSZYC",
        "jszycej"[:5],
        "君实中药材",
        "junsizhongyaocai",
        "junshizhongyaoca",
        "君石中药",
        "君石（示例）药业",
    ],
)
def test_a_project_is_found_as_people_type_it(county: World, typed: str) -> None:
    assert found(county, typed)["项目"][0] == "君石中药材二期"


@pytest.mark.parametrize("typed", ["君石（示例）", "jsslyy"[:2], "91620521MA00000001", "91620521ma0000", "0938-0001234"])
def test_an_enterprise_is_found_by_name_code_and_telephone(county: World, typed: str) -> None:
    assert "君石（示例）药业有限公司" in found(county, typed)["企业"]


def test_a_ticket_is_found_by_number_title_and_enterprise(county: World) -> None:
    ticket = Ticket.objects.get()
    for typed in (ticket.number, "续贷困难", "果香", "guoxiang"):
        assert found(county, typed)["诉求"] == [str(ticket)], typed


def test_a_project_is_found_by_its_number(county: World) -> None:
    assert found(county, "2024-002") == {"项目": ["轩辕文化康养旅游综合体"]}


def test_nobody_finds_what_is_out_of_sight(county: World) -> None:
    assert found(county, "君石", "other_clerk") == {}
    assert found(county, "轩辕", "other_clerk") == {"项目": ["轩辕文化康养旅游综合体"], "企业": ["轩辕（示例）文旅有限公司"]}
    assert found(county, "君石", "clerk") == {"项目": ["君石中药材二期"], "企业": ["君石（示例）药业有限公司"]}
    assert found(county, "果香", "clerk") == {}


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "%", "_", "'", "\\", "没有这个东西", "x" * 500, "🦄"])
def test_odd_searches_find_nothing_and_break_nothing(county: World, typed: str) -> None:
    assert found(county, typed) == {}


def test_the_exact_name_stands_before_similar_ones(county: World) -> None:
    county.sign("君石中药材一期", investor_name="君石（示例）药业有限公司")
    county.sign("军事用药材", investor_name="另一（示例）有限公司")
    assert found(county, "君石中药材")["项目"][:2] == ["君石中药材二期", "君石中药材一期"]


def test_counts_name_everything_and_ten_are_shown(world: World) -> None:
    for number in range(12):
        world.sign(f"苹果深加工{number:02d}号")
    response = browser(world.officer).get("/search/", {"q": "苹果深加工"})
    group: Any = response.context["groups"][0]
    assert (group.total, len(group.rows), group.more) == (12, 10, 2)
    assert "另有2项" in response.content.decode()


def test_a_search_asks_once_for_each_kind_and_once_for_the_persons_units(county: World) -> None:
    page, nothing = query_count(browser(county.officer), "/search/?q=junshi"), query_count(browser(county.officer), "/search/")
    assert page - nothing == 4


def test_the_box_stands_on_every_page_and_keeps_what_was_typed(county: World) -> None:
    html = browser(county.officer).get("/search/", {"q": "君石"}).content.decode()
    assert html.count('id="site-search"') == 1
    assert 'name="q" value="君石"' in html
    assert 'href="tel:0938-0001234"' in html
    assert 'id="site-search"' in browser(county.officer).get("/claims/").content.decode()
