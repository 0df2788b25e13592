"""Making, ending and using one-time links. Looking at a link (GET) writes nothing; only a POST counts."""

import hashlib
import secrets
from datetime import timedelta

from django.db import connection, models, transaction
from django.utils import timezone

from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.organisations.models import Unit, User
from projects.tokens.choices import PURPOSES
from projects.tokens.models import PostCount, Token

SECRET_BYTES = 32
SECONDS_OF_HOUR = 3600
OVER = "链接无效、已使用或已过期，请联系发给您链接的单位重新获取"
TOO_MANY = "提交过于频繁，请一小时后再试，或直接电话联系"


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def issue_token(
    *,
    by: User | None,
    county: Unit,
    purpose: str,
    about: models.Model | None = None,
    acts_as: User | None = None,
    lives: timedelta | None = None,
    label: str = "",
) -> tuple[Token, str]:
    """The row, and the secret for the link: it is told this once and kept nowhere."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    row = _issue(
        by=by,
        county=county,
        purpose=purpose,
        about=about,
        acts_as=acts_as,
        lives=lives,
        label=label,
        secret_hash=hash_of(secret),
    )
    return row, secret


@action("issue_token")
def _issue(
    *,
    by: User | None,
    county: Unit,
    purpose: str,
    about: models.Model | None,
    acts_as: User | None,
    lives: timedelta | None,
    label: str,
    secret_hash: str,
) -> Token:
    kind, now = PURPOSES[purpose], clock.now()
    return Token.objects.create(
        county=county,
        purpose=purpose,
        secret_hash=secret_hash,
        label=label,
        about_type=(about._meta.model_name or "") if about else "",
        about_id=str(about.pk) if about else "",
        acts_as=acts_as,
        issued_by=by,
        issued_at=now,
        expires_at=now + min(lives or kind.lives, kind.lives),
        most_uses=kind.uses,
    )


@action("revoke_token")
def revoke_token(*, by: User | None, token: Token) -> Token:
    current = Token.objects.select_for_update(of=("self",)).get(pk=token.pk)
    if current.revoked_at is None:
        current.revoked_at = clock.now()
        current.save(update_fields=["revoked_at"])
    return current


def find_token(secret: str, *purposes: str) -> Token | None:
    """For a GET: reads and writes nothing. None for a wrong, foreign, ended or revoked one, without saying which."""
    return Token.objects.valid(clock.now()).filter(secret_hash=hash_of(secret), purpose__in=purposes).first()


@action("spend_token")
def spend_token(*, by: User | None, secret: str, purpose: str) -> Token:
    """For a POST, inside the transaction of what the link is for: a refused act leaves it unused, of two at once one is refused."""
    row = Token.objects.select_for_update(of=("self",)).filter(secret_hash=hash_of(secret), purpose=purpose).first()
    if row is None or not Token.objects.valid(clock.now()).filter(pk=row.pk).exists():
        raise Refused(OVER)
    row.uses += 1
    row.last_used_at = clock.now()
    row.save(update_fields=["uses", "last_used_at"])
    return row


def count_post(*, address: str | None, purpose: str) -> None:
    """Before anything else of a public POST, in a transaction of its own. Raises Refused over the purpose's number an hour."""
    _count(f"{purpose}|{address or '-'}", PURPOSES[purpose].posts_an_hour)


def count_sent(*, address: str | None, browser: str, purpose: str) -> None:
    """Of a form that is about to be taken: by address and browser (its session), beside count_post's ceiling."""
    _count(f"{purpose}|{address or '-'}|{browser}", PURPOSES[purpose].sent_an_hour)


def seconds_to_wait() -> int:
    """Until the hour that is counted ends."""
    now = timezone.now()
    return SECONDS_OF_HOUR - now.minute * 60 - now.second


def _count(counted: str, most: int) -> None:
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    key = hash_of(counted)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO projects_postcount (key, hour, count) VALUES (%s, %s, 1) "
                "ON CONFLICT (key, hour) DO UPDATE SET count = projects_postcount.count + 1 RETURNING count",
                [key, hour],
            )
            count = int(cursor.fetchone()[0])
        PostCount.objects.filter(hour__lt=hour - timedelta(hours=1)).delete()
    if most and count > most:
        raise Refused(TOO_MANY)


def uses_left(token: Token) -> int | None:
    """None where any number is allowed."""
    return max(0, token.most_uses - token.uses) if token.most_uses else None
