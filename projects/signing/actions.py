"""Registering and confirming signings, milestones, shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db.models import Max, Sum

from projects.access.choices import CONFIRM_SIGNING, EDIT_PROJECT, REACH_MILESTONE, REGISTER_SIGNING
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.core.units import ONE_HUNDRED, plain, split
from projects.enterprises.models import Enterprise
from projects.files.actions import store_file
from projects.months.actions import month_accepting
from projects.organisations.choices import DIMENSIONS, TASK_FORCE
from projects.organisations.models import Unit, User
from projects.outreach.models import Fair
from projects.reference.choices import CREDIT_MODE, PARTS
from projects.reference.models import setting
from projects.signing.choices import CONFIRMED, CONTRACT, INCREASE, PAPERS, RETURNED, SUBMITTED, TIERS
from projects.signing.models import Milestone, Project, Registration, Share, Signing, SigningPart
from projects.signing.stages import MILESTONE_BY_VALUE


@dataclass(frozen=True)
class Paper:
    """What was signed. `file` or `due_on` (待补佐证) stands for the contract's text."""

    nature: str
    signed_on: date
    amount_wan: Decimal
    fair: Fair | None = None
    file: "File[bytes] | None" = None
    due_on: date | None = None


# --- Registration -----------------------------------------------------------------------------------


@action("register_signing")
def register_signing(
    *,
    by: User,
    name: str,
    investor_name: str,
    source_tier: str,
    department: Unit,
    paper: Paper,
    details: Mapping[str, Any] | None = None,
) -> Registration:
    """A new project with its first paper. `details`: further Project fields, by name.

    It counts once the bureau confirms it. Raises Refused for a paper that cannot be (future day, no amount …).
    """
    require(by, REGISTER_SIGNING)
    if source_tier not in TIERS:
        raise Refused("资金来源不在可选范围内，请重新选择", field="source_tier")
    _check_paper(paper)
    county = department.county or department
    investor, _ = Enterprise.objects.get_or_create(
        county=county, name=investor_name, defaults={"source_tier": source_tier, "origin": (details or {}).get("origin", "")}
    )
    project = Project(
        county=county, name=name, investor=investor, source_tier=source_tier, department=department, **(details or {})
    )
    project.task_force = project.task_force or _task_force_of(county, project.sector)
    project.code = project.code or _next_code(county, paper.signed_on.year)
    project.save(force_insert=True)
    return _file_paper(project, paper, by)


@action("register_signing")
def register_paper(*, by: User, project: Project, paper: Paper) -> Registration:
    """A further paper of a project: 框架→正式合同, or 补充协议（增资）."""
    require(by, REGISTER_SIGNING)
    _check_paper(paper)
    signed = Signing.objects.standing().contracts().filter(project=project).exists()
    if paper.nature == CONTRACT and signed:
        raise Refused("该项目已有正式合同；增加投资请选“补充协议（增资）”，二期请登记为新项目", field="nature")
    if paper.nature == INCREASE and not signed:
        raise Refused("增资前须先有已确认的正式合同", field="nature")
    return _file_paper(project, paper, by)


def _file_paper(project: Project, paper: Paper, by: User) -> Registration:
    stored = store_file(paper.file, county_id=project.county_id, by=by, field="file") if paper.file else None
    return Registration.objects.create(
        project=project,
        nature=paper.nature,
        signed_on=paper.signed_on,
        amount_wan=paper.amount_wan,
        fair=paper.fair,
        paper=stored,
        paper_due_on=paper.due_on,
        submitted_at=clock.now(),
        submitted_by=by,
    )


def _check_paper(paper: Paper) -> None:
    if paper.nature not in PAPERS:
        raise Refused("文本性质不在可选范围内，请重新选择", field="nature")
    if paper.signed_on > clock.today():
        raise Refused(f"签约时间不能晚于今天（{clock.today()}）", field="signed_on")
    if paper.amount_wan <= 0:
        raise Refused("签约额应大于0，请核对", field="amount_wan")


def _task_force_of(county: Unit, sector: str) -> Unit | None:
    if not sector:
        return None
    return Unit.objects.in_county(county.pk).of_kind(TASK_FORCE).active().filter(sectors__contains=[sector]).first()


def _next_code(county: Unit, year: int) -> str:
    """'2024-029': numbers of a year do not repeat; the county's row is the lock."""
    Unit.objects.select_for_update(no_key=True).get(pk=county.pk)
    last = Project.objects.in_county(county.pk).filter(code__regex=rf"^{year}-\d+$").aggregate(last=Max("code"))["last"]
    number = int(last.split("-")[1]) + 1 if last else 1
    width = max(3, len(last.split("-")[1])) if last else 3
    return f"{year}-{number:0{width}d}"


