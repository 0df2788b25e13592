"""任务: who holds what of the county's task, what of it is done, and what the parts add up to beside the whole."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from projects.access.choices import EXPORT, SET_TASK
from projects.access.permissions import can
from projects.core import clock
from projects.funding.access import holder_visible_q
from projects.funding.actions import set_task
from projects.funding.choices import ARRIVED, TASK_KINDS, TASK_LEVELS, TASK_MOVES, TaskKind
from projects.funding.forms import TaskForm
from projects.funding.models import PlanEntry, TaskEntry
from projects.funding.queries.task_sheets import Group, SheetSource, TaskSheet
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage, Page, SignedInRequest

TASKS_CRUMB: Crumb = ("任务调度", "/tasks/")


class TaskYear(Page):
    """`year` and `kind` of the address; else this year's 到位资金."""

    @cached_property
    def year(self) -> int:
        text = self.request.GET.get("year", "")
        is_year = text.isascii() and text.isdigit() and len(text) == 4 and text.startswith("20")
        return int(text) if is_year else clock.today().year

    @cached_property
    def kind(self) -> TaskKind:
        return TASK_KINDS.get(self.request.GET.get("kind", ""), TASK_KINDS[ARRIVED])

    @cached_property
    def county(self) -> Unit:
        return Unit.objects.get(pk=self.user.county_id)


class TaskBoard(TaskYear):
    """`TaskBoard.as_view(source=indicators.task_sheet.task_sheet)`."""

    source: SheetSource | None = None
    template_name = "funding/task_list.html"
    title = "任务调度"
    first_unit = "亿元"

    def crumbs(self) -> list[Crumb]:
        return [("任务调度", None)]

    @cached_property
    def sheet(self) -> TaskSheet:
        if self.source is None:
            raise ImproperlyConfigured("the page of tasks needs the board's sheet: as_view(source=…)")
        return self.source(self.county, self.year, self.kind.value)

    def groups(self) -> list[Group]:
        """Leaders are for the county's eyes and for themselves; their sums are published."""
        shown = set(Unit.objects.filter(holder_visible_q(self.user)).values_list("pk", flat=True))
        return [self._visible(group, shown) for group in self.sheet.groups]

    @staticmethod
    def _visible(group: Group, shown: set[int]) -> Group:
        holders = [holder for holder in group.holders if holder.unit.pk in shown]
        return replace(group, holders=holders, hidden=len(group.holders) - len(holders))

    @cached_property
    def unit(self) -> Unit | None:
        """The one whose ledger the address asks for, if it may be seen."""
        text = self.request.GET.get("unit", "")
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            return None
        seen = Unit.objects.filter(holder_visible_q(self.user)) | Unit.objects.filter(pk=self.user.county_id)
        return seen.filter(pk=int(text)).first()

    def entries(self) -> Sequence[TaskEntry]:
        if self.unit is None:
            return []
        rows = TaskEntry.objects.for_year(self.year).filter(unit=self.unit)
        return list(rows.select_related("unit", "counterpart__unit", "answered_by__unit").order_by("issued_on", "id"))

    def plans(self) -> Sequence[PlanEntry]:
        return list(PlanEntry.objects.for_year(self.year).filter(unit=self.unit)) if self.unit else []

    def context(self) -> dict[str, Any]:
        today = clock.today()
        return super().context() | {
            "year": self.year,
            "years": range(today.year + 1, today.year - 3, -1),
            "kind": self.kind,
            "kinds": TASK_KINDS.values(),
            "column_unit": self.money_unit if self.kind.is_money else self.kind.unit,
            "sheet": self.sheet,
            "groups": self.groups(),
            "unit": self.unit,
            "entries": self.entries(),
            "plans": self.plans(),
            "kind_words": {kind.value: f"{kind.label}（{kind.unit}）" for kind in TASK_KINDS.values()},
            "levels": TASK_LEVELS,
            "moves": TASK_MOVES,
            "may_set": can(self.user, SET_TASK),
            "may_export": can(self.user, EXPORT),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()


class TaskNew(FormPage):
    template_name = "funding/act_form.html"
    title = "下达任务"
    functions = (SET_TASK,)
    form_class = TaskForm
    done_message = "任务已下达"
    request: SignedInRequest

    def crumbs(self) -> list[Crumb]:
        return [TASKS_CRUMB, (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        return {"units": Unit.objects.in_county(self.user.county_id).active(), "today": clock.today()}

    def initial(self) -> dict[str, Any]:
        today = clock.today()
        return {"year": str(today.year), "issued_on": today, "unit": self.request.GET.get("unit", "")}

    def context(self) -> dict[str, Any]:
        return super().context() | {"submit_label": "下达任务", "is_wide": True, "cancel_url": reverse("tasks")}

    def save(self, form: TaskForm) -> TaskEntry:
        values = form.cleaned_data
        return set_task(by=self.user, **(values | {"year": int(values["year"])}))

    def success_url(self, result: TaskEntry) -> str:
        return f"{reverse('tasks')}?year={result.year}&unit={result.unit_id}#entries"
