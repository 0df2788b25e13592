"""What happens to a ticket while a unit holds it: signing for it, objecting, asking for time, pausing, countersigning; and the call after."""

from datetime import date

from projects.access.choices import HANDLE_TICKET, RUN_TICKET
from projects.access.permissions import can, require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.core.locking import locked
from projects.organisations.models import Unit, User
from projects.reference.models import add_workdays, workdays_between
from projects.services.actions.steps import take_step
from projects.services.actions.tickets import assign_ticket, close_ticket, reopen_ticket
from projects.services.flow import ANSWERS, EVALUATIONS, FAILED_CALLS, UNANSWERED, UNREACHED, UNSATISFIED
from projects.services.models import Ticket
from projects.services.queries.course import course_of

OBJECTION_WITHIN = 1
"""Working days after 交办 (definitions 2)."""


def _lead_only(by: User, ticket: Ticket, what: str) -> None:
    require(by, HANDLE_TICKET, RUN_TICKET)
    if ticket.lead_unit_id not in by.unit_ids and not can(by, RUN_TICKET):
        raise NotAllowed(f"只有牵头单位可以{what}")


@action("take_ticket")
def take_ticket(*, by: User, ticket: Ticket, version: int | None = None) -> Ticket:
    """签收: when the unit saw it. Nothing waits for it."""
    _lead_only(by, ticket, "签收")
    if course_of(ticket).taken_on:
        raise Refused("这次交办已经签收过了，不必再签收")
    return take_step(ticket, "take", by, version, {}, unit=ticket.lead_unit)


