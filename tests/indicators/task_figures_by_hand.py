"""Tasks of every kind a second time, from the tables in plain Python, for one unit or the county."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from projects import models

Row = dict[str, Any]
ZERO = Decimal(0)
BAND = {"signed_10": 100_000, "signed_1": 10_000}


def rows(model: Any) -> list[Row]:
    return list(model.objects.order_by("pk").values())


@dataclass
class Answer:
    task: Decimal
    working: Decimal
    done: Decimal


class TasksByHand:
    """As of a day, as known then."""

    def __init__(self, county_id: int, on: date, known: datetime | None = None) -> None:
        self.county_id, self.on, self.known = county_id, on, known
        self.units = {row["id"]: row for row in rows(models.Unit)}
        self.projects = {row["id"]: row for row in rows(models.Project)}
        self.shares = rows(models.Share)
        self.settings = [row for row in rows(models.Setting) if row["key"] == "credit_mode"]
        self.years = {row["id"]: row["year"] for row in rows(models.Month)}
        self.arrivals = {row["id"]: row for row in rows(models.Arrival)}
        self.credits = self.book(models.Credit)
        self.signings = self.standing(models.Signing)
        self.entries = self.standing(models.TaskEntry)
        self.activities = self.register(models.Activity, "starts_on")
        self.leads = self.register(models.Lead, "registered_on")

    def book(self, model: Any) -> list[Row]:
        return [
            row
            for row in rows(model)
            if row["county_id"] == self.county_id and (self.known is None or row["recorded_at"] <= self.known)
        ]

    def standing(self, model: Any) -> list[Row]:
        there = self.book(model)
        gone = {row["reverses_id"] for row in there}
        return [row for row in there if row["reverses_id"] is None and row["id"] not in gone]

    def register(self, model: Any, day: str) -> list[Row]:
        return [row for row in self.book(model) if not row["void_reason"] and self.this_year(row[day])]

    def this_year(self, day: date) -> bool:
        return date(self.on.year, 1, 1) <= day <= self.on

    # --- Who holds what of a project on the day of its paper ------------------------------------------

    def is_parts(self, on: date) -> bool:
        past = [row for row in self.settings if row["starts_on"] <= on]
        past.sort(key=lambda row: (row["starts_on"], row["id"]))
        return bool(past) and past[-1]["value"] == "parts"

    def percent(self, signing: Row, unit: Row) -> Decimal:
        project, kind, on = self.projects[signing["project_id"]], unit["kind"], signing["signed_on"]
        there = [
            row
            for row in self.shares
            if row["project_id"] == project["id"] and row["starts_on"] <= on and (row["ends_on"] is None or on < row["ends_on"])
        ]
        if self.is_parts(date(self.years[signing["booked_in_id"]], 1, 1)):
            if sum(row["percent"] for row in there) > 100:
                there = [row for row in there if row["dimension"] == "department"]
            if not there:
                return Decimal(100) if kind == "department" and project["department_id"] == unit["id"] else ZERO
        elif not any(row["dimension"] == kind for row in there):
            return Decimal(100) if project[f"{kind}_id"] == unit["id"] else ZERO
        return sum((row["percent"] for row in there if row["unit_id"] == unit["id"] and row["dimension"] == kind), ZERO)

    # --- Signed ---------------------------------------------------------------------------------------

    def contracts(self) -> list[Row]:
        """The first 正式合同 of each project, of any year."""
        first: dict[int, Row] = {}
        for row in sorted(self.signings, key=lambda row: (row["counts_on"], row["id"])):
            if row["nature"] == "正式合同":
                first.setdefault(row["project_id"], row)
        return list(first.values())

    def papers(self, kind: str) -> list[Row]:
        signed = [row for row in self.contracts() if self.this_year(row["counts_on"])]
        if kind == "signed_amount":
            more = [row for row in self.signings if row["nature"] == "补充协议（增资）" and self.this_year(row["counts_on"])]
            return signed + more
        if kind in BAND:
            return [row for row in signed if row["amount_wan"] >= BAND[kind]]
        firms: dict[int, Row] = {}
        for row in signed:
            project = self.projects[row["project_id"]]
            if project["top500"]:
                firms.setdefault(project["investor_id"], row)
        return list(firms.values())

    def signed(self, kind: str, unit: Row | None) -> Decimal:
        papers = self.papers(kind)
        if unit is None:
            return total(row["amount_wan"] for row in papers) if kind == "signed_amount" else Decimal(len(papers))
        if kind == "signed_amount":
            return total(row["amount_wan"] * self.percent(row, unit) / 100 for row in papers)
        return Decimal(sum(self.percent(row, unit) > 0 for row in papers))

    # --- Money, trips, leads --------------------------------------------------------------------------

    def arrived(self, unit: Row | None) -> Decimal:
        if unit is None:
            return total(row["amount_wan"] for row in self.book(models.Arrival) if self.counts(row))
        mine = [row for row in self.credits if row["unit_id"] == unit["id"] and row["dimension"] == unit["kind"]]
        return total(row["amount_wan"] for row in mine if self.counts(self.arrivals[row["arrival_id"]]))

    def counts(self, arrival: Row) -> bool:
        return self.this_year(arrival["counts_on"]) and arrival["source_tier"] in ("省外", "境外")

    def held(self, found: Iterable[Row], unit: Row | None) -> Decimal:
        return Decimal(sum(unit is None or row[f"{unit['kind']}_id"] == unit["id"] for row in found))

    # --- All ------------------------------------------------------------------------------------------

    def done(self, kind: str, unit: Row | None) -> Decimal:
        if kind == "arrived":
            return self.arrived(unit)
        if kind == "outbound":
            return self.held([row for row in self.activities if row["kind"] == "走出去"], unit)
        if kind == "leads":
            return self.held(self.leads, unit)
        return self.signed(kind, unit)

    def task(self, kind: str, unit: Row | None, level: str) -> Decimal:
        holder = unit["id"] if unit else self.county_id
        return total(
            row["amount"]
            for row in self.entries
            if (row["unit_id"], row["kind"], row["level"], row["year"]) == (holder, kind, level, self.on.year)
            and row["issued_on"] <= self.on
        )

    def answer(self, kind: str, unit_id: int | None) -> Answer:
        unit = self.units[unit_id] if unit_id else None
        return Answer(self.task(kind, unit, "formal"), self.task(kind, unit, "working"), self.done(kind, unit))


def total(values: Iterable[Decimal]) -> Decimal:
    return sum(values, ZERO)
