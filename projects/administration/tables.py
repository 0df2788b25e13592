"""Columns of 账号, 操作记录 and 单位."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.audit.choices import VERBS
from projects.core import clock
from projects.core.tables import HouseColumn, HouseTable, PhoneColumn, RowColumn, TitleColumn
from projects.core.units import NOT_APPLICABLE


class WordsColumn(RowColumn):
    """The row's own words, where its link stands in another column."""

    css = "is-title"
    tag = "th"


class TagColumn(RowColumn):
    css = "is-stage"


def posts_of(account: Any) -> str:
    """Those of today; the tenures were read with the accounts."""
    today, tenures = clock.today(), list(account.tenures.all())
    held = [f"{row.unit} {row.role_label}" for row in tenures if not row.ends_on or row.ends_on >= today]
    return "，".join(held) if tenures else "待授予角色"


def state_tag(words: str, *, is_open: bool = False) -> SafeString:
    return format_html('<span class="qs-tag{}">{}</span>', " is-open" if is_open else "", words)


class AccountTable(HouseTable):
    default_columns = ("display_name", "username", "post", "tenures", "state")

    display_name = TitleColumn("姓名", url_name="account_detail", sort_by=("gb:display_name",))
    username = HouseColumn("账号", sort_by=("username",))
    post = HouseColumn("职务（岗位）", sort_by=("gb:post",))
    phone = PhoneColumn("联系电话")
    tenures = RowColumn("任职", posts_of, width=36)
    state = TagColumn("状态", lambda account: state_tag("启用" if account.is_active else "停用"), sort_by=("is_active",))
    last_login = RowColumn("最近登录", lambda account: moment(account.last_login), sort_by=("last_login",), css="nowrap", width=20)


def moment(at: Any) -> str:
    return at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S") if at else ""


def moment_link(entry: Any) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("audit_detail", args=[entry.pk]), moment(entry.at))


def said(entry: Any) -> str:
    return f"{entry.label}（{entry.on_behalf_of}）" if entry.on_behalf_of else str(entry.label)


def outcome(entry: Any) -> SafeString:
    return state_tag("成功") if entry.succeeded else state_tag("未成功", is_open=True)


class AuditTable(HouseTable):
    default_columns = ("at", "actor_name", "verb", "label", "succeeded")

    at = RowColumn("时间", moment_link, css="nowrap", width=20, sort_by=("at",))
    actor_name = HouseColumn("操作人", sort_by=("gb:actor_name",))
    verb = RowColumn("动作", lambda entry: VERBS.get(entry.verb, entry.verb), sort_by=("verb",))
    target_label = HouseColumn("对象", width=28)
    label = WordsColumn("说明", said, width=40)
    reason = HouseColumn("原因", width=28)
    succeeded = TagColumn("结果", outcome, sort_by=("succeeded",))


def unit_link(unit: Any) -> SafeString:
    former = format_html('<span class="hint">曾用名：{}</span>', "、".join(unit.former_names)) if unit.former_names else ""
    return format_html('<a href="{}">{}</a>{}', reverse("unit_edit", args=[unit.pk]), unit.name, former)


def unit_state(unit: Any) -> str:
    if unit.merged_into:
        return f"{unit.ended_on}并入{unit.merged_into}"
    return "在用" if unit.is_active else "停用"


def merge_link(unit: Any) -> SafeString | str:
    if not unit.is_active or unit.is_county:
        return NOT_APPLICABLE
    return format_html(
        '<a href="{}">撤并<span class="visually-hidden">：{}</span></a>', reverse("unit_merge", args=[unit.pk]), unit.name
    )


class UnitTable(HouseTable):
    """In official order; a name leads to the form that changes it."""

    default_columns = ("name", "seq", "kind", "category", "code", "phone", "state", "merge")

    name = WordsColumn("单位名称", unit_link, sort_by=("pinyin", "name"), width=30)
    short_name = HouseColumn("简称", sort_by=("pinyin", "name"))
    seq = HouseColumn("单位排序", sort_by=("seq", "id"), css="num", width=10)
    kind = RowColumn("类别", lambda unit: unit.kind_label, sort_by=("kind",))
    category = RowColumn("分组", lambda unit: unit.category_label, sort_by=("category",))
    code = HouseColumn("单位编码", sort_by=("code",))
    phone = PhoneColumn("联系电话")
    state = RowColumn("状态", unit_state, sort_by=("is_active",), width=24)
    merge = RowColumn("办理", merge_link)
