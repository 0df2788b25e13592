"""Columns of 督办事项."""

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.core import clock
from projects.core.tables import HouseColumn, HouseTable, RowColumn, Shown, TitleColumn
from projects.services.queries import WorkCalendar, deadline_light
from projects.supervision.flow import CLOSED, LEVELS, OPEN, STATES
from projects.supervision.models import Matter
from projects.templatetags.ui import light

SYSTEM = "系统"


def matter_tag(state: str) -> SafeString:
    kind = STATES[state]
    css = "is-good" if state == CLOSED else "is-ended" if not kind.next else ""
    return format_html('<span class="qs-tag {}">{}</span>', css, kind.label)


def level_light(level: str) -> str:
    """Colour, shape and word: 蓝 提醒. Empty before the ladder."""
    return light(LEVELS[level].light, LEVELS[level].act) if level else ""


def units_words(matter: Matter) -> str:
    return "、".join(str(part) for part in matter.units.all())


class StateColumn(HouseColumn):
    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        tags: dict[str, str] = {state: matter_tag(state) for state in STATES}
        return lambda state: tags[state]


class LevelColumn(HouseColumn):
    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        lights = {level: level_light(level) for level in LEVELS}
        return lambda level: lights.get(level, "--")


class DeadlineColumn(HouseColumn):
    """The day, and how many working days are left or over while somebody handles it."""

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        today = clock.today()
        calendar = WorkCalendar([today, *(row.deadline_on for row in shown.rows)])

        def cell(row: Any) -> str:
            if row.state != OPEN:
                return str(row.deadline_on)
            found = deadline_light(row.deadline_on, today, calendar)
            # The column is narrow: 天 are working days, as the head of the page says.
            return format_html("{} {}", row.deadline_on, light(found.state, found.text.replace("个工作日", "天"), plain=True))

        return self.opening(shown), cell, SafeString("</td>")


class MatterTable(HouseTable):
    title = TitleColumn("事项", url_name="matter", sort_by=("title",))
    number = HouseColumn("编号", sort_by=("kind", "ordered_at"), width=18)
    kind = RowColumn("类别", lambda row: row.kind_label, sort_by=("kind",))
    level = LevelColumn("督办等级", sort_by=("level",))
    units = RowColumn("承办单位", units_words, width=24)
    ordered_by_unit = RowColumn(
        "下达单位", lambda row: str(row.ordered_by_unit or SYSTEM), sort_by=("ordered_by_unit__seq",), css="qs-wide"
    )
    ordered_at = RowColumn(
        "下达时间", lambda row: row.ordered_at.astimezone(clock.SHANGHAI).date().isoformat(), sort_by=("ordered_at",), css="qs-wide"
    )
    deadline_on = DeadlineColumn("办理时限", sort_by=("deadline_on",))
    state = StateColumn("状态", sort_by=("state",))
