"""Talks, and the papers a clerk files, until the bureau confirms them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db.models import Max

from projects.access.choices import CONFIRM_SIGNING, REGISTER_SIGNING
from projects.access.permissions import require
from projects.audit.actions import action, keep_in_entry
from projects.core import clock
from projects.core.doubts import settle
from projects.core.errors import Gathered, Refused
from projects.core.locking import change, locked
from projects.core.pinyin import key
from projects.enterprises.models import Enterprise, wide_brackets
from projects.files.actions import store_file
from projects.organisations.choices import TASK_FORCE
from projects.organisations.models import Unit, User
from projects.outreach.models import Fair
from projects.signing.actions.rights import must_hold, must_see
from projects.signing.choices import CONTRACT, INCREASE, PAPERS, RETURNED, SUBMITTED, TIERS
from projects.signing.models import Project, Registration, Signing
from projects.signing.questions import about_investor, about_name, about_paper, similar_projects

NO_TIER = "资金来源不在可选范围内，请重新选择"


@dataclass(frozen=True)
class Paper:
    """What was signed. `file` or `due_on` (待补佐证) stands for the contract's text; old contracts of 期初建账 rest on the document of
    their `basis`."""

    nature: str
    signed_on: date
    amount_wan: Decimal
    fair: Fair | None = None
    file: "File[bytes] | None" = None
    due_on: date | None = None
    basis: str = ""


# --- Talks ------------------------------------------------------------------------------------------


@action("open_talks")
def open_talks(
    *, by: User, name: str, investor_name: str, source_tier: str, department: Unit, details: Mapping[str, Any] | None = None
) -> Project:
    """在谈: a project without a paper. It counts nowhere until a 正式合同 is registered (register_paper) and confirmed."""
    require(by, REGISTER_SIGNING)
    must_hold(by, department)
    return _new_project(name, investor_name, source_tier, department, details or {}, clock.today().year)


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
    answers: Mapping[str, str] | None = None,
) -> Registration:
    """A new project with its first paper. `details`: further Project fields, by name. `answers`: reasons for what is odd, by code.

    It counts once the bureau confirms it. Raises Refused for a paper that cannot be (future day, no amount …), Warned for an odd one.
    """
    require(by, REGISTER_SIGNING)
    found = Gathered()
    with found.check():
        must_hold(by, department)
    found.unless(source_tier in TIERS, NO_TIER, field="source_tier")
    with found.check():
        check_paper(paper)
    found.settle()
    if answers is not None:
        _ask(name, investor_name, department, paper, details or {}, by, answers)
    project = _new_project(name, investor_name, source_tier, department, details or {}, paper.signed_on.year)
    return _file_paper(project, paper, by)


def _ask(
    name: str,
    investor_name: str,
    department: Unit,
    paper: Paper,
    details: Mapping[str, Any],
    by: User,
    answers: Mapping[str, str],
) -> None:
    county = department.county or department
    similar = similar_projects(name, county_id=county.pk, signed_on=paper.signed_on, phase_of=details.get("previous_phase"))
    doubts = [
        *about_name(name, by, similar),
        *about_investor(county.pk, investor_name),
        *about_paper(paper, details.get("total_investment_wan")),
    ]
    keep_in_entry(reasons=settle(doubts, answers))


def _new_project(
    name: str, investor_name: str, source_tier: str, department: Unit, details: Mapping[str, Any], year: int
) -> Project:
    if source_tier not in TIERS:
        raise Refused(NO_TIER, field="source_tier")
    county = department.county or department
    investor = _investor(county, investor_name, source_tier, details.get("origin", ""))
    project = Project(county=county, name=name, investor=investor, source_tier=source_tier, department=department, **details)
    project.task_force = project.task_force or task_force_of(county, project.sector)
    project.code, project.pinyin = project.code or _next_code(county, year), key(name)
    project.save(force_insert=True)
    return project


def _investor(county: Unit, name: str, source_tier: str, origin: str) -> Enterprise:
    """The firm of that name now or formerly, a new one otherwise."""
    found = Enterprise.objects.in_county(county.pk).named(name)
    full_name = wide_brackets(name.strip())
    values = {"source_tier": source_tier, "origin": origin, "pinyin": key(full_name)}
    return found or Enterprise.objects.get_or_create(county=county, name=full_name, defaults=values)[0]


@action("register_signing")
def register_paper(*, by: User, project: Project, paper: Paper, answers: Mapping[str, str] | None = None) -> Registration:
    """A further paper of a project: 框架→正式合同, or 补充协议（增资）."""
    require(by, REGISTER_SIGNING)
    must_see(by, project)
    check_paper(paper)
    total = project.total_investment_wan if paper.nature == CONTRACT else None
    keep_in_entry(reasons=settle(list(about_paper(paper, total)), answers))
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


def check_paper(paper: Paper, *, has_text: bool = False) -> None:
    """`has_text`: the contract's text is stored already."""
    today, found = clock.today(), Gathered()
    found.unless(paper.nature in PAPERS, "文本性质不在可选范围内，请重新选择", field="nature")
    found.unless(paper.signed_on <= today, f"签约时间不能晚于今天（{today}）", field="signed_on")
    found.unless(paper.amount_wan > 0, "签约额应大于0，请核对", field="amount_wan")
    if not (paper.file or has_text or paper.basis):
        found.unless(paper.due_on, "请上传合同正文，或填写“待补佐证”的补交日期", field="file")
        is_ahead = paper.due_on is None or paper.due_on >= today
        found.unless(is_ahead, f"补交日期不能早于今天（{today}），请写合同正文预计补交的日期", field="due_on")
    found.settle()


