"""Tasks of every kind: 任务, 完成, 完成率, 较序时进度 (definitions 1.9, 1.10, 1.20), as of any day, by county and holder.

到位资金 goes by 业绩归属 (Credit). 签约额 goes by the shares in force on the day of signing; a count by band counts a project at every
unit that holds a part of it, so that the owners' counts add up to more than the county's, and the page says by how much.
"""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, SmallIntegerField, Value, When
from django.db.models.functions import Abs, Coalesce

from projects.funding.access import of_visible_project_q
from projects.funding.choices import (
    ARRIVED,
    LEADS,
    OUTBOUND_TRIPS,
    SIGNED_1,
    SIGNED_10,
    SIGNED_AMOUNT,
    TASK_KINDS,
    TOP500,
    UNASSIGNED,
)
from projects.indicators.catalogue import cuts
from projects.indicators.catalogue.signing_facts import ONE, TEN
from projects.indicators.definition import AS_OF, YEAR, Cut, Fact, Indicator, Measure, Part, Rows, Scope
from projects.indicators.formulas import AMOUNT, COUNT, PACE, RATE, TASK, TASK_COUNT
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import User
from projects.signing.choices import CONTRACT
from projects.signing.models import Signing, SigningCredit


def paper_rows(scope: Scope) -> Rows:
    """What adds up to 签约额: 正式合同 and 增资 with their reversals. `is_second_of_firm`: of one that signed before in the year."""
    book = Signing.objects.in_county(scope.county.pk).known(scope.known).amounts().with_count()
    return _with_top500(book, scope, "")


def held_rows(scope: Scope) -> Rows:
    papers = Signing.objects.in_county(scope.county.pk).known(scope.known).amounts()
    rows = SigningCredit.objects.filter(county=scope.county, signing__in=papers.values("pk"))
    sign = Case(When(signing__reverses__isnull=False, then=Value(-1)), default=Value(1), output_field=SmallIntegerField())
    return _with_top500(rows.annotate(count=sign), scope, "signing__")


def _with_top500(rows: Rows, scope: Scope, path: str) -> Rows:
    """A firm that signs twice in a year is one firm, counted with its first project that stands at the cut-off. A reversing row is
    judged by the row that it takes back."""
    own_on, own_pk = f"{path}counts_on", f"{path}pk"
    rows = rows.annotate(
        size_wan=Abs(f"{path}amount_wan"),
        own_on=Coalesce(f"{path}reverses__counts_on", own_on),
        own_pk=Coalesce(f"{path}reverses_id", own_pk),
        own_year=Coalesce(f"{path}reverses__booked_in__year", f"{path}booked_in__year"),
    )
    earlier = (
        Signing.objects.in_county(scope.county.pk)
        .standing_on(scope.on, scope.known)
        .contracts()
        .exclude(project__top500="")
        .filter(project__investor=OuterRef(f"{path}project__investor"), booked_in__year=OuterRef("own_year"))
        .filter(Q(counts_on__lt=OuterRef("own_on")) | Q(counts_on=OuterRef("own_on"), pk__lt=OuterRef("own_pk")))
    )
    annotated: Rows = rows.annotate(is_second_of_firm=Exists(earlier))
    return annotated


def _filters(path: str, **more: Q) -> dict[str, Q]:
    top500 = ~Q(**{f"{path}project__top500": ""})
    return {
        "contract": Q(**{f"{path}nature": CONTRACT}),
        "ten": Q(size_wan__gte=TEN),
        "one": Q(size_wan__gte=ONE),
        "top500": top500 & Q(is_second_of_firm=False),
        "held": Q(),
        "again": Q(pk__isnull=True),
    } | more


def seen_papers(rows: Rows, user: User) -> Rows:
    return rows.filter(of_visible_project_q(user))


def seen_held(rows: Rows, user: User) -> Rows:
    return rows.filter(of_visible_project_q(user, "signing__project_id"))


