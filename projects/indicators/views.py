"""Two pages behind every figure: its rows, and its 口径."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from projects.core import clock
from projects.core.units import money_cell, plain
from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS
from projects.indicators.catalogue.documents import document_of
from projects.indicators.definition import Figure, Group, Indicator, Measure, Part
from projects.indicators.formulas import PACE
from projects.indicators.scopes import GUARDED, Asked, asked_scope, values_of
from projects.indicators.standing import standing
from projects.indicators.tables import SHEETS, Cell, Sheet, columns_of, total_text
from projects.organisations.models import User
from projects.pages.views import Crumb, Page
from projects.templatetags.ui import PAGE_SIZES

PART_LABELS = {"over": "分子", "under": "分母"}
PAGE_SIZE = "50"


def scope_for(request: HttpRequest, user: User, *, may_narrow: bool = False) -> Asked:
    """Raises PermissionDenied for a person without a post: such a one belongs to no county."""
    try:
        return asked_scope(request.GET, user, may_narrow=may_narrow)
    except LookupError as error:
        raise PermissionDenied("您还没有任职单位，请联系系统管理员") from error


class FigurePage(Page):
    """Of one indicator in the scope of the address."""

    @cached_property
    def indicator(self) -> Indicator:
        """The version that the address names; else the one in force on the day of its knowledge, so that an old address says what it
        said."""
        item = INDICATORS.get(self.kwargs["slug"])
        if item is None:
            raise Http404
        named = item.version_called(self.request.GET.get("v", ""))
        if named is not None:
            return named
        known = self.asked.scope.known
        return item.said_on(known.astimezone(clock.SHANGHAI).date()) if known else item

    @cached_property
    def asked(self) -> Asked:
        return scope_for(self.request, self.user, may_narrow=True)

    @cached_property
    def board(self) -> Board:
        return Board(self.asked.scope, reader=self.user)

    @cached_property
    def figure(self) -> Figure:
        return self.board.figure(self.indicator)

    def crumbs(self) -> list[Crumb]:
        return [("驾驶舱", f"{reverse('cockpit')}?{self.asked.query}"), (self.figure.name, None)]

    def context(self) -> dict[str, Any]:
        scope = self.asked.scope
        return {
            "lasting": f"{self.request.path}?{self.asked.query_with(**self.lasting())}",
            "title": self.figure.name,
            "crumbs": self.crumbs(),
            "figure": self.figure,
            "asked": self.asked,
            "scope": scope,
            "standing": standing(self.board, self.indicator),
            "pace_rule": scope.calendar.share_of_year_rule(scope.on) if self.indicator.formula is PACE else "",
        }

    def lasting(self) -> dict[str, str | None]:
        """What the address says besides, so that it answers the same whenever it is opened."""
        scope, asked = self.asked.scope, self.request.GET
        known = values_of(replace(scope, known=scope.known or clock.now()))["known"]
        group = {name: asked.get(name) for name in ("by", "key")} if asked.get("by") else {}
        return {"v": self.indicator.version, "known": known, "part": asked.get("part"), **group}


@dataclass(frozen=True)
class Side:
    """Numerator or denominator, as the 口径 page shows it."""

    name: str
    label: str
    fact: str
    window: str
    text: str


def amount_text(measure: Measure, value: Decimal) -> str:
    return f"{money_cell(value)}万元" if measure.unit == "万元" else f"{plain(value)}{measure.unit}"


class MeaningPage(FigurePage):
    """口径: what it means, what it leaves out, where it comes from, and its numerator and denominator today."""

    template_name = "indicators/meaning.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        current = INDICATORS[self.indicator.slug]
        return self.page(
            sides=[self.side(name, part) for name, part in self.indicator.parts.items()],
            current=current,
            cuts=[
                cut.label for cut in self.board.source(self.indicator.over)[0].cuts.values() if not cut.slug.startswith("project-")
            ],
            example=self.example(),
            document=document_of(self.indicator),
        )

    def example(self) -> str:
        """The formula with today's numbers in it."""
        if self.indicator.under is None or self.figure.is_apart:
            return self.figure.text
        sides = [self.side(name, part).text for name, part in self.indicator.parts.items()]
        return f"{self.indicator.formula.label}：分子{sides[0]}，分母{sides[1]}，得{self.figure.text}"

    def side(self, name: str, part: Part) -> Side:
        fact, measure = self.board.source(part)
        value: Decimal = getattr(self.figure, name)
        label = PART_LABELS[name] if self.indicator.under else "数值"
        return Side(name, label, fact.label, self.days(part), amount_text(measure, value))

    def days(self, part: Part) -> str:
        """The window in words, and from which day to which."""
        span = part.window.span_of(self.board.source(part)[0], self.asked.scope)
        return f"{part.window.label}（{span.start}至{span.end}）" if span.start else part.window.label


