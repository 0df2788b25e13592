"""Every fact and every indicator of the site, in the article's order. A new indicator is one entry in its theme's file."""

from itertools import pairwise

from projects.indicators.catalogue import (
    money,
    money_facts,
    outreach,
    periods,
    projects,
    reporting,
    services,
    signing,
    signing_facts,
    tasks,
    tickets,
)
from projects.indicators.definition import Fact, Indicator, Part

FACTS: dict[str, Fact] = {
    fact.slug: fact
    for fact in (
        signing_facts.SIGNINGS,
        projects.PROJECTS,
        tasks.PAPERS,
        tasks.HELD,
        money_facts.ARRIVALS,
        money_facts.CREDITS,
        money_facts.TASKS,
        outreach.ACTIVITIES,
        outreach.MEETINGS,
        outreach.LEADS,
        outreach.HONOURS,
        tickets.TICKETS,
        services.ITEMS,
        services.HELD,
        tickets.HANDLING,
        reporting.REPORTS,
    )
}
_ALL: tuple[Indicator, ...] = (
    *signing.INDICATORS,
    *projects.INDICATORS,
    *money.INDICATORS,
    *periods.INDICATORS,
    *tasks.INDICATORS,
    *outreach.INDICATORS,
    *tickets.INDICATORS,
    *services.INDICATORS,
    *reporting.INDICATORS,
)
INDICATORS: dict[str, Indicator] = {indicator.slug: indicator for indicator in _ALL}
LISTED: tuple[Indicator, ...] = tuple(indicator for indicator in _ALL if indicator.listed)
PARTS: tuple[Part, ...] = tuple(dict.fromkeys(part for indicator in _ALL for part in indicator.parts.values()))
BUNDLES: dict[str, tuple[Part, ...]] = {
    name: tuple(part for part in PARTS if part.bundle == name) for name in dict.fromkeys(part.bundle for part in PARTS)
}
"""Bundle → its parts over all facts."""
FILTERS: tuple[str, ...] = tuple(
    dict.fromkeys(
        cut.slug
        for fact in (signing_facts.SIGNINGS, money_facts.ARRIVALS, tickets.TICKETS)
        for cut in fact.cuts.values()
        if cut.is_filter
    )
)
"""Cuts by which an address may narrow what is shown."""
PUBLISHED_CUTS = frozenset({"sector", "tier", "month", "fair", "signed-year", "year-class", "use", "category"})
"""Groups whose totals the 通报 prints for everybody (docs/decisions/0026)."""
MONEY_FACTS = ("arrivals", "credits")


def indicator(which: "str | Indicator") -> Indicator:
    """Raises KeyError for a slug that nobody declared."""
    return INDICATORS[which] if isinstance(which, str) else which


def faults() -> list[str]:
    """What is wrong with the catalogue, in words; the start-up check prints them."""
    found = [f"two indicators are called {item.slug}" for item in _ALL if INDICATORS[item.slug] is not item]
    for item in _ALL:
        found += [
            f"{item.slug}: {word} is empty" for word in ("name", "means", "excludes", "basis", "unit") if not getattr(item, word)
        ]
        found += [
            f"{item.slug}: unknown indicator {other}" for other in (item.also, item.beside) if other and other not in INDICATORS
        ]
        found += _version_faults(item)
    for part in PARTS:
        found += _part_faults(part)
    for fact in FACTS.values():
        found += [
            f"{fact.slug}: cut {cut.slug} names no fact {cut.fact}"
            for cut in fact.cuts.values()
            if cut.fact and cut.fact not in FACTS
        ]
        if fact.total and fact.total not in fact.cuts:
            found.append(f"{fact.slug}: total cut {fact.total} is missing")
    return found


def _version_faults(item: Indicator) -> list[str]:
    found = [
        f"{item.slug}: its formula needs a denominator"
        for version in item.versions
        if version.formula.needs_under and version.under is None
    ]
    for earlier, later in pairwise(item.versions):
        if earlier.since >= later.since or earlier.version == later.version:
            found.append(f"{item.slug}: version {later.version} does not follow version {earlier.version}")
        if not later.changed:
            found.append(f"{item.slug}: version {later.version} does not say what changed")
    for version in item.past:
        found += [fault for part in version.parts.values() for fault in _part_faults(part)]
    return found


def _part_faults(part: Part) -> list[str]:
    fact = FACTS.get(part.fact)
    if fact is None:
        return [f"no fact {part.fact}"]
    found = [f"{fact.slug}: no filter {name}" for name in part.only if name not in fact.filters]
    if part.measure not in fact.measures:
        found.append(f"{fact.slug}: no measure {part.measure}")
    if part.window.edition is not None and not fact.edition:
        found.append(f"{fact.slug}: has no fair")
    return found
