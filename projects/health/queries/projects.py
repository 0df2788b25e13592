"""Checks of projects: 渭南's four, duplicates, standstill, and amounts that do not fit each other."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import chain, combinations
from typing import Any

from projects.core.units import money_cell, percent_prose, plain
from projects.health.choices import (
    ALIKE,
    DONE_SHARE,
    IDLE_MONTHS,
    RATIO,
    SLOW_MONTHS,
    SLOW_SHARE,
    STALE_TALKS_MONTHS,
    STARTED_WITHIN_MONTHS,
    Finding,
)
from projects.health.queries.facts import Facts, months_before
from projects.organisations.choices import DIMENSIONS
from projects.signing.models import Share
from projects.signing.questions import are_phases, similar_pairs
from projects.signing.stages import ENDED, FULL, PRODUCING, SIGNED, TALKS

PREPARING, BUILDING = "preparing", "building"


def of_project(project: Any, text: str) -> Finding:
    return Finding(f"project:{project.pk}", project.name, text, project.pk)


def wan(value: Decimal) -> str:
    return f"{money_cell(value)}万元"


def _over(facts: Facts, field: str, label: str) -> Iterator[Finding]:
    for project in facts.projects:
        limit, total = getattr(project, field), facts.total_of(project)
        if limit is not None and total > limit:
            yield of_project(project, f"累计到位{wan(total)}，{label}{wan(limit)}，超出{wan(total - limit)}")


def over_total(facts: Facts) -> Iterator[Finding]:
    return _over(facts, "total_investment_wan", "总投资")


def over_signed(facts: Facts) -> Iterator[Finding]:
    return _over(facts, "signed_wan", "签约额")


def money_without_registration(facts: Facts) -> Iterator[Finding]:
    for project in facts.in_stage(SIGNED):
        total = facts.total_of(project)
        if total > 0:
            yield of_project(project, f"累计到位{wan(total)}，还没有登记注册备案，阶段仍是“已签约”")


def unstarted(facts: Facts) -> Iterator[Finding]:
    limit = months_before(facts.on, STARTED_WITHIN_MONTHS)
    for project in facts.in_stage(SIGNED, PREPARING):
        if project.signed_on and project.signed_on <= limit:
            yield of_project(project, f"{project.signed_on}签约，至{facts.on}还没有开工")


def idle(facts: Facts) -> Iterator[Finding]:
    limit = months_before(facts.on, IDLE_MONTHS)
    for project in facts.in_stage(BUILDING):
        started, last = facts.started(project), facts.last_money.get(project.pk)
        since = max(day for day in (started, last) if day) if started or last else None
        if since and since < limit and not facts.is_invested(project):
            said = f"最近一笔到账{last}" if last else "开工后没有到位资金"
            yield of_project(project, f"{started}开工，{said}")


def slow(facts: Facts) -> Iterator[Finding]:
    limit = months_before(facts.on, SLOW_MONTHS)
    for project in facts.in_stage(BUILDING):
        started, total = facts.started(project), facts.total_of(project)
        if started and started <= limit and project.signed_wan and total < project.signed_wan * SLOW_SHARE:
            share = percent_prose(total / project.signed_wan)
            yield of_project(project, f"{started}开工，累计到位{wan(total)}，只有签约额的{share}")


def ahead_of_money(facts: Facts) -> Iterator[Finding]:
    for project in facts.projects:
        is_done = project.stage in (PRODUCING, FULL) or (facts.is_invested(project) and project.stage != ENDED)
        total = facts.total_of(project)
        if is_done and project.signed_wan and total < project.signed_wan * DONE_SHARE:
            share = percent_prose(total / project.signed_wan)
            yield of_project(project, f"已登记投产或完成投资，累计到位{wan(total)}，只有签约额的{share}")


def alike(facts: Facts) -> Iterator[Finding]:
    """Names that are alike, of any investor; of one investor less is enough. Neither is the other's earlier phase. The later one is named."""
    found: dict[tuple[int, int], tuple[Any, Any]] = {}
    for earlier, later in chain(similar_pairs(facts.projects), _of_one_investor(facts)):
        found.setdefault((earlier.pk, later.pk), (earlier, later))
    for earlier, later in found.values():
        same = "同一投资方、" if later.investor_id == earlier.investor_id else ""
        finding = of_project(later, f"与{earlier.code}“{earlier.name}”{same}名称相近")
        yield replace(finding, other=earlier.pk, other_name=earlier.name)


def _of_one_investor(facts: Facts) -> Iterator[tuple[Any, Any]]:
    by_investor: dict[int, list[Any]] = {}
    for project in facts.projects:
        by_investor.setdefault(project.investor_id, []).append(project)
    for group in by_investor.values():
        for earlier, later in combinations(group, 2):
            if not are_phases(earlier, later) and SequenceMatcher(None, earlier.name, later.name).ratio() >= ALIKE:
                yield earlier, later


def same_code(facts: Facts) -> Iterator[Finding]:
    by_code: dict[str, Any] = {}
    for project in facts.projects:
        if project.project_code:
            first = by_code.setdefault(project.project_code, project)
            if first is not project:
                yield of_project(project, f"项目代码{project.project_code}与{first.code}“{first.name}”相同")


def shares_not_whole(facts: Facts) -> Iterator[Finding]:
    sums: dict[int, dict[str, Decimal]] = {}
    rows = Share.objects.filter(project__in=[project.pk for project in facts.projects], starts_on__lte=facts.on)
    for share in rows:
        if share.ends_on is None or share.ends_on > facts.on:
            mine = sums.setdefault(share.project_id, {})
            mine[share.dimension] = mine.get(share.dimension, Decimal(0)) + share.percent
    labels = {dimension.value: dimension.label for dimension in DIMENSIONS}
    for project in facts.projects:
        wrong = [f"{labels.get(key, key)}{plain(total)}%" for key, total in sums.get(project.pk, {}).items() if total != 100]
        if wrong:
            yield of_project(project, f"归属比例合计：{'、'.join(wrong)}，差额计入“未明确”")


def units_mixed(facts: Facts) -> Iterator[Finding]:
    for project in facts.projects:
        total, signed = project.total_investment_wan, project.signed_wan
        if total and signed and (total * RATIO < signed or total > signed * RATIO):
            yield of_project(project, f"总投资{wan(total)}，签约额{wan(signed)}，相差100倍以上")


def standstill(facts: Facts) -> Iterator[Finding]:
    limit = months_before(facts.on, IDLE_MONTHS)
    for project in facts.in_stage(SIGNED, PREPARING, BUILDING):
        last = max((day for day in (facts.last_acts.get(project.pk), project.signed_on) if day), default=None)
        if last and last < limit:
            yield of_project(project, f"最近一次办理{last}，此后没有到位、节点或其他登记")


def stale_talks(facts: Facts) -> Iterator[Finding]:
    limit = months_before(facts.on, STALE_TALKS_MONTHS)
    for project in facts.in_stage(TALKS):
        last = facts.last_acts.get(project.pk)
        if last and last < limit:
            yield of_project(project, f"在谈，最近一次办理{last}")
