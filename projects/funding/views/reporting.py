"""零报告 in one tap, and the stamped sheets of a unit's months."""

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.access.choices import FILE_CLAIM
from projects.access.permissions import sees_whole_county
from projects.core import clock
from projects.files.views import send
from projects.funding.actions import report_nil, upload_stamped_sheet
from projects.funding.forms import SheetForm
from projects.funding.models import StampedSheet
from projects.funding.queries.reporting import reporting_units
from projects.funding.views.claims import LIST_CRUMB
from projects.months.models import Month
from projects.organisations.models import Unit, User
from projects.pages.views import Crumb, DetailPage, FormPage, SignedInRequest, state_change


def own_units(user: User) -> QuerySet[Unit]:
    """Those a person may report for: the own ones, for the bureau all of the county."""
    units = Unit.objects.in_county(user.county_id)
    return units if sees_whole_county(user) else units.filter(pk__in=user.unit_ids)


@dataclass(frozen=True)
class MonthOfReports:
    month: Month
    units: list[Any]
    owing: int
    reported: int


class NilReports(DetailPage):
    """Open months, newest first: who owes a report, and the one button."""

    template_name = "funding/nil_reports.html"
    title = "零报告"
    functions = (FILE_CLAIM,)

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    def months(self) -> list[MonthOfReports]:
        mine = set(own_units(self.user).values_list("pk", flat=True))
        months = (
            Month.objects.in_county(self.user.county_id).accepting().filter(starts_on__lte=clock.today()).order_by("-starts_on")[:3]
        )
        found = []
        for month in months:  # three at most
            owing = list(reporting_units(month))
            reported = sum(unit.is_reported for unit in owing)
            for unit in owing:
                unit.key = uuid.uuid4()  # each button is a form of its own
            found.append(MonthOfReports(month, [unit for unit in owing if unit.pk in mine], len(owing), reported))
        return found

    def context(self) -> dict[str, Any]:
        sheets = StampedSheet.objects.filter(unit__in=own_units(self.user)).select_related("unit", "month", "stored")[:20]
        return super().context() | {"months": self.months(), "sheets": list(sheets)}


@state_change(FILE_CLAIM)
def nil_report(request: SignedInRequest, month: int, unit: int) -> str:
    there = get_object_or_404(Month.objects.in_county(request.user.county_id), pk=month)
    report_nil(by=request.user, month=there, unit=get_object_or_404(own_units(request.user), pk=unit))
    return reverse("nil_reports")


class SheetUpload(FormPage):
    template_name = "funding/act_form.html"
    title = "上传认定表盖章件"
    functions = (FILE_CLAIM,)
    form_class = SheetForm
    done_message = "已上传，不影响核定和入账"

    @cached_property
    def month(self) -> Month:
        return get_object_or_404(Month.objects.in_county(self.user.county_id), pk=self.kwargs["month"])

    @cached_property
    def unit(self) -> Unit:
        return get_object_or_404(own_units(self.user), pk=self.kwargs["unit"])

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, ("零报告", reverse("nil_reports")), (self.title, None)]

    def context(self) -> dict[str, Any]:
        facts = [("申报单位", self.unit), ("统计月", self.month)]
        extra = {"facts": facts, "has_files": True, "submit_label": "上传", "cancel_url": reverse("nil_reports")}
        return super().context() | extra

    def save(self, form: SheetForm) -> StampedSheet:
        return upload_stamped_sheet(by=self.user, unit=self.unit, month=self.month, file=form.cleaned_data["file"])

    def success_url(self, result: StampedSheet) -> str:
        return reverse("nil_reports")


@require_safe
def sheet_file(request: Any, pk: int) -> FileResponse:
    sheet = get_object_or_404(StampedSheet.objects.filter(unit__in=own_units(request.user)).select_related("stored"), pk=pk)
    return send(sheet.stored)
