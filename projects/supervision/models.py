"""督办事项: what was ordered, to whom, until when; and its dated steps, an insert-only book."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from projects.audit.history import tracked
from projects.books.models import Book, BookQuerySet
from projects.files.models import StoredFile
from projects.funding.choices import TASK_KINDS
from projects.organisations.models import Unit
from projects.services.models import Ticket
from projects.signing.models import Project
from projects.supervision.access import matter_visible_q
from projects.supervision.flow import CLOSED, KINDS, LEVELS, OPEN, REPORTED, STATES, STEPS

if TYPE_CHECKING:
    from datetime import date

    from projects.organisations.models import User


class MatterQuerySet(models.QuerySet["Matter"]):
    def in_county(self, county_id: int) -> "MatterQuerySet":
        return self.filter(county_id=county_id)

    def visible_to(self, user: "User") -> "MatterQuerySet":
        return self.filter(matter_visible_q(user))

    def unfinished(self) -> "MatterQuerySet":
        return self.filter(state__in=(OPEN, REPORTED))

    def overdue(self, on: "date") -> "MatterQuerySet":
        """Still in somebody's hands after its deadline. What is reported waits for the one who ordered it, not for the unit."""
        return self.filter(state=OPEN, deadline_on__lt=on)

    def about(self, target: "Ticket | Project") -> "MatterQuerySet":
        return self.filter(ticket=target.pk) if isinstance(target, Ticket) else self.filter(project=target.pk)


@tracked()
class Matter(models.Model):
    """One order of 催办, 督办, 批示 or a meeting. `deadline_on` moves when it is raised or extended, `first_deadline_on` never:
    what was made up late stays late. `once_key`: what the system orders by itself, it orders once."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField("编号", max_length=30)
    kind = models.CharField("类别", max_length=10)
    level = models.CharField("督办等级", max_length=10, blank=True)
    title = models.CharField("事项", max_length=60)
    text = models.TextField("内容", max_length=1000)
    source = models.CharField("依据", max_length=100, blank=True, help_text="meeting or document")
    ordered_at = models.DateTimeField("下达时间")
    ordered_by_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="ordered_matters", verbose_name="下达单位", help_text="empty: the system"
    )
    working_days = models.PositiveSmallIntegerField("时限（工作日）")
    first_deadline_on = models.DateField("原定时限")
    deadline_on = models.DateField("办理时限")
    state = models.CharField("状态", max_length=10, default=OPEN)
    closed_on = models.DateField("销号时间", null=True, blank=True)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, blank=True, related_name="matters", verbose_name="关联诉求")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="matters", verbose_name="关联项目")
    task_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="任务单位")
    task_year = models.PositiveSmallIntegerField("任务年度", null=True, blank=True)
    task_kind = models.CharField("任务类别", max_length=20, blank=True)
    once_key = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ["-ordered_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["county", "number"], name="matter_number_once"),
            models.UniqueConstraint(fields=["county", "once_key"], condition=~Q(once_key=""), name="matter_once"),
            models.CheckConstraint(
                condition=Q(task_unit=None, task_year=None, task_kind="")
                | (Q(task_unit__isnull=False, task_year__isnull=False) & ~Q(task_kind="")),
                name="matter_task_whole",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["county", "-ordered_at", "-id"], name="matter_county_order"),
            models.Index(fields=["deadline_on"], condition=Q(state=OPEN), name="matter_open_deadline"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind].label

    @property
    def level_label(self) -> str:
        """Empty until it is on the ladder."""
        return LEVELS[self.level].label if self.level else ""

    @property
    def state_label(self) -> str:
        return STATES[self.state].label

    @property
    def is_ended(self) -> bool:
        return not STATES[self.state].next

    @property
    def is_late(self) -> bool:
        """Closed after the day that was first set."""
        return self.state == CLOSED and self.closed_on is not None and self.closed_on > self.first_deadline_on

    @property
    def task_label(self) -> str:
        if not self.task_kind:
            return ""
        return f"{self.task_unit}{self.task_year}年{TASK_KINDS[self.task_kind].label}任务"


@tracked()
class MatterUnit(models.Model):
    """One unit it was given to; `reported_on`: its 办结反馈, emptied by 退回重办. The first named leads."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="given_matters")
    is_lead = models.BooleanField("牵头", default=False)
    reported_on = models.DateField("反馈时间", null=True, blank=True)

    class Meta:
        ordering = ["-is_lead", "unit__seq", "id"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["matter", "unit"], name="matter_unit_once")]

    def __str__(self) -> str:
        return str(self.unit)


class MatterStep(Book):
    """A dated act. `level` and `deadline_on`: as that act set them, which is what the printed paper of that day says.

    `on_behalf_of`: the sentence of a 代办; `person` is empty where the system acted."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    kind = models.CharField("步骤", max_length=10)
    happened_on = models.DateField("时间")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    on_behalf_of = models.CharField("代办", max_length=60, blank=True)
    level = models.CharField("督办等级", max_length=10, blank=True)
    deadline_on = models.DateField("办理时限", null=True, blank=True)
    note = models.CharField("说明", max_length=1000, blank=True)

    objects = BookQuerySet["MatterStep"].as_manager()

    class Meta:
        ordering = ["id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["matter", "id"], name="matter_steps")]

    def __str__(self) -> str:
        return f"{self.matter.number} {self.kind_label}"

    @property
    def kind_label(self) -> str:
        return STEPS[self.kind].label


class MatterPaperQuerySet(models.QuerySet["MatterPaper"]):
    def visible_to(self, user: "User") -> "MatterPaperQuerySet":
        return self.filter(step__matter__in=Matter.objects.visible_to(user))


class MatterPaper(models.Model):
    """批示原件, 办结材料: what a step was shown with."""

    step = models.ForeignKey(MatterStep, models.PROTECT, related_name="papers")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    objects = MatterPaperQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.stored)
