"""汇报数据单: handing one out is written down, so that the next one can say what changed since."""

from typing import Any

from projects.access.choices import SEE_LEADERS
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.core.units import plain
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Scope
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit, User
from projects.reports.models import SheetIssue

SAID = ("arrival-task", "arrived", "arrival-completion", "pace", "task-gap", "signed-count", "signed-amount")
"""The figures of a sheet, in its order."""


@action("issue_sheet")
def issue_sheet(*, by: User, leader: Unit) -> SheetIssue:
    """Of today, as known now: by the leader, by the leader's secretary, or by the bureau for any leader. The figures stay as said."""
    if leader.pk not in by.unit_ids:
        require(by, SEE_LEADERS)
    if leader.kind != LEADER or leader.home_county != by.county_id:
        raise Refused("汇报数据单按县级领导制作，请重新选择", field="leader")
    board = Board(Scope(leader.county or leader, clock.today(), unit=leader))
    place = lock_book(SheetIssue, leader.home_county)
    issue = SheetIssue.objects.create(
        county_id=leader.home_county,
        leader=leader,
        on=clock.today(),
        figures={slug: as_said(board.figure(slug)) for slug in SAID},
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    return issue


def as_said(figure: Figure) -> dict[str, Any]:
    return {
        "over": plain(figure.over),
        "under": None if figure.under is None else plain(figure.under),
        "text": figure.text,
        "version": figure.indicator.version,
    }
