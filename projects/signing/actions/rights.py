"""Whose project it is. Asked by every action of signing: a page may offer too much, the action never takes it."""

from projects.access.permissions import sees_whole_county
from projects.core.errors import Refused
from projects.organisations.models import Unit, User
from projects.signing.models import Project

NOT_YOURS = "只能登记本单位负责的项目"


def must_hold(by: User, department: Unit) -> None:
    """The department is one of the person's own, or the person works for the bureau."""
    in_county = (department.county_id or department.pk) == by.county_id
    if not in_county or not (sees_whole_county(by) or department.pk in by.unit_ids):
        raise Refused(NOT_YOURS, field="department")


def must_see(by: User, project: Project) -> None:
    if not Project.objects.visible_to(by).filter(pk=project.pk).exists():
        raise Refused(NOT_YOURS)
