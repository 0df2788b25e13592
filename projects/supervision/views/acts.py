"""Ordering, prefilled from what it is about; and a page for each step."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from projects.core import clock
from projects.funding.choices import TASK_KINDS
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage, StepFormPage
from projects.reference.models import choices
from projects.services.models import Ticket
from projects.signing.models import Project
from projects.supervision import actions
from projects.supervision.actions.ordering import GIVEN_TO
from projects.supervision.actions.steps import acts_as_delegate, days_for
from projects.supervision.flow import BLUE, CHASED, DECIDED, INSTRUCTED, KINDS, LEVELS, SUPERVISED, level_after
from projects.supervision.forms import ORDER_FORMS, STEP_PAGES, OrderForm
from projects.supervision.models import Matter
from projects.supervision.views.matters import LIST_CRUMB, OneMatter

STEP_ACTIONS: dict[str, Callable[..., Matter]] = {
    "take": actions.take_matter,
    "progress": actions.note_matter_progress,
    "report": actions.report_matter,
    "return": actions.return_matter,
    "raise": actions.raise_matter,
    "extend": actions.extend_matter,
    "close": actions.close_matter,
    "revoke": actions.revoke_matter,
}
TEXTS = {
    CHASED: "请抓紧办理，在时限内办结并反馈结果；确有困难的请说明原因。",
    SUPERVISED: "请在时限内办结，并书面反馈办理结果。",
}


class MatterNew(FormPage):
    """`?ticket=`, `?project=`, or `?unit=&year=&task=` say what it is about; the address names the kind, an unknown one is 404."""

    template_name = "supervision/order_form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["kind"] not in KINDS:
            raise Http404
        self.kind = KINDS[kwargs["kind"]]
        self.functions, self.form_class = (self.kind.function,), ORDER_FORMS[self.kind.value]  # type: ignore[misc]
        self.title, self.done_message = f"下达{self.kind.label}", f"{self.kind.label}已下达"
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.title, None)]

    # --- What it is about ---------------------------------------------------------------------------------
    def _number(self, name: str) -> int:
        """0 for none."""
        text = self.request.GET.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0

    @cached_property
    def target(self) -> actions.Target:
        """What the address names, if the person may see it."""
        if self._number("ticket"):
            tickets = Ticket.objects.visible_to(self.user).select_related("lead_unit", "enterprise")
            return actions.Target(ticket=tickets.filter(pk=self._number("ticket")).first())
        if self._number("project"):
            projects = Project.objects.visible_to(self.user).select_related("department", "investor")
            return actions.Target(project=projects.filter(pk=self._number("project")).first())
        unit = self._units().filter(pk=self._number("unit")).first()
        year, kind = self._number("year"), self.request.GET.get("task", "")
        if unit is None or not 2000 <= year <= 2099 or kind not in TASK_KINDS:
            return actions.NOTHING
        return actions.Target(task_unit=unit, task_year=year, task_kind=kind)

    @property
    def about(self) -> str:
        """In words; empty for nothing."""
        target = self.target
        if target.ticket:
            return f"诉求{target.ticket.number}：{target.ticket.title}"
        if target.project:
            return f"项目：{target.project}"
        return f"{target.task_unit}{target.task_year}年{TASK_KINDS[target.task_kind].label}任务" if target.task_unit else ""

    @property
    def holder(self) -> Unit | None:
        """Whose hands it is in."""
        target = self.target
        if target.ticket:
            return target.ticket.lead_unit
        return target.project.department if target.project else target.task_unit

    def _units(self) -> Any:
        return Unit.objects.in_county(self.user.county_id).filter(kind__in=GIVEN_TO).active()

    def _posts(self) -> list[Unit]:
        """The person's own from which it may come: of a 批示 the leaders' only."""
        posts = list({tenure.unit_id: tenure.unit for tenure in self.user.current_tenures}.values())
        leaders = [post for post in posts if post.kind == LEADER]
        return leaders or posts if self.kind.value == INSTRUCTED else posts

    # --- The form -----------------------------------------------------------------------------------------
    def form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"units": self._units(), "posts": self._posts()}
        if self.kind.value == INSTRUCTED:
            phrases = [label for _, label in choices("instruction", clock.today())]
            options |= {"phrases": phrases, "must_show": acts_as_delegate(self.user)}
        return options

    def initial(self) -> dict[str, Any]:
        holder, posts = self.holder, self._posts()
        return {
            "title": self.about[:60],
            "text": TEXTS.get(self.kind.value, ""),
            "lead_unit": holder.pk if holder else "",
            "working_days": days_for(self.kind.days, clock.today()),
            "level": BLUE,
            "ordered_by_unit": posts[0].pk if posts else "",
        }

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "about": self.about,
            "submit_label": f"下达{self.kind.label}" if self.kind.value != INSTRUCTED else "批示",
            "cancel_url": reverse("matters"),
            "is_short": self.kind.value == INSTRUCTED and bool(self.about and self.holder),
            "note": "同一事项24小时内不重复催办" if self.kind.value == CHASED else "",
            "has_files": self.kind.value in (INSTRUCTED, DECIDED),
        }

    def save(self, form: OrderForm) -> Matter:
        values = {"papers": []} | form.values()
        values["papers"] = values["papers"] or []
        return actions.order_matter(by=self.user, kind=self.kind.value, target=self.target, **values)

    def success_url(self, result: Matter) -> str:
        return reverse("matter", args=[result.pk])


class MatterStepPage(OneMatter, StepFormPage):
    """One page per step; the address names the kind, an unknown one is 404."""

    template_name = "supervision/step_form.html"
    step_pages = STEP_PAGES

    def crumbs(self) -> list[Crumb]:
        return [LIST_CRUMB, (self.matter.number, self.success_url(None)), (self.title, None)]

    def edited(self) -> Matter:
        return self.matter

    def initial(self) -> dict[str, Any]:
        level = level_after(self.matter.level)
        key = LEVELS[level].label if self.step.kind == "raise" and level else KINDS[self.matter.kind].days
        return {"version": self.matter.version, "working_days": days_for(key, clock.today())}

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "submit_label": self.step.button,
            "is_danger": self.step.is_danger,
            "cancel_url": self.success_url(None),
            "has_files": "papers" in self.form_class.base_fields,
        }

    def save(self, form: Any) -> Matter:
        values = dict(form.cleaned_data)
        if "papers" in values:
            values["papers"] = values["papers"] or []
        return STEP_ACTIONS[self.step.kind](by=self.user, matter=self.matter, **values)

    def success_url(self, result: Any) -> str:
        return reverse("matter", args=[self.matter.pk])
