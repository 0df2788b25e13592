"""The money book.

A Claim (申报) is what a department says: lines with amounts and evidence, corrected until it is verified. Verifying posts at once: every
counted line becomes one immutable Arrival (到位资金), and its Credit (业绩归属) in each dimension. Three dates: `arrived_on` is the
paper's, `booked_in` the month that was open when it was posted, `counts_on` the day that decides the period of every figure: a closed
month's figure never moves. Arrivals are chained (`seq`, `prev_hash`, `hash`), so that a changed or missing row is found.
"""

import hashlib
import json
from datetime import UTC, date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.audit.history import tracked
from projects.books.models import Book, BookQuerySet
from projects.core.units import WAN_DIGITS, WAN_PLACES, plain
from projects.files.models import StoredFile
from projects.funding.access import of_visible_project_q
from projects.funding.choices import BY_ARRIVAL, CLAIM_FLOW, DRAFT, SUBMITTED, TASK_KINDS
from projects.months.models import Month
from projects.organisations.models import Unit
from projects.signing.choices import OUTSIDE_TIERS
from projects.signing.models import Project, wan_field

if TYPE_CHECKING:
    from projects.organisations.models import User


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: "User") -> "ClaimQuerySet":
        return self.filter(of_visible_project_q(user))

    def waiting(self) -> "ClaimQuerySet":
        """Oldest first: the queue of 核定."""
        return self.filter(state=SUBMITTED).order_by("submitted_at", "id")

    def with_totals(self) -> "ClaimQuerySet":
        return self.annotate(claimed_wan=models.Sum("lines__claimed_wan"), counted_wan=models.Sum("lines__counted_wan"))


@tracked()
class Claim(models.Model):
    """到位资金申报: one project, one 统计月, one document."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, related_name="claims", verbose_name="项目")
    month = models.ForeignKey(Month, models.PROTECT, related_name="claims", verbose_name="统计月")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="claims", verbose_name="申报单位")
    state = models.CharField("状态", max_length=10, default=DRAFT)
    submitted_at = models.DateTimeField("申报时间", null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="填报人")
    is_filed_for = models.BooleanField("代录", default=False, help_text="filed by the bureau for the department")
    verified_at = models.DateTimeField("核定时间", null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核定人"
    )
    returned_reason = models.CharField("退回意见", max_length=500, blank=True)
    late_reason = models.CharField("补录原因", max_length=300, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["-month__starts_on", "-id"]

    def __str__(self) -> str:
        return f"{self.project}{self.month}申报"

    @property
    def state_label(self) -> str:
        return CLAIM_FLOW[self.state].label


@tracked()
class ClaimLine(models.Model):
    """claimed = counted + Σ cuts, once it is verified."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField("序号")
    use = models.CharField("资金用途", max_length=20)
    form = models.CharField("到位形式", max_length=10)
    is_registered_capital = models.BooleanField("注册资本金", default=False)
    source_tier = models.CharField("资金来源", max_length=10)
    tier_reason = models.CharField("改变资金来源的原因", max_length=200, blank=True)
    arrived_on = models.DateField("到账日期")
    payer = models.CharField("付款单位", max_length=100, blank=True)
    voucher_number = models.CharField("凭证号", max_length=60, blank=True)
    currency = models.CharField("币种", max_length=3, default="CNY")
    original_amount = models.DecimalField("原币金额", max_digits=18, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField("当日中间价", max_digits=12, decimal_places=6, null=True, blank=True)
    claimed_wan = wan_field("申报数")
    counted_wan = wan_field("核定数", null=True, blank=True)
    evidence_due_on = models.DateField("佐证补交日期", null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["claim", "number"], name="claim_line_number_once"),
            models.CheckConstraint(
                condition=Q(counted_wan=None)
                | Q(claimed_wan__gte=0, counted_wan__gte=0, counted_wan__lte=F("claimed_wan"))
                | Q(claimed_wan__lt=0, counted_wan__lte=0, counted_wan__gte=F("claimed_wan")),
                name="claim_line_counted_within_claimed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}第{self.number}笔"

    @property
    def project_id(self) -> int:
        return self.claim.project_id


class ClaimCut(models.Model):
    """核减: a reason and a sentence for every part that is not counted."""

    line = models.ForeignKey(ClaimLine, models.CASCADE, related_name="cuts")
    reason_code = models.CharField("核减原因", max_length=30)
    amount_wan = wan_field("核减数")
    note = models.CharField("核减说明", max_length=300)

    def __str__(self) -> str:
        return f"{self.line}核减"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: "User") -> "EvidenceQuerySet":
        return self.filter(of_visible_project_q(user, "line__claim__project_id"))


class Evidence(models.Model):
    """佐证材料 of one line."""

    line = models.ForeignKey(ClaimLine, models.CASCADE, related_name="evidence")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="evidence")
    kind = models.CharField("佐证种类", max_length=40)

    objects = EvidenceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.stored}"


class RecognitionBasis(models.Model):
    """认定依据: one per project and year, so that the same money is never counted twice (definitions 1.12)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="recognition_bases")
    year = models.PositiveSmallIntegerField("年")
    basis = models.CharField("认定依据", max_length=10, default=BY_ARRIVAL)
    reason = models.CharField("变更原因", max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["project", "year"], name="basis_once_a_year")]

    def __str__(self) -> str:
        return f"{self.project}{self.year} {self.basis}"


class ArrivalQuerySet(BookQuerySet["Arrival"]):
    def visible_to(self, user: "User") -> "ArrivalQuerySet":
        return self.filter(of_visible_project_q(user))

    def outside(self) -> "ArrivalQuerySet":
        """省外 + 境外: the headline's money."""
        return self.filter(source_tier__in=OUTSIDE_TIERS)

    def counting_until(self, on: date) -> "ArrivalQuerySet":
        return self.filter(counts_on__lte=on)


class Arrival(Book):
    """到位资金 as counted, with everything as it was on the day. Chained per county."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="arrivals", verbose_name="项目")
    line = models.ForeignKey(ClaimLine, models.PROTECT, null=True, blank=True, related_name="arrivals")
    document_number = models.CharField("文号", max_length=60, blank=True, help_text="opening balances: instead of vouchers")
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
            str(self.line_id or ""),
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
