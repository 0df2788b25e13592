"""Insert-only books: what they have in common, and the heads that order them.

A row of a book is never changed or removed: the database refuses it (migration 0002), the role qs_app has no right to it. A mistake
is answered by a row that `reverses` it and a new one. `recorded_at` is the day the site learned of it: figures as known on an
earlier day leave later rows out.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef

from projects.organisations.models import Unit

B = TypeVar("B", bound="Book")


class BookQuerySet(models.QuerySet[B]):
    def in_county(self, county_id: int) -> Self:
        return self.filter(county_id=county_id)

    def known(self, at: datetime | None) -> Self:
        """Rows that the site had by then; None is now. Sums need no more: a reversing row carries the opposite amount."""
        return self.all() if at is None else self.filter(recorded_at__lte=at)

    def standing(self, at: datetime | None = None) -> Self:
        """Rows that count as such: no reversing row, and none reversed by then."""
        reversing = self.model._default_manager.filter(reverses=OuterRef("pk"))
        if at is not None:
            reversing = reversing.filter(recorded_at__lte=at)
        return self.known(at).filter(~Exists(reversing), reverses=None)


class CountingBookQuerySet(BookQuerySet[B]):
    """Of books whose rows count on a day of an open month (`counts_on`), reversals too."""

    def standing_on(self, on: date, known: datetime | None = None) -> Self:
        """Rows that count by the end of that day: neither a reversing row nor reversed by one that counts by then. A reversal posted
        into a later month leaves the earlier day as it was."""
        reversing = self.model._default_manager.filter(reverses=OuterRef("pk"), counts_on__lte=on)
        if known is not None:
            reversing = reversing.filter(recorded_at__lte=known)
        return self.known(known).filter(~Exists(reversing), reverses=None, counts_on__lte=on)


class Book(models.Model):
    county = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="县")
    recorded_at = models.DateTimeField("入账时间")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="入账人")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by", verbose_name="冲销")
    reason = models.CharField("原因", max_length=500, blank=True)

    class Meta:
        abstract = True


class BookHead(models.Model):
    """The last row of a county's book, locked FOR UPDATE by every post: append-only rows are never locked themselves.

    `hash` is kept for chained books only (Arrival)."""

    county = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    book = models.CharField(max_length=30)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["county", "book"], name="book_head_one_each")]

    def __str__(self) -> str:
        return f"{self.book}#{self.seq}"
