"""Backup and restore of the demonstration, by the commands themselves: every figure equal, and whatever is damaged is noticed."""

import json
import shutil
import stat
import subprocess
import sys
import tarfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from projects.indicators.catalogue import INDICATORS
from tests.databases import BUILD_DIR, ROOT, copy_of, databases, demo_template, drop, environment, execute

pytestmark = [pytest.mark.demo, pytest.mark.full]
EMPTY_ALL = """SET session_replication_role = replica; DO $$ BEGIN EXECUTE (
    SELECT 'TRUNCATE ' || string_agg(format('%I', tablename), ', ') || ' CASCADE'
    FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations'
); END $$"""


@dataclass
class Desk:
    """A copy of the demonstration with a folder for its backups, and the commands on it."""

    database: str
    var: Path

    @property
    def folder(self) -> Path:
        return self.var / "backups"

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        settings = environment(self.database, owner=True) | {"QINGSHUI_DB_ROLE": "owner", "QINGSHUI_VAR": str(self.var)}
        return subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
        )

    def dumps(self) -> list[Path]:
        return sorted(self.folder.glob("*.dump"))

    def one(self) -> Path:
        (dump,) = self.dumps()
        return dump

    def age(self, dump: Path, name: str) -> None:
        """As if it had been made at another time."""
        for path in list(self.folder.glob(f"{dump.stem}.*")):
            path.rename(path.with_name(f"{name}{path.suffix}"))


@pytest.fixture
def desk(tmp_path: Path, django_db_setup: None) -> Iterator[Desk]:
    found = Desk(copy_of(demo_template()), tmp_path)
    (tmp_path / "media").symlink_to(BUILD_DIR / "media")
    yield found
    drop(found.database)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Desk]:
    """One good backup, for the tests that damage a copy of its files."""
    var = tmp_path_factory.mktemp("made")
    found = Desk(copy_of(demo_template()), var)
    (var / "media").symlink_to(BUILD_DIR / "media")
    done = found.run("backup")
    assert done.returncode == 0, done.stderr
    yield found
    drop(found.database)


def copied(made: Desk, var: Path) -> Desk:
    shutil.copytree(made.folder, var / "backups")
    return Desk(made.database, var)


def resum(desk: Desk) -> None:
    """The checksums as somebody would write them who damaged the files on purpose."""
    dump = desk.one()
    files = [dump.with_suffix(ending).name for ending in (".json", ".tar", ".dump")]
    done = subprocess.run(["sha256sum", *files], cwd=desk.folder, capture_output=True, text=True, check=True)
    dump.with_suffix(".sha256").write_text(done.stdout)


def _not_of_other_runs() -> set[str]:
    """Without the copies that tests beside this one make and drop meanwhile."""
    return {name for name in databases() if not name.startswith(("copy_", "demo_building", "empty_building"))}


def test_the_restored_demonstration_has_every_figure_and_every_file(desk: Desk) -> None:
    before = _not_of_other_runs()
    done = desk.run("backup", "--drill")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "结论：通过" in done.stdout
    assert "链完整，与1个锚点相符" in done.stdout

    said = json.loads(desk.one().with_suffix(".json").read_text())
    figures = said["figures"]["620521"]
    assert set(INDICATORS) <= set(figures)
    assert (figures["arrived"], figures["arrival-completion"], figures["signed-amount"]) == ("542700", "542700/558500", "629300")
    assert sum(key.startswith("arrived department ") for key in figures) >= 100
    assert len(said["files"]) > 0
    assert f"核对佐证文件{len(said['files'])}个" in done.stdout
    assert f"比较指标{len(figures)}个（截至2024-12-16）" in done.stdout

    report = next((desk.folder / "drills").iterdir())
    assert report.read_text().endswith("结论：通过，恢复后的数据与备份时一致\n")
    assert _not_of_other_runs() == before


