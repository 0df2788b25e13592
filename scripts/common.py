"""What the scripts share: where things are, how a refusal is told, and stamps. Standard library only."""

import contextlib
import fcntl
import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


class Refusal(Exception):
    """One plain sentence for the person at the terminal, with the command that helps."""


def var_dir(project: Path = PROJECT) -> Path:
    """Everything a machine makes for itself; the settings read the same variable."""
    return Path(os.environ.get("QINGSHUI_VAR") or project / "var")


def venv_python(project: Path = PROJECT) -> Path:
    return project / ".venv" / "bin" / "python"


def say(text: str) -> None:
    print(text, flush=True)


def apt_line(*packages: str) -> str:
    """The command to type: Debian's root has no sudo, everybody else needs it."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get install -y {' '.join(packages)}"


def fingerprint(files: Iterable[Path], *extra: str) -> str:
    """Names, contents and whatever else decides whether a step must run again."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0".encode() + path.read_bytes() + b"\0")
    for text in extra:
        digest.update(f"{text}\0".encode())
    return digest.hexdigest()


def is_stamped(stamp: Path, key: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == key


def write_atomically(path: Path, text: str, mode: int = 0o644) -> None:
    """A reader sees the old file or the whole new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time; the lock ends with the process, however that ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def told(action: Callable[[], int]) -> int:
    """Run a script's main: a Refusal becomes its sentence on stderr, Ctrl-C a quiet end."""
    try:
        return action()
    except Refusal as refusal:
        print(refusal, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130
