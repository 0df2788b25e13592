"""What figures are made of.

A Fact is a kind of row that can be added up; a Part is one sum over a fact (which rows, in which window); an Indicator names one or
two parts and the formula between them. A Figure is an indicator's exact numerator and denominator in one scope: its number, text, cell
and JSON are derived from them, and figures of groups add up part by part, so that rates are never averaged.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Aggregate, Count, Q, QuerySet, Sum

from projects.core import units
from projects.core.periods import NATURAL, Calendar, Span, since_ever, year_before
from projects.indicators.lights import LightRule
from projects.months.models import Month
from projects.months.queries import calendar_of
from projects.organisations.models import Unit

if TYPE_CHECKING:
    from projects.organisations.models import User
    from projects.outreach.models import Fair

Rows = QuerySet[Any]
LAST_YEAR = "上年同期"
LAST_EDITION = "上届"


@dataclass(frozen=True)
class Scope:
    """Whose figures, as of which day. `known`: as the books stood then. `unit`: of that holder. `eyes`: only rows that person sees.
    `opened`: the county's months, where they are read already. `filters`: (cut, key as an address writes it), every one of them holds.
    `since`: the first day of 自定义 periods."""

    county: Unit
    on: date
    known: datetime | None = None
    unit: Unit | None = None
    eyes: "User | None" = None
    opened: Sequence[Month] | None = field(default=None, compare=False)
    filters: tuple[tuple[str, str], ...] = ()
    since: date | None = None

    @cached_property
    def months(self) -> Sequence[Month]:
        """All 统计月 of the county, in order: those that the scope was given, else one query."""
        return list(Month.objects.in_county(self.county.pk)) if self.opened is None else self.opened

    @cached_property
    def calendar(self) -> Calendar:
        return calendar_of(self.months)

    @property
    def holder(self) -> Unit | None:
        """None where the scope is the county itself."""
        return None if self.unit is None or self.unit.pk == self.county.pk else self.unit


@dataclass(frozen=True)
class Group:
    """One line of a cut; `key` None is 未明确."""

    key: Any
    label: str
    unit: Unit | None = field(default=None, compare=False)


UNCLEAR = "未明确"
UNCLEAR_KEY = "-"
"""How an address writes the group of what has no key."""


@dataclass(frozen=True)
class Cut:
    """A way to split a fact's rows. `path` leads to the key. `fact`: where another fact splits the same money among holders (credits).
    `within` (path, value): only that share of its rows. `kind`: the groups are the county's units of that kind in official order;
    `members`: any other groups, in their order. `read`: a key from an address. `unclear`: what the group without a key is called.
    `county`: path of the county of what it splits by; said beside the rows' own, one county's are found without reading all."""

    slug: str
    label: str
    path: str
    fact: str = ""
    within: tuple[str, str] | None = None
    kind: str = ""
    members: Callable[[Scope], Iterable[Group]] | None = None
    read: Callable[[str], Any] = str
    unclear: str = UNCLEAR
    county: str = ""

    @property
    def is_filter(self) -> bool:
        """Holders are the address's `unit`; whatever else splits rows can narrow a page."""
        return not self.fact and not self.kind and not self.within

    def chosen(self, text: str) -> Q:
        """The rows of a group as an address names it. Raises ValueError for what is no key."""
        if text != UNCLEAR_KEY:
            return self.where(self.read(text))
        none = Q(**{f"{self.path}__isnull": True})
        return none | Q(**{self.path: ""}) if self.read is str else none

    def where(self, key: Any) -> Q:
        return self.inside & Q(**{self.path: key})

    @property
    def inside(self) -> Q:
        return Q(**dict([self.within])) if self.within else Q()


@dataclass(frozen=True)
class Measure:
    """What is added: `column` empty counts rows."""

    unit: str
    column: str = ""

    def over(self, where: Q) -> Aggregate:
        return Sum(self.column, filter=where) if self.column else Count("pk", filter=where)


