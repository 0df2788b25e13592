"""Telling people, once; reading; and putting what goes out beside it. Called by the jobs of the areas, never by a business act.

None of it leaves an Entry: a message is about an act that has its own, and an Entry for each reading would bury those that count.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, Max, OuterRef, Q
from django.utils import timezone

from projects.audit.models import Entry
from projects.core import clock
from projects.notices.choices import KINDS, PENDING
from projects.notices.models import Delivery, Notice, TellingMark, Told
from projects.organisations.models import Unit, User

LATE = timedelta(hours=1)
"""How long a transaction may run whose number was drawn before those that are visible already."""
MARK = "entries"


@dataclass(frozen=True)
class News:
    """One line for one person. `text` without amounts and personal data; `about`: asked for with visible_to before the link opens."""

    user_id: int
    kind: str
    text: str
    url: str
    about: models.Model | None = None
    group_key: str = ""
    once_key: str = ""


@dataclass(frozen=True)
class Teller:
    """What an area has to say of audit entries: which it wants (None: of none at present), and to whom it says what."""

    wants: Callable[[], Q | None]
    tell: Callable[[Sequence[Entry]], Iterable[News]]


TELLERS: list[Teller] = []


# --- Telling --------------------------------------------------------------------------------------------
def tell(news: Iterable[News]) -> int:
    """News of a group join its unread line; a `once_key` that the person has had is left out. Returns how many lines were written."""
    rows: list[Notice] = []
    joined = 0
    for item in news:
        if item.group_key and _join(item):
            joined += 1
        elif item.group_key:
            _row(item).save()
            joined += 1
        else:
            rows.append(_row(item))
    return joined + _create(rows)


def _join(item: News) -> bool:
    there = Notice.objects.unread().filter(user_id=item.user_id, group_key=item.group_key)
    return there.update(count=F("count") + 1, text=item.text[:200], url=item.url, at=clock.now()) > 0


def _create(rows: Sequence[Notice]) -> int:
    """The unique key decides who was first: two that remind at once write one line."""
    before = Notice.objects.aggregate(last=Max("pk"))["last"] or 0
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return Notice.objects.filter(pk__gt=before).count() if rows else 0


def _row(item: News) -> Notice:
    return Notice(
        user_id=item.user_id,
        kind=item.kind,
        text=item.text[:200],
        url=item.url[:300],
        about_type=(item.about._meta.model_name or "") if item.about else "",
        about_id=str(item.about.pk) if item.about else "",
        group_key=item.group_key[:120],
        once_key=item.once_key[:200],
        needs_me=KINDS[item.kind].needs_me,
        at=clock.now(),
    )


def untold() -> models.QuerySet[Entry]:
    """Entries that somebody wants and that have not been told, oldest first."""
    wanted = Q(pk__in=[])
    for teller in TELLERS:
        wanted |= teller.wants() or Q(pk__in=[])
    floor = TellingMark.objects.filter(name=MARK).values_list("floor", flat=True).first()
    if floor is None:
        return Entry.objects.none()
    told = Exists(Told.objects.filter(entry=OuterRef("pk")))
    return Entry.objects.filter(wanted, ~told, pk__gt=floor, succeeded=True).order_by("pk")


@transaction.atomic
def tell_entries() -> int:
    """The news and the mark that they were told are one transaction. The first run begins with what comes after it."""
    mark, is_new = TellingMark.objects.select_for_update().get_or_create(
        name=MARK, defaults={"floor": _last_entry(), "candidate": _last_entry(), "candidate_at": timezone.now()}
    )
    if is_new:
        return 0
    entries = list(untold()[:500])
    count = 0
    for teller in TELLERS:
        wanted = teller.wants()
        mine = (
            set(Entry.objects.filter(wanted, pk__in=[entry.pk for entry in entries]).values_list("pk", flat=True)) if wanted else ()
        )
        count += tell(teller.tell([entry for entry in entries if entry.pk in mine])) if mine else 0
    Told.objects.bulk_create(Told(entry=entry) for entry in entries)
    _move(mark)
    return count


def _last_entry() -> int:
    return Entry.objects.aggregate(last=Max("pk"))["last"] or 0


def _move(mark: TellingMark) -> None:
    now = timezone.now()
    if now - mark.candidate_at > LATE:
        mark.floor, mark.candidate, mark.candidate_at = mark.candidate, _last_entry(), now
        mark.save()
        Told.objects.filter(pk__lte=mark.floor).delete()


def settle(*, user: User, urls: set[str]) -> int:
    """What waited for the person and waits no more is read by itself. `urls`: what waits now."""
    waiting = Notice.objects.waiting_for(user).exclude(url__in=urls)
    return waiting.update(read_at=clock.now())


# --- Reading --------------------------------------------------------------------------------------------
def read_notice(*, by: User, notice: Notice) -> Notice:
    if notice.read_at is None and notice.user_id == by.pk:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    return notice


def read_all(*, by: User) -> int:
    """全部已读."""
    return Notice.objects.visible_to(by).unread().update(read_at=clock.now())


# --- Outside --------------------------------------------------------------------------------------------
def announce(*, county: Unit, title: str, text: str, once_key: str) -> int:
    """Puts one message beside each channel that is switched on. Nothing is sent here: a channel that fails delays nobody."""
    values: dict[str, Any] = {"county": county, "title": title[:100], "text": text[:2000], "once_key": once_key[:120]}
    rows = [
        Delivery(**values, channel=channel, state=PENDING, created_at=clock.now(), next_try_at=timezone.now())
        for channel in settings.NOTICE_CHANNELS
    ]
    before = Delivery.objects.count()
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    return Delivery.objects.count() - before
