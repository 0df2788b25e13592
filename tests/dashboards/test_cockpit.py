"""驾驶舱, rows and 口径 pages on the small county."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.dashboards.tables import BLOCKS
from projects.funding.queries.reporting import reporting
from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS, LISTED
from projects.indicators.definition import Scope
from tests.indicators.small import small_county
from tests.world import World

ON = date(2024, 12, 16)


@pytest.fixture
def county(world: World) -> World:
    return small_county(world)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_cockpit_prints_every_figure_of_the_article_in_its_order(county: World) -> None:
    client = signed_in(county.clerk)
    assert "未月结" in client.get(reverse("cockpit"), {"on": "2024-12-16"}).content.decode()
    page = client.get(reverse("cockpit_block", args=["all"]), {"on": "2024-12-16"})
    html = page.content.decode()
    assert page.status_code == 200
    board = Board(Scope(county.county, ON))
    places = [html.index(f'data-slug="{item.slug}">{board.figure(item).text}</a>') for item in LISTED]
    assert places == sorted(places)


def selects(queries: CaptureQueriesContext) -> list[str]:
    """Without the session's own write, which every page has."""
    return [query["sql"][:90] for query in queries if query["sql"].startswith("SELECT")]


def test_the_first_screen_takes_at_most_twelve_queries_whatever_the_number_of_rows(county: World) -> None:
    client = signed_in(county.clerk)
    client.get(reverse("cockpit"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("cockpit"))
    for number in range(5):
        project = county.sign(f"新项目{number}", amount_wan=1_000)
        county.arrive(project, 10)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("cockpit"))
    assert len(selects(many)) == len(selects(few)) <= 12, "\n".join(selects(few))


def test_the_cockpit_says_who_has_reported_as_the_list_of_reports_does(county: World) -> None:
    """永清镇 has filed for December, 红堡镇 owes and has not."""
    html = signed_in(county.clerk).get(reverse("cockpit"), {"on": "2024-12-16"}).content.decode()
    assert reporting(county.month(2024, 12)).text in html


def test_each_figure_opens_its_rows_and_its_meaning(county: World) -> None:
    """One county for all of them; the kind of holder changes from figure to figure."""
    client = signed_in(county.leader)
    asked = ({}, {"part": "under"}, {"unit": "YQZ"}, {"unit": "ZB01"}, {"unit": "LD01", "part": "under"})
    for place, slug in enumerate(INDICATORS):
        for name in ("figure_rows", "figure_meaning"):
            page = client.get(reverse(name, args=[slug]), {"on": "2024-12-16"} | asked[place % len(asked)])
            assert page.status_code == 200, (slug, name)
            assert "口径" in page.content.decode()


FRAME = 5
"""Session, person, posts, months and settings: read on every page of figures."""


def test_each_block_takes_at_most_four_queries_of_its_own(county: World) -> None:
    """The long list of all figures is a page, and reads each bundle of a fact once, and the fairs."""
    every = {(part.fact, part.bundle) for item in LISTED for part in item.parts.values()}
    client = signed_in(county.leader)
    first = client.get(reverse("cockpit")).content.decode()
    for name, block in BLOCKS.items():
        assert (f'hx-get="/cockpit/{name}/' in first) is not block.is_page
        assert f"/cockpit/{name}/" in first
        address = reverse("cockpit_block", args=[name])
        client.get(address, headers={"HX-Request": "true"})
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address, headers={"HX-Request": "true"})
        assert page.status_code == 200
        assert "<html" not in page.content.decode()
        most = FRAME + (len(every) + 1 if block.is_page else 4)
        assert len(selects(queries)) <= most, (name, "\n".join(selects(queries)))
        assert "<html" in client.get(address).content.decode(), name


@pytest.mark.parametrize(
    "query",
    [
        {"sector": "nothing"},
        {"fair": "x"},
        {"month": "13"},
        {"period": "custom", "from": "2025-01-01"},
        {"period": "custom", "from": "明天"},
        {"known": "2024-12-16T99:00"},
        {"on": "2024-13-45"},
        {"on": "明天"},
        {"on": "2099-01-01"},
        {"known": "x"},
        {"unit": "没有\0"},
        {"unit": "LD01"},
        {"page": "9" * 30},
    ],
)
def test_a_bad_address_falls_back_with_a_sentence(county: World, query: dict[str, str]) -> None:
    client = signed_in(county.clerk)
    page = client.get(reverse("figure_rows", args=["arrived"]), query)
    assert page.status_code == 200
    assert ("qs-alert is-warning" in page.content.decode()) == ("page" not in query)


def test_rows_out_of_sight_are_counted_but_not_shown(county: World) -> None:
    html = signed_in(county.other_clerk).get(reverse("figure_rows", args=["arrived"])).content.decode()
    assert "另有3笔无权查看" in html
    assert "44,500.00" in html
    assert "风光储装备" in html
    assert "石材" not in html
    assert "无权查看" not in signed_in(county.leader).get(reverse("figure_rows", args=["arrived"])).content.decode()


def test_an_unknown_figure_is_not_found(county: World) -> None:
    assert signed_in(county.clerk).get(reverse("figure_rows", args=["nothing"])).status_code == 404


def test_departments_behind_are_listed_and_leaders_never(county: World) -> None:
    county.task(county.leader_post, 50_000)
    behind = (
        signed_in(county.leader).get(reverse("cockpit_block", args=["behind"]), headers={"HX-Request": "true"}).content.decode()
    )
    assert "红堡镇" in behind
    assert "县委书记" not in behind
