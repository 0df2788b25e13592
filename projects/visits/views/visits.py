"""走访记录: the list, one visit, a new one, 冲销, and its tickets."""

from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import OPEN_TICKET, RECORD_VISIT, SET_PAIRS
from projects.access.permissions import can
from projects.core import clock
from projects.enterprises.actions import find_or_add_enterprise
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit
from projects.pages.views import Crumb, DetailPage, FormPage, Page
from projects.pages.views.listing import TablePage
from projects.reference.models import labels
from projects.services.access import serviced_project_q
from projects.services.models import Ticket
from projects.services.tables import ticket_tag
from projects.signing.models import Project
from projects.visits.actions import record_visit, reverse_visit
from projects.visits.forms import ReverseVisitForm, VisitFilters, VisitForm
from projects.visits.models import Pair, Visit
from projects.visits.tables import VisitTable
from projects.visits.views.raising import RaisedTicketNew

LIST_CRUMB: Crumb = ("走访记录", "/visits/")
REASONS = "visit_reason"
ROUTINE = "routine"


class VisitList(TablePage):
    """Reversing rows are left out; the row they answer says 已冲销."""

    template_name = "visits/visit_list.html"
    title = "走访记录"
    table_class = VisitTable
    filter_class = VisitFilters
    default_sort = "-visited_on"
    list_name = url_name = "visits"
    export_name = "visits_export"
    thing, measure = "走访记录", "次"

    @cached_property
    def reasons(self) -> dict[str, str]:
        return labels(REASONS)

    def crumbs(self) -> list[Crumb]:
        return [("走访记录", None)]

    def rows(self) -> QuerySet[Any]:
        reversing = Visit.objects.filter(reverses=OuterRef("pk"))
        rows = Visit.objects.visible_to(self.user).filter(reverses=None).with_tickets().annotate(is_reversed=Exists(reversing))
        return rows.select_related("enterprise", "leader", "unit")

    def filter_options(self) -> dict[str, Any]:
        leaders = Unit.objects.in_county(self.user.county_id).of_kind(LEADER)
        return {"reasons": list(self.reasons.items()), "leaders": [(str(unit.pk), str(unit)) for unit in leaders]}

    def table_options(self) -> dict[str, Any]:
        return {"labels": {REASONS: self.reasons}}

    def remedy(self) -> tuple[str, str]:
        return (reverse("visit_new"), "登记走访") if can(self.user, RECORD_VISIT) else ("", "")

    def context(self) -> dict[str, Any]:
        return super().context() | {"may_record": can(self.user, RECORD_VISIT)}


class VisitNew(FormPage):
    """?pair= or ?project= bring firm, project and leader along."""

    template_name = "visits/visit_form.html"
    title = "登记走访"
    functions = (RECORD_VISIT,)
    form_class = VisitForm
    done_message = "走访已登记；企业提出的问题可在本页直接转为诉求"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    @property
    def projects(self) -> QuerySet[Project]:
        return Project.objects.filter(serviced_project_q(self.user)).select_related("investor")

    def asked(self, name: str) -> int | None:
        text = self.request.POST.get(name) or self.request.GET.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None

    @cached_property
    def pair(self) -> Pair | None:
        rows = Pair.objects.visible_to(self.user).select_related("enterprise", "project")
        return rows.filter(pk=self.asked("pair") or 0).first()

    @cached_property
    def project(self) -> Project | None:
        if self.pair:
            return self.pair.project
        return self.projects.filter(pk=self.asked("project") or 0).first()

    def form_options(self) -> dict[str, Any]:
        units = Unit.objects.in_county(self.user.county_id).active()
        return {"units": units, "projects": self.projects, "today": clock.today()}

    def initial(self) -> dict[str, Any]:
        own = self.user.unit
        values: dict[str, Any] = {"visited_on": clock.today(), "visit_reason": ROUTINE}
        values["leader"] = own.pk if own and own.kind == LEADER else None
        if self.project:
            values |= {"project": self.project.pk, "enterprise": self.project.investor.name, "leader": self.project.leader_id}
        if self.pair:
            values |= {"enterprise": self.pair.enterprise.name, "leader": self.pair.leader_id}
        return values

    def context(self) -> dict[str, Any]:
        more = {"project": self.project, "cancel_url": reverse("visits"), "is_wide": True, "submit_label": "保存"}
        return super().context() | more

    def save(self, form: VisitForm) -> Visit:
        values = dict(form.cleaned_data)
        county = Unit.objects.get(pk=self.user.county_id)
        enterprise = find_or_add_enterprise(by=self.user, county=county, name=values.pop("enterprise"))
        return record_visit(by=self.user, enterprise=enterprise, **values)

    def success_url(self, result: Visit) -> str:
        return reverse("visit", args=[result.pk])


