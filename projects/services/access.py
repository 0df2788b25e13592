"""Who sees which 诉求: the service officers and the county's eyes all of them, a unit those it leads, assists or opened.

A confidential one (保密) is out of the county's eyes but for 县级领导, their 领导联络员 and 督查室: docs/decisions/0010.
"""

from typing import TYPE_CHECKING, Protocol

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from projects.access.choices import RUN_TICKET, SEE_CONFIDENTIAL
from projects.access.permissions import can, sees_whole_county
from projects.signing.access import project_visible_q

if TYPE_CHECKING:
    from projects.organisations.models import User


class Led(Protocol):
    """A ticket, as far as these rights go."""

    lead_unit_id: int | None


def may_report_done(user: "User", ticket: Led) -> bool:
    """部门办结 is said by the leading unit; a service officer may enter what it said on paper."""
    return ticket.lead_unit_id in user.unit_ids or can(user, RUN_TICKET)


def serviced_project_q(user: "User") -> Q:
    """Projects that a person serves: those in sight, and every one of the county for a service officer, who is shown who the project
    is and never its money (docs/decisions/0018)."""
    return Q(county_id=user.county_id) if can(user, RUN_TICKET) else project_visible_q(user)


def reply_visible_q(user: "User") -> Q:
    """常用答复 of the county and of one's own units; a service officer keeps everybody's."""
    in_county = Q(county_id=user.county_id)
    return in_county if can(user, RUN_TICKET) else in_county & (Q(unit=None) | Q(unit_id__in=user.unit_ids))


def ticket_visible_q(user: "User") -> Q:
    in_county = Q(county_id=user.county_id)
    sees_all = sees_whole_county(user) or can(user, RUN_TICKET)
    if sees_all and can(user, SEE_CONFIDENTIAL):
        return in_county
    helping = apps.get_model("projects", "TicketHelper").objects.filter(ticket_id=OuterRef("pk"), unit_id__in=user.unit_ids)
    held = Q(lead_unit_id__in=user.unit_ids) | Q(opened_by_unit_id__in=user.unit_ids) | Q(Exists(helping))
    return in_county & (held | Q(is_confidential=False) if sees_all else held)
