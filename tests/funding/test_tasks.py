"""Tasks: entries, who sees them, and what the parts add up to beside the county's."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.core.errors import NotAllowed, Refused
from projects.funding.models import TaskEntry
from projects.funding.queries.task_sheets import Group
from projects.indicators.task_sheet import task_sheet
from projects.organisations.models import Unit
from projects.templatetags.figures import amount, gap
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
    assert "任务合计与全县任务一致" in page
    assert "任务合计比全县任务少58,500.00万元" in page


def test_holders_stand_in_official_order_and_leaders_are_for_the_countys_eyes(world: World) -> None:
    world.task(world.leader_post, 100)
    assert groups(world, world.inspector)["县级领导"].holders == []
    found = groups(world, world.officer)
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


def test_what_has_arrived_stands_beside_the_task(world: World) -> None:
    """5,000 of 10,000 is 50 %; 16 December is 351 ÷ 366 = 95.90 % of the year: 45.90 points behind, 红. 95.90 % of 10,000 is 9,590."""
    world.task(world.county, 20_000)
    world.task(world.yongqing, 10_000)
    world.arrive(world.sign(), 5_000)
    sheet = task_sheet(world.county, 2024, "arrived")
    county = sheet.county
    assert (county.done, county.completion, county.pace, county.light) == (5_000, "25.00", "−70.90", "red")
    holders = {holder.unit: holder for group in sheet.groups for holder in group.holders}
    yongqing = holders[world.yongqing]
    assert (yongqing.done, yongqing.completion, yongqing.pace, yongqing.light) == (5_000, "50.00", "−45.90", "red")
    assert (amount(yongqing.plan, "亿元"), amount(yongqing.plan, "万元"), yongqing.gap) == ("0.96", "9,590.16", 5_000)
    hongbao = holders[world.hongbao]
    assert (hongbao.light, hongbao.why_no_light, gap(hongbao.gap, "亿元")) == ("", "任务未下达", "--")
    page = signed_in(world.inspector).get("/tasks/").content.decode()
    assert "超/欠序时（百分点）" in page
    assert "45.90" in page
    assert "各单位合计5,000.00 + 未明确0.00 = 全县5,000.00万元" in page
    assert page.count("= 全县5,000.00万元") == 3  # leaders, task forces, departments: once under each table
    assert "落后不到10个百分点为蓝，10至30个百分点为黄，超过30个百分点为红" in page


def test_more_than_the_task_and_a_task_moved_away_are_said(world: World) -> None:
    world.task(world.yongqing, 1_000)
    world.arrive(world.sign(), 5_000)
    world.task(world.hongbao, 700)
    world.task(world.hongbao, -700, move="decrease", reason="取消")
    holders = {holder.unit: holder for group in task_sheet(world.county, 2024, "arrived").groups for holder in group.holders}
    assert (gap(holders[world.yongqing].gap, "亿元"), holders[world.yongqing].completion) == ("超0.40", "500.00")
    assert (holders[world.hongbao].formal, holders[world.hongbao].why_no_light) == (0, "任务为0")


def test_every_kind_has_its_table_and_a_year_that_has_not_begun_shows_tasks_only(world: World) -> None:
    world.task(world.county, 3, kind="leads")
    world.task(world.county, 500, year=2025)
    client = signed_in(world.officer)
    leads = client.get("/tasks/?kind=leads")
    assert leads.context["kind"].unit == "条"
    assert "年度任务（条）" in leads.content.decode()
    next_year = client.get("/tasks/?year=2025")
    assert next_year.context["sheet"].county.formal == 500
    assert "完成率（%）" not in next_year.content.decode()


def test_the_page_takes_as_many_queries_for_many_units_as_for_few(world: World) -> None:
    """Beside the session, the person and the posts."""
    world.task(world.county, 500)
    client = signed_in(world.officer)
    client.get("/tasks/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/tasks/")
        frame = ("django_session", "projects_user", "projects_tenure", "SAVEPOINT", "projects_setting")
        return sum(not any(table in query["sql"] for table in frame) for query in queries)

    few = asked()
    for number in range(20):
        unit = Unit.objects.create(
            county=world.county, kind="department", code=f"N{number}", name=f"新{number}局", seq=300 + number
        )
        world.task(unit, 100)
    assert few == asked() <= 12
