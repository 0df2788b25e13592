"""Columns of the ledger: a new one is one line here (and its annotation in queries/columns.py, if no field holds it)."""

from collections.abc import Callable
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import NullIf
from django.utils.safestring import SafeString

from projects.core import clock
from projects.core.tables import (
    NOT_REPORTED,
    CodeColumn,
    DayColumn,
    HouseColumn,
    HouseTable,
    MoneyColumn,
    PercentColumn,
    PhoneColumn,
    Shown,
    TitleColumn,
)
from projects.ledger.queries.columns import rate
from projects.services.queries import NEAR, SOON, WorkCalendar
from projects.signing.stages import MILESTONE_BY_VALUE, STAGE_LABELS
from projects.templatetags.ui import light, stage_tag


class StageColumn(HouseColumn):
    css = "is-stage"

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        tags: dict[str, str] = {value: stage_tag(label) for value, label in STAGE_LABELS.items()}
        return lambda stage: tags[stage]


class RateColumn(PercentColumn):
    """到位率: 签约以来累计到位 ÷ 签约额."""

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        show = self.prepared(name, shown)
        return self.opening(shown), lambda row: show(rate(row.arrived_wan, row.signed_wan)), SafeString("</td>")

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        return lambda row: self.exported_sum(name, rate(row.arrived_wan, row.signed_wan), shown)

    def order(self, queryset: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        share = F("arrived_wan") / NullIf(F("signed_wan"), 0)
        key = share.desc(nulls_last=True) if is_descending else share.asc(nulls_last=True)
        return queryset.order_by(key, "-pk"), True


class NextColumn(HouseColumn):
    """The next planned milestone with its light: 超期 and the days that are left count working days."""

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        today = clock.today()
        days = [row.next_on for row in shown.rows if row.next_on]
        calendar = WorkCalendar([today, *days] if days else [])

        def cell(row: Any) -> str:
            if row.next_on is None:
                return NOT_REPORTED
            words = f"{MILESTONE_BY_VALUE[row.next_kind].label} {row.next_on.month}月{row.next_on.day}日"
            if row.next_on < today:
                return light("red", f"{words}，超期{calendar.between(row.next_on, today)}天", plain=True)
            left = calendar.between(today, row.next_on)
            return light("yellow" if left <= SOON else "blue" if left <= NEAR else "ok", words, plain=True)

        return self.opening(shown), cell, SafeString("</td>")


class ProjectTable(HouseTable):
    """签约项目台账 (handbook 3.1(f)) in the words of the glossary."""

    default_columns = (
        "name",
        "origin",
        "sector",
        "department",
        "signed_on",
        "signed_wan",
        "arrived_year_wan",
        "arrival_rate",
        "stage",
        "next_milestone",
        "fair_name",
    )

    name = TitleColumn("项目名称", url_name="project_detail", sort_by=("pinyin", "name"))
    code = HouseColumn("项目编号", sort_by=("code",), css="nowrap", width=10)
    investor = HouseColumn(
        "投资方（企业全称）", accessor="investor__name", sort_by=("investor__pinyin", "investor__name"), width=30
    )
    credit_code = HouseColumn("统一社会信用代码", accessor="investor__credit_code", sort_by=("investor__credit_code",), width=20)
    origin = HouseColumn("来源地", sort_by=("gb:origin",), width=10)
    source_tier = HouseColumn("资金来源", sort_by=("source_tier",), width=10)
    top500 = HouseColumn("三个500强", sort_by=("top500",), width=10)
    sector = CodeColumn("所属领域", code_list="sector", sort_by=("sector",))
    industry = HouseColumn("行业（门类/大类）", sort_by=("industry",), width=10)
    place = HouseColumn("建设地点", sort_by=("gb:place",))
    content = HouseColumn("建设内容及规模", css="is-long qs-wide", width=36)
    construction_nature = CodeColumn("建设性质", code_list="construction_nature", sort_by=("construction_nature",), width=10)
    project_code = HouseColumn("项目代码", sort_by=("project_code",), width=20)
    total_investment_wan = MoneyColumn("总投资", sort_by=("total_investment_wan",))
    paper = HouseColumn("文本性质", sort_by=("paper",), width=10)
    signed_on = DayColumn("签约时间", sort_by=("signed_on",), css="nowrap qs-wide")
    signed_wan = MoneyColumn("签约额", sort_by=("signed_wan",))
    fair_name = HouseColumn("签约节会（届次）", sort_by=("fair_name",), css="qs-wide")
    channel = CodeColumn("招商方式", code_list="channel", sort_by=("channel",))
    arrived_month_wan = MoneyColumn("本月到位", sort_by=("arrived_month_wan",))
    arrived_year_wan = MoneyColumn("本年到位", sort_by=("arrived_year_wan",))
    arrived_wan = MoneyColumn("签约以来累计到位", sort_by=("arrived_wan",), width=18)
    arrival_rate = RateColumn("到位率（%）", sort_by=("arrived_wan",))
    stage = StageColumn("项目阶段", sort_by=("stage",), width=10)
    next_milestone = NextColumn("下一节点", sort_by=("next_on",))
    started_on = DayColumn("开工时间", sort_by=("started_on",), css="nowrap")
    invested_on = DayColumn("完成投资时间", sort_by=("invested_on",), css="nowrap")
    producing_on = DayColumn("投产时间", sort_by=("producing_on",), css="nowrap")
    ended_on = DayColumn("终止时间", sort_by=("ended_on",), css="nowrap")
    progress = HouseColumn("形象进度", css="is-long qs-wide", width=30)
    problems = HouseColumn("存在问题", css="is-long qs-wide", width=30)
    leader = HouseColumn("包抓领导", sort_by=("leader__seq",))
    task_force = HouseColumn("工作专班", sort_by=("task_force__seq",))
    department = HouseColumn("责任部门", sort_by=("department__seq",))
    person_in_charge = HouseColumn("责任人", sort_by=("gb:person_in_charge",), width=10)
    person_phone = PhoneColumn("责任人电话")
    note = HouseColumn("备注", css="is-long qs-wide", width=30)
