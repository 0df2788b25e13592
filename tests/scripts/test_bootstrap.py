"""What a bare machine is given, and what it is told when something is missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import bootstrap
from scripts.common import PROJECT, Refusal, fingerprint

NOWHERE = "http://127.0.0.1:9/"  # the discard port: refuses at once
COPIED = ("requirements.txt", "requirements-pg.txt", "package.json", "package-lock.json", ".npmrc")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The files a fresh clone has that matter here, and nothing made by a machine."""
    shutil.copytree(PROJECT / "scripts", tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    for name in COPIED:
        shutil.copy(PROJECT / name, tmp_path)
    return tmp_path


@pytest.fixture
def in_copy(project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """This process's bootstrap works on the copy, with the real virtual environment."""
    monkeypatch.setattr(bootstrap, "PROJECT", project)
    yield project


def offline() -> dict[str, str]:
    """Neither index, cache nor local folder: what a machine without network has."""
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(("PIP_", "NPM_", "QINGSHUI_"))}
    pip = {"PIP_INDEX_URL": NOWHERE, "PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    return {**kept, **pip, "NPM_CONFIG_REGISTRY": NOWHERE, "NPM_CONFIG_FETCH_RETRIES": "0"}


def call(project: Path, *program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(program, cwd=project, env=offline(), capture_output=True, text=True, check=False)


def test_without_network_pip_is_one_sentence_with_the_command(project: Path) -> None:
    done = call(project, sys.executable, "-m", "scripts.bootstrap")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "没有网络" in done.stderr
    assert "make setup" in done.stderr
    assert (project / "var" / "log" / "pip.log").stat().st_size > 0


def test_without_the_venv_module_it_is_one_sentence_with_the_command(project: Path) -> None:
    without = "import sys, runpy; sys.modules['ensurepip'] = None; runpy.run_module('scripts.bootstrap', run_name='__main__')"
    done = call(project, sys.executable, "-c", without)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"apt-get install -y python{version}-venv" in done.stderr
    assert not (project / ".venv").exists()


def test_an_older_python_is_one_sentence(project: Path) -> None:
    old = "import sys, runpy; sys.version_info = (3, 9); runpy.run_module('scripts.bootstrap', run_name='__main__')"
    done = call(project, sys.executable, "-c", old)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Python 3.11" in done.stderr


def test_without_network_npm_is_one_sentence_with_the_command(
    in_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"REGISTRY": NOWHERE, "FETCH_RETRIES": "0", "CACHE": str(tmp_path / "empty")}.items():
        monkeypatch.setenv(f"NPM_CONFIG_{name}", value)
    monkeypatch.setenv("QINGSHUI_NODE", "")
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.xfail("this machine has no npm of its own; the pinned wheel is tested below")
    with pytest.raises(Refusal, match=r"没有网络.*make setup"):
        bootstrap.fetch_front_end(dev=False)
    assert not (in_copy / "static" / "vendor").exists()


@pytest.mark.parametrize("source", ["", "wheel"], ids=["whatever node there is", "node from the pinned wheel"])
def test_the_front_end_files_come_from_the_lock_file(in_copy: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.setenv("QINGSHUI_NODE", source)
    bootstrap.fetch_front_end(dev=False)
    vendor = in_copy / "static" / "vendor"
    assert {path.name for path in vendor.iterdir()} == {*bootstrap.VENDOR.values(), ".stamp"}
    assert all(b"sourceMappingURL" not in path.read_bytes() for path in vendor.iterdir())
    assert not (in_copy / "node_modules" / "axe-core").exists()


def test_a_map_comment_is_cut_off_and_nothing_else() -> None:
    for ending in (b"\n//# sourceMappingURL=a.js.map", b"\n/*# sourceMappingURL=a.css.map */\n"):
        assert bootstrap.MAP_COMMENT.sub(b"\n", b"body{}" + ending) == b"body{}\n"
    kept = b'x="//# sourceMappingURL=";\nrun()'
    assert bootstrap.MAP_COMMENT.sub(b"\n", kept) == kept


def test_a_second_time_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    bootstrap.bootstrap(dev=True)

    def refuse(*words: object) -> None:
        raise AssertionError(words)

    monkeypatch.setattr(bootstrap, "_logged", refuse)
    bootstrap.bootstrap(dev=True)


def test_a_changed_pin_makes_the_packages_install_again(tmp_path: Path) -> None:
    pins = tmp_path / "requirements.txt"
    pins.write_text("a==1\n", encoding="utf-8")
    before = fingerprint([pins])
    pins.write_text("a==2\n", encoding="utf-8")
    assert fingerprint([pins]) != before


def test_the_secret_key_is_private_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGSHUI_VAR", str(tmp_path))
    bootstrap.write_secret_key()
    first = (tmp_path / "secret_key").read_text(encoding="utf-8")
    assert len(first) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    bootstrap.write_secret_key()
    assert (tmp_path / "secret_key").read_text(encoding="utf-8") == first


def test_every_pin_is_exact_and_has_a_reason() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (PROJECT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r ")):
                pin, _, reason = line.partition("#")
                assert "==" in pin, line
                assert reason.strip(), line


def test_nothing_committed_names_a_registry() -> None:
    for name in (*COPIED, "requirements-dev.txt", "scripts/requirements-node.txt"):
        assert "://" not in (PROJECT / name).read_text(encoding="utf-8").replace("https://github.com/", "").replace(
            "https://opencollective.com/", ""
        ), name
