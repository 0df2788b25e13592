"""任务分解, 任务划转, 月度计划."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from projects.access.choices import SET_TASK
from projects.core import clock
from projects.core.units import plain
from projects.funding.actions import allocate_tasks, set_plan, transfer_task
from projects.funding.choices import ARRIVED
from projects.funding.forms.tasks import AllocationForm, PlanForm, TransferForm, name_of
from projects.funding.models import PlanEntry, TaskEntry
from projects.funding.queries.task_sheets import difference_words, exact_text
from projects.funding.queries.tasks import allocation_version, curves_of, tasks_of
from projects.funding.views.tasks import TASKS_CRUMB, TaskYear
from projects.organisations.choices import DIMENSIONS, Dimension
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage

ZERO = Decimal(0)


class AllocationPage(TaskYear, FormPage):
    """One dimension of one kind and year as a table of inputs; what differs is written in one act."""

    template_name = "funding/task_allocation.html"
    title = "任务分解"
    functions = (SET_TASK,)
    form_class = AllocationForm
    done_message = "任务已分解，改动的单位各记一条"

    def crumbs(self) -> list[Crumb]:
        return [TASKS_CRUMB, (self.title, None)]

    @cached_property
    def dimension(self) -> Dimension:
        asked = self.request.GET.get("dimension", "")
        return next((item for item in DIMENSIONS if item.value == asked), DIMENSIONS[-1])

    @cached_property
    def units(self) -> list[Unit]:
        return list(Unit.objects.in_county(self.user.county_id).of_kind(self.dimension.value).active())

    @cached_property
    def now(self) -> dict[int, Decimal]:
        return tasks_of([*self.units, self.county], self.year, self.kind.value)

    def form_options(self) -> dict[str, Any]:
        return {"units": self.units, "now": self.now, "kind": self.kind, "version": self.row_version()}

    def row_version(self) -> int:
        return allocation_version(self.user.county_id, self.year, self.kind.value)

    def initial(self) -> dict[str, Any]:
        values: dict[str, Any] = {"version": self.row_version(), "issued_on": clock.today()}
        return values | {name_of(unit): plain(self.now[unit.pk]) for unit in self.units if unit.pk in self.now}

    def address_of(self, **changes: str) -> str:
        asked = {"dimension": self.dimension.value, "kind": self.kind.value, "year": str(self.year)} | changes
        return f"{reverse('task_allocation')}?" + "&".join(f"{name}={value}" for name, value in asked.items())

    def page(self, status: int = 200, **extra: Any) -> Any:
        """With the remainder of what stands in the boxes."""
        form = extra.get("form")
        task = self.now.get(self.county.pk)
        if isinstance(form, AllocationForm):
            extra |= {
                "total_text": exact_text(self.kind, form.total),
                "rest_words": difference_words(self.kind, None if task is None else form.total - task),
            }
        return super().page(status, **extra)

    def context(self) -> dict[str, Any]:
        tabs = [
            {
                "label": item.label,
                "url": self.address_of(dimension=item.value),
                "count": None,
                "is_current": item == self.dimension,
            }
            for item in DIMENSIONS
        ]
        task = self.now.get(self.county.pk)
        return super().context() | {
            "tabs": tabs,
            "dimension": self.dimension,
            "kind": self.kind,
            "year": self.year,
            "county_task": None if task is None else plain(task),
            "county_text": "任务未下达" if task is None else exact_text(self.kind, task),
            "submit_label": "保存分解",
            "cancel_url": self.back(),
        }

    def back(self) -> str:
        return f"{reverse('tasks')}?year={self.year}&kind={self.kind.value}"

    def save(self, form: AllocationForm) -> Unit:
        return allocate_tasks(
            by=self.user,
            county=self.county,
            year=self.year,
            kind=self.kind.value,
            wanted=form.wanted(),
            paper=form.paper,
            version=form.cleaned_data["version"],
        )

    def success_url(self, result: Unit) -> str:
        return self.back()


class TransferPage(TaskYear, FormPage):
    template_name = "funding/act_form.html"
    title = "任务划转"
    functions = (SET_TASK,)
    form_class = TransferForm
    done_message = "任务已划转，两个单位各记一条，合计不变"

    def crumbs(self) -> list[Crumb]:
        return [TASKS_CRUMB, (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        units = Unit.objects.in_county(self.user.county_id).active().exclude(pk=self.user.county_id)
        return {"units": units, "today": clock.today()}

    def initial(self) -> dict[str, Any]:
        asked = {"source": self.request.GET.get("unit", ""), "kind": self.kind.value}
        return {"year": str(self.year), "issued_on": clock.today()} | asked

    def context(self) -> dict[str, Any]:
        facts = [("规则", "只能在同一类单位之间划转；同一文号记两条，合计为0")]
        return super().context() | {"facts": facts, "submit_label": "划转", "is_wide": True, "cancel_url": reverse("tasks")}

    def save(self, form: TransferForm) -> TaskEntry:
        values = form.cleaned_data
        return transfer_task(
            by=self.user,
            source=values["source"],
            target=values["target"],
            year=int(values["year"]),
            kind=values["kind"],
            amount=values["amount"],
            paper=form.paper,
        )

    def success_url(self, result: TaskEntry) -> str:
        return f"{reverse('tasks')}?year={result.year}&kind={result.kind}&unit={result.unit_id}#entries"


class PlanPage(TaskYear, FormPage):
    """月度计划 of one unit."""

    template_name = "funding/act_form.html"
    title = "月度计划"
    functions = (SET_TASK,)
    form_class = PlanForm
    done_message = "月度计划已保存"

    @cached_property
    def unit(self) -> Unit:
        found = Unit.objects.in_county(self.user.county_id).filter(pk=self.kwargs["unit"]).first()
        if found is None:
            raise Http404("no such unit")
        return found

    def crumbs(self) -> list[Crumb]:
        return [TASKS_CRUMB, (f"{self.unit}{self.title}", None)]

    def initial(self) -> dict[str, Any]:
        curve = curves_of(self.user.county_id, self.year, clock.today()).get(self.unit.pk)
        months = curve.months_wan if curve else ()
        values: dict[str, Any] = {"version": 0, "issued_on": clock.today()}
        return values | {f"month-{number}": plain(amount) for number, amount in enumerate(months, start=1)}

    def context(self) -> dict[str, Any]:
        task = tasks_of([self.unit], self.year, ARRIVED).get(self.unit.pk)
        said = "任务未下达" if task is None else f"{plain(task)}万元"
        facts = [
            ("单位", str(self.unit)),
            (f"{self.year}年到位资金任务", said),
            ("规则", "填自1月起的累计数；全部留空为按时间进度平均"),
        ]
        back = self._back()
        return super().context() | {"facts": facts, "submit_label": "保存计划", "is_wide": True, "cancel_url": back}

    def _back(self) -> str:
        return f"{reverse('tasks')}?year={self.year}&unit={self.unit.pk}#entries"

    def save(self, form: PlanForm) -> PlanEntry:
        return set_plan(by=self.user, unit=self.unit, year=self.year, months=form.months(), paper=form.paper)

    def success_url(self, result: PlanEntry) -> str:
        return self._back()
