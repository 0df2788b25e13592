"""荣誉奖励: steps up of enterprises, rewards, honours of assets (article-figures 4)."""

from typing import Any

from django.db.models import QuerySet

from projects.enterprises.actions import find_or_add_enterprise
from projects.organisations.models import Unit
from projects.outreach.actions import edit_honour, record_honour, void_honour
from projects.outreach.filters import HonourFilters
from projects.outreach.forms import HonourForm, VoidForm
from projects.outreach.models import Honour
from projects.outreach.tables import HonourTable
from projects.outreach.views.base import Register, RegisterDetail, RegisterEdit, RegisterList, RegisterNew, RegisterVoid


class Honours(Register):
    noun, plural, names = "荣誉奖励", "honours", "honour"

    def every(self) -> QuerySet[Any]:
        return Honour.objects.visible_to(self.user).select_related("enterprise")


class HonourList(Honours, RegisterList):
    title = "荣誉奖励"
    table_class = HonourTable
    filter_class = HonourFilters
    default_sort = "-granted_on"
    list_name = url_name = "honours"
    export_name = "honours_export"
    thing, measure = "荣誉奖励", "条"


class HonourDetail(Honours, RegisterDetail):
    def facts(self) -> list[tuple[str, Any]]:
        row = self.row
        return [
            ("类别", row.kind),
            ("企业名称", row.enterprise),
            ("认定时间", str(row.granted_on)),
            ("奖励金额（万元）", row.amount_wan),
            ("文号", row.document_number),
            ("责任部门", row.department),
            ("备注", row.note),
        ]


class HonourForms(Honours):
    def values_of(self, form: HonourForm) -> dict[str, Any]:
        name = form.cleaned_data["firm"]
        county = Unit.objects.get(pk=self.user.county_id)
        firm = find_or_add_enterprise(by=self.user, county=county, name=name) if name else None
        return form.values() | {"enterprise": firm}


class HonourNew(HonourForms, RegisterNew):
    title = "登记荣誉奖励"
    form_class = HonourForm
    day_field = "granted_on"
    done_message = "荣誉奖励已登记"

    def save(self, form: HonourForm) -> Honour:
        return record_honour(by=self.user, values=self.values_of(form))


class HonourEdit(HonourForms, RegisterEdit):
    title = "修改荣誉奖励"
    form_class = HonourForm

    def initial(self) -> dict[str, Any]:
        return super().initial() | {"firm": self.row.enterprise.name if self.row.enterprise else ""}

    def save(self, form: HonourForm) -> Honour:
        return edit_honour(by=self.user, honour=self.row, values=self.values_of(form), version=form.cleaned_data["version"])


class HonourVoid(Honours, RegisterVoid):
    title = "作废荣誉奖励"

    def save(self, form: VoidForm) -> Honour:
        values = form.cleaned_data
        return void_honour(by=self.user, honour=self.row, reason=values["reason"], version=values["version"])
