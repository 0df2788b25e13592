"""Additions and deductions of 考核得分: the county's readers see all of them, a unit its own."""

from typing import TYPE_CHECKING

from django.db.models import Q

from projects.access.permissions import sees_whole_county

if TYPE_CHECKING:
    from projects.organisations.models import User


def score_entry_visible_q(user: "User", path: str = "") -> Q:
    """On ScoreEntry, or on rows that reach it by `path` ("entry__")."""
    in_county = Q(**{f"{path}county_id": user.county_id})
    return in_county if sees_whole_county(user) else in_county & Q(**{f"{path}unit_id__in": user.unit_ids})
