"""Forms of 企业诉求: raising one, and each step of its life."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from projects.access.choices import HANDLE_TICKET, RUN_TICKET
from projects.core.filters import HouseFilterSet, PickFilter, WordsFilter
from projects.core.forms import ChoiceField, HouseForm, RowField, TextField
from projects.funding.forms import ActForm, pairs
from projects.organisations.models import Unit
from projects.reference.models import choices
from projects.services.flow import LEVELS, OUTCOMES, SATISFACTION, STATES
from projects.signing.models import Project


class TicketForm(HouseForm):
    """Five fields. The project comes with the address and is not asked for."""

    enterprise = TextField(label="企业", max_length=100, help_text="企业全称；没有登记过的企业，提交时自动登记")
    category = ChoiceField(label="诉求类别")
    source = ChoiceField(label="诉求来源")
    title = TextField(label="标题", max_length=60, help_text="一句话，60字以内")
    content = TextField(label="内容", max_length=2000, rows=5)
    project = RowField(label="关联项目", queryset=Project.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, projects: QuerySet[Project], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["enterprise"].widget.attrs |= {"list": "enterprises", "autocomplete": "off"}
        self.fields["category"].choices = [("", "请选择"), *choices("ticket_category", today)]  # type: ignore[attr-defined]
        self.fields["source"].choices = [("", "请选择"), *choices("ticket_source", today)]  # type: ignore[attr-defined]
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]


class StepForm(ActForm):
    """`units`: of the county, for the steps that name some."""

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("lead_unit", "helpers"):
            if name in self.fields:
                self.fields[name].queryset = units  # type: ignore[attr-defined]


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
    note = TextField(label="办理情况", max_length=1000, rows=4)


class CloseForm(StepForm):
    satisfaction = ChoiceField(label="企业评价", choices=pairs(SATISFACTION), widget=forms.RadioSelect)
    note = TextField(label="回访情况", max_length=1000, rows=3, required=False, help_text="谁、何时、怎么答复")


@dataclass(frozen=True)
class StepPage:
    """How a step is offered, where flow.py lets it go."""

    kind: str
    form: type[StepForm]
    button: str
    functions: tuple[str, ...]
    done: str
    is_danger: bool = False


# In the order of the buttons: of those offered together the last is the primary one.
STEP_PAGES: dict[str, StepPage] = {
    page.kind: page
    for page in (
        StepPage("refuse", NoteForm, "不予受理", (RUN_TICKET,), "已登记为不予受理", is_danger=True),
        StepPage("reopen", NoteForm, "重办", (RUN_TICKET,), "已退回重办"),
        StepPage("accept", StepForm, "受理", (RUN_TICKET,), "已受理"),
        StepPage("assign", AssignForm, "交办", (RUN_TICKET,), "已交办"),
        StepPage("done", DoneForm, "部门办结", (HANDLE_TICKET, RUN_TICKET), "已报部门办结，待回访"),
        StepPage("close", CloseForm, "办结销号", (RUN_TICKET,), "已办结销号"),
    )
}


class TicketFilters(HouseFilterSet):
    q = WordsFilter("标题、企业或编号", fields=("title", "enterprise__name", "enterprise__pinyin", "number"))
    state = PickFilter("办理状态", choices=tuple((state.value, state.label) for state in STATES.values()))
    category = PickFilter("诉求类别")

    def __init__(self, *args: Any, categories: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("category", categories)
