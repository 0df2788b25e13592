"""The leaders' phone: three figures, what waits, and the five departments furthest behind. Departments only, never leaders."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from projects.core.units import grouped, percent, plain, yi
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Group
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.organisations.queries import Contact, contacts_of

BEHIND = 5


@dataclass(frozen=True)
class Behind:
    unit: Unit
    completion: str
    pace: str
    light: str
    contact: Contact


@dataclass(frozen=True)
class Brief:
    """`state`, `pace_state`: good, bad or nothing. `meter`, `tick`: percent, for the drawing."""

    arrived: Figure
    growth: str
    increase: str
    state: str
    completion: Figure
    pace: Figure
    pace_state: str
    tick: Decimal
    signed: Figure
    signed_line: str
    rate: Figure
    rate_line: str
    open_month: str
    behind: list[Behind]


def brief_of(board: Board) -> Brief:
    growth, increase, pace = (board.figure(slug) for slug in ("arrived-growth", "arrived-increase", "pace"))
    signed, rate = board.figure("signed-amount"), board.figure("arrival-rate-2y")
    signed_growth = board.figure("signed-amount-growth")
    word = signed_growth.text if signed_growth.value is None else f"同比{signed_growth.cell}%"
    touched = board.touched_months("arrived")
    return Brief(
        arrived=board.figure("arrived"),
        growth=growth.text if growth.value is None else f"{growth.cell}%",
        increase=f"{increase.cell}亿元",
        state=_state(increase.number),
        completion=board.figure("arrival-completion"),
        pace=pace,
        pace_state=_state(pace.number),
        tick=percent(board.scope.calendar.share_of_year(board.scope.on)),
        signed=signed,
        signed_line=f"{board.figure('signed-count').text}，{word}",
        rate=rate,
        rate_line=f"{plain(yi(rate.over))}÷{plain(yi(rate.under or Decimal(0)))}亿元",
        open_month=f"{touched[-1].number}月未月结" if touched else "",
        behind=behind_of(board),
    )


def _state(number: Decimal | None) -> str:
    return "" if not number else "is-good" if number > 0 else "is-bad"


def behind_of(board: Board) -> list[Behind]:
    """Departments with a task, the furthest behind first; ties in official order. Those that keep pace are never listed."""
    paces: list[tuple[Group, Figure]] = [
        pair for pair in board.by("pace", DEPARTMENT).items() if pair[0].unit and pair[1].light not in ("", "ok")
    ]
    paces.sort(key=lambda pair: pair[1].ahead or Decimal(0))
    completion, listed = board.by("arrival-completion", DEPARTMENT), paces[:BEHIND]
    contacts = contacts_of(group.unit for group, _ in listed if group.unit)
    return [_behind(group, figure, completion[group], contacts) for group, figure in listed]


def _behind(group: Group, pace: Figure, completion: Figure, contacts: Mapping[int, Contact]) -> Behind:
    if group.unit is None:  # behind_of takes none without a unit
        raise ValueError(group.label)
    behind = grouped(-percent(pace.ahead or Decimal(0)), 1)
    return Behind(group.unit, f"{completion.cell}%", f"落后{behind}个百分点", pace.light, contacts[group.unit.pk])
