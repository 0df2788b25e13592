"""Who holds which role where: granted and ended by 安全管理员, never to oneself."""

from datetime import date

from django.db.models import Q

from projects.access.choices import ADMIN_ROLES, BY_VALUE, MANAGE_ACCESS
from projects.access.permissions import require
from projects.administration.choices import unit_kinds
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import locked
from projects.organisations import codes, sessions
from projects.organisations.choices import KINDS
from projects.organisations.models import Tenure, Unit, User


@action("grant_role")
def grant_role(
    *, by: User, user: User, version: int, unit: Unit, role: str, starts_on: date, ends_on: date | None = None
) -> Tenure:
    """Raises Refused for oneself, a unit of the wrong kind, a post held already, or a second of the three administrators."""
    require(by, MANAGE_ACCESS)
    _not_oneself(by, user)
    person = _next_version(user, version)
    if role not in BY_VALUE:
        raise Refused("角色不在可选范围内，请重新选择", field="role")
    if unit.kind not in unit_kinds(role):
        kinds = "或".join(KINDS[kind] for kind in unit_kinds(role))
        raise Refused(f"{BY_VALUE[role].label}应任职于{kinds}类单位，请改选单位", field="unit")
    if unit.ended_on or not unit.is_active:
        raise Refused(f"{unit}已撤并或停用，请改选在用的单位", field="unit")
    if ends_on and ends_on < starts_on:
        raise Refused("离任时间不能早于任职时间，请核对", field="ends_on")
    _refuse_overlaps(person, unit, role, starts_on, ends_on)
    return Tenure.objects.create(user=person, unit=unit, role=role, starts_on=starts_on, ends_on=ends_on)


def _refuse_overlaps(user: User, unit: Unit, role: str, starts_on: date, ends_on: date | None) -> None:
    """The database holds the three administrators apart where both are open-ended; here for any overlap of their days."""
    overlapping = user.tenures.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    if ends_on:
        overlapping = overlapping.filter(starts_on__lte=ends_on)
    if overlapping.filter(unit=unit, role=role).exists():
        raise Refused(f"{user}在这段时间已任{unit}{BY_VALUE[role].label}", field="starts_on")
    if role in ADMIN_ROLES and overlapping.filter(role__in=ADMIN_ROLES).exists():
        raise Refused("系统、安全、审计三种管理员不能由一人兼任，请先结束现有的管理员任职", field="role")


@action("end_tenure")
def end_tenure(*, by: User, tenure: Tenure, version: int, ends_on: date, reason: str) -> Tenure:
    """The last day in office. A day before today takes the rights away at the next request."""
    require(by, MANAGE_ACCESS)
    _not_oneself(by, tenure.user)
    _next_version(tenure.user, version)
    fresh = Tenure.objects.select_for_update().get(pk=tenure.pk)
    if fresh.ends_on and fresh.ends_on < clock.today():
        raise Refused(f"这段任职已于{fresh.ends_on}结束")
    if ends_on < fresh.starts_on:
        raise Refused(f"离任时间不能早于任职时间（{fresh.starts_on}），请核对", field="ends_on")
    fresh.ends_on = ends_on
    fresh.save(update_fields=["ends_on"])
    return fresh


@action("reset_code")
def reset_code(*, by: User, user: User, version: int, reason: str) -> User:
    """For a lost device, after the person has been identified (the reason says how). All sessions end."""
    require(by, MANAGE_ACCESS)
    _not_oneself(by, user)
    person = _next_version(user, version)
    if not codes.forget(person):
        raise Refused(f"{person}没有启用动态口令，无需重置")
    sessions.end_all(person)
    return person


def _not_oneself(by: User, user: User) -> None:
    if by.pk == user.pk:
        raise Refused("不能变动自己的角色和动态口令，请由另一位安全管理员办理")


def _next_version(user: User, version: int) -> User:
    """Two administrators with the same page open: the second is told."""
    person = locked(user, version)
    person.version += 1
    person.save(update_fields=["version"])
    return person
