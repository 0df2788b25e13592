"""What waits for a person in signing: registrations to confirm, to mend, to complete; planned milestones that are due."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from projects.access.choices import CONFIRM_SIGNING, REACH_MILESTONE, REGISTER_SIGNING
from projects.access.permissions import can
from projects.core import clock
from projects.core.todos import Todo
from projects.notices.choices import NEXT_STEP, PAPERS_DUE
from projects.organisations.models import User
from projects.signing.choices import RETURNED, SUBMITTED
from projects.signing.models import Milestone, Project, Registration
from projects.signing.stages import ENDED

AHEAD = timedelta(days=9)
"""Plans come up within five working days: nine days hold those of any ordinary week."""


def todos(user: User, plans: "OwnPlans") -> Iterator[Todo]:
    """Two queries, whatever waits."""
    if can(user, CONFIRM_SIGNING, REGISTER_SIGNING):
        for row in _registrations(user):
            yield _registration_todo(row, user)
    for plan in plans.due:
        yield _milestone_todo(plan, user)


def _registrations(user: User) -> QuerySet[Registration]:
    wanted = Q(pk__in=[])
    if can(user, CONFIRM_SIGNING):
        wanted |= Q(state=SUBMITTED) & ~Q(submitted_by=user)  # who registers does not confirm
    if can(user, REGISTER_SIGNING):
        own = Q(submitted_by=user) | Q(project__department__in=user.unit_ids)
        wanted |= own & (Q(state=RETURNED) | Q(state=SUBMITTED, paper=None, paper_due_on__isnull=False))
    return Registration.objects.visible_to(user).filter(wanted).select_related("project", "submitted_by")


def _registration_todo(row: Registration, user: User) -> Todo:
    since = row.submitted_at.astimezone(clock.SHANGHAI).date()
    edit = reverse("registration_edit", args=[row.pk])
    if row.state == RETURNED:
        return Todo("修改被退回的登记", str(row), edit, "去修改", row.paper_due_on, since, f"退回意见：{row.returned_reason}")
    if can(user, CONFIRM_SIGNING) and row.submitted_by_id != user.pk:
        note = f"{row.submitted_by or ''}登记"
        return Todo("确认签约登记", str(row), reverse("registration_list"), "去确认", since=since, note=note)
    return Todo("补交合同正文", str(row), edit, "去补交", row.paper_due_on, kind=PAPERS_DUE)


class OwnPlans:
    """Standing plans that have not come, of the projects that name one of the person's units, soonest first. Not of ended ones."""

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def _rows(self) -> list[Any]:
        standing = Milestone.objects.actual().filter(project=OuterRef("project"))
        mine = Q()
        for field in ("department", "task_force", "leader"):
            mine |= Q(**{f"project__{field}__in": self.user.unit_ids})
        seen = Exists(Project.objects.visible_to(self.user).filter(pk=OuterRef("project")))
        waiting = ~Exists(standing.filter(kind=OuterRef("kind"))) & ~Exists(standing.filter(kind=ENDED))
        rows = Milestone.objects.planned().filter(mine, seen, waiting).select_related("project")
        return list(rows.order_by("happened_on", "pk"))

    @property
    def due(self) -> list[Any]:
        return [row for row in self._rows if row.happened_on <= clock.today() + AHEAD]

    @property
    def coming(self) -> Any:
        """The soonest that is no task yet, if any."""
        return next((row for row in self._rows if row.happened_on > clock.today() + AHEAD), None)


def _milestone_todo(plan: Any, user: User) -> Todo:
    project = plan.project
    may_reach = can(user, REACH_MILESTONE) and project.department_id in user.unit_ids
    url = (
        reverse("milestone_new", args=[project.pk])
        if may_reach
        else f"{reverse('project_detail', args=[project.pk])}?tab=milestones"
    )
    return Todo(
        "填写节点进展", f"{project}　{plan.kind_label}", url, "去填写" if may_reach else "查看", plan.happened_on, kind=NEXT_STEP
    )
