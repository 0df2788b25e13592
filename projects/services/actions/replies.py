"""常用答复 and links between tickets."""

from datetime import date
from typing import Any

from projects.access.choices import HANDLE_TICKET, RUN_TICKET
from projects.access.permissions import can, require
from projects.audit.actions import action
from projects.core.errors import NotAllowed, Refused
from projects.core.locking import change, locked
from projects.organisations.models import Unit, User
from projects.services.flow import STEPS
from projects.services.models import SavedReply, Ticket, TicketLink


@action("keep_reply")
def keep_reply(
    *,
    by: User,
    title: str,
    text: str,
    starts_on: date,
    ends_on: date | None = None,
    step: str = "",
    unit: Unit | None = None,
    reply: SavedReply | None = None,
    version: int | None = None,
) -> SavedReply:
    """A new one, or `reply` mended. Without `unit` the whole county's, which service officers keep; a unit keeps its own."""
    require(by, HANDLE_TICKET, RUN_TICKET)
    for place in {unit, reply.unit} if reply else {unit}:
        if not can(by, RUN_TICKET) and (place is None or place.pk not in by.unit_ids):
            raise NotAllowed("只能保存本单位的常用答复，全县的由服务专员保存")
    if step and step not in STEPS:
        raise Refused("使用环节不在可选范围内，请重新选择", field="step")
    if not title.strip() or not text.strip():
        raise Refused("请填写名称和内容", field="text" if title.strip() else "title")
    if ends_on is not None and ends_on <= starts_on:
        raise Refused(f"停用时间应晚于启用时间（{starts_on}）", field="ends_on")
    values: dict[str, Any] = {"title": title.strip(), "text": text.strip(), "starts_on": starts_on, "ends_on": ends_on}
    values |= {"step": step, "unit": unit}
    if reply is None:
        return SavedReply.objects.create(county_id=by.county_id, **values)
    return change(locked(reply, version), **values)


@action("link_tickets")
def link_tickets(*, by: User, ticket: Ticket, other: Ticket, note: str = "") -> TicketLink:
    """Both go on with clocks of their own; whoever sees one and the other finds each from each."""
    require(by, RUN_TICKET)
    if ticket.pk == other.pk or ticket.county_id != other.county_id:
        raise Refused("请选择要关联的另一条诉求", field="number")
    first, second = sorted((ticket, other), key=lambda row: row.pk)
    link, is_new = TicketLink.objects.get_or_create(first=first, second=second, defaults={"note": note.strip()})
    if not is_new:
        raise Refused(f"{other.number}已经关联过了", field="number")
    return link


@action("unlink_tickets")
def unlink_tickets(*, by: User, link: TicketLink) -> Ticket:
    """The row goes; its history and the Entry say that it was there."""
    require(by, RUN_TICKET)
    first = link.first
    link.delete()
    return first
