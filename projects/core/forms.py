"""Form fields that read what people really type, and the base of every form."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core.dates import BadDate, read_date
from projects.core.units import BadAmount, plain, read_wan

_BREAKS = {"\n", "\r", "\t"}


def clean_text(value: str) -> str:
    """Without control, zero-width and direction-override characters and lone surrogates; rare Han stay as they are."""
    kept = (char for char in value if char in _BREAKS or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return "".join(kept).strip()


class TextField(forms.CharField):
    """One line or several; says in its own words what is missing."""

    def __init__(self, *, label: str, max_length: int, rows: int = 0, **options: Any) -> None:
        if rows:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        options.setdefault("error_messages", {"required": f"请填写{label}"})
        options["error_messages"].setdefault("max_length", f"{label}最多%(limit_value)d个字，现在是%(show_value)d个，请缩短")
        super().__init__(label=label, max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        return re.sub(r"[ \t]+", " ", clean_text(super().to_python(value) or ""))


class AmountField(forms.CharField):
    """万元; reads 5585万, 0.5585亿, full-width digits and commas."""

    def __init__(self, *, label: str, minimum: Decimal | None = None, **options: Any) -> None:
        self.minimum = minimum
        options.setdefault("error_messages", {"required": f"请填写{label}"})
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "data-echo": "wan", "autocomplete": "off"}))
        super().__init__(label=label, max_length=60, **options)
        self.suffix = "万元"

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Decimal) or value in self.empty_values:
            return value or None
        text = clean_text(str(value))
        if not text:
            return None
        try:
            return read_wan(text)
        except BadAmount as problem:
            raise ValidationError(f"{self.label}：{problem}", code="amount") from problem

    def run_validators(self, value: Any) -> None:
        if value is not None and self.minimum is not None and value < self.minimum:
            raise ValidationError(f"{self.label}应不小于{plain(self.minimum)}万元，请核对", code="minimum")

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class DateField(forms.CharField):
    """2024-12-16, 2024/12/16, 2024.12.16, 2024年12月16日, 20241216, 今天."""

    def __init__(self, *, label: str, **options: Any) -> None:
        options.setdefault("error_messages", {"required": f"请填写{label}，例如 2024-12-16"})
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-date": "1"}))
        super().__init__(label=label, max_length=40, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        text = clean_text(str(value))
        if not text:
            return None
        try:
            return read_date(text)
        except BadDate as problem:
            raise ValidationError(f"{self.label}：{problem}", code="date") from problem

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """CharField's length validators do not apply to a date."""

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class ChoiceField(forms.ChoiceField):
    def __init__(self, *, label: str, **options: Any) -> None:
        options.setdefault("error_messages", {"required": f"请选择{label}"})
        options["error_messages"].setdefault("invalid_choice", f"{label}不在可选范围内，请重新选择")
        super().__init__(label=label, **options)


if TYPE_CHECKING:
    ModelChoice = forms.ModelChoiceField[Any]
else:
    ModelChoice = forms.ModelChoiceField


class RowField(ModelChoice):
    """One row of a queryset, by its number."""

    def __init__(self, *, label: str, **options: Any) -> None:
        options.setdefault("error_messages", {"required": f"请选择{label}"})
        options["error_messages"].setdefault("invalid_choice", f"{label}不在可选范围内，请重新选择")
        super().__init__(label=label, **options)


class HouseForm(forms.Form):
    """Every form: no colon after labels, errors as sentences."""

    required_css_class = "is-required"

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)

    def refuse(self, message: str, field: str | None) -> None:
        """An action's refusal, shown at the field it names."""
        self.add_error(field if field in self.fields else None, message)
