"""`/api/figures/`: the board's own numbers as JSON, read-only, by token."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.core import clock
from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS, PARTS
from projects.indicators.definition import Scope
from projects.indicators.openapi import cuts_of, document
from projects.organisations.models import Tenure, User
from projects.tokens.actions import issue_token, revoke_token
from projects.tokens.models import Token
from tests.conftest import BUSINESS_MOMENT
from tests.world import World


class Reader:
    """Holds a token that reads as somebody."""

    def __init__(self, world: World, user: User) -> None:
        self.token, self.secret = issue_token(by=None, county=world.county, purpose="api", acts_as=user, label="市平台")

    def get(self, path: str = "", /, **query: Any) -> Any:
        return Client().get(f"/api/figures/{path}", query, headers={"Authorization": f"Bearer {self.secret}"})


@pytest.fixture
def reader(world: World) -> Reader:
    return Reader(world, world.inspector)


def filled(world: World) -> None:
    world.arrive(world.sign("苹果精深加工", amount_wan=200_000), 12_345, "2024-11-05")
    world.task(world.county, 20_000)
    world.task(world.yongqing, 20_000)
    world.ticket()


def test_every_indicator_stands_there_with_the_boards_own_digits(world: World, reader: Reader) -> None:
    filled(world)
    answer = reader.get().json()
    board = Board(Scope(world.county, clock.today()))
    assert [said["slug"] for said in answer["figures"]] == list(INDICATORS)
    for said in answer["figures"]:
        own = board.figure(said["slug"]).json() | {"is_open": board.is_open(said["slug"])}
        assert said == own
    assert (answer["county"], answer["unit"], answer["on"]) == ({"code": "620521", "name": "清水县"}, None, "2024-12-16")


def test_one_figure_comes_with_its_definition_and_amounts_are_strings(world: World, reader: Reader) -> None:
    filled(world)
    answer = reader.get("arrival-completion/").json()
    assert answer["figure"]["over"] == "12345"
    assert answer["figure"]["under"] == "20000"
    assert (answer["figure"]["number"], answer["figure"]["text"]) == ("61.73", "61.73%")  # 61.725 half up
    assert answer["definition"]["means"] == INDICATORS["arrival-completion"].means
    assert answer["definition"]["parts"]["under"]["fact"] == "任务"


def test_groups_add_up_and_units_are_named_by_their_code(world: World, reader: Reader) -> None:
    filled(world)
    by_month = reader.get("arrived/by/month/").json()["groups"]
    assert sum(int(group["figure"]["over"]) for group in by_month) == 12_345
    by_unit = {group["key"]: group["figure"]["over"] for group in reader.get("arrived/by/department/").json()["groups"]}
    assert by_unit["YQZ"] == "12345"
    assert reader.get("arrived/", unit="YQZ").json()["figure"]["over"] == "12345"


def test_an_earlier_day_and_an_earlier_knowledge(world: World, reader: Reader) -> None:
    filled(world)
    assert reader.get("arrived/", on="2024-10-31").json()["figure"]["over"] == "0"
    assert reader.get("arrived/", known="2024-12-15").json()["figure"]["over"] == "0"  # posted on the 16th
    assert reader.get("arrived/", known="2024-12-16").json()["figure"]["over"] == "12345"


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("nothing/", {}, 404),
        ("arrived/by/nothing/", {}, 404),
        ("arrival-completion/by/use/", {}, 404),  # a task has no use
        ("arrived/", {"on": "16.12.2024"}, 400),
        ("arrived/", {"on": "2024-02-30"}, 400),
        ("arrived/", {"on": "２０２４-12-16"}, 400),
        ("arrived/", {"on": "2024-12-17"}, 404),
        ("arrived/", {"on": "0001-01-01"}, 404),
        ("arrived/", {"known": "morgen"}, 400),
        ("arrived/", {"on": ""}, 400),
        ("arrived/", {"unit": ""}, 400),
        ("arrived/", {"until": "2024-11-30"}, 400),
        ("arrived/", {"unit": "NIX"}, 404),
        ("arrived/", {"unit": "\0"}, 400),
        ("arrived/", {"unit": "x" * 21}, 400),
        ("a\0b/", {}, 404),
        ("arrived/rows/", {}, 404),
    ],
)
def test_bad_questions_get_a_sentence_and_never_a_500(reader: Reader, path: str, query: dict[str, str], status: int) -> None:
    answer = reader.get(path, **query)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    assert len(answer.json()["error"]) > 5


# --- Tokens and rights --------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic eDp5", "bearer\0x"])
def test_without_a_valid_token_there_is_nothing(world: World, header: str) -> None:
    for address in ("/api/figures/", "/api/figures/arrived/", "/api/figures/arrived/by/month/", "/api/openapi.json", "/api/x"):
        answer = Client().get(address, headers={"Authorization": header} if header else {})
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
        assert "令牌" in answer.json()["error"]


def test_a_token_in_the_address_or_a_signed_in_session_opens_nothing(world: World, reader: Reader) -> None:
    client = Client()
    client.force_login(world.inspector)
    assert client.get("/api/figures/").status_code == 401
    assert Client().get("/api/figures/", {"token": reader.secret}).status_code == 401


def test_a_token_ends_by_revocation_by_time_and_with_its_account(world: World, reader: Reader) -> None:
    assert reader.get().status_code == 200
    with clock.at(BUSINESS_MOMENT + timedelta(days=366)):
        assert reader.get().status_code == 401
    User.objects.filter(pk=world.inspector.pk).update(is_active=False)
    assert reader.get().status_code == 403
    User.objects.filter(pk=world.inspector.pk).update(is_active=True)
    Tenure.objects.filter(user=world.inspector).update(ends_on=date(2024, 12, 1))
    assert reader.get().status_code == 403
    Tenure.objects.filter(user=world.inspector).update(ends_on=None)
    revoke_token(by=None, token=reader.token)
    assert reader.get().status_code == 401


def test_leaders_are_read_only_by_who_sees_every_leader(world: World, reader: Reader) -> None:
    filled(world)
    assert reader.get("arrived/by/leader/").status_code == 403  # 督查室
    assert reader.get("arrived/", unit="LD01").status_code == 404
    bureau = Reader(world, world.officer)
    assert bureau.get("arrived/by/leader/").status_code == 200
    assert bureau.get("arrived/", unit="LD01").status_code == 200


def test_it_only_reads(world: World, reader: Reader) -> None:
    client = Client(headers={"Authorization": f"Bearer {reader.secret}"})
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)("/api/figures/arrived/")
        assert answer.status_code == 405
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert "只读" in answer.json()["error"]
    with CaptureQueriesContext(connection) as queries:
        reader.get()
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert Token.objects.get(pk=reader.token.pk).uses == 0


def test_the_queries_are_bounded_by_the_facts(world: World, reader: Reader) -> None:
    filled(world)
    bundles = {(part.fact, part.bundle) for part in PARTS}
    for path, most in (("", len(bundles) + 14), ("arrived/", 10), ("arrived/by/sector/", 12)):  # each bundle of a fact is read once
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(path).status_code == 200
        assert len(queries) <= most, (path, len(queries))


# --- The description ----------------------------------------------------------------------------------------


def test_the_description_is_made_from_the_catalogue(world: World, reader: Reader) -> None:
    answer = Client().get("/api/openapi.json", headers={"Authorization": f"Bearer {reader.secret}"}).json()
    assert answer == document()
    assert list(answer["x-indicators"]) == list(INDICATORS)
    slug = answer["paths"]["/api/figures/{slug}/"]["get"]["parameters"][0]
    assert slug["schema"]["enum"] == list(INDICATORS)
    assert answer["components"]["schemas"]["Figure"]["properties"]["slug"]["enum"] == list(INDICATORS)


def test_every_cut_that_is_described_answers(world: World) -> None:
    filled(world)
    bureau = Reader(world, world.officer)
    for slug in (
        "arrived",
        "pace",
        "signed-count",
        "arrival-rate-2y",
        "tickets",
        "outbound",
        "industrial-signed",
        "done-signed-10",
    ):
        for cut in cuts_of(INDICATORS[slug]):
            answer = bureau.get(f"{slug}/by/{cut}/")
            assert answer.status_code == 200, (slug, cut, answer.content)


def test_a_units_reading_leaves_out_what_is_not_split_among_its_kind(world: World, reader: Reader) -> None:
    filled(world)
    said = {figure["slug"]: figure for figure in reader.get(unit="YQZ").json()["figures"]}
    assert said["arrived"]["over"] == "12345"
    board = Board(Scope(world.county, clock.today(), unit=world.yongqing))
    for slug in said:
        assert said[slug]["over"] == board.figure(slug).json()["over"], slug
    assert reverse("api_figures") == "/api/figures/"
