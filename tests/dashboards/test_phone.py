"""The leaders' phone: the board's figures, what waits, five departments behind; never a leader."""

from django.test import Client
from django.urls import reverse

from projects.core import clock
from projects.dashboards.queries.phone import brief_of
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from tests.access.cast import cast_of
from tests.pages.browsing import browser, query_count
from tests.world import World

PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.0.0 Mobile Safari/537.36"


def filled(world: World) -> None:
    world.task(world.county, 20_000)
    for unit, task in ((world.yongqing, 1_000), (world.hongbao, 2_000), (world.park, 500), (world.leader_post, 900)):
        world.task(unit, task)
    world.arrive(world.sign(details={"sector": "agri", "leader": world.leader_post}), 990)


def test_departments_behind_stand_worst_first_and_leaders_never(world: World) -> None:
    """永清镇 990 of 1,000 = 99 % is ahead of 95.90 %; 红堡镇 and the park have nothing: both 落后95.9, in official order."""
    filled(world)
    brief = brief_of(Board(Scope(world.county, clock.today())))
    assert [(str(line.unit), line.completion, line.pace, line.light) for line in brief.behind] == [
        ("红堡镇", "0.00%", "落后95.9个百分点", "red"),
        ("清水工业集中区管委会", "0.00%", "落后95.9个百分点", "red"),
    ]


def test_the_page_shows_the_boards_figures_and_links_them(world: World) -> None:
    filled(world)
    board = Board(Scope(world.county, clock.today()))
    page = browser(world.leader).get(reverse("leader_phone")).content.decode()
    for slug in ("arrived", "signed-amount", "arrival-rate-2y"):
        assert board.figure(slug).cell in page
        assert f"/figures/{slug}/rows/?on=2024-12-16" in page
    assert "12月未月结" in page
    assert "县委书记" not in page.split("<main")[1].split("责任部门进度靠后")[1].split("</main>")[0]


def test_a_unit_behind_is_instructed_about_from_its_line(world: World) -> None:
    """From the line to the form that names its task: a phrase and the button are left (tests/supervision/test_pages.py)."""
    filled(world)
    page = browser(world.leader).get(reverse("leader_phone")).content.decode()
    address = f"{reverse('matter_new', args=['instruct'])}?unit={world.hongbao.pk}&amp;year=2024&amp;task=arrived"
    assert f'href="{address}">批示' in page
    form = browser(world.leader).get(address.replace("&amp;", "&"))
    assert "红堡镇2024年到位资金任务" in form.content.decode()
    assert "supervision/new" not in browser(world.inspector).get(reverse("leader_phone")).content.decode().split("<main")[1]


def test_a_leaders_phone_begins_there_and_others_do_not(world: World) -> None:
    people = cast_of(world)
    for role, goes in (("county_leader", True), ("delegate", True), ("filing_clerk", False), ("bureau_officer", False)):
        client = browser(people[role])
        answer = client.get("/", headers={"User-Agent": PHONE})
        assert (answer.status_code == 302) is goes, role
        assert client.get("/").status_code == 200
    leader = browser(people["county_leader"])
    assert leader.get("/", headers={"User-Agent": PHONE})["Location"] == reverse("leader_phone")
    assert leader.get("/?full=1", headers={"User-Agent": PHONE}).status_code == 200


def test_the_queries_are_few_and_do_not_grow(world: World) -> None:
    filled(world)
    client, address = browser(world.leader), reverse("leader_phone")
    few = query_count(client, address)
    world.task(world.centre, 700)
    world.arrive(world.sign("第二个", by=world.other_clerk, department=world.hongbao), 10)
    assert query_count(client, address) == few <= 40


def test_nobody_without_a_login(world: World) -> None:
    assert Client().get(reverse("leader_phone")).status_code == 302
