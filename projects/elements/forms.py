"""Forms and filters of 要素保障."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from projects.core.filters import HouseFilterSet, PickFilter, WordsFilter
from projects.core.forms import ChoiceField, DateField, RowField, TextField
from projects.elements.choices import STATES
from projects.funding.forms import ActForm
from projects.organisations.models import Unit

STATE_CHOICES = [(state.value, state.label) for state in STATES.values()]


class ElementForm(ActForm):
    state = ChoiceField(label="保障状态", choices=STATE_CHOICES)
    owner = RowField(label="保障单位", queryset=Unit.objects.none(), required=False, empty_label="未定", picker="unit")
    need = TextField(label="需求", max_length=200, required=False, help_text="例如 用地50亩、用电负荷2000千瓦")
    needed_on = DateField(label="需要时间", required=False, help_text="填了的列入保障单位待办")
    note = TextField(label="进展说明", max_length=500, rows=3, required=False, help_text="有困难、不涉及、重新打开的必填")

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = units  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("state", "owner", "need", "needed_on")}


class ElementFilters(HouseFilterSet):
    q = WordsFilter("项目名称或编号", fields=("project__name", "project__code", "need"))
    state = PickFilter("保障状态", choices=tuple(STATE_CHOICES))
    element = PickFilter("要素")
    owner = PickFilter("保障单位")

    def __init__(
        self, *args: Any, elements: Sequence[tuple[str, str]] = (), owners: Sequence[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offer("element", list(elements))
        self.offer("owner", list(owners))
