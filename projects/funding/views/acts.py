"""Single acts on a project: 认定依据, 业绩归属, 变更投资方, 合资各方, 冲销签约."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.access.choices import CONFIRM_SIGNING, EDIT_PROJECT, FILE_CLAIM, VERIFY_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.enterprises.actions import find_or_add_enterprise
from projects.enterprises.models import Enterprise
from projects.files.views import send
from projects.funding.actions import basis_of, change_shares, set_basis
from projects.funding.actions.credit import open_credit_wan
from projects.funding.actions.departments import edit_project_and_credit
from projects.funding.forms import ReverseForm
from projects.funding.forms.acts import SHARES, BasisForm, FundedProjectForm, InvestorForm, PartiesForm, SharesForm
from projects.funding.models import RecognitionBasis
from projects.months.queries import stat_calendar
from projects.organisations.choices import DIMENSIONS, Dimension
from projects.organisations.models import Unit, User
from projects.pages.views import Crumb, FormPage
from projects.signing.actions import Party, change_investor, holders_of, is_confirmed, reverse_signing, set_parties
from projects.signing.forms import ProjectForm
from projects.signing.models import InvestorChange, Project, SharePaper, Signing
from projects.signing.views import ProjectEditPage, ProjectFormPage, ledger_crumbs


class ProjectAct(ProjectFormPage):
    """A version of the project guards it: what two people change at once is a conflict."""

    template_name = "funding/act_form.html"

    def edited(self) -> Project:
        return self.project


def _for_the_bureau(user: User, project: Project) -> dict[str, Any]:
    """Said before anything is typed: who may move credit that is booked."""
    booked = open_credit_wan(project)
    return {"booked_wan": booked, "is_for_the_bureau": bool(booked) and not can(user, VERIFY_CLAIM)}


class FundedProjectEditPage(ProjectEditPage):
    """修改项目资料, where the credit is known: another 包抓领导 or 专班 takes the open months' credit along."""

    form_class = FundedProjectForm

    def context(self) -> dict[str, Any]:
        return super().context() | _for_the_bureau(self.user, self.project)

    def save(self, form: ProjectForm) -> Project:
        values = form.cleaned_data
        return edit_project_and_credit(
            by=self.user,
            project=self.project,
            version=values["version"],
            reason=values["reason"],
            held_from=values["held_from"],
            **form.changes(),
        )


class BasisPage(ProjectAct):
    title = "认定依据"
    functions = (FILE_CLAIM, VERIFY_CLAIM)
    form_class = BasisForm
    done_message = "认定依据已确定"

    @cached_property
    def year(self) -> int:
        """统计年度 of today, as money is booked."""
        return stat_calendar().year_of(clock.today())

    def form_options(self) -> dict[str, Any]:
        return {"this_year": self.year}

    def initial(self) -> dict[str, Any]:
        return {"version": self.project.version, "year": str(self.year), "basis": basis_of(self.project, self.year)}

    def context(self) -> dict[str, Any]:
        rows = RecognitionBasis.objects.filter(project=self.project).order_by("-year")
        said = [(f"{row.year}年", f"{row.basis}{f'（{row.reason}）' if row.reason else ''}") for row in rows]
        facts = [("项目", self.project), *(said or [(f"{self.year}年", f"{basis_of(self.project, self.year)}（默认）")])]
        return super().context() | {"facts": facts, "submit_label": "确定认定依据"}

    def save(self, form: BasisForm) -> RecognitionBasis:
        values = form.cleaned_data
        return set_basis(
            by=self.user,
            project=self.project,
            year=int(values["year"]),
            basis=values["basis"],
            reason=values["reason"],
            version=values["version"],
        )


class SharesPage(ProjectAct):
    template_name = "funding/shares_form.html"
    title = "业绩归属"
    functions = (EDIT_PROJECT,)
    form_class = SharesForm
    done_message = "业绩归属已调整"

    @cached_property
    def dimension(self) -> Dimension:
        found = next((item for item in DIMENSIONS if item.value == self.kwargs["dimension"]), None)
        if found is None:
            raise Http404("no such dimension")
        return found

    def form_options(self) -> dict[str, Any]:
        return {"units": Unit.objects.in_county(self.user.county_id).of_kind(self.dimension.value).active()}

    @cached_property
    def holders(self) -> list[tuple[int | None, Decimal]]:
        return holders_of(self.project, self.dimension.value, clock.today())

    def initial(self) -> dict[str, Any]:
        values: dict[str, Any] = {"version": self.project.version, "starts_on": clock.today()}
        named = [(unit, percent) for unit, percent in self.holders if unit][:SHARES]
        for number, (unit, percent) in enumerate(named, start=1):
            values |= {f"unit-{number}": unit, f"percent-{number}": percent}
        return values

    def context(self) -> dict[str, Any]:
        def address(item: Dimension) -> str:
            return reverse("project_shares", args=[self.project.pk, item.value])

        tabs = [
            {"label": item.label, "url": address(item), "count": None, "is_current": item == self.dimension} for item in DIMENSIONS
        ]
        papers = SharePaper.objects.filter(project=self.project, dimension=self.dimension.value).select_related("stored")
        shown = {"tabs": tabs, "dimension": self.dimension, "submit_label": "保存归属", "papers": papers}
        return super().context() | shown | _for_the_bureau(self.user, self.project)

    def save(self, form: SharesForm) -> Project:
        values = form.cleaned_data
        return change_shares(
            by=self.user,
            project=self.project,
            dimension=self.dimension.value,
            parts=form.parts(),
            starts_on=values["starts_on"],
            reason=values["reason"],
            version=values["version"],
            papers=values["papers"],
        )


