"""招商线索."""

from typing import Any

from django.db.models import QuerySet

from projects.outreach.actions import edit_lead, record_lead, void_lead
from projects.outreach.filters import LeadFilters
from projects.outreach.forms import LeadForm, VoidForm
from projects.outreach.models import Lead
from projects.outreach.tables import LeadTable, lead_tag
from projects.outreach.views.base import Register, RegisterDetail, RegisterEdit, RegisterList, RegisterNew, RegisterVoid


class Leads(Register):
    noun, plural, names = "招商线索", "leads", "lead"

    def every(self) -> QuerySet[Any]:
        return Lead.objects.visible_to(self.user)


class LeadList(Leads, RegisterList):
    title = "招商线索"
    table_class = LeadTable
    filter_class = LeadFilters
    default_sort = "-registered_on"
    list_name = url_name = "leads"
    export_name = "leads_export"
    thing, measure = "招商线索", "条"


class LeadDetail(Leads, RegisterDetail):
    def facts(self) -> list[tuple[str, Any]]:
        row = self.row
        return [
            ("企业名称", row.firm),
            ("线索来源", row.source),
            ("线索时间", row.registered_on),
            ("跟进状态", lead_tag(row.state)),
            ("责任部门", row.department),
            ("工作专班", row.task_force),
            ("县级领导", row.leader),
            ("备注", row.note),
        ]


class LeadNew(Leads, RegisterNew):
    title = "登记招商线索"
    form_class = LeadForm
    day_field = "registered_on"
    done_message = "招商线索已登记"

    def save(self, form: LeadForm) -> Lead:
        return record_lead(by=self.user, values=form.values())


class LeadEdit(Leads, RegisterEdit):
    title = "修改招商线索"
    form_class = LeadForm

    def save(self, form: LeadForm) -> Lead:
        return edit_lead(by=self.user, lead=self.row, values=form.values(), version=form.cleaned_data["version"])


class LeadVoid(Leads, RegisterVoid):
    title = "作废招商线索"

    def save(self, form: VoidForm) -> Lead:
        values = form.cleaned_data
        return void_lead(by=self.user, lead=self.row, reason=values["reason"], version=values["version"])
