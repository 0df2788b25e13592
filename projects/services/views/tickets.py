"""企业诉求: list, raising one, its page, and a page for each step."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from projects.access.choices import CHASE, HANDLE_TICKET, INSTRUCT, OPEN_TICKET, RUN_TICKET, SEE_CONFIDENTIAL, SUPERVISE
from projects.access.permissions import can
from projects.core import clock
from projects.enterprises.actions import find_or_add_enterprise
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit, User
from projects.pages.views import Crumb, DetailPage, FormPage, Page, StepFormPage
from projects.pages.views.listing import TablePage
from projects.reference.choices import ASSISTANCE, TICKET_TAKING
from projects.reference.models import choices, labels, setting, unpublished_until
from projects.services import actions
from projects.services.access import may_report_done
from projects.services.flow import ASSIGNED, LEAVING_STATES, STATES, STEPS
from projects.services.forms import STEP_PAGES, StepForm, StepPage, TicketFilters, TicketForm
from projects.services.models import SavedReply, Step, Ticket, TicketHelper, TicketLink, TicketPhoto, TicketSender
from projects.services.queries import REACH, Light, WorkCalendar, awaits_acceptance, calendar_of, deadline_light, due_on, light_of
from projects.services.queries.course import Course, answered_by, course_in, holdings
from projects.services.tables import TicketTable, ticket_tag
from projects.signing.models import Project

LIST_CRUMB: Crumb = ("企业服务", "/tickets/")
ORDERS = (("chase", "催办", CHASE), ("supervise", "督办", SUPERVISE), ("instruct", "批示", INSTRUCT))
"""What may be ordered about a ticket (supervision/flow.py), by address only."""
STEP_ACTIONS: dict[str, Callable[..., Ticket]] = {
    "accept": actions.accept_ticket,
    "refuse": actions.refuse_ticket,
    "assign": actions.assign_ticket,
    "done": actions.report_ticket_done,
    "close": actions.close_ticket,
    "reopen": actions.reopen_ticket,
    "merge": actions.merge_ticket,
    "take": actions.take_ticket,
    "object": actions.object_to_ticket,
    "rule": actions.rule_on_objection,
    "ask_extension": actions.ask_extension,
    "extend": actions.decide_extension,
    "pause": actions.pause_ticket,
    "resume": actions.resume_ticket,
    "countersign": actions.countersign_ticket,
    "progress": actions.note_progress,
    "unsolved": actions.leave_unsolved,
    "call": actions.record_call,
}


class TicketList(TablePage):
    template_name = "services/ticket_list.html"
    title = "企业诉求"
    table_class = TicketTable
    filter_class = TicketFilters
    default_sort = "-registered_on"
    list_name = "tickets"
    url_name = "tickets"
    thing, measure = "企业诉求", "件"
    export_name = "tickets_export"

    @cached_property
    def categories(self) -> dict[str, str]:
        return labels("ticket_category")

    def crumbs(self) -> list[Crumb]:
        return [("企业服务", None)]

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "may_open": can(self.user, OPEN_TICKET),
            "keeps_replies": can(self.user, HANDLE_TICKET, RUN_TICKET),
        }

    def remedy(self) -> tuple[str, str]:
        return (reverse("ticket_new"), "提诉求") if can(self.user, OPEN_TICKET) else ("", "")

    def rows(self) -> QuerySet[Ticket]:
        return Ticket.objects.visible_to(self.user).select_related("enterprise", "lead_unit")

    def filter_options(self) -> dict[str, Any]:
        return {"categories": list(self.categories.items())}

    def table_options(self) -> dict[str, Any]:
        return {"labels": {"ticket_category": self.categories}}


class TicketNew(FormPage):
    template_name = "services/ticket_form.html"
    title = "提诉求"
    functions = (OPEN_TICKET,)
    form_class = TicketForm
    done_message = "诉求已登记，等待受理"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    @cached_property
    def project(self) -> Project | None:
        """The one that the address names, if the person may see it."""
        asked = self.request.POST.get("project") or self.request.GET.get("project", "")
        if not (asked.isascii() and asked.isdigit()):
            return None
        return Project.objects.visible_to(self.user).select_related("investor").filter(pk=int(asked)).first()

    def form_options(self) -> dict[str, Any]:
        secret = can(self.user, SEE_CONFIDENTIAL)
        return {"projects": Project.objects.visible_to(self.user), "today": clock.today(), "may_be_secret": secret}

    def initial(self) -> dict[str, Any]:
        return {"project": self.project.pk, "enterprise": self.project.investor.name} if self.project else {}

    def context(self) -> dict[str, Any]:
        return super().context() | {"project": self.project, "cancel_url": reverse("tickets")}

    def save(self, form: TicketForm) -> Ticket:
        values = form.cleaned_data
        county = Unit.objects.get(pk=self.user.county_id)
        enterprise = find_or_add_enterprise(by=self.user, county=county, name=values.pop("enterprise"))
        return actions.open_ticket(by=self.user, enterprise=enterprise, **values)

    def success_url(self, result: Ticket) -> str:
        return reverse("ticket", args=[result.pk])


class OneTicket(Page):
    @cached_property
    def ticket(self) -> Ticket:
        helpers = Prefetch("helpers", TicketHelper.objects.select_related("unit").order_by("unit__seq"))
        rows = Ticket.objects.visible_to(self.user).prefetch_related(helpers)
        tickets = rows.select_related("enterprise", "project", "lead_unit", "opened_by_unit", "merged_into")
        return get_object_or_404(tickets, pk=self.kwargs["pk"])

    def context(self) -> dict[str, Any]:
        return super().context() | {"ticket": self.ticket, "state_tag": ticket_tag(self.ticket.state)}


class TicketDetail(OneTicket, DetailPage):
    template_name = "services/ticket_detail.html"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.ticket.number, None)]

    def context(self) -> dict[str, Any]:
        ticket, today = self.ticket, clock.today()
        steps = list(Step.objects.standing().filter(ticket=ticket).select_related("unit", "person").order_by("pk"))
        course = course_in(steps)
        calendar = calendar_of([ticket], today, ticket.registered_on)
        held = holdings(steps, today, calendar)
        loud = {"take"} if setting(TICKET_TAKING, today) and course.taken_on is None else set()
        buttons = buttons_of(self.user, ticket, course)
        return super().context() | {
            "title": ticket.title,
            "category": labels("ticket_category").get(ticket.category, ticket.category),
            "source": labels("ticket_source").get(ticket.source, ticket.source),
            "light": light_of(ticket, today, calendar),
            "accept_by": due_on(ticket, calendar) if awaits_acceptance(ticket) else None,
            "calendar_note": unpublished_until(today, ticket.deadline_on) if ticket.deadline_on else "",
            "course": course,
            "helpers": helpers_of(ticket, steps, course, today),
            "steps": _timeline(steps),
            "holdings": held,
            "age": sum(holding.workdays for holding in held),
            "cause": labels("ticket_cause").get(ticket.cause, ticket.cause),
            "sender": TicketSender.objects.filter(ticket=ticket).first(),
            "photos": [_photo(row) for row in ticket.photos.select_related("stored")],
            "may_link": can(self.user, RUN_TICKET) and ticket.state not in LEAVING_STATES,
            "project_is_visible": Project.objects.visible_to(self.user).filter(pk=ticket.project_id or 0).exists(),
            "links": linked_to(self.user, ticket),
            "may_relate": can(self.user, RUN_TICKET),
            "may_order": [(kind, words) for kind, words, function in ORDERS if can(self.user, function)],
            "buttons": [page for page in buttons if not page.is_quiet or page.kind in loud],
            "more": [page for page in buttons if page.is_quiet and page.kind not in loud],
        }


def _photo(photo: TicketPhoto) -> dict[str, str]:
    stored = photo.stored
    return {"name": stored.name, "size": filesizeformat(stored.size), "url": reverse("ticket_photo", args=[photo.pk])}


def helpers_of(
    ticket: Ticket, steps: list[Step], course: Course, today: date
) -> list[tuple[Unit, date | None, date | None, Light | None]]:
    """配合单位 with clocks of their own: the day of 会签, or until when it is due and what is left."""
    answered, start = answered_by(steps), course.assigned_on
    if start is None or not ticket.helpers.all():
        return [(helper.unit, answered.get(helper.unit_id), None, None) for helper in ticket.helpers.all()]
    calendar = WorkCalendar([start, start + REACH, today])
    due = calendar.limit(ASSISTANCE, start)
    light = deadline_light(due, today, calendar) if ticket.state == ASSIGNED else None
    return [
        (helper.unit, answered.get(helper.unit_id), due, None if helper.unit_id in answered else light)
        for helper in ticket.helpers.all()
    ]


def linked_to(user: User, ticket: Ticket) -> list[tuple[TicketLink, Ticket]]:
    """The links and the other tickets, as far as the person sees those."""
    links = list(TicketLink.objects.filter(Q(first=ticket) | Q(second=ticket)).order_by("pk"))
    numbers = {link.pk: link.second_id if link.first_id == ticket.pk else link.first_id for link in links}
    others = Ticket.objects.visible_to(user).in_bulk(list(numbers.values())) if links else {}
    return [(link, others[numbers[link.pk]]) for link in links if numbers[link.pk] in others]


def _timeline(steps: list[Step]) -> list[dict[str, Any]]:
    """Newest first."""
    return [
        {
            "icon": "headset",
            "title": step.kind_label,
            "on": step.happened_on.isoformat(),
            "text": "，".join(_said(step)),
            "who": f"{step.unit or ''} {step.person or ''}".strip(),
        }
        for step in reversed(steps)
    ]


def _said(step: Step) -> Iterator[str]:
    if step.outcome and step.kind != "call":  # a call's note begins with its answer
        yield step.outcome
    if step.note:
        yield step.note
    if step.deadline_on:
        yield f"办结时限{step.deadline_on}"
    if step.wanted_on:
        yield f"申请延期至{step.wanted_on}"


def buttons_of(user: User, ticket: Ticket, course: Course) -> list[StepPage]:
    """Steps that flow.py allows from here, that the person's role may take and that have their moment; the actions ask again."""
    leads, helps = ticket.lead_unit_id in user.unit_ids, any(helper.unit_id in user.unit_ids for helper in ticket.helpers.all())
    fitting = {
        "take": leads and course.taken_on is None,
        "object": leads and not course.objected,
        "rule": course.has_open_objection,
        "ask_extension": leads and course.wanted_on is None,
        "extend": course.wanted_on is not None and not leads,
        "pause": course.paused_on is None,
        "resume": course.paused_on is not None,
        "countersign": helps,
        "progress": leads or can(user, RUN_TICKET),
        "unsolved": may_report_done(user, ticket),
        "done": may_report_done(user, ticket),
        "call": not leads,
        "close": not leads,
    }
    return [
        page
        for page in STEP_PAGES.values()
        if STEPS[page.kind].may_follow(STATES[ticket.state]) and can(user, *page.functions) and fitting.get(page.kind, True)
    ]


