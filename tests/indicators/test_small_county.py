"""Each figure on a small county worked by hand, told through the actions."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS, LISTED, faults
from projects.indicators.definition import Scope
from projects.signing.models import Project
from tests.indicators.small import small_county
from tests.world import World

D = Decimal
ON = date(2024, 12, 16)


def board(world: World, on: date = ON, **more) -> Board:
    return Board(Scope(world.county, on, **more))


@pytest.fixture
def county(world: World) -> World:
    return small_county(world)


EXPECTED = {
    "signed-count": ("3", None, "3个"),
    "signed-amount": ("138500", None, "13.85亿元"),
    "signed-10": ("1", None, "1个"),
    "signed-1": ("2", None, "2个"),
    "event-count": ("1", None, "1个"),
    "event-amount": ("120000", None, "12亿元"),
    "event-growth": ("120000", "50000", "140%"),
    "invested-count": ("1", None, "1个"),
    "funded-count": ("3", None, "3个"),
    "industrial-signed": ("1", None, "1个、总投资0.9亿元"),
    "arrived": ("44500", None, "4.45亿元"),
    "arrived-increase": ("44500", "20000", "2.45亿元"),
    "arrived-growth": ("44500", "20000", "122.5%"),
    "arrival-task": ("50000", None, "5亿元"),
    "arrival-completion": ("44500", "50000", "89%"),
    "pace": ("44500", "50000", "落后序时进度6.9个百分点"),
    "arrival-rate-2y": ("71500", "188500", "37.93%"),
    "performed-rate": ("3", "3", "100%"),
    "funded-rate": ("3", "3", "100%"),
    "started-rate": ("1", "3", "33.33%"),
    "invested-rate": ("1", "3", "33.33%"),
    "producing-rate": ("0", "3", "0%"),
    "signing-task-10": ("2", None, "2个"),
    "signing-task-1": ("5", None, "5个"),
}


def test_a_start_counts_its_days_and_a_completed_project_has_started(county: World) -> None:
    """风光储装备 of 8 July began on 6 September, after 60 days; 苹果加工 of 1 March on 31 March, after 30; it is complete too: two of three
    have started, 66.67 %, after 45 days on average."""
    for name, day in (("风光储装备", "2024-09-06"), ("苹果加工", "2024-03-31")):
        county.milestone(Project.objects.get(name=name), "started", day)
    here = board(county)
    assert here.figure("started-rate").text == "66.67%"
    assert (here.figure("days-to-start").over, here.figure("days-to-start").under) == (90, 2)
    assert here.figure("days-to-start").text == "平均45天"


@pytest.mark.parametrize("slug", EXPECTED)
def test_each_figure_of_the_small_county_is_what_the_hand_says(county: World, slug: str) -> None:
    figure = board(county).figure(slug)
    over, under, text = EXPECTED[slug]
    assert figure.over == D(over)
    assert figure.under == (D(under) if under else None)
    assert figure.text == text


def test_the_rows_behind_each_figure_add_up_to_it(county: World) -> None:
    for scope in (
        Scope(county.county, ON),
        Scope(county.county, ON, unit=county.yongqing),
        Scope(county.county, ON, unit=county.leader_post),
    ):
        here = Board(scope)
        for item in INDICATORS.values():
            figure = here.figure(item)
            for name, part in item.parts.items():
                _, measure = here.source(part)
                total = here.rows(item, name).aggregate(total=measure.over(Q()))["total"]
                assert D(total or 0) == getattr(figure, name), (item.slug, name, scope.unit)


def test_a_whole_board_reads_each_bundle_of_a_fact_once(county: World) -> None:
    """And the months and the settings of its scope beside them."""
    bundles = {(part.fact, part.bundle) for item in LISTED for part in item.parts.values()}
    for unit in (None, county.yongqing, county.agri):
        with CaptureQueriesContext(connection) as queries:
            assert len(board(county, unit=unit).figures()) == len(LISTED)
        assert len(queries) <= len(bundles) + 3, [q["sql"][:80] for q in queries]


def test_the_catalogue_has_no_faults() -> None:
    assert faults() == []
