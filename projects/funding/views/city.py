"""市级认定数 beside the county's own count."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse

from projects.access.choices import VERIFY_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.funding.actions import set_city_recognition
from projects.funding.forms import CityForm
from projects.funding.models import CityRecognition
from projects.funding.queries.city import adjusted_total, city_differences, printed_arrived
from projects.funding.views.claims import LIST_CRUMB
from projects.months.queries import stat_calendar
from projects.pages.views import Crumb, DetailPage, FormPage, Page
from projects.signing.models import Project

PAGE_SIZE = 100


class Period(Page):
    """`year` and `month` of the address; else the month before this one."""

    @cached_property
    def period(self) -> tuple[int, int]:
        this, number = stat_calendar().month_of(clock.today())
        usual = (this - 1, 12) if number == 1 else (this, number - 1)
        year, month = (self._whole(name, default) for name, default in zip(("year", "month"), usual, strict=True))
        return (year, month) if 2000 <= year <= 2099 and 1 <= month <= 12 else usual

    def _whole(self, name: str, default: int) -> int:
        text = self.request.GET.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else default


class CityList(Period, DetailPage):
    template_name = "funding/city_list.html"
    title = "市级认定数"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    def rows(self) -> QuerySet[Any]:
        found = city_differences(self.user.county_id, *self.period)
        return found.visible_to(self.user).select_related("department")

    def context(self) -> dict[str, Any]:
        year, month = self.period
        rows = list(self.rows())
        said = [row for row in rows if row.city_wan is not None]
        return super().context() | {
            "page": Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("page")),
            "year": year,
            "month": month,
            "months": range(1, 13),
            "may_set": can(self.user, VERIFY_CLAIM),
            "printed": printed_arrived(self.user.county_id, year, month, clock.today()),
            "adjusted_wan": adjusted_total(self.user.county_id, year, month),
            "county_sum": sum((row.county_wan for row in rows), Decimal(0)),
            "city_sum": sum((row.city_wan for row in said), Decimal(0)),
            "difference_sum": sum((row.difference_wan for row in said), Decimal(0)),
            "unsaid": len(rows) - len(said),
        }


class CityNew(Period, FormPage):
    template_name = "funding/act_form.html"
    title = "登记市级认定数"
    functions = (VERIFY_CLAIM,)
    form_class = CityForm
    done_message = "已登记市级认定数，县级核定数不变"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, ("市级认定数", reverse("city_recognition")), (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        return {"projects": Project.objects.visible_to(self.user)}

    def initial(self) -> dict[str, Any]:
        return {"project": self.request.GET.get("project", "")}

    def context(self) -> dict[str, Any]:
        year, month = self.period
        facts = [("期间", f"{year}年1—{month}月"), ("口径", "省外、境外到位资金")]
        return super().context() | {"facts": facts, "submit_label": "登记", "is_wide": True, "cancel_url": self.back()}

    def back(self) -> str:
        year, month = self.period
        return f"{reverse('city_recognition')}?year={year}&month={month}"

    def save(self, form: CityForm) -> CityRecognition:
        year, month = self.period
        return set_city_recognition(by=self.user, year=year, until_month=month, **form.cleaned_data)

    def success_url(self, result: CityRecognition) -> str:
        return self.back()
