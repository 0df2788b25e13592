"""The view of a signing's credit says what the rule in Python says (docs/decisions/0009)."""

import random
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from projects.core import clock
from projects.funding.actions.posting import parts_of, wholes_of
from projects.months.models import Month
from projects.organisations.choices import DIMENSIONS
from projects.reference.choices import CREDIT_MODE, FROM_26, PARTS, STAT_MONTH
from projects.reference.models import Setting
from projects.signing.actions import credit_mode
from projects.signing.models import Share, Signing, SigningCredit
from tests.world import World

SPLITS = ((), (100,), (60, 40), (30,), (Decimal("33.3333"), 20))
TOGETHER_OVER_100 = (SPLITS[2], SPLITS[3], SPLITS[4])
OVER_100_WITHOUT_DEPARTMENTS = (SPLITS[1], SPLITS[3], ())
DAYS = ("2023-12-25", "2023-12-26", "2024-03-01")


@pytest.fixture
def county(world: World) -> World:
    """Months from the 26th, *parts* from 2024 on: 26 December 2023 is booked in 2024."""
    Month.objects.all().delete()
    Setting.objects.create(key=STAT_MONTH, value=FROM_26, starts_on=date(2020, 1, 1), set_at=clock.now())
    Setting.objects.create(key=CREDIT_MODE, value=PARTS, starts_on=date(2024, 1, 1), set_at=clock.now())
    world.open_months(2023, 2024)
    return world


def signed(world: World, name: str, day: str, splits: tuple[tuple[int | Decimal, ...], ...]) -> Signing:
    """`splits`: percents of the leaders, the task forces and the departments."""
    project = world.sign(name, signed_on=day)
    units = {
        "leader": (world.leader_post, world.other_leader_post),
        "task_force": (world.agri, world.green),
        "department": (world.yongqing, world.hongbao),
    }
    for dimension, percents in zip(DIMENSIONS, splits, strict=True):
        for unit, percent in zip(units[dimension.value], percents, strict=False):
            Share.objects.create(project=project, dimension=dimension.value, unit=unit, percent=percent, starts_on=date(2023, 1, 1))
    return Signing.objects.select_related("project", "booked_in").get(project=project)


def viewed(signing: Signing) -> list[tuple[str, int | None, Decimal]]:
    rows = SigningCredit.objects.filter(signing=signing).values_list("dimension", "unit_id", "percent")
    return sorted(rows, key=str)


def test_the_view_and_the_rule_agree_over_generated_shares(county: World) -> None:
    generated = random.Random(9).sample(list(product(SPLITS, repeat=3)), 10)
    cases = [((), (), ()), TOGETHER_OVER_100, OVER_100_WITHOUT_DEPARTMENTS, *generated]
    for number, (day, splits) in enumerate(product(DAYS, cases)):
        signing = signed(county, f"第{number}项目", day, splits)
        holders = parts_of if credit_mode(signing.booked_in.year) == PARTS else wholes_of
        lists = holders(signing.project, signing.signed_on)
        assert viewed(signing) == sorted((row for rows in lists for row in rows), key=str), (day, splits)


def test_the_mode_is_that_of_the_booked_year_and_shares_over_100_fall_back_to_the_departments(county: World) -> None:
    """60 + 40 and 30 and 33.3333 + 20: over 100 together. Of 2023 each dimension stands; of 2024 the departments' and 未明确."""
    last, first = (signed(county, day, day, TOGETHER_OVER_100) for day in DAYS[:2])
    assert (last.booked_in.year, first.booked_in.year, first.counts_on) == (2023, 2024, date(2023, 12, 26))
    assert sum(percent for *_, percent in viewed(last)) == 300
    assert viewed(first) == [
        ("department", county.yongqing.pk, Decimal("33.3333")),
        ("department", county.hongbao.pk, Decimal(20)),
        ("unassigned", None, Decimal("46.6667")),
    ]
