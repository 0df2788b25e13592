"""政银企座谈会 and 产销对接会, with the tickets that they raised."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import OPEN_TICKET, RECORD_VISIT
from projects.access.permissions import can
from projects.core import clock
from projects.core.forms import HouseForm
from projects.organisations.choices import DEPARTMENT
from projects.organisations.models import Unit
from projects.pages.views import Crumb, DetailPage, FormPage, Page
from projects.pages.views.listing import TablePage
from projects.reference.models import labels
from projects.services.models import Ticket
from projects.services.tables import ticket_tag
from projects.visits.actions import edit_meeting, may_edit_meeting, record_meeting, void_meeting
from projects.visits.forms import MeetingFilters, MeetingForm, VoidMeetingForm
from projects.visits.models import Meeting
from projects.visits.tables import MeetingTable
from projects.visits.views.raising import RaisedTicketNew

LIST_CRUMB: Crumb = ("座谈对接", "/visits/meetings/")
KINDS = "meeting_kind"


class MeetingList(TablePage):
    template_name = "visits/meeting_list.html"
    title = "座谈对接"
    table_class = MeetingTable
    filter_class = MeetingFilters
    default_sort = "-held_on"
    list_name = url_name = "meetings"
    export_name = "meetings_export"
    thing, measure = "座谈对接会", "场"

    @cached_property
    def kinds(self) -> dict[str, str]:
        return labels(KINDS)

    def crumbs(self) -> list[Crumb]:
        return [("座谈对接", None)]

    def rows(self) -> QuerySet[Any]:
        return Meeting.objects.visible_to(self.user).with_tickets().select_related("host")

    def filter_options(self) -> dict[str, Any]:
        return {"kinds": list(self.kinds.items())}

    def table_options(self) -> dict[str, Any]:
        return {"labels": {KINDS: self.kinds}}

    def remedy(self) -> tuple[str, str]:
        return (reverse("meeting_new"), "登记会议") if can(self.user, RECORD_VISIT) else ("", "")

    def context(self) -> dict[str, Any]:
        return super().context() | {"may_record": can(self.user, RECORD_VISIT)}


class OneMeeting(Page):
    @cached_property
    def meeting(self) -> Meeting:
        rows = Meeting.objects.visible_to(self.user).select_related("host", "recorded_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def own_url(self) -> str:
        return reverse("meeting", args=[self.meeting.pk])


class MeetingPage(OneMeeting, DetailPage):
    template_name = "visits/meeting_detail.html"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.meeting.name, None)]

    def context(self) -> dict[str, Any]:
        meeting = self.meeting
        raised = meeting.raised.values("ticket")
        tickets = Ticket.objects.visible_to(self.user).filter(pk__in=raised).select_related("lead_unit")
        is_valid = not meeting.void_reason
        return super().context() | {
            "title": meeting.name,
            "meeting": meeting,
            "facts": [
                ("会议类型", labels(KINDS).get(meeting.kind, meeting.kind)),
                ("召开时间", meeting.held_on),
                ("地点", meeting.place),
                ("承办单位", meeting.host),
                ("参会企业（家）", "--" if meeting.firms is None else str(meeting.firms)),
                ("会议成效", meeting.result or "--"),
            ],
            "tickets": [(ticket, ticket_tag(ticket.state)) for ticket in tickets],
            "may_open": is_valid and can(self.user, OPEN_TICKET),
            "may_edit": is_valid and can(self.user, RECORD_VISIT) and may_edit_meeting(self.user, meeting),
        }


class MeetingNew(FormPage):
    template_name = "funding/act_form.html"
    title = "登记会议"
    functions = (RECORD_VISIT,)
    form_class: type[HouseForm] = MeetingForm
    done_message = "会议已登记；会上提出的问题可在本页转为诉求"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    def form_options(self) -> dict[str, Any]:
        return {"units": Unit.objects.in_county(self.user.county_id).active(), "today": clock.today()}

    def initial(self) -> dict[str, Any]:
        own = self.user.unit
        return {"held_on": clock.today(), "host": own.pk if own and own.kind == DEPARTMENT else None}

    def context(self) -> dict[str, Any]:
        return super().context() | {"is_wide": True, "submit_label": "保存", "cancel_url": reverse("meetings")}

    def save(self, form: Any) -> Meeting:
        return record_meeting(by=self.user, values=form.values())

    def success_url(self, result: Meeting) -> str:
        return reverse("meeting", args=[result.pk])


class MeetingEdit(OneMeeting, MeetingNew):
    title = "修改会议"
    done_message = "已保存"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.meeting.name, self.own_url), (self.title, None)]

    def edited(self) -> Meeting:
        return self.meeting

    def initial(self) -> dict[str, Any]:
        names = ("kind", "name", "held_on", "place", "firms", "result", "version")
        return {name: getattr(self.meeting, name) for name in names} | {"host": self.meeting.host_id}

    def save(self, form: Any) -> Meeting:
        return edit_meeting(by=self.user, meeting=self.meeting, values=form.values(), version=form.cleaned_data["version"])


class MeetingVoid(MeetingEdit):
    title = "作废会议"
    form_class: type[HouseForm] = VoidMeetingForm
    done_message = "会议已作废"

    def form_options(self) -> dict[str, Any]:
        return {}

    def initial(self) -> dict[str, Any]:
        return {"version": self.meeting.version}

    def context(self) -> dict[str, Any]:
        return super().context() | {"submit_label": "作废", "is_danger": True, "is_wide": False}

    def save(self, form: Any) -> Meeting:
        values = form.cleaned_data
        return void_meeting(by=self.user, meeting=self.meeting, reason=values["reason"], version=values["version"])


class MeetingTicketNew(OneMeeting, RaisedTicketNew):
    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.meeting.name, self.own_url), (self.title, None)]

    def origin(self) -> dict[str, Any]:
        return {"meeting": self.meeting}

    def prefilled(self) -> dict[str, Any]:
        return {"source": self.meeting.kind, "category": {"bank": "finance", "sales": "market"}.get(self.meeting.kind, "")}

    def context(self) -> dict[str, Any]:
        return super().context() | {"cancel_url": self.own_url}
