"""Forms of 招商活动, 招商线索 and 荣誉奖励."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from projects.core.forms import AmountField, ChoiceField, DateField, HouseForm, RowField, TextField
from projects.organisations.choices import DEPARTMENT, LEADER, TASK_FORCE
from projects.organisations.models import Unit
from projects.outreach.choices import ACTIVITY_KINDS, HONOUR_KINDS, LEAD_SOURCES, LEAD_STATES

MOST_FIRMS = 100


def pairs(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


class FirmsField(TextField):
    """One firm a line, or set apart by 、 ； , ; each once, in the order typed."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value) or ""
        names = list(dict.fromkeys(name.strip() for name in re.split(r"[\n、；;，,]", text) if name.strip()))
        if len(names) > MOST_FIRMS:
            raise ValidationError(f"{self.label}一次最多{MOST_FIRMS}家，请分几次登记")
        for name in names:
            if not 2 <= len(name) <= 100:
                raise ValidationError(f"{self.label}：“{name[:20]}”不是企业全称，请填2至100个字")
        return names


class HolderForm(HouseForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    department = RowField(label="责任部门", queryset=Unit.objects.none(), empty_label="请选择单位", picker="unit")
    task_force = RowField(label="工作专班", queryset=Unit.objects.none(), required=False, empty_label="不填")
    leader = RowField(label="带队领导", queryset=Unit.objects.none(), required=False, empty_label="没有县级领导")
    note = TextField(label="备注", max_length=500, rows=2, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, kind in (("department", DEPARTMENT), ("task_force", TASK_FORCE), ("leader", LEADER)):
            self.fields[name].queryset = units.filter(kind=kind)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The row's own fields by name."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("version", "firms")}


class ActivityForm(HolderForm):
    kind = ChoiceField(label="活动类型", choices=[("", "请选择"), *pairs(ACTIVITY_KINDS)])
    name = TextField(label="活动名称", max_length=100)
    starts_on = DateField(label="开始时间")
    ends_on = DateField(label="结束时间", required=False, help_text="当天结束的可空")
    place = TextField(label="地点", max_length=60, help_text="省、市，例如 广东省深圳市")
    firms = FirmsField(
        label="对接企业", max_length=5000, rows=3, required=False, help_text="企业全称，一行一家或用顿号分开；没有登记过的自动登记"
    )
    result = TextField(label="活动成效", max_length=500, rows=2, required=False)
    field_order = ("kind", "name", "starts_on", "ends_on", "place", "leader", "department", "task_force", "firms", "result", "note")


class LeadForm(HolderForm):
    name = TextField(label="线索名称", max_length=100)
    firm = TextField(label="企业名称", max_length=100, required=False)
    source = ChoiceField(label="线索来源", choices=[("", "请选择"), *pairs(LEAD_SOURCES)])
    registered_on = DateField(label="线索时间")
    state = ChoiceField(label="跟进状态", choices=pairs(LEAD_STATES))
    field_order = ("name", "firm", "source", "registered_on", "state", "department", "task_force", "leader", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["leader"].label = "县级领导"


class VoidForm(HouseForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = TextField(label="作废原因", max_length=300, rows=2, help_text="作废后不计入任务，记录保留")


class HonourForm(HolderForm):
    kind = ChoiceField(label="类别", choices=[("", "请选择"), *pairs(HONOUR_KINDS)])
    name = TextField(label="名称", max_length=100, help_text="照文件写，例如 省级专精特新中小企业")
    firm = TextField(label="企业名称", max_length=100, required=False, help_text="企业全称；资产荣誉不填")
    granted_on = DateField(label="认定时间")
    amount_wan = AmountField(label="奖励金额", minimum=Decimal("0.01"), required=False, help_text="只有奖励资金填写")
    document_number = TextField(label="文号", max_length=60, required=False)
    field_order = (
        "kind",
        "name",
        "firm",
        "granted_on",
        "amount_wan",
        "document_number",
        "department",
        "task_force",
        "leader",
        "note",
    )

    def values(self) -> dict[str, Any]:
        """Without the firm's name, which the page turns into the firm."""
        return {name: value for name, value in super().values().items() if name != "firm"}
