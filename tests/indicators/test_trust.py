"""Figures everyone believes: every indicator × every cut × several scopes agrees with the slow implementation on a generated county; and
on random counties page, drill-down, workbook and command say the same digits."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from bench.county import grow
from projects.core import clock
from projects.core.clock import SHANGHAI
from projects.dashboards.queries.screen import Screen
from projects.funding.models import Arrival
from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS, LISTED
from projects.indicators.definition import Figure, Indicator, Scope
from projects.reports.catalogue import tasks
from projects.tokens.actions import issue_token
from tests.conftest import BUSINESS_MOMENT
from tests.indicators.slow import KINDS, NONE, Slow, Tables
from tests.pages.browsing import browser
from tests.world import World

ON = date(2024, 12, 16)
LEAP = date(2024, 2, 29)
EARLIER = datetime(2024, 9, 30, 23, 59, tzinfo=SHANGHAI)
ZERO = Decimal(0)


@pytest.fixture
def grown(world: World) -> World:
    """Some thousand rows over four years; the park's authority and a sector without a 专班 among them."""
    world.open_months(2021, 2022)
    rows = grow(world.county, seed=20241216, projects=150, arrivals=12, years=(2021, 2024), until=ON)
    assert len(rows.arrivals) + len(rows.credits) + len(rows.signings) + len(rows.milestones) > 5_000
    return world


def key_of(group: Any) -> Any:
    return NONE if group.key in (None, "") else group.key


def faults_of(item: Indicator, board: Board, slow: Slow) -> Iterator[str]:
    """Where board and slow implementation differ, of the whole and of every cut."""
    where = f"{item.slug} on {board.scope.on} of {board.scope.unit} known {board.scope.known}"
    whole = {name: slow.total(part) for name, part in item.parts.items()}
    figure = board.figure(item)
    if sides(figure) != whole:
        yield f"{where}: {sides(figure)} ≠ {whole}"
    known = [set(board.source(part)[0].cuts) for part in item.parts.values()]
    for cut in sorted(set.intersection(*known) - {"unassigned", "county", *(f"project-{kind}" for kind in KINDS)}):
        if board.scope.unit is not None and cut in KINDS:
            continue
        expected = {name: slow.groups(part, cut) for name, part in item.parts.items()}
        found: dict[str, dict[Any, Decimal]] = {name: {} for name in expected}
        for group, one in board.by(item, cut).items():
            for name, value in sides(one).items():
                if value:
                    found[name][key_of(group)] = value
        if found != expected:
            yield f"{where} by {cut}: {found} ≠ {expected}"


def sides(figure: Figure) -> dict[str, Decimal]:
    both = {"over": figure.over, "under": figure.under}
    return {name: value for name, value in both.items() if value is not None}


@pytest.mark.parametrize(
    ("on", "known", "unit"),
    [(ON, None, ""), (ON, None, "yongqing"), (ON, None, "agri"), (ON, EARLIER, ""), (LEAP, None, "leader_post")],
    ids=["county", "department", "task force", "as known earlier", "leader on a leap day"],
)
def test_every_indicator_and_cut_of_a_generated_county_agrees_with_the_hand(
    grown: World, on: date, known: datetime | None, unit: str
) -> None:
    holder = getattr(grown, unit) if unit else None
    board = Board(Scope(grown.county, on, known, holder))
    slow = Slow(Tables(), grown.county.pk, on, known, holder)
    faults = [fault for item in INDICATORS.values() for fault in faults_of(item, board, slow)]
    assert faults == []


def test_a_period_of_ones_own_and_a_filtered_scope_agree_with_the_hand(grown: World) -> None:
    since = date(2024, 3, 5)
    board = Board(Scope(grown.county, ON, since=since))
    slow = Slow(Tables(), grown.county.pk, ON, since=since)
    for slug in ("arrived-growth-period", "signed-count-increase-period", "signed-amount-growth-period"):
        assert sides(board.figure(slug)) == {name: slow.total(part) for name, part in INDICATORS[slug].parts.items()}
    for cut in ("sector", "tier", "fair", "signed-year", "origin", "year-class"):
        for group, figure in board.by("arrived", cut).items():
            text = "-" if group.key in (None, "") else str(group.key)
            narrowed = Board(Scope(grown.county, ON, filters=((cut, text),)))
            assert narrowed.figure("arrived").over == figure.over, (cut, group)
            assert sum((row.amount_wan for row in narrowed.rows("arrived")), ZERO) == figure.over, (cut, group)


# --- The same digits wherever they stand -----------------------------------------------------------------


def on_the_page(client: Client) -> dict[str, str]:
    html = client.get(reverse("cockpit_block", args=["all"]), {"on": ON.isoformat()}).content.decode()
    return dict(re.findall(r'data-slug="([\w-]+)">([^<]+)</a>', html))


def by_command() -> dict[str, dict[str, str]]:
    out = StringIO()
    call_command("figures", "--on", ON.isoformat(), "--json", stdout=out)
    return {row["slug"]: row for row in json.loads(out.getvalue())}


def in_the_json(secret: str) -> dict[str, dict[str, Any]]:
    answer = Client().get("/api/figures/", {"on": ON.isoformat()}, headers={"Authorization": f"Bearer {secret}"})
    return {row["slug"]: row for row in answer.json()["figures"]}


