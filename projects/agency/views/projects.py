"""项目代办清单: the four stages of one project, generated in one click, entrusted by ticks; and its 项目管家."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import RUN_AGENCY
from projects.access.permissions import can
from projects.agency import actions
from projects.agency.flow import LISTED
from projects.agency.forms import EntrustForm, StewardForm
from projects.agency.models import AgencyItem
from projects.agency.queries import agents_of, lines_by_stage, people_of, served, steward_of
from projects.agency.views.items import LIST_CRUMB
from projects.core import clock
from projects.core.forms import HouseForm
from projects.pages.views import Crumb, DetailPage, FormPage, Page, state_change
from projects.pages.views.base import SignedInRequest
from projects.services.access import serviced_project_q
from projects.signing.models import Project


def served_project(user: Any, pk: int) -> Project:
    """Raises Http404 when the person does not serve it."""
    return get_object_or_404(Project.objects.filter(serviced_project_q(user)).select_related("investor", "department"), pk=pk)


class OneProject(Page):
    @cached_property
    def project(self) -> Project:
        return served_project(self.user, self.kwargs["pk"])

    @property
    def page_url(self) -> str:
        return reverse("agency_project", args=[self.project.pk])

    def context(self) -> dict[str, Any]:
        return super().context() | {"project": self.project}


class ProjectItems(OneProject, DetailPage):
    template_name = "agency/project_items.html"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.project.code, None)]

    @cached_property
    def items(self) -> list[AgencyItem]:
        rows = AgencyItem.objects.visible_to(self.user).filter(project=self.project).with_papers()
        return list(rows.select_related("authority", "agent", "template").order_by("template__seq", "number"))

    def context(self) -> dict[str, Any]:
        today, may_run = clock.today(), can(self.user, RUN_AGENCY)
        return super().context() | {
            "title": f"代办清单：{self.project.name}",
            "stages": lines_by_stage(self.items, today),
            "served": served(self.items, today),
            "steward": steward_of(self.project, today),
            "may_run": may_run,
            "may_entrust": may_run and any(item.state == LISTED for item in self.items),
            "project_is_seen": Project.objects.visible_to(self.user).filter(pk=self.project.pk).exists(),
        }


@state_change(RUN_AGENCY)
def generate(request: SignedInRequest, pk: int) -> str:
    actions.list_agency_items(by=request.user, project=served_project(request.user, pk))
    return reverse("agency_project", args=[pk])


class ProjectForm(OneProject, FormPage):
    template_name = "agency/project_form.html"
    functions = (RUN_AGENCY,)

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.project.code, self.page_url), (self.title, None)]

    def context(self) -> dict[str, Any]:
        return super().context() | {"cancel_url": self.page_url, "submit_label": self.title}

    def success_url(self, result: Any) -> str:
        return self.page_url


class Entrust(ProjectForm):
    title = "登记企业委托"
    form_class: type[HouseForm] = EntrustForm
    done_message = "已登记委托，请在1个工作日内一次性告知材料"

    def listed(self) -> QuerySet[AgencyItem]:
        rows = AgencyItem.objects.visible_to(self.user).filter(project=self.project, state=LISTED)
        return rows.select_related("authority").order_by("template__seq", "number")

    def form_options(self) -> dict[str, Any]:
        return {"items": self.listed(), "agents": agents_of(self.user.county_id), "today": clock.today()}

    def initial(self) -> dict[str, Any]:
        return {"entrusted_on": clock.today(), "agent": self.user.pk, "method": "agency"}

    def context(self) -> dict[str, Any]:
        return super().context() | {"has_files": True}

    def save(self, form: EntrustForm) -> Project:
        values = dict(form.cleaned_data)
        items = list(values.pop("items"))
        return actions.entrust_agency_items(by=self.user, project=self.project, items=items, **values)


class NameSteward(ProjectForm):
    title = "指定项目管家"
    form_class: type[HouseForm] = StewardForm
    done_message = "项目管家已指定"

    def form_options(self) -> dict[str, Any]:
        return {"people": people_of(self.user.county_id)}

    def initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def save(self, form: StewardForm) -> Any:
        return actions.name_steward(by=self.user, project=self.project, **form.cleaned_data)
