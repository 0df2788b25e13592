"""Cuts that several facts share: by holder, by what the project is, by fair and year of its contract, by month."""

from collections.abc import Callable, Iterable, Iterator

from projects.indicators.definition import Cut, Group, Scope
from projects.organisations.choices import DIMENSIONS
from projects.outreach.models import Fair
from projects.reference.models import labels
from projects.services.flow import STATES
from projects.signing.choices import TIERS

NOT_AT_A_FAIR = "未在节会签约"


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


def _listed(name: str) -> Callable[[Scope], Iterable[Group]]:
    return lambda scope: [Group(code, label) for code, label in labels(name).items()]


def words(*values: str) -> Callable[[Scope], Iterable[Group]]:
    """Groups whose key is what is printed."""
    return lambda scope: [Group(value, value) for value in values]


def found(scope: Scope) -> Iterable[Group]:
    """No fixed members: whatever the rows hold."""
    return []


def fairs(scope: Scope) -> Iterable[Group]:
    """All that had begun, latest first."""
    begun = Fair.objects.in_county(scope.county.pk).filter(starts_on__lte=scope.on)
    return [Group(fair.pk, fair.name) for fair in begun.order_by("-starts_on", "series")]


def years(scope: Scope) -> Iterable[Group]:
    begun = {month.year for month in scope.months if month.starts_on <= scope.on}
    return [Group(year, f"{year}年") for year in sorted(begun, reverse=True)]


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


def more_of_project(path: str) -> Iterator[Cut]:
    """What else the project is. `path` leads to it and ends in __."""
    yield Cut("origin", "来源地", f"{path}origin", members=found)
    yield Cut("channel", "招商方式", f"{path}channel", members=_listed("channel"))
    yield Cut("nature", "建设性质", f"{path}construction_nature", members=_listed("construction_nature"))


def of_contract() -> Iterator[Cut]:
    """By the year and the fair of the project's 正式合同, whatever year the row itself is of; contract_columns computes both."""
    yield Cut("signed-year", "签约年度", "contract_year", members=years, read=int, unclear="没有正式合同")
    yield Cut("fair", "签约节会（届次）", "contract_fair", members=fairs, read=int, unclear=NOT_AT_A_FAIR)


def by_month(path: str = "") -> Cut:
    """By 统计月: 统计日期 always lies in the month that a row is booked in. `path` leads to the booked row and ends in __."""
    return Cut("month", "月份", f"{path}booked_in__number", members=months, read=int, county=f"{path}booked_in__county")


def by_calendar_month(path: str) -> Cut:
    return Cut("month", "月份", f"{path}__month", members=calendar_months, read=int)
