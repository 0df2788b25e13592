"""与某日相比, worked by hand: the figure as it was said on 5 December, and as it is said on 16 December.

Until 5 December: 1,000 of 1 August, 500 of 2 December, 70 of 5 December (the cut-off is the 4th), and 40 from inside the province.
Afterwards: 300 of 1 December and 200 of 8 December come in; the 500 are reversed; the 1,000 are corrected to 1,100; the credit of the whole
project moves from 永清镇 alone to 60 : 40 with 红堡镇; the task of 10,000 is raised by 2,000.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.core import clock
from projects.funding.actions import change_shares, correct_arrival, reverse_arrival
from projects.funding.models import Arrival
from projects.indicators.board import Board
from projects.indicators.bridge import Bridge, Side, bridge
from projects.indicators.catalogue import INDICATORS, indicator
from projects.indicators.definition import Scope
from projects.indicators.scopes import end_of
from projects.organisations.choices import DEPARTMENT
from projects.services.actions import accept_ticket
from projects.signing.actions import Paper, confirm_signing, register_paper, reverse_signing
from projects.signing.choices import CONTRACT, OTHER_CITY
from projects.signing.models import Signing
from tests.world import World

D = Decimal
THEN, NOW = date(2024, 12, 4), date(2024, 12, 16)
KNOWN = end_of(date(2024, 12, 5))


@contextmanager
def on(day: int, hour: int = 9) -> Iterator[None]:
    with clock.at(datetime(2024, 12, day, hour, 0, tzinfo=clock.SHANGHAI)):
        yield


def until_the_fifth(world: World) -> None:
    with on(5):
        project = world.sign("苹果加工", amount_wan=10_000, signed_on="2024-07-08")
        world.task(world.county, 10_000)
        world.arrive(project, 1_000, "2024-08-01")
        world.arrive(project, 500, "2024-12-02")
        world.arrive(project, 70, "2024-12-05")
        inland = world.sign("省内项目", amount_wan=3_000, source_tier=OTHER_CITY)
        world.arrive(inland, 40, "2024-12-03")


def after_the_fifth(world: World) -> None:
    first, second = Arrival.objects.get(amount_wan=1_000), Arrival.objects.get(amount_wan=500)
    with on(8):
        world.arrive(first.project, 300, "2024-12-01")
        world.arrive(first.project, 200, "2024-12-08")
    with on(9):
        reverse_arrival(by=world.verifier, arrival=second, reason="重复入账")
        correct_arrival(by=world.verifier, arrival=first, amount_wan=D(1_100), reason="少记100")
    with on(10):
        world.task(world.county, 2_000, move="increase", reason="市上追加", issued_on=date(2024, 12, 10))
        parts = [(world.yongqing, D(60)), (world.hongbao, D(40))]
        change_shares(
            by=world.verifier,
            project=first.project,
            dimension=DEPARTMENT,
            parts=parts,
            starts_on=date(2024, 7, 8),
            reason="两镇共同引进",
        )


@pytest.fixture
def county(world: World) -> World:
    until_the_fifth(world)
    after_the_fifth(world)
    return world


def walked(world: World, slug: str, **scope) -> Bridge:
    return bridge(slug, Scope(world.county, THEN, KNOWN, **scope), Scope(world.county, NOW, **scope))


def moves(side: Side) -> dict[str, Decimal]:
    return {move.code: move.amount for move in side.moves if move.rows}


def test_the_county_s_money(county: World) -> None:
    (side,) = walked(county, "arrived").sides
    assert (side.old, side.new, side.rest) == (1_500, 1_670, 0)
    assert moves(side) == {"dated": 70, "entered": 500, "corrected": -400}
    assert {move.code: move.rows for move in side.moves if move.rows} == {"dated": 1, "entered": 2, "corrected": 3}


def test_a_holder_s_money_tells_what_was_moved_to_another(county: World) -> None:
    """Money known on the 5th: 70, of which 28 moved. What came later came with its credit as it is now: 300 of 500, and
    −1,000 −500 +1,100 −440 = −840. 60 % of 1,670 are 1,002."""
    (side,) = walked(county, "arrived", unit=county.yongqing).sides
    assert (side.old, side.new, side.rest) == (1_500, 1_002, 0)
    assert moves(side) == {"dated": 70, "entered": 300, "corrected": -840, "reattributed": -28}
    (other,) = walked(county, "arrived", unit=county.hongbao).sides
    assert (other.old, other.new, moves(other)["reattributed"]) == (0, 668, 28)


def test_a_rate_is_bridged_above_and_below(county: World) -> None:
    found = walked(county, "arrival-completion")
    over, under = found.sides
    assert (over.old, over.new, under.old, under.new) == (1_500, 1_670, 10_000, 12_000)
    assert moves(under) == {"entered": 2_000}
    assert (found.start.text, found.end.text, found.is_whole) == ("15%", "13.92%", True)


def test_with_one_knowledge_only_the_cut_off_moves(county: World) -> None:
    (side,) = bridge("arrived", Scope(county.county, THEN, KNOWN), Scope(county.county, NOW, KNOWN)).sides
    assert moves(side) == {"dated": 70}


def test_with_one_cut_off_only_the_knowledge_moves(county: World) -> None:
    """The 200 of 8 December lie behind the cut-off of the 4th."""
    (side,) = bridge("arrived", Scope(county.county, THEN, KNOWN), Scope(county.county, THEN)).sides
    assert (side.old, side.new, moves(side)) == (1_500, 1_400, {"entered": 300, "corrected": -400})


def test_the_way_back_is_the_way_with_the_opposite_sign(county: World) -> None:
    there, back = walked(county, "arrived"), bridge("arrived", Scope(county.county, NOW), Scope(county.county, THEN, KNOWN))
    assert (back.start.text, back.end.text) == (there.end.text, there.start.text)
    assert moves(back.sides[0]) == {code: -amount for code, amount in moves(there.sides[0]).items()}
    assert back.is_whole


def test_a_new_definition_is_a_step_of_its_own(county: World) -> None:
    """As if the headline had counted all tiers before: 40 of the county's inside money leave it."""
    now = indicator("arrived")
    was = replace(now, over=replace(now.over, only=()), version="0")
    found = bridge("arrived", Scope(county.county, THEN, KNOWN), Scope(county.county, NOW), was=was)
    (side,) = found.sides
    assert (side.old, side.new, side.rest) == (1_540, 1_670, 0)
    assert moves(side) == {"redefined": -40, "dated": 70, "entered": 500, "corrected": -400}
    back = bridge(was, Scope(county.county, NOW), Scope(county.county, THEN, KNOWN), was=now)
    assert (back.sides[0].old, back.sides[0].new, back.is_whole) == (1_670, 1_540, True)
    assert moves(back.sides[0])["redefined"] == 40


