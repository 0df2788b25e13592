"""Reading a workbook that somebody else made, or a block copied out of one: the header is recognised by its words. A file is looked at
from outside before it is opened.
"""

import csv
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from projects.core.dates import BadDate, read_date
from projects.core.forms import clean_text
from projects.core.units import BadAmount, narrow, plain, read_wan

MAX_PARTS, MAX_BYTES, MAX_RATIO = 200, 100 * 1024 * 1024, 100
MAX_ROWS, MAX_COLUMNS, HEADER_WITHIN = 5_000, 200, 15
MAX_PASTED = 100
_SUMS = re.compile(r"(合计|小计|总计|累计|共计|总合计)[:：]?")
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"


class BadSheet(ValueError):
    """Carries the sentence for the person."""


@dataclass(frozen=True)
class SheetRow:
    """`number` as the person sees it at the left edge; `cells` by the header's words, empty cells left out."""

    number: int
    cells: dict[str, Any]


@dataclass(frozen=True)
class Table:
    """`skipped`: what was left out, in words, for the person."""

    sheet: str
    titles: Sequence[str]
    rows: Sequence[SheetRow]
    skipped: Sequence[str]


def check_workbook(file: IO[bytes]) -> None:
    """From the zip directory alone, before anything is unpacked: parts, size unpacked, ratio (F03). Raises BadSheet."""
    file.seek(0)
    if file.read(4) == _OLD_FORMAT:
        raise BadSheet("这是旧格式（.xls）或加了密码的表格，请另存为不加密的 .xlsx 后再传")
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise BadSheet("文件打不开，不是完整的 .xlsx 表格，请重新另存后再传") from problem
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_BYTES or any(_is_bomb(part.file_size, part.compress_size) for part in parts):
        raise BadSheet("表格内部过大或结构异常，未予读取；请只保留需要的工作表和行，另存后再传")
    if _is_bomb(unpacked, packed):
        raise BadSheet("表格内部过大或结构异常，未予读取；请只保留需要的工作表和行，另存后再传")


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > MAX_RATIO * max(packed, 1)


def read_table(file: IO[bytes], *, is_title: Callable[[str], bool], needed: Sequence[str]) -> Table:
    """The first visible sheet with a row that holds all `needed` titles (blanks and line breaks do not matter); `is_title` says which
    other words of that row are columns. Rows of sums are left out and said. Raises BadSheet with the fix."""
    check_workbook(file)
    file.seek(0)
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            found = _table(sheet, is_title, needed)
            if found:
                return found
    except BadSheet:
        raise
    except (ValueError, KeyError, TypeError, OSError, EOFError, ParseError, zipfile.BadZipFile, InvalidFileException) as problem:
        raise BadSheet("表格内容读不出来，请用 WPS 或 Excel 打开后另存为 .xlsx 再传") from problem
    raise BadSheet(f"没有找到表头：需要{'、'.join(f'“{title}”' for title in needed)}各一列，请核对表头文字")


def _table(sheet: Any, is_title: Callable[[str], bool], needed: Sequence[str]) -> Table | None:
    sheet.reset_dimensions()
    lines = _lines(sheet)
    titles: dict[int, str] = {}
    for number, values in lines:
        words = _words(values)
        if set(needed) <= set(words.values()):
            titles = {place: word for place, word in words.items() if is_title(word)}
            break
        if number >= HEADER_WITHIN:
            return None
    if not titles:
        return None
    _no_twins(list(titles.values()))
    rows, skipped = _rows(lines, titles)
    return Table(sheet.title, list(titles.values()), rows, skipped)


