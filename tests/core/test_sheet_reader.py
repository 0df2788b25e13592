"""Workbooks that somebody else made: bombs are refused from outside, the header is found by its words."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from projects.core import sheet_reader
from projects.core.sheet_reader import BadSheet, amount_of, check_workbook, date_of, read_table, text_of

TITLES = ("项目名称", "金额(万元)")


def workbook(*rows: Any, hidden_first: bool = False) -> BytesIO:
    book = Workbook()
    sheet = book.active
    if hidden_first:
        sheet.append(TITLES)
        sheet.append(["隐藏表", 1])
        sheet.sheet_state = "hidden"
        sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    file = BytesIO()
    book.save(file)
    return file


def read(file: BytesIO) -> sheet_reader.Table:
    return read_table(file, is_title=lambda word: word in {*TITLES, "备注"}, needed=TITLES)


def zipped(*parts: tuple[str, bytes]) -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file


def test_the_header_is_found_below_a_title_and_sums_and_blanks_are_left_out_and_said() -> None:
    table = read(
        workbook(
            ["清水县到位资金表"],
            [],
            ["序号", "项目 名称", "金额（万元）", "别的"],
            [1, "甲", 12.5, "x"],
            [None, None, None],
            [2, "乙", "3,000.5"],
            ["合 计", None, 3013],
            [3, "丙", None],
        )
    )
    assert [(row.number, row.cells) for row in table.rows] == [
        (4, {"项目名称": "甲", "金额(万元)": 12.5}),
        (6, {"项目名称": "乙", "金额(万元)": "3,000.5"}),
        (8, {"项目名称": "丙"}),
    ]
    assert list(table.skipped) == ["第7行“合计”是汇总行，未读入"]


def test_a_hidden_sheet_is_not_read() -> None:
    assert [row.cells["项目名称"] for row in read(workbook(TITLES, ["甲", 1], hidden_first=True)).rows] == ["甲"]


def test_a_month_typed_as_a_date_into_a_title_is_that_month() -> None:
    table = read_table(
        workbook(["项目名称", datetime(2023, 1, 1)], ["甲", 5]),  # noqa: DTZ001 – a cell has no zone
        is_title=lambda word: word in {"项目名称", "2023年1月"},
        needed=["项目名称"],
    )
    assert table.rows[0].cells == {"项目名称": "甲", "2023年1月": 5}


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (workbook(["名称", "金额"], ["甲", 1]), "没有找到表头：需要“项目名称”、“金额\\(万元\\)”各一列"),
        (workbook([*TITLES, "金额（万元）"], ["甲", 1, 2]), "“金额\\(万元\\)”出现了两次"),
        (BytesIO(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "旧格式（.xls）或加了密码"),
        (BytesIO(b"PK\x03\x04 broken"), "不是完整的 .xlsx"),
        (BytesIO(b""), "不是完整的 .xlsx"),
        (zipped(("a.txt", b"hello")), "另存为 .xlsx 再传"),
    ],
    ids=["no header", "twice", "xls", "broken", "empty", "another zip"],
)
def test_what_cannot_be_read_is_refused_with_the_fix(file: BytesIO, sentence: str) -> None:
    with pytest.raises(BadSheet, match=sentence):
        read(file)


@pytest.mark.parametrize(
    "file",
    [
        zipped(("xl/worksheets/sheet1.xml", b"\0" * 5_000_000)),  # × 1000
        zipped(*((f"part{number}", b"x") for number in range(201))),
    ],
    ids=["ratio", "parts"],
)
def test_a_bomb_is_refused_before_anything_is_unpacked(file: BytesIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reader, "load_workbook", lambda *_args, **_options: pytest.fail("it was opened"))
    with pytest.raises(BadSheet, match="表格内部过大或结构异常"):
        read(file)


def test_more_than_a_hundred_megabytes_are_refused_whatever_the_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reader, "MAX_BYTES", 1_000)
    with pytest.raises(BadSheet, match="表格内部过大"):
        check_workbook(workbook(TITLES, ["甲", 1]))


def test_entities_in_the_xml_are_refused() -> None:
    source = workbook(TITLES, ["甲", 1])
    bomb = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                declared = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
                content = declared + content.replace(b"<v>1</v>", b"<v>&a;</v>")
            new.writestr(part, content)
    with pytest.raises(BadSheet, match=r"另存为 \.xlsx 再传"):
        read(bomb)


def test_a_sheet_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reader, "MAX_ROWS", 3)
    with pytest.raises(BadSheet, match="超过3行"):
        read(workbook(TITLES, ["甲", 1], ["乙", 1], ["丙", 1]))


@pytest.mark.parametrize(
    ("value", "unit", "wan"),
    [
        (54.27, "万元", "54.27"),
        (0.1 + 0.2, "万元", "0.3"),
        (12, "亿元", "120000"),
        ("1,234.50", "万元", "1234.5"),
        ("０.５亿", "万元", "5000"),
        ("30000元", "亿元", "3"),
        (30000, "元", "3"),
        ("—", "万元", "0"),
        (-5, "万元", "-5"),
    ],
)
def test_amounts_are_read_in_the_unit_of_their_column(value: Any, unit: str, wan: str) -> None:
    assert amount_of(value, unit) == Decimal(wan)


@pytest.mark.parametrize("value", [True, "约3000", "#REF!", 1.23456789])
def test_what_is_not_an_amount_is_said(value: Any) -> None:
    with pytest.raises(BadSheet):
        amount_of(value)


def test_dates_and_texts_come_as_people_write_them() -> None:
    day = date(2023, 3, 1)
    midnight = datetime(2023, 3, 1)  # noqa: DTZ001 – a cell has no zone
    assert [date_of(value) for value in (midnight, day, "2023.3.1", "2023年3月1日", 20230301)] == [day] * 5
    assert [text_of(value) for value in (12.0, "甲\u200b ", None, 7)] == ["12", "甲", "", "7"]
    with pytest.raises(BadSheet, match="不是日期"):
        date_of("三月")
