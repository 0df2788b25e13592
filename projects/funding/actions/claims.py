"""A claim's life: submit, return, withdraw, void, verify. Verifying posts at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count

from projects.access.choices import FILE_CLAIM, VERIFY_CLAIM
from projects.access.permissions import require, sees_whole_county
from projects.audit.actions import action, keep_in_entry
from projects.core import clock
from projects.core.errors import Gathered, NotAllowed, Refused
from projects.core.locking import change, locked
from projects.core.units import plain
from projects.files.actions import store_file
from projects.funding.access import files_for
from projects.funding.actions.lines import EvidenceFile, Line, check_line, line_values
from projects.funding.actions.parties import split_by_parties
from projects.funding.actions.posting import post_lines
from projects.funding.actions.questions import questions_of_record, raise_questions, settle_slips
from projects.funding.choices import (
    CLAIM_FLOW,
    EVIDENCE_KINDS,
    PARTLY,
    RETURNED,
    SUBMITTED,
    VERIFIED,
    VOIDED,
    WITHDRAWN,
)
from projects.funding.models import Claim, ClaimCut, ClaimLine, Evidence
from projects.months.actions import month_accepting
from projects.organisations.models import Unit, User
from projects.reference.models import labels
from projects.signing.models import Project, Signing

_ACTS = {SUBMITTED: "重新申报", VERIFIED: "核定", RETURNED: "退回", WITHDRAWN: "撤回", VOIDED: "作废"}


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
    answers: Mapping[str, str] | None = None,
) -> Claim:
    """Files a claim for the month that will take it. `unit` is the department filed for (代录 when it is not the person's own).

    Raises Refused with the field `line-N-…` at fault, Warned for a slip of the hand that `answers` gives no reason for.
    """
    require(by, FILE_CLAIM)
    if not lines:
        raise Refused("请至少填写一笔到位资金")
    filed_for = unit or _filed_for(project, by)
    signed_on = _signed_on(project)
    found = Gathered()
    for number, line in enumerate(lines, start=1):
        with found.check():
            check_line(number, line, project, signed_on)
    found.settle()
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
    settle_slips(raise_questions(claim), by, answers)
    return split_by_parties(claim, {number for number, line in enumerate(lines, start=1) if not line.tier})


def _filed_for(project: Project, by: User) -> Unit:
    """The department of the project; a unit that shares the credit files for itself."""
    own = by.unit
    return project.department if own is None or project.department_id in by.unit_ids or sees_whole_county(by) else own


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


def _add_line(claim: Claim, number: int, line: Line, by: User) -> None:
    row = ClaimLine.objects.create(claim=claim, number=number, **line_values(line, claim.project))
    _keep_papers(row, line.evidence, by, county_id=claim.county_id, field=f"line-{number}-evidence")


def _keep_papers(line: ClaimLine, papers: Sequence[EvidenceFile], by: User, *, county_id: int, field: str) -> None:
    for paper in papers:
        stored = store_file(paper.file, county_id=county_id, by=by, field=field)
        Evidence.objects.create(line=line, stored=stored, kind=paper.kind)


@action("add_evidence")
def add_evidence(*, by: User, line: ClaimLine, files: Sequence[EvidenceFile]) -> ClaimLine:
    """补交佐证, until the bureau has decided. The claim's version counts up: a verifier who has it open looks again."""
    require(by, FILE_CLAIM)
    claim = _locked_for_filing(line.claim, by)
    if claim.state not in (SUBMITTED, RETURNED):
        raise Refused(f"这份申报{claim.state_label}，不能再补交佐证材料")
    if not files:
        raise Refused("请选择要补交的佐证材料", field="papers")
    if any(paper.kind not in EVIDENCE_KINDS for paper in files):
        raise Refused("佐证种类不在可选范围内，请重新选择", field="kind")
    _keep_papers(line, files, by, county_id=claim.county_id, field="papers")
    line.evidence_due_on = None
    line.save(update_fields=["evidence_due_on"])
    claim.version += 1
    claim.save(update_fields=["version"])
    return line


@action("resubmit_claim")
def resubmit_claim(
    *,
    by: User,
    claim: Claim,
    lines: Mapping[int, Line] | None = None,
    late_reason: str | None = None,
    version: int | None = None,
    reason: str = "",
    answers: Mapping[str, str] | None = None,
) -> Claim:
    """A returned or withdrawn claim goes to the bureau again. `lines`, by line number, take the place of the old ones: a number that
    is there keeps its evidence and gets the new papers besides, one that is left out is removed. None leaves all as it was."""
    require(by, FILE_CLAIM)
    _locked_for_filing(claim, by)
    current = _move(claim, SUBMITTED, version)
    if lines is not None:
        _replace_lines(current, lines, by)
    latest = max(line.arrived_on for line in current.lines.all())
    filed = change(
        current,
        state=SUBMITTED,
        submitted_at=clock.now(),
        submitted_by=by,
        verified_by=None,
        month=month_accepting(current.county_id, latest),
        late_reason=current.late_reason if late_reason is None else late_reason,
    )
    settle_slips(raise_questions(filed), by, answers)
    return split_by_parties(filed, {number for number, line in (lines or {}).items() if not line.tier})


def _replace_lines(claim: Claim, lines: Mapping[int, Line], by: User) -> None:
    if not lines:
        raise Refused("请至少填写一笔到位资金；如不再申报，请返回后选“作废”")
    signed_on = _signed_on(claim.project)
    kept = {row.number: row for row in claim.lines.annotate(papers=Count("evidence"))}
    found = Gathered()
    for number, line in lines.items():
        has_papers = number in kept and kept[number].papers > 0
        with found.check():
            check_line(number, line, claim.project, signed_on, has_papers=has_papers)
    found.settle()
    claim.lines.exclude(number__in=lines).delete()
    for number, line in lines.items():
        if number in kept:
            _rewrite_line(kept[number], line, by, claim)
        else:
            _add_line(claim, number, line, by)


def _rewrite_line(row: ClaimLine, line: Line, by: User, claim: Claim) -> None:
    for name, value in line_values(line, claim.project).items():
        setattr(row, name, value)
    if row.papers:  # type: ignore[attr-defined]
        row.evidence_due_on = None
    row.save()
    _keep_papers(row, line.evidence, by, county_id=claim.county_id, field=f"line-{row.number}-evidence")


def _locked_for_filing(claim: Claim, by: User) -> Claim:
    current = locked(claim)
    if not files_for(by, current):
        raise NotAllowed(f"这份申报由{current.unit}填报，请由该单位或县招商局办理")
    return current


def _move(claim: Claim, to: str, version: int | None) -> Claim:
    """The claim locked, after checking that its life allows the step."""
    current = locked(claim, version)
    if to not in CLAIM_FLOW[current.state].next:
        raise Refused(f"这份申报{current.state_label}，不能{_ACTS[to]}，请刷新页面查看最新状态")
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
    _locked_for_filing(claim, by)
    return change(_move(claim, WITHDRAWN, version), state=WITHDRAWN)


@action("void_claim")
def void_claim(*, by: User, claim: Claim, reason: str, version: int | None = None) -> Claim:
    require(by, FILE_CLAIM)
    if not reason.strip():
        raise Refused("请写明作废原因", field="reason")
    _locked_for_filing(claim, by)
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
    lines = list(current.lines.annotate(papers=Count("evidence")).order_by("number"))
    reasons = labels("cut_reason") if verdicts else {}
    for line in lines:
        _decide(line, (verdicts or {}).get(line.number) or Verdict(line.claimed_wan), reasons)
    post_lines(project, lines, by=by, late_reason=late_reason or current.late_reason)
    keep_in_entry(
        lines={str(line.number): f"{plain(line.claimed_wan)} → {plain(line.counted_wan or Decimal(0))}" for line in lines},
        **questions_of_record(lines),
    )
    is_whole = all(line.counted_wan == line.claimed_wan for line in lines)
    return change(
        current,
        state=VERIFIED if is_whole else PARTLY,
        verified_at=clock.now(),
        verified_by=by,
        late_reason=late_reason or current.late_reason,
    )


def _decide(line: ClaimLine, verdict: Verdict, reasons: Mapping[str, str]) -> None:
    _check_verdict(line, verdict, reasons)
    line.counted_wan = verdict.counted_wan
    line.save(update_fields=["counted_wan"])
    ClaimCut.objects.bulk_create(
        ClaimCut(line=line, reason_code=item.reason_code, amount_wan=item.amount_wan, note=item.note) for item in verdict.cuts
    )


def _check_verdict(line: ClaimLine, verdict: Verdict, reasons: Mapping[str, str]) -> None:
    prefix = f"第{line.number}笔"
    at = f"line-{line.number}-"
    low, high = sorted((Decimal(0), line.claimed_wan))
    if not low <= verdict.counted_wan <= high:
        raise Refused(f"{prefix}：核定数应在0和申报数{plain(line.claimed_wan)}之间，请核对", field=f"{at}counted_wan")
    if verdict.counted_wan and not line.papers:  # type: ignore[attr-defined]
        raise Refused(f"{prefix}还没有佐证材料，不能核定；请退回补交或整笔核减", field=f"{at}counted_wan")
    cut = sum((item.amount_wan for item in verdict.cuts), Decimal(0))
    if verdict.counted_wan + cut != line.claimed_wan:
        raise Refused(
            f"{prefix}：核定数{plain(verdict.counted_wan)}加核减数{plain(cut)}不等于申报数{plain(line.claimed_wan)}，请核对",
            field=f"{at}counted_wan",
        )
    if any(item.reason_code not in reasons for item in verdict.cuts):
        raise Refused(f"{prefix}有核减，请选择核减原因", field=f"{at}reason_code")
    if any(not item.note.strip() for item in verdict.cuts):
        raise Refused(f"{prefix}：请写一句核减说明", field=f"{at}note")
