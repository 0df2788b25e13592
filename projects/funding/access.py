"""Money is seen with its project."""

from typing import TYPE_CHECKING, Protocol

from django.db.models import Exists, OuterRef, Q

from projects.access.permissions import sees_whole_county
from projects.organisations.choices import LEADER
from projects.signing.models import Project

if TYPE_CHECKING:
    from projects.organisations.models import User


def of_visible_project_q(user: "User", path: str = "project_id") -> Q:
    """For rows that belong to a project by `path`."""
    return Q(Exists(Project.objects.visible_to(user).filter(pk=OuterRef(path))))


class Filed(Protocol):
    """A claim, as far as its rights go."""

    unit_id: int


def files_for(user: "User", claim: Filed) -> bool:
    """The claim's own unit, and the bureau for everybody (代录). A unit that only shares the credit reads the claim."""
    return claim.unit_id in user.unit_ids or sees_whole_county(user)


def holder_visible_q(user: "User") -> Q:
    """Holders of tasks, on Unit: task forces and departments for everybody; leaders for the county's eyes and for themselves."""
    in_county = Q(county_id=user.county_id)
    return in_county if sees_whole_county(user) else in_county & (~Q(kind=LEADER) | Q(pk__in=user.unit_ids))
