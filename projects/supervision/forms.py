"""Forms of 督办: one for each way to order, one for each step."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from projects.access.choices import CHASE, HANDLE_MATTER, INSTRUCT, SUPERVISE
from projects.core.forms import ChoiceField, DateField, HouseForm, RowField, TextField
from projects.files.forms import PapersField
from projects.funding.forms import ActForm
from projects.organisations.models import Unit
from projects.supervision.flow import CHASED, DECIDED, INSTRUCTED, LEVELS, SUPERVISED

WRONG_UNIT = "承办单位不在可选范围内，请重新选择"


if TYPE_CHECKING:
    ModelChoices = forms.ModelMultipleChoiceField[Unit]
else:
    ModelChoices = forms.ModelMultipleChoiceField


class UnitsField(ModelChoices):
    def __init__(self, *, label: str, **options: Any) -> None:
        messages = {"invalid_choice": WRONG_UNIT, "invalid_pk_value": WRONG_UNIT}
        super().__init__(Unit.objects.none(), label=label, required=False, error_messages=messages, **options)


class DaysField(forms.IntegerField):
    """Working days; the action says what is too many."""

    def __init__(self, **options: Any) -> None:
        messages = {"invalid": "时限请填整数，例如 5", "required": "请填写时限（工作日）"}
        widget = forms.NumberInput(attrs={"inputmode": "numeric", "min": "1", "max": "250"})
        super().__init__(label="时限（工作日）", widget=widget, error_messages=messages, **options)


class OrderForm(HouseForm):
    """`units`: those that may be given it; `posts`: the person's own, asked for where there is a choice."""

    title = TextField(label="事项", max_length=60, help_text="一句话，60字以内")
    text = TextField(label="内容和要求", max_length=1000, rows=4)
    lead_unit = RowField(label="承办单位", queryset=Unit.objects.none(), empty_label="请选择单位", picker="unit")
    others = UnitsField(label="其他承办单位", help_text="可多选（按住Ctrl），没有的不选")
    working_days = DaysField()
    ordered_by_unit = RowField(label="下达单位", queryset=Unit.objects.none())

    def __init__(self, *args: Any, units: QuerySet[Unit], posts: list[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lead_unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["others"].queryset = units  # type: ignore[attr-defined]
        self.fields["ordered_by_unit"].queryset = Unit.objects.filter(pk__in=[post.pk for post in posts])  # type: ignore[attr-defined]
        if len(posts) < 2:
            del self.fields["ordered_by_unit"]

    def values(self) -> dict[str, Any]:
        """As order_matter takes them."""
        values = dict(self.cleaned_data)
        values["units"] = [values.pop("lead_unit"), *values.pop("others")]
        return values


class ChaseForm(OrderForm):
    pass


class SuperviseForm(OrderForm):
    level = ChoiceField(
        label="督办等级", choices=[(level.value, level.label) for level in LEVELS.values()], widget=forms.RadioSelect
    )
    source = TextField(label="依据", max_length=100, required=False, help_text="文件、会议或领导要求，可空")
    field_order = ("title", "level", "text", "lead_unit", "others", "working_days", "source", "ordered_by_unit")


class DecideForm(OrderForm):
    source = TextField(label="会议名称", max_length=100, help_text="例如 全县招商引资第12次周调度会")
    papers = PapersField(label="会议纪要", required=False)
    field_order = ("source", "title", "text", "lead_unit", "others", "working_days", "papers", "ordered_by_unit")


class InstructForm(OrderForm):
    """Two taps: a phrase, and the button; the rest is filled in from what it is about."""

    phrase = ChoiceField(label="常用语", required=False, widget=forms.RadioSelect)
    text = TextField(label="批示内容", max_length=1000, rows=3, required=False, help_text="选了常用语的可空，写了的接在常用语后面")
    papers = PapersField(label="批示原件", required=False)
    field_order = ("phrase", "text", "title", "lead_unit", "working_days", "others", "papers", "ordered_by_unit")

    def __init__(self, *args: Any, phrases: list[str], must_show: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["phrase"].choices = [(phrase, phrase) for phrase in phrases]  # type: ignore[attr-defined]
        papers = self.fields["papers"]
        papers.required = must_show
        papers.help_text = f"{'代录须上传' if must_show else '可空'}，照片或扫描件；{papers.help_text}"

    def values(self) -> dict[str, Any]:
        values = super().values()
        values["text"] = f"{values.pop('phrase')}{values['text']}"
        return values

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("phrase") and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "请选择常用语，或者填写批示内容")
        return cleaned


ORDER_FORMS: dict[str, type[OrderForm]] = {
    CHASED: ChaseForm,
    SUPERVISED: SuperviseForm,
    INSTRUCTED: InstructForm,
    DECIDED: DecideForm,
}


class PlainForm(ActForm):
    pass


class NoteForm(ActForm):
    note = TextField(label="说明", max_length=1000, rows=3, help_text="一两句话写清楚，下达单位和承办单位能看到")


class ReportForm(ActForm):
    note = TextField(label="办理情况", max_length=1000, rows=4)
    papers = PapersField(label="办理材料", required=False)


class ReturnForm(NoteForm):
    working_days = DaysField()


class ExtendForm(ActForm):
    deadline_on = DateField(label="新的时限")
    note = TextField(label="调整原因", max_length=1000, rows=2)


class CloseForm(ActForm):
    note = TextField(label="销号意见", max_length=1000, rows=2, required=False, help_text="承办单位还没有反馈的必填")


@dataclass(frozen=True)
class StepPage:
    """How a step is offered, where flow.py lets it go. `for_units`: by those it was given to, else by the one who ordered it."""

    kind: str
    form: type[ActForm]
    button: str
    functions: tuple[str, ...]
    done: str
    for_units: bool = False
    is_danger: bool = False
    is_quiet: bool = False


_ORDERER = (CHASE, SUPERVISE, INSTRUCT)
# In the order of the buttons: of those offered together the last is the primary one.
STEP_PAGES: dict[str, StepPage] = {
    page.kind: page
    for page in (
        StepPage("take", PlainForm, "签收", (HANDLE_MATTER,), "已签收", for_units=True),
        StepPage("progress", ReportForm, "记进展", (HANDLE_MATTER,), "办理进展已记录", for_units=True),
        StepPage("revoke", NoteForm, "撤销", _ORDERER, "已撤销", is_danger=True, is_quiet=True),
        StepPage("extend", ExtendForm, "调整时限", _ORDERER, "时限已调整", is_quiet=True),
        StepPage("raise", ReturnForm, "升级", _ORDERER, "已升级"),
        StepPage("return", ReturnForm, "退回重办", _ORDERER, "已退回重办"),
        StepPage("close", CloseForm, "销号", _ORDERER, "已销号"),
        StepPage("report", ReportForm, "办结反馈", (HANDLE_MATTER,), "已反馈办结，等待销号", for_units=True),
    )
}
