"""招商活动, 招商线索 and their tasks (article-figures 3): 57 trips of which 10 are the park's, 83 receptions, 68 firms met by leaders."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import cycle, islice
from typing import Any

from projects.demonstration.rows import BUSINESS_DAY, YEAR
from projects.demonstration.setup import local_names
from projects.demonstration.stage import Stage
from projects.demonstration.timeline import moment, workdays
from projects.demonstration.units import PARK_NAME
from projects.enterprises.actions import find_or_add_enterprise
from projects.funding.actions import Paper, allocate_tasks, set_task
from projects.funding.choices import ARRIVED, LEADS, OUTBOUND_TRIPS, SIGNED_AMOUNT, WORKING_LEVEL
from projects.organisations.choices import DEPARTMENT, LEADER, TASK_FORCE
from projects.organisations.models import Unit
from projects.outreach.actions import record_activity, record_honour, record_lead
from projects.outreach.choices import (
    ABOVE_SCALE,
    ASSET,
    CEREMONY,
    INBOUND,
    INNOVATIVE,
    LEAD_SOURCES,
    LEAD_STATES,
    OUTBOUND,
    PROMOTION,
    REWARD,
    SPECIALISED,
    TECH_CENTRE,
)

LED_TRIPS, PARK_TRIPS, RECEPTIONS, FIRMS, PARK_FIRMS, LEAD_COUNT = 47, 10, 83, 68, 13, 86
PLACES = ("北京市", "河南省郑州市", "广东省深圳市", "云南省昆明市", "浙江省杭州市", "江苏省苏州市", "四川省成都市", "山东省济南市")
PARK_PLACES = ("浙江省杭州市", "江苏省苏州市", "四川省绵阳市")
TRADES = ("食品", "药业", "新材料", "装备", "文旅", "服饰", "商贸", "建材", "环保")
NAMES = ("云启", "恒川", "禾嘉", "远拓", "瑞景", "博泰", "宏达", "金穗")
ISSUED = date(YEAR, 2, 20)
ORDER = Paper(ISSUED, f"清招组发〔{YEAR}〕2号", "年度任务分解")
GRANTED = (
    (ABOVE_SCALE, "新增规上工业企业", date(YEAR, 3, 29), None),
    (TECH_CENTRE, "省级企业技术创新中心", date(YEAR, 5, 24), None),
    (INNOVATIVE, "省级创新型企业", date(YEAR, 8, 16), None),
    (SPECIALISED, "省级专精特新中小企业", date(YEAR, 9, 27), None),
    (ASSET, "全省第二批工业遗产：酒海群", date(YEAR, 10, 18), None),
    (REWARD, "省级专精特新企业奖励资金", date(YEAR, 10, 30), Decimal("30")),
    (REWARD, "省级规上工业企业奖励资金", date(YEAR, 11, 22), Decimal("25.8")),
)
COUNTY_TASKS = (
    (SIGNED_AMOUNT, 600_000, "formal"),
    (OUTBOUND_TRIPS, 50, "formal"),
    (LEADS, 100, "formal"),
    (ARRIVED, 600_000, WORKING_LEVEL),
)


def firm(number: int) -> str:
    """The first 68 are met by leaders, those after them by the park."""
    lap, place = divmod(number, len(NAMES))
    return f"{NAMES[place]}{TRADES[lap % len(TRADES)]}{'' if lap < len(TRADES) else '科技'}有限公司（示例）"


def schedule(stage: Stage) -> None:
    _tasks(stage)
    days = workdays(date(YEAR, 1, 8), BUSINESS_DAY - timedelta(days=3))
    leaders, forces = stage.of_kind(LEADER), stage.of_kind(TASK_FORCE)
    departments = [unit for unit in stage.of_kind(DEPARTMENT) if unit != stage.units[PARK_NAME]]
    for number, day in enumerate(_spread(days, LED_TRIPS)):
        met = [(2 * number) % FIRMS, (2 * number + 1) % FIRMS]
        holders = _holders(departments[number], forces[number % len(forces)], leaders[number % len(leaders)])
        _add(stage, day, OUTBOUND, PLACES[number % len(PLACES)], met, holders)
    for number, day in enumerate(_spread(days, PARK_TRIPS)):
        met = [FIRMS + index for index in {number, number + 3} if index < PARK_FIRMS]
        _add(stage, day, OUTBOUND, PARK_PLACES[number % len(PARK_PLACES)], met, _holders(stage.units[PARK_NAME], None, None))
    for number, day in enumerate(_spread(days, RECEPTIONS)):
        leader = leaders[number % len(leaders)] if number % 2 == 0 else None
        holders = _holders(departments[-number - 1], forces[number % len(forces)], leader)
        _add(stage, day, INBOUND, "清水县", [number % FIRMS], holders)
    for kind, day in ((PROMOTION, date(YEAR, 2, 2)), (PROMOTION, date(YEAR, 9, 20)), (CEREMONY, date(YEAR, 7, 8))):
        _add(stage, day, kind, "甘肃省兰州市", [], _holders(departments[0], None, leaders[0]))
    _leads(stage, days, departments, forces)
    _honours(stage)


def _honours(stage: Stage) -> None:
    """One step up of each kind, the honour of an asset, and 55.8万元 in two papers (article-figures 4)."""
    office = stage.units["县工业和信息化局"]
    for number, (kind, name, day, amount) in enumerate(GRANTED):
        values = {
            "kind": kind,
            "name": name,
            "granted_on": day,
            "amount_wan": amount,
            "document_number": f"甘工信发〔{YEAR}〕{20 + number}号",
        }
        stage.timeline.add(moment(day, 16), partial(_honour, stage, values | _holders(office, None, None), number))


def _honour(stage: Stage, values: dict[str, Any], number: int) -> None:
    officer = stage.people["jingban"]
    about = None
    if values["kind"] != ASSET:
        about = find_or_add_enterprise(by=officer, county=stage.county, name=local_names()[number % len(local_names())])
    record_honour(by=officer, values=values | {"enterprise": about})


def _spread(days: Sequence[date], count: int) -> list[date]:
    return [days[number * len(days) // count] for number in range(count)]


def _holders(department: Unit, task_force: Unit | None, leader: Unit | None) -> dict[str, Unit | None]:
    return {"department": department, "task_force": task_force, "leader": leader}


def _add(stage: Stage, day: date, kind: str, place: str, met: list[int], holders: dict[str, Unit | None]) -> None:
    values = {"kind": kind, "name": f"{place}{kind}（{day.month}月{day.day}日）", "starts_on": day, "place": place, **holders}
    stage.timeline.add(moment(day, 17), partial(_record, stage, values, met))


def _record(stage: Stage, values: dict[str, Any], met: list[int]) -> None:
    by = stage.people["jingban"]
    firms = [find_or_add_enterprise(by=by, county=stage.county, name=firm(number)) for number in met]
    record_activity(by=by, values=values, firms=firms)


def _leads(stage: Stage, days: Sequence[date], departments: list[Unit], forces: list[Unit]) -> None:
    states = islice(cycle((LEAD_STATES[1], LEAD_STATES[1], LEAD_STATES[0], LEAD_STATES[3], LEAD_STATES[2])), LEAD_COUNT)
    for number, (day, state) in enumerate(zip(_spread(days, LEAD_COUNT), states, strict=True)):
        values = {
            "name": f"{firm(number % FIRMS).removesuffix('有限公司（示例）')}投资线索",
            "firm": firm(number % FIRMS),
            "source": LEAD_SOURCES[number % len(LEAD_SOURCES)],
            "registered_on": day,
            "state": state,
            "department": departments[number * 7 % len(departments)],
            "task_force": forces[number % len(forces)],
        }
        stage.timeline.add(moment(day, 16), partial(record_lead, by=stage.people["jingban"], values=values))


def _tasks(stage: Stage) -> None:
    at = moment(ISSUED, 10)
    for kind, amount, level in COUNTY_TASKS:
        values: dict[str, Any] = {"unit": stage.county, "year": YEAR, "kind": kind, "amount": Decimal(amount), "level": level}
        number = ORDER.document_number
        stage.timeline.add(at, partial(set_task, by=stage.people["jingban"], issued_on=ISSUED, document_number=number, **values))
    leaders, departments = stage.of_kind(LEADER), stage.of_kind(DEPARTMENT)
    trips = {unit: Decimal(1 if place < 2 else 2) for place, unit in enumerate(reversed(leaders))}
    for kind, wanted in ((OUTBOUND_TRIPS, trips), (LEADS, {unit: Decimal(1) for unit in departments})):
        stage.timeline.add(at, partial(_allocate, stage, kind, wanted))


def _allocate(stage: Stage, kind: str, wanted: dict[Unit, Decimal]) -> None:
    allocate_tasks(by=stage.people["jingban"], county=stage.county, year=YEAR, kind=kind, wanted=wanted, paper=ORDER)
