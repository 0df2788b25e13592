"""What a backup is made of, and how many are kept.

This area stands on top of the others, not in scripts/: a backup is only proven when every figure of the catalogue has been read from the
restored database, and figures need the site. pg_dump and pg_restore are found as scripts/pgbinaries.py finds the server's programs.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

KEEP_DAYS = 14
KEEP_MONTHS = 12
SMALLEST_PERCENT = 70
"""A dump below this share of the one before is kept aside and alarms: something is gone."""

PREFIX, STAMP = "qingshui-", "%Y%m%dT%H%M%S"
DUMP, MEDIA, FIGURES, SUMS = ".dump", ".tar", ".json", ".sha256"
DRILLS = "drills"


class BackupFailed(Exception):
    """Carries the sentence: what is wrong and what to do."""


@dataclass(frozen=True)
class Backup:
    """Four files of one name: the dump (custom format), the papers and anchors, the figures as the same snapshot said them, and the
    checksums of the three. The dump is renamed last: where it stands, the others do."""

    folder: Path
    name: str

    @property
    def taken_at(self) -> datetime:
        return datetime.strptime(self.name.removeprefix(PREFIX), STAMP).astimezone()

    def file(self, ending: str) -> Path:
        return self.folder / f"{self.name}{ending}"

    @property
    def dump(self) -> Path:
        return self.file(DUMP)

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(self.file(ending) for ending in (FIGURES, MEDIA, SUMS, DUMP))
