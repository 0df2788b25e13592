"""Forms of 帮办代办: a single matter, a project's 委托, each step, a template."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from projects.access.choices import HANDLE_TICKET, RUN_AGENCY
from projects.agency.flow import RATINGS, STAGES
from projects.agency.models import AgencyItem, AgencyPaper, ItemTemplate
from projects.core.filters import DayFilter, HouseFilterSet, PickFilter, WordsFilter
from projects.core.forms import ChoiceField, DateField, HouseForm, RowField, SuggestInput, TextField
from projects.files.forms import PaperField
from projects.funding.forms import ActForm, pairs
from projects.organisations.models import Unit, User
from projects.reference.models import choices
from projects.signing.models import Project

LONGEST_DAYS = 365
STAGE_CHOICES = list(STAGES.items())


def days_field(label: str, *, required: bool = True, help_text: str = "") -> forms.IntegerField:
    wrong = f"{label}应是0至{LONGEST_DAYS}的整数，请重新填写"
    words = {"required": f"请填写{label}", "invalid": wrong, "min_value": wrong, "max_value": wrong}
    box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, min_value=0, max_value=LONGEST_DAYS, required=required, help_text=help_text, error_messages=words, widget=box
    )


class PersonField(RowField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.display_name}（{obj.post}）" if obj.post else str(obj.display_name)


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Ticked rows of a queryset."""

    def __init__(self, *, label: str, **options: Any) -> None:
        wrong = f"{label}不在可选范围内，请刷新页面后重新勾选"
        words = {"required": f"请勾选{label}", "invalid_choice": wrong, "invalid_pk_value": wrong, "list": wrong}
        super().__init__(label=label, widget=forms.CheckboxSelectMultiple, error_messages=words, **options)


class LinesField(TextField):
    """One thing a line, each once."""

    def clean(self, value: Any) -> Any:
        lines = (super().clean(value) or "").splitlines()
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


