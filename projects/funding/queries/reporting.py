"""应报单位: who owes a report for a month, and who has reported (definitions 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from projects.core.periods import last_year_same_day
from projects.funding.choices import SENT
from projects.funding.models import Claim
from projects.months.models import Month, NilReport
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.signing.models import Milestone, Project, Signing
from projects.signing.stages import ENDED, FULL


@dataclass(frozen=True)
class Reporting:
    """已报72/应报74."""

    reported: int
    owing: int

    @property
    def text(self) -> str:
        return f"已报{self.reported}/应报{self.owing}"


def reporting_units(month: Month) -> QuerySet[Any]:
    """Departments with a project signed and neither at 达产 nor ended by the month's end, or with a claim in the last twelve months; in
    official order, annotated with `has_claim`, `has_nil` and `is_reported`. All others owe nothing."""
    departments = Unit.objects.in_county(month.county_id).of_kind(DEPARTMENT).active()
    owing: QuerySet[Any] = with_reports(departments, month).filter(owes=True)
    return owing


def with_reports(units: QuerySet[Any], month: Month) -> QuerySet[Any]:
    """Annotates `owes` (true of departments in use alone), `has_claim`, `has_nil` and `is_reported`, so that a page which lists all units
    knows who has reported without another query."""
    claims = Claim.objects.filter(month=month, unit=OuterRef("pk"), state__in=SENT)
    nil = NilReport.objects.filter(month=month, unit=OuterRef("pk"))
    in_use = Q(kind=DEPARTMENT, is_active=True)
    found: QuerySet[Any] = units.annotate(
        owes=ExpressionWrapper(in_use & (Exists(_live_projects(month)) | Exists(_recent_claims(month))), BooleanField()),
        has_claim=Exists(claims),
        has_nil=Exists(nil),
        is_reported=Exists(claims) | Exists(nil),
    )
    return found


def _live_projects(month: Month) -> QuerySet[Project]:
    signed = Signing.objects.standing().contracts().filter(project=OuterRef("pk"), signed_on__lte=month.ends_on)
    over = Milestone.objects.actual().filter(project=OuterRef("pk"), kind__in=(FULL, ENDED), happened_on__lte=month.ends_on)
    return Project.objects.filter(Exists(signed), ~Exists(over), department=OuterRef("pk"))


def _recent_claims(month: Month) -> QuerySet[Claim]:
    """Of this month and the eleven before it."""
    before = last_year_same_day(month.starts_on)
    return Claim.objects.filter(
        unit=OuterRef("pk"), state__in=SENT, month__starts_on__gt=before, month__starts_on__lte=month.starts_on
    )


def reporting(month: Month) -> Reporting:
    return reporting_of(reporting_units(month))


def reporting_of(units: Iterable[Any]) -> Reporting:
    """Of units that were read `with_reports`; no query."""
    owing = [unit.is_reported for unit in units if unit.owes]
    return Reporting(sum(owing), len(owing))


def not_reported(month: Month) -> QuerySet[Any]:
    """催报名单."""
    return reporting_units(month).filter(is_reported=False)
