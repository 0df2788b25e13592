"""The lines of a claim, as boxes. Fields of one line are named `line-N-…`, as the actions name them when they refuse."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from projects.core.forms import AmountField, ChoiceField, DateField, HouseForm, NoteField, RowField, TextField
from projects.core.units import plain
from projects.core.words import amount_prose
from projects.files.forms import HINT, PapersField
from projects.funding.actions import EvidenceFile, Line
from projects.funding.actions.currency import in_wan
from projects.funding.choices import (
    CURRENCY_WORDS,
    EVIDENCE_KINDS,
    FORMS,
    USES,
    YUAN,
)
from projects.funding.forms import NumberField, VersionField, pairs
from projects.funding.models import ClaimLine
from projects.signing.choices import TIERS
from projects.signing.models import Project

MAX_LINES = 5


def line_fields(number: int) -> dict[str, forms.Field]:
    """None is required by itself: an empty line is left out, a line that says anything must say all that matters."""
    at = f"第{number}笔"
    return {
        "claimed_wan": AmountField(label=f"{at}本次新增到位", required=False),
        "arrived_on": DateField(label=f"{at}到账日期", required=False),
        "use": ChoiceField(label=f"{at}资金用途", required=False, choices=[("", "请选择"), *pairs(USES)]),
        "form": ChoiceField(label=f"{at}到位形式", required=False, choices=pairs(FORMS)),
        "payer": TextField(label=f"{at}付款单位", max_length=100, required=False),
        "voucher_number": TextField(label=f"{at}凭证号", max_length=60, required=False),
        "is_registered_capital": forms.BooleanField(label="注册资本金", required=False),
        "evidence_kind": ChoiceField(label=f"{at}佐证种类", required=False, choices=pairs(EVIDENCE_KINDS)),
        "evidence": PapersField(label=f"{at}佐证材料", required=False),
        "evidence_due_on": DateField(label=f"{at}佐证补交日期", required=False),
        "currency": ChoiceField(label=f"{at}币种", required=False, choices=list(CURRENCY_WORDS.items()), initial=YUAN),
        "original_amount": NumberField(label=f"{at}原币金额", max_digits=18, decimal_places=2),
        "rate": NumberField(label=f"{at}当日中间价", max_digits=12, decimal_places=6),
        "tier": ChoiceField(label=f"{at}资金来源", required=False, choices=[("", "按合同投资方"), *pairs(TIERS)]),
        "tier_reason": TextField(label=f"{at}资金来源与合同不同的原因", max_length=200, required=False),
    }


SPEAKING = (
    "claimed_wan",
    "arrived_on",
    "payer",
    "voucher_number",
    "is_registered_capital",
    "evidence",
    "evidence_due_on",
    "original_amount",
    "rate",
    "tier",
)
NEEDED = ("claimed_wan", "arrived_on", "use", "form")
REPEATED = (
    "arrived_on",
    "use",
    "form",
    "payer",
    "is_registered_capital",
    "evidence_kind",
    "currency",
    "rate",
    "tier",
    "tier_reason",
)
"""What 复制上一笔 takes over: never the amount, the voucher and the papers."""


class LinesForm(HouseForm):
    """Lines by their numbers, and why they come late."""

    late_reason = TextField(
        label="补录原因", max_length=300, required=False, help_text="到账日期所在月份已月结时填写，计入未月结的月份"
    )

    def __init__(self, *args: Any, numbers: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.numbers = list(numbers)
        for number in self.numbers:
            for name, field in line_fields(number).items():
                self.fields[f"line-{number}-{name}"] = field

    @property
    def lines(self) -> list[tuple[int, dict[str, forms.BoundField]]]:
        return [(number, {name: self[f"line-{number}-{name}"] for name in line_fields(number)}) for number in self.numbers]

    def in_groups(self) -> list[tuple[str, list[str]]]:
        """核对 shows the lines that say something."""
        names = [name for name in self.fields if not name.startswith("line-") and not self.fields[name].widget.is_hidden]
        lines = [(f"第{number}笔", [f"line-{number}-{name}" for name in line_fields(number)]) for number in self.filled()]
        return [("申报", [name for name in names if name != "late_reason"]), *lines, ("补录", ["late_reason"])]

    def say(self, name: str, value: Any) -> str:
        if name.endswith("-claimed_wan") and value is not None:
            return amount_prose(value)
        rate = self.cleaned_data.get(name.replace("-original_amount", "-rate")) if name.endswith("-original_amount") else None
        return f"折合{plain(in_wan(value, rate))}万元" if value and rate else ""

    def filled(self) -> list[int]:
        return [number for number in self.numbers if any(self._typed(number, name) for name in SPEAKING)]

    def _typed(self, number: int, name: str) -> bool:
        """Also what could not be read: it was typed."""
        key = f"line-{number}-{name}"
        return bool(self.cleaned_data.get(key)) or key in self.errors

    def clean(self) -> dict[str, Any]:
        for number in self.filled():
            is_foreign = self.cleaned_data.get(f"line-{number}-currency") not in (None, "", YUAN)
            for name in NEEDED[1:] if is_foreign else NEEDED:  # the action works out what foreign money comes to
                key = f"line-{number}-{name}"
                if self.cleaned_data.get(key) in (None, "") and key not in self.errors:
                    self.add_error(key, str(self.fields[key].error_messages["required"]))
        return self.cleaned_data

    def line(self, number: int) -> Line:
        values = {name: self.cleaned_data[f"line-{number}-{name}"] for name in line_fields(number)}
        kind = values.pop("evidence_kind")
        papers = [EvidenceFile(kind, file) for file in values.pop("evidence")]
        values["claimed_wan"] = values["claimed_wan"] or Decimal(0)
        values["currency"] = values["currency"] or YUAN
        return Line(evidence=papers, **values)


class ClaimForm(LinesForm):
    project = RowField(
        label="项目",
        queryset=Project.objects.none(),
        empty_label="请选择项目",
        help_text="只列有已确认正式合同的项目",
        picker="project",
    )

    field_order = ("project",)

    def __init__(self, *args: Any, projects: QuerySet[Project], **options: Any) -> None:
        super().__init__(*args, **options)
        chooser: Any = self.fields["project"]
        chooser.queryset = projects
        chooser.label_from_instance = lambda project: f"{project.name}（{project.code}）"

    def refuse(self, message: str, field: str | None) -> None:
        """The action counts the lines it was given; the page also shows empty ones."""
        match = re.fullmatch(r"line-(\d+)-(\w+)", field or "")
        if match:
            shown = self.filled()[int(match[1]) - 1]
            message = message.replace(f"第{match[1]}笔", f"第{shown}笔", 1)
            field = f"line-{shown}-{match[2]}"
        super().refuse(message, field)


class ResubmitForm(LinesForm):
    version = VersionField()
    reason = NoteField()


def typed_line(row: ClaimLine) -> dict[str, Any]:
    """A line as it stands, for the boxes."""
    names = ("claimed_wan", "arrived_on", "use", "form", "payer", "voucher_number", "is_registered_capital", "evidence_due_on")
    values = {name: getattr(row, name) for name in names} | {"tier_reason": row.tier_reason}
    if row.currency != YUAN:
        foreign = {"claimed_wan": None, "currency": row.currency}
        values |= foreign | {"original_amount": row.original_amount, "rate": row.rate}
    if row.tier_reason:
        values["tier"] = row.source_tier
    return {f"line-{row.number}-{name}": value for name, value in values.items()}


class EvidenceForm(HouseForm):
    """补交: the files of one line, all of one kind."""

    line = RowField(label="补交到第几笔", queryset=ClaimLine.objects.none(), empty_label=None)
    kind = ChoiceField(label="佐证种类", choices=pairs(EVIDENCE_KINDS))
    papers = PapersField(label="佐证材料", help_text=f"可一次选多个；{HINT}")

    def __init__(self, *args: Any, lines: QuerySet[ClaimLine], **options: Any) -> None:
        super().__init__(*args, **options)
        chooser: Any = self.fields["line"]
        chooser.queryset = lines
        chooser.label_from_instance = lambda row: f"第{row.number}笔，{row.arrived_on}，{plain(row.claimed_wan)}万元"