def test_the_files_are_the_owners_alone_and_hold_papers_and_anchors(made: Desk) -> None:
    files = sorted(made.folder.glob("qingshui-*"))
    assert [path.suffix for path in files] == [".dump", ".json", ".sha256", ".tar"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    assert made.one().read_bytes()[:5] == b"PGDMP"
    with tarfile.open(made.one().with_suffix(".tar")) as tar:
        inside = tar.getnames()
    assert any(name.startswith("media/files/") for name in inside)
    assert [name for name in inside if name.startswith("anchors/")] == ["anchors/arrival-1.txt"]
    anchor = (made.var / "anchors" / "arrival-1.txt").read_text()
    assert anchor.endswith(f" 备份{made.one().stem}\n")


def test_a_flipped_byte_is_noticed_by_the_checksum(made: Desk, tmp_path: Path) -> None:
    desk = copied(made, tmp_path)
    content = bytearray(desk.one().read_bytes())
    content[len(content) // 2] ^= 1
    desk.one().write_bytes(content)
    done = desk.run("restore_drill")
    assert done.returncode == 1
    assert "与校验值不符，文件已损坏或被改动" in done.stdout


def test_a_cut_off_dump_is_noticed_even_with_a_fresh_checksum(made: Desk, tmp_path: Path) -> None:
    desk = copied(made, tmp_path)
    desk.one().write_bytes(desk.one().read_bytes()[:-20_000])
    resum(desk)
    done = desk.run("restore_drill")
    assert done.returncode == 1
    assert "pg_restore 没有成功" in done.stdout


def test_a_figure_that_differs_is_named(made: Desk, tmp_path: Path) -> None:
    desk = copied(made, tmp_path)
    figures = desk.one().with_suffix(".json")
    figures.write_text(figures.read_text().replace('"arrived": "542700"', '"arrived": "542700.000001"'))
    resum(desk)
    done = desk.run("restore_drill")
    assert done.returncode == 1
    assert "不符：620521 arrived：备份时542700.000001，恢复后542700" in done.stdout
    assert "结论：不通过，1处不符" in done.stdout


def test_a_missing_file_and_a_missing_backup_are_said(made: Desk, tmp_path: Path) -> None:
    desk = copied(made, tmp_path)
    desk.one().with_suffix(".tar").unlink()
    assert "缺少文件" in desk.run("restore_drill").stdout
    assert "还没有备份" in desk.run("restore_drill", "--dir", str(tmp_path / "nothing")).stderr
    assert "没有备份qingshui-1" in desk.run("restore_drill", "--backup", "qingshui-1").stderr


def test_a_dump_that_shrank_is_kept_aside_and_alarms(desk: Desk) -> None:
    assert desk.run("backup").returncode == 0
    first = desk.one()
    desk.age(first, "qingshui-20200101T020000")
    execute(EMPTY_ALL, desk.database)
    done = desk.run("backup")
    assert done.returncode == 1
    assert "小30%以上，可能丢了数据" in done.stderr
    assert [path.stem for path in desk.dumps()] == ["qingshui-20200101T020000"]
    assert len(list(desk.folder.glob("*.suspect"))) == 1
    assert list(desk.folder.glob("*.new")) == []

    assert desk.run("backup", "--accept-smaller").returncode == 0
    assert len(desk.dumps()) == 2


def test_a_changed_row_of_the_book_is_noticed_by_the_drill(desk: Desk) -> None:
    """Somebody with the owner's rights changed an amount before the backup: the chain says so in the restored database."""
    execute(
        "SET session_replication_role = replica; UPDATE projects_arrival SET amount_wan = amount_wan + 1 WHERE seq = 5",
        desk.database,
    )
    done = desk.run("backup", "--drill")
    assert done.returncode == 1
    assert "第5号的内容被改动" in done.stdout


def test_without_the_programs_the_sentence_names_the_package(made: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from projects.backups import queries
    from projects.backups.choices import BackupFailed

    monkeypatch.setattr(queries, "_folders", lambda major: [tmp_path])
    with pytest.raises(BackupFailed, match="postgresql-client-15"):
        queries.program("pg_dump", 15)


@pytest.mark.parametrize("words", [("sweep",), ("backup", "--drill"), ("verify_book",)], ids=lambda words: words[0])
def test_without_tables_a_command_is_one_sentence(tmp_path: Path, django_db_setup: None, words: tuple[str, ...]) -> None:
    desk = Desk(f"bare_{uuid.uuid4().hex[:8]}", tmp_path)
    execute(f"CREATE DATABASE {desk.database}")
    try:
        done = desk.run(*words)
    finally:
        drop(desk.database)
    assert done.returncode == 1
    assert done.stderr == "CommandError: 数据库里还没有建表，没有数据可处理：请先执行 make setup\n"
    assert not desk.dumps()
