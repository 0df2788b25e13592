"""Who holds which part of a project: the parties of a joint venture, and 业绩归属 with the papers that a split rests on."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q

from projects.enterprises.models import Enterprise
from projects.files.models import StoredFile
from projects.organisations.models import Unit
from projects.signing.models.projects import Project

if TYPE_CHECKING:
    from projects.organisations.models import User


class InvestorPart(models.Model):
    """合资 only: parties of a joint venture with their shares; without rows the lead investor has 100 %."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="investor_parts")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+")
    source_tier = models.CharField("资金来源", max_length=10)
    origin = models.CharField("来源地", max_length=40, blank=True)
    percent = models.DecimalField("出资比例（%）", max_digits=7, decimal_places=4)
    starts_on = models.DateField("起")
    ends_on = models.DateField("止", null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.enterprise} {self.percent}%"


class Share(models.Model):
    """业绩归属: who gets which part of a project's money in one dimension, from a day on."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="shares")
    dimension = models.CharField(max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="shares")
    percent = models.DecimalField("归属比例（%）", max_digits=7, decimal_places=4)
    starts_on = models.DateField("起")
    ends_on = models.DateField("止", null=True, blank=True)

    class Meta:
        ordering = ["dimension", "-percent", "id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="share_percent_0_to_100")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.percent}%"


class SharePaperQuerySet(models.QuerySet["SharePaper"]):
    def visible_to(self, user: "User") -> "SharePaperQuerySet":
        return self.filter(Exists(Project.objects.visible_to(user).filter(pk=OuterRef("project_id"))))


class SharePaper(models.Model):
    """分割证明: the paper that a split of 业绩归属 rests on. Never changed; a later split brings its own."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="share_papers")
    dimension = models.CharField(max_length=20)
    starts_on = models.DateField("起", help_text="of the shares that it proves")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    objects = SharePaperQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.project}分割证明"
