"""驾驶舱: the article's figures on one page."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse

from projects.dashboards import tables
from projects.indicators.board import Board
from projects.indicators.scopes import Asked
from projects.indicators.standing import reports_with_units, standing
from projects.indicators.views import scope_for
from projects.pages.views import Page


class CockpitPage(Page):
    """The county's totals are for all staff; each opens the rows that the person may see."""

    template_name = "dashboards/cockpit.html"
    title = "驾驶舱"

    @cached_property
    def asked(self) -> Asked:
        return scope_for(self.request, self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scope = self.asked.scope
        board = Board(scope)
        reports = reports_with_units(board)
        months = tables.months(board)  # first: the months already read give the year's totals
        return self.page(
            asked=self.asked,
            fixed_unit="亿元",
            scope=scope,
            cards=tables.cards(board),
            figures=board.figures(),
            months=months,
            pace=None if scope.holder else tables.departments(board),
            pace_rule=scope.calendar.share_of_year_rule(scope.on),
            is_open=board.is_open("arrived"),
            standing=standing(board, reports=reports),
        )
