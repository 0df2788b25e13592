"""统计月: open, closed, exceptionally reopened. A closed month accepts nothing through any path (a trigger looks)."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.audit.history import tracked
from projects.core.periods import Span
from projects.months.choices import CLOSED, LABELS, OPEN
from projects.organisations.models import Unit


class MonthQuerySet(models.QuerySet["Month"]):
    def in_county(self, county_id: int) -> "MonthQuerySet":
        return self.filter(county_id=county_id)

    def accepting(self) -> "MonthQuerySet":
        return self.exclude(state=CLOSED)

    def touching(self, span: Span) -> "MonthQuerySet":
        months = self.filter(starts_on__lte=span.end)
        return months.filter(ends_on__gte=span.start) if span.start else months

    def holding(self, day: date) -> "MonthQuerySet":
        return self.filter(starts_on__lte=day, ends_on__gte=day)


@tracked()
class Month(models.Model):
    county = models.ForeignKey(Unit, models.PROTECT, related_name="months")
    year = models.PositiveSmallIntegerField("年")
    number = models.PositiveSmallIntegerField("月")
    starts_on = models.DateField("起")
    ends_on = models.DateField("止")
    state = models.CharField("月结状态", max_length=10, default=OPEN)
    closed_at = models.DateTimeField("月结时间", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("月结说明", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MonthQuerySet.as_manager()

    class Meta:
        ordering = ["year", "number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["county", "year", "number"], name="month_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="month_ends_after_start"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=12), name="month_number_1_to_12"),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.number}月"

    @property
    def is_closed(self) -> bool:
        return self.state == CLOSED

    @property
    def state_label(self) -> str:
        return LABELS[self.state]

    def counts_on(self, day: date) -> date:
        """统计日期: the paper's date when it lies in this month, else the month's first day (definitions 1.1)."""
        return day if self.starts_on <= day <= self.ends_on else self.starts_on


@tracked()
class Reopening(models.Model):
    """重开: exceptional, asked for by one and granted by another until a day; what it touched is listed from the books."""

    month = models.ForeignKey(Month, models.PROTECT, related_name="reopenings")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申请人")
    requested_at = models.DateTimeField("申请时间")
    reason = models.CharField("重开原因", max_length=500)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="批准人")
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    expires_at = models.DateTimeField("有效期至", null=True, blank=True)
    closed_at = models.DateTimeField("再次月结时间", null=True, blank=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="不同意人"
    )
    refused_reason = models.CharField("不同意的原因", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.month}重开"


class NilReport(models.Model):
    """零报告: a unit says that nothing came in that month."""

    month = models.ForeignKey(Month, models.PROTECT, related_name="nil_reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="nil_reports")
    reported_at = models.DateTimeField("报告时间")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["month", "unit"], name="nil_report_once")]

    def __str__(self) -> str:
        return f"{self.unit}{self.month}零报告"
