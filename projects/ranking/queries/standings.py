"""How the holders of tasks stand, group by group: by the board, today and at the end of the last closed month."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, reduce
from operator import add
from typing import TypeVar

from projects.core import clock
from projects.core.periods import Span
from projects.funding.access import sees_holder
from projects.funding.choices import UNASSIGNED
from projects.funding.queries.reporting import reporting_of, with_reports
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Scope
from projects.indicators.lights import LightRule
from projects.indicators.sentences import MONEY as MONEY_SLUGS
from projects.indicators.sentences import sentence
from projects.months.models import Month
from projects.organisations.choices import DIMENSIONS, LEADER
from projects.organisations.models import Unit, User
from projects.ranking.choices import GROUPS, LEADERS_RULE, MONEY, RULE, RankGroup, RankKind, group_of
from projects.ranking.queries.pending import Pending, pending_credits
from projects.reference.choices import LIGHT_POINTS, ON, PARTS, RANK_LEADERS
from projects.reference.models import settings_on
from projects.signing.actions import credit_mode

K = TypeVar("K", bound=Hashable)
ZERO = Decimal(0)
ADJUSTED = "arrived-adjusted"


def ranks_of(rates: Mapping[K, Decimal | None]) -> dict[K, int]:
    """The highest rate first, exact; equal ones share a rank and the next is counted on (1, 2, 2, 4). None has no rank."""
    standing = sorted((rate for rate in rates.values() if rate is not None), reverse=True)
    return {key: standing.index(rate) + 1 for key, rate in rates.items() if rate is not None}


@dataclass(frozen=True)
class Place:
    """One unit. `rank` None: unranked. `hoped`: its completion if all that waits were counted; nothing of it is in the book."""

    unit: Unit
    kind: RankKind
    figures: dict[str, Figure]
    rank: int | None = None
    last_rank: int | None = None
    pending_wan: Decimal = ZERO
    hoped_rank: int | None = None

    @property
    def task(self) -> Figure:
        return self.figures[self.kind.task]

    @property
    def done(self) -> Figure:
        return self.figures[self.kind.done]

    @property
    def completion(self) -> Figure:
        return self.figures[self.kind.completion]

    @property
    def pace(self) -> Figure:
        return self.figures[self.kind.pace]

    @property
    def light(self) -> str:
        return self.pace.light

    @property
    def hoped(self) -> Figure:
        return replace(self.completion, over=self.completion.over + self.pending_wan)

    @property
    def gap_wan(self) -> Decimal | None:
        """What is missing to the year's task; below zero when more is done. None without a task."""
        return self.task.over - self.done.over if self.task.over else None

    @property
    def say(self) -> str:
        """复制表述."""
        return sentence(self.figures, self.kind.done, str(self.unit))

    @property
    def climbed(self) -> int:
        """Ranks gained since the last period, below zero when lost; 0 where one of them is unknown."""
        return self.last_rank - self.rank if self.rank and self.last_rank else 0

    @property
    def fallen(self) -> int:
        return -self.climbed


@dataclass(frozen=True)
class Standing:
    """A group's places: ranked ones in order, then those without a task in official order. `hidden`: out of the person's sight."""

    group: RankGroup
    places: list[Place]
    is_ranked: bool
    hidden: int = 0

    @property
    def is_open_to_all(self) -> bool:
        return self.group.value != LEADER

    @property
    def counts(self) -> dict[str, int]:
        return {light: sum(place.light == light for place in self.places) for light in ("red", "yellow", "blue", "ok")}

    @property
    def sums(self) -> dict[str, Figure]:
        """Parts are added; rates follow from the sums."""
        rows = [place.figures for place in self.places]
        return {slug: reduce(add, (row[slug] for row in rows)) for slug in (rows[0] if rows else {})}

    @property
    def rules(self) -> list[str]:
        return [RULE if self.is_ranked else LEADERS_RULE]


