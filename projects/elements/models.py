"""要素保障: what a project needs from the county, who secures it, how it stands; and the dated steps of each."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count

from projects.audit.history import tracked
from projects.books.models import Book, BookQuerySet
from projects.elements.access import element_visible_q
from projects.elements.choices import OPEN_STATES, STATES, WAITING
from projects.organisations.models import Unit
from projects.services.models import Ticket
from projects.signing.models import Project

if TYPE_CHECKING:
    from projects.organisations.models import User


class ProjectElementQuerySet(models.QuerySet["ProjectElement"]):
    def in_county(self, county_id: int) -> "ProjectElementQuerySet":
        return self.filter(county_id=county_id)

    def visible_to(self, user: "User") -> "ProjectElementQuerySet":
        return self.filter(element_visible_q(user))

    def open(self) -> "ProjectElementQuerySet":
        return self.filter(state__in=OPEN_STATES)

    def with_tickets(self) -> "ProjectElementQuerySet":
        """Annotates `tickets`: how many were raised for it."""
        return self.annotate(tickets=Count("raised"))


@tracked()
class ProjectElement(models.Model):
    """One line of a project's checklist. `element`: code list element. `opened_on`: its age runs from that day until `over_on`."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+", verbose_name="项目名称")
    element = models.CharField("要素", max_length=30)
    need = models.CharField("需求", max_length=200, blank=True)
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="保障单位")
    needed_on = models.DateField("需要时间", null=True, blank=True)
    state = models.CharField("保障状态", max_length=20, default=WAITING)
    opened_on = models.DateField("提出时间")
    over_on = models.DateField("落实时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProjectElementQuerySet.as_manager()

    class Meta:
        ordering = ["project", "id"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["project", "element"], name="project_element_once")]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["county", "state"], name="element_county_state")]

    def __str__(self) -> str:
        return f"{self.project} {self.element}"

    @property
    def state_label(self) -> str:
        return STATES[self.state].label

    @property
    def is_over(self) -> bool:
        return STATES[self.state].is_over


class ElementStep(Book):
    """How it stood from that day on, and what was said."""

    item = models.ForeignKey(ProjectElement, models.PROTECT, related_name="steps")
    state = models.CharField("保障状态", max_length=20)
    happened_on = models.DateField("时间")
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="保障单位")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="经办人")
    note = models.CharField("说明", max_length=500, blank=True)

    objects = BookQuerySet["ElementStep"].as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.item} {STATES[self.state].label}"


class ElementTicket(models.Model):
    """A ticket raised for an element."""

    item = models.ForeignKey(ProjectElement, models.PROTECT, related_name="raised")
    ticket = models.OneToOneField(Ticket, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.item} {self.ticket}"