PAPERS = Fact(
    "papers",
    "签约（按归属）",
    paper_rows,
    date="counts_on",
    measures={"count": Measure("个", "count"), "amount": Measure("万元", "amount_wan")},
    filters=_filters(""),
    cuts=cuts.table(
        *(
            Cut(item.value, item.label, "unit", fact="held", within=("dimension", item.value), kind=item.value)
            for item in DIMENSIONS
        ),
        Cut("unassigned", "未明确", "unit", fact="held", within=("dimension", UNASSIGNED)),
        *cuts.of_project("project__"),
        cuts.by_month(),
    ),
    seen=seen_papers,
    project="project",
)
HELD = Fact(
    "held",
    "签约归属",
    held_rows,
    date="signing__counts_on",
    measures={"count": Measure("个", "count"), "amount": Measure("万元", "amount_wan")},
    # `held`: the unit holds a part; what nobody holds counts as 未明确 only when nobody holds any of it. `again`: one more holder.
    filters=_filters("signing__", held=Q(unit__isnull=False) | Q(place=1), again=Q(unit__isnull=False, place__gt=1)),
    cuts=cuts.table(*cuts.of_project("signing__project__"), cuts.by_month("signing__")),
    seen=seen_held,
    project="signing__project",
)

PAPER = "任务下达文件"
NOT_SET = "任务未下达"
BY_SHARES = "单位的签约额按签约当日的归属比例计"
BY_HOLDING = "一个项目由几个单位共同持有的，各单位都计1个，全县只计1个"


@dataclass(frozen=True)
class KindFigures:
    """Slugs of one kind's figures. `again`: how often a project counts at one more holder; empty where it cannot."""

    task: str
    working: str
    done: str
    completion: str
    pace: str
    again: str = ""

    @property
    def columns(self) -> tuple[str, str, str, str, str]:
        return self.task, self.working, self.done, self.completion, self.pace


@dataclass(frozen=True)
class _Kind:
    """`done`: what answers the task. `name`: of what is done."""

    value: str
    name: str
    done: Part
    means: str
    excludes: str
    basis: str

    @property
    def slug(self) -> str:
        return self.value.replace("_", "-")

    @property
    def unit(self) -> str:
        return TASK_KINDS[self.value].unit

    @property
    def is_money(self) -> bool:
        return self.unit == "万元"


def _signed(*only: str) -> Part:
    return Part("papers", "count", YEAR, ("contract", *only, "held"))


_BOOK = "签约登记与确认"
_KINDS = (
    _Kind(
        SIGNED_AMOUNT,
        "签约额",
        Part("papers", "amount", YEAR),
        f"本年签约项目的签约额和本年增资额之和；{BY_SHARES}",
        "框架协议、意向协议不计",
        _BOOK,
    ),
    _Kind(
        SIGNED_10,
        "10亿元以上签约项目",
        _signed("ten"),
        f"本年签约、签约额10亿元以上（含）的项目；{BY_HOLDING}",
        "以后的增资不改变规模段",
        _BOOK,
    ),
    _Kind(
        SIGNED_1,
        "1亿元以上签约项目",
        _signed("one"),
        f"本年签约、签约额1亿元以上（含）的项目，含10亿元以上的；{BY_HOLDING}",
        "以后的增资不改变规模段",
        _BOOK,
    ),
    _Kind(
        TOP500,
        "引进三个500强企业",
        _signed("top500"),
        f"本年签约项目的投资方为世界500强、中国500强、民营企业500强的家数，一家企业当年几个项目只计首个；{BY_HOLDING}",
        "项目资料未注明三个500强的不计",
        "项目资料（三个500强）",
    ),
    _Kind(
        OUTBOUND_TRIPS,
        "外出招商",
        Part("activities", "count", YEAR, ("outbound",)),
        "本年开始的“走出去”招商活动次数",
        "作废的登记不计",
        "招商活动登记",
    ),
    _Kind(LEADS, "招商线索", Part("leads", "count", YEAR), "本年登记的招商线索条数", "作废的登记不计", "招商线索登记"),
)
_TASK_SLUGS = {SIGNED_10: "signing-task-10", SIGNED_1: "signing-task-1"}


