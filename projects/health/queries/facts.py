"""What the checks read, once for all of them, of the rows that the person may see."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Max, Q, Sum

from projects.access.permissions import sees_whole_county
from projects.audit.models import Entry
from projects.core import clock
from projects.funding.models import Arrival
from projects.months.queries import stat_calendar
from projects.organisations.models import User
from projects.signing.models import Milestone, Project
from projects.signing.stages import INVESTED, STARTED

ZERO = Decimal(0)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class MonthSum:
    """Money of one project that counts in one calendar month; `last_on`: its latest paper that brought money."""

    project_id: int
    year: int
    number: int
    total: Decimal
    last_on: date | None


class Facts:
    def __init__(self, user: User, on: date) -> None:
        self.user = user
        self.on = on

    @cached_property
    def year(self) -> int:
        """统计年度 of the day: that of the tasks (docs/decisions/0008)."""
        return stat_calendar().year_of(self.on)

    @cached_property
    def sees_county(self) -> bool:
        return sees_whole_county(self.user)

    @cached_property
    def projects(self) -> list[Any]:
        """With `stage`, `signed_on` and `signed_wan`, by code."""
        rows = Project.objects.visible_to(self.user).with_stage().with_signing()
        return list(rows.select_related("investor").order_by("code"))

    def in_stage(self, *stages: str) -> Iterator[Any]:
        return (project for project in self.projects if project.stage in stages)

    @cached_property
    def months(self) -> list[MonthSum]:
        rows = (
            Arrival.objects.visible_to(self.user)
            .counting_until(self.on)
            .order_by("project", "counts_on__year", "counts_on__month")
            .values_list("project", "counts_on__year", "counts_on__month")
            .annotate(total=Sum("amount_wan"), last=Max("arrived_on", filter=Q(amount_wan__gt=0)))
        )
        return [MonthSum(*row) for row in rows]

    @cached_property
    def totals(self) -> dict[int, Decimal]:
        """累计到位 of all tiers by project."""
        found: dict[int, Decimal] = {}
        for month in self.months:
            found[month.project_id] = found.get(month.project_id, ZERO) + month.total
        return found

    @cached_property
    def last_money(self) -> dict[int, date]:
        found: dict[int, date] = {}
        for month in self.months:
            if month.last_on and month.last_on > found.get(month.project_id, date.min):
                found[month.project_id] = month.last_on
        return found

    def total_of(self, project: Project) -> Decimal:
        return self.totals.get(project.pk, ZERO)

    @cached_property
    def _milestones(self) -> dict[tuple[int, str], date]:
        rows = Milestone.objects.actual_on(self.on).filter(county_id=self.user.county_id)
        return {(project, kind): day for project, kind, day in rows.values_list("project_id", "kind", "happened_on")}

    def reached(self, project: Project, kind: str) -> date | None:
        return self._milestones.get((project.pk, kind))

    def started(self, project: Project) -> date | None:
        return self.reached(project, STARTED)

    def is_invested(self, project: Project) -> bool:
        return self.reached(project, INVESTED) is not None

    @cached_property
    def last_acts(self) -> dict[int, date]:
        """The last day on which anybody did anything about the project."""
        rows = Entry.objects.filter(project_number__in=[project.pk for project in self.projects], succeeded=True).order_by()
        latest = rows.values_list("project_number").annotate(last=Max("at"))
        return {project: at.astimezone(clock.SHANGHAI).date() for project, at in latest}
