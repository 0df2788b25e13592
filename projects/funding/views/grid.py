"""本月申报: one unit, one month, a row for each project."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from projects.access.choices import CLOSE_MONTH, FILE_CLAIM
from projects.access.permissions import can
from projects.core import clock
from projects.funding.queries.grid import Grid, grid_of
from projects.funding.queries.queue import month_stand
from projects.funding.tables import claim_tag
from projects.funding.views.claims import LIST_CRUMB
from projects.funding.views.reporting import own_units
from projects.months.models import Month
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.pages.views import Crumb, DetailPage

MONTHS = 24


class MonthGrid(DetailPage):
    """Filled through the claim form; here stands what is said and what is not."""

    template_name = "funding/month_grid.html"
    title = "本月申报"
    functions = (FILE_CLAIM,)

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

    def grid(self) -> Grid | None:
        stand = month_stand(self.user.county_id)
        month = self._asked("month", self.months) or (stand.month if stand else None)
        unit = self._asked("unit", self.units) or self._own_unit()
        return grid_of(self.user, unit, month) if unit and month else None

    def _own_unit(self) -> Unit | None:
        return self.units.filter(pk__in=self.user.unit_ids).first() or self.units.first()

    def _asked(self, name: str, rows: Any) -> Any:
        text = self.request.GET.get(name, "")
        return next((row for row in rows if str(row.pk) == text), None) if text else None

    def context(self) -> dict[str, Any]:
        grid = self.grid()
        for row in grid.rows if grid else []:
            for claim in row.claims:
                claim.tag = claim_tag(claim.state)
        return super().context() | {
            "grid": grid,
            "units": list(self.units),
            "months": self.months,
            "stand": month_stand(self.user.county_id),
            "may_sign": can(self.user, CLOSE_MONTH),
            "here": reverse("month_grid"),
        }