class Standings:
    """`eyes`: whose; None is the county's own paper, which holds the leaders too. What is read is read once, on the first question."""

    def __init__(self, scope: Scope, eyes: User | None, kind: RankKind = MONEY, board: Board | None = None) -> None:
        self.scope, self.eyes, self.kind = scope, eyes, kind
        self.board = board or Board(scope)
        self.settings = settings_on((RANK_LEADERS, LIGHT_POINTS), scope.on)
        self.board.light_rule = LightRule.by(self.settings[LIGHT_POINTS])
        self.reports = self._read_units()
        self.last_month = self._read_months()
        self._last = self._last_ranks()
        self.tells_pending = kind == MONEY and scope.known is None and scope.on == clock.today()
        self._pending = self._read_pending() if self.tells_pending else {}

    def _read_units(self) -> str | None:
        """The county's units, and 已报/应报 of the open month with them, in one query; None where no open month is touched."""
        touched = self.board.touched_months(self.kind.done)
        if not touched:
            return None
        units = Unit.objects.filter(county=self.board.scope.county).order_by("seq", "id")
        self.board.units = list(with_reports(units, touched[-1]))
        return reporting_of(self.board.units).text

    def _read_months(self) -> Month | None:
        """The last closed month of the year that had ended by then."""
        scope = self.board.scope
        year = scope.calendar.year_of(scope.on)
        closed = [month for month in scope.months if month.is_closed and month.ends_on < scope.on and month.year == year]
        return max(closed, key=lambda month: month.ends_on, default=None)

    @cached_property
    def mode(self) -> str:
        """Of the statistical year, as its money was credited."""
        return credit_mode(self.board.scope.calendar.year_of(self.board.scope.on))

    @property
    def adjusted(self) -> Figure:
        """其中调整上月数 of the county from the credit that the groups were read from: Σ credit is the money in every dimension, under
        *parts* over all holders. No query."""
        cuts = [item.value for item in DIMENSIONS] + [UNASSIGNED] if self.mode == PARTS else [DIMENSIONS[-1].value]
        figures = [figure for cut in cuts for figure in self.board.by(ADJUSTED, cut).values()]
        return reduce(add, figures, self.board.nothing(ADJUSTED))

    @property
    def year(self) -> Span:
        return self.board.scope.calendar.year_to(self.board.scope.on)

    def _read_pending(self) -> Pending:
        return pending_credits(self.board.scope.county.pk, self.year, self.board.open_months, self.mode)

    def _last_ranks(self) -> dict[int, int]:
        """By unit: the same board at the end of the last closed month."""
        if self.last_month is None:
            return {}
        board = Board(replace(self.scope, on=self.last_month.ends_on, opened=self.board.scope.months))
        board.units = self.board.units
        return self._ranked(figures_by_unit(board, (self.kind.completion,)), self.kind.completion)

    def _ranked(self, figures: Mapping[Unit, Mapping[str, Figure]], slug: str) -> dict[int, int]:
        found: dict[int, int] = {}
        for group in {group_of(unit) for unit in figures}:
            found |= ranks_of({unit.pk: own[slug].rate for unit, own in figures.items() if group_of(unit) == group})
        return found

    def groups(self) -> list[Standing]:
        """Those that have a unit the person may see, in the order of the groups."""
        more = MONEY_SLUGS if self.kind == MONEY else ()
        figures = figures_by_unit(self.board, (*self.kind.slugs, *(slug for slug in more if slug not in self.kind.slugs)))
        ranks = self._ranked(figures, self.kind.completion)
        places = [self._place(unit, own, ranks) for unit, own in figures.items()]
        hoped = {unit.pk: {"hoped": place.hoped} for unit, place in zip(figures, places, strict=True)}
        hoped_ranks = self._ranked({unit: hoped[unit.pk] for unit in figures}, "hoped")
        told = [replace(place, hoped_rank=hoped_ranks.get(place.unit.pk)) for place in places]
        found = (
            self._standing(group, [place for place in told if group_of(place.unit) == group.value]) for group in GROUPS.values()
        )
        return [standing for standing in found if standing.places]

    def _place(self, unit: Unit, figures: dict[str, Figure], ranks: Mapping[int, int]) -> Place:
        pending = self._pending.get((unit.kind, unit.pk), ZERO)
        return Place(unit, self.kind, figures, ranks.get(unit.pk), self._last.get(unit.pk), pending)

    def _standing(self, group: RankGroup, places: list[Place]) -> Standing:
        seen = [place for place in places if self.eyes is None or sees_holder(self.eyes, place.unit)]
        hidden = len(places) - len(seen)
        if group.value == LEADER and self.settings[RANK_LEADERS] != ON:
            return Standing(group, [replace(place, rank=None, last_rank=None, hoped_rank=None) for place in seen], False, hidden)
        return Standing(group, sorted(seen, key=_order), True, hidden)


def _order(place: Place) -> tuple[bool, int, Decimal, int, int]:
    return (place.rank is None, place.rank or 0, -place.done.over if place.rank else ZERO, place.unit.seq, place.unit.pk)


def figures_by_unit(board: Board, slugs: Sequence[str]) -> dict[Unit, dict[str, Figure]]:
    """Every holder of tasks in official order, each dimension in turn; 未明确 is nobody and stands nowhere here."""
    found: dict[Unit, dict[str, Figure]] = {}
    for dimension in DIMENSIONS:
        for slug in slugs:
            for group, figure in board.by(slug, dimension.value).items():
                if group.unit:
                    found.setdefault(group.unit, {})[slug] = figure
    return {unit: {slug: own.get(slug) or board.nothing(slug) for slug in slugs} for unit, own in found.items()}
