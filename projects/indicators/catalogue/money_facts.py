"""到位资金 and tasks as rows: what may be counted of them, and how it may be cut."""

from collections.abc import Iterator

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.fields.json import KeyTextTransform

from projects.funding.access import of_visible_project_q
from projects.funding.choices import (
    ARRIVAL,
    CARRIED_OVER,
    FORMAL,
    FORMS,
    NEW_THIS_YEAR,
    OPENING,
    TASK_KINDS,
    UNASSIGNED,
    USES,
    WORKING_LEVEL,
)
from projects.funding.models import Arrival, Credit, TaskEntry
from projects.indicators.catalogue import cuts
from projects.indicators.catalogue.signing_facts import contract_columns, contract_of, two_year_contracts
from projects.indicators.definition import (
    Column,
    Cut,
    Fact,
    Measure,
    Rows,
    Scope,
)
from projects.organisations.choices import COUNTY, DIMENSIONS, KINDS, TASK_FORCE
from projects.organisations.models import User
from projects.signing.choices import OTHER_PROVINCE, OUTSIDE_TIERS, OVERSEAS

WAN = "万元"


def arrival_rows(scope: Scope) -> Rows:
    """The whole book by then: a reversing row carries the opposite amount."""
    return Arrival.objects.in_county(scope.county.pk).known(scope.known)


def credit_rows(scope: Scope) -> Rows:
    """The county of the money is the credit's own; said of both, the plan for one county among many begins with that county's money."""
    return Credit.objects.in_county(scope.county.pk).known(scope.known).filter(arrival__county=scope.county.pk)


def _cohort(scope: Scope) -> Exists:
    """Money of a project signed in the two years, since then."""
    return Exists(two_year_contracts(scope).filter(signed_on__lte=OuterRef("arrived_on")))


def _columns(path: str) -> dict[str, Column]:
    """`year_class`: 新建 or 续建 by the money the project had in statistical years before the row's own (definitions 1.14); and the year
    and the fair of its 正式合同."""

    def year_class(scope: Scope) -> Case:
        money = Arrival.objects.in_county(scope.county.pk).standing(scope.known).filter(kind__in=(ARRIVAL, OPENING))
        earlier = money.filter(project=OuterRef(f"{path}project"), booked_in__year__lt=OuterRef(f"{path}booked_in__year"))
        return Case(When(Exists(earlier), then=Value(CARRIED_OVER)), default=Value(NEW_THIS_YEAR), output_field=CharField())

    return {"year_class": Column(year_class), **contract_columns(f"{path}project", f"{path}counts_on")}


def task_rows(scope: Scope) -> Rows:
    """Of the year of the cut-off, 下达数 and 调度数. `force_sector`: of a task force that answers for one sector alone."""
    is_alone = Q(unit__sectors__0__isnull=False, unit__sectors__1__isnull=True)
    first = KeyTextTransform("0", "unit__sectors")
    sector = Case(When(is_alone, then=first), default=Value(""), output_field=CharField())
    entries = TaskEntry.objects.in_county(scope.county.pk).standing(scope.known).for_year(scope.calendar.year_of(scope.on))
    return entries.annotate(force_sector=sector)


def seen_arrivals(rows: Rows, user: User) -> Rows:
    return rows.filter(of_visible_project_q(user))


def seen_credits(rows: Rows, user: User) -> Rows:
    return rows.filter(of_visible_project_q(user, "arrival__project_id"))


def seen_tasks(rows: Rows, user: User) -> Rows:
    """Tasks are issued by a published document: every member of staff sees them."""
    return rows


def _tiers(path: str) -> dict[str, Q]:
    return {
        "outside": Q(**{f"{path}__in": OUTSIDE_TIERS}),
        "province": Q(**{path: OTHER_PROVINCE}),
        "overseas": Q(**{path: OVERSEAS}),
    }


def _cuts(path: str) -> Iterator[Cut]:
    """`path` leads to the arrival and ends in __, or is empty."""
    yield Cut("tier", "资金来源", f"{path}source_tier", members=cuts.tiers)
    yield Cut("use", "资金用途", f"{path}use", members=cuts.words(*USES))
    yield Cut("form", "到位形式", f"{path}form", members=cuts.words(*FORMS))
    yield Cut("year-class", "年度类别", "year_class", members=cuts.words(NEW_THIS_YEAR, CARRIED_OVER))
    yield from cuts.more_of_project(f"{path}project__")
    yield from cuts.of_contract()


ARRIVALS = Fact(
    "arrivals",
    "到位资金",
    arrival_rows,
    date="counts_on",
    measures={"amount": Measure(WAN, "amount_wan")},
    filters=_tiers("source_tier")
    | {"adjusted": Q(arrived_on__lt=F("counts_on"))}
    | {"cohort": Q(is_cohort=True), "signed": Q(is_signed=True)},
    cuts=cuts.table(
        *(
            Cut(item.value, item.label, "unit", fact="credits", within=("dimension", item.value), kind=item.value)
            for item in DIMENSIONS
        ),
        Cut("unassigned", "未明确", "unit", fact="credits", within=("dimension", UNASSIGNED)),
        *cuts.holders("project__", "project-"),
        Cut("sector", "所属领域", "project__sector", members=cuts.sectors),
        *_cuts(""),
        cuts.by_month(),
    ),
    seen=seen_arrivals,
    project="project",
    age="fair_age",
    columns={
        "is_cohort": Column(_cohort),
        "is_signed": Column(lambda scope: Exists(contract_of(scope, "project"))),
        **_columns(""),
    },
)
CREDITS = Fact(
    "credits",
    "到位资金归属",
    credit_rows,
    date="arrival__counts_on",
    measures={"amount": Measure(WAN, "amount_wan")},
    filters=_tiers("arrival__source_tier") | {"adjusted": Q(arrival__arrived_on__lt=F("arrival__counts_on"))},
    cuts=cuts.table(
        Cut("sector", "所属领域", "arrival__project__sector", members=cuts.sectors),
        *_cuts("arrival__"),
        cuts.by_month("arrival__"),
    ),
    seen=seen_credits,
    project="arrival__project",
    age="fair_age",
    columns=_columns("arrival__"),
)
TASKS = Fact(
    "tasks",
    "任务",
    task_rows,
    date="issued_on",
    measures={"amount": Measure(WAN, "amount"), "count": Measure("个", "amount")},
    filters={kind: Q(kind=kind, level=FORMAL) for kind in TASK_KINDS}
    | {f"{kind}-working": Q(kind=kind, level=WORKING_LEVEL) for kind in TASK_KINDS},
    cuts=cuts.table(
        *(Cut(kind, label, "unit", within=("unit__kind", kind), kind=kind) for kind, label in KINDS.items()),
        Cut("sector", "所属领域", "force_sector", within=("unit__kind", TASK_FORCE), members=cuts.sectors),
    ),
    seen=seen_tasks,
    total=COUNTY,
)
