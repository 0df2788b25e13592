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
