"""Forms of signing. They read what was typed; rules stand in the actions."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest

from projects.access.permissions import sees_whole_county
from projects.core import clock
from projects.core.errors import Refused
from projects.core.forms import AmountField, ChoiceField, DateField, HouseForm, RowField, TextField
from projects.files.actions import ALLOWED
from projects.organisations.choices import DEPARTMENT, LEADER
from projects.organisations.models import Unit, User
from projects.outreach.models import Fair
from projects.reference.models import choices
from projects.signing.actions import Paper
from projects.signing.choices import PAPERS, TIERS
from projects.signing.stages import ENDED, MILESTONE_BY_VALUE, MILESTONES

NOT_CHOSEN = ("", "未选")


def pairs(values: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


class VersionField(forms.IntegerField):
    """The version of the row as the page showed it."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        stale = "页面已失效，请刷新后重新填写"
        super().__init__(label="版本", min_value=1, max_value=2**31 - 1, error_messages={"required": stale, "invalid": stale})
        self.error_messages |= dict.fromkeys(("min_value", "max_value"), stale)


class PaperForm(HouseForm):
    """What was signed. The contract's text, or the day on which it will follow."""

    nature = ChoiceField(
        label="文本性质",
        choices=pairs(PAPERS),
        widget=forms.RadioSelect,
        help_text="按内容选，不按标题选：名为投资协议书而有约束力的是正式合同",
    )
    signed_on = DateField(label="签约时间")
    amount_wan = AmountField(label="签约额", help_text="按合同，单位万元；可填 3亿、5585万")
    fair = RowField(label="签约节会（届次）", queryset=Fair.objects.none(), required=False, empty_label="不在节会上签约")
    file = forms.FileField(
        label="合同正文", required=False, allow_empty_file=True, help_text=f"{ALLOWED}，单个不超过{settings.UPLOAD_MAX_MB}MB"
    )
    due_on = DateField(label="待补佐证，补交日期", required=False, help_text="合同正文暂时没有时填写")

    def __init__(self, *args: Any, by: User, has_paper: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.has_paper = has_paper
        self.fields["fair"].queryset = Fair.objects.in_county(by.county_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not (values.get("file") or values.get("due_on") or self.has_paper or self.errors.get("due_on")):
            self.add_error("file", "请上传合同正文，或填写“待补佐证”的补交日期")
        return values

    def paper(self) -> Paper:
        values = self.cleaned_data
        return Paper(
            nature=values["nature"],
            signed_on=values["signed_on"],
            amount_wan=values["amount_wan"],
            fair=values["fair"],
            file=values["file"],
            due_on=values["due_on"],
        )


class EditPaperForm(PaperForm):
    version = VersionField()


class RegistrationForm(PaperForm):
    """登记签约: eight fields make it count, the rest may follow."""

    field_order = ("name", "investor_name", "source_tier", "department")

    name = TextField(label="项目名称", max_length=60, help_text="与合同一致，60字以内")
    investor_name = TextField(label="投资方（企业全称）", max_length=100)
    source_tier = ChoiceField(label="资金来源", choices=[NOT_CHOSEN, *pairs(TIERS)], help_text="按投资方注册地；境外含港澳台")
    department = RowField(label="责任部门", queryset=Unit.objects.none(), empty_label=None)
    origin = TextField(label="来源地", max_length=40, required=False, help_text="省（区、市）或国家地区，例如 江苏")
    sector = ChoiceField(label="所属领域", required=False)
    channel = ChoiceField(label="招商方式", required=False)
    total_investment_wan = AmountField(label="总投资", required=False, help_text="单位万元；可填 3亿、5585万")
    leader = RowField(label="包抓领导", queryset=Unit.objects.none(), required=False, empty_label="未明确")

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, by=by, **options)
        units = Unit.objects.in_county(by.county_id).active()
        departments = units.of_kind(DEPARTMENT)
        self.fields["department"].queryset = (  # type: ignore[attr-defined]
            departments if sees_whole_county(by) else departments.filter(pk__in=by.unit_ids)
        )
        self.fields["leader"].queryset = units.of_kind(LEADER)  # type: ignore[attr-defined]
        for name in ("sector", "channel"):
            self.fields[name].choices = [NOT_CHOSEN, *choices(name, clock.today())]  # type: ignore[attr-defined]

    def project_details(self) -> dict[str, Any]:
        names = ("origin", "sector", "channel", "total_investment_wan", "leader")
        return {name: self.cleaned_data[name] for name in names}


REACHED = tuple(kind for kind in MILESTONES if kind.value != ENDED)


class MilestoneForm(HouseForm):
    """登记节点: which, when, whose date, and a sentence. 终止 is the bureau's and has a form of its own."""

    kind = ChoiceField(label="节点", choices=[(kind.value, kind.label) for kind in REACHED], widget=forms.RadioSelect)
    happened_on = DateField(label="完成时间")
    source = ChoiceField(
        label="依据",
        choices=[NOT_CHOSEN, *((kind.label, pairs(kind.sources)) for kind in REACHED)],
        help_text="这个日期以谁的为准",
    )
    note = TextField(label="说明", max_length=300, rows=3, required=False, help_text="300字以内")


class EndForm(HouseForm):
    """登记终止（退出）."""

    happened_on = DateField(label="终止时间")
    source = ChoiceField(label="依据", choices=[NOT_CHOSEN, *pairs(MILESTONE_BY_VALUE[ENDED].sources)])
    reason = TextField(label="终止原因", max_length=500, rows=3, help_text="500字以内")


class ConfirmForm(HouseForm):
    version = VersionField()


class ReturnForm(HouseForm):
    version = VersionField()
    reason = TextField(label="退回意见", max_length=500, required=False)


def posted(form_class: type[HouseForm], request: HttpRequest) -> dict[str, Any]:
    """The values of a small POST. Raises Refused with the first fault's sentence."""
    form = form_class(request.POST)
    if form.is_valid():
        return form.cleaned_data
    raise Refused(str(next(iter(form.errors.values()))[0]))
