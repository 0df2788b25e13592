"""代办事项模板, dated: a changed approval is a new row from its day on; items keep the limits of theirs."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from projects.access.choices import RUN_AGENCY
from projects.access.permissions import require
from projects.agency.choices import STANDARD
from projects.agency.flow import STAGES
from projects.agency.models import ItemTemplate
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.locking import change, locked
from projects.organisations.models import Unit, User


@action("install_agency_templates")
def install_agency_templates(*, by: User, county: Unit) -> Unit:
    """The standard list, as far as the county does not have an approval of that name yet; the authority where the county has such a
    unit."""
    require(by, RUN_AGENCY)
    there = set(ItemTemplate.objects.in_county(county.pk).values_list("name", flat=True))
    units = {unit.name: unit for unit in Unit.objects.in_county(county.pk).active()}
    new = [(seq, item) for seq, item in enumerate(STANDARD, start=1) if item.name not in there]
    if not new:
        raise Refused("标准事项已全部装入，如需调整请修改单个事项")
    ItemTemplate.objects.bulk_create(
        ItemTemplate(
            county=county,
            stage=item.stage,
            name=item.name,
            authority=units.get(item.authority),
            statutory_days=item.statutory_days,
            promised_days=item.promised_days,
            basis=item.basis,
            papers="\n".join(item.papers),
            seq=seq * 10,
            starts_on=clock.today(),
        )
        for seq, item in new
    )
    return county


@action("set_agency_template")
def set_agency_template(
    *, by: User, values: Mapping[str, Any], template: ItemTemplate | None = None, version: int | None = None
) -> ItemTemplate:
    """A new one, or `template` as it is from values["starts_on"] on: the row in force ends the day before, unless it began that day
    or later, then it is mended itself. `values`: the fields of ItemTemplate by name; ends_on given ends it."""
    require(by, RUN_AGENCY)
    _check(by, values)
    starts_on: date = values["starts_on"]
    if template is None:
        return _create(by.county_id, values)
    current = locked(template, version)
    if current.ends_on is not None and current.ends_on < clock.today():
        raise Refused("这个版本已停用，请在现行版本上修改")
    if starts_on < current.starts_on:
        raise Refused(f"启用时间不能早于现行版本的启用时间（{current.starts_on}）", field="starts_on")
    if starts_on == current.starts_on:
        _must_be_new(current.county_id, values, besides=current)
        return change(current, **values)
    change(current, ends_on=starts_on - timedelta(days=1))
    return _create(current.county_id, values)


def _create(county_id: int, values: Mapping[str, Any]) -> ItemTemplate:
    _must_be_new(county_id, values)
    return ItemTemplate.objects.create(county_id=county_id, **values)


def _must_be_new(county_id: int, values: Mapping[str, Any], besides: ItemTemplate | None = None) -> None:
    same = ItemTemplate.objects.in_county(county_id).on(values["starts_on"]).filter(name=values["name"])
    if besides is not None:
        same = same.exclude(pk=besides.pk)
    if same.exists():
        raise Refused(f"已有名为“{values['name']}”的现行事项，请修改那一项", field="name")


def _check(by: User, values: Mapping[str, Any]) -> None:
    if values["stage"] not in STAGES:
        raise Refused("审批阶段不在可选范围内，请重新选择", field="stage")
    authority, statutory = values.get("authority"), values.get("statutory_days")
    if authority is not None and authority.home_county != by.county_id:
        raise Refused("审批部门不在可选范围内，请重新选择", field="authority")
    if statutory is not None and values["promised_days"] > statutory:
        raise Refused(f"承诺时限不能长于法定时限（{statutory}个工作日）", field="promised_days")
    if values.get("ends_on") and values["ends_on"] < values["starts_on"]:
        raise Refused(f"停用时间不能早于启用时间（{values['starts_on']}）", field="ends_on")
