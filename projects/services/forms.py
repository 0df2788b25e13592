"""Forms of 企业诉求: raising one, and each step of its life."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from projects.access.choices import HANDLE_TICKET, RUN_TICKET
from projects.core.filters import HouseFilterSet, PickFilter, WordsFilter
from projects.core.forms import ChoiceField, DateField, HouseForm, RowField, SuggestInput, TextField
from projects.funding.forms import ActForm, pairs
from projects.organisations.models import Unit
from projects.reference.models import choices
from projects.services.flow import ANSWERS, FAILED_CALLS, LEVELS, OUTCOMES, SATISFACTION, STATES, STEPS
from projects.services.models import SavedReply, Step, Ticket
from projects.signing.models import Project

SECRECY = "投诉、纠纷、商业秘密等：只有提出、牵头、配合的单位和服务专员、县级领导及其联络员、督查室能看到"


class TicketForm(HouseForm):
    """Five fields. The project comes with the address and is not asked for; 保密 is offered to those who see such tickets."""

    enterprise = TextField(
        label="企业",
        max_length=100,
        widget=SuggestInput("enterprise", "enterprise_suggest"),
        help_text="企业全称；没有登记过的企业，提交时自动登记",
    )
    category = ChoiceField(label="诉求类别")
    source = ChoiceField(label="诉求来源")
    title = TextField(label="标题", max_length=60, help_text="一句话，60字以内")
    content = TextField(label="内容", max_length=2000, rows=5)
    is_confidential = forms.BooleanField(label="保密", required=False, help_text=SECRECY)
    project = RowField(label="关联项目", queryset=Project.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, projects: QuerySet[Project], today: date, may_be_secret: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["category"].choices = [("", "请选择"), *choices("ticket_category", today)]  # type: ignore[attr-defined]
        self.fields["source"].choices = [("", "请选择"), *choices("ticket_source", today)]  # type: ignore[attr-defined]
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        if not may_be_secret:
            del self.fields["is_confidential"]


class ReplySelect(forms.Select):
    """Each option carries its text: forms.js puts it into the note, to be mended there."""

    def __init__(self) -> None:
        super().__init__({"data-fills": "id_note"})

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **options: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **options)
        if value:
            option["attrs"]["data-text"] = value.instance.text
        return option


class StepForm(ActForm):
    """`units`: of the county, for the steps that name some; `replies`: 常用答复 for its note, where there are any.

    Without JavaScript the chosen reply goes before what was typed."""

    def __init__(self, *args: Any, units: QuerySet[Unit], replies: "QuerySet[SavedReply] | None" = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if "note" in self.fields and replies:
            names = [name for name in self.fields if name != "note"]
            self.fields["reply"] = RowField(
                label="常用答复", queryset=replies, required=False, empty_label="不用", widget=ReplySelect()
            )
            self.needs_note, self.fields["note"].required = self.fields["note"].required, False
            self.order_fields([*names, "reply", "note"])
        for name in ("lead_unit", "helpers"):
            if name in self.fields:
                self.fields[name].queryset = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "reply" in self.fields:
            reply = cleaned.pop("reply", None)
            note = cleaned["note"] = f"{reply.text if reply else ''}{cleaned.get('note', '')}"
            most = Step._meta.get_field("note").max_length or 0
            if len(note) > most:
                self.add_error("note", f"{self.fields['note'].label}连同常用答复最多{most}个字，请缩短")
            if self.needs_note and not note and "note" not in self.errors:
                self.add_error("note", self.fields["note"].error_messages["required"])
        return cleaned


class NoteForm(StepForm):
    note = TextField(label="说明", max_length=1000, rows=3, help_text="一两句话写清楚，企业和相关单位能看到")


class AssignForm(StepForm):
    lead_unit = RowField(label="牵头单位", queryset=Unit.objects.none(), empty_label="请选择单位")
    level = ChoiceField(label="难度", choices=pairs(LEVELS), help_text="难度决定办结时限（工作日）")
    helpers = forms.ModelMultipleChoiceField(
        label="配合单位",
        queryset=Unit.objects.none(),
        required=False,
        help_text="可多选（按住Ctrl）",
        error_messages={
            "invalid_choice": "配合单位不在可选范围内，请重新选择",
            "invalid_pk_value": "配合单位不在可选范围内，请重新选择",
        },
    )
    note = TextField(label="交办说明", max_length=1000, rows=2, required=False)


class DoneForm(StepForm):
    outcome = ChoiceField(label="办理结果", choices=pairs(OUTCOMES), widget=forms.RadioSelect)
    cause = ChoiceField(label="诉求成因", required=False, help_text="用于汇总反复出现的问题")
    note = TextField(label="办理情况", max_length=1000, rows=4, help_text="企业凭链接能看到")

    def __init__(self, *args: Any, causes: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cause"].choices = [("", "不填"), *causes]  # type: ignore[attr-defined]


class ExtensionForm(StepForm):
    wanted_on = DateField(label="申请延期至")
    note = TextField(label="延期理由", max_length=1000, rows=3)


class DecisionForm(StepForm):
    is_granted = ChoiceField(label="批复", choices=[("yes", "同意延期"), ("no", "不同意")], widget=forms.RadioSelect)
    note = TextField(label="批复意见", max_length=1000, rows=3)

    def clean_is_granted(self) -> bool:
        return bool(self.cleaned_data["is_granted"] == "yes")


class RulingForm(StepForm):
    lead_unit = RowField(
        label="改由谁牵头",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="异议不成立，仍由原单位牵头",
        help_text="异议成立的选新的牵头单位，办结时限从今天重新计算",
    )
    note = TextField(label="裁定说明", max_length=1000, rows=3)


class MergeForm(StepForm):
    into = RowField(label="并入哪一条", queryset=Ticket.objects.none(), empty_label="请选择诉求")
    note = TextField(label="合并说明", max_length=1000, rows=2)

    def __init__(self, *args: Any, others: QuerySet[Ticket], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class CallForm(StepForm):
    answer = ChoiceField(label="企业答复", choices=pairs(ANSWERS), widget=forms.RadioSelect)
    spoken_to = TextField(label="接听人", max_length=30, required=False, help_text="写职务即可，例如财务负责人；未接通的可空")
    note = TextField(
        label="回访情况",
        max_length=1000,
        rows=3,
        required=False,
        help_text=f"不满意的必填，诉求退回重办；{FAILED_CALLS}次未接通的按未联系上办结，不计满意",
    )


class CloseForm(StepForm):
    satisfaction = ChoiceField(label="企业评价", choices=pairs(SATISFACTION), widget=forms.RadioSelect)
    note = TextField(label="回访情况", max_length=1000, rows=3, required=False, help_text="谁、何时、怎么答复")


@dataclass(frozen=True)
class StepPage:
    """How a step is offered, where flow.py lets it go. `is_quiet`: stands under 更多, appears when it is wanted."""

    kind: str
    form: type[StepForm]
    button: str
    functions: tuple[str, ...]
    done: str
    is_danger: bool = False
    is_quiet: bool = False


# In the order of the buttons: of those offered together the last is the primary one.
STEP_PAGES: dict[str, StepPage] = {
    page.kind: page
    for page in (
        StepPage("take", StepForm, "签收", (HANDLE_TICKET,), "已签收", is_quiet=True),
        StepPage("object", NoteForm, "提出异议", (HANDLE_TICKET,), "异议已提出，等待裁定", is_quiet=True),
        StepPage("rule", RulingForm, "裁定异议", (RUN_TICKET,), "异议已裁定"),
        StepPage("ask_extension", ExtensionForm, "申请延期", (HANDLE_TICKET,), "延期申请已提交，等待批复", is_quiet=True),
        StepPage("extend", DecisionForm, "批复延期", (RUN_TICKET,), "延期申请已批复"),
        StepPage("pause", NoteForm, "暂停计时", (RUN_TICKET,), "计时已暂停，等待企业补充", is_quiet=True),
        StepPage("resume", StepForm, "恢复计时", (RUN_TICKET,), "计时已恢复，办结时限相应顺延"),
        StepPage("countersign", NoteForm, "会签", (HANDLE_TICKET,), "会签意见已记录"),
        StepPage("progress", NoteForm, "记进展", (HANDLE_TICKET, RUN_TICKET), "办理进展已记录", is_quiet=True),
        StepPage("unsolved", NoteForm, "暂无法办结", (HANDLE_TICKET, RUN_TICKET), "已报暂无法办结", is_danger=True, is_quiet=True),
        StepPage("merge", MergeForm, "合并", (RUN_TICKET,), "已并入另一条诉求", is_quiet=True),
        StepPage("refuse", NoteForm, "不予受理", (RUN_TICKET,), "已登记为不予受理", is_danger=True),
        StepPage("reopen", NoteForm, "重办", (RUN_TICKET,), "已退回重办"),
        StepPage("accept", StepForm, "受理", (RUN_TICKET,), "已受理"),
        StepPage("assign", AssignForm, "交办", (RUN_TICKET,), "已交办"),
        StepPage("done", DoneForm, "部门办结", (HANDLE_TICKET, RUN_TICKET), "已报部门办结，待回访"),
        StepPage("close", CloseForm, "凭书面评价销号", (RUN_TICKET,), "已办结销号", is_quiet=True),
        StepPage("call", CallForm, "回访", (RUN_TICKET,), "回访已记录"),
    )
}


class LinkForm(HouseForm):
    number = TextField(label="诉求编号", max_length=12, help_text="要关联的另一条诉求，例如 2024120007")
    note = TextField(label="关联说明", max_length=100, required=False, help_text="例如 同一地块的用电问题")


# Steps whose note is written to somebody outside the unit: those for which a reply is kept.
REPLY_STEPS = ("done", "progress", "unsolved", "ask_extension", "refuse", "assign", "call", "close", "countersign")


class ReplyForm(HouseForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = TextField(label="名称", max_length=30, help_text="在下拉框里看到的几个字")
    text = TextField(label="内容", max_length=500, rows=4)
    step = ChoiceField(
        label="用于", required=False, choices=[("", "所有环节"), *((kind, STEPS[kind].label) for kind in REPLY_STEPS)]
    )
    unit = RowField(label="使用单位", queryset=Unit.objects.none(), required=False, empty_label="全县")
    starts_on = DateField(label="启用时间")
    ends_on = DateField(label="停用时间", required=False, help_text="可空；从这一天起不再出现，已写入的不受影响")

    def __init__(self, *args: Any, units: QuerySet[Unit], for_county: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        if not for_county:
            self.fields["unit"].required, self.fields["unit"].empty_label = True, "请选择单位"  # type: ignore[attr-defined]


class ReplyFilters(HouseFilterSet):
    q = WordsFilter("名称或内容", fields=("title", "text"))


class TicketFilters(HouseFilterSet):
    q = WordsFilter("标题、企业或编号", fields=("title", "enterprise__name", "enterprise__pinyin", "number"))
    state = PickFilter("办理状态", choices=tuple((state.value, state.label) for state in STATES.values()))
    category = PickFilter("诉求类别")

    def __init__(self, *args: Any, categories: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("category", categories)
