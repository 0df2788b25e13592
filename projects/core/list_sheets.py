"""A list as a workbook: the page's columns, order and filters; text that is never a formula, totals as numbers, ready to print.

Written row by row, so that ten thousand rows need no more memory than one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from projects.core.columns import Foot, HouseColumn, Shown
from projects.core.sheets import put, safe_text

HEAD_ROW = 3
NUMBER = "序号"
A4 = 9
_RULE = Side(style="thin", color="8391A2")
_BOX = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)
_TINT = PatternFill("solid", fgColor="F0F3F7")
_FONT = "宋体"


@dataclass(frozen=True)
class ListPaper:
    """`notes`: what stands under the title (截至, 单位, 条件). `columns`: key and column, in the order of the page. `is_numbered`: 序号
    stands before them, as in the county's own ledgers."""

    title: str
    notes: str
    columns: Sequence[tuple[str, HouseColumn]]
    rows: Iterable[Any]
    feet: Sequence[Foot]
    shown: Shown
    author: str
    made_at: datetime
    is_numbered: bool = False

    @property
    def offset(self) -> int:
        """How many columns stand before the first of `columns`."""
        return int(self.is_numbered)


class _Styles:
    """A style is made once and copied: openpyxl looks fonts and borders up anew for every cell it is told them."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self._made: dict[tuple[str, bool, str], Any] = {}

    def cell(self, value: Any, side: str = "left", *, is_strong: bool = False, number_format: str = "General") -> Any:
        cell: Any = WriteOnlyCell(self.sheet)
        put(cell, value)
        key = (side, is_strong, number_format)
        if key not in self._made:
            self._made[key] = self._style(*key)
        is_text = cell.quotePrefix
        cell._style = copy(self._made[key])
        if is_text:
            cell.quotePrefix = True
        return cell

    def _style(self, side: str, is_strong: bool, number_format: str) -> Any:
        cell: Any = WriteOnlyCell(self.sheet)
        cell.font = Font(name=_FONT, size=10, bold=is_strong)
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=is_strong)
        cell.border = _BOX
        cell.number_format = number_format
        if is_strong:
            cell.fill = _TINT
        return cell._style


def write_list(paper: ListPaper) -> bytes:
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(safe_text(paper.title)[:31])
    styles = _Styles(sheet)
    _set_up(sheet, paper)
    sheet.append([_title(sheet, paper.title, 16)])
    sheet.append([_title(sheet, paper.notes, 10)])
    number = [styles.cell(NUMBER, "center", is_strong=True)] * paper.offset
    sheet.append(number + [styles.cell(column.head(paper.shown), "center", is_strong=True) for _, column in paper.columns])
    last = HEAD_ROW
    for cells in _lines(paper, styles):
        sheet.append(cells)
        last += 1
    # The filter leaves the totals below it alone.
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(paper.columns) + paper.offset)}{last}"
    for words, values in paper.feet:
        sheet.append(list(_foot(words, values, paper, styles)))
    _properties(book, paper)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _title(sheet: Any, text: str, size: int) -> Any:
    cell = WriteOnlyCell(sheet)
    put(cell, text)
    cell.font = Font(name=_FONT, size=size, bold=size > 10)
    return cell


def _lines(paper: ListPaper, styles: _Styles) -> Iterator[list[Any]]:
    plan = [
        (column.exported(name, paper.shown), _side(column), column.number_format or "General") for name, column in paper.columns
    ]
    for place, row in enumerate(paper.rows, start=1):
        number = [styles.cell(place, "center")] * paper.offset
        yield number + [styles.cell(value(row), side, number_format=form) for value, side, form in plan]


def _foot(words: str, values: Mapping[str, Any], paper: ListPaper, styles: _Styles) -> Iterator[Any]:
    yield from [styles.cell(None, is_strong=True)] * paper.offset
    yield styles.cell(words, is_strong=True)
    for name, column in paper.columns[1:]:
        value = column.exported_sum(name, values[name], paper.shown) if name in values else None
        yield styles.cell(value, _side(column), is_strong=True, number_format=column.number_format or "General")


def _side(column: HouseColumn) -> str:
    return "right" if "num" in column.css.split() else "left"


def _set_up(sheet: Any, paper: ListPaper) -> None:
    """A4 landscape, one page wide, the head on every page and above every row. Must stand before the first row."""
    widths = [6] * paper.offset + [column.width for _, column in paper.columns]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"{get_column_letter(paper.offset + 2)}{HEAD_ROW + 1}"
    sheet.print_title_rows = f"1:{HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.center.text = "第&P页，共&N页"


def _properties(book: Workbook, paper: ListPaper) -> None:
    book.properties.title = safe_text(paper.title)
    book.properties.creator = book.properties.lastModifiedBy = safe_text(paper.author)
    book.properties.created = book.properties.modified = paper.made_at.replace(tzinfo=None)
    book.properties.language = "zh-CN"