@dataclass(frozen=True)
class Column:
    """What `make(scope)` says of each row of a fact. `needs`: the computed columns that it reads; they stand before it in the fact."""

    make: Callable[[Scope], Any]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Fact:
    """`rows(scope)`: county and knowledge date are applied, the window is not. `columns`: what may be computed of them; a query is given
    those it names and no other, for each is a sub-query to build and to plan. `total`: the cut whose groups make the county's number
    (tasks: the county's own entries); empty, all rows do. `filters`: named conditions that parts may ask for. `by_stat_month`: its days
    lie in 统计月 and its year is theirs; what no month closes (tickets) goes by the calendar. `age`: how long after the first day of its
    fair a row counts. `as_known`: False where the rows are no book and stand as they are now, whatever `known` says."""

    slug: str
    label: str
    rows: Callable[[Scope], Rows]
    date: str
    measures: Mapping[str, Measure]
    cuts: Mapping[str, Cut]
    seen: "Callable[[Rows, User], Rows]"
    filters: Mapping[str, Q] = field(default_factory=dict)
    project: str = ""
    edition: str = ""
    total: str = ""
    by_stat_month: bool = True
    age: str = ""
    as_known: bool = True
    columns: Mapping[str, Column] = field(default_factory=dict)

    def rows_with(self, scope: Scope, names: Iterable[str]) -> Rows:
        """The rows with those of the computed columns that `names` hold."""
        wanted = {name for name in names if name in self.columns}
        for name in reversed([*self.columns]):
            if name in wanted:
                wanted.update(self.columns[name].needs)
        rows: Rows = self.rows(scope).annotate(
            **{name: column.make(scope) for name, column in self.columns.items() if name in wanted}
        )
        return rows


def _since_ever(calendar: Calendar, on: date) -> Span:
    return since_ever(on)


@dataclass(frozen=True)
class Window:
    """Which days count. `edition`: only what was signed at the headline fair, 0 its latest edition, 1 the one before. `is_custom`: from the
    scope's own first day. `is_before`: the same days of the year before. `is_equal_age`: of each fair as many days as have passed since
    the first day of the headline fair's latest edition."""

    label: str
    span: Callable[[Calendar, date], Span]
    edition: int | None = None
    is_custom: bool = False
    is_before: bool = False
    is_equal_age: bool = False

    def span_of(self, fact: Fact, scope: Scope) -> Span:
        calendar = scope.calendar if fact.by_stat_month else NATURAL
        span = Span(scope.since, scope.on) if self.is_custom and scope.since else self.span(calendar, scope.on)
        return year_before(span) if self.is_before and self.is_custom else span

    def where(self, fact: Fact, scope: Scope) -> Q:
        return days(fact, self.span_of(fact, scope))


def days(fact: Fact, span: Span) -> Q:
    until = Q(**{f"{fact.date}__lte": span.end})
    return until & Q(**{f"{fact.date}__gte": span.start}) if span.start else until


YEAR = Window("本年年初至截至日期", Calendar.year_to)
MONTH = Window("截至日期所在月", Calendar.month_to)
WEEK = Window("截至日期所在周周一至截至日期", Calendar.week_to)
SAME_PERIOD = Window("上年年初至上年同日", Calendar.same_period_to)
TWO_YEARS = Window("上年年初至截至日期", Calendar.two_years_to)
AS_OF = Window("截至日期为止", _since_ever)
FAIR = Window("重点节会最近一届", _since_ever, edition=0)
LAST_FAIR = Window("重点节会上一届", _since_ever, edition=1)
MONTH_BEFORE = Window("上年同月月初至上年同日", Calendar.same_month_to)
QUARTER = Window("本季季初至截至日期", Calendar.quarter_to)
QUARTER_BEFORE = Window("上年同季季初至上年同日", Calendar.same_quarter_to)
PERIOD = Window("起始日期至截至日期", Calendar.year_to, is_custom=True)
PERIOD_BEFORE = Window("上年同期", Calendar.year_to, is_custom=True, is_before=True)
EQUAL_AGE = Window("各届节会开幕起相同天数内", _since_ever, is_equal_age=True)


@dataclass(frozen=True)
class Part:
    """One sum. `only`: named filters of the fact. `by_project`: its holders are those named on the project, not those of the credit.
    `bundle`: sums of one bundle over one fact are read together; the first screen's have no name, dear or rare ones their own."""

    fact: str
    measure: str
    window: Window
    only: tuple[str, ...] = ()
    by_project: bool = False
    bundle: str = ""


@dataclass(frozen=True)
class Formula:
    """`number(figure)`: as printed, None where there is none. `value(figure)`: the same in the unit of tables (亿元)."""

    label: str
    number: "Callable[[Figure], Decimal | None]"
    text: "Callable[[Figure], str]"
    value: "Callable[[Figure], Decimal | None]"
    cell: Callable[[Decimal], str] = units.signed
    needs_under: bool = True