class EntrustingForm(HouseForm):
    """Who does it, in which way, since when, with which paper."""

    agent = PersonField(label="代办员", queryset=User.objects.none(), picker="agent")
    method = ChoiceField(label="服务方式")
    entrusted_on = DateField(label="委托时间")
    letter = PaperField(label="委托书", required=False)

    def __init__(self, *args: Any, agents: QuerySet[User], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agent"].queryset = agents  # type: ignore[attr-defined]
        self.fields["method"].choices = choices("agency_method", today)  # type: ignore[attr-defined]


class ItemForm(EntrustingForm):
    """With a template chosen its name, stage, authority, limits and papers need not be typed; what is typed goes before it."""

    enterprise = TextField(
        label="企业",
        max_length=100,
        widget=SuggestInput("enterprise", "enterprise_suggest"),
        help_text="企业全称；没有登记过的企业，提交时自动登记",
    )
    template = RowField(
        label="标准事项", queryset=ItemTemplate.objects.none(), required=False, empty_label="不在标准事项内", picker="agency_item"
    )
    name = TextField(label="代办事项", max_length=60, required=False, help_text="选了标准事项的可不填")
    stage = ChoiceField(label="审批阶段", required=False, choices=[("", "按标准事项"), *STAGE_CHOICES])
    authority = RowField(label="审批部门", queryset=Unit.objects.none(), required=False, empty_label="按标准事项", picker="unit")
    statutory_days = days_field("法定时限（工作日）", required=False)
    promised_days = days_field("承诺时限（工作日）", required=False, help_text="0为即办；选了标准事项的可不填")
    papers = LinesField(label="所需材料", max_length=2000, rows=3, required=False, help_text="一行一份；选了标准事项的可不填")
    note = TextField(label="备注", max_length=300, rows=2, required=False)
    project = RowField(label="关联项目", queryset=Project.objects.none(), required=False, widget=forms.HiddenInput)
    field_order = (
        "enterprise", "template", "name", "stage", "authority", "statutory_days", "promised_days", "agent", "method",
        "entrusted_on", "papers", "letter", "note",
    )  # fmt: skip

    def __init__(
        self, *args: Any, templates: QuerySet[ItemTemplate], units: QuerySet[Unit], projects: QuerySet[Project], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["template"].queryset = templates  # type: ignore[attr-defined]
        self.fields["authority"].queryset = units  # type: ignore[attr-defined]
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values, template = self.cleaned_data, self.cleaned_data.get("template")
        if template is not None:
            for name in ("name", "stage", "authority"):
                values[name] = values.get(name) or getattr(template, name)
            for name in ("statutory_days", "promised_days"):
                values[name] = getattr(template, name) if values.get(name) is None else values[name]
            values["papers"] = values.get("papers") or template.paper_list
        for name, words in (("name", "请填写代办事项，或选择标准事项"), ("stage", "请选择审批阶段")):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, words)
        if values.get("promised_days") is None and "promised_days" not in self.errors:
            self.add_error("promised_days", "请填写承诺时限（工作日），0为即办")
        return values


class EntrustForm(EntrustingForm):
    items = RowsField(label="企业委托办理的事项", queryset=AgencyItem.objects.none())
    field_order = ("items", "agent", "method", "entrusted_on", "letter")

    def __init__(self, *args: Any, items: QuerySet[AgencyItem], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["items"].queryset = items  # type: ignore[attr-defined]
        self.fields["items"].label_from_instance = _item_words  # type: ignore[attr-defined]


def _item_words(item: AgencyItem) -> str:
    return f"{item.name}（{item.stage_label}，{item.authority or '审批部门未定'}）"


class StewardForm(HouseForm):
    person = PersonField(label="项目管家", queryset=User.objects.none(), picker="steward")
    starts_on = DateField(label="起始时间")

    def __init__(self, *args: Any, people: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


# --- Steps --------------------------------------------------------------------------------------------


class ItemStepForm(ActForm):
    """`papers`: those of the item; `agents`: who may take it over."""

    def __init__(self, *args: Any, papers: QuerySet[AgencyPaper], agents: QuerySet[User], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, rows in (("there", papers), ("papers", papers.filter(received_on=None)), ("agent", agents)):
            if name in self.fields:
                self.fields[name].queryset = rows  # type: ignore[attr-defined]


class TellForm(ItemStepForm):
    there = RowsField(label="已经有的材料", queryset=AgencyPaper.objects.none(), required=False)
    more = LinesField(
        label="另需的材料", max_length=2000, rows=3, required=False, help_text="一行一份；告知只有一次，以后不能再增加"
    )
    note = TextField(label="说明", max_length=500, rows=2, required=False)


class ReceiveForm(ItemStepForm):
    papers = RowsField(label="收到的材料", queryset=AgencyPaper.objects.none())


class ApplyForm(ItemStepForm):
    note = TextField(label="说明", max_length=1000, rows=2, required=False, help_text="材料不齐、容缺申报的必填：理由和补交时间")


class WhyForm(ItemStepForm):
    note = TextField(label="原因", max_length=1000, rows=3, help_text="一两句话写清楚，企业和相关单位能看到")


class AcceptForm(ItemStepForm):
    accepted_on = DateField(label="受理时间")
    promised_days = days_field("承诺时限（工作日）", help_text="0为即办；比原来长的须注明理由，不得长于法定时限")
    note = TextField(label="说明", max_length=1000, rows=2, required=False)


class FinishForm(ItemStepForm):
    result = TextField(label="结果（证照文号）", max_length=100, help_text="例如 清自然资规许字〔2024〕12号")
    finished_on = DateField(label="办结时间")
    note = TextField(label="说明", max_length=500, rows=2, required=False)


class RateForm(ItemStepForm):
    rating = ChoiceField(label="企业评价", choices=pairs(RATINGS), widget=forms.RadioSelect)
    spoken_to = TextField(label="接听人", max_length=40, required=False, help_text="例如 财务负责人")
    note = TextField(label="说明", max_length=500, rows=2, required=False, help_text="不满意的必填")


class ReassignForm(ItemStepForm):
    agent = PersonField(label="新的代办员", queryset=User.objects.none(), picker="agent")
    note = TextField(label="原因", max_length=500, rows=2, required=False)


@dataclass(frozen=True)
class ItemStepPage:
    """`is_quiet`: under 更多."""

    kind: str
    button: str
    form: type[ItemStepForm]
    functions: tuple[str, ...] = (RUN_AGENCY,)
    done: str = "已登记"
    is_danger: bool = False
    is_quiet: bool = False


DECIDING = (RUN_AGENCY, HANDLE_TICKET)
STEP_PAGES: dict[str, ItemStepPage] = {
    page.kind: page
    for page in (
        ItemStepPage("withdraw", "撤回", WhyForm, done="已撤回", is_danger=True, is_quiet=True),
        ItemStepPage("reassign", "更换代办员", ReassignForm, done="已更换代办员", is_quiet=True),
        ItemStepPage("send_back", "退回补正", WhyForm, DECIDING, done="已退回补正", is_quiet=True),
        ItemStepPage("receive", "收到材料", ReceiveForm, done="已登记收到的材料"),
        ItemStepPage("tell", "一次性告知", TellForm, done="已一次性告知材料"),
        ItemStepPage("apply", "申报", ApplyForm, done="已申报"),
        ItemStepPage("accept", "受理", AcceptForm, DECIDING, done="已受理，承诺时限开始计算"),
        ItemStepPage("finish", "办结", FinishForm, DECIDING, done="已办结"),
        ItemStepPage("rate", "登记企业评价", RateForm, done="已登记企业评价"),
    )
}


class TemplateForm(HouseForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = TextField(label="代办事项", max_length=60)
    stage = ChoiceField(label="审批阶段", choices=STAGE_CHOICES)
    authority = RowField(label="审批部门", queryset=Unit.objects.none(), required=False, empty_label="未定", picker="unit")
    statutory_days = days_field("法定时限（工作日）", required=False, help_text="法律没有规定的不填")
    promised_days = days_field("承诺时限（工作日）", help_text="0为即办，不得长于法定时限")
    basis = TextField(label="依据", max_length=100, required=False)
    seq = forms.IntegerField(
        label="排序",
        min_value=0,
        max_value=9999,
        error_messages={
            "required": "请填写排序",
            **dict.fromkeys(("invalid", "min_value", "max_value"), "排序应是0至9999的整数，请重新填写"),
        },
    )
    starts_on = DateField(label="启用时间", help_text="从这一天起新列的事项按这一版；已列的不变")
    ends_on = DateField(label="停用时间", required=False)
    papers = TextField(label="所需材料", max_length=2000, rows=5, required=False, help_text="一行一份，一次性告知时逐份核对")

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["authority"].queryset = units  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ItemFilters(HouseFilterSet):
    q = WordsFilter("事项、企业、项目或编号", fields=("name", "enterprise__name", "project__name", "number"))
    state = PickFilter("办理状态")
    stage = PickFilter("审批阶段", choices=tuple(STAGES.items()))
    method = PickFilter("服务方式")
    since = DayFilter(label="委托时间从", field_name="entrusted_on", lookup_expr="gte")
    until = DayFilter(label="委托时间到", field_name="entrusted_on", lookup_expr="lte")
    ranges = (("since", "until"),)

    def __init__(
        self, *args: Any, states: Sequence[tuple[str, str]] = (), methods: Sequence[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offer("state", list(states))
        self.offer("method", list(methods))
