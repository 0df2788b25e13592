"""Reading a scope from what people type in an address. Bad input never fails a page: it falls back, with a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from projects.core import clock
from projects.core.dates import BadDate, read_date
from projects.funding.access import holder_visible_q
from projects.indicators.definition import Scope
from projects.organisations.models import Unit, User


@dataclass(frozen=True)
class Asked:
    """The scope to show, and sentences about what could not be used as it was typed."""

    scope: Scope
    notes: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The same scope as an address's parameters."""
        return query_of(self.scope)


def county_of(user: User) -> Unit:
    """Raises LookupError for a person without a tenure."""
    if user.unit is None:
        raise LookupError(f"{user.username} holds no tenure today")
    return user.unit.county or user.unit


def asked_scope(data: Mapping[str, str], user: User) -> Asked:
    """`on`, `known` and `unit`; else today, as known now, the county."""
    notes: list[str] = []
    county = county_of(user)
    on = _day(data.get("on", ""), "截至日期", notes) or clock.today()
    if on > clock.today():
        notes.append(f"截至日期{on}还没有到，已按今天（{clock.today()}）显示")
        on = clock.today()
    known = _day(data.get("known", ""), "数据时点", notes)
    unit = _unit(data.get("unit", ""), county, user, notes)
    return Asked(Scope(county, on, end_of(known) if known else None, unit), tuple(notes))


def query_of(scope: Scope) -> str:
    values = {"on": scope.on.isoformat()}
    if scope.known:
        values["known"] = scope.known.astimezone(clock.SHANGHAI).date().isoformat()
    if scope.holder:
        values["unit"] = scope.holder.code
    return urlencode(values)


def end_of(day: date) -> datetime:
    """The last moment of that day: what was recorded on it is known."""
    return datetime.combine(day, time.max, tzinfo=clock.SHANGHAI)


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