@action("return_signing")
def return_registration(*, by: User, registration: Registration, reason: str, version: int | None = None) -> Registration:
    require(by, CONFIRM_SIGNING)
    if not reason.strip():
        raise Refused("请写明退回意见，便于填报人修改", field="reason")
    current = locked(registration, version)
    _must_wait(current)
    return change(current, state=RETURNED, returned_reason=reason)


@action("edit_registration")
def resubmit_registration(*, by: User, registration: Registration, paper: Paper, version: int | None = None) -> Registration:
    """Corrects a registration that waits or came back."""
    require(by, REGISTER_SIGNING)
    current = locked(registration, version)
    if current.state not in {SUBMITTED, RETURNED}:
        raise Refused(f"签约登记{current.state_label}，不能再修改")
    _check_paper(paper)
    stored = store_file(paper.file, county_id=current.project.county_id, by=by) if paper.file else current.paper
    return change(
        current,
        nature=paper.nature,
        signed_on=paper.signed_on,
        amount_wan=paper.amount_wan,
        fair=paper.fair,
        paper=stored,
        paper_due_on=paper.due_on,
        state=SUBMITTED,
        returned_reason="",
    )


def _must_wait(registration: Registration) -> None:
    if registration.state != SUBMITTED:
        raise Refused(f"签约登记{registration.state_label}，请刷新页面查看最新状态")


