"""What an enterprise does itself, without an account: sending a problem in, and saying what it thinks of the work."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import File

from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.enterprises.actions import find_or_add_enterprise
from projects.files.actions import KINDS, store_file
from projects.organisations.models import Unit, User
from projects.reference.choices import FROM_FORM, IN_USE, PUBLIC_TICKETS
from projects.reference.models import setting
from projects.services.actions.steps import take_step, write_step
from projects.services.actions.tickets import closed, next_number, reopened
from projects.services.flow import DONE, EVALUATIONS, UNSATISFIED
from projects.services.models import Step, Ticket, TicketPhoto, TicketSender

PHOTOS = tuple(kind for kind in KINDS if kind.content_type.startswith("image/"))
TITLE = 30
SHUT_WORDS = "目前不接受网上提交，请拨打服务电话反映"


def public_form_is_open(day: date) -> bool:
    return bool(setting(PUBLIC_TICKETS, day) == IN_USE)


@action("submit_ticket")
def submit_ticket(
    *,
    by: User | None,
    county: Unit,
    form_key: UUID,
    enterprise: str,
    phone: str,
    category: str,
    content: str,
    photo: "File[bytes] | None" = None,
) -> Ticket:
    """企业网上提交: registered today, waits for 受理 like any other. The same form sent again gives the ticket it made."""
    place = lock_book(Step, county.pk)
    sent = TicketSender.objects.filter(form_key=form_key).select_related("ticket").first()
    if sent:
        return sent.ticket
    today = clock.today()
    if not public_form_is_open(today):
        raise Refused(SHUT_WORDS)
    ticket = Ticket.objects.create(
        county=county,
        number=next_number(county.pk, today),
        enterprise=find_or_add_enterprise(by=by, county=county, name=enterprise),
        category=category,
        source=FROM_FORM,
        title=title_of(content),
        content=content,
        registered_on=today,
    )
    TicketSender.objects.create(ticket=ticket, phone=phone, form_key=form_key, sent_at=clock.now())
    if photo:
        TicketPhoto.objects.create(ticket=ticket, stored=store_file(photo, county_id=county.pk, by=by, field="photo", kinds=PHOTOS))
    write_step(ticket, place.recorded_at, by, kind="register", happened_on=today)
    place.advance()
    return ticket


def title_of(content: str) -> str:
    """The first sentence, cut where it is long."""
    first = re.split(r"[。！？!?；;\n]", content.strip(), maxsplit=1)[0].strip() or content.strip()
    return first if len(first) <= TITLE else f"{first[: TITLE - 1]}…"


@action("rate_ticket")
def rate_ticket(*, by: User | None, ticket: Ticket, answer: str, note: str = "") -> Ticket:
    """By the holder of the ticket's link, after 部门办结, as good as a call: 满意 closes it, 不满意 sends it back with a new deadline."""
    if answer not in EVALUATIONS:
        raise Refused("请选择满意或不满意", field="answer")
    said = note.strip()
    if answer == UNSATISFIED and not said:
        raise Refused("请写一句哪里没有解决，便于重新办理", field="note")
    current: Any = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    if current.state != DONE:
        raise Refused(f"这条诉求现在不用评价（目前：{current.state_label}）")
    rated = take_step(current, "rate", by, None, {}, outcome=answer, satisfaction=answer, note=said)
    return reopened(by, rated, f"企业不满意：{said}") if answer == UNSATISFIED else closed(by, rated, answer, "企业凭链接确认")
