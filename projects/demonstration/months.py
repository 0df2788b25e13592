"""统计月: opened on the first day, closed on the fifth working day of the next month; the business day's month stays open."""

from datetime import date, timedelta
from functools import partial

from projects.demonstration.rows import BUSINESS_DAY
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment, month_end, workday_after
from projects.funding.actions import close_month
from projects.months.actions import open_month
from projects.months.models import Month

FIRST_YEAR = 2021
CLOSING_WORKDAY = 5


def schedule(stage: Stage) -> None:
    opened: dict[date, Month] = {}
    first = date(FIRST_YEAR, 1, 1)
    while first <= BUSINESS_DAY:
        last = month_end(first)
        stage.timeline.add(moment(first, 0, 5), partial(_open, stage, opened, first))
        closing = workday_after(last, CLOSING_WORKDAY)
        if closing <= BUSINESS_DAY:
            stage.timeline.add(moment(closing, 17, 30), partial(_close, stage, opened, first))
        first = last + timedelta(days=1)


def _open(stage: Stage, opened: dict[date, Month], first: date) -> None:
    opened[first] = open_month(county=stage.county, year=first.year, number=first.month, by=stage.people["jingban"])


def _close(stage: Stage, opened: dict[date, Month], first: date) -> None:
    close_month(by=stage.verifier(first.month), month=opened.pop(first))
