"""招商活动, 对接企业, 招商线索 (article-figures 3) and 荣誉奖励 (4). Counted by the day they began or were found; 作废 ones nowhere."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractYear

from projects.indicators.catalogue import cuts
from projects.indicators.definition import YEAR, Cut, Fact, Group, Indicator, Measure, Part, Rows, Scope
from projects.indicators.formulas import COUNT, REWARDS
from projects.organisations.choices import PARK_AUTHORITY
from projects.organisations.models import User
from projects.outreach.access import held_visible_q
from projects.outreach.choices import ASSET, HONOUR_KINDS, INBOUND, OUTBOUND, REWARD, UPGRADES
from projects.outreach.models import Activity, ActivityFirm, Honour, Lead


def activity_rows(scope: Scope) -> Rows:
    rows: Rows = Activity.objects.in_county(scope.county.pk).valid()
    return rows.filter(recorded_at__lte=scope.known) if scope.known else rows


def meeting_rows(scope: Scope) -> Rows:
    """Meetings led by a leader. `is_first`: the firm's first of its year, so that a firm counts once and months add up."""
    led = ActivityFirm.objects.filter(activity__in=activity_rows(scope).exclude(leader=None))
    earlier = (
        led.annotate(year=ExtractYear("activity__starts_on"))
        .filter(enterprise=OuterRef("enterprise"), year=OuterRef("year"))
        .filter(
            Q(activity__starts_on__lt=OuterRef("activity__starts_on"))
            | Q(activity__starts_on=OuterRef("activity__starts_on"), pk__lt=OuterRef("pk"))
        )
    )
    return led.annotate(year=ExtractYear("activity__starts_on")).annotate(is_first=~Exists(earlier))


def lead_rows(scope: Scope) -> Rows:
    rows: Rows = Lead.objects.in_county(scope.county.pk).valid()
    return rows.filter(recorded_at__lte=scope.known) if scope.known else rows


def honour_rows(scope: Scope) -> Rows:
    rows: Rows = Honour.objects.in_county(scope.county.pk).valid()
    return rows.filter(recorded_at__lte=scope.known) if scope.known else rows


def honour_kinds(scope: Scope) -> Iterable[Group]:
    return [Group(kind, kind) for kind in HONOUR_KINDS]


def seen_held(rows: Rows, user: User) -> Rows:
    return rows.filter(held_visible_q(user))


def seen_meetings(rows: Rows, user: User) -> Rows:
    return rows.filter(Exists(Activity.objects.filter(held_visible_q(user), pk=OuterRef("activity_id"))))


ACTIVITIES = Fact(
    "activities",
    "招商活动",
    activity_rows,
    date="starts_on",
    measures={"count": Measure("次")},
    filters={
        "outbound": Q(kind=OUTBOUND),
        "inbound": Q(kind=INBOUND),
        "park": Q(department__category=PARK_AUTHORITY),
    },
    cuts=cuts.table(*cuts.holders(""), cuts.by_calendar_month("starts_on")),
    seen=seen_held,
    by_stat_month=False,
)
MEETINGS = Fact(
    "meetings",
    "对接企业",
    meeting_rows,
    date="activity__starts_on",
    measures={"count": Measure("家")},
    filters={"first": Q(is_first=True)},
    cuts=cuts.table(*cuts.holders("activity__"), cuts.by_calendar_month("activity__starts_on")),
    seen=seen_meetings,
    by_stat_month=False,
)
LEADS = Fact(
    "leads",
    "招商线索",
    lead_rows,
    date="registered_on",
    measures={"count": Measure("条")},
    cuts=cuts.table(*cuts.holders(""), cuts.by_calendar_month("registered_on")),
    seen=seen_held,
    by_stat_month=False,
)

HONOURS = Fact(
    "honours",
    "荣誉奖励",
    honour_rows,
    date="granted_on",
    measures={"count": Measure("户"), "amount": Measure("万元", "amount_wan")},
    filters={"upgrade": Q(kind__in=UPGRADES), "reward": Q(kind=REWARD), "asset": Q(kind=ASSET)},
    cuts=cuts.table(*cuts.holders(""), Cut("kind", "类别", "kind", members=honour_kinds), cuts.by_calendar_month("granted_on")),
    seen=seen_held,
    by_stat_month=False,
)

BOOK = "招商活动登记"
VOID = "作废的登记不计"

INDICATORS = (
    Indicator(
        "outbound",
        "“走出去”招商",
        "次",
        Part("activities", "count", YEAR, ("outbound",)),
        COUNT,
        means="本年开始的“走出去”招商活动次数；单位的次数按活动的带队领导、工作专班、组织部门计",
        excludes=f"请进来、座谈推介、签约活动不计；{VOID}",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "inbound",
        "“请进来”洽谈",
        "次",
        Part("activities", "count", YEAR, ("inbound",)),
        COUNT,
        means="本年开始的“请进来”洽谈活动次数",
        excludes=f"走出去、座谈推介、签约活动不计；{VOID}",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "firms-met",
        "县级领导带队对接企业",
        "家",
        Part("meetings", "count", YEAR, ("first",)),
        COUNT,
        means="本年县级领导带队的活动中对接的企业家数，一家企业一年只计一次，计在首次对接",
        excludes=f"没有县级领导带队的活动不计；{VOID}",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "park-outbound",
        "园区“走出去”招商",
        "次",
        Part("activities", "count", YEAR, ("outbound", "park")),
        COUNT,
        means="“走出去”招商中由园区管委会组织的次数，已含在全县次数内",
        excludes=VOID,
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "leads",
        "招商线索",
        "条",
        Part("leads", "count", YEAR),
        COUNT,
        means="本年登记的招商线索条数，不论后来是否转为项目；单位的条数按线索的领导、专班、部门计",
        excludes=VOID,
        basis="招商线索登记",
        listed=False,
    ),
    Indicator(
        "upgraded",
        "新增规上和创新企业",
        "户",
        Part("honours", "count", YEAR, ("upgrade",)),
        COUNT,
        means="本年认定的规上工业企业、省级企业技术创新中心、省级创新型企业、专精特新企业户数，一户得几项计几次，按类别分列",
        excludes=f"奖励资金、资产荣誉不计；{VOID}",
        basis="荣誉奖励登记",
        listed=False,
    ),
    Indicator(
        "awards",
        "省级专项奖励资金",
        "万元",
        Part("honours", "amount", YEAR, ("reward",)),
        REWARDS,
        means="本年下达的奖励资金合计，按万元印",
        excludes=f"不是到位资金，与到位资金不相加；{VOID}",
        basis="荣誉奖励登记",
        listed=False,
    ),
    Indicator(
        "asset-honours",
        "资产荣誉",
        "项",
        Part("honours", "count", YEAR, ("asset",)),
        COUNT,
        means="本年授予资产（如工业遗产）的荣誉项数",
        excludes=VOID,
        basis="荣誉奖励登记",
        better=None,
        listed=False,
    ),
)
