"""Reading a scope from what people type in an address. Bad input never fails a page: it falls back, with a sentence.

An address holds: on, known, unit, from (自定义), period, any cut that narrows (sector=agri&fair=3; - is the group without a key), eyes=mine.
The same address answers the same question next year: `known` may carry a time of day, so that what was booked later stays out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from urllib.parse import urlencode

from projects.access.permissions import sees_whole_county
from projects.core import clock
from projects.core.dates import BadDate, read_date
from projects.funding.access import holder_visible_q
from projects.indicators.catalogue import FACTS, FILTERS, PUBLISHED_CUTS
from projects.indicators.catalogue.periods import CUSTOM, PERIODS, YEAR_PERIOD
from projects.indicators.definition import UNCLEAR_KEY, Cut, Scope
from projects.organisations.models import Unit, User

MINE = "mine"
GUARDED = "这样细分的数只计您有权查看的记录：全县合计只按领域、资金来源、月份、节会等已公布的分组显示"


@dataclass(frozen=True)
class Chip:
    """A condition that holds, and the address without it."""

    label: str
    value: str
    remove_url: str


@dataclass(frozen=True)
class Asked:
    """The scope to show, and sentences about what could not be used as it was typed. `is_guarded`: the scope is cut so finely that only
    rows in the person's sight are added up (docs/decisions: small cells)."""

    scope: Scope
    notes: tuple[str, ...] = ()
    period: str = YEAR_PERIOD
    is_guarded: bool = False

    @property
    def query(self) -> str:
        """The same scope as an address's parameters."""
        return self.query_with()

    def query_with(self, **changes: str | None) -> str:
        """With parameters changed, or left out where None."""
        scope = replace(self.scope, eyes=None) if self.is_guarded else self.scope
        values = values_of(scope) | ({} if self.period == YEAR_PERIOD else {"period": self.period}) | changes
        return urlencode({name: value for name, value in values.items() if value is not None})

    @property
    def is_mine(self) -> bool:
        return self.scope.eyes is not None

    @property
    def chips(self) -> list[Chip]:
        found = [Chip("单位", str(self.scope.holder), f"?{self.query_with(unit=None)}")] if self.scope.holder else []
        for slug, text in self.scope.filters:
            label, value = name_of(self.scope, slug, text)
            found.append(Chip(label, value, f"?{self.query_with(**{slug: None})}"))
        if self.is_mine and not self.is_guarded:
            found.append(Chip("范围", "只计本人有权查看的", f"?{self.query_with(eyes=None)}"))
        return found

    @property
    def clear_url(self) -> str:
        return f"?{self.query_with(unit=None, eyes=None, **dict.fromkeys(dict(self.scope.filters)))}"


def county_of(user: User) -> Unit:
    """Raises LookupError for a person without a tenure."""
    if user.unit is None:
        raise LookupError(f"{user.username} holds no tenure today")
    return user.unit.county or user.unit


def asked_scope(data: Mapping[str, str], user: User, *, may_narrow: bool = False) -> Asked:
    """Without parameters: today, as known now, the county, the year. `may_narrow`: the page shows periods and filters; on others their
    names are the page's own."""
    notes: list[str] = []
    county = county_of(user)
    on = _day(data.get("on", ""), "截至日期", notes) or clock.today()
    if on > clock.today():
        notes.append(f"截至日期{on}还没有到，已按今天（{clock.today()}）显示")
        on = clock.today()
    scope = Scope(county, on, _known(data.get("known", ""), notes), _unit(data.get("unit", ""), county, user, notes))
    if not may_narrow:
        return Asked(scope, tuple(notes))
    period = data.get("period", YEAR_PERIOD)
    period = period if period in PERIODS else YEAR_PERIOD
    scope = replace(scope, since=_since(data.get("from", ""), on, notes) if period == CUSTOM else None)
    scope = replace(scope, filters=tuple(_filters(scope, data, notes)))
    is_guarded = not sees_whole_county(user) and not is_published(scope)
    if is_guarded:
        notes.append(GUARDED)
    eyes = user if is_guarded or data.get("eyes") == MINE else None
    return Asked(replace(scope, eyes=eyes), tuple(notes), period, is_guarded)


