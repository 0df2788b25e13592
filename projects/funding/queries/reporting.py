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
    """Departments that owe a report for the month, in official order, annotated as `with_reports` does."""
    return with_reports(Unit.objects.in_county(month.county_id), month).filter(owes=True)


def with_reports(units: QuerySet[Any], month: Month) -> QuerySet[Any]:
    """Annotates `owes`: departments with a project signed and neither at 达产 nor ended by the month's end, or with a claim in the last
    twelve months; and `has_claim`, `has_nil` and `is_reported`. All others owe nothing. What is entered or reversed later does not change
    who owed a report for a closed month."""
    claims = Claim.objects.filter(month=month, unit=OuterRef("pk"), state__in=SENT)
    nil = NilReport.objects.filter(month=month, unit=OuterRef("pk"))
    owes = Q(kind=DEPARTMENT, is_active=True) & (Q(Exists(_live_projects(month))) | Q(Exists(_recent_claims(month))))
    said = {"has_claim": Exists(claims), "has_nil": Exists(nil), "is_reported": Exists(claims) | Exists(nil)}
    annotated: QuerySet[Any] = units.annotate(owes=ExpressionWrapper(owes, BooleanField()), **said)
    return annotated


def _live_projects(month: Month) -> QuerySet[Project]:
    signed = Signing.objects.standing_on(month.ends_on).contracts().filter(project=OuterRef("pk"))
    over = Milestone.objects.actual_on(month.ends_on).filter(project=OuterRef("pk"), kind__in=(FULL, ENDED))
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
    """Of units that `with_reports` annotated."""
    owing = [unit.is_reported for unit in units if unit.owes]
    return Reporting(sum(owing), len(owing))


def not_reported(month: Month) -> QuerySet[Any]:
    """催报名单."""
    return reporting_units(month).filter(is_reported=False)
