"""Forms of single acts on a project or a month: 认定依据, 业绩归属, 变更投资方, 月度签批."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from projects.core.forms import ChoiceField, DateField, HouseForm, RowField, TextField
from projects.core.units import plain
from projects.files.forms import HINT, PaperField, PapersField
from projects.funding.choices import BASES
from projects.funding.forms import ActForm, NumberField, pairs
from projects.organisations.models import Unit
from projects.signing.choices import TIERS
from projects.signing.forms import ProjectForm

SHARES = 4
"""Boxes for so many holders of one dimension, or parties of a joint venture; more than that has never been asked for."""
PARTY = ("name", "tier", "percent")


class BasisForm(ActForm):
    year = ChoiceField(label="年度")
    basis = ChoiceField(label="认定依据", choices=pairs(BASES), help_text="一个项目一年只用一种，另一种佐证只作旁证、不重复计数")
    reason = TextField(
        label="变更原因", max_length=300, rows=3, required=False, help_text="本年已有到位资金入账或改变原来的依据时必填"
    )

    def __init__(self, *args: Any, this_year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [(str(year), f"{year}年") for year in (this_year, this_year - 1)]  # type: ignore[attr-defined]


class FundedProjectForm(ProjectForm):
    """修改项目资料, with the day from which another 包抓领导 or 专班 holds the project."""

    held_from = DateField(
        label="归属起始时间",
        required=False,
        help_text="改包抓领导或所属领域时用：从这一天起到账的未月结资金改归新的领导、专班；不填为最早未月结月份的第一天",
    )

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes().items() if name != "held_from"}


class SharesForm(ActForm):
    """Holders of one dimension with their percents; an empty row is left out."""

    starts_on = DateField(label="起始时间", help_text="从这一天起按下面的比例归属；此前已月结的不变")
    reason = TextField(label="调整原因", max_length=300, rows=2, required=False, help_text="有未月结的到位资金随之改记时必填")
    papers = PapersField(label="分割证明", required=False, help_text=f"投资方或各方盖章的业绩分割证明，可不传；{HINT}")

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, SHARES + 1):
            self.fields[f"unit-{number}"] = RowField(label=f"归属单位{number}", queryset=units, required=False, empty_label="不填")
            self.fields[f"percent-{number}"] = NumberField(label=f"比例{number}（%）", max_digits=7, decimal_places=4)

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"unit-{number}"], self[f"percent-{number}"]) for number in range(1, SHARES + 1)]

    def clean(self) -> dict[str, Any]:
        for number in range(1, SHARES + 1):
            unit, percent = f"unit-{number}", f"percent-{number}"
            has_unit, has_percent = (bool(self.cleaned_data.get(name)) or name in self.errors for name in (unit, percent))
            if has_unit and not has_percent:
                self.add_error(percent, f"请填写归属单位{number}的比例")
            elif has_percent and not has_unit:
                self.add_error(unit, f"请选择比例{number}的归属单位")
        return self.cleaned_data

    def parts(self) -> list[tuple[Unit, Decimal]]:
        rows = [(self.cleaned_data[f"unit-{number}"], self.cleaned_data[f"percent-{number}"]) for number in range(1, SHARES + 1)]
        return [(unit, percent) for unit, percent in rows if unit]

    def total(self) -> str:
        return total_of(box for _, box in self.rows)

    def refuse(self, message: str, field: str | None) -> None:
        super().refuse(message, f"{field}-1" if field in ("percent", "unit") else field)


def total_of(boxes: Iterable[forms.BoundField]) -> str:
    """Σ of what stands in the boxes; a box that cannot be read counts nothing."""
    field = NumberField(label="", max_digits=7, decimal_places=4)
    return plain(sum((_read(field, box.value()) for box in boxes), Decimal(0)))


def _read(field: NumberField, value: Any) -> Decimal:
    try:
        found = field.to_python(value)
    except forms.ValidationError:
        return Decimal(0)
    return found if isinstance(found, Decimal) else Decimal(0)


class InvestorForm(ActForm):
    leaving = ChoiceField(label="退出的投资方")
    investor = TextField(label="新投资方全称", max_length=100)
    source_tier = ChoiceField(label="资金来源", choices=pairs(TIERS), help_text="按新投资方注册地；变更前已入账的不变")
    origin = TextField(label="新投资方所在地", max_length=60, required=False)
    changed_on = DateField(label="变更时间")
    reason = TextField(label="变更原因", max_length=300, rows=3)

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["leaving"].choices = list(parties)  # type: ignore[attr-defined]


class PartiesForm(ActForm):
    """合资各方 with their tiers and shares; an empty row is left out, all empty is a single investor."""

    starts_on = DateField(label="起始时间", help_text="一般填签约时间；从这一天起签约额、到位资金按下面的比例分来源")
    reason = TextField(label="调整原因", max_length=300, rows=2, required=False, help_text="已有已确认的签约时必填")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for number in range(1, SHARES + 1):
            self.fields[f"name-{number}"] = TextField(label=f"企业全称{number}", max_length=100, required=False)
            self.fields[f"tier-{number}"] = ChoiceField(
                label=f"资金来源{number}", required=False, choices=[("", "请选择"), *pairs(TIERS)]
            )
            self.fields[f"percent-{number}"] = NumberField(label=f"出资比例{number}（%）", max_digits=7, decimal_places=4)

    @property
    def rows(self) -> list[tuple[forms.BoundField, ...]]:
        return [tuple(self[f"{name}-{number}"] for name in PARTY) for number in range(1, SHARES + 1)]

    def clean(self) -> dict[str, Any]:
        for number in range(1, SHARES + 1):
            names = [f"{name}-{number}" for name in PARTY]
            said = {name for name in names if self.cleaned_data.get(name) or name in self.errors}
            for name in names if said else []:
                if name not in said:
                    self.add_error(name, f"请填写{self.fields[name].label}，或把第{number}行都清空")
        return self.cleaned_data

    def parties(self) -> list[tuple[str, str, Decimal]]:
        rows = [tuple(self.cleaned_data[f"{name}-{number}"] for name in PARTY) for number in range(1, SHARES + 1)]
        return [(name, tier, percent) for name, tier, percent in rows if name]

    def total(self) -> str:
        return total_of(self[f"percent-{number}"] for number in range(1, SHARES + 1))

    def refuse(self, message: str, field: str | None) -> None:
        super().refuse(message, f"{field}-1" if field in PARTY else field)


class SignMonthForm(HouseForm):
    """One tap for the leader; the scan of the paper for the bureau."""

    leader = RowField(label="签批领导", queryset=Unit.objects.none(), empty_label=None)
    note = TextField(label="签批意见", max_length=300, rows=2, required=False)
    file = PaperField(label="签批件", required=False)

    def __init__(self, *args: Any, leaders: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
