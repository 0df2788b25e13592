"""Columns of the rows behind a figure, by the fact they belong to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from projects.core.units import grouped, money_cell, plain
from projects.funding.choices import TASK_KINDS, TASK_MOVES
from projects.indicators.definition import Measure
from projects.services.flow import STEPS
from projects.signing.stages import STAGE_LABELS

Text = Callable[[Any], str]


@dataclass(frozen=True)
class Column:
    """`project`: the row's project number, where the cell opens its file."""

    label: str
    text: Text
    is_number: bool = False
    is_title: bool = False


@dataclass(frozen=True)
class Cell:
    label: str
    text: str
    is_number: bool
    is_title: bool

    @property
    def is_one_line(self) -> bool:
        """Days, numbers of projects and of papers are not broken at their hyphens."""
        return self.text.isascii()


@dataclass(frozen=True)
class Evidence:
    """What proves a row: words, and the page that holds it (name and number), where there is one."""

    words: str
    target: tuple[str, int] | None = None


def _paper_of(row: Any) -> Evidence:
    return Evidence("签约文本", ("project_detail", row.project_id))


def _arrival_evidence(row: Any) -> Evidence:
    """The claim with its vouchers; opening balances have the number of their paper, a 撤资 its papers on the project's page."""
    if row.line_id:
        return Evidence("申报与佐证", ("claim", row.line.claim_id))
    return (
        Evidence(f"文号 {row.document_number}") if row.document_number else Evidence("依据材料", ("project_detail", row.project_id))
    )


@dataclass(frozen=True)
class Sheet:
    """`joins`: what the rows need read with them. `title`: the column names in words what one row is. `project`: the number that stands in
    the address of its file, `page`: that address's name. `evidence`: what proves a row; without it the file does."""

    noun: str
    joins: tuple[str, ...]
    columns: tuple[Column, ...]
    project: Callable[[Any], int | None]
    evidence: Callable[[Any], Evidence] | None = None
    page: str = "project_detail"

    def proof(self, row: Any) -> Evidence:
        number = self.project(row)
        return self.evidence(row) if self.evidence else Evidence("登记", (self.page, number) if number else None)


def _day(value: Any) -> str:
    return value.isoformat() if value else "--"


def _wan(value: Decimal | None) -> str:
    return "--" if value is None else money_cell(value)


def _signing_note(row: Any) -> str:
    return f"冲销：{row.reason}" if row.reverses_id else ""


def _arrival_note(row: Any) -> str:
    if row.reverses_id:
        return f"冲销：{row.reason}"
    return f"补录：{row.late_reason}" if row.late_reason else ""


