"""一项目一档: what the page of one project shows, read in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from projects.audit.models import Entry
from projects.core import clock, units
from projects.funding.models import Arrival, Claim, Evidence
from projects.ledger.queries.columns import rate, with_arrived
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import User
from projects.services.models import Ticket
from projects.signing.actions import holders_of
from projects.signing.choices import BANDS, CONTRACT
from projects.signing.models import Milestone, Project, Registration, Share, Signing
from projects.signing.stages import ENDED, MILESTONES, SIGNED, STAGES, Stage

SHOWN_ROWS = 50
TIMELINE_ICONS = {"claim": "cash-stack", "milestone": "flag", "ticket": "headset", "signing": "pen", "registration": "pen"}
TIMELINE_GROUPS = {
    "money": ("资金", ("claim", "arrival")),
    "milestones": ("节点", ("milestone", "signing", "registration")),
    "tickets": ("诉求", ("ticket",)),
}


def project_page_rows(user: User, on: date) -> QuerySet[Project]:
    shown = with_arrived(Project.objects.visible_to(user).with_stage().with_signing(), on)
    return shown.select_related(
        "investor", "department", "task_force", "leader", "introduced_by", "previous_phase"
    ).prefetch_related(Prefetch("shares", Share.objects.select_related("unit")))


@dataclass
class MilestoneLine:
    kind: str
    label: str
    planned_on: date | None
    actual: Milestone | None

    @property
    def actual_on(self) -> date | None:
        return self.actual.happened_on if self.actual else None


class Dossier:
    """Each part is one query, made when the page asks for it."""

    def __init__(self, project: Any, user: User, on: date, unit: str, group: str = "") -> None:
        self.project = project
        self.user = user
        self.on = on
        self.unit = unit
        self.group = group if group in TIMELINE_GROUPS else ""

    @cached_property
    def registrations(self) -> list[Registration]:
        return list(self.project.registrations.select_related("fair", "paper", "submitted_by"))

    @cached_property
    def signings(self) -> list[Signing]:
        return list(Signing.objects.standing().filter(project=self.project).select_related("fair", "booked_in", "confirmed_by"))

    @cached_property
    def milestones(self) -> list[MilestoneLine]:
        standing = list(Milestone.objects.standing().filter(project=self.project))
        planned = {row.kind: row.happened_on for row in standing if row.is_planned}
        actual = {row.kind: row for row in standing if not row.is_planned}
        lines = [MilestoneLine(kind.value, kind.label, planned.get(kind.value), actual.get(kind.value)) for kind in MILESTONES]
        return [line for line in lines if line.kind != ENDED or line.planned_on or line.actual]

    @cached_property
    def stages(self) -> list[dict[str, str]]:
        """在谈 … 达产 with dates; a terminated project's strip ends with 终止."""
        lines = {line.kind: line for line in self.milestones}
        now = [stage.value for stage in STAGES].index(self.project.stage)
        strip = []
        for place, stage in enumerate(STAGES):
            line = lines.get(stage.begins_with or "")
            reached = self.project.signed_on if stage.begins_with == SIGNED else line.actual_on if line else None
            if self._leaves_out(stage, reached):
                continue
            state = "ended" if stage.value == ENDED else "now" if place == now else "done" if place < now else "todo"
            note = str(reached or "") or (f"计划 {line.planned_on}" if line and line.planned_on else "")
            strip.append({"label": stage.label, "state": state, "note": note})
        return strip

    def _leaves_out(self, stage: Stage, reached: date | None) -> bool:
        """终止 of a project that lives; stages that a terminated one never reached."""
        if self.project.stage != ENDED:
            return stage.value == ENDED
        return stage.begins_with is not None and not reached

    @cached_property
    def money(self) -> list[dict[str, Any]]:
        project = self.project
        share = rate(project.arrived_wan, project.signed_wan)
        left = project.signed_wan - (project.arrived_wan or Decimal(0)) if project.signed_wan else None
        percent = None if share is None else units.grouped(units.percent(share), 2)
        contract = next((row for row in self.signings if row.nature == CONTRACT), None)
        band = next((band.label for band in BANDS if contract and contract.amount_wan >= band.from_wan), "")
        return [
            self._sum("总投资", project.total_investment_wan, ""),
            self._sum("签约额", project.signed_wan, band if project.signed_wan else "尚无已确认的正式合同"),
            self._sum("本年累计到位", project.arrived_year_wan, f"截至{self.on}"),
            self._sum("签约以来累计到位", project.arrived_wan, f"{len(self.arrivals)}笔，均已核定" if self.arrivals else ""),
            {"label": "资金到位率", "number": percent or units.NOT_APPLICABLE, "unit": "%" if percent else "", "meter": percent},
            self._sum("距签约额", left, ""),
        ]

    def _sum(self, label: str, wan: Decimal | None, note: str) -> dict[str, Any]:
        number = None if wan is None else units.money_cell(wan, self.unit)
        return {"label": label, "number": number, "unit": self.unit if number else "", "note": note}

    @cached_property
    def credit(self) -> list[dict[str, Any]]:
        """业绩归属 today; what nobody holds is 未明确."""
        named = {share.unit_id: share.unit for share in self.project.shares.all()}
        for unit in (self.project.leader, self.project.task_force, self.project.department):
            if unit:
                named[unit.pk] = unit
        return [
            {
                "label": dimension.label,
                "holders": [
                    {"name": str(named[unit]) if unit else "未明确", "percent": units.plain(percent)}
                    for unit, percent in holders_of(self.project, dimension.value, self.on)
                ],
            }
            for dimension in DIMENSIONS
        ]

    @cached_property
    def arrivals(self) -> list[Arrival]:
        rows = Arrival.objects.filter(project=self.project).select_related("booked_in", "reverses", "line")
        return list(rows.prefetch_related(Prefetch("line__evidence", Evidence.objects.select_related("stored"))))

    @cached_property
    def claims(self) -> list[Claim]:
        return list(
            Claim.objects.filter(project=self.project).with_totals().select_related("month", "unit", "submitted_by")[:SHOWN_ROWS]
        )

    @cached_property
    def tickets(self) -> list[Ticket]:
        """Seen by the tickets' own rights, not by the project's."""
        return list(Ticket.objects.visible_to(self.user).filter(project=self.project).select_related("lead_unit")[:SHOWN_ROWS])

    @cached_property
    def timeline(self) -> list[dict[str, Any]]:
        entries = Entry.objects.of_project(self.project.pk).filter(succeeded=True)
        if self.group:
            entries = entries.filter(target_type__in=TIMELINE_GROUPS[self.group][1])
        return [
            {
                "icon": TIMELINE_ICONS.get(entry.target_type, "pencil"),
                "title": entry.label.partition("：")[0],
                "on": f"{entry.at.astimezone(clock.SHANGHAI):%Y-%m-%d}",
                "text": "；".join(part for part in (entry.target_label, entry.reason) if part),
                "who": entry.actor_name,
            }
            for entry in entries[:SHOWN_ROWS]
        ]

    @property
    def timeline_switch(self) -> list[dict[str, Any]]:
        views = {"": "全部"} | {key: words for key, (words, _) in TIMELINE_GROUPS.items()}
        return [
            {"label": words, "url": f"?timeline={key}#timeline", "is_current": key == self.group} for key, words in views.items()
        ]
