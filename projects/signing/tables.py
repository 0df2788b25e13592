"""Columns of 签约确认."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.core import clock
from projects.core.tables import DayColumn, HouseColumn, HouseTable, MoneyColumn, RowColumn

CONFIRM_FORM = "confirm"
"""The one form of the page; each row's button sends it to the row's own address with the row's version."""


class ProjectColumn(RowColumn):
    css = "is-title"
    tag = "th"
    width = 28


def project_link(row: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("project_detail", args=[row.project_id]), row.project.name)


def paper_link(row: Any) -> SafeString | str:
    if row.paper:
        return format_html(
            '<a href="{}" target="_blank" rel="noopener">{}</a>', reverse("registration_paper", args=[row.pk]), row.paper.name
        )
    return f"待补，{row.paper_due_on}前" if row.paper_due_on else ""


def submitted(row: Any) -> str:
    at = row.submitted_at.astimezone(clock.SHANGHAI)
    return f"{at:%Y-%m-%d %H:%M} {row.submitted_by.display_name if row.submitted_by else '系统'}"


def decision(row: Any) -> SafeString:
    """Who registered it may only send it back: another verifier confirms."""
    back = format_html(
        '<a href="{}">退回<span class="visually-hidden">：{}</span></a>', reverse("registration_return", args=[row.pk]), row
    )
    if row.is_own:
        return format_html('<span class="soft">您自己登记的签约，须由另一位审核人确认</span> {}', back)
    return format_html(
        '<button class="btn btn-sm" type="submit" form="{}" formaction="{}" name="version" value="{}" aria-label="确认{}">确认</button> {}',
        CONFIRM_FORM,
        reverse("registration_confirm", args=[row.pk]),
        row.version,
        row,
        back,
    )


class WaitingTable(HouseTable):
    default_columns = (
        "project", "investor", "source_tier", "department", "nature", "signed_on", "amount_wan", "paper", "submitted_at", "decision",
    )  # fmt: skip

    project = ProjectColumn("项目名称", project_link, sort_by=("project__pinyin", "project__name"))
    investor = HouseColumn(
        "投资方（企业全称）",
        accessor="project__investor__name",
        sort_by=("project__investor__pinyin", "project__investor__name"),
        width=30,
    )
    credit_code = HouseColumn("统一社会信用代码", accessor="project__investor__credit_code", width=20)
    source_tier = HouseColumn("资金来源", accessor="project__source_tier", sort_by=("project__source_tier",), width=10)
    department = HouseColumn("责任部门", accessor="project__department", sort_by=("project__department__seq",))
    nature = HouseColumn("文本性质", sort_by=("nature",), width=10)
    signed_on = DayColumn("签约时间", sort_by=("signed_on",), css="nowrap")
    amount_wan = MoneyColumn("签约额", sort_by=("amount_wan",))
    fair = HouseColumn("签约节会（届次）", sort_by=("fair__starts_on",))
    paper = RowColumn("合同正文", paper_link, width=20)
    submitted_at = RowColumn("登记", submitted, sort_by=("submitted_at", "id"), width=24)
    decision = RowColumn("办理", decision, css="nowrap")
