"""The board and the slow second implementation agree on every slug."""

from datetime import date, datetime

import pytest

from projects.core.clock import SHANGHAI
from projects.funding.actions import reverse_arrival
from projects.funding.models import Arrival
from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS
from projects.indicators.definition import Scope
from projects.organisations.models import Unit
from projects.signing.actions import reverse_milestone
from projects.signing.models import Milestone
from tests.indicators.by_hand import ByHand, Tables, read
from tests.indicators.small import small_county
from tests.world import World

DATES = [date(2024, 12, 16), date(2024, 6, 30), date(2023, 12, 16), date(2024, 2, 29), date(2024, 1, 1)]


def disagreements(tables: Tables, scope: Scope) -> list[str]:
    hand = ByHand(tables, scope.county.pk, scope.on, scope.known, scope.unit.pk if scope.unit else None).all()
    board = Board(scope)
    found = []
    for item in (INDICATORS[slug] for slug in hand):
        figure = board.figure(item)
        if (figure.over, figure.under, figure.text) != hand[item.slug]:
            found.append(
                f"{item.slug} on {scope.on} of {scope.unit}: {figure.over} {figure.under} {figure.text} ≠ {hand[item.slug]}"
            )
    return found


@pytest.mark.parametrize("on", DATES, ids=str)
def test_the_small_county_agrees(world: World, on: date) -> None:
    county = small_county(world)
    reverse_milestone(by=county.verifier, milestone=Milestone.objects.get(), reason="误登")
    reverse_arrival(by=county.verifier, arrival=Arrival.objects.filter(amount_wan=9_500).get(), reason="退款")
    tables = read()
    for unit in [None, *Unit.objects.filter(county=county.county)]:
        for known in (None, datetime(2024, 12, 16, 14, 0, tzinfo=SHANGHAI)):
            assert disagreements(tables, Scope(county.county, on, known, unit)) == []


@pytest.mark.demo
@pytest.mark.parametrize("on", DATES, ids=str)
def test_the_demonstration_agrees(demo: None, on: date) -> None:
    tables = read()
    county = Unit.objects.get(kind="county")
    known = datetime.combine(on, datetime.max.time(), tzinfo=SHANGHAI)
    units = list(Unit.objects.filter(county=county).order_by("seq"))
    chosen = [
        None,
        *(unit for number, unit in enumerate(units) if number % 9 == 0),
        *(unit for unit in units if unit.category == "park_authority"),
    ]
    for unit in chosen:
        assert disagreements(tables, Scope(county, on, None, unit)) == []
    assert disagreements(tables, Scope(county, on, known)) == []
