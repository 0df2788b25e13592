"""项目台账 and 一项目一档."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import CONFIRM_SIGNING, FILE_CLAIM, OPEN_TICKET, REACH_MILESTONE, REGISTER_SIGNING
from projects.access.permissions import can
from projects.core import clock
from projects.core.tables import TableListing
from projects.ledger.filters import ProjectFilters
from projects.ledger.queries import ledger_totals, page_totals, with_arrived
from projects.ledger.tables import ProjectTable
from projects.ledger.views.dossier import Dossier, project_page_rows
from projects.pages.context import look_of
from projects.pages.views import Crumb, DetailPage, ListPage
from projects.reference.models import labels
from projects.signing.models import Project


class LedgerPage(TableListing, ListPage):
    title = "签约项目"
    template_name = "ledger/project_list.html"
    table_class = ProjectTable
    filter_class = ProjectFilters
    default_sort = "-signed_on"

    @cached_property
    def sectors(self) -> dict[str, str]:
        return labels("sector")

    @property
    def unit(self) -> str:
        return look_of(self.request).unit

    def crumbs(self) -> list[Crumb]:
        return [("项目台账", None)]

    def context(self) -> dict[str, Any]:
        return super().context() | {
            "unit": self.unit,
            "on": clock.today(),
            "may_register": can(self.user, REGISTER_SIGNING),
            "unit_switch_url": reverse("choose_unit"),
        }

    def rows(self) -> QuerySet[Any]:
        shown = Project.objects.visible_to(self.user).with_stage().with_signing()
        return with_arrived(shown, clock.today()).select_related("department")

    def filter_options(self) -> dict[str, Any]:
        return {"sectors": self.sectors}

    def table_options(self) -> dict[str, Any]:
        return {"unit": self.unit, "labels": {"sector": self.sectors}}

    def totals(self, rows: QuerySet[Any]) -> dict[str, Any]:
        return ledger_totals(rows)

    def page_totals(self, rows: Any) -> dict[str, Any]:
        return page_totals(rows)


class ProjectPage(DetailPage):
    template_name = "ledger/project_detail.html"

    @cached_property
    def project(self) -> Project:
        return get_object_or_404(project_page_rows(self.user, clock.today()), pk=self.kwargs["pk"])

    def crumbs(self) -> list[Crumb]:
        return [("项目台账", reverse("project_list")), (self.project.code, None)]

    def context(self) -> dict[str, Any]:
        unit, project = look_of(self.request).unit, self.project
        return super().context() | {
            "title": project.name,
            "project": project,
            "dossier": Dossier(project, self.user, clock.today(), unit, self.request.GET.get("timeline", "")),
            "sector": labels("sector").get(project.sector, ""),
            "buttons": self.buttons(),
            "may_register": can(self.user, REGISTER_SIGNING),
            "unit_switch_url": reverse("choose_unit"),
        }

    def buttons(self) -> list[dict[str, str]]:
        """By right, and what a project without a confirmed contract can take yet; the last one is the page's primary button."""
        pk, signed = self.project.pk, self.project.signed_on is not None  # type: ignore[attr-defined]
        offered = (
            (CONFIRM_SIGNING, signed, "登记终止", "x-square", reverse("project_end", args=[pk])),
            (REGISTER_SIGNING, True, "登记增资/正式合同", "pen", reverse("paper_new", args=[pk])),
            (OPEN_TICKET, True, "提诉求", "headset", f"{reverse('ticket_new')}?project={pk}"),
            (REACH_MILESTONE, signed, "登记节点", "flag", reverse("milestone_new", args=[pk])),
            (FILE_CLAIM, signed, "申报到位", "cash-stack", f"{reverse('claim_new')}?project={pk}"),
        )
        return [
            {"label": label, "icon": icon, "url": url}
            for function, is_due, label, icon, url in offered
            if is_due and can(self.user, function)
        ]
