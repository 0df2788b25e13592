"""The pasted table: a row of ordinary boxes for each sum of money."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from projects.core import clock
from projects.core.forms import AmountField, ChoiceField, DateField, HouseForm, TextField
from projects.core.units import narrow
from projects.files.forms import HINT, PapersField
from projects.funding.actions import EvidenceFile, Line, Row
from projects.funding.choices import EVIDENCE_KINDS, FORMS, USES
from projects.funding.forms import pairs
from projects.signing.models import Project

PAPERS_WITHIN = timedelta(days=7)
ROW_NAMES = ("project", "claimed_wan", "arrived_on", "use", "form", "payer", "voucher_number", "is_left")
SHORTEST_NUMBER = 4
"""A voucher number of fewer characters names no file."""


class ProjectNameField(TextField):
    """A name or code, as people shorten it; stays as typed until it means one of `projects`."""

    def __init__(self, *, label: str, projects: Sequence[Project]) -> None:
        super().__init__(label=label, max_length=100)
        self.projects = projects
        self.widget.attrs |= {"list": "own_projects", "autocomplete": "off"}

    def clean(self, value: Any) -> Project:
        said = narrow(super().clean(value))
        same = [project for project in self.projects if said in (narrow(project.name), project.code)]
        found = same or [project for project in self.projects if said in narrow(project.name)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(f"没有找到“{value}”：只能填您可以申报、已有正式合同的项目", code="unknown")
        names = "、".join(project.name for project in found[:3])
        raise ValidationError(f"“{value}”对应{len(found)}个项目（{names}），请写全名", code="ambiguous")


def row_fields(number: int, projects: Sequence[Project]) -> dict[str, forms.Field]:
    at = f"第{number}行"
    return {
        "project": ProjectNameField(label=f"{at}项目名称", projects=projects),
        "claimed_wan": AmountField(label=f"{at}本次新增到位"),
        "arrived_on": DateField(label=f"{at}到账日期"),
        "use": ChoiceField(label=f"{at}资金用途", choices=[("", "请选择"), *pairs(USES)]),
        "form": ChoiceField(label=f"{at}到位形式", required=False, choices=pairs(FORMS)),
        "payer": TextField(label=f"{at}付款单位", max_length=100, required=False),
        "voucher_number": TextField(label=f"{at}凭证号", max_length=60, required=False),
        "is_left": forms.BooleanField(label=f"{at}暂不申报", required=False),
    }


class PastedForm(HouseForm):
    """A row ticked 暂不申报 is not looked at and not sent; every other row must be right before any is filed."""

    evidence_due_on = DateField(label="佐证统一补交日期", required=False, help_text="没有对应到佐证材料的行，都按这一天补交")
    evidence_kind = ChoiceField(label="佐证种类", required=False, choices=pairs(EVIDENCE_KINDS))
    papers = PapersField(
        label="佐证材料",
        required=False,
        help_text=f"可一次选多个，按文件名里的凭证号或项目名称对应到行；{HINT}",
    )
    late_reason = TextField(
        label="补录原因", max_length=300, required=False, help_text="到账日期所在月份已月结的行须写，计入未月结的月份"
    )

    def __init__(self, *args: Any, numbers: Sequence[int], projects: Sequence[Project], **options: Any) -> None:
        super().__init__(*args, **options)
        self.numbers = list(numbers)
        self.fields["evidence_due_on"].initial = clock.today() + PAPERS_WITHIN
        for number in self.numbers:
            for name, field in row_fields(number, projects).items():
                self.fields[f"line-{number}-{name}"] = field

    @property
    def rows(self) -> list[tuple[int, dict[str, forms.BoundField]]]:
        return [(number, {name: self[f"line-{number}-{name}"] for name in ROW_NAMES}) for number in self.numbers]

    @property
    def wrong(self) -> set[int]:
        """Rows with something to mend."""
        return {int(match[1]) for name in self.errors if (match := re.match(r"line-(\d+)-", name))}

    def clean(self) -> dict[str, Any]:
        for number in self.numbers:
            if self.cleaned_data.get(f"line-{number}-is_left"):
                for name in ROW_NAMES:
                    self.errors.pop(f"line-{number}-{name}", None)
        self._match_papers()
        return self.cleaned_data

    @property
    def sent(self) -> list[int]:
        return [number for number in self.numbers if not self.cleaned_data.get(f"line-{number}-is_left")]

    @property
    def left(self) -> list[int]:
        return [number for number in self.numbers if number not in self.sent]

    def entries(self) -> list[Row]:
        return [Row(number, self._of(number, "project"), self._line(number)) for number in self.sent]

    def refuse(self, message: str, field: str | None) -> None:
        """Papers have one box for the whole table."""
        super().refuse(message, "evidence_due_on" if re.fullmatch(r"line-\d+-evidence", field or "") else field)

    def _of(self, number: int, name: str) -> Any:
        return self.cleaned_data.get(f"line-{number}-{name}")

    def _line(self, number: int) -> Line:
        values = {name: self._of(number, name) for name in ("claimed_wan", "arrived_on", "use", "payer", "voucher_number")}
        kind = self.cleaned_data["evidence_kind"] or EVIDENCE_KINDS[0]
        papers = [EvidenceFile(kind, file) for file in self._papers.get(number, [])]
        due_on = None if papers else self.cleaned_data["evidence_due_on"]
        return Line(form=self._of(number, "form") or FORMS[0], evidence=papers, evidence_due_on=due_on, **values)

    def _match_papers(self) -> None:
        self._papers: dict[int, list[Any]] = {}
        for file in self.cleaned_data.get("papers") or []:
            rows = self._rows_named(narrow(file.name))
            if len(rows) == 1:
                self._papers.setdefault(rows[0], []).append(file)
            else:
                why = "对应到好几行" if rows else "看不出是哪一行的"
                self.add_error("papers", f"“{file.name}”{why}：请把文件名改成带凭证号的再传，或先移除、申报后在该笔补交")

    def _rows_named(self, name: str) -> list[int]:
        numbers = {row: narrow(self._of(row, "voucher_number") or "") for row in self.sent}
        by_number = [row for row, number in numbers.items() if len(number) >= SHORTEST_NUMBER and number in name]
        return by_number or [row for row in self.sent if (project := self._of(row, "project")) and narrow(project.name) in name]
