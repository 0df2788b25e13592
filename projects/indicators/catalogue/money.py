"""到位资金 and its tasks (article-figures 2). The headline is 省外 + 境外, by 统计日期."""

from collections.abc import Iterator

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.fields.json import KeyTextTransform

from projects.funding.access import of_visible_project_q
from projects.funding.choices import (
    ARRIVAL,
    ARRIVED,
    CARRIED_OVER,
    FORMAL,
    FORMS,
    NEW_THIS_YEAR,
    OPENING,
    SIGNED_1,
    SIGNED_10,
    TASK_KINDS,
    UNASSIGNED,
    USES,
    WORKING_LEVEL,
)
from projects.funding.models import Arrival, Credit, TaskEntry
from projects.indicators.catalogue import cuts
from projects.indicators.catalogue.signing import contract_of, two_year_contracts, with_contract
from projects.indicators.definition import (
    AS_OF,
    EQUAL_AGE,
    MONTH,
    SAME_PERIOD,
    TWO_YEARS,
    WEEK,
    YEAR,
    Cut,
    Fact,
    Indicator,
    Measure,
    Part,
    Rows,
    Scope,
)
from projects.indicators.formulas import ADJUSTMENT, AMOUNT, COUNT, GROWTH, INCREASE, PACE, RATE, TASK
from projects.organisations.choices import COUNTY, DIMENSIONS, KINDS, TASK_FORCE
from projects.organisations.models import User
from projects.signing.choices import OTHER_PROVINCE, OUTSIDE_TIERS, OVERSEAS

WAN = "万元"


def arrival_rows(scope: Scope) -> Rows:
    """The whole book by then: a reversing row carries the opposite amount. `is_cohort`: of a project signed in the two years, since then;
    `is_signed`: of any project that is signed."""
    signed = two_year_contracts(scope).filter(signed_on__lte=OuterRef("arrived_on"))
    rows = Arrival.objects.in_county(scope.county.pk).known(scope.known)
    return _classed(rows.annotate(is_cohort=Exists(signed), is_signed=Exists(contract_of(scope, "project"))), scope, "")


def credit_rows(scope: Scope) -> Rows:
    return _classed(Credit.objects.in_county(scope.county.pk).known(scope.known), scope, "arrival__")


