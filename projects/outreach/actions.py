"""招商活动, 招商线索 and 荣誉奖励: entered, mended, 作废. Nothing is deleted."""

from collections.abc import Iterable, Mapping
from typing import Any

from projects.access.choices import RECORD_OUTREACH
from projects.access.permissions import require, sees_whole_county
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.enterprises.models import Enterprise
from projects.organisations.models import Unit, User
from projects.outreach.choices import ACTIVITY_KINDS, ASSET, HONOUR_KINDS, LEAD_SOURCES, LEAD_STATES, REWARD
from projects.outreach.models import Activity, ActivityFirm, Held, Honour, Lead

NOT_YOURS = "只能登记本单位（或本专班）的活动和线索"


def _must_hold(by: User, values: Mapping[str, Any]) -> None:
    """One of the holders is the person's own, or the person works for the bureau."""
    units: list[Unit] = [values[name] for name in ("department", "task_force", "leader") if values.get(name)]
    if any(unit.county_id != by.county_id for unit in units):
        raise Refused(NOT_YOURS, field="department")
    if not sees_whole_county(by) and not any(unit.pk in by.unit_ids for unit in units):
        raise Refused(NOT_YOURS, field="department")


def _must_be_valid(row: Held) -> None:
    if row.void_reason:
        raise Refused("这条记录已作废，不能再修改")


def _must_have(reason: str) -> None:
    if not reason.strip():
        raise Refused("请写明作废原因", field="reason")


# --- 招商活动 -------------------------------------------------------------------------------------------


@action("record_activity")
def record_activity(*, by: User, values: Mapping[str, Any], firms: Iterable[Enterprise] = ()) -> Activity:
    """`values`: the fields of Activity by name, holders included."""
    require(by, RECORD_OUTREACH)
    _check_activity(by, values)
    activity = Activity.objects.create(
        county_id=values["department"].county_id, recorded_at=clock.now(), recorded_by=by, **_mended(values)
    )
    _set_firms(activity, firms)
    return activity


@action("edit_activity")
def edit_activity(
    *, by: User, activity: Activity, values: Mapping[str, Any], firms: Iterable[Enterprise], version: int | None = None
) -> Activity:
    require(by, RECORD_OUTREACH)
    current = locked(activity, version)
    _must_be_valid(current)
    _check_activity(by, values)
    was = current.version
    change(current, **_mended(values))
    if _set_firms(current, firms) and current.version == was:
        current.version += 1
        current.save(update_fields=["version"])
    return current


def _check_activity(by: User, values: Mapping[str, Any]) -> None:
    _must_hold(by, values)
    if values["kind"] not in ACTIVITY_KINDS:
        raise Refused("活动类型不在可选范围内，请重新选择", field="kind")
    today = clock.today()
    if values["starts_on"] > today:
        raise Refused(f"开始时间不能晚于今天（{today}），活动开展后再登记", field="starts_on")
    if (values.get("ends_on") or values["starts_on"]) < values["starts_on"]:
        raise Refused(f"结束时间不能早于开始时间（{values['starts_on']}）", field="ends_on")


def _mended(values: Mapping[str, Any]) -> dict[str, Any]:
    """One day's activity has one date to type."""
    return {**values, "ends_on": values.get("ends_on") or values["starts_on"]}


def _set_firms(activity: Activity, firms: Iterable[Enterprise]) -> bool:
    """Whether anything changed."""
    wanted = {firm.pk: firm for firm in firms}
    there = set(activity.meetings.values_list("enterprise", flat=True))
    gone = there - wanted.keys()
    if gone:
        activity.meetings.filter(enterprise__in=gone).delete()
    new = [ActivityFirm(activity=activity, enterprise=firm) for number, firm in wanted.items() if number not in there]
    ActivityFirm.objects.bulk_create(new)
    return bool(gone or new)


@action("void_activity")
def void_activity(*, by: User, activity: Activity, reason: str, version: int | None = None) -> Activity:
    """It stays in the list, marked, and counts nowhere."""
    require(by, RECORD_OUTREACH)
    current = locked(activity, version)
    _must_be_valid(current)
    _must_have(reason)
    return change(current, void_reason=reason)


# --- 招商线索 -------------------------------------------------------------------------------------------


@action("record_lead")
def record_lead(*, by: User, values: Mapping[str, Any]) -> Lead:
    require(by, RECORD_OUTREACH)
    _check_lead(by, values)
    return Lead.objects.create(county_id=values["department"].county_id, recorded_at=clock.now(), recorded_by=by, **values)


@action("edit_lead")
def edit_lead(*, by: User, lead: Lead, values: Mapping[str, Any], version: int | None = None) -> Lead:
    require(by, RECORD_OUTREACH)
    current = locked(lead, version)
    _must_be_valid(current)
    _check_lead(by, values)
    return change(current, **values)


def _check_lead(by: User, values: Mapping[str, Any]) -> None:
    _must_hold(by, values)
    if values["source"] not in LEAD_SOURCES:
        raise Refused("线索来源不在可选范围内，请重新选择", field="source")
    if values.get("state") and values["state"] not in LEAD_STATES:
        raise Refused("跟进状态不在可选范围内，请重新选择", field="state")
    today = clock.today()
    if values["registered_on"] > today:
        raise Refused(f"线索时间不能晚于今天（{today}）", field="registered_on")


@action("void_lead")
def void_lead(*, by: User, lead: Lead, reason: str, version: int | None = None) -> Lead:
    require(by, RECORD_OUTREACH)
    current = locked(lead, version)
    _must_be_valid(current)
    _must_have(reason)
    return change(current, void_reason=reason)


# --- 荣誉奖励 -------------------------------------------------------------------------------------------


@action("record_honour")
def record_honour(*, by: User, values: Mapping[str, Any]) -> Honour:
    require(by, RECORD_OUTREACH)
    _check_honour(by, values)
    return Honour.objects.create(county_id=values["department"].county_id, recorded_at=clock.now(), recorded_by=by, **values)


@action("edit_honour")
def edit_honour(*, by: User, honour: Honour, values: Mapping[str, Any], version: int | None = None) -> Honour:
    require(by, RECORD_OUTREACH)
    current = locked(honour, version)
    _must_be_valid(current)
    _check_honour(by, values)
    return change(current, **values)


def _check_honour(by: User, values: Mapping[str, Any]) -> None:
    _must_hold(by, values)
    kind, firm, amount = values["kind"], values.get("enterprise"), values.get("amount_wan")
    if kind not in HONOUR_KINDS:
        raise Refused("类别不在可选范围内，请重新选择", field="kind")
    if (firm is None) != (kind == ASSET):
        raise Refused("资产荣誉不填企业" if firm else f"{kind}请填写企业名称", field="firm")
    if (amount is None) != (kind != REWARD):
        raise Refused(f"{kind}不填奖励金额" if amount is not None else "奖励资金请填写奖励金额", field="amount_wan")
    today = clock.today()
    if values["granted_on"] > today:
        raise Refused(f"认定时间不能晚于今天（{today}）", field="granted_on")


@action("void_honour")
def void_honour(*, by: User, honour: Honour, reason: str, version: int | None = None) -> Honour:
    require(by, RECORD_OUTREACH)
    current = locked(honour, version)
    _must_be_valid(current)
    _must_have(reason)
    return change(current, void_reason=reason)
