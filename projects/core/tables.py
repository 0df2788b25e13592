"""Lists: rows rendered by a plan made once per page, filtered, sorted and paged by the address.

Each column answers once per page how its cell begins, how it is read and how it ends (core/columns.py); templates/pages/_table.html
prints those three in a plain loop.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, cast

import django_tables2 as tables
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import SafeString

from projects.core.columns import (
    NOT_REPORTED,
    CodeColumn,
    DayColumn,
    Foot,
    Head,
    HouseColumn,
    MoneyColumn,
    PercentColumn,
    PhoneColumn,
    RowColumn,
    Shown,
    TitleColumn,
    reader,
)

__all__ = [
    "NOT_REPORTED",
    "CodeColumn",
    "DayColumn",
    "Foot",
    "Head",
    "HouseColumn",
    "HouseTable",
    "MoneyColumn",
    "Paged",
    "PercentColumn",
    "PhoneColumn",
    "RowColumn",
    "Shown",
    "TableListing",
    "TitleColumn",
    "reader",
]

Cell = tuple[SafeString, str, SafeString]
_EMPTY_CELL: Cell = (SafeString("<td>"), "", SafeString("</td>"))
_TEXT_END, _NOTHING = SafeString("</td>"), SafeString("")


class HouseTable(tables.Table):
    """`fill` it with the rows of the page and the totals, then loop over heads, body and feet.

    `chosen`: the columns to show, in this order; `ticks`: a box before each row, sent by the form `batch`.
    """

    default_columns: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        *args: Any,
        unit: str = "万元",
        labels: Mapping[str, Mapping[str, str]] | None = None,
        chosen: Sequence[str] = (),
        sort: str = "",
        ticks: bool = False,
        **options: Any,
    ) -> None:
        self.shown = Shown((), (), unit, labels or {})
        self.sort, self.ticks, self.all_picked = sort, ticks, False
        left_out = [name for name in self.base_columns if name not in chosen] if chosen else None
        super().__init__(*args, sequence=tuple(chosen) or None, exclude=left_out, **options)

    @classmethod
    def choosable(cls) -> dict[str, str]:
        """Every column's key and title, in the order of the declaration."""
        return {name: str(column.verbose_name) for name, column in cls.base_columns.items()}

    @classmethod
    def known(cls, wanted: Sequence[str]) -> tuple[str, ...]:
        """Those of the wanted columns that exist, each once. The row's name always stands first: it stays while the rest scrolls."""
        first = next(iter(cls.base_columns))
        asked = [name for name in dict.fromkeys(wanted) if name in cls.base_columns and name != first]
        return (first, *asked) if asked else cls.default_columns

    def sorted_rows(self) -> QuerySet[Any]:
        return cast("QuerySet[Any]", self.data.data)

    def fill(self, rows: Sequence[Any], feet: Sequence[Foot] = ()) -> None:
        self.shown = Shown(rows, feet, self.shown.unit, self.shown.labels)

    def named_columns(self) -> list[tuple[str, HouseColumn]]:
        return [(bound.name, bound.column) for bound in self.columns]

    def heads(self) -> list[Head]:
        key, direction = self.sort.removeprefix("-"), "descending" if self.sort.startswith("-") else "ascending"
        return [
            Head(column.head(self.shown), name if column.orderable else "", column.css, direction if name == key else "")
            for name, column in self.named_columns()
        ]

    def lines(self) -> Iterator[list[Cell]]:
        plan = [column.planned(name, self.shown) for name, column in self.named_columns()]
        for row in self.shown.rows:
            yield [(before, cell(row), after) for before, cell, after in plan]

    def body(self) -> Iterator[tuple[SafeString, SafeString, list[Cell]]]:
        """Each row's attributes (its number is its place in the page, to come back to), its tick and its cells."""
        picked = ' class="is-picked"' if self.all_picked else ""
        for row, cells in zip(self.shown.rows, self.lines(), strict=True):
            yield SafeString(f' id="row-{row.pk}"{picked}'), self._tick(row) if self.ticks else _NOTHING, cells

    def _tick(self, row: Any) -> SafeString:
        off = " checked disabled" if self.all_picked else ""
        return SafeString(
            f'<td class="tick"><input class="form-check-input" type="checkbox" name="pick" form="batch" '
            f'value="{row.pk}:{row.version}" aria-label="选择{escape(str(row))}"{off}></td>'
        )

    def feet(self) -> Iterator[list[Cell]]:
        """本页合计, 全部筛选合计: words in the first column, values where they are given."""
        columns = self.named_columns()
        for words, values in self.shown.feet:
            yield [
                *([_EMPTY_CELL] if self.ticks else []),
                (SafeString('<th scope="row">'), words, SafeString("</th>")),
                *(self._foot_cell(name, column, values) for name, column in columns[1:]),
            ]

    def _foot_cell(self, name: str, column: HouseColumn, values: Mapping[str, Any]) -> Cell:
        if name not in values:
            return _EMPTY_CELL
        return column.opening(self.shown), column.prepared(name, self.shown)(values[name]), _TEXT_END


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """Its count is known already: the totals have counted the rows."""

    def __init__(self, rows: Any, per_page: int, total: int) -> None:
        super().__init__(rows, per_page)
        self._total = total

    @cached_property
    def count(self) -> int:
        return self._total


