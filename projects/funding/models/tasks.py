"""The task ledger, and the plan of the year."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from projects.books.models import Book, BookQuerySet
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.funding.choices import TASK_KINDS
from projects.organisations.models import Unit


class TaskEntryQuerySet(BookQuerySet["TaskEntry"]):
    def for_year(self, year: int) -> "TaskEntryQuerySet":
        return self.filter(year=year)

    def issued_by(self, on: date) -> "TaskEntryQuerySet":
        """The task as it stood on that day."""
        return self.filter(issued_on__lte=on)


class TaskEntry(Book):
    """任务: allocation, increase, decrease or transfer, dated, with its document. The task on a day is the sum of its entries."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="task_entries", verbose_name="任务单位")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("任务类别", max_length=20)
    level = models.CharField("口径", max_length=10)
    move = models.CharField("调整", max_length=10)
    amount = models.DecimalField("任务数", max_digits=WAN_DIGITS, decimal_places=WAN_PLACES, help_text="万元, or a count by kind")
    issued_on = models.DateField("下达时间")
    document_number = models.CharField("文号", max_length=60, blank=True)
    counterpart = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        verbose_name="划出方",
        help_text="of a transfer: what was taken from the other unit",
    )

    objects = TaskEntryQuerySet.as_manager()

    class Meta:
        ordering = ["year", "unit__seq", "id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "year", "kind"], name="task_year_kind")]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年{TASK_KINDS[self.kind].label}任务"


class PlanEntryQuerySet(BookQuerySet["PlanEntry"]):
    def for_year(self, year: int) -> Self:
        return self.filter(year=year)


class PlanEntry(Book):
    """月度计划: what a unit means to have reached, cumulative, at the end of each month. The last one issued by a day holds on it.

    `months_wan` empty: back to the straight line."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plan_entries", verbose_name="单位")
    year = models.PositiveSmallIntegerField("年度")
    months_wan = ArrayField(
        models.DecimalField(max_digits=WAN_DIGITS, decimal_places=WAN_PLACES),
        verbose_name="各月末累计计划",
        blank=True,
        help_text="万元, twelve or none",
    )
    issued_on = models.DateField("下达时间")
    document_number = models.CharField("文号", max_length=60, blank=True)

    objects = PlanEntryQuerySet.as_manager()

    class Meta:
        ordering = ["year", "unit__seq", "issued_on", "id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "year"], name="plan_year")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(months_wan__len__in=(0, 12)), name="plan_twelve_months_or_none")
        ]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年月度计划"
