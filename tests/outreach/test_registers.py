"""招商活动 and 招商线索: who may enter and see them, what counts, and what 作废 leaves."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.core.errors import NotAllowed, Refused, Stale
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.outreach.actions import edit_activity, record_activity, record_lead, void_activity
from projects.outreach.models import Activity, Lead
from tests.funding.test_claim_pages import signed_in
from tests.world import World


def trip(world: World, **changes: Any) -> dict[str, Any]:
    values = {
        "kind": "走出去",
        "name": "赴北京招商",
        "starts_on": date(2024, 6, 3),
        "place": "北京市",
        "department": world.yongqing,
    }
    return values | changes


def typed(world: World, **changes: Any) -> dict[str, Any]:
    values = {
        "submission_key": str(uuid.uuid4()),
        "kind": "走出去",
        "name": "赴深圳招商",
        "starts_on": "2024.6.3",
        "place": "广东省深圳市",
        "department": world.yongqing.pk,
        "firms": "甲（示例）有限公司、乙（示例）有限公司\n甲（示例）有限公司",
    }
    return values | changes


def figures(world: World) -> dict[str, str]:
    board = Board(Scope(world.county, date(2024, 12, 16)))
    return {slug: board.figure(slug).text for slug in ("outbound", "inbound", "firms-met", "leads")}


def test_a_clerk_records_a_trip_of_the_own_unit_with_the_firms_met(world: World) -> None:
    client = signed_in(world.clerk)
    answer = client.post("/activities/new/", typed(world))
    activity = Activity.objects.get()
    assert answer["Location"] == f"/activities/{activity.pk}/"
    assert (activity.starts_on, activity.ends_on) == (date(2024, 6, 3), date(2024, 6, 3))
    page = client.get(answer["Location"]).content.decode()
    assert "2家：甲（示例）有限公司、乙（示例）有限公司" in page
    assert [row.firms for row in client.get("/activities/").context["page"]] == [2]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"starts_on": "2024-12-20"}, "starts_on", "不能晚于今天"),
        ({"ends_on": "2024-06-01"}, "ends_on", "不能早于开始时间"),
        ({"firms": "甲"}, "firms", "不是企业全称"),
        ({"kind": ""}, "kind", "请选择活动类型"),
        ({"department": "hongbao"}, "department", "只能登记本单位"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_everything_typed_stays(
    world: World, changes: dict[str, str], field: str, said: str
) -> None:
    if changes.get("department"):
        changes = {"department": str(world.hongbao.pk)}
    answer = signed_in(world.clerk).post("/activities/new/", typed(world, **changes))
    assert said in answer.context["form"].errors[field][0]
    assert answer.context["form"]["place"].value() == "广东省深圳市"
    assert not Activity.objects.exists()


def test_only_those_who_enter_may_and_a_unit_sees_its_own(world: World) -> None:
    row = record_activity(by=world.officer, values=trip(world))
    with pytest.raises(NotAllowed):
        record_activity(by=world.leader, values=trip(world))
    with pytest.raises(Refused):
        record_activity(by=world.other_clerk, values=trip(world))
    assert signed_in(world.other_clerk).get(f"/activities/{row.pk}/").status_code == 404
    assert len(signed_in(world.other_clerk).get("/activities/").context["page"]) == 0
    assert len(signed_in(world.inspector).get("/activities/").context["page"]) == 1


def test_a_firm_counts_once_a_year_and_only_when_a_leader_led(world: World) -> None:
    first, second = world.enterprise("甲（示例）公司"), world.enterprise("乙（示例）公司")
    record_activity(by=world.officer, values=trip(world, leader=world.leader_post), firms=[first])
    record_activity(
        by=world.officer, values=trip(world, leader=world.leader_post, starts_on=date(2024, 7, 1)), firms=[first, second]
    )
    record_activity(by=world.officer, values=trip(world), firms=[world.enterprise("丙（示例）公司")])
    record_activity(by=world.officer, values=trip(world, kind="请进来"))
    assert figures(world) == {"outbound": "3次", "inbound": "1次", "firms-met": "2家", "leads": "0条"}


def test_a_voided_one_stays_in_the_list_and_counts_nowhere(world: World) -> None:
    row = record_activity(by=world.officer, values=trip(world))
    client = signed_in(world.officer)
    key = str(uuid.uuid4())
    client.post(f"/activities/{row.pk}/void/", {"submission_key": key, "version": "1", "reason": "重复登记"})
    assert figures(world)["outbound"] == "0次"
    assert "已作废</span> 重复登记" in client.get("/activities/").content.decode()
    with pytest.raises(Refused, match="已作废"):
        void_activity(by=world.officer, activity=row, reason="再来")


def test_an_edit_of_a_stale_row_is_refused(world: World) -> None:
    row = record_activity(by=world.officer, values=trip(world))
    firm = world.enterprise("甲（示例）公司")
    assert edit_activity(by=world.officer, activity=row, values=trip(world), firms=[firm], version=1).version == 2
    with pytest.raises(Stale):
        edit_activity(by=world.officer, activity=row, values=trip(world, place="上海市"), firms=[], version=1)
    page = signed_in(world.officer).get(f"/activities/{row.pk}/edit/")
    assert page.context["form"]["firms"].value() == "甲（示例）公司"


def test_a_lead_is_recorded_and_followed(world: World) -> None:
    client = signed_in(world.clerk)
    sent = {
        "submission_key": str(uuid.uuid4()),
        "name": "果汁线索",
        "source": "企业推荐",
        "registered_on": "2024-06-03",
        "state": "待研判",
        "department": world.yongqing.pk,
    }
    address = client.post("/leads/new/", sent)["Location"]
    edit = sent | {"submission_key": str(uuid.uuid4()), "version": "1", "state": "跟进中"}
    assert client.post(f"{address}edit/", edit)["Location"] == address
    assert Lead.objects.get().state == "跟进中"
    assert figures(world)["leads"] == "1条"


def test_the_lists_take_as_many_queries_for_many_rows_as_for_few(world: World) -> None:
    client = signed_in(world.officer)
    record_activity(by=world.officer, values=trip(world))
    client.get("/activities/")
    with CaptureQueriesContext(connection) as few:
        client.get("/activities/")
    for number in range(5):
        record_activity(by=world.officer, values=trip(world, name=f"第{number}次"))
        record_lead(
            by=world.officer,
            values={"name": "甲", "source": "其他", "registered_on": date(2024, 6, 3), "department": world.yongqing},
        )
    with CaptureQueriesContext(connection) as many:
        client.get("/activities/")
    assert len(few) == len(many)
