"""What pages of 帮办代办 ask beside the rows themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from projects.access.choices import ADMIN_ROLES, ROLES, RUN_AGENCY
from projects.agency.flow import FINISHED, LISTED, STAGES, WITHDRAWN
from projects.agency.models import AgencyItem, Steward
from projects.core import clock
from projects.organisations.models import Tenure, User
from projects.services.queries import Light, WorkCalendar, deadline_light
from projects.signing.models import Project

AGENT_ROLES = tuple(role.value for role in ROLES if RUN_AGENCY in role.may)


def people_of(county_id: int, roles: Iterable[str] = ()) -> QuerySet[User]:
    """Who holds a post in the county today; `roles`: one of these, none means any but the administrators'."""
    posts = Tenure.objects.on(clock.today()).filter(user=OuterRef("pk"), unit__county_id=county_id)
    posts = posts.filter(role__in=tuple(roles)) if roles else posts.exclude(role__in=ADMIN_ROLES)
    return User.objects.active().filter(Exists(posts)).order_by("username")


def agents_of(county_id: int) -> QuerySet[User]:
    return people_of(county_id, AGENT_ROLES)


def steward_of(project: Project, on: date) -> Steward | None:
    return Steward.objects.on(on).filter(project=project).select_related("person").first()


def item_calendar(items: Iterable[AgencyItem], today: date) -> WorkCalendar:
    return WorkCalendar([today, *(item.deadline_on for item in items if item.deadline_on)])


def item_light(item: AgencyItem, today: date, calendar: WorkCalendar) -> Light | None:
    """While the promise runs; afterwards whether it was kept."""
    if item.deadline_on is None or item.state == WITHDRAWN:
        return None
    if item.finished_on is None:
        return deadline_light(item.deadline_on, today, calendar)
    return Light("yellow", "超期办结") if item.finished_on > item.deadline_on else Light("ok", "按期办结")


@dataclass(frozen=True)
class StageLines:
    """One stage of a project's list."""

    label: str
    items: list[tuple[AgencyItem, Light | None]]

    @property
    def finished(self) -> int:
        return sum(item.state == FINISHED for item, _ in self.items)

    @property
    def needed(self) -> int:
        return sum(item.state != WITHDRAWN for item, _ in self.items)


def lines_by_stage(items: list[AgencyItem], today: date) -> list[StageLines]:
    calendar = item_calendar(items, today)
    return [
        StageLines(label, [(item, item_light(item, today, calendar)) for item in items if item.stage == stage])
        for stage, label in STAGES.items()
        if any(item.stage == stage for item in items)
    ]


@dataclass(frozen=True)
class Served:
    """A project's 帮办代办 in four numbers."""

    listed: int
    entrusted: int
    finished: int
    overdue: int


def served(items: Iterable[AgencyItem], today: date) -> Served:
    kept = [item for item in items if item.state != WITHDRAWN]
    late = [item for item in kept if item.deadline_on and item.finished_on is None and item.deadline_on < today]
    return Served(
        listed=len(kept),
        entrusted=sum(item.state != LISTED for item in kept),
        finished=sum(item.state == FINISHED for item in kept),
        overdue=len(late),
    )
