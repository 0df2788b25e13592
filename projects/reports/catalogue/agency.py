"""帮办代办台账 (handbook 3.7): every matter entrusted in the year of the cut-off until then, all columns, with the number that the figure prints."""

from datetime import date

from projects.agency.models import AgencyItem
from projects.agency.tables import AgencyTable
from projects.core import clock
from projects.core.columns import HouseColumn, Shown
from projects.core.list_sheets import ListPaper, write_list
from projects.funding.queries.openings import NO_RECORD_YET, is_before_records
from projects.indicators.board import Board
from projects.reference.models import labels

TITLE = "帮办代办台账"
JOINED = ("enterprise", "project", "authority", "agent")


def workbook(board: Board, *, filler: str, phone: str) -> bytes:
    """In the order of 委托. Which matters count is read as of the board's day and `known`; how each stands is read as now."""
    scope = board.scope
    rows = AgencyItem.objects.in_county(scope.county.pk).entrusted_until(scope.on, scope.known)
    of_year = rows.filter(entrusted_on__gte=date(scope.on.year, 1, 1)).with_papers().with_steward(scope.on)
    listed = list(of_year.select_related(*JOINED).order_by("entrusted_on", "number"))
    columns: list[tuple[str, HouseColumn]] = list(AgencyTable.base_columns.items())
    known = f"　按{scope.known.astimezone(clock.SHANGHAI):%Y-%m-%d}的账面" if scope.known else ""
    known += f"　{NO_RECORD_YET}" if is_before_records(scope.county.pk, scope.known) else ""
    paper = ListPaper(
        title=TITLE,
        notes=f"截至{scope.on}{known}　共{board.figure('agency-items').text}　时限按工作日计　制表人：{filler}　电话：{phone}",
        columns=columns,
        rows=listed,
        feet=[],
        shown=Shown(listed, (), "", {"agency_method": labels("agency_method")}),
        author=filler,
        made_at=clock.now(),
    )
    return write_list(paper)
