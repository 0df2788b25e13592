"""The article's activities from the demonstration's rows (article-figures 3)."""

from datetime import date

import pytest

from projects.funding.choices import TASK_KINDS
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.task_figures import task_table
from projects.organisations.models import Unit

pytestmark = pytest.mark.demo


def test_trips_receptions_and_firms_are_the_articles(demo: None) -> None:
    board = Board(Scope(Unit.objects.get(kind="county"), date(2024, 12, 16)))
    found = {slug: board.figure(slug).text for slug in ("outbound", "inbound", "firms-met", "park-outbound", "leads")}
    assert found == {"outbound": "57次", "inbound": "83次", "firms-met": "68家", "park-outbound": "10次", "leads": "86条"}


def test_in_every_kind_and_dimension_the_owners_come_to_the_county(demo: None) -> None:
    board = Board(Scope(Unit.objects.get(kind="county"), date(2024, 12, 16)))
    for kind in TASK_KINDS:
        table = task_table(board, kind)
        assert [group.done.rest for group in table.groups] == [0, 0, 0], kind
    assert [group.tasks for group in task_table(board, "arrived").groups] == [558_500, 558_500, 558_500]