@action("confirm_signing")
def confirm_signing(*, by: User, registration: Registration, version: int | None = None) -> Signing:
    """Posts the signing into the book, in the period of its counts_on. Who filed it may not confirm it."""
    require(by, CONFIRM_SIGNING)
    current = locked(registration, version)
    _must_wait(current)
    if current.submitted_by_id == by.pk:
        raise Refused("登记人不能确认自己登记的签约，请由另一位审核人确认")
    project = locked(current.project)
    _check_counted_once(project, current)
    place = lock_book(Signing, project.county_id)
    month = month_accepting(project.county_id, current.signed_on)
    signing = Signing.objects.create(
        county_id=project.county_id,
        project=project,
        registration=current,
        nature=current.nature,
        signed_on=current.signed_on,
        booked_in=month,
        counts_on=month.counts_on(current.signed_on),
        amount_wan=current.amount_wan,
        fair=_fair_of(project, current),
        channel=project.channel,
        confirmed_by=by,
        confirmed_at=place.recorded_at,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    _post_parts(signing, project)
    change(current, state=CONFIRMED)
    return signing


def _check_counted_once(project: Project, registration: Registration) -> None:
    if registration.nature == CONTRACT and Signing.objects.standing().contracts().filter(project=project).exists():
        raise Refused("该项目已有一份已确认的正式合同，不能再计一次；增加投资请登记为补充协议（增资）")


def _fair_of(project: Project, registration: Registration) -> Fair | None:
    """首次签约 owns the fair credit (definitions 1.4)."""
    first = Signing.objects.standing().filter(project=project).exclude(fair=None).order_by("signed_on", "id").first()
    return first.fair if first else registration.fair


def _post_parts(signing: Signing, project: Project, *, sign: int = 1) -> None:
    parties = [
        part
        for part in project.investor_parts.all()
        if part.starts_on <= signing.signed_on and (part.ends_on is None or part.ends_on >= signing.signed_on)
    ]
    if parties:
        amounts = split(signing.amount_wan, [part.percent for part in parties])
        rows = [(part.enterprise_id, part.source_tier, part.origin, amount) for part, amount in zip(parties, amounts, strict=True)]
    else:
        rows = [(project.investor_id, project.source_tier, project.origin, signing.amount_wan)]
    SigningPart.objects.bulk_create(
        SigningPart(
            county_id=signing.county_id,
            signing=signing,
            enterprise_id=enterprise,
            source_tier=tier,
            origin=origin,
            amount_wan=amount * sign,
            recorded_at=signing.recorded_at,
            recorded_by_id=signing.recorded_by_id,
        )
        for enterprise, tier, origin, amount in rows
    )


# --- Milestones -------------------------------------------------------------------------------------


@action("reach_milestone")
def reach_milestone(
    *, by: User, project: Project, kind: str, happened_on: date, source: str = "", note: str = "", reason: str = ""
) -> Milestone:
    """An actual date. A second one of the kind is refused: reverse the first."""
    require(by, REACH_MILESTONE)
    milestone = MILESTONE_BY_VALUE[kind]
    if happened_on > clock.today():
        raise Refused(f"{milestone.column}不能晚于今天（{clock.today()}）", field="happened_on")
    signed_on = Signing.objects.standing().contracts().filter(project=project).values_list("signed_on", flat=True).first()
    if signed_on is None:
        raise Refused("项目尚无已确认的正式合同，不能登记节点")
    if happened_on < signed_on:
        raise Refused(f"{milestone.column}不能早于签约时间（{signed_on}）", field="happened_on")
    locked(project)
    if Milestone.objects.actual().filter(project=project, kind=kind).exists():
        raise Refused(f"该项目已登记{milestone.label}；日期有误请先冲销再登记", field="kind")
    return _post_milestone(project, by, kind=kind, happened_on=happened_on, source=source, note=note, reason=reason)


@action("plan_milestone")
def plan_milestone(*, by: User, project: Project, kind: str, happened_on: date, reason: str = "") -> Milestone:
    """A planned date; an earlier plan of the kind is reversed, so that its history stays."""
    require(by, REACH_MILESTONE)
    locked(project)
    earlier = Milestone.objects.planned().filter(project=project, kind=kind).first()
    if earlier:
        _reverse(earlier, by, reason or "调整计划")
    return _post_milestone(project, by, kind=kind, happened_on=happened_on, is_planned=True, reason=reason)


@action("reverse_milestone")
def reverse_milestone(*, by: User, milestone: Milestone, reason: str) -> Milestone:
    require(by, CONFIRM_SIGNING)
    if not reason.strip():
        raise Refused("请写明冲销原因", field="reason")
    locked(milestone.project)
    if Milestone.objects.filter(reverses=milestone).exists():
        raise Refused("该节点已经冲销过，请刷新页面查看")
    return _reverse(milestone, by, reason)


def _reverse(milestone: Milestone, by: User, reason: str) -> Milestone:
    return _post_milestone(
        milestone.project,
        by,
        kind=milestone.kind,
        happened_on=milestone.happened_on,
        is_planned=milestone.is_planned,
        reverses=milestone,
        reason=reason,
    )


def _post_milestone(project: Project, by: User, **values: Any) -> Milestone:
    place = lock_book(Milestone, project.county_id)
    row = Milestone.objects.create(
        county_id=project.county_id, project=project, recorded_at=place.recorded_at, recorded_by=by, **values
    )
    place.advance()
    return row


# --- Shares -----------------------------------------------------------------------------------------


@action("set_shares")
def set_shares(
    *, by: User, project: Project, dimension: str, parts: Sequence[tuple[Unit, Decimal]], starts_on: date, reason: str = ""
) -> Project:
    """From a day on. In one dimension the percents may not pass 100 (what is left is 未明确); under *parts* all of them together."""
    require(by, EDIT_PROJECT)
    current = locked(project)
    if any(percent <= 0 for _, percent in parts) or sum((percent for _, percent in parts), Decimal(0)) > ONE_HUNDRED:
        raise Refused("归属比例应大于0且合计不超过100%，请核对", field="percent")
    if any(unit.kind != dimension for unit, _ in parts):
        raise Refused("归属单位与维度不一致，请重新选择", field="unit")
    now = current.shares.filter(ends_on=None)
    now.filter(dimension=dimension).update(ends_on=starts_on)
    Share.objects.bulk_create(
        Share(project=current, dimension=dimension, unit=unit, percent=percent, starts_on=starts_on) for unit, percent in parts
    )
    if setting(CREDIT_MODE, starts_on) == PARTS:
        total = current.shares.filter(ends_on=None).aggregate(total=Sum("percent"))["total"] or Decimal(0)
        if total > ONE_HUNDRED:
            raise Refused(f"按“全部主体合计100%”的设置，现在合计{plain(total)}%，请调整", field="percent")
    return current


def holders_of(project: Project, dimension: str, on: date) -> list[tuple[int | None, Decimal]]:
    """(unit or None for 未明确, percent) in one dimension on a day, summing to 100: shares, else the holder named on the project."""
    shares = [
        (share.unit_id, share.percent)
        for share in project.shares.all()
        if share.dimension == dimension and share.starts_on <= on and (share.ends_on is None or share.ends_on > on)
    ]
    if not shares:
        field = next(item.project_field for item in DIMENSIONS if item.value == dimension)
        return [(getattr(project, field), ONE_HUNDRED)]
    rest = ONE_HUNDRED - sum((percent for _, percent in shares), Decimal(0))
    return [*shares, (None, rest)] if rest else list(shares)
