"""Columns of 要素保障."""

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.core import clock
from projects.core.tables import NOT_REPORTED, CodeColumn, DayColumn, HouseColumn, HouseTable, Shown, TitleColumn
from projects.elements.choices import NOT_NEEDED, SECURED, STATES
from projects.elements.queries import age_of, element_calendar, element_light
from projects.templatetags.ui import light


def element_tag(state: str) -> SafeString:
    css = {SECURED: "is-good", NOT_NEEDED: "is-ended"}.get(state, "")
    return format_html('<span class="qs-tag {}">{}</span>', css, STATES[state].label)


class ElementStateColumn(HouseColumn):
    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        tags: dict[str, str] = {state: element_tag(state) for state in STATES}
        return lambda state: tags[state]


class AgeColumn(HouseColumn):
    """Working days since it was raised, until it was secured."""

    css = "num"

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        today = clock.today()
        calendar = element_calendar(shown.rows, today)
        return self.opening(shown), lambda row: str(age_of(row, today, calendar)), SafeString("</td>")

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        today = clock.today()
        calendar = element_calendar(shown.rows, today)
        return lambda row: age_of(row, today, calendar)


class NeededColumn(HouseColumn):
    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        today = clock.today()
        calendar = element_calendar(shown.rows, today)

        def cell(row: Any) -> str:
            if row.needed_on is None:
                return NOT_REPORTED
            found = element_light(row, today, calendar)
            said = light(found.state, found.text.replace("个工作日", "天"), plain=True) if found else ""
            return format_html("{} {}", row.needed_on, said)

        return self.opening(shown), cell, SafeString("</td>")


class ElementTable(HouseTable):
    project = TitleColumn("项目名称", url_name="element", accessor="project__name", sort_by=("gb:project__name",))
    element = CodeColumn("要素", code_list="element", sort_by=("element",))
    need = HouseColumn("需求", sort_by=("need",))
    owner = HouseColumn("保障单位", sort_by=("owner__seq",))
    opened_on = DayColumn("提出时间", sort_by=("opened_on",))
    age = AgeColumn("已用时（工作日）", accessor="opened_on", sort_by=("opened_on",))
    needed_on = NeededColumn("需要时间", sort_by=("needed_on",))
    over_on = DayColumn("落实时间", sort_by=("over_on",), css="qs-wide")
    tickets = HouseColumn("诉求（件）", sort_by=("tickets",), css="num")
    state = ElementStateColumn("保障状态", sort_by=("state",))
