"""The sentences of a ticket's life; each leaves one Step."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from projects.access.choices import HANDLE_TICKET, OPEN_TICKET, RUN_TICKET
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.core.locking import change, locked
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit, User
from projects.reference.choices import TICKET_DAYS
from projects.reference.models import CalendarNotPublished, add_workdays, setting
from projects.services.access import may_report_done
from projects.services.flow import LEVELS, OUTCOMES, SATISFACTION, STATES, STEPS
from projects.services.models import Step, Ticket, TicketHelper
from projects.signing.models import Project


@action("open_ticket")
def open_ticket(
    *,
    by: User,
    enterprise: Enterprise,
    category: str,
    source: str,
    title: str,
    content: str,
    project: Project | None = None,
    unit: Unit | None = None,
) -> Ticket:
    """Registered today, with the next number of its month."""
    require(by, OPEN_TICKET)
    today = clock.today()
    place = lock_book(Step, enterprise.county_id)  # also makes the numbers unique
    ticket = Ticket.objects.create(
        county_id=enterprise.county_id,
        number=_next_number(enterprise.county_id, today),
        enterprise=enterprise,
        project=project,
        category=category,
        source=source,
        title=title,
        content=content,
        registered_on=today,
        opened_by_unit=unit or by.unit,
    )
    _write_step(ticket, place.recorded_at, by, kind="register", happened_on=today, unit=ticket.opened_by_unit)
    place.advance()
    return ticket


def _next_number(county_id: int, day: date) -> str:
    """'2024120007': year, month, four digits."""
    prefix = f"{day:%Y%m}"
    last = Ticket.objects.in_county(county_id).filter(number__startswith=prefix).aggregate(last=Max("number"))["last"]
    return f"{prefix}{int(last[6:]) + 1 if last else 1:04d}"


def _step(ticket: Ticket, kind: str, by: User, version: int | None, changes: dict[str, Any], **values: Any) -> Ticket:
    """One step and what it changes on the ticket, after checking that the flow allows it."""
    current = locked(ticket, version)
    step = STEPS[kind]
    if not step.may_follow(STATES[current.state]):
        raise Refused(f"诉求{current.state_label}，不能{step.label}，请刷新页面查看最新状态")
    if step.needs_note and not (values.get("note") or "").strip():
        raise Refused(f"{step.label}请写明说明", field="note")
    place = lock_book(Step, current.county_id)
    _write_step(current, place.recorded_at, by, kind=kind, happened_on=clock.today(), **values)
    place.advance()
    if step.to:
        changes = {"state": step.to, **changes}
    return change(current, **changes)


def _write_step(ticket: Ticket, recorded_at: Any, by: User, **values: Any) -> Step:
    return Step.objects.create(
        county_id=ticket.county_id, ticket=ticket, person=by, recorded_by=by, recorded_at=recorded_at, **values
    )


@action("accept_ticket")
def accept_ticket(*, by: User, ticket: Ticket, version: int | None = None) -> Ticket:
    require(by, RUN_TICKET)
    return _step(ticket, "accept", by, version, {}, unit=by.unit)


@action("refuse_ticket")
def refuse_ticket(*, by: User, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    require(by, RUN_TICKET)
    return _step(ticket, "refuse", by, version, {}, unit=by.unit, note=note)


@action("assign_ticket")
def assign_ticket(
    *,
    by: User,
    ticket: Ticket,
    lead_unit: Unit,
    level: str = LEVELS[0],
    helpers: Sequence[Unit] = (),
    note: str = "",
    version: int | None = None,
) -> Ticket:
    """交办: the deadline is counted in working days from today. Raises Refused when the year's calendar is not published."""
    require(by, RUN_TICKET)
    if level not in LEVELS:
        raise Refused("难度不在可选范围内，请重新选择", field="level")
    deadline = deadline_from(clock.today(), level)
    current = _step(
        ticket,
        "assign",
        by,
        version,
        {"lead_unit": lead_unit, "level": level, "deadline_on": deadline},
        unit=lead_unit,
        deadline_on=deadline,
        note=note,
    )
    TicketHelper.objects.bulk_create(
        (TicketHelper(ticket=current, unit=unit) for unit in helpers if unit.pk != lead_unit.pk), ignore_conflicts=True
    )
    return current


def deadline_from(day: date, level: str) -> date:
    days = setting(TICKET_DAYS, day)[level]
    try:
        return add_workdays(day, days)
    except CalendarNotPublished as problem:
        raise Refused(str(problem)) from problem


@action("report_ticket_done")
def report_ticket_done(*, by: User, ticket: Ticket, outcome: str, note: str, version: int | None = None) -> Ticket:
    """部门办结: by the leading unit, with its result; the enterprise is asked afterwards by somebody else."""
    require(by, HANDLE_TICKET, RUN_TICKET)
    if outcome not in OUTCOMES:
        raise Refused("请选择办理结果", field="outcome")
    if not may_report_done(by, ticket):
        raise NotAllowed("只有牵头单位可以报部门办结")
    return _step(ticket, "done", by, version, {"outcome": outcome}, unit=ticket.lead_unit, outcome=outcome, note=note)


@action("close_ticket")
def close_ticket(*, by: User, ticket: Ticket, satisfaction: str, note: str = "", version: int | None = None) -> Ticket:
    """办结（销号）after the call-back, never by the unit that handled it."""
    require(by, RUN_TICKET)
    if satisfaction not in SATISFACTION:
        raise Refused("请选择企业评价", field="satisfaction")
    if ticket.lead_unit_id in by.unit_ids:
        raise Refused("牵头单位不能给自己办理的诉求销号，请由服务专员回访后销号")
    if satisfaction == "不满意":
        raise Refused("企业不满意的诉求应退回重办，不能销号", field="satisfaction")
    return _step(ticket, "close", by, version, {"satisfaction": satisfaction}, unit=by.unit, outcome=ticket.outcome, note=note)


@action("reopen_ticket")
def reopen_ticket(*, by: User, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    """重办: back to the leading unit with a new deadline."""
    require(by, RUN_TICKET)
    deadline = deadline_from(clock.today(), ticket.level)
    return _step(
        ticket,
        "reopen",
        by,
        version,
        {"deadline_on": deadline, "outcome": "", "satisfaction": ""},
        unit=ticket.lead_unit,
        deadline_on=deadline,
        note=note,
    )
