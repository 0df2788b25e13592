"""One statistical month: who reported, what was adjusted, who reopened it and what that touched."""

import uuid
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import CLOSE_MONTH
from projects.core import clock
from projects.funding.actions import reclose_month
from projects.funding.forms import GrantForm, ReasonForm
from projects.funding.models import Arrival
from projects.funding.queries.reopened import Touched, rows_touched
from projects.funding.queries.reporting import Reporting, reporting_units
from projects.funding.views.claims import LIST_CRUMB
from projects.funding.views.months import months_of
from projects.months.actions import approve_reopening, refuse_reopening, request_reopening
from projects.months.models import Month, Reopening
from projects.pages.views import Crumb, DetailPage, FormPage, Page, SignedInRequest, state_change


class OneMonth(Page):
    functions = (CLOSE_MONTH,)

    @cached_property
    def month(self) -> Month:
        return get_object_or_404(months_of(self.user.county_id), pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        here: list[Crumb] = [LIST_CRUMB, ("月结", reverse("months"))]
        month = (str(self.month), reverse("month", args=[self.month.pk]))
        return [*here, month, (self.title, None)] if self.title else [*here, (str(self.month), None)]

    def success_url(self, result: Any) -> str:
        return reverse("month", args=[self.month.pk])


class MonthDetail(OneMonth, DetailPage):
    template_name = "funding/month_detail.html"

    def context(self) -> dict[str, Any]:
        units = list(reporting_units(self.month))
        adjusted = Arrival.objects.adjustments_of(self.month).select_related("project").order_by("seq")
        reopenings = list(self.month.reopenings.select_related("requested_by", "approved_by", "refused_by"))
        return super().context() | {
            "title": str(self.month),
            "month": self.month,
            "reporting": Reporting(sum(unit.is_reported for unit in units), len(units)),
            "missing": [unit for unit in units if not unit.is_reported],
            "adjustments": list(adjusted),
            "adjusted_wan": adjusted.aggregate(total=Sum("amount_wan"))["total"] or Decimal(0),
            "reopenings": [(reopening, _touched(reopening)) for reopening in reopenings],
            "submission_key": uuid.uuid4(),
        }


def _touched(reopening: Reopening) -> Touched:
    touched = rows_touched(reopening)
    return Touched(
        touched.arrivals.select_related("project"),
        touched.credits.select_related("arrival__project", "unit"),
        touched.signings.select_related("project"),
        touched.milestones.select_related("project"),
    )


class MonthReopen(OneMonth, FormPage):
    template_name = "funding/act_form.html"
    title = "申请重开"
    form_class = ReasonForm
    done_message = "已提交重开申请，请另一位审核人批准"

    def form_options(self) -> dict[str, Any]:
        return {"reason_label": "重开原因"}

    def initial(self) -> dict[str, Any]:
        return {"version": self.month.version}

    def context(self) -> dict[str, Any]:
        facts = [("统计月", self.month), ("月结状态", self.month.state_label), ("月结人", self.month.closed_by or "--")]
        return super().context() | {"facts": facts, "submit_label": "申请重开", "cancel_url": self.success_url(None)}

    def save(self, form: ReasonForm) -> Reopening:
        return request_reopening(by=self.user, month=self.month, reason=form.cleaned_data["reason"])


class OneReopening(FormPage):
    """A request that waits for the second person."""

    template_name = "funding/act_form.html"
    functions = (CLOSE_MONTH,)

    @cached_property
    def reopening(self) -> Reopening:
        rows = Reopening.objects.filter(month__county_id=self.user.county_id).select_related("month", "requested_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        month = self.reopening.month
        return [LIST_CRUMB, ("月结", reverse("months")), (str(month), self.success_url(None)), (self.title, None)]

    def initial(self) -> dict[str, Any]:
        return {"version": self.reopening.version}

    def context(self) -> dict[str, Any]:
        row = self.reopening
        facts = [("统计月", row.month), ("申请人", row.requested_by), ("重开原因", row.reason)]
        return super().context() | {"facts": facts, "submit_label": self.title, "cancel_url": self.success_url(None)}

    def success_url(self, result: Any) -> str:
        return reverse("month", args=[self.reopening.month_id])


class ReopeningApprove(OneReopening):
    title = "批准重开"
    form_class = GrantForm
    done_message = "已批准重开，到期自动月结"

    def save(self, form: GrantForm) -> Reopening:
        values = form.cleaned_data
        until = clock.now() + timedelta(days=int(values["days"]))
        return approve_reopening(by=self.user, reopening=self.reopening, expires_at=until, version=values["version"])


class ReopeningRefuse(OneReopening):
    title = "不同意重开"
    form_class = ReasonForm
    done_message = "已回复不同意重开"

    def form_options(self) -> dict[str, Any]:
        return {"reason_label": "不同意的原因"}

    def save(self, form: ReasonForm) -> Reopening:
        values = form.cleaned_data
        return refuse_reopening(by=self.user, reopening=self.reopening, reason=values["reason"], version=values["version"])


@state_change(CLOSE_MONTH)
def month_reclose(request: SignedInRequest, pk: int) -> str:
    month = get_object_or_404(Month.objects.in_county(request.user.county_id), pk=pk)
    reclose_month(by=request.user, month=month)
    return reverse("month", args=[month.pk])
