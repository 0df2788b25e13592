"""零报告, and the papers around a claim that gate nothing: the stamped sheet, the unit head's word, the leader's signature."""

from typing import Any

from django.core.files.base import File

from projects.access.choices import CLOSE_MONTH, FILE_CLAIM
from projects.access.permissions import require, sees_whole_county
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.core.locking import locked
from projects.files.actions import store_file
from projects.funding.choices import SENT
from projects.funding.models import Claim, LeaderSignature, StampedSheet
from projects.months.models import Month, NilReport
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit, User
from projects.reference.choices import IN_SYSTEM, LEADER_SIGNATURE, NO_SIGNATURE, UNIT_CONFIRMATION
from projects.reference.models import setting

UNIT_HEAD = "unit_head"


@action("report_nil")
def report_nil(*, by: User, unit: Unit, month: Month) -> NilReport:
    """本月无新增, one tap. A unit that has sent a claim has reported already."""
    require(by, FILE_CLAIM)
    _for_own_unit(by, unit)
    current = locked(month)
    if current.is_closed:
        raise Refused(f"{current}已月结，不再受理零报告")
    if NilReport.objects.filter(month=current, unit=unit).exists():
        raise Refused(f"{unit}{current}已经报过零报告")
    if Claim.objects.filter(month=current, unit=unit, state__in=SENT).exists():
        raise Refused(f"{unit}{current}已有到位资金申报，不需要零报告")
    return NilReport.objects.create(month=current, unit=unit, reported_at=clock.now(), reported_by=by)


def _for_own_unit(by: User, unit: Unit) -> None:
    if unit.pk not in by.unit_ids and not sees_whole_county(by):
        raise NotAllowed(f"请由{unit}或县招商局办理")


@action("upload_stamped_sheet")
def upload_stamped_sheet(*, by: User, unit: Unit, month: Month, file: "File[bytes]") -> StampedSheet:
    """加盖公章的到位资金认定表, one per unit and month, for all its claims of the month; a later one stands beside the earlier. Before or
    after verification: it gates nothing."""
    require(by, FILE_CLAIM)
    _for_own_unit(by, unit)
    if not Claim.objects.filter(month=month, unit=unit, state__in=SENT).exists():
        raise Refused(f"{unit}{month}没有到位资金申报，不需要上传认定表", field="file")
    stored = store_file(file, county_id=month.county_id, by=by)
    return StampedSheet.objects.create(month=month, unit=unit, stored=stored, uploaded_at=clock.now(), uploaded_by=by)


def may_confirm(by: User, claim: Claim) -> bool:
    """For the button: the head of the claim's unit, under the setting 系统内确认."""
    is_head = any(tenure.role == UNIT_HEAD and tenure.unit_id == claim.unit_id for tenure in by.current_tenures)
    return is_head and claim.state in SENT and setting(UNIT_CONFIRMATION, clock.today()) == IN_SYSTEM


@action("confirm_claim")
def confirm_claim(*, by: User, claim: Claim) -> Claim:
    """单位负责人确认 under the setting 系统内确认: an entry on the claim's timeline; it gates nothing."""
    if not any(tenure.role == UNIT_HEAD and tenure.unit_id == claim.unit_id for tenure in by.current_tenures):
        raise NotAllowed(f"请由{claim.unit}负责人确认")
    if setting(UNIT_CONFIRMATION, clock.today()) != IN_SYSTEM:
        raise Refused("现在的设置不要求单位负责人在系统内确认")
    if claim.state not in SENT:
        raise Refused(f"这份申报{claim.state_label}，不需要确认")
    return claim


@action("sign_month")
def sign_month(*, by: User, leader: Unit, month: Month, note: str = "", file: "File[bytes] | None" = None) -> LeaderSignature:
    """领导签批 of the month's list after posting: one tap by the leader (or the delegate), or the scan of the paper by the bureau. Gates
    nothing; a row that the leader strikes is reversed."""
    if setting(LEADER_SIGNATURE, clock.today()) == NO_SIGNATURE:
        raise Refused("现在的设置不要求领导签批")
    if leader.kind != LEADER or leader.county_id != month.county_id:
        raise Refused("签批人应是本县县级领导，请重新选择", field="leader")
    values: dict[str, Any] = {"month": month, "leader": leader, "note": note, "signed_at": clock.now(), "signed_by": by}
    if leader.pk not in by.unit_ids:
        require(by, CLOSE_MONTH)
        if file is None:
            raise Refused("代录领导签批请上传签批件", field="file")
    values["stored"] = store_file(file, county_id=month.county_id, by=by) if file else None
    return LeaderSignature.objects.create(**values)
