"""改责任部门 and 列设置."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from projects.core.forms import DateField, HouseForm, RowField, TextField
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit, User
from projects.supervision.forms import DaysField


class DepartmentForm(HouseForm):
    department = RowField(label="责任部门", queryset=Unit.objects.none(), empty_label="请选择", picker="department")
    starts_on = DateField(
        label="起始时间", help_text="从这一天起到账的资金归新的责任部门，未月结的随之改记；此前到账的和已月结的不变"
    )
    reason = TextField(label="调整原因", max_length=200, rows=2)

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        units = Unit.objects.in_county(by.county_id).of_kind(DEPARTMENT).active()
        self.fields["department"].queryset = units  # type: ignore[attr-defined]


class ChaseForm(HouseForm):
    text = TextField(label="内容和要求", max_length=1000, rows=4, help_text="发给每个项目的责任部门")
    working_days = DaysField()


class ColumnsForm(HouseForm):
    """A tick and a place for each column but the first, which always stands in front."""

    def __init__(self, *args: Any, titles: Mapping[str, str], shown: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        first, *others = titles
        self.first_title = titles[first]
        chosen = [name for name in shown if name != first] or others
        self.names = [*chosen, *(name for name in others if name not in chosen)]
        for place, name in enumerate(self.names, start=1):
            number = forms.IntegerField(
                label=f"{titles[name]}的次序",
                required=False,
                min_value=1,
                max_value=99,
                initial=place,
                widget=forms.TextInput(
                    attrs={"class": "form-control", "inputmode": "numeric", "maxlength": "2", "autocomplete": "off"}
                ),
                error_messages={"invalid": f"{titles[name]}的次序应是数字", "min_value": "次序从1开始", "max_value": "次序最大99"},
            )
            tick = forms.CheckboxInput(attrs={"class": "form-check-input"})
            self.fields[f"show_{name}"] = forms.BooleanField(
                label=titles[name], required=False, initial=name in chosen, widget=tick
            )
            self.fields[f"place_{name}"] = number

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"show_{name}"], self[f"place_{name}"]) for name in self.names]

    def columns(self) -> list[str]:
        """The ticked ones by their place; equal places keep the order of the page."""
        ticked = [name for name in self.names if self.cleaned_data[f"show_{name}"]]
        return sorted(ticked, key=lambda name: self.cleaned_data[f"place_{name}"] or 99)