class Paged:
    """Numbered pages by ?page= and ?per_page=."""

    page_sizes: ClassVar[tuple[int, ...]] = (20, 50, 100)
    request: Any

    def paged(self, rows: QuerySet[Any], total: int) -> Page[Any]:
        wanted = self.request.GET.get("per_page", "")
        size = next((size for size in self.page_sizes if str(size) == wanted), self.page_sizes[0])
        return CountedPaginator(rows, size, total).get_page(self.request.GET.get("page"))


class TableListing(Paged):
    """For a list page: filter, sort, columns, totals and page number from the address.

    A page gives `table_class` and `rows()`; `filter_class`, `totals()` and `page_totals()` where it has them.
    """

    table_class: ClassVar[type[HouseTable]]
    filter_class: ClassVar[Any] = None
    default_sort: ClassVar[str] = ""

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def table_options(self) -> dict[str, Any]:
        return {}

    def filter_options(self) -> dict[str, Any]:
        return {}

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Those of the address (?columns=a,b), else the table's own; none means all."""
        return self.table_class.known(self.request.GET.get("columns", "").split(","))

    def totals(self, rows: QuerySet[Any]) -> dict[str, Any]:
        """`count` and the sums over everything that was filtered, in one query."""
        return {"count": rows.count()}

    def page_totals(self, rows: Iterable[Any]) -> dict[str, Any]:
        return {}

    @cached_property
    def filters(self) -> Any:
        return self.filter_class(self.request.GET, self.rows(), **self.filter_options()) if self.filter_class else None

    @property
    def found(self) -> QuerySet[Any]:
        """Everything that the filters let through, in no order yet."""
        return cast("QuerySet[Any]", self.filters.qs) if self.filters else self.rows()

    def listing(self) -> dict[str, Any]:
        rows = self.found
        table = self.table(self.sorted(rows))
        totals = self.totals(rows)
        page = self.paged(table.sorted_rows(), totals.pop("count"))
        table.fill(list(page.object_list), self._feet(page, totals))
        chips = self.filters.chips() if self.filters else []
        return {"table": table, "page": page, "filters": self.filters, "chips": chips}

    def table(self, rows: QuerySet[Any]) -> HouseTable:
        return self.table_class(rows, chosen=self.columns, sort=self.sort, **self.table_options())

    @cached_property
    def sort(self) -> str:
        """The address's, if it is a column's; nothing would leave the list without an order."""
        wanted = self.request.GET.get("sort", "")
        column = self.table_class.base_columns.get(wanted.removeprefix("-"))
        return wanted if column is not None and column.orderable else self.default_sort

    def sorted(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """By any column of the table, shown or not."""
        column = self.table_class.base_columns.get(self.sort.removeprefix("-"))
        if column is None:
            return rows
        return cast("tuple[QuerySet[Any], bool]", column.order(rows, self.sort.startswith("-")))[0]

    def _feet(self, page: Page[Any], totals: dict[str, Any]) -> list[Foot]:
        if not totals:
            return []
        rows = list(page.object_list)
        return [
            (f"本页合计（{len(rows)}项）", self.page_totals(rows)),
            (f"全部筛选合计（{page.paginator.count}项）", totals),
        ]