@action("object_to_ticket")
def object_to_ticket(*, by: User, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    """异议: within a working day of the assignment, once; the deadline goes on until it is ruled on."""
    _lead_only(by, ticket, "提出异议")
    course = course_of(ticket)
    if course.objected:
        raise Refused("这次交办已经提出过异议，裁定后不再受理第二次")
    if course.assigned_on and clock.today() > add_workdays(course.assigned_on, OBJECTION_WITHIN):
        raise Refused(f"异议应在交办后{OBJECTION_WITHIN}个工作日内提出，现已超过；如确有困难请申请延期")
    return take_step(ticket, "object", by, version, {}, unit=ticket.lead_unit, note=note)


@action("rule_on_objection")
def rule_on_objection(*, by: User, ticket: Ticket, note: str, lead_unit: Unit | None = None, version: int | None = None) -> Ticket:
    """Another `lead_unit` takes it over with a new deadline; without one the assignment stands."""
    require(by, RUN_TICKET)
    if not course_of(ticket).has_open_objection:
        raise Refused("没有待裁定的异议，请刷新页面查看最新状态")
    moved = lead_unit is not None and lead_unit.pk != ticket.lead_unit_id
    words = f"异议成立，改由{lead_unit}牵头" if moved else "异议不成立，仍由原单位牵头"
    ruled = take_step(ticket, "rule", by, version, {}, unit=by.unit, note=f"{words}：{note}".rstrip("："))
    return assign_ticket(by=by, ticket=ruled, lead_unit=lead_unit, level=ruled.level, note=note) if moved and lead_unit else ruled


@action("ask_extension")
def ask_extension(*, by: User, ticket: Ticket, wanted_on: date, note: str, version: int | None = None) -> Ticket:
    """The deadline stays what it is until somebody grants it."""
    _lead_only(by, ticket, "申请延期")
    if course_of(ticket).wanted_on:
        raise Refused("已有一份延期申请待批，请等批复后再申请")
    now = locked(ticket, version).deadline_on
    if now is not None and wanted_on <= now:
        raise Refused(f"延期至应晚于现在的办结时限（{now}）", field="wanted_on")
    return take_step(ticket, "ask_extension", by, version, {}, unit=ticket.lead_unit, note=note, wanted_on=wanted_on)


@action("decide_extension")
def decide_extension(*, by: User, ticket: Ticket, is_granted: bool, note: str, version: int | None = None) -> Ticket:
    """Granted, the deadline moves to the day asked for; figures show it as 其中延期."""
    require(by, RUN_TICKET)
    wanted = course_of(ticket).wanted_on
    if wanted is None:
        raise Refused("没有待批的延期申请，请刷新页面查看最新状态")
    if ticket.lead_unit_id in by.unit_ids:
        raise Refused("牵头单位不能批准自己的延期申请，请由服务专员办理")
    if not is_granted:
        return take_step(ticket, "deny_extension", by, version, {}, unit=by.unit, note=note)
    return take_step(ticket, "extend", by, version, {"deadline_on": wanted}, unit=by.unit, note=note, deadline_on=wanted)


@action("pause_ticket")
def pause_ticket(*, by: User, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    """Only while the enterprise has to bring something; the reason is the step's."""
    require(by, RUN_TICKET)
    if course_of(ticket).paused_on:
        raise Refused("计时已经暂停，不必重复")
    return take_step(ticket, "pause", by, version, {}, unit=by.unit, note=note)


@action("resume_ticket")
def resume_ticket(*, by: User, ticket: Ticket, note: str = "", version: int | None = None) -> Ticket:
    """The deadline moves by the working days of the pause."""
    require(by, RUN_TICKET)
    paused, now = course_of(ticket).paused_on, locked(ticket, version).deadline_on
    if paused is None or now is None:
        raise Refused("计时没有暂停，请刷新页面查看最新状态")
    deadline = add_workdays(now, workdays_between(paused, clock.today()))
    return take_step(ticket, "resume", by, version, {"deadline_on": deadline}, unit=by.unit, note=note, deadline_on=deadline)


@action("countersign_ticket")
def countersign_ticket(*, by: User, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    """会签: what an assisting unit has to say; its own clock stops, the lead's goes on."""
    require(by, HANDLE_TICKET, RUN_TICKET)
    helper = ticket.helpers.filter(unit_id__in=by.unit_ids).select_related("unit").first()
    if helper is None:
        raise NotAllowed("只有配合单位可以会签")
    return take_step(ticket, "countersign", by, version, {}, unit=helper.unit, note=note)


@action("note_progress")
def note_progress(*, by: User, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    _lead_only(by, ticket, "记办理进展")
    return take_step(ticket, "progress", by, version, {}, unit=ticket.lead_unit, note=note)


@action("leave_unsolved")
def leave_unsolved(*, by: User, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    """暂无法办结: stays open in every rate, with its explanation."""
    _lead_only(by, ticket, "报暂无法办结")
    return take_step(ticket, "unsolved", by, version, {}, unit=ticket.lead_unit, note=note)


@action("record_call")
def record_call(*, by: User, ticket: Ticket, answer: str, spoken_to: str, note: str = "", version: int | None = None) -> Ticket:
    """回访 by telephone: who was spoken to, when (now), what the enterprise said. 满意 or 未评价 closes, 不满意 sends it back for 重办,
    the second call without answer since 部门办结 closes as 未联系上. Never by the unit that handled it."""
    require(by, RUN_TICKET)
    if answer not in ANSWERS:
        raise Refused("请选择企业答复", field="answer")
    if ticket.lead_unit_id in by.unit_ids:
        raise Refused("牵头单位不能回访自己办理的诉求，请由服务专员回访")
    if answer != UNANSWERED and not spoken_to.strip():
        raise Refused("请填写接听人，例如“财务负责人”", field="spoken_to")
    if answer == UNSATISFIED and not note.strip():
        raise Refused("企业不满意，请写明哪里不满意，便于重办", field="note")
    words = "，".join(part for part in (answer, f"接听人：{spoken_to.strip()}" if spoken_to.strip() else "", note.strip()) if part)
    called = take_step(
        ticket, "call", by, version, {}, unit=by.unit, outcome=answer, satisfaction=evaluation_in(answer), note=words
    )
    return _after_call(by, called, answer, note)


def evaluation_in(answer: str) -> str:
    """满意 or 不满意; silence is neither (definitions 1.8)."""
    return answer if answer in EVALUATIONS else ""


def _after_call(by: User, ticket: Ticket, answer: str, note: str) -> Ticket:
    if answer == UNSATISFIED:
        return reopen_ticket(by=by, ticket=ticket, note=f"企业不满意：{note.strip()}")
    if answer != UNANSWERED:
        return close_ticket(by=by, ticket=ticket, satisfaction=answer, note=note)
    if course_of(ticket).unanswered_calls < FAILED_CALLS:
        return ticket
    return close_ticket(by=by, ticket=ticket, satisfaction=UNREACHED, note=f"{FAILED_CALLS}次回访均未接通")
