"""Accounts: made, reset and disabled by 系统管理员, who never chooses or later reads a password."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from projects.access.choices import ADMIN_ROLES, BY_VALUE, MANAGE_ACCOUNTS
from projects.access.permissions import require
from projects.audit.actions import action, record
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.organisations import sessions
from projects.organisations.actions import remember_password
from projects.organisations.choices import COUNTY
from projects.organisations.models import Tenure, Unit, User
from projects.organisations.passwords import one_time_secret, secret_expiry


@dataclass(frozen=True)
class Secret:
    """Shown once and kept nowhere."""

    user: User
    text: str


@dataclass(frozen=True)
class WantedPost:
    """What 系统管理员 asks 安全管理员 to grant; it gives no right by itself."""

    unit: Unit
    role: str
    starts_on: date


def create_account(
    *, by: User, username: str, display_name: str, post: str = "", phone: str = "", wanted: WantedPost | None = None
) -> Secret:
    """An account with a one-time secret of 72 hours and no right until 安全管理员 grants a role."""
    require(by, MANAGE_ACCOUNTS)
    secret = one_time_secret()
    user = _create_account(
        by=by, username=username, display_name=display_name, post=post, phone=phone, secret=secret, wanted=wanted
    )
    return Secret(user, secret)


@action("create_account")
def _create_account(
    *, by: User | None, username: str, display_name: str, post: str, phone: str, secret: str, wanted: WantedPost | None
) -> User:
    user = User(username=username, display_name=display_name, post=post, phone=phone)
    _give_secret(user, secret)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise Refused(f"账号“{username}”已存在，请换一个", field="username") from None
    remember_password(user)
    if wanted:
        details = {"unit": wanted.unit.pk, "role": wanted.role, "starts_on": wanted.starts_on.isoformat()}
        words = f"申请任职：{wanted.unit}{BY_VALUE[wanted.role].label}，{wanted.starts_on}起"
        record("create_account", by=by, about=user, label=words, details=details)
    return user


def _give_secret(user: User, secret: str) -> None:
    now = clock.now()
    user.password = make_password(secret)
    user.must_change_password = True
    user.password_changed_at = now
    user.secret_expires_at = secret_expiry(now)


@action("edit_account")
def edit_account(*, by: User, user: User, version: int, display_name: str, post: str, phone: str, reason: str = "") -> User:
    require(by, MANAGE_ACCOUNTS)
    return change(locked(user, version), display_name=display_name, post=post, phone=phone)


def reset_password(*, by: User, user: User, version: int, reason: str) -> Secret:
    """A new one-time secret; every session of the account ends. Not one's own: that is 修改密码."""
    secret = one_time_secret()
    return Secret(_reset_password(by=by, user=user, version=version, reason=reason, secret=secret), secret)


@action("reset_password")
def _reset_password(*, by: User, user: User, version: int, reason: str, secret: str) -> User:
    require(by, MANAGE_ACCOUNTS)
    _not_oneself(by, user)
    fresh = locked(user, version)
    _give_secret(fresh, secret)
    fresh.version += 1
    fresh.save(update_fields=["password", "must_change_password", "password_changed_at", "secret_expires_at", "version"])
    remember_password(fresh)
    sessions.end_all(fresh)
    return fresh


@action("disable_account")
def disable_account(*, by: User, user: User, version: int, reason: str) -> User:
    """Out at the next request; what the person did stays under the name. The tenures are ended by 安全管理员."""
    require(by, MANAGE_ACCOUNTS)
    _not_oneself(by, user)
    if _is_last_admin(user):
        raise Refused("这是最后一个在用的同类管理员账号，停用后无人能管理，请先另设一个")
    current = locked(user, version)
    if not current.is_active:
        raise Refused("这个账号已经停用，请刷新页面查看")
    fresh = change(current, is_active=False)
    sessions.end_all(fresh)
    return fresh


@action("enable_account")
def enable_account(*, by: User, user: User, version: int, reason: str) -> User:
    require(by, MANAGE_ACCOUNTS)
    _not_oneself(by, user)
    current = locked(user, version)
    if current.is_active:
        raise Refused("这个账号正在使用，不需要启用")
    return change(current, is_active=True)


@action("unlock_account")
def unlock_account(*, by: User, user: User) -> User:
    """After five wrong passwords, before the 15 minutes are over."""
    require(by, MANAGE_ACCOUNTS)
    sessions.unlock(user.username)
    return user


@action("end_session")
def end_sessions_of(*, by: User, user: User) -> User:
    """Signs an account out everywhere, for instance when a telephone is lost."""
    require(by, MANAGE_ACCOUNTS)
    sessions.end_all(user)
    return user


def _not_oneself(by: User, user: User) -> None:
    if by.pk == user.pk:
        raise Refused("不能对自己的账号做这项操作，请由另一位系统管理员办理")


def _is_last_admin(user: User) -> bool:
    today = clock.today()
    held = set(Tenure.objects.on(today).filter(user=user, role__in=ADMIN_ROLES).values_list("role", flat=True))
    others = Tenure.objects.on(today).filter(role__in=held, user__is_active=True).exclude(user=user)
    return bool(held - set(others.values_list("role", flat=True)))


@action("create_account")
def create_first_admin(
    *, by: None, username: str, display_name: str, role: str, secret: str, county_code: str, county_name: str
) -> User:
    """One of the three administrators on a fresh installation, by command only. Raises Refused once the role is held.

    Makes the county's own unit when there is none. The other two are made the same way: nobody may grant a role to oneself.
    """
    if role not in ADMIN_ROLES:
        raise Refused("只能建立系统、安全、审计三种管理员")
    if Tenure.objects.on(clock.today()).filter(role=role, user__is_active=True).exists():
        raise Refused(f"已有{BY_VALUE[role].label}，请由其在平台上办理")
    if User.objects.filter(username=username).exists():
        raise Refused(f"账号“{username}”已存在，请换一个")
    county = Unit.objects.of_kind(COUNTY).first() or Unit.objects.create(kind=COUNTY, code=county_code, name=county_name, seq=1)
    user = User(username=username, display_name=display_name, post=BY_VALUE[role].label)
    _give_secret(user, secret)
    user.save(force_insert=True)
    remember_password(user)
    Tenure.objects.create(user=user, unit=county, role=role, starts_on=clock.today())
    return user