@dataclass(frozen=True)
class Indicator:
    """`name` may hold {fair}. `better`: 'more', 'less' or None. `beside`: always shown with it; `also`: said in the same text.
    `listed`: one of the article's figures; others serve pages and tables. `empty`: what it prints without a denominator.
    A changed definition is a new version: the entry says the new one with `changed` (what changed against the one before) and keeps the
    earlier ones whole in `past`, oldest first."""

    slug: str
    name: str
    unit: str
    over: Part
    formula: Formula
    means: str
    excludes: str
    basis: str
    under: Part | None = None
    better: str | None = "more"
    also: str | None = None
    beside: str | None = None
    base: str = LAST_YEAR
    empty: str = units.NOT_APPLICABLE
    listed: bool = True
    owner: str = "县招商局"
    version: str = "1"
    since: date = date(2024, 1, 1)
    changed: str = ""
    past: tuple["Indicator", ...] = ()

    @property
    def versions(self) -> tuple["Indicator", ...]:
        """Oldest first, this one last."""
        return (*self.past, self)

    def said_on(self, day: date) -> "Indicator":
        """The version by which the figure was said on that day; before the first one, by the first."""
        return next((item for item in reversed(self.versions) if item.since <= day), self.versions[0])

    def version_called(self, version: str) -> "Indicator | None":
        return next((item for item in self.versions if item.version == version), None)

    @property
    def parts(self) -> dict[str, Part]:
        return {"over": self.over} | ({"under": self.under} if self.under else {})


@dataclass(frozen=True)
class Figure:
    """Exact `over` and `under` (amounts in 万元); everything else is derived. `is_apart`: the scope's filters cannot narrow it, so that it
    has no number there."""

    indicator: Indicator
    over: Decimal
    under: Decimal | None
    scope: Scope
    fair: "Fair | None" = None
    also: "Figure | None" = None
    is_apart: bool = False
    light_rule: Callable[[], LightRule] | None = field(default=None, compare=False, repr=False)

    def __add__(self, other: "Figure") -> "Figure":
        """Of two groups of one indicator: parts are added, rates never averaged."""
        if other.indicator != self.indicator or other.scope.on != self.scope.on:
            raise ValueError(f"{other.indicator.slug} cannot be added to {self.indicator.slug}")
        under = None if self.under is None or other.under is None else self.under + other.under
        also = self.also + other.also if self.also and other.also else None
        return replace(self, over=self.over + other.over, under=under, also=also)

    @property
    def slug(self) -> str:
        return self.indicator.slug

    @property
    def name(self) -> str:
        return self.indicator.name.format(fair=self.fair.name if self.fair else "重点节会")

    @cached_property
    def number(self) -> Decimal | None:
        """By the formula and its rounding; 万元 for amounts."""
        return None if self.is_apart else self.indicator.formula.number(self)

    @cached_property
    def text(self) -> str:
        """As the article prints it."""
        if self.is_apart:
            return units.NOT_APPLICABLE
        own = self.indicator.formula.text(self)
        return f"{own}、{self.also.name}{self.also.text}" if self.also else own

    @property
    def value(self) -> Decimal | None:
        """For a cell: amounts in 亿元 with two decimals, rates in percent."""
        return None if self.is_apart else self.indicator.formula.value(self)

    @property
    def cell(self) -> str:
        value = self.value
        return units.NOT_APPLICABLE if value is None else self.indicator.formula.cell(value)

    @property
    def rate(self) -> Decimal | None:
        """over ÷ under as it is, None without a denominator."""
        return self.over / self.under if self.under is not None and self.under > 0 else None

    @property
    def ahead(self) -> Decimal | None:
        """Completion less the share of the year that has passed, exact."""
        return None if self.rate is None else self.rate - self.scope.calendar.share_of_year(self.scope.on)

    @property
    def light(self) -> str:
        """red, yellow, blue or ok (definitions 1.20), by the thresholds in force on the cut-off; empty where there is no pace."""
        if self.ahead is None:
            return ""
        return (self.light_rule() if self.light_rule else LightRule()).of(self.ahead)

    @property
    def ahead_wan(self) -> Decimal | None:
        """超/欠序时 as an amount: what lies above or below the task's share of the year, exact."""
        if self.ahead is None or self.under is None:
            return None
        return self.over - self.under * self.scope.calendar.share_of_year(self.scope.on)

    def json(self) -> dict[str, Any]:
        return {
            "slug": self.slug,
            "name": self.name,
            "text": self.text,
            "number": None if self.number is None else units.plain(self.number),
            "over": units.plain(self.over),
            "under": None if self.under is None else units.plain(self.under),
            "unit": self.indicator.unit,
            "version": self.indicator.version,
        }
