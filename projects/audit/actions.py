"""@action: the one way to write. It opens the transaction, names the history context and leaves one Entry."""

import functools
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, ParamSpec, Protocol, TypeVar, cast

import pghistory
from django.db import DatabaseError, connection, models, transaction

from projects.audit.choices import SYSTEM, VERBS
from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import from_database
from projects.core.middleware import channel, request_id

P = ParamSpec("P")
R = TypeVar("R")
_context_id: ContextVar[uuid.UUID | None] = ContextVar("audit_context", default=None)
_details: ContextVar[dict[str, Any] | None] = ContextVar("audit_details", default=None)


class Actor(Protocol):
    """What an action asks of the person behind it: User, or None for the system itself."""

    pk: Any
    display_name: str

    @property
    def home_county(self) -> int | None:
        """The county of today's post, else of the last one."""

    @property
    def acts_for(self) -> str:
        """The sentence of a 代办 ("某联络员代某职务办理"), empty for everybody who acts in the own post."""


def action(verb: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a keyword-only function that takes `by=` and returns the object it was about.

    Nestable: an inner action joins the outer transaction and the outer history context. Deferred constraints are checked before
    the action returns, so that a fault shows where it was made. Raises what the function raises; nothing is kept then.
    """
    if verb not in VERBS:
        raise KeyError(f"audit/choices.py lacks the verb {verb!r}")

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{function.__name__} takes keyword arguments only")
            by = cast("Actor | None", kwargs["by"])
            token = _details.set({})
            try:
                with transaction.atomic(), _history_context(by):
                    result = function(**kwargs)  # type: ignore[call-arg]
                    record(verb, by=by, about=result, reason=str(kwargs.get("reason") or ""), details=_details.get())
                    with connection.cursor() as cursor:
                        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    return result
            except DatabaseError as error:
                refusal = from_database(error)
                if refusal:
                    raise refusal from error
                raise
            finally:
                _details.reset(token)

        return cast("Callable[P, R]", run)

    return decorate


def keep_in_entry(**details: Any) -> None:
    """Said inside an action: what its Entry shall hold besides the sentence."""
    kept = _details.get()
    if kept is not None:
        kept.update(details)


@contextmanager
def _history_context(by: Actor | None) -> Iterator[None]:
    """One pghistory context for the outermost action only: an inner one would overwrite its metadata for all rows."""
    if _context_id.get() is not None:
        yield
        return
    identity = uuid.uuid4()
    token = _context_id.set(identity)
    who = by.pk if by else None
    try:
        with pghistory.context(request=request_id.get(), user=who, channel=channel.get(), audit=str(identity)):
            yield
    finally:
        _context_id.reset(token)


def record(
    verb: str,
    *,
    by: Actor | None,
    about: object = None,
    reason: str = "",
    succeeded: bool = True,
    label: str = "",
    details: dict[str, Any] | None = None,
) -> Entry:
    """One Entry by itself: for refusals, logins and exports, which are written after the roll-back or without an action."""
    target = about if isinstance(about, models.Model) else None
    return Entry.objects.create(
        at=clock.now(),
        verb=verb,
        label=(label or f"{VERBS[verb]}：{target}" if target else label or VERBS[verb])[:300],
        succeeded=succeeded,
        actor_id=by.pk if by else None,
        actor_name=by.display_name if by else SYSTEM,
        county_number=_county_number(by, target),
        on_behalf_of=by.acts_for if by else "",
        target_type=target._meta.model_name or "" if target else "",
        target_id=str(target.pk) if target else "",
        target_label=str(target)[:200] if target else "",
        project_number=_project_number(target),
        reason=reason[:500],
        details=details or {},
        channel=channel.get(),
        request_id=request_id.get(),
        context_id=_context_id.get(),
    )


MOST_REFUSALS = 60
"""Entries of pages that were not opened, of one person within an hour: a script at the door must not fill the book."""
SAME_REFUSAL = timedelta(minutes=1)


def record_refusal(*, by: Actor, message: str, where: str) -> Entry | None:
    """A page or function that was not opened (403). None when the same was just written down, or too much of it."""
    now, label = clock.now(), f"{message}（{where}）"[:300]
    recent = Entry.objects.filter(actor_id=by.pk, verb="refused", at__gt=now - timedelta(hours=1))
    if recent.filter(label=label, at__gt=now - SAME_REFUSAL).exists() or recent.count() >= MOST_REFUSALS:
        return None
    return record("refused", by=by, succeeded=False, label=label)


def _county_number(by: Actor | None, target: models.Model | None) -> int | None:
    """The actor's county; of what the system does, the county of the thing it was done to, if that has one."""
    if by is not None:
        return by.home_county
    name = "home_county" if hasattr(type(target), "home_county") else "county_id"
    return cast("int | None", getattr(target, name, None))


def _project_number(target: models.Model | None) -> int | None:
    """A model that belongs to a project has `project_id`; the project itself says so by `is_a_project`."""
    if target is None:
        return None
    if getattr(target, "is_a_project", False):
        return cast(int, target.pk)
    return cast("int | None", getattr(target, "project_id", None))
