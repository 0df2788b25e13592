"""帮办代办台账, one item and its steps, and a single matter."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import RUN_AGENCY
from projects.access.permissions import can
from projects.agency import actions
from projects.agency.access import may_decide
from projects.agency.flow import LISTED, STATES, STEPS
from projects.agency.forms import STEP_PAGES, ItemFilters, ItemForm, ItemStepForm, ItemStepPage
from projects.agency.models import AgencyItem, AgencyStep, ItemTemplate
from projects.agency.queries import agents_of, item_calendar, item_light
from projects.agency.tables import AgencyTable, days_words, item_tag, papers_words
from projects.core import clock
from projects.enterprises.actions import find_or_add_enterprise
from projects.files.views import send
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit, User
from projects.pages.views import Crumb, DetailPage, FormPage, Page, StepFormPage
from projects.pages.views.listing import TablePage
from projects.reference.models import labels, unpublished_until
from projects.services.access import serviced_project_q
from projects.signing.models import Project

LIST_CRUMB: Crumb = ("帮办代办", "/agency/")
METHODS = "agency_method"
JOINED = ("enterprise", "project", "authority", "agent")
STEP_ACTIONS: dict[str, Callable[..., AgencyItem]] = {
    "tell": actions.tell_papers,
    "receive": actions.receive_papers,
    "apply": actions.apply_agency_item,
    "send_back": actions.send_back_agency_item,
    "accept": actions.accept_agency_item,
    "finish": actions.finish_agency_item,
    "withdraw": actions.withdraw_agency_item,
    "rate": actions.rate_agency_item,
    "reassign": actions.reassign_agency_item,
}


class AgencyList(TablePage):
    """What firms have entrusted; lines that only stand in a project's list are on the page of the project."""

    template_name = "agency/item_list.html"
    title = "帮办代办"
    table_class = AgencyTable
    filter_class = ItemFilters
    default_sort = "-entrusted_on"
    list_name = url_name = "agency"
    export_name = "agency_export"
    thing, measure = "代办事项", "项"

    @cached_property
    def methods(self) -> dict[str, str]:
        return labels(METHODS)

    def crumbs(self) -> list[Crumb]:
        return [("帮办代办", None)]

    def rows(self) -> QuerySet[Any]:
        seen = AgencyItem.objects.visible_to(self.user).exclude(entrusted_on=None)
        return seen.with_papers().with_steward(clock.today()).select_related(*JOINED)

    def filter_options(self) -> dict[str, Any]:
        states = [(state.value, state.label) for state in STATES.values() if state.value != LISTED]
        return {"states": states, "methods": list(self.methods.items())}

    def table_options(self) -> dict[str, Any]:
        return {"labels": {METHODS: self.methods}}

    def remedy(self) -> tuple[str, str]:
        return (reverse("agency_new"), "登记代办事项") if can(self.user, RUN_AGENCY) else ("", "")

    def context(self) -> dict[str, Any]:
        every = ",".join(AgencyTable.base_columns)
        return super().context() | {"may_run": can(self.user, RUN_AGENCY), "every_column": every}


class AgencyNew(FormPage):
    """A single matter; ?project= brings the project and its firm along."""

    template_name = "agency/item_form.html"
    title = "登记代办事项"
    functions = (RUN_AGENCY,)
    form_class = ItemForm
    done_message = "代办事项已登记，请在1个工作日内一次性告知材料"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    @cached_property
    def project(self) -> Project | None:
        asked = self.request.POST.get("project") or self.request.GET.get("project", "")
        if not (asked.isascii() and asked.isdigit()):
            return None
        return self.projects.select_related("investor").filter(pk=int(asked)).first()

    @property
    def projects(self) -> QuerySet[Project]:
        return Project.objects.filter(serviced_project_q(self.user))

    def form_options(self) -> dict[str, Any]:
        county, today = self.user.county_id, clock.today()
        return {
            "templates": ItemTemplate.objects.in_county(county).on(today),
            "units": Unit.objects.in_county(county).of_kind(DEPARTMENT).active(),
            "projects": self.projects,
            "agents": agents_of(county),
            "today": today,
        }

    def initial(self) -> dict[str, Any]:
        own = {"entrusted_on": clock.today(), "agent": self.user.pk, "method": "agency"}
        return own | ({"project": self.project.pk, "enterprise": self.project.investor.name} if self.project else {})

    def context(self) -> dict[str, Any]:
        more = {"submit_label": "登记", "is_wide": True, "has_files": True, "cancel_url": reverse("agency")}
        return super().context() | more | {"project": self.project}

    def save(self, form: ItemForm) -> AgencyItem:
        values = dict(form.cleaned_data)
        county = Unit.objects.get(pk=self.user.county_id)
        enterprise = find_or_add_enterprise(by=self.user, county=county, name=values.pop("enterprise"))
        return actions.open_agency_item(by=self.user, enterprise=enterprise, **values)

    def success_url(self, result: AgencyItem) -> str:
        return reverse("agency_item", args=[result.pk])


