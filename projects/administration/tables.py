"""Columns of 账号, 操作记录 and 单位."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.audit.choices import VERBS
from projects.core import clock
from projects.core.tables import HouseColumn, HouseTable, Shown, TitleColumn

Planned = tuple[SafeString, Callable[[Any], str], SafeString]


class RowColumn(HouseColumn):
    """A text that needs the whole row."""

    def __init__(self, label: str, of_row: Callable[[Any], str], **options: Any) -> None:
        super().__init__(label, **options)
        self.of_row = of_row

    def planned(self, name: str, shown: Shown) -> Planned:
        show, of_row = self.prepared(name, shown), self.of_row
        return self.opening(shown), lambda row: show(of_row(row)), SafeString(f"</{self.tag}>")

    def prepared(self, name: str, shown: Shown) -> Callable[[Any], str]:
        return lambda text: text or "--"


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
    display_name = TitleColumn("姓名", url_name="account_detail")
    username = HouseColumn("账号")
    post = HouseColumn("职务（岗位）")
    tenures = RowColumn("任职", posts_of)
    state = TagColumn("状态", lambda account: state_tag("启用" if account.is_active else "停用"))


def moment_link(entry: Any) -> SafeString:
    at = entry.at.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
    return format_html('<a href="{}">{}</a>', reverse("audit_detail", args=[entry.pk]), at)


def said(entry: Any) -> str:
    return f"{entry.label}（{entry.on_behalf_of}）" if entry.on_behalf_of else str(entry.label)


def outcome(entry: Any) -> SafeString:
    return state_tag("成功") if entry.succeeded else state_tag("未成功", is_open=True)


class AuditTable(HouseTable):
    at = RowColumn("时间", moment_link, css="nowrap")
    actor_name = HouseColumn("操作人")
    verb = RowColumn("动作", lambda entry: VERBS.get(entry.verb, entry.verb))
    label = WordsColumn("说明", said)
    succeeded = TagColumn("结果", outcome)
