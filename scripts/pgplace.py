"""Where a local cluster lives, and whether somebody answers there. Standard library only."""

import hashlib
import os
import socket
import stat
import struct
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from scripts.account import Account
from scripts.common import Refusal

DATABASE = "qingshui"
APP, OWNER = "qs_app", "qs_owner"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST = 107  # bytes a socket's path may have
OUTSIDE = Path("/var/lib/qingshui")  # data of a root whose project folder its server may not enter


@dataclass(frozen=True)
class Urls:
    app: str
    owner: str


@dataclass(frozen=True)
class Place:
    root: Path

    @property
    def data(self) -> Path:
        """A real folder, or a link to one outside when the server may not enter the project."""
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.data.resolve().parent / "server.log"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def url_file(self) -> Path:
        """Published last, so its presence says that roles and database are there."""
        return self.root / "url"

    @property
    def owner_url_file(self) -> Path:
        return self.root / "owner_url"

    @property
    def prepared(self) -> Path:
        """Stamp of `make run`: tables and demonstration are there; gone whenever the database is new."""
        return self.root / "prepared"

    @property
    def name(self) -> str:
        """Tells this root from every other one on the machine."""
        return hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]

    @property
    def outside(self) -> Path:
        return OUTSIDE / self.name

    @property
    def near_sockets(self) -> Path:
        return self.root / "s"

    @property
    def far_sockets(self) -> Path:
        return Path("/tmp") / f"qingshui-{self.name}"

    def sockets(self, account: Account) -> Path:
        """Beside the data; in the temporary folder when that path is too long, too odd or out of the server's reach."""
        near = self.near_sockets
        fits = len(os.fsencode(near / SOCKET_NAME)) <= LONGEST and not set(str(near)) & set(",\"'\\\n")
        return near if fits and account.can_enter(self.root) else self.far_sockets

    def published(self) -> Urls | None:
        """The written addresses, if they are about this very place (a copied project brings its original's)."""
        if not (self.url_file.exists() and self.owner_url_file.exists() and (self.data / "postmaster.pid").exists()):
            return None
        urls = Urls(self.url_file.read_text(encoding="utf-8"), self.owner_url_file.read_text(encoding="utf-8"))
        return urls if urls in [urls_at(self.near_sockets), urls_at(self.far_sockets)] else None


def urls_at(sockets: Path) -> Urls:
    host = quote(os.fsencode(sockets), safe="")
    return Urls(f"postgres://{APP}@{host}:5432/{DATABASE}", f"postgres://{OWNER}@{host}:5432/{DATABASE}")


def sockets_of(url: str) -> Path:
    host = urlsplit(url).netloc.rpartition("@")[2].rpartition(":")[0]
    return Path(unquote(host))


def answers(sockets: Path, *, user: str = APP, database: str = DATABASE) -> bool:
    """Log in by the wire protocol: quicker than a program, and true only when the database itself is ready."""
    words = b"".join(word.encode() + b"\0" for word in ("user", user, "database", database)) + b"\0"
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            line.connect(str(sockets / SOCKET_NAME))
            line.sendall(struct.pack("!ii", len(words) + 8, 196608) + words)
            with line.makefile("rb") as reader:
                while (kind := reader.read(1)) not in {b"E", b""}:
                    if kind == b"Z":  # ready for a query
                        line.sendall(b"X\0\0\0\4")
                        return True
                    reader.read(struct.unpack("!i", reader.read(4))[0] - 4)
    except (OSError, struct.error):
        pass
    return False


def make_private(folder: Path, account: Account) -> None:
    """A 0700 folder of the server's own; one that somebody else put there first is refused."""
    folder.mkdir(mode=0o700, parents=False, exist_ok=True)
    found = folder.lstat()
    mine = {os.geteuid(), os.geteuid() if account.uid is None else account.uid}
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in mine or found.st_mode & 0o077:
        raise Refusal(f"目录 {folder} 不是本项目建的或权限过宽：请执行 rm -rf {folder} 后重试。")
    account.take(folder)
