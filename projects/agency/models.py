"""帮办代办: the templates of a project's approvals, the items done for an enterprise, their papers and their dated steps."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from projects.agency.access import item_visible_q
from projects.agency.flow import LISTED, OPEN_STATES, STAGES, STATES, STEPS, WITHDRAW
from projects.audit.history import tracked
from projects.books.models import Book, BookQuerySet
from projects.enterprises.models import Enterprise
from projects.files.models import StoredFile
from projects.organisations.models import Unit
from projects.signing.models import Project

if TYPE_CHECKING:
    from projects.organisations.models import User


class ItemTemplateQuerySet(models.QuerySet["ItemTemplate"]):
    def in_county(self, county_id: int) -> "ItemTemplateQuerySet":
        return self.filter(county_id=county_id)

    def on(self, day: date) -> "ItemTemplateQuerySet":
        """In force that day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


@tracked()
class ItemTemplate(models.Model):
    """One approval as the county does it from a day on. A changed one is a new row: items keep the limits of their day.

    Days are working days; `promised_days` 0 is 即办 (the same day), `statutory_days` None where no law sets a limit."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    stage = models.CharField("审批阶段", max_length=20)
    name = models.CharField("代办事项", max_length=60)
    authority = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审批部门")
    statutory_days = models.PositiveSmallIntegerField("法定时限（工作日）", null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField("承诺时限（工作日）")
    basis = models.CharField("依据", max_length=100, blank=True)
    papers = models.TextField("所需材料", max_length=2000, blank=True)
    seq = models.PositiveSmallIntegerField("排序")
    starts_on = models.DateField("启用时间")
    ends_on = models.DateField("停用时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ItemTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["seq", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["county", "name", "starts_on"], name="item_template_once_a_day"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="item_template_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(statutory_days=None) | Q(promised_days__lte=F("statutory_days")),
                name="item_template_promise_within_law",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stage_label(self) -> str:
        return STAGES[self.stage]

    @property
    def paper_list(self) -> list[str]:
        return [line.strip() for line in self.papers.splitlines() if line.strip()]


class AgencyItemQuerySet(models.QuerySet["AgencyItem"]):
    def in_county(self, county_id: int) -> "AgencyItemQuerySet":
        return self.filter(county_id=county_id)

    def visible_to(self, user: "User") -> "AgencyItemQuerySet":
        return self.filter(item_visible_q(user))

    def entrusted_until(self, on: date, known: datetime | None = None) -> "AgencyItemQuerySet":
        """Entrusted by then and not withdrawn by then: what 帮办代办（项）counts."""
        withdrawn = AgencyStep.objects.standing(known).filter(item=OuterRef("pk"), kind=WITHDRAW, happened_on__lte=on)
        rows = self.filter(entrusted_on__lte=on)
        rows = rows.filter(entrusted_at__lte=known) if known else rows
        return rows.filter(~Exists(withdrawn))

    def running(self) -> "AgencyItemQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def with_papers(self) -> "AgencyItemQuerySet":
        """Annotates `papers_all` and `papers_there`."""
        return self.annotate(papers_all=Count("papers"), papers_there=Count("papers", filter=~Q(papers__received_on=None)))

    def with_steward(self, on: date) -> "AgencyItemQuerySet":
        """Annotates `steward_name`: the 项目管家 of that day, None without one."""
        now = Steward.objects.on(on).filter(project=OuterRef("project_id")).order_by("-starts_on", "-pk")
        return self.annotate(steward_name=Subquery(now.values("person__display_name")[:1]))


@tracked()
class AgencyItem(models.Model):
    """One matter done for one enterprise. `unit`: whose 代办员 does it. Without `entrusted_on` it only stands in a project's list."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField("代办编号", max_length=14)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name="企业名称")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="关联项目")
    template = models.ForeignKey(ItemTemplate, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField("代办事项", max_length=60)
    stage = models.CharField("审批阶段", max_length=20)
    authority = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审批部门")
    statutory_days = models.PositiveSmallIntegerField("法定时限（工作日）", null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField("承诺时限（工作日）")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代办单位")
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="代办员"
    )
    method = models.CharField("服务方式", max_length=30, blank=True)
    state = models.CharField("办理状态", max_length=20, default=LISTED)
    entrusted_on = models.DateField("委托时间", null=True, blank=True)
    entrusted_at = models.DateTimeField("委托登记时间", null=True, blank=True)
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="委托书")
    told_on = models.DateField("一次性告知时间", null=True, blank=True)
    applied_on = models.DateField("申报时间", null=True, blank=True)
    accepted_on = models.DateField("受理时间", null=True, blank=True)
    deadline_on = models.DateField("承诺办结时限", null=True, blank=True)
    finished_on = models.DateField("办结时间", null=True, blank=True)
    result = models.CharField("结果（证照文号）", max_length=100, blank=True)
    rating = models.CharField("企业评价", max_length=10, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AgencyItemQuerySet.as_manager()

    class Meta:
        ordering = ["-entrusted_on", "-number"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["county", "number"], name="agency_item_number_once")]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["county", "entrusted_on"], name="agency_county_day"),
            models.Index(fields=["project"], name="agency_project"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def stage_label(self) -> str:
        return STAGES[self.stage]

    @property
    def state_label(self) -> str:
        return STATES[self.state].label

    @property
    def is_over(self) -> bool:
        return STATES[self.state].is_over


@tracked()
class AgencyPaper(models.Model):
    """One paper of an item. `is_told`: named to the enterprise by the 一次性告知; nothing is asked for afterwards."""

    item = models.ForeignKey(AgencyItem, models.PROTECT, related_name="papers")
    name = models.CharField("材料", max_length=100)
    is_told = models.BooleanField("告知时缺", default=False)
    received_on = models.DateField("收到时间", null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["item", "name"], name="agency_paper_once")]

    def __str__(self) -> str:
        return self.name


class AgencyStep(Book):
    """A dated act on an item."""

    item = models.ForeignKey(AgencyItem, models.PROTECT, related_name="steps")
    kind = models.CharField("步骤", max_length=20)
    happened_on = models.DateField("时间")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    deadline_on = models.DateField("承诺办结时限", null=True, blank=True)
    note = models.CharField("说明", max_length=1000, blank=True)

    objects = BookQuerySet["AgencyStep"].as_manager()

    class Meta:
        ordering = ["id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["item", "kind"], name="agency_step_kind")]

    def __str__(self) -> str:
        return f"{self.item.number} {self.kind_label}"

    @property
    def kind_label(self) -> str:
        return STEPS[self.kind].label


class StewardQuerySet(models.QuerySet["Steward"]):
    def on(self, day: date) -> "StewardQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


@tracked()
class Steward(models.Model):
    """项目管家: who looks after a project from when to when."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="项目管家")
    starts_on = models.DateField("起始时间")
    ends_on = models.DateField("结束时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StewardQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["project"], condition=Q(ends_on=None), name="steward_one_at_a_time"),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="steward_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.person}"
