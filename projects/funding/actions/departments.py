"""改责任部门 of one or many projects: credit of open months follows from the day of the change (see credit.py)."""

from collections.abc import Mapping

from projects.access.choices import EDIT_PROJECT
from projects.access.permissions import require, sees_whole_county
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import NotAllowed, Refused, Stale
from projects.core.locking import change, locked
from projects.funding.actions.credit import move_credit
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit, User
from projects.signing.models import Project

MOST_AT_ONCE = 500
_NAMED = 5


@action("change_department")
def change_department(*, by: User, project: Project, department: Unit, reason: str, version: int | None = None) -> Project:
    """From today on: money that arrived before stays with the department it was credited to."""
    require(by, EDIT_PROJECT)
    if not sees_whole_county(by):
        raise NotAllowed("责任部门由县招商局调整，如需改动请联系县招商局")
    if not reason.strip():
        raise Refused("请写明调整责任部门的原因", field="reason")
    if department.kind != DEPARTMENT or not department.is_active or department.county_id != project.county_id:
        raise Refused("责任部门不在可选范围内，请重新选择", field="department")
    current = change(locked(project, version), department=department)
    move_credit(current, clock.today(), by=by, reason=reason)
    return current


@action("change_departments")
def change_departments(*, by: User, versions: Mapping[int, int], department: Unit, reason: str) -> Unit:
    """All or none. `versions`: project number → the version that was ticked. One project out of sight refuses the whole batch; those
    that somebody changed in between are named."""
    if not versions:
        raise Refused("没有勾选项目，请返回台账勾选后再办理")
    if len(versions) > MOST_AT_ONCE:
        raise Refused(f"一次最多调整{MOST_AT_ONCE}个项目，请分批办理")
    # Locked in one order, so that two batches never wait for each other.
    projects = list(Project.objects.visible_to(by).filter(pk__in=versions).order_by("pk").select_for_update(of=("self",)))
    if len(projects) != len(versions):
        raise Refused("所选项目中有您无权办理的，整批未办理")
    stale = [project.name for project in projects if project.version != versions[project.pk]]
    if stale:
        more = f"等{len(stale)}个项目" if len(stale) > _NAMED else ""
        raise Stale(f"{'、'.join(stale[:_NAMED])}{more}在您打开页面之后被别人修改过，整批未办理，请返回台账重新勾选")
    for project in projects:
        change_department(by=by, project=project, department=department, reason=reason)
    return department
