"""`make check` and `make test` fail when anything fails, and never skip a browser test for want of a browser."""

import subprocess
from pathlib import Path

import pytest

from scripts import localpg, verify
from scripts.common import PROJECT, Refusal


def test_a_missing_browser_is_one_sentence_for_a_plain_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "_has_browser", lambda: False)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(Refusal, match="sudo apt-get install -y chromium fonts-noto-cjk"):
        verify.ensure_browser()


def test_a_missing_font_is_installed_by_root_after_an_update(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def apt(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(" ".join(command))
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(verify, "_has_browser", lambda: True)
    monkeypatch.setattr(verify, "_has_chinese_font", lambda: False)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", apt)
    verify.ensure_browser()
    assert [line.split()[1] for line in asked] == ["update", "install"]
    assert asked[1].endswith("chromium fonts-noto-cjk")


def test_an_installation_that_fails_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "_has_browser", lambda: False)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("subprocess.run", lambda command, **_: subprocess.CompletedProcess(command, 100))
    with pytest.raises(Refusal, match=r"没有网络.*apt-get install"):
        verify.ensure_browser()


def test_one_failing_check_fails_the_whole_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify, "BIN", Path("/bin"))
    monkeypatch.setattr(verify, "CHECKS", {"bad": ["false"], "good": ["true"]})
    assert verify._check() == 1
    assert capsys.readouterr().out == "未通过  bad\n\n通过  good\n检查未通过：bad。\n"


def test_the_test_cluster_ends_with_the_run_that_started_it_also_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QINGSHUI_VAR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")  # recorded, so that what the cluster sets here is undone
    monkeypatch.setenv("DATABASE_OWNER_URL", "")
    with pytest.raises(ZeroDivisionError), verify.test_database():
        assert localpg.running(tmp_path / "pg-test")
        raise ZeroDivisionError
    assert not localpg.running(tmp_path / "pg-test")


def test_a_given_database_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINGSHUI_VAR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    with verify.test_database():
        assert not (tmp_path / "pg-test").exists()


def test_the_continuous_integration_script_is_make_test_full() -> None:
    script = PROJECT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").splitlines() == [
        "#!/usr/bin/env bash",
        "set -euo pipefail",
        'cd "$(dirname "$0")/.."',
        "exec make test FULL=1",
    ]
