"""The board: every figure of one scope, each fact read once.

On the first figure of a fact all sums of its bundle over the fact are read in one query with filtered aggregates; likewise for each cut.
Pages, workbooks, JSON and bulletins ask the board and never add, divide or round by themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import DecimalField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import Cast, Coalesce

from projects.access.permissions import sees_whole_county
from projects.core.periods import Span
from projects.core.units import WAN_DIGITS, WAN_PLACES
from projects.indicators.catalogue import BUNDLES, FACTS, LISTED, MONEY_FACTS, indicator
from projects.indicators.definition import Cut, Fact, Figure, Group, Indicator, Part, Rows, Scope, days
from projects.indicators.lights import LightRule
from projects.indicators.scopes import is_published
from projects.months.models import Month
from projects.organisations.models import Unit, User
from projects.outreach.models import Fair
from projects.reference.choices import HEADLINE_FAIR, LIGHT_POINTS
from projects.reference.models import setting

Which = str | Indicator
Values = dict[Part, Decimal]
ZERO = Decimal(0)


@dataclass(frozen=True)
class Home:
    """Where a part's rows stand in a scope: a fact, and the holder's share of it (none for the county)."""

    fact: Fact
    holder: Cut | None = None


@dataclass(frozen=True)
class GroupKey:
    """One query: a bundle's sums over the rows of a home, grouped by a path and by what the cut lies within. `only`: of that
    dimension alone. `county`: the cut's."""

    home: Home
    bundle: tuple[Part, ...]
    path: str
    within: str
    only: str = ""
    county: str = ""