def read_block(text: str, *, is_title: Callable[[str], bool], usual: Sequence[str]) -> Table:
    """Cells copied from WPS or Excel. A row with two known titles is the header and what stands above it is left out; without one
    the columns are taken in the order of `usual`. Raises BadSheet with the fix."""
    lines = [(number, tuple(cell.strip() or None for cell in cells)) for number, cells in enumerate(_cells(text), start=1)]
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if not lines:
        raise BadSheet("没有读到内容：请在表格里选中要报的行（最好带表头），复制后粘贴到框里")
    place, titles = _header(lines, is_title)
    skipped = [f"第{number}行在表头之上，未读入" for number, _ in lines[:place]] if titles else []
    if titles:
        lines, others = lines[place + 1 :], sorted({word for word in _words(lines[place][1]).values() if not is_title(word)})
        skipped += [f"“{word}”一列用不到，未读入" for word in others]
    else:
        titles = dict(enumerate(usual))
        skipped = [f"没有看到表头，各列按{'、'.join(usual)}的顺序读入"]
    _no_twins(list(titles.values()))
    rows, sums = _rows(iter(lines), titles)
    if len(rows) > MAX_PASTED:
        raise BadSheet(f"一次最多粘贴{MAX_PASTED}行，现在是{len(rows)}行，请分几次")
    return Table("", list(titles.values()), rows, [*skipped, *sums])


def _cells(text: str) -> Iterator[list[str]]:
    """A cell with a line break inside comes in quotes from both programs; a block typed by hand has runs of blanks for tabs."""
    if "\t" not in text:
        yield from (re.split(r" {2,}|\u3000+", line) for line in text.splitlines())
        return
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter="\t")
    except csv.Error as problem:
        raise BadSheet("粘贴的内容读不出来，请在表格里重新选中、复制，再粘贴一次") from problem


def _header(lines: Sequence[tuple[int, tuple[Any, ...]]], is_title: Callable[[str], bool]) -> tuple[int, dict[int, str]]:
    for place, (_, values) in enumerate(lines[:HEADER_WITHIN]):
        titles = {column: word for column, word in _words(values).items() if is_title(word)}
        if len(titles) > 1:
            return place, titles
    return 0, {}


def _words(values: Sequence[Any]) -> dict[int, str]:
    return {place: _word(value) for place, value in enumerate(values) if value is not None}


def _word(title: Any) -> str:
    """A month typed into a title is a date cell to Excel."""
    return f"{title.year}年{title.month}月" if isinstance(title, datetime) else narrow(str(title))


def _lines(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
        if number > MAX_ROWS:
            raise BadSheet(f"表格超过{MAX_ROWS}行，请删去空行或分成几张表")
        yield number, values


def _no_twins(titles: Sequence[str]) -> None:
    twins = sorted({title for title in titles if titles.count(title) > 1})
    if twins:
        raise BadSheet(f"表头中“{twins[0]}”出现了两次，请只留一列")


def _rows(lines: Iterator[tuple[int, tuple[Any, ...]]], titles: dict[int, str]) -> tuple[list[SheetRow], list[str]]:
    rows, skipped = [], []
    for number, values in lines:
        found = {titles[place]: value for place, value in enumerate(values) if place in titles and not _is_empty(value)}
        first = next((narrow(str(value)) for value in values if not _is_empty(value)), "")
        if _SUMS.fullmatch(first):
            skipped.append(f"第{number}行“{first}”是汇总行，未读入")
        elif found:
            rows.append(SheetRow(number, found))
    return rows, skipped


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


# --- Cells ------------------------------------------------------------------------------------------


def text_of(value: Any) -> str:
    """As typed, without control characters; 12.0 is 12."""
    if isinstance(value, float):
        return plain(_decimal(value))
    return clean_text(str(value)) if value is not None else ""


def amount_of(value: Any, unit: str = "万元") -> Decimal:
    """万元 from a number of the column's unit or a text with its own. Raises BadSheet."""
    if isinstance(value, bool):
        raise BadSheet(f"“{value}”不是金额")
    text = plain(_decimal(value)) if isinstance(value, int | float) else text_of(value)
    if text in {"-", "—", "/"}:  # how people write nothing
        return Decimal(0)
    has_unit = any(mark in text for mark in "万亿元")
    try:
        return read_wan(text if has_unit or unit == "万元" else f"{text}{unit}")
    except BadAmount as problem:
        raise BadSheet(str(problem)) from problem


def date_of(value: Any) -> date:
    """A date cell, or a text as people write it. Raises BadSheet."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return read_date(text_of(value))
    except BadDate as problem:
        raise BadSheet(str(problem)) from problem


def _decimal(value: int | float) -> Decimal:
    """The fifteen digits that Excel shows: 0.1 + 0.2 is 0.3 there."""
    return Decimal(f"{value:.15g}")
