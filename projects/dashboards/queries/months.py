"""What the year's months were to bring, for every drawing of them: the same plan on the cockpit and on the wall."""

from decimal import Decimal

from projects.funding.models import PlanEntry
from projects.funding.queries.tasks import Curve
from projects.indicators.board import Board


def year_of(board: Board) -> int:
    return board.scope.calendar.year_of(board.scope.on)


def curve_of(board: Board) -> Curve | None:
    """Of the scope's holder or the county; none where filters cut finer than tasks are issued."""
    if board.scope.filters or board.scope.eyes:
        return None
    scope, task = board.scope, board.figure("arrival-task").over
    if not task:
        return None
    holder = scope.holder or scope.county
    plans = PlanEntry.objects.in_county(scope.county.pk).standing(scope.known).for_year(year_of(board))
    plan = plans.filter(unit=holder, issued_on__lte=scope.on).order_by("issued_on", "id").last()
    return Curve(task, tuple(plan.months_wan) if plan else (), scope.calendar)


def planned_wan(board: Board, curve: Curve | None, number: int, *, is_total: bool) -> Decimal | None:
    """What was to be reached in the month, or by its end; of the last month by the cut-off."""
    if curve is None:
        return None
    calendar, year, on = board.scope.calendar, year_of(board), board.scope.on
    reached = curve.on(min(calendar.last_day(year, number), on))
    if is_total or number == 1:
        return reached
    return reached - curve.on(calendar.last_day(year, number - 1))
