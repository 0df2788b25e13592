"""A claim's life: submit, return, withdraw, void, verify. Verifying posts at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.files.base import File
from django.db.models import Count

from projects.access.choices import FILE_CLAIM, VERIFY_CLAIM
from projects.access.permissions import require, sees_whole_county
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.core.units import plain
from projects.files.actions import store_file
from projects.funding.actions.posting import post_lines
from projects.funding.choices import (
    CLAIM_FLOW,
    EVIDENCE_KINDS,
    FORMS,
    PARTLY,
    RETURNED,
    SUBMITTED,
    USES,
    VERIFIED,
    VOIDED,
    WITHDRAWN,
)
from projects.funding.models import Claim, ClaimCut, ClaimLine, Evidence
from projects.months.actions import month_accepting
from projects.organisations.models import Unit, User
from projects.signing.choices import TIERS
from projects.signing.models import Project, Signing


@dataclass(frozen=True)
class EvidenceFile:
    kind: str
    file: "File[bytes]"


@dataclass(frozen=True)
class Line:
    """One sum of money: 本次新增, never 累计. `tier` empty takes the project's. Without evidence `evidence_due_on` must be set."""

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


@dataclass(frozen=True)
class Cut:
    reason_code: str
    amount_wan: Decimal
    note: str


@dataclass(frozen=True)
class Verdict:
    """Of one line: what is counted, and why the rest is not."""

    counted_wan: Decimal
    cuts: Sequence[Cut] = field(default_factory=tuple)


@action("submit_claim")
def submit_claim(
    *,
    by: User,
    project: Project,
    lines: Sequence[Line],
    unit: Unit | None = None,
    note: str = "",
    late_reason: str = "",
) -> Claim:
    """Files a claim for the month that will take it. `unit` is the department filed for (代录 when it is not the person's own).

    Raises Refused with the field `line-N-…` at fault; nothing is kept then.
    """
    require(by, FILE_CLAIM)
    if not lines:
        raise Refused("请至少填写一笔到位资金")
    filed_for = unit or project.department
    signed_on = _signed_on(project)
    for number, line in enumerate(lines, start=1):
        _check_line(number, line, project, signed_on)
    claim = Claim.objects.create(
        county_id=project.county_id,
        project=project,
        month=month_accepting(project.county_id, max(line.arrived_on for line in lines)),
        unit=filed_for,
        state=SUBMITTED,
        submitted_at=clock.now(),
        submitted_by=by,
        is_filed_for=filed_for.pk not in by.unit_ids and sees_whole_county(by),
        note=note,
        late_reason=late_reason,
    )
    for number, line in enumerate(lines, start=1):
        _add_line(claim, number, line, by)
    return claim


def _signed_on(project: Project) -> date:
    signed = (
        Signing.objects.standing()
        .contracts()
        .filter(project=project)
        .order_by("signed_on")
        .values_list("signed_on", flat=True)
        .first()
    )
    if signed is None:
        raise Refused("项目还没有已确认的正式合同，不能申报到位资金；请先登记签约并由招商局确认", field="project")
    return signed


def _check_line(number: int, line: Line, project: Project, signed_on: date) -> None:
    prefix = f"第{number}笔"
    at = f"line-{number}-"
    if line.use not in USES:
        raise Refused(f"{prefix}：资金用途不在可选范围内，请重新选择", field=f"{at}use")
    if line.form not in FORMS:
        raise Refused(f"{prefix}：到位形式不在可选范围内，请重新选择", field=f"{at}form")
    if line.claimed_wan <= 0:
        raise Refused(f"{prefix}：申报数应大于0；撤资请由招商局另行登记", field=f"{at}claimed_wan")
    if line.arrived_on > clock.today():
        raise Refused(f"{prefix}：到账日期不能晚于今天（{clock.today()}）", field=f"{at}arrived_on")
    if line.arrived_on < signed_on:
        raise Refused(f"{prefix}：到账日期不能早于签约时间（{signed_on}）", field=f"{at}arrived_on")
    if line.tier and line.tier not in TIERS:
        raise Refused(f"{prefix}：资金来源不在可选范围内，请重新选择", field=f"{at}tier")
    if line.tier and line.tier != project.source_tier and not line.tier_reason.strip():
        raise Refused(f"{prefix}：资金来源与合同投资方（{project.source_tier}）不同，请写明原因", field=f"{at}tier_reason")
    if not line.evidence and line.evidence_due_on is None:
        raise Refused(f"{prefix}：请上传佐证材料，或填写“待补佐证”的补交日期", field=f"{at}evidence")
    if any(paper.kind not in EVIDENCE_KINDS for paper in line.evidence):
        raise Refused(f"{prefix}：佐证种类不在可选范围内，请重新选择", field=f"{at}evidence")