class Board:
    """`reader`: whose board it is; groups finer than what is published add up only what that person may see (docs/decisions/0026).
    `splits_once`: of the credit's dimensions only those that are asked for are read, each by a query of its own; without it, all in one.
    """

    def __init__(self, scope: Scope, *, reader: User | None = None, splits_once: bool = False) -> None:
        self.scope = scope
        self._reader = reader
        self._splits_once = splits_once
        self._totals: dict[tuple[Part, ...], Values] = {}
        self._groups: dict[GroupKey, dict[tuple[Any, Any], Values]] = {}
        self._named: dict[Cut, list[Group]] = {}

    # --- What pages ask ------------------------------------------------------------------------------

    def figure(self, which: Which) -> Figure:
        item = indicator(which)
        if not self.can_say(item):
            return self._apart(item)
        over = self._total(item.over)
        under = self._total(item.under) if item.under else None
        return self._figure(item, over, under, self.figure(item.also) if item.also else None)

    def figures(self) -> list[Figure]:
        """All of the article's, in its order."""
        return [self.figure(item) for item in LISTED]

    def by(self, which: Which, cut: str) -> dict[Group, Figure]:
        """One figure for each group in official order; what nobody holds stands last as 未明确. Raises KeyError for an unknown cut."""
        if self.is_guarded(cut):
            return self._own.by(which, cut)
        item = indicator(which)
        if not self.can_say(item):
            return {group: self._apart(item) for group in self._groups_of(self._cut(item.over, cut), [])}
        also = self.by(item.also, cut) if item.also else {}
        over = self._by(item.over, cut)
        under = self._by(item.under, cut) if item.under else {}
        return {
            group: self._figure(
                item,
                over.get(group.key, ZERO),
                under.get(group.key, ZERO) if item.under else None,
                also.get(group),
            )
            for group in self._groups_of(self._cut(item.over, cut), [*over, *under])
        }

    def is_guarded(self, cut: str) -> bool:
        """Whether groups of the cut hold only what the reader may see."""
        if self._reader is None or self.scope.eyes is not None or is_published(self.scope, cut):
            return False
        return not sees_whole_county(self._reader)

    @cached_property
    def _own(self) -> "Board":
        return Board(replace(self.scope, eyes=self._reader, opened=self.scope.months), splits_once=self._splits_once)

    def can_say(self, which: Which) -> bool:
        """Whether every filter of the scope can narrow what the figure adds up; tasks have no sector."""
        cuts = [self._home(part).fact.cuts for part in indicator(which).parts.values()]
        return all(slug in known and known[slug].is_filter for slug, _ in self.scope.filters for known in cuts)

    def nothing(self, which: Which) -> Figure:
        """Of a holder without any row."""
        item = indicator(which)
        return self._figure(item, ZERO, ZERO if item.under else None, None)

    def series(self, which: Which, grain: str = "month") -> dict[Group, Figure]:
        """Months of the year of the indicator's window, up to the cut-off."""
        return self.by(which, grain)

    def rows(self, which: Which, part: str = "over") -> Rows:
        """Exactly the rows that the number adds up. Raises KeyError when the indicator has no such part."""
        return self.part_rows(indicator(which).parts[part])

    def group_rows(self, part: Part, cut: str, key: Any) -> Rows:
        """Those of one group of a cut. Raises KeyError for an unknown cut, or one whose sums stand in another fact."""
        if self.is_guarded(cut):
            return self._own.group_rows(part, cut, key)
        found = self._cut(part, cut)
        if found.fact:
            raise KeyError(cut)
        where = Q(**{f"{found.path}__isnull": True}) if key is None else found.where(key)
        return self._part_rows(part, where)

    def part_rows(self, part: Part) -> Rows:
        """With the column that the part's measure adds up."""
        return self._part_rows(part, Q())

    def _part_rows(self, part: Part, more: Q) -> Rows:
        home = self._home(part)
        where = self._where(home.fact, part) & more
        if home.holder is None and home.fact.total:
            where &= home.fact.cuts[home.fact.total].inside
        return self._base(home, where, [home.fact.measures[part.measure].column])

    def annotate(self, projects: "QuerySet[Any]", which: Which) -> "QuerySet[Any]":
        """Adds the figure's sum as a column of each project, named by the slug with underscores; sort and page by it."""
        item = indicator(which)
        fact, measure = self.source(item.over)
        rows = self.rows(item).filter(**{fact.project: OuterRef("pk")}).order_by().values(fact.project)
        value = rows.annotate(annotated_value=measure.over(Q())).values("annotated_value")
        number: DecimalField[Any, Any] = DecimalField(max_digits=WAN_DIGITS, decimal_places=WAN_PLACES)
        column: Rows = projects.annotate(
            **{item.slug.replace("-", "_"): Coalesce(Cast(Subquery(value), number), Value(ZERO), output_field=number)}
        )
        return column

    def source(self, part: Part) -> tuple[Fact, Any]:
        """The fact and the measure that a part's rows have in this scope."""
        fact = self._home(part).fact
        return fact, fact.measures[part.measure]

    def is_open(self, which: Which) -> bool:
        """A money figure that touches a month which still takes rows (未月结)."""
        return bool(self.touched_months(which))

    def touched_months(self, which: Which) -> list[Month]:
        """The months that still take rows and that a money figure touches, in order."""
        parts = [part for part in indicator(which).parts.values() if part.fact in MONEY_FACTS]
        spans = [part.window.span_of(FACTS[part.fact], self.scope) for part in parts]
        return [
            month
            for month in self.open_months
            if any(month.starts_on <= span.end and (span.start is None or month.ends_on >= span.start) for span in spans)
        ]

    @cached_property
    def open_months(self) -> list[Month]:
        return [month for month in self.scope.months if not month.is_closed]

    @cached_property
    def light_rule(self) -> LightRule:
        return LightRule.by(setting(LIGHT_POINTS, self.scope.on))

    @cached_property
    def fairs(self) -> list[Fair]:
        """Editions of the headline fair that had begun, latest first."""
        series = setting(HEADLINE_FAIR, self.scope.on)
        begun = Fair.objects.in_county(self.scope.county.pk).filter(series=series, starts_on__lte=self.scope.on)
        return list(begun.order_by("-edition"))

    @cached_property
    def units(self) -> list[Unit]:
        """The county's, in official order."""
        return list(self.county_units)

    @property
    def county_units(self) -> QuerySet[Unit]:
        return Unit.objects.filter(county=self.scope.county).order_by("seq", "id")

    @cached_property
    def age(self) -> timedelta | None:
        """How long ago the headline fair's latest edition began."""
        return self.scope.on - self.fairs[0].starts_on if self.fairs else None

    # --- Sums ----------------------------------------------------------------------------------------

    def _figure(self, item: Indicator, over: Decimal, under: Decimal | None, also: Figure | None) -> Figure:
        fair = self._fair(item.over)
        return Figure(item, over, under, self.scope, fair, also, light_rule=lambda: self.light_rule)

    def _apart(self, item: Indicator) -> Figure:
        return replace(self.nothing(item), is_apart=True)

    def _fair(self, part: Part) -> Fair | None:
        edition = part.window.edition
        return self.fairs[edition] if edition is not None and edition < len(self.fairs) else None

    def _home(self, part: Part) -> Home:
        fact = FACTS[part.fact]
        if self.scope.holder is None:
            return Home(fact)
        cut = self._own_cut(fact, part, self.scope.holder.kind)
        return Home(FACTS[cut.fact] if cut.fact else fact, cut)

    @staticmethod
    def _own_cut(fact: Fact, part: Part, slug: str) -> Cut:
        """Holders of a part that goes by project are those named on the project."""
        return fact.cuts.get(f"project-{slug}", fact.cuts[slug]) if part.by_project else fact.cuts[slug]

    def _cut(self, part: Part, slug: str) -> Cut:
        return self._own_cut(self._home(part).fact, part, slug)

    def _base(self, home: Home, where: Q, read: Iterable[str]) -> Rows:
        """Rows of the scope where this holds, with the computed columns that are asked for or read."""
        if home.holder and self.scope.holder:
            where &= home.holder.where(self.scope.holder.pk)
        for slug, text in self.scope.filters:
            where &= home.fact.cuts[slug].chosen(text)
        rows = home.fact.rows_with(self.scope, {*where.referenced_base_fields, *read}).filter(where)
        return home.fact.seen(rows, self.scope.eyes) if self.scope.eyes else rows

    def _where(self, fact: Fact, part: Part, known: frozenset[str] = frozenset()) -> Q:
        """`known`: conditions that the rows are chosen by already."""
        where = part.window.where(fact, self.scope)
        for name in part.only:
            if name not in known:
                where &= fact.filters[name]
        if part.window.edition is not None:
            fair = self._fair(part)
            where &= Q(**{fact.edition: fair.pk if fair else 0})  # no fair has number 0
        if part.window.is_equal_age:
            where &= Q(**{f"{fact.age}__lte": self.age or timedelta()})
        return where

    def _narrow(self, fact: Fact, parts: Sequence[Part]) -> Q:
        """What every one of the parts asks for, so that the database reads no row for nothing."""
        spans = [part.window.span_of(fact, self.scope) for part in parts]
        starts = [span.start for span in spans if span.start]
        first = min(starts) if len(starts) == len(spans) else None
        where = days(fact, Span(first, max(span.end for span in spans)))
        for name in sorted(_shared(parts)):
            where &= fact.filters[name]
        return where

    def _summed(self, fact: Fact, parts: Sequence[Part]) -> set[str]:
        """The columns that the parts' sums read."""
        found = {fact.measures[part.measure].column for part in parts}
        return found.union(*(self._where(fact, part, _shared(parts)).referenced_base_fields for part in parts))

    def _sums(self, fact: Fact, parts: Sequence[Part]) -> dict[str, Any]:
        """Of rows narrowed to what the parts share."""
        known = _shared(parts)
        return {
            f"sum_{place}": fact.measures[part.measure].over(self._where(fact, part, known)) for place, part in enumerate(parts)
        }

    @staticmethod
    def _values(row: Mapping[str, Any], parts: Sequence[Part]) -> Values:
        return {part: Decimal(row[f"sum_{place}"] or 0) for place, part in enumerate(parts)}

    def _total(self, part: Part) -> Decimal:
        home = self._home(part)
        if home.holder is None and home.fact.total:
            return sum(self._by(part, home.fact.total).values(), ZERO)
        bundle = tuple(other for other in _together(part) if self._home(other) == home)
        read = self._read_whole(home, part)
        if read is not None:
            return sum((values[part] for values in read), ZERO)
        if bundle not in self._totals:
            rows = self._base(home, self._narrow(home.fact, bundle), self._summed(home.fact, bundle))
            self._totals[bundle] = self._values(rows.aggregate(**self._sums(home.fact, bundle)), bundle)
        return self._totals[bundle][part]

    def _read_whole(self, home: Home, part: Part) -> list[Values] | None:
        """A grouping of all the home's rows that is read already: its groups add up to the total."""
        for key, groups in self._groups.items():
            if key.home == home and not key.within and part in key.bundle:
                return list(groups.values())
        return None

    def _by(self, part: Part, slug: str) -> dict[Any, Decimal]:
        """Key of the group → sum, where there is any: rows outside the window open no group."""
        cut = self._cut(part, slug)
        inside = cut.within[1] if cut.within else None
        groups = self._grouped(part, cut)
        return {key: values[part] for (within, key), values in groups.items() if within == inside and values[part]}

    def _grouped(self, part: Part, cut: Cut) -> dict[tuple[Any, Any], Values]:
        home = Home(FACTS[cut.fact]) if cut.fact else self._home(part)
        bundle = tuple(other for other in _together(part) if self._falls_into(other, cut, home))
        within, value = cut.within or ("", "")
        key = GroupKey(home, bundle, cut.path, within, value if cut.fact and self._splits_once else "", cut.county)
        if key not in self._groups:
            self._groups[key] = self._read_groups(key)
        return self._groups[key]

    def _falls_into(self, part: Part, cut: Cut, home: Home) -> bool:
        own = self._home(part)
        slug = cut.slug.removeprefix("project-")
        if slug not in own.fact.cuts or any(name not in home.fact.filters for name in part.only):
            return False
        found = self._own_cut(own.fact, part, slug)
        return found == cut and (Home(FACTS[found.fact]) if found.fact else own) == home

    def _read_groups(self, key: GroupKey) -> dict[tuple[Any, Any], Values]:
        paths = [key.within, key.path] if key.within else [key.path]
        read = {*self._summed(key.home.fact, key.bundle), *(path.split(LOOKUP_SEP)[0] for path in paths)}
        where = self._narrow(key.home.fact, key.bundle)
        if key.only:
            where &= Q(**{key.within: key.only})
        if key.county:
            where &= Q(**{key.county: self.scope.county.pk})
        rows = self._base(key.home, where, read)
        sums = rows.order_by().values(*paths).annotate(**self._sums(key.home.fact, key.bundle))
        return {(row[key.within] if key.within else None, row[key.path]): self._values(row, key.bundle) for row in sums}

    def _groups_of(self, cut: Cut, keys: list[Any]) -> list[Group]:
        """The cut's members, then whatever else has rows, then what has no key."""
        members = self._members(cut)
        named = {group.key for group in members}
        others = [key for key in dict.fromkeys(keys) if key is not None and key != "" and key not in named]
        unclear = [Group(key, cut.unclear) for key in dict.fromkeys(keys) if key is None or key == ""]
        return [*members, *(self._other(cut, key) for key in others), *unclear]

    def _members(self, cut: Cut) -> list[Group]:
        if cut.members:
            if cut not in self._named:
                self._named[cut] = list(cut.members(self.scope))
            return self._named[cut]
        return [Group(unit.pk, str(unit), unit) for unit in self.units if unit.kind == cut.kind and unit.is_active]

    def _other(self, cut: Cut, key: Any) -> Group:
        unit = next((unit for unit in self.units if unit.pk == key), None) if not cut.members else None
        return Group(key, str(unit or key), unit)


def _shared(parts: Sequence[Part]) -> frozenset[str]:
    """Conditions that every one of them names."""
    return frozenset.intersection(*(frozenset(part.only) for part in parts))


def _together(part: Part) -> tuple[Part, ...]:
    """All parts of its bundle; a part of an earlier definition is read alone."""
    found = BUNDLES.get(part.bundle, ())
    return found if part in found else (part,)
