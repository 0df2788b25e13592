"""What waits for a person in 企业诉求: to accept, to assign, to handle by the deadline, to call back and close."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse

from projects.access.choices import HANDLE_TICKET, RUN_TICKET
from projects.access.permissions import can
from projects.core import clock
from projects.core.todos import Todo
from projects.organisations.models import User
from projects.services.flow import ACCEPTED, ASSIGNED, DONE, REGISTERED, UNSOLVED
from projects.services.models import Ticket

# state → what a service officer does next: title, step of the flow, words of the link.
RUNNING = {
    REGISTERED: ("受理企业诉求", "accept", "去受理"),
    ACCEPTED: ("交办企业诉求", "assign", "去交办"),
    UNSOLVED: ("重新交办诉求", "assign", "去交办"),
    DONE: ("回访企业", "close", "去回访"),
}


def todos(user: User) -> Iterator[Todo]:
    """One query, whatever waits."""
    today = clock.today()
    for ticket in _tickets(user):
        about = f"{ticket.enterprise}　{ticket.title}"
        leads = ticket.lead_unit_id in user.unit_ids
        if ticket.state in RUNNING and can(user, RUN_TICKET) and not (leads and ticket.state == DONE):
            title, kind, act = RUNNING[ticket.state]
            deadline = ticket.deadline_on if ticket.state != REGISTERED else None
            yield Todo(title, about, reverse("ticket_step", args=[ticket.pk, kind]), act, deadline, ticket.registered_on)
        elif ticket.state == ASSIGNED and leads and can(user, HANDLE_TICKET):
            step = reverse("ticket_step", args=[ticket.pk, "done"])
            yield Todo("办理企业诉求", about, step, "去办理", ticket.deadline_on, ticket.registered_on)
        elif ticket.state == ASSIGNED and ticket.deadline_on and ticket.deadline_on < today:
            lead = f"牵头单位{ticket.lead_unit}"
            yield Todo("督促超期诉求", about, reverse("ticket", args=[ticket.pk]), "查看", ticket.deadline_on, note=lead)


def _tickets(user: User) -> QuerySet[Ticket]:
    wanted = Q(state=ASSIGNED, deadline_on__lt=clock.today(), project__leader__in=user.unit_ids)
    if can(user, RUN_TICKET):
        wanted |= Q(state__in=RUNNING) | Q(state=ASSIGNED, deadline_on__lt=clock.today())
    if can(user, HANDLE_TICKET):
        wanted |= Q(state=ASSIGNED, lead_unit__in=user.unit_ids)
    return Ticket.objects.visible_to(user).filter(wanted).select_related("enterprise", "lead_unit")
