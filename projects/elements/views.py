"""要素保障: the list of the county, a project's checklist, one line, and the ticket it raises."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import KEEP_ELEMENTS, OPEN_TICKET
from projects.access.permissions import can
from projects.core import clock
from projects.elements.actions import raise_element_ticket, set_element, start_elements
from projects.elements.choices import ANY_ELEMENT, STATES, TICKET_CATEGORY
from projects.elements.forms import ElementFilters, ElementForm
from projects.elements.models import ElementStep, ProjectElement
from projects.elements.queries import age_of, element_calendar, element_light, element_lines, secured
from projects.elements.tables import ElementTable, element_tag
from projects.enterprises.actions import find_or_add_enterprise
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.pages.views import Crumb, DetailPage, FormPage, Page, state_change
from projects.pages.views.base import SignedInRequest
from projects.pages.views.listing import TablePage
from projects.reference.models import labels
from projects.services.access import serviced_project_q
from projects.services.forms import TicketForm
from projects.services.models import Ticket
from projects.services.tables import ticket_tag
from projects.services.views import TicketNew
from projects.signing.models import Project

LIST_CRUMB: Crumb = ("要素保障", "/elements/")
CODES = "element"


class ElementList(TablePage):
    template_name = "elements/element_list.html"
    title = "要素保障"
    table_class = ElementTable
    filter_class = ElementFilters
    default_sort = "-opened_on"
    list_name = url_name = "elements"
    export_name = "elements_export"
    thing, measure = "要素保障事项", "项"

    @cached_property
    def names(self) -> dict[str, str]:
        return labels(CODES)

    def crumbs(self) -> list[Crumb]:
        return [("要素保障", None)]

    def rows(self) -> QuerySet[Any]:
        return ProjectElement.objects.visible_to(self.user).with_tickets().select_related("project", "owner")

    def filter_options(self) -> dict[str, Any]:
        seen = ProjectElement.objects.visible_to(self.user).exclude(owner=None)
        units = Unit.objects.filter(pk__in=seen.values("owner"))
        return {"elements": list(self.names.items()), "owners": [(str(unit.pk), str(unit)) for unit in units]}

    def table_options(self) -> dict[str, Any]:
        return {"labels": {CODES: self.names}}


def served_project(user: Any, pk: int) -> Project:
    return get_object_or_404(Project.objects.filter(serviced_project_q(user)).select_related("investor", "department"), pk=pk)


class ProjectChecklist(DetailPage):
    template_name = "elements/project_elements.html"

    @cached_property
    def project(self) -> Project:
        return served_project(self.user, self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.project.code, None)]

    def context(self) -> dict[str, Any]:
        rows = ProjectElement.objects.visible_to(self.user).filter(project=self.project)
        found = list(rows.with_tickets().select_related("owner"))
        return super().context() | {
            "title": f"要素保障：{self.project.name}",
            "project": self.project,
            "lines": element_lines(found, labels(CODES), clock.today()),
            "secured": secured(found),
            "may_keep": can(self.user, KEEP_ELEMENTS),
            "may_open": can(self.user, OPEN_TICKET),
            "project_is_seen": Project.objects.visible_to(self.user).filter(pk=self.project.pk).exists(),
        }


@state_change(KEEP_ELEMENTS)
def start(request: SignedInRequest, pk: int) -> str:
    start_elements(by=request.user, project=served_project(request.user, pk))
    return reverse("elements_project", args=[pk])


class OneElement(Page):
    @cached_property
    def element(self) -> ProjectElement:
        rows = ProjectElement.objects.visible_to(self.user).select_related("project__investor", "owner")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def name(self) -> str:
        return labels(CODES).get(self.element.element, self.element.element)

    @property
    def own_url(self) -> str:
        return reverse("element", args=[self.element.pk])


class ElementPage(OneElement, DetailPage):
    template_name = "elements/element_detail.html"

    def crumbs(self) -> list[Crumb]:
        project = self.element.project
        return [LIST_CRUMB, (project.code, reverse("elements_project", args=[project.pk])), (self.name, None)]

    def context(self) -> dict[str, Any]:
        row, today = self.element, clock.today()
        calendar = element_calendar([row], today)
        tickets = Ticket.objects.visible_to(self.user).filter(pk__in=row.raised.values("ticket"))
        return super().context() | {
            "title": f"{self.name}：{row.project.name}",
            "element": row,
            "state_tag": element_tag(row.state),
            "light": element_light(row, today, calendar),
            "facts": [
                ("需求", row.need or "--"),
                ("保障单位", row.owner or "未定"),
                ("提出时间", row.opened_on),
                ("已用时（工作日）", str(age_of(row, today, calendar))),
                ("需要时间", row.needed_on or "--"),
                ("落实时间", row.over_on or "--"),
            ],
            "tickets": [(ticket, ticket_tag(ticket.state)) for ticket in tickets.select_related("lead_unit")],
            "steps": self.steps(),
            "may_keep": can(self.user, KEEP_ELEMENTS),
            "may_open": can(self.user, OPEN_TICKET),
        }

    def steps(self) -> list[dict[str, str]]:
        """Newest first."""
        rows = ElementStep.objects.standing().filter(item=self.element).select_related("owner", "person").order_by("-pk")
        return [
            {
                "icon": "flag",
                "title": STATES[step.state].label + (f"（{step.owner}）" if step.owner else ""),
                "on": step.happened_on.isoformat(),
                "text": step.note,
                "who": f"{step.person or ''}",
            }
            for step in rows
        ]


class ElementEdit(OneElement, FormPage):
    template_name = "funding/act_form.html"
    title = "更新要素保障"
    functions = (KEEP_ELEMENTS,)
    form_class = ElementForm
    done_message = "要素保障已更新"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.name, self.own_url), (self.title, None)]

    def edited(self) -> ProjectElement:
        return self.element

    def form_options(self) -> dict[str, Any]:
        return {"units": Unit.objects.in_county(self.user.county_id).of_kind(DEPARTMENT).active()}

    def initial(self) -> dict[str, Any]:
        row = self.element
        names = ("state", "need", "needed_on", "version")
        return {name: getattr(row, name) for name in names} | {"owner": row.owner_id}

    def context(self) -> dict[str, Any]:
        facts = [("项目名称", self.element.project), ("要素", self.name), ("提出时间", self.element.opened_on)]
        return super().context() | {"facts": facts, "submit_label": "保存", "is_wide": True, "cancel_url": self.own_url}

    def save(self, form: ElementForm) -> ProjectElement:
        values = form.cleaned_data
        return set_element(by=self.user, element=self.element, values=form.values(), note=values["note"], version=values["version"])

    def success_url(self, result: Any) -> str:
        return reverse("elements_project", args=[self.element.project_id])


class ElementTicketNew(OneElement, TicketNew):
    """提诉求 with firm, project, category and words at hand; one press sends it."""

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.name, self.own_url), (self.title, None)]

    @cached_property
    def project(self) -> Project | None:
        return self.element.project

    def form_options(self) -> dict[str, Any]:
        return super().form_options() | {"projects": Project.objects.filter(pk=self.element.project_id)}

    def initial(self) -> dict[str, Any]:
        row = self.element
        need = f"：{row.need}" if row.need else ""
        needed = f"，需要在{row.needed_on}前落实" if row.needed_on else ""
        return {
            "project": row.project_id,
            "enterprise": row.project.investor.name,
            "category": TICKET_CATEGORY.get(row.element, ANY_ELEMENT),
            "source": "visit",
            "title": f"{row.project.name}{self.name}"[:60],
            "content": f"{row.project.name}{self.name}{need}{needed}，自{row.opened_on}提出至今未落实，请协调解决。",
        }

    def context(self) -> dict[str, Any]:
        return super().context() | {"cancel_url": self.own_url}

    def save(self, form: TicketForm) -> Ticket:
        values = dict(form.cleaned_data)
        values.pop("project")
        county = Unit.objects.get(pk=self.user.county_id)
        enterprise = find_or_add_enterprise(by=self.user, county=county, name=values.pop("enterprise"))
        return raise_element_ticket(by=self.user, element=self.element, enterprise=enterprise, **values)
