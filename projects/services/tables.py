"""Columns of 企业诉求."""

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.core import clock
from projects.core.tables import NOT_REPORTED, CodeColumn, DayColumn, HouseColumn, HouseTable, RowColumn, Shown, TitleColumn
from projects.services.flow import STATES, STEPS
from projects.services.queries import calendar_of, due_on, light_of
from projects.templatetags.ui import light

CONFIDENTIAL = "保密"


def ticket_tag(state: str) -> SafeString:
    kind = STATES[state]
    css = "is-good" if kind.is_closed else "is-ended" if not kind.next else ""
    return format_html('<span class="qs-tag {}">{}</span>', css, kind.label)


class TicketStateColumn(HouseColumn):
    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        tags: dict[str, str] = {state: ticket_tag(state) for state in STATES}
        return lambda state: tags[state]


class TicketTitleColumn(TitleColumn):
    """A confidential one carries its tag, on the page and in the workbook."""

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        before, linked, after = super().planned(name, shown)
        tag = SafeString(f' <span class="qs-tag">{CONFIDENTIAL}</span>')
        return before, lambda row: linked(row) + tag if row.is_confidential else linked(row), after

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        title = super().exported(name, shown)
        return lambda row: f"{title(row)}（{CONFIDENTIAL}）" if row.is_confidential else title(row)


class DeadlineColumn(HouseColumn):
    """The day, and how many working days are left or over."""

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        today, calendar = clock.today(), calendar_of(shown.rows, clock.today())

        def cell(row: Any) -> str:
            due = due_on(row, calendar)
            if due is None:
                return NOT_REPORTED
            found = light_of(row, today, calendar)
            # The column is narrow: 天 are working days, as the head of the page says (looks.md 3).
            said = light(found.state, found.text.replace("个工作日", "天"), plain=True) if found else ""
            return format_html("{} {}", due, said)

        return self.opening(shown), cell, SafeString("</td>")


class ReplyStateColumn(HouseColumn):
    css = "is-stage"

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        today = clock.today()

        def cell(row: Any) -> str:
            if row.starts_on > today:
                return "未启用"
            return "已停用" if row.ends_on is not None and row.ends_on <= today else "在用"

        return self.opening(shown), cell, SafeString("</td>")


class ReplyTable(HouseTable):
    title = TitleColumn("名称", url_name="ticket_reply_edit", sort_by=("title",))
    text = HouseColumn("内容", css="qs-wide", width=40)
    step = RowColumn("用于", lambda row: STEPS[row.step].label if row.step else "所有环节", sort_by=("step",))
    unit = RowColumn("使用单位", lambda row: str(row.unit or "全县"), sort_by=("unit__seq",))
    starts_on = DayColumn("启用时间", sort_by=("starts_on",))
    ends_on = DayColumn("停用时间", sort_by=("ends_on",))
    state = ReplyStateColumn("状态")


class TicketTable(HouseTable):
    title = TicketTitleColumn("诉求标题", url_name="ticket", sort_by=("title",))
    number = HouseColumn("诉求编号", sort_by=("number",))
    enterprise = HouseColumn("企业名称", sort_by=("enterprise__pinyin", "enterprise__name"))
    category = CodeColumn("诉求类别", code_list="ticket_category", sort_by=("category",))
    lead_unit = HouseColumn("牵头单位", sort_by=("lead_unit__seq",))
    registered_on = DayColumn("登记时间", sort_by=("registered_on",), css="qs-wide")
    deadline_on = DeadlineColumn("办结时限", sort_by=("deadline_on",))
    state = TicketStateColumn("办理状态", sort_by=("state",))
