"""What lies on the verifiers' desk on the morning of the business day: it counts nowhere until they decide."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from projects.core.units import grouped
from projects.demonstration.papers import pdf
from projects.demonstration.pictures import slip
from projects.demonstration.rows import BUSINESS_DAY, project_rows
from projects.demonstration.signings import clerk_of
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment
from projects.funding.actions import EvidenceFile, Line, answer_question, submit_claim
from projects.funding.choices import BUILDING, EQUIPMENT, OTHER_FIXED
from projects.funding.models import Claim, Question

PDF, PICTURE, NONE = "pdf", "png", ""


@dataclass(frozen=True)
class Pending:
    """`paper` NONE: promised for later (待补佐证). `slip_wan`: what the slip says, where the claim says more. `same_as`: the slip of
    another claim's project once more (佐证重复). `voucher`: as in that other claim. `answer`: the clerk's words to what is asked."""

    key: str
    use: str
    arrived_on: date
    claimed_wan: Decimal
    paper: str = PDF
    slip_wan: Decimal | None = None
    same_as: str = ""
    voucher: str = ""
    answer: str = ""


PENDING = (
    Pending("2023-04", BUILDING, date(2024, 12, 12), Decimal(800)),
    Pending("2023-06", EQUIPMENT, date(2024, 12, 13), Decimal(560)),
    Pending("2023-02", BUILDING, date(2024, 12, 13), Decimal(1_200), NONE),
    Pending("2024-01", EQUIPMENT, date(2024, 12, 11), Decimal(3_000), PICTURE, slip_wan=Decimal(2_700)),
    Pending("2024-04", BUILDING, date(2024, 12, 12), Decimal(900), PICTURE),
    Pending("2024-05", BUILDING, date(2024, 12, 12), Decimal(650), PICTURE, voucher="示例-SL20241212-07"),
    Pending("2024-02", OTHER_FIXED, date(2024, 12, 12), Decimal(650), PICTURE, same_as="2024-05", voucher="示例-SL20241212-07"),
    Pending(
        "2024-06",
        EQUIPMENT,
        date(2024, 12, 13),
        Decimal(800),
        PICTURE,
        same_as="2024-04",
        answer="与食用菌产业园同一付款单位，一张回单分列两个项目，原件已核对",
    ),
    Pending("2024-07", EQUIPMENT, date(2024, 12, 13), Decimal(420), NONE),
)
"""The last six stand beside December claims of the same departments that are verified already, so that 已报/应报 stays."""
PROMISED_ON = date(2024, 12, 25)


def schedule(stage: Stage) -> None:
    for number, pending in enumerate(PENDING):
        stage.timeline.add(moment(BUSINESS_DAY, 8, 30 + number), partial(_submit, stage, pending))


def _submit(stage: Stage, pending: Pending) -> None:
    row = next(row for row in project_rows() if row.key == pending.key)
    project, clerk = stage.projects[pending.key], clerk_of(stage, row)
    line = Line(
        use=pending.use,
        arrived_on=pending.arrived_on,
        claimed_wan=pending.claimed_wan,
        payer=project.investor.name if pending.paper == PICTURE else "",
        voucher_number=pending.voucher,
        evidence=_papers(pending),
        evidence_due_on=None if pending.paper else PROMISED_ON,
    )
    claim = submit_claim(by=clerk, project=project, lines=[line])
    if pending.answer:
        _answer(claim, pending.answer)


def _answer(claim: Claim, words: str) -> None:
    clerk = claim.submitted_by
    assert clerk is not None
    for question in Question.objects.filter(line__claim=claim).order_by("pk"):
        answer_question(by=clerk, question=question, answer=words)


def _papers(pending: Pending) -> list[EvidenceFile]:
    if not pending.paper:
        return []
    shown = next(item for item in PENDING if item.key == pending.same_as) if pending.same_as else pending
    day, wan = shown.arrived_on, shown.slip_wan or shown.claimed_wan
    name = f"银行进账单{pending.key}-{pending.arrived_on:%Y%m%d}.{pending.paper}"
    if pending.paper == PDF:
        return [EvidenceFile("银行进账单", pdf(name, f"SLIP {pending.key} {day} {wan}"))]
    lines = (
        ("PROJECT", f"DEMO {shown.key}"),
        ("DATE", f"{day}"),
        ("SERIAL", f"SL{day:%Y%m%d}-{shown.key[-2:]}"),
        ("AMOUNT", f"{grouped(wan * 10_000, 2)} YUAN"),
        ("USE", "TRANSFER"),
    )
    return [EvidenceFile("银行进账单", slip(name, lines))]
