"""企业诉求: a ticket and its dated steps. The steps are an insert-only book: the four rates are computed from them as of any day."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.lookups import Exact

from projects.audit.history import tracked
from projects.books.models import Book, BookQuerySet
from projects.enterprises.models import Enterprise
from projects.files.models import StoredFile
from projects.organisations.models import Unit
from projects.services.access import reply_visible_q, ticket_visible_q
from projects.services.flow import EVALUATIONS, REGISTERED, STATE_STEPS, STATES, STEPS, UNREACHED
from projects.signing.models import Project

if TYPE_CHECKING:
    from projects.organisations.models import User


_TO = Case(*(When(kind=step.value, then=Value(step.to)) for step in STEPS.values() if step.to), output_field=models.CharField())
"""The state that a step leads to."""


class Workdays(Func):
    """Working days after the first day, up to and with the second, 调休 included: what reference.workdays_between counts, in the query."""

    template = (
        "(SELECT COUNT(*) FROM generate_series(%(expressions)s, interval '1 day') AS passing(day) "
        "LEFT JOIN projects_workday ON projects_workday.day = passing.day::date "
        "WHERE COALESCE(projects_workday.is_workday, EXTRACT(ISODOW FROM passing.day) < 6))"
    )
    arg_joiner = " + interval '1 day', "


def steps_until(on: date, known: datetime | None) -> "BookQuerySet[Step]":
    """Of the ticket outside."""
    return Step.objects.standing(known).filter(ticket=OuterRef("pk"), happened_on__lte=on)


class TicketQuerySet(models.QuerySet["Ticket"]):
    def in_county(self, county_id: int) -> "TicketQuerySet":
        return self.filter(county_id=county_id)

    def visible_to(self, user: "User") -> "TicketQuerySet":
        return self.filter(ticket_visible_q(user))

    def standing_on(self, on: date, known: datetime | None = None) -> "TicketQuerySet":
        """Annotates how each stood at the end of that day: `last_step` (kind), `last_step_on`, `last_state`, `last_outcome` (办理结果)."""
        latest = steps_until(on, known).filter(kind__in=STATE_STEPS).annotate(to=_TO).order_by("-happened_on", "-pk")
        return self.annotate(
            last_step=Subquery(latest.values("kind")[:1]),
            last_step_on=Subquery(latest.values("happened_on")[:1]),
            last_state=Subquery(latest.values("to")[:1]),
            last_outcome=Subquery(latest.values("outcome")[:1]),
        )

    def with_course(self, on: date, known: datetime | None = None) -> "TicketQuerySet":
        """Annotates what its steps say of the way there, by the end of that day: `due_on` (the deadline in force; none while paused),
        `is_extended` (since the last 交办 or 重办), `evaluation` (the last 满意 or 不满意), `was_done`, `was_reopened`, `is_unreached`,
        `response_days` (working days to the first 受理, 不予受理, 合并 or 交办), `stood_before_year` (last step before 1 January),
        `is_repeated` (the same enterprise raised the same category within the year before)."""
        steps = steps_until(on, known)
        latest = steps.order_by("-happened_on", "-pk")
        clock_step = latest.filter(kind__in=("pause", *STATE_STEPS, "resume")).values("kind")[:1]
        deadline = latest.filter(deadline_on__isnull=False).values("deadline_on")[:1]
        term = latest.filter(kind__in=("assign", "reopen", "extend")).values("kind")[:1]
        closing = latest.filter(kind__in=STATE_STEPS).values("satisfaction")[:1]
        answer = (
            steps.filter(kind__in=("accept", "refuse", "merge", "assign")).order_by("happened_on", "pk").values("happened_on")[:1]
        )
        before = steps_until(date(on.year - 1, 12, 31), known).filter(kind__in=STATE_STEPS).order_by("-happened_on", "-pk")
        earlier = Ticket.objects.filter(
            enterprise=OuterRef("enterprise"),
            category=OuterRef("category"),
            number__lt=OuterRef("number"),
            registered_on__gt=OuterRef("registered_on") - timedelta(days=365),
        )
        return self.annotate(
            clock_step=Subquery(clock_step),
            due_on=Case(When(clock_step="pause", then=None), default=Subquery(deadline)),
            is_extended=Q(Exact(Subquery(term), "extend")),
            evaluation=Subquery(latest.filter(satisfaction__in=EVALUATIONS).values("satisfaction")[:1]),
            was_done=Exists(steps.filter(kind="done")),
            was_reopened=Exists(steps.filter(kind="reopen")),
            is_unreached=Q(Exact(Subquery(closing), UNREACHED)),
            answered_on=Subquery(answer),
            response_days=Workdays(F("registered_on"), F("answered_on"), output_field=models.IntegerField()),
            stood_before_year=Subquery(before.values("kind")[:1]),
            is_repeated=Exists(earlier),
        )


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
    cause = models.CharField("诉求成因", max_length=30, blank=True)
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


class TicketSender(models.Model):
    """Who sent a ticket in without an account; `form_key` is the form's own, so that a second press finds the first ticket."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, related_name="sender")
    phone = models.CharField("联系电话", max_length=20)
    form_key = models.UUIDField(unique=True)
    sent_at = models.DateTimeField("提交时间")

    def __str__(self) -> str:
        return str(self.ticket)


class TicketPhotoQuerySet(models.QuerySet["TicketPhoto"]):
    def visible_to(self, user: "User") -> "TicketPhotoQuerySet":
        """Whoever sees the ticket."""
        return self.filter(ticket__in=Ticket.objects.visible_to(user))


class TicketPhoto(models.Model):
    """What the enterprise sent with it."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="photos")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="ticket_photo")

    objects = TicketPhotoQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.stored)


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
    satisfaction = models.CharField("企业评价", max_length=10, blank=True)
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


@tracked()
class TicketLink(models.Model):
    """Two tickets that belong together and both go on (合并 ends one of them). Stands once, the lower number first."""

    first = models.ForeignKey(Ticket, models.PROTECT, related_name="+")
    second = models.ForeignKey(Ticket, models.PROTECT, related_name="+")
    note = models.CharField("关联说明", max_length=100, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["first", "second"], name="ticket_link_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="ticket_link_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first.number}—{self.second.number}"


class SavedReplyQuerySet(models.QuerySet["SavedReply"]):
    def visible_to(self, user: "User") -> "SavedReplyQuerySet":
        return self.filter(reply_visible_q(user))

    def in_force(self, on: date) -> "SavedReplyQuerySet":
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gt=on), starts_on__lte=on)

    def fitting(self, step: str) -> "SavedReplyQuerySet":
        return self.filter(step__in=("", step))


@tracked()
class SavedReply(models.Model):
    """常用答复, of a unit or (without one) of the whole county; used from `starts_on` until the day before `ends_on`."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="使用单位")
    step = models.CharField("用于", max_length=20, blank=True, help_text="kind of step; empty: wherever a note is written")
    title = models.CharField("名称", max_length=30)
    text = models.CharField("内容", max_length=500)
    starts_on = models.DateField("启用时间")
    ends_on = models.DateField("停用时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SavedReplyQuerySet.as_manager()

    class Meta:
        ordering = ["unit__seq", "title", "id"]

    def __str__(self) -> str:
        return self.title
