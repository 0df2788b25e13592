"""Making a backup. Files, not rows: the only row is the Entry that says it was made, or why not."""

import json
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, transaction

from projects.audit.actions import record
from projects.backups.choices import DUMP, FIGURES, MEDIA, PREFIX, SMALLEST_PERCENT, STAMP, SUMS, Backup, BackupFailed
from projects.backups.queries import backups_in, contents, login, program, server_major, sha256_of, too_many
from projects.books.actions import write_anchor
from projects.organisations.choices import COUNTY
from projects.organisations.models import Unit


def make_backup(folder: Path, at: datetime, *, accept_smaller: bool = False) -> Backup:
    """Everything under temporary names, synced to disk, renamed when whole; then the surplus goes. Nothing of another run is touched
    before the new one stands. Raises BackupFailed, after leaving an Entry that says so.
    """
    backup = Backup(folder, f"{PREFIX}{at.strftime(STAMP)}")
    try:
        _make(backup, accept_smaller=accept_smaller)
    except BackupFailed as problem:
        record("backup", by=None, succeeded=False, label=f"备份失败：{problem}")
        raise
    for old in too_many(backups_in(folder)):
        _remove(old)
    record("backup", by=None, label=f"备份：{backup.name}", details={"bytes": backup.dump.stat().st_size})
    return backup


def _make(backup: Backup, *, accept_smaller: bool) -> None:
    backup.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = next(iter(backups_in(backup.folder)), None)
    drafts = {ending: _draft(backup, ending) for ending in (FIGURES, MEDIA, DUMP, SUMS)}
    try:
        with _snapshot() as snapshot:
            _dump(drafts[DUMP], snapshot)
            drafts[FIGURES].write_text(json.dumps(contents(), ensure_ascii=False, indent=1), encoding="utf-8")
            for county in Unit.objects.of_kind(COUNTY):
                write_anchor(county.pk, f"备份{backup.name}")
        _pack(drafts[MEDIA])
        if before and not accept_smaller:
            _must_not_shrink(drafts[DUMP], before, backup)
        sums = [f"{sha256_of(drafts[ending])}  {backup.file(ending).name}\n" for ending in (FIGURES, MEDIA, DUMP)]
        drafts[SUMS].write_text("".join(sums), encoding="utf-8")
        for path in backup.files:
            _settle(drafts[path.suffix], path)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _draft(backup: Backup, ending: str) -> Path:
    """Readable by its owner alone from the first byte on; pg_dump keeps the mode of a file that is there."""
    path = backup.folder / f"{backup.name}{ending}.{os.getpid()}.new"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


@contextmanager
def _snapshot() -> Iterator[str]:
    """A transaction whose view of the database pg_dump shares: dump, figures and anchors are of one and the same moment."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _dump(path: Path, snapshot: str) -> None:
    words = [
        str(program("pg_dump", server_major())),
        "--format=custom",
        "--no-password",
        f"--snapshot={snapshot}",
        f"--file={path}",
    ]
    done = subprocess.run(words, env=login(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = done.stderr.strip().rpartition("\n")[2]
        raise BackupFailed(f"pg_dump 没有成功（{last}）：请核对磁盘空间和数据库账号（须为表的所有者）后重试")


def _pack(path: Path) -> None:
    """Papers under media/, anchors under anchors/. A storage without a folder (tests, object storage) is backed up by whoever runs it."""
    folders = {"anchors": Path(settings.ANCHOR_DIR)}
    if isinstance(default_storage, FileSystemStorage):
        folders["media"] = Path(default_storage.path(""))
    with tarfile.open(path, "w") as tar:
        for name, folder in folders.items():
            if folder.exists():
                tar.add(folder.resolve(), arcname=name)


def _must_not_shrink(draft: Path, before: Backup, backup: Backup) -> None:
    now, then = draft.stat().st_size, before.dump.stat().st_size
    if now * 100 < then * SMALLEST_PERCENT:
        aside = backup.folder / f"{backup.name}{DUMP}.suspect"
        _settle(draft, aside)
        raise BackupFailed(
            f"备份只有{now}字节，比上一份（{before.name}，{then}字节）小30%以上，可能丢了数据：已另存为{aside.name}，"
            "旧备份一份未删；核实无误后请加 --accept-smaller 重做"
        )


def _settle(draft: Path, path: Path) -> None:
    """Whole on disk before it gets its name, and the name on disk too."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(backup: Backup) -> None:
    """The dump first: without it the rest is no backup."""
    for path in reversed(backup.files):
        path.unlink(missing_ok=True)
