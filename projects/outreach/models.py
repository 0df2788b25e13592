"""节会, 招商活动 and 招商线索. A fair's edition is a cohort of signings; an activity and a lead are held by units as a project is."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.audit.history import tracked
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit
from projects.outreach.access import held_visible_q
from projects.outreach.choices import SIFTING

if TYPE_CHECKING:
    from projects.organisations.models import User


class FairQuerySet(models.QuerySet["Fair"]):
    def in_county(self, county_id: int) -> "FairQuerySet":
        return self.filter(county_id=county_id)

    def last_edition(self, series: str, on: date) -> "Fair | None":
        return self.filter(series=series, starts_on__lte=on).order_by("-edition").first()


@tracked()
class Fair(models.Model):
    """One edition (届次) of a series such as 兰洽会."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    series = models.CharField("节会", max_length=30)
    edition = models.PositiveSmallIntegerField("届次")
    name = models.CharField("名称", max_length=60)
    starts_on = models.DateField("开始时间")
    ends_on = models.DateField("结束时间")

    objects = FairQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["county", "series", "edition"], name="fair_once")]

    def __str__(self) -> str:
        return self.name


class HeldQuerySet(models.QuerySet[Any]):
    def in_county(self, county_id: int) -> Self:
        return self.filter(county_id=county_id)

    def visible_to(self, user: "User") -> Self:
        return self.filter(held_visible_q(user))

    def valid(self) -> Self:
        """Not 作废."""
        return self.filter(void_reason="")


class Held(models.Model):
    """What activities and leads have in common: their holders, who entered them, and 作废 with its reason (never a deletion)."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    department = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任部门")
    task_force = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="工作专班")
    leader = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="县级领导")
    note = models.CharField("备注", max_length=500, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


@tracked()
class Activity(Held):
    """招商活动: a trip, a reception, a promotion, a ceremony. `leader` led it; `department` organised it."""

    kind = models.CharField("活动类型", max_length=10)
    name = models.CharField("活动名称", max_length=100)
    starts_on = models.DateField("开始时间")
    ends_on = models.DateField("结束时间")
    place = models.CharField("地点", max_length=60)
    result = models.CharField("活动成效", max_length=500, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "starts_on"], name="activity_county_day")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="activity_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class ActivityFirm(models.Model):
    """对接企业: one firm met at one activity (家次)."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="meetings")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="meetings", verbose_name="对接企业")

    class Meta:
        ordering = ["id"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["activity", "enterprise"], name="activity_firm_once")]

    def __str__(self) -> str:
        return f"{self.activity} {self.enterprise}"


@tracked()
class Honour(Held):
    """荣誉奖励: a step up of an enterprise, a reward paid to it, an honour of an asset. `name`: as the document says it."""

    kind = models.CharField("类别", max_length=20)
    name = models.CharField("名称", max_length=100)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, null=True, blank=True, related_name="honours", verbose_name="企业名称"
    )
    granted_on = models.DateField("认定时间")
    amount_wan = models.DecimalField(
        "奖励金额（万元）", max_digits=WAN_DIGITS, decimal_places=WAN_PLACES, null=True, blank=True, help_text="of 奖励资金 alone"
    )
    document_number = models.CharField("文号", max_length=60, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["-granted_on", "-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "granted_on"], name="honour_county_day")]

    def __str__(self) -> str:
        return self.name


@tracked()
class Lead(Held):
    """招商线索. `firm`: as it was said; it may not be a registered enterprise yet."""

    name = models.CharField("线索名称", max_length=100)
    source = models.CharField("线索来源", max_length=20)
    firm = models.CharField("企业名称", max_length=100, blank=True)
    registered_on = models.DateField("线索时间")
    state = models.CharField("跟进状态", max_length=10, default=SIFTING)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_on", "-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "registered_on"], name="lead_county_day")]

    def __str__(self) -> str:
        return self.name