@require_safe
def share_paper(request: Any, pk: int) -> FileResponse:
    """分割证明, through the project's eyes."""
    paper = get_object_or_404(SharePaper.objects.visible_to(request.user).select_related("stored"), pk=pk)
    return send(paper.stored)


class InvestorPage(ProjectAct):
    title = "变更投资方"
    functions = (CONFIRM_SIGNING,)
    form_class = InvestorForm
    done_message = "投资方已变更，项目和签约计数不变"

    @cached_property
    def parties(self) -> list[Enterprise]:
        """The lead investor first, then the others of a joint venture."""
        others = Enterprise.objects.filter(pk__in=self.project.investor_parts.filter(ends_on=None).values("enterprise"))
        return [self.project.investor, *others.exclude(pk=self.project.investor_id)]

    def form_options(self) -> dict[str, Any]:
        return {"parties": [(str(party.pk), party.name) for party in self.parties]}

    def initial(self) -> dict[str, Any]:
        return {"version": self.project.version, "source_tier": self.project.source_tier, "changed_on": clock.today()}

    def context(self) -> dict[str, Any]:
        facts = [("项目", self.project), ("投资方", self.project.investor), ("资金来源", self.project.source_tier)]
        return super().context() | {"facts": facts, "submit_label": "变更投资方", "is_wide": True}

    def save(self, form: InvestorForm) -> InvestorChange:
        values = form.cleaned_data
        leaving = next(party for party in self.parties if str(party.pk) == values.pop("leaving"))
        county = self.project.department.county or self.project.department
        investor = find_or_add_enterprise(by=self.user, county=county, name=values.pop("investor"))
        return change_investor(by=self.user, project=self.project, investor=investor, leaving=leaving, **values)


class PartiesPage(ProjectAct):
    template_name = "funding/parties_form.html"
    title = "合资各方"
    functions = (EDIT_PROJECT,)
    form_class = PartiesForm
    done_message = "合资各方已登记"

    @cached_property
    def is_confirmed(self) -> bool:
        return is_confirmed(self.project)

    @cached_property
    def since(self) -> date:
        """Of the first paper, else today."""
        papers = self.project.registrations.order_by("signed_on").values_list("signed_on", flat=True)
        return papers.first() or clock.today()

    def initial(self) -> dict[str, Any]:
        parts = list(self.project.investor_parts.filter(ends_on=None).select_related("enterprise"))[:SHARES]
        rows: list[tuple[str, str, Any]] = [(part.enterprise.name, part.source_tier, part.percent) for part in parts]
        rows = rows or [(self.project.investor.name, self.project.source_tier, None)]
        values: dict[str, Any] = {"version": self.project.version, "starts_on": self.since}
        for number, (name, tier, percent) in enumerate(rows, start=1):
            values |= {f"name-{number}": name, f"tier-{number}": tier, f"percent-{number}": percent}
        return values

    def context(self) -> dict[str, Any]:
        may = not self.is_confirmed or can(self.user, CONFIRM_SIGNING)
        return super().context() | {"submit_label": "保存合资各方", "is_confirmed": self.is_confirmed, "is_for_the_bureau": not may}

    def save(self, form: PartiesForm) -> Project:
        values, county = form.cleaned_data, self.project.department.county or self.project.department
        rows = form.parties()
        parties = [Party(find_or_add_enterprise(by=self.user, county=county, name=name), tier, part) for name, tier, part in rows]
        return set_parties(
            by=self.user,
            project=self.project,
            parties=parties,
            starts_on=values["starts_on"],
            reason=values["reason"],
            version=values["version"],
        )


class SigningReverse(FormPage):
    """A row of the book has no version: reversing it twice is refused by the action."""

    template_name = "funding/act_form.html"
    title = "冲销签约"
    functions = (CONFIRM_SIGNING,)
    form_class = ReverseForm
    done_message = "已冲销，另记一笔相反数；合同可重新登记"

    @cached_property
    def signing(self) -> Signing:
        rows = Signing.objects.filter(project__in=Project.objects.visible_to(self.user)).select_related("project", "booked_in")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        return ledger_crumbs((self.signing.project.name, self.success_url(None)), (self.title, None))

    def context(self) -> dict[str, Any]:
        row = self.signing
        facts = [
            ("项目", row.project),
            ("文本性质", row.nature),
            ("签约额（万元）", row.amount_wan),
            ("签约时间", row.signed_on),
            ("统计月", f"{row.booked_in}（{row.booked_in.state_label}）"),
        ]
        extra = {"facts": facts, "submit_label": "冲销签约", "is_danger": True, "cancel_url": self.success_url(None)}
        return super().context() | extra

    def save(self, form: ReverseForm) -> Signing:
        return reverse_signing(by=self.user, signing=self.signing, reason=form.cleaned_data["reason"])

    def success_url(self, result: Any) -> str:
        return reverse("project_detail", args=[self.signing.project_id])
