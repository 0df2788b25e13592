"""同市县区 as the city prints them, and our place among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.core.units import ONE_HUNDRED, grouped, half_up, money_cell, plain, signed
from projects.external.choices import PEERS
from projects.external.models import ExternalFigure, ExternalPaper, latest
from projects.reference.models import labels

NOT_PRINTED = "--"
Period = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """One county in one period. `row` None: the papers of the period do not name it."""

    place: str
    name: str
    row: ExternalFigure | None
    is_own: bool

    @property
    def cells(self) -> dict[str, str]:
        """What the paper prints, in 亿元 and percent; what it does not print is --."""
        if self.row is None:
            return dict.fromkeys(ExternalFigure.PRINTED, NOT_PRINTED)
        row = self.row
        return {
            "task_wan": NOT_PRINTED if row.task_wan is None else money_cell(row.task_wan, "亿元"),
            "arrived_wan": NOT_PRINTED if row.arrived_wan is None else money_cell(row.arrived_wan, "亿元"),
            "completion_percent": NOT_PRINTED if row.completion_percent is None else grouped(row.completion_percent, 2),
            "growth_percent": NOT_PRINTED if row.growth_percent is None else signed(row.growth_percent),
            "rank": NOT_PRINTED if row.rank is None else str(row.rank),
        }

    @property
    def doubt(self) -> str:
        """Where the printed rate is not the printed amounts' own: kept as printed, and said."""
        row = self.row
        if row is None or row.completion_percent is None or row.arrived_wan is None or not row.task_wan:
            return ""
        own = half_up(row.arrived_wan / row.task_wan * ONE_HUNDRED, 2)
        # The paper's own amounts are printed to 0.01亿元: the rate may differ by what that hides.
        hidden = half_up(Decimal(100) / row.task_wan * ONE_HUNDRED, 2) + Decimal("0.01")
        return f"按所印任务和到位算得{plain(own)}%" if abs(own - row.completion_percent) > hidden else ""


@dataclass(frozen=True)
class Place:
    """第`rank`位 of `count`. `is_printed`: the paper says it; else it is counted from the printed 完成率."""

    rank: int
    count: int
    is_printed: bool

    @property
    def text(self) -> str:
        return f"全市第{self.rank}位（共{self.count}个县区）"

    @property
    def rule(self) -> str:
        return "名次以通报所印为准" if self.is_printed else "通报未印名次，按通报所印完成率由高到低排列"


def periods(county_id: int) -> list[Period]:
    """(year, until month) of every paper that has a line standing, latest first. One query."""
    standing = ExternalFigure.objects.in_county(county_id).standing()
    found = standing.order_by().values_list("paper__year", "paper__until_month").distinct()
    return sorted(set(found), reverse=True)


def lines_of(county_id: int, own: str, period: Period) -> list[Line]:
    """By the printed rank, then by the printed completion, then in the list's order. Two queries."""
    year, month = period
    rows = ExternalFigure.objects.in_county(county_id).standing().filter(paper__year=year, paper__until_month=month)
    found = latest(rows.select_related("paper__stored"))
    named = labels(PEERS)
    lines = [Line(place, name, found.get(place), place == own) for place, name in named.items()]
    return sorted(lines, key=_order)


def _order(line: Line) -> tuple[bool, int, bool, Decimal]:
    row = line.row
    rank = row.rank if row else None
    rate = row.completion_percent if row else None
    return rank is None, rank or 0, rate is None, -(rate or Decimal(0))


def place_in(lines: Sequence[Line]) -> Place | None:
    """Ours; None while the papers say nothing of us, or nothing to compare by."""
    own = next((line.row for line in lines if line.is_own), None)
    if own is None:
        return None
    if own.rank is not None:
        return Place(own.rank, sum(line.row is not None for line in lines), is_printed=True)
    rates = [line.row.completion_percent for line in lines if line.row and line.row.completion_percent is not None]
    if own.completion_percent is None or len(rates) < 2:
        return None
    return Place(1 + sum(rate > own.completion_percent for rate in rates), len(rates), is_printed=False)


@dataclass(frozen=True)
class Course:
    """Ours in one period of the year."""

    period: Period
    line: Line
    place: Place | None


def course(county_id: int, own: str, year: int) -> list[Course]:
    """各期名次 of a year, in order. Two queries."""
    rows = ExternalFigure.objects.in_county(county_id).standing().filter(paper__year=year).select_related("paper")
    named = labels(PEERS)
    found: list[Course] = []
    for month in sorted({row.paper.until_month for row in rows}):
        printed = latest(row for row in rows if row.paper.until_month == month)
        lines = [Line(place, name, printed.get(place), place == own) for place, name in named.items()]
        mine = next((line for line in lines if line.is_own), None)
        if mine is not None:
            found.append(Course((year, month), mine, place_in(lines)))
    return found


def papers_of(lines: Sequence[Line]) -> list[ExternalPaper]:
    """The sources of a table, each once."""
    found: Mapping[int, ExternalPaper] = {line.row.paper_id: line.row.paper for line in lines if line.row}
    return list(found.values())


def latest_place(county_id: int, own: str) -> tuple[Period, Place] | None:
    """Of the last period that was typed; for pages that show it in passing. Three queries at most."""
    for period in periods(county_id)[:1]:
        place = place_in(lines_of(county_id, own, period))
        return (period, place) if place else None
    return None
