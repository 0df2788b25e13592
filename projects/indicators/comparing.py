"""与某日相比: one figure at two readings, each with its cut-off and its knowledge date, and the bridge between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from projects.core import clock
from projects.funding.queries.openings import NO_RECORD_YET, is_before_records
from projects.indicators.bridge import Bridge, Move, bridge
from projects.indicators.definition import Indicator, Measure
from projects.indicators.scopes import Asked, asked_scope, query_of
from projects.indicators.views import PART_LABELS, FigurePage, amount_text


@dataclass(frozen=True)
class Line:
    label: str
    rule: str
    text: str
    rows: int | None = None
    is_total: bool = False


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
            *(self.line(move, measure) for move in side.moves),
            Line(f"截至{found.end.scope.on}", self.words(self.asked), amount_text(measure, side.new), is_total=True),
        ]
        title = PART_LABELS[side.name] if len(found.sides) > 1 else "数值"
        return Table(title, lines, side.rest == 0)

    def words(self, asked: Asked) -> str:
        """The knowledge date; and the version, where there is more than one."""
        version = f"，第{self.said(asked).version}版口径" if self.indicator.past else ""
        return f"{known_words(asked)}{version}"

    @staticmethod
    def line(move: Move, measure: Measure) -> Line:
        sign = "+" if move.amount > 0 else ""
        return Line(move.label, move.rule, f"{sign}{amount_text(measure, move.amount)}", move.rows)


def known_words(asked: Asked) -> str:
    known = asked.scope.known
    if known is None:
        return "按现在已入账"
    before = is_before_records(asked.scope.county.pk, known)
    return f"数据时点{known.astimezone(clock.SHANGHAI).date()}（{NO_RECORD_YET if before else '当时已入账'}）"
