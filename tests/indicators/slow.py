"""Every part of every indicator a second time, in plain Python over plain rows, by county, holder and cut.

Shares nothing with the board but the names of facts, filters, windows and cuts, which are what is said of them; every rule is written
here again. Natural months, credit of the mode *whole* without typed shares: what tests of their own hold is left to them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from projects import models
from projects.indicators import definition as said
from projects.indicators.definition import Part
from tests.indicators.slow_services import KINDS, NONE, Row, SlowServices

ZERO = Decimal(0)
OUTSIDE = {"省外", "境外"}
BUILT = ("started", "invested", "producing", "full")


def rows_of(model: Any) -> list[Row]:
    return list(model._default_manager.order_by("pk").values())


NAMES = (
    "Project",
    "Unit",
    "Signing",
    "SigningPart",
    "Milestone",
    "Arrival",
    "Credit",
    "TaskEntry",
    "Ticket",
    "Step",
    "Fair",
    "Month",
    "Activity",
    "ActivityFirm",
    "Lead",
    "Workday",
    "AgencyItem",
    "AgencyStep",
    "Meeting",
    "Honour",
)


class Tables:
    """Everything, read once."""

    def __init__(self) -> None:
        self.all = {name: rows_of(getattr(models, name)) for name in NAMES}

    def __getitem__(self, name: str) -> list[Row]:
        return self.all[name]

    def by_id(self, name: str) -> dict[int, Row]:
        return {row["id"]: row for row in self.all[name]}


def year_ago(day: date) -> date:
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


class Slow(SlowServices):
    """As of a day, as known then, for the county or one unit."""

    def __init__(
        self, tables: Tables, county_id: int, on: date, known: datetime | None = None, unit: Any = None, since: date | None = None
    ) -> None:
        self.t, self.county_id, self.on, self.known, self.unit, self.since = tables, county_id, on, known, unit, since
        self.projects, self.units, self.months = tables.by_id("Project"), tables.by_id("Unit"), tables.by_id("Month")
        self.fairs = tables.by_id("Fair")
        self.facts: dict[str, list[Row]] = {}
        self.milestones: dict[int, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
        counting = [row for row in self.book("Milestone") if row["counts_on"] and row["counts_on"] <= on]
        undone = {row["reverses_id"] for row in counting if row["reverses_id"]}
        for row in counting:
            if not row["reverses_id"] and row["id"] not in undone:
                self.milestones[row["project_id"]][row["kind"]].append(row["happened_on"])
        self.contracts = self._contracts()
        self.money: dict[int, Decimal] = defaultdict(Decimal)
        for row in self.book("Arrival"):
            if row["counts_on"] <= on:
                self.money[row["project_id"]] += row["amount_wan"]

    # --- Books ---------------------------------------------------------------------------------------

    def book(self, name: str) -> list[Row]:
        return [
            row
            for row in self.t[name]
            if row["county_id"] == self.county_id and (not self.known or row["recorded_at"] <= self.known)
        ]

    def standing(self, name: str) -> list[Row]:
        there = self.book(name)
        gone = {row["reverses_id"] for row in there if row["reverses_id"]}
        return [row for row in there if not row["reverses_id"] and row["id"] not in gone]

    def in_force(self) -> list[Row]:
        """Papers not taken back by the cut-off."""
        there = [row for row in self.book("Signing") if row["counts_on"] <= self.on]
        gone = {row["reverses_id"] for row in there if row["reverses_id"]}
        return [row for row in there if not row["reverses_id"] and row["id"] not in gone]

    def _contracts(self) -> dict[int, Row]:
        """The contract of each project that has one."""
        found: dict[int, Row] = {}
        for row in sorted(self.in_force(), key=lambda row: (row["counts_on"], row["id"])):
            if row["nature"] == "正式合同":
                found.setdefault(row["project_id"], row)
        return found

    # --- What a row is, for cuts ----------------------------------------------------------------------

    def of_project(self, number: int) -> Row:
        project = self.projects[number]
        keys = {
            name: project[column] or NONE for name, column in (("sector", "sector"), ("tier", "source_tier"), ("origin", "origin"))
        }
        keys |= {"channel": project["channel"] or NONE, "nature": project["construction_nature"] or NONE}
        return keys | {kind: project[f"{kind}_id"] or NONE for kind in KINDS}

    def of_contract(self, project: int) -> Row:
        contract = self.contracts.get(project)
        if contract is None:
            return {"signed-year": NONE, "fair": NONE}
        return {"signed-year": self.months[contract["booked_in_id"]]["year"], "fair": contract["fair_id"] or NONE}

    def age(self, project: int, day: date) -> int | None:
        contract = self.contracts.get(project)
        fair = self.fairs.get(contract["fair_id"]) if contract else None
        return (day - fair["starts_on"]).days if fair else None

    # --- Facts ---------------------------------------------------------------------------------------

    def rows(self, fact: str) -> list[Row]:
        if fact not in self.facts:
            self.facts[fact] = list(getattr(self, f"_{fact.replace('-', '_')}")())
        return self.facts[fact]

    def _signings(self) -> Iterable[Row]:
        alive = {row["id"] for row in self.in_force()}
        outside: dict[int, Decimal] = defaultdict(Decimal)
        for part in self.t["SigningPart"]:
            if part["source_tier"] in OUTSIDE:
                outside[part["signing_id"]] += part["amount_wan"]
        for row in self.book("Signing"):
            if row["nature"] not in {"正式合同", "补充协议（增资）"}:
                continue
            number, size = row["project_id"], abs(row["amount_wan"])
            sign = -1 if row["reverses_id"] else 1
            reached = self.milestones[number]
            count = sign if row["nature"] == "正式合同" else 0
            names = {"contract": row["nature"] == "正式合同", "standing": row["id"] in alive}
            names |= {"ten": size >= 100_000, "five": size >= 50_000, "one": size >= 10_000}
            names |= {"ended": bool(reached["ended"]), "invested": bool(reached["invested"]), "dated": bool(reached["started"])}
            names |= {"funded": self.money[number] > 0, "started": any(reached[kind] for kind in BUILT)}
            names |= {"performed": bool(reached["registered"]) or self.money[number] > 0}
            names |= {
                "producing": bool(reached["producing"] or reached["full"]),
                "cohort": self.is_cohort(number) and row["id"] in alive,
            }
            by = self.projects[number]["introduced_by_id"]
            names["industrial"] = bool(by) and self.units[by]["category"] == "park_authority"
            start = min(reached["started"], default=None)
            yield {
                "on": row["counts_on"],
                "fair_id": row["fair_id"],
                "age": self.age(number, row["counts_on"]),
                "names": names,
                "count": count,
                "increases": 0 if row["nature"] == "正式合同" else sign,
                "amount": row["amount_wan"],
                "outside": outside[row["id"]],
                "investment": count * (self.projects[number]["total_investment_wan"] or 0),
                "days": count * (start - row["signed_on"]).days if start else 0,
                "keys": self.of_project(number)
                | self.of_contract(number)
                | {
                    "month": self.months[row["booked_in_id"]]["number"],
                    "band": "10" if size >= 100_000 else "5" if size >= 50_000 else "1" if size >= 10_000 else "0",
                },
            }

    def is_cohort(self, project: int) -> bool:
        contract = self.contracts.get(project)
        return bool(contract) and contract["counts_on"] >= date(self.on.year - 1, 1, 1)

    def _arrivals(self) -> Iterable[Row]:
        years: dict[int, list[int]] = defaultdict(list)
        for row in self.standing("Arrival"):
            if row["kind"] in {"arrival", "opening"}:
                years[row["project_id"]].append(self.months[row["booked_in_id"]]["year"])
        for row in self.book("Arrival"):
            number, month = row["project_id"], self.months[row["booked_in_id"]]
            contract = self.contracts.get(number)
            names = {"outside": row["source_tier"] in OUTSIDE, "signed": contract is not None}
            names |= {"province": row["source_tier"] == "省外", "overseas": row["source_tier"] == "境外"}
            names |= {"adjusted": row["arrived_on"] < month["starts_on"]}
            names |= {"cohort": self.is_cohort(number) and bool(contract) and row["arrived_on"] >= contract["signed_on"]}
            keys = (
                self.of_project(number)
                | self.of_contract(number)
                | {"tier": row["source_tier"], "use": row["use"], "form": row["form"]}
            )
            keys["year-class"] = "续建" if any(year < month["year"] for year in years[number]) else "新建"
            keys["month"] = month["number"]
            yield {
                "id": row["id"],
                "on": row["counts_on"],
                "age": self.age(number, row["counts_on"]),
                "names": names,
                "amount": row["amount_wan"],
                "keys": keys,
            }

    def _credits(self) -> Iterable[Row]:
        arrivals = {row["id"]: row for row in self.rows("arrivals")}
        for row in self.book("Credit"):
            yield arrivals[row["arrival_id"]] | {
                "amount": row["amount_wan"],
                "dimension": row["dimension"],
                "holder": row["unit_id"] or NONE,
            }

    def _papers(self) -> Iterable[Row]:
        yield from ({key: value for key, value in row.items() if key != "dimension"} for row in self._papers_with("none"))

    def _held(self) -> Iterable[Row]:
        for kind in KINDS:
            yield from self._papers_with(kind)

    def _papers_with(self, kind: str) -> Iterable[Row]:
        firsts = self.firsts()
        book = {row["id"]: row for row in self.book("Signing")}
        for row in book.values():
            if row["nature"] not in {"正式合同", "补充协议（增资）"}:
                continue
            project, size = self.projects[row["project_id"]], abs(row["amount_wan"])
            own = book[row["reverses_id"]] if row["reverses_id"] else row
            sign = -1 if row["reverses_id"] else 1
            year = self.months[own["booked_in_id"]]["year"]
            holder = project.get(f"{kind}_id") or NONE
            names = {
                "contract": row["nature"] == "正式合同",
                "ten": size >= 100_000,
                "one": size >= 10_000,
                "held": True,
                "again": False,
            }
            is_second = any((on, pk) < (own["counts_on"], own["id"]) for on, pk in firsts[project["investor_id"], year])
            names["top500"] = bool(project["top500"]) and not is_second
            counted = sign if kind != "none" or row["nature"] == "正式合同" else 0
            yield {
                "on": row["counts_on"],
                "names": names,
                "count": counted,
                "amount": row["amount_wan"],
                "dimension": kind,
                "holder": holder,
                "keys": self.of_project(row["project_id"]) | {"month": self.months[row["booked_in_id"]]["number"]},
            }

    def firsts(self) -> dict[tuple[int, int], list[tuple[date, int]]]:
        """Contracts in force of firms of the 500, by firm and year."""
        found: dict[tuple[int, int], list[tuple[date, int]]] = defaultdict(list)
        for row in self.in_force():
            project = self.projects[row["project_id"]]
            if row["nature"] == "正式合同" and project["top500"]:
                found[project["investor_id"], self.months[row["booked_in_id"]]["year"]].append((row["counts_on"], row["id"]))
        return found

    def _tasks(self) -> Iterable[Row]:
        for row in self.standing("TaskEntry"):
            if row["year"] != self.on.year:
                continue
            unit = self.units[row["unit_id"]]
            sectors = unit["sectors"]
            yield {
                "on": row["issued_on"],
                "names": {f"{row['kind']}{'' if row['level'] == 'formal' else '-working'}": True},
                "amount": row["amount"],
                "count": row["amount"],
                "dimension": unit["kind"],
                "holder": unit["id"],
                "keys": {"sector": sectors[0] if len(sectors) == 1 else NONE},
            }

    def _register(self, name: str, day: str) -> Iterable[Row]:
        for row in self.book(name):
            if not row["void_reason"]:
                keys = {"month": row[day].month} | {kind: row[f"{kind}_id"] or NONE for kind in KINDS}
                yield {"id": row["id"], "on": row[day], "count": 1, "row": row, "keys": keys, "names": {}}

    def _leads(self) -> Iterable[Row]:
        return self._register("Lead", "registered_on")

    def _activities(self) -> Iterable[Row]:
        for found in self._register("Activity", "starts_on"):
            row = found["row"]
            park = self.units[row["department_id"]]["category"] == "park_authority"
            yield found | {"names": {"outbound": row["kind"] == "走出去", "inbound": row["kind"] == "请进来", "park": park}}

    def _meetings(self) -> Iterable[Row]:
        led = {found["id"]: found for found in self._register("Activity", "starts_on") if found["row"]["leader_id"]}
        met = [(led[row["activity_id"]], row) for row in self.t["ActivityFirm"] if row["activity_id"] in led]
        seen: set[tuple[int, int]] = set()
        for activity, row in sorted(met, key=lambda pair: (pair[0]["on"], pair[1]["id"])):
            key = (row["enterprise_id"], activity["on"].year)
            yield activity | {"names": {"first": key not in seen}}
            seen.add(key)

    def _projects(self) -> Iterable[Row]:
        for row in self.t["Project"]:
            if row["county_id"] == self.county_id:
                stage = self.stage(row["id"])
                yield {
                    "on": self.on,
                    "count": 1,
                    "names": {"talks": stage == "talks"},
                    "keys": self.of_project(row["id"]) | {"stage-on": stage},
                }

    def stage(self, project: int) -> str:
        reached = self.milestones[project]
        for kind, stage in (
            ("ended", "ended"),
            ("full", "full"),
            ("producing", "producing"),
            ("started", "building"),
            ("registered", "preparing"),
        ):
            if reached[kind]:
                return stage
        return "signed" if project in self.contracts else "talks"

    def _reports(self) -> Iterable[Row]:
        """Departments with a contract standing now and neither 达产 nor ended; nobody has claimed anything in a generated county."""
        end = next(m["ends_on"] for m in self.t["Month"] if (m["year"], m["number"]) == (self.on.year, self.on.month))
        gone = {row["reverses_id"] for row in self.t["Signing"] if row["reverses_id"]}
        signed = {
            row["project_id"]
            for row in self.t["Signing"]
            if row["nature"] == "正式合同" and not row["reverses_id"] and row["id"] not in gone and row["signed_on"] <= end
        }
        undone = {row["reverses_id"] for row in self.t["Milestone"] if row["reverses_id"]}
        over = {
            row["project_id"]
            for row in self.t["Milestone"]
            if row["kind"] in {"full", "ended"}
            and not row["is_planned"]
            and not row["reverses_id"]
            and row["id"] not in undone
            and row["happened_on"] <= end
        }
        for number in sorted({self.projects[project]["department_id"] for project in signed - over}):
            yield {"on": self.on, "count": 1, "names": {"reported": False}, "keys": dict.fromkeys(KINDS, number)}

    # --- Windows -------------------------------------------------------------------------------------

    def is_in(self, part: Part, row: Row) -> bool:
        window, on, day = part.window, self.on, row["on"]
        first = date(on.year, 1, 1)
        quarter = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
        since = self.since or first
        spans: dict[said.Window, tuple[date, date]] = {
            said.YEAR: (first, on),
            said.MONTH: (on.replace(day=1), on),
            said.SAME_PERIOD: (date(on.year - 1, 1, 1), year_ago(on)),
            said.WEEK: (on - timedelta(days=on.weekday()), on),
            said.TWO_YEARS: (date(on.year - 1, 1, 1), on),
            said.MONTH_BEFORE: (date(on.year - 1, on.month, 1), year_ago(on)),
            said.QUARTER: (quarter, on),
            said.QUARTER_BEFORE: (year_ago(quarter), year_ago(on)),
            said.PERIOD: (since, on),
            said.PERIOD_BEFORE: (year_ago(since), year_ago(on)),
        }
        start, end = spans.get(window, (date(1900, 1, 1), on))
        if not start <= day <= end:
            return False
        if window in {said.FAIR, said.LAST_FAIR}:
            return row["fair_id"] is not None and row["fair_id"] == self.edition(0 if window == said.FAIR else 1)
        if window == said.EQUAL_AGE:
            latest = self.edition(0)
            return row["age"] is not None and latest is not None and row["age"] <= (on - self.fairs[latest]["starts_on"]).days
        return True

    def edition(self, back: int) -> int | None:
        begun = [row for row in self.fairs.values() if row["series"] == "兰洽会" and row["starts_on"] <= self.on]
        begun.sort(key=lambda row: -row["edition"])
        return begun[back]["id"] if back < len(begun) else None

    # --- Sums ----------------------------------------------------------------------------------------

    def groups(self, part: Part, cut: str) -> dict[Any, Decimal]:
        """Key → sum; of the scope's own unit, cut by what its rows are. Tasks of a sector are those of the 专班 that has it alone."""
        if part.fact == "tasks" and cut == "sector":
            held = self.held_rows("tasks", "task_force")
            own = held if self.unit is None else [row for row in held if row["holder"] == self.unit.pk]
            return self.add(part, own, lambda row: row["keys"]["sector"])
        if cut in KINDS and self.unit is None and self.is_credited(part):
            return self.add(part, self.held_rows(part.fact, cut), lambda row: row["holder"])
        return self.add(part, self.own_rows(part), lambda row: row["keys"][cut])

    def total(self, part: Part) -> Decimal:
        return sum(self.add(part, self.own_rows(part), lambda row: NONE).values(), ZERO)

    @staticmethod
    def is_credited(part: Part) -> bool:
        """Owners' sums go by what was credited, except where the part goes by the project."""
        return part.fact in {"arrivals", "papers", "tasks"} and not part.by_project

    def held_rows(self, fact: str, kind: str) -> list[Row]:
        book = {"arrivals": "credits", "papers": "held", "tasks": "tasks"}[fact]
        return [row for row in self.rows(book) if row["dimension"] == kind]

    def own_rows(self, part: Part) -> list[Row]:
        if self.unit is None:
            found = self.rows(part.fact)
            if part.fact == "tasks":
                return [row for row in found if row["dimension"] == "county"]
            return found
        if self.is_credited(part):
            return [row for row in self.held_rows(part.fact, self.unit.kind) if row["holder"] == self.unit.pk]
        return [row for row in self.rows(part.fact) if row["keys"][self.unit.kind] == self.unit.pk]

    def add(self, part: Part, rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, Decimal]:
        sums: dict[Any, Decimal] = defaultdict(Decimal)
        for row in rows:
            is_asked = all(row["names"].get(name, name == "held" and "held" not in row["names"]) for name in part.only)
            if is_asked and self.is_in(part, row):
                sums[key(row)] += Decimal(row[part.measure])
        return {group: value for group, value in sums.items() if value}
