"""The restore drill: a backup is worth what a restored database says.

The dump goes into a scratch database of the same server; a process that knows nothing of the live one verifies the book there and reads
every figure; they are compared with those that were read in the dump's own snapshot. The report stays, whatever it says.
"""

import hashlib
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from projects.backups.choices import DRILLS, DUMP, FIGURES, MEDIA, SUMS, Backup
from projects.backups.queries import Contents, login, program, server_major, sha256_of, url_of

SHOWN = 20


@dataclass(frozen=True)
class Drill:
    report: Path
    faults: list[str]


def drill(backup: Backup, at: datetime) -> Drill:
    """Never raises for a bad backup: what is wrong stands in `faults` and in the report."""
    lines = [f"恢复演练 {at.isoformat(timespec='seconds')}", f"备份 {backup.name}"]
    faults = list(_sums(backup))
    if not faults:
        with _scratch() as database:
            faults += list(_restored(backup, database, lines))
    lines += [f"不符：{fault}" for fault in faults[:SHOWN]]
    lines.append(f"结论：不通过，{len(faults)}处不符" if faults else "结论：通过，恢复后的数据与备份时一致")
    report = backup.folder / DRILLS / f"{at.strftime('%Y-%m-%dT%H%M%S')}.txt"
    report.parent.mkdir(mode=0o700, exist_ok=True)
    with os.fdopen(os.open(report, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return Drill(report, faults)


def _sums(backup: Backup) -> Iterator[str]:
    sums = backup.file(SUMS)
    said = {line[66:]: line[:64] for line in sums.read_text(encoding="utf-8").splitlines()} if sums.exists() else {}
    for ending in (DUMP, MEDIA, FIGURES):
        path = backup.file(ending)
        if not path.exists():
            yield f"缺少文件{path.name}"
        elif said.get(path.name) != sha256_of(path):
            yield f"{path.name}与校验值不符，文件已损坏或被改动"


@contextmanager
def _scratch() -> Iterator[str]:
    name = f"drill_{uuid.uuid4().hex[:10]}"
    _execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield name
    finally:
        # Not WITH (FORCE): that is refused while autovacuum, a superuser's process, looks at the database; without it, it waits for it.
        _execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND backend_type = 'client backend'"
        )
        _execute(f'DROP DATABASE IF EXISTS "{name}"')


def _execute(statement: str) -> None:
    """Outside any transaction."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _restored(backup: Backup, database: str, lines: list[str]) -> Iterator[str]:
    words = [
        str(program("pg_restore", server_major())),
        "--exit-on-error",
        "--no-password",
        f"--dbname={database}",
        str(backup.dump),
    ]
    done = subprocess.run(words, env=login(database), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        yield f"pg_restore 没有成功：{_last(done.stderr)}"
        return
    with tempfile.TemporaryDirectory(prefix="drill-") as folder, tarfile.open(backup.file(MEDIA)) as tar:
        tar.extractall(folder, members=[item for item in tar if item.name.startswith("anchors")], filter="data")
        book = _manage(database, folder, "verify_book")
        lines += [f"账本校验：{line}" for line in book.stdout.splitlines()]
        if book.returncode:
            yield f"账本校验未通过：{_last(book.stderr)}"
        said = _manage(database, folder, "restore_drill", "--print-contents")
        if said.returncode:
            yield f"恢复后的数据读不出来：{_last(said.stderr)}"
            return
        found: Contents = json.loads(said.stdout)
        wanted: Contents = json.loads(backup.file(FIGURES).read_text(encoding="utf-8"))
        yield from differences(wanted, found)
        yield from _lost_files(tar, wanted["files"])
        count = sum(len(figures) for figures in wanted["figures"].values())
        lines += [f"比较指标{count}个（截至{wanted['on']}）", f"核对佐证文件{len(wanted['files'])}个"]


def _manage(database: str, folder: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """The site's own commands in a process that sees the scratch database and the backup's anchors only."""
    address = url_of(database)
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DATABASE_OWNER_URL": address,
        "QINGSHUI_VAR": folder,
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "qingshui.settings",
    }
    command = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *words]
    return subprocess.run(  # noqa: S603
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )


def _last(text: str) -> str:
    return text.strip().rpartition("\n")[2] or "（没有说明）"


def differences(wanted: Contents, found: Contents) -> Iterator[str]:
    """Figure by figure, then the list of files."""
    if wanted["on"] != found["on"]:
        yield f"截至日期{wanted['on']}，恢复后{found['on']}"
    for county in wanted["figures"].keys() | found["figures"].keys():
        yield from _unequal(wanted["figures"].get(county, {}), found["figures"].get(county, {}), f"{county} ")
    yield from _unequal(wanted["files"], found["files"], "文件 ")


def _unequal(wanted: Mapping[str, str], found: Mapping[str, str], what: str) -> Iterator[str]:
    for key in sorted(wanted.keys() | found.keys()):
        if wanted.get(key) != found.get(key):
            yield f"{what}{key}：备份时{wanted.get(key, '没有')}，恢复后{found.get(key, '没有')}"


def _lost_files(tar: tarfile.TarFile, files: Mapping[str, str]) -> Iterator[str]:
    """Every stored file must lie in the archive with the content that its row promises."""
    packed = {item.name: item for item in tar.getmembers() if item.isfile()}
    for path, sha256 in files.items():
        content = tar.extractfile(packed[f"media/{path}"]) if f"media/{path}" in packed else None
        if content is None:
            yield f"佐证文件{path}不在备份里"
        elif hashlib.file_digest(content, "sha256").hexdigest() != sha256:  # type: ignore[arg-type]
            yield f"佐证文件{path}与登记的校验值不符"
