"""任务分解, 任务划转, 月度计划: actions and pages."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from projects.core.errors import NotAllowed, Refused, Stale
from projects.funding.actions import Paper, allocate_tasks, set_plan, transfer_task
from projects.funding.models import PlanEntry, TaskEntry
from projects.funding.queries.tasks import allocation_version, plan_wan, task_on
from tests.funding.test_claim_pages import signed_in
from tests.world import World

D = Decimal
ORDER = Paper(date(2024, 7, 1), "清招组发〔2024〕9号", "项目调整")


def moves(world: World) -> list[tuple[str, str, Decimal]]:
    return [(str(entry.unit), entry.move, entry.amount) for entry in TaskEntry.objects.exclude(unit=world.county).order_by("pk")]


# --- 划转 -------------------------------------------------------------------------------------------------


def transfer(world: World, amount: Any = 400, **changes: Any) -> TaskEntry:
    values = {"by": world.officer, "source": world.yongqing, "target": world.hongbao, "year": 2024, "kind": "arrived"}
    return transfer_task(**(values | {"amount": D(amount), "paper": ORDER} | changes))


def test_a_transfer_is_two_entries_of_one_document_that_add_up_to_nothing(world: World) -> None:
    world.task(world.yongqing, 1_000)
    entry = transfer(world)
    out = entry.counterpart
    assert out is not None
    assert moves(world) == [("永清镇", "first", 1_000), ("永清镇", "transfer", -400), ("红堡镇", "transfer", 400)]
    assert out.document_number == entry.document_number == "清招组发〔2024〕9号"
    assert out.recorded_at == entry.recorded_at
    assert [
        task_on(unit, 2024, day) for unit in (world.yongqing, world.hongbao) for day in (date(2024, 6, 30), date(2024, 7, 1))
    ] == [
        1_000,
        600,
        None,
        400,
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount": 1_001}, "永清镇现有任务1000万元，不够划出"),
        ({"amount": 0}, "划转数应大于0"),
        ({"target": "yongqing"}, "同一个单位"),
        ({"target": "agri"}, "只能在同一类单位之间划转"),
        ({"paper": Paper(date(2024, 7, 1), "", "调整")}, "请填写文号"),
        ({"paper": Paper(date(2024, 7, 1), "9号", " ")}, "请写明原因"),
        ({"kind": "leads", "amount": D("0.5")}, "请填整数"),
    ],
)
def test_a_transfer_that_cannot_be_leaves_nothing(world: World, changes: dict[str, Any], said: str) -> None:
    world.task(world.yongqing, 1_000)
    if "target" in changes:
        changes = {"target": getattr(world, changes["target"])}
    with pytest.raises(Refused, match=said):
        transfer(world, **changes)
    assert len(moves(world)) == 1


def test_only_the_bureau_transfers_and_allocates(world: World) -> None:
    world.task(world.yongqing, 1_000)
    with pytest.raises(NotAllowed):
        transfer(world, by=world.clerk)
    for address in ("/tasks/allocate/", "/tasks/transfer/", f"/tasks/plan/{world.yongqing.pk}/"):
        assert signed_in(world.clerk).get(address).status_code == 403


def test_the_transfer_page_moves_it_and_keeps_what_was_typed_when_refused(world: World) -> None:
    world.task(world.yongqing, 1_000)
    client = signed_in(world.officer)
    values = {
        "submission_key": str(uuid.uuid4()),
        "year": "2024",
        "kind": "arrived",
        "source": world.yongqing.pk,
        "target": world.hongbao.pk,
        "amount": "2000",
        "issued_on": "2024-07-01",
        "document_number": "9号",
        "reason": "项目调整",
    }
    refused = client.post("/tasks/transfer/", values)
    assert "不够划出" in refused.context["form"].errors["amount"][0]
    assert refused.context["form"]["document_number"].value() == "9号"
    answer = client.post("/tasks/transfer/", values | {"amount": "0.04亿", "submission_key": str(uuid.uuid4())})
    assert answer["Location"] == f"/tasks/?year=2024&kind=arrived&unit={world.hongbao.pk}#entries"
    assert "自永清镇划入" in client.get(answer["Location"]).content.decode()


# --- 分解 -------------------------------------------------------------------------------------------------


def allocate(world: World, wanted: dict[Any, int], **changes: Any) -> Any:
    values = {"by": world.officer, "county": world.county, "year": 2024, "kind": "arrived", "paper": ORDER}
    return allocate_tasks(**(values | {"wanted": {unit: D(amount) for unit, amount in wanted.items()}} | changes))


def test_only_the_differences_become_entries(world: World) -> None:
    for unit in (world.yongqing, world.hongbao, world.park):
        world.task(unit, 1_000)
    allocate(world, {world.yongqing: 1_500, world.hongbao: 1_000, world.park: 0, world.bureau: 300, world.centre: 0})
    assert moves(world)[3:] == [
        ("永清镇", "increase", 500),
        ("清水工业集中区管委会", "decrease", -1_000),
        ("县招商局", "first", 300),
    ]
    assert set(TaskEntry.objects.filter(move="increase").values_list("document_number", "reason")) == {
        ("清招组发〔2024〕9号", "项目调整")
    }


def test_a_grid_opened_before_somebody_elses_entry_is_stale(world: World) -> None:
    version = allocation_version(world.county.pk, 2024, "arrived")
    world.task(world.hongbao, 5)
    with pytest.raises(Stale):
        allocate(world, {world.yongqing: 10}, version=version)
    world.task(world.hongbao, 5, kind="leads")
    allocate(world, {world.yongqing: 10}, version=version + 1)
    with pytest.raises(Refused, match="没有变化"):
        allocate(world, {world.yongqing: 10})


def typed(world: World, **changes: str) -> dict[str, str]:
    values = {
        "submission_key": str(uuid.uuid4()),
        "version": str(allocation_version(world.county.pk, 2024, "arrived")),
        "issued_on": "2024-02-20",
        "document_number": "清招组发〔2024〕1号",
        "reason": "年初分解",
    }
    return values | changes


def test_the_grid_shows_the_remainder_to_the_county_and_writes_one_act(world: World) -> None:
    world.task(world.county, 558_500)
    world.task(world.yongqing, 8_500)
    client = signed_in(world.officer)
    page = client.get("/tasks/allocate/?dimension=department")
    assert "任务合计比全县任务少550,000.00万元，尚未分解" in page.content.decode()
    assert [str(unit) for unit, _, _ in page.context["form"].rows][:2] == ["县招商局", "永清镇"]
    sent = typed(world, **{f"unit-{world.yongqing.pk}": "0.85亿", f"unit-{world.hongbao.pk}": "550,000"})
    answer = client.post("/tasks/allocate/?dimension=department", sent)
    assert answer["Location"] == "/tasks/?year=2024&kind=arrived"
    assert moves(world) == [("永清镇", "first", 8_500), ("红堡镇", "first", 550_000)]
    assert "任务合计与全县任务一致" in client.get("/tasks/allocate/?dimension=department").content.decode()


def test_wrong_boxes_are_named_and_everything_typed_stays(world: World) -> None:
    world.task(world.county, 558_500)
    world.task(world.yongqing, 8_500)
    address = "/tasks/allocate/?dimension=department"
    sent = typed(
        world, reason="", **{f"unit-{world.yongqing.pk}": "", f"unit-{world.hongbao.pk}": "三亿", f"unit-{world.park.pk}": "70"}
    )
    answer = signed_in(world.officer).post(address, sent)
    form = answer.context["form"]
    assert "永清镇原有任务8500万元，不能留空；要取消请填0" in form.errors[f"unit-{world.yongqing.pk}"][0]
    assert "红堡镇：“三亿”不是金额" in form.errors[f"unit-{world.hongbao.pk}"][0]
    assert form.errors["reason"] == ["请填写原因"]
    assert form[f"unit-{world.hongbao.pk}"].value() == "三亿"
    assert answer.context["total_text"] == "70.00"
    assert len(moves(world)) == 1


def test_a_stale_grid_gets_the_page_of_the_conflict_with_everything_typed(world: World) -> None:
    sent = typed(world, **{f"unit-{world.yongqing.pk}": "100"})
    world.task(world.hongbao, 5)
    client = signed_in(world.officer)
    answer = client.post("/tasks/allocate/?dimension=department", sent)
    assert answer.status_code == 409
    assert "有人下达或调整过" in answer.content.decode()
    assert (f"unit-{world.yongqing.pk}", "100") in answer.context["carried"]
    again = sent | {"version": str(answer.context["current_version"]), f"unit-{world.hongbao.pk}": "5", "resolve": "mine"}
    assert client.post("/tasks/allocate/?dimension=department", again).status_code == 302
    assert moves(world) == [("红堡镇", "first", 5), ("永清镇", "first", 100)]


# --- 月度计划 -----------------------------------------------------------------------------------------------

CURVE = [0, 0, 10, 20, 30, 60, 60, 60, 90, 100, 110, 122]


def test_without_a_plan_the_line_is_straight_and_without_a_task_there_is_none(world: World) -> None:
    """16 December is day 351 of 366."""
    assert plan_wan(world.yongqing, 2024, date(2024, 6, 30)) is None
    world.task(world.yongqing, 366)
    assert plan_wan(world.yongqing, 2024, date(2024, 6, 30)) == 183
    assert plan_wan(world.yongqing, 2024, date(2024, 12, 16)) == 351


def test_a_plan_runs_by_days_inside_a_month_and_counts_from_its_day_on(world: World) -> None:
    """End of May 30, end of June 60: on 10 June a third of the way, 40. Before it was issued the line was straight."""
    world.task(world.yongqing, 122)
    set_plan(
        by=world.officer,
        unit=world.yongqing,
        year=2024,
        months=[D(n) for n in CURVE],
        paper=Paper(date(2024, 4, 1), "3号", "季度计划"),
    )
    plans = {day: plan_wan(world.yongqing, 2024, day) for day in (date(2024, 4, 30), date(2024, 6, 10), date(2024, 6, 30))}
    assert plans == {date(2024, 4, 30): 20, date(2024, 6, 10): 40, date(2024, 6, 30): 60}
    assert plan_wan(world.yongqing, 2024, date(2024, 3, 31)) == D("30.5")
    set_plan(by=world.officer, unit=world.yongqing, year=2024, months=[], paper=Paper(date(2024, 7, 1), "4号", "恢复平均"))
    assert plan_wan(world.yongqing, 2024, date(2024, 9, 30)) == D("91.5")


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (CURVE[:11], "请填满12个月"),
        ([*CURVE[:5], 1, *CURVE[6:]], "6月累计计划小于上月"),
        ([*CURVE[:11], 123], "12月累计计划应等于年度任务122万元"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(world: World, months: list[int], said: str) -> None:
    world.task(world.yongqing, 122)
    with pytest.raises(Refused, match=said):
        set_plan(by=world.officer, unit=world.yongqing, year=2024, months=[D(n) for n in months], paper=ORDER)


def test_the_plan_page_sets_it_and_the_task_page_shows_it(world: World) -> None:
    world.task(world.yongqing, 122)
    client = signed_in(world.officer)
    address = f"/tasks/plan/{world.yongqing.pk}/?year=2024"
    sent = {
        "submission_key": str(uuid.uuid4()),
        "version": "0",
        "issued_on": "2024-03-01",
        "document_number": "3号",
        "reason": "计划",
    }
    half = client.post(address, sent | {"month-1": "5"})
    assert "请填写1—2月累计计划" in half.context["form"].errors["month-2"][0]
    full = sent | {f"month-{number}": str(amount) for number, amount in enumerate(CURVE, start=1)}
    answer = client.post(address, full | {"submission_key": str(uuid.uuid4())})
    assert PlanEntry.objects.get().months_wan == CURVE
    page = client.get(answer["Location"])
    assert "月度计划（万元，累计）" in page.content.decode()
    world.task(world.yongqing, 10, move="increase", reason="加压")
    assert "计划待调整" in client.get("/tasks/").content.decode()
