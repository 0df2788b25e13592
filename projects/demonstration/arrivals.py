"""Money claimed by the departments and verified by the bureau, in the month in which it arrived."""

from datetime import datetime
from decimal import Decimal
from functools import partial

from projects.demonstration.papers import pdf
from projects.demonstration.rows import ArrivalRow, arrival_rows, arrivals_of, project_rows
from projects.demonstration.signings import clerk_of
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment, workday_after
from projects.funding.actions import Cut, EvidenceFile, Line, Verdict, submit_claim, verify_claim
from projects.funding.choices import BUILDING, EQUIPMENT, FORMS, LAND, OTHER_FIXED, WORKING
from projects.funding.models import Claim

USES = (LAND, BUILDING, BUILDING, EQUIPMENT, BUILDING, EQUIPMENT, OTHER_FIXED, WORKING)
FILED_BY_THE_BUREAU = 12
"""Every so many claims are filed for the department (代录)."""
CUT = 45
"""Every so many lines the department claimed a tenth more than its papers show."""


def submitted_at(row: ArrivalRow) -> datetime:
    return moment(workday_after(row.arrived_on, 2), 9)


def verified_at(row: ArrivalRow) -> datetime:
    return moment(workday_after(row.arrived_on, 4), 10)


def schedule(stage: Stage) -> None:
    """One line makes the claim: the composition has one arrival for each project and month."""
    waiting: dict[int, Claim] = {}
    for number, row in enumerate(arrival_rows()):
        stage.timeline.add(submitted_at(row), partial(_submit, stage, waiting, number, row))
        stage.timeline.add(verified_at(row), partial(_verify, stage, waiting, number, row))


def _overclaimed(number: int, row: ArrivalRow) -> Decimal:
    return row.counted_wan // 10 if number % CUT == CUT - 1 else Decimal(0)


def _submit(stage: Stage, waiting: dict[int, Claim], number: int, row: ArrivalRow) -> None:
    project = stage.projects[row.key]
    is_filed_for = number % FILED_BY_THE_BUREAU == 0
    clerk = clerk_of(stage, next(item for item in project_rows() if item.key == row.key))
    waiting[number] = submit_claim(
        by=stage.people["jingban"] if is_filed_for else clerk,
        project=project,
        unit=project.department,
        lines=[_line(number, row, project.investor.name)],
        note="部门传真件，招商局代录" if is_filed_for else "",
    )


def _line(number: int, row: ArrivalRow, payer: str) -> Line:
    place = arrivals_of(row.key).index(row)
    use = USES[place % len(USES)]
    is_goods = use == EQUIPMENT and number % 3 == 0
    kind = "设备发票及清单" if is_goods else "银行进账单"
    day = f"{row.arrived_on:%Y%m%d}"
    claimed = row.counted_wan + _overclaimed(number, row)
    return Line(
        use=use,
        arrived_on=row.arrived_on,
        claimed_wan=claimed,
        form=FORMS[1 if is_goods else 0],
        is_registered_capital=place == 0,
        payer=payer,
        voucher_number=f"示例-{row.key}-{day}",
        evidence=[EvidenceFile(kind, pdf(f"{kind}{row.key}-{day}.pdf", f"SLIP {row.key} {row.arrived_on} {claimed}"))],
    )


def _verify(stage: Stage, waiting: dict[int, Claim], number: int, row: ArrivalRow) -> None:
    cut = _overclaimed(number, row)
    reasons = [Cut("evidence", cut, "超出进账单金额的部分没有佐证")] if cut else []
    verify_claim(by=stage.verifier(number), claim=waiting.pop(number), verdicts={1: Verdict(row.counted_wan, reasons)})
