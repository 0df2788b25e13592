"""Money is seen with its project."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from projects.signing.models import Project

if TYPE_CHECKING:
    from projects.organisations.models import User


def of_visible_project_q(user: "User", path: str = "project_id") -> Q:
    """For rows that belong to a project by `path`."""
    return Q(Exists(Project.objects.visible_to(user).filter(pk=OuterRef(path))))
