"""Who sees which 包抓联 pair and which 走访: who serves the county, the leader and the task force of the pair, the unit that wrote it
down, and who sees the project. Meetings are seen by all staff of the county."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from projects.access.choices import SET_PAIRS
from projects.access.permissions import can, sees_whole_county
from projects.signing.access import project_visible_q

if TYPE_CHECKING:
    from projects.organisations.models import User


def _sees_all(user: "User") -> bool:
    return sees_whole_county(user) or can(user, SET_PAIRS)


def _project_seen(user: "User") -> Q:
    return Q(Exists(apps.get_model("projects", "Project").objects.filter(project_visible_q(user), pk=OuterRef("project_id"))))


def pair_visible_q(user: "User") -> Q:
    in_county = Q(county_id=user.county_id)
    if _sees_all(user):
        return in_county
    return in_county & (Q(leader_id__in=user.unit_ids) | Q(task_force_id__in=user.unit_ids) | _project_seen(user))


def visit_visible_q(user: "User") -> Q:
    in_county = Q(county_id=user.county_id)
    if _sees_all(user):
        return in_county
    return in_county & (Q(leader_id__in=user.unit_ids) | Q(unit_id__in=user.unit_ids) | _project_seen(user))


def meeting_visible_q(user: "User") -> Q:
    return Q(county_id=user.county_id)
