"""Tasks of every kind: hand-worked tables, both settings of credit, as of any day, and the second implementation."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.core import clock
from projects.core.clock import SHANGHAI
from projects.funding.actions import Paper, transfer_task
from projects.funding.choices import TASK_KINDS
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.task_figures import TaskGroup, TaskTable, task_table
from projects.organisations.models import Unit
from projects.outreach.actions import record_activity, record_lead, void_activity
from projects.reference.choices import CREDIT_MODE, LIGHT_POINTS, PARTS
from projects.reference.models import Setting
from projects.signing.actions import set_shares
from tests.indicators.small import small_county
from tests.indicators.task_figures_by_hand import TasksByHand
from tests.world import World

D = Decimal
ON = date(2024, 12, 16)
ORDER = Paper(date(2024, 7, 1), "清招组发〔2024〕9号", "项目调整")


def table(world: World, kind: str, on: date = ON, known: datetime | None = None) -> TaskTable:
    return task_table(Board(Scope(world.county, on, known)), kind)


def group(found: TaskTable, dimension: str) -> TaskGroup:
    return next(item for item in found.groups if item.dimension == dimension)


def done(found: TaskTable, dimension: str) -> dict[str, Decimal]:
    return {str(line.unit): line.done.over for line in group(found, dimension).lines if line.done.over}


def put(key: str, value: Any, on: date = date(2024, 1, 1)) -> None:
    Setting.objects.create(key=key, value=value, starts_on=on, set_at=clock.now())


def trip(world: World, day: str, firms: tuple[str, ...] = (), **changes: Any) -> Any:
    values = {
        "kind": "走出去",
        "name": f"赴北京招商{day}",
        "starts_on": date.fromisoformat(day),
        "place": "北京市",
        "department": world.yongqing,
        "leader": world.leader_post,
    } | changes
    return record_activity(by=world.officer, values=values, firms=[world.enterprise(name) for name in firms])


@pytest.fixture
def county(world: World) -> World:
    """The small county (大 120,000 is 60 % of 永清镇 and 40 % of 红堡镇), with trips, leads and firms of the 500."""
    small_county(world)
    world.sign(
        "玻璃甲", amount_wan=10_000, signed_on="2024-05-06", investor_name="五百强（示例）公司", details={"top500": "中国500强"}
    )
    world.sign(
        "玻璃乙", amount_wan=200, signed_on="2024-06-06", investor_name="五百强（示例）公司", details={"top500": "中国500强"}
    )
    trip(world, "2024-03-04", ("甲（示例）公司", "乙（示例）公司"))
    trip(world, "2024-11-30", ("乙（示例）公司",), leader=None, department=world.hongbao)
    trip(world, "2024-06-05", kind="请进来")
    trip(world, "2023-06-05")
    void_activity(by=world.officer, activity=trip(world, "2024-06-06"), reason="重复登记")
    lead = {"name": "果汁线索", "source": "企业推荐", "department": world.hongbao, "registered_on": date(2024, 4, 1)}
    record_lead(by=world.officer, values=lead)
    return world


# --- What is done, and by whom ---------------------------------------------------------------------------


def test_each_kind_is_done_as_the_hand_says(county: World) -> None:
    """签约额 10,000 + 10,000 + 200 + 8,000 + 120,000 + 增资 500; ≥10亿 大; ≥1亿 大 小 玻璃甲; one firm of the 500 for two projects."""
    found = {kind: table(county, kind) for kind in TASK_KINDS}
    assert {kind: item.county.done.over for kind, item in found.items()} == {
        "arrived": D(44_500),
        "signed_amount": D(148_700),
        "signed_10": D(1),
        "signed_1": D(3),
        "top500": D(1),
        "outbound": D(2),
        "leads": D(1),
    }
    assert done(found["signed_amount"], "department") == {"永清镇": D(100_700), "红堡镇": D(48_000)}
    assert done(found["signed_10"], "department") == {"永清镇": D(1), "红堡镇": D(1)}
    assert done(found["top500"], "department") == {"永清镇": D(1)}
    assert done(found["outbound"], "department") == {"永清镇": D(1), "红堡镇": D(1)}
    assert done(found["outbound"], "leader") == {"县委书记": D(1)}
    assert done(found["leads"], "department") == {"红堡镇": D(1)}


def test_the_owners_and_what_is_unclear_are_the_county_in_each_dimension(county: World) -> None:
    """A project that two departments hold counts at both: one too many, said. A trip nobody of the leaders led is 未明确."""
    bands = group(table(county, "signed_10"), "department").done
    assert (bands.owners, bands.unclear, bands.again, bands.county, bands.rest) == (2, 0, 1, 1, 0)
    trips = group(table(county, "outbound"), "leader").done
    assert (trips.owners, trips.unclear, trips.again, trips.county, trips.rest) == (1, 1, 0, 2, 0)
    for kind in TASK_KINDS:
        for item in table(county, kind).groups:
            assert item.done.rest == 0, (kind, item.dimension)


def test_under_parts_one_list_over_all_holders_comes_to_the_county(world: World) -> None:
    """甲: leader 30, department 50, left 20; 乙 without shares: its department. 20,000 × 30 % = 6,000 …"""
    put(CREDIT_MODE, PARTS)
    first = world.sign("甲", amount_wan=20_000, signed_on="2024-03-01")
    world.sign("乙", amount_wan=30_000, signed_on="2024-03-01")
    for dimension, unit, percent in (("leader", world.leader_post, 30), ("department", world.yongqing, 50)):
        set_shares(by=world.officer, project=first, dimension=dimension, parts=[(unit, D(percent))], starts_on=date(2024, 1, 1))
    world.arrive(first, 1_000)
    world.task(world.county, 50_000)
    for unit, amount in ((world.leader_post, 20_000), (world.agri, 10_000), (world.yongqing, 20_000)):
        world.task(unit, amount)
    found = table(world, "signed_amount")
    assert found.is_parts
    assert (done(found, "leader"), done(found, "task_force")) == ({"县委书记": D(6_000)}, {})
    assert done(found, "department") == {"永清镇": D(40_000)}
    assert (found.whole.owners, found.whole.unclear, found.whole.county, found.whole.rest) == (46_000, 4_000, 50_000, 0)
    bands = table(world, "signed_1")
    assert (bands.whole.owners, bands.whole.unclear, bands.whole.again, bands.whole.county) == (3, 0, 1, 2)
    money = table(world, "arrived")
    assert (money.whole.owners, money.whole.unclear, money.whole.rest) == (800, 200, 0)
    assert (money.tasks, money.county.task.over) == (50_000, 50_000)


# --- The task as it stood -------------------------------------------------------------------------------


def test_a_rate_is_against_the_task_as_it_stood_on_the_day(world: World) -> None:
    """10,000 for 永清镇; 4,000 of it go to 红堡镇 on 1 July. 3,000 arrived by June: 30 % then, 50 % now."""
    world.task(world.county, 16_000)
    world.task(world.yongqing, 10_000)
    world.task(world.hongbao, 6_000)
    world.arrive(world.sign(signed_on="2024-03-01"), 3_000, "2024-04-01")
    before = datetime(2024, 12, 16, 22, 0, tzinfo=SHANGHAI)
    with clock.at(datetime(2024, 12, 16, 23, 0, tzinfo=SHANGHAI)):
        transfer_task(
            by=world.officer, source=world.yongqing, target=world.hongbao, year=2024, kind="arrived", amount=D(4_000), paper=ORDER
        )

    def seen(on: date, known: datetime | None = None) -> list[tuple[str, Decimal, str]]:
        lines = group(table(world, "arrived", on, known), "department").lines
        return [(str(line.unit), line.task.over, line.completion.text) for line in lines if line.has_task]

    assert seen(date(2024, 6, 30)) == [("永清镇", 10_000, "30%"), ("红堡镇", 6_000, "0%")]
    assert seen(date(2024, 7, 1)) == [("永清镇", 6_000, "50%"), ("红堡镇", 10_000, "0%")]
    assert seen(ON, known=before) == [("永清镇", 10_000, "30%"), ("红堡镇", 6_000, "0%")]
    for on in (date(2024, 6, 30), ON):
        assert group(table(world, "arrived", on), "department").tasks == 16_000


def test_the_formal_task_and_the_working_one_stand_beside_each_other(world: World) -> None:
    world.task(world.yongqing, 10_000)
    world.task(world.yongqing, 12_000, level="working")
    line = next(line for line in group(table(world, "arrived"), "department").lines if line.unit == world.yongqing)
    assert (line.task.over, line.working.over, line.gap) == (10_000, 12_000, 10_000)


def test_a_holder_without_a_task_is_listed_without_rate_and_light(world: World) -> None:
    world.task(world.yongqing, 10_000)
    world.arrive(world.sign(department=world.hongbao, by=world.other_clerk), 500)
    lines = {str(line.unit): line for line in group(table(world, "arrived"), "department").lines}
    assert list(lines) == ["县招商局", "永清镇", "红堡镇", "清水工业集中区管委会", "招商引资代办服务中心"]
    hongbao = lines["红堡镇"]
    assert (hongbao.has_task, hongbao.completion.text, hongbao.light, hongbao.done.over) == (False, "任务未下达", "", 500)
    assert lines["永清镇"].light == "red"


@pytest.mark.parametrize(
    ("points", "arrived", "light"),
    [
        ({"黄": 10, "红": 30}, 8_700, "blue"),
        ({"黄": 10, "红": 30}, 8_590, "yellow"),
        ({"黄": 5, "红": 8}, 8_700, "red"),
        ({"黄": 5, "红": 30}, 8_700, "yellow"),
        ({"黄": 5, "红": 8}, 9_600, "ok"),
    ],
)
def test_lights_follow_the_dated_setting(world: World, points: dict[str, int], arrived: int, light: str) -> None:
    """16 December is 95.90 % of the year: 87 % is 8.90 points behind, 85.9 % is 10.00. Before the day the setting starts, the default."""
    put(LIGHT_POINTS, points, date(2024, 12, 1))
    world.task(world.county, 10_000)
    world.arrive(world.sign(signed_on="2024-03-01"), arrived, "2024-04-01")
    assert table(world, "arrived").county.light == light
    assert table(world, "arrived", date(2024, 11, 30)).county.light == ("ok" if arrived == 9_600 else "blue")


# --- Agreement and cost ---------------------------------------------------------------------------------


def disagreements(county: Unit, on: date, known: datetime | None = None) -> list[str]:
    hand, found = TasksByHand(county.pk, on, known), []
    board = Board(Scope(county, on, known))
    for kind in TASK_KINDS:
        lines = task_table(board, kind)
        for line in [lines.county, *(line for item in lines.groups for line in item.lines)]:
            wanted = hand.answer(kind, None if line.unit == county else line.unit.pk)
            said = (line.task.over, line.working.over, line.done.over, line.completion.over, line.completion.under)
            if said != (wanted.task, wanted.working, wanted.done, wanted.done, wanted.task):
                found.append(f"{kind} of {line.unit} on {on}: {said} ≠ {wanted}")
    return found


@pytest.mark.parametrize("mode", ["whole", "parts"])
def test_every_unit_and_kind_agrees_with_the_hand(world: World, mode: str) -> None:
    if mode == "parts":
        put(CREDIT_MODE, PARTS, date(2024, 1, 1))
        world.county.refresh_from_db()
        first = world.sign("分项", amount_wan=20_000, signed_on="2024-06-01")
        set_shares(
            by=world.officer, project=first, dimension="leader", parts=[(world.leader_post, D(30))], starts_on=date(2024, 1, 1)
        )
    else:
        small_county(world)
    world.task(world.hongbao, 3, kind="leads", level="working")
    trip(world, "2024-03-04", leader=None)
    for on in (ON, date(2024, 6, 30), date(2023, 12, 31)):
        assert disagreements(world.county, on) == []
    assert disagreements(world.county, ON, datetime(2024, 12, 16, 12, 0, tzinfo=SHANGHAI)) == []


@pytest.mark.demo
def test_the_demonstration_agrees_for_every_unit_and_kind(demo: None) -> None:
    county = Unit.objects.get(kind="county")
    for on in (ON, date(2024, 6, 30)):
        assert disagreements(county, on) == []


@pytest.mark.parametrize("kind", TASK_KINDS)
def test_a_table_takes_at_most_eight_queries_however_many_units(world: World, kind: str) -> None:
    world.sign()
    with CaptureQueriesContext(connection) as few:
        table(world, kind)
    for number in range(20):
        Unit.objects.create(county=world.county, kind="department", code=f"N{number}", name=f"新{number}局", seq=300 + number)
    with CaptureQueriesContext(connection) as many:
        assert [line.light for item in table(world, kind).groups for line in item.lines]
    assert len(few) == len(many) <= 8
