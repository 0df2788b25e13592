"""登记签约, 修改登记, 签约确认, 登记节点, and the contract's text."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Sum
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.access.choices import CONFIRM_SIGNING, EDIT_PROJECT, REACH_MILESTONE, REGISTER_SIGNING
from projects.core import clock
from projects.files.views import send
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage, SignedInRequest, state_change
from projects.pages.views.listing import TableFile, TablePage
from projects.signing.actions import (
    confirm_signing,
    correct_registration,
    edit_project,
    plan_milestone,
    reach_milestone,
    register_paper,
    register_signing,
    return_registration,
    terminate,
)
from projects.signing.actions.projects import EDITABLE
from projects.signing.choices import CONTRACT, INCREASE, RETURNED, SUBMITTED
from projects.signing.filters import WaitingFilters
from projects.signing.forms import (
    ConfirmForm,
    EditPaperForm,
    EndForm,
    MilestoneForm,
    PaperForm,
    PlanForm,
    ProjectForm,
    RegistrationForm,
    ReturnForm,
    posted,
)
from projects.signing.models import Milestone, Project, Registration, Signing
from projects.signing.tables import WaitingTable


def ledger_crumbs(*more: Crumb) -> list[Crumb]:
    return [("项目台账", reverse("project_list")), *more]


class ProjectFormPage(FormPage):
    """A form about one visible project (`pk` in the address); it leads back to the project."""

    @cached_property
    def project(self) -> Project:
        return get_object_or_404(
            Project.objects.visible_to(self.user).select_related("department", "investor"), pk=self.kwargs["pk"]
        )

    def crumbs(self) -> list[Crumb]:
        return ledger_crumbs((self.project.name, self.project_url), (self.title, None))

    @property
    def project_url(self) -> str:
        return reverse("project_detail", args=[self.project.pk])

    def context(self) -> dict[str, Any]:
        return super().context() | {"project": self.project, "cancel_url": self.project_url}

    def success_url(self, result: Any) -> str:
        return self.project_url


class RegisterPage(FormPage):
    title = "登记签约"
    template_name = "signing/registration_form.html"
    functions: ClassVar[tuple[str, ...]] = (REGISTER_SIGNING,)
    form_class = RegistrationForm
    check_first = True
    echo_field = "amount_wan"
    done_message = "已登记，等招商局确认后计入签约统计"

    def crumbs(self) -> list[Crumb]:
        return ledger_crumbs((self.title, None))

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "cancel_url": reverse("project_list"),
            "steps": ("填写八项", "核对", "完成"),
            "final_label": "提交登记",
            "may_copy": Registration.objects.filter(submitted_by=self.user).exists(),
        }

    def form_options(self) -> dict[str, Any]:
        return {"by": self.user}

    def initial(self) -> dict[str, Any]:
        usual = {"department": self.user.unit, "signed_on": clock.today(), "nature": CONTRACT}
        return usual | (self._last() if self.request.GET.get("copy") == "last" else {})

    def _last(self) -> dict[str, Any]:
        """复制上一条: what repeats from one registration to the next; never its name, amount and day."""
        last = Registration.objects.filter(submitted_by=self.user).select_related("project__investor", "fair").first()
        if last is None:
            return {}
        project = last.project
        same = {name: getattr(project, name) for name in ("source_tier", "department", "origin", "sector", "channel", "leader")}
        return same | {"investor_name": project.investor.name, "nature": last.nature, "fair": last.fair}

    def save(self, form: RegistrationForm) -> Registration:
        facts, details = form.project_facts(), form.project_details()
        return register_signing(by=self.user, paper=form.paper(), details=details, answers=self.answers, **facts)

    def success_url(self, result: Registration) -> str:
        return reverse("project_detail", args=[result.project_id])


class PaperPage(ProjectFormPage):
    """框架→正式合同, or 增资, for a project that is there already."""

    title = "登记增资或正式合同"
    template_name = "signing/paper_form.html"
    functions: ClassVar[tuple[str, ...]] = (REGISTER_SIGNING,)
    form_class = PaperForm
    done_message = "已登记，等招商局确认后计入签约统计"

    def form_options(self) -> dict[str, Any]:
        return {"by": self.user}

    def initial(self) -> dict[str, Any]:
        signed = Signing.objects.standing().contracts().filter(project=self.project).exists()
        return {"nature": INCREASE if signed else CONTRACT, "signed_on": clock.today()}

    def save(self, form: PaperForm) -> Registration:
        return register_paper(by=self.user, project=self.project, paper=form.paper(), answers=self.answers)


class EditRegistrationPage(FormPage):
    """While it waits or came back. Somebody else's change in between leads to the conflict page."""

    title = "修改签约登记"
    template_name = "signing/paper_form.html"
    functions: ClassVar[tuple[str, ...]] = (REGISTER_SIGNING,)
    form_class = EditPaperForm
    done_message = "已修改并重新提交，等招商局确认"

    @cached_property
    def registration(self) -> Registration:
        editable = Registration.objects.visible_to(self.user).filter(state__in=(SUBMITTED, RETURNED))
        return get_object_or_404(
            editable.select_related("project__department", "project__investor", "fair", "paper"), pk=self.kwargs["pk"]
        )

    def crumbs(self) -> list[Crumb]:
        project = self.registration.project
        return ledger_crumbs((project.name, reverse("project_detail", args=[project.pk])), (self.title, None))

    def context(self) -> dict[str, Any]:
        registration = self.registration
        return super().context() | {
            "project": registration.project,
            "registration": registration,
            "cancel_url": self.success_url(registration),
        }

    def edited(self) -> Registration:
        return self.registration

    def form_options(self) -> dict[str, Any]:
        return {"by": self.user, "has_paper": self.registration.paper_id is not None}

    def initial(self) -> dict[str, Any]:
        registration, project = self.registration, self.registration.project
        return {
            "name": project.name,
            "investor_name": project.investor.name,
            "source_tier": project.source_tier,
            "department": project.department,
            "nature": registration.nature,
            "signed_on": registration.signed_on,
            "amount_wan": registration.amount_wan,
            "fair": registration.fair,
            "due_on": registration.paper_due_on,
            "version": registration.version,
        }

    def save(self, form: EditPaperForm) -> Registration:
        values, facts = form.cleaned_data, form.project_facts()
        return correct_registration(
            by=self.user,
            registration=self.registration,
            paper=form.paper(),
            version=values["version"],
            reason=values["reason"],
            answers=self.answers,
            **facts,
        )

    def success_url(self, result: Registration) -> str:
        return reverse("project_detail", args=[result.project_id])


