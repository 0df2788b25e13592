"""进度落后单位: who is behind 序时, by how much, and whom to telephone. Never leaders (definitions 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from projects.core.units import grouped, money_cell, yi
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Group
from projects.organisations.choices import DEPARTMENT, TASK_FORCE, TOWNSHIP
from projects.organisations.queries import Contact, contacts_of

BEHIND = 6
TOWNSHIPS = "township"
DIMENSION_TABS = {DEPARTMENT: "责任部门", TASK_FORCE: "专班", TOWNSHIPS: "乡镇"}


@dataclass(frozen=True)
class BehindLine:
    """`short`: 欠序时, 亿元."""

    unit: str
    code: str
    task: str
    arrived: str
    completion: str
    pace: str
    short: str
    contact: Contact
    light: str


@dataclass(frozen=True)
class Behind:
    """The worst first, and how many have which light. `more`: how many behind are not listed."""

    lines: list[BehindLine]
    counts: dict[str, int]
    more: int


def behind(board: Board, dimension: str = DEPARTMENT) -> Behind:
    """Units with a task only; townships are departments too. Ties stand in official order."""
    kind = DEPARTMENT if dimension == TOWNSHIPS else dimension
    paces = [
        (group, figure)
        for group, figure in board.by("pace", kind).items()
        if figure.ahead is not None and (dimension != TOWNSHIPS or (group.unit and group.unit.category == TOWNSHIP))
    ]
    counts = {light: sum(figure.light == light for _, figure in paces) for light in ("red", "yellow", "blue", "ok")}
    found = sorted((pair for pair in paces if pair[1].light != "ok"), key=lambda pair: pair[1].ahead or Decimal(0))
    completion, listed = board.by("arrival-completion", kind), found[:BEHIND]
    contacts = contacts_of(group.unit for group, _ in listed if group.unit)
    lines = [_line(group, pace, completion[group], contacts) for group, pace in listed]
    return Behind(lines, counts, max(len(found) - BEHIND, 0))


def _line(group: Group, pace: Figure, completion: Figure, contacts: Mapping[int, Contact]) -> BehindLine:
    unit = group.unit
    return BehindLine(
        group.label,
        unit.code if unit else "",
        money_cell(pace.under or Decimal(0), "亿元"),
        money_cell(pace.over, "亿元"),
        completion.cell,
        pace.cell,
        grouped(yi(-(pace.ahead_wan or Decimal(0))), 2),
        contacts[unit.pk] if unit else Contact("", ""),
        pace.light,
    )
