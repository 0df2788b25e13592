"""年度结转: what goes into a year, and what is still lacking for it."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

from projects.core import clock
from projects.funding.models import TaskEntry
from projects.funding.queries.carry_over import NOT_ISSUED, carry_over, task_is_issued
from projects.funding.views.claims import LIST_CRUMB
from projects.months.models import Month
from projects.pages.views import Crumb, DetailPage
from projects.signing.models import Project

PAGE_SIZE = 50


class CarryOver(DetailPage):
    """The year of the address, else the running one; in December the coming one."""

    template_name = "funding/carry_over.html"
    title = "年度结转"

    @cached_property
    def year(self) -> int:
        today = clock.today()
        usual = today.year + (today.month == 12)
        text = self.request.GET.get("year", "")
        asked = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else usual
        return asked if 2000 <= asked <= 2099 else usual

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (f"{self.year}年结转", None)]

    def rows(self) -> QuerySet[Project]:
        found = carry_over(self.user.county_id, self.year)
        return found.visible_to(self.user).select_related("department")

    def context(self) -> dict[str, Any]:
        county, today = self.user.county_id, clock.today()
        before = Month.objects.in_county(county).filter(year=self.year - 1)
        tasks = TaskEntry.objects.for_year(self.year).filter(county_id=county, issued_on__lte=today)
        page = Paginator(self.rows(), PAGE_SIZE).get_page(self.request.GET.get("page"))
        return super().context() | {
            "page": page,
            "year": self.year,
            "years": (today.year + 1, today.year, today.year - 1),
            "open_months": list(before.accepting()),
            "task_text": f"已下达{tasks.values('unit').distinct().count()}个单位" if self._is_issued else NOT_ISSUED,
            "is_issued": self._is_issued,
        }

    @cached_property
    def _is_issued(self) -> bool:
        return task_is_issued(self.user.county_id, self.year, clock.today())
