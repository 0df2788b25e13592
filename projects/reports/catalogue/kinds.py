"""各类任务完成情况表 and 任务分解表: every kind of task side by side, each dimension with its sum, what is unclear and the county's."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.core import clock, sheets
from projects.core.units import yi
from projects.funding.choices import TASK_KINDS, TaskKind
from projects.indicators.board import Board
from projects.indicators.definition import UNCLEAR
from projects.indicators.standing import standing
from projects.indicators.task_figures import TaskGroup, TaskLine, TaskTable, task_table
from projects.organisations.choices import DIMENSIONS, LEADER

TITLE = "各类任务完成情况表"
ALLOCATION_TITLE = "任务分解表"
NOT_SET = "—"
ZERO = Decimal(0)
Value = sheets.Value
Cells = Callable[[TaskLine], Sequence[Value]]


@dataclass(frozen=True)
class Layout:
    """What stands under each kind: heads, a line's cells, a group's sum, the county's share that nobody holds (empty: no such line)."""

    title: str
    heads: tuple[str, ...]
    cells: Cells
    total: Callable[[TaskGroup, TaskKind], Sequence[Value]]
    unclear: Callable[[TaskGroup, TaskKind], Sequence[Value]] | None = None


def shown(kind: TaskKind, value: Decimal) -> Decimal:
    """In 亿元, or the count."""
    return yi(value) if kind.is_money else value


def _done_cells(line: TaskLine) -> Sequence[Value]:
    values = (line.task.value if line.has_task else None, line.done.value, line.completion.value)
    return tuple(NOT_SET if value is None else value for value in values)


def _done_total(group: TaskGroup, kind: TaskKind) -> Sequence[Value]:
    return (shown(kind, group.tasks), shown(kind, group.done.owners), "")


def _done_unclear(group: TaskGroup, kind: TaskKind) -> Sequence[Value]:
    return ("", shown(kind, group.done.unclear - group.done.again), "")


def _task_cells(line: TaskLine) -> Sequence[Value]:
    return tuple(figure.value if figure.over and figure.value is not None else NOT_SET for figure in (line.task, line.working))


def _task_total(group: TaskGroup, kind: TaskKind) -> Sequence[Value]:
    return (shown(kind, group.tasks), shown(kind, group.working))


DONE = Layout(TITLE, ("任务", "完成", "完成率（%）"), _done_cells, _done_total, _done_unclear)
ALLOCATION = Layout(ALLOCATION_TITLE, ("下达数", "调度数"), _task_cells, _task_total)


def workbook(board: Board, layout: Layout, *, filler: str, phone: str, with_leaders: bool) -> bytes:
    tables = [task_table(board, kind) for kind in TASK_KINDS]
    on = board.scope.on
    return sheets.write(
        sheets.Paper(
            title=f"{board.scope.county.name}{on.year}年{layout.title}",
            second=("填报单位（盖章）：县招商局", f"截至{on.year}年{on.month}月{on.day}日", "单位：亿元、个、家、次、条"),
            columns=(sheets.Column("序号", 5), sheets.Column("单位", 22), *_columns(layout)),
            lines=list(_lines(tables, layout, with_leaders)),
            foot=list(_foot(board, tables, layout, filler, phone, with_leaders)),
            author=filler,
            made_at=clock.now(),
        )
    )


def _columns(layout: Layout) -> Iterator[sheets.Column]:
    for kind in TASK_KINDS.values():
        group = f"{kind.label}（{'亿元' if kind.is_money else kind.unit}）"
        for head in layout.heads:
            places = "#,##0.00" if kind.is_money or "率" in head else "#,##0"
            yield sheets.Column(head, 9, group, places)


def _lines(tables: Sequence[TaskTable], layout: Layout, with_leaders: bool) -> Iterator[sheets.Line]:
    for place, dimension in enumerate(DIMENSIONS):
        if dimension.value == LEADER and not with_leaders:
            continue
        groups = [table.groups[place] for table in tables]
        yield sheets.Line(title=dimension.label)
        for number, lines in enumerate(zip(*(group.lines for group in groups), strict=True), start=1):
            yield sheets.Line([number, str(lines[0].unit), *(cell for line in lines for cell in layout.cells(line))])
        yield _sum("小计", groups, tables, layout.total)
        if layout.unclear:
            yield _sum(f"{UNCLEAR}（减重复计）", groups, tables, layout.unclear)
    yield sheets.Line(["", "全县", *(cell for table in tables for cell in layout.cells(table.county))], is_sum=True)


def _sum(
    label: str,
    groups: Sequence[TaskGroup],
    tables: Sequence[TaskTable],
    cells: Callable[[TaskGroup, TaskKind], Sequence[Value]],
) -> sheets.Line:
    pairs = zip(groups, tables, strict=True)
    return sheets.Line(["", label, *(cell for group, table in pairs for cell in cells(group, table.kind))], is_sum=True)


def _foot(board: Board, tables: Sequence[TaskTable], layout: Layout, filler: str, phone: str, with_leaders: bool) -> Iterator[str]:
    yield f"填表人：{filler}　联系电话：{phone}"
    if any(table.is_parts for table in tables):
        yield "业绩归属按“全部主体合计100%”：三类单位合起来与全县比对。"
    if layout is DONE:
        yield f"预警：{board.light_rule.words}。小计加“未明确（减重复计）”等于全县；一个项目由几个单位共同持有的，各单位都计1个。"
    stands = standing(board)
    yield from (f"{words}。" for words in (stands.words if stands else []))
    if board.scope.known:
        yield f"数据时点：{board.scope.known.astimezone(clock.SHANGHAI):%Y-%m-%d}（当时已入账）。"
    if not with_leaders:
        yield "县级领导明细由招商局和县级领导查看。"
