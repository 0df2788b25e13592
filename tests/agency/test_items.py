"""帮办代办: the list in one click, 委托, papers told once, promised working days, the licence number. Monday 2024-12-16 is today."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from projects.agency.actions import (
    accept_agency_item,
    apply_agency_item,
    entrust_agency_items,
    finish_agency_item,
    install_agency_templates,
    list_agency_items,
    name_steward,
    open_agency_item,
    rate_agency_item,
    reassign_agency_item,
    receive_papers,
    send_back_agency_item,
    set_agency_template,
    tell_papers,
    withdraw_agency_item,
)
from projects.agency.choices import STANDARD
from projects.agency.flow import STAGES
from projects.agency.models import AgencyItem, AgencyStep, ItemTemplate, Steward
from projects.agency.todo import todos
from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused, Stale
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.ledger.jobs import lead_days, remind_person
from projects.notices.models import Notice
from tests.world import World, pdf


def at(day: int, month: int = 12, year: int = 2024) -> Any:
    return clock.at(datetime(year, month, day, 10, 0, tzinfo=clock.SHANGHAI))


def single(world: World, **changes: Any) -> AgencyItem:
    """A matter of 果香食品 that 永清镇 decides on: 5 working days promised, 20 by law, two papers."""
    values: dict[str, Any] = {
        "by": world.agent,
        "enterprise": world.enterprise(),
        "name": "临时用地审批",
        "stage": "land",
        "authority": world.yongqing,
        "statutory_days": 20,
        "promised_days": 5,
        "agent": world.agent,
        "method": "agency",
        "papers": ["申请表", "用地范围图"],
    }
    return open_agency_item(**(values | changes))


def applied(world: World, **changes: Any) -> AgencyItem:
    item = single(world, **changes)
    tell_papers(by=world.agent, item=item, there=list(item.papers.all()))
    return apply_agency_item(by=world.agent, item=item)


def listed(world: World) -> list[AgencyItem]:
    install_agency_templates(by=world.agent, county=world.county)
    project = world.sign()
    list_agency_items(by=world.agent, project=project)
    return list(AgencyItem.objects.filter(project=project).order_by("number"))


def template(world: World, **changes: Any) -> ItemTemplate:
    values = {
        "stage": "land", "name": "项目备案", "authority": world.bureau, "statutory_days": 5, "promised_days": 1, "basis": "", "papers": "备案表",
        "seq": 10, "starts_on": date(2024, 1, 1), "ends_on": None,
    }  # fmt: skip
    return set_agency_template(by=world.agent, values=values | changes)


def kinds(item: AgencyItem) -> list[str]:
    return list(AgencyStep.objects.filter(item=item).order_by("pk").values_list("kind", flat=True))


def items_figure(world: World, on: date = date(2024, 12, 16)) -> int:
    return int(Board(Scope(world.county, on)).figure("agency-items").over)


# --- The list ----------------------------------------------------------------------------------------------


def test_one_click_lists_every_approval_of_the_four_stages_with_its_limits_and_papers(world: World) -> None:
    items = listed(world)
    assert [item.name for item in items] == [item.name for item in STANDARD]
    assert {item.stage for item in items} == set(STAGES)
    assert {item.state for item in items} == {"listed"}
    licence = next(item for item in items if item.name == "建筑工程施工许可证")
    assert (licence.statutory_days, licence.promised_days) == (7, 5)
    assert [paper.name for paper in licence.papers.all()][1] == "建设工程规划许可证"
    assert items_figure(world) == 0, "a list is no service yet"


def test_a_second_click_adds_only_what_is_missing(world: World) -> None:
    items = listed(world)
    with pytest.raises(Refused, match="已是完整的"):
        list_agency_items(by=world.agent, project=items[0].project)
    template(world, name="林地审批")
    list_agency_items(by=world.agent, project=items[0].project)
    assert AgencyItem.objects.count() == len(STANDARD) + 1


def test_the_authority_is_the_unit_of_that_name_where_the_county_has_one(world: World) -> None:
    world.bureau.name = "县自然资源局"
    world.bureau.save()
    items = {item.name: item for item in listed(world)}
    assert items["设计方案审查"].authority == world.bureau
    assert items["项目备案"].authority is None


def test_a_template_changes_from_a_day_on_and_listed_items_keep_theirs(world: World) -> None:
    old = template(world)
    project, other = world.sign("甲项目"), world.sign("乙项目")
    list_agency_items(by=world.agent, project=project)
    changed = {
        "stage": "land", "name": "项目备案", "authority": world.bureau, "statutory_days": 5, "promised_days": 0, "basis": "", "papers": "备案表",
        "seq": 10, "starts_on": date(2024, 12, 16), "ends_on": None,
    }  # fmt: skip
    new = set_agency_template(by=world.agent, values=changed, template=old)
    old.refresh_from_db()
    assert (old.ends_on, new.starts_on, new.pk != old.pk) == (date(2024, 12, 15), date(2024, 12, 16), True)
    list_agency_items(by=world.agent, project=other)
    assert list(AgencyItem.objects.order_by("pk").values_list("promised_days", flat=True)) == [1, 0]


def test_a_promise_longer_than_the_law_is_refused_by_the_action_and_by_the_database(world: World) -> None:
    with pytest.raises(Refused, match="不能长于法定时限（5个工作日）"):
        template(world, promised_days=6)
    good = template(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemTemplate.objects.filter(pk=good.pk).update(promised_days=6)


# --- 委托 ---------------------------------------------------------------------------------------------------


def test_what_the_firm_entrusts_counts_from_that_day(world: World) -> None:
    items = listed(world)
    project = items[0].project
    entrust_agency_items(
        by=world.agent,
        project=project,
        items=items[:3],
        agent=world.agent,
        method="follow",
        entrusted_on=date(2024, 12, 10),
        letter=pdf("委托书.pdf"),
    )
    assert items_figure(world) == 3
    assert items_figure(world, date(2024, 12, 9)) == 0
    first = AgencyItem.objects.get(pk=items[0].pk)
    assert (first.state, first.unit, first.agent, first.letter.name) == ("entrusted", world.centre, world.agent, "委托书.pdf")
    withdraw_agency_item(by=world.agent, item=first, note="企业自行办理")
    assert items_figure(world) == 2
    with pytest.raises(Refused, match="已委托或已撤回"):
        entrust_agency_items(by=world.agent, project=project, items=items[:1], agent=world.agent, method="follow")


def test_only_an_agent_of_the_county_takes_a_matter_and_only_in_a_known_way(world: World) -> None:
    with pytest.raises(Refused, match="不是本县的代办员"):
        single(world, agent=world.clerk)
    with pytest.raises(Refused, match="服务方式不在可选范围内"):
        single(world, method="nothing")
    with pytest.raises(NotAllowed):
        single(world, by=world.clerk)


def test_one_matter_stands_once_in_a_project(world: World) -> None:
    items = listed(world)
    with pytest.raises(Refused, match="请在那一项上办理"):
        single(world, project=items[0].project, enterprise=items[0].enterprise, name=items[0].name)


# --- Papers -------------------------------------------------------------------------------------------------


def test_papers_are_told_once(world: World) -> None:
    item = single(world)
    form, plan = item.papers.all()
    tell_papers(by=world.agent, item=item, there=[form], more=["环评批复"])
    found = {paper.name: (paper.is_told, paper.received_on) for paper in item.papers.all()}
    assert found == {"申请表": (False, date(2024, 12, 16)), "用地范围图": (True, None), "环评批复": (True, None)}
    step = AgencyStep.objects.get(item=item, kind="tell")
    assert step.note == "尚缺2份：用地范围图、环评批复"
    with pytest.raises(Refused, match="已于2024-12-16一次性告知，不能再要求补充其他材料"):
        tell_papers(by=world.agent, item=item, more=["又一份"])
    receive_papers(by=world.agent, item=item, papers=[plan])
    with pytest.raises(Refused, match="还缺1份材料"):
        apply_agency_item(by=world.agent, item=item)
    assert apply_agency_item(by=world.agent, item=item, note="环评批复周五补交").state == "applied"


def test_a_matter_sent_back_asks_for_no_further_paper(world: World) -> None:
    item = applied(world)
    with pytest.raises(Refused, match="退回补正请写明原因"):
        send_back_agency_item(by=world.clerk, item=item, note=" ")
    back = send_back_agency_item(by=world.clerk, item=item, note="图纸缺章")
    assert (back.state, back.applied_on) == ("preparing", None)
    with pytest.raises(Refused, match="不能再要求补充"):
        tell_papers(by=world.agent, item=back, more=["又一份"])


# --- Promised working days ----------------------------------------------------------------------------------

PROMISES: Sequence[tuple[date, int, date]] = (
    (date(2024, 9, 26), 5, date(2024, 10, 9)),  # Fri 27, Sun 29 (调休), Mon 30, after 国庆 Tue 8, Wed 9
    (date(2024, 10, 9), 3, date(2024, 10, 12)),  # Thu, Fri, Sat 12 works
    (date(2024, 12, 16), 0, date(2024, 12, 16)),  # 即办
    (date(2024, 12, 16), 12, date(2025, 1, 2)),  # over the year's end: 1 January is off
)


@pytest.mark.parametrize(("day", "promised", "deadline"), PROMISES)
def test_the_promise_is_counted_in_working_days(world: World, day: date, promised: int, deadline: date) -> None:
    with at(day.day, day.month):
        item = accept_agency_item(by=world.clerk, item=applied(world, promised_days=promised))
    assert (item.accepted_on, item.deadline_on) == (day, deadline)


def test_a_longer_promise_needs_a_reason_and_never_passes_the_law(world: World) -> None:
    item = applied(world)
    with pytest.raises(Refused, match="比原来的5个工作日长，请注明理由"):
        accept_agency_item(by=world.clerk, item=item, promised_days=8)
    with pytest.raises(Refused, match="不能长于法定时限（20个工作日）"):
        accept_agency_item(by=world.clerk, item=item, promised_days=21, note="专家评审")
    assert accept_agency_item(by=world.clerk, item=item, promised_days=8, note="专家评审").promised_days == 8


def test_only_the_authority_or_an_agent_decides(world: World) -> None:
    item = applied(world)
    with pytest.raises(NotAllowed, match="只有审批部门或代办员"):
        accept_agency_item(by=world.other_clerk, item=item)
    accept_agency_item(by=world.clerk, item=item)
    with pytest.raises(NotAllowed):
        finish_agency_item(by=world.other_clerk, item=item, result="清自然资许〔2024〕1号")


def test_it_ends_with_the_number_of_its_licence_and_the_firms_word(world: World) -> None:
    item = accept_agency_item(by=world.clerk, item=applied(world))
    with pytest.raises(Refused, match="请填写结果（证照文号）"):
        finish_agency_item(by=world.clerk, item=item, result=" ")
    with pytest.raises(Refused, match="办结时间不能早于受理时间"):
        finish_agency_item(by=world.clerk, item=item, result="1号", finished_on=date(2024, 12, 13))
    done = finish_agency_item(by=world.clerk, item=item, result="清自然资许〔2024〕1号")
    assert (done.state, done.finished_on, done.result) == ("finished", date(2024, 12, 16), "清自然资许〔2024〕1号")
    with pytest.raises(NotAllowed):
        rate_agency_item(by=world.clerk, item=done, rating="满意")
    with pytest.raises(Refused, match="哪里不满意"):
        rate_agency_item(by=world.agent, item=done, rating="不满意")
    assert rate_agency_item(by=world.agent, item=done, rating="满意", spoken_to="财务负责人").rating == "满意"
    assert kinds(done) == ["entrust", "tell", "apply", "accept", "finish", "rate"]
    assert Entry.objects.filter(target_type="agencyitem", succeeded=True).count() == 6


def test_a_step_out_of_turn_and_a_stale_page_are_refused(world: World) -> None:
    item = single(world)
    with pytest.raises(Refused, match="代办事项已委托（待告知），不能受理"):
        accept_agency_item(by=world.agent, item=item)
    tell_papers(by=world.agent, item=item, version=item.version)
    with pytest.raises(Stale):
        apply_agency_item(by=world.agent, item=item, note="容缺", version=item.version)


# --- People -------------------------------------------------------------------------------------------------


def test_a_project_has_one_steward_at_a_time(world: World) -> None:
    project = world.sign()
    first = name_steward(by=world.agent, project=project, person=world.clerk, starts_on=date(2024, 12, 2))
    second = name_steward(by=world.agent, project=project, person=world.officer)
    first.refresh_from_db()
    assert (first.ends_on, second.starts_on, second.ends_on) == (date(2024, 12, 15), date(2024, 12, 16), None)
    with pytest.raises(Refused, match="已经是这个项目的项目管家"):
        name_steward(by=world.agent, project=project, person=world.officer)
    assert Steward.objects.on(date(2024, 12, 10)).get().person == world.clerk


def test_another_agent_takes_it_over(world: World) -> None:
    item = reassign_agency_item(by=world.agent, item=single(world), agent=world.officer)
    assert (item.agent, item.unit) == (world.officer, world.bureau)
    assert [todo.title for todo in todos(world.officer)] == ["一次性告知材料"]
    assert list(todos(world.agent)) == []


def test_who_has_to_do_what_until_when(world: World) -> None:
    with at(27, 9):  # a Friday; the next working day is Sunday the 29th (调休)
        item = single(world)
    (todo,) = todos(world.agent)
    assert (todo.title, todo.deadline_on) == ("一次性告知材料", date(2024, 9, 29))
    tell_papers(by=world.agent, item=item, there=list(item.papers.all()))
    apply_agency_item(by=world.agent, item=item)
    assert [todo.title for todo in todos(world.clerk)] == ["受理代办事项"]
    accept_agency_item(by=world.clerk, item=item)
    (todo,) = todos(world.clerk)
    assert (todo.title, todo.deadline_on, todo.url) == ("办结代办事项", date(2024, 12, 23), f"/agency/{item.pk}/finish/")
    assert list(todos(world.other_clerk)) == []


def test_the_agent_is_reminded_once_near_the_promise_and_once_when_it_is_over(world: World) -> None:
    with at(27, 9):
        item = single(world)
    due = f"一次性告知材料：代办{item.number}，时限2024-09-29"
    for day, words in ((27, [due]), (29, [due]), (30, [due, f"{due}已过"])):
        with at(day, 9):
            remind_person(world.agent, lead_days())
        assert (
            list(Notice.objects.filter(user=world.agent, kind="agency_due").order_by("pk").values_list("text", flat=True)) == words
        )


def test_each_sees_the_matters_of_the_own_unit_and_the_centre_all(world: World) -> None:
    item = single(world)
    for who, sees in (("agent", True), ("officer", True), ("leader", True), ("clerk", True), ("other_clerk", False)):
        assert AgencyItem.objects.visible_to(getattr(world, who)).filter(pk=item.pk).exists() == sees, who