@dataclass(frozen=True)
class Line:
    """`address`: of the project's file, or of the row itself; `evidence`: of what proves it."""

    address: str
    cells: list[Cell]
    evidence: str
    words: str


class RowsPage(FigurePage):
    """Exactly the rows that the number adds up; the total at the foot is the number. Rows out of sight are counted, not shown."""

    template_name = "indicators/rows.html"

    @cached_property
    def part_name(self) -> str:
        return "under" if self.request.GET.get("part") == "under" and self.indicator.under else "over"

    @property
    def cut(self) -> str:
        return self.request.GET.get("by", "")

    @property
    def key(self) -> str:
        return self.request.GET.get("key", "")

    @cached_property
    def group(self) -> tuple[Group, Figure] | None:
        """The one that the address names (`by`, `key`; an empty key is 未明确); an unknown one is left out."""
        try:
            figures = self.board.by(self.indicator, self.cut) if self.cut else {}
            found = next((pair for pair in figures.items() if key_text(pair[0]) == self.key), None)
            if found:
                self.board.group_rows(self.indicator.over, self.cut, found[0].key)
        except KeyError:
            return None
        return found

    @cached_property
    def figure(self) -> Figure:
        return self.group[1] if self.group else self.board.figure(self.indicator)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        part = self.indicator.parts[self.part_name]
        fact, measure = self.board.source(part)
        sheet = SHEETS[fact.slug]
        rows = self.board.group_rows(part, self.cut, self.group[0].key) if self.group else self.board.part_rows(part)
        visible = fact.seen(rows, self.user)
        size = request.GET.get("per_page", PAGE_SIZE)
        size = size if size in {str(choice) for choice in PAGE_SIZES} else PAGE_SIZE
        ordered = visible.select_related(*sheet.joins).order_by(f"-{fact.date}", "-pk")
        page = Paginator(ordered, int(size)).get_page(request.GET.get("page"))
        columns = columns_of(fact.slug, part.measure)
        total: Decimal = getattr(self.figure, self.part_name)
        seen_total = visible.aggregate(total=measure.over(Q()))["total"]
        if self.figure.is_apart:
            return self.page(apart=True)
        return self.page(
            page=page,
            noun=sheet.noun,
            columns=columns,
            lines=[self.line(row, columns, sheet) for row in page],
            total=total_text(measure, total),
            hidden=rows.count() - page.paginator.count,
            seen_total=total_text(measure, Decimal(seen_total or 0)),
            group=self.group[0].label if self.group else "",
            guarded=GUARDED if self.group and self.board.is_guarded(self.cut) else "",
            group_query=urlencode({"by": self.cut, "key": self.key}) if self.group else "",
            part_name=self.part_name,
            part_label=PART_LABELS[self.part_name] if self.indicator.under else "",
            other_part={"over": "under", "under": "over"}[self.part_name] if self.indicator.under else "",
            other_label=PART_LABELS["under" if self.part_name == "over" else "over"],
        )

    @staticmethod
    def line(row: Any, columns: Any, sheet: Sheet) -> Line:
        cells = [Cell(column.label, column.text(row), column.is_number, column.is_title) for column in columns]
        project = sheet.project(row)
        evidence = sheet.proof(row)
        return Line(
            _address(sheet.page, project) if project else _address(*evidence.target) if evidence.target else "",
            cells,
            _address(*evidence.target) if evidence.target else "",
            evidence.words,
        )


def key_text(group: Group) -> str:
    """A group's key as it stands in an address; nothing for 未明确."""
    return "" if group.key is None else str(group.key)


def _address(name: str, *args: Any) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
