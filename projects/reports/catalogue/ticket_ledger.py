"""企业诉求台账 in the columns of handbook 3.6, and 超期诉求清单: as the books stood on the day, of the tickets that the board's eyes see."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from projects.core import clock, sheets
from projects.funding.queries.openings import NO_RECORD_YET, is_before_records
from projects.indicators.board import Board
from projects.indicators.definition import YEAR, Part
from projects.reference.models import labels
from projects.services.flow import CLOSED, EXPLAINED, REFUSED, SATISFIED, STATES, UNREACHED, UNSATISFIED, UNSOLVED
from projects.services.models import Step, TicketHelper
from projects.services.queries import WorkCalendar
from projects.services.queries.course import holdings

TITLE = "企业诉求台账"
OVERDUE_TITLE = "超期诉求清单"
EXPLAINED_WORDS, GOING_ON = "政策限制解释说明", "正在推进"
CONFIDENTIAL = "（保密）"
TOLD = ("progress", "done", "unsolved", "refuse", "merge", "pause")


@dataclass(frozen=True)
class Row:
    """A ticket as `board` reads it, with its steps until the day in order."""

    ticket: Any
    steps: Sequence[Step]
    on: date
    calendar: WorkCalendar
    categories: dict[str, str]
    sources: dict[str, str]

    def last(self, *kinds: str) -> Step | None:
        return next((step for step in reversed(self.steps) if step.kind in kinds), None)

    @property
    def term(self) -> Step | None:
        """The last 交办 or 重办: its day, and the deadline it set."""
        return self.last("assign", "reopen")

    @property
    def extended_to(self) -> date | None:
        step = self.last("assign", "reopen", "extend")
        return step.deadline_on if step and step.kind == "extend" else None

    @property
    def ended_on(self) -> date | None:
        return self.ticket.last_step_on if self.ticket.last_state == CLOSED else None

    @property
    def is_late(self) -> bool:
        """Closed after the deadline, or open behind it."""
        due = self.ticket.due_on
        return bool(due and due < (self.ended_on or self.on)) and not STATES[self.ticket.last_state].leaves_base

    @property
    def progress(self) -> str:
        step = self.last(*TOLD)
        return f"{step.happened_on} {step.kind_label}：{step.note}" if step else ""

    @property
    def result(self) -> str:
        state = STATES[self.ticket.last_state]
        if state.value == CLOSED:
            return EXPLAINED_WORDS if self.ticket.last_outcome == EXPLAINED else self.ticket.last_outcome
        return state.label if state.leaves_base or state.value in (UNSOLVED, REFUSED) else GOING_ON

    @property
    def word(self) -> str:
        """企业满意度: what was said last; silence is told as such once the ticket is closed."""
        if self.ticket.evaluation in (SATISFIED, UNSATISFIED):
            return str(self.ticket.evaluation)
        if self.ticket.last_state != CLOSED:
            return ""
        return UNREACHED if self.ticket.is_unreached else "未评价"

    @property
    def remark(self) -> str:
        times = sum(step.kind == "reopen" for step in self.steps)
        words = (f"重办{times}次" if times else "", "重复提出" if self.ticket.is_repeated else "")
        return "，".join(word for word in words if word)

    @property
    def supervised(self) -> str:
        """催办 and 督办 as far as the book of steps has them."""
        found = [step for step in self.steps if step.kind in ("urge", "supervise")]
        return "；".join(f"{step.happened_on} {step.kind_label}" for step in found)

    @property
    def late_days(self) -> int:
        return self.calendar.between(self.ticket.due_on, self.ended_on or self.on) if self.is_late else 0

    @property
    def holder(self) -> str:
        held = holdings(self.steps, self.on, self.calendar)
        return held[-1].holder if held and not self.ended_on else ""


Read = Callable[[Row], sheets.Value]


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def title_of(row: Row) -> str:
    return f"{row.ticket.title}{CONFIDENTIAL if row.ticket.is_confidential else ''}"


COLUMNS: tuple[tuple[str, int, Read], ...] = (
    ("问题编号", 12, lambda row: row.ticket.number),
    ("企业名称", 22, lambda row: row.ticket.enterprise.name),
    ("统一社会信用代码", 20, lambda row: row.ticket.enterprise.credit_code),
    ("问题来源", 12, lambda row: row.sources.get(row.ticket.source, row.ticket.source)),
    ("提出时间", 11, lambda row: day(row.ticket.registered_on)),
    ("问题类别", 12, lambda row: row.categories.get(row.ticket.category, row.ticket.category)),
    ("问题描述", 30, title_of),
    ("牵头单位", 16, lambda row: str(row.ticket.lead_unit or "")),
    ("配合单位", 16, lambda row: "、".join(str(helper.unit) for helper in row.ticket.helpers.all())),
    ("包抓领导", 12, lambda row: str(row.ticket.project.leader or "") if row.ticket.project else ""),
    ("交办时间", 11, lambda row: day(row.term.happened_on if row.term else None)),
    ("办结时限", 11, lambda row: day(row.term.deadline_on if row.term else None)),
    ("延期至", 11, lambda row: day(row.extended_to)),
    ("办理进展", 30, lambda row: row.progress),
    ("办理结果", 14, lambda row: row.result),
    ("办结时间", 11, lambda row: day(row.ended_on)),
    ("企业满意度", 10, lambda row: row.word),
    ("是否超期", 8, lambda row: "是" if row.is_late else "否"),
    ("督办情况", 16, lambda row: row.supervised),
    ("备注", 14, lambda row: row.remark),
)
_BY_LABEL = {label: (label, width, read) for label, width, read in COLUMNS}
OVERDUE_COLUMNS: tuple[tuple[str, int, Read], ...] = (
    *(_BY_LABEL[label] for label in ("问题编号", "企业名称", "问题类别", "问题描述", "牵头单位", "交办时间", "办结时限", "延期至")),
    ("超期工作日", 8, lambda row: row.late_days),
    ("在谁手里", 16, lambda row: row.holder),
    *(_BY_LABEL[label] for label in ("办理进展", "督办情况", "备注")),
)


def rows_of(board: Board, part: Part) -> list[Row]:
    """In order of registration; a fixed number of queries."""
    helpers = Prefetch("helpers", TicketHelper.objects.select_related("unit").order_by("unit__seq"))
    found: list[Any] = list(
        board.part_rows(part)
        .select_related("enterprise", "lead_unit", "project__leader")
        .prefetch_related(helpers)
        .order_by("registered_on", "number")
    )
    scope = board.scope
    steps: dict[int, list[Step]] = {}
    book = Step.objects.standing(scope.known).filter(ticket__in=[ticket.pk for ticket in found], happened_on__lte=scope.on)
    for step in book.select_related("unit").order_by("happened_on", "pk"):
        steps.setdefault(step.ticket_id, []).append(step)
    days = [day for ticket in found for day in (ticket.registered_on, ticket.due_on) if day]
    calendar = WorkCalendar([scope.on, *days])
    categories, sources = labels("ticket_category"), labels("ticket_source")
    return [Row(ticket, steps.get(ticket.pk, []), scope.on, calendar, categories, sources) for ticket in found]


def ledger(board: Board, *, filler: str, phone: str) -> bytes:
    """Registered from 1 January to the day."""
    rows = rows_of(board, Part("handling", "count", YEAR))
    figures = ("tickets", "tickets-closed", "closing-rate", "solving-rate", "on-time-rate", "satisfaction-rate", "evaluation-rate")
    said = "，".join(f"{board.figure(slug).name}{board.figure(slug).text}" for slug in figures)
    return _workbook(board, TITLE, COLUMNS, rows, [f"{said}。", *_foot(board, filler, phone)], filler)


def overdue(board: Board, *, filler: str, phone: str) -> bytes:
    """Behind their deadline and not closed, whenever they were registered."""
    figure = board.figure("tickets-overdue")
    rows = rows_of(board, figure.indicator.over)
    return _workbook(
        board, OVERDUE_TITLE, OVERDUE_COLUMNS, rows, [f"{figure.name}{figure.text}。", *_foot(board, filler, phone)], filler
    )


def _workbook(
    board: Board, title: str, columns: Sequence[tuple[str, int, Read]], rows: Sequence[Row], foot: Sequence[str], filler: str
) -> bytes:
    on = board.scope.on
    return sheets.write(
        sheets.Paper(
            title=f"{board.scope.county.name}{on.year}年{title}",
            second=("填报单位（盖章）：县招商局", f"截至{on.year}年{on.month}月{on.day}日", "单位：条"),
            columns=(sheets.Column("序号", 5), *(sheets.Column(label, width) for label, width, _ in columns)),
            lines=[sheets.Line([number, *(read(row) for _, _, read in columns)]) for number, row in enumerate(rows, start=1)],
            foot=foot,
            author=filler,
            made_at=clock.now(),
        )
    )


def _foot(board: Board, filler: str, phone: str) -> Iterator[str]:
    yield f"填表人：{filler}　联系电话：{phone}"
    yield "时限按工作日计，含调休；四项率取整数百分比，只舍不入；企业、单位、项目按现状。"
    if is_before_records(board.scope.county.pk, board.scope.known):
        yield f"{NO_RECORD_YET}。"
    if board.scope.known:
        yield f"数据时点：{board.scope.known.astimezone(clock.SHANGHAI):%Y-%m-%d}（当时已入账）。"
    if board.scope.eyes:
        yield "只含填表人有权查看的诉求。"
