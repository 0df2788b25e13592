"""动态 of a project: stage moves, money, tickets, visits, orders and edits in one course of things, newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from projects.audit.choices import VERBS
from projects.audit.models import Entry
from projects.core import clock
from projects.core.units import money_cell
from projects.ledger.queries.money import note_of, title_of
from projects.services.models import Step, Ticket
from projects.signing.models import Milestone, Project, Signing
from projects.supervision.models import MatterQuerySet, MatterStep
from projects.visits.models import VisitQuerySet

SHOWN = 50
MONEY, NODES, TICKETS, VISITS, MATTERS, EDITS = "money", "milestones", "tickets", "visits", "matters", "edits"
GROUPS = {MONEY: "资金", NODES: "节点", TICKETS: "诉求", VISITS: "走访", MATTERS: "督办"}
# Entries that tell something no book tells; their group and icon.
_MONEY_VERBS = (
    "submit_claim",
    "resubmit_claim",
    "return_claim",
    "withdraw_claim",
    "void_claim",
    "add_evidence",
    "confirm_claim",
    "set_money_plan",
)
_PAPER_VERBS = ("open_talks", "register_signing", "edit_registration", "correct_registration", "return_signing")
_EDIT_VERBS = ("edit_project", "set_shares", "change_shares", "change_department", "change_investor", "set_basis")
_VERBS = {
    **dict.fromkeys(_MONEY_VERBS, (MONEY, "cash-stack")),
    **dict.fromkeys(_PAPER_VERBS, (NODES, "pen")),
    **dict.fromkeys(_EDIT_VERBS, (EDITS, "pencil")),
}


@dataclass(frozen=True)
class Event:
    """As the component `timeline` takes it."""

    at: datetime
    day: date
    group: str
    icon: str
    title: str
    text: str = ""
    who: str = ""
    url: str = ""

    @property
    def on(self) -> str:
        return self.day.isoformat()


def newest(events: Iterable[Event], group: str) -> list[Event]:
    """By the day it happened, then by when the site learned of it."""
    wanted = [event for event in events if not group or event.group == group]
    return sorted(wanted, key=lambda event: (event.day, event.at), reverse=True)[: SHOWN + 1]


def day_of(moment: datetime) -> date:
    return moment.astimezone(clock.SHANGHAI).date()


def entry_events(project: Project) -> Iterator[Event]:
    entries = Entry.objects.of_project(project.pk).filter(succeeded=True, verb__in=_VERBS).order_by("-at", "-id")
    for entry in entries[: SHOWN + 1]:
        group, icon = _VERBS[entry.verb]
        own = entry.target_label.removeprefix(project.name)
        url = reverse("claim", args=[entry.target_id]) if entry.target_type == "claim" else ""
        papers = "、".join(entry.details.get("papers", ()))
        text = "；".join(part for part in (own, entry.reason, f"分割证明：{papers}" if papers else "", entry.on_behalf_of) if part)
        yield Event(entry.at, day_of(entry.at), group, icon, VERBS[entry.verb], text, entry.actor_name, url)


def arrival_events(arrivals: Iterable[Any]) -> Iterator[Event]:
    for row in arrivals:
        papers = len(row.line.evidence.all()) if row.line_id and not row.reverses_id else 0
        facts = [f"{money_cell(row.amount_wan)}万元", row.use, f"佐证{papers}份" if papers else "", note_of(row)]
        url = reverse("claim", args=[row.line.claim_id]) if row.line_id else ""
        # A reversal and a correction are of the day they were made, not of the paper's.
        day = day_of(row.recorded_at) if row.reverses_id or row.corrects_id else row.arrived_on
        text = "，".join(part for part in facts if part)
        yield Event(row.recorded_at, day, MONEY, "cash-stack", title_of(row), text, str(row.recorded_by or "系统"), url)


def signing_events(signings: Iterable[Signing]) -> Iterator[Event]:
    for row in signings:
        text = f"{row.nature}，{money_cell(row.amount_wan)}万元" + (f"，{row.fair}" if row.fair else "")
        if row.reverses_id:
            day, title, text = day_of(row.recorded_at), "冲销签约", f"{text}；{row.reason}"
        else:
            day, title = row.signed_on, "签约"
        yield Event(row.recorded_at, day, NODES, "pen", title, text, f"{row.confirmed_by or '系统'}确认")


def milestone_events(rows: Iterable[Milestone]) -> Iterator[Event]:
    """A plan that replaces an earlier one is said as before → after; the reversal in between is not told twice."""
    plans: dict[str, date] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        who, day = str(row.recorded_by or "系统"), day_of(row.recorded_at)
        if row.is_planned:
            if row.reverses_id is None:
                before = plans.get(row.kind)
                plans[row.kind] = row.happened_on
                title = "调整节点计划" if before else "排定节点计划"
                text = f"{row.kind_label}时间（计划）{f'{before} → ' if before else ''}{row.happened_on}"
                yield Event(row.recorded_at, day, NODES, "flag", title, _with(text, row.reason), who)
        elif row.reverses_id:
            yield Event(row.recorded_at, day, NODES, "flag", f"冲销节点：{row.kind_label}", row.reason, who)
        else:
            text = "，".join(filter(None, [row.source, row.note, row.reason, _against(plans.get(row.kind), row.happened_on)]))
            yield Event(row.recorded_at, row.happened_on, NODES, "flag", f"节点完成：{row.kind_label}", text, who)


def _with(text: str, reason: str) -> str:
    return f"{text}；{reason}" if reason else text


def _against(plan: date | None, actual: date) -> str:
    if plan is None:
        return ""
    late = (actual - plan).days
    return f"比计划晚{late}天" if late > 0 else f"比计划早{-late}天" if late < 0 else "按计划完成"


def ticket_events(tickets: QuerySet[Ticket]) -> Iterator[Event]:
    """Of tickets that the person may see."""
    steps = Step.objects.filter(ticket__in=tickets.order_by().values("pk")).select_related("ticket", "unit", "person")
    for step in steps.order_by("-happened_on", "-id")[: SHOWN + 1]:
        deadline = f"办结时限{step.deadline_on}" if step.deadline_on else ""
        text = "，".join(filter(None, [step.ticket.title, step.outcome, step.note, deadline]))
        who = f"{step.unit or ''} {step.person or ''}".strip()
        url = reverse("ticket", args=[step.ticket_id])
        yield Event(step.recorded_at, step.happened_on, TICKETS, "headset", f"企业诉求{step.kind_label}", text, who, url)


def visit_events(visits: VisitQuerySet) -> Iterator[Event]:
    """Of visits that the person may see; one that was taken back is not told."""
    rows = visits.standing().select_related("leader", "unit", "recorded_by")
    for row in rows.order_by("-visited_on", "-id")[: SHOWN + 1]:
        who = f"{row.unit or ''} {row.recorded_by or ''}".strip()
        title = f"{row.leader or row.unit or ''}走访"
        yield Event(row.recorded_at, row.visited_on, VISITS, "people", title, row.found, who, reverse("visit", args=[row.pk]))


def matter_events(matters: MatterQuerySet) -> Iterator[Event]:
    """Of orders that the person may see."""
    steps = MatterStep.objects.filter(matter__in=matters.order_by().values("pk")).select_related("matter", "unit", "person")
    for step in steps.order_by("-happened_on", "-id")[: SHOWN + 1]:
        deadline = f"办理时限{step.deadline_on}" if step.deadline_on else ""
        text = "，".join(filter(None, [step.matter.title, step.note, deadline, step.on_behalf_of]))
        who = f"{step.unit or ''} {step.person or '系统'}".strip()
        title = f"{step.matter.kind_label}：{step.kind_label}"
        yield Event(
            step.recorded_at, step.happened_on, MATTERS, "megaphone", title, text, who, reverse("matter", args=[step.matter_id])
        )
