"""Who sees which 招商活动 and 招商线索: the county's eyes all of them, a unit those it holds."""

from typing import TYPE_CHECKING

from django.db.models import Q

from projects.access.permissions import sees_whole_county
from projects.organisations.choices import DIMENSIONS

if TYPE_CHECKING:
    from projects.organisations.models import User


def held_visible_q(user: "User") -> Q:
    """For rows that name their holders as a project does (leader, task force, department)."""
    in_county = Q(county_id=user.county_id)
    if sees_whole_county(user):
        return in_county
    own = Q()
    for dimension in DIMENSIONS:
        own |= Q(**{f"{dimension.project_field}__in": user.unit_ids})
    return in_county & own
