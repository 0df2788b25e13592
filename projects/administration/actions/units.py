"""Units: added, renamed, merged. Rows keep the unit they were written under, so that no old figure moves."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from projects.access.choices import MANAGE_ACCOUNTS
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.core.pinyin import key
from projects.organisations.choices import COUNTY, KINDS
from projects.organisations.models import Unit, User

PINYIN_LENGTH = 200


@action("create_unit")
def create_unit(*, by: User, kind: str, code: str, name: str, seq: int, category: str = "", short_name: str = "") -> Unit:
    require(by, MANAGE_ACCOUNTS)
    if kind not in KINDS or kind == COUNTY:
        raise Refused("单位类别不在可选范围内，请重新选择", field="kind")
    _refuse_used_name(by.county_id, name, None)
    try:
        with transaction.atomic():
            return Unit.objects.create(
                county_id=by.county_id,
                parent_id=by.county_id,
                kind=kind,
                category=category,
                code=code,
                name=name,
                short_name=short_name,
                pinyin=key(f"{name}{short_name}", PINYIN_LENGTH),
                seq=seq,
            )
    except IntegrityError:
        raise Refused(f"单位编码“{code}”已存在，请换一个", field="code") from None


@action("edit_unit")
def edit_unit(*, by: User, unit: Unit, version: int, name: str, reason: str, **values: Any) -> Unit:
    """`values`: short_name, seq, phone, category, rank_group, sectors. A new name puts the old one among 曾用名."""
    require(by, MANAGE_ACCOUNTS)
    fresh = locked(unit, version)
    if name != fresh.name:
        _refuse_used_name(by.county_id, name, fresh.pk)
        values |= {
            "former_names": [*fresh.former_names, fresh.name],
            "pinyin": key(f"{name}{values.get('short_name', fresh.short_name)}", PINYIN_LENGTH),
        }
    return change(fresh, name=name, **values)


@action("merge_units")
def merge_units(*, by: User, unit: Unit, version: int, into: Unit, ended_on: date, reason: str) -> Unit:
    """机构改革: `unit` ends and its people's successor sees its rows. Nothing that was recorded changes its unit."""
    require(by, MANAGE_ACCOUNTS)
    fresh, target = locked(unit, version), Unit.objects.select_for_update(of=("self",)).get(pk=into.pk)
    if fresh.merged_into_id:
        raise Refused(f"{fresh}已并入{fresh.merged_into}，不能再次撤并")
    if fresh.kind != target.kind or fresh.kind == COUNTY or fresh.pk == target.pk:
        raise Refused("只能并入同一类别的另一个单位，请重新选择", field="into")
    if target.ended_on or not target.is_active:
        raise Refused(f"{target}已撤并或停用，请选择在用的单位", field="into")
    if ended_on > clock.today():
        raise Refused("撤并时间不能晚于今天，请在生效当日办理", field="ended_on")
    return change(fresh, merged_into=target, ended_on=ended_on, is_active=False)


def _refuse_used_name(county_id: int, name: str, own: int | None) -> None:
    same = Unit.objects.in_county(county_id).active().filter(name=name)
    if any(pk != own for pk in same.values_list("pk", flat=True)):
        raise Refused(f"已有名为“{name}”的单位，请核对", field="name")
