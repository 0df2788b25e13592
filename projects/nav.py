"""The menu as data, in the order of a project's life."""

import re
from dataclasses import dataclass, field

from django.urls import reverse

from projects.access.choices import (
    CLOSE_MONTH,
    CONFIRM_SIGNING,
    DELEGATE,
    EXPORT,
    FILE_CLAIM,
    MANAGE_ACCESS,
    MANAGE_ACCOUNTS,
    READ_AUDIT,
    RUN_TICKET,
    SEE_LEADERS,
    VERIFY_CLAIM,
)
from projects.access.permissions import can
from projects.organisations.models import User


@dataclass(frozen=True)
class Item:
    """`functions`, `roles`: any of them shows the item; none of both means everybody. `also`: patterns of further addresses under it."""

    label: str
    url_name: str
    icon: str = ""
    functions: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    children: tuple["Item", ...] = ()


@dataclass
class Entry:
    label: str
    url: str
    icon: str
    is_current: bool
    count: int | None = None
    children: list["Entry"] = field(default_factory=list)


MENU: tuple[Item, ...] = (
    Item("工作台", "home", "house"),
    Item(
        "驾驶舱",
        "cockpit",
        "speedometer2",
        children=(
            Item("驾驶舱", "cockpit"),
            Item("大屏", "screen"),
            Item("领导手机首页", "leader_phone", roles=("county_leader", DELEGATE)),
        ),
    ),
    Item(
        "项目台账",
        "project_list",
        "folder2-open",
        children=(Item("签约项目", "project_list"), Item("签约确认", "registration_list", functions=(CONFIRM_SIGNING,))),
    ),
    Item(
        "到位资金",
        "claims",
        "cash-stack",
        also=("/arrivals/", "/openings/"),
        children=(
            Item("到位资金申报", "claims"),
            Item("本月申报", "month_grid", functions=(FILE_CLAIM,)),
            Item("粘贴申报", "claim_paste", functions=(FILE_CLAIM,)),
            Item("核定", "verify_queue", functions=(VERIFY_CLAIM,)),
            Item("零报告", "nil_reports", functions=(FILE_CLAIM,)),
            Item("月结", "months", functions=(CLOSE_MONTH,)),
            Item(
                "月度签批",
                "month_sign_now",
                functions=(CLOSE_MONTH,),
                roles=("county_leader", DELEGATE),
                also=(r"/months/\d+/sign/",),
            ),
            Item("市级认定数", "city_recognition"),
            Item("年度结转", "carry_over"),
        ),
    ),
    Item(
        "任务调度",
        "tasks",
        "flag",
        children=(
            Item("任务调度", "tasks"),
            Item("任务排名", "ranking"),
            Item("红黄蓝预警", "ranking_lights"),
            Item("全市排名", "external"),
            Item("招商活动", "activities"),
            Item("招商线索", "leads"),
        ),
    ),
    Item(
        "企业服务",
        "tickets",
        "headset",
        also=("/honours/",),
        children=(
            Item("企业诉求", "tickets"),
            Item("帮办代办", "agency"),
            Item("要素保障", "elements"),
            Item("包抓联", "pairs"),
            Item("走访记录", "visits"),
            Item("座谈对接", "meetings"),
            Item("待分办", "ticket_triage", functions=(RUN_TICKET,)),
            Item("服务统计", "tickets_report"),
            Item("荣誉奖励", "honours"),
        ),
    ),
    Item("督查督办", "matters", "megaphone"),
    Item(
        "统计报表",
        "tasks_report",
        "file-earmark-text",
        functions=(EXPORT,),
        also=("/reports/",),
        children=(
            Item("任务完成情况表", "tasks_report"),
            Item("周调度", "weekly", functions=(SEE_LEADERS,), roles=("county_leader", DELEGATE, "inspector")),
            Item("汇报数据单", "leader_sheets", functions=(SEE_LEADERS,), roles=("county_leader", DELEGATE)),
            Item("数据体检", "data_check"),
        ),
    ),
    Item("系统管理", "administration", "gear", functions=(MANAGE_ACCOUNTS, MANAGE_ACCESS, READ_AUDIT)),
)


def menu_for(user: User, path: str) -> list[Entry]:
    return _entries(MENU, user, path)


def _entries(items: tuple[Item, ...], user: User, path: str) -> list[Entry]:
    """The most precise of the shown items is the current one, so that /projects/waiting/ is not 签约项目."""
    shown = [item for item in items if _shows(item, user)]
    reaches = [_reach(item, path) for item in shown]
    furthest = max(reaches, default=0)
    return [
        Entry(
            item.label,
            reverse(item.url_name),
            item.icon,
            is_current=0 < reach == furthest,
            children=_entries(item.children, user, path),
        )
        for item, reach in zip(shown, reaches, strict=True)
    ]


def _shows(item: Item, user: User) -> bool:
    if not item.functions and not item.roles:
        return True
    return can(user, *item.functions) or not user.roles.isdisjoint(item.roles)


def _reach(item: Item, path: str) -> int:
    """How much of the address the item explains; 0: none of it."""
    own = reverse(item.url_name)
    found = [re.match(pattern, path) for pattern in ((re.escape(own), *item.also) if own != "/" else ("/$",))]
    return max((match.end() for match in found if match), default=0)