def _add_line(claim: Claim, number: int, line: Line, by: User) -> None:
    row = ClaimLine.objects.create(
        claim=claim,
        number=number,
        use=line.use,
        form=line.form,
        is_registered_capital=line.is_registered_capital,
        source_tier=line.tier or claim.project.source_tier,
        tier_reason=line.tier_reason,
        arrived_on=line.arrived_on,
        payer=line.payer,
        voucher_number=line.voucher_number,
        claimed_wan=line.claimed_wan,
        evidence_due_on=None if line.evidence else line.evidence_due_on,
    )
    for paper in line.evidence:
        stored = store_file(paper.file, county_id=claim.county_id, by=by, field=f"line-{number}-evidence")
        Evidence.objects.create(line=row, stored=stored, kind=paper.kind)


def _move(claim: Claim, to: str, version: int | None) -> Claim:
    """The claim locked, after checking that its life allows the step."""
    current = locked(claim, version)
    if to not in CLAIM_FLOW[current.state].next:
        raise Refused(f"这份申报{current.state_label}，不能{CLAIM_FLOW[to].label.removeprefix('已')}，请刷新页面查看最新状态")
    return current


@action("return_claim")
def return_claim(*, by: User, claim: Claim, reason: str, version: int | None = None) -> Claim:
    require(by, VERIFY_CLAIM)
    if not reason.strip():
        raise Refused("请写明退回意见，便于填报人修改", field="reason")
    current = _move(claim, RETURNED, version)
    return change(current, state=RETURNED, returned_reason=reason, verified_by=by)


@action("withdraw_claim")
def withdraw_claim(*, by: User, claim: Claim, version: int | None = None) -> Claim:
    """By the department, until the bureau has decided."""
    require(by, FILE_CLAIM)
    return change(_move(claim, WITHDRAWN, version), state=WITHDRAWN)


@action("void_claim")
def void_claim(*, by: User, claim: Claim, reason: str, version: int | None = None) -> Claim:
    require(by, FILE_CLAIM)
    if not reason.strip():
        raise Refused("请写明作废原因", field="reason")
    return change(_move(claim, VOIDED, version), state=VOIDED)


@action("verify_claim")
def verify_claim(
    *,
    by: User,
    claim: Claim,
    verdicts: Mapping[int, Verdict] | None = None,
    late_reason: str = "",
    version: int | None = None,
) -> Claim:
    """Counts the lines (all of them in full without `verdicts`, which is keyed by line number) and posts them at once.

    Who filed it may not verify it; a line without evidence is never verified; claimed = counted + Σ cuts.
    """
    require(by, VERIFY_CLAIM)
    current = _move(claim, VERIFIED, version)
    if current.submitted_by_id == by.pk:
        raise Refused("填报人不能核定自己填报的申报，请由另一位审核人核定")
    project = Project.objects.select_for_update(of=("self",)).prefetch_related("shares").get(pk=current.project_id)
    lines = list(current.lines.annotate(papers=Count("evidence")))
    for line in lines:
        _decide(line, (verdicts or {}).get(line.number) or Verdict(line.claimed_wan))
    post_lines(project, lines, by=by, late_reason=late_reason or current.late_reason)
    is_whole = all(line.counted_wan == line.claimed_wan for line in lines)
    return change(
        current,
        state=VERIFIED if is_whole else PARTLY,
        verified_at=clock.now(),
        verified_by=by,
        late_reason=late_reason or current.late_reason,
    )


def _decide(line: ClaimLine, verdict: Verdict) -> None:
    if verdict.counted_wan and not line.papers:  # type: ignore[attr-defined]
        raise Refused(f"第{line.number}笔还没有佐证材料，不能核定；请退回补交或整笔核减", field=f"line-{line.number}-counted_wan")
    cut = sum((item.amount_wan for item in verdict.cuts), Decimal(0))
    if verdict.counted_wan + cut != line.claimed_wan:
        raise Refused(
            f"第{line.number}笔：核定数{plain(verdict.counted_wan)}加核减数{plain(cut)}不等于申报数{plain(line.claimed_wan)}，请核对",
            field=f"line-{line.number}-counted_wan",
        )
    if any(not item.note.strip() for item in verdict.cuts):
        raise Refused(f"第{line.number}笔：请写一句核减说明", field=f"line-{line.number}-note")
    line.counted_wan = verdict.counted_wan
    line.save(update_fields=["counted_wan"])
    ClaimCut.objects.bulk_create(
        ClaimCut(line=line, reason_code=item.reason_code, amount_wan=item.amount_wan, note=item.note) for item in verdict.cuts
    )
