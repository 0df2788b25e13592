"""任务: who holds what of the county's task, in official order; what the parts add up to beside the whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from projects.access.choices import SET_TASK
from projects.access.permissions import can
from projects.core import clock
from projects.core.periods import share_of_year, share_of_year_rule
from projects.funding.access import holder_visible_q
from projects.funding.actions import set_task
from projects.funding.choices import ARRIVED, FORMAL, TASK_KINDS, TASK_LEVELS, TASK_MOVES, WORKING_LEVEL
from projects.funding.forms import TaskForm
from projects.funding.models import TaskEntry
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage, Page, SignedInRequest

TASKS_CRUMB: Crumb = ("任务调度", "/tasks/")
Levels = Mapping[str, Decimal]


@dataclass(frozen=True)
class Progress:
    """Texts of the board's figures, as they are printed; `light` is empty where there is no task."""

    arrived: str
    completion: str
    pace: str
    light: str


@dataclass(frozen=True)
class Holder:
    """Empty amounts: 任务未下达."""

    unit: Unit
    formal: Decimal | None
    working: Decimal | None
    progress: Progress | None


@dataclass(frozen=True)
class Group:
    """One dimension. `sum_wan` is that of every holder, also of those out of sight: it is a published total."""

    label: str
    holders: list[Holder]
    hidden: int
    sum_wan: Decimal
    county_wan: Decimal | None

    @property
    def difference_wan(self) -> Decimal | None:
        return None if self.county_wan is None else self.sum_wan - self.county_wan

    @property
    def excess_wan(self) -> Decimal:
        return abs(self.difference_wan or Decimal(0))


class TaskBoard(Page):
    """Tasks; and what has arrived, where the address hands over `progress_source` (county, year → by unit).

    Figures are the board's, which stands above this area: `TaskBoard.as_view(progress_source=dashboards.queries.task_progress)`.
    """

    progress_source: Callable[[int, int], Mapping[int, Progress]] | None = None

    template_name = "funding/task_list.html"
    title = "任务调度"

    def crumbs(self) -> list[Crumb]:
        return [("任务调度", None)]

    @cached_property
    def year(self) -> int:
        text = self.request.GET.get("year", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else clock.today().year

    @cached_property
    def amounts(self) -> dict[int, dict[str, Decimal]]:
        """unit → level → 万元 of the arrivals' task, of entries issued by today."""
        entries = TaskEntry.objects.in_county(self.user.county_id).for_year(self.year)
        sums = (
            entries.filter(kind=ARRIVED, issued_on__lte=clock.today())
            .order_by()
            .values_list("unit", "level")
            .annotate(Sum("amount"))
        )
        found: dict[int, dict[str, Decimal]] = {}
        for unit_id, level, amount in sums:
            found.setdefault(unit_id, {})[level] = amount
        return found

    def groups(self) -> list[Group]:
        units = list(Unit.objects.filter(county_id=self.user.county_id, is_active=True))
        shown = set(Unit.objects.filter(holder_visible_q(self.user), is_active=True).values_list("pk", flat=True))
        return [self._group(dimension.label, [u for u in units if u.kind == dimension.value], shown) for dimension in DIMENSIONS]

    def _group(self, label: str, units: list[Unit], shown: set[int]) -> Group:
        holders = [self._holder(unit) for unit in units]
        return Group(
            label=label,
            holders=[holder for holder in holders if holder.unit.pk in shown],
            hidden=sum(holder.unit.pk not in shown for holder in holders),
            sum_wan=sum((holder.formal or Decimal(0) for holder in holders), Decimal(0)),
            county_wan=self.amounts.get(self.user.county_id, {}).get(FORMAL),
        )

    def _holder(self, unit: Unit) -> Holder:
        levels: Levels = self.amounts.get(unit.pk, {})
        return Holder(unit, levels.get(FORMAL), levels.get(WORKING_LEVEL), self.progress.get(unit.pk))

    @cached_property
    def progress(self) -> Mapping[int, Progress]:
        """By unit, the county included."""
        return self.progress_source(self.user.county_id, self.year) if self.progress_source else {}

    def entries(self) -> list[TaskEntry]:
        """The ledger of one holder, if the address names one that may be seen."""
        text = self.request.GET.get("unit", "")
        if not (text.isascii() and text.isdigit()):
            return []
        seen = Unit.objects.filter(holder_visible_q(self.user)) | Unit.objects.filter(pk=self.user.county_id)
        rows = TaskEntry.objects.for_year(self.year).filter(unit__in=seen.filter(pk=int(text)))
        return list(rows.select_related("unit").order_by("issued_on", "id"))

    def context(self) -> dict[str, Any]:
        today = clock.today()
        county = self.amounts.get(self.user.county_id, {})
        return super().context() | {
            "year": self.year,
            "years": range(today.year, today.year - 3, -1),
            "groups": self.groups(),
            "county_wan": county.get(FORMAL),
            "county_id": self.user.county_id,
            "progress": self.progress,
            "county_progress": self.progress.get(self.user.county_id),
            "entries": self.entries(),
            "kinds": {kind.value: f"{kind.label}（{kind.unit}）" for kind in TASK_KINDS.values()},
            "levels": TASK_LEVELS,
            "moves": TASK_MOVES,
            "pace": share_of_year(today) if self.year == today.year else None,
            "pace_rule": share_of_year_rule(today),
            "may_set": can(self.user, SET_TASK),
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
