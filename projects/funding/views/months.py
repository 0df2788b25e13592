"""统计月 and 月结."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import CLOSE_MONTH
from projects.core import clock
from projects.funding.actions import close_month, closing_list
from projects.funding.choices import SUBMITTED
from projects.funding.forms import CloseMonthForm
from projects.funding.models import Arrival
from projects.funding.queries.queue import month_stand
from projects.funding.views.claims import LIST_CRUMB
from projects.months.models import Month
from projects.pages.views import Crumb, FormPage, Page


def months_of(county_id: int) -> QuerySet[Month]:
    """Newest first, with what is booked in each (`booked_wan`, `booked_count`, of it `adjusted_wan` 调整上月数) and what still waits
    (`waiting_count`)."""
    booked = Arrival.objects.filter(booked_in=OuterRef("pk")).order_by().values("booked_in")
    adjusted = booked.filter(arrived_on__lt=OuterRef("starts_on"))
    return (
        Month.objects.in_county(county_id)
        .annotate(
            waiting_count=Count("claims", filter=Q(claims__state=SUBMITTED)),
            booked_wan=Coalesce(Subquery(booked.annotate(total=Sum("amount_wan")).values("total")), Decimal(0)),
            adjusted_wan=Subquery(adjusted.annotate(total=Sum("amount_wan")).values("total")),
            booked_count=Coalesce(Subquery(booked.annotate(rows=Count("pk")).values("rows")), 0),
        )
        .select_related("closed_by")
        .order_by("-year", "-number")
    )


class MonthList(Page):
    template_name = "funding/month_list.html"
    title = "月结"
    functions = (CLOSE_MONTH,)

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        months = list(months_of(self.user.county_id)[:36])
        return self.page(months=months, today_day=clock.today(), stand=month_stand(self.user.county_id))


class MonthClose(FormPage):
    template_name = "funding/month_close.html"
    title = "月结"
    functions = (CLOSE_MONTH,)
    form_class = CloseMonthForm
    done_message = "已月结，本月数据不再变动"

    @cached_property
    def month(self) -> Month:
        return get_object_or_404(months_of(self.user.county_id), pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, ("月结", reverse("months")), (str(self.month), None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.month.is_closed:
            return HttpResponseRedirect(reverse("months"))
        return super().get(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {"version": self.month.version}

    def context(self) -> dict[str, Any]:
        checks = closing_list(self.month)
        return super().context() | {
            "title": f"{self.month}月结",
            "month": self.month,
            "checks": checks,
            "is_blocked": any(item.blocks and not item.is_done for item in checks),
            "is_running": self.month.ends_on > clock.today(),
        }

    def save(self, form: CloseMonthForm) -> Month:
        values = form.cleaned_data
        return close_month(by=self.user, month=self.month, note=values["note"], version=values["version"])

    def success_url(self, result: Month) -> str:
        return reverse("months")
