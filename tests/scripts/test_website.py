"""`make run`, `make setup`, `make demo` and `manage.py`, as a person at a terminal meets them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts import localpg, website
from scripts.common import PROJECT, Refusal, venv_python
from tests.load import waiting_to_a_core

pytestmark = pytest.mark.full


def of_machine(folder: Path) -> dict[str, str]:
    """A machine's own folder; no database given."""
    dropped = {"DATABASE_URL", "DATABASE_OWNER_URL", "QINGSHUI_DB_ROLE", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "QINGSHUI_VAR": str(folder), "PORT": str(free_port())}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """For what ends before anything is started."""
    return of_machine(tmp_path / "var")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Empty for the first test; the others find what is there, so that tables and demonstration are made once."""
    folder = tmp_path_factory.mktemp("var")
    yield of_machine(folder)
    localpg.stop(folder / "pg")


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port


def is_open(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def call(environment: dict[str, str], *program: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(program, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


@contextmanager
def started(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], float, str]]:
    """The running site, the seconds until its address was printed, and all it printed until then."""
    began = time.monotonic()
    program = [sys.executable, "-m", "scripts.website", "run"]
    with subprocess.Popen(
        program, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as site:
        try:
            yield site, *_read_until_started(site, began)
        finally:
            site.terminate()  # nothing happens when the test has ended it


def _read_until_started(site: subprocess.Popen[str], began: float) -> tuple[float, str]:
    assert site.stdout is not None
    printed = []
    for line in site.stdout:
        printed.append(line)
        if "网站已启动" in line:
            return time.monotonic() - began, "".join(printed)
    pytest.fail("".join(printed))


def end(site: subprocess.Popen[str], number: signal.Signals) -> str:
    site.send_signal(number)
    rest, _ = site.communicate(timeout=30)
    assert site.returncode == 0, rest
    return rest


def test_run_from_an_empty_folder_serves_prints_accounts_and_ctrl_c_ends_all(machine: dict[str, str]) -> None:
    root, port = Path(machine["QINGSHUI_VAR"]) / "pg", int(machine["PORT"])
    with started(machine) as (site, _, printed):
        assert f"http://127.0.0.1:{port}/" in printed
        assert is_open(port)
        accounts = call(machine, venv_python(), "manage.py", "demo_accounts").stdout
        assert accounts.strip()
        assert accounts in printed
        assert "正在停止" in end(site, signal.SIGINT)
    assert not is_open(port)
    assert not localpg.running(root)


def test_the_second_start_takes_less_than_five_seconds_and_kill_ends_all_too(machine: dict[str, str]) -> None:
    root, port = Path(machine["QINGSHUI_VAR"]) / "pg", int(machine["PORT"])
    with started(machine) as (site, _, _):
        end(site, signal.SIGTERM)
    tries = []
    for _ in range(3):  # the fastest counts: other tests run beside this one
        with started(machine) as (site, seconds, _words):
            tries.append(seconds / waiting_to_a_core())
            end(site, signal.SIGTERM)
        assert not is_open(port)
        assert not localpg.running(root)
    assert min(tries) < 5


def test_a_cluster_that_ran_before_is_left_running(machine: dict[str, str]) -> None:
    root = Path(machine["QINGSHUI_VAR"]) / "pg"
    localpg.ensure(root)
    with started(machine) as (site, _, _):
        end(site, signal.SIGINT)
    assert localpg.running(root)
    localpg.stop(root)


def test_after_setup_manage_py_finds_the_database_although_it_is_down(machine: dict[str, str]) -> None:
    root = Path(machine["QINGSHUI_VAR"]) / "pg"
    setup = call(machine, sys.executable, "-m", "scripts.website", "setup")
    assert setup.returncode == 0, setup.stdout + setup.stderr
    assert localpg.stop(root)
    asked = "from django.db import connection as c; c.ensure_connection(); print(c.settings_dict['USER'])"
    shell = call(machine, venv_python(), "manage.py", "shell", "--no-imports", "-c", asked)
    assert shell.stdout.splitlines()[-1:] == ["qs_app"], shell.stderr
    assert localpg.running(root)


def test_a_taken_port_is_one_sentence_with_the_command(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = call({**environment, "PORT": str(port)}, sys.executable, "-m", "scripts.website", "run")
    assert done.returncode == 1
    assert re.fullmatch(rf"端口 {port} 用不了.*请执行 make run PORT=\d+。\n", done.stderr)
    assert not (Path(environment["QINGSHUI_VAR"]) / "pg").exists()


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1"])
def test_a_wrong_port_is_one_sentence(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(Refusal, match="make run PORT=8001"):
        website.wanted_port()


def test_demo_never_drops_a_database_that_was_given(environment: dict[str, str]) -> None:
    done = call({**environment, "DATABASE_URL": "postgres://somewhere/else"}, sys.executable, "-m", "scripts.website", "demo")
    assert done.returncode == 1
    assert "env -u DATABASE_URL make demo" in done.stderr


def test_a_given_database_starts_no_local_cluster(environment: dict[str, str]) -> None:
    given = {**environment, "DATABASE_URL": "postgres://127.0.0.1:1/nowhere", "SECRET_KEY": "k" * 60}
    done = call(given, venv_python(), "manage.py", "showmigrations")
    assert done.returncode != 0
    assert not (Path(environment["QINGSHUI_VAR"]) / "pg").exists()


def test_a_python_without_django_is_one_sentence(environment: dict[str, str]) -> None:
    done = call(environment, sys.executable, "-S", "manage.py", "help")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "make setup" in done.stderr


def test_a_backup_before_the_setup_is_one_sentence_and_makes_nothing(environment: dict[str, str]) -> None:
    done = call(environment, sys.executable, "-m", "scripts.website", "backup")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "数据库还没有建立，没有数据可备份：请先执行 make setup" in done.stderr
    assert not (Path(environment["QINGSHUI_VAR"]) / "pg").exists()


def test_changed_code_makes_migrate_run_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []
    monkeypatch.setenv("QINGSHUI_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(website, "manage", lambda *words: asked.append(words[0]))
    source = tmp_path / "source.py"
    source.write_text("1", encoding="utf-8")
    monkeypatch.setattr(website, "source_files", lambda: [source])
    website.prepare_database()
    website.prepare_database()
    assert asked == ["migrate", "load_demo"]
    source.write_text("2", encoding="utf-8")
    website.prepare_database()
    assert asked == ["migrate", "load_demo"] * 2


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(["make"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    targets = re.findall(r"^(\w+):.*##", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert targets
    assert re.findall(r"^make (\w+)\t", listed, re.MULTILINE) == targets
