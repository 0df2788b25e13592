"""项目台账: the list, its workbook, its batches."""

from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from projects.access.choices import (
    EDIT_PROJECT,
    REGISTER_SIGNING,
)
from projects.access.permissions import can, sees_whole_county
from projects.core import clock
from projects.funding.actions.departments import change_departments
from projects.health.queries import open_findings
from projects.ledger.filters import ProjectFilters
from projects.ledger.forms import DepartmentForm
from projects.ledger.queries.columns import AsOf, labels_of, ledger_totals, page_totals, with_columns
from projects.ledger.tables import ProjectTable
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.pages.context import look_of
from projects.pages.views import Crumb, FormPage, Page
from projects.pages.views.listing import TableFile, TablePage, picked_rows, picks_of, query_without
from projects.signing.models import Project

CODE_LISTS = ("sector", "channel", "construction_nature")


class ProjectListing:
    """What the list, its workbook and its batches have in common: rows, filters, columns, sums."""

    title = "签约项目"
    table_class = ProjectTable
    filter_class = ProjectFilters
    default_sort = "-signed_on"
    list_name = "projects"
    url_name = "project_list"
    thing = "签约项目"
    request: Any
    user: Any
    columns: tuple[str, ...]
    sort: str

    @cached_property
    def code_labels(self) -> dict[str, dict[str, str]]:
        return labels_of(*CODE_LISTS)

    @property
    def unit(self) -> str:
        return look_of(self.request).unit

    def rows(self) -> QuerySet[Any]:
        names = (*self.columns, self.sort.removeprefix("-"))
        shown = Project.objects.visible_to(self.user).with_stage().with_signing()
        return with_columns(shown, names, AsOf(clock.today(), user=self.user)).select_related(
            "department", "investor", "leader", "task_force"
        )

    def filter_options(self) -> dict[str, Any]:
        departments = Unit.objects.in_county(self.user.county_id).of_kind(DEPARTMENT)
        named = [(str(unit.pk), str(unit)) for unit in departments]
        return {"offers": {"sector": list(self.code_labels["sector"].items()), "department": named}, "alike": self.alike}

    def alike(self) -> set[int]:
        """Projects of the pairs that are likely one and not yet 已核实."""
        pairs = ((found.page, found.other) for found in open_findings(self.user, "alike"))
        return {number for pair in pairs for number in pair if number}

    def table_options(self) -> dict[str, Any]:
        return {"unit": self.unit, "labels": self.code_labels}

    def totals(self, rows: QuerySet[Any]) -> dict[str, Any]:
        return ledger_totals(rows, self.columns)

    def page_totals(self, rows: Any) -> dict[str, Any]:
        return page_totals(rows, self.columns)


class LedgerPage(ProjectListing, TablePage):
    template_name = "ledger/project_list.html"
    export_name = "project_export"

    def caption(self) -> str:
        return f"{self.title}，单位{self.unit}"

    def remedy(self) -> tuple[str, str]:
        return (reverse("signing_new"), "登记签约") if can(self.user, REGISTER_SIGNING) else ("", "")

    def crumbs(self) -> list[Crumb]:
        return [("项目台账", None)]

    def tick_actions(self) -> list[tuple[str, str]]:
        may_move = can(self.user, EDIT_PROJECT) and sees_whole_county(self.user)
        more = [("改责任部门", reverse("project_departments"))] if may_move else []
        return [*super().tick_actions(), *more]

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "unit": self.unit,
            "on": clock.today(),
            "may_register": can(self.user, REGISTER_SIGNING),
        }


class LedgerFile(ProjectListing, TableFile, TablePage):
    file_title = "签约项目台账"


class DepartmentBatch(ProjectListing, FormPage, TablePage):
    """改责任部门 for the ticked projects, or for everything that was filtered (all=1): all or none."""

    title = "改责任部门"
    template_name = "ledger/department_form.html"
    functions: ClassVar[tuple[str, ...]] = (EDIT_PROJECT,)
    form_class = DepartmentForm
    done_message = "责任部门已调整"
    keeps_drafts = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "pick" not in request.GET and "all" not in request.GET:
            return HttpResponseRedirect(self.list_url)
        return FormPage.get(self, request, *args, **kwargs)

    @property
    def list_url(self) -> str:
        query = query_without(self.request.GET, "pick", "all")
        return f"{reverse('project_list')}?{query or 'view=none'}"

    def crumbs(self) -> list[Crumb]:
        return [("项目台账", reverse("project_list")), (self.title, None)]

    @cached_property
    def projects(self) -> list[Project]:
        if self.request.method == "POST":
            visible = Project.objects.visible_to(self.user).select_related("department")
            return list(picked_rows(visible, self.request.POST)) if self.request.POST.getlist("pick") else []
        return list(self.sorted(picked_rows(self.found, self.request.GET)))

    @property
    def picks(self) -> dict[int, int]:
        """Versions as they were ticked; those of `all=1` as they are now."""
        if self.request.method == "POST" or ("pick" in self.request.GET and "all" not in self.request.GET):
            query: QueryDict = self.request.POST if self.request.method == "POST" else self.request.GET
            return picks_of(query)
        return {project.pk: project.version for project in self.projects}

    def form_options(self) -> dict[str, Any]:
        return {"by": self.user}

    def initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def context(self) -> dict[str, Any]:
        return Page.context(self) | {
            "projects": self.projects,
            "picks": [f"{number}:{version}" for number, version in self.picks.items()],
            "cancel_url": self.list_url,
        }

    def save(self, form: DepartmentForm) -> Unit:
        values = form.cleaned_data
        return change_departments(by=self.user, versions=self.picks, **values)

    def success_url(self, result: Unit) -> str:
        return self.list_url
