"""The lock under which a row of a book is written, and the anchors by which a cut-off tail is found."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from projects.books.models import Book, BookHead
from projects.core import clock


@dataclass(frozen=True)
class Place:
    """Where the next row goes: its number, the knowledge date, and the hash it follows."""

    head: BookHead
    seq: int
    recorded_at: datetime

    def advance(self, *, by: int = 1, hash: str = "", recorded_at: datetime | None = None) -> None:
        self.head.seq = self.seq + by - 1
        self.head.hash = hash or self.head.hash
        self.head.recorded_at = recorded_at or self.recorded_at
        self.head.save(update_fields=["seq", "hash", "recorded_at"])


def lock_book(model: type[Book], county_id: int) -> Place:
    """Locks the book's head until the transaction ends. recorded_at never runs backwards within a book."""
    name = model._meta.model_name or ""
    heads = BookHead.objects.select_for_update().filter(county_id=county_id, book=name)
    head = heads.first()
    if head is None:  # the county's first row in this book
        BookHead.objects.get_or_create(county_id=county_id, book=name)
        head = heads.get()
    moment = clock.now()
    if head.recorded_at and moment <= head.recorded_at:
        moment = head.recorded_at + timedelta(microseconds=1)
    return Place(head, head.seq + 1, moment)


CHAINED = "arrival"
"""The chained book, whose head is anchored."""


def write_anchor(county_id: int, occasion: str) -> Path:
    """Appends the head of 到位资金 to a file outside the database: a cut-off tail is found by it."""
    head = BookHead.objects.filter(county_id=county_id, book=CHAINED).first()
    path = Path(settings.ANCHOR_DIR) / f"{CHAINED}-{county_id}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"{clock.now().isoformat()} {head.seq if head else 0} {head.hash if head else '-'} {occasion}\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return path
