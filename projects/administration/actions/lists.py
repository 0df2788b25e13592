"""Dated settings, code lists and the calendar of working days."""

from datetime import date, timedelta
from typing import Any

import chinese_calendar
from chinese_calendar.constants import holidays, workdays
from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from projects.access.choices import MANAGE_ACCESS, MANAGE_ACCOUNTS
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused, Stale
from projects.funding.models import Arrival
from projects.months.models import Month
from projects.organisations.models import User
from projects.reference.choices import (
    CREDIT_MODE,
    DEMO_DATE,
    LIGHT_POINTS,
    LISTS,
    RED,
    SECURITY_SETTINGS,
    SETTINGS,
    STAT_MONTH,
    YELLOW,
)
from projects.reference.models import CodeItem, Setting, Workday, forget_settings, setting


def function_of(key: str) -> str:
    """Security settings belong to 安全管理员, all others to 系统管理员."""
    return MANAGE_ACCESS if key in SECURITY_SETTINGS else MANAGE_ACCOUNTS


@action("change_setting")
def change_setting(*, by: User, key: str, value: Any, starts_on: date, reason: str) -> Setting:
    """Holds from `starts_on`; the days before keep what they had. The demonstration's date is set by load_demo alone."""
    if key not in SETTINGS or key == DEMO_DATE:
        raise Refused("没有这项设置，或不能在此修改")
    require(by, function_of(key))
    kind = SETTINGS[key]
    if kind.allowed and value not in kind.allowed:
        raise Refused(f"{kind.label}：所选的值不在可选范围内", field="value")
    if key == LIGHT_POINTS and value[YELLOW] > value[RED]:
        raise Refused("黄灯的百分点不能大于红灯的，请核对", field="value_0")
    if value != setting(key, starts_on):
        _check_start(key, starts_on)
    row = Setting.objects.create(key=key, value=value, starts_on=starts_on, reason=reason, set_at=clock.now(), set_by=by)
    forget_settings()
    return row


def _check_start(key: str, starts_on: date) -> None:
    """From today on; what whole years or months are counted by, from the first of one that nothing is booked in (docs/decisions/0008,
    0009)."""
    if key == CREDIT_MODE:
        if (starts_on.month, starts_on.day) != (1, 1):
            raise Refused("业绩归属方式只能从某年1月1日起改变：一年的任务和到位资金按同一种方式计算", field="starts_on")
        if Arrival.objects.filter(booked_in__year__gte=starts_on.year).exists():
            raise Refused(f"{starts_on.year}年已有到位资金入账，请从以后年度的1月1日起改变", field="starts_on")
    elif key == STAT_MONTH:
        if starts_on.day != 1:
            raise Refused("统计月起止只能从某月1日起改变", field="starts_on")
        last = Month.objects.filter(Q(year=starts_on.year, number__gte=starts_on.month) | Q(year__gt=starts_on.year)).last()
        if last:
            raise Refused(f"{last}已经开设，请从它以后的月份起改变", field="starts_on")
    elif starts_on < clock.today():
        raise Refused("生效日期不能早于今天：已过去的日子按当时的设置计算", field="starts_on")


@action("add_code")
def add_code(*, by: User, list_name: str, code: str, label: str, starts_on: date) -> CodeItem:
    require(by, MANAGE_ACCOUNTS)
    if list_name not in LISTS:
        raise Refused("没有这个代码表")
    _refuse_used_label(list_name, label, None)
    last = CodeItem.objects.filter(list_name=list_name).aggregate(last=Max("seq"))["last"] or 0
    try:
        with transaction.atomic():
            return CodeItem.objects.create(list_name=list_name, code=code, label=label, seq=last + 1, starts_on=starts_on)
    except IntegrityError:
        raise Refused(f"代码“{code}”已存在，请换一个", field="code") from None


def code_state(item: CodeItem) -> str:
    """Stands for a version: the table has none, and two people must not overwrite each other."""
    return f"{item.label}|{item.seq}|{item.ends_on or ''}"


@action("edit_code")
def edit_code(*, by: User, item: CodeItem, seen: str, label: str, seq: int, ends_on: date | None, reason: str = "") -> CodeItem:
    """A new label, place or last day. The code itself stays and nothing is deleted: old rows still show the label."""
    require(by, MANAGE_ACCOUNTS)
    fresh = CodeItem.objects.select_for_update().get(pk=item.pk)
    if code_state(fresh) != seen:
        raise Stale(f"“{fresh}”在您打开页面之后被别人修改过，请核对后再提交")
    if ends_on and ends_on < fresh.starts_on:
        raise Refused(f"停用时间不能早于启用时间（{fresh.starts_on}），请核对", field="ends_on")
    _refuse_used_label(fresh.list_name, label, fresh.pk)
    fresh.label, fresh.seq, fresh.ends_on = label, seq, ends_on
    fresh.save(update_fields=["label", "seq", "ends_on"])
    return fresh


def _refuse_used_label(list_name: str, label: str, own: int | None) -> None:
    same = CodeItem.objects.filter(list_name=list_name, label=label)
    if any(pk != own for pk in same.values_list("pk", flat=True)):
        raise Refused(f"此代码表已有名称“{label}”，请核对", field="label")


@action("set_workday")
def set_workday(*, by: User, day: date, is_workday: bool, note: str) -> Workday:
    """One day that differs from its weekday, or that is put back to it."""
    require(by, MANAGE_ACCOUNTS)
    row, _ = Workday.objects.update_or_create(day=day, defaults={"is_workday": is_workday, "note": note})
    return row


def calendar_years() -> dict[int, int]:
    """year → number of its days in the table."""
    found: dict[int, int] = {}
    for year in Workday.objects.values_list("day__year", flat=True):
        found[year] = found.get(year, 0) + 1
    return found


def next_year_is_missing(today: date) -> bool:
    """The red banner of December: deadlines of next year count Monday to Friday until then."""
    return today.month == 12 and not Workday.objects.filter(day__year=today.year + 1).exists()


@action("import_workdays")
def import_workdays(*, by: User, year: int) -> int:
    """The year's differing days from the package `chinesecalendar`; days set by hand stay. Returns how many came in."""
    require(by, MANAGE_ACCOUNTS)
    known = {day.year for day in (*holidays, *workdays)}
    if year not in known:
        raise Refused(f"{year}年放假安排未公布（内置日历到{max(known)}年），请按国务院办公厅通知逐日录入")
    before = Workday.objects.filter(day__year=year).count()
    Workday.objects.bulk_create(days_of(year), ignore_conflicts=True)
    return Workday.objects.filter(day__year=year).count() - before


def days_of(year: int) -> list[Workday]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days))
    return [
        Workday(day=day, is_workday=not rest, note="放假" if rest else "调休上班")
        for day in days
        if (rest := not chinese_calendar.is_workday(day)) != (day.weekday() >= 5)
    ]
