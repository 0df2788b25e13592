"""What must be said wherever a money figure stands: how far its books are (definitions 1.21; 2; 3.1, 3.5)."""

from dataclasses import dataclass
from datetime import date

from projects.funding.queries.openings import NO_RECORD_YET, is_before_records
from projects.funding.queries.reporting import reporting, reporting_of, with_reports
from projects.indicators.board import Board, Which
from projects.indicators.catalogue import MONEY_FACTS, indicator
from projects.indicators.catalogue.money import NOT_SET
from projects.indicators.definition import Figure
from projects.months.models import Month


@dataclass(frozen=True)
class Standing:
    """`adjusted`: 其中调整上月数 of the month of the cut-off, None where there is none. `month`: the latest open month that the figure
    touches, with `reports` 已报72/应报74 of it."""

    is_before_records: bool
    has_task: bool
    month: Month | None
    reports: str
    adjusted: Figure | None

    @property
    def is_open(self) -> bool:
        return self.month is not None

    @property
    def words(self) -> list[str]:
        """As a workbook prints them; pages use the component `standing`."""
        found = [NO_RECORD_YET] if self.is_before_records else []
        found += [] if self.has_task else [NOT_SET]
        found += [f"含未月结的月份，数字可能变动；{self.month}{self.reports}"] if self.month else []
        return found + ([self.adjusted_words] if self.adjusted else [])

    @property
    def adjusted_words(self) -> str:
        return f"本月其中调整上月数{self.adjusted.cell}亿元" if self.adjusted else ""


def standing(
    board: Board, which: Which = "arrived", *, reports: str | None = None, adjusted: Figure | None = None
) -> Standing | None:
    """Of a money figure; None for figures of other books. One query more than the board's where an open month is touched (none where
    the page knows its `reports` already), two more for a reading of an earlier day. `adjusted`: of a page of units, whose board has read
    the credit and not the arrivals."""
    if all(part.fact not in MONEY_FACTS for part in indicator(which).parts.values()):
        return None
    touched = board.touched_months(which)
    month = touched[-1] if touched else None
    adjusted = adjusted or board.figure("arrived-adjusted")
    return Standing(
        is_before_records(board.scope.county.pk, board.scope.known),
        board.figure("arrival-task").over != 0,
        month,
        (reporting(month).text if reports is None else reports) if month else "",
        adjusted if adjusted and adjusted.over else None,
    )


def reports_with_units(board: Board, which: Which = "arrived") -> str:
    """已报72/应报74 of the latest open month that the figure touches, read together with the county's units: one query for both. For pages
    that list units; pass it to `standing`. Empty where no open month is touched."""
    touched = board.touched_months(which)
    if not touched:
        return ""
    board.units = list(with_reports(board.county_units, touched[-1]))
    return reporting_of(board.units).text


def standing_of_months(county_id: int, on: date) -> Standing:
    """Beside a page's own sums of money that are no figures of the board, as known now: the open month alone. Two queries at most."""
    month = Month.objects.in_county(county_id).accepting().filter(starts_on__lte=on).order_by("starts_on").last()
    return Standing(
        is_before_records=False, has_task=True, month=month, reports=reporting(month).text if month else "", adjusted=None
    )
