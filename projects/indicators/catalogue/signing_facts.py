"""签约 as rows: what may be counted of papers, and how they may be cut."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Abs, ExtractDay

from projects.funding.models import Arrival
from projects.indicators.catalogue import cuts
from projects.indicators.definition import (
    Column,
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


def contract_columns(project: str, day: str) -> dict[str, Column]:
    """The statistical year and the fair of the project's 正式合同, and how long after the fair's first day the row counts."""

    def first(scope: Scope, column: str) -> Subquery:
        return Subquery(contract_of(scope, project).order_by("counts_on", "pk").values(column)[:1])

    def age(scope: Scope) -> Any:
        return ExpressionWrapper(F(day) - first(scope, "fair__starts_on"), output_field=DurationField())

    return {
        "contract_year": Column(lambda scope: first(scope, "booked_in__year")),
        "contract_fair": Column(lambda scope: first(scope, "fair")),
        "fair_age": Column(age),
    }


def _reached(scope: Scope, *kinds: str) -> Exists:
    """An actual date of one of these kinds lies on or before the cut-off."""
    return Exists(_milestones(scope, *kinds))


def _milestones(scope: Scope, *kinds: str) -> MilestoneQuerySet:
    actual = Milestone.objects.in_county(scope.county.pk).actual_on(scope.on, scope.known)
    return actual.filter(kind__in=kinds, project=OuterRef("project"))


def _reached_column(*kinds: str) -> Column:
    return Column(lambda scope: _reached(scope, *kinds))


def signing_rows(scope: Scope) -> Rows:
    """正式合同 and 增资 with their reversals, each in the period of its own posting, so that a closed month never moves; and what
    became of their projects by the cut-off (COLUMNS)."""
    return Signing.objects.in_county(scope.county.pk).known(scope.known).amounts().with_count()


def _funded(scope: Scope) -> Exists:
    money = Arrival.objects.known(scope.known).counting_until(scope.on).filter(project=OuterRef("project"))
    return Exists(money.order_by().values("project").annotate(total=Sum("amount_wan")).filter(total__gt=0))


def _standing(scope: Scope) -> Exists:
    book = Signing.objects.in_county(scope.county.pk)
    return Exists(book.standing_on(scope.on, scope.known).filter(pk=OuterRef("pk")))


def _outside(scope: Scope) -> Subquery:
    """The 省外 and 境外 part in 万元."""
    parts = SigningPart.objects.filter(signing=OuterRef("pk"), source_tier__in=OUTSIDE_TIERS).order_by()
    return Subquery(parts.values("signing").annotate(total=Sum("amount_wan")).values("total"))


def _days_to_start(scope: Scope) -> Any:
    """From the contract to the first date of 开工; negative of a row that takes a contract back."""
    started = Subquery(_milestones(scope, STARTED).order_by("happened_on", "pk").values("happened_on")[:1])
    return F("count") * ExtractDay(ExpressionWrapper(started - F("signed_on"), output_field=DurationField()))


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


# 开工 includes 建成, 投产 includes 达产 (definitions 1.18).
COLUMNS = {
    "size_wan": Column(lambda scope: Abs("amount_wan")),
    "investment_wan": Column(lambda scope: F("count") * F("project__total_investment_wan")),
    "band": Column(lambda scope: _band("size_wan"), needs=("size_wan",)),
    "is_ended": _reached_column(ENDED),
    "is_invested": _reached_column(INVESTED),
    "is_registered": _reached_column(REGISTERED),
    "is_started": _reached_column(*BUILT_FROM),
    "is_dated": _reached_column(STARTED),
    "is_producing": _reached_column(PRODUCING, FULL),
    "is_funded": Column(_funded),
    "is_standing": Column(_standing),
    "days_to_start": Column(_days_to_start),
    "is_cohort": Column(lambda scope: Exists(two_year_contracts(scope)) & _standing(scope)),
    "outside_wan": Column(_outside),
} | contract_columns("project", "counts_on")
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
    columns=COLUMNS,
)
