"""What stands beside an amount while it is typed or verified: the project's own column sums, of every tier."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from projects.funding.models import Arrival
from projects.months.queries import stat_calendar
from projects.signing.models import Project


@dataclass(frozen=True)
class ProjectTotals:
    """All in 万元. `signed_wan` is empty while no contract stands."""

    year_wan: Decimal
    since_signing_wan: Decimal
    signed_wan: Decimal | None

    @property
    def gap_wan(self) -> Decimal | None:
        """距签约额; below zero when more has arrived than was signed."""
        return None if self.signed_wan is None else self.signed_wan - self.since_signing_wan


def project_totals(project: Project, on: date) -> ProjectTotals:
    year = stat_calendar().year_to(on)
    sums = (
        Arrival.objects.filter(project=project)
        .counting_until(on)
        .aggregate(year=Sum("amount_wan", filter=Q(counts_on__gte=year.start)), ever=Sum("amount_wan"))
    )
    signed: Any = Project.objects.with_signing().get(pk=project.pk)
    return ProjectTotals(sums["year"] or Decimal(0), sums["ever"] or Decimal(0), signed.signed_wan)


def county_year_wan(county_id: int, on: date) -> Decimal:
    """全县本年累计, of every tier, by 统计日期."""
    rows = Arrival.objects.in_county(county_id).counting_until(on).filter(counts_on__gte=stat_calendar().year_to(on).start)
    total: Decimal = rows.aggregate(total=Sum("amount_wan"))["total"] or Decimal(0)
    return total
