"""Figures of the board beside rows of other areas."""

from collections.abc import Mapping
from datetime import date

from projects.core import clock
from projects.funding.views.tasks import Progress
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Scope
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import Unit

SLUGS = ("arrived", "arrival-completion", "pace")


def task_progress(county_id: int, year: int) -> Mapping[int, Progress]:
    """By unit, the county included: up to today, or to the end of an earlier year; nothing for a year that has not begun."""
    today = clock.today()
    if year > today.year:
        return {}
    on = today if year == today.year else date(year, 12, 31)
    county = Unit.objects.get(pk=county_id)
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
