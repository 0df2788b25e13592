"""Tags and filters that print figures and amounts. All rounding is core/units.py's."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from projects.core import units

register = template.Library()


@register.filter
def money(wan: Decimal | None, unit: str = "万元") -> str:
    """An amount in the unit of its column header; -- where nothing was reported."""
    return "--" if wan is None else units.money_cell(wan, unit)


@register.filter
def amount(value: Decimal | None, unit: str) -> str:
    """In one of the three units of money; a count where the unit is its word (个, 家, 次); -- where there is none."""
    if value is None:
        return "--"
    return units.money_cell(value, unit) if unit in units.MONEY_UNITS else units.grouped(value, units.column_places([value]))


@register.filter
def gap(value: Decimal | None, unit: str) -> str:
    """What is missing to a task: 0.50; 超0.40 where more was done."""
    return f"超{amount(-value, unit)}" if value is not None and value < 0 else amount(value, unit)


@register.filter
def ahead(value: Decimal | None, unit: str) -> str:
    """+ above the pace, − below it."""
    return f"{'+' if value is not None and value > 0 else ''}{amount(value, unit)}"


@register.filter
def figure_in(shown: Any, unit: str) -> str:
    """A figure's cell, an amount in the unit of its column."""
    if shown.value is None or unit not in units.MONEY_UNITS:
        return str(shown.cell)
    return units.money_cell(shown.over, unit)


@register.filter
def plain_number(value: Decimal) -> str:
    return units.plain(value)


@register.filter
def yi(wan: Decimal | None) -> str:
    return "--" if wan is None else units.grouped(units.yi(wan), 2)


@register.filter
def percent(rate: Decimal | None) -> str:
    return units.NOT_APPLICABLE if rate is None else units.grouped(units.percent(rate), 2)


@register.filter
def day(value: date | None) -> str:
    return value.isoformat() if value else "--"


@register.filter
def fact(value: Any) -> Any:
    """A value in a list of facts: an amount in 万元 with two decimals, a date as 2024-12-16, everything else as it stands."""
    if isinstance(value, Decimal):
        return units.money_cell(value, "万元")
    return value.isoformat() if isinstance(value, date) else value


@register.filter
def label_of(code: str, labels: dict[str, str]) -> str:
    return labels.get(code, code)


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def figure(context: Context, slug: str) -> SafeString:
    """One figure of the page's `board`, in its printed text, opening its rows in the page's scope (`asked`, where there is one)."""
    shown = context["board"].figure(slug)
    asked = context.get("asked")
    address = reverse("figure_rows", args=[slug])
    query = f"?{asked.query}" if asked else ""
    return format_html('<a class="qs-fig" href="{}{}" data-slug="{}">{}</a>', address, query, slug, shown.text)
