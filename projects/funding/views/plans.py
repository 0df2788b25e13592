"""到位计划 of a project: the months of a year as boxes."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from projects.access.choices import FILE_CLAIM
from projects.core import clock
from projects.core.units import money_cell, plain
from projects.funding.actions import set_money_plan
from projects.funding.forms.plans import MoneyPlanForm
from projects.funding.models import MoneyPlan
from projects.funding.queries.plans import PlanBook, money_plan_version, outside_left_wan, plan_book
from projects.months.queries import stat_calendar
from projects.signing.views import ProjectFormPage


def open_words(rest_wan: Decimal) -> str:
    """What is planned beside what the contract still has to bring; static/js/allocation.js says the same while typing."""
    if rest_wan == 0:
        return "计划合计与合同还可到位的一致。"
    if rest_wan < 0:
        return f"计划合计比合同还可到位的少{money_cell(-rest_wan)}万元，留待以后年度。"
    return f"计划合计比合同还可到位的多{money_cell(rest_wan)}万元，请核对。"


class MoneyPlanPage(ProjectFormPage):
    template_name = "funding/money_plan.html"
    title = "到位计划"
    functions = (FILE_CLAIM,)
    form_class = MoneyPlanForm
    done_message = "到位计划已保存，原计划保留在记录里"

    @cached_property
    def this_year(self) -> int:
        return stat_calendar().year_of(clock.today())

    @cached_property
    def year(self) -> int:
        return self.this_year + 1 if self.request.GET.get("year") == str(self.this_year + 1) else self.this_year

    @cached_property
    def book(self) -> PlanBook:
        return plan_book(self.project, self.year, clock.today())

    @cached_property
    def open_wan(self) -> Decimal:
        return outside_left_wan(self.project, self.year)

    def row_version(self) -> int:
        return money_plan_version(self.project, self.year)

    def initial(self) -> dict[str, Any]:
        months = self.book.plan.months_wan if self.book.plan else ()
        values: dict[str, Any] = {"version": self.row_version()}
        return values | {f"month-{number}": plain(amount) for number, amount in enumerate(months, start=1) if amount}

    def page(self, status: int = 200, **extra: Any) -> Any:
        """With the sum of what stands in the boxes."""
        form = extra.get("form")
        if isinstance(form, MoneyPlanForm):
            extra |= {
                "total_wan": form.total_wan,
                "rest_words": open_words(form.total_wan - self.open_wan),
                "rows": list(zip(form.boxes, self.arrived, strict=True)),
            }
        return super().page(status, **extra)

    @cached_property
    def arrived(self) -> list[Decimal]:
        return [self.book.arrived_by_month.get(number, Decimal(0)) for number in range(1, 13)]

    def context(self) -> dict[str, Any]:
        years = (self.this_year, self.this_year + 1)
        return super().context() | {
            "year": self.year,
            "years": [(f"{year}年", f"?year={year}", year == self.year) for year in years],
            "book": self.book,
            "open_wan": self.open_wan,
            "open_plain": plain(self.open_wan),
            "arrived_wan": sum(self.arrived, Decimal(0)),
            "submit_label": "保存计划",
        }

    def save(self, form: MoneyPlanForm) -> MoneyPlan:
        values = form.cleaned_data
        return set_money_plan(
            by=self.user,
            project=self.project,
            year=self.year,
            months=form.months(),
            reason=values["reason"],
            version=values["version"],
        )

    def success_url(self, result: MoneyPlan) -> str:
        return f"{self.project_url}?tab=money#money-plan"
