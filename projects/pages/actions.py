"""What pages write for themselves: the Submission of a form, drafts, last choices.

None of it leaves an Entry. A draft is what a person has not said yet: it is saved every ten seconds, is seen by its author alone and no
figure reads it; an Entry for each would bury the sentences that count. The Submission stands beside the Entry of the action it carried.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction

from projects.core import clock
from projects.organisations.models import User
from projects.pages.models import Draft, Preference, Submission

MOST_DRAFTS = 50
MOST_CHARACTERS = 200_000
LONGEST_URL = 300
MOST_RECENT = 8
OWNER_SALT = "projects.pages.form-owner"
OWNER_SECONDS = 24 * 3600
"""A form left open longer than a day is not taken in after its session ended."""
NOT_TYPED = frozenset(
    {
        "csrfmiddlewaretoken",
        "submission_key",
        "form_owner",
        "draft_url",
        "save_draft",
        "discard_draft",
        "back",
        "checked",
        "resolve",
        "unstage",
    }
)
"""What a form carries besides its fields."""

Typed = Mapping[str, Sequence[str | list[object]]]


# --- Submissions ------------------------------------------------------------------------------------------


def once(key: uuid.UUID, user: User, url: str, do: Callable[[], str]) -> str:
    """Run `do` and keep its redirect under the key. A concurrent twin waits on the unique key and gets the same redirect."""
    try:
        with transaction.atomic():
            submission = Submission.objects.create(key=key, user=user, url=url[:LONGEST_URL], submitted_at=clock.now())
            submission.redirect_to = do()
            submission.save(update_fields=["redirect_to"])
            return submission.redirect_to
    except IntegrityError:
        first = Submission.objects.filter(key=key, user=user).first()
        if first is None:
            raise
        return first.redirect_to


# --- Drafts -----------------------------------------------------------------------------------------------


def save_draft(*, by: User, url: str, typed: Typed, key: str = "", is_posted: bool = False) -> Draft | None:
    """The fields as typed, never files. None when it is too long to keep. `is_posted`: it was sent, but the session had ended."""
    fields = {_plain(name): [_plain(str(value)) for value in values] for name, values in typed.items() if name not in NOT_TYPED}
    if len(url) > LONGEST_URL or sum(len(value) for values in fields.values() for value in values) > MOST_CHARACTERS:
        return None
    data = {"fields": fields, "key": _plain(key), "is_posted": is_posted}
    with transaction.atomic():
        draft, _ = Draft.objects.update_or_create(user=by, url=url, defaults={"data": data, "saved_at": clock.now()})
        surplus = by.drafts.order_by("-saved_at", "-pk").values_list("pk", flat=True)[MOST_DRAFTS:]
        Draft.objects.filter(pk__in=list(surplus)).delete()
    return draft


def discard_draft(*, by: User, url: str) -> None:
    Draft.objects.filter(user=by, url=url[:LONGEST_URL]).delete()


def _plain(text: str) -> str:
    """What a JSON column takes: no NUL, no lone surrogates."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


# --- A form sent after its session ended (B09) ----------------------------------------------------------------


def owner_token(user: User, url: str) -> str:
    """Signed by the server: this form was shown to this account at this address."""
    return signing.dumps([user.pk, url], salt=OWNER_SALT)


def keep_posted(*, token: str, url: str, typed: Typed, key: str) -> Draft | None:
    """Keeps what arrived without a session as its author's draft: only the account that was shown the form gets it back.

    None when the token is not ours, is of another address, or is older than a day.
    """
    try:
        user_id, shown_at = signing.loads(token, salt=OWNER_SALT, max_age=OWNER_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    author = User.objects.filter(pk=user_id, is_active=True).first()
    if author is None or shown_at != url:
        return None
    return save_draft(by=author, url=url, typed=typed, key=key, is_posted=True)


# --- Last choices -----------------------------------------------------------------------------------------


def remember_recent(*, by: User, kind: str, value: Any) -> None:
    """The newest first, for the pickers."""
    text = str(value)
    kept = [text, *(item for item in recent_choices(by, kind) if item != text)][:MOST_RECENT]
    Preference.objects.update_or_create(user=by, key=f"recent:{kind}", defaults={"value": kept})


def recent_choices(user: User, kind: str) -> list[str]:
    value = Preference.objects.filter(user=user, key=f"recent:{kind}").values_list("value", flat=True).first()
    return [str(item) for item in value] if isinstance(value, list) else []
