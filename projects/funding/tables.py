"""Columns of money lists. One row is one paper: it prints its own 万元 with two decimals whatever the page's unit (looks 9)."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.core import clock, units
from projects.core.tables import NOT_REPORTED, HouseColumn, HouseTable, Shown, TitleColumn
from projects.funding.choices import CLAIM_FLOW, DRAFT, PARTLY, RETURNED, SUBMITTED, VERIFIED
from projects.templatetags.ui import light

STATE_CLASSES = {DRAFT: "is-open", SUBMITTED: "is-open", RETURNED: "is-open", VERIFIED: "is-good", PARTLY: "is-good"}


def claim_tag(state: str) -> SafeString:
    """Words always; the ground only says which kind of end it came to."""
    return format_html('<span class="qs-tag {}">{}</span>', STATE_CLASSES.get(state, "is-ended"), CLAIM_FLOW[state].label)


class ClaimStateColumn(HouseColumn):
    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        tags: dict[str, str] = {state: claim_tag(state) for state in CLAIM_FLOW}
        return lambda state: tags[state]


class OwnWanColumn(HouseColumn):
    css = "num"

    def head(self, shown: Shown) -> str:
        return f"{self.verbose_name}（万元）"

    def prepared(self, name: str, shown: Shown) -> Callable[[Decimal | None], str]:
        return lambda wan: NOT_REPORTED if wan is None else units.money_cell(wan)


class MomentColumn(HouseColumn):
    css = "qs-wide"

    def prepared(self, name: str, shown: Shown) -> Callable[[datetime | None], str]:
        return lambda at: at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M") if at else NOT_REPORTED


def queue_light(row: Any) -> SafeString:
    """What the queue knows of a claim before it is opened (looks 3: the shapes with other words)."""
    waiting = "，待补佐证" if row.lacks_papers else ""
    if row.is_doubled:
        return light("red", f"佐证重复{waiting}", plain=True, word="")
    if row.open_questions:
        return light("yellow", f"{row.open_questions}项疑点{waiting}", plain=True, word="")
    if row.lacks_papers:
        return light("blue", "待补佐证", plain=True, word="")
    return light("ok", "疑点已说明" if row.answered_questions else "无疑点", plain=True, word="")


class DoubtColumn(HouseColumn):
    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        return self.opening(shown), queue_light, SafeString("</td>")


class ClaimTable(HouseTable):
    project = TitleColumn("项目名称", url_name="claim", sort_by=("project__pinyin", "project__name"))
    unit = HouseColumn("申报单位", sort_by=("unit__seq",))
    month = HouseColumn("统计月", sort_by=("month__starts_on",))
    claimed_wan = OwnWanColumn("申报数", sort_by=("claimed_wan",))
    counted_wan = OwnWanColumn("核定数", sort_by=("counted_wan",))
    state = ClaimStateColumn("状态", sort_by=("state",))
    submitted_by = HouseColumn("填报人", css="qs-wide")
    submitted_at = MomentColumn("申报时间", sort_by=("submitted_at",))


class QueueTable(HouseTable):
    project = TitleColumn("项目名称", url_name="claim_verify")
    unit = HouseColumn("申报单位")
    month = HouseColumn("统计月")
    claimed_wan = OwnWanColumn("申报数")
    doubts = DoubtColumn("疑点")
    state = ClaimStateColumn("状态")
    submitted_by = HouseColumn("填报人")
    submitted_at = MomentColumn("申报时间")
