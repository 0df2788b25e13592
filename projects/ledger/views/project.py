"""The page of one project, its sheet of paper, and 关注."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import (
    CHASE,
    CONFIRM_SIGNING,
    EDIT_PROJECT,
    EXPORT,
    FILE_CLAIM,
    INSTRUCT,
    OPEN_TICKET,
    REACH_MILESTONE,
    RECORD_VISIT,
    REGISTER_SIGNING,
    REVERSE_ARRIVAL,
    SUPERVISE,
)
from projects.access.permissions import can
from projects.audit.actions import record
from projects.core import clock
from projects.ledger.queries.desk import RECENT_KEY
from projects.ledger.sheets import changes_workbook
from projects.ledger.views.dossier import Dossier, project_page_rows
from projects.organisations.choices import DIMENSIONS
from projects.pages.views import Crumb, DetailPage, SignedInRequest, state_change
from projects.pages.views.listing import workbook_response
from projects.reference.models import labels
from projects.signing.actions import follow_project, unfollow_project
from projects.signing.models import Project
from projects.supervision.flow import CHASED, INSTRUCTED, SUPERVISED
from projects.supervision.models import Matter

TABS = {
    "": "概览",
    "money": "资金",
    "milestones": "节点",
    "credit": "业绩归属",
    "tickets": "诉求与要素",
    "facts": "项目资料",
    "changes": "变更记录",
}
RECENT = 8


class OneProject(DetailPage):
    """Out of sight is 404."""

    @cached_property
    def project(self) -> Any:
        return get_object_or_404(project_page_rows(self.user, clock.today()), pk=self.kwargs["pk"])

    @cached_property
    def dossier(self) -> Dossier:
        return Dossier(self.project, self.user, clock.today(), self.money_unit, self.request.GET.get("timeline", ""))

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "title": self.project.name,
            "project": self.project,
            "dossier": self.dossier,
            "sector": labels("sector").get(self.project.sector, ""),
            "unit": self.dossier.unit,
        }


class ProjectPage(OneProject):
    template_name = "ledger/project_detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.remember()
        return super().get(request, *args, **kwargs)

    def remember(self) -> None:
        """最近打开, for this login only; written when the order changes."""
        session, number = self.request.session, self.project.pk
        seen: list[int] = session.get(RECENT_KEY, [])
        if seen[:1] != [number]:
            session[RECENT_KEY] = [number, *(other for other in seen if other != number)][:RECENT]

    def crumbs(self) -> list[Crumb]:
        return [("项目台账", reverse("project_list")), (self.project.code, None)]

    @property
    def tab(self) -> str:
        asked = self.request.GET.get("tab", "")
        return asked if asked in TABS else ""

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "tab": self.tab,
            "tabs": self.tabs(),
            "buttons": self.buttons(),
            "acts": self.acts(),
            "may_register": can(self.user, REGISTER_SIGNING),
            "may_confirm": can(self.user, CONFIRM_SIGNING),
            "may_reach": can(self.user, REACH_MILESTONE) and self.project.signed_on is not None,
            "may_plan_money": can(self.user, FILE_CLAIM) and self.project.signed_on is not None,
            "may_open_ticket": can(self.user, OPEN_TICKET),
            "may_record_visit": can(self.user, RECORD_VISIT),
            "may_export": can(self.user, EXPORT),
            "matters": self.matters() if self.tab == "tickets" else (),
        }

    def matters(self) -> list[Matter]:
        """督办事项 of the project, by their own rights; newest first."""
        return list(Matter.objects.visible_to(self.user).about(self.project).order_by("-ordered_at", "-pk")[:20])

    def tabs(self) -> list[dict[str, Any]]:
        dossier = self.dossier
        counts = {
            "money": dossier.years.rows,
            "milestones": sum(line.planned_on is not None or line.actual is not None for line in dossier.milestones),
            "tickets": len(dossier.tickets),
        }
        return [
            {"label": words, "url": f"?tab={key}" if key else "?", "count": counts.get(key), "is_current": key == self.tab}
            for key, words in TABS.items()
        ]

    def buttons(self) -> list[dict[str, str]]:
        """By right, and what a project without a confirmed contract can take yet; the last one is the page's primary button."""
        pk, signed = self.project.pk, self.project.signed_on is not None
        about = f"?project={pk}"
        offered = (
            (CHASE, True, "催办", "megaphone", reverse("matter_new", args=[CHASED]) + about),
            (SUPERVISE, True, "督办", "megaphone", reverse("matter_new", args=[SUPERVISED]) + about),
            (INSTRUCT, True, "批示", "pen", reverse("matter_new", args=[INSTRUCTED]) + about),
            (EDIT_PROJECT, True, "修改资料", "pencil", reverse("project_edit", args=[pk])),
            (CONFIRM_SIGNING, signed, "登记终止", "x-square", reverse("project_end", args=[pk])),
            (REGISTER_SIGNING, True, "登记增资/正式合同", "pen", reverse("paper_new", args=[pk])),
            (OPEN_TICKET, True, "提诉求", "headset", f"{reverse('ticket_new')}?project={pk}"),
            (REACH_MILESTONE, signed, "登记节点", "flag", reverse("milestone_new", args=[pk])),
            (REACH_MILESTONE, signed, "排定计划", "calendar3", reverse("plan_new", args=[pk])),
            (FILE_CLAIM, signed, "申报到位", "cash-stack", f"{reverse('claim_new')}?project={pk}"),
        )
        return [
            {"label": label, "icon": icon, "url": url}
            for function, is_due, label, icon, url in offered
            if is_due and can(self.user, function)
        ]

    def acts(self) -> list[tuple[str, str]]:
        """(words, address) of what is done seldom and with a reason; they stand on the page of facts."""
        pk = self.project.pk
        offered = (
            (FILE_CLAIM, "认定依据", reverse("project_basis", args=[pk])),
            (FILE_CLAIM, "到位计划", reverse("money_plan", args=[pk])),
            *((EDIT_PROJECT, f"{item.label}业绩归属", reverse("project_shares", args=[pk, item.value])) for item in DIMENSIONS),
            (REVERSE_ARRIVAL, "登记撤资", reverse("money_withdraw", args=[pk])),
            (EDIT_PROJECT, "合资各方", reverse("project_parties", args=[pk])),
            (CONFIRM_SIGNING, "变更投资方", reverse("investor_change", args=[pk])),
        )
        return [(words, url) for function, words, url in offered if can(self.user, function)]


