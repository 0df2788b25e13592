"""Forms of the task ledger: a grid over one dimension, a transfer, the plan of the year."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from projects.core.forms import AmountField, ChoiceField, DateField, HouseForm, RowField, TextField
from projects.core.units import plain
from projects.funding.actions import Paper
from projects.funding.choices import ARRIVED, TASK_KINDS, TaskKind
from projects.funding.forms import ActForm, NumberField
from projects.funding.queries.task_sheets import NONE, exact_text
from projects.organisations.models import Unit

ZERO = Decimal(0)


class TaskPaperForm(ActForm):
    issued_on = DateField(label="下达时间")
    document_number = TextField(label="文号", max_length=60, help_text="例如 清招组发〔2024〕1号")
    reason = TextField(label="原因", max_length=500, rows=2, help_text="写明依据和原因，与每条调整一并保存")

    @property
    def paper(self) -> Paper:
        values = self.cleaned_data
        return Paper(values["issued_on"], values["document_number"], values["reason"])


def part_field(label: str, kind: TaskKind) -> forms.Field:
    """One unit's part of a task: an amount, or a count."""
    field: forms.Field = (
        AmountField(label=label, required=False) if kind.is_money else NumberField(label=label, max_digits=9, decimal_places=0)
    )
    said = {"inputmode": "decimal", "autocomplete": "off", "data-part": "1", "aria-label": label, "class": "form-control num"}
    field.widget = forms.TextInput(attrs=said)
    return field


class AllocationForm(TaskPaperForm):
    """An input for each unit of a dimension; `now`: what each holds."""

    def __init__(
        self, *args: Any, units: Sequence[Unit], now: Mapping[int, Decimal], kind: TaskKind, version: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.units, self.now, self.kind, self.version_now = units, now, kind, version
        for unit in units:
            self.fields[name_of(unit)] = part_field(str(unit), kind)

    def clean(self) -> dict[str, Any]:
        """An emptied box is not a zero: it may be a slip. In a stale grid it may have been empty before: the action says that."""
        for unit in self.units if self.cleaned_data.get("version") == self.version_now else ():
            name = name_of(unit)
            if name not in self.errors and self.cleaned_data.get(name) is None and self.now.get(unit.pk):
                self.add_error(name, f"{unit}原有任务{plain(self.now[unit.pk])}{self.kind.unit}，不能留空；要取消请填0")
        return self.cleaned_data

    def wanted(self) -> dict[Unit, Decimal]:
        values = {unit: self.cleaned_data.get(name_of(unit)) for unit in self.units}
        return {unit: value for unit, value in values.items() if value is not None}

    @property
    def rows(self) -> list[tuple[Unit, forms.BoundField, str]]:
        """unit, box, what it holds now."""
        now = {pk: exact_text(self.kind, amount) for pk, amount in self.now.items()}
        return [(unit, self[name_of(unit)], now.get(unit.pk, NONE)) for unit in self.units]

    @property
    def total(self) -> Decimal:
        """Σ of what stands in the boxes; a box that cannot be read counts nothing."""
        boxes = (name_of(unit) for unit in self.units)
        return sum((_read(self.fields[name], self[name].value()) for name in boxes), ZERO)


def name_of(unit: Unit) -> str:
    return f"unit-{unit.pk}"


def _read(field: Any, value: Any) -> Decimal:
    try:
        found = field.to_python(value)
    except forms.ValidationError:
        return ZERO
    return found if isinstance(found, Decimal) else ZERO


class TransferForm(HouseForm):
    year = ChoiceField(label="年度")
    kind = ChoiceField(label="任务类别", choices=[(kind.value, f"{kind.label}（{kind.unit}）") for kind in TASK_KINDS.values()])
    source = RowField(label="划出单位", queryset=Unit.objects.none(), empty_label="请选择单位", picker="unit")
    target = RowField(label="划入单位", queryset=Unit.objects.none(), empty_label="请选择单位", picker="unit")
    amount = AmountField(label="划转数", help_text="填正数；资金类以万元计，其余填个数")
    issued_on = DateField(label="下达时间", help_text="从这一天起按划转后的任务计算完成率")
    document_number = TextField(label="文号", max_length=60)
    reason = TextField(label="原因", max_length=500, rows=2)

    def __init__(self, *args: Any, units: QuerySet[Unit], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("source", "target"):
            self.fields[name].queryset = units  # type: ignore[attr-defined]
        self.fields["kind"].initial = ARRIVED
        self.fields["year"].choices = [(str(year), f"{year}年") for year in range(today.year + 1, today.year - 3, -1)]  # type: ignore[attr-defined]

    @property
    def paper(self) -> Paper:
        values = self.cleaned_data
        return Paper(values["issued_on"], values["document_number"], values["reason"])


class PlanForm(TaskPaperForm):
    """Twelve cumulative amounts; all empty means the straight line."""

    field_order = (*(f"month-{number}" for number in range(1, 13)), "issued_on", "document_number", "reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, 13):
            words = "1月末累计" if number == 1 else f"1—{number}月累计"
            self.fields[f"month-{number}"] = AmountField(label=words, required=False)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        empty = [number for number in range(1, 13) if self.cleaned_data.get(f"month-{number}") is None]
        if 0 < len(empty) < 12:
            for number in empty:
                if f"month-{number}" not in self.errors:
                    self.add_error(f"month-{number}", f"请填写1—{number}月累计计划，或把12个月全部留空")
        return self.cleaned_data

    def months(self) -> list[Decimal]:
        found = [self.cleaned_data.get(f"month-{number}") for number in range(1, 13)]
        return [amount for amount in found if amount is not None]
