"""签发链接: of a ticket, of an arrival. The secret is shown in the answer to the POST and nowhere again."""

import uuid
from functools import cached_property
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import RUN_TICKET, VERIFY_CLAIM
from projects.audit.actions import record
from projects.core import clock, qr
from projects.core.errors import Refused
from projects.funding.models import Arrival
from projects.organisations.models import User
from projects.pages.actions import once
from projects.pages.views import Crumb, Page
from projects.pages.views.state import answered, state_change, submission_key
from projects.portal.actions import OFF_WORDS, arrival_links_are_on, link_arrival, link_ticket, revoke_link
from projects.portal.forms import LinkForm
from projects.portal.models import ArrivalAnswer
from projects.services.models import Ticket
from projects.services.tables import ticket_tag
from projects.tokens.choices import ARRIVAL, RATING, TICKET
from projects.tokens.models import Token

ADDRESSES = {TICKET: "portal_ticket", RATING: "portal_rating", ARRIVAL: "portal_arrival"}


class LinksPage(Page):
    """Links of one thing that still hold, and a button for a new one. A second press of it leads back here: a link is told once."""

    template_name = "portal/links.html"

    @property
    def subject(self) -> models.Model:
        raise NotImplementedError

    def issue(self) -> tuple[Token, str]:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key, subject = submission_key(request), self.subject
        before = answered(key, self.user)
        if before:
            return before
        made: list[tuple[Token, str]] = []

        def make() -> str:
            made.append(self.issue())
            return request.path

        try:
            once(key, self.user, request.path, make)
        except Refused as refusal:
            record("refused", by=self.user, about=subject, succeeded=False, label=refusal.message)
            return self.shown(stop=refusal.message)
        if not made:
            return self.shown()
        token, secret = made[0]
        address = request.build_absolute_uri(reverse(ADDRESSES[token.purpose], args=[secret]))
        response = self.shown(new=token, address=address, picture=qr.picture(address))
        response["Referrer-Policy"] = "same-origin"
        return response

    def shown(self, **extra: Any) -> HttpResponse:
        living = Token.objects.valid(clock.now()).about(self.subject).select_related("issued_by")
        return self.page(tokens=living, submission_key=uuid.uuid4(), **extra)


class TicketLinks(LinksPage):
    title = "企业链接"
    functions = (RUN_TICKET,)

    @cached_property
    def subject(self) -> Ticket:
        rows = Ticket.objects.visible_to(self.user).select_related("enterprise", "county", "lead_unit")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        ticket = reverse("ticket", args=[self.subject.pk])
        return [("企业服务", reverse("tickets")), (self.subject.number, ticket), (self.title, None)]

    def issue(self) -> tuple[Token, str]:
        return link_ticket(by=self.user, ticket=self.subject, purpose=self.request.POST.get("purpose", ""))

    def context(self) -> dict[str, Any]:
        ticket = self.subject
        facts = [("企业名称", ticket.enterprise), ("诉求标题", ticket.title), ("办理状态", ticket_tag(ticket.state))]
        return super().context() | {"facts": facts, "form": LinkForm(), "back": reverse("ticket", args=[ticket.pk])}


class ArrivalLinks(LinksPage):
    title = "企业确认链接"
    functions = (VERIFY_CLAIM,)

    @cached_property
    def subject(self) -> Arrival:
        rows = Arrival.objects.visible_to(self.user).select_related("project", "county", "line")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        return [("到位资金", reverse("claims")), (str(self.subject.project), self.back), (self.title, None)]

    @property
    def back(self) -> str:
        line = self.subject.line
        return reverse("claim", args=[line.claim_id]) if line else reverse("claims")

    def issue(self) -> tuple[Token, str]:
        return link_arrival(by=self.user, arrival=self.subject)

    def context(self) -> dict[str, Any]:
        row = self.subject
        facts = [("项目", row.project), ("核定数（万元）", row.amount_wan), ("到账日期", row.arrived_on)]
        return super().context() | {
            "facts": facts,
            "form": None,
            "off": "" if arrival_links_are_on(clock.today()) else OFF_WORDS,
            "answers": ArrivalAnswer.objects.standing().filter(arrival=row),
            "back": self.back,
        }


@state_change(RUN_TICKET, VERIFY_CLAIM)
def revoke(request: HttpRequest, pk: int) -> str:
    """Through the eyes on what the link is about."""
    user: Any = request.user
    token = get_object_or_404(Token, pk=pk, purpose__in=ADDRESSES)
    page = _page_of(user, token)
    revoke_link(by=user, token=token)
    return page


def _page_of(user: User, token: Token) -> str:
    about = int(token.about_id)
    if token.purpose == ARRIVAL:
        return reverse("arrival_link", args=[get_object_or_404(Arrival.objects.visible_to(user), pk=about).pk])
    return reverse("ticket_link", args=[get_object_or_404(Ticket.objects.visible_to(user), pk=about).pk])
