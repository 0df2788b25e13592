"""距任务还差: one unit."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from projects.access.choices import FILE_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.funding.access import holder_visible_q
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.sentences import MONEY, sentence
from projects.indicators.standing import standing
from projects.organisations.choices import COUNTY
from projects.organisations.models import Unit
from projects.pages.context import look_of
from projects.pages.views import Crumb, DetailPage
from projects.ranking.choices import group_of
from projects.ranking.queries.gap import gap_of

SLUGS = (*MONEY, "arrival-task", "pace")


class GapPage(DetailPage):
    """Of today. The unit's figures are open to all who may see it; its projects to those who may see them."""

    template_name = "ranking/gap.html"
    first_unit = "亿元"

    @cached_property
    def unit(self) -> Unit:
        seen = Unit.objects.filter(holder_visible_q(self.user)).exclude(kind=COUNTY).select_related("county")
        unit = seen.filter(pk=self.kwargs["pk"]).first()
        if unit is None:
            raise Http404
        return unit

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"{self.unit}：距任务还差"

    def crumbs(self) -> list[Crumb]:
        return [("任务排名", f"{reverse('ranking')}?group={group_of(self.unit)}"), (str(self.unit), None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today = clock.today()
        board = Board(Scope(self.unit.county or self.unit, today, unit=self.unit))
        figures = {slug: board.figure(slug) for slug in SLUGS}
        task, arrived = figures["arrival-task"], figures["arrived"]
        return self.page(
            unit=self.unit,
            waiting_unit=look_of(request).unit,
            on=today,
            figures=figures,
            arrived=arrived,
            task=task,
            completion=figures["arrival-completion"],
            pace=figures["pace"],
            gap=gap_of(self.unit, self.user, today, task.over - arrived.over if task.over else None),
            standing=standing(board),
            query=urlencode({"on": today, "unit": self.unit.code}),
            may_plan=can(self.user, FILE_CLAIM),
            say=sentence(figures, "arrived", str(self.unit)),
        )
