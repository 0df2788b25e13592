"""签约: what was signed, by band, at the fair, and how far it came (article-figures 1)."""

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Abs

from projects.funding.models import Arrival
from projects.indicators.catalogue import cuts
from projects.indicators.definition import (
    FAIR,
    LAST_EDITION,
    LAST_FAIR,
    SAME_PERIOD,
    TWO_YEARS,
    WEEK,
    YEAR,
    Fact,
    Indicator,
    Measure,
    Part,
    Rows,
    Scope,
    Window,
)
from projects.indicators.formulas import AMOUNT, COUNT, COUNT_CHANGE, GROWTH, INCREASE
from projects.organisations.choices import PARK_AUTHORITY
from projects.organisations.models import User
from projects.signing.choices import BANDS, CONTRACT, OUTSIDE_TIERS
from projects.signing.models import Milestone, Project, Signing, SigningPart, SigningQuerySet
from projects.signing.stages import ENDED, INVESTED

TEN, ONE = (next(band.from_wan for band in BANDS if band.value == value) for value in ("10", "1"))


def two_year_contracts(scope: Scope) -> SigningQuerySet:
    """The cohort of 近两年: of the project of the outer row, its 正式合同 of this or the last year that stands at the cut-off."""
    span = scope.calendar.two_years_to(scope.on)
    contracts = Signing.objects.in_county(scope.county.pk).standing_on(scope.on, scope.known).contracts()
    return contracts.filter(project=OuterRef("project"), counts_on__gte=span.start)


def signing_rows(scope: Scope) -> Rows:
    """正式合同 and 增资 with their reversals, each in the period of its own posting, so that a closed month never moves; and what
    became of their projects by the cut-off. `outside_wan`: the 省外 and 境外 part."""
    book = Signing.objects.in_county(scope.county.pk)
    ended = Milestone.objects.reached(ENDED, scope.on, scope.known).filter(project=OuterRef("project"))
    invested = Milestone.objects.reached(INVESTED, scope.on, scope.known).filter(project=OuterRef("project"))
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
    return (
        book.known(scope.known)
        .amounts()
        .with_count()
        .annotate(
            size_wan=Abs("amount_wan"),
            investment_wan=F("count") * F("project__total_investment_wan"),
            is_ended=Exists(ended),
            is_invested=Exists(invested),
            is_funded=Exists(funded),
            is_cohort=Exists(two_year_contracts(scope)) & Exists(standing),
            outside_wan=Subquery(outside.values("total")),
        )
    )


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
    },
    cuts=cuts.table(
        *cuts.holders("project__"),
        *cuts.of_project("project__"),
        cuts.by_month(),
    ),
    seen=seen_signings,
    project="project",
    edition="fair",
)

BOOK = "签约登记与确认（文本性质、签约时间、签约额以合同为准）"
NOT_CONTRACTS = "框架协议、意向协议不计；同一项目只计第一份正式合同；月结后冲销的在冲销当月减去"


def _contracts(window: Window, *only: str, measure: str = "count") -> Part:
    return Part("signings", measure, window, ("contract", *only))


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
        _contracts(YEAR, "invested"),
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
        _contracts(YEAR, "funded"),
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
)
