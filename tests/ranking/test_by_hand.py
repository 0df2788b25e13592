"""The demonstration's ranks, computed a second time in plain Python from the rows."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from projects.funding.models import Credit, TaskEntry
from projects.indicators.definition import Scope
from projects.organisations.models import Unit
from projects.ranking.queries.standings import Standings

pytestmark = pytest.mark.demo
ZERO = Decimal(0)
OUTSIDE = {"境外", "省外"}


def rates_by_hand(on: date) -> dict[Unit, Decimal | None]:
    done: dict[tuple[str, int], Decimal] = defaultdict(Decimal)
    for credit in Credit.objects.select_related("arrival"):
        arrival = credit.arrival
        if arrival.source_tier in OUTSIDE and date(on.year, 1, 1) <= arrival.counts_on <= on and credit.unit_id:
            done[credit.dimension, credit.unit_id] += credit.amount_wan
    task: dict[int, Decimal] = defaultdict(Decimal)
    for entry in TaskEntry.objects.filter(year=on.year, kind="arrived", level="formal", issued_on__lte=on):
        task[entry.unit_id] += entry.amount
    holders = Unit.objects.filter(kind__in=("task_force", "department"), is_active=True)
    return {unit: done[unit.kind, unit.pk] / task[unit.pk] if task[unit.pk] > 0 else None for unit in holders}


def group_by_hand(unit: Unit) -> str:
    return "township" if unit.category == "township" else unit.rank_group or unit.kind


@pytest.mark.parametrize(("on", "last"), [(date(2024, 12, 16), date(2024, 11, 30)), (date(2024, 6, 30), date(2024, 5, 31))])
def test_every_unit_s_rank_and_last_rank_are_those_by_hand(demo: None, on: date, last: date) -> None:
    county = Unit.objects.get(kind="county")
    now, before = rates_by_hand(on), rates_by_hand(last)
    seen = 0
    for standing in Standings(Scope(county, on), None).groups():
        if standing.group.value == "leader":
            continue
        for place in standing.places:
            group = [unit for unit in now if group_by_hand(unit) == group_by_hand(place.unit)]
            for rates, rank in ((now, place.rank), (before, place.last_rank)):
                own = rates[place.unit]
                expected = (
                    None if own is None else 1 + sum((rates[unit] or ZERO) > own for unit in group if rates[unit] is not None)
                )
                assert rank == expected, (place.unit, rates is now)
            seen += 1
    assert seen == 109
