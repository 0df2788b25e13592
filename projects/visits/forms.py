"""Forms and filters of 包抓联, 走访 and 座谈对接."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from projects.core.filters import DayFilter, HouseFilterSet, PickFilter, WordsFilter
from projects.core.forms import ChoiceField, DateField, HouseForm, RowField, SuggestInput, TextField
from projects.organisations.choices import DEPARTMENT, LEADER, TASK_FORCE
from projects.organisations.models import Unit
from projects.reference.models import choices
from projects.signing.models import Project


class FirmField(TextField):
    def __init__(self) -> None:
        super().__init__(
            label="企业",
            max_length=100,
            widget=SuggestInput("enterprise", "enterprise_suggest"),
            help_text="企业全称；没有登记过的企业，提交时自动登记",
        )


class PairForm(HouseForm):
    enterprise = FirmField()
    project = RowField(
        label="关联项目", queryset=Project.objects.none(), required=False, empty_label="不关联项目", picker="project"
    )
    leader = RowField(label="包抓领导", queryset=Unit.objects.none(), empty_label="请选择领导")
    task_force = RowField(label="工作专班", queryset=Unit.objects.none(), required=False, empty_label="不填")
    starts_on = DateField(label="起始时间")
    note = TextField(label="备注", max_length=300, rows=2, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], projects: QuerySet[Project], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, units, (("leader", LEADER), ("task_force", TASK_FORCE)))
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]


class PairEditForm(HouseForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    task_force = RowField(label="工作专班", queryset=Unit.objects.none(), required=False, empty_label="不填")
    starts_on = DateField(label="起始时间")
    ends_on = DateField(label="结束时间", required=False, help_text="换人的，在这里填结束时间，再为新的领导建立一条")
    note = TextField(label="备注", max_length=300, rows=2, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, units, (("task_force", TASK_FORCE),))

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class VisitForm(HouseForm):
    enterprise = FirmField()
    visited_on = DateField(label="走访时间")
    leader = RowField(
        label="走访领导",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="没有县级领导",
        help_text="选了领导的，计入其包抓联走访",
    )
    visit_reason = ChoiceField(label="走访事由", help_text="六必访的六种情形，或日常包抓联")
    people = TextField(label="参加人员", max_length=200, required=False)
    found = TextField(label="走访情况", max_length=1000, rows=4, help_text="企业现状、提出的问题；问题在保存后一次点击转为诉求")
    project = RowField(label="关联项目", queryset=Project.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: QuerySet[Unit], projects: QuerySet[Project], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, units, (("leader", LEADER),))
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]
        self.fields["visit_reason"].choices = [("", "请选择"), *choices("visit_reason", today)]  # type: ignore[attr-defined]


class ReverseVisitForm(HouseForm):
    reason = TextField(label="冲销原因", max_length=300, rows=2, help_text="记录保留并注明已冲销；需要更正的请重新登记一条")


class MeetingForm(HouseForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = ChoiceField(label="会议类型")
    name = TextField(label="会议名称", max_length=100)
    held_on = DateField(label="召开时间")
    place = TextField(label="地点", max_length=60)
    host = RowField(label="承办单位", queryset=Unit.objects.none(), empty_label="请选择单位", picker="unit")
    firms = forms.IntegerField(
        label="参会企业（家）",
        required=False,
        min_value=0,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "参会企业（家）应是0至9999的整数，请重新填写"),
    )
    result = TextField(label="会议成效", max_length=500, rows=3, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, units, (("host", DEPARTMENT),))
        self.fields["kind"].choices = [("", "请选择"), *choices("meeting_kind", today)]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class VoidMeetingForm(HouseForm):
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = TextField(label="作废原因", max_length=300, rows=2, help_text="作废后不计场次，记录保留")


def _offer(form: HouseForm, units: QuerySet[Unit], fields: Sequence[tuple[str, str]]) -> None:
    for name, kind in fields:
        form.fields[name].queryset = units.filter(kind=kind)  # type: ignore[attr-defined]


# --- Filters ------------------------------------------------------------------------------------------
class DueFilter(PickFilter):
    """应访未访, 从未走访; needs rows `with_visits` and the day before which a pair waits too long."""

    due_before: date

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value == "yes":
            return qs.filter(waiting_since__lt=self.due_before, ends_on=None)
        return qs.filter(last_visit_on=None) if value == "never" else qs


class PairFilters(HouseFilterSet):
    q = WordsFilter("企业或项目名称", fields=("enterprise__name", "project__name"))
    leader = PickFilter("包抓领导")
    due = DueFilter("走访情况", choices=(("yes", "应访未访"), ("never", "从未走访")))
    state = PickFilter("执行情况", choices=(("on", "正在执行"), ("over", "已结束")), method="by_state")

    def __init__(self, *args: Any, leaders: Sequence[tuple[str, str]] = (), due_before: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("leader", list(leaders))
        self.filters["due"].due_before = due_before

    def by_state(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.exclude(Q(ends_on=None)) if value == "over" else rows.filter(ends_on=None)


class VisitFilters(HouseFilterSet):
    q = WordsFilter("企业名称或走访情况", fields=("enterprise__name", "found"))
    visit_reason = PickFilter("走访事由")
    leader = PickFilter("走访领导")
    since = DayFilter(label="走访时间从", field_name="visited_on", lookup_expr="gte")
    until = DayFilter(label="走访时间到", field_name="visited_on", lookup_expr="lte")
    ranges = (("since", "until"),)

    def __init__(
        self, *args: Any, reasons: Sequence[tuple[str, str]] = (), leaders: Sequence[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.offer("visit_reason", list(reasons))
        self.offer("leader", list(leaders))


class MeetingFilters(HouseFilterSet):
    q = WordsFilter("会议名称或地点", fields=("name", "place"))
    kind = PickFilter("会议类型")
    since = DayFilter(label="召开时间从", field_name="held_on", lookup_expr="gte")
    until = DayFilter(label="召开时间到", field_name="held_on", lookup_expr="lte")
    ranges = (("since", "until"),)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("kind", list(kinds))
