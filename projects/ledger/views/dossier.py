"""一项目一档: what the page of one project shows; each part is read when the page asks for it, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from projects.agency.models import AgencyItem, Steward
from projects.agency.queries import Served, served, steward_of
from projects.core import units
from projects.core.periods import last_year_same_day
from projects.elements.models import ProjectElement
from projects.elements.queries import Secured, secured
from projects.funding.queries.plans import PlanBook, plan_book
from projects.indicators.standing import Standing, standing_of_months
from projects.ledger.queries import history, story
from projects.ledger.queries.columns import rate, with_arrived
from projects.ledger.queries.money import MoneyLine, Years, arrivals_of, money_story, unbooked_of, years_of
from projects.months.queries import stat_calendar
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import User
from projects.reference.models import labels
from projects.services.models import Ticket, TicketQuerySet
from projects.services.queries import Light, WorkCalendar, calendar_of, deadline_light, light_of
from projects.signing.actions import holders_of, parts_in_force
from projects.signing.choices import BANDS, CONTRACT
from projects.signing.models import Follow, Milestone, Project, Registration, Share, SharePaper, Signing
from projects.signing.stages import ENDED, FULL, MILESTONES, SIGNED, STAGES, Stage
from projects.supervision.models import Matter
from projects.visits.models import Visit

SHOWN_ROWS = 50


def project_page_rows(user: User, on: date) -> QuerySet[Project]:
    shown = with_arrived(Project.objects.visible_to(user).with_stage().with_signing(), on)
    followed = Exists(Follow.objects.filter(user=user, project=OuterRef("pk")))
    joined = shown.annotate(is_followed=followed).select_related(
        "investor", "department", "task_force", "leader", "introduced_by", "previous_phase"
    )
    return joined.prefetch_related(Prefetch("shares", Share.objects.select_related("unit")))


@dataclass
class MilestoneLine:
    kind: str
    label: str
    planned_on: date | None
    actual: Milestone | None
    light: Light | None = None

    @property
    def actual_on(self) -> date | None:
        return self.actual.happened_on if self.actual else None


@dataclass(frozen=True)
class NextStep:
    """`light` is None where no plan was dated or nothing is left to do."""

    words: str
    on: date | None
    light: Light | None
    is_over: bool = False

    @property
    def is_overdue(self) -> bool:
        return self.light is not None and self.light.state == "red"


@dataclass(frozen=True)
class TicketLine:
    ticket: Ticket
    category: str
    light: Light | None


class Dossier:
    """Each part is one query, made when the page asks for it."""

    def __init__(self, project: Any, user: User, on: date, unit: str, group: str = "") -> None:
        self.project = project
        self.user = user
        self.on = on
        self.unit = unit
        self.group = group if group in story.GROUPS else ""

    # --- Signing, stages, milestones -----------------------------------------------------------------

    @cached_property
    def registrations(self) -> list[Registration]:
        return list(self.project.registrations.select_related("fair", "paper", "submitted_by"))

    @cached_property
    def signing_book(self) -> list[Signing]:
        return list(Signing.objects.filter(project=self.project).select_related("fair", "booked_in", "confirmed_by"))

    @property
    def signings(self) -> list[Signing]:
        taken = {row.reverses_id for row in self.signing_book}
        return [row for row in self.signing_book if row.reverses_id is None and row.pk not in taken]

    @cached_property
    def milestone_book(self) -> list[Milestone]:
        return list(Milestone.objects.filter(project=self.project).select_related("recorded_by"))

    @cached_property
    def _dated(self) -> list[MilestoneLine]:
        taken = {row.reverses_id for row in self.milestone_book}
        standing = [row for row in self.milestone_book if row.reverses_id is None and row.pk not in taken]
        planned = {row.kind: row.happened_on for row in standing if row.is_planned}
        actual = {row.kind: row for row in standing if not row.is_planned}
        lines = [MilestoneLine(kind.value, kind.label, planned.get(kind.value), actual.get(kind.value)) for kind in MILESTONES]
        return [line for line in lines if line.kind != ENDED or line.planned_on or line.actual]

    @cached_property
    def calendar(self) -> WorkCalendar:
        plans = [line.planned_on for line in self._dated if line.planned_on]
        return calendar_of(self.tickets, self.on, *plans)

    @cached_property
    def milestones(self) -> list[MilestoneLine]:
        for line in self._dated:
            line.light = self._light_of(line)
        return self._dated

    def _light_of(self, line: MilestoneLine) -> Light | None:
        if line.planned_on is None or self.project.stage == ENDED:
            return None
        if line.actual_on is None:
            return deadline_light(line.planned_on, self.on, self.calendar)
        late = (line.actual_on - line.planned_on).days
        return Light("yellow", f"晚{late}天") if late > 0 else Light("ok", "按期")

    @cached_property
    def next_step(self) -> NextStep:
        stage = self.project.stage
        if stage in (ENDED, FULL):
            return NextStep("项目已终止" if stage == ENDED else "项目已达产，节点全部完成", None, None, is_over=True)
        if self.project.signed_on is None:
            return NextStep("签订正式合同并确认，尚未排定时间", None, None)
        plans = [line for line in self.milestones if line.planned_on and line.actual is None and line.kind != ENDED]
        if plans:
            first = min(plans, key=lambda line: line.planned_on or self.on)
            return NextStep(first.label, first.planned_on, first.light)
        reached = max((place for place, line in enumerate(self.milestones) if line.actual), default=-1)
        coming = [line.label for line in self.milestones[reached + 1 :] if line.kind != ENDED]
        return NextStep(f"{coming[0]}，尚未排定计划时间" if coming else "节点全部完成", None, None)

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

    # --- Money ---------------------------------------------------------------------------------------

    @cached_property
    def years(self) -> Years:
        return years_of(self.project, self.on)

    @cached_property
    def standing(self) -> Standing:
        return standing_of_months(self.project.county_id, self.on)

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
            self._sum("本年累计到位", self.arrived_year, self._growth()),
            self._sum("签约以来累计到位", project.arrived_wan, f"{self.years.rows}笔，均已核定" if self.years.rows else ""),
            {"label": "资金到位率", "number": percent or units.NOT_APPLICABLE, "unit": "%" if percent else "", "meter": percent},
            self._sum("距签约额", left, "到位已超过签约额" if left is not None and left < 0 else ""),
        ]

    @property
    def arrived_year(self) -> Decimal | None:
        """Zero where money came in other years; None where none ever came."""
        return None if self.project.arrived_wan is None else self.project.arrived_year_wan or Decimal(0)

    def _growth(self) -> str:
        """上年同期6.20，−48.39%."""
        same, now = self.years.same_wan, self.arrived_year or Decimal(0)
        if same <= 0:
            return f"上年同期{units.money_cell(same, self.unit)}"
        change = units.signed(units.percent(now / same - 1))
        return f"上年同期{units.money_cell(same, self.unit)}，{change}%"

    def _sum(self, label: str, wan: Decimal | None, note: str) -> dict[str, Any]:
        number = None if wan is None else units.money_cell(wan, self.unit)
        return {"label": label, "number": number, "unit": self.unit if number else "", "note": note}

    @cached_property
    def arrivals(self) -> list[Any]:
        return arrivals_of(self.project)

    @cached_property
    def money_story(self) -> list[MoneyLine]:
        return money_story(self.arrivals, unbooked_of(self.project))

    @cached_property
    def money_plan(self) -> PlanBook:
        return plan_book(self.project, stat_calendar().year_of(self.on), self.on)

    @cached_property
    def share_papers(self) -> list[tuple[str, SharePaper]]:
        """分割证明 with the words of its dimension, the latest first."""
        words = {dimension.value: dimension.label for dimension in DIMENSIONS}
        papers = SharePaper.objects.filter(project=self.project).select_related("stored__uploaded_by")
        return [(words[paper.dimension], paper) for paper in papers]

    @cached_property
    def parties(self) -> list[dict[str, str]]:
        """合资各方 today; empty where the investor is the only one."""
        parts = parts_in_force(self.project.investor_parts.select_related("enterprise"), self.on)
        return [{"name": part.enterprise.name, "tier": part.source_tier, "percent": units.plain(part.percent)} for part in parts]

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

    # --- Tickets, story, history ---------------------------------------------------------------------

    @property
    def visible_tickets(self) -> TicketQuerySet:
        """Seen by the tickets' own rights, not by the project's."""
        tickets: TicketQuerySet = Ticket.objects.visible_to(self.user).filter(project=self.project)
        return tickets

    @cached_property
    def tickets(self) -> list[Ticket]:
        return list(self.visible_tickets.select_related("lead_unit")[:SHOWN_ROWS])

    @cached_property
    def ticket_lines(self) -> list[TicketLine]:
        categories = labels("ticket_category")
        return [
            TicketLine(ticket, categories.get(ticket.category, ticket.category), light_of(ticket, self.on, self.calendar))
            for ticket in self.tickets
        ]

    @cached_property
    def served(self) -> Served:
        """帮办代办 of the project, as far as the person sees it."""
        return served(AgencyItem.objects.visible_to(self.user).filter(project=self.project), self.on)

    @cached_property
    def steward(self) -> Steward | None:
        return steward_of(self.project, self.on)

    @cached_property
    def secured(self) -> Secured:
        """要素保障 of the project."""
        return secured(ProjectElement.objects.visible_to(self.user).filter(project=self.project))

    @property
    def closed_tickets(self) -> int:
        return sum(ticket.is_closed for ticket in self.tickets)

    @cached_property
    def _timeline(self) -> list[story.Event]:
        events = chain(
            story.entry_events(self.project),
            story.arrival_events(self.arrivals),
            story.signing_events(self.signing_book),
            story.milestone_events(self.milestone_book),
            story.ticket_events(self.visible_tickets),
            story.visit_events(Visit.objects.filter(project=self.project).visible_to(self.user)),
            story.matter_events(Matter.objects.filter(project=self.project).visible_to(self.user)),
        )
        return story.newest(events, self.group)

    @property
    def timeline(self) -> list[story.Event]:
        return self._timeline[: story.SHOWN]

    @property
    def is_timeline_cut(self) -> bool:
        return len(self._timeline) > story.SHOWN

    @property
    def timeline_switch(self) -> list[dict[str, Any]]:
        views = {"": "全部"} | story.GROUPS
        return [
            {"label": words, "url": f"?timeline={key}#timeline", "is_current": key == self.group} for key, words in views.items()
        ]

    @cached_property
    def changes(self) -> list[history.Change]:
        return history.changes_of(self.project, self.user)

    @cached_property
    def brief(self) -> str:
        """The project in a few sentences, to paste into a message."""
        return "\n".join(filter(None, brief_lines(self)))


def brief_lines(dossier: Dossier) -> list[str]:
    project, on = dossier.project, dossier.on
    people = [f"责任部门{project.department}"]
    people += [f"包抓领导{project.leader}"] if project.leader else []
    people += [f"责任人{project.person_in_charge}{project.person_phone}"] if project.person_in_charge else []
    step = dossier.next_step
    due = f"，计划{step.on}{f'，{step.light.text}' if step.light else ''}" if step.on else ""
    waiting = [line.ticket for line in dossier.ticket_lines if not line.ticket.is_closed and line.ticket.deadline_on]
    return [
        f"【{project.name}】（{project.code}）",
        f"投资方：{project.investor.name}（{project.source_tier}{project.origin}）；{'；'.join(people)}。",
        f"项目阶段：{project.stage_label}。",
        _money_words(dossier),
        f"{'' if step.is_over else '下一步：'}{step.words}{due}。",
        f"未办结诉求{len(waiting)}件：{'；'.join(ticket.title for ticket in waiting)}。" if waiting else "",
        f"（截至{on.year}年{on.month}月{on.day}日）",
    ]


def _money_words(dossier: Dossier) -> str:
    project = dossier.project
    total = f"总投资{units.yi_prose(project.total_investment_wan)}，" if project.total_investment_wan else ""
    if not project.signed_wan:
        return f"{total}尚无已确认的正式合同。"
    arrived, year = project.arrived_wan or Decimal(0), project.arrived_year_wan or Decimal(0)
    growth = units.growth_prose(year, dossier.years.same_wan, "上年同期")
    if dossier.years.same_wan > 0 and year != dossier.years.same_wan:
        growth = f"同比{growth if growth.startswith('下降') else f'增长{growth}'}"
    return (
        f"{total}签约额{units.yi_prose(project.signed_wan)}（{project.signed_on}签约），签约以来累计到位{units.yi_prose(arrived)}，"
        f"到位率{units.percent_prose(arrived / project.signed_wan)}；"
        f"{last_year_same_day(dossier.on).year + 1}年到位{units.yi_prose(year)}，{growth}。"
    )
