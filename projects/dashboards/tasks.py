"""任务调度 with what has arrived: the tasks of funding beside the figures of the board."""

from datetime import date
from functools import cached_property

from projects.core import clock
from projects.funding.views.tasks import Progress, TaskBoard
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Scope
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import Unit

SLUGS = ("arrived", "arrival-completion", "pace")


class TaskProgressBoard(TaskBoard):
    @cached_property
    def progress(self) -> dict[int, Progress]:
        """Up to today, or to the end of an earlier year; nothing for a year that has not begun."""
        today = clock.today()
        if self.year > today.year:
            return {}
        on = today if self.year == today.year else date(self.year, 12, 31)
        county = Unit.objects.get(pk=self.user.county_id)
        board = Board(Scope(county, on))
        found = {county.pk: _progress(*(board.figure(slug) for slug in SLUGS))}
        for dimension in DIMENSIONS:
            figures = [board.by(slug, dimension.value) for slug in SLUGS]
            for group in figures[0]:
                if group.unit and all(group in column for column in figures):
                    found[group.unit.pk] = _progress(*(column[group] for column in figures))
        return found


def _progress(arrived: Figure, completion: Figure, pace: Figure) -> Progress:
    return Progress(arrived.cell, completion.cell, pace.cell, pace.light)
