"""The task ledger."""

from typing import Any, ClassVar

from django.db import models

from projects.books.models import Book, BookQuerySet
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.funding.choices import TASK_KINDS
from projects.organisations.models import Unit


class TaskEntryQuerySet(BookQuerySet["TaskEntry"]):
    def for_year(self, year: int) -> "TaskEntryQuerySet":
        return self.filter(year=year)


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

    objects = TaskEntryQuerySet.as_manager()

    class Meta:
        ordering = ["year", "unit__seq", "id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "year", "kind"], name="task_year_kind")]

    def __str__(self) -> str:
        return f"{self.unit}{self.year}年{TASK_KINDS[self.kind].label}任务"