def _classed(rows: Rows, scope: Scope, path: str) -> Rows:
    """`year_class`: 新建 or 续建 by the money the project had in statistical years before the row's own (definitions 1.14); and the year
    and the fair of its 正式合同. `fair_age`: how long after that fair's first day the row counts."""
    money = Arrival.objects.in_county(scope.county.pk).standing(scope.known).filter(kind__in=(ARRIVAL, OPENING))
    earlier = money.filter(project=OuterRef(f"{path}project"), booked_in__year__lt=OuterRef(f"{path}booked_in__year"))
    year_class = Case(When(Exists(earlier), then=Value(CARRIED_OVER)), default=Value(NEW_THIS_YEAR), output_field=CharField())
    return with_contract(rows.annotate(year_class=year_class), scope, f"{path}project", f"{path}counts_on")


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
    | {"adjusted": Q(arrived_on__lt=F("booked_in__starts_on"))}
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
)
CREDITS = Fact(
    "credits",
    "到位资金归属",
    credit_rows,
    date="arrival__counts_on",
    measures={"amount": Measure(WAN, "amount_wan")},
    filters=_tiers("arrival__source_tier") | {"adjusted": Q(arrival__arrived_on__lt=F("arrival__booked_in__starts_on"))},
    cuts=cuts.table(
        Cut("sector", "所属领域", "arrival__project__sector", members=cuts.sectors),
        *_cuts("arrival__"),
        cuts.by_month("arrival__"),
    ),
    seen=seen_credits,
    project="arrival__project",
    age="fair_age",
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

BOOK = "到位资金申报与核定（佐证材料）"
NOT_OUTSIDE = "省内市外、市内县外资金不计；已申报未核定的不计；冲销的以负数抵减"
PAPER = "任务下达文件（下达数）"
NOT_SET = "任务未下达"
OUTSIDE = ("outside",)
ARRIVED_YEAR = Part("arrivals", "amount", YEAR, OUTSIDE)
ARRIVED_BEFORE = Part("arrivals", "amount", SAME_PERIOD, OUTSIDE)
TASK_OF_YEAR = Part("tasks", "amount", AS_OF, (ARRIVED,))

INDICATORS = (
    Indicator(
        "arrived",
        "本年累计省外到位资金",
        WAN,
        ARRIVED_YEAR,
        AMOUNT,
        means="本年年初至截至日期核定的省外和境外到位资金，不论项目何年签约；按统计日期归期（统计月按26日至25日的，本年自上年12月26日起）。"
        "单位的到位资金按业绩归属计",
        excludes=NOT_OUTSIDE,
        basis=BOOK,
    ),
    Indicator(
        "arrived-increase",
        "到位资金同比增长",
        WAN,
        ARRIVED_YEAR,
        INCREASE,
        under=ARRIVED_BEFORE,
        means="本年累计减上年年初至上年同日累计（2月29日对2月28日）",
        excludes=f"上年同日以后的到位不计；{NOT_OUTSIDE}",
        basis=BOOK,
    ),
    Indicator(
        "arrived-growth",
        "到位资金增速",
        "%",
        ARRIVED_YEAR,
        GROWTH,
        under=ARRIVED_BEFORE,
        means="本年累计与上年同期累计之比减1",
        excludes=f"上年同日以后的到位不计；{NOT_OUTSIDE}",
        basis=BOOK,
    ),
    Indicator(
        "arrival-task",
        "全年到位资金任务",
        WAN,
        TASK_OF_YEAR,
        TASK,
        means="截至日期前下达的本年到位资金任务（含调增调减）；全县为县的任务，单位为该单位的任务",
        excludes="调度数不计",
        basis=PAPER,
        better=None,
        empty=NOT_SET,
    ),
    Indicator(
        "arrival-completion",
        "到位资金任务完成率",
        "%",
        ARRIVED_YEAR,
        RATE,
        under=TASK_OF_YEAR,
        means="本年累计省外到位资金 ÷ 全年到位资金任务",
        excludes=NOT_OUTSIDE,
        basis=f"{BOOK}；{PAPER}",
        beside="pace",
        empty=NOT_SET,
    ),
    Indicator(
        "pace",
        "较序时进度",
        "百分点",
        ARRIVED_YEAR,
        PACE,
        under=TASK_OF_YEAR,
        means="任务完成率减序时进度；序时进度：月末为月数÷12，其他日期为本年已过天数÷全年天数",
        excludes=NOT_OUTSIDE,
        basis=f"{BOOK}；{PAPER}",
        empty=NOT_SET,
    ),
    Indicator(
        "arrival-rate-2y",
        "近两年资金到位率",
        "%",
        Part("arrivals", "amount", AS_OF, ("outside", "cohort"), by_project=True, bundle="cohort"),
        RATE,
        under=Part("signings", "outside", TWO_YEARS, ("cohort",), by_project=True),
        means="上年和本年签约的正式合同项目，自签约至截至日期核定的省外和境外到位资金 ÷ 这些项目签约额（含两年内增资）中省外和境外的部分；"
        "单位的到位率按其负责的项目计",
        excludes="其他年度签约项目的资金不计；终止项目仍留在分母",
        basis="签约登记与确认；到位资金核定",
    ),
    Indicator(
        "signing-task-10",
        "10亿元以上签约任务",
        "个",
        Part("tasks", "count", AS_OF, (SIGNED_10,)),
        COUNT,
        means="截至日期前下达的本年10亿元以上项目签约任务",
        excludes="调度数不计",
        basis=PAPER,
        better=None,
    ),
    Indicator(
        "signing-task-1",
        "1亿元以上签约任务",
        "个",
        Part("tasks", "count", AS_OF, (SIGNED_1,)),
        COUNT,
        means="截至日期前下达的本年1亿元以上项目签约任务",
        excludes="调度数不计",
        basis=PAPER,
        better=None,
    ),
    Indicator(
        "arrived-month",
        "本月省外到位资金",
        WAN,
        Part("arrivals", "amount", MONTH, OUTSIDE),
        AMOUNT,
        means="截至日期所在统计月月初至截至日期核定的省外和境外到位资金",
        excludes=NOT_OUTSIDE,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "arrived-week",
        "本周省外到位资金",
        WAN,
        Part("arrivals", "amount", WEEK, OUTSIDE),
        AMOUNT,
        means="截至日期所在周的周一至截至日期核定的省外和境外到位资金，按统计日期",
        excludes=NOT_OUTSIDE,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "arrived-ever",
        "历年累计省外到位资金",
        WAN,
        Part("arrivals", "amount", AS_OF, OUTSIDE, bundle="ever"),
        AMOUNT,
        means="有记录以来（含期初数）至截至日期核定的省外和境外到位资金；用于项目签约以来的累计到位",
        excludes=NOT_OUTSIDE,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "arrived-all-tiers",
        "本年累计到位资金（含省内）",
        WAN,
        Part("arrivals", "amount", YEAR, bundle="tiers"),
        AMOUNT,
        means="本年年初至截至日期核定的全部到位资金，境外、省外、省内市外、市内县外都计",
        excludes="已申报未核定的不计；冲销的以负数抵减",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "arrival-rate",
        "历年签约项目资金到位率",
        "%",
        Part("arrivals", "amount", AS_OF, ("outside", "signed"), by_project=True, bundle="ever"),
        RATE,
        under=Part("signings", "outside", AS_OF, ("standing",), by_project=True, bundle="ever"),
        means="截至日期前签约（正式合同）的项目核定的省外和境外到位资金 ÷ 这些项目签约额（含增资）中省外和境外的部分；"
        "可按签约年度、签约节会分组，增资和资金都计入项目正式合同的年度和节会",
        excludes="只签框架协议、意向协议的项目不计；终止项目仍留在分母",
        basis="签约登记与确认；到位资金核定",
        listed=False,
    ),
    Indicator(
        "fair-arrived",
        "各届同龄省外到位资金",
        WAN,
        Part("arrivals", "amount", EQUAL_AGE, ("outside", "signed"), by_project=True, bundle="age"),
        AMOUNT,
        means="在某届节会首次签约的项目，自该届开幕起与本届相同天数内核定的省外和境外到位资金",
        excludes=f"超过相同天数以后的资金不计，以便各届可比；{NOT_OUTSIDE}",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "fair-arrival-rate",
        "各届同龄资金到位率",
        "%",
        Part("arrivals", "amount", EQUAL_AGE, ("outside", "signed"), by_project=True, bundle="age"),
        RATE,
        under=Part("signings", "outside", EQUAL_AGE, ("contract",), by_project=True, bundle="age"),
        means="各届节会签约项目开幕起相同天数内核定的省外和境外到位资金 ÷ 同样天数内签订的正式合同签约额中省外和境外的部分",
        excludes="增资不计；超过相同天数以后的签约和资金不计，以便各届可比",
        basis="签约登记与确认；到位资金核定",
        listed=False,
    ),
    Indicator(
        "arrived-adjusted",
        "其中调整上月数",
        WAN,
        Part("arrivals", "amount", MONTH, ("outside", "adjusted")),
        ADJUSTMENT,
        means="计入截至日期所在统计月、但到账日期在该月以前的省外和境外到位资金：补录的迟到资金，和对以前月份的冲销、更正",
        excludes=NOT_OUTSIDE,
        basis=BOOK,
        better=None,
        listed=False,
    ),
    Indicator(
        "arrived-adjusted-year",
        "本年各月调整上月数",
        WAN,
        Part("arrivals", "amount", YEAR, ("outside", "adjusted")),
        ADJUSTMENT,
        means="本年各统计月中到账日期在该月以前的省外和境外到位资金：补录的迟到资金，和对以前月份的冲销、更正",
        excludes=NOT_OUTSIDE,
        basis=BOOK,
        better=None,
        listed=False,
    ),
    Indicator(
        "arrived-before",
        "上年同期省外到位资金",
        WAN,
        ARRIVED_BEFORE,
        AMOUNT,
        means="上年年初至上年同日核定的省外和境外到位资金",
        excludes=NOT_OUTSIDE,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "arrived-province",
        "其中省外资金",
        WAN,
        Part("arrivals", "amount", YEAR, ("province",)),
        AMOUNT,
        means="本年累计到位资金中投资方注册地在外省的部分",
        excludes=NOT_OUTSIDE,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "arrived-overseas",
        "其中境外资金",
        WAN,
        Part("arrivals", "amount", YEAR, ("overseas",)),
        AMOUNT,
        means="本年累计到位资金中投资方为境外（含港澳台）的部分",
        excludes=NOT_OUTSIDE,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "task-gap",
        "距年度任务",
        WAN,
        TASK_OF_YEAR,
        INCREASE,
        under=ARRIVED_YEAR,
        means="全年到位资金任务减本年累计省外到位资金",
        excludes=NOT_OUTSIDE,
        basis=f"{BOOK}；{PAPER}",
        better="less",
        base="任务",
        listed=False,
    ),
)
