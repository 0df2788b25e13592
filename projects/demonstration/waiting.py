"""What lies on the verifiers' desk on the morning of the business day: it counts nowhere until they decide."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from projects.demonstration.papers import pdf
from projects.demonstration.rows import BUSINESS_DAY, project_rows
from projects.demonstration.signings import clerk_of
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment
from projects.funding.actions import EvidenceFile, Line, submit_claim
from projects.funding.choices import BUILDING, EQUIPMENT


@dataclass(frozen=True)
class Pending:
    """Without `has_evidence` the papers are promised for later (待补佐证)."""

    key: str
    use: str
    arrived_on: date
    claimed_wan: Decimal
    has_evidence: bool = True


PENDING = (
    Pending("2023-04", BUILDING, date(2024, 12, 12), Decimal(800)),
    Pending("2023-06", EQUIPMENT, date(2024, 12, 13), Decimal(560)),
    Pending("2023-02", BUILDING, date(2024, 12, 13), Decimal(1_200), has_evidence=False),
)
PROMISED_ON = date(2024, 12, 25)


def schedule(stage: Stage) -> None:
    for number, pending in enumerate(PENDING):
        stage.timeline.add(moment(BUSINESS_DAY, 8, 30 + number), partial(_submit, stage, pending))


def _submit(stage: Stage, pending: Pending) -> None:
    row = next(row for row in project_rows() if row.key == pending.key)
    name = f"银行进账单{pending.key}-{pending.arrived_on:%Y%m%d}.pdf"
    text = f"SLIP {pending.key} {pending.arrived_on} {pending.claimed_wan}"
    line = Line(
        use=pending.use,
        arrived_on=pending.arrived_on,
        claimed_wan=pending.claimed_wan,
        evidence=[EvidenceFile("银行进账单", pdf(name, text))] if pending.has_evidence else (),
        evidence_due_on=None if pending.has_evidence else PROMISED_ON,
    )
    submit_claim(by=clerk_of(stage, row), project=stage.projects[pending.key], lines=[line])
