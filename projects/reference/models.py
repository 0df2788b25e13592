"""Dated settings, code lists with validity, the working-day calendar."""

import time
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings as django_settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from projects.audit.history import tracked
from projects.core.clock import SHANGHAI
from projects.core.middleware import request_id
from projects.reference.choices import DEMO_DATE, SETTINGS


class Setting(models.Model):
    """One value from a day on. Earlier days keep the value they had."""

    key = models.CharField("设置项", max_length=40)
    value = models.JSONField("值", null=True)
    starts_on = models.DateField("生效日期")
    reason = models.CharField("原因", max_length=300, blank=True)
    set_at = models.DateTimeField("设置时间")
    set_by = models.ForeignKey(django_settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["key", "-starts_on", "-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["key", "-starts_on", "-id"], name="setting_latest")]

    def __str__(self) -> str:
        return f"{self.key}={self.value}"


Dated = list[tuple[date, Any]]
_read_for: ContextVar[tuple[str, dict[str, Dated]]] = ContextVar("settings_of_a_request", default=("", {}))


def setting_history(key: str) -> Dated:
    """(from which day, value), oldest first. Within one request all settings are read once, together."""
    request = request_id.get()
    if not request:
        return list(_rows().filter(key=key).values_list("starts_on", "value"))
    known_for, found = _read_for.get()
    if known_for != request:
        found = {}
        for name, starts_on, value in _rows().values_list("key", "starts_on", "value"):
            found.setdefault(name, []).append((starts_on, value))
        _read_for.set((request, found))
    return found.get(key, [])


def _rows() -> models.QuerySet[Setting]:
    return Setting.objects.order_by("starts_on", "id")


def forget_settings() -> None:
    """After one was written: the rest of the request reads anew."""
    _read_for.set(("", {}))


def setting(key: str, on: date) -> Any:
    """The value in force on that day, else the default. Raises KeyError for a key that nobody declared."""
    kind = SETTINGS[key]
    values = [value for starts_on, value in setting_history(key) if starts_on <= on]
    return values[-1] if values else kind.default


def settings_on(keys: Iterable[str], on: date) -> dict[str, Any]:
    """Several at once, in one query."""
    wanted = list(keys)
    if request_id.get():
        return {key: setting(key, on) for key in wanted}
    rows = _rows().filter(key__in=wanted, starts_on__lte=on).values_list("key", "value")
    return {key: SETTINGS[key].default for key in wanted} | dict(rows)


_demo: tuple[float, str | None] | None = None


def demo_date() -> date | None:
    """The demonstration's business date, None on a real installation. Looked up at most once in DEMO_DATE_SECONDS."""
    global _demo
    if _demo is None or time.monotonic() - _demo[0] > django_settings.DEMO_DATE_SECONDS:
        values = Setting.objects.filter(key=DEMO_DATE).order_by("-id").values_list("value", flat=True)[:1]
        _demo = (time.monotonic(), next(iter(values), None))
    return date.fromisoformat(_demo[1]) if _demo[1] else None


def demo_now() -> datetime | None:
    """The demonstration's day with the machine's time of day."""
    day = demo_date()
    return datetime.combine(day, timezone.now().astimezone(SHANGHAI).timetz()) if day else None


class CodeItemQuerySet(models.QuerySet["CodeItem"]):
    def of(self, list_name: str, on: date) -> "CodeItemQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), list_name=list_name, starts_on__lte=on)


@tracked()
class CodeItem(models.Model):
    list_name = models.CharField("代码表", max_length=30)
    code = models.CharField("代码", max_length=30)
    label = models.CharField("名称", max_length=60)
    seq = models.PositiveSmallIntegerField("排序")
    starts_on = models.DateField("启用时间")
    ends_on = models.DateField("停用时间", null=True, blank=True)

    objects = CodeItemQuerySet.as_manager()

    class Meta:
        ordering = ["list_name", "seq"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["list_name", "code"], name="code_once")]

    def __str__(self) -> str:
        return self.label


def labels(list_name: str) -> dict[str, str]:
    """code → label, retired ones included (old rows still show them)."""
    return dict(CodeItem.objects.filter(list_name=list_name).values_list("code", "label"))


def choices(list_name: str, on: date) -> list[tuple[str, str]]:
    """For a form: those in force on that day."""
    return list(CodeItem.objects.of(list_name, on).values_list("code", "label"))


class Workday(models.Model):
    """A day that differs from its weekday: a holiday, or a make-up Saturday (调休)."""

    day = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("上班")
    note = models.CharField("说明", max_length=60, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {'班' if self.is_workday else '休'}"


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    def standing(self) -> "AnnouncementQuerySet":
        return self.filter(withdrawn_at=None)

    def showing(self, on: date) -> "AnnouncementQuerySet":
        return self.standing().filter(starts_on__lte=on, ends_on__gte=on)


class Announcement(models.Model):
    """公告 of the site: a sentence on every page from its first to its last day."""

    text = models.CharField("公告内容", max_length=120)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    published_at = models.DateTimeField("发布时间")
    published_by = models.ForeignKey(django_settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布人")
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="announcement_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.text


def add_workdays(start: date, count: int) -> date:
    """The `count`-th working day after `start`, 调休 included. In a year whose holidays are not published Monday to Friday count:
    whoever shows the day says so (unpublished_until)."""
    last = start + timedelta(days=count * 2 + 30)
    known = dict(Workday.objects.filter(day__gt=start, day__lte=last).values_list("day", "is_workday"))
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= known.get(day, day.weekday() < 5)
    return day


def workdays_between(start: date, end: date) -> int:
    """After `start`, up to and with `end`."""
    known = dict(Workday.objects.filter(day__gt=start, day__lte=end).values_list("day", "is_workday"))
    days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
    return sum(known.get(day, day.weekday() < 5) for day in days)


def unpublished_until(start: date, end: date) -> str:
    """“2027年放假安排未公布，暂按周一至周五计算” when the days from `start` to `end` reach into such a year; empty otherwise."""
    years = set(range(start.year, end.year + 1))
    missing = sorted(years - set(Workday.objects.filter(day__year__in=years).values_list("day__year", flat=True)))
    return f"{missing[0]}年放假安排未公布，暂按周一至周五计算" if missing else ""
