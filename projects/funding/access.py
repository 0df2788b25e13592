"""Money is seen with its project."""

from typing import TYPE_CHECKING, Protocol

from django.db.models import Exists, OuterRef, Q

from projects.access.choices import SEE_LEADERS
from projects.access.permissions import can, sees_whole_county
from projects.organisations.choices import LEADER, PRINCIPAL
from projects.signing.models import Project

if TYPE_CHECKING:
    from projects.organisations.models import Unit, User


def of_visible_project_q(user: "User", path: str = "project_id") -> Q:
    """For rows that belong to a project by `path`."""
    return Q(Exists(Project.objects.visible_to(user).filter(pk=OuterRef(path))))


class Filed(Protocol):
    """A claim, as far as its rights go."""

    unit_id: int


def files_for(user: "User", claim: Filed) -> bool:
    """The claim's own unit, and the bureau for everybody (代录). A unit that only shares the credit reads the claim."""
    return claim.unit_id in user.unit_ids or sees_whole_county(user)


def sees_every_leader(user: "User") -> bool:
    """How each leader stands: 招商局 and 主要领导, with the secretary who reads for them (definitions 2, 3.7)."""
    return can(user, SEE_LEADERS) or any(tenure.unit.category == PRINCIPAL for tenure in user.current_tenures)


def holder_visible_q(user: "User") -> Q:
    """Holders of tasks, on Unit: task forces and departments for everybody; leaders for themselves and for those who see all."""
    in_county = Q(county_id=user.county_id)
    return in_county if sees_every_leader(user) else in_county & (~Q(kind=LEADER) | Q(pk__in=user.unit_ids))


def sees_holder(user: "User", unit: "Unit") -> bool:
    """The same for one unit that is read already, without a query; of a post that was merged the successor."""
    own = {tenure.unit_id for tenure in user.current_tenures}
    return unit.kind != LEADER or bool(own & {unit.pk, unit.merged_into_id}) or sees_every_leader(user)