def _task_part(kind: str, suffix: str = "") -> Part:
    return Part("tasks", "amount" if TASK_KINDS[kind].unit == "万元" else "count", AS_OF, (f"{kind}{suffix}",))


def _task(slug: str, name: str, part: Part, unit: str, level: str) -> Indicator:
    return Indicator(
        slug,
        name,
        unit,
        part,
        TASK if unit == "万元" else TASK_COUNT,
        means=f"截至日期前下达的本年任务（{level}，含调增、调减、划转）",
        excludes=f"{'调度数' if level == '下达数' else '下达数'}不计",
        basis=PAPER,
        better=None,
        empty=NOT_SET,
        listed=False,
    )


def _of_kind(kind: _Kind) -> list[Indicator]:
    task = _task_part(kind.value)
    done = Indicator(
        f"done-{kind.slug}",
        f"本年{kind.name}",
        kind.unit,
        kind.done,
        AMOUNT if kind.is_money else COUNT,
        means=kind.means,
        excludes=kind.excludes,
        basis=kind.basis,
        listed=False,
    )
    rates = [
        Indicator(
            slug,
            name,
            unit,
            kind.done,
            formula,
            under=task,
            means=means,
            excludes=kind.excludes,
            basis=f"{kind.basis}；{PAPER}",
            empty=NOT_SET,
            listed=False,
        )
        for slug, name, unit, formula, means in (
            (f"completion-{kind.slug}", f"{kind.name}任务完成率", "%", RATE, f"本年{kind.name} ÷ 截至日期的年度任务"),
            (f"pace-{kind.slug}", f"{kind.name}较序时进度", "百分点", PACE, "任务完成率减序时进度"),
        )
    ]
    working = _task_part(kind.value, "-working")
    found = [done, *rates, _task(f"working-{kind.slug}", f"{kind.name}任务（调度数）", working, kind.unit, "调度数")]
    if kind.value not in _TASK_SLUGS:
        found.append(_task(f"task-{kind.slug}", f"{kind.name}任务", task, kind.unit, "下达数"))
    if "held" in kind.done.only:
        found.append(_again(kind))
    return found


def _again(kind: _Kind) -> Indicator:
    only = ("again" if name == "held" else name for name in kind.done.only)
    return Indicator(
        f"again-{kind.slug}",
        f"{kind.name}（共同持有重复计）",
        kind.unit,
        Part("papers", "count", YEAR, tuple(only)),
        COUNT,
        means="同一项目由几个单位共同持有时，第二个及以后的单位所计的个数；各单位之和减去它等于全县数",
        excludes="全县数不含",
        basis=kind.basis,
        better=None,
        listed=False,
    )


INDICATORS: tuple[Indicator, ...] = (
    *(indicator for kind in _KINDS for indicator in _of_kind(kind)),
    _task("arrival-working", "全年到位资金任务（调度数）", _task_part(ARRIVED, "-working"), "万元", "调度数"),
)
KIND_FIGURES: dict[str, KindFigures] = {
    ARRIVED: KindFigures("arrival-task", "arrival-working", "arrived", "arrival-completion", "pace")
} | {
    kind.value: KindFigures(
        _TASK_SLUGS.get(kind.value, f"task-{kind.slug}"),
        f"working-{kind.slug}",
        f"done-{kind.slug}",
        f"completion-{kind.slug}",
        f"pace-{kind.slug}",
        f"again-{kind.slug}" if "held" in kind.done.only else "",
    )
    for kind in _KINDS
}
"""Task kind → its figures; in the order of TASK_KINDS."""
