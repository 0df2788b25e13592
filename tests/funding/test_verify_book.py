"""verify_book finds what was tampered with behind the triggers' back, and says what it cannot find."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from projects.books.actions import write_anchor
from projects.books.models import BookHead
from projects.core.errors import Refused
from projects.funding.actions import reverse_arrival
from projects.funding.models import Arrival
from projects.funding.verify import verify_chain
from projects.jobs.choices import DAILY
from projects.jobs.flow import load_kinds
from tests.world import World


@pytest.fixture(autouse=True)
def anchors(tmp_path: Path, settings: object) -> Iterator[Path]:
    settings.ANCHOR_DIR = tmp_path  # type: ignore[attr-defined]
    yield tmp_path


@pytest.fixture
def book(world: World) -> World:
    """Five rows: 100 … 500, and an anchor at the fifth."""
    project = world.sign()
    for amount in (100, 200, 300, 400, 500):
        world.arrive(project, amount)
    write_anchor(world.county.pk, "2024年11月")
    return world


def tamper(*statements: str) -> None:
    """As somebody with the cluster's highest rights would: the triggers are silent under this setting."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def run() -> str:
    said = StringIO()
    call_command("verify_book", stdout=said)
    return said.getvalue()


def fault(world: World) -> str:
    with pytest.raises(CommandError, match="校验未通过") as stopped:
        run()
    assert stopped.value.returncode == 1
    return verify_chain(world.county.pk).fault


def test_a_whole_book_holds_and_says_what_cannot_be_found(book: World) -> None:
    said = run()
    assert "清水县到位资金账：共5笔，链完整，与1个锚点相符" in said
    assert "校验发现不了" in said


def test_without_an_anchor_it_says_so(world: World) -> None:
    assert "共0笔，链完整，还没有锚点（no anchor yet）" in run()
    world.arrive(world.sign(), 100)
    assert "共1笔，链完整，还没有锚点" in run()


def test_a_reversal_is_part_of_the_chain(book: World) -> None:
    reverse_arrival(by=book.verifier, arrival=Arrival.objects.get(seq=2), reason="重复入账")
    write_anchor(book.county.pk, "2024年12月")
    assert "共6笔，链完整，与2个锚点相符" in run()


def test_a_changed_row_is_found(book: World) -> None:
    tamper("UPDATE projects_arrival SET amount_wan = 333 WHERE seq = 3")
    assert fault(book) == "第3号的内容被改动：校验值与内容不符"


@pytest.mark.parametrize("column", ["arrived_on = '2024-12-11'", "source_tier = '境外'", "reason = '别的'", "recorded_at = now()"])
def test_every_column_is_held_by_the_hash(book: World, column: str) -> None:
    tamper(f"UPDATE projects_arrival SET {column} WHERE seq = 4")
    assert fault(book).startswith("第4号的内容被改动")


def test_a_missing_row_is_found(book: World) -> None:
    tamper("DELETE FROM projects_arrival WHERE seq = 3")
    assert fault(book) == "缺少第3号：第2号之后直接是第4号"


def test_a_missing_row_is_found_when_the_rest_is_numbered_anew(book: World) -> None:
    tamper("DELETE FROM projects_arrival WHERE seq = 3", "UPDATE projects_arrival SET seq = seq - 1 WHERE seq > 3")
    assert fault(book) == "缺少记录：第3号原是第4号，它前面的一笔已不在账中"


def test_a_reordered_row_is_found(book: World) -> None:
    tamper(
        "UPDATE projects_arrival SET seq = 99 WHERE seq = 2",
        "UPDATE projects_arrival SET seq = 2 WHERE seq = 3",
        "UPDATE projects_arrival SET seq = 3 WHERE seq = 99",
    )
    assert fault(book) == "顺序被调换：第2号原是第3号"


def test_a_cut_off_tail_is_found_by_the_anchor_even_when_the_head_was_cut_too(book: World) -> None:
    moment = write_anchor(book.county.pk, "备份").read_text().split()[0]
    tamper("DELETE FROM projects_arrival WHERE seq > 3")
    row = Arrival.objects.get(seq=3)
    BookHead.objects.filter(book="arrival").update(seq=3, hash=row.hash)
    assert fault(book) == f"尾部被截去：2024年11月（{moment}）时有5笔，现在只有3笔"


def test_a_cut_off_tail_is_found_by_the_head_where_there_is_no_anchor(book: World, anchors: Path) -> None:
    for file in anchors.iterdir():
        file.unlink()
    tamper("DELETE FROM projects_arrival WHERE seq = 5")
    assert fault(book) == "尾部被截去：账首记到第5号，现在只有4笔"
    BookHead.objects.filter(book="arrival").update(seq=3)
    assert "账首与最后一笔（第4号）不符" in fault(book)


def test_a_chain_computed_anew_is_found_by_the_anchor(book: World) -> None:
    rows = list(Arrival.objects.order_by("seq"))
    rows[1].amount_wan += 1
    previous = rows[0].hash
    for row in rows[1:]:
        row.prev_hash = previous
        row.hash = previous = row.fingerprint()
        tamper(
            f"UPDATE projects_arrival SET amount_wan = {row.amount_wan}, prev_hash = '{row.prev_hash}', hash = '{row.hash}' "
            f"WHERE id = {row.pk}"
        )
    BookHead.objects.filter(book="arrival").update(hash=previous)
    assert "第5号与2024年11月" in fault(book)
    assert "锚点不符" in fault(book)


@pytest.mark.parametrize("line", ["nonsense", "2024-12-01T00:00:00 x abc 备份", "2024-12-01T00:00:00 0 abcdef 备份"])
def test_a_damaged_anchors_file_is_a_fault_not_a_crash(book: World, anchors: Path, line: str) -> None:
    file = next(anchors.iterdir())
    file.write_text(file.read_text() + line + "\n")
    assert "锚点" in fault(book)


# --- Every night (projects/funding/jobs.py) -----------------------------------------------------------


class Silent:
    """Nobody watches the progress."""

    def step(self, done: int, total: int, message: str = "") -> None: ...


def nightly(name: str) -> str:
    kind = load_kinds()[name]
    assert kind.rhythm is not None
    assert kind.rhythm.every == DAILY
    return kind.work(progress=Silent(), by=None).message


def test_the_book_is_verified_every_night_and_a_fault_ends_the_job_with_its_sentence(book: World) -> None:
    assert nightly("verify_book") == "链完整"
    tamper("UPDATE projects_arrival SET amount_wan = 999 WHERE seq = 3")
    with pytest.raises(Refused, match=r"清水县到位资金账有误：.*第3号"):
        nightly("verify_book")


def test_every_night_leaves_an_anchor_by_which_a_later_cut_is_found(book: World, anchors: Path) -> None:
    book.arrive(book.sign("夜间项目"), 600)
    assert nightly("anchors") == "已记录"
    last = (anchors / f"arrival-{book.county.pk}.txt").read_text().splitlines()[-1]
    assert last.split(" ", 3)[1::2] == ["6", "每日锚点"]
    tamper("DELETE FROM projects_credit", "DELETE FROM projects_arrival WHERE seq = 6", "UPDATE projects_bookhead SET seq = 5")
    assert fault(book)