class TicketStep(OneTicket, StepFormPage):
    """One page per step; the address names the kind, an unknown one is 404."""

    template_name = "services/step_form.html"
    step_pages = STEP_PAGES

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.ticket.number, self.success_url(None)), (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        replies = SavedReply.objects.visible_to(self.user).in_force(clock.today()).fitting(self.step.kind)
        units = Unit.objects.in_county(self.user.county_id).of_kind(DEPARTMENT).active()
        options: dict[str, Any] = {"units": units, "replies": replies}
        if self.step.kind == "done":
            options["causes"] = choices("ticket_cause", clock.today())
        if self.step.kind == "merge":
            same = Ticket.objects.visible_to(self.user).filter(enterprise=self.ticket.enterprise_id)
            options["others"] = same.exclude(pk=self.ticket.pk).exclude(state__in=LEAVING_STATES)
        return options

    def initial(self) -> dict[str, Any]:
        lead = None if self.step.kind == "rule" else self.ticket.lead_unit_id
        return {"version": self.ticket.version, "lead_unit": lead, "level": self.ticket.level, "cause": self.ticket.cause}

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "submit_label": self.step.button,
            "is_danger": self.step.is_danger,
            "cancel_url": self.success_url(None),
        }

    def save(self, form: StepForm) -> Ticket:
        return STEP_ACTIONS[self.step.kind](by=self.user, ticket=self.ticket, **form.cleaned_data)

    def success_url(self, result: Any) -> str:
        return reverse("ticket", args=[self.ticket.pk])