class WaitingPage(TablePage):
    """签约确认: what the bureau has to look at, oldest first."""

    title = "签约确认"
    template_name = "signing/waiting_list.html"
    functions: ClassVar[tuple[str, ...]] = (CONFIRM_SIGNING,)
    table_class = WaitingTable
    filter_class = WaitingFilters
    default_sort = "submitted_at"
    list_name = "registrations"
    url_name = "registration_list"
    export_name = "registrations_export"
    thing = "待确认的签约登记"

    def crumbs(self) -> list[Crumb]:
        return ledger_crumbs((self.title, None))

    def remedy(self) -> tuple[str, str]:
        return reverse("project_list"), "查看项目台账"

    def rows(self) -> QuerySet[Registration]:
        own = ExpressionWrapper(Q(submitted_by=self.user), BooleanField())
        rows = Registration.objects.visible_to(self.user).waiting().annotate(is_own=own)
        return rows.select_related("project__investor", "project__department", "fair", "paper", "submitted_by")

    def filter_options(self) -> dict[str, Any]:
        units = Unit.objects.in_county(self.user.county_id).of_kind(DEPARTMENT)
        return {"departments": [(str(unit.pk), str(unit)) for unit in units]}

    def table_options(self) -> dict[str, Any]:
        return {"unit": self.money_unit}

    def totals(self, rows: QuerySet[Any]) -> dict[str, Any]:
        return rows.aggregate(count=Count("pk"), amount_wan=Sum("amount_wan"))

    def page_totals(self, rows: Iterable[Any]) -> dict[str, Any]:
        return {"amount_wan": sum((row.amount_wan for row in rows), Decimal(0))}

    def context(self) -> dict[str, Any]:
        return super().context() | {"unit": self.money_unit}


class WaitingFile(TableFile, WaitingPage):
    functions: ClassVar[tuple[str, ...]] = (CONFIRM_SIGNING,)
    file_title = "待确认签约登记"


