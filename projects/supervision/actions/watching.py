"""What the system does by itself, by what stands today: it chases, it raises; it never closes for anybody but itself, never approves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from projects.audit.actions import action
from projects.core import clock
from projects.organisations.choices import SERVICE_CENTRE
from projects.organisations.models import Unit
from projects.reference.choices import TICKET_CHASING
from projects.reference.models import add_workdays, setting
from projects.services.flow import ASSIGNED, REGISTERED, STATES
from projects.services.models import Step, Ticket
from projects.services.queries import calendar_of, due_on
from projects.supervision.actions.handling import raise_matter
from projects.supervision.actions.ordering import Target, issue, last_chase
from projects.supervision.actions.steps import take_step
from projects.supervision.flow import CHASED, RED
from projects.supervision.models import Matter

RULED_WITHIN = 1
"""Working days after 异议 in which it is ruled on (definitions 2; 泉州 2022)."""
OVERDUE, UNRULED, UNACCEPTED = "overdue", "unruled", "unaccepted"


@dataclass(frozen=True)
class Cause:
    """Why the system chases: `key` stands in the matter's once_key, so that each cause is chased once."""

    ticket: Ticket
    key: str
    unit: Unit
    title: str
    text: str


def causes(county: Unit, today: date) -> Iterator[Cause]:
    """Tickets that nobody accepted in time, tickets past their deadline, objections that nobody ruled on in time. As of today, whenever that is looked at."""
    rows = Ticket.objects.in_county(county.pk).filter(state=ASSIGNED).select_related("lead_unit")
    for ticket in rows.filter(deadline_on__lt=today, lead_unit__isnull=False):
        words = f"诉求{ticket.number}办结时限{ticket.deadline_on}已过，请尽快办结并反馈；确需延期的请说明理由。"
        assert ticket.lead_unit is not None
        yield Cause(
            ticket, f"{OVERDUE}:{ticket.pk}:{ticket.deadline_on}", ticket.lead_unit, f"诉求{ticket.number}超期未办结", words
        )
    centre = Unit.objects.in_county(county.pk).active().filter(category=SERVICE_CENTRE).first()
    if centre is not None:
        yield from _unaccepted(county, centre, today)
        for step in open_objections(county.pk):
            due = add_workdays(step.happened_on, RULED_WITHIN)
            if due < today:
                words = f"诉求{step.ticket.number}的交办异议应在{due}前裁定，现已超过，请尽快裁定。"
                yield Cause(step.ticket, f"{UNRULED}:{step.pk}", centre, f"诉求{step.ticket.number}异议未按时裁定", words)


def _unaccepted(county: Unit, centre: Unit, today: date) -> Iterator[Cause]:
    tickets = list(Ticket.objects.in_county(county.pk).filter(state=REGISTERED, registered_on__lt=today))
    calendar = calendar_of(tickets, today)
    for ticket in tickets:
        due = due_on(ticket, calendar)
        if due is not None and due < today:
            words = f"诉求{ticket.number}应在{due}前受理，现已超过，请尽快受理或说明不予受理的理由。"
            yield Cause(ticket, f"{UNACCEPTED}:{ticket.pk}", centre, f"诉求{ticket.number}未按时受理", words)


def open_objections(county_id: int) -> list[Step]:
    """The last word on a ticket that is being handled, as far as objections go."""
    rows = Step.objects.standing().filter(
        county_id=county_id, ticket__state=ASSIGNED, kind__in=("object", "rule", "assign", "reopen")
    )
    last: dict[int, Step] = {}
    for step in rows.select_related("ticket").order_by("pk"):
        last[step.ticket_id] = step
    return [step for step in last.values() if step.kind == "object"]


def watch(county: Unit) -> dict[str, int]:
    """Once a day or as often as one likes: a missed run loses nothing, running twice does nothing twice. What is chased, raised and
    taken back today, counted."""
    today = clock.today()
    current = list(causes(county, today))
    chased = [_chase(by=None, county=county, cause=cause) for cause in _new(county, current, today)]
    ended = [_end(by=None, matter=matter) for matter in _without_cause(county, {cause.key for cause in current})]
    overdue = Matter.objects.in_county(county.pk).overdue(today).exclude(level=RED).order_by("pk")
    raised = [raise_matter(by=None, matter=matter, note=f"时限{matter.deadline_on}已过，未办结") for matter in overdue]
    return {"催办": len(chased), "升级": len(raised), "自动销号": len(ended)}


def _new(county: Unit, current: list[Cause], today: date) -> list[Cause]:
    """Not chased yet; one that a person chased within 24 hours has its turn at the next run."""
    if not setting(TICKET_CHASING, today):
        return []
    known = set(Matter.objects.in_county(county.pk).exclude(once_key="").values_list("once_key", flat=True))
    new = [cause for cause in current if cause.key not in known]
    return [cause for cause in new if last_chase(county.pk, Target(ticket=cause.ticket), cause.title, [cause.unit]) is None]


@action("order_matter")
def _chase(*, by: None, county: Unit, cause: Cause) -> Matter:
    values = {"kind": CHASED, "title": cause.title, "text": cause.text, "once_key": cause.key}
    return issue(
        county_id=county.pk, by=by, units=[cause.unit], working_days=None, target=Target(ticket=cause.ticket), values=values
    )


def _without_cause(county: Unit, keys: set[str]) -> list[Matter]:
    """Its own that have lost their cause: the ticket was closed, extended or given to another unit, the objection ruled on."""
    return list(
        Matter.objects.in_county(county.pk).unfinished().exclude(once_key="").exclude(once_key__in=keys).select_related("ticket")
    )


@action("close_matter")
def _end(*, by: None, matter: Matter) -> Matter:
    assert matter.ticket is not None
    words = f"诉求{matter.ticket.number}现为“{STATES[matter.ticket.state].label}”，催办的原因已不存在"
    return take_step(matter, "close", by, None, {"closed_on": clock.today()}, note=words)
