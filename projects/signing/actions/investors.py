"""变更投资方."""

from datetime import date, timedelta

from projects.access.choices import CONFIRM_SIGNING
from projects.access.permissions import require
from projects.audit.actions import action
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.enterprises.models import Enterprise
from projects.organisations.models import User
from projects.signing.choices import TIERS
from projects.signing.models import InvestorChange, InvestorPart, Project, Signing


@action("change_investor")
def change_investor(
    *,
    by: User,
    project: Project,
    investor: Enterprise,
    source_tier: str,
    changed_on: date,
    reason: str,
    leaving: Enterprise | None = None,
    origin: str = "",
    version: int | None = None,
) -> InvestorChange:
    """The same project and the same count; rows posted before keep the old investor's tier, rows posted afterwards carry the new one
    (definitions 1.3, 1.4). In a joint venture `leaving` (else the lead investor) hands its whole part over."""
    require(by, CONFIRM_SIGNING)
    if not reason.strip():
        raise Refused("请写明变更投资方的原因", field="reason")
    if source_tier not in TIERS:
        raise Refused("资金来源不在可选范围内，请重新选择", field="source_tier")
    current = locked(project, version)
    old = leaving or current.investor
    _check(current, old, investor, changed_on)
    part = current.investor_parts.filter(ends_on=None, enterprise=old).first()
    row = _post(current, by, old, part.source_tier if part else current.source_tier, investor, source_tier, changed_on, reason)
    if part:
        _hand_over(part, investor, source_tier, origin, changed_on)
    if old == current.investor:
        change(current, investor=investor, source_tier=source_tier, origin=origin or investor.origin)
    return row


def _check(project: Project, old: Enterprise, new: Enterprise, changed_on: date) -> None:
    if new.county_id != project.county_id:
        raise Refused("新投资方不在本县企业名录中，请先登记企业", field="investor")
    if new == old:
        raise Refused("新投资方与原投资方相同，请核对", field="investor")
    if changed_on > clock.today():
        raise Refused(f"变更时间不能晚于今天（{clock.today()}）", field="changed_on")
    first = Signing.objects.standing().filter(project=project).order_by("signed_on").values_list("signed_on", flat=True).first()
    if first and changed_on < first:
        raise Refused(f"变更时间不能早于签约时间（{first}）", field="changed_on")
    parts = project.investor_parts.filter(ends_on=None)
    if old != project.investor and not parts.filter(enterprise=old).exists():
        raise Refused("原投资方不是该项目的投资方，请重新选择", field="leaving")
    if parts.filter(enterprise=new).exists():
        raise Refused("新投资方已是该项目的合资方，请直接调整出资比例", field="investor")


def _post(
    project: Project, by: User, old: Enterprise, old_tier: str, new: Enterprise, new_tier: str, changed_on: date, reason: str
) -> InvestorChange:
    place = lock_book(InvestorChange, project.county_id)
    row = InvestorChange.objects.create(
        county_id=project.county_id,
        project=project,
        changed_on=changed_on,
        old_enterprise=old,
        new_enterprise=new,
        old_tier=old_tier,
        new_tier=new_tier,
        reason=reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    return row


def _hand_over(part: InvestorPart, new: Enterprise, tier: str, origin: str, changed_on: date) -> None:
    """Parts hold their last day: the old one ends the day before."""
    InvestorPart.objects.create(
        project_id=part.project_id,
        enterprise=new,
        source_tier=tier,
        origin=origin or new.origin,
        percent=part.percent,
        starts_on=changed_on,
    )
    part.ends_on = changed_on - timedelta(days=1)
    part.save(update_fields=["ends_on"])
