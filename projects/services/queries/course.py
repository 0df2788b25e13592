"""What its steps say of a ticket: the assignment in force and what was asked in it, and who held it for how long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from projects.services.flow import UNANSWERED
from projects.services.models import Step, Ticket
from projects.services.queries.deadlines import WorkCalendar

ENTERPRISE, DESK = "企业（补充材料）", "服务中心"
_CLOCK_STARTS = ("assign", "reopen")


@dataclass(frozen=True)
class Course:
    """Since the last 交办 or 重办; `unanswered_calls` since the last 部门办结."""

    assigned_on: date | None
    taken_on: date | None
    objected: bool
    has_open_objection: bool
    wanted_on: date | None
    paused_on: date | None
    unanswered_calls: int


def course_of(ticket: Ticket) -> Course:
    """One query."""
    return course_in(list(Step.objects.standing().filter(ticket=ticket).order_by("pk")))


def course_in(steps: Sequence[Step]) -> Course:
    since = _since(steps, *_CLOCK_STARTS)
    last = {step.kind: step for step in since}
    asked = _last_of(since, "ask_extension", "extend", "deny_extension")
    clock_step = _last_of(since, "pause", "resume")
    objection = _last_of(since, "object", "rule")
    calls = [step for step in _since(steps, "done") if step.kind == "call" and step.outcome == UNANSWERED]
    started = since[0] if since and since[0].kind in _CLOCK_STARTS else None
    return Course(
        assigned_on=started.happened_on if started else None,
        taken_on=last["take"].happened_on if "take" in last else None,
        objected="object" in last,
        has_open_objection=objection is not None and objection.kind == "object",
        wanted_on=asked.wanted_on if asked and asked.kind == "ask_extension" else None,
        paused_on=clock_step.happened_on if clock_step and clock_step.kind == "pause" else None,
        unanswered_calls=len(calls),
    )


def _since(steps: Sequence[Step], *kinds: str) -> Sequence[Step]:
    places = [place for place, step in enumerate(steps) if step.kind in kinds]
    return steps[places[-1] :] if places else steps


def _last_of(steps: Iterable[Step], *kinds: str) -> Step | None:
    found = [step for step in steps if step.kind in kinds]
    return found[-1] if found else None


def answered_by(steps: Sequence[Step]) -> dict[int | None, date]:
    """配合单位 → the day of its 会签, since the last 交办 or 重办."""
    return {step.unit_id: step.happened_on for step in _since(steps, *_CLOCK_STARTS) if step.kind == "countersign"}


@dataclass(frozen=True)
class Holding:
    """Who had the ticket in hand from one day to another, in working days."""

    holder: str
    from_on: date
    to_on: date
    workdays: int


def holdings(steps: Sequence[Step], until: date, calendar: WorkCalendar) -> list[Holding]:
    """In order of time; the working days add up to the ticket's age (registration to its end, or to `until`)."""
    found: list[Holding] = []
    holder, lead, since = "", "", until
    for step in steps:
        lead = str(step.unit) if step.kind in _CLOCK_STARTS else lead
        following = _holder_after(step, holder, lead)
        if following != holder:
            if holder:
                found.append(Holding(holder, since, step.happened_on, calendar.between(since, step.happened_on)))
            holder, since = following, step.happened_on
    return [*found, Holding(holder, since, until, calendar.between(since, until))] if holder else found


def _holder_after(step: Step, holder: str, lead: str) -> str:
    """A ticket that is closed, refused or merged is in nobody's hands."""
    if step.kind in ("register", "accept", "done", "unsolved"):
        return DESK
    if step.kind in (*_CLOCK_STARTS, "resume"):
        return lead
    if step.kind == "pause":
        return ENTERPRISE
    return "" if step.kind in ("close", "refuse", "merge") else holder