SHEETS: dict[str, Sheet] = {
    "signings": Sheet(
        "项签约",
        ("project", "project__investor", "project__department", "fair"),
        (
            Column("项目编号", lambda row: row.project.code),
            Column("项目名称", lambda row: row.project.name, is_title=True),
            Column("投资方", lambda row: row.project.investor.name),
            Column("资金来源", lambda row: row.project.source_tier),
            Column("文本性质", lambda row: row.nature),
            Column("签约时间", lambda row: _day(row.signed_on)),
            Column("签约节会（届次）", lambda row: row.fair.name if row.fair else "--"),
            Column("责任部门", lambda row: str(row.project.department)),
            Column("说明", _signing_note),
            Column("签约额（万元）", lambda row: _wan(row.amount_wan), is_number=True),
        ),
        lambda row: row.project_id,
        _paper_of,
    ),
    "arrivals": Sheet(
        "笔到位资金",
        ("project", "project__department", "booked_in", "line"),
        (
            Column("项目名称", lambda row: row.project.name, is_title=True),
            Column("责任部门", lambda row: str(row.project.department)),
            Column("到账日期", lambda row: _day(row.arrived_on)),
            Column("统计月", lambda row: str(row.booked_in)),
            Column("统计日期", lambda row: _day(row.counts_on)),
            Column("资金来源", lambda row: row.source_tier),
            Column("资金用途", lambda row: row.use),
            Column("说明", _arrival_note),
        ),
        lambda row: row.project_id,
        _arrival_evidence,
    ),
    "credits": Sheet(
        "笔业绩归属",
        ("arrival__project", "arrival__booked_in", "arrival__line", "unit"),
        (
            Column("项目名称", lambda row: row.arrival.project.name, is_title=True),
            Column("归属单位", lambda row: str(row.unit or "未明确")),
            Column("到账日期", lambda row: _day(row.arrival.arrived_on)),
            Column("统计月", lambda row: str(row.arrival.booked_in)),
            Column("统计日期", lambda row: _day(row.arrival.counts_on)),
            Column("资金来源", lambda row: row.arrival.source_tier),
            Column("到位资金（万元）", lambda row: _wan(row.arrival.amount_wan), is_number=True),
            Column("说明", lambda row: row.reason or _arrival_note(row.arrival)),
        ),
        lambda row: row.arrival.project_id,
        lambda row: _arrival_evidence(row.arrival),
    ),
    "papers": Sheet(
        "项签约",
        ("project", "project__investor"),
        (
            Column("项目编号", lambda row: row.project.code),
            Column("项目名称", lambda row: row.project.name, is_title=True),
            Column("投资方", lambda row: row.project.investor.name),
            Column("文本性质", lambda row: row.nature),
            Column("签约时间", lambda row: _day(row.signed_on)),
            Column("三个500强", lambda row: row.project.top500 or "--"),
            Column("说明", _signing_note),
            Column("签约额（万元）", lambda row: _wan(row.amount_wan), is_number=True),
        ),
        lambda row: row.project_id,
        _paper_of,
    ),
    "held": Sheet(
        "笔签约归属",
        ("signing__project", "unit"),
        (
            Column("项目名称", lambda row: row.signing.project.name, is_title=True),
            Column("归属单位", lambda row: str(row.unit or "未明确")),
            Column("文本性质", lambda row: row.signing.nature),
            Column("签约时间", lambda row: _day(row.signing.signed_on)),
            Column("说明", lambda row: _signing_note(row.signing)),
            Column("归属比例（%）", lambda row: plain(row.percent), is_number=True),
            Column("归属签约额（万元）", lambda row: _wan(row.amount_wan), is_number=True),
        ),
        lambda row: row.signing.project_id,
        lambda row: _paper_of(row.signing),
    ),
    "activities": Sheet(
        "次活动",
        ("department", "leader"),
        (
            Column("活动名称", lambda row: row.name, is_title=True),
            Column("活动类型", lambda row: row.kind),
            Column("开始时间", lambda row: _day(row.starts_on)),
            Column("地点", lambda row: row.place),
            Column("带队领导", lambda row: str(row.leader or "--")),
            Column("组织部门", lambda row: str(row.department)),
        ),
        lambda row: None,
        lambda row: Evidence("活动登记", ("activity", row.pk)),
    ),
    "meetings": Sheet(
        "家企业",
        ("enterprise", "activity__leader"),
        (
            Column("企业名称", lambda row: row.enterprise.name, is_title=True),
            Column("首次对接", lambda row: _day(row.activity.starts_on)),
            Column("活动名称", lambda row: row.activity.name),
            Column("带队领导", lambda row: str(row.activity.leader)),
        ),
        lambda row: None,
        lambda row: Evidence("活动登记", ("activity", row.activity_id)),
    ),
    "leads": Sheet(
        "条线索",
        ("department",),
        (
            Column("线索名称", lambda row: row.name, is_title=True),
            Column("企业名称", lambda row: row.firm or "--"),
            Column("线索来源", lambda row: row.source),
            Column("线索时间", lambda row: _day(row.registered_on)),
            Column("责任部门", lambda row: str(row.department)),
            Column("跟进状态", lambda row: row.state),
        ),
        lambda row: None,
        lambda row: Evidence("线索登记", ("lead", row.pk)),
    ),
    "honours": Sheet(
        "条荣誉奖励",
        ("enterprise", "department"),
        (
            Column("名称", lambda row: row.name, is_title=True),
            Column("类别", lambda row: row.kind),
            Column("企业名称", lambda row: str(row.enterprise or "--")),
            Column("认定时间", lambda row: _day(row.granted_on)),
            Column("文号", lambda row: row.document_number or "--"),
            Column("责任部门", lambda row: str(row.department)),
        ),
        lambda row: row.pk,
        page="honour",
    ),
    "tasks": Sheet(
        "条任务",
        ("unit",),
        (
            Column("任务单位", lambda row: str(row.unit), is_title=True),
            Column("任务类别", lambda row: TASK_KINDS[row.kind].label),
            Column("年度", lambda row: str(row.year)),
            Column("调整", lambda row: TASK_MOVES[row.move]),
            Column("下达时间", lambda row: _day(row.issued_on)),
            Column("文号", lambda row: row.document_number or "--"),
            Column("原因", lambda row: row.reason),
        ),
        lambda row: None,
        lambda row: Evidence(f"文号 {row.document_number}" if row.document_number else "任务登记"),
    ),
    "tickets": Sheet(
        "条诉求",
        ("enterprise", "lead_unit"),
        (
            Column("诉求编号", lambda row: row.number),
            Column("诉求标题", lambda row: row.title, is_title=True),
            Column("企业名称", lambda row: row.enterprise.name),
            Column("登记时间", lambda row: _day(row.registered_on)),
            Column("牵头单位", lambda row: str(row.lead_unit or "--")),
            Column("截至日期的办理状态", lambda row: STEPS[row.last_step].label),
            Column("该步骤时间", lambda row: _day(row.last_step_on)),
        ),
        lambda row: row.pk,
        lambda row: Evidence("办理过程", ("ticket", row.pk)),
        page="ticket",
    ),
    "projects": Sheet(
        "个项目",
        ("investor", "department"),
        (
            Column("项目编号", lambda row: row.code),
            Column("项目名称", lambda row: row.name, is_title=True),
            Column("投资方", lambda row: row.investor.name),
            Column("资金来源", lambda row: row.source_tier),
            Column("责任部门", lambda row: str(row.department)),
            Column("截至日期的阶段", lambda row: STAGE_LABELS[row.stage_on]),
        ),
        lambda row: row.pk,
        lambda row: Evidence("项目档案", ("project_detail", row.pk)),
    ),
    "reports": Sheet(
        "个应报单位",
        (),
        (
            Column("单位", str, is_title=True),
            Column("申报", lambda row: "已申报" if row.has_claim else "--"),
            Column("零报告", lambda row: "已零报告" if row.has_nil else "--"),
            Column("状态", lambda row: "已报" if row.is_reported else "未报"),
            Column("联系电话", lambda row: row.phone or "--"),
        ),
        lambda row: None,
        lambda row: Evidence("本月申报"),
    ),
    "agency": Sheet(
        "项代办",
        ("enterprise", "authority", "agent"),
        (
            Column("代办编号", lambda row: row.number),
            Column("代办事项", lambda row: row.name, is_title=True),
            Column("企业名称", lambda row: row.enterprise.name),
            Column("审批部门", lambda row: str(row.authority or "--")),
            Column("代办员", lambda row: str(row.agent or "--")),
            Column("委托时间", lambda row: _day(row.entrusted_on)),
            Column("办结时间", lambda row: _day(row.finished_on)),
            Column("结果（证照文号）", lambda row: row.result or "--"),
        ),
        lambda row: row.project_id,
        lambda row: Evidence("代办台账", ("agency_item", row.pk)),
    ),
    "service-meetings": Sheet(
        "场会议",
        ("host",),
        (
            Column("会议名称", lambda row: row.name, is_title=True),
            Column("召开时间", lambda row: _day(row.held_on)),
            Column("地点", lambda row: row.place),
            Column("承办单位", lambda row: str(row.host)),
        ),
        lambda row: None,
        lambda row: Evidence("座谈对接登记", ("meeting", row.pk)),
    ),
}

