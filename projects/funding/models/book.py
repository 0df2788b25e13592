"""The book itself: arrivals, chained per county, and their credit."""

import hashlib
import json
from datetime import UTC, date
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Q

from projects.books.models import Book, BookQuerySet
from projects.core.units import plain
from projects.files.models import StoredFile
from projects.funding.access import of_visible_project_q
from projects.funding.choices import ARRIVAL, OPENING
from projects.funding.models.claims import ClaimLine
from projects.funding.models.recognition import OpeningBatch
from projects.months.models import Month
from projects.organisations.models import Unit
from projects.signing.choices import OUTSIDE_TIERS
from projects.signing.models import Project, wan_field

if TYPE_CHECKING:
    from projects.organisations.models import User


class ArrivalQuerySet(BookQuerySet["Arrival"]):
    def visible_to(self, user: "User") -> "ArrivalQuerySet":
        return self.filter(of_visible_project_q(user))

    def outside(self) -> "ArrivalQuerySet":
        """省外 + 境外: the headline's money."""
        return self.filter(source_tier__in=OUTSIDE_TIERS)

    def counting_until(self, on: date) -> "ArrivalQuerySet":
        return self.filter(counts_on__lte=on)

    def adjustments_of(self, month: Month) -> "ArrivalQuerySet":
        """Rows of the month whose money belongs to an earlier one: late papers, reversals and corrections of closed months. A reversing
        row carries the date of the row it reverses. Their sum is 其中调整上月数."""
        return self.filter(booked_in=month, arrived_on__lt=month.starts_on)

    def counted_in(self) -> "ArrivalQuerySet":
        """Rows that say the project received money: neither 撤资 nor reversed."""
        return self.standing().filter(kind__in=(ARRIVAL, OPENING))

    def by_month_of_arrival(self) -> "models.QuerySet[Any, Any]":
        """归属月: {home_year, home_number, total} by the statistical month that holds the paper's date; empty where none was opened."""
        home = Month.objects.filter(
            county=OuterRef("county"), starts_on__lte=OuterRef("arrived_on"), ends_on__gte=OuterRef("arrived_on")
        )
        named = self.annotate(
            home_year=models.Subquery(home.values("year")[:1]), home_number=models.Subquery(home.values("number")[:1])
        )
        summed = named.order_by().values("home_year", "home_number").annotate(total=models.Sum("amount_wan"))
        return summed.order_by("home_year", "home_number")


class Arrival(Book):
    """到位资金 as counted, with everything as it was on the day. Chained per county."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="arrivals", verbose_name="项目")
    line = models.ForeignKey(ClaimLine, models.PROTECT, null=True, blank=True, related_name="arrivals")
    kind = models.CharField("类别", max_length=12, default=ARRIVAL)
    opening = models.ForeignKey(
        OpeningBatch, models.PROTECT, null=True, blank=True, related_name="arrivals", verbose_name="期初批次"
    )
    document_number = models.CharField("文号", max_length=60, blank=True, help_text="opening balances: instead of vouchers")
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="更正",
        help_text="the reversed row that this one replaces",
    )
    amount_wan = wan_field("核定数")
    use = models.CharField("资金用途", max_length=20)
    form = models.CharField("到位形式", max_length=10)
    is_registered_capital = models.BooleanField("注册资本金", default=False)
    source_tier = models.CharField("资金来源", max_length=10)
    arrived_on = models.DateField("到账日期")
    booked_in = models.ForeignKey(Month, models.PROTECT, related_name="arrivals", verbose_name="统计月")
    counts_on = models.DateField("统计日期")
    late_reason = models.CharField("补录原因", max_length=300, blank=True)
    seq = models.PositiveBigIntegerField("序号")
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        ordering = ["-counts_on", "-seq"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["county", "counts_on"], name="arrival_county_day"),
            models.Index(fields=["project", "counts_on"], name="arrival_project_day"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["county", "seq"], name="arrival_seq_once"),
            models.CheckConstraint(condition=~Q(amount_wan=0), name="arrival_not_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.project} {plain(self.amount_wan)}万元"

    def fingerprint(self) -> str:
        """sha256 over the row as a person reads it and the row before it. The order and the spelling are fixed for ever."""
        fields = [
            str(self.county_id),
            str(self.seq),
            str(self.project_id),
            self.kind,
            str(self.line_id or ""),
            str(self.opening_id or ""),
            str(self.corrects_id or ""),
            self.document_number,
            plain(self.amount_wan),
            self.use,
            self.form,
            "1" if self.is_registered_capital else "0",
            self.source_tier,
            self.arrived_on.isoformat(),
            str(self.booked_in_id),
            self.counts_on.isoformat(),
            self.late_reason,
            str(self.reverses_id or ""),
            self.reason,
            self.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
            str(self.recorded_by_id or ""),
            self.prev_hash,
        ]
        return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


class CreditQuerySet(BookQuerySet["Credit"]):
    def visible_to(self, user: "User") -> "CreditQuerySet":
        return self.filter(of_visible_project_q(user, "arrival__project_id"))


class Credit(Book):
    """业绩归属 of an arrival in one dimension; `unit` empty is 未明确. Σ of one arrival in one dimension = its amount."""

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="credits")
    dimension = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="credits", verbose_name="归属单位")
    amount_wan = wan_field("归属金额")
    booked_in = models.ForeignKey(Month, models.PROTECT, related_name="+", verbose_name="统计月")

    objects = CreditQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "dimension", "unit"], name="credit_holder")]

    def __str__(self) -> str:
        return f"{self.unit or '未明确'} {plain(self.amount_wan)}万元"


class ArrivalPaperQuerySet(models.QuerySet["ArrivalPaper"]):
    def visible_to(self, user: "User") -> "ArrivalPaperQuerySet":
        return self.filter(of_visible_project_q(user, "arrival__project_id"))


class ArrivalPaper(models.Model):
    """依据材料 of a row that no claim stands behind: a 撤资."""

    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="papers")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    objects = ArrivalPaperQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.arrival} {self.stored}"
