"""What stands around the claims and gates nothing: 单位负责人确认, 月度签批."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from projects.access.choices import CLOSE_MONTH
from projects.access.permissions import can
from projects.funding.actions import confirm_claim, sign_month
from projects.funding.forms.acts import SignMonthForm
from projects.funding.models import Arrival, Claim, LeaderSignature
from projects.funding.queries.reporting import reporting
from projects.funding.views.claims import LIST_CRUMB
from projects.months.models import Month
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage, SignedInRequest, state_change

MOST = 300
SWITCH = 4


@state_change()
def claim_confirm(request: SignedInRequest, pk: int) -> str:
    claim = get_object_or_404(Claim.objects.visible_to(request.user), pk=pk)
    confirm_claim(by=request.user, claim=claim)
    return reverse("claim", args=[pk])


class MonthSign(FormPage):
    """The month's list, and one tap."""

    template_name = "funding/month_sign.html"
    title = "月度签批"
    form_class = SignMonthForm
    done_message = "已签批，不影响入账"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not self.leaders.exists():
            raise PermissionDenied("月度签批由县级领导或县招商局办理")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def leaders(self) -> QuerySet[Unit]:
        """The person's own posts; every leader for the bureau, which brings the paper."""
        units = Unit.objects.in_county(self.user.county_id).of_kind(LEADER).active()
        return units if can(self.user, CLOSE_MONTH) else units.filter(pk__in=self.user.unit_ids)

    @cached_property
    def month(self) -> Month:
        return get_object_or_404(Month.objects.in_county(self.user.county_id), pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (f"{self.month}签批", None)]

    def form_options(self) -> dict[str, Any]:
        return {"leaders": self.leaders}

    def context(self) -> dict[str, Any]:
        rows = Arrival.objects.visible_to(self.user).filter(booked_in=self.month)
        return super().context() | {
            "month": self.month,
            "arrivals": list(rows.select_related("project__department", "reversed_by").order_by("seq")[:MOST]),
            "sums": rows.aggregate(
                rows=Count("pk"), wan=Sum("amount_wan"), adjusted=Sum("amount_wan", filter=Q(arrived_on__lt=self.month.starts_on))
            ),
            "reports": reporting(self.month).text,
            "months": self.latest_months(),
            "signatures": list(
                LeaderSignature.objects.filter(month=self.month).select_related("leader", "signed_by").order_by("pk")
            ),
            "is_leader": self.leaders.filter(pk__in=self.user.unit_ids).exists(),
            "submit_label": f"签批{self.month}到位资金",
        }

    def save(self, form: SignMonthForm) -> LeaderSignature:
        values = form.cleaned_data
        return sign_month(by=self.user, month=self.month, leader=values["leader"], note=values["note"], file=values["file"])

    def success_url(self, result: LeaderSignature) -> str:
        return reverse("month_sign", args=[self.month.pk])

    def latest_months(self) -> list[dict[str, Any]]:
        """The page's switch: newest first, and the page's own month wherever it stands."""
        rows = list(Month.objects.in_county(self.user.county_id).order_by("-starts_on")[:SWITCH])
        return [{"label": str(row), "url": reverse("month_sign", args=[row.pk]), "is_current": row == self.month} for row in rows]


class MonthSignNow(MonthSign):
    """The menu's address: the last closed month, else the newest one."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        months = Month.objects.in_county(self.user.county_id).order_by("-starts_on")
        month = months.exclude(pk__in=months.accepting()).first() or months.first()
        if month is None:
            raise Http404("还没有统计月")
        return redirect("month_sign", pk=month.pk)
