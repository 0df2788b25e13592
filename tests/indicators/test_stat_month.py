"""统计月 26日至次月25日: this year, last year, months and 序时进度 by a table worked by hand (docs/decisions/0008).

到账日期      万元   统计月        2024-12-25           2024-12-26
2022-12-25     1     2022-12        —                    —
2022-12-26     2     2023-01        上年同期             —
2023-12-25     4     2023-12        上年同期             —
2023-12-26     8     2024-01        本年                 上年同期
2024-11-25    16     2024-11        本年                 —
2024-11-26    32     2024-12        本年                 —
2024-12-25    64     2024-12        本年                 —
2024-12-26   128     2025-01        —                    本年
"""

from datetime import date, datetime
from decimal import Decimal

import pytest

from projects.core import clock
from projects.funding.actions import reverse_arrival
from projects.funding.models import Arrival
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.ledger.queries.money import years_of
from projects.months.models import Month
from projects.reference.choices import FROM_26, STAT_MONTH
from projects.reference.models import Setting
from projects.signing.models import Project
from tests.indicators.by_hand import read
from tests.indicators.test_by_hand import disagreements
from tests.world import World

D = Decimal
LAST, FIRST = date(2024, 12, 25), date(2024, 12, 26)
ARRIVALS = (
    (1, "2022-12-25"),
    (2, "2022-12-26"),
    (4, "2023-12-25"),
    (8, "2023-12-26"),
    (16, "2024-11-25"),
    (32, "2024-11-26"),
    (64, "2024-12-25"),
    (128, "2024-12-26"),
)


@pytest.fixture
def county(world: World) -> World:
    Month.objects.all().delete()
    Setting.objects.create(key=STAT_MONTH, value=FROM_26, starts_on=date(2020, 1, 1), set_at=clock.now())
    world.open_months(2022, 2023, 2024, 2025)
    with clock.at(datetime(2024, 12, 30, 9, 0, tzinfo=clock.SHANGHAI)):
        project = world.sign("老项目", amount_wan=10_000, signed_on="2022-03-01")
        for amount, day in ARRIVALS:
            world.arrive(project, amount, day)
        world.sign("年前签约", amount_wan=20_000, signed_on="2023-12-26")
        world.sign("年后签约", amount_wan=30_000, signed_on="2024-12-26")
        world.task(world.county, 240, year=2024)
        world.task(world.county, 1_000, year=2025, issued_on=date(2024, 12, 26))
    return world


def board(world: World, on: date) -> Board:
    return Board(Scope(world.county, on))


@pytest.mark.parametrize(
    ("on", "year", "before", "month", "signed", "task"),
    [(LAST, 8 + 16 + 32 + 64, 2 + 4, 32 + 64, 1, 240), (FIRST, 128, 8, 128, 1, 1_000)],
    ids=["25-december", "26-december"],
)
def test_the_year_and_the_month_turn_on_the_26th(
    county: World, on: date, year: int, before: int, month: int, signed: int, task: int
) -> None:
    here = board(county, on)
    growth = here.figure("arrived-growth")
    assert (growth.over, growth.under) == (D(year), D(before))
    assert here.figure("arrived-month").over == D(month)
    assert here.figure("signed-count").over == D(signed)
    assert here.figure("arrival-task").over == D(task)


def test_months_are_the_statistical_ones_and_add_up_to_the_year(county: World) -> None:
    here = board(county, LAST)
    found = {group.label: figure.over for group, figure in here.series("arrived").items() if figure.over}
    assert found == {"1月": D(8), "11月": D(16), "12月": D(96)}
    assert len(here.series("arrived")) == 12
    assert [group.label for group in board(county, FIRST).series("arrived")] == ["1月"]
    signed = {group.label: figure.over for group, figure in here.series("signed-count").items() if figure.over}
    assert signed == {"1月": D(1)}


def test_the_share_of_the_year_is_of_the_statistical_one(county: World) -> None:
    pace = board(county, LAST).figure("pace")
    assert (pace.over, pace.under, pace.text) == (D(120), D(240), "落后序时进度50个百分点")
    assert board(county, date(2024, 12, 24)).scope.calendar.share_of_year_rule(date(2024, 12, 24)) == "序时365÷366天"


def test_only_the_open_months_touched_are_named(county: World) -> None:
    Month.objects.exclude(year=2025, number=1).update(state="closed")
    assert not board(county, LAST).is_open("arrived")
    assert board(county, FIRST).is_open("arrived")


@pytest.mark.parametrize("on", [LAST, FIRST, date(2024, 2, 29), date(2024, 1, 25), date(2023, 12, 31)], ids=str)
def test_the_second_implementation_agrees(county: World, on: date) -> None:
    with clock.at(datetime(2024, 12, 30, 15, 0, tzinfo=clock.SHANGHAI)):
        reverse_arrival(by=county.verifier, arrival=Arrival.objects.get(amount_wan=16), reason="退款")
    tables = read()
    for unit in (None, county.yongqing, county.leader_post):
        assert disagreements(tables, Scope(county.county, on, unit=unit)) == []


@pytest.mark.parametrize(
    ("on", "years", "same"),
    [(LAST, {2024: 120, 2023: 6, 2022: 1}, 6), (FIRST, {2025: 128, 2024: 120, 2023: 6, 2022: 1}, 8)],
    ids=["25-december", "26-december"],
)
def test_the_years_of_one_project_turn_on_the_26th(county: World, on: date, years: dict[int, int], same: int) -> None:
    found = years_of(Project.objects.with_signing().get(name="老项目"), on)
    assert {line.year: line.arrived_wan for line in found.lines} == {year: D(wan) for year, wan in years.items()}
    assert found.same_wan == D(same)
