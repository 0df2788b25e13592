"""本月申报: the projects of a unit that may have money, and what was said of each in one month."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from projects.funding.choices import SENT, WITHDRAWN
from projects.funding.models import Arrival, Claim
from projects.months.models import Month, NilReport
from projects.organisations.models import Unit, User
from projects.signing.models import Milestone, Project, Signing
from projects.signing.stages import ENDED, FULL


@dataclass(frozen=True)
class GridRow:
    """A project (`booked_wan`: counted so far, over all years) with its claims of the month; `is_live`: it may report this month.
    `counted` is empty until the bureau has decided."""

    project: Any
    claims: list[Any]
    is_live: bool

    @property
    def claimed(self) -> Decimal | None:
        return _sum(line.claimed_wan for claim in self.claims if claim.state in SENT for line in claim.lines.all())

    @property
    def counted(self) -> Decimal | None:
        return _sum(line.counted_wan for claim in self.claims for line in claim.lines.all())


def _sum(amounts: Any) -> Decimal | None:
    said = [amount for amount in amounts if amount is not None]
    return sum(said, Decimal(0)) if said else None


@dataclass(frozen=True)
class Grid:
    """`is_silent`: nothing was sent for the month, so that 零报告 is what remains to be said. `adjusted_wan`: 其中调整上月数 of the
    month, of the projects shown."""

    month: Month
    unit: Unit
    rows: list[GridRow]
    nil: NilReport | None
    adjusted_wan: Decimal

    @property
    def is_silent(self) -> bool:
        return not self.nil and all(claim.state not in SENT for row in self.rows for claim in row.claims)

    @property
    def claimed(self) -> Decimal | None:
        return _sum(row.claimed for row in self.rows)

    @property
    def counted(self) -> Decimal | None:
        return _sum(row.counted for row in self.rows)

    @property
    def writable(self) -> list[Any]:
        """Projects that take a new line here; none of a closed month."""
        return [] if self.month.is_closed else [row.project for row in self.rows if row.is_live]


def grid_of(user: User, unit: Unit, month: Month) -> Grid:
    claims = Claim.objects.filter(month=month, unit=unit, state__in=(*SENT, WITHDRAWN)).order_by("pk")
    signed = Signing.objects.standing().contracts().filter(project=OuterRef("pk"), signed_on__lte=month.ends_on)
    over = Milestone.objects.actual().filter(project=OuterRef("pk"), kind__in=(FULL, ENDED), happened_on__lt=month.starts_on)
    visible = Project.objects.visible_to(user)
    live = visible.filter(Exists(signed), ~Exists(over), department=unit)
    counted = Arrival.objects.filter(project=OuterRef("pk")).order_by().values("project").annotate(total=Sum("amount_wan"))
    projects: QuerySet[Any] = live | visible.filter(Exists(claims.filter(project=OuterRef("pk"))))
    lines = Prefetch("claims", claims.prefetch_related("lines__evidence"), to_attr="month_claims")
    shown = (
        projects.annotate(booked_wan=Coalesce(Subquery(counted.values("total")), Decimal(0)))
        .prefetch_related(lines)
        .order_by("name", "pk")
    )
    may_report = set(live.values_list("pk", flat=True))
    rows = [GridRow(project, project.month_claims, project.pk in may_report) for project in shown]
    adjusted = Arrival.objects.adjustments_of(month).filter(project__in=[row.project for row in rows])
    total = adjusted.aggregate(total=Sum("amount_wan"))["total"] or Decimal(0)
    return Grid(month, unit, rows, NilReport.objects.filter(month=month, unit=unit).first(), total)
