"""Columns of 招商活动 and 招商线索."""

from collections.abc import Callable
from typing import Any

from projects.core.tables import DayColumn, HouseColumn, HouseTable, Shown, TitleColumn


class ValidColumn(HouseColumn):
    """作废 stays in the list and says so."""

    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[Any], str]:
        return lambda reason: f"已作废：{reason}" if reason else "有效"


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
    state = HouseColumn("跟进状态", sort_by=("state",))
    void_reason = ValidColumn("状态", sort_by=("void_reason",))
