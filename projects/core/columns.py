"""Columns of lists, declared with django-tables2.

django-tables2 looks up accessor, renderer and attributes anew for every cell. Here each column answers once per page how its cell
begins, how it is read and how it ends.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

import django_tables2 as tables
from django.db.models import F, Func, QuerySet, Value
from django.urls import reverse
from django.utils.html import escape, format_html, strip_tags
from django.utils.safestring import SafeString

from projects.core import units

NOT_REPORTED = "--"
Foot = tuple[str, Mapping[str, Any]]


@dataclass
class Shown:
    """What a column may need to know of the page: the rows, the totals, the unit of money, the labels of code lists."""

    rows: Sequence[Any]
    feet: Sequence[Foot]
    unit: str
    labels: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Head:
    """`sort` is the column's key in the address, empty where the list cannot be sorted by it; `direction` as for aria-sort."""

    words: str
    sort: str
    css: str
    direction: str = ""


def reader(path: str) -> Callable[[Any], Any]:
    """Reads `department__name` from a row; None as soon as a part is None."""
    names = path.replace(".", "__").split("__")
    if len(names) == 1:
        return attrgetter(names[0])

    def read(row: Any) -> Any:
        for name in names:
            row = getattr(row, name)
            if row is None:
                return None
        return row

    return read


def pinyin_order(field: str) -> Func:
    """Common Han characters stand by pinyin in GB 18030; for fields without a pinyin key of their own."""
    return Func(F(field), Value("GB18030"), function="convert_to")


class HouseColumn(tables.Column):
    """Text. `sort_by`: the fields that order the list, none means it cannot be sorted; `gb:origin` orders a text by pinyin.
    Empty values stand last both ways. `width` is the column's in a workbook, in characters."""

    css = ""
    tag = "td"
    number_format = ""
    width = 14

    def __init__(
        self, label: str, *, accessor: str | None = None, sort_by: Sequence[str] = (), css: str = "", width: int = 0, **options: Any
    ) -> None:
        super().__init__(verbose_name=label, accessor=accessor, orderable=bool(sort_by), **options)
        self.sort_by = sort_by
        self.css = f"{self.css} {css}".strip()
        self.width = width or self.width

    def order(self, queryset: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        keys = []
        for name in self.sort_by:
            key = pinyin_order(name[3:]) if name.startswith("gb:") else F(name)
            keys.append(key.desc(nulls_last=True) if is_descending else key.asc(nulls_last=True))
        return queryset.order_by(*keys, "-pk"), True

    def head(self, shown: Shown) -> str:
        return str(self.verbose_name)

    def prepared(self, name: str, shown: Shown) -> Callable[[Any], str]:
        """A function from a cell's value to its text, made once per page."""
        return lambda value: NOT_REPORTED if value in (None, "") else str(value)

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        """How a cell begins, its text from the row, and how it ends."""
        read, show = reader(self.accessor or name), self.prepared(name, shown)
        return self.opening(shown), lambda row: show(read(row)), SafeString(f"</{self.tag}>")

    def opening(self, shown: Shown) -> SafeString:
        scope = SafeString(' scope="row"') if self.tag == "th" else ""
        return format_html('<{}{} class="{}" data-label="{}">', SafeString(self.tag), scope, self.css, self.head(shown))

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        """A function from a row to the workbook's value: numbers as numbers, else the words of the page; nothing where -- stands."""
        if "num" in self.css.split():
            return reader(self.accessor or name)
        _, show, _ = self.planned(name, shown)

        def words(row: Any) -> str | None:
            text = show(row)
            plain = strip_tags(text).strip() if isinstance(text, SafeString) else text
            return None if plain == NOT_REPORTED else plain

        return words

    def exported_sum(self, name: str, value: Any, shown: Shown) -> Any:
        return value


class RowColumn(HouseColumn):
    """A text that needs the whole row; empty words are shown as --."""

    def __init__(self, label: str, of_row: Callable[[Any], str], **options: Any) -> None:
        super().__init__(label, **options)
        self.of_row = of_row

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        of_row = self.of_row
        return self.opening(shown), lambda row: of_row(row) or NOT_REPORTED, SafeString(f"</{self.tag}>")


class TitleColumn(HouseColumn):
    """The row's name as a link to its page."""

    css = "is-title"
    tag = "th"
    width = 28

    def __init__(self, label: str, *, url_name: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.url_name = url_name

    def planned(self, name: str, shown: Shown) -> tuple[SafeString, Callable[[Any], str], SafeString]:
        read = reader(self.accessor or name)
        before, after = reverse(self.url_name, args=[0]).rsplit("0", 1)
        return (
            self.opening(shown),
            lambda row: SafeString(f'<a href="{before}{row.pk}{after}">{escape(str(read(row)))}</a>'),
            SafeString("</th>"),
        )

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        read = reader(self.accessor or name)
        return lambda row: str(read(row))


class DayColumn(HouseColumn):
    number_format = "yyyy-mm-dd"
    width = 12

    def prepared(self, name: str, shown: Shown) -> Callable[[date | None], str]:
        return lambda value: value.isoformat() if value else NOT_REPORTED

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        return reader(self.accessor or name)


class PhoneColumn(HouseColumn):
    """A number that a telephone dials."""

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        return lambda number: format_html('<a href="tel:{}">{}</a>', number, number) if number else NOT_REPORTED


class CodeColumn(HouseColumn):
    """A code shown by its label; the page hands the labels over."""

    def __init__(self, label: str, *, code_list: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.code_list = code_list

    def prepared(self, name: str, shown: Shown) -> Callable[[str], str]:
        labels = shown.labels[self.code_list]
        return lambda code: labels.get(code, code) or NOT_REPORTED


class MoneyColumn(HouseColumn):
    """万元 in the rows, shown in the unit of the page, which the header names. Whole when the whole column is whole (looks 9)."""

    css = "num"
    number_format = "#,##0.00"

    def head(self, shown: Shown) -> str:
        return f"{self.verbose_name}（{shown.unit}）"

    def prepared(self, name: str, shown: Shown) -> Callable[[Decimal | None], str]:
        read = reader(self.accessor or name)
        values = [read(row) for row in shown.rows] + [values.get(name) for _, values in shown.feet]
        places = 2 if shown.unit == "亿元" else units.column_places(values)
        unit = shown.unit
        return lambda wan: NOT_REPORTED if wan is None else units.grouped(units.in_unit(wan, unit), places)

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        read = reader(self.accessor or name)
        return lambda row: self.exported_sum(name, read(row), shown)

    def exported_sum(self, name: str, value: Any, shown: Shown) -> Any:
        return None if value is None else units.in_unit(value, shown.unit)


class PercentColumn(HouseColumn):
    """A plain fraction shown in percent; — where there is nothing to divide by."""

    css = "num"
    number_format = "#,##0.00"
    width = 11

    def prepared(self, name: str, shown: Shown) -> Callable[[Decimal | None], str]:
        return lambda rate: units.NOT_APPLICABLE if rate is None else units.grouped(units.percent(rate), 2)

    def exported(self, name: str, shown: Shown) -> Callable[[Any], Any]:
        read = reader(self.accessor or name)
        return lambda row: self.exported_sum(name, read(row), shown)

    def exported_sum(self, name: str, value: Any, shown: Shown) -> Any:
        return None if value is None else units.percent(value)
