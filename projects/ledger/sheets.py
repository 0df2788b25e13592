"""变更记录 of a project as a workbook: one row for each field that changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from projects.core import clock
from projects.core.columns import HouseColumn, Shown
from projects.core.list_sheets import ListPaper, write_list
from projects.ledger.queries.history import MOST, Change
from projects.organisations.models import User
from projects.signing.models import Project

COLUMNS: tuple[tuple[str, HouseColumn], ...] = (
    ("at", HouseColumn("时间", width=18)),
    ("who", HouseColumn("操作人", width=16)),
    ("act", HouseColumn("操作", width=16)),
    ("what", HouseColumn("对象", width=26)),
    ("label", HouseColumn("栏目", width=18)),
    ("before", HouseColumn("改动前", width=30)),
    ("after", HouseColumn("改动后", width=30)),
    ("reason", HouseColumn("原因", width=30)),
)


@dataclass(frozen=True)
class Line:
    at: str
    who: str
    act: str
    what: str
    label: str
    before: str
    after: str
    reason: str


def lines_of(changes: Sequence[Change]) -> Iterator[Line]:
    """A change of no field (a new or a removed row) is one line as well."""
    for change in changes:
        at = f"{change.at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
        for label, before, after in [(field.label, field.before, field.after) for field in change.fields] or [("", "", "")]:
            yield Line(at, change.who, change.act, change.what, label, before, after, change.reason)


def changes_workbook(project: Project, changes: Sequence[Change], by: User) -> bytes:
    lines = list(lines_of(changes))
    paper = ListPaper(
        title=f"变更记录：{project.name}",
        notes=f"项目编号{project.code}　截至{clock.today()}　新的在前，每类资料最多{MOST}次　制表人：{by.unit_name} {by.display_name}",
        columns=COLUMNS,
        rows=lines,
        feet=[],
        shown=Shown(lines, (), "万元", {}),
        author=by.display_name,
        made_at=clock.now(),
    )
    return write_list(paper)
