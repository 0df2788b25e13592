"""A contract taken back after its month was closed: the closed month says today what it said then, the open one takes it off.

大 (120,000, 8 July 2024) and 前 (50,000, 8 July 2023) of the small county are reversed in December, all months before it being closed.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse

from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS
from projects.indicators.definition import Scope
from projects.organisations.models import Unit
from projects.signing.actions import Paper, confirm_signing, register_paper, reverse_signing
from projects.signing.choices import CONTRACT
from projects.signing.models import Signing
from tests.funding.closing import close_until
from tests.indicators.by_hand import read
from tests.indicators.small import small_county
from tests.indicators.test_by_hand import disagreements
from tests.pages.browsing import browser
from tests.world import World

D = Decimal
JULY, NOVEMBER, TODAY = date(2024, 7, 31), date(2024, 11, 30), date(2024, 12, 16)
OF_SIGNINGS = ("signed-count", "signed-amount", "signed-10", "signed-1", "event-count", "event-amount", "cohort-count")


def contract(name: str) -> Signing:
    return Signing.objects.standing().contracts().get(project__name=name)


def take_back(world: World, name: str) -> Signing:
    return reverse_signing(by=world.verifier, signing=contract(name), reason="登记重复")


@pytest.fixture
def county(world: World) -> World:
    small_county(world)
    close_until(world, 2024, 11)
    return world


def said(world: World, *days: date) -> list[dict[str, Any]]:
    """Every figure of the county and of every holder on those days, as known now."""
    units = [None, *Unit.objects.filter(county=world.county)]
    boards = [Board(Scope(world.county, day, unit=unit)) for day in days for unit in units]
    return [board.figure(item).json() for board in boards for item in INDICATORS.values()]


def test_figures_of_closed_months_do_not_move_when_a_contract_is_taken_back(county: World) -> None:
    before = said(county, JULY, NOVEMBER)
    take_back(county, "风光储装备")
    take_back(county, "香菇加工")
    assert said(county, JULY, NOVEMBER) == before


def test_the_open_month_takes_it_off(county: World) -> None:
    """3 − 1 − 1 (of 2023) = 1; 138,500 − 120,000 − 50,000 = −31,500; bands and fairs lose what they held."""
    take_back(county, "风光储装备")
    take_back(county, "香菇加工")
    here = Board(Scope(county.county, TODAY))
    assert {slug: here.figure(slug).over for slug in OF_SIGNINGS} == {
        "signed-count": D(1),
        "signed-amount": D(-31_500),
        "signed-10": D(0),
        "signed-1": D(0),
        "event-count": D(0),
        "event-amount": D(0),
        "cohort-count": D(3),
    }
    months = {group.label: figure.over for group, figure in here.series("signed-count").items() if figure.over}
    assert months == {"2月": D(1), "3月": D(1), "7月": D(1), "12月": D(-2)}


def test_a_contract_taken_back_leaves_the_two_year_rate_above_and_below(county: World) -> None:
    """Money of 大 (30,000) and of 前 (31,000) leaves the numerator, their contracts the denominator: 71,500 − 61,000 ÷ (188,500 − 170,000)."""
    take_back(county, "风光储装备")
    take_back(county, "香菇加工")
    rate = Board(Scope(county.county, TODAY)).figure("arrival-rate-2y")
    assert (rate.over, rate.under) == (D(10_500), D(18_500))


def test_a_contract_taken_back_and_registered_again_counts_once_with_its_new_amount(county: World) -> None:
    old = take_back(county, "风光储装备")
    paper = Paper(CONTRACT, date(2024, 7, 8), D(12_000), due_on=date(2024, 12, 30))
    confirm_signing(by=county.verifier, registration=register_paper(by=county.clerk, project=old.project, paper=paper))
    here = Board(Scope(county.county, TODAY))
    assert (here.figure("signed-count").over, here.figure("signed-amount").over) == (D(3), D(30_500))
    assert (here.figure("signed-10").over, here.figure("signed-1").over) == (D(0), D(2))
    assert here.figure("arrival-rate-2y").under == D(188_500 - 120_000 + 12_000)


def test_both_rows_stand_behind_the_number_and_add_up_to_it(county: World) -> None:
    take_back(county, "风光储装备")
    for slug in OF_SIGNINGS:
        here = Board(Scope(county.county, TODAY))
        _, measure = here.source(INDICATORS[slug].over)
        assert D(here.rows(slug).aggregate(total=measure.over(Q()))["total"] or 0) == here.figure(slug).over, slug
    page = browser(county.verifier).get(f"{reverse('figure_rows', args=['signed-count'])}?on={TODAY}")
    rows = [[cell.text for cell in line.cells] for line in page.context["lines"]]
    own = [(row[1], row[-3], row[-2], row[-1]) for row in rows if row[1] == "风光储装备"]
    assert own == [("风光储装备", "冲销：登记重复", "−120,000.00", "−1"), ("风光储装备", "", "120,000.00", "1")]
    assert sum(int(row[-1].replace("−", "-")) for row in rows) == 2
    assert page.context["total"] == "2个"


@pytest.mark.parametrize("on", [JULY, NOVEMBER, TODAY], ids=str)
def test_the_second_implementation_agrees(county: World, on: date) -> None:
    take_back(county, "风光储装备")
    take_back(county, "香菇加工")
    tables = read()
    for unit in [None, county.yongqing, county.leader_post, county.agri, county.green]:
        assert disagreements(tables, Scope(county.county, on, unit=unit)) == []
