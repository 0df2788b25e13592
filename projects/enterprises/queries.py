"""Finding a firm while its name is typed, and names that are nearly the same."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from django.db.models import Q

from projects.core.pinyin import full
from projects.core.units import narrow
from projects.enterprises.models import Enterprise

MOST = 10
SHORTEST_TYPED = 2
"""One character would leaf through the directory: docs/decisions/0011."""
ALIKE = 0.8
SHORTEST_CORE = 3
"""Shorter cores are common words rather than the name of a firm."""
_LEGAL_FORM = re.compile("[（(][^）)]*[）)]|有限责任公司|股份有限公司|有限公司|集团|控股|公司")


def suggested(county_id: int, typed: str, recent: Sequence[str] = ()) -> list[Enterprise]:
    """By name, former name, code, pinyin or initials; without words those chosen last, newest first."""
    known = Enterprise.objects.in_county(county_id)
    words = typed.strip()
    if not words:
        by_name = {firm.name: firm for firm in known.filter(name__in=recent)}
        return [by_name[name] for name in recent if name in by_name]
    if len(words) < SHORTEST_TYPED:
        return []
    sounds = full(words)
    fits = Q(name__icontains=words) | Q(credit_code__istartswith=words) | Q(former_names__icontains=words)
    found = list(known.filter(fits | (Q(pinyin__contains=sounds) if sounds else Q())).order_by("pinyin", "name")[: MOST * 3])
    place = {name: number for number, name in enumerate(recent)}
    return sorted(found, key=lambda firm: place.get(firm.name, len(place)))[:MOST]


def core_of(name: str) -> str:
    """Without the legal form and what stands in brackets."""
    return _LEGAL_FORM.sub("", narrow(name)).strip()


def near_names(county_id: int, name: str) -> Iterator[Enterprise]:
    """Firms that may be the one meant: nearly the same words, or one name within the other. The firm of that very name is not asked about."""
    core = core_of(name)
    if len(core) < SHORTEST_CORE:
        return
    for firm in Enterprise.objects.in_county(county_id).only("name"):
        other = core_of(firm.name)
        is_part = min(len(core), len(other)) > SHORTEST_CORE and (core in other or other in core)
        if is_part or SequenceMatcher(None, core, other, autojunk=False).ratio() >= ALIKE:
            yield firm
