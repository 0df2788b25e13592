"""The second factor: six digits from an authenticator app (TOTP, RFC 6238), after the password.

Compulsory for the roles of the setting `otp_roles`, open to all others. ASVS 6.3.3 would have it for everybody; a county's clerks
often have no smart phone at the desk, so only those who can change accounts or see everything must have it.
"""

import base64
import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from projects.audit.actions import action
from projects.core import clock, qr
from projects.core.errors import Refused
from projects.organisations.models import User
from projects.reference.choices import OTP_ROLES
from projects.reference.models import demo_date, setting

WAITING, NEW_KEY, MUST_SET_UP = "code_for", "code_key", "code_must_be_set_up"
WAITING_SECONDS = 300
STEP, DIGITS, TOLERANCE = 30, 6, 1
WRONG = "动态口令不正确，请看手机上当前显示的6位数字再试"


def roles_needing_code() -> frozenset[str]:
    """None in the demonstration: whoever tries it has no device of these invented people."""
    return frozenset() if demo_date() is not None else frozenset(setting(OTP_ROLES, clock.today()))


def device_of(user: User) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def must_have(user: User) -> bool:
    return bool(user.roles & roles_needing_code())


@dataclass(frozen=True)
class Waiting:
    """Past the password, before the code."""

    user: User
    next_url: str


def wait_for_code(request: HttpRequest, user: User, next_url: str) -> None:
    request.session[WAITING] = {"user": user.pk, "at": int(time.time()), "next": next_url}


def waiting(session: SessionBase) -> Waiting | None:
    """None when nobody gave a password within the last five minutes, or the account has been disabled since."""
    kept: dict[str, Any] | None = session.get(WAITING)
    if not kept or time.time() - kept["at"] > WAITING_SECONDS:
        return None
    user = User.objects.active().filter(pk=kept["user"]).first()
    return Waiting(user, kept["next"]) if user else None


def code_is_right(request: HttpRequest, user: User, typed: str) -> bool:
    """Within one step of now, and each step once. A wrong one counts like a wrong password, so that five lock the account."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
        right = bool(device and typed.isascii() and typed.isdigit() and device.verify_token(typed))
    if not right:
        user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)
    return right


# --- Setting up -------------------------------------------------------------------------------------
def new_key(session: SessionBase) -> str:
    """Kept in the session until a right code proves that the app has it: looking at the page writes no row."""
    if NEW_KEY not in session:
        session[NEW_KEY] = random_hex(20)
    return str(session[NEW_KEY])


def spoken_key(key: str) -> str:
    """Base32 in groups of four, for apps without a camera."""
    text = base64.b32encode(bytes.fromhex(key)).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def picture(user: User, key: str) -> str:
    """The address to scan."""
    secret = base64.b32encode(bytes.fromhex(key)).decode()
    address = f"otpauth://totp/{settings.SITE_SHORT_NAME}:{user.username}?secret={secret}&issuer={settings.SITE_SHORT_NAME}"
    return qr.picture(address)


@action("set_up_code")
def set_up_code(*, by: User, key: str, code: str) -> User:
    """Replaces a device of one's own. Raises Refused when the code does not come from this key."""
    totp = TOTP(bytes.fromhex(key), STEP, 0, DIGITS)
    totp.time = time.time()
    if not (code.isascii() and code.isdigit() and totp.verify(int(code), TOLERANCE)):
        raise Refused(WRONG, field="code")
    TOTPDevice.objects.filter(user=by).delete()
    TOTPDevice.objects.create(user=by, name="手机", key=key, tolerance=TOLERANCE, last_t=totp.t(), confirmed=True)
    return by


def forget(user: User) -> int:
    """All devices of the account. Returns how many there were."""
    return int(TOTPDevice.objects.filter(user=user).delete()[0])
