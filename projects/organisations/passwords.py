"""Password rules beside Django's own: words of the house, kinds of characters, age and reuse (GB/T 22239 asks for them).

OWASP ASVS 6.2.10 would have no expiry; the assessor scores GB/T 22239, so it is a dated setting, on by default.
"""

import re
import secrets
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from projects.core import clock
from projects.reference.choices import PASSWORD_MAX_AGE_DAYS
from projects.reference.models import demo_date, setting

if TYPE_CHECKING:
    from projects.organisations.models import User

WORDS = ("清水", "招商", "天水", "qingshui", "zhaoshang", "tianshui", "admin", "password", "123456", "qwerty")
CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")


# What people put for a letter: Passw0rd is no better than password.
_DISGUISES = str.maketrans("01345@$", "oleasas")


class ContextWordValidator:
    """Refuses a password built on a word that anybody here would try first, the own account among them."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        own = (user.username.lower(),) if user and len(user.username) > 2 else ()
        lowered = password.lower()
        spellings = (lowered, lowered.translate(_DISGUISES))
        found = [word for word in (*WORDS, *own) if any(word in spelling for spelling in spellings)]
        if found and len(password) < len(found[0]) + 10:
            raise ValidationError(f"密码不能以“{found[0]}”这类容易猜到的词为主，请换一个", code="context_word")

    def get_help_text(self) -> str:
        return "不要使用“清水”“招商”“admin”这类容易猜到的词"


class CharacterClassValidator:
    """Three of four kinds; a long passphrase (20 characters and more) is excused."""

    def validate(self, password: str, user: object = None) -> None:
        kinds = sum(bool(re.search(pattern, password)) for pattern in CLASSES)
        if kinds < 3 and len(password) < 20:
            raise ValidationError("密码须含大写字母、小写字母、数字、符号中的三种（20位以上的长密码除外）", code="classes")

    def get_help_text(self) -> str:
        return "含大写字母、小写字母、数字、符号中的三种，20位以上的长密码除外"


REMEMBERED = 5
WARNED_DAYS = 7
SECRET_HOURS = 72
# Without 0 O 1 l I: a secret is read out on the telephone.
_ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP_LENGTH = 4, 4


class ReusedPasswordValidator:
    """Refuses the last five passwords of the account, the present one among them."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        if user is None or user.pk is None:
            return
        kept = list(user.old_passwords.values_list("encoded", flat=True)[:REMEMBERED])
        if any(check_password(password, encoded) for encoded in {user.password, *kept}):
            raise ValidationError(f"新密码与最近{REMEMBERED}次用过的密码相同，请换一个", code="reused")

    def get_help_text(self) -> str:
        return f"不能与最近{REMEMBERED}次用过的密码相同"


def one_time_secret() -> str:
    """16 characters in groups of four, some 93 bits; whoever hands it over cannot choose it."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    return "-".join(groups)


def secret_expiry(now: datetime) -> datetime:
    return now + timedelta(hours=SECRET_HOURS)


def secret_is_over(user: "User") -> bool:
    """A one-time secret that nobody used within 72 hours."""
    return user.must_change_password and user.secret_expires_at is not None and user.secret_expires_at < clock.now()


def max_age_days(on: date) -> int:
    """0 is no expiry. The demonstration's accounts have their password printed for everybody: it does not expire there."""
    return 0 if demo_date() is not None else int(setting(PASSWORD_MAX_AGE_DAYS, on))


def days_left(user: "User") -> int | None:
    """Until the password expires: 0 on its last day, negative after it; None when it does not expire."""
    today = clock.today()
    age = max_age_days(today)
    if not age or user.password_changed_at is None:
        return None
    return age - (today - user.password_changed_at.astimezone(clock.SHANGHAI).date()).days
