"""Who runs the local server. PostgreSQL refuses uid 0, so root lends it another name; no account is made, no folder opened up."""

import contextlib
import os
import pwd
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """Ourselves (no prefix, no uid), root renamed inside a user namespace (prefix), or another account (uid, gid)."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def run(self, *command: str | Path, stdin: str | None = None, cwd: Path = Path("/")) -> subprocess.CompletedProcess[str]:
        groups: Sequence[int] | None = None if self.uid is None else ()
        return subprocess.run(
            [*self.prefix, *command],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd=cwd,
            env=clean_environment(),
            user=self.uid,
            group=self.gid,
            extra_groups=groups,
        )

    def can_enter(self, folder: Path) -> bool:
        return self.run("/bin/sh", "-c", 'cd "$1"', "sh", folder).returncode == 0

    def can_run(self, program: Path) -> bool:
        try:
            return self.run(program, "--version").returncode == 0
        except PermissionError:  # the setuid child may not even reach the file
            return False

    def take(self, folder: Path) -> None:
        """Give a folder, with all it holds, to the server's account."""
        if self.uid is None or self.gid is None:
            return
        os.chown(folder, self.uid, self.gid)
        for parent, folders, files in os.walk(folder):
            for name in folders + files:
                os.chown(os.path.join(parent, name), self.uid, self.gid, follow_symlinks=False)

    @contextlib.contextmanager
    def acting(self) -> Iterator[None]:
        """Read /proc with the server's own rights: root in a container may lack the right to look at others."""
        if self.uid is None or self.gid is None:
            yield
            return
        os.setegid(self.gid)
        os.seteuid(self.uid)
        try:
            yield
        finally:
            os.seteuid(0)
            os.setegid(0)


def choose(data: Path) -> Account:
    """The owner of existing data decides; new data of root goes to a namespace where there are any."""
    if os.geteuid() != 0:
        return Account()
    if data.exists():
        owner = data.stat()
        if owner.st_uid != 0:
            return Account(uid=owner.st_uid, gid=owner.st_gid)
    prefix = namespace_prefix()
    if prefix and namespaces_work(prefix):
        return Account(prefix=prefix)
    entry = _first_entry("postgres", "nobody")
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def namespace_prefix() -> tuple[str, ...]:
    """initdb looks its user up by number, so the borrowed one must exist in /etc/passwd."""
    return ("unshare", "--user", f"--map-user={_first_entry('postgres', 'daemon', 'nobody').pw_uid}")


def namespaces_work(prefix: tuple[str, ...]) -> bool:
    """Containers often forbid them."""
    try:
        return subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _first_entry(*names: str) -> pwd.struct_passwd:
    for name in names:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    return pwd.getpwuid(65534)


def clean_environment() -> dict[str, str]:
    """A developer's PGHOST or PGOPTIONS must not reach the project's own server; messages stay in one language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG") or name == "PG_BIN"}
    return {**kept, "LC_ALL": "C.UTF-8"}
