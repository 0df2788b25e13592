"""督办事项: the list, one matter, its printed paper, its files."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.access.permissions import can
from projects.core import clock
from projects.files.views import send
from projects.organisations.models import User
from projects.pages.views import Crumb, DetailPage, Page
from projects.pages.views.listing import TablePage
from projects.reference.models import unpublished_until
from projects.services.models import Ticket
from projects.services.queries import WorkCalendar, deadline_light
from projects.signing.models import Project
from projects.supervision.access import may_close, may_raise
from projects.supervision.filters import MatterFilters
from projects.supervision.flow import KINDS, LEVELS, OPEN, STEPS, level_after
from projects.supervision.forms import STEP_PAGES, StepPage
from projects.supervision.models import Matter, MatterPaper, MatterStep, MatterUnit
from projects.supervision.tables import SYSTEM, MatterTable, level_light, matter_tag, units_words

LIST_CRUMB: Crumb = ("督查督办", "/supervision/")
ORDERED = "order"
"""The paper of the order itself, where it began outside the ladder."""


class MatterList(TablePage):
    template_name = "supervision/matter_list.html"
    title = "督办事项"
    table_class = MatterTable
    filter_class = MatterFilters
    default_sort = "-ordered_at"
    list_name = "matters"
    url_name = "matters"
    thing, measure = "督办事项", "件"
    export_name = "matters_export"

    def crumbs(self) -> list[Crumb]:
        return [("督查督办", None)]

    def context(self) -> dict[str, Any]:
        return super().context() | {"kinds": order_buttons(self.user)}

    def rows(self) -> QuerySet[Matter]:
        units = Prefetch("units", MatterUnit.objects.select_related("unit"))
        return Matter.objects.visible_to(self.user).select_related("ordered_by_unit").prefetch_related(units)


def order_buttons(user: User) -> list[tuple[str, str]]:
    """(kind, words) of what the person may order."""
    return [(kind.value, kind.label) for kind in KINDS.values() if can(user, kind.function)]


class OneMatter(Page):
    @cached_property
    def matter(self) -> Matter:
        units = Prefetch("units", MatterUnit.objects.select_related("unit"))
        rows = Matter.objects.visible_to(self.user).prefetch_related(units)
        found = rows.select_related("ordered_by_unit", "ticket", "project", "task_unit")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def steps(self) -> list[MatterStep]:
        papers = Prefetch("papers", MatterPaper.objects.select_related("stored"))
        rows = MatterStep.objects.standing().filter(matter=self.matter).order_by("pk")
        return list(rows.select_related("unit", "person").prefetch_related(papers))

    def context(self) -> dict[str, Any]:
        matter = self.matter
        return super().context() | {
            "matter": matter,
            "state_tag": matter_tag(matter.state),
            "level_light": level_light(matter.level),
            "units": units_words(matter),
            "ordered_by": matter.ordered_by_unit or SYSTEM,
        }


class MatterDetail(OneMatter, DetailPage):
    template_name = "supervision/matter_detail.html"

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.matter.number, None)]

    def context(self) -> dict[str, Any]:
        matter, today = self.matter, clock.today()
        calendar = WorkCalendar([today, matter.deadline_on])
        buttons = buttons_of(self.user, matter, {step.unit_id for step in self.steps if step.kind == "take"})
        return super().context() | {
            "title": matter.title,
            "light": deadline_light(matter.deadline_on, today, calendar) if matter.state == OPEN else None,
            "calendar_note": unpublished_until(today, matter.deadline_on),
            "target": target_of(self.user, matter),
            "parts": matter.units.all(),
            "steps": list(_timeline(self.steps)),
            "papers": [(step, paper) for step in self.steps for paper in step.papers.all()],
            "sheets": sheets_of(self.steps, matter),
            "buttons": [page for page in buttons if not page.is_quiet],
            "more": [page for page in buttons if page.is_quiet],
        }


def target_of(user: User, matter: Matter) -> tuple[str, str, str]:
    """(what kind of thing, its words, the address where the person may see it). Empty words where it is about nothing that stands here."""
    if matter.ticket_id:
        is_visible = Ticket.objects.visible_to(user).filter(pk=matter.ticket_id).exists()
        return "诉求", str(matter.ticket), reverse("ticket", args=[matter.ticket_id]) if is_visible else ""
    if matter.project_id:
        is_visible = Project.objects.visible_to(user).filter(pk=matter.project_id).exists()
        return "项目", str(matter.project), reverse("project_detail", args=[matter.project_id]) if is_visible else ""
    return ("任务", matter.task_label, reverse("tasks")) if matter.task_kind else ("", "", "")


def sheets_of(steps: list[MatterStep], matter: Matter) -> list[tuple[str, str]]:
    """(level or `order`, the paper's name) of every paper that was issued, in order of time."""
    found = []
    for step in steps:
        if step.kind == ORDERED and not step.level:
            found.append((ORDERED, f"{matter.kind_label}单"))
        elif step.kind in (ORDERED, "raise"):
            found.append((step.level, LEVELS[step.level].paper))
    return found


def buttons_of(user: User, matter: Matter, taken: set[int | None]) -> list[StepPage]:
    """Steps that flow.py allows from here and that are the person's; the actions ask again."""
    own = [part for part in matter.units.all() if part.unit_id in user.unit_ids]
    closes, raises = may_close(user, matter), may_raise(user, matter) and bool(level_after(matter.level))
    fitting = {
        "take": any(part.unit_id not in taken and part.reported_on is None for part in own),
        "progress": any(part.reported_on is None for part in own),
        "report": any(part.reported_on is None for part in own),
        "raise": raises,
    }
    return [
        page
        for page in STEP_PAGES.values()
        if matter.state in STEPS[page.kind].after and can(user, *page.functions) and fitting.get(page.kind, closes)
    ]


def _timeline(steps: list[MatterStep]) -> Iterator[dict[str, Any]]:
    """Newest first."""
    for step in reversed(steps):
        said = [step.note.rstrip("。；，")] if step.note else []
        said += [f"办理时限{step.deadline_on}"] if step.deadline_on else []
        who = f"{step.unit or ''} {step.person or SYSTEM}".strip()
        level = f"：{LEVELS[step.level].label}" if step.level and step.kind in (ORDERED, "raise") else ""
        yield {
            "icon": "clipboard-check",
            "title": f"{step.kind_label}{level}",
            "on": step.happened_on.isoformat(),
            "text": "，".join(said),
            "who": f"{who}（代办：{step.on_behalf_of}）" if step.on_behalf_of else who,
        }


class MatterSheet(OneMatter, DetailPage):
    """督办单, 催办单 …: the paper as it was on the day it was issued, with the level and the deadline of that day."""

    template_name = "supervision/matter_sheet.html"

    @cached_property
    def step(self) -> MatterStep:
        wanted = self.kwargs["level"]
        for step in self.steps:
            if step.kind in (ORDERED, "raise") and (step.level or ORDERED) == wanted:
                return step
        raise Http404("no such paper was issued")

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.matter.number, reverse("matter", args=[self.matter.pk])), (self.sheet_name, None)]

    @property
    def sheet_name(self) -> str:
        return dict(sheets_of(self.steps, self.matter))[self.step.level or ORDERED]

    def context(self) -> dict[str, Any]:
        reports = [
            step for step in self.steps if step.kind in ("progress", "report") and step.pk < (self._next_paper or step.pk + 1)
        ]
        return super().context() | {
            "title": self.sheet_name,
            "step": self.step,
            "sheet_light": level_light(self.step.level),
            "target": target_of(self.user, self.matter),
            "reports": [step for step in reports if step.pk > self.step.pk],
            "demand": DEMANDS[self.step.level],
        }

    @property
    def _next_paper(self) -> int | None:
        return next((step.pk for step in self.steps if step.kind == "raise" and step.pk > self.step.pk), None)


DEMANDS = {
    "": "请在时限内办理并反馈结果。",
    "blue": "现予提醒，请在时限内办结并反馈结果。",
    "yellow": "提醒后仍未办结，现予警告，请查明原因，在时限内办结并书面说明。",
    "red": "警告后仍未办结，现予约谈，请单位主要负责人到场说明情况，限期整改。",
}


@require_safe
def matter_paper(request: HttpRequest, pk: int) -> FileResponse:
    papers = MatterPaper.objects.visible_to(cast(User, request.user)).select_related("stored")
    return send(get_object_or_404(papers, pk=pk).stored)
