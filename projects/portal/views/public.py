"""Pages without a login: the short form, a ticket behind its link, its rating, one booked arrival."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from projects.core import clock, qr
from projects.core.errors import Refused
from projects.core.forms import HouseForm
from projects.funding.models import Arrival
from projects.organisations.choices import COUNTY
from projects.organisations.models import Unit
from projects.organisations.sessions import client_address
from projects.pages.views.state import submission_key
from projects.portal.actions import OFF_WORDS, answer_arrival, arrival_links_are_on, link_ticket
from projects.portal.choices import NOTES_TOLD, STEPS_TOLD
from projects.portal.forms import RIGHT, ArrivalForm, RateForm, SubmitForm
from projects.reference.models import labels
from projects.services.actions import SHUT_WORDS, public_form_is_open, rate_ticket, submit_ticket
from projects.services.flow import DONE
from projects.services.models import Step, Ticket, TicketSender
from projects.services.queries import calendar_of, light_of
from projects.tokens.actions import count_post, count_sent
from projects.tokens.choices import ARRIVAL, PUBLIC_FORM, RATING, TICKET
from projects.tokens.models import Token
from projects.tokens.views import TokenPage, told_to_nobody


def county_asked(request: HttpRequest) -> Unit:
    """The site's only county, or the one whose code stands in the address. Raises Http404."""
    counties = Unit.objects.filter(kind=COUNTY)
    code = request.GET.get("county", "")
    found = list((counties.filter(code=code) if code and "\0" not in code else counties)[:2])
    if len(found) != 1:
        raise Http404
    return found[0]


@method_decorator(login_not_required, name="dispatch")
class SubmitPage(View):
    """Five boxes and a button. Every POST is counted by address, every form that is taken by address and browser."""

    template_name = "portal/submit.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.county = county_asked(request)
        if not public_form_is_open(clock.today()):
            page = render(request, "tokens/over.html", {"title": "网上提交未开放", "text": SHUT_WORDS}, status=HTTPStatus.NOT_FOUND)
            return told_to_nobody(page)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(SubmitForm(today=clock.today()), key=uuid.uuid4())

    def post(self, request: HttpRequest) -> HttpResponse:
        key = submission_key(request)
        try:
            count_post(address=client_address(request), purpose=PUBLIC_FORM)
        except Refused as refusal:
            return self.too_often(key, refusal)
        sent = TicketSender.objects.filter(form_key=key).select_related("ticket").first()
        if sent:
            return self.on_to(sent.ticket)
        form = SubmitForm(request.POST, request.FILES, today=clock.today())
        return self.take(form, key) if form.is_valid() else self.show(form, key=key)

    def take(self, form: SubmitForm, key: uuid.UUID) -> HttpResponse:
        if not self.request.session.session_key:
            self.request.session.create()
        try:
            browser = self.request.session.session_key or ""
            count_sent(address=client_address(self.request), browser=browser, purpose=PUBLIC_FORM)
        except Refused as refusal:
            return self.too_often(key, refusal)
        try:
            with transaction.atomic():
                ticket = submit_ticket(by=None, county=self.county, form_key=key, **form.cleaned_data)
                return self.on_to(ticket)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
            return self.show(form, key=key)

    def on_to(self, ticket: Ticket) -> HttpResponse:
        """To the ticket's own page, by a link of its own; the second of two presses gets one too."""
        _, secret = link_ticket(by=None, ticket=ticket)
        return told_to_nobody(HttpResponseRedirect(reverse("portal_ticket", args=[secret])))

    def too_often(self, key: uuid.UUID, refusal: Refused) -> HttpResponse:
        """What was typed stands in the boxes, unjudged."""
        form = SubmitForm(initial=self.request.POST.dict(), today=clock.today())
        return self.show(form, key=key, status=HTTPStatus.TOO_MANY_REQUESTS, stop=refusal.message)

    def show(self, form: HouseForm, *, key: uuid.UUID, status: int = 200, stop: str = "") -> HttpResponse:
        context = {
            "title": "企业诉求提交",
            "county": self.county,
            "form": form,
            "submission_key": key,
            "stop": stop,
            "lost_photo": bool(self.request.FILES),
        }
        return told_to_nobody(render(self.request, self.template_name, context, status=status), status)


def said_of(form: HouseForm) -> str:
    return "；".join(str(message) for errors in form.errors.values() for message in errors)