class OneVisit(Page):
    @cached_property
    def visit(self) -> Visit:
        """A reversing row has no page of its own."""
        rows = Visit.objects.visible_to(self.user).filter(reverses=None)
        joined = rows.select_related("enterprise", "project__investor", "leader", "unit", "recorded_by", "reversed_by__recorded_by")
        return get_object_or_404(joined, pk=self.kwargs["pk"])

    @property
    def reversal(self) -> Visit | None:
        return getattr(self.visit, "reversed_by", None)

    @cached_property
    def reason_words(self) -> str:
        return labels(REASONS).get(self.visit.visit_reason, self.visit.visit_reason)

    @property
    def own_url(self) -> str:
        return reverse("visit", args=[self.visit.pk])


class VisitPage(OneVisit, DetailPage):
    template_name = "visits/visit_detail.html"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (str(self.visit), None)]

    def context(self) -> dict[str, Any]:
        visit = self.visit
        tickets = Ticket.objects.visible_to(self.user).filter(pk__in=visit.raised.values("ticket")).select_related("lead_unit")
        may_reverse = can(self.user, SET_PAIRS) or (can(self.user, RECORD_VISIT) and visit.recorded_by_id == self.user.pk)
        return super().context() | {
            "title": f"走访{visit.enterprise}",
            "visit": visit,
            "reversal": self.reversal,
            "facts": [
                ("走访时间", visit.visited_on),
                ("走访事由", self.reason_words),
                ("走访领导", visit.leader or "--"),
                ("登记", f"{visit.unit or ''} {visit.recorded_by or ''}".strip()),
                ("参加人员", visit.people or "--"),
                ("关联项目", visit.project or "--"),
            ],
            "tickets": [(ticket, ticket_tag(ticket.state)) for ticket in tickets],
            "may_open": can(self.user, OPEN_TICKET) and self.reversal is None,
            "may_reverse": may_reverse and self.reversal is None,
        }


class VisitReverse(OneVisit, FormPage):
    template_name = "funding/act_form.html"
    title = "冲销走访记录"
    functions = (RECORD_VISIT,)
    form_class = ReverseVisitForm
    done_message = "走访记录已冲销"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (str(self.visit), self.own_url), (self.title, None)]

    def context(self) -> dict[str, Any]:
        facts = [("企业名称", self.visit.enterprise), ("走访时间", self.visit.visited_on), ("走访领导", self.visit.leader or "--")]
        return super().context() | {"facts": facts, "submit_label": "冲销", "is_danger": True, "cancel_url": self.own_url}

    def save(self, form: ReverseVisitForm) -> Visit:
        return reverse_visit(by=self.user, visit=self.visit, **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return self.own_url


class VisitTicketNew(OneVisit, RaisedTicketNew):
    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (str(self.visit), self.own_url), (self.title, None)]

    def origin(self) -> dict[str, Any]:
        return {"visit": self.visit}

    @cached_property
    def project(self) -> Project | None:
        return self.visit.project

    def prefilled(self) -> dict[str, Any]:
        visit = self.visit
        source = "visit" if visit.visit_reason == ROUTINE else "six"
        return {"enterprise": visit.enterprise.name, "source": source, "content": visit.found}

    def context(self) -> dict[str, Any]:
        return super().context() | {"cancel_url": self.own_url}
