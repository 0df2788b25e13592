"""Cuts that several facts share: by holder, by sector, by tier, by month."""

from collections.abc import Iterable, Iterator

from projects.indicators.definition import Cut, Group, Scope
from projects.organisations.choices import DIMENSIONS
from projects.reference.models import labels
from projects.services.flow import STATES
from projects.signing.choices import TIERS


def sectors(scope: Scope) -> Iterable[Group]:
    return [Group(code, label) for code, label in labels("sector").items()]


def categories(scope: Scope) -> Iterable[Group]:
    return [Group(code, label) for code, label in labels("ticket_category").items()]


def sources(scope: Scope) -> Iterable[Group]:
    return [Group(code, label) for code, label in labels("ticket_source").items()]


def causes(scope: Scope) -> Iterable[Group]:
    return [Group(code, label) for code, label in labels("ticket_cause").items()]


def states(scope: Scope) -> Iterable[Group]:
    return [Group(state.value, state.label) for state in STATES.values()]


def tiers(scope: Scope) -> Iterable[Group]:
    return [Group(tier, tier) for tier in TIERS]


def months(scope: Scope) -> Iterable[Group]:
    return _months(scope.calendar.month_of(scope.on)[1])


def calendar_months(scope: Scope) -> Iterable[Group]:
    return _months(scope.on.month)


def _months(last: int) -> Iterable[Group]:
    return [Group(number, f"{number}月") for number in range(1, last + 1)]


def table(*cuts: Cut) -> dict[str, Cut]:
    return {cut.slug: cut for cut in cuts}


def holders(path: str, prefix: str = "") -> Iterator[Cut]:
    """The holders named on the project; `path` leads to the project and ends in __, or is empty."""
    for dimension in DIMENSIONS:
        name = dimension.project_field.removesuffix("_id")
        yield Cut(f"{prefix}{dimension.value}", dimension.label, f"{path}{name}", kind=dimension.value)


def of_project(path: str) -> Iterator[Cut]:
    yield Cut("sector", "所属领域", f"{path}sector", members=sectors)
    yield Cut("tier", "资金来源", f"{path}source_tier", members=tiers)


def by_month(path: str = "") -> Cut:
    """By 统计月: 统计日期 always lies in the month that a row is booked in. `path` leads to the booked row and ends in __."""
    return Cut("month", "月份", f"{path}booked_in__number", members=months)


def by_calendar_month(path: str) -> Cut:
    return Cut("month", "月份", f"{path}__month", members=calendar_months)
