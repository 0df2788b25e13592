"""Columns of 待分办."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.core.tables import CodeColumn, DayColumn, HouseColumn, HouseTable, Shown
from projects.services.flow import REGISTERED
from projects.services.tables import TicketStateColumn, TicketTitleColumn


class ActsColumn(HouseColumn):
    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        def cell(row: Any) -> str:
            acts = [("assign", "交办"), ("refuse", "不予受理")]
            if row.state == REGISTERED:
                acts.insert(1, ("accept", "受理"))
            links = [format_html('<a href="{}">{}</a>', reverse("ticket_step", args=[row.pk, kind]), words) for kind, words in acts]
            return SafeString("　".join(links))

        return self.opening(shown), cell, SafeString("</td>")

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        return lambda row: ""


class TriageTable(HouseTable):
    title = TicketTitleColumn("诉求标题", url_name="ticket", sort_by=("title",))
    number = HouseColumn("诉求编号", sort_by=("number",))
    enterprise = HouseColumn("企业名称", sort_by=("enterprise__pinyin", "enterprise__name"))
    category = CodeColumn("诉求类别", code_list="ticket_category", sort_by=("category",))
    source = CodeColumn("诉求来源", code_list="ticket_source", sort_by=("source",))
    registered_on = DayColumn("登记时间", sort_by=("registered_on",), css="qs-wide")
    state = TicketStateColumn("办理状态", sort_by=("state",))
    acts = ActsColumn("办理", accessor="pk")
