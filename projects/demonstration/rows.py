"""The composition as typed rows: data/*.csv read once, in file order. Amounts in 万元."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from projects.reference.choices import CHANNELS, SECTORS
from projects.signing.choices import CONTRACT, OUTSIDE_TIERS

_BRACKETS = str.maketrans("()", "（）")  # as the site itself writes firms' names
DATA = Path(__file__).parent / "data"
BUSINESS_DAY = date(2024, 12, 16)
YEAR = BUSINESS_DAY.year


@dataclass(frozen=True)
class ProjectRow:
    """`key` is the composition's number (2024-01), `code` the site's (2024-001: the next registration continues it)."""

    key: str
    name: str
    sector: str
    origin: str
    source_tier: str
    paper_kind: str
    signed_on: date
    fair: str
    channel: str
    total_investment_wan: Decimal
    contract_wan: Decimal
    is_industrial_trip: bool
    started_on: date | None
    invested_on: date | None
    park: str
    tenant: str
    is_producing_tenant: bool
    department: str
    second_department: str
    industry: str
    place: str

    @property
    def code(self) -> str:
        year, number = self.key.split("-")
        return f"{year}-{int(number):03d}" if number.isdigit() else self.key

    @property
    def is_contract(self) -> bool:
        return self.paper_kind == CONTRACT

    @property
    def is_outside(self) -> bool:
        """省外 or 境外: the tiers of the headline."""
        return self.source_tier in OUTSIDE_TIERS


@dataclass(frozen=True)
class ArrivalRow:
    key: str
    arrived_on: date
    counted_wan: Decimal


def _table(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def project_rows() -> tuple[ProjectRow, ...]:
    holders = {row["code"]: row for row in _table("demo-holders.csv")}
    return tuple(_project(row, holders[row["code"]]) for row in _table("demo-projects.csv"))


def _project(row: dict[str, str], held: dict[str, str]) -> ProjectRow:
    sectors = {label: code for code, label in SECTORS}
    channels = {label: code for code, label in CHANNELS}
    return ProjectRow(
        key=row["code"],
        name=row["name"],
        sector=sectors[row["sector"]],
        origin=row["origin"],
        source_tier=row["source_tier"],
        paper_kind=row["paper_kind"],
        signed_on=date.fromisoformat(row["signed_on"]),
        fair=row["event"],
        channel=channels[row["channel"]],
        total_investment_wan=Decimal(row["total_investment_wan"]),
        contract_wan=Decimal(row["contract_wan"]),
        is_industrial_trip=bool(row["industrial_trip"]),
        started_on=_day(row["started_on"]),
        invested_on=_day(row["investment_done_on"]),
        park=row["park"],
        tenant=row["tenant"].translate(_BRACKETS),
        is_producing_tenant=row["tenant_state"] == "投产",
        department=held["department"],
        second_department=held["second_department"],
        industry=held["industry"],
        place=held["place"],
    )


@cache
def arrival_rows() -> tuple[ArrivalRow, ...]:
    return tuple(
        ArrivalRow(row["code"], date.fromisoformat(row["arrived_on"]), Decimal(row["counted_wan"]))
        for row in _table("demo-arrivals.csv")
    )


@cache
def arrivals_of(key: str) -> tuple[ArrivalRow, ...]:
    """Of one project, oldest first."""
    return tuple(sorted((row for row in arrival_rows() if row.key == key), key=lambda row: row.arrived_on))


def arrived_wan(key: str) -> Decimal:
    return sum((row.counted_wan for row in arrivals_of(key)), Decimal(0))


def arrived_this_year_wan(row: ProjectRow) -> Decimal:
    """What the headline of the business year counts of a project."""
    found = (arrival.counted_wan for arrival in arrivals_of(row.key) if arrival.arrived_on.year == YEAR)
    return sum(found, Decimal(0)) if row.is_outside else Decimal(0)
