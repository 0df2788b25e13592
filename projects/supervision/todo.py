"""What waits for a person in 督办: to handle as a unit, to close or to call in as the one who ordered it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from projects.access.choices import CHASE, HANDLE_MATTER, INSTRUCT, SUPERVISE
from projects.access.permissions import can
from projects.core import clock
from projects.core.todos import Todo
from projects.notices.choices import MATTER
from projects.organisations.models import User
from projects.supervision.access import may_close
from projects.supervision.flow import OPEN, RED, REPORTED
from projects.supervision.models import Matter, MatterUnit


def todos(user: User) -> Iterator[Todo]:
    """One query, whatever waits."""
    today = clock.today()
    for matter in _matters(user):
        page, name = reverse("matter", args=[matter.pk]), matter.number
        if matter.state == OPEN and matter.is_mine and can(user, HANDLE_MATTER):
            title = f"办理{matter.level_label or matter.kind_label}"
            yield Todo(title, matter.title, page, "去办理", matter.deadline_on, note=matter.number, kind=MATTER, name=name)
        elif matter.state == REPORTED and may_close(user, matter):
            yield Todo("督办事项销号", matter.title, page, "去销号", since=matter.deadline_on, note=matter.number, name=name)
        elif matter.state == OPEN and matter.level == RED and matter.deadline_on < today and may_close(user, matter):
            yield Todo("约谈到期未办结", matter.title, page, "查看", matter.deadline_on, note=matter.number, kind=MATTER, name=name)


def _matters(user: User) -> QuerySet[Any]:
    given = MatterUnit.objects.filter(matter=OuterRef("pk"), unit__in=user.unit_ids, reported_on=None)
    rows = Matter.objects.visible_to(user).annotate(is_mine=Exists(given))
    wanted = Q(state=OPEN, is_mine=True)
    if can(user, CHASE, SUPERVISE, INSTRUCT):
        own = Q(ordered_by_unit__in=user.unit_ids)
        if can(user, SUPERVISE):
            own |= Q(ordered_by_unit=None)
        wanted |= own & (Q(state=REPORTED) | Q(state=OPEN, level=RED, deadline_on__lt=clock.today()))
    return rows.filter(wanted).order_by("deadline_on", "pk")
