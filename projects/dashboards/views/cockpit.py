"""驾驶舱: the article's figures on one page, and the blocks that load after it."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from projects.core import clock
from projects.dashboards import tables
from projects.dashboards.tables import BLOCKS, DIMENSION_TABS, Block
from projects.indicators.board import Board
from projects.indicators.catalogue.periods import CUSTOM, PERIODS
from projects.indicators.scopes import Asked
from projects.indicators.standing import reports_with_units, standing
from projects.indicators.views import scope_for
from projects.organisations.choices import DEPARTMENT
from projects.pages.views import Crumb, Page

TOTAL = "total"


class ScopePage(Page):
    """A page of the scope that its address names."""

    @cached_property
    def asked(self) -> Asked:
        return scope_for(self.request, self.user, may_narrow=True)

    @cached_property
    def board(self) -> Board:
        return Board(self.asked.scope, reader=self.user, splits_once=True)

    def context(self) -> dict[str, Any]:
        scope = self.asked.scope
        return super().context() | {
            "asked": self.asked,
            "scope": scope,
            "fixed_unit": "亿元",
            "pace_rule": scope.calendar.share_of_year_rule(scope.on),
        }

    def tabs(self, name: str, labels: dict[str, str], now: str, path: str = "") -> list[dict[str, Any]]:
        """Views of one card; the rest of the address stays."""
        return [
            {"label": label, "is_current": value == now, "url": f"{path}?{self.asked.query_with(**{name: value or None})}"}
            for value, label in labels.items()
        ]


class CockpitPage(ScopePage):
    """The county's totals are for all staff; each opens the rows that the person may see. `chart=total`: months added up."""

    template_name = "dashboards/cockpit.html"
    title = "驾驶舱"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        board, asked = self.board, self.asked
        is_total = request.GET.get("chart") == TOTAL
        reports = reports_with_units(board)
        months = tables.months(board, asked, is_total=is_total)  # first: the months already read give the year's totals
        return self.page(
            cards=tables.cards(board, PERIODS[asked.period]),
            months=months,
            month_tabs=self.tabs("chart", {"": "当月", TOTAL: "累计"}, TOTAL if is_total else ""),
            periods=self.periods(),
            is_custom=asked.period == CUSTOM,
            is_open=board.is_open("arrived"),
            standing=standing(board, reports=reports),
            shown_at=asked.scope.known or clock.now(),
            blocks=[(block, address(block, asked)) for block in BLOCKS.values() if not block.is_page],
            more=[(block, address(block, asked)) for block in BLOCKS.values() if block.is_page],
        )

    def periods(self) -> list[dict[str, Any]]:
        asked = self.asked
        return [
            {
                "label": period.label,
                "is_current": period.value == asked.period,
                "url": f"?{asked.query_with(period=period.value, **{'from': None})}",
            }
            for period in PERIODS.values()
        ]


def address(block: Block, asked: Asked) -> str:
    return f"{reverse('cockpit_block', args=[block.name])}?{asked.query}"


class CockpitBlock(ScopePage):
    """One block: a piece for htmx, a whole page for whoever opens its address. `dim`: whose pace."""

    @cached_property
    def block(self) -> Block:
        found = BLOCKS.get(self.kwargs["block"])
        if found is None:
            raise Http404
        return found

    @property
    def is_piece(self) -> bool:
        return self.request.headers.get("HX-Request") == "true"

    @property
    def template_name(self) -> str:  # type: ignore[override]
        return self.block.template if self.is_piece else "dashboards/block.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(piece=self.block, title=self.block.title, **self.content())

    def crumbs(self) -> list[Crumb]:
        return [("驾驶舱", f"{reverse('cockpit')}?{self.asked.query}"), (self.block.title, None)]

    def content(self) -> dict[str, Any]:
        board, asked, name = self.board, self.asked, self.block.name
        if name == "behind":
            return self.behind()
        if name == "progress":
            return {"lines": tables.progress(board, asked)}
        if name == "sectors":
            return {"lines": tables.sectors(board, asked)}
        if name == "fairs":
            return {"fairs": tables.fairs(board, asked)}
        if name == "all":
            return {"figures": board.figures()}
        return {"mixes": tables.mixes(board, asked, name)}

    def behind(self) -> dict[str, Any]:
        """Tasks are issued to units alone: a narrowed scope compares none."""
        scope = self.asked.scope
        dimension = self.request.GET.get("dim", DEPARTMENT)
        dimension = dimension if dimension in DIMENSION_TABS else DEPARTMENT
        has_pace = not scope.holder and not scope.filters and not self.asked.is_mine
        return {
            "behind": tables.behind(self.board, dimension) if has_pace else None,
            "behind_tabs": self.tabs("dim", DIMENSION_TABS, dimension, reverse("cockpit_block", args=["behind"])),
        }
