"""Columns of 帮办代办台账 (handbook 3.7, column by column)."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.agency.flow import FINISHED, STAGES, STATES, WITHDRAWN
from projects.agency.models import AgencyItem
from projects.agency.queries import item_calendar, item_light
from projects.core import clock
from projects.core.tables import NOT_REPORTED, CodeColumn, DayColumn, HouseColumn, HouseTable, RowColumn, Shown, TitleColumn
from projects.templatetags.ui import light


def item_tag(state: str) -> SafeString:
    css = {FINISHED: "is-good", WITHDRAWN: "is-ended"}.get(state, "")
    return format_html('<span class="qs-tag {}">{}</span>', css, STATES[state].label)


def papers_words(item: AgencyItem) -> str:
    """Of a row with `papers_all` and `papers_there`."""
    found: Any = item
    if not found.papers_all:
        return ""
    if item.told_on is None:
        return f"未告知（共{found.papers_all}份）"
    missing = found.papers_all - found.papers_there
    return f"已告知，缺{missing}份" if missing else "已告知，齐备"


def days_words(days: int | None) -> str:
    return NOT_REPORTED if days is None else "即办" if days == 0 else str(days)


class ItemStateColumn(HouseColumn):
    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        tags: dict[str, str] = {state: item_tag(state) for state in STATES}
        return lambda state: tags[state]


class StageColumn(HouseColumn):
    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        return lambda stage: STAGES[stage]


class DaysColumn(HouseColumn):
    """Working days; 即办 for none."""

    css = "num"

    def prepared(self, name: str, shown: Shown) -> Callable[[int | None], str]:
        return days_words


class PromiseColumn(HouseColumn):
    """The day of the promise, and how it stands in working days."""

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        today = clock.today()
        calendar = item_calendar(shown.rows, today)

        def cell(row: Any) -> str:
            if row.deadline_on is None:
                return NOT_REPORTED
            found = item_light(row, today, calendar)
            said = light(found.state, found.text.replace("个工作日", "天"), plain=True) if found else ""
            return format_html("{} {}", row.deadline_on, said)

        return self.opening(shown), cell, SafeString("</td>")


class AgencyTable(HouseTable):
    name = TitleColumn("代办事项", url_name="agency_item", sort_by=("name",))
    number = HouseColumn("代办编号", sort_by=("number",))
    enterprise = HouseColumn("企业名称", sort_by=("enterprise__pinyin", "enterprise__name"), width=28)
    project = HouseColumn("项目名称", sort_by=("gb:project__name",), width=28)
    stage = StageColumn("事项类别（阶段）", sort_by=("stage",))
    entrusted_on = DayColumn("委托时间", sort_by=("entrusted_on",))
    letter = RowColumn("委托书", lambda row: "有" if row.letter_id else "")
    agent = HouseColumn("代办员", sort_by=("agent__display_name",))
    steward = HouseColumn("项目管家", accessor="steward_name", sort_by=("steward_name",))
    authority = HouseColumn("审批部门", sort_by=("authority__seq",))
    papers = RowColumn("材料齐备情况（一次性告知）", papers_words)
    accepted_on = DayColumn("受理时间", sort_by=("accepted_on",))
    statutory_days = DaysColumn("法定时限（工作日）", sort_by=("statutory_days",))
    promised_days = DaysColumn("承诺时限（工作日）", sort_by=("promised_days",))
    deadline_on = PromiseColumn("承诺办结时限", sort_by=("deadline_on",))
    finished_on = DayColumn("办结时间", sort_by=("finished_on",))
    result = HouseColumn("结果（证照文号）", sort_by=("result",), width=24)
    method = CodeColumn("服务方式", code_list="agency_method", sort_by=("method",))
    rating = HouseColumn("企业评价", sort_by=("rating",))
    state = ItemStateColumn("办理状态", sort_by=("state",))
    note = HouseColumn("备注", sort_by=("note",))

    default_columns: ClassVar[tuple[str, ...]] = (
        "name", "enterprise", "agent", "authority", "entrusted_on", "deadline_on", "method", "state",
    )  # fmt: skip
