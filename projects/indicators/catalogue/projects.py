"""在库项目 by stage. The register of projects is as of now; each one's stage is as of the cut-off (分类按现状)."""

from collections.abc import Iterable

from django.db.models import Case, CharField, DateField, Exists, OuterRef, Q, Value, When

from projects.indicators.catalogue import cuts
from projects.indicators.catalogue.signing_facts import contract_of
from projects.indicators.definition import MONTH, Cut, Fact, Group, Indicator, Measure, Part, Rows, Scope
from projects.indicators.formulas import COUNT
from projects.organisations.models import User
from projects.signing.access import project_visible_q
from projects.signing.models import Milestone, Project
from projects.signing.stages import SIGNED, STAGES, TALKS


def project_rows(scope: Scope) -> Rows:
    """`stage_on`: derived from what was signed and dated by the cut-off."""
    reached = Milestone.objects.in_county(scope.county.pk).actual_on(scope.on, scope.known).filter(project=OuterRef("pk"))
    tests = []
    for stage in reversed(STAGES):
        if stage.value == SIGNED:
            tests.append(When(Exists(contract_of(scope, "pk")), then=Value(stage.value)))
        elif stage.value != TALKS:
            found = reached.filter(kind=stage.begins_with)
            tests.append(When(Exists(found), then=Value(stage.value)))
    stage_on = Case(*tests, default=Value(TALKS), output_field=CharField())
    return Project.objects.in_county(scope.county.pk).annotate(stage_on=stage_on, seen_on=Value(scope.on, DateField()))


def stages(scope: Scope) -> Iterable[Group]:
    return [Group(stage.value, stage.label) for stage in STAGES]


def seen_projects(rows: Rows, user: User) -> Rows:
    return rows.filter(project_visible_q(user))


PROJECTS = Fact(
    "projects",
    "在库项目",
    project_rows,
    date="seen_on",
    measures={"count": Measure("个")},
    filters={"talks": Q(stage_on=TALKS)},
    cuts=cuts.table(
        *cuts.holders(""),
        *cuts.of_project(""),
        *cuts.more_of_project(""),
        Cut("stage-on", "项目阶段", "stage_on", members=stages),
    ),
    seen=seen_projects,
    project="pk",
)

INDICATORS = (
    Indicator(
        "projects",
        "在库项目",
        "个",
        Part("projects", "count", MONTH),
        COUNT,
        means="登记在册的全部招商项目数，不论何年签约；项目阶段按截至日期已签订的正式合同和已登记的节点推定",
        excludes="只有线索、没有登记为项目的不计；项目登记本身按现状，不受数据时点影响",
        basis="项目登记、签约登记与确认、项目节点登记",
        better=None,
        listed=False,
    ),
    Indicator(
        "projects-in-talks",
        "在谈项目",
        "个",
        Part("projects", "count", MONTH, ("talks",)),
        COUNT,
        means="登记在册、截至日期还没有签订正式合同的项目数（含只签框架协议、意向协议的）",
        excludes="已签正式合同的不计；项目登记本身按现状，不受数据时点影响",
        basis="项目登记、签约登记与确认",
        better=None,
        listed=False,
    ),
)
