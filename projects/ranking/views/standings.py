"""任务排名, and 红黄蓝预警 for 督办."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from projects.access.choices import EXPORT
from projects.access.permissions import can
from projects.indicators.definition import Scope
from projects.indicators.scopes import Asked
from projects.indicators.standing import Standing as Stand
from projects.indicators.standing import standing
from projects.indicators.views import scope_for
from projects.organisations.choices import LEADER
from projects.pages.context import look_of
from projects.pages.views import Crumb, Page
from projects.ranking.choices import KINDS, MONEY, OTHERS, RankKind, group_of
from projects.ranking.queries.lights import ORDER, behind
from projects.ranking.queries.standings import Standing, Standings


class StandingsPage(Page):
    """Always of the whole county: a unit named in the address is left out."""

    template_name = "ranking/standings.html"
    title = "任务排名"
    first_unit = "亿元"

    def crumbs(self) -> list[Crumb]:
        return [(self.title, None)]

    @cached_property
    def asked(self) -> Asked:
        asked = scope_for(self.request, self.user)
        scope = asked.scope
        return Asked(Scope(scope.county, scope.on, scope.known), asked.notes)

    @cached_property
    def kind(self) -> RankKind:
        return KINDS.get(self.request.GET.get("kind", ""), MONEY)

    @cached_property
    def standings(self) -> Standings:
        return Standings(self.asked.scope, self.user, self.kind)

    @cached_property
    def groups(self) -> list[Standing]:
        return self.standings.groups()

    def context(self) -> dict[str, Any]:
        scope, look = self.asked.scope, look_of(self.request)
        return super().context() | {
            "asked": self.asked,
            "scope": scope,
            "kind": self.kind,
            "column_unit": look.unit_on(self.kind.unit) if self.kind.is_money else self.kind.unit,
            "exact_unit": look.unit_on(self.kind.exact_unit) if self.kind.is_money else self.kind.exact_unit,
            "waiting_unit": look.unit,
            "share": scope.calendar.share_of_year(scope.on),
            "share_rule": scope.calendar.share_of_year_rule(scope.on),
            "lights_rule": f"预警：{self.standings.board.light_rule.words}",
            "standing": self._stand(),
            "query": self.asked.query,
        }

    def _stand(self) -> Stand | None:
        """Of money alone; it is said of what the page has read."""
        if self.kind != MONEY:
            return None
        read = self.standings
        return standing(read.board, self.kind.done, reports=read.reports, adjusted=read.adjusted)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = self.shown()
        last = self.standings.last_month
        return self.page(
            tabs=[self._tab(group, group is shown) for group in self.groups],
            kinds=[self._kind(kind) for kind in KINDS.values()],
            shown=shown,
            last=last,
            tells_pending=self.standings.tells_pending and shown is not None and shown.is_ranked,
            own=self._own(shown),
            may_export=can(self.user, EXPORT),
        )

    def shown(self) -> Standing | None:
        """The group of the address, else the person's own unit's, else the departments."""
        by_value = {group.group.value: group for group in self.groups}
        wanted = self.request.GET.get("group", "")
        own = group_of(self.user.unit) if self.user.unit else ""
        own = OTHERS if own == LEADER else own
        return by_value.get(wanted) or by_value.get(own) or by_value.get(OTHERS) or next(iter(self.groups), None)

    def _own(self, shown: Standing | None) -> set[int]:
        """Rows of the person's own units, marked in the table."""
        own = {tenure.unit_id for tenure in self.user.current_tenures}
        return {place.unit.pk for place in shown.places if place.unit.pk in own} if shown else set()

    def _tab(self, group: Standing, is_current: bool) -> dict[str, Any]:
        url = f"?{self.asked.query}&kind={self.kind.value}&group={group.group.value}"
        return {"label": group.group.label, "count": len(group.places), "url": url, "is_current": is_current}

    def _kind(self, kind: RankKind) -> dict[str, Any]:
        group = self.request.GET.get("group", "")
        return {"label": kind.label, "url": f"?{self.asked.query}&kind={kind.value}&group={group}", "is_current": kind == self.kind}


class LightsPage(StandingsPage):
    """For 督办: the units behind, in the order of its papers. Never leaders; always of 到位资金."""

    template_name = "ranking/lights.html"
    title = "红黄蓝预警"

    @cached_property
    def kind(self) -> RankKind:
        return MONEY

    def crumbs(self) -> list[Crumb]:
        return [("任务排名", f"{reverse('ranking')}?{self.asked.query}"), (self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        groups = [group for group in self.groups if group.group.value != LEADER]
        rows = behind(groups)
        return self.page(
            rows=rows,
            lights=[(light, [row for row in rows if row.light == light]) for light in ORDER],
            counts={light: sum(group.counts[light] for group in groups) for light in (*ORDER, "ok")},
            units=sum(len(group.places) for group in groups),
            may_export=can(self.user, EXPORT),
        )


class LightsSheet(LightsPage):
    """预警名单 on paper, with room for the deadline and the signature."""

    template_name = "ranking/lights_sheet.html"
    title = "红黄蓝预警名单"

    def crumbs(self) -> list[Crumb]:
        page = f"{reverse('ranking_lights')}?{self.asked.query}"
        return [("任务排名", f"{reverse('ranking')}?{self.asked.query}"), ("红黄蓝预警", page), ("打印名单", None)]
