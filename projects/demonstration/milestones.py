"""Dated milestones: where the composition has no date, one that fits the money."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from projects.demonstration.arrivals import verified_at
from projects.demonstration.rows import BUSINESS_DAY, YEAR, ProjectRow, arrivals_of, arrived_wan, project_rows
from projects.demonstration.signings import clerk_of, confirmed_on, reach
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment, workday_after
from projects.signing.actions import plan_milestone
from projects.signing.stages import FULL, INVESTED, PRODUCING, REGISTERED, STARTED

STARTED_FROM_PERCENT = 30
"""A project with less of its money than this, and without a park, has not started."""
FULL_SINCE = {"2021-01": date(2024, 6, 20)}

Dated = tuple[str, date, str, datetime]


def schedule(stage: Stage) -> None:
    for number, row in enumerate(project_rows()):
        for kind, day, source, not_before in milestones_of(number, row):
            reach(stage, row, kind, day, source, not_before)
        plan(stage, number, row)


def plan(stage: Stage, number: int, row: ProjectRow) -> None:
    """The next date of a project signed this year: kept, near, or a few days late; half a year's money decides which step it is."""
    reached = [kind for kind, *_ in milestones_of(number, row)]
    if row.signed_on.year != YEAR or INVESTED in reached or not row.is_contract:
        return
    kind = STARTED if STARTED not in reached else INVESTED
    planned_on = workday_after(date(YEAR, 12, 10), (number * 7) % 40)
    stage.timeline.add(moment(workday_after(confirmed_on(row), 3), 11), partial(_plan, stage, row, kind, planned_on))


def _plan(stage: Stage, row: ProjectRow, kind: str, planned_on: date) -> None:
    plan_milestone(by=clerk_of(stage, row), project=stage.projects[row.key], kind=kind, happened_on=planned_on)


def milestones_of(number: int, row: ProjectRow) -> Iterator[Dated]:
    """(kind, date, source, not entered before) for a project with money; without money there are none."""
    arrivals = arrivals_of(row.key)
    if not arrivals:
        return
    confirmed = moment(confirmed_on(row), 16, 59)
    registered_on = min(workday_after(row.signed_on, 10 + number % 8), row.started_on or BUSINESS_DAY)
    yield REGISTERED, registered_on, ("营业执照", "发改备案")[number % 2], confirmed
    started_on = row.started_on or workday_after(max(arrivals[0].arrived_on, registered_on), 8 + number % 8)
    percent = arrived_wan(row.key) * 100 // row.contract_wan
    if row.started_on or row.tenant or percent >= STARTED_FROM_PERCENT:
        yield STARTED, started_on, ("施工许可证", "发改入库", "现场确认+照片")[number % 3], confirmed
    if percent == 100:
        yield from _completed(number, row)


def _completed(number: int, row: ProjectRow) -> Iterator[Dated]:
    last = arrivals_of(row.key)[-1]
    posted = verified_at(last)
    invested_on = row.invested_on or workday_after(last.arrived_on, 5)
    yield INVESTED, invested_on, "核定到位", posted
    producing_on = workday_after(invested_on, 8 if row.is_producing_tenant else 20)
    is_producing = row.is_producing_tenant or (row.signed_on.year < YEAR and number % 2 == 0)
    if is_producing and producing_on < BUSINESS_DAY:
        yield PRODUCING, producing_on, ("现场确认+照片", "工信认定")[number % 2], posted
    if row.key in FULL_SINCE:
        yield FULL, FULL_SINCE[row.key], "工信认定", posted
