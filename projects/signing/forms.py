"""Forms of signing. They read what was typed; rules stand in the actions."""

from typing import Any

from django import forms
from django.http import HttpRequest

from projects.access.permissions import sees_whole_county
from projects.core import clock
from projects.core.errors import Refused
from projects.core.forms import AmountField, ChoiceField, DateField, HouseForm, NoteField, RowField, SuggestInput, TextField
from projects.core.words import amount_prose
from projects.files.forms import PaperField
from projects.organisations.choices import DEPARTMENT, LEADER
from projects.organisations.models import Unit, User
from projects.outreach.models import Fair
from projects.reference.models import choices, labels
from projects.signing.actions import Paper
from projects.signing.choices import PAPERS, TIERS, TOP500_LISTS
from projects.signing.models import Project
from projects.signing.stages import ENDED, MILESTONE_BY_VALUE, MILESTONES

NOT_CHOSEN = ("", "未选")
TOP500_CHOICES = [("", "不在榜"), *((name, name) for name in TOP500_LISTS)]
TOP500_HELP = "投资方在最近一期榜单上的填写，计入三个500强任务"


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
    file = PaperField(label="合同正文", required=False)
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

    def say(self, name: str, value: Any) -> str:
        return amount_prose(value) if name in {"amount_wan", "total_investment_wan"} and value is not None else ""

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


PROJECT_FIELDS = ("name", "investor_name", "source_tier", "department")
EIGHT = (*PROJECT_FIELDS, "nature", "signed_on", "amount_wan", "fair")
"""They make a signing count (definitions 2)."""


class ProjectPaperForm(PaperForm):
    """The paper, and the project it makes."""

    field_order = PROJECT_FIELDS

    name = TextField(label="项目名称", max_length=60, help_text="与合同一致，60字以内")
    investor_name = TextField(
        label="投资方（企业全称）",
        max_length=100,
        widget=SuggestInput("enterprise", "enterprise_suggest"),
        help_text="按名称、拼音首字母或统一社会信用代码查；没有的直接填全称，按新企业登记",
    )
    source_tier = ChoiceField(label="资金来源", choices=[NOT_CHOSEN, *pairs(TIERS)], help_text="按投资方注册地；境外含港澳台")
    department = RowField(label="责任部门", queryset=Unit.objects.none(), empty_label=None, picker="department")

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, by=by, **options)
        departments = Unit.objects.in_county(by.county_id).active().of_kind(DEPARTMENT)
        self.fields["department"].queryset = (  # type: ignore[attr-defined]
            departments if sees_whole_county(by) else departments.filter(pk__in=by.unit_ids)
        )

    def project_facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PROJECT_FIELDS}


class EditPaperForm(ProjectPaperForm):
    version = VersionField()
    reason = NoteField()


class RegistrationForm(ProjectPaperForm):
    """登记签约: eight fields make it count, the rest may follow."""

    groups = (
        ("一、项目与投资方", PROJECT_FIELDS),
        ("二、签约", ("nature", "signed_on", "amount_wan", "fair")),
        ("三、佐证材料", ("file", "due_on")),
        ("四、其他", ("previous_phase", "origin", "sector", "channel", "leader", "total_investment_wan", "top500")),
    )
    previous_phase = RowField(
        label="一期项目",
        queryset=Project.objects.none(),
        required=False,
        empty_label="不是二期",
        picker="project",
        help_text="同一投资方的二期登记为新项目，在这里关联一期",
    )
    origin = TextField(label="来源地", max_length=40, required=False, help_text="省（区、市）或国家地区，例如 江苏")
    sector = ChoiceField(label="所属领域", required=False)
    channel = ChoiceField(label="招商方式", required=False)
    total_investment_wan = AmountField(label="总投资", required=False, help_text="单位万元；可填 3亿、5585万")
    top500 = ChoiceField(label="三个500强", choices=TOP500_CHOICES, required=False, help_text=TOP500_HELP)
    leader = RowField(label="包抓领导", queryset=Unit.objects.none(), required=False, empty_label="未明确", picker="leader")

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, by=by, **options)
        leaders = Unit.objects.in_county(by.county_id).active().of_kind(LEADER)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
        self.fields["previous_phase"].queryset = Project.objects.visible_to(by).order_by("name")  # type: ignore[attr-defined]
        for name in ("sector", "channel"):
            self.fields[name].choices = [NOT_CHOSEN, *choices(name, clock.today())]  # type: ignore[attr-defined]

    def completeness(self) -> list[tuple[str, str, str, str]]:
        """(label, state, word, fields) of the eight and of the contract's text: there, maybe (可空), empty (an untouched form) or wanting."""
        lines = [(*self._standing(name), name) for name in EIGHT]
        has_text = bool(self.staged.get("file") or self.files.get("file") or self["due_on"].value())
        text = ("there", "") if has_text else (self._missing, "未上传")
        return [*lines, ("合同正文（佐证）", *text, "file due_on")]

    @property
    def filled_count(self) -> int:
        return sum(state == "there" for _, state, _, _ in self.completeness())

    @property
    def _missing(self) -> str:
        """Red is for what was sent and is not right; a form that nobody has sent yet is only empty."""
        return "wanting" if self.is_bound else "empty"

    def _standing(self, name: str) -> tuple[str, str, str]:
        bound = self[name]
        label = str(bound.label)
        if bound.errors:
            return (label, "wanting", "需修改")
        if bound.value() not in (None, ""):
            return (label, "there", "")
        return (label, self._missing, "未填") if bound.field.required else (label, "maybe", "可空")

    def project_details(self) -> dict[str, Any]:
        names = ("origin", "sector", "channel", "total_investment_wan", "leader", "previous_phase", "top500")
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
    reason = TextField(
        label="到位不足的原因", max_length=200, required=False, help_text="登记完成投资而核定到位不足规定比例时填写，200字以内"
    )


