"""What waits for a person in 企业诉求: to accept, to assign, to handle by the deadline, to call back and close."""

from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse

from projects.access.choices import HANDLE_TICKET, RUN_TICKET
from projects.access.permissions import can
from projects.core import clock
from projects.core.todos import Todo
from projects.notices.choices import TICKET_DUE
from projects.organisations.models import User
from projects.reference.choices import TICKET_COUNTERSIGNING
from projects.reference.models import setting
from projects.services.flow import ACCEPTED, ASSIGNED, DONE, REGISTERED, UNSOLVED
from projects.services.models import Step, Ticket, TicketHelper
from projects.services.queries import awaits_acceptance, calendar_of, due_on

# state → what a service officer does next: title, step of the flow, words of the link.
RUNNING = {
    REGISTERED: ("受理企业诉求", "accept", "去受理"),
    ACCEPTED: ("交办企业诉求", "assign", "去交办"),
    UNSOLVED: ("重新交办诉求", "assign", "去交办"),
    DONE: ("回访企业", "call", "去回访"),
}
# What the leading unit asked last → what a service officer does.
ASKED = {"ask_extension": ("批复延期申请", "extend", "去批复"), "object": ("裁定交办异议", "rule", "去裁定")}
_ANSWERS = (*ASKED, "extend", "deny_extension", "rule", "assign", "reopen")


def todos(user: User) -> Iterator[Todo]:
    """One query, whatever waits; another for the calendar where something is to be accepted."""
    today, tickets = clock.today(), list(_tickets(user))
    new = [ticket for ticket in tickets if awaits_acceptance(ticket)]
    calendar = calendar_of(new, today) if new else None
    for ticket in tickets:
        about, name = f"{ticket.enterprise}　{ticket.title}", f"诉求{ticket.number}"
        leads = ticket.lead_unit_id in user.unit_ids
        if ticket.state in RUNNING and can(user, RUN_TICKET) and not (leads and ticket.state == DONE):
            title, kind, act = RUNNING[ticket.state]
            deadline = due_on(ticket, calendar) if calendar and ticket.state == REGISTERED else ticket.deadline_on
            step = reverse("ticket_step", args=[ticket.pk, kind])
            yield Todo(title, about, step, act, deadline, ticket.registered_on, kind=TICKET_DUE, name=name)
        elif ticket.state == ASSIGNED and ticket.asked in ASKED and can(user, RUN_TICKET) and not leads:
            title, kind, act = ASKED[ticket.asked]
            step = reverse("ticket_step", args=[ticket.pk, kind])
            yield Todo(title, about, step, act, ticket.deadline_on, ticket.registered_on, kind=TICKET_DUE, name=name)
        elif ticket.state == ASSIGNED and leads and can(user, HANDLE_TICKET):
            step = reverse("ticket_step", args=[ticket.pk, "done"])
            yield Todo("办理企业诉求", about, step, "去办理", ticket.deadline_on, ticket.registered_on, kind=TICKET_DUE, name=name)
        elif ticket.state == ASSIGNED and ticket.helps and ticket.last_act != "countersign" and can(user, HANDLE_TICKET):
            step = reverse("ticket_step", args=[ticket.pk, "countersign"])
            yield Todo("会签企业诉求", about, step, "去会签", ticket.deadline_on, ticket.registered_on, kind=TICKET_DUE, name=name)
        elif ticket.state == ASSIGNED and ticket.deadline_on and ticket.deadline_on < today:
            lead, page = f"牵头单位{ticket.lead_unit}", reverse("ticket", args=[ticket.pk])
            yield Todo("督促超期诉求", about, page, "查看", ticket.deadline_on, note=lead, kind=TICKET_DUE, name=name)


def _tickets(user: User) -> QuerySet[Any]:
    asked = Step.objects.standing().filter(ticket=OuterRef("pk"), kind__in=_ANSWERS).order_by("-pk").values("kind")[:1]
    helping = TicketHelper.objects.filter(ticket=OuterRef("pk"), unit__in=user.unit_ids)
    asks = setting(TICKET_COUNTERSIGNING, clock.today())
    helps: Any = Exists(helping) if asks else Value(False, output_field=BooleanField())
    own = Q(kind__in=("assign", "reopen")) | Q(kind="countersign", unit__in=user.unit_ids)
    last_act = Step.objects.standing().filter(own, ticket=OuterRef("pk")).order_by("-pk").values("kind")[:1]
    rows = Ticket.objects.visible_to(user).annotate(asked=Subquery(asked), helps=helps, last_act=Subquery(last_act))
    wanted = Q(state=ASSIGNED, deadline_on__lt=clock.today(), project__leader__in=user.unit_ids)
    if can(user, RUN_TICKET):
        wanted |= Q(state__in=RUNNING) | Q(state=ASSIGNED, deadline_on__lt=clock.today()) | Q(state=ASSIGNED, asked__in=ASKED)
    if can(user, HANDLE_TICKET):
        wanted |= Q(state=ASSIGNED) & (Q(lead_unit__in=user.unit_ids) | (Q(helps=True) & ~Q(last_act="countersign")))
    return rows.filter(wanted).select_related("enterprise", "lead_unit")
