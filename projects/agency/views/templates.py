"""代办事项模板: the four stages as the county does them today, each changed from a day on."""

from functools import cached_property
from typing import Any

from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import RUN_AGENCY
from projects.access.permissions import can
from projects.agency.actions import install_agency_templates, set_agency_template
from projects.agency.flow import STAGES
from projects.agency.forms import TemplateForm
from projects.agency.models import ItemTemplate
from projects.agency.tables import days_words
from projects.agency.views.items import LIST_CRUMB
from projects.core import clock
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.pages.views import Crumb, DetailPage, FormPage, state_change
from projects.pages.views.base import SignedInRequest

TITLE = "代办事项模板"


class TemplateList(DetailPage):
    template_name = "agency/template_list.html"
    title = TITLE

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (TITLE, None)]

    def context(self) -> dict[str, Any]:
        today = clock.today()
        rows = ItemTemplate.objects.in_county(self.user.county_id).filter(starts_on__gt=today) | ItemTemplate.objects.in_county(
            self.user.county_id
        ).on(today)
        found = list(rows.select_related("authority"))
        lines = [(row, days_words(row.statutory_days), days_words(row.promised_days), row.starts_on > today) for row in found]
        stages = [(label, [line for line in lines if line[0].stage == stage]) for stage, label in STAGES.items()]
        return super().context() | {
            "stages": [(label, own) for label, own in stages if own],
            "count": len(found),
            "may_run": can(self.user, RUN_AGENCY),
        }


@state_change(RUN_AGENCY)
def install(request: SignedInRequest) -> str:
    install_agency_templates(by=request.user, county=Unit.objects.get(pk=request.user.county_id))
    return reverse("agency_templates")


class TemplateNew(FormPage):
    template_name = "funding/act_form.html"
    title = "新增代办事项"
    functions = (RUN_AGENCY,)
    form_class = TemplateForm
    done_message = "代办事项模板已保存"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (TITLE, reverse("agency_templates")), (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        return {"units": Unit.objects.in_county(self.user.county_id).of_kind(DEPARTMENT).active()}

    def initial(self) -> dict[str, Any]:
        last = ItemTemplate.objects.in_county(self.user.county_id).aggregate(last=Max("seq"))["last"] or 0
        return {"starts_on": clock.today(), "seq": last + 10}

    def context(self) -> dict[str, Any]:
        return super().context() | {"is_wide": True, "submit_label": "保存", "cancel_url": reverse("agency_templates")}

    def save(self, form: TemplateForm) -> ItemTemplate:
        return set_agency_template(by=self.user, values=form.values())

    def success_url(self, result: Any) -> str:
        return reverse("agency_templates")


class TemplateEdit(TemplateNew):
    title = "修改代办事项"

    @cached_property
    def template(self) -> ItemTemplate:
        return get_object_or_404(ItemTemplate.objects.in_county(self.user.county_id), pk=self.kwargs["pk"])

    def edited(self) -> ItemTemplate:
        return self.template

    def initial(self) -> dict[str, Any]:
        row = self.template
        names = ("name", "stage", "statutory_days", "promised_days", "basis", "papers", "seq", "ends_on", "version")
        starts_on = max(clock.today(), row.starts_on)
        return {name: getattr(row, name) for name in names} | {"authority": row.authority_id, "starts_on": starts_on}

    def save(self, form: TemplateForm) -> ItemTemplate:
        return set_agency_template(by=self.user, values=form.values(), template=self.template, version=form.cleaned_data["version"])
