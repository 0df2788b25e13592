"""本月申报: one line a project, typed side by side."""

from collections.abc import Sequence
from typing import Any

from django import forms

from projects.core.forms import AmountField, ChoiceField, DateField, HouseForm, TextField
from projects.core.words import amount_prose
from projects.files.forms import PapersField
from projects.funding.actions import EvidenceFile, Line
from projects.funding.choices import EVIDENCE_KINDS, USES
from projects.funding.forms import pairs
from projects.signing.models import Project

SPEAKING = ("claimed_wan", "arrived_on", "evidence", "evidence_due_on")
"""A row that says one of these is filed; 资金用途 alone says nothing."""
NEEDED = ("claimed_wan", "arrived_on", "use")


def row_fields(name: str) -> dict[str, forms.Field]:
    """None is required by itself: an empty row is left out."""
    return {
        "claimed_wan": AmountField(label=f"{name}：本次新增到位（非累计）", required=False),
        "arrived_on": DateField(label=f"{name}：到账日期", required=False),
        "use": ChoiceField(label=f"{name}：资金用途", required=False, choices=[("", "请选择"), *pairs(USES)]),
        "payer": TextField(label=f"{name}：付款单位", max_length=100, required=False),
        "voucher_number": TextField(label=f"{name}：凭证号", max_length=60, required=False),
        "evidence_kind": ChoiceField(label=f"{name}：佐证种类", required=False, choices=pairs(EVIDENCE_KINDS)),
        "evidence": PapersField(label=f"{name}：佐证材料", required=False, help_text=""),
        "evidence_due_on": DateField(label=f"{name}：待补佐证，补交日期", required=False),
    }


class GridForm(HouseForm):
    late_reason = TextField(
        label="补录原因", max_length=300, required=False, help_text="到账日期所在月份已月结的填写，计入未月结的月份"
    )

    def __init__(self, *args: Any, projects: Sequence[Project], **options: Any) -> None:
        super().__init__(*args, **options)
        self.projects = {project.pk: project for project in projects}
        self.names = tuple(row_fields(""))
        for project in projects:
            for name, field in row_fields(project.name).items():
                self.fields[f"row-{project.pk}-{name}"] = field

    def row(self, pk: int) -> dict[str, forms.BoundField]:
        return {name: self[f"row-{pk}-{name}"] for name in self.names}

    def filled(self) -> list[int]:
        """Also what could not be read: it was typed."""

        def speaks(key: str) -> bool:
            return bool(self.cleaned_data.get(key)) or key in self.errors

        return [pk for pk in self.projects if any(speaks(f"row-{pk}-{name}") for name in SPEAKING)]

    def clean(self) -> dict[str, Any]:
        for pk in self.filled():
            for name in NEEDED:
                key = f"row-{pk}-{name}"
                if self.cleaned_data.get(key) in (None, "") and key not in self.errors:
                    self.add_error(key, str(self.fields[key].error_messages["required"]))
        return self.cleaned_data

    def in_groups(self) -> list[tuple[str, list[str]]]:
        """核对 shows the rows that say something."""
        rows = [(self.projects[pk].name, [f"row-{pk}-{name}" for name in self.names]) for pk in self.filled()]
        return [*rows, ("补录", ["late_reason"])]

    def say(self, name: str, value: Any) -> str:
        return amount_prose(value) if name.endswith("-claimed_wan") and value is not None else ""

    def lines(self) -> dict[Project, Line]:
        return {self.projects[pk]: self._line(pk) for pk in self.filled()}

    def _line(self, pk: int) -> Line:
        values = {name: self.cleaned_data[f"row-{pk}-{name}"] for name in self.names}
        kind = values.pop("evidence_kind")
        return Line(evidence=[EvidenceFile(kind, file) for file in values.pop("evidence")], **values)
