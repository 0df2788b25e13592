"""Who sees which 督办事项: whoever sees the county all of them, a unit those it is given and those it ordered.

One about a confidential ticket follows that ticket: docs/decisions/0010. Who closes, returns and revokes: the post that ordered it.
"""

from typing import TYPE_CHECKING, Protocol

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from projects.access.choices import CHASE, HANDLE_MATTER, INSTRUCT, RUN_TICKET, SEE_CONFIDENTIAL, SUPERVISE
from projects.access.permissions import can, sees_whole_county
from projects.supervision.flow import KINDS

if TYPE_CHECKING:
    from projects.organisations.models import User


class Ordered(Protocol):
    """A matter, as far as these rights go."""

    kind: str
    ordered_by_unit_id: int | None


def matter_visible_q(user: "User") -> Q:
    if not can(user, HANDLE_MATTER, CHASE, SUPERVISE, INSTRUCT):
        return Q(pk__in=[])  # the administrators of a unit are not its hands
    in_county = Q(county_id=user.county_id)
    given = apps.get_model("projects", "MatterUnit").objects.filter(matter_id=OuterRef("pk"), unit_id__in=user.unit_ids)
    held = Q(Exists(given)) | Q(ordered_by_unit_id__in=user.unit_ids)
    if sees_whole_county(user):
        return in_county & (held | _open_to(user))
    if can(user, RUN_TICKET):
        return in_county & (held | (Q(ticket__isnull=False) & _open_to(user)))
    return in_county & held


def _open_to(user: "User") -> Q:
    """Everything, or all but what is about a confidential ticket. (An empty Q would vanish from an OR.)"""
    if can(user, SEE_CONFIDENTIAL):
        return Q(pk__isnull=False)
    secret = apps.get_model("projects", "Ticket").objects.filter(pk=OuterRef("ticket_id"), is_confidential=True)
    return ~Q(Exists(secret))


def may_close(user: "User", matter: Ordered) -> bool:
    """The post that ordered it, whoever holds it today; what the system ordered, whoever may order 督办."""
    if matter.ordered_by_unit_id is None:
        return can(user, SUPERVISE)
    return matter.ordered_by_unit_id in user.unit_ids and can(user, KINDS[matter.kind].function)


def may_raise(user: "User", matter: Ordered) -> bool:
    return may_close(user, matter) or can(user, SUPERVISE)
