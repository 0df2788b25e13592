"""项目台账: the list, its workbook, its batches."""

from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from projects.access.choices import CHASE, EDIT_PROJECT, REGISTER_SIGNING
from projects.access.permissions import can, sees_whole_county
from projects.core import clock
from projects.funding.actions.departments import change_departments
from projects.health.queries import open_findings
from projects.ledger.filters import ProjectFilters
from projects.ledger.forms import ChaseForm, DepartmentForm
from projects.ledger.queries.columns import AsOf, labels_of, ledger_totals, page_totals, with_columns
from projects.ledger.tables import ProjectTable
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.pages.context import look_of
from projects.pages.views import Crumb, FormPage, Page
from projects.pages.views.listing import TableFile, TablePage, picked_rows, picks_of, query_without
from projects.signing.models import Project
from projects.supervision.actions import chase_projects, days_for
from projects.supervision.flow import CHASED, KINDS
from projects.supervision.models import Matter

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
        more += [("催办", reverse("project_chase"))] if can(self.user, CHASE) else []
        return [*super().tick_actions(), *more]

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "unit": self.unit,
            "on": clock.today(),
            "may_register": can(self.user, REGISTER_SIGNING),
        }


class LedgerFile(ProjectListing, TableFile, TablePage):
    file_title = "签约项目台账"


class PickedProjects(ProjectListing, FormPage, TablePage):
    """An act on the ticked projects, or on everything that was filtered (all=1): all or none."""

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

    def context(self) -> dict[str, Any]:
        return Page.context(self) | {
            "projects": self.projects,
            "picks": [f"{number}:{version}" for number, version in self.picks.items()],
            "cancel_url": self.list_url,
        }

    def success_url(self, result: Any) -> str:
        return self.list_url


class DepartmentBatch(PickedProjects):
    title = "改责任部门"
    template_name = "ledger/department_form.html"
    functions: ClassVar[tuple[str, ...]] = (EDIT_PROJECT,)
    form_class = DepartmentForm
    done_message = "责任部门已调整"

    def form_options(self) -> dict[str, Any]:
        return {"by": self.user}

    def initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def save(self, form: DepartmentForm) -> Unit:
        values = form.cleaned_data
        return change_departments(by=self.user, versions=self.picks, **values)


class ChaseBatch(PickedProjects):
    """催办 of each project's 责任部门; versions do not matter, for nothing of the project changes."""

    title = "催办所选项目"
    template_name = "ledger/chase_form.html"
    functions: ClassVar[tuple[str, ...]] = (CHASE,)
    form_class = ChaseForm
    done_message = "催办已下达，每个项目一件，列入责任部门待办"

    def initial(self) -> dict[str, Any]:
        return {"working_days": days_for(KINDS[CHASED].days, clock.today()), "text": "请更新项目进展和到位资金，说明存在的问题"}

    def save(self, form: ChaseForm) -> list[Matter]:
        if {project.pk for project in self.projects} != set(self.picks):
            raise Http404
        return chase_projects(by=self.user, projects=self.projects, **form.cleaned_data)