def task_force_of(county: Unit, sector: str) -> Unit | None:
    """专班 of a sector."""
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
    must_wait(current)
    return change(current, state=RETURNED, returned_reason=reason)


@action("edit_registration")
def resubmit_registration(
    *,
    by: User,
    registration: Registration,
    paper: Paper,
    version: int | None = None,
    reason: str = "",
    answers: Mapping[str, str] | None = None,
) -> Registration:
    """Corrects the paper of a registration that waits or came back."""
    return _file_again(by, registration, paper, version, answers)


def _file_again(
    by: User, registration: Registration, paper: Paper, version: int | None, answers: Mapping[str, str] | None
) -> Registration:
    require(by, REGISTER_SIGNING)
    must_see(by, registration.project)
    current = locked(registration, version)
    if current.state not in {SUBMITTED, RETURNED}:
        raise Refused(f"签约登记{current.state_label}，不能再修改")
    check_paper(paper, has_text=current.paper_id is not None)
    total = current.project.total_investment_wan if paper.nature == CONTRACT else None
    keep_in_entry(reasons=settle(list(about_paper(paper, total)), answers))
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


@action("correct_registration")
def correct_registration(
    *,
    by: User,
    registration: Registration,
    paper: Paper,
    name: str,
    investor_name: str,
    source_tier: str,
    department: Unit,
    version: int | None = None,
    reason: str = "",
    answers: Mapping[str, str] | None = None,
) -> Registration:
    """Everything a waiting registration says, its project's name, investor and department too. A project that has been confirmed
    before keeps those: 修改项目资料 and 变更投资方 are for that."""
    must_hold(by, department)
    current = _file_again(by, registration, paper, version, answers)
    project = locked(current.project)
    if is_confirmed(project):
        if (name, investor_name, source_tier, department.pk) != (
            project.name,
            project.investor.name,
            project.source_tier,
            project.department_id,
        ):
            raise Refused("项目已有已确认的签约：名称请在“修改项目资料”里改，投资方请办“变更投资方”")
        return current
    if source_tier not in TIERS:
        raise Refused(NO_TIER, field="source_tier")
    before = project.version
    investor = _investor(department.county or department, investor_name, source_tier, project.origin)
    changed = change(project, name=name, pinyin=key(name), investor=investor, source_tier=source_tier, department=department)
    return _count_up(current) if changed.version != before and current.version == registration.version else current


def _count_up(registration: Registration) -> Registration:
    """The registration is shown with its project's name: whoever has it open looks again."""
    registration.version += 1
    registration.save(update_fields=["version"])
    return registration


def is_confirmed(project: Project) -> bool:
    return Signing.objects.standing().filter(project=project).exists()


def must_wait(registration: Registration) -> None:
    if registration.state != SUBMITTED:
        raise Refused(f"签约登记{registration.state_label}，请刷新页面查看最新状态")
