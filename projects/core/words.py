"""Values in words: amounts in 大写, and what was typed into a form as the 核对 page and the conflict page say it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import cn2an
from django import forms

from projects.core.units import in_unit, money_cell, plain

NOTHING = "未填写"


def capital(wan: Decimal) -> str:
    """叁亿元整, as a bank writes it."""
    return str(cn2an.an2cn(plain(in_unit(wan, "元")), "rmb"))


def amount_prose(wan: Decimal) -> str:
    """30,000.00万元 = 3.00亿元 = 叁亿元整."""
    return f"{money_cell(wan)}万元 = {money_cell(wan, '亿元')}亿元 = {capital(wan)}"


def said(field: forms.Field, value: Any) -> str:
    """One value of a form's field, cleaned or as it stood in the row."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or value in ("", [], ()):
        return NOTHING
    if isinstance(value, Decimal):
        return f"{plain(value)}万元"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(said(field, item) for item in value)
    return _label(field, value)


def _label(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField):
        found = value if hasattr(value, "pk") else field.queryset.filter(pk=value).first() if field.queryset is not None else None
        return field.label_from_instance(found) if found is not None else str(value)
    for key, label in _flat(getattr(field, "choices", ())):
        if str(key) == str(value):
            return str(label)
    return str(getattr(value, "name", None) or value)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    pairs: list[tuple[Any, Any]] = []
    for key, label in choices:
        pairs += label if isinstance(label, list | tuple) else [(key, label)]
    return pairs
