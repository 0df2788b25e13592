"""本月申报: one unit, one month, a row for each project, with a line to type beside what was said already."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from projects.access.choices import CLOSE_MONTH, FILE_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.core.units import money_cell
from projects.files.actions import ALLOWED
from projects.funding.actions.grid import submit_claims
from projects.funding.choices import RETURNED, SUBMITTED, WITHDRAWN
from projects.funding.forms.grid import GridForm
from projects.funding.models import Claim
from projects.funding.queries.grid import Grid, grid_of
from projects.funding.queries.queue import month_stand
from projects.funding.tables import claim_tag
from projects.funding.views.claims import LIST_CRUMB
from projects.funding.views.reporting import own_units
from projects.months.models import Month
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage

MONTHS = 24


class MonthGrid(FormPage):
    """A line of the ordinary kind is typed here; several lines of one project, foreign money and another tier have the claim form."""

    template_name = "funding/month_grid.html"
    title = "本月申报"
    functions = (FILE_CLAIM,)
    form_class = GridForm
    check_first = True

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    @cached_property
    def units(self) -> QuerySet[Unit]:
        return own_units(self.user).of_kind(DEPARTMENT).active()  # type: ignore[attr-defined,no-any-return]

    @cached_property
    def months(self) -> list[Month]:
        """Newest first, none of the future."""
        months = Month.objects.in_county(self.user.county_id).filter(starts_on__lte=clock.today())
        return list(months.order_by("-starts_on")[:MONTHS])

    @cached_property
    def grid(self) -> Grid | None:
        stand = month_stand(self.user.county_id)
        month = self._picked("month", self.months) or (stand.month if stand else None)
        unit = self._picked("unit", self.units) or self._own_unit()
        return grid_of(self.user, unit, month) if unit and month else None

    def _own_unit(self) -> Unit | None:
        return self.units.filter(pk__in=self.user.unit_ids).first() or self.units.first()

    def _picked(self, name: str, rows: Any) -> Any:
        text = self.request.GET.get(name, "")
        return next((row for row in rows if str(row.pk) == text), None) if text else None

    def form_options(self) -> dict[str, Any]:
        return {"projects": self.grid.writable if self.grid else []}

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "grid": self.grid,
            "units": list(self.units),
            "months": self.months,
            "stand": month_stand(self.user.county_id),
            "may_sign": can(self.user, CLOSE_MONTH),
            "here": reverse("month_grid"),
            "steps": ("填写", "核对", "完成"),
            "submit_label": "下一步：核对",
            "final_label": "提交申报",
            "upload_max_mb": settings.UPLOAD_MAX_MB,
            "allowed_files": ALLOWED,
        }

    def page(self, status: int = 200, **extra: Any) -> Any:
        form = extra["form"]
        rows = self.grid.rows if self.grid else []
        for row in rows:
            for claim in row.claims:
                claim.tag = claim_tag(claim.state)
                claim.may_edit = claim.state in (RETURNED, WITHDRAWN)
                claim.may_prove = claim.state == SUBMITTED
        boxes = [(row, form.row(row.project.pk) if row.project.pk in form.projects else None) for row in rows]
        return super().page(status, rows=boxes, **extra)

    def save(self, form: GridForm) -> list[Claim]:
        return submit_claims(by=self.user, lines=form.lines(), late_reason=form.cleaned_data["late_reason"], answers=self.answers)

    def success_url(self, result: list[Claim]) -> str:
        total = sum(line.claimed_wan for claim in result for line in claim.lines.all())
        into = "、".join(sorted({str(claim.month) for claim in result}))
        self.done_message = f"已申报{len(result)}份共{money_cell(total)}万元，计入{into}，等待招商局核定"
        return self.address
