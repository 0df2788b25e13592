"""Tasks: entries, who sees them, and what the parts add up to beside the county's."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import include, path

from projects.core.errors import NotAllowed, Refused
from projects.dashboards.queries import task_progress
from projects.funding.models import TaskEntry
from projects.funding.views.tasks import Group, Progress, TaskBoard
from tests.funding.test_claim_pages import signed_in
from tests.world import World


def groups(world: World, person: Any, address: str = "/tasks/") -> dict[str, Group]:
    return {group.label: group for group in signed_in(person).get(address).context["groups"]}


def test_the_task_of_a_holder_is_the_sum_of_its_entries(world: World) -> None:
    world.task(world.yongqing, 30_000)
    world.task(world.yongqing, 5_000, move="increase", reason="加压", issued_on=date(2024, 6, 1))
    world.task(world.yongqing, -1_000, move="decrease", reason="划出", issued_on=date(2024, 9, 1))
    world.task(world.yongqing, 40_000, level="working")
    world.task(world.yongqing, 2, kind="signed_10")
    holder = next(h for h in groups(world, world.clerk)["责任部门"].holders if h.unit == world.yongqing)
    assert (holder.formal, holder.working) == (34_000, 40_000)


def test_the_groups_are_compared_with_the_county_and_the_difference_is_said(world: World) -> None:
    world.task(world.county, 558_500)
    world.task(world.yongqing, 300_000)
    world.task(world.hongbao, 258_500)
    world.task(world.agri, 500_000)
    found = groups(world, world.verifier)
    assert {label: (group.sum_wan, group.difference_wan) for label, group in found.items()} == {
        "县级领导": (0, -558_500),
        "工作专班": (500_000, -58_500),
        "责任部门": (558_500, 0),
    }
    page = signed_in(world.verifier).get("/tasks/").content.decode()
    assert "55.85" in page
    assert "合计与全县任务一致" in page
    assert "合计比全县任务少58,500.00万元" in page


def test_holders_stand_in_official_order_and_leaders_are_for_the_countys_eyes(world: World) -> None:
    world.task(world.leader_post, 100)
    found = groups(world, world.inspector)
    assert [holder.unit for holder in found["县级领导"].holders] == [world.leader_post, world.other_leader_post]
    assert [holder.unit.seq for holder in found["责任部门"].holders] == sorted(h.unit.seq for h in found["责任部门"].holders)
    clerk = groups(world, world.clerk)["县级领导"]
    assert (clerk.holders, clerk.hidden, clerk.sum_wan) == ([], 2, 100)
    address = f"/tasks/?unit={world.leader_post.pk}"
    assert signed_in(world.clerk).get(address).context["entries"] == []
    assert len(signed_in(world.leader).get(address).context["entries"]) == 1


def test_a_task_that_is_not_set_is_not_zero(world: World) -> None:
    page = signed_in(world.clerk).get("/tasks/").content.decode()
    assert "任务未下达" in page
    assert "全县任务还没有下达，无法比对" in page


def test_an_entry_issued_later_does_not_count_yet_and_another_year_is_apart(world: World) -> None:
    world.task(world.yongqing, 100, issued_on=date(2024, 12, 30))
    world.task(world.yongqing, 70, year=2023, issued_on=date(2023, 2, 1))
    assert groups(world, world.clerk)["责任部门"].sum_wan == 0
    assert groups(world, world.clerk, "/tasks/?year=2023")["责任部门"].sum_wan == 70
    assert signed_in(world.clerk).get("/tasks/?year=abcd&unit=x").status_code == 200


def form(world: World, **changes: Any) -> dict[str, Any]:
    values = {
        "submission_key": str(uuid.uuid4()),
        "unit": world.yongqing.pk,
        "year": "2024",
        "kind": "arrived",
        "level": "formal",
        "move": "first",
        "amount": "55.85亿",
        "issued_on": "2024-02-20",
        "document_number": "清招发〔2024〕3号",
        "reason": "",
    }
    return values | changes


def test_the_bureau_sets_a_task_once(world: World) -> None:
    client, values = signed_in(world.officer), form(world)
    for _ in range(2):
        answer = client.post("/tasks/new/", values)
        assert answer["Location"] == f"/tasks/?year=2024&unit={world.yongqing.pk}#entries"
    entry = TaskEntry.objects.get()
    assert (entry.amount, entry.issued_on, entry.document_number) == (558_500, date(2024, 2, 20), "清招发〔2024〕3号")


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"move": "increase"}, "reason", "调整任务请写明原因"),
        ({"move": "decrease", "reason": "划出"}, "amount", "调减请填负数"),
        ({"move": "decrease", "reason": "划出", "amount": "-1"}, "amount", "调整后任务数小于0"),
        ({"amount": "三亿"}, "amount", "不是金额"),
        ({"year": "1999"}, "year", "年度不在可选范围内"),
        ({"unit": "0"}, "unit", "任务单位不在可选范围内"),
        ({"issued_on": "去年"}, "issued_on", "不是日期"),
    ],
)
def test_a_wrong_task_is_refused_and_everything_typed_stays(world: World, changes: dict[str, str], field: str, said: str) -> None:
    answer = signed_in(world.officer).post("/tasks/new/", form(world, **changes))
    shown = answer.context["form"]
    assert said in shown.errors[field][0]
    assert shown["document_number"].value() == "清招发〔2024〕3号"
    assert not TaskEntry.objects.exists()


def test_a_first_task_is_set_once_and_only_by_the_bureau(world: World) -> None:
    world.task(world.yongqing, 100)
    with pytest.raises(Refused, match="请选调增、调减或划转"):
        world.task(world.yongqing, 200)
    assert signed_in(world.clerk).get("/tasks/new/").status_code == 403
    assert signed_in(world.clerk).post("/tasks/new/", form(world)).status_code == 403
    world.officer = world.clerk
    with pytest.raises(NotAllowed):
        world.task(world.hongbao, Decimal(1))


urlpatterns = [
    path("tasks/", TaskBoard.as_view(progress_source=task_progress), name="tasks"),
    path("", include("qingshui.urls")),
]
"""The wiring with the board, before the site's own."""


@pytest.mark.urls("tests.funding.test_tasks")
def test_what_has_arrived_stands_beside_the_task_where_the_board_is_wired(world: World) -> None:
    """5,000 of 10,000 is 50 %; 16 December is 351 ÷ 366 = 95.90 % of the year: 45.90 points behind, 红."""
    world.task(world.county, 20_000)
    world.task(world.yongqing, 10_000)
    world.arrive(world.sign(), 5_000)
    found = task_progress(world.county.pk, 2024)
    assert found[world.yongqing.pk] == Progress("0.50", "50.00", "−45.90", "red")
    assert found[world.county.pk] == Progress("0.50", "25.00", "−70.90", "red")
    assert found[world.hongbao.pk].light == ""
    page = signed_in(world.inspector).get("/tasks/").content.decode()
    assert "超/欠序时（百分点）" in page
    assert "45.90" in page
