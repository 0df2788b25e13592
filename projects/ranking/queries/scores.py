"""考核得分 of a group and year: the facts by the board, counted by any rule; and what was issued, as it was issued."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from projects.core import clock
from projects.core.units import plain
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.organisations.models import Unit
from projects.ranking.choices import KINDS, group_of
from projects.ranking.models import ScoreEntry, ScoreResult, ScoreRule
from projects.ranking.queries.standings import figures_by_unit, ranks_of
from projects.ranking.scoring import Entered, Facts, Formula, Score, read_formula, scores


@dataclass(frozen=True)
class ScoreLine:
    """`parts`: name → points of every part and item, in the order of the formula. `rank` None: without a task."""

    unit: Unit
    parts: dict[str, Decimal]
    total: Decimal
    rank: int | None

    def frozen(self) -> dict[str, str]:
        return {name: plain(points) for name, points in self.parts.items()}


def day_of(year: int) -> date:
    """The year's last day; in the running year today."""
    return min(date(year, 12, 31), clock.today())


def formula_of(rule: ScoreRule) -> Formula:
    return read_formula(rule.formula, KINDS)


def rule_in_force(county_id: int, group: str, year: int) -> ScoreRule | None:
    rules = ScoreRule.objects.in_county(county_id).standing().filter(group=group, year=year)
    return rules.order_by("-id").first()


def rules_of(county_id: int, group: str) -> list[ScoreRule]:
    """Every standing rule of the group, of any year: each can be replayed on any year's figures."""
    return list(ScoreRule.objects.in_county(county_id).standing().filter(group=group).order_by("-year", "-id"))


def counted(county: Unit, rule: ScoreRule, on: date, known: datetime | None = None) -> list[ScoreLine]:
    """By rank, then those without a task; pure but for the reading. `on` gives the year of the figures and of the entries."""
    formula = formula_of(rule)
    facts = _facts(Board(Scope(county, on, known)), rule.group, {part.measure for part in formula.parts})
    found = scores(formula, facts, _entered(county, on, known, facts))
    ranks = ranks_of({unit: score.total if score.has_task else None for unit, score in found.items()})
    lines = [ScoreLine(unit, {**score.parts, **score.items}, score.total, ranks.get(unit)) for unit, score in found.items()]
    return sorted(lines, key=lambda line: (line.rank is None, line.rank or 0, line.unit.seq, line.unit.pk))


def _facts(board: Board, group: str, measures: Iterable[str]) -> dict[Unit, Facts]:
    kinds = [kind for kind in KINDS.values() if kind.value in set(measures)]
    slugs = [slug for kind in kinds for slug in (kind.task, kind.done)]
    return {
        unit: Facts({kind.value: own[kind.done].over for kind in kinds}, {kind.value: own[kind.task].over for kind in kinds})
        for unit, own in figures_by_unit(board, slugs).items()
        if group_of(unit) == group
    }


def _entered(county: Unit, on: date, known: datetime | None, units: Iterable[Unit]) -> dict[Unit, list[Entered]]:
    rows = ScoreEntry.objects.in_county(county.pk).standing(known).filter(year=on.year, happened_on__lte=on)
    by_number = {unit.pk: unit for unit in units}
    found: dict[Unit, list[Entered]] = {}
    for unit_id, item, points in rows.values_list("unit", "item", "points"):
        if unit_id in by_number:
            found.setdefault(by_number[unit_id], []).append(Entered(item, points))
    return found


def issued(county_id: int, group: str, year: int) -> list[ScoreResult]:
    """As it was issued; empty where nothing was."""
    rows = ScoreResult.objects.in_county(county_id).standing().filter(group=group, year=year)
    listed = list(rows.select_related("unit", "rule").order_by("unit__seq", "unit"))
    return sorted(listed, key=lambda row: (row.rank is None, row.rank or 0))


def as_lines(results: Sequence[ScoreResult]) -> list[ScoreLine]:
    return [
        ScoreLine(row.unit, {name: Decimal(points) for name, points in row.parts.items()}, row.total, row.rank) for row in results
    ]


def names_of(rule: ScoreRule) -> list[str]:
    return formula_of(rule).names


def replayed(county: Unit, results: Sequence[ScoreResult]) -> list[ScoreLine]:
    """The same rule on the same figures, as the books stood when the results were issued: it must say what is stored."""
    first: Any = results[0]
    return counted(county, first.rule, first.on, first.recorded_at)


__all__ = ["Score", "ScoreLine", "as_lines", "counted", "issued", "replayed", "rule_in_force", "rules_of"]