class OfTicket(TokenPage):
    def ticket(self, token: Token) -> Ticket:
        return Ticket.objects.select_related("enterprise", "lead_unit", "county", "merged_into").get(pk=token.about_id)

    def rate_form(self) -> RateForm:
        return RateForm(self.request.POST) if self.request.method == "POST" else RateForm()

    def rated(self, token: Token) -> Ticket:
        form = self.rate_form()
        if not form.is_valid():
            raise Refused(said_of(form))
        return rate_ticket(by=None, ticket=self.ticket(token), **form.cleaned_data)


class TicketPage(OfTicket):
    """One ticket and nothing else: how far it is, who has it, until when; after 部门办结 the enterprise's word."""

    purposes = (TICKET,)
    template_name = "portal/ticket.html"

    def context(self, token: Token) -> dict[str, Any]:
        ticket, today = self.ticket(token), clock.today()
        category = labels("ticket_category").get(ticket.category, ticket.category)
        address = self.request.build_absolute_uri(self.request.path)
        return super().context(token) | {
            "title": f"诉求{ticket.number}",
            "ticket": ticket,
            "category": category,
            "light": light_of(ticket, today, calendar_of([ticket], today)),
            "steps": steps_told(ticket),
            "form": self.rate_form() if ticket.state == DONE else None,
            "address": address,
            "picture": qr.picture(address),
        }

    def carry_out(self, token: Token) -> HttpResponse:
        self.rated(token)
        return told_to_nobody(HttpResponseRedirect(self.request.path))


def steps_told(ticket: Ticket) -> list[dict[str, Any]]:
    """Newest first; units, never persons."""
    steps = Step.objects.standing().filter(ticket=ticket, kind__in=STEPS_TOLD).select_related("unit").order_by("-pk")
    return [
        {
            "icon": "headset",
            "title": step.kind_label,
            "on": step.happened_on.isoformat(),
            "text": "，".join(filter(None, _told(step))),
            "who": str(step.unit) if step.unit and step.kind in {"assign", "done", "unsolved"} else "",
        }
        for step in steps
    ]


def _told(step: Step) -> tuple[str, ...]:
    note = step.note if step.kind in NOTES_TOLD else ""
    outcome = step.outcome if step.kind in {"done", "rate"} else ""
    return outcome, note, f"办结时限{step.deadline_on}" if step.deadline_on else ""


class RatingPage(OfTicket):
    """One use: for who was sent nothing before."""

    purposes = (RATING,)
    template_name = "portal/rate.html"

    def context(self, token: Token) -> dict[str, Any]:
        ticket = self.ticket(token)
        done = Step.objects.standing().filter(ticket=ticket, kind="done").order_by("-pk").first()
        form = self.rate_form() if ticket.state == DONE else None
        return super().context(token) | {"title": "评价办理结果", "ticket": ticket, "done": done, "form": form}

    def carry_out(self, token: Token) -> HttpResponse:
        ticket = self.rated(token)
        text = "感谢您的评价，诉求已办结" if ticket.is_closed else "已收到，诉求退回重新办理，办好后再请您评价"
        return self.answer("tokens/over.html", {"title": f"诉求{ticket.number}", "text": text}, 200)


class ArrivalPage(TokenPage):
    """One booked amount: right, or not. Only the answer is kept; the book stays as it is."""

    purposes = (ARRIVAL,)
    template_name = "portal/arrival.html"

    def arrival(self, token: Token) -> Arrival:
        return Arrival.objects.select_related("project__department", "project__investor").get(pk=token.about_id)

    def context(self, token: Token) -> dict[str, Any]:
        form = ArrivalForm(self.request.POST) if self.request.method == "POST" else ArrivalForm()
        return super().context(token) | {"title": "确认到位资金", "arrival": self.arrival(token), "form": form}

    def show(self, token: Token, **extra: Any) -> HttpResponse:
        if not arrival_links_are_on(clock.today()):
            return self.answer("tokens/over.html", {"title": "暂未开放", "text": "企业确认到位资金暂未开放"}, 404)
        return super().show(token, **extra)

    def carry_out(self, token: Token) -> HttpResponse:
        if not arrival_links_are_on(clock.today()):
            raise Refused(OFF_WORDS)
        form = ArrivalForm(self.request.POST)
        if not form.is_valid():
            raise Refused(said_of(form))
        values = form.cleaned_data
        is_right = values.pop("answer") == RIGHT
        answer_arrival(by=None, arrival=self.arrival(token), token=token, is_right=is_right, **values)
        text = "感谢您的确认" if is_right else "已收到，县招商局会与您核对，账面记录不会因此改变"
        return self.answer("tokens/over.html", {"title": "确认到位资金", "text": text}, 200)