def is_published(scope: Scope, cut: str = "") -> bool:
    """Groups that the monthly 通报 prints for everybody: one of them at a time, of the county or of a unit without any. `cut`: the scope
    is split by it besides. Months are no condition here: whoever asks for one day after another knows them."""
    conditions, has_unit = {slug for slug, _ in scope.filters}, scope.holder is not None
    if cut and cut != "month":
        if _cut(cut).is_filter:
            conditions.add(cut)
        else:
            has_unit = True
    return not conditions or (len(conditions) == 1 and not has_unit and conditions <= PUBLISHED_CUTS)


def values_of(scope: Scope) -> dict[str, str]:
    values = {"on": scope.on.isoformat()}
    if scope.known:
        known = scope.known.astimezone(clock.SHANGHAI)
        is_end = known == end_of(known.date())
        values["known"] = known.date().isoformat() if is_end else known.replace(tzinfo=None).isoformat()
    if scope.since:
        values["from"] = scope.since.isoformat()
    if scope.holder:
        values["unit"] = scope.holder.code
    values |= dict(scope.filters)
    if scope.eyes:
        values["eyes"] = MINE
    return values


def query_of(scope: Scope) -> str:
    return urlencode(values_of(scope))


def name_of(scope: Scope, slug: str, text: str) -> tuple[str, str]:
    """(所属领域, 农特产品精深加工) of a filter."""
    cut = _cut(slug)
    return cut.label, cut.unclear if text == UNCLEAR_KEY else _names(scope, cut).get(text, text)


def end_of(day: date) -> datetime:
    """The last moment of that day: what was recorded on it is known."""
    return datetime.combine(day, time.max, tzinfo=clock.SHANGHAI)


def _cut(slug: str) -> Cut:
    """Raises KeyError for one that no fact has."""
    found = next((fact.cuts[slug] for fact in FACTS.values() if slug in fact.cuts), None)
    if found is None:
        raise KeyError(slug)
    return found


def _names(scope: Scope, cut: Cut) -> dict[str, str]:
    return {str(group.key): group.label for group in cut.members(scope)} if cut.members else {}


def _filters(scope: Scope, data: Mapping[str, str], notes: list[str]) -> Iterator[tuple[str, str]]:
    for slug in FILTERS:
        text = data.get(slug, "").strip()[:40]
        if text and _is_key(scope, slug, text):
            yield slug, text
        elif text:
            notes.append(f"{_cut(slug).label}没有“{text[:20]}”这一项，现不按它筛选".replace("\0", ""))


def _is_key(scope: Scope, slug: str, text: str) -> bool:
    cut = _cut(slug)
    if text == UNCLEAR_KEY:
        return True
    names = _names(scope, cut)
    return text in names if names else "\0" not in text and cut.read is str


def _known(text: str, notes: list[str]) -> datetime | None:
    """A day, whole; or a moment as an address of a figure keeps it."""
    try:
        moment = datetime.fromisoformat(text.strip()) if "T" in text else None
        if moment is not None:
            return moment.replace(tzinfo=moment.tzinfo or clock.SHANGHAI)
    except ValueError:
        pass
    known = _day(text, "数据时点", notes)
    return end_of(known) if known else None


def _since(text: str, on: date, notes: list[str]) -> date | None:
    since = _day(text, "起始日期", notes)
    if since is None:
        notes.append("自定义期间请填写起始日期，现从本年年初起")
    elif since > on:
        notes.append(f"起始日期{since}在截至日期{on}之后，现从本年年初起")
        return None
    return since


def _day(text: str, label: str, notes: list[str]) -> date | None:
    try:
        return read_date(text) if text.strip() else None
    except BadDate as problem:
        notes.append(f"{label}：{problem}；现按默认值显示")
        return None


def _unit(code: str, county: Unit, user: User, notes: list[str]) -> Unit | None:
    code = code.strip()
    if not code or code == county.code:
        return None
    unit = None if "\0" in code else Unit.objects.filter(holder_visible_q(user), code=code[:40]).first()
    if unit is None:
        notes.append(f"没有单位编码“{code[:20]}”，或您无权查看该单位；现显示全县")
        return None
    return unit
