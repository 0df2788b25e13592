"""Who sees which 诉求: the service officers and the county's eyes all of them, a unit those it leads, assists or opened."""

from typing import TYPE_CHECKING, Protocol

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from projects.access.choices import RUN_TICKET
from projects.access.permissions import can, sees_whole_county

if TYPE_CHECKING:
    from projects.organisations.models import User


class Led(Protocol):
    """A ticket, as far as these rights go."""

    lead_unit_id: int | None


def may_report_done(user: "User", ticket: Led) -> bool:
    """部门办结 is said by the leading unit; a service officer may enter what it said on paper."""
    return ticket.lead_unit_id in user.unit_ids or can(user, RUN_TICKET)


def ticket_visible_q(user: "User") -> Q:
    in_county = Q(county_id=user.county_id)
    if sees_whole_county(user) or can(user, RUN_TICKET):
        return in_county
    helping = apps.get_model("projects", "TicketHelper").objects.filter(ticket_id=OuterRef("pk"), unit_id__in=user.unit_ids)
    return in_county & (Q(lead_unit_id__in=user.unit_ids) | Q(opened_by_unit_id__in=user.unit_ids) | Q(Exists(helping)))
