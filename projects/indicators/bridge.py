"""与某日相比: how a figure as it was said came to be the figure as it is said, to the cent.

Both ends are (截至日期, 数据时点). The way between goes in four steps, each a difference of the rows that the figure adds up:

    as it was said  → 口径变更 (the same day and knowledge, under today's definition)
                    → 期间发生 (the cut-off moves, nothing more is known)
                    → 后来入账 / 冲销更正 / 归属调整 (the cut-off stays, the books know more)
    = as it is said

old + Σ moves = new exactly, for numerator and denominator each; rates are never subtracted. `rest` compares with the board's own sums,
which are made by the database from another query: it is zero or something is wrong.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from projects.books.models import Book
from projects.funding.models import Arrival, TaskEntry
from projects.indicators.board import Board, Which
from projects.indicators.catalogue import PARTS, indicator
from projects.indicators.definition import Figure, Indicator, Part, Scope
from projects.services.models import Step
from projects.signing.models import Milestone, Signing

ZERO = Decimal(0)
PROJECT = "project"
REDEFINED, DATED, ENTERED, CORRECTED, REATTRIBUTED = "redefined", "dated", "entered", "corrected", "reattributed"
MOVES: dict[str, tuple[str, str]] = {
    REDEFINED: ("口径变更", "同一天、同样的账，按新口径重算的差额"),
    DATED: ("期间发生", "截至日期移动后进入或移出统计期的记录（当时已入账）"),
    ENTERED: ("后来入账", "当时还没有入账的记录（含补录）"),
    CORRECTED: ("冲销更正", "后来冲销、更正的记录"),
    REATTRIBUTED: ("归属调整", "早已入账、后来改记到别的单位的金额"),
}


@dataclass(frozen=True)
class Move:
    """`rows`: how many records make it up. `keys`: what they are about (Side.about) with its share, the largest first."""

    code: str
    amount: Decimal
    rows: int
    keys: tuple[tuple[int, Decimal], ...] = ()

    @property
    def label(self) -> str:
        return MOVES[self.code][0]

    @property
    def rule(self) -> str:
        return MOVES[self.code][1]


@dataclass(frozen=True)
class Side:
    """Numerator (`over`) or denominator (`under`); `old` and `new` are the board's. `about`: what keys of its moves are: project or
    anything else."""

    name: str
    unit: str
    old: Decimal
    moves: tuple[Move, ...]
    new: Decimal
    about: str = ""

    @property
    def rest(self) -> Decimal:
        return self.new - self.old - sum((move.amount for move in self.moves), ZERO)


@dataclass(frozen=True)
class Bridge:
    indicator: Indicator
    start: Figure
    end: Figure
    sides: tuple[Side, ...]

    @property
    def is_whole(self) -> bool:
        return all(side.rest == 0 for side in self.sides)

    def turned(self) -> "Bridge":
        """The same way walked back."""
        sides = tuple(replace(side, old=side.new, new=side.old, moves=tuple(_negative(side.moves))) for side in self.sides)
        return Bridge(self.indicator, self.end, self.start, sides)


def _negative(moves: Iterable[Move]) -> Iterable[Move]:
    return (replace(move, amount=-move.amount, keys=tuple((key, -share) for key, share in move.keys)) for move in moves)


def bridge(which: Which, start: Scope, end: Scope, *, was: Indicator | None = None) -> Bridge:
    """From one reading of a figure to another, of the same county, unit and eyes. `was`: the definition under which the first was said.

    Raises ValueError when the two scopes are not of the same holder and eyes.
    """
    if (start.county, start.holder, start.eyes) != (end.county, end.holder, end.eyes):
        raise ValueError("the two readings are of different units or eyes")
    item = indicator(which)
    if _later(start.known, end.known):
        return bridge(was or item, end, start, was=item if was else None).turned()
    opened = end.months
    first, last = Board(replace(start, opened=opened)), Board(replace(end, opened=opened))
    between = Board(replace(start, on=end.on, opened=opened))
    old, new = _said(first, was or item), _said(last, item)
    names = [name for name in ("over", "under") if name in item.parts or (was and name in was.parts)]
    sides = tuple(_side(name, item, was, (first, between, last), old, new) for name in names)
    return Bridge(item, old, new, sides)


def _later(one: datetime | None, other: datetime | None) -> bool:
    return other is not None and (one is None or one > other)


def _said(board: Board, item: Indicator) -> Figure:
    """A definition that the catalogue no longer holds is added up from its rows."""
    if all(part in PARTS for part in item.parts.values()):
        return board.figure(item)
    sums = {name: _sum(_read(board, part)) for name, part in item.parts.items()}
    return Figure(item, sums["over"], sums.get("under"), board.scope)


def _side(name: str, item: Indicator, was: Indicator | None, boards: tuple[Board, Board, Board], old: Figure, new: Figure) -> Side:
    first, between, last = boards
    part = item.parts.get(name)
    at_start = _read(first, part)
    at_end_of_days = at_start if between.scope.on == first.scope.on else _read(between, part)
    at_end = at_end_of_days if last.scope.known == between.scope.known else _read(last, part)
    moves = [_move(DATED, _difference(at_start, at_end_of_days))]
    moves += _known_later(at_end_of_days, at_end, first.scope, last.scope, _fact(last, part))
    if was is not None:
        moves.insert(0, _move(REDEFINED, _difference(_read(first, was.parts.get(name)), at_start)))
    unit = last.source(part)[1].unit if part else ""
    fact = _fact(last, part)
    about = PROJECT if fact == "projects" or (fact and TRACES[fact].columns[0].endswith(PROJECT)) else ""
    return Side(name, unit, getattr(old, name) or ZERO, tuple(moves), getattr(new, name) or ZERO, about)


# --- Rows of a part -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """What decides how a record came in. `is_correction`: it says of itself whether it is one; None where it does not.

    `arrival_recorded_at`: of credit, when the money itself was booked."""

    amount: Decimal
    key: int
    recorded_at: datetime | None = None
    is_correction: bool | None = None
    arrival_recorded_at: datetime | None = None


Rows = Mapping[int, Row]


@dataclass(frozen=True)
class Trace:
    """`columns`: the first is the key, what a correction in one of `books` is about; its path there stands beside the book."""

    columns: tuple[str, ...]
    make: Callable[[Decimal, Any], Row]
    books: tuple[tuple[type[Book], str], ...] = ()


def _arrival_row(amount: Decimal, values: Any) -> Row:
    key, recorded_at, reverses, corrects = values
    return Row(amount, key, recorded_at, bool(reverses or corrects))


def _credit_row(amount: Decimal, values: Any) -> Row:
    key, recorded_at, reverses, corrects, arrival_at = values
    return Row(amount, key, recorded_at, bool(reverses or corrects), arrival_at)


def _book_row(amount: Decimal, values: Any) -> Row:
    key, recorded_at = values
    return Row(amount, key, recorded_at)


def _plain_row(amount: Decimal, values: Any) -> Row:
    return Row(amount, values[0])


_OF_PROJECT: tuple[tuple[type[Book], str], ...] = ((Signing, "project"), (Milestone, "project"))
TRACES: dict[str, Trace] = {
    "arrivals": Trace(("project", "recorded_at", "reverses", "corrects"), _arrival_row, _OF_PROJECT),
    "credits": Trace(
        ("arrival__project", "recorded_at", "arrival__reverses", "arrival__corrects", "arrival__recorded_at"),
        _credit_row,
        _OF_PROJECT,
    ),
    "signings": Trace(("project", "recorded_at"), _book_row, (*_OF_PROJECT, (Arrival, "project"))),
    "papers": Trace(("project", "recorded_at"), _book_row, _OF_PROJECT),
    "held": Trace(("signing__project", "signing__recorded_at"), _book_row, _OF_PROJECT),
    "activities": Trace(("pk", "recorded_at"), _book_row),
    "meetings": Trace(("activity", "activity__recorded_at"), _book_row),
    "honours": Trace(("pk", "recorded_at"), _book_row),
    "leads": Trace(("pk", "recorded_at"), _book_row),
    "tasks": Trace(("unit", "recorded_at"), _book_row, ((TaskEntry, "unit"),)),
    "tickets": Trace(("pk",), _plain_row, ((Step, "ticket"),)),
    "projects": Trace(("pk",), _plain_row, ((Signing, "project"), (Milestone, "project"))),
    "reports": Trace(("pk",), _plain_row),
    "agency": Trace(("pk",), _plain_row),
    "service-meetings": Trace(("pk", "recorded_at"), _book_row),
    "handling": Trace(("pk",), _plain_row, ((Step, "ticket"),)),
}


def _fact(board: Board, part: Part | None) -> str:
    return board.source(part)[0].slug if part else ""


def _read(board: Board, part: Part | None) -> Rows:
    """The rows that the part adds up in the board's scope, by their number; one query."""
    if part is None:
        return {}
    fact, measure = board.source(part)
    trace = TRACES[fact.slug]
    columns = ["pk", *([measure.column] if measure.column else []), *trace.columns]
    found: dict[int, Row] = {}
    for values in board.part_rows(part).order_by().values_list(*columns):
        pk, *rest = values
        amount = Decimal(rest.pop(0) or 0) if measure.column else Decimal(1)
        found[pk] = trace.make(amount, rest)
    return found


