"""Databases for tests, and server processes on them.

Migrations run once for each state of them into `empty_<hash>`, the demonstration once for each state of the code into `demo_<hash>`;
every run copies those with TEMPLATE (25 ms).
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
BUILD_DIR = ROOT / "var" / "demo-tests"


@dataclass(frozen=True)
class Site:
    url: str
    database: str
    owner_url: str


def url_of(database: str, *, owner: bool) -> str:
    base = os.environ["DATABASE_OWNER_URL" if owner else "DATABASE_URL"]
    parts = urlsplit(base)
    return urlunsplit(parts._replace(path=f"/{database}"))


def execute(statement: str, database: str = "postgres") -> None:
    with closing(psycopg2.connect(url_of(database, owner=True))) as connection:
        connection.autocommit = True
        connection.cursor().execute(statement)


def databases() -> list[str]:
    with closing(psycopg2.connect(url_of("postgres", owner=True))) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor.fetchall()]


CODE = ("projects/**/*.py", "projects/**/*.csv", "qingshui/*.py", "requirements.txt")
FILES = ("static/**/*", "qingshui/settings.py", "requirements.txt")
TABLES = ("projects/migrations/*.py", "projects/books/grants.py", "projects/**/models*", "qingshui/settings.py", "requirements.txt")


def hash_of(patterns: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(path for path in ROOT.glob(pattern) if path.is_file()):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def environment(database: str, *, owner: bool) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "QINGSHUI_DB_ROLE"}},
        "DATABASE_URL": url_of(database, owner=owner),
        "DATABASE_OWNER_URL": url_of(database, owner=True),
        "QINGSHUI_VAR": str(BUILD_DIR),
        "SECRET_KEY": "only-for-tests",
        "PYTHONWARNINGS": "ignore",
    }


def manage(database: str, *arguments: str) -> str:
    """manage.py as the tables' owner; raises with its output when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(database, owner=True) | {"QINGSHUI_DB_ROLE": "owner"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def demo_template() -> str:
    name = _built("demo", CODE, ("load_demo",))
    _collect_static(name)
    return name


def empty_template() -> str:
    return _built("empty", TABLES, ("migrate", "-v0"))


def _collect_static(database: str) -> None:
    """Once for each state of the files, so that a changed style sheet is what the browser tests look at."""
    with (BUILD_DIR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp, state = BUILD_DIR / "static.stamp", hash_of(FILES)
        if not (BUILD_DIR / "static").is_dir() or not stamp.exists() or stamp.read_text() != state:
            manage(database, "collectstatic", "--noinput", "-v0")
            stamp.write_text(state)


def _built(kind: str, sources: tuple[str, ...], *commands: tuple[str, ...]) -> str:
    """Built under a lock, so that two workers build it once; renamed when whole, so that a broken one is never used."""
    name = f"{kind}_{hash_of(sources)}"
    BUILD_DIR.mkdir(parents=True, exist_ok=True)
    with (BUILD_DIR / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        present = [database for database in databases() if database.startswith(f"{kind}_")]
        if name in present:
            return name
        for old in present:
            drop(old)
        building = f"{kind}_building_{uuid.uuid4().hex[:8]}"
        execute(f"CREATE DATABASE {building}")
        for command in commands:
            manage(building, *command)
        execute(f"ALTER DATABASE {building} RENAME TO {name}")
    return name


def copy_of(template: str) -> str:
    name = f"copy_{os.getpid()}_{uuid.uuid4().hex[:8]}"
    with (BUILD_DIR / "lock").open("w") as lock:  # a template may have one reader at a time
        fcntl.flock(lock, fcntl.LOCK_EX)
        execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


def sweep() -> None:
    """Drops what runs that were killed left behind: their databases carry the number of a process that is gone."""
    for name in databases():
        owner = re.match(r"(?:test_qingshui|copy)_(\d+)(?:_|$)", name)
        if owner and not Path(f"/proc/{owner[1]}").exists():
            drop(name)


def drop(name: str) -> None:
    """WITH (FORCE) would be refused while autovacuum, a superuser's process, looks at the database; a plain DROP waits for it."""
    execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND backend_type = 'client backend'")
    execute(f"DROP DATABASE IF EXISTS {name}")


@contextmanager
def serve(template: str, **more: str) -> Iterator[Site]:
    """`more`: environment variables besides the usual ones."""
    database = copy_of(template)
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "qingshui.wsgi",
            "--bind=127.0.0.1:0",
            "--workers=1",
            "--threads=8",
            "--no-control-socket",
        ],
        cwd=ROOT,
        env=environment(database, owner=False) | more,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Site(_address(process), database, url_of(database, owner=True))
    finally:
        process.terminate()
        process.communicate(timeout=30)
        drop(database)


def _address(process: "subprocess.Popen[str]") -> str:
    """Reads the server's own words until it says where it listens and that a worker is up."""
    assert process.stderr is not None
    said, address = [], ""
    for line in process.stderr:
        said.append(line)
        found = re.search(r"Listening at: (http://[\d.]+:\d+)", line)
        address = found[1] if found else address
        if address and "Booting worker" in line:
            return address
    raise RuntimeError("the server did not start:\n" + "".join(said))
