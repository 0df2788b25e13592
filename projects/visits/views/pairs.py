"""包抓联: who answers for which firm, and who has not been there."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import RECORD_VISIT, SET_PAIRS
from projects.access.permissions import can
from projects.core import clock
from projects.core.forms import HouseForm
from projects.enterprises.actions import find_or_add_enterprise
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage, state_change
from projects.pages.views.base import SignedInRequest
from projects.pages.views.listing import TablePage
from projects.signing.models import Project
from projects.visits.actions import edit_pair, fill_pairs, set_pair
from projects.visits.forms import PairEditForm, PairFilters, PairForm
from projects.visits.models import Pair
from projects.visits.queries import due_before, interval_on
from projects.visits.tables import PairTable

LIST_CRUMB: Crumb = ("包抓联", "/visits/pairs/")


class PairList(TablePage):
    template_name = "visits/pair_list.html"
    title = "包抓联"
    table_class = PairTable
    filter_class = PairFilters
    default_sort = "leader"
    list_name = url_name = "pairs"
    export_name = "pairs_export"
    thing, measure = "包抓联", "对"

    def crumbs(self) -> list[Crumb]:
        return [("包抓联", None)]

    def rows(self) -> QuerySet[Any]:
        rows = Pair.objects.visible_to(self.user).with_visits(clock.today())
        return rows.select_related("enterprise", "leader", "project", "task_force")

    def filter_options(self) -> dict[str, Any]:
        leaders = Unit.objects.in_county(self.user.county_id).of_kind(LEADER)
        return {"leaders": [(str(unit.pk), str(unit)) for unit in leaders], "due_before": due_before(clock.today())}

    def table_options(self) -> dict[str, Any]:
        may = {"visit": can(self.user, RECORD_VISIT), "edit": can(self.user, SET_PAIRS)}
        return {"labels": {"acts": {name: name for name, allowed in may.items() if allowed}}}

    def remedy(self) -> tuple[str, str]:
        return (reverse("pair_new"), "建立包抓联") if can(self.user, SET_PAIRS) else ("", "")

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "may_set": can(self.user, SET_PAIRS),
            "may_record": can(self.user, RECORD_VISIT),
            "interval": interval_on(clock.today()),
        }


class PairNew(FormPage):
    template_name = "funding/act_form.html"
    title = "建立包抓联"
    functions = (SET_PAIRS,)
    form_class: type[HouseForm] = PairForm
    done_message = "包抓联已建立"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    @property
    def units(self) -> QuerySet[Unit]:
        return Unit.objects.in_county(self.user.county_id).active()

    def form_options(self) -> dict[str, Any]:
        return {"units": self.units, "projects": Project.objects.visible_to(self.user).order_by("-code")}

    def initial(self) -> dict[str, Any]:
        return {"starts_on": clock.today()}

    def context(self) -> dict[str, Any]:
        return super().context() | {"is_wide": True, "submit_label": "保存", "cancel_url": reverse("pairs")}

    def save(self, form: PairForm) -> Pair:
        values = dict(form.cleaned_data)
        county = Unit.objects.get(pk=self.user.county_id)
        enterprise = find_or_add_enterprise(by=self.user, county=county, name=values.pop("enterprise"))
        return set_pair(by=self.user, enterprise=enterprise, **values)

    def success_url(self, result: Any) -> str:
        return reverse("pairs")


class PairEdit(PairNew):
    title = "修改包抓联"
    form_class: type[HouseForm] = PairEditForm

    @cached_property
    def pair(self) -> Pair:
        rows = Pair.objects.visible_to(self.user).select_related("leader", "enterprise", "project")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def edited(self) -> Pair:
        return self.pair

    def form_options(self) -> dict[str, Any]:
        return {"units": self.units}

    def initial(self) -> dict[str, Any]:
        pair = self.pair
        names = ("starts_on", "ends_on", "note", "version")
        return {name: getattr(pair, name) for name in names} | {"task_force": pair.task_force_id}

    def context(self) -> dict[str, Any]:
        pair = self.pair
        facts = [("企业名称", pair.enterprise), ("包抓领导", pair.leader), ("关联项目", pair.project or "--")]
        return super().context() | {"facts": facts}

    def save(self, form: Any) -> Pair:
        return edit_pair(by=self.user, pair=self.pair, values=form.values(), version=form.cleaned_data["version"])


@state_change(SET_PAIRS)
def fill(request: SignedInRequest) -> str:
    fill_pairs(by=request.user, county=Unit.objects.get(pk=request.user.county_id))
    return reverse("pairs")
