"""包抓联, 走访, 座谈对接: set, recorded, answered by a reversing row or 作废; and the tickets they raise."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from projects.access.choices import RECORD_VISIT, SET_PAIRS
from projects.access.permissions import require, sees_whole_county
from projects.audit.actions import action, keep_in_entry
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.enterprises.models import Enterprise
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit, User
from projects.reference.models import CodeItem
from projects.services.actions import open_ticket
from projects.services.models import Ticket
from projects.signing.models import Project
from projects.signing.stages import ENDED
from projects.visits.models import Meeting, Pair, RaisedTicket, Visit


def _must_be_code(list_name: str, code: str, day: date, words: str, field: str) -> None:
    if not CodeItem.objects.of(list_name, day).filter(code=code).exists():
        raise Refused(f"{words}不在可选范围内，请重新选择", field=field)


def _not_after_today(day: date, words: str, field: str) -> None:
    if day > clock.today():
        raise Refused(f"{words}不能晚于今天（{clock.today()}）", field=field)


# --- 包抓联 --------------------------------------------------------------------------------------------


@action("set_pair")
def set_pair(
    *,
    by: User,
    leader: Unit,
    enterprise: Enterprise,
    project: Project | None = None,
    task_force: Unit | None = None,
    starts_on: date | None = None,
    note: str = "",
) -> Pair:
    """One leader once at a time for a firm and project."""
    require(by, SET_PAIRS)
    day = starts_on or clock.today()
    _not_after_today(day, "起始时间", "starts_on")
    if leader.kind != LEADER or leader.home_county != by.county_id:
        raise Refused("请选择本县的县级领导", field="leader")
    if project is not None and project.investor_id != enterprise.pk:
        raise Refused(f"关联项目的投资方是{project.investor}，与企业名称不一致，请核对", field="project")
    if Pair.objects.filter(leader=leader, enterprise=enterprise, project=project, ends_on=None).exists():
        raise Refused(f"{leader}已经包抓联{enterprise}，不必重复建立", field="enterprise")
    return Pair.objects.create(
        county_id=by.county_id,
        leader=leader,
        enterprise=enterprise,
        project=project,
        task_force=task_force,
        starts_on=day,
        note=note,
    )


@action("edit_pair")
def edit_pair(*, by: User, pair: Pair, values: Mapping[str, Any], version: int | None = None) -> Pair:
    """`values`: task_force, starts_on, ends_on, note. Another leader or firm is another pair."""
    require(by, SET_PAIRS)
    current = locked(pair, version)
    _not_after_today(values["starts_on"], "起始时间", "starts_on")
    if values.get("ends_on") and values["ends_on"] < values["starts_on"]:
        raise Refused(f"结束时间不能早于起始时间（{values['starts_on']}）", field="ends_on")
    twin = Pair.objects.filter(leader=current.leader, enterprise=current.enterprise, project=current.project, ends_on=None)
    if values.get("ends_on") is None and twin.exclude(pk=current.pk).exists():
        raise Refused("同一领导和企业已有另一条正在执行的包抓联，请填写结束时间", field="ends_on")
    return change(current, **values)


@action("fill_pairs")
def fill_pairs(*, by: User, county: Unit) -> Unit:
    """A pair for every project that names a 包抓领导 and has none in force with that leader; terminated projects are left out."""
    require(by, SET_PAIRS)
    locked(county)  # two clicks at once: the second sees what the first made
    there = set(Pair.objects.in_county(county.pk).filter(ends_on=None).values_list("leader_id", "project_id"))
    staged: QuerySet[Any] = Project.objects.in_county(county.pk).with_stage()
    held = staged.exclude(leader=None).exclude(stage=ENDED).order_by("pk")
    new = [project for project in held if (project.leader_id, project.pk) not in there]
    if not new:
        raise Refused("有包抓领导的项目都已建立包抓联，没有需要补齐的")
    Pair.objects.bulk_create(
        Pair(
            county=county,
            leader_id=project.leader_id,
            task_force_id=project.task_force_id,
            enterprise_id=project.investor_id,
            project=project,
            starts_on=clock.today(),
        )
        for project in new
    )
    keep_in_entry(pairs=len(new))
    return county


# --- 走访 ---------------------------------------------------------------------------------------------


@action("record_visit")
def record_visit(
    *,
    by: User,
    enterprise: Enterprise,
    visited_on: date,
    visit_reason: str,
    found: str,
    leader: Unit | None = None,
    project: Project | None = None,
    people: str = "",
) -> Visit:
    """`leader`: who led it, where one did; only then it counts for a 包抓联 pair. `unit` is the recorder's."""
    require(by, RECORD_VISIT)
    _not_after_today(visited_on, "走访时间", "visited_on")
    _must_be_code("visit_reason", visit_reason, visited_on, "走访事由", "visit_reason")
    if leader is not None and (leader.kind != LEADER or leader.home_county != by.county_id):
        raise Refused("请选择本县的县级领导", field="leader")
    if project is not None and project.investor_id != enterprise.pk:
        raise Refused(f"关联项目的投资方是{project.investor}，与企业名称不一致，请核对", field="project")
    place = lock_book(Visit, by.county_id)
    visit = Visit.objects.create(
        county_id=by.county_id,
        enterprise=enterprise,
        project=project,
        leader=leader,
        unit=by.unit,
        visited_on=visited_on,
        visit_reason=visit_reason,
        people=people,
        found=found,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    return visit


@action("reverse_visit")
def reverse_visit(*, by: User, visit: Visit, reason: str) -> Visit:
    """冲销 by a row of its own; the record is entered anew where it was wrong. By who wrote it, or by who sets the pairs."""
    require(by, RECORD_VISIT)
    if visit.recorded_by_id != by.pk:
        require(by, SET_PAIRS)
    if not reason.strip():
        raise Refused("请写明冲销原因", field="reason")
    place = lock_book(Visit, visit.county_id)
    if visit.reverses_id is not None or Visit.objects.filter(reverses=visit).exists():
        raise Refused("这条走访记录已经冲销，请刷新页面查看最新状态")
    names = ("county_id", "enterprise_id", "project_id", "leader_id", "unit_id", "visited_on", "visit_reason", "people", "found")
    reversing = Visit.objects.create(
        **{name: getattr(visit, name) for name in names},
        reverses=visit,
        reason=reason.strip(),
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    return reversing


# --- 座谈对接 -----------------------------------------------------------------------------------------


@action("record_meeting")
def record_meeting(*, by: User, values: Mapping[str, Any]) -> Meeting:
    """`values`: the fields of Meeting by name."""
    require(by, RECORD_VISIT)
    _check_meeting(by, values)
    return Meeting.objects.create(county_id=by.county_id, recorded_at=clock.now(), recorded_by=by, **values)


@action("edit_meeting")
def edit_meeting(*, by: User, meeting: Meeting, values: Mapping[str, Any], version: int | None = None) -> Meeting:
    require(by, RECORD_VISIT)
    current = locked(meeting, version)
    _must_be_own(by, current)
    _check_meeting(by, values)
    return change(current, **values)


@action("void_meeting")
def void_meeting(*, by: User, meeting: Meeting, reason: str, version: int | None = None) -> Meeting:
    """It stays in the list, marked, and counts nowhere."""
    require(by, RECORD_VISIT)
    current = locked(meeting, version)
    _must_be_own(by, current)
    if not reason.strip():
        raise Refused("请写明作废原因", field="reason")
    return change(current, void_reason=reason.strip())


def may_edit_meeting(by: User, meeting: Meeting) -> bool:
    return sees_whole_county(by) or meeting.host_id in by.unit_ids or meeting.recorded_by_id == by.pk


def _must_be_own(by: User, meeting: Meeting) -> None:
    if not may_edit_meeting(by, meeting):
        raise Refused("只有承办单位、登记人和招商局可以修改这次会议")
    if meeting.void_reason:
        raise Refused("这次会议已作废，不能再修改")


def _check_meeting(by: User, values: Mapping[str, Any]) -> None:
    _not_after_today(values["held_on"], "召开时间", "held_on")
    _must_be_code("meeting_kind", values["kind"], values["held_on"], "会议类型", "kind")
    if values["host"].home_county != by.county_id:
        raise Refused("承办单位不在可选范围内，请重新选择", field="host")


# --- What they raise ----------------------------------------------------------------------------------


@action("raise_ticket")
def raise_ticket(*, by: User, visit: Visit | None = None, meeting: Meeting | None = None, **ticket: Any) -> Ticket:
    """`ticket`: as open_ticket takes it; heard on the visit or at the meeting, one of the two."""
    if visit is not None and Visit.objects.filter(reverses=visit).exists():
        raise Refused("这条走访记录已经冲销，不能再由它提诉求")
    if meeting is not None and locked(meeting).void_reason:
        raise Refused("这次会议已作废，不能再由它提诉求")
    raised = open_ticket(by=by, **ticket)
    RaisedTicket.objects.create(ticket=raised, visit=visit, meeting=meeting)
    return raised
