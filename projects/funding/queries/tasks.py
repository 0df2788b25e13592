"""Tasks as they stand, and the plan of the year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Sum

from projects.core.periods import NATURAL, Calendar
from projects.funding.choices import ARRIVED, FORMAL
from projects.funding.models import PlanEntry, TaskEntry
from projects.months.queries import stat_calendar
from projects.organisations.models import Unit

ZERO = Decimal(0)


def tasks_of(units: Iterable[Unit], year: int, kind: str, *, level: str = FORMAL) -> dict[int, Decimal]:
    """unit → the sum of everything that was issued, also for a later day; units without any entry are left out."""
    rows = TaskEntry.objects.standing().filter(unit__in=[unit.pk for unit in units], year=year, kind=kind, level=level)
    return dict(rows.order_by().values_list("unit").annotate(Sum("amount")))


def task_on(unit: Unit, year: int, on: date, *, kind: str = ARRIVED, known: datetime | None = None) -> Decimal | None:
    """下达数 as it stood on that day; None: 任务未下达."""
    rows = TaskEntry.objects.standing(known).for_year(year).issued_by(on).filter(unit=unit, kind=kind, level=FORMAL)
    found: Decimal | None = rows.aggregate(total=Sum("amount"))["total"]
    return found


def allocation_version(county_id: int, year: int, kind: str) -> int:
    """Counts the entries of a kind and year: any new one makes a grid that was opened before it stale."""
    return TaskEntry.objects.in_county(county_id).for_year(year).filter(kind=kind).count()


@dataclass(frozen=True)
class Curve:
    """What a unit means to have reached, day by day. Without `months` the straight line of 序时进度."""

    task_wan: Decimal
    months_wan: tuple[Decimal, ...] = field(default=())
    calendar: Calendar = NATURAL

    @property
    def is_straight(self) -> bool:
        return not self.months_wan

    @property
    def fits(self) -> bool:
        """The plan still ends at the task: it was not adjusted since."""
        return self.is_straight or self.months_wan[-1] == self.task_wan

    def on(self, day: date) -> Decimal:
        """Cumulative 万元, exact: inside a month by its days."""
        if self.is_straight:
            return self.task_wan * self.calendar.share_of_year(day)
        year, number = self.calendar.month_of(day)
        first, last = self.calendar.first_day(year, number), self.calendar.last_day(year, number)
        before = self.months_wan[number - 2] if number > 1 else ZERO
        return before + (self.months_wan[number - 1] - before) * ((day - first).days + 1) / ((last - first).days + 1)


def curves_of(county_id: int, year: int, on: date, *, kind: str = ARRIVED, known: datetime | None = None) -> Mapping[int, Curve]:
    """unit → curve, for every unit of the county with a task of the kind issued by that day; three queries. Plans are of 到位资金."""
    entries = TaskEntry.objects.in_county(county_id).standing(known).for_year(year).issued_by(on)
    tasks = entries.filter(kind=kind, level=FORMAL).order_by().values_list("unit").annotate(Sum("amount"))
    latest: dict[int, tuple[Decimal, ...]] = {}
    if kind == ARRIVED:
        plans = PlanEntry.objects.in_county(county_id).standing(known).for_year(year).filter(issued_on__lte=on)
        latest = {plan.unit_id: tuple(plan.months_wan) for plan in plans.order_by("issued_on", "id")}
    calendar = stat_calendar()
    return {unit_id: Curve(task, latest.get(unit_id, ()), calendar) for unit_id, task in tasks}


def plan_wan(unit: Unit, year: int, on: date, *, known: datetime | None = None) -> Decimal | None:
    """序时计划: what the unit means to have reached by that day in 万元; None while it holds no task."""
    curve = curves_of(unit.county_id or unit.pk, year, on, known=known).get(unit.pk)
    return curve.on(on) if curve else None
