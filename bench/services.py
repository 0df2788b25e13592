"""The services of a generated county: tickets with all their ways, 帮办代办, 座谈对接, 荣誉奖励."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from projects.agency.flow import STAGES, WITHDRAW
from projects.agency.models import AgencyItem, AgencyStep
from projects.outreach.choices import HONOUR_KINDS, REWARD
from projects.outreach.models import Honour
from projects.services.flow import OUTCOMES, SATISFACTION
from projects.services.models import Step, Ticket
from projects.visits.models import Meeting

if TYPE_CHECKING:
    from bench.county import Grower

BATCH = 2_000
COURSES: Sequence[tuple[str, ...]] = (
    ("register",),
    ("register", "refuse"),
    ("register", "merge"),
    ("register", "accept", "assign"),
    ("register", "accept", "assign", "pause"),
    ("register", "accept", "assign", "pause", "resume"),
    ("register", "accept", "assign", "extend", "done", "close"),
    ("register", "accept", "assign", "done", "close"),
    ("register", "accept", "assign", "done", "close", "reopen"),
    ("register", "assign", "done", "reopen", "done", "close"),
    ("register", "assign", "unsolved"),
)
WITH_DEADLINE = ("assign", "reopen", "extend", "resume")


def grow_services(grower: "Grower", number: int) -> None:
    """So many of each; tickets are numbered in the order of their days, as a county does."""
    _tickets(grower, sorted(grower.day() for _ in range(number)))
    _agency(grower, number)
    _held(grower, number)


def _tickets(grower: "Grower", days: list[date]) -> None:
    luck, firms = grower.luck, [project.investor for project in grower.rows.projects]
    tickets, steps = [], []
    for place, registered_on in enumerate(days):
        ticket = Ticket(
            county=grower.county,
            number=f"S{place:07}",
            enterprise=luck.choice(firms),
            category=luck.choice(("finance", "land")),
            source=luck.choice(("visit", "form")),
            cause=luck.choice(("", "", "policy", "funds")),
            title="测算诉求",
            content="测算",
            registered_on=registered_on,
            lead_unit=luck.choice([*grower.holders(), None]),
        )
        tickets.append(ticket)
        on = registered_on
        for kind in luck.choice(COURSES):
            steps.append(_step(grower, ticket, kind, on))
            on = min(on + timedelta(days=luck.randint(0, 20)), grower.until)
    Ticket.objects.bulk_create(tickets, batch_size=BATCH)
    Step.objects.bulk_create(steps, batch_size=BATCH)


def _step(grower: "Grower", ticket: Ticket, kind: str, on: date) -> Step:
    luck = grower.luck
    row = Step(county=grower.county, ticket=ticket, kind=kind, happened_on=on, recorded_at=grower.known(on))
    if kind in WITH_DEADLINE:
        row.deadline_on = on + timedelta(days=luck.randint(3, 40))
    if kind == "close":
        row.outcome, row.satisfaction = luck.choice(OUTCOMES), luck.choice(SATISFACTION)
    return row


def _agency(grower: "Grower", number: int) -> None:
    """Some stand in a list only, some were withdrawn, at once or later."""
    luck, firms = grower.luck, [project.investor for project in grower.rows.projects]
    items, steps = [], []
    for place in range(number):
        on = None if grower.one_in(6) else grower.day()
        item = AgencyItem(
            county=grower.county,
            number=f"D{place:07}",
            enterprise=luck.choice(firms),
            name="测算事项",
            stage=luck.choice(list(STAGES)),
            promised_days=luck.randint(1, 20),
            unit=luck.choice([*grower.holders(), None]),
            method=luck.choice(("guide", "full", "")),
            entrusted_on=on,
            entrusted_at=grower.known(grower.later(on)) if on else None,
        )
        items.append(item)
        if on and grower.one_in(5):
            gone = grower.later(on)
            at = grower.known(gone)
            steps.append(AgencyStep(county=grower.county, item=item, kind=WITHDRAW, happened_on=gone, recorded_at=at))
    AgencyItem.objects.bulk_create(items, batch_size=BATCH)
    AgencyStep.objects.bulk_create(steps, batch_size=BATCH)


def _held(grower: "Grower", number: int) -> None:
    luck = grower.luck
    meetings, honours = [], []
    for place in range(number):
        on = grower.day()
        told = {
            "county": grower.county,
            "void_reason": "重复" if grower.one_in(12) else "",
            "recorded_at": grower.known(grower.later(on)),
        }
        kind, host = luck.choice(("banks", "sales")), luck.choice(grower.holders())
        meetings.append(Meeting(kind=kind, name=f"测算会{place}", held_on=on, place="县城", host=host, **told))
        kind = luck.choice(HONOUR_KINDS)
        holders = {"department": luck.choice(grower.holders()), "task_force": None, "leader": None}
        amount_wan = grower.wan(300) if kind == REWARD else None
        honours.append(Honour(kind=kind, name=f"测算荣誉{place}", granted_on=on, amount_wan=amount_wan, **holders, **told))
    Meeting.objects.bulk_create(meetings, batch_size=BATCH)
    Honour.objects.bulk_create(honours, batch_size=BATCH)