class ProjectSheet(OneProject):
    """一页项目简介: one sheet of A4."""

    template_name = "ledger/project_sheet.html"

    def crumbs(self) -> list[Crumb]:
        own = reverse("project_detail", args=[self.project.pk])
        return [("项目台账", reverse("project_list")), (self.project.code, own), ("一页简介", None)]


class ProjectChangesFile(OneProject):
    """变更记录 as a workbook; it leaves an Entry like every export."""

    functions = (EXPORT,)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = changes_workbook(self.project, self.dossier.changes, self.user)
        name = f"变更记录_{self.project.code}_{clock.today():%Y%m%d}_{self.user.display_name}.xlsx"
        details = {"list": "变更记录", "project": self.project.code}
        record("export", by=self.user, label=f"导出：{name}", details=details)
        return workbook_response(content, name)


def _visible(request: SignedInRequest, pk: int) -> Project:
    return get_object_or_404(Project.objects.visible_to(request.user), pk=pk)


@state_change()
def follow(request: SignedInRequest, pk: int) -> str:
    follow_project(by=request.user, project=_visible(request, pk))
    return reverse("project_detail", args=[pk])


@state_change()
def unfollow(request: SignedInRequest, pk: int) -> str:
    unfollow_project(by=request.user, project=_visible(request, pk))
    return reverse("project_detail", args=[pk])
