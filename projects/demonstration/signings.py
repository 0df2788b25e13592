"""Signings registered and confirmed, credit shared, milestones reached."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from projects.demonstration.papers import pdf
from projects.demonstration.rows import ProjectRow, arrived_this_year_wan, project_rows
from projects.demonstration.setup import investor_names
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment, month_end, workday_after
from projects.demonstration.units import PARK_NAME, phone
from projects.funding.actions.invested import reach_invested
from projects.organisations.choices import DEPARTMENT, LEADER, TASK_FORCE
from projects.organisations.models import Unit, User
from projects.signing.actions import Paper, confirm_signing, reach_milestone, register_signing, set_shares
from projects.signing.models import Registration
from projects.signing.stages import INVESTED

SHARES = (Decimal(60), Decimal(40))
SECOND_PHASE, FIRST_PHASE = "2024-06", "2021-01"
AT_FULL_CAPACITY = "2022-01"
TOP500 = {"2024-16": "民营企业500强", "2024-23": "中国500强"}
PLANNED = {
    "planned_output_wan": Decimal(500_000),
    "planned_tax_wan": Decimal(20_000),
    "planned_jobs": 1200,
    "planned_capacity": "碳化硅及其制成品30万吨/年",
}


def confirmed_on(row: ProjectRow) -> date:
    """The second working day after signing, and never a month later: a signing counts in its own period."""
    return min(workday_after(row.signed_on, 2), month_end(row.signed_on))


def leader_of(key: str, leaders: list[Unit]) -> Unit:
    """Round the official order, to and fro, from the project with the most money of the business year: no one stands empty."""
    keys = [row.key for row in sorted(project_rows(), key=lambda row: (-arrived_this_year_wan(row), row.key))]
    lap, place = divmod(keys.index(key), len(leaders))
    return leaders[place if lap % 2 == 0 else len(leaders) - 1 - place]


def clerk_of(stage: Stage, row: ProjectRow) -> User:
    return stage.people.clerk_of[row.department]


def schedule(stage: Stage) -> None:
    investors = investor_names()
    waiting: dict[str, Registration] = {}
    for number, row in enumerate(project_rows()):
        day, last = workday_after(row.signed_on, 1), confirmed_on(row)
        stage.timeline.add(moment(min(day, last), 9, number), partial(_register, stage, waiting, investors[row.key], row))
        stage.timeline.add(moment(last, 15, number), partial(_confirm, stage, waiting, number, row))
        if row.second_department:
            stage.timeline.add(moment(last, 16, number), partial(_share, stage, row))


def _register(stage: Stage, waiting: dict[str, Registration], investor: str, row: ProjectRow) -> None:
    by = stage.people["jingban"] if row.fair else clerk_of(stage, row)
    paper = Paper(
        nature=row.paper_kind,
        signed_on=row.signed_on,
        amount_wan=row.contract_wan,
        fair=stage.fairs.get(row.fair),
        file=pdf(f"{row.name}{row.paper_kind}.pdf", f"CONTRACT {row.key} {row.signed_on} {row.contract_wan}"),
    )
    waiting[row.key] = registration = register_signing(
        by=by,
        name=row.name,
        investor_name=investor,
        source_tier=row.source_tier,
        department=stage.units[row.department],
        paper=paper,
        details=_details(stage, row),
    )
    stage.projects[row.key] = registration.project


def _details(stage: Stage, row: ProjectRow) -> dict[str, Any]:
    task_force = next(unit for unit in stage.of_kind(TASK_FORCE) if row.sector in unit.sectors)
    clerk = clerk_of(stage, row)
    return {
        "code": row.code,
        "sector": row.sector,
        "origin": row.origin,
        "channel": row.channel,
        "industry": row.industry,
        "construction_nature": "expand" if row.key == SECOND_PHASE else "new",
        "content": f"建设{row.name}项目的生产经营用房、设备设施和配套工程（演示数据）。",
        "place": row.park or row.place,
        "total_investment_wan": row.total_investment_wan,
        "planned_outside_wan": row.contract_wan,
        "task_force": task_force,
        "leader": leader_of(row.key, stage.of_kind(LEADER)),
        "introduced_by": stage.units[PARK_NAME] if row.is_industrial_trip else None,
        "person_in_charge": clerk.display_name,
        "person_phone": clerk.phone or phone(0),
        "previous_phase": stage.projects[FIRST_PHASE] if row.key == SECOND_PHASE else None,
        "top500": TOP500.get(row.key, ""),
        **(PLANNED if row.key == AT_FULL_CAPACITY else {}),
    }


def _confirm(stage: Stage, waiting: dict[str, Registration], number: int, row: ProjectRow) -> None:
    confirm_signing(by=stage.verifier(number), registration=waiting.pop(row.key))


def _share(stage: Stage, row: ProjectRow) -> None:
    """From the day of signing, so before the first arrival."""
    holders = (stage.units[row.department], stage.units[row.second_department])
    set_shares(
        by=stage.people["jingban"],
        project=stage.projects[row.key],
        dimension=DEPARTMENT,
        parts=list(zip(holders, SHARES, strict=True)),
        starts_on=row.signed_on,
        reason="两个责任部门共同招引（分割证明）",
    )


def reach(stage: Stage, row: ProjectRow, kind: str, day: date, source: str, not_before: datetime) -> None:
    """On the timeline: entered by the clerk on the next working day, after what it rests on is posted."""
    entered = max(moment(workday_after(day, 1), 10), not_before + timedelta(hours=1))
    stage.timeline.add(entered, partial(_reach, stage, row, kind, day, source))


def _reach(stage: Stage, row: ProjectRow, kind: str, day: date, source: str) -> None:
    values: dict[str, Any] = {"by": clerk_of(stage, row), "project": stage.projects[row.key], "happened_on": day, "source": source}
    if kind == INVESTED:
        reach_invested(**values)
    else:
        reach_milestone(kind=kind, **values)
