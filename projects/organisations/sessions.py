"""Signed-in sessions: how long they live, how many one account may hold, and what is told at the login.

Ages are measured by the machine's clock, not by `clock.now()`: the demonstration's day stands still and starts anew at midnight.
What people read (登录时间) comes from `clock.now()` like everything else that is printed.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off, get_failure_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from projects.audit.actions import action, keep_in_entry, record
from projects.core import clock
from projects.core.forms import clean_text
from projects.core.locking import change
from projects.organisations.models import LoginRecord, User
from projects.organisations.passwords import WARNED_DAYS, days_left

MOST_AT_ONCE = 3
SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"
ENDED = "您的登录已结束（超时、同时登录超过3处、密码已改或被管理员结束），请重新登录"
_LOGIN_LOCK = 620521


def _seconds() -> int:
    return int(time.time())


# --- Life of a session -----------------------------------------------------------------------------
def is_background(request: HttpRequest) -> bool:
    """Polling, which the page marks by a header: it must not keep an abandoned screen signed in."""
    return request.headers.get("X-Background") == "1"


def is_over(session: SessionBase) -> bool:
    """Idle for SESSION_COOKIE_AGE, or older than SESSION_ABSOLUTE_SECONDS however busy."""
    now = _seconds()
    idle = now - session.get(SEEN_AT, now)
    age = now - session.get(SIGNED_IN_AT, now)
    return bool(idle > settings.SESSION_COOKIE_AGE or age > settings.SESSION_ABSOLUTE_SECONDS)


def seconds_left(request: HttpRequest) -> int:
    """Until the session ends: by idleness or by its whole age, whichever comes first."""
    now = _seconds()
    idle = now - request.session.get(SEEN_AT, now)
    age = now - request.session.get(SIGNED_IN_AT, now)
    return int(max(0, min(settings.SESSION_COOKIE_AGE - idle, settings.SESSION_ABSOLUTE_SECONDS - age)))


def touch(session: SessionBase) -> None:
    """Changing the session makes the middleware save it, which is what prolongs it (SESSION_SAVE_EVERY_REQUEST is off)."""
    now = _seconds()
    session.setdefault(SIGNED_IN_AT, now)
    session[SEEN_AT] = now


def expire(request: HttpRequest) -> None:
    """Out of time: signed out, the record closed."""
    close(request.session.session_key)
    logout(request)


def was_ended(session_key: str) -> bool:
    return LoginRecord.objects.filter(session_key=session_key[:40], ended_at__isnull=False).exists()


# --- Records ---------------------------------------------------------------------------------------
def client_address(request: HttpRequest) -> str | None:
    """The peer; the last X-Forwarded-For only when the peer is our own proxy (TRUSTED_PROXIES), never what a client claims."""
    peer = request.META.get("REMOTE_ADDR") or ""
    if peer in settings.TRUSTED_PROXIES:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        return forwarded or peer or None
    return peer or None


def close(*session_keys: str | None) -> None:
    """Ends the sessions at once: their rows go, the records stay."""
    keys = [key for key in session_keys if key]
    LoginRecord.objects.filter(session_key__in=keys, ended_at=None).update(ended_at=clock.now())
    Session.objects.filter(session_key__in=keys).delete()


def open_records(user: User) -> list[LoginRecord]:
    """Oldest first; a record whose session has run out is not open."""
    records = list(user.logins.filter(ended_at=None).order_by("started_at", "id"))
    keys = [login.session_key for login in records]
    living = set(Session.objects.filter(session_key__in=keys).values_list("session_key", flat=True))
    return [login for login in records if login.session_key in living]


def end_all(user: User, *, but: str | None = None) -> int:
    """After a change of password or a disabling. Returns how many ended."""
    keys = [login.session_key for login in user.logins.filter(ended_at=None) if login.session_key != but]
    close(*keys)
    return len(keys)


def renewed(old_key: str | None, new_key: str | None) -> None:
    """Django gives the session a new key when the password changes: the record follows."""
    LoginRecord.objects.filter(session_key=old_key or "-", ended_at=None).update(session_key=new_key or "-")


@action("end_session")
def end_session(*, by: User, login: LoginRecord) -> User:
    """The owner's own, or another's by 系统管理员 (the page asks for the right)."""
    close(login.session_key)
    return login.user


@action("sweep_sessions")
def sweep_sessions(*, by: User | None) -> int:
    """For the scheduler: sessions that have run out leave the table (GB/T 22239, 剩余信息保护), and their records are closed.
    Returns how many went."""
    gone = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
    living = Session.objects.filter(session_key=OuterRef("session_key"))
    LoginRecord.objects.filter(~Exists(living), ended_at=None).update(ended_at=clock.now())
    keep_in_entry(sessions=gone)
    return int(gone)


def begin(request: HttpRequest, user: User) -> list[LoginRecord]:
    """After Django's login(): a record for the new session. Returns those that ended because three are enough."""
    touch(request.session)
    LoginRecord.objects.create(
        user=user,
        session_key=request.session.session_key or "",
        started_at=clock.now(),
        address=client_address(request),
        browser=clean_text(request.headers.get("User-Agent", ""))[:200],
    )
    surplus = open_records(user)[:-MOST_AT_ONCE]
    close(*(login.session_key for login in surplus))
    return surplus