SHEETS["handling"] = replace(
    SHEETS["tickets"],
    columns=(
        *SHEETS["tickets"].columns,
        Column("办结时限", lambda row: _day(row.due_on)),
        Column("企业评价", lambda row: row.evaluation or "--"),
    ),
)

# What a measure adds up, in the last column, where the sheet does not show it already.
ADDED: dict[tuple[str, str], tuple[str, Text]] = {
    ("arrivals", "amount"): ("核定数（万元）", lambda row: _wan(row.amount_wan)),
    ("credits", "amount"): ("归属金额（万元）", lambda row: _wan(row.amount_wan)),
    ("honours", "amount"): ("奖励金额（万元）", lambda row: _wan(row.amount_wan)),
    ("tasks", "amount"): ("任务数（万元）", lambda row: _wan(row.amount)),
    ("tasks", "count"): ("任务数（个）", lambda row: plain(row.amount)),
    ("handling", "days"): ("首次响应（工作日）", lambda row: plain(Decimal(row.response_days))),
    **{(fact, "count"): ("个数（个）", lambda row: grouped(Decimal(row.count), 0)) for fact in ("signings", "papers", "held")},
    ("signings", "increases"): ("增资（笔）", lambda row: grouped(Decimal(row.increase_count), 0)),
    ("signings", "outside"): ("其中省外和境外（万元）", lambda row: _wan(row.outside_wan)),
    ("signings", "days"): (
        "签约到开工（天）",
        lambda row: "--" if row.days_to_start is None else plain(Decimal(row.days_to_start)),
    ),
    ("signings", "investment"): ("总投资（万元）", lambda row: _wan(row.investment_wan)),
}


def columns_of(fact: str, measure: str) -> tuple[Column, ...]:
    """The last column is the one that is added up; rows that are only counted have none of their own."""
    added = ADDED.get((fact, measure))
    columns = SHEETS[fact].columns
    return (*columns, Column(added[0], added[1], is_number=True)) if added else columns


def total_text(measure: Measure, total: Decimal) -> str:
    """The foot of the table: as many rows, or as much, as the figure says."""
    return _wan(total) if measure.unit == "万元" else f"{plain(total)}{measure.unit}"