@state_change(CONFIRM_SIGNING)
def confirm(request: SignedInRequest, *, pk: int) -> str:
    registration = _registration(request, pk)
    signing = confirm_signing(by=request.user, registration=registration, **posted(ConfirmForm, request))
    messages.success(request, f"已确认：{signing.project}，{signing.nature}，计入{signing.booked_in}")
    return reverse("registration_list")


class ReturnPage(FormPage):
    """退回登记人修改, with a reason that both sides read."""

    title = "退回签约登记"
    template_name = "signing/return_form.html"
    functions: ClassVar[tuple[str, ...]] = (CONFIRM_SIGNING,)
    form_class = ReturnForm
    done_message = "已退回，登记人能看到退回意见"

    @cached_property
    def registration(self) -> Registration:
        rows = Registration.objects.visible_to(self.user).select_related("project__investor", "project__department")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        return ledger_crumbs(("签约确认", reverse("registration_list")), (self.title, None))

    def context(self) -> dict[str, Any]:
        return super().context() | {"registration": self.registration, "cancel_url": reverse("registration_list")}

    def edited(self) -> Registration:
        return self.registration

    def initial(self) -> dict[str, Any]:
        return {"version": self.registration.version}

    def save(self, form: ReturnForm) -> Registration:
        return return_registration(by=self.user, registration=self.registration, **form.cleaned_data)

    def success_url(self, result: Registration) -> str:
        return reverse("registration_list")


def _registration(request: SignedInRequest, pk: int) -> Registration:
    return get_object_or_404(Registration.objects.visible_to(request.user), pk=pk)


class MilestonePage(ProjectFormPage):
    title = "登记节点"
    template_name = "signing/milestone_form.html"
    functions: ClassVar[tuple[str, ...]] = (REACH_MILESTONE,)
    form_class = MilestoneForm
    done_message = "节点已登记"

    def initial(self) -> dict[str, Any]:
        kind = self.request.GET.get("kind", "")
        return {"happened_on": clock.today(), "kind": kind}

    def save(self, form: MilestoneForm) -> Milestone:
        """The page in use stands in funding, where 完成投资 is held against the money."""
        return reach_milestone(by=self.user, project=self.project, **form.cleaned_data)


class PlanPage(ProjectFormPage):
    """A later plan replaces the earlier one; both stay in the project's story."""

    title = "排定节点计划"
    template_name = "signing/plan_form.html"
    functions: ClassVar[tuple[str, ...]] = (REACH_MILESTONE,)
    form_class = PlanForm
    done_message = "计划已排定"

    def initial(self) -> dict[str, Any]:
        return {"kind": self.request.GET.get("kind", "")}

    def save(self, form: PlanForm) -> Milestone:
        return plan_milestone(by=self.user, project=self.project, **form.cleaned_data)


class ProjectEditPage(ProjectFormPage):
    title = "修改项目资料"
    template_name = "signing/project_form.html"
    functions: ClassVar[tuple[str, ...]] = (EDIT_PROJECT,)
    form_class = ProjectForm
    done_message = "项目资料已修改"

    def form_options(self) -> dict[str, Any]:
        return {"project": self.project, "by": self.user}

    def edited(self) -> Project:
        return self.project

    def initial(self) -> dict[str, Any]:
        return {name: getattr(self.project, name) for name in ("version", *EDITABLE)}

    def save(self, form: ProjectForm) -> Project:
        values = form.cleaned_data
        return edit_project(
            by=self.user, project=self.project, version=values["version"], reason=values["reason"], **form.changes()
        )


class EndPage(ProjectFormPage):
    """The signing keeps counting, the money stays; the project's strip ends."""

    title = "登记终止（退出）"
    template_name = "signing/end_form.html"
    functions: ClassVar[tuple[str, ...]] = (CONFIRM_SIGNING,)
    form_class = EndForm
    done_message = "已登记终止"

    def initial(self) -> dict[str, Any]:
        return {"happened_on": clock.today()}

    def save(self, form: EndForm) -> Milestone:
        return terminate(by=self.user, project=self.project, **form.cleaned_data)


@require_safe
def paper_file(request: HttpRequest, pk: int) -> FileResponse:
    """合同正文, for whoever sees the project."""
    registration = get_object_or_404(Registration.objects.visible_to(request.user).select_related("paper"), pk=pk)  # type: ignore[arg-type]
    if registration.paper is None:
        raise Http404
    return send(registration.paper)