class OneItem(Page):
    @cached_property
    def item(self) -> AgencyItem:
        rows = AgencyItem.objects.visible_to(self.user).with_papers().with_steward(clock.today())
        return get_object_or_404(rows.select_related(*JOINED, "unit", "letter", "template"), pk=self.kwargs["pk"])

    def context(self) -> dict[str, Any]:
        return super().context() | {"item": self.item, "state_tag": item_tag(self.item.state)}


class ItemPage(OneItem, DetailPage):
    template_name = "agency/item_detail.html"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.item.number, None)]

    def context(self) -> dict[str, Any]:
        item, today = self.item, clock.today()
        buttons = buttons_of(self.user, item)
        return super().context() | {
            "title": item.name,
            "facts": self.facts(),
            "light": item_light(item, today, item_calendar([item], today)),
            "calendar_note": unpublished_until(today, item.deadline_on) if item.deadline_on else "",
            "papers": list(item.papers.all()),
            "papers_words": papers_words(item),
            "steps": self.steps(),
            "project_is_seen": Project.objects.filter(serviced_project_q(self.user), pk=item.project_id or 0).exists(),
            "buttons": [page for page in buttons if not page.is_quiet],
            "more": [page for page in buttons if page.is_quiet],
        }

    def facts(self) -> list[tuple[str, Any]]:
        item = self.item
        method = labels(METHODS).get(item.method, item.method)
        steward: Any = item
        return [
            ("企业名称", item.enterprise),
            ("事项类别（阶段）", item.stage_label),
            ("审批部门", item.authority or "--"),
            ("法定时限（工作日）", days_words(item.statutory_days)),
            ("承诺时限（工作日）", days_words(item.promised_days)),
            ("委托时间", item.entrusted_on or "未委托"),
            ("代办员", f"{item.agent}　{item.unit or ''}" if item.agent else "--"),
            ("项目管家", steward.steward_name or "--"),
            ("服务方式", method or "--"),
            ("受理时间", item.accepted_on or "--"),
            ("承诺办结时限", item.deadline_on or "--"),
            ("办结时间", item.finished_on or "--"),
            ("结果（证照文号）", item.result or "--"),
            ("企业评价", item.rating or "--"),
            *([("备注", item.note)] if item.note else []),
        ]

    def steps(self) -> list[dict[str, str]]:
        """Newest first."""
        rows = AgencyStep.objects.standing().filter(item=self.item).select_related("unit", "person").order_by("-pk")
        return [
            {
                "icon": "check2-square",
                "title": step.kind_label,
                "on": step.happened_on.isoformat(),
                "text": "，".join(filter(None, [step.note, f"承诺办结时限{step.deadline_on}" if step.deadline_on else ""])),
                "who": f"{step.unit or ''} {step.person or ''}".strip(),
            }
            for step in rows
        ]


def buttons_of(user: User, item: Any) -> list[ItemStepPage]:
    """Steps that flow.py allows from here and that the person may take; the actions ask again. `item` with its counts of papers."""
    fitting = {
        "receive": item.papers_there < item.papers_all,
        "send_back": may_decide(user, item),
        "accept": may_decide(user, item),
        "finish": may_decide(user, item),
        "rate": not item.rating and item.authority_id not in user.unit_ids,
    }
    return [
        page
        for page in STEP_PAGES.values()
        if STEPS[page.kind].may_follow(STATES[item.state]) and can(user, *page.functions) and fitting.get(page.kind, True)
    ]


class ItemStep(OneItem, StepFormPage):
    """One page per step; an unknown kind is 404."""

    template_name = "agency/step_form.html"
    step_pages = STEP_PAGES

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.item.number, self.success_url(None)), (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        return {"papers": self.item.papers.all(), "agents": agents_of(self.user.county_id)}

    def initial(self) -> dict[str, Any]:
        today = clock.today()
        return {
            "version": self.item.version,
            "accepted_on": today,
            "finished_on": today,
            "promised_days": self.item.promised_days,
        }

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "submit_label": self.step.button,
            "is_danger": self.step.is_danger,
            "cancel_url": self.success_url(None),
            "facts": [
                ("企业名称", self.item.enterprise),
                ("审批部门", self.item.authority or "--"),
                ("办理状态", item_tag(self.item.state)),
                ("材料", papers_words(self.item) or "--"),
            ],
        }

    def save(self, form: ItemStepForm) -> AgencyItem:
        return STEP_ACTIONS[self.step.kind](by=self.user, item=self.item, **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return reverse("agency_item", args=[self.item.pk])


def letter_file(request: Any, pk: int) -> FileResponse:
    item = get_object_or_404(AgencyItem.objects.visible_to(request.user).select_related("letter"), pk=pk)
    if item.letter is None:
        raise Http404("no letter was handed in")
    return send(item.letter)
