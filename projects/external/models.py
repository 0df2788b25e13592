"""What the city's 通报 prints of each county: a paper and its lines, insert-only. No sum of the county's own book ever reads them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models

from projects.books.models import Book, BookQuerySet
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.files.models import StoredFile


class ExternalPaper(Book):
    """One 通报: what it is called, who issued it, and which months of the year it is about."""

    title = models.CharField("通报标题", max_length=100)
    document_number = models.CharField("文号", max_length=60)
    issuer = models.CharField("发文单位", max_length=60)
    issued_on = models.DateField("发文时间")
    year = models.PositiveSmallIntegerField("年")
    until_month = models.PositiveSmallIntegerField("截至月")
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="通报原件")

    objects = BookQuerySet["ExternalPaper"].as_manager()

    class Meta:
        ordering = ["-year", "-until_month", "-id"]

    def __str__(self) -> str:
        return f"{self.title}（{self.document_number}）"

    @property
    def period(self) -> str:
        return f"{self.year}年1月" if self.until_month == 1 else f"{self.year}年1—{self.until_month}月"


class ExternalFigure(Book):
    """One county's line, as printed: rates and rank are the paper's own, never computed here. A reversing row carries the opposite
    amounts; a corrected line is a reversing row and a new one."""

    paper = models.ForeignKey(ExternalPaper, models.PROTECT, related_name="figures")
    place = models.CharField("县区", max_length=30, help_text="code of the list 同市县区")
    task_wan = models.DecimalField("年度任务（万元）", max_digits=WAN_DIGITS, decimal_places=WAN_PLACES, null=True)
    arrived_wan = models.DecimalField("到位资金（万元）", max_digits=WAN_DIGITS, decimal_places=WAN_PLACES, null=True)
    completion_percent = models.DecimalField("完成率（%）", max_digits=9, decimal_places=2, null=True)
    growth_percent = models.DecimalField("增速（%）", max_digits=9, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField("名次", null=True)

    PRINTED: ClassVar[tuple[str, ...]] = ("task_wan", "arrived_wan", "completion_percent", "growth_percent", "rank")

    objects = BookQuerySet["ExternalFigure"].as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["paper", "place"], name="external_figure_place")]

    def __str__(self) -> str:
        return f"{self.paper.period}{self.place}"

    @property
    def printed(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.PRINTED}


def latest(figures: Iterable[ExternalFigure]) -> dict[str, ExternalFigure]:
    """place → its line; of two papers on the same months the one issued later."""
    ordered = sorted(figures, key=lambda row: (row.paper.issued_on, row.pk))
    return {row.place: row for row in ordered}
