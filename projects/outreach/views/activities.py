"""招商活动."""

from typing import Any

from django.db.models import Count, QuerySet

from projects.enterprises.actions import find_or_add_enterprise
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit
from projects.outreach.actions import edit_activity, record_activity, void_activity
from projects.outreach.filters import ActivityFilters
from projects.outreach.forms import ActivityForm, VoidForm
from projects.outreach.models import Activity
from projects.outreach.tables import ActivityTable
from projects.outreach.views.base import Register, RegisterDetail, RegisterEdit, RegisterList, RegisterNew, RegisterVoid


class Activities(Register):
    noun, plural, names = "招商活动", "activities", "activity"

    def every(self) -> QuerySet[Any]:
        return Activity.objects.visible_to(self.user)

    def firms(self, names: list[str]) -> list[Enterprise]:
        county = Unit.objects.get(pk=self.user.county_id)
        return [find_or_add_enterprise(by=self.user, county=county, name=name) for name in names]


class ActivityList(Activities, RegisterList):
    title = "招商活动"
    table_class = ActivityTable
    filter_class = ActivityFilters
    default_sort = "-starts_on"
    list_name = url_name = "activities"
    export_name = "activities_export"
    thing, measure = "招商活动", "场"

    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().rows().annotate(firms=Count("meetings"))
        return rows


class ActivityDetail(Activities, RegisterDetail):
    def facts(self) -> list[tuple[str, Any]]:
        row = self.row
        firms = [str(meeting.enterprise) for meeting in row.meetings.select_related("enterprise")]
        return [
            ("活动类型", row.kind),
            ("时间", str(row.starts_on) if row.starts_on == row.ends_on else f"{row.starts_on}至{row.ends_on}"),
            ("地点", row.place),
            ("带队领导", row.leader),
            ("组织部门", row.department),
            ("工作专班", row.task_force),
            ("对接企业", f"{len(firms)}家：{'、'.join(firms)}" if firms else ""),
            ("活动成效", row.result),
            ("备注", row.note),
        ]


class ActivityNew(Activities, RegisterNew):
    title = "登记招商活动"
    form_class = ActivityForm
    day_field = "starts_on"
    done_message = "招商活动已登记"

    def save(self, form: ActivityForm) -> Activity:
        return record_activity(by=self.user, values=form.values(), firms=self.firms(form.cleaned_data["firms"]))


class ActivityEdit(Activities, RegisterEdit):
    title = "修改招商活动"
    form_class = ActivityForm

    def initial(self) -> dict[str, Any]:
        met = self.row.meetings.select_related("enterprise")
        return super().initial() | {"firms": "\n".join(str(meeting.enterprise) for meeting in met)}

    def save(self, form: ActivityForm) -> Activity:
        firms = self.firms(form.cleaned_data["firms"])
        version = form.cleaned_data["version"]
        return edit_activity(by=self.user, activity=self.row, values=form.values(), firms=firms, version=version)


class ActivityVoid(Activities, RegisterVoid):
    title = "作废招商活动"

    def save(self, form: VoidForm) -> Activity:
        values = form.cleaned_data
        return void_activity(by=self.user, activity=self.row, reason=values["reason"], version=values["version"])
