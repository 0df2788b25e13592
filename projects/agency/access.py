"""Who sees which 帮办代办事项: the service centre and the county's eyes all of them, a unit those it decides on, does, or whose project
it is."""

from typing import TYPE_CHECKING, Protocol

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from projects.access.choices import HANDLE_TICKET, RUN_AGENCY
from projects.access.permissions import can, sees_whole_county
from projects.signing.access import project_visible_q

if TYPE_CHECKING:
    from projects.organisations.models import User


class Decided(Protocol):
    """An item, as far as these rights go."""

    authority_id: int | None


def item_visible_q(user: "User") -> Q:
    in_county = Q(county_id=user.county_id)
    if sees_whole_county(user) or can(user, RUN_AGENCY):
        return in_county
    seen = apps.get_model("projects", "Project").objects.filter(project_visible_q(user), pk=OuterRef("project_id"))
    return in_county & (Q(authority_id__in=user.unit_ids) | Q(unit_id__in=user.unit_ids) | Q(Exists(seen)))


def may_decide(user: "User", item: Decided) -> bool:
    """受理 and 办结 are said by the authority; the service centre may enter what it said."""
    return can(user, RUN_AGENCY) or (can(user, HANDLE_TICKET) and item.authority_id in user.unit_ids)
