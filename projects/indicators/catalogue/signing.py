"""签约: what was signed, by band, at the fair, and how far it came (article-figures 1)."""

from collections.abc import Iterable

from django.db.models import Case, CharField, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Abs, ExtractDay

from projects.funding.models import Arrival
from projects.indicators.catalogue import cuts
from projects.indicators.definition import (
    AS_OF,
    EQUAL_AGE,
    FAIR,
    LAST_EDITION,
    LAST_FAIR,
    SAME_PERIOD,
    TWO_YEARS,
    WEEK,
    YEAR,
    Cut,
    Fact,
    Group,
    Indicator,
    Measure,
    Part,
    Rows,
    Scope,
    Window,
)
from projects.indicators.formulas import AMOUNT, AVERAGE, COUNT, COUNT_CHANGE, GROWTH, INCREASE, RATE
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

BOOK = "签约登记与确认（文本性质、签约时间、签约额以合同为准）"
NOT_CONTRACTS = "框架协议、意向协议不计；同一项目只计第一份正式合同；月结后冲销的在冲销当月减去"


def _contracts(window: Window, *only: str, measure: str = "count", bundle: str = "") -> Part:
    return Part("signings", measure, window, ("contract", *only), bundle=bundle)


NODES = "项目节点登记"
_LIFE = (
    ("performed", "履约率", "已履约（项目公司已注册备案，或已有核定到位资金）", f"{NODES}；到位资金核定"),
    ("funded", "资金到位面", "已有核定到位资金（合计大于0，不分资金来源）的", "到位资金核定"),
    ("started", "开工率", "已开工（含已完成投资、投产、达产）", NODES),
    ("invested", "完成投资面", "已登记“完成投资”节点的（口径待市局确认）", NODES),
    ("producing", "投产率", "已投产（含达产）", NODES),
)


def _life(window: Window, suffix: str, whose: str) -> Iterable[Indicator]:
    """履约率, 开工率, 投产率 with gross denominators, and 签约到开工天数 of those that have the date."""
    for slug, name, means, basis in _LIFE:
        yield Indicator(
            f"{slug}-rate{suffix}",
            f"{whose}签约项目{name}",
            "%",
            _contracts(window, slug, bundle="life"),
            RATE,
            under=_contracts(window, bundle="life"),
            means=f"{whose}签约（正式合同）的项目中截至日期前{means}的个数 ÷ {whose}签约项目数；终止项目仍留在分母",
            excludes=NOT_CONTRACTS,
            basis=f"{BOOK}；{basis}",
            listed=False,
        )
    yield Indicator(
        f"days-to-start{suffix}",
        f"{whose}签约项目签约到开工天数",
        "天",
        _contracts(window, "dated", measure="days", bundle="life"),
        AVERAGE,
        under=_contracts(window, "dated", bundle="life"),
        means=f"{whose}签约（正式合同）的项目中已登记开工时间的，自签约时间至最早开工时间的天数之和 ÷ 这些项目的个数；签约即开工为0天",
        excludes="没有登记开工时间的项目不计",
        basis=f"{BOOK}；{NODES}",
        better="less",
        listed=False,
    )


SIGNED_AMOUNT = Part("signings", "amount", YEAR)

