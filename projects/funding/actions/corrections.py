"""更正 as one story, and 撤资."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db.models import Sum

from projects.access.choices import REVERSE_ARRIVAL
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import locked
from projects.core.units import plain
from projects.files.actions import store_file
from projects.funding.actions.posting import must_stand, opposite, write_arrivals
from projects.funding.choices import FORMS, MONEY, USES, WITHDRAWAL
from projects.funding.models import Arrival, ArrivalPaper
from projects.months.actions import month_accepting
from projects.organisations.models import User
from projects.signing.choices import TIERS
from projects.signing.models import Project, Signing


@action("correct_arrival")
def correct_arrival(
    *,
    by: User,
    arrival: Arrival,
    reason: str,
    amount_wan: Decimal | None = None,
    tier: str | None = None,
    use: str | None = None,
    form: str | None = None,
    is_registered_capital: bool | None = None,
    arrived_on: date | None = None,
) -> Arrival:
    """A reversing row and the right one beside it, together or not at all; returns the new row, whose `corrects` is the old.

    What is None stays as it was. Both rows go into open months: of a closed month the difference is 其中调整上月数 of the open one.
    """
    require(by, REVERSE_ARRIVAL)
    if not reason.strip():
        raise Refused("请写明更正原因", field="reason")
    project = locked(arrival.project)
    must_stand(arrival)
    given = {
        "amount_wan": amount_wan,
        "source_tier": tier,
        "use": use,
        "form": form,
        "is_registered_capital": is_registered_capital,
        "arrived_on": arrived_on,
    }
    changes = {name: value for name, value in given.items() if value is not None and value != getattr(arrival, name)}
    _check_changes(project, arrival, changes)
    rows = [opposite(arrival, reason), _replacement(project, arrival, changes, reason)]
    _must_stay_above_zero(project, rows)
    return write_arrivals(rows, by=by)[1]


def _check_changes(project: Project, arrival: Arrival, changes: Mapping[str, Any]) -> None:
    if not changes:
        raise Refused("没有改动任何一项；请填写正确的数，或改用“冲销”", field="amount_wan")
    if arrival.amount_wan * changes.get("amount_wan", arrival.amount_wan) <= 0:
        raise Refused("更正后的金额应与原记录同为正数（撤资同为负数）且不为0；整笔不计请用“冲销”", field="amount_wan")
    _check_words(changes.get("source_tier"), changes.get("use"), changes.get("form"))
    if "arrived_on" in changes:
        _check_day(project, changes["arrived_on"], "到账日期", "arrived_on")


def _check_words(tier: str | None, use: str | None, form: str | None) -> None:
    if tier is not None and tier not in TIERS:
        raise Refused("资金来源不在可选范围内，请重新选择", field="tier")
    if use is not None and use not in USES:
        raise Refused("资金用途不在可选范围内，请重新选择", field="use")
    if form is not None and form not in FORMS:
        raise Refused("到位形式不在可选范围内，请重新选择", field="form")


def _check_day(project: Project, day: date, label: str, field: str) -> None:
    if day > clock.today():
        raise Refused(f"{label}不能晚于今天（{clock.today()}）", field=field)
    contracts = Signing.objects.standing().contracts().filter(project=project).order_by("signed_on")
    signed_on = contracts.values_list("signed_on", flat=True).first()
    if signed_on and day < signed_on:
        raise Refused(f"{label}不能早于签约时间（{signed_on}）", field=field)


def _replacement(project: Project, old: Arrival, changes: Mapping[str, Any], reason: str) -> Arrival:
    day = changes.get("arrived_on", old.arrived_on)
    month = month_accepting(project.county_id, day)
    row = Arrival(
        county_id=old.county_id,
        project=project,
        line_id=old.line_id,
        kind=old.kind,
        opening_id=old.opening_id,
        document_number=old.document_number,
        corrects=old,
        amount_wan=old.amount_wan,
        use=old.use,
        form=old.form,
        is_registered_capital=old.is_registered_capital,
        source_tier=old.source_tier,
        arrived_on=day,
        booked_in=month,
        counts_on=month.counts_on(day),
        late_reason="" if month.starts_on <= day <= month.ends_on else reason[:300],
        reason=reason,
    )
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def _must_stay_above_zero(project: Project, rows: Sequence[Arrival]) -> None:
    """No tier of a project ends below zero: the withdrawal stands to be looked at first. The caller holds the project."""
    for tier in {row.source_tier for row in rows}:
        change = sum((row.amount_wan for row in rows if row.source_tier == tier), Decimal(0))
        if change < 0 and counted_of(project, tier) + change < 0:
            raise Refused(f"更正后该项目的{tier}到位资金将小于0（已登记撤资），请先核对撤资记录", field="amount_wan")


def counted_of(project: Project, tier: str) -> Decimal:
    """What stands counted of one tier, withdrawals taken off."""
    total = Arrival.objects.filter(project=project, source_tier=tier).aggregate(total=Sum("amount_wan"))["total"]
    return total or Decimal(0)


@action("withdraw_money")
def withdraw_money(
    *,
    by: User,
    project: Project,
    amount_wan: Decimal,
    withdrawn_on: date,
    use: str,
    reason: str,
    tier: str = "",
    form: str = MONEY,
    document_number: str = "",
    papers: "Sequence[File[bytes]]" = (),
) -> Arrival:
    """撤资: a negative row of the month that is open (definitions 1.15), its credit negative by the shares; months before never move.

    `amount_wan` is written without a minus and may not pass what was counted of that tier (empty: the project's own). It rests on
    `papers` or on a document with its number.
    """
    require(by, REVERSE_ARRIVAL)
    if not reason.strip():
        raise Refused("请写明撤资原因", field="reason")
    if amount_wan <= 0:
        raise Refused("撤资金额请填正数", field="amount_wan")
    if not papers and not document_number.strip():
        raise Refused("请上传撤资依据材料（减资决议、股权转让协议、退款凭证等），或填写依据文号", field="papers")
    current = locked(project)
    tier = tier or current.source_tier
    _check_words(tier, use, form)
    _check_day(current, withdrawn_on, "撤资时间", "withdrawn_on")
    counted = counted_of(current, tier)
    if amount_wan > counted:
        raise Refused(f"撤资不能超过该项目已核定的{tier}到位资金{plain(counted)}万元，请核对", field="amount_wan")
    month = month_accepting(current.county_id, withdrawn_on)
    row = Arrival(
        county_id=current.county_id,
        project=current,
        kind=WITHDRAWAL,
        document_number=document_number,
        amount_wan=-amount_wan,
        use=use,
        form=form,
        source_tier=tier,
        arrived_on=withdrawn_on,
        booked_in=month,
        counts_on=month.counts_on(withdrawn_on),
        late_reason="" if month.starts_on <= withdrawn_on <= month.ends_on else reason[:300],
        reason=reason,
    )
    posted = write_arrivals([row], by=by)[0]
    stored = [store_file(file, county_id=current.county_id, by=by, field="papers") for file in papers]
    ArrivalPaper.objects.bulk_create(ArrivalPaper(arrival=posted, stored=paper) for paper in stored)
    return posted
