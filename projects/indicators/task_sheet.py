"""The page of tasks as the board fills it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from projects.core import clock
from projects.core.periods import Calendar
from projects.funding.choices import ARRIVED, TASK_KINDS, TaskKind
from projects.funding.queries.task_sheets import Group, Holder, Parts, TaskSheet
from projects.funding.queries.tasks import Curve, curves_of
from projects.indicators.board import Board
from projects.indicators.catalogue import indicator
from projects.indicators.catalogue.tasks import KIND_FIGURES
from projects.indicators.definition import Scope
from projects.indicators.sentences import MONEY, sentence
from projects.indicators.standing import standing
from projects.indicators.task_figures import Bridge, TaskGroup, TaskLine, task_table
from projects.organisations.models import Unit


def cut_off(year: int, today: date, calendar: Calendar) -> date:
    """Today, or the last day of an earlier year; the first day of a year that has not begun, for its tasks."""
    now = calendar.year_of(today)
    if year == now:
        return today
    return calendar.last_day(year, 12) if year < now else calendar.first_day(year, 1)


def task_sheet(county: Unit, year: int, kind: str) -> TaskSheet:
    """Raises KeyError for an unknown kind."""
    now = Scope(county, clock.today())
    calendar = now.calendar
    board = Board(Scope(county, cut_off(year, now.on, calendar), opened=now.months))
    table, on = task_table(board, kind), board.scope.on
    curves = curves_of(county.pk, year, min(on, now.on), kind=kind)
    county_line = _holder(table.county, table.kind, curves, on)
    has_begun = year <= calendar.year_of(now.on)
    return TaskSheet(
        year,
        on,
        table.kind,
        county_line,
        [_group(group, table.kind, curves, on, county_line.formal) for group in table.groups],
        table.is_parts,
        table.tasks,
        _parts(table.whole, table.kind),
        board.light_rule.words,
        calendar.share_of_year(on),
        calendar.share_of_year_rule(on),
        indicator(KIND_FIGURES[kind].done).means,
        has_begun=has_begun,
        say=_said(board, kind),
        standing=standing(board, KIND_FIGURES[kind].done) if has_begun else None,
    )


def _said(board: Board, kind: str) -> str:
    slugs = KIND_FIGURES[kind]
    named = MONEY if kind == ARRIVED else (slugs.done, slugs.completion)
    return sentence({slug: board.figure(slug) for slug in named}, slugs.done)


def _group(group: TaskGroup, kind: TaskKind, curves: Mapping[int, Curve], on: date, county: Decimal | None) -> Group:
    holders = [_holder(line, kind, curves, on) for line in group.lines]
    return Group(group.label, group.dimension, holders, kind, group.tasks, group.working, county, _parts(group.done, kind))


def _holder(line: TaskLine, kind: TaskKind, curves: Mapping[int, Curve], on: date) -> Holder:
    curve = curves.get(line.unit.pk)
    return Holder(
        line.unit,
        kind,
        line.task.over if curve else None,
        line.working.over or None,
        line.done.over,
        line.completion.cell,
        line.pace.cell,
        line.light,
        curve.on(on) if curve and kind == TASK_KINDS[ARRIVED] else None,
        curve.fits if curve else True,
    )


def _parts(bridge: Bridge, kind: TaskKind) -> Parts:
    return Parts(kind, bridge.owners, bridge.unclear, bridge.again, bridge.county, bridge.rest)
