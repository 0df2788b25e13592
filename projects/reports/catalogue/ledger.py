"""签约项目台账 (handbook 3.1(f)): every column of the ledger, every project signed until the cut-off, money until the cut-off."""

from projects.core import clock
from projects.core.columns import HouseColumn, Shown
from projects.core.list_sheets import ListPaper, write_list
from projects.funding.queries.openings import NO_RECORD_YET, is_before_records
from projects.indicators.board import Board
from projects.ledger.queries.columns import AsOf, labels_of, ledger_totals, signed_until
from projects.ledger.tables import ProjectTable
from projects.signing.models import Project

TITLE = "签约项目台账"
UNIT = "万元"
LEADER = "leader"
JOINED = ("department", "investor", "leader", "task_force")


def workbook(board: Board, *, filler: str, phone: str, with_leaders: bool) -> bytes:
    """In the order of signing. Books are read as they stood at the board's `known`; attributes, planned milestones and open tickets as
    now (分类按现状)."""
    on = board.scope.on
    names = tuple(name for name in ProjectTable.base_columns if with_leaders or name != LEADER)
    rows = signed_until(Project.objects.in_county(board.scope.county.pk), names, AsOf(on, board.scope.known))
    totals = ledger_totals(rows, names)
    listed = list(rows.select_related(*JOINED).order_by("signed_on", "code", "pk"))
    labels = labels_of("sector", "channel", "construction_nature")
    columns: list[tuple[str, HouseColumn]] = [(name, ProjectTable.base_columns[name]) for name in names]
    paper = ListPaper(
        title=TITLE,
        notes=f"截至{on}{_known(board)}　单位：{UNIT}　分类按现状　制表人：{filler}　电话：{phone}",
        columns=columns,
        rows=listed,
        feet=[(f"合计（{totals.pop('count')}项）", totals)],
        shown=Shown(listed, (), UNIT, labels),
        author=filler,
        made_at=clock.now(),
        is_numbered=True,
    )
    return write_list(paper)


def _known(board: Board) -> str:
    known = board.scope.known
    said = f"　按{known.astimezone(clock.SHANGHAI):%Y-%m-%d}的账面" if known else ""
    return f"{said}（{NO_RECORD_YET}）" if is_before_records(board.scope.county.pk, known) else said
