"""节点 entered or reversed after a month was closed: the closed month keeps its count, the open one has the change.

三个项目 of 2024: 甲 (10,000, July, 完成投资 20 September), 乙 (20,000, August, 终止 10 October), 丙 (30,000, August). All months up to
November are closed on the tests' 16 December.
"""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.ledger.queries.columns import AsOf, with_columns
from projects.signing.actions import plan_milestone, reverse_milestone, terminate
from projects.signing.models import Milestone, Project
from tests.funding.closing import close_until
from tests.world import World

SEPTEMBER, OCTOBER, NOVEMBER, TODAY = date(2024, 9, 30), date(2024, 10, 31), date(2024, 11, 30), date(2024, 12, 16)


@pytest.fixture
def county(world: World) -> World:
    first = world.sign("甲项目", amount_wan=10_000, signed_on="2024-07-08")
    second = world.sign("乙项目", amount_wan=20_000, signed_on="2024-08-08")
    third = world.sign("丙项目", amount_wan=30_000, signed_on="2024-08-09")
    world.milestone(first, "invested", "2024-09-20")
    terminate(by=world.verifier, project=second, happened_on=date(2024, 10, 10), reason="市场变化", source="终止协议")
    world.milestone(third, "started", "2024-09-02")
    close_until(world, 2024, 11)
    return world


def project(name: str) -> Project:
    return Project.objects.get(name=name)


def milestone(name: str) -> Milestone:
    return Milestone.objects.actual().get(project__name=name)


def counts(world: World, slug: str) -> dict[date, int]:
    return {on: int(Board(Scope(world.county, on)).figure(slug).over) for on in (SEPTEMBER, OCTOBER, NOVEMBER, TODAY)}


def take_back(world: World, name: str) -> Milestone:
    return reverse_milestone(by=world.verifier, milestone=milestone(name), reason="误登")


def test_what_is_reversed_later_leaves_the_closed_months_as_they_were(county: World) -> None:
    take_back(county, "甲项目")
    row = take_back(county, "乙项目")
    assert (str(row.booked_in), row.counts_on) == ("2024年12月", date(2024, 12, 1))
    assert counts(county, "invested-count") == {SEPTEMBER: 1, OCTOBER: 1, NOVEMBER: 1, TODAY: 0}
    assert counts(county, "signed-ended") == {SEPTEMBER: 0, OCTOBER: 1, NOVEMBER: 1, TODAY: 0}


def test_what_is_entered_later_counts_from_the_open_month_on(county: World) -> None:
    county.milestone(project("丙项目"), "invested", "2024-10-15")
    row = Milestone.objects.actual().get(project__name="丙项目", kind="invested")
    assert (row.happened_on, str(row.booked_in), row.counts_on) == (date(2024, 10, 15), "2024年12月", date(2024, 12, 1))
    assert counts(county, "invested-count") == {SEPTEMBER: 1, OCTOBER: 1, NOVEMBER: 1, TODAY: 2}


def test_a_reversed_and_corrected_date_moves_no_closed_month_and_counts_once(county: World) -> None:
    take_back(county, "甲项目")
    county.milestone(project("甲项目"), "invested", "2024-08-20")
    assert counts(county, "invested-count") == {SEPTEMBER: 1, OCTOBER: 1, NOVEMBER: 1, TODAY: 1}


def test_the_ledger_of_a_closed_day_shows_the_date_it_showed_then(county: World) -> None:
    take_back(county, "丙项目")
    county.milestone(project("丙项目"), "started", "2024-09-12")

    def started(on: date) -> date | None:
        row: Any = with_columns(Project.objects.all(), ["started_on"], AsOf(on)).get(name="丙项目")
        found: date | None = row.started_on
        return found

    assert started(NOVEMBER) == date(2024, 9, 2)
    assert started(TODAY) == date(2024, 9, 12)


def test_an_open_month_takes_the_day_itself(county: World) -> None:
    county.milestone(project("丙项目"), "invested", "2024-12-05")
    row = Milestone.objects.actual().get(project__name="丙项目", kind="invested")
    assert row.counts_on == date(2024, 12, 5)
    assert take_back(county, "甲项目").counts_on == date(2024, 12, 1)


def test_a_plan_counts_nowhere_and_has_no_month(county: World) -> None:
    plan_milestone(by=county.clerk, project=project("丙项目"), kind="producing", happened_on=date(2025, 6, 1))
    moved = plan_milestone(
        by=county.clerk, project=project("丙项目"), kind="producing", happened_on=date(2025, 8, 1), reason="设备晚到"
    )
    assert set(Milestone.objects.filter(is_planned=True).values_list("booked_in", "counts_on")) == {(None, None)}
    assert Milestone.objects.planned().get() == moved
    row = Milestone(
        county=county.county, project=moved.project, kind="full", happened_on=TODAY, recorded_at=moved.recorded_at, is_planned=False
    )
    with pytest.raises(DatabaseError), transaction.atomic():  # an actual one without a month
        row.save(force_insert=True)