INDICATORS = (
    Indicator(
        "signed-count",
        "本年签约项目",
        "个",
        _contracts(YEAR),
        COUNT,
        means="截至日期前本年签订并经招商局确认的正式合同项目数，按统计日期归入本年",
        excludes=f"{NOT_CONTRACTS}；增资不增加个数；终止项目仍计",
        basis=BOOK,
    ),
    Indicator(
        "signed-amount",
        "本年签约额",
        "万元",
        SIGNED_AMOUNT,
        AMOUNT,
        means="本年签约项目的签约额，加本年签订的补充协议（增资）金额",
        excludes="框架协议、意向协议不计；增资只计金额不计个数；月结后冲销的在冲销当月减去",
        basis=BOOK,
    ),
    Indicator(
        "signed-10",
        "其中10亿元以上签约项目",
        "个",
        _contracts(YEAR, "ten"),
        COUNT,
        means="本年签约项目中签约额10亿元以上（含10亿元）的个数，以签约时的签约额为准",
        excludes="以后的增资不改变规模段",
        basis=BOOK,
    ),
    Indicator(
        "signed-1",
        "其中1亿元以上签约项目",
        "个",
        _contracts(YEAR, "one"),
        COUNT,
        means="本年签约项目中签约额1亿元以上（含1亿元）的个数，包含10亿元以上的",
        excludes="以后的增资不改变规模段",
        basis=BOOK,
    ),
    Indicator(
        "event-count",
        "{fair}签约项目",
        "个",
        _contracts(FAIR),
        COUNT,
        means="在重点节会最近一届上首次签约、截至日期前已签正式合同的项目数",
        excludes="只签框架协议、意向协议的不计",
        basis=BOOK,
    ),
    Indicator(
        "event-amount",
        "{fair}签约额",
        "万元",
        _contracts(FAIR, measure="amount"),
        AMOUNT,
        means="重点节会最近一届签约项目正式合同的签约额",
        excludes="框架协议、意向协议、增资不计",
        basis=BOOK,
    ),
    Indicator(
        "event-growth",
        "{fair}签约额比上届增长",
        "%",
        _contracts(FAIR, measure="amount"),
        GROWTH,
        under=_contracts(LAST_FAIR, measure="amount"),
        means="最近一届签约额与上一届签约额之比减1",
        excludes="框架协议、意向协议、增资不计",
        basis=BOOK,
        base=LAST_EDITION,
    ),
    Indicator(
        "invested-count",
        "新签约项目中已完成投资",
        "个",
        _contracts(YEAR, "invested", bundle="life"),
        COUNT,
        means="本年签约项目中，截至日期前已登记“完成投资”节点的个数（登记条件：核定到位资金达到签约额95%或写明原因；月结后登记、冲销的自登记、冲销当月起算）。口径待市局确认",
        excludes="已有资金到位但未完成投资的不计，另列",
        basis="项目节点登记",
        beside="funded-count",
    ),
    Indicator(
        "funded-count",
        "新签约项目中已有资金到位",
        "个",
        _contracts(YEAR, "funded", bundle="life"),
        COUNT,
        means="本年签约项目中，截至日期前核定到位资金合计大于0的个数（不分资金来源）",
        excludes="已申报未核定的不计",
        basis="到位资金核定",
        beside="invested-count",
    ),
    Indicator(
        "industrial-signed",
        "园区工业招商签约",
        "个",
        _contracts(YEAR, "industrial"),
        COUNT,
        means="本年签约项目中招引单位为工业集中区管委会的个数；总投资为这些项目的总投资之和（不是签约额）",
        excludes=NOT_CONTRACTS,
        basis=BOOK,
        also="industrial-investment",
    ),
    Indicator(
        "industrial-investment",
        "总投资",
        "万元",
        _contracts(YEAR, "industrial", measure="investment"),
        AMOUNT,
        means="本年园区工业招商签约项目的总投资之和",
        excludes="未填写总投资的项目按0计",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "signed-count-increase",
        "本年签约项目同比",
        "个",
        _contracts(YEAR),
        COUNT_CHANGE,
        under=_contracts(SAME_PERIOD),
        means="本年签约项目数减上年同期签约项目数",
        excludes=NOT_CONTRACTS,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "signed-amount-increase",
        "本年签约额同比增长",
        "万元",
        SIGNED_AMOUNT,
        INCREASE,
        under=Part("signings", "amount", SAME_PERIOD),
        means="本年签约额减上年同期签约额",
        excludes="框架协议、意向协议不计",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "signed-amount-growth",
        "本年签约额增速",
        "%",
        SIGNED_AMOUNT,
        GROWTH,
        under=Part("signings", "amount", SAME_PERIOD),
        means="本年签约额与上年同期签约额之比减1",
        excludes="框架协议、意向协议不计",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "signed-count-week",
        "本周签约项目",
        "个",
        _contracts(WEEK),
        COUNT,
        means="截至日期所在周的周一至截至日期签订并确认的正式合同项目数，按统计日期",
        excludes=NOT_CONTRACTS,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "signed-amount-week",
        "本周签约额",
        "万元",
        Part("signings", "amount", WEEK),
        AMOUNT,
        means="截至日期所在周的周一至截至日期签订并确认的正式合同和增资的金额，按统计日期",
        excludes="框架协议、意向协议不计",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "signed-increases",
        "另含增资",
        "笔",
        Part("signings", "increases", YEAR),
        COUNT,
        means="本年签订并确认的补充协议（增资）笔数，金额已含在本年签约额内",
        excludes="增资不增加签约项目个数；月结后冲销的在冲销当月减去",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "signed-ended",
        "其中已终止",
        "个",
        _contracts(YEAR, "ended"),
        COUNT,
        means="本年签约项目中截至日期前已终止（退出）的个数，月结后登记、冲销的自登记、冲销当月起算；终止的项目仍计入签约个数和签约额",
        excludes="其他年度签约的不计",
        basis="项目节点登记",
        better="less",
        listed=False,
    ),
    Indicator(
        "cohort-count",
        "近两年签约项目",
        "个",
        _contracts(TWO_YEARS, "cohort"),
        COUNT,
        means="上年和本年签约、截至日期未冲销的正式合同项目数",
        excludes=NOT_CONTRACTS,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "signed-5",
        "其中5亿元以上签约项目",
        "个",
        _contracts(YEAR, "five"),
        COUNT,
        means="本年签约项目中签约额5亿元以上（含5亿元）的个数，包含10亿元以上的",
        excludes="以后的增资不改变规模段",
        basis=BOOK,
        listed=False,
    ),
    *_life(YEAR, "", "本年"),
    *_life(AS_OF, "-all", "历年"),
    Indicator(
        "fair-signed-count",
        "各届同龄签约项目",
        "个",
        _contracts(EQUAL_AGE, bundle="age"),
        COUNT,
        means="在某届节会首次签约的项目中，自该届开幕起与本届相同天数内签订正式合同的个数",
        excludes=f"超过相同天数以后的签约不计，以便各届可比；{NOT_CONTRACTS}",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "fair-signed-amount",
        "各届同龄签约额",
        "万元",
        _contracts(EQUAL_AGE, measure="amount", bundle="age"),
        AMOUNT,
        means="在某届节会首次签约的项目，自该届开幕起与本届相同天数内签订的正式合同签约额",
        excludes="增资不计；超过相同天数以后的签约不计，以便各届可比",
        basis=BOOK,
        listed=False,
    ),
)
