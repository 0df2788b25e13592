"""Forms of 考核得分."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from projects.core.forms import ChoiceField, DateField, HouseForm, RowField, TextField
from projects.core.units import plain
from projects.files.forms import HINT, PapersField
from projects.funding.forms import NumberField
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit
from projects.ranking.choices import GROUPS, KINDS
from projects.ranking.scoring import METHODS, SIGNS, Formula

PARTS, ITEMS = 6, 6
"""Boxes for so many rows of a formula; empty ones are left out."""
_NONE = ("", "请选择")
PART_FIELDS = ("name", "measure", "method", "points", "cap", "minimum")
ITEM_FIELDS = ("name", "sign", "cap")


def scored_groups() -> list[tuple[str, str]]:
    return [(group.value, group.label) for group in GROUPS.values() if group.value != LEADER]


class RuleForm(HouseForm):
    """计分办法 as rows of boxes."""

    group = ChoiceField(label="考核分组")
    year = ChoiceField(label="年度")
    issued_on = DateField(label="印发时间")
    document_number = TextField(label="文号", max_length=60)
    reason = TextField(label="修改原因", max_length=300, rows=2, required=False, help_text="本年已有计分办法时必填")

    def __init__(self, *args: Any, years: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        group: Any = self.fields["group"]
        year: Any = self.fields["year"]
        group.choices = scored_groups()
        year.choices = [(str(each), f"{each}年") for each in years]
        for number in range(1, PARTS + 1):
            self.fields |= _part_fields(number)
        for number in range(1, ITEMS + 1):
            self.fields |= _item_fields(number)
        self.fields["total_cap"] = NumberField(label="总分上限", max_digits=6, decimal_places=2)
        self.order_fields(["group", "year"])

    @property
    def part_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"part-{number}-{name}"] for name in PART_FIELDS] for number in range(1, PARTS + 1)]

    @property
    def item_rows(self) -> list[list[forms.BoundField]]:
        return [[self[f"item-{number}-{name}"] for name in ITEM_FIELDS] for number in range(1, ITEMS + 1)]

    @property
    def formula(self) -> dict[str, Any]:
        """As the rule keeps it; rows without any answer are left out."""
        values = self.cleaned_data
        parts = [{name: _said(values.get(f"part-{number}-{name}")) for name in PART_FIELDS} for number in range(1, PARTS + 1)]
        items = [{name: _said(values.get(f"item-{number}-{name}")) for name in ITEM_FIELDS} for number in range(1, ITEMS + 1)]
        return {
            "parts": [row for row in parts if row["name"] or row["points"]],
            "items": [row for row in items if row["name"]],
            "total_cap": _said(values.get("total_cap")),
        }


def _said(value: Any) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value or "")


def _part_fields(number: int) -> dict[str, forms.Field]:
    measures = [(kind.value, kind.label) for kind in KINDS.values()]
    return {
        f"part-{number}-name": TextField(label=f"计分项{number}", max_length=40, required=False),
        f"part-{number}-measure": ChoiceField(label="指标", choices=[_NONE, *measures], required=False),
        f"part-{number}-method": ChoiceField(label="计分方法", choices=[_NONE, *METHODS.items()], required=False),
        f"part-{number}-points": NumberField(label="分值", max_digits=6, decimal_places=2),
        f"part-{number}-cap": NumberField(label="上限（%）", max_digits=6, decimal_places=2),
        f"part-{number}-minimum": NumberField(label="最低线（%）", max_digits=6, decimal_places=2),
    }


def _item_fields(number: int) -> dict[str, forms.Field]:
    return {
        f"item-{number}-name": TextField(label=f"加扣分项{number}", max_length=40, required=False),
        f"item-{number}-sign": ChoiceField(label="方向", choices=[_NONE, *SIGNS.items()], required=False),
        f"item-{number}-cap": NumberField(label="累计上限（分）", max_digits=6, decimal_places=2),
    }


def rule_initial(formula: Formula | None, group: str, year: int, today: date) -> dict[str, Any]:
    """A rule to begin with: the one in force, else nothing."""
    found: dict[str, Any] = {"group": group, "year": str(year), "issued_on": today}
    data = formula.json() if formula else {"parts": [], "items": [], "total_cap": None}
    for prefix in ("part", "item"):
        for number, row in enumerate(data[f"{prefix}s"], start=1):
            found |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return found | {"total_cap": data["total_cap"]}


class EntryForm(HouseForm):
    unit = RowField(label="单位", queryset=Unit.objects.none(), picker="unit")
    item = ChoiceField(label="加扣分项")
    points = NumberField(label="分", max_digits=6, decimal_places=2)
    happened_on = DateField(label="时间")
    document_number = TextField(label="文号", max_length=60)
    reason = TextField(label="原因", max_length=300, rows=3)
    papers = PapersField(label="佐证材料", required=False, help_text=f"通知、纪要、照片等，可不传；{HINT}")

    def __init__(self, *args: Any, units: QuerySet[Unit], items: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        unit: Any = self.fields["unit"]
        item: Any = self.fields["item"]
        points: Any = self.fields["points"]
        points.required, points.error_messages["required"] = True, "请填写分"
        unit.queryset = units
        item.choices = [_NONE, *((name, name) for name in items)]


class ReverseForm(HouseForm):
    reason = TextField(label="冲销原因", max_length=300, rows=3)


class IssueForm(HouseForm):
    document_number = TextField(label="公布文号", max_length=60)
    reason = TextField(label="重新公布的原因", max_length=300, rows=2, required=False, help_text="已公布过的年度必填")
