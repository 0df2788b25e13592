"""签约 as rows: what may be counted of papers, and how they may be cut."""

from collections.abc import Iterable

from django.db.models import Case, CharField, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Abs, ExtractDay

from projects.funding.models import Arrival
from projects.indicators.catalogue import cuts
from projects.indicators.definition import (
    Cut,
    Fact,
    Group,
    Measure,
    Rows,
    Scope,
)
from projects.organisations.choices import PARK_AUTHORITY
from projects.organisations.models import User
from projects.signing.choices import BANDS, CONTRACT, OUTSIDE_TIERS
from projects.signing.models import Milestone, MilestoneQuerySet, Project, Signing, SigningPart, SigningQuerySet
from projects.signing.stages import ENDED, FULL, INVESTED, PRODUCING, REGISTERED, STARTED

TEN, FIVE, ONE = (next(band.from_wan for band in BANDS if band.value == value) for value in ("10", "5", "1"))


def two_year_contracts(scope: Scope) -> SigningQuerySet:
    """The cohort of 近两年: of the project of the outer row, its 正式合同 of this or the last year that stands at the cut-off."""
    span = scope.calendar.two_years_to(scope.on)
    contracts = Signing.objects.in_county(scope.county.pk).standing_on(scope.on, scope.known).contracts()
    return contracts.filter(project=OuterRef("project"), counts_on__gte=span.start)


def contract_of(scope: Scope, path: str) -> SigningQuerySet:
    """The 正式合同 that stands at the cut-off, of the project that the outer row names by `path`."""
    contracts = Signing.objects.in_county(scope.county.pk).standing_on(scope.on, scope.known).contracts()
    return contracts.filter(project=OuterRef(path))


def with_contract(rows: Rows, scope: Scope, project: str, day: str) -> Rows:
    """Annotates the statistical year and the fair of the project's 正式合同, and how long after the fair's first day the row counts."""
    first = contract_of(scope, project).order_by("counts_on", "pk")
    begun = Subquery(first.values("fair__starts_on")[:1])
    found: Rows = rows.annotate(
        contract_year=Subquery(first.values("booked_in__year")[:1]),
        contract_fair=Subquery(first.values("fair")[:1]),
        fair_age=ExpressionWrapper(F(day) - begun, output_field=DurationField()),
    )
    return found


def _reached(scope: Scope, *kinds: str) -> Exists:
    """An actual date of one of these kinds lies on or before the cut-off."""
    return Exists(_milestones(scope, *kinds))


def _milestones(scope: Scope, *kinds: str) -> MilestoneQuerySet:
    actual = Milestone.objects.in_county(scope.county.pk).actual_on(scope.on, scope.known)
    return actual.filter(kind__in=kinds, project=OuterRef("project"))


def signing_rows(scope: Scope) -> Rows:
    """正式合同 and 增资 with their reversals, each in the period of its own posting, so that a closed month never moves; and what
    became of their projects by the cut-off. `outside_wan`: the 省外 and 境外 part. `days_to_start`: from the contract to the first date of
    开工, negative of a row that takes a contract back. 开工 includes 建成, 投产 includes 达产 (definitions 1.18)."""
    book = Signing.objects.in_county(scope.county.pk)
    funded = (
        Arrival.objects.known(scope.known)
        .counting_until(scope.on)
        .filter(project=OuterRef("project"))
        .order_by()
        .values("project")
        .annotate(total=Sum("amount_wan"))
        .filter(total__gt=0)
    )
    outside = (
        SigningPart.objects.filter(signing=OuterRef("pk"), source_tier__in=OUTSIDE_TIERS)
        .order_by()
        .values("signing")
        .annotate(total=Sum("amount_wan"))
    )
    standing = book.standing_on(scope.on, scope.known).filter(pk=OuterRef("pk"))
    started = Subquery(_milestones(scope, STARTED).order_by("happened_on", "pk").values("happened_on")[:1])
    days = ExtractDay(ExpressionWrapper(started - F("signed_on"), output_field=DurationField()))
    rows = (
        book.known(scope.known)
        .amounts()
        .with_count()
        .annotate(
            size_wan=Abs("amount_wan"),
            investment_wan=F("count") * F("project__total_investment_wan"),
            band=_band("size_wan"),
            is_ended=_reached(scope, ENDED),
            is_invested=_reached(scope, INVESTED),
            is_registered=_reached(scope, REGISTERED),
            is_started=_reached(scope, *BUILT_FROM),
            is_dated=_reached(scope, STARTED),
            is_producing=_reached(scope, PRODUCING, FULL),
            is_funded=Exists(funded),
            is_standing=Exists(standing),
            days_to_start=F("count") * days,
            is_cohort=Exists(two_year_contracts(scope)) & Exists(standing),
            outside_wan=Subquery(outside.values("total")),
        )
    )
    return with_contract(rows, scope, "project", "counts_on")


def _band(column: str) -> Case:
    return Case(
        *(When(**{f"{column}__gte": band.from_wan}, then=Value(band.value)) for band in BANDS),
        default=Value(SMALL),
        output_field=CharField(),
    )


SMALL = "0"
BUILT_FROM = (STARTED, INVESTED, PRODUCING, FULL)
"""What says that building began: a project that is built was begun, dated or not."""
_BAND_LABELS = {"10": "10亿元以上", "5": "5亿元以上、不足10亿元", "1": "1亿元以上、不足5亿元", SMALL: "不足1亿元"}


def bands(scope: Scope) -> Iterable[Group]:
    """Each signing in one band only, so that bands add up; 其中…以上 is a figure of its own."""
    return [Group(key, label) for key, label in _BAND_LABELS.items()]


def seen_signings(rows: Rows, user: User) -> Rows:
    return rows.filter(Exists(Project.objects.visible_to(user).filter(pk=OuterRef("project_id"))))


SIGNINGS = Fact(
    "signings",
    "签约",
    signing_rows,
    date="counts_on",
    measures={
        "count": Measure("个", "count"),
        "increases": Measure("笔", "increase_count"),
        "amount": Measure("万元", "amount_wan"),
        "outside": Measure("万元", "outside_wan"),
        "investment": Measure("万元", "investment_wan"),
        "days": Measure("天", "days_to_start"),
    },
    filters={
        "contract": Q(nature=CONTRACT),
        "ten": Q(size_wan__gte=TEN),
        "one": Q(size_wan__gte=ONE),
        "ended": Q(is_ended=True),
        "invested": Q(is_invested=True),
        "funded": Q(is_funded=True),
        "industrial": Q(project__introduced_by__category=PARK_AUTHORITY),
        "cohort": Q(is_cohort=True),
        "standing": Q(is_standing=True),
        "performed": Q(is_registered=True) | Q(is_funded=True),
        "started": Q(is_started=True),
        "dated": Q(is_dated=True),
        "producing": Q(is_producing=True),
        "five": Q(size_wan__gte=FIVE),
    },
    cuts=cuts.table(
        *cuts.holders("project__"),
        *cuts.of_project("project__"),
        *cuts.more_of_project("project__"),
        *cuts.of_contract(),
        Cut("band", "签约额规模", "band", members=bands),
        cuts.by_month(),
    ),
    seen=seen_signings,
    age="fair_age",
    project="project",
    edition="fair",
)
