"""责任部门, 包抓领导 and 专班 of a project change hands: the credit of open months follows from the day of the change (see credit.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from projects.access.choices import EDIT_PROJECT
from projects.access.permissions import require, sees_whole_county
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import NotAllowed, Refused, Stale
from projects.core.locking import locked
from projects.funding.actions.credit import move_credit
from projects.months.models import Month
from projects.organisations.choices import DEPARTMENT, DIMENSIONS, LEADER, TASK_FORCE
from projects.organisations.models import Unit, User
from projects.signing.actions import edit_project, hand_over, task_force_of
from projects.signing.models import Project

MOST_AT_ONCE = 500
_NAMED = 5


@action("change_department")
def change_department(
    *, by: User, project: Project, department: Unit, reason: str, starts_on: date | None = None, version: int | None = None
) -> Project:
    """From a day on (None: today): money that arrived before stays with the department it was credited to, also when it is filed late."""
    require(by, EDIT_PROJECT)
    if not sees_whole_county(by):
        raise NotAllowed("责任部门由县招商局调整，如需改动请联系县招商局")
    if not reason.strip():
        raise Refused("请写明调整责任部门的原因", field="reason")
    if department.kind != DEPARTMENT or not department.is_active or department.county_id != project.county_id:
        raise Refused("责任部门不在可选范围内，请重新选择", field="department")
    day = starts_on or clock.today()
    if day > clock.today():
        raise Refused("起始时间不能晚于今天", field="starts_on")
    return _hand_over(locked(project, version), DEPARTMENT, department, day, by=by, reason=reason, field="department")


def _hand_over(
    project: Project, dimension: str, unit: Unit | None, day: date, *, by: User, reason: str, field: str | None
) -> Project:
    """What nobody held goes to the new holder whole, whenever it arrived."""
    held_by = next(item.project_field for item in DIMENSIONS if item.value == dimension)
    since = day if getattr(project, held_by) else date.min
    current = hand_over(by=by, project=project, dimension=dimension, unit=unit, starts_on=day)
    move_credit(current, since, dimension=dimension, by=by, reason=reason, field=field)
    return current


def edit_project_and_credit(
    *, by: User, project: Project, version: int | None = None, reason: str = "", held_from: date | None = None, **fields: Any
) -> Project:
    """edit_project; where it names another 包抓领导, or a sector of another 专班, their credit follows."""
    moves = {name for name in ("leader", "sector") if name in fields and fields[name] != getattr(project, name)}
    if not moves:
        return edit_project(by=by, project=project, version=version, reason=reason, **fields)
    return _change_holders(by=by, project=project, version=version, reason=reason, held_from=held_from, **fields)


@action("change_holders")
def _change_holders(
    *, by: User, project: Project, version: int | None, reason: str, held_from: date | None, **fields: Any
) -> Project:
    """From a day on; None is the first day of the oldest month that takes rows, so that no open money stays behind unseen."""
    require(by, EDIT_PROJECT)
    day = held_from or _first_open_day(project)
    if day > clock.today():
        raise Refused("归属起始时间不能晚于今天", field="held_from")
    before = locked(project, version)
    leader, sector = fields.pop("leader", before.leader), fields.get("sector", before.sector)
    current = edit_project(by=by, project=before, reason=reason, **fields)
    current = _hand_over(current, LEADER, leader, day, by=by, reason=reason, field="leader")
    own = task_force_of(before.county, before.sector)
    follows = sector != before.sector and before.task_force in (None, own)
    unit = task_force_of(before.county, sector) if follows else before.task_force
    return _hand_over(current, TASK_FORCE, unit, day, by=by, reason=reason, field="sector")


def _first_open_day(project: Project) -> date:
    month = Month.objects.in_county(project.county_id).accepting().order_by("starts_on").first()
    return min(month.starts_on, clock.today()) if month else clock.today()


@action("change_departments")
def change_departments(
    *, by: User, versions: Mapping[int, int], department: Unit, reason: str, starts_on: date | None = None
) -> Unit:
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
        change_department(by=by, project=project, department=department, reason=reason, starts_on=starts_on)
    return department
