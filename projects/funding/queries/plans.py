"""到位计划 beside what has arrived: of one project by month, and of many projects as sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from projects.core.periods import Calendar
from projects.funding.models import Arrival, MoneyPlan
from projects.months.queries import stat_calendar
from projects.signing.choices import OUTSIDE_TIERS
from projects.signing.models import Project, Signing, SigningPart

ZERO = Decimal(0)


def money_plan_version(project: Project, year: int) -> int:
    """Counts the plans of a year: any new one makes a page that was opened before it stale."""
    return MoneyPlan.objects.filter(project=project, year=year).count()


def months_due(calendar: Calendar, year: int, on: date) -> int:
    """How many months of the 统计年度 had ended by that day: 0 to 12."""
    now, number = calendar.month_of(on)
    if now != year:
        return 12 if now > year else 0
    return number if calendar.is_month_end(on) else number - 1


@dataclass(frozen=True)
class Planned:
    """One project's plan of a year, all in 万元: `due_wan` of the months that have ended, `due_months` how many."""

    total_wan: Decimal
    due_wan: Decimal
    due_months: int

    def left_wan(self, arrived_wan: Decimal) -> Decimal:
        """What is planned and has not come."""
        return max(self.total_wan - arrived_wan, ZERO)

    def behind_wan(self, arrived_wan: Decimal) -> Decimal:
        """What should have come by the end of the last month and has not."""
        return max(self.due_wan - arrived_wan, ZERO)


def planned_of(projects: Iterable[Project], year: int, on: date, calendar: Calendar) -> dict[int, Planned]:
    """project → its plan in force, where there is one. One query."""
    due = months_due(calendar, year, on)
    rows = MoneyPlan.objects.of(list(projects), year)
    return {row.project_id: Planned(row.total_wan, sum(row.months_wan[:due], ZERO), due) for row in rows if row.months_wan}


@dataclass(frozen=True)
class PlanMonth:
    """`is_due`: the month has ended. `ahead_wan`: cumulative, arrived less planned."""

    number: int
    planned_wan: Decimal
    arrived_wan: Decimal
    ahead_wan: Decimal
    is_due: bool


@dataclass(frozen=True)
class PlanBook:
    """A project's plans of a year beside its 省外 and 境外 money. `versions`: every plan, the latest first."""

    year: int
    versions: Sequence[MoneyPlan]
    arrived_by_month: Mapping[int, Decimal]
    due_months: int

    @property
    def plan(self) -> MoneyPlan | None:
        """The one in force; None when there is none or it was taken back."""
        return self.versions[0] if self.versions and self.versions[0].months_wan else None

    @property
    def months(self) -> Sequence[PlanMonth]:
        """Empty without a plan in force."""
        ahead, found = ZERO, []
        for number, planned in enumerate(self.plan.months_wan if self.plan else (), start=1):
            came = self.arrived_by_month.get(number, ZERO)
            ahead += came - planned
            found.append(PlanMonth(number, planned, came, ahead, number <= self.due_months))
        return found

    @property
    def arrived_wan(self) -> Decimal:
        return sum(self.arrived_by_month.values(), ZERO)

    @property
    def due(self) -> PlanMonth | None:
        """The last month that has ended."""
        return next((month for month in reversed(self.months) if month.is_due), None)


def plan_book(project: Project, year: int, on: date) -> PlanBook:
    """Two queries, and one for the calendar."""
    versions = list(MoneyPlan.objects.filter(project=project, year=year).select_related("recorded_by").order_by("-pk"))
    rows = Arrival.objects.outside().counting_until(on).filter(project=project, booked_in__year=year)
    arrived = dict(rows.order_by().values_list("booked_in__number").annotate(Sum("amount_wan")))
    return PlanBook(year, versions, arrived, months_due(stat_calendar(), year, on))


def outside_left_wan(project: Project, year: int) -> Decimal:
    """What the project had still to bring at the year's beginning: 拟引资额, else the outside part of 签约额, less what came before."""
    parts = SigningPart.objects.filter(signing__in=Signing.objects.standing().amounts(), signing__project=project)
    signed = parts.filter(source_tier__in=OUTSIDE_TIERS).aggregate(total=Sum("amount_wan"))["total"] or ZERO
    came = Arrival.objects.outside().filter(project=project, booked_in__year__lt=year).aggregate(total=Sum("amount_wan"))["total"]
    return max((project.planned_outside_wan or signed) - (came or ZERO), ZERO)
