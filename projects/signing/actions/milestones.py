"""Dated milestones, planned and actual."""

from datetime import date
from typing import Any

from projects.access.choices import CONFIRM_SIGNING, REACH_MILESTONE
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Gathered, Refused
from projects.core.locking import locked
from projects.months.actions import month_accepting
from projects.organisations.models import User
from projects.signing.actions.rights import must_see
from projects.signing.models import Milestone, Project, Signing
from projects.signing.stages import ENDED, INVESTED, MILESTONE_BY_VALUE


@action("reach_milestone")
def reach_milestone(
    *, by: User, project: Project, kind: str, happened_on: date, source: str = "", note: str = "", reason: str = ""
) -> Milestone:
    """An actual date. A second one of the kind is refused: reverse the first."""
    require(by, REACH_MILESTONE)
    must_see(by, project)
    if kind == ENDED:
        raise Refused("终止请由招商局在“登记终止（退出）”里办理", field="kind")
    if kind == INVESTED:
        raise Refused("完成投资须与到位资金核对，请在“登记节点”页面办理", field="kind")
    if not source:
        raise Refused("请选择依据：这个日期以谁的为准", field="source")
    return reach(by, project, kind, happened_on, source=source, note=note, reason=reason)


@action("terminate_project")
def terminate(*, by: User, project: Project, happened_on: date, reason: str, source: str = "", note: str = "") -> Milestone:
    """终止（退出）. The signing keeps counting (gross, 其中已终止n个) and the money counted stays; 撤资 is a row of its own."""
    require(by, CONFIRM_SIGNING)
    if not reason.strip():
        raise Refused("请写明终止原因", field="reason")
    return reach(by, project, ENDED, happened_on, source=source, note=note, reason=reason)


def reach(by: User, project: Project, kind: str, happened_on: date, *, source: str, note: str, reason: str) -> Milestone:
    """For the actions here and for 完成投资, which stands above the money (funding). It asks for no right by itself."""
    milestone = MILESTONE_BY_VALUE.get(kind)
    if milestone is None:
        raise Refused("节点不在可选范围内，请重新选择", field="kind")
    today, found = clock.today(), Gathered()
    is_of_kind = not source or source in milestone.sources
    found.unless(is_of_kind, f"{milestone.label}的依据应是：{'、'.join(milestone.sources)}", field="source")
    found.unless(happened_on <= today, f"{milestone.column}不能晚于今天（{today}）", field="happened_on")
    signed_on = Signing.objects.standing().contracts().filter(project=project).values_list("signed_on", flat=True).first()
    found.unless(signed_on, "项目尚无已确认的正式合同，不能登记节点")
    is_after = signed_on is None or happened_on >= signed_on
    found.unless(is_after, f"{milestone.column}不能早于签约时间（{signed_on}）", field="happened_on")
    found.settle()
    locked(project)
    if Milestone.objects.actual().filter(project=project, kind=kind).exists():
        raise Refused(f"该项目已登记{milestone.label}；日期有误请先冲销再登记", field="kind")
    counting = _counting(project, happened_on)
    return _post_milestone(project, by, kind=kind, happened_on=happened_on, **counting, source=source, note=note, reason=reason)


def _counting(project: Project, day: date) -> dict[str, Any]:
    """In the day's own month while that is open, else in the oldest open one: a closed month keeps what it said."""
    month = month_accepting(project.county_id, day)
    return {"booked_in": month, "counts_on": month.counts_on(day)}


@action("plan_milestone")
def plan_milestone(*, by: User, project: Project, kind: str, happened_on: date, reason: str = "") -> Milestone:
    """A planned date; an earlier plan of the kind is reversed, so that its history stays."""
    require(by, REACH_MILESTONE)
    must_see(by, project)
    locked(project)
    if kind not in MILESTONE_BY_VALUE:
        raise Refused("节点不在可选范围内，请重新选择", field="kind")
    if Milestone.objects.actual().filter(project=project, kind=kind).exists():
        raise Refused(f"{MILESTONE_BY_VALUE[kind].label}已经完成，不需要再排计划", field="kind")
    earlier = Milestone.objects.planned().filter(project=project, kind=kind).first()
    if earlier and earlier.happened_on == happened_on:
        raise Refused(f"计划时间已经是{happened_on}，请填写新的时间", field="happened_on")
    if earlier and not reason.strip():
        raise Refused(f"原计划是{earlier.happened_on}，调整请写明原因", field="reason")
    if earlier:
        _reverse(earlier, by, reason)
    return _post_milestone(project, by, kind=kind, happened_on=happened_on, is_planned=True, reason=reason)


@action("reverse_milestone")
def reverse_milestone(*, by: User, milestone: Milestone, reason: str) -> Milestone:
    require(by, CONFIRM_SIGNING)
    if not reason.strip():
        raise Refused("请写明冲销原因", field="reason")
    locked(milestone.project)
    if Milestone.objects.filter(reverses=milestone).exists():
        raise Refused("该节点已经冲销过，请刷新页面查看")
    return _reverse(milestone, by, reason)


def _reverse(milestone: Milestone, by: User, reason: str) -> Milestone:
    counting = {} if milestone.counts_on is None else _counting(milestone.project, milestone.counts_on)
    return _post_milestone(
        milestone.project,
        by,
        kind=milestone.kind,
        happened_on=milestone.happened_on,
        is_planned=milestone.is_planned,
        **counting,
        reverses=milestone,
        reason=reason,
    )


def _post_milestone(project: Project, by: User, **values: Any) -> Milestone:
    place = lock_book(Milestone, project.county_id)
    row = Milestone.objects.create(
        county_id=project.county_id, project=project, recorded_at=place.recorded_at, recorded_by=by, **values
    )
    place.advance()
    return row
