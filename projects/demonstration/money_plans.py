"""到位计划 of the business year, filed in October for what each project had still to bring."""

from datetime import date
from decimal import Decimal
from functools import partial

from projects.demonstration.rows import YEAR, ProjectRow, arrivals_of, arrived_wan, project_rows
from projects.demonstration.signings import clerk_of, confirmed_on
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment
from projects.funding.actions import set_money_plan

FILED_ON = date(YEAR, 10, 9)
STEP = 10
"""Plans are round: multiples of 10万元."""
REASONS = ("合同约定的付款节点", "投资方来函")


def schedule(stage: Stage) -> None:
    """Every fourth project has none: its page says so."""
    for number, row in enumerate(project_rows()):
        months = plan_of(number, row)
        if months:
            at = moment(FILED_ON, 9, number % 60)
            stage.timeline.add(at, partial(_set, stage, row, months, REASONS[number % 2]))


def plan_of(number: int, row: ProjectRow) -> list[Decimal]:
    """What came, and of what is left a half in December; of every third project a fifth was due in November and is late."""
    left = row.contract_wan - arrived_wan(row.key)
    is_early = row.is_contract and row.is_outside and confirmed_on(row) < FILED_ON
    if not is_early or left < STEP * 10 or number % 4 == 3:
        return []
    months = [Decimal(0)] * 12
    for arrival in arrivals_of(row.key):
        if arrival.arrived_on.year == YEAR:
            months[arrival.arrived_on.month - 1] += arrival.counted_wan
    months[11] += left // 2 // STEP * STEP
    months[10] += left // 5 // STEP * STEP if number % 3 == 0 else 0
    return months


def _set(stage: Stage, row: ProjectRow, months: list[Decimal], reason: str) -> None:
    set_money_plan(by=clerk_of(stage, row), project=stage.projects[row.key], year=YEAR, months=months, reason=reason)