@action("demand_password")
def demand_new_password(*, by: User | None, user: User) -> User:
    """Its age is over: nothing opens before a new one is chosen."""
    return change(User.objects.select_for_update(of=("self",)).get(pk=user.pk), must_change_password=True)


def after_sign_in(request: HttpRequest, user: User) -> None:
    """The same for a login with and without a second factor: record, last login, too many logins, age of the password."""
    last = user.logins.first()
    surplus = begin(request, user)
    record("log_in", by=user, about=user)
    if last:
        where = f"，地址{last.address}" if last.address else ""
        messages.info(request, f"上次登录{_when(last)}{where}")
    for login in surplus:
        messages.warning(request, f"同时登录超过{MOST_AT_ONCE}处，{_when(login)}的登录已退出；如不是本人操作请立即修改密码")
    left = days_left(user)
    if left is not None and left < 0:
        demand_new_password(by=None, user=user)
        messages.warning(request, "密码已超过有效期，请先修改密码")
    elif left is not None and left <= WARNED_DAYS:
        messages.warning(request, f"密码还有{left}天到期，请在“我的”中修改密码")


def _when(login: LoginRecord) -> str:
    return f"{login.started_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"


# --- Wrong passwords (django-axes counts them by account, never by address) -------------------------
def counted_name(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    """For axes: the account, or a keyed hash of what was typed where no account is called so: a password typed into the wrong box
    is not kept (A13)."""
    typed = (credentials or {}).get("username") or (request.POST.get("username", "") if request else "")
    name = str(typed).replace("\0", "")[:40]
    if User.objects.filter(username=name).exists():
        return name
    return f"?{salted_hmac('unknown account', name).hexdigest()}"[:40]


@contextmanager
def one_at_a_time(username: str) -> Iterator[None]:
    """Logins of one account wait for each other, so that parallel guesses cannot outrun the counter.

    A session lock: it must outlive the statements inside, which commit one by one (a refused login is not rolled back).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [_LOGIN_LOCK, username[:40]])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_LOGIN_LOCK, username[:40]])


def attempts_left(request: HttpRequest, username: str) -> int:
    """The same for accounts that exist and that do not."""
    credentials = {"username": username}
    failed = AxesProxyHandler.get_failures(request, credentials)
    return max(0, int(get_failure_limit(request, credentials)) - int(failed))


def is_locked(request: HttpRequest, username: str) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def unlock(username: str) -> None:
    AxesProxyHandler.reset_attempts(username=username[:40])


def locked_page(request: HttpRequest, *_: Any) -> HttpResponse:
    """For axes: how long, and whom to call (uL03)."""
    cool_off = get_cool_off(request)
    minutes = int(cool_off.total_seconds() // 60) if cool_off else 0
    return render(request, "administration/locked.html", {"minutes": minutes}, status=429)
