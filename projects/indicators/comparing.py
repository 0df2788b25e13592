"""与某日相比: one figure at two readings, each with its cut-off and its knowledge date, and the bridge between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from projects.core import clock
from projects.funding.queries.openings import NO_RECORD_YET, is_before_records
from projects.indicators.bridge import PROJECT, Bridge, Move, bridge
from projects.indicators.definition import Indicator, Measure
from projects.indicators.scopes import Asked, asked_scope, query_of
from projects.indicators.views import PART_LABELS, FigurePage, amount_text
from projects.signing.models import Project

NAMED = 5


@dataclass(frozen=True)
class Named:
    """A project behind a move, with its share. `url`: of its file."""

    name: str
    url: str
    text: str


@dataclass(frozen=True)
class Line:
    """`projects`: those that changed it most and that the reader may see; `others`: how many more did, without a share of each, which
    would be the amount of a project out of sight (docs/decisions/0026)."""

    label: str
    rule: str
    text: str
    rows: int | None = None
    is_total: bool = False
    projects: tuple[Named, ...] = ()
    others: int = 0


@dataclass(frozen=True)
class Table:
    title: str
    lines: list[Line]
    is_whole: bool


class ComparePage(FigurePage):
    """`on`, `known`: the reading then (without any: the end of last month, as it was known on that day); `on2`, `known2`: the reading
    to compare with (today, as known now). An empty knowledge date means what is known now."""

    template_name = "indicators/compare.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        item, was = self.said(self.asked), self.said(self.then)
        found = bridge(item, self.then.scope, self.asked.scope, was=was if was.version != item.version else None)
        return self.page(
            found=found,
            then=self.then,
            now=self.asked,
            tables=[self.table(found, number) for number in range(len(found.sides))],
            then_query=query_of(self.then.scope),
            now_query=query_of(self.asked.scope),
        )

    def said(self, asked: Asked) -> Indicator:
        """By the version in force on the day of the reading's knowledge."""
        known = asked.scope.known
        return self.indicator.said_on(known.astimezone(clock.SHANGHAI).date() if known else clock.today())

    @cached_property
    def asked(self) -> Asked:
        """The later reading: it names the page's figure."""
        return self.reading("on2", "known2")

    @cached_property
    def then(self) -> Asked:
        if self.request.GET.get("on") or self.request.GET.get("known"):
            return self.reading("on", "known")
        scope = self.asked.scope
        month = scope.calendar.month_to(scope.on)
        last = ((month.start or scope.on) - timedelta(days=1)).isoformat()
        return self.scope_of({"on": last, "known": last, "unit": self.request.GET.get("unit", "")})

    def reading(self, on: str, known: str) -> Asked:
        asked = self.request.GET
        return self.scope_of({"on": asked.get(on, ""), "known": asked.get(known, ""), "unit": asked.get("unit", "")})

    def scope_of(self, data: Mapping[str, str]) -> Asked:
        try:
            return asked_scope(data, self.user)
        except LookupError as error:
            raise PermissionDenied("您还没有任职单位，请联系系统管理员") from error

    def context(self) -> dict[str, Any]:
        return super().context() | {"title": f"{self.figure.name}与某日相比", "today_day": clock.today()}

    def table(self, found: Bridge, number: int) -> Table:
        side = found.sides[number]
        measure = Measure(side.unit)
        lines = [
            Line(f"截至{found.start.scope.on}", self.words(self.then), amount_text(measure, side.old), is_total=True),
            *(self.line(move, measure, self.names(found) if side.about == PROJECT else None) for move in side.moves),
            Line(f"截至{found.end.scope.on}", self.words(self.asked), amount_text(measure, side.new), is_total=True),
        ]
        title = PART_LABELS[side.name] if len(found.sides) > 1 else "数值"
        return Table(title, lines, side.rest == 0)

    def words(self, asked: Asked) -> str:
        """The knowledge date; and the version, where there is more than one."""
        version = f"，第{self.said(asked).version}版口径" if self.indicator.past else ""
        return f"{known_words(asked)}{version}"

    def names(self, found: Bridge) -> dict[int, str]:
        """Of the projects behind the moves, as far as the reader may see them; read once."""
        if self._names is None:
            wanted = {key for side in found.sides if side.about == PROJECT for move in side.moves for key, _ in move.keys}
            visible = Project.objects.visible_to(self.user).filter(pk__in=wanted)
            self._names = dict(visible.values_list("pk", "name"))
        return self._names

    _names: dict[int, str] | None = None

    @staticmethod
    def line(move: Move, measure: Measure, names: Mapping[int, str] | None) -> Line:
        seen = [pair for pair in move.keys if pair[0] in (names or ())][:NAMED]
        named = (
            tuple(Named(names[key], reverse("project_detail", args=[key]), _changed(share, measure)) for key, share in seen)
            if names
            else ()
        )
        others = 0 if names is None else len(move.keys) - len(named)
        return Line(move.label, move.rule, _changed(move.amount, measure), move.rows, projects=named, others=others)


def _changed(amount: Decimal, measure: Measure) -> str:
    return f"{'+' if amount > 0 else ''}{amount_text(measure, amount)}"


def known_words(asked: Asked) -> str:
    known = asked.scope.known
    if known is None:
        return "按现在已入账"
    before = is_before_records(asked.scope.county.pk, known)
    return f"数据时点{known.astimezone(clock.SHANGHAI).date()}（{NO_RECORD_YET if before else '当时已入账'}）"
