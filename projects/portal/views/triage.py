"""待分办: what waits for 受理, 不予受理 or 交办, and how enterprises get to the public form."""

from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.access.choices import RUN_TICKET
from projects.core import clock, qr
from projects.files.views import send
from projects.pages.views import Crumb
from projects.portal.tables import TriageTable
from projects.reference.models import labels
from projects.services.actions import public_form_is_open
from projects.services.flow import ACCEPTED, REGISTERED
from projects.services.models import Ticket, TicketPhoto
from projects.services.views import TicketList


class TriageList(TicketList):
    """Oldest first. Each row leads to its three acts; the limits of time are those of the ticket's own page."""

    template_name = "portal/triage.html"
    title = "待分办"
    functions = (RUN_TICKET,)
    table_class = TriageTable
    default_sort = "registered_on"
    list_name = "triage"
    url_name = "ticket_triage"
    export_name = ""

    def crumbs(self) -> list[Crumb]:
        return [("企业服务", reverse("tickets")), (self.title, None)]

    def remedy(self) -> tuple[str, str]:
        return reverse("tickets"), "看全部诉求"

    def rows(self) -> QuerySet[Ticket]:
        return super().rows().filter(state__in=(REGISTERED, ACCEPTED)).select_related("sender")

    def table_options(self) -> dict[str, Any]:
        options = super().table_options()
        return options | {"labels": options["labels"] | {"ticket_source": labels("ticket_source")}}

    def context(self) -> dict[str, Any]:
        is_open = public_form_is_open(clock.today())
        address = self.request.build_absolute_uri(reverse("portal"))
        return super().context() | {"address": address if is_open else "", "picture": qr.picture(address) if is_open else ""}


@require_safe
def photo(request: Any, pk: int) -> FileResponse:
    """Through the ticket's eyes."""
    found = get_object_or_404(TicketPhoto.objects.visible_to(request.user).select_related("stored"), pk=pk)
    return send(found.stored)
