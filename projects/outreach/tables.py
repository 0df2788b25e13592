"""Columns of 招商活动, 招商线索 and 荣誉奖励."""

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.core.tables import DayColumn, HouseColumn, HouseTable, MoneyColumn, Shown, TitleColumn
from projects.outreach.choices import GIVEN_UP, TURNED

VALID = SafeString('<span class="qs-tag">有效</span>')
VOID = SafeString('<span class="qs-tag is-ended">已作废</span>')


class ValidColumn(HouseColumn):
    """作废 stays in the list and says so, with its reason behind the tag."""

    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[Any], str]:
        return lambda reason: format_html("{} {}", VOID, reason) if reason else VALID


def lead_tag(state: str) -> SafeString:
    css = {TURNED: "is-good", GIVEN_UP: "is-ended"}.get(state, "")
    return format_html('<span class="qs-tag {}">{}</span>', css, state)


class LeadStateColumn(HouseColumn):
    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        return lead_tag


class ActivityTable(HouseTable):
    name = TitleColumn("活动名称", url_name="activity", sort_by=("name",))
    kind = HouseColumn("活动类型", sort_by=("kind",))
    starts_on = DayColumn("开始时间", sort_by=("starts_on",))
    place = HouseColumn("地点", sort_by=("place",))
    leader = HouseColumn("带队领导", sort_by=("leader__seq",))
    task_force = HouseColumn("工作专班", sort_by=("task_force__seq",), css="qs-wide")
    department = HouseColumn("组织部门", sort_by=("department__seq",))
    firms = HouseColumn("对接企业（家）", sort_by=("firms",), css="num")
    void_reason = ValidColumn("状态", sort_by=("void_reason",))


class LeadTable(HouseTable):
    name = TitleColumn("线索名称", url_name="lead", sort_by=("name",))
    firm = HouseColumn("企业名称", sort_by=("firm",))
    source = HouseColumn("线索来源", sort_by=("source",))
    registered_on = DayColumn("线索时间", sort_by=("registered_on",))
    department = HouseColumn("责任部门", sort_by=("department__seq",))
    leader = HouseColumn("县级领导", sort_by=("leader__seq",), css="qs-wide")
    state = LeadStateColumn("跟进状态", sort_by=("state",))
    void_reason = ValidColumn("状态", sort_by=("void_reason",))


class HonourTable(HouseTable):
    name = TitleColumn("名称", url_name="honour", sort_by=("name",))
    kind = HouseColumn("类别", sort_by=("kind",))
    enterprise = HouseColumn("企业名称", sort_by=("enterprise__pinyin", "enterprise__name"))
    granted_on = DayColumn("认定时间", sort_by=("granted_on",))
    amount_wan = MoneyColumn("奖励金额", sort_by=("amount_wan",))
    document_number = HouseColumn("文号", sort_by=("document_number",), css="qs-wide")
    department = HouseColumn("责任部门", sort_by=("department__seq",))
    void_reason = ValidColumn("状态", sort_by=("void_reason",))