class PlanForm(HouseForm):
    """排定节点计划."""

    kind = ChoiceField(label="节点", choices=[(kind.value, kind.label) for kind in REACHED], widget=forms.RadioSelect)
    happened_on = DateField(label="计划时间")
    reason = TextField(label="调整原因", max_length=200, required=False, help_text="已有计划而改期时填写，200字以内")


class EndForm(HouseForm):
    """登记终止（退出）."""

    happened_on = DateField(label="终止时间")
    source = ChoiceField(label="依据", choices=[NOT_CHOSEN, *pairs(MILESTONE_BY_VALUE[ENDED].sources)])
    reason = TextField(label="终止原因", max_length=500, rows=3, help_text="500字以内")


class ConfirmForm(HouseForm):
    version = VersionField()


class ReturnForm(HouseForm):
    version = VersionField()
    reason = TextField(label="退回意见", max_length=500, rows=4, help_text="写清哪里要改，登记人能看到；500字以内")


class ProjectForm(HouseForm):
    """修改项目资料."""

    groups = (
        ("项目", ("name", "previous_phase", "origin", "sector", "channel", "leader", "top500")),
        ("建设内容", ("construction_nature", "content", "place", "project_code", "total_investment_wan", "planned_outside_wan")),
        (
            "达产与联系",
            ("planned_output_wan", "planned_tax_wan", "planned_jobs", "person_in_charge", "person_phone", "note", "reason"),
        ),
    )
    version = VersionField()
    name = TextField(label="项目名称", max_length=60, help_text="改名后原名仍能查到")
    previous_phase = RowField(
        label="一期项目", queryset=Project.objects.none(), required=False, empty_label="不是二期", picker="project"
    )
    origin = TextField(label="来源地", max_length=40, required=False)
    sector = ChoiceField(label="所属领域", required=False)
    channel = ChoiceField(label="招商方式", required=False)
    leader = RowField(label="包抓领导", queryset=Unit.objects.none(), required=False, empty_label="未明确", picker="leader")
    top500 = ChoiceField(label="三个500强", choices=TOP500_CHOICES, required=False, help_text=TOP500_HELP)
    construction_nature = ChoiceField(label="建设性质", required=False)
    content = TextField(label="建设内容及规模", max_length=2000, rows=4, required=False)
    place = TextField(label="建设地点", max_length=60, required=False)
    project_code = TextField(label="项目代码", max_length=24, required=False, help_text="发改备案的项目代码")
    total_investment_wan = AmountField(label="总投资", required=False)
    planned_outside_wan = AmountField(label="拟引资额", required=False)
    planned_output_wan = AmountField(label="达产年产值", required=False)
    planned_tax_wan = AmountField(label="达产税金", required=False)
    planned_jobs = forms.IntegerField(
        label="达产就业（人）",
        required=False,
        min_value=0,
        max_value=1_000_000,
        error_messages={
            "invalid": "达产就业（人）请填整数",
            "min_value": "达产就业（人）不能小于0",
            "max_value": "达产就业（人）太大，请核对",
        },
    )
    person_in_charge = TextField(label="责任人", max_length=40, required=False)
    person_phone = TextField(label="责任人电话", max_length=30, required=False)
    note = TextField(label="备注", max_length=500, rows=2, required=False)
    reason = NoteField()

    def __init__(self, *args: Any, project: Project, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        phases = Project.objects.visible_to(by).exclude(pk=project.pk).order_by("name")
        self.fields["previous_phase"].queryset = phases  # type: ignore[attr-defined]
        self.fields["leader"].queryset = Unit.objects.in_county(by.county_id).active().of_kind(LEADER)  # type: ignore[attr-defined]
        for name in ("sector", "channel", "construction_nature"):
            self.fields[name].choices = _with_own(name, getattr(project, name))  # type: ignore[attr-defined]

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"version", "reason"}}


def _with_own(list_name: str, own: str) -> list[tuple[str, str]]:
    """Those in force today, and the row's own though it has retired."""
    offered = choices(list_name, clock.today())
    retired = [] if not own or own in dict(offered) else [(own, labels(list_name).get(own, own))]
    return [NOT_CHOSEN, *offered, *retired]


def posted(form_class: type[HouseForm], request: HttpRequest) -> dict[str, Any]:
    """The values of a small POST. Raises Refused with the first fault's sentence."""
    form = form_class(request.POST)
    if form.is_valid():
        return form.cleaned_data
    raise Refused(str(next(iter(form.errors.values()))[0]))
