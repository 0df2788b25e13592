"""包抓联 pairs, 走访 and the meetings of government, banks, firms and buyers; and the tickets that a visit or a meeting raised."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from projects.audit.history import tracked
from projects.books.models import Book, BookQuerySet
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit
from projects.services.models import Ticket
from projects.signing.models import Project
from projects.visits.access import meeting_visible_q, pair_visible_q, visit_visible_q

if TYPE_CHECKING:
    from projects.organisations.models import User


class PairQuerySet(models.QuerySet["Pair"]):
    def in_county(self, county_id: int) -> "PairQuerySet":
        return self.filter(county_id=county_id)

    def visible_to(self, user: "User") -> "PairQuerySet":
        return self.filter(pair_visible_q(user))

    def on(self, day: date) -> "PairQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def with_visits(self, on: date) -> "PairQuerySet":
        """Annotates `last_visit_on` (None: never), `visits_this_year`, and `waiting_since`: the last visit, else the day the pair
        began. A visit counts for a pair when its leader visited its firm while the pair was in force."""
        made = Visit.objects.standing().filter(
            leader=OuterRef("leader"), enterprise=OuterRef("enterprise"), visited_on__gte=OuterRef("starts_on"), visited_on__lte=on
        )
        last = made.order_by().values("enterprise").annotate(day=Max("visited_on")).values("day")
        year = made.filter(visited_on__year=on.year).order_by().values("enterprise").annotate(number=Count("pk")).values("number")
        rows = self.annotate(
            last_visit_on=Subquery(last), visits_this_year=Coalesce(Subquery(year, output_field=IntegerField()), 0)
        )
        return rows.annotate(waiting_since=Coalesce("last_visit_on", "starts_on"))


@tracked()
class Pair(models.Model):
    """A leader answers for a firm (and its project, where it has one) from when to when."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    leader = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="包抓领导")
    task_force = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="工作专班")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name="企业名称")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="关联项目")
    starts_on = models.DateField("起始时间")
    ends_on = models.DateField("结束时间", null=True, blank=True)
    note = models.CharField("备注", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PairQuerySet.as_manager()

    class Meta:
        ordering = ["leader__seq", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["leader", "enterprise", "project"],
                condition=Q(ends_on=None),
                nulls_distinct=False,
                name="pair_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="pair_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.leader}—{self.enterprise}"


class VisitQuerySet(BookQuerySet["Visit"]):
    def visible_to(self, user: "User") -> "VisitQuerySet":
        return self.filter(visit_visible_q(user))

    def with_tickets(self) -> "VisitQuerySet":
        """Annotates `tickets`."""
        return self.annotate(tickets=Count("raised"))


class Visit(Book):
    """走访: an insert-only record; a mistake is answered by a row that `reverses` it. `version`: lists tick rows by it."""

    version = 1
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="+", verbose_name="企业名称")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="关联项目")
    leader = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="走访领导")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记单位")
    visited_on = models.DateField("走访时间")
    visit_reason = models.CharField("走访事由", max_length=30)
    people = models.CharField("参加人员", max_length=200, blank=True)
    found = models.CharField("走访情况", max_length=1000)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-visited_on", "-id"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["county", "visited_on"], name="visit_county_day"),
            models.Index(fields=["leader", "enterprise", "visited_on"], name="visit_leader_firm"),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on}走访{self.enterprise}"


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def in_county(self, county_id: int) -> "MeetingQuerySet":
        return self.filter(county_id=county_id)

    def visible_to(self, user: "User") -> "MeetingQuerySet":
        return self.filter(meeting_visible_q(user))

    def valid(self) -> "MeetingQuerySet":
        """Not 作废."""
        return self.filter(void_reason="")

    def with_tickets(self) -> "MeetingQuerySet":
        return self.annotate(tickets=Count("raised"))


@tracked()
class Meeting(models.Model):
    """政银企座谈会, 产销对接会 (code list meeting_kind). `firms`: 户次 that took part."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField("会议类型", max_length=30)
    name = models.CharField("会议名称", max_length=100)
    held_on = models.DateField("召开时间")
    place = models.CharField("地点", max_length=60)
    host = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="承办单位")
    firms = models.PositiveSmallIntegerField("参会企业（家）", null=True, blank=True)
    result = models.CharField("会议成效", max_length=500, blank=True)
    void_reason = models.CharField("作废原因", max_length=300, blank=True)
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人")
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "held_on"], name="meeting_county_day")]

    def __str__(self) -> str:
        return self.name


class RaisedTicket(models.Model):
    """A ticket that was heard on a visit or at a meeting."""

    ticket = models.OneToOneField(Ticket, models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="raised")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="raised")

    class Meta:
        ordering = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(visit=None, meeting__isnull=False) | Q(meeting=None, visit__isnull=False), name="raised_by_one_of_both"
            )
        ]

    def __str__(self) -> str:
        return str(self.ticket)
