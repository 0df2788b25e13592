"""帮办代办 and 座谈对接 (article-figures 4). 代办 by the unit that does it, meetings by the unit that hosts them."""

from collections.abc import Iterable

from projects.agency.access import item_visible_q
from projects.agency.flow import STAGES
from projects.agency.models import AgencyItem
from projects.indicators.catalogue import cuts
from projects.indicators.definition import YEAR, Cut, Fact, Group, Indicator, Measure, Part, Rows, Scope
from projects.indicators.formulas import COUNT
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import User
from projects.reference.models import labels
from projects.visits.access import meeting_visible_q
from projects.visits.models import Meeting


def item_rows(scope: Scope) -> Rows:
    rows: Rows = AgencyItem.objects.in_county(scope.county.pk).entrusted_until(scope.on, scope.known)
    return rows


def meeting_rows(scope: Scope) -> Rows:
    rows: Rows = Meeting.objects.in_county(scope.county.pk).valid()
    return rows.filter(recorded_at__lte=scope.known) if scope.known else rows


def seen_items(rows: Rows, user: User) -> Rows:
    return rows.filter(item_visible_q(user))


def seen_meetings(rows: Rows, user: User) -> Rows:
    return rows.filter(meeting_visible_q(user))


def methods(scope: Scope) -> Iterable[Group]:
    return [Group(code, label) for code, label in labels("agency_method").items()]


def stages(scope: Scope) -> Iterable[Group]:
    return [Group(code, label) for code, label in STAGES.items()]


def kinds(scope: Scope) -> Iterable[Group]:
    return [Group(code, label) for code, label in labels("meeting_kind").items()]


ITEMS = Fact(
    "agency",
    "帮办代办事项",
    item_rows,
    date="entrusted_on",
    measures={"count": Measure("项")},
    cuts=cuts.table(
        *(Cut(item.value, "代办单位", "unit", kind=item.value) for item in DIMENSIONS),
        Cut("method", "服务方式", "method", members=methods),
        Cut("stage", "审批阶段", "stage", members=stages),
        cuts.by_calendar_month("entrusted_on"),
    ),
    seen=seen_items,
    project="project",
    by_stat_month=False,
)
HELD = Fact(
    "service-meetings",
    "座谈对接会",
    meeting_rows,
    date="held_on",
    measures={"count": Measure("场次")},
    cuts=cuts.table(
        *(Cut(item.value, "承办单位", "host", kind=item.value) for item in DIMENSIONS),
        Cut("kind", "会议类型", "kind", members=kinds),
        cuts.by_calendar_month("held_on"),
    ),
    seen=seen_meetings,
    by_stat_month=False,
)

INDICATORS = (
    Indicator(
        "agency-items",
        "帮办代办",
        "项",
        Part("agency", "count", YEAR),
        COUNT,
        means="本年1月1日起企业委托的帮办代办事项数（按自然年，一个事项计一项）；单位的项数按代办单位计",
        excludes="只列入清单、企业还没有委托的不计；截至日期前撤回的不计",
        basis="帮办代办台账",
    ),
    Indicator(
        "bank-meetings",
        "政银企座谈会、产销对接会",
        "场次",
        Part("service-meetings", "count", YEAR),
        COUNT,
        means="本年召开的政银企座谈会和产销对接会场次；单位的场次按承办单位计",
        excludes="作废的登记不计",
        basis="座谈对接登记",
        better=None,
    ),
)
