"""What a department says: claims, their lines, cuts and evidence; and the questions that are asked about them."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from projects.audit.history import tracked
from projects.files.models import StoredFile
from projects.funding.access import of_visible_project_q
from projects.funding.choices import BY_ARRIVAL, CLAIM_FLOW, DRAFT, SUBMITTED
from projects.months.models import Month
from projects.organisations.models import Unit
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


class Question(models.Model):
    """疑点: a computed doubt about a line, never a block; answered with a sentence by whoever files or verifies."""

    line = models.ForeignKey(ClaimLine, models.CASCADE, related_name="questions")
    code = models.CharField("疑点", max_length=30)
    details = models.JSONField(default=dict)
    answer = models.CharField("说明", max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["line", "code"], name="question_once")]

    def __str__(self) -> str:
        return f"{self.line} {self.code}"


class StampedSheet(models.Model):
    """加盖公章的到位资金认定表: one per unit and month, photographed, for the claims it covers."""

    month = models.ForeignKey(Month, models.PROTECT, related_name="sheets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sheets")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return f"{self.unit}{self.month}认定表"
