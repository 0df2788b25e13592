"""Form fields that read what people really type, and the base of every form."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from projects.core.dates import BadDate, read_date
from projects.core.pinyin import key
from projects.core.units import BadAmount, plain, read_wan

_BREAKS = {"\n", "\r", "\t"}
LONGEST_NOTE = 200


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


class PickerSelect(forms.Select):
    """A plain select; picker.js makes it a box that finds by name, pinyin or initials. `recent`: values chosen last, newest first."""

    def __init__(self, picker: str) -> None:
        super().__init__({"data-picker": picker})
        self.picker = picker
        self.recent: Sequence[str] = ()

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **options)
        if str(value):
            option["attrs"]["data-keys"] = key(str(label))
        if str(value) in self.recent:
            option["attrs"]["data-recent"] = str(self.recent.index(str(value)) + 1)
        return option


if TYPE_CHECKING:
    ModelChoice = forms.ModelChoiceField[Any]
else:
    ModelChoice = forms.ModelChoiceField


class RowField(ModelChoice):
    """One row of a queryset, by its number. `picker`: the kind of thing, under which the last choices are remembered."""

    def __init__(self, *, label: str, picker: str = "", **options: Any) -> None:
        if picker:
            options["widget"] = PickerSelect(picker)
        options.setdefault("empty_label", "请选择")
        options.setdefault("error_messages", {"required": f"请选择{label}"})
        options["error_messages"].setdefault("invalid_choice", f"{label}不在可选范围内，请重新选择")
        super().__init__(label=label, **options)


class SuggestInput(forms.TextInput):
    """A text box that offers what is known (picker.js asks the address `url_name`) and takes new words as well."""

    def __init__(self, picker: str, url_name: str) -> None:
        super().__init__({"autocomplete": "off"})
        self.picker, self.url_name = picker, url_name

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return super().get_context(name, value, {**(attrs or {}), "data-suggest-url": reverse(self.url_name)})


class NoteField(TextField):
    """变更说明: why an edit was made, for the timeline. Optional."""

    def __init__(self, shown_in: str = "项目的办理记录") -> None:
        hint = f"可空，{LONGEST_NOTE}字以内；会显示在{shown_in}里"
        super().__init__(label="变更说明", max_length=LONGEST_NOTE, required=False, help_text=hint)


class HouseForm(forms.Form):
    """Every form: no colon after labels, errors as sentences that name the field.

    `groups`: title and field names, as the 核对 page shows them; without any all fields stand in one.
    """

    required_css_class = "is-required"
    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    staged: dict[str, list[Any]]

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.staged = {}
        for field in self.fields.values():
            name_the_field(field)

    def refuse(self, message: str, field: str | None) -> None:
        """An action's refusal, shown at the field it names."""
        self.add_error(field if field in self.fields else None, message)

    def in_groups(self) -> list[tuple[str, list[str]]]:
        shown = [name for name, field in self.fields.items() if not field.widget.is_hidden]
        groups = [(title, [name for name in names if name in shown]) for title, names in self.groups]
        rest = [name for name in shown if not any(name in names for _, names in groups)]
        return [*groups, *([("其他" if groups else "填写内容", rest)] if rest else [])]

    def say(self, name: str, value: Any) -> str:
        """Other words for a value on the 核对 page than the usual ones."""
        return ""


def name_the_field(field: forms.Field) -> None:
    """Django's own “这个字段是必填项” names neither the field nor the fix."""
    verb = "请上传" if isinstance(field, forms.FileField) else "请选择" if hasattr(field, "choices") else "请填写"
    label = field.label or ""
    if str(field.error_messages.get("required")) == str(forms.Field.default_error_messages["required"]):
        field.error_messages["required"] = f"{verb}{label}"
    own = str(field.error_messages.get("invalid", ""))
    if own and own == str(type(field).default_error_messages.get("invalid")) and not isinstance(field, forms.FileField):
        field.error_messages["invalid"] = f"{label}格式不对，请重新填写"
