"""What waits for a person in 帮办代办: papers to tell within a working day, to hand in, to decide within the promise."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse

from projects.access.choices import HANDLE_TICKET, RUN_AGENCY
from projects.access.permissions import can
from projects.agency.flow import ACCEPTED, APPLIED, ENTRUSTED, PREPARING, TELL_WITHIN
from projects.agency.models import AgencyItem
from projects.core.todos import Todo
from projects.notices.choices import AGENCY_DUE
from projects.organisations.models import User
from projects.services.queries import WorkCalendar

# state → (title, step, words of the link) for the 代办员, and for the authority.
AGENT = {
    ENTRUSTED: ("一次性告知材料", "tell", "去告知"),
    PREPARING: ("备齐材料并申报", "apply", "去办理"),
    APPLIED: ("跟进代办受理", "accept", "去登记"),
    ACCEPTED: ("跟进代办办结", "finish", "去登记"),
}
AUTHORITY = {APPLIED: ("受理代办事项", "accept", "去受理"), ACCEPTED: ("办结代办事项", "finish", "去办结")}


def todos(user: User) -> Iterator[Todo]:
    """Two queries at most, whatever waits: the items, and the calendar where something was entrusted."""
    items = _items(user)
    told_by = _tell_by([item.entrusted_on for item in items if item.state == ENTRUSTED and item.entrusted_on])
    for item in items:
        is_agent = item.agent_id == user.pk
        title, kind, act = (AGENT if is_agent else AUTHORITY)[item.state]
        deadline = told_by.get(item.entrusted_on) if item.state == ENTRUSTED and item.entrusted_on else item.deadline_on
        since = {PREPARING: item.told_on, APPLIED: item.applied_on}.get(item.state)
        step = reverse("agency_step", args=[item.pk, kind])
        about, name = f"{item.enterprise}　{item.name}", f"代办{item.number}"
        yield Todo(title, about, step, act, deadline, since, kind=AGENCY_DUE, name=name)


def _items(user: User) -> list[AgencyItem]:
    wanted = Q()
    if can(user, RUN_AGENCY):
        wanted |= Q(state__in=AGENT, agent=user)
    if can(user, HANDLE_TICKET):
        wanted |= Q(state__in=AUTHORITY, authority__in=user.unit_ids)
    if not wanted:
        return []
    return list(AgencyItem.objects.visible_to(user).filter(wanted).select_related("enterprise").order_by("pk"))


def _tell_by(days: list[date]) -> dict[date, date]:
    """The TELL_WITHIN-th working day after each; one query for all."""
    if not days:
        return {}
    calendar = WorkCalendar([min(days), max(days) + timedelta(days=30)])
    return {day: _after(day, calendar) for day in set(days)}


def _after(day: date, calendar: WorkCalendar) -> date:
    left = TELL_WITHIN
    while left:
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    return day
