"""包抓联, 走访, 座谈对接: who was not visited, records that are answered and never changed, tickets raised. 2024-12-16 is today."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.reference.choices import VISIT_DAYS
from projects.reference.models import Setting
from projects.services.models import Ticket
from projects.visits.actions import (
    edit_pair,
    fill_pairs,
    raise_ticket,
    record_meeting,
    record_visit,
    reverse_visit,
    set_pair,
    void_meeting,
)
from projects.visits.models import Meeting, Pair, RaisedTicket, Visit
from projects.visits.queries import unvisited
from projects.visits.todo import todos
from tests.access.cast import send, signed_in
from tests.world import World

TODAY = date(2024, 12, 16)


def at(day: int, month: int, year: int = 2024) -> Any:
    return clock.at(datetime(year, month, day, 10, 0, tzinfo=clock.SHANGHAI))


def pair(world: World, starts_on: date = date(2024, 1, 8), **changes: Any) -> Pair:
    values: dict[str, Any] = {"by": world.officer, "leader": world.leader_post, "enterprise": world.enterprise()}
    return set_pair(**(values | {"starts_on": starts_on} | changes))


def visit(world: World, visited_on: date = TODAY, **changes: Any) -> Visit:
    values: dict[str, Any] = {
        "by": world.officer,
        "enterprise": world.enterprise(),
        "leader": world.leader_post,
        "visited_on": visited_on,
        "visit_reason": "routine",
        "found": "流动资金紧张，希望续贷。",
    }
    return record_visit(**(values | changes))


def meeting(world: World, held_on: date = TODAY, **changes: Any) -> Meeting:
    values = {"kind": "bank", "name": "政银企座谈会", "held_on": held_on, "place": "县政务服务中心", "host": world.bureau}
    return record_meeting(by=world.officer, values=values | changes)


def waiting(on: date = TODAY) -> list[str]:
    return [found.enterprise.name for found in unvisited(Pair.objects.on(on).with_visits(on), on).select_related("enterprise")]


# --- 包抓联 -------------------------------------------------------------------------------------------------


def test_a_firm_not_visited_for_ninety_days_is_named(world: World) -> None:
    pair(world)
    assert waiting(date(2024, 4, 7)) == [], "day 90 since 8 January"
    assert waiting(date(2024, 4, 8)) == ["果香（示例）食品有限公司"]
    visit(world, date(2024, 9, 17))
    assert waiting() == [], "17 September is 90 days ago"
    with at(17, 12):
        assert waiting(date(2024, 12, 17)) == ["果香（示例）食品有限公司"]


def test_only_the_pairs_own_leader_and_time_count_and_a_reversed_visit_does_not(world: World) -> None:
    pair(world)
    visit(world, leader=world.other_leader_post)
    visit(world, date(2024, 1, 5))
    assert waiting() != []
    made = visit(world)
    assert waiting() == []
    reverse_visit(by=world.officer, visit=made, reason="记错了企业")
    assert waiting() != []


def test_the_interval_is_a_dated_setting(world: World) -> None:
    pair(world, date(2024, 12, 1))
    assert waiting() == []
    Setting.objects.create(key=VISIT_DAYS, value=10, starts_on=date(2024, 12, 10), set_at=clock.now())
    assert waiting() == ["果香（示例）食品有限公司"]


def test_pairs_follow_the_leaders_of_the_projects_in_one_click(world: World) -> None:
    project = world.sign()
    world.sign("没有领导的项目", details={"sector": "agri"})
    fill_pairs(by=world.officer, county=world.county)
    found = Pair.objects.get()
    assert (found.leader, found.enterprise, found.project) == (world.leader_post, project.investor, project)
    with pytest.raises(Refused, match="没有需要补齐的"):
        fill_pairs(by=world.officer, county=world.county)


def test_a_pair_stands_once_at_a_time(world: World) -> None:
    first = pair(world)
    with pytest.raises(Refused, match="不必重复建立"):
        pair(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pair.objects.create(county=world.county, leader=first.leader, enterprise=first.enterprise, starts_on=TODAY)
    values = {"task_force": None, "starts_on": first.starts_on, "ends_on": date(2024, 12, 1), "note": ""}
    edit_pair(by=world.officer, pair=first, values=values)
    pair(world, TODAY)
    assert Pair.objects.on(TODAY).count() == 1


def test_the_leader_is_told_once_for_all_firms(world: World) -> None:
    pair(world)
    pair(world, enterprise=world.enterprise("另一家（示例）有限公司"))
    (todo,) = todos(world.leader)
    assert todo.title == "走访包抓联企业"
    assert "超过90天未走访" in todo.about
    page = signed_in(world.leader).get(todo.url)
    assert page.context["page"].paginator.count == 2
    assert list(todos(world.officer)) == []


# --- 走访 ---------------------------------------------------------------------------------------------------


def test_a_record_is_never_changed_only_answered(world: World) -> None:
    made = visit(world)
    with pytest.raises(NotAllowed):
        reverse_visit(by=world.clerk, visit=made, reason="不是我登记的")
    with pytest.raises(Refused, match="请写明冲销原因"):
        reverse_visit(by=world.officer, visit=made, reason=" ")
    reverse_visit(by=world.officer, visit=made, reason="记错了企业")
    with pytest.raises(Refused, match="已经冲销"):
        reverse_visit(by=world.officer, visit=made, reason="再来一次")
    with pytest.raises(Refused, match="已经冲销，不能再由它提诉求"):
        raise_ticket(
            by=world.agent, visit=made, enterprise=made.enterprise, category="finance", source="visit", title="续贷", content="续贷"
        )
    assert (Visit.objects.count(), Visit.objects.standing().count()) == (2, 0)
    html = signed_in(world.officer).get(reverse("visit", args=[made.pk])).content.decode()
    assert "已冲销" in html
    assert "记错了企业" in html


def test_the_six_reasons_and_the_day_are_looked_at(world: World) -> None:
    with pytest.raises(Refused, match="走访事由不在可选范围内"):
        visit(world, visit_reason="anything")
    with pytest.raises(Refused, match="走访时间不能晚于今天"):
        visit(world, date(2024, 12, 17))
    with pytest.raises(Refused, match="与企业名称不一致"):
        visit(world, project=world.sign())


@pytest.mark.parametrize(("reason", "source"), [("routine", "visit"), ("trouble", "six")])
def test_a_visit_raises_its_ticket_prefilled(world: World, reason: str, source: str) -> None:
    made = visit(world, visit_reason=reason)
    client = signed_in(world.agent)
    form = client.get(reverse("visit_ticket", args=[made.pk])).context["form"]
    typed = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert (typed["enterprise"], typed["source"], typed["content"]) == (made.enterprise.name, source, made.found)
    sent = {name: typed[name] for name in ("enterprise", "source", "content")} | {"category": "finance", "title": "协调续贷"}
    assert send(client, "visit_ticket", made.pk, **sent).status_code == 302
    assert RaisedTicket.objects.get().visit == made
    assert "协调续贷" in client.get(reverse("visit", args=[made.pk])).content.decode()


def test_firm_and_leader_come_with_the_pair(world: World) -> None:
    project = world.sign()
    made = pair(world, enterprise=project.investor, project=project)
    initial = signed_in(world.officer).get(f"{reverse('visit_new')}?pair={made.pk}").context["form"].initial
    assert (initial["enterprise"], initial["leader"], initial["project"]) == (
        project.investor.name,
        world.leader_post.pk,
        project.pk,
    )


def test_each_sees_the_visits_of_the_own_unit_leader_or_project(world: World) -> None:
    project = world.sign()
    made = visit(world, enterprise=project.investor, project=project)
    for who, sees in (("agent", True), ("leader", True), ("clerk", True), ("other_clerk", False)):
        assert Visit.objects.visible_to(getattr(world, who)).filter(pk=made.pk).exists() == sees, who


# --- 座谈对接 -----------------------------------------------------------------------------------------------


def test_meetings_of_both_kinds_count_and_a_void_one_does_not(world: World) -> None:
    meeting(world)
    meeting(world, kind="sales", name="产销对接会")
    meeting(world, date(2023, 12, 20))
    gone = meeting(world, name="登记错的会")
    assert Board(Scope(world.county, TODAY)).figure("bank-meetings").text == "3场次"
    with pytest.raises(Refused, match="请写明作废原因"):
        void_meeting(by=world.officer, meeting=gone, reason=" ")
    void_meeting(by=world.officer, meeting=gone, reason="重复登记")
    board = Board(Scope(world.county, TODAY))
    assert board.figure("bank-meetings").text == "2场次"
    assert {str(group.label): int(figure.over) for group, figure in board.by("bank-meetings", "kind").items()} == {
        "政银企座谈会": 1,
        "产销对接会": 1,
    }


def test_a_meeting_raises_tickets_with_its_source(world: World) -> None:
    held = meeting(world)
    client = signed_in(world.agent)
    form = client.get(reverse("meeting_ticket", args=[held.pk])).context["form"]
    assert (form.initial["source"], form.initial["category"]) == ("bank", "finance")
    sent = {
        "enterprise": world.enterprise().name,
        "source": "bank",
        "category": "finance",
        "title": "贷款贴息",
        "content": "希望贴息",
    }
    assert send(client, "meeting_ticket", held.pk, **sent).status_code == 302
    assert (Ticket.objects.get().source, RaisedTicket.objects.get().meeting) == ("bank", held)
    void_meeting(by=world.officer, meeting=held, reason="重复登记")
    with pytest.raises(Refused, match="已作废"):
        raise_ticket(
            by=world.agent,
            meeting=held,
            enterprise=world.enterprise(),
            category="finance",
            source="bank",
            title="再来",
            content="再来",
        )


def test_only_the_host_its_writer_and_the_bureau_change_a_meeting(world: World) -> None:
    held = meeting(world, host=world.yongqing)
    with pytest.raises(Refused, match="只有承办单位、登记人和招商局"):
        void_meeting(by=world.other_clerk, meeting=held, reason="不是我的")
    assert void_meeting(by=world.clerk, meeting=held, reason="重复登记").void_reason == "重复登记"
