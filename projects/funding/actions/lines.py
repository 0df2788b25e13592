"""A line of a claim: what was typed, what must hold of it, and what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File

from projects.core import clock
from projects.core.errors import Gathered
from projects.funding.actions.currency import claimed_in_wan
from projects.funding.choices import EVIDENCE_KINDS, FORMS, USES, YUAN
from projects.signing.choices import TIERS
from projects.signing.models import Project


@dataclass(frozen=True)
class EvidenceFile:
    kind: str
    file: "File[bytes]"


@dataclass(frozen=True)
class Line:
    """One sum of money: 本次新增, never 累计. `tier` empty takes the project's, a joint venture's by share. Without evidence `evidence_due_on` must be set.

    Foreign money: `original_amount` at `rate` (yuan for one unit) gives `claimed_wan`, which may then be left 0.
    """

    use: str
    arrived_on: date
    claimed_wan: Decimal
    form: str = FORMS[0]
    tier: str = ""
    tier_reason: str = ""
    is_registered_capital: bool = False
    payer: str = ""
    voucher_number: str = ""
    evidence: Sequence[EvidenceFile] = ()
    evidence_due_on: date | None = None
    currency: str = YUAN
    original_amount: Decimal | None = None
    rate: Decimal | None = None


def check_line(number: int, line: Line, project: Project, signed_on: date, *, has_papers: bool = False) -> None:
    prefix = f"第{number}笔"
    at = f"line-{number}-"
    today, found = clock.today(), Gathered()
    found.unless(line.use in USES, f"{prefix}：资金用途不在可选范围内，请重新选择", field=f"{at}use")
    found.unless(line.form in FORMS, f"{prefix}：到位形式不在可选范围内，请重新选择", field=f"{at}form")
    with found.check():
        is_positive = _claimed(line, prefix, at) > 0
        found.unless(is_positive, f"{prefix}：申报数应大于0；撤资请由招商局另行登记", field=f"{at}claimed_wan")
    found.unless(line.arrived_on <= today, f"{prefix}：到账日期不能晚于今天（{today}）", field=f"{at}arrived_on")
    found.unless(line.arrived_on >= signed_on, f"{prefix}：到账日期不能早于签约时间（{signed_on}）", field=f"{at}arrived_on")
    _check_tier(line, project.source_tier, prefix, at, found)
    has_some = line.evidence or has_papers or line.evidence_due_on is not None
    found.unless(has_some, f"{prefix}：请上传佐证材料，或填写“待补佐证”的补交日期", field=f"{at}evidence")
    due_on = None if line.evidence or has_papers else line.evidence_due_on
    is_ahead = due_on is None or due_on >= today
    found.unless(is_ahead, f"{prefix}：佐证补交日期不能早于今天（{today}），请写预计补交的日期", field=f"{at}evidence_due_on")
    is_known = all(paper.kind in EVIDENCE_KINDS for paper in line.evidence)
    found.unless(is_known, f"{prefix}：佐证种类不在可选范围内，请重新选择", field=f"{at}evidence")
    found.settle()


def _check_tier(line: Line, of_contract: str, prefix: str, at: str, found: Gathered) -> None:
    """Another tier than the contract's needs a reason."""
    is_known = not line.tier or line.tier in TIERS
    is_explained = not line.tier or line.tier == of_contract or line.tier_reason.strip()
    found.unless(is_known, f"{prefix}：资金来源不在可选范围内，请重新选择", field=f"{at}tier")
    if is_known:
        found.unless(is_explained, f"{prefix}：资金来源与合同投资方（{of_contract}）不同，请写明原因", field=f"{at}tier_reason")


def _claimed(line: Line, prefix: str = "", at: str = "") -> Decimal:
    return claimed_in_wan(line.claimed_wan, line.currency, line.original_amount, line.rate, prefix=prefix, at=at)


def line_values(line: Line, project: Project) -> dict[str, Any]:
    return {
        "use": line.use,
        "form": line.form,
        "is_registered_capital": line.is_registered_capital,
        "source_tier": line.tier or project.source_tier,
        "tier_reason": line.tier_reason,
        "arrived_on": line.arrived_on,
        "payer": line.payer,
        "voucher_number": line.voucher_number,
        "claimed_wan": _claimed(line),
        "currency": line.currency,
        "original_amount": line.original_amount,
        "rate": line.rate,
        "evidence_due_on": None if line.evidence else line.evidence_due_on,
    }