def _sum(rows: Rows) -> Decimal:
    return sum((row.amount for row in rows.values()), ZERO)


def _difference(before: Rows, after: Rows) -> list[tuple[Row, Decimal]]:
    """Records whose part of the sum changed, with the change."""
    changed = []
    for pk in {**before, **after}:
        now, then = after.get(pk), before.get(pk)
        change = (now.amount if now else ZERO) - (then.amount if then else ZERO)
        record = now or then
        if change and record:
            changed.append((record, change))
    return changed


def _move(code: str, changed: Iterable[tuple[Row, Decimal]]) -> Move:
    shares: dict[int, Decimal] = defaultdict(lambda: ZERO)
    rows = list(changed)
    for row, amount in rows:
        shares[row.key] += amount
    keys = sorted(((key, share) for key, share in shares.items() if share), key=lambda pair: (-abs(pair[1]), pair[0]))
    return Move(code, sum((amount for _, amount in rows), ZERO), len(rows), tuple(keys))


# --- What the books learned ---------------------------------------------------------------------------


def _known_later(before: Rows, after: Rows, start: Scope, end: Scope, fact: str) -> list[Move]:
    changed = _difference(before, after)
    corrected = _corrected(TRACES[fact], start, end) if changed else set()
    by_code: dict[str, list[tuple[Row, Decimal]]] = {ENTERED: [], CORRECTED: [], REATTRIBUTED: []}
    for row, amount in changed:
        by_code[_why(row, start.known, corrected)].append((row, amount))
    return [_move(code, rows) for code, rows in by_code.items()]


def _why(row: Row, known: datetime | None, corrected: set[int]) -> str:
    if not _was_known(row.recorded_at, known):
        if row.arrival_recorded_at and _was_known(row.arrival_recorded_at, known):
            return REATTRIBUTED
        if row.is_correction is not None:
            return CORRECTED if row.is_correction else ENTERED
    # It came or went because of another record: something about its project, unit or ticket was put right, or was new.
    return CORRECTED if row.key in corrected else ENTERED


def _was_known(at: datetime | None, known: datetime | None) -> bool:
    return at is not None and (known is None or at <= known)


def _corrected(trace: Trace, start: Scope, end: Scope) -> set[int]:
    """What the reversing rows recorded in between are about."""
    found: set[int] = set()
    for model, path in trace.books:
        manager: Any = model._default_manager
        rows = manager.filter(county=start.county).exclude(reverses=None)
        rows = rows.filter(recorded_at__gt=start.known) if start.known else rows.none()
        rows = rows.filter(recorded_at__lte=end.known) if end.known else rows
        found.update(rows.values_list(path, flat=True))
    return found