def test_a_contract_put_right_is_a_correction_and_another_contract_is_not(county: World) -> None:
    with on(9):
        old = Signing.objects.get(project__name="省内项目")
        reverse_signing(by=county.verifier, signing=old, reason="金额有误")
        paper = Paper(CONTRACT, date(2024, 7, 8), D(3_500), due_on=date(2030, 1, 1))
        confirm_signing(by=county.verifier, registration=register_paper(by=county.clerk, project=old.project, paper=paper))
        county.sign("新项目", amount_wan=800, signed_on="2024-12-08")
    amount = walked(county, "signed-amount").sides[0]
    assert (amount.old, amount.new, amount.rest) == (13_000, 14_300, 0)
    assert moves(amount) == {"entered": 800, "corrected": 500}
    assert moves(walked(county, "signed-count").sides[0]) == {"entered": 1, "corrected": 0}


def test_a_project_that_got_its_first_money_entered_and_one_whose_money_was_reversed_is_a_correction(county: World) -> None:
    with on(7):
        late = county.sign("晚到的项目", amount_wan=800, signed_on="2024-11-01")
        county.arrive(late, 5, "2024-12-06")
        reverse_arrival(by=county.verifier, arrival=Arrival.objects.get(amount_wan=40), reason="重复入账")
    side = walked(county, "funded-count").sides[0]
    assert (side.old, side.new, moves(side)) == (2, 2, {"entered": 1, "corrected": -1})


def test_tickets_registered_and_taken_in_later(county: World) -> None:
    with on(4):
        county.ticket()
    with on(6):
        accept_ticket(by=county.agent, ticket=county.ticket(title="用工短缺"))
    side = walked(county, "tickets").sides[0]
    assert (side.old, side.new, moves(side)) == (1, 2, {"entered": 1})


def test_every_figure_of_every_kind_of_holder_is_bridged_without_a_rest(county: World) -> None:
    for unit in (None, county.yongqing, county.hongbao, county.agri, county.leader_post):
        for slug in INDICATORS:
            assert walked(county, slug, unit=unit).is_whole, (slug, unit)


def test_what_was_known_then_is_the_number_that_was_said_then(world: World) -> None:
    until_the_fifth(world)
    with on(5, hour=20):
        stored = [figure.json() for figure in Board(Scope(world.county, THEN)).figures()]
        by_unit = {group.label: figure.over for group, figure in Board(Scope(world.county, THEN)).by("arrived", DEPARTMENT).items()}
    after_the_fifth(world)
    then = Board(Scope(world.county, THEN, KNOWN))
    assert [figure.json() for figure in then.figures()] == stored
    assert {group.label: figure.over for group, figure in then.by("arrived", DEPARTMENT).items()} == by_unit
    assert [figure.json() for figure in Board(Scope(world.county, THEN)).figures()] != stored


def test_the_number_of_queries_does_not_depend_on_the_rows(county: World) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            walked(county, "arrival-completion")
        return len(queries)

    before = count()
    with on(10):
        for amount in range(101, 107):
            county.arrive(Arrival.objects.first().project, amount, "2024-12-10")
    assert count() == before <= 15


def test_two_holders_are_not_bridged(county: World) -> None:
    with pytest.raises(ValueError, match="different units"):
        bridge("arrived", Scope(county.county, THEN, unit=county.yongqing), Scope(county.county, NOW))
