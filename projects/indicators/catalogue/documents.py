"""文件依据: which clause of the county's definitions each figure follows (definitions 1)."""

from projects.indicators.definition import Indicator

TITLE = "县招商局《平台统计口径》"
BY_FACT: dict[str, tuple[int, ...]] = {
    "signings": (4, 17),
    "papers": (4, 9, 17),
    "held": (4, 9),
    "projects": (4,),
    "arrivals": (1, 2, 3, 12, 13),
    "credits": (9,),
    "tasks": (9, 10),
    "tickets": (7,),
    "handling": (7, 8),
    "reports": (21,),
}
BY_SLUG: dict[str, tuple[int, ...]] = {
    "arrival-rate-2y": (6,),
    "performed-rate": (19,),
    "started-rate": (18,),
    "producing-rate": (18,),
    "days-to-start": (18,),
    "invested-rate": (5,),
    "invested-count": (5,),
    "pace": (10, 20),
    "arrived-growth": (11,),
    "signed-amount-growth": (11,),
    "event-growth": (11,),
}
WITHOUT = "没有单列的口径文件，以台账登记为准"


def document_of(item: Indicator) -> str:
    """The clauses in their order, or that there is none."""
    found = {clause for part in item.parts.values() for clause in BY_FACT.get(part.fact, ())} | {*BY_SLUG.get(item.slug, ())}
    return f"{TITLE}第{'、'.join(map(str, sorted(found)))}条" if found else WITHOUT
