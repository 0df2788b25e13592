"""更正 of one arrival, and 撤资 of a project."""

from datetime import date
from functools import cached_property
from typing import Any

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.access.choices import REVERSE_ARRIVAL
from projects.core import clock
from projects.files.views import send
from projects.funding.actions import correct_arrival, withdraw_money
from projects.funding.forms import CorrectForm, WithdrawalForm
from projects.funding.models import Arrival, ArrivalPaper
from projects.funding.queries.totals import project_totals
from projects.funding.views.claims import LIST_CRUMB, ArrivalReverse
from projects.pages.views import Crumb, FormPage
from projects.signing.models import Project


class ArrivalCorrect(ArrivalReverse):
    """The old row's facts stand above; the boxes hold what it says."""

    title = "更正到位资金"
    form_class = CorrectForm  # type: ignore[assignment]
    done_message = "已更正：原记录冲销，新记录入账"

    def initial(self) -> dict[str, Any]:
        row = self.arrival
        return {
            "amount_wan": row.amount_wan,
            "arrived_on": row.arrived_on,
            "tier": row.source_tier,
            "use": row.use,
            "form": row.form,
        }

    def context(self) -> dict[str, Any]:
        return super().context() | {"submit_label": "更正此笔", "is_danger": False, "is_wide": True}

    def save(self, form: CorrectForm) -> Arrival:  # type: ignore[override]
        return correct_arrival(by=self.user, arrival=self.arrival, **form.cleaned_data)


@require_safe
def arrival_paper(request: Any, pk: int) -> FileResponse:
    """依据材料 of a 撤资, through the project's eyes."""
    paper = get_object_or_404(ArrivalPaper.objects.visible_to(request.user).select_related("stored"), pk=pk)
    return send(paper.stored)


class MoneyWithdraw(FormPage):
    template_name = "funding/act_form.html"
    title = "登记撤资"
    functions = (REVERSE_ARRIVAL,)
    form_class = WithdrawalForm
    done_message = "已登记撤资，计入本月"

    @cached_property
    def project(self) -> Project:
        return get_object_or_404(Project.objects.visible_to(self.user), pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (str(self.project), reverse("project_detail", args=[self.project.pk])), (self.title, None)]

    def initial(self) -> dict[str, Any]:
        today: date = clock.today()
        return {"withdrawn_on": today, "tier": self.project.source_tier}

    def context(self) -> dict[str, Any]:
        totals = project_totals(self.project, clock.today())
        facts = [
            ("项目", self.project),
            ("资金来源", self.project.source_tier),
            ("签约以来累计到位（万元）", totals.since_signing_wan),
            ("本年累计到位（万元）", totals.year_wan),
        ]
        return super().context() | {
            "facts": facts,
            "submit_label": "登记撤资",
            "is_danger": True,
            "is_wide": True,
            "has_files": True,
        }

    def save(self, form: WithdrawalForm) -> Arrival:
        return withdraw_money(by=self.user, project=self.project, **form.cleaned_data)

    def success_url(self, result: Arrival) -> str:
        return reverse("month", args=[result.booked_in_id])
