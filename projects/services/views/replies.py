"""Links between tickets, and 常用答复."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import HANDLE_TICKET, RUN_TICKET
from projects.access.permissions import can
from projects.core import clock
from projects.core.errors import Refused
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage, SignedInRequest, state_change
from projects.pages.views.listing import TablePage
from projects.services import actions
from projects.services.forms import LinkForm, ReplyFilters, ReplyForm
from projects.services.models import SavedReply, Ticket, TicketLink
from projects.services.tables import ReplyTable
from projects.services.views.tickets import LIST_CRUMB, OneTicket

# --- 关联诉求 -------------------------------------------------------------------------------------------


class TicketLinkNew(OneTicket, FormPage):
    template_name = "services/step_form.html"
    title = "关联诉求"
    functions = (RUN_TICKET,)
    form_class = LinkForm
    done_message = "已关联"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.ticket.number, self.success_url(None)), (self.title, None)]

    def context(self) -> dict[str, Any]:
        return super().context() | {"submit_label": "关联", "cancel_url": self.success_url(None)}

    def save(self, form: LinkForm) -> TicketLink:
        number = form.cleaned_data["number"]
        other = Ticket.objects.visible_to(self.user).filter(number=number).first()
        if other is None:
            raise Refused(f"没有编号为{number}的诉求，请核对", field="number")
        return actions.link_tickets(by=self.user, ticket=self.ticket, other=other, note=form.cleaned_data["note"])

    def success_url(self, result: Any) -> str:
        return reverse("ticket", args=[self.ticket.pk])


@state_change(RUN_TICKET)
def ticket_unlink(request: SignedInRequest, pk: int) -> str:
    seen = Ticket.objects.visible_to(request.user)
    link = get_object_or_404(TicketLink.objects.filter(first__in=seen, second__in=seen), pk=pk)
    return reverse("ticket", args=[actions.unlink_tickets(by=request.user, link=link).pk])


# --- 常用答复 -------------------------------------------------------------------------------------------


class ReplyList(TablePage):
    template_name = "services/reply_list.html"
    title = "常用答复"
    functions = (HANDLE_TICKET, RUN_TICKET)
    table_class = ReplyTable
    filter_class = ReplyFilters
    default_sort = "title"
    list_name = "replies"
    url_name = "ticket_replies"
    export_name = "replies_export"
    thing, measure = "常用答复", "条"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    def rows(self) -> QuerySet[SavedReply]:
        return SavedReply.objects.visible_to(self.user).select_related("unit")

    def remedy(self) -> tuple[str, str]:
        return reverse("ticket_reply_new"), "新增常用答复"


class ReplyNew(FormPage):
    template_name = "funding/act_form.html"
    title = "新增常用答复"
    functions = (HANDLE_TICKET, RUN_TICKET)
    form_class = ReplyForm
    done_message = "常用答复已保存"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, ("常用答复", reverse("ticket_replies")), (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        units, runs = Unit.objects.in_county(self.user.county_id).active(), can(self.user, RUN_TICKET)
        return {"units": units.of_kind(DEPARTMENT) if runs else units.filter(pk__in=self.user.unit_ids), "for_county": runs}

    def initial(self) -> dict[str, Any]:
        own = self.user.unit
        return {"starts_on": clock.today(), "unit": "" if own is None or can(self.user, RUN_TICKET) else own.pk}

    def context(self) -> dict[str, Any]:
        return super().context() | {"submit_label": "保存", "is_wide": True, "cancel_url": reverse("ticket_replies")}

    def save(self, form: ReplyForm) -> SavedReply:
        values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        return actions.keep_reply(by=self.user, **values)

    def success_url(self, result: Any) -> str:
        return reverse("ticket_replies")


class ReplyEdit(ReplyNew):
    """停用 is a day; used texts stay in the steps that took them."""

    title = "修改常用答复"

    @cached_property
    def reply(self) -> SavedReply:
        rows = SavedReply.objects.visible_to(self.user)
        mine = rows if can(self.user, RUN_TICKET) else rows.filter(unit__in=self.user.unit_ids)
        return get_object_or_404(mine, pk=self.kwargs["pk"])

    def edited(self) -> SavedReply:
        return self.reply

    def initial(self) -> dict[str, Any]:
        names = ("version", "title", "text", "step", "starts_on", "ends_on")
        return {name: getattr(self.reply, name) for name in names} | {"unit": self.reply.unit_id}

    def save(self, form: ReplyForm) -> SavedReply:
        return actions.keep_reply(by=self.user, reply=self.reply, **form.cleaned_data)
