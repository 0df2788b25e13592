"""Who may see which project. One Q, used by list, detail, search, export, drill-down and files."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from projects.access.permissions import Person, sees_whole_county

if TYPE_CHECKING:
    from projects.organisations.models import User


def project_visible_q(user: "User | Person") -> Q:
    """The whole county for the bureau, leaders and inspectors; else the projects that name one of the person's units or share
    credit with it. Made of Exists, never of a join: a join would multiply sums."""
    in_county = Q(county_id=user.county_id)
    if sees_whole_county(user):
        return in_county
    units = user.unit_ids
    share = apps.get_model("projects", "Share").objects.filter(project_id=OuterRef("pk"), unit_id__in=units)
    named = Q(department_id__in=units) | Q(task_force_id__in=units) | Q(leader_id__in=units) | Q(introduced_by_id__in=units)
    return in_county & (named | Q(Exists(share)))