def on_the_screen(client: Client) -> tuple[Screen, str]:
    """What it was given to print, and what it prints."""
    cache.clear()  # it keeps its numbers for half a minute
    answer = client.get(reverse("screen_board"))
    return answer.context["screen"], answer.content.decode()


SAID_WITH_UNIT = {"arrived-increase", "arrived-growth", "arrival-task"}


def printed_by(screen: Screen) -> dict[str, str]:
    signed, amount = screen.signed
    return {
        "signed-count": signed.number,
        "signed-amount": amount.number,
        "arrived": screen.arrived.number,
        "arrived-increase": screen.increase,
        "arrived-growth": screen.growth,
        "arrival-task": screen.task,
        "arrival-completion": screen.completion.number,
        "arrival-rate-2y": screen.rate.number,
    }


def rows_of_page(client: Client, slug: str, part: str, on: date = ON) -> tuple[str, int]:
    """(the total at its foot, how many rows)."""
    page = client.get(reverse("figure_rows", args=[slug]), {"on": on.isoformat(), "part": part})
    return page.context["total"], page.context["page"].paginator.count


def in_the_workbook(county: World) -> str:
    table = tasks.build(Board(Scope(county.county, ON)))
    sheet = openpyxl.load_workbook(BytesIO(tasks.workbook(table, filler="示例"))).active
    return "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


SIDES = [(item.slug, name) for item in INDICATORS.values() for name in item.parts]
OPENED = 8


def opened_with(seed: int) -> list[tuple[str, str]]:
    """Numerators and denominators by turns, so that a hundred counties open every one of them several times; 到位 with each."""
    first = seed * OPENED
    return [("arrived", "over"), *(SIDES[(first + step) % len(SIDES)] for step in range(OPENED))]


def round_half_up(value: Decimal) -> Decimal:
    """As rows are printed: to 100元, half up."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


SAID_IN_WORKBOOK = ("arrived", "arrived-increase", "arrived-growth", "arrival-completion", "pace", "signed-count", "signed-amount")


def test_page_drill_down_workbook_json_screen_and_command_say_the_same_of_random_counties(world: World, full: bool) -> None:
    world.open_months(2022)
    client, (_, secret) = browser(world.leader), issue_token(by=None, county=world.county, purpose="api", acts_as=world.leader)
    for seed in range(100 if full else 10):
        with transaction.atomic():
            grow(world.county, seed=seed, projects=12, arrivals=6, years=(2022, 2024), until=ON)
            board = Board(Scope(world.county, ON))
            page, command, book = on_the_page(client), by_command(), in_the_workbook(world)
            told = in_the_json(secret)
            for item in LISTED:
                figure = board.figure(item)
                assert page[item.slug] == command[item.slug]["text"] == figure.text, (seed, item.slug)
            for item in INDICATORS.values():
                figure = board.figure(item)
                assert told[item.slug]["text"] == figure.text, (seed, item.slug)
                for name, part in item.parts.items():
                    measure = board.source(part)[1]
                    added = board.part_rows(part).aggregate(total=measure.over(Q()))["total"] or 0
                    assert Decimal(added) == getattr(figure, name), (seed, item.slug, name)
            for slug, name in opened_with(seed):
                total, count = rows_of_page(client, slug, name)
                assert count == board.rows(slug, name).count(), (seed, slug, name)
                number = Decimal(re.sub(r"[^\d.−]", "", total).replace("−", "-"))
                assert number == round_half_up(getattr(board.figure(slug), name)), (seed, slug, name)
            screen, html = on_the_screen(client)
            for slug, words in printed_by(screen).items():
                figure = board.figure(slug)
                digits = "--" if figure.value is None else figure.cell
                assert words == (figure.text if slug in SAID_WITH_UNIT else digits), (seed, slug)
                assert f">{words}" in html, (seed, slug)
            for slug in SAID_IN_WORKBOOK:
                assert board.figure(slug).text in book, (seed, slug)
            transaction.set_rollback(True)


# --- An address answers next year as it did --------------------------------------------------------------


@pytest.mark.parametrize("asked", [{"sector": "agri"}, {"by": "sector", "key": "agri"}, {"by": "sector", "key": ""}])
def test_an_address_with_its_knowledge_and_version_answers_next_year_as_it_did(grown: World, asked: dict[str, str]) -> None:
    client = browser(grown.leader)
    page = client.get(reverse("figure_rows", args=["arrived"]), {"on": ON.isoformat(), **asked})
    address, said, rows = page.context["lasting"], page.context["figure"].text, page.context["page"].paginator.count
    whole = client.get(reverse("figure_rows", args=["arrived"]), {"on": ON.isoformat()})
    assert 0 < rows < whole.context["page"].paginator.count
    with clock.at(BUSINESS_MOMENT + timedelta(minutes=5)):
        project = grown.sign("后来的项目", amount_wan=5_000)
        grown.arrive(project, 1_234)
    again = client.get(address)
    assert (again.context["figure"].text, again.context["page"].paginator.count) == (said, rows)
    with clock.at(BUSINESS_MOMENT + timedelta(days=366)):
        later = browser(grown.leader).get(address)
    assert (later.context["figure"].text, later.context["page"].paginator.count) == (said, rows)
    now = client.get(reverse("figure_rows", args=["arrived"]), {"on": ON.isoformat()})
    assert now.context["figure"].over == whole.context["figure"].over + 1_234
    assert Arrival.objects.filter(project=project).count() == 1
