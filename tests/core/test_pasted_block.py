"""A block copied out of WPS or Excel: header by its words, sums and strange columns left out and said."""

import pytest

from projects.core.sheet_reader import MAX_PASTED, BadSheet, Table, read_block

USUAL = ("项目名称", "金额")


def read(text: str) -> Table:
    return read_block(text, is_title=lambda word: word in {*USUAL, "备注"}, usual=USUAL)


def test_the_header_is_found_and_what_is_left_out_is_said() -> None:
    table = read("到位资金表\n序号\t项目 名称\t金 额\r\n1\t甲\t5,585\r\n\r\n2\t乙\t３万\r\n合计\t\t8585\r\n")
    assert [(row.number, row.cells) for row in table.rows] == [
        (3, {"项目名称": "甲", "金额": "5,585"}),
        (5, {"项目名称": "乙", "金额": "３万"}),
    ]
    assert table.skipped == ["第1行在表头之上，未读入", "“序号”一列用不到，未读入", "第6行“合计”是汇总行，未读入"]


def test_without_a_header_the_columns_stand_in_their_usual_order_and_that_is_said() -> None:
    table = read("甲\t1\n乙\t2")
    assert [row.cells for row in table.rows] == [{"项目名称": "甲", "金额": "1"}, {"项目名称": "乙", "金额": "2"}]
    assert table.skipped == ["没有看到表头，各列按项目名称、金额的顺序读入"]


def test_a_cell_with_a_line_break_is_one_cell() -> None:
    table = read('项目名称\t金额\n"甲\n二期"\t1\n')
    assert table.rows[0].cells == {"项目名称": "甲\n二期", "金额": "1"}


def test_runs_of_blanks_stand_for_tabs_where_there_is_none() -> None:
    assert read("甲  1\n乙　　2").rows[1].cells == {"项目名称": "乙", "金额": "2"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有读到内容"),
        (" \t \n", "没有读到内容"),
        ("项目名称\t金额\t金额\n甲\t1\t2", "出现了两次"),
        ("\n".join(f"甲{n}\t1" for n in range(MAX_PASTED + 1)), "一次最多粘贴100行，现在是101行"),
        ('"甲\t1' + "x" * 200_000, "读不出来"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_fix(text: str, words: str) -> None:
    with pytest.raises(BadSheet, match=words):
        read(text)
