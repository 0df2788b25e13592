"""The figures of 企业诉求 beyond the headline, a second time: every ticket's steps walked in order, in plain Python (definitions 1.7, 1.8)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

Row = dict[str, Any]
Said = tuple[Decimal, Decimal | None, str]
STATE_OF = {
    "register": "registered",
    "accept": "accepted",
    "refuse": "refused",
    "merge": "merged",
    "assign": "assigned",
    "reopen": "assigned",
    "done": "done",
    "unsolved": "unsolved",
    "close": "closed",
}


@dataclass
class Told:
    """One ticket as its steps until the day tell it."""

    registered_on: date
    enterprise: int
    category: str
    number: str
    state: str = ""
    ended_on: date | None = None
    outcome: str = ""
    due_on: date | None = None
    is_paused: bool = False
    is_extended: bool = False
    evaluation: str = ""
    was_done: bool = False
    was_reopened: bool = False
    is_unreached: bool = False
    answered_on: date | None = None
    state_before: str = ""

    @property
    def is_valid(self) -> bool:
        return self.state not in {"refused", "merged"}

    @property
    def is_closed(self) -> bool:
        return self.state == "closed"

    def take(self, step: Row, new_year: date) -> None:
        kind, day = step["kind"], step["happened_on"]
        if step["deadline_on"]:
            self.due_on = step["deadline_on"]
        if step["satisfaction"] in {"满意", "不满意"}:
            self.evaluation = step["satisfaction"]
        if kind in {"accept", "refuse", "merge", "assign"} and self.answered_on is None:
            self.answered_on = day
        if kind in {"assign", "reopen", "extend"}:
            self.is_extended = kind == "extend"
        if kind in {"pause", "resume"} or kind in STATE_OF:
            self.is_paused = kind == "pause"
        if kind not in STATE_OF:
            return
        self.state, self.outcome = STATE_OF[kind], step["outcome"]
        self.ended_on = day if kind == "close" else None
        self.is_unreached = kind == "close" and step["satisfaction"] == "未联系上"
        self.was_done |= kind == "done"
        self.was_reopened |= kind == "reopen"
        if day < new_year:
            self.state_before = self.state


class TicketsByHand:
    def __init__(
        self,
        tickets: list[Row],
        steps: list[Row],
        workdays: list[Row],
        county: int,
        on: date,
        known: datetime | None,
        unit: int | None,
    ) -> None:
        self.on, self.new_year = on, date(on.year, 1, 1)
        self.differing = {row["day"]: row["is_workday"] for row in workdays}
        self.every = tickets
        told = {
            row["id"]: Told(row["registered_on"], row["enterprise_id"], row["category"], row["number"])
            for row in tickets
            if row["county_id"] == county and (unit is None or row["lead_unit_id"] == unit)
        }
        for step in sorted(steps, key=lambda row: (row["happened_on"], row["id"])):
            is_known = known is None or step["recorded_at"] <= known
            if step["ticket_id"] in told and step["happened_on"] <= on and is_known:
                told[step["ticket_id"]].take(step, self.new_year)
        self.all_told = [ticket for ticket in told.values() if ticket.state]
        self.year = [ticket for ticket in self.all_told if ticket.registered_on >= self.new_year]

    def workdays(self, start: date, end: date) -> int:
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(self.differing.get(day, day.weekday() < 5) for day in days)

    def is_due(self, ticket: Told) -> bool:
        return bool(ticket.is_valid and not ticket.is_paused and ticket.due_on and ticket.due_on < self.on)

    def is_repeated(self, ticket: Told) -> bool:
        since = ticket.registered_on - timedelta(days=365)
        return ticket.is_valid and any(
            row["enterprise_id"] == ticket.enterprise
            and row["category"] == ticket.category
            and row["number"] < ticket.number
            and row["registered_on"] > since
            for row in self.every
        )

    def all(self) -> dict[str, Said]:
        year = self.year
        valid = [ticket for ticket in year if ticket.is_valid]
        due = [ticket for ticket in year if self.is_due(ticket)]
        extended = sum(ticket.is_extended for ticket in due)
        in_time = [ticket for ticket in due if ticket.ended_on and ticket.due_on and ticket.ended_on <= ticket.due_on]
        evaluated = [ticket for ticket in year if ticket.evaluation]
        done = [ticket for ticket in valid if ticket.was_done]
        answered = [ticket for ticket in year if ticket.answered_on]
        days = sum(self.workdays(ticket.registered_on, ticket.answered_on) for ticket in answered if ticket.answered_on)
        open_before = [ticket for ticket in self.all_told if ticket.state_before not in {"", "closed", "refused", "merged"}]
        on_time = rate(len(in_time), len(due))
        return {
            "solving-rate": rate(sum(ticket.is_closed and ticket.outcome == "已解决" for ticket in valid), len(valid)),
            "on-time-rate": (on_time[0], on_time[1], f"{on_time[2]}、其中延期{extended}条"),
            "tickets-extended": count(extended),
            "satisfaction-rate": rate(sum(ticket.evaluation == "满意" for ticket in evaluated), len(evaluated)),
            "evaluation-rate": rate(sum(bool(ticket.evaluation) for ticket in done), len(done)),
            "tickets-unreached": count(sum(ticket.is_unreached for ticket in year)),
            "tickets-reopened": count(sum(ticket.was_reopened for ticket in year)),
            "tickets-repeated": count(sum(self.is_repeated(ticket) for ticket in year)),
            "first-response": (Decimal(days), Decimal(len(answered)), average(days, len(answered))),
            "tickets-overdue": count(sum(self.is_due(ticket) and not ticket.is_closed for ticket in self.all_told)),
            "tickets-carried": count(len(open_before)),
            "tickets-carried-closed": count(sum(ticket.is_closed for ticket in open_before)),
        }


def count(value: int) -> Said:
    return Decimal(value), None, f"{value}条"


def rate(over: int, under: int) -> Said:
    return Decimal(over), Decimal(under), f"{over * 100 // under}%" if under else "—"


def average(days: int, rows: int) -> str:
    if not rows:
        return "—"
    text = str((Decimal(days) / rows).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
    return f"平均{text.removesuffix('.0')}个工作日"
