"""大屏: what it prints is the board's; the wall's token opens nothing else and ends within one refresh (security B10, ux uS01-uS09)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from projects.core import clock
from projects.dashboards.queries.screen import FUNNEL, SERVICE, read, screen_of
from projects.dashboards.queries.shown import shown_scope
from projects.dashboards.tables import months as months_of
from projects.funding.actions import Paper, set_plan
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.scopes import Asked
from projects.reference.choices import LAST_CLOSED, SHOWN_UNTIL
from projects.reference.models import Setting
from projects.tokens.actions import issue_token, revoke_token
from projects.tokens.models import Token
from tests.access.scene import url_names
from tests.funding.closing import close_until
from tests.pages.browsing import browser
from tests.world import World


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def display(world: World) -> tuple[Token, str]:
    return issue_token(by=None, county=world.county, purpose="display", label="一楼大厅")


def county_with_money(world: World) -> None:
    first = world.sign("苹果精深加工", amount_wan=200_000)
    world.arrive(first, 12_345, "2024-11-05")
    world.arrive(first, 3_000, "2024-12-10")
    world.task(world.county, 20_000)


def test_each_number_is_the_boards(world: World) -> None:
    county_with_money(world)
    board = Board(Scope(world.county, clock.today()))
    screen = screen_of(world.county)
    assert screen.arrived.number == board.figure("arrived").cell == "1.53"  # 15,345万元, half up
    assert screen.completion.number == board.figure("arrival-completion").cell == "76.73"  # 76.725, half up
    assert screen.share == "95.90"
    assert screen.open_month == "12月未月结"
    assert [number.number for number in screen.signed] == ["1", "20.00"]
    assert [bar.text for bar in screen.funnel] == [board.figure(slug).cell for slug, _ in FUNNEL]
    assert [number.number for number in screen.service] == [board.figure(slug).cell for slug, _ in SERVICE]
    assert screen.chart.table[-2:] == (
        ("11月", "1.23", "0.00", "1.83"),
        ("12-16", "1.53", "0.00", "1.92"),
    )  # 2亿 × 11÷12, × 351÷366


def test_the_plan_line_ends_at_the_cut_off_and_the_drawing_stays_inside(world: World) -> None:
    county_with_money(world)
    chart = screen_of(world.county).chart
    heights = [int(point.split(",")[1]) for point in (chart.now + " " + chart.plan + " " + chart.before).split()]
    assert 16 <= min(heights) <= max(heights) <= 262
    assert len(chart.plan.split()) == len(chart.now.split()) == 12


def test_the_plan_line_is_the_countys_own_plan_where_it_has_one_as_on_the_cockpit(world: World) -> None:
    """1,000 by the end of each month until November, then the whole 20,000: 1,000 by 11-30, 1,000 + 19,000 × 16 ÷ 31 by 12-16."""
    county_with_money(world)
    months = [Decimal(1_000)] * 11 + [Decimal(20_000)]
    paper = Paper(date(2024, 3, 1), "清招发〔2024〕5号", "年底集中到位")
    set_plan(by=world.officer, unit=world.county, year=2024, months=months, paper=paper)
    scope = Scope(world.county, clock.today())
    table = screen_of(world.county).chart.table
    assert [line[3] for line in table[-2:]] == ["0.10", "1.08"]  # 10,806.45万元
    cockpit = months_of(Board(scope), Asked(scope, ()), is_total=True)
    assert [line.plan for line in cockpit.lines[-2:]] == ["0.10", "1.08"]


def test_an_empty_county_has_a_screen(world: World) -> None:
    page = browser(world.clerk).get(reverse("screen"))
    assert page.status_code == 200
    assert "任务未下达" in page.content.decode()


def test_the_queries_are_few_and_do_not_grow_and_twenty_screens_cost_one_reading(
    world: World, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    county_with_money(world)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(Board(Scope(world.county, clock.today())))
        return len(queries)

    before = cost()
    world.arrive(world.sign("第二个", department=world.hongbao, by=world.other_clerk), 500)
    assert cost() == before <= 23  # one more since 帮办代办 stands on the screen
    _, secret = display(world)
    address = reverse("display_board", args=[secret])
    Client().get(address)
    with CaptureQueriesContext(connection) as queries:
        for _ in range(20):
            assert Client().get(address).status_code == 200
    assert len(queries) <= 20 * 4  # the token, the setting, the demonstration's date; no sum


def test_at_most_seven_blocks_on_each_page_and_nothing_personal(world: World) -> None:
    county_with_money(world)
    page = browser(world.clerk).get(reverse("screen")).content.decode()
    for part in page.split('data-screen="')[1:]:
        assert 1 <= part.split('class="s-page"')[0].count('class="s-block') <= 7
    for word in ("县委书记", "县长", "名次", "排名", "tel:", "苹果精深加工", "<form", "<input"):
        assert word not in page, word


def test_live_or_the_last_closed_month_is_a_setting(world: World) -> None:
    county_with_money(world)
    close_until(world, 2023, 12)
    assert shown_scope(world.county).on == clock.today()
    Setting.objects.create(key=SHOWN_UNTIL, value=LAST_CLOSED, starts_on=clock.today(), set_at=clock.now())
    assert shown_scope(world.county).on == date(2023, 12, 31)
    assert screen_of(world.county).open_month == ""


# --- The wall's token (B10) ---------------------------------------------------------------------------------


def test_a_token_shows_the_screen_without_a_session_or_a_menu(world: World) -> None:
    county_with_money(world)
    _, secret = display(world)
    client = Client()
    page = client.get(reverse("display", args=[secret]))
    assert page.status_code == 200
    assert "1.53" in page.content.decode()
    assert 'class="is-kiosk"' in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert not client.cookies
    assert "<nav" not in page.content.decode()


def test_the_walls_browser_reaches_no_other_address_and_posts_nothing(world: World) -> None:
    _, secret = display(world)
    client = Client()
    client.get(reverse("display", args=[secret]))
    for address in ("/", "/cockpit/", "/screen/", "/projects/", "/administration/", "/figures/arrived/rows/"):
        assert client.get(address).status_code == 302, address
        assert client.get(address)["Location"].startswith("/login/")
    assert client.get("/api/figures/").status_code == 401
    assert client.get("/api/figures/", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)(reverse("display", args=[secret])).status_code in (403, 405)
        assert getattr(Client(enforce_csrf_checks=True), method)(reverse("display", args=[secret])).status_code in (403, 405)
    assert "display" in url_names()


def test_a_revoked_token_ends_the_screen_at_the_next_refresh(world: World) -> None:
    token, secret = display(world)
    address = reverse("display_board", args=[secret])
    assert Client().get(address).status_code == 200
    revoke_token(by=world.verifier, token=token)
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("display", args=[secret])).status_code == 404


def test_tokens_of_another_purpose_show_no_screen(world: World) -> None:
    _, secret = issue_token(by=None, county=world.county, purpose="api", acts_as=world.inspector)
    assert Client().get(reverse("display", args=[secret])).status_code == 404
