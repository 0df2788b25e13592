"""Forms of the money book. Fields of one line are named `line-N-…`, as the actions name them when they refuse."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from projects.core import clock
from projects.core.forms import AmountField, ChoiceField, DateField, HouseForm, RowField, TextField
from projects.core.units import narrow, plain
from projects.files.forms import HINT, PaperField, PapersField
from projects.funding.actions import Cut, Verdict
from projects.funding.choices import (
    FORMAL,
    FORMS,
    TASK_KINDS,
    TASK_LEVELS,
    TASK_MOVES,
    TRANSFER,
    USES,
)
from projects.funding.models import ClaimLine
from projects.organisations.models import Unit
from projects.reference.models import choices
from projects.signing.choices import TIERS
from projects.signing.models import Project


def pairs(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


class VersionField(forms.IntegerField):
    """Hidden: the version of the row that the page was made from."""

    def __init__(self) -> None:
        message = "页面已过期，请返回后重新打开再提交"
        super().__init__(label="版本", widget=forms.HiddenInput, error_messages={"required": message, "invalid": message})


class ActForm(HouseForm):
    """A step on a row that carries a version."""

    version = VersionField()


class ReasonForm(ActForm):
    reason = TextField(label="原因", max_length=500, rows=3, help_text="一两句话写清楚，对方能看到")

    def __init__(self, *args: Any, reason_label: str = "原因", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = reason_label
        self.fields["reason"].error_messages["required"] = f"请填写{reason_label}"


PLACES = {
    "claimed_wan": "申报数",
    "arrived_on": "到账日期",
    "use": "资金用途",
    "payer": "付款单位",
    "voucher_number": "凭证号",
    "evidence": "佐证材料",
}


class ReturnForm(ReasonForm):
    """The words of the verifier, and the field they are about: the clerk reads them there."""

    place = ChoiceField(label="指哪一项", required=False)
    field_order = ("place", "reason")

    def __init__(self, *args: Any, lines: Sequence[ClaimLine], **options: Any) -> None:
        super().__init__(*args, **options)
        fields = [(f"第{line.number}笔{words}", f"第{line.number}笔{words}") for line in lines for words in PLACES.values()]
        self.fields["place"].choices = [("", "整份申报"), *fields]  # type: ignore[attr-defined]

    def words(self) -> str:
        place, reason = self.cleaned_data["place"], self.cleaned_data["reason"]
        return f"{place}：{reason}" if place else reason


def place_of(words: str) -> tuple[str, str]:
    """(field, sentence) of a 退回意见; the field is empty when it is about the whole claim."""
    match = re.fullmatch(rf"第(\d+)笔({'|'.join(PLACES.values())})：(.*)", words, re.DOTALL)
    if match is None:
        return "", words
    name = next(name for name, label in PLACES.items() if label == match[2])
    return f"line-{match[1]}-{name}", match[3]


class PicksForm(HouseForm):
    """What was listed when the button was pressed: 12:3 is claim 12 as of version 3."""

    picks = TextField(label="申报", max_length=20_000, widget=forms.HiddenInput)

    def clean_picks(self) -> dict[int, int]:
        text = self.cleaned_data["picks"]
        if not re.fullmatch(r"\d{1,9}:\d{1,9}(,\d{1,9}:\d{1,9})*", text, re.ASCII):
            raise forms.ValidationError("页面已过期，请返回后重新打开再提交")
        return {int(number): int(version) for number, _, version in (pick.partition(":") for pick in text.split(","))}


class ReverseForm(HouseForm):
    """An arrival has no version: reversing twice is refused by the book itself."""

    reason = TextField(label="冲销原因", max_length=500, rows=3, help_text="冲销后原记录仍保留，另记一笔相反数")


class NumberField(forms.DecimalField):
    """Reads full-width digits and thousands commas too."""

    def __init__(self, *, label: str, max_digits: int, decimal_places: int) -> None:
        wrong = f"{label}请只写数字，最多{decimal_places}位小数，例如 1,000.5"
        said = dict.fromkeys(("invalid", "max_digits", "max_decimal_places", "max_whole_digits"), wrong)
        box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        options: dict[str, Any] = {"max_digits": max_digits, "decimal_places": decimal_places, "widget": box}
        super().__init__(label=label, required=False, error_messages=said, **options)

    def to_python(self, value: Any) -> Any:
        return super().to_python(narrow(value).replace(",", "") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


# --- Verifying ------------------------------------------------------------------------------------------


class VerifyForm(ActForm):
    """Per line what is counted; the rest is one cut with its reason and a sentence."""

    late_reason = TextField(label="补录原因", max_length=300, required=False, help_text="到账日期所在月份已月结时须填写")

    def __init__(self, *args: Any, lines: Sequence[ClaimLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.claim_lines = list(lines)
        reasons = [("", "没有核减"), *choices("cut_reason", clock.today())]
        for line in self.claim_lines:
            at = f"第{line.number}笔"
            self.fields[f"line-{line.number}-counted_wan"] = AmountField(label=f"{at}核定数", initial=line.claimed_wan)
            self.fields[f"line-{line.number}-reason_code"] = ChoiceField(label=f"{at}核减原因", required=False, choices=reasons)
            self.fields[f"line-{line.number}-note"] = TextField(label=f"{at}核减说明", max_length=300, required=False)

    @property
    def lines(self) -> list[tuple[ClaimLine, dict[str, forms.BoundField]]]:
        names = ("counted_wan", "reason_code", "note")
        return [(line, {name: self[f"line-{line.number}-{name}"] for name in names}) for line in self.claim_lines]

    def verdicts(self) -> dict[int, Verdict]:
        return {line.number: self._verdict(line) for line in self.claim_lines}

    def _verdict(self, line: ClaimLine) -> Verdict:
        counted, reason, note = (self.cleaned_data[f"line-{line.number}-{name}"] for name in ("counted_wan", "reason_code", "note"))
        rest: Decimal = line.claimed_wan - counted
        return Verdict(counted, [Cut(reason, rest, note)] if rest else [])


# --- Tasks, months --------------------------------------------------------------------------------------


class TaskForm(HouseForm):
    unit = RowField(label="任务单位", queryset=Unit.objects.none(), empty_label="请选择单位")
    year = ChoiceField(label="年度")
    kind = ChoiceField(label="任务类别", choices=[(kind.value, f"{kind.label}（{kind.unit}）") for kind in TASK_KINDS.values()])
    level = ChoiceField(label="口径", choices=list(TASK_LEVELS.items()), initial=FORMAL)
    move = ChoiceField(label="调整", choices=[(move, label) for move, label in TASK_MOVES.items() if move != TRANSFER])
    amount = AmountField(label="任务数", help_text="资金类以万元计，可填55.85亿；其余填个数。调减填负数")
    issued_on = DateField(label="下达时间")
    document_number = TextField(label="文号", max_length=60, required=False)
    reason = TextField(label="调整原因", max_length=500, required=False, help_text="首次下达可空，其余必填")

    def __init__(self, *args: Any, units: QuerySet[Unit], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["year"].choices = [(str(year), f"{year}年") for year in range(today.year + 1, today.year - 3, -1)]  # type: ignore[attr-defined]


class CloseMonthForm(ActForm):
    note = TextField(label="月结说明", max_length=500, rows=2, required=False)


# --- Corrections, reopening, papers beside the claims -----------------------------------------------------


class CorrectForm(HouseForm):
    """Every box holds what stands now; what is left as it is stays."""

    amount_wan = AmountField(label="正确的核定数")
    arrived_on = DateField(label="到账日期")
    tier = ChoiceField(label="资金来源", choices=pairs(TIERS))
    use = ChoiceField(label="资金用途", choices=pairs(USES))
    form = ChoiceField(label="到位形式", choices=pairs(FORMS))
    reason = TextField(label="更正原因", max_length=300, rows=3, help_text="原记录冲销、新记录入账，两笔一并保留")


class WithdrawalForm(HouseForm):
    amount_wan = AmountField(label="撤资金额", help_text="填正数，不超过已核定的到位资金")
    withdrawn_on = DateField(label="撤资时间")
    tier = ChoiceField(label="资金来源", choices=pairs(TIERS))
    use = ChoiceField(label="资金用途", choices=pairs(USES))
    papers = PapersField(label="依据材料", required=False, help_text=f"减资决议、股权转让协议、退款凭证等；{HINT}")
    document_number = TextField(label="依据文号", max_length=60, required=False, help_text="没有材料时填写")
    reason = TextField(label="撤资原因", max_length=300, rows=3)


class GrantForm(ActForm):
    days = ChoiceField(label="重开天数", choices=[(str(days), f"{days}天") for days in range(1, 8)], help_text="到期自动月结")


class SheetForm(HouseForm):
    """The stamped 认定表 of one unit and month."""

    file = PaperField(label="认定表盖章件")


class OpeningForm(HouseForm):
    document_number = TextField(label="文号", max_length=60, help_text="代替凭证的文件编号")
    file = forms.FileField(label="期初表（.xlsx）", allow_empty_file=True, error_messages={"required": "请选择期初表"})


class CityForm(HouseForm):
    project = RowField(label="项目", queryset=Project.objects.none(), empty_label="请选择项目")
    amount_wan = AmountField(label="市级认定数", minimum=Decimal(0))
    document_number = TextField(label="文号", max_length=60)
    reason = TextField(label="差异原因", max_length=500, rows=2, required=False, help_text="改认定时必填")

    def __init__(self, *args: Any, projects: QuerySet[Project], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
