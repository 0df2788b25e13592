"""The services of slow.py: tickets as they stood and the way they went, 帮办代办, 座谈对接, 荣誉奖励. Every rule is written here again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

Row = dict[str, Any]
NONE = "none"
"""The key of what has none, whether the database says null or empty."""
KINDS = ("leader", "task_force", "department")
STATE_AFTER = {
    "register": "registered",
    "accept": "accepted",
    "refuse": "refused",
    "merge": "merged",
    "assign": "assigned",
    "done": "done",
    "unsolved": "unsolved",
    "close": "closed",
    "reopen": "assigned",
}
OUT_OF_THE_BASE = {"refuse", "merge"}
UPGRADES = {"规上工业企业", "省级企业技术创新中心", "省级创新型企业", "专精特新企业"}


class SlowServices:
    t: Any
    county_id: int
    on: date
    known: datetime | None

    def book(self, name: str) -> list[Row]:
        raise NotImplementedError

    def standing(self, name: str) -> list[Row]:
        raise NotImplementedError

    # --- Tickets -------------------------------------------------------------------------------------

    def courses(self) -> Iterator[tuple[Row, list[Row]]]:
        """Each ticket that was registered by then, with its steps until then, the latest last."""
        steps: dict[int, list[Row]] = defaultdict(list)
        for row in sorted(self.standing("Step"), key=lambda row: (row["happened_on"], row["id"])):
            if row["happened_on"] <= self.on:
                steps[row["ticket_id"]].append(row)
        for row in self.t["Ticket"]:
            if row["county_id"] == self.county_id and any(step["kind"] in STATE_AFTER for step in steps[row["id"]]):
                yield row, steps[row["id"]]

    def _tickets(self) -> Iterable[Row]:
        for ticket, steps in self.courses():
            last = last_of(steps, STATE_AFTER)
            assert last
            kind, lead = last["kind"], ticket["lead_unit_id"] or NONE
            yield {
                "on": ticket["registered_on"],
                "names": {
                    "closed": kind == "close",
                    "valid": kind not in OUT_OF_THE_BASE,
                    "solved": kind == "close" and last["outcome"] == "已解决",
                },
                "count": 1,
                "keys": {
                    "category": ticket["category"],
                    "source": ticket["source"],
                    "cause": ticket["cause"] or NONE,
                    "state": STATE_AFTER[kind],
                    "month": ticket["registered_on"].month,
                }
                | dict.fromkeys(KINDS, lead),
            }

    def _handling(self) -> Iterable[Row]:
        for (ticket, steps), row in zip(self.courses(), self._tickets(), strict=True):
            yield row | self.way(ticket, steps, row["names"])

    def way(self, ticket: Row, steps: list[Row], names: Row) -> Row:
        last = last_of(steps, STATE_AFTER)
        before = last_of([step for step in steps if step["happened_on"].year < self.on.year], STATE_AFTER)
        rated = [step["satisfaction"] for step in steps if step["satisfaction"] in {"满意", "不满意"}]
        answered = next((step["happened_on"] for step in steps if step["kind"] in {"accept", "refuse", "merge", "assign"}), None)
        due, term = due_of(steps), last_of(steps, {"assign", "reopen", "extend"})
        kinds = {step["kind"] for step in steps}
        assert last
        more = {
            "due": due is not None and due < self.on and names["valid"],
            "in_time": names["closed"] and due is not None and last["happened_on"] <= due,
            "extended": term is not None and term["kind"] == "extend",
            "open": not names["closed"],
            "satisfied": rated[-1:] == ["满意"],
            "evaluated": bool(rated),
            "done": "done" in kinds and names["valid"],
            "reopened": "reopen" in kinds,
            "unreached": names["closed"] and last["satisfaction"] == "未联系上",
            "answered": answered is not None,
            "repeated": names["valid"] and self.is_repeated(ticket),
            "carried": before is not None and before["kind"] not in {"close", *OUT_OF_THE_BASE},
        }
        return {"names": names | more, "days": self.workdays(ticket["registered_on"], answered) if answered else 0}

    def is_repeated(self, ticket: Row) -> bool:
        """The same enterprise raised the same category within the year before."""
        return any(
            row["number"] < ticket["number"] and row["registered_on"] > ticket["registered_on"] - timedelta(days=365)
            for row in self.t["Ticket"]
            if (row["enterprise_id"], row["category"]) == (ticket["enterprise_id"], ticket["category"])
        )

    def workdays(self, first: date, last: date) -> int:
        """After the first day, up to and with the last."""
        told = {row["day"]: row["is_workday"] for row in self.t["Workday"]}
        days = [first + timedelta(days=number) for number in range(1, (last - first).days + 1)]
        return sum(told.get(day, day.weekday() < 5) for day in days)

    # --- 帮办代办, 座谈对接, 荣誉奖励 -------------------------------------------------------------------

    def _agency(self) -> Iterable[Row]:
        gone = {
            row["item_id"] for row in self.standing("AgencyStep") if row["kind"] == "withdraw" and row["happened_on"] <= self.on
        }
        for row in self.t["AgencyItem"]:
            is_ours = row["county_id"] == self.county_id and row["entrusted_on"] is not None and row["entrusted_on"] <= self.on
            if is_ours and row["id"] not in gone and (not self.known or row["entrusted_at"] <= self.known):
                keys = {"method": row["method"] or NONE, "stage": row["stage"], "month": row["entrusted_on"].month}
                keys |= dict.fromkeys(KINDS, row["unit_id"] or NONE)
                yield {"on": row["entrusted_on"], "count": 1, "names": {}, "keys": keys}

    def _service_meetings(self) -> Iterable[Row]:
        for row in self.book("Meeting"):
            if not row["void_reason"]:
                keys = {"kind": row["kind"], "month": row["held_on"].month} | dict.fromkeys(KINDS, row["host_id"])
                yield {"on": row["held_on"], "count": 1, "names": {}, "keys": keys}

    def _honours(self) -> Iterable[Row]:
        for row in self.book("Honour"):
            if not row["void_reason"]:
                kind = row["kind"]
                keys = {"kind": kind, "month": row["granted_on"].month} | {name: row[f"{name}_id"] or NONE for name in KINDS}
                names = {"upgrade": kind in UPGRADES, "reward": kind == "奖励资金", "asset": kind == "资产荣誉"}
                yield {"on": row["granted_on"], "count": 1, "amount": row["amount_wan"] or 0, "names": names, "keys": keys}


def last_of(steps: list[Row], kinds: Iterable[str]) -> Row | None:
    return next((step for step in reversed(steps) if step["kind"] in kinds), None)


def due_of(steps: list[Row]) -> date | None:
    """The deadline in force; none while the clock stands."""
    clock_step = last_of(steps, {"pause", "resume", *STATE_AFTER})
    if clock_step and clock_step["kind"] == "pause":
        return None
    return next((step["deadline_on"] for step in reversed(steps) if step["deadline_on"]), None)
