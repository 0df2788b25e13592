"""Beside the work: who is alive, and the line that tells how far it is."""

import time
from typing import Any

from django.db import connection

from projects.jobs.flow import Cancelled

WORKER_LOCK = 620_522
"""First half of the advisory locks that say that a worker is alive; the second is its name."""
TELL_EVERY = 0.5
"""Seconds between two looks at the row, however fast the work steps."""


def second_connection() -> Any:
    """A connection of its own, outside the work's transaction. The caller closes it."""
    return connection.copy()


def is_dead(worker: str) -> bool:
    """Its lock is free. Taken for this transaction only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [WORKER_LOCK, worker])
        return bool(cursor.fetchone()[0])


class ProgressLine:
    """Writes beside the work's transaction, so that the person sees it while the work may still roll back."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.line = second_connection()
        self.told_at = 0.0

    def step(self, done: int, total: int, message: str = "") -> None:
        """At most twice a second, and at the end. Raises Cancelled when the person has asked for it."""
        now = time.monotonic()
        if now - self.told_at < TELL_EVERY and done < total:
            return
        self.told_at = now
        with self.line.cursor() as cursor:
            cursor.execute(
                "UPDATE projects_job SET done = %s, total = %s, message = %s WHERE id = %s RETURNING cancel_asked_at",
                [done, total, message[:300], self.number],
            )
            row = cursor.fetchone()
        if row and row[0]:
            raise Cancelled

    def close(self) -> None:
        self.line.close()
