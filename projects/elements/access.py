"""Who sees which 要素保障 item: who serves its project, and the unit that has to secure it."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from projects.services.access import serviced_project_q

if TYPE_CHECKING:
    from projects.organisations.models import User


def element_visible_q(user: "User") -> Q:
    seen = apps.get_model("projects", "Project").objects.filter(serviced_project_q(user), pk=OuterRef("project_id"))
    return Q(county_id=user.county_id) & (Q(owner_id__in=user.unit_ids) | Q(Exists(seen)))
