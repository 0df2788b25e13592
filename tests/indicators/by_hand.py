"""The figures a second time, slowly, in plain Python over plain rows: shares nothing with the board but the tables.

Every function says the county's definition in its own words; `figure(slug, …)` gives (numerator, denominator, printed text).
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from projects import models
from tests.indicators.tickets_by_hand import TicketsByHand

Row = dict[str, Any]
ZERO = Decimal(0)
OUTSIDE = {"省外", "境外"}


@dataclass
class Tables:
    """Everything, as it stands in the database."""

    projects: dict[int, Row]
    units: dict[int, Row]
    signings: list[Row]
    parts: list[Row]
    milestones: list[Row]
    arrivals: list[Row]
    credits: list[Row]
    tasks: list[Row]
    tickets: list[Row]
    steps: list[Row]
    agency: list[Row]
    agency_steps: list[Row]
    meetings: list[Row]
    workdays: list[Row]
    honours: list[Row]
    fairs: list[Row]
    settings: list[Row]


def read() -> Tables:
    def rows(model: Any) -> list[Row]:
        return list(model.objects.order_by("pk").values())

    return Tables(
        projects={row["id"]: row for row in rows(models.Project)},
        units={row["id"]: row for row in rows(models.Unit)},
        signings=rows(models.Signing),
        parts=rows(models.SigningPart),
        milestones=rows(models.Milestone),
        arrivals=rows(models.Arrival),
        credits=rows(models.Credit),
        tasks=rows(models.TaskEntry),
        tickets=rows(models.Ticket),
        steps=rows(models.Step),
        agency=rows(models.AgencyItem),
        agency_steps=rows(models.AgencyStep),
        meetings=rows(models.Meeting),
        workdays=rows(models.Workday),
        honours=rows(models.Honour),
        fairs=rows(models.Fair),
        settings=rows(models.Setting),
    )


class ByHand:
    def __init__(self, tables: Tables, county_id: int, on: date, known: datetime | None = None, unit_id: int | None = None) -> None:
        self.t, self.on, self.known, self.unit_id = tables, on, known, unit_id
        self.county_id = county_id
        self.unit = tables.units[unit_id] if unit_id else None

    # --- Which rows there were -----------------------------------------------------------------------

    def book(self, rows: list[Row]) -> list[Row]:
        return [row for row in rows if row["county_id"] == self.county_id and (not self.known or row["recorded_at"] <= self.known)]

    def standing(self, rows: list[Row]) -> list[Row]:
        there = self.book(rows)
        gone = {row["reverses_id"] for row in there if row["reverses_id"]}
        return [row for row in there if not row["reverses_id"] and row["id"] not in gone]

    def mine(self, project_id: int) -> bool:
        """The project names the unit as its holder of that kind."""
        if self.unit is None:
            return True
        return self.t.projects[project_id][f"{self.unit['kind']}_id"] == self.unit_id

    def papers(self, first: date, last: date, nature: str) -> list[Row]:
        """Rows of the book posted in the period, reversing ones too: what is taken back counts where it was taken back."""
        return [
            row
            for row in self.book(self.t.signings)
            if row["nature"] == nature and first <= row["counts_on"] <= last and self.mine(row["project_id"])
        ]

    def signed(self, first: date, last: date) -> list[Row]:
        return self.papers(first, last, "正式合同")

    def increases(self, first: date, last: date) -> list[Row]:
        return self.papers(first, last, "补充协议（增资）")

    def in_force(self, rows: list[Row]) -> list[Row]:
        """Not taken back by the cut-off."""
        gone = {row["reverses_id"] for row in self.book(self.t.signings) if row["reverses_id"] and row["counts_on"] <= self.on}
        return [row for row in rows if not row["reverses_id"] and row["id"] not in gone]

    # --- Days ----------------------------------------------------------------------------------------

    def ends(self, year: int, month: int) -> date:
        """The last day of a statistical month: the 25th, where that was set by its first calendar day."""
        value = "natural"
        for row in sorted(self.t.settings, key=lambda row: (row["starts_on"], row["id"])):
            if row["key"] == "stat_month" and row["starts_on"] <= date(year, month, 1):
                value = row["value"]
        return date(year, month, 25 if value == "26-25" else calendar.monthrange(year, month)[1])

    @property
    def year(self) -> int:
        """After the last day of December's month it is the next year."""
        return self.on.year + (1 if self.on > self.ends(self.on.year, 12) else 0)

    def start(self, year: int) -> date:
        return self.ends(year - 1, 12) + timedelta(days=1)

    @property
    def a_year_ago(self) -> date:
        if (self.on.month, self.on.day) == (2, 29):
            return date(self.on.year - 1, 2, 28)
        return date(self.on.year - 1, self.on.month, self.on.day)

    @property
    def share(self) -> Decimal:
        for month in range(1, 13):
            if self.on == self.ends(self.year, month):
                return Decimal(month) / 12
        first = self.start(self.year)
        return Decimal((self.on - first).days + 1) / ((self.ends(self.year, 12) - first).days + 1)

    # --- Money ---------------------------------------------------------------------------------------

    def money(self, first: date, last: date, tiers: set[str]) -> Decimal:
        arrivals = {row["id"]: row for row in self.t.arrivals}
        if self.unit is None:
            return total(
                row["amount_wan"]
                for row in self.book(self.t.arrivals)
                if first <= row["counts_on"] <= last and row["source_tier"] in tiers
            )
        sums = ZERO
        for credit in self.book(self.t.credits):
            arrival = arrivals[credit["arrival_id"]]
            is_mine = credit["unit_id"] == self.unit_id and credit["dimension"] == self.unit["kind"]
            if is_mine and first <= arrival["counts_on"] <= last and arrival["source_tier"] in tiers:
                sums += credit["amount_wan"]
        return sums

    def task(self, kind: str) -> Decimal:
        holder = self.unit_id or self.county_id
        return total(
            row["amount"]
            for row in self.standing(self.t.tasks)
            if row["unit_id"] == holder
            and row["kind"] == kind
            and row["level"] == "formal"
            and row["year"] == self.year
            and row["issued_on"] <= self.on
        )

    def cohort(self) -> list[Row]:
        return self.in_force(self.signed(self.start(self.year - 1), self.on))

    def cohort_money(self) -> Decimal:
        signed_on = {row["project_id"]: row["signed_on"] for row in self.cohort()}
        return total(
            row["amount_wan"]
            for row in self.book(self.t.arrivals)
            if row["source_tier"] in OUTSIDE
            and row["counts_on"] <= self.on
            and row["project_id"] in signed_on
            and row["arrived_on"] >= signed_on[row["project_id"]]
        )

    def cohort_contracts(self) -> Decimal:
        of_cohort = {row["project_id"] for row in self.cohort()}
        more = self.in_force(self.increases(self.start(self.year - 1), self.on))
        papers = self.cohort() + [row for row in more if row["project_id"] in of_cohort]
        numbers = {row["id"] for row in papers}
        return total(row["amount_wan"] for row in self.t.parts if row["signing_id"] in numbers and row["source_tier"] in OUTSIDE)

    def this_year(self) -> list[Row]:
        return self.signed(self.start(self.year), self.on)

    # --- What became of this year's signings ---------------------------------------------------------

    def invested(self) -> int:
        counting = [row for row in self.book(self.t.milestones) if not row["is_planned"] and row["counts_on"] <= self.on]
        gone = {row["reverses_id"] for row in counting if row["reverses_id"]}
        done = {
            row["project_id"] for row in counting if row["kind"] == "invested" and not row["reverses_id"] and row["id"] not in gone
        }
        return number(row for row in self.this_year() if row["project_id"] in done)

    def funded(self) -> int:
        money: dict[int, Decimal] = {}
        for row in self.book(self.t.arrivals):
            if row["counts_on"] <= self.on:
                money[row["project_id"]] = money.get(row["project_id"], ZERO) + row["amount_wan"]
        return number(row for row in self.this_year() if money.get(row["project_id"], ZERO) > 0)

    def industrial(self) -> list[Row]:
        found = []
        for row in self.this_year():
            by = self.t.projects[row["project_id"]]["introduced_by_id"]
            if by and self.t.units[by]["category"] == "park_authority":
                found.append(row)
        return found

    def investment(self, row: Row) -> Decimal:
        whole = self.t.projects[row["project_id"]]["total_investment_wan"] or ZERO
        return -whole if row["reverses_id"] else whole

    def at_fair(self, back: int) -> list[Row]:
        """Contracts of the latest (0) or the previous (1) edition of 兰洽会 that has begun."""
        begun = [
            row
            for row in self.t.fairs
            if row["county_id"] == self.county_id and row["series"] == "兰洽会" and row["starts_on"] <= self.on
        ]
        begun.sort(key=lambda row: -row["edition"])
        if back >= len(begun):
            return []
        return [row for row in self.signed(date(1990, 1, 1), self.on) if row["fair_id"] == begun[back]["id"]]

    # --- Tickets -------------------------------------------------------------------------------------

    def last_steps(self) -> list[str]:
        """How each ticket registered this year stood at the end of the day."""
        moving = {"register", "accept", "refuse", "merge", "assign", "done", "unsolved", "close", "reopen"}
        latest: dict[int, Row] = {}
        for row in sorted(self.standing(self.t.steps), key=lambda row: (row["happened_on"], row["id"])):
            if row["kind"] in moving and row["happened_on"] <= self.on:
                latest[row["ticket_id"]] = row
        return [
            latest[ticket["id"]]["kind"]
            for ticket in self.t.tickets
            if ticket["county_id"] == self.county_id
            and date(self.on.year, 1, 1) <= ticket["registered_on"] <= self.on
            and (self.unit_id is None or ticket["lead_unit_id"] == self.unit_id)
            and ticket["id"] in latest
        ]

    # --- Agency and meetings -------------------------------------------------------------------------

    def is_mine(self, row: Row, column: str) -> bool:
        return row["county_id"] == self.county_id and (self.unit_id is None or row[column] == self.unit_id)

    def is_of_the_year(self, day: date | None) -> bool:
        return day is not None and date(self.on.year, 1, 1) <= day <= self.on

    def entrusted(self) -> int:
        """Entrusted this year and not taken back by then."""
        back = {
            row["item_id"]
            for row in self.standing(self.t.agency_steps)
            if row["kind"] == "withdraw" and row["happened_on"] <= self.on
        }
        return sum(
            self.is_mine(row, "unit_id")
            and self.is_of_the_year(row["entrusted_on"])
            and row["id"] not in back
            and (self.known is None or row["entrusted_at"] <= self.known)
            for row in self.t.agency
        )

    def held(self) -> int:
        return sum(
            self.is_mine(row, "host_id")
            and self.is_of_the_year(row["held_on"])
            and not row["void_reason"]
            and (self.known is None or row["recorded_at"] <= self.known)
            for row in self.t.meetings
        )

    # --- All of them ---------------------------------------------------------------------------------

    def all(self) -> dict[str, tuple[Decimal, Decimal | None, str]]:
        signed = self.this_year()
        amount = total(row["amount_wan"] for row in signed + self.increases(self.start(self.year), self.on))
        event, last_event = (total(row["amount_wan"] for row in self.at_fair(back)) for back in (0, 1))
        now = self.money(self.start(self.year), self.on, OUTSIDE)
        before = self.money(self.start(self.year - 1), self.a_year_ago, OUTSIDE)
        task = self.task("arrived")
        industrial = self.industrial()
        investment = total(self.investment(row) for row in industrial)
        kinds = self.last_steps()
        closed, valid = kinds.count("close"), sum(kind not in {"refuse", "merge"} for kind in kinds)
        ten, one = (number(row for row in signed if abs(row["amount_wan"]) >= limit) for limit in (100_000, 10_000))
        return (
            {
                "signed-count": count(number(signed), "个"),
                "signed-amount": (amount, None, yi(amount)),
                "signed-10": count(ten, "个"),
                "signed-1": count(one, "个"),
                "event-count": count(number(self.at_fair(0)), "个"),
                "event-amount": (event, None, yi(event)),
                "event-growth": (event, last_event, growth(event, last_event, "上届")),
                "invested-count": count(self.invested(), "个"),
                "funded-count": count(self.funded(), "个"),
                "industrial-signed": (Decimal(number(industrial)), None, f"{number(industrial)}个、总投资{yi(investment)}"),
                "arrived": (now, None, yi(now)),
                "arrived-increase": (now, before, increase(now - before)),
                "arrived-growth": (now, before, growth(now, before, "上年同期")),
                "arrival-task": (task, None, yi(task) if task else "任务未下达"),
                "arrival-completion": (now, task, f"{two(now / task * 100)}%" if task else "任务未下达"),
                "pace": (now, task, self.pace(now / task) if task else "任务未下达"),
                "arrival-rate-2y": self.rate(),
                "signing-task-10": count(self.task("signed_10"), "个"),
                "signing-task-1": count(self.task("signed_1"), "个"),
                "tickets": count(len(kinds), "条"),
                "tickets-closed": count(closed, "条"),
                "agency-items": count(self.entrusted(), "项"),
                "bank-meetings": count(self.held(), "场次"),
                "closing-rate": (Decimal(closed), Decimal(valid), f"{whole_down(closed, valid)}%" if valid else "—"),
            }
            | TicketsByHand(
                self.t.tickets,
                list(self.standing(self.t.steps)),
                self.t.workdays,
                self.county_id,
                self.on,
                self.known,
                self.unit_id,
            ).all()
            | self.granted()
        )

    def granted(self) -> dict[str, tuple[Decimal, Decimal | None, str]]:
        """荣誉奖励 of the year: 作废 ones nowhere, of a unit those that name it."""
        rows = [
            row
            for row in self.t.honours
            if row["county_id"] == self.county_id
            and not row["void_reason"]
            and date(self.on.year, 1, 1) <= row["granted_on"] <= self.on
            and (self.known is None or row["recorded_at"] <= self.known)
            and (self.unit_id is None or self.unit_id in {row["leader_id"], row["task_force_id"], row["department_id"]})
        ]
        steps = {"规上工业企业", "省级企业技术创新中心", "省级创新型企业", "专精特新企业"}
        money = total(row["amount_wan"] for row in rows if row["kind"] == "奖励资金")
        return {
            "upgraded": count(sum(row["kind"] in steps for row in rows), "户"),
            "awards": (money, None, f"{short(money)}万元"),
            "asset-honours": count(sum(row["kind"] == "资产荣誉" for row in rows), "项"),
        }

    def rate(self) -> tuple[Decimal, Decimal, str]:
        money, contracts = self.cohort_money(), self.cohort_contracts()
        return money, contracts, f"{two(money / contracts * 100)}%" if contracts else "—"

    def pace(self, completion: Decimal) -> str:
        points = ((completion - self.share) * 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        if points == 0:
            return "与序时进度持平"
        return f"{'超' if points > 0 else '落后'}序时进度{short(abs(points))}个百分点"


def total(values: Any) -> Decimal:
    return sum(values, ZERO)


def number(rows: Iterable[Row]) -> int:
    """A contract is one, a row that takes one back is one less."""
    return sum(-1 if row["reverses_id"] else 1 for row in rows)


def count(number: int | Decimal, unit: str) -> tuple[Decimal, None, str]:
    return Decimal(number), None, f"{short(Decimal(number))}{unit}"


def short(value: Decimal) -> str:
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def two(value: Decimal) -> str:
    return short(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def yi(wan: Decimal) -> str:
    return f"{two(wan / 10_000)}亿元"


def increase(wan: Decimal) -> str:
    if wan == 0:
        return "与上年同期持平"
    return yi(wan) if wan > 0 else f"减少{yi(-wan)}"


def growth(now: Decimal, before: Decimal, base: str) -> str:
    if before == 0:
        return f"{base}为0"
    if now == before:
        return f"与{base}持平"
    text = f"{two(abs(now - before) / before * 100)}%"
    return text if now > before else f"下降{text}"


def whole_down(part: int, whole: int) -> int:
    return int((Decimal(part) * 100 / whole).to_integral_value(rounding=ROUND_FLOOR))
