"""到位计划: twelve boxes, one a month."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from projects.core.forms import AmountField, TextField
from projects.core.units import BadAmount, read_wan
from projects.funding.forms import ActForm

ZERO = Decimal(0)
MONTHS = range(1, 13)


class MoneyPlanForm(ActForm):
    """An empty box is a month without planned money; all empty takes the plan back."""

    reason = TextField(
        label="依据或调整原因",
        max_length=500,
        rows=2,
        required=False,
        help_text="例如 投资方来函、合同约定的付款节点；调整已有计划时必填",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in MONTHS:
            field = AmountField(label=f"{number}月计划到位", minimum=ZERO, required=False)
            said = {"inputmode": "decimal", "autocomplete": "off", "data-part": "1", "class": "form-control num"}
            field.widget = forms.TextInput(attrs=said | {"aria-label": field.label})
            self.fields[f"month-{number}"] = field

    @property
    def boxes(self) -> Sequence[forms.BoundField]:
        return [self[f"month-{number}"] for number in MONTHS]

    def months(self) -> list[Decimal]:
        found = [self.cleaned_data.get(f"month-{number}") for number in MONTHS]
        return [] if all(amount is None for amount in found) else [amount or ZERO for amount in found]

    @property
    def total_wan(self) -> Decimal:
        """Σ of what stands in the boxes; a box that cannot be read counts nothing."""
        return sum((_read(box.value()) for box in self.boxes), ZERO)


def _read(value: Any) -> Decimal:
    try:
        return value if isinstance(value, Decimal) else read_wan(str(value)) if value else ZERO
    except BadAmount:
        return ZERO
