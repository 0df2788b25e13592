"""Columns of 包抓联, 走访记录 and 座谈对接."""

from collections.abc import Callable
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from projects.core import clock
from projects.core.tables import CodeColumn, DayColumn, HouseColumn, HouseTable, Shown, TitleColumn
from projects.templatetags.ui import light
from projects.visits.queries import interval_on, pair_light


class WaitingColumn(HouseColumn):
    """How long ago the leader was there; 已结束 for a pair that is over."""

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        today = clock.today()
        interval = interval_on(today)

        def cell(row: Any) -> str:
            if row.ends_on is not None:
                return format_html('<span class="qs-tag is-ended">{}</span>', "已结束")
            found = pair_light(row.waiting_since, today, interval)
            words = found.text if row.last_visit_on or found.state == "red" else "尚未走访"
            return light(found.state, words, plain=True)

        return self.opening(shown), cell, SafeString("</td>")


class FirmColumn(HouseColumn):
    """The firm, opening what is known of visits to it."""

    css = "is-title"
    tag = "th"
    width = 28

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        address = reverse("visits")

        def cell(row: Any) -> str:
            return format_html('<a href="{}?{}">{}</a>', address, urlencode({"q": row.enterprise.name}), row.enterprise)

        return self.opening(shown), cell, SafeString("</th>")


class ActsColumn(HouseColumn):
    """登记走访 and 修改, as far as the person may: the page hands over which (labels["acts"])."""

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        offered = shown.labels["acts"]

        def cell(row: Any) -> str:
            links = [(f"{reverse('visit_new')}?pair={row.pk}", "登记走访")] if "visit" in offered and row.ends_on is None else []
            links += [(reverse("pair_edit", args=[row.pk]), "修改")] if "edit" in offered else []
            return format_html_join(
                "　", '<a href="{}">{}<span class="visually-hidden">：{}</span></a>', ((*link, row) for link in links)
            )

        return self.opening(shown), cell, SafeString("</td>")

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        return lambda row: None


class PairTable(HouseTable):
    enterprise = FirmColumn("企业名称", sort_by=("enterprise__pinyin", "enterprise__name"))
    leader = HouseColumn("包抓领导", sort_by=("leader__seq",))
    project = HouseColumn("关联项目", sort_by=("gb:project__name",), width=28)
    task_force = HouseColumn("工作专班", sort_by=("task_force__seq",), css="qs-wide")
    starts_on = DayColumn("起始时间", sort_by=("starts_on",))
    ends_on = DayColumn("结束时间", sort_by=("ends_on",), css="qs-wide")
    last_visit_on = DayColumn("最近走访", sort_by=("last_visit_on",))
    visits_this_year = HouseColumn("本年走访（次）", sort_by=("visits_this_year",), css="num")
    waiting = WaitingColumn("走访情况", accessor="waiting_since", sort_by=("waiting_since",))
    acts = ActsColumn("办理", accessor="pk", css="nowrap")

    default_columns: ClassVar[tuple[str, ...]] = (
        "enterprise", "leader", "project", "starts_on", "last_visit_on", "visits_this_year", "waiting", "acts",
    )  # fmt: skip


class StandingColumn(HouseColumn):
    """冲销 stays in the list and says so."""

    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[Any], str]:
        return lambda is_reversed: "已冲销" if is_reversed else "有效"


class VisitTable(HouseTable):
    enterprise = TitleColumn("企业名称", url_name="visit", sort_by=("enterprise__pinyin", "enterprise__name"))
    visited_on = DayColumn("走访时间", sort_by=("visited_on",))
    visit_reason = CodeColumn("走访事由", code_list="visit_reason", sort_by=("visit_reason",))
    leader = HouseColumn("走访领导", sort_by=("leader__seq",))
    unit = HouseColumn("登记单位", sort_by=("unit__seq",))
    people = HouseColumn("参加人员", sort_by=("people",), css="qs-wide")
    found = HouseColumn("走访情况", sort_by=("found",), css="text-wrap", width=40)
    tickets = HouseColumn("诉求（件）", sort_by=("tickets",), css="num")
    standing = StandingColumn("状态", accessor="is_reversed", sort_by=("is_reversed",))

    default_columns: ClassVar[tuple[str, ...]] = (
        "enterprise", "visited_on", "visit_reason", "leader", "unit", "found", "tickets", "standing",
    )  # fmt: skip


class HeldColumn(HouseColumn):
    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[Any], str]:
        return lambda reason: f"已作废：{reason}" if reason else "有效"


class MeetingTable(HouseTable):
    name = TitleColumn("会议名称", url_name="meeting", sort_by=("name",))
    kind = CodeColumn("会议类型", code_list="meeting_kind", sort_by=("kind",))
    held_on = DayColumn("召开时间", sort_by=("held_on",))
    place = HouseColumn("地点", sort_by=("place",))
    host = HouseColumn("承办单位", sort_by=("host__seq",))
    firms = HouseColumn("参会企业（家）", sort_by=("firms",), css="num")
    tickets = HouseColumn("诉求（件）", sort_by=("tickets",), css="num")
    void_reason = HeldColumn("状态", sort_by=("void_reason",))
