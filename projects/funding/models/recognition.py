"""What others recognise or sign, opening balances, and answers to the standing checks."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from projects.books.models import Book, BookQuerySet
from projects.files.models import StoredFile
from projects.months.models import Month
from projects.organisations.models import Unit
from projects.signing.models import Project, wan_field


class OpeningBatch(models.Model):
    """期初建账: one sheet of earlier years' money, with the number of the paper that stands for its vouchers."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    document_number = models.CharField("文号", max_length=60)
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField("建账时间")
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"期初数（{self.document_number}）"


class CityRecognition(Book):
    """市级认定数 of a project for a year, counted to a month; the county's own rows are not touched."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="city_recognitions")
    year = models.PositiveSmallIntegerField("年")
    until_month = models.PositiveSmallIntegerField("截至月")
    amount_wan = wan_field("市级认定数")
    document_number = models.CharField("文号", max_length=60)

    objects = BookQuerySet["CityRecognition"].as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "year"], name="city_recognition_year")]

    def __str__(self) -> str:
        return f"{self.project}{self.year}年市级认定"


class LeaderSignature(models.Model):
    """领导签批 of a month's list, after posting; gates nothing. The scan of the paper, or one tap."""

    month = models.ForeignKey(Month, models.PROTECT, related_name="signatures")
    leader = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField("签批时间")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stored = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField("意见", max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.leader}{self.month}签批"


class CheckAnswer(models.Model):
    """数据体检: somebody looked at a finding and says why it stands."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    check_code = models.CharField(max_length=40)
    target = models.CharField(max_length=60, help_text="model name and number of the row found")
    reason = models.CharField("说明", max_length=300)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["county", "check_code", "target"], name="check_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.check_code} {self.target}"
