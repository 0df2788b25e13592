"""What a killed process left on the disk: half-received uploads (N03).

Contents whose row is gone are left alone: after a restore of the database they may be wanted again.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from projects.audit.actions import action, keep_in_entry
from projects.organisations.models import User

LEFT_FOR = timedelta(days=1)
"""Younger ones may belong to a request that still runs."""


@action("sweep_leftovers")
def sweep_leftovers(*, by: User | None) -> int:
    """For the scheduler. Ages are the disk's, by the machine's clock. Returns how many files went."""
    found = list(_old_uploads(Path(settings.FILE_UPLOAD_TEMP_DIR)))
    for path in found:
        path.unlink(missing_ok=True)
    keep_in_entry(uploads=len(found))
    return len(found)


def _old_uploads(folder: Path) -> Iterator[Path]:
    """As Django names them; links are not followed and not touched."""
    latest = time.time() - LEFT_FOR.total_seconds()
    for path in folder.glob("*.upload*"):
        if not path.is_symlink() and path.is_file() and path.stat().st_mtime < latest:
            yield path
