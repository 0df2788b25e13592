"""企业诉求: a ticket and its dated steps. The steps are an insert-only book: the four rates are computed from them as of any day."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Subquery

from projects.audit.history import tracked
from projects.books.models import Book, BookQuerySet
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit
from projects.services.access import ticket_visible_q
from projects.services.flow import REGISTERED, STATE_STEPS, STATES, STEPS
from projects.signing.models import Project

if TYPE_CHECKING:
    from projects.organisations.models import User


class TicketQuerySet(models.QuerySet["Ticket"]):
    def in_county(self, county_id: int) -> "TicketQuerySet":
        return self.filter(county_id=county_id)

    def visible_to(self, user: "User") -> "TicketQuerySet":
        return self.filter(ticket_visible_q(user))

    def standing_on(self, on: date, known: datetime | None = None) -> "TicketQuerySet":
        """Annotates `last_step` (kind) and `last_step_on`: how each stood at the end of that day."""
        moves = Step.objects.standing(known).filter(ticket=OuterRef("pk"), kind__in=STATE_STEPS, happened_on__lte=on)
        latest = moves.order_by("-happened_on", "-pk")
        return self.annotate(last_step=Subquery(latest.values("kind")[:1]), last_step_on=Subquery(latest.values("happened_on")[:1]))


@tracked()
class Ticket(models.Model):
    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField("诉求编号", max_length=12)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="tickets", verbose_name="企业名称")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="tickets", verbose_name="关联项目")
    category = models.CharField("诉求类别", max_length=30)
    source = models.CharField("诉求来源", max_length=30)
    level = models.CharField("难度", max_length=10, default="一般")
    title = models.CharField("诉求标题", max_length=60)
    content = models.TextField("诉求内容", max_length=2000)
    registered_on = models.DateField("登记时间")
    opened_by_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="登记单位")
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="led_tickets", verbose_name="牵头单位")
    deadline_on = models.DateField("办结时限", null=True, blank=True)
    state = models.CharField("办理状态", max_length=20, default=REGISTERED)
    outcome = models.CharField("办理结果", max_length=10, blank=True)
    satisfaction = models.CharField("企业评价", max_length=10, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入诉求")
    is_confidential = models.BooleanField("保密", default=False)
    version = models.PositiveIntegerField(default=1)

    objects = TicketQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_on", "-number"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["county", "number"], name="ticket_number_once")]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "registered_on"], name="ticket_county_day")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def state_label(self) -> str:
        return STATES[self.state].label

    @property
    def is_closed(self) -> bool:
        return STATES[self.state].is_closed


class TicketHelper(models.Model):
    """配合单位."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="helpers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["ticket", "unit"], name="ticket_helper_once")]

    def __str__(self) -> str:
        return str(self.unit)


class Step(Book):
    """A dated act on a ticket: who did what, for which unit, until when."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="steps")
    kind = models.CharField("步骤", max_length=20)
    happened_on = models.DateField("时间")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    deadline_on = models.DateField("办结时限", null=True, blank=True)
    wanted_on = models.DateField("申请延期至", null=True, blank=True)
    outcome = models.CharField("办理结果", max_length=10, blank=True)
    note = models.CharField("说明", max_length=1000, blank=True)

    objects = BookQuerySet["Step"].as_manager()

    class Meta:
        ordering = ["id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["ticket", "-happened_on", "-id"], name="step_latest")]

    def __str__(self) -> str:
        return f"{self.ticket.number} {self.kind_label}"

    @property
    def kind_label(self) -> str:
        return STEPS[self.kind].label
