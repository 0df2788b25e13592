"""Writing workbooks the way the county's printed sheets look: merged title, a line of 填报单位 / 截至 / 单位, grouped heads, thin
borders, A4 landscape on one width, signatures and 口径 at the foot. Text from people is never a formula.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from projects.core.forms import clean_text

Value = str | int | Decimal | None
Box = Any  # a cell, merged or not
HEAD_ROW = 3
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_000  # of one cell; the format allows 32,767
_RULE = Side(style="thin", color="8391A2")
_BOX = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
_HEAD = PatternFill("solid", fgColor="F0F3F7")
_SUM = PatternFill("solid", fgColor="F7F9FB")
_FONT = "宋体"


@dataclass(frozen=True)
class Column:
    """`group`: columns next to each other with the same group share a head above their labels. `width` in characters."""

    label: str
    width: int
    group: str = ""
    number_format: str = ""


@dataclass(frozen=True)
class Line:
    """`is_sum`: a subtotal or total, printed bold on a tint. `title` instead of values: a heading over the whole width."""

    values: Sequence[Value] = ()
    is_sum: bool = False
    title: str = ""


@dataclass(frozen=True)
class Paper:
    """`second`: left, middle and right of the second row. `foot`: lines under the table, each over the whole width."""

    title: str
    second: tuple[str, str, str]
    columns: Sequence[Column]
    lines: Sequence[Line]
    foot: Sequence[str]
    author: str
    made_at: datetime


def safe_text(value: str) -> str:
    """Without control and direction characters, short enough for a cell."""
    return clean_text(value)[:_LONGEST]


def put(cell: Box, value: Value) -> None:
    """Numbers as numbers; text as text, also where it begins like a formula."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = safe_text(value)
    cell.value = text
    if text.startswith(_FORMULA_STARTS):
        cell.data_type = "s"
        cell.quotePrefix = True


def write(paper: Paper) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = safe_text(paper.title)[:31]
    _properties(book, paper)
    _top(sheet, paper)
    _heads(sheet, paper.columns)
    row = HEAD_ROW + 2
    for line in paper.lines:
        _line(sheet, row, line, paper.columns)
        row += 1
    for text in paper.foot:
        _across(sheet, row, text, len(paper.columns))
        row += 1
    _page(sheet, paper.columns)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _properties(book: Workbook, paper: Paper) -> None:
    book.properties.title = safe_text(paper.title)
    book.properties.creator = safe_text(paper.author)
    book.properties.lastModifiedBy = safe_text(paper.author)
    book.properties.created = book.properties.modified = paper.made_at.replace(tzinfo=None)
    book.properties.language = "zh-CN"


def _top(sheet: Worksheet, paper: Paper) -> None:
    width = len(paper.columns)
    _across(sheet, 1, paper.title, width, size=16, horizontal="center", bold=True)
    sheet.row_dimensions[1].height = 30
    left, middle, right = _thirds(width)
    for (start, end), text, side in zip((left, middle, right), paper.second, ("left", "center", "right"), strict=True):
        sheet.merge_cells(start_row=2, end_row=2, start_column=start, end_column=end)
        put(sheet.cell(2, start), text)
        _style(sheet.cell(2, start), horizontal=side)


def _thirds(width: int) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    third = width // 3
    return (1, third), (third + 1, width - third), (width - third + 1, width)


def _heads(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Two rows: groups above their labels; a column without a group takes both."""
    for number, column in enumerate(columns, start=1):
        above, below = sheet.cell(HEAD_ROW, number), sheet.cell(HEAD_ROW + 1, number)
        is_first = number == 1 or columns[number - 2].group != column.group
        put(above, (column.group if is_first else None) or (None if column.group else column.label))
        put(below, column.label if column.group else None)
        for cell in (above, below):
            _style(cell, horizontal="center", bold=True, border=_BOX, fill=_HEAD, wrap=True)
        if not column.group:
            sheet.merge_cells(start_row=HEAD_ROW, end_row=HEAD_ROW + 1, start_column=number, end_column=number)
    for start, end in _spans(columns):
        sheet.merge_cells(start_row=HEAD_ROW, end_row=HEAD_ROW, start_column=start, end_column=end)
    sheet.row_dimensions[HEAD_ROW + 1].height = 32


def _spans(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """First and last column of each group."""
    spans: list[tuple[int, int]] = []
    for number, column in enumerate(columns, start=1):
        if not column.group:
            continue
        if spans and spans[-1][1] == number - 1 and columns[number - 2].group == column.group:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return [span for span in spans if span[0] != span[1]]


def _line(sheet: Worksheet, row: int, line: Line, columns: Sequence[Column]) -> None:
    if line.title:
        _across(sheet, row, line.title, len(columns), bold=True)
        for number in range(1, len(columns) + 1):
            sheet.cell(row, number).border = _BOX
        return
    for number, (column, value) in enumerate(zip(columns, line.values, strict=True), start=1):
        cell = sheet.cell(row, number)
        put(cell, value)
        is_number = isinstance(value, int | Decimal)
        if is_number and column.number_format:
            cell.number_format = column.number_format
        side = "right" if column.number_format else "left"
        _style(cell, horizontal=side, bold=line.is_sum, border=_BOX, fill=_SUM if line.is_sum else None)


def _across(
    sheet: Worksheet, row: int, text: str, width: int, *, size: int = 10, horizontal: str = "left", bold: bool = False
) -> None:
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    put(sheet.cell(row, 1), text)
    _style(sheet.cell(row, 1), horizontal=horizontal, bold=bold, size=size, wrap=True)
    lines = -(-len(text) // 90)
    if lines > 1:
        sheet.row_dimensions[row].height = 15 * lines


def _style(
    cell: Box,
    *,
    horizontal: str,
    bold: bool = False,
    size: int = 10,
    border: Border | None = None,
    fill: PatternFill | None = None,
    wrap: bool = False,
) -> None:
    cell.font = Font(name=_FONT, size=size, bold=bold)
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=wrap)
    if border:
        cell.border = border
    if fill:
        cell.fill = fill


def _page(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """A4 landscape, one page wide, the heads on every page."""
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{HEAD_ROW + 1}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    footer: Any = sheet.oddFooter
    footer.center.text = "第&P页，共&N页"
    sheet.freeze_panes = f"C{HEAD_ROW + 2}"
