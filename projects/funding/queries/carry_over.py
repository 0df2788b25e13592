"""年度结转: the class of a project in a year, what carries over, and whether the year's tasks were issued (definitions 1.14, 3.5)."""

from datetime import date
from decimal import Decimal

from django.db.models import Case, CharField, DecimalField, Exists, F, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.funding.choices import ARRIVED, CARRIED_OVER, FORMAL, NEW_THIS_YEAR
from projects.funding.models import Arrival, TaskEntry
from projects.signing.models import Milestone, Project, ProjectQuerySet, Signing
from projects.signing.stages import ENDED, FULL

NOT_ISSUED = "任务未下达"


def with_year_class(projects: ProjectQuerySet, year: int) -> ProjectQuerySet:
    """Annotates `year_class`: 续建 with money counted in an earlier statistical year, else 新建 with money in this one, else empty."""
    money = Arrival.objects.counted_in().filter(project=OuterRef("pk"))
    return projects.annotate(
        year_class=Case(
            When(Exists(money.filter(booked_in__year__lt=year)), then=Value(CARRIED_OVER)),
            When(Exists(money.filter(booked_in__year=year)), then=Value(NEW_THIS_YEAR)),
            default=Value(""),
            output_field=CharField(),
        )
    )


def carry_over(county_id: int, year: int) -> ProjectQuerySet:
    """Projects that go into the year: a contract counted before it, neither 达产 nor ended by the last day of the year before. With
    `year_class`, `signed_wan`, `before_wan` (counted in earlier years) and `gap_wan` (still to come by the contract); in the official
    order of departments."""
    contracts = Signing.objects.standing().contracts().filter(project=OuterRef("pk"), booked_in__year__lt=year)
    over = Milestone.objects.actual().filter(project=OuterRef("pk"), kind__in=(FULL, ENDED), booked_in__year__lt=year)
    before = (
        Arrival.objects.filter(project=OuterRef("pk"), booked_in__year__lt=year)
        .order_by()
        .values("project")
        .annotate(total=Sum("amount_wan"))
        .values("total")
    )
    zero = Value(Decimal(0), DecimalField(max_digits=WAN_DIGITS, decimal_places=WAN_PLACES))
    projects = Project.objects.in_county(county_id).filter(Exists(contracts), ~Exists(over)).with_signing()
    found = with_year_class(projects, year).annotate(before_wan=Coalesce(Subquery(before), zero))
    return found.annotate(gap_wan=F("signed_wan") - F("before_wan")).order_by("department__seq", "code")


def task_is_issued(county_id: int, year: int, on: date, kind: str = ARRIVED) -> bool:
    """Until it is, completion prints 任务未下达: last year's task is never taken on."""
    return TaskEntry.objects.filter(county_id=county_id, year=year, kind=kind, level=FORMAL, issued_on__lte=on).exists()
