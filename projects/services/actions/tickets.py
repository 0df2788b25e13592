"""The sentences that move a ticket from state to state; each leaves one Step."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from projects.access.choices import HANDLE_TICKET, OPEN_TICKET, RUN_TICKET, SEE_CONFIDENTIAL
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.core.locking import locked
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit, User
from projects.reference.choices import TICKET_COUNTERSIGNING, TICKET_TAKING
from projects.reference.models import setting
from projects.services.access import may_report_done
from projects.services.actions.steps import deadline_from, take_step, write_step
from projects.services.flow import FAILED_CALLS, LEVELS, OUTCOMES, REGISTERED, SATISFACTION, STATES, UNREACHED, UNSATISFIED
from projects.services.models import Step, Ticket, TicketHelper
from projects.services.queries.course import answered_by, course_in, course_of
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
    is_confidential: bool = False,
) -> Ticket:
    """Registered today, with the next number of its month. Confidential is said by those who see such tickets: services/access.py."""
    require(by, OPEN_TICKET)
    if is_confidential:
        require(by, SEE_CONFIDENTIAL)
    today = clock.today()
    place = lock_book(Step, enterprise.county_id)  # also makes the numbers unique
    ticket = Ticket.objects.create(
        county_id=enterprise.county_id,
        number=next_number(enterprise.county_id, today),
        enterprise=enterprise,
        project=project,
        category=category,
        source=source,
        title=title,
        content=content,
        registered_on=today,
        opened_by_unit=unit or by.unit,
        is_confidential=is_confidential,
    )
    write_step(ticket, place.recorded_at, by, kind="register", happened_on=today, unit=ticket.opened_by_unit)
    place.advance()
    return ticket


def next_number(county_id: int, day: date) -> str:
    """'2024120007': year, month, four digits."""
    prefix = f"{day:%Y%m}"
    last = Ticket.objects.in_county(county_id).filter(number__startswith=prefix).aggregate(last=Max("number"))["last"]
    return f"{prefix}{int(last[6:]) + 1 if last else 1:04d}"


@action("accept_ticket")
def accept_ticket(*, by: User, ticket: Ticket, version: int | None = None) -> Ticket:
    require(by, RUN_TICKET)
    return take_step(ticket, "accept", by, version, {}, unit=by.unit)


@action("refuse_ticket")
def refuse_ticket(*, by: User, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    require(by, RUN_TICKET)
    return take_step(ticket, "refuse", by, version, {}, unit=by.unit, note=note)


@action("merge_ticket")
def merge_ticket(*, by: User, ticket: Ticket, into: Ticket, note: str, version: int | None = None) -> Ticket:
    """The same matter twice: this one leaves the base of every rate, `into` goes on."""
    require(by, RUN_TICKET)
    if into.pk == ticket.pk or into.county_id != ticket.county_id:
        raise Refused("请选择要并入的另一条诉求", field="into")
    if STATES[into.state].leaves_base:
        raise Refused(f"{into.number}{into.state_label}，不能并入，请另选一条", field="into")
    return take_step(
        ticket, "merge", by, version, {"merged_into": into}, unit=by.unit, note=f"并入{into.number}：{note}".rstrip("：")
    )


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
    """交办: the deadline is counted in working days from today. One that waits for acceptance is accepted by it."""
    require(by, RUN_TICKET)
    if level not in LEVELS:
        raise Refused("难度不在可选范围内，请重新选择", field="level")
    if locked(ticket, version).state == REGISTERED:
        ticket, version = accept_ticket(by=by, ticket=ticket, version=version), None
    deadline = deadline_from(clock.today(), level)
    current = take_step(
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


def _must_have_come_so_far(ticket: Ticket) -> None:
    """签收 and 会签, where the county's settings ask for them before 部门办结."""
    steps, today = list(Step.objects.standing().filter(ticket=ticket).order_by("pk")), clock.today()
    if setting(TICKET_TAKING, today) and course_in(steps).taken_on is None:
        raise Refused("请先签收，再报部门办结")
    if setting(TICKET_COUNTERSIGNING, today):
        answered = answered_by(steps)
        missing = [str(helper.unit) for helper in ticket.helpers.select_related("unit") if helper.unit_id not in answered]
        if missing:
            raise Refused(f"{'、'.join(missing)}尚未会签，会签后再报部门办结")


@action("report_ticket_done")
def report_ticket_done(*, by: User, ticket: Ticket, outcome: str, note: str, cause: str = "", version: int | None = None) -> Ticket:
    """部门办结: by the leading unit, with its result; the enterprise is asked afterwards by somebody else. `cause`: a code of 诉求成因;
    without one the ticket keeps what it had."""
    require(by, HANDLE_TICKET, RUN_TICKET)
    if outcome not in OUTCOMES:
        raise Refused("请选择办理结果", field="outcome")
    if not may_report_done(by, ticket):
        raise NotAllowed("只有牵头单位可以报部门办结")
    _must_have_come_so_far(ticket)
    changes = {"outcome": outcome} | ({"cause": cause} if cause else {})
    return take_step(ticket, "done", by, version, changes, unit=ticket.lead_unit, outcome=outcome, note=note)


@action("close_ticket")
def close_ticket(*, by: User, ticket: Ticket, satisfaction: str, note: str = "", version: int | None = None) -> Ticket:
    """办结（销号）after the call-back, never by the unit that handled it."""
    require(by, RUN_TICKET)
    if satisfaction not in SATISFACTION:
        raise Refused("请选择企业评价", field="satisfaction")
    if ticket.lead_unit_id in by.unit_ids:
        raise Refused("牵头单位不能给自己办理的诉求销号，请由服务专员回访后销号")
    if satisfaction == UNREACHED and course_of(ticket).unanswered_calls < FAILED_CALLS:
        raise Refused(f"未联系上须有{FAILED_CALLS}次回访未接通的记录，请先登记回访", field="satisfaction")
    if satisfaction == UNSATISFIED:
        raise Refused("企业不满意的诉求应退回重办，不能销号", field="satisfaction")
    return closed(by, ticket, satisfaction, note, version)


def closed(by: User | None, ticket: Ticket, satisfaction: str, note: str = "", version: int | None = None) -> Ticket:
    """The step itself; who may take it is asked by the action around it."""
    changes, unit = {"satisfaction": satisfaction}, by.unit if by else None
    return take_step(ticket, "close", by, version, changes, unit=unit, outcome=ticket.outcome, satisfaction=satisfaction, note=note)


@action("reopen_ticket")
def reopen_ticket(*, by: User, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    """重办: back to the leading unit with a new deadline."""
    require(by, RUN_TICKET)
    return reopened(by, ticket, note, version)


def reopened(by: User | None, ticket: Ticket, note: str, version: int | None = None) -> Ticket:
    """The step itself; who may take it is asked by the action around it."""
    deadline = deadline_from(clock.today(), ticket.level)
    return take_step(
        ticket,
        "reopen",
        by,
        version,
        {"deadline_on": deadline, "outcome": "", "satisfaction": ""},
        unit=ticket.lead_unit,
        deadline_on=deadline,
        note=note,
    )
