"""What happens to a ticket while a unit holds it: 签收, 异议, 延期, 暂停, 会签, 回访; who held it for how long. Monday 2024-12-16 is today."""

from datetime import date, datetime
from typing import Any

import pytest

from projects.administration.actions.lists import days_of
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.reference.models import Setting, Workday, add_workdays, unpublished_until, workdays_between
from projects.services.actions import (
    accept_ticket,
    ask_extension,
    assign_ticket,
    close_ticket,
    countersign_ticket,
    decide_extension,
    leave_unsolved,
    merge_ticket,
    object_to_ticket,
    pause_ticket,
    record_call,
    report_ticket_done,
    resume_ticket,
    rule_on_objection,
    take_ticket,
)
from projects.services.models import Step, Ticket
from projects.services.queries import WorkCalendar
from projects.services.queries.course import holdings
from projects.services.todo import todos
from tests.pages.browsing import browser
from tests.world import World


def at(day: int, month: int = 12, year: int = 2024) -> Any:
    return clock.at(datetime(year, month, day, 10, 0, tzinfo=clock.SHANGHAI))


def assigned(world: World, **changes: Any) -> Ticket:
    ticket = world.ticket()
    accept_ticket(by=world.agent, ticket=ticket)
    return assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing, **changes)


def done(world: World) -> Ticket:
    return report_ticket_done(by=world.clerk, ticket=assigned(world), outcome="已解决", note="银行已同意续贷")


def kinds(ticket: Ticket) -> list[str]:
    return list(Step.objects.filter(ticket=ticket).order_by("pk").values_list("kind", flat=True))


# --- 延期 -------------------------------------------------------------------------------------------------


def test_an_extension_moves_the_deadline_only_when_it_is_granted(world: World) -> None:
    ticket = assigned(world)
    assert ticket.deadline_on == date(2024, 12, 25)
    ticket = ask_extension(by=world.clerk, ticket=ticket, wanted_on=date(2025, 1, 10), note="银行审批需两周")
    assert ticket.deadline_on == date(2024, 12, 25)
    assert [todo.title for todo in todos(world.agent)] == ["批复延期申请"]
    ticket = decide_extension(by=world.agent, ticket=ticket, is_granted=True, note="同意")
    assert ticket.deadline_on == date(2025, 1, 10)
    assert kinds(ticket)[-2:] == ["ask_extension", "extend"]
    assert list(todos(world.agent)) == []


def test_an_extension_that_is_denied_leaves_the_deadline_and_may_be_asked_again(world: World) -> None:
    ticket = ask_extension(by=world.clerk, ticket=assigned(world), wanted_on=date(2025, 1, 10), note="再等等")
    with pytest.raises(Refused, match="已有一份延期申请待批"):
        ask_extension(by=world.clerk, ticket=ticket, wanted_on=date(2025, 1, 11), note="再等等")
    ticket = decide_extension(by=world.agent, ticket=ticket, is_granted=False, note="理由不充分")
    assert ticket.deadline_on == date(2024, 12, 25)
    ask_extension(by=world.clerk, ticket=ticket, wanted_on=date(2024, 12, 27), note="补充了银行的函")


@pytest.mark.parametrize(
    ("wanted_on", "said"), [(date(2024, 12, 25), "应晚于现在的办结时限（2024-12-25）"), (date(2024, 12, 1), "应晚于现在")]
)
def test_an_extension_to_an_earlier_day_is_refused(world: World, wanted_on: date, said: str) -> None:
    with pytest.raises(Refused, match=said):
        ask_extension(by=world.clerk, ticket=assigned(world), wanted_on=wanted_on, note="x")


def test_nobody_grants_his_own_units_extension_and_nobody_else_asks_for_it(world: World) -> None:
    ticket = assigned(world)
    with pytest.raises(NotAllowed, match="只有牵头单位可以申请延期"):
        ask_extension(by=world.other_clerk, ticket=ticket, wanted_on=date(2025, 1, 10), note="x")
    with pytest.raises(NotAllowed):
        decide_extension(by=world.clerk, ticket=ticket, is_granted=True, note="x")
    with pytest.raises(Refused, match="没有待批的延期申请"):
        decide_extension(by=world.agent, ticket=ticket, is_granted=True, note="x")


# --- 签收, 异议 --------------------------------------------------------------------------------------------


def test_an_objection_is_heard_once_within_a_working_day(world: World) -> None:
    ticket = take_ticket(by=world.clerk, ticket=assigned(world))
    with pytest.raises(Refused, match="已经签收过"):
        take_ticket(by=world.clerk, ticket=ticket)
    with at(17):
        ticket = object_to_ticket(by=world.clerk, ticket=ticket, note="属红堡镇职责")
    with pytest.raises(Refused, match="不再受理第二次"):
        object_to_ticket(by=world.clerk, ticket=ticket, note="还是不服")
    ticket = rule_on_objection(by=world.agent, ticket=ticket, note="按属地由原单位办理")
    assert (ticket.lead_unit, ticket.deadline_on) == (world.yongqing, date(2024, 12, 25))
    assert Step.objects.last().note == "异议不成立，仍由原单位牵头：按属地由原单位办理"  # type: ignore[union-attr]
    with pytest.raises(Refused, match="没有待裁定的异议"):
        rule_on_objection(by=world.agent, ticket=ticket, note="再裁一次")


def test_an_objection_on_the_second_working_day_is_too_late(world: World) -> None:
    ticket = assigned(world)
    with at(18), pytest.raises(Refused, match="1个工作日内提出，现已超过"):
        object_to_ticket(by=world.clerk, ticket=ticket, note="属红堡镇职责")


def test_an_objection_upheld_hands_the_ticket_over_with_a_new_deadline(world: World) -> None:
    ticket = object_to_ticket(by=world.clerk, ticket=assigned(world), note="属红堡镇职责")
    assert [todo.title for todo in todos(world.agent)] == ["裁定交办异议"]
    with at(17):
        ticket = rule_on_objection(by=world.agent, ticket=ticket, lead_unit=world.hongbao, note="改由红堡镇")
    assert (ticket.lead_unit, ticket.deadline_on) == (world.hongbao, date(2024, 12, 26))
    object_to_ticket(by=world.other_clerk, ticket=ticket, note="红堡镇也可以提一次")


# --- 暂停 -------------------------------------------------------------------------------------------------


def test_a_pause_moves_the_deadline_by_its_working_days(world: World) -> None:
    ticket = assigned(world)
    with at(18):
        ticket = pause_ticket(by=world.agent, ticket=ticket, note="等企业补交抵押材料")
    with at(23):  # Thursday, Friday, Monday
        ticket = resume_ticket(by=world.agent, ticket=ticket)
    # Three working days after Wednesday 25: 26, 27, 30.
    assert ticket.deadline_on == date(2024, 12, 30)
    with pytest.raises(Refused, match="计时没有暂停"):
        resume_ticket(by=world.agent, ticket=ticket)


def test_a_pause_without_a_reason_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="暂停计时请写明说明"):
        pause_ticket(by=world.agent, ticket=assigned(world), note=" ")


# --- 回访 -------------------------------------------------------------------------------------------------


def test_a_satisfied_answer_closes_the_ticket(world: World) -> None:
    ticket = record_call(by=world.agent, ticket=done(world), answer="满意", spoken_to="财务负责人", note="已放款")
    assert (ticket.state, ticket.satisfaction) == ("closed", "满意")
    called = Step.objects.get(kind="call")
    assert called.note == "满意，接听人：财务负责人，已放款"


def test_a_dissatisfied_answer_sends_it_back_with_a_new_deadline(world: World) -> None:
    ticket = done(world)
    with pytest.raises(Refused, match="请写明哪里不满意"):
        record_call(by=world.agent, ticket=ticket, answer="不满意", spoken_to="负责人")
    with at(20):
        ticket = record_call(by=world.agent, ticket=ticket, answer="不满意", spoken_to="负责人", note="利率没有降")
    # Seven working days after Friday 20: 23–27 (5), 30, 31.
    assert (ticket.state, ticket.deadline_on) == ("assigned", date(2024, 12, 31))
    assert kinds(ticket)[-2:] == ["call", "reopen"]


def test_two_calls_without_answer_close_as_unreached_and_one_does_not(world: World) -> None:
    ticket = done(world)
    with pytest.raises(Refused, match="未联系上须有2次回访未接通的记录"):
        close_ticket(by=world.agent, ticket=ticket, satisfaction="未联系上")
    ticket = record_call(by=world.agent, ticket=ticket, answer="未接通", spoken_to="")
    assert ticket.state == "done"
    with at(17):
        ticket = record_call(by=world.agent, ticket=ticket, answer="未接通", spoken_to="")
    assert (ticket.state, ticket.satisfaction) == ("closed", "未联系上")


def test_the_unit_that_handled_it_never_makes_the_call(world: World) -> None:
    ticket = assign_ticket(
        by=world.agent, ticket=accept_ticket(by=world.agent, ticket=world.ticket()), lead_unit=world.agent.unit or world.centre
    )
    ticket = report_ticket_done(by=world.agent, ticket=ticket, outcome="已解决", note="办好了")
    with pytest.raises(Refused, match="牵头单位不能回访自己办理的诉求"):
        record_call(by=world.agent, ticket=ticket, answer="满意", spoken_to="负责人")


# --- 会签, 合并, 暂无法办结 ----------------------------------------------------------------------------------


def test_an_assisting_unit_countersigns_and_nobody_else(world: World) -> None:
    ticket = assigned(world, helpers=[world.hongbao])
    countersign_ticket(by=world.other_clerk, ticket=ticket, note="土地手续可配合")
    page = browser(world.agent).get(f"/tickets/{ticket.pk}/")
    assert "红堡镇（2024-12-16会签）" in " ".join(page.content.decode().split())
    with pytest.raises(NotAllowed, match="只有配合单位可以会签"):
        countersign_ticket(by=world.clerk, ticket=ticket, note="x")


def test_a_merged_ticket_leaves_the_base_and_names_the_one_it_went_into(world: World) -> None:
    first, second = world.ticket(), world.ticket()
    with pytest.raises(Refused, match="请选择要并入的另一条"):
        merge_ticket(by=world.agent, ticket=first, into=first, note="x")
    merged = merge_ticket(by=world.agent, ticket=second, into=first, note="同一笔贷款")
    assert (merged.state, merged.merged_into) == ("merged", first)
    with pytest.raises(Refused, match="已合并，不能并入"):
        merge_ticket(by=world.agent, ticket=first, into=merged, note="x")


def test_unsolved_needs_its_explanation_and_may_be_assigned_again(world: World) -> None:
    ticket = assigned(world)
    with pytest.raises(Refused, match="请写明说明"):
        leave_unsolved(by=world.clerk, ticket=ticket, note="")
    ticket = leave_unsolved(by=world.clerk, ticket=ticket, note="用地指标明年下达")
    assert ticket.state == "unsolved"
    assert assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.hongbao).state == "assigned"


# --- Who held it ------------------------------------------------------------------------------------------


def test_who_held_it_how_long_adds_up_to_its_age(world: World) -> None:
    """Registered Monday 2, assigned Wednesday 4, paused Monday 9 to Wednesday 11, done Friday 13, closed Tuesday 17 December."""
    with at(2):
        ticket = world.ticket()
        accept_ticket(by=world.agent, ticket=ticket)
    with at(4):
        ticket = assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    with at(9):
        pause_ticket(by=world.agent, ticket=ticket, note="等材料")
    with at(11):
        resume_ticket(by=world.agent, ticket=ticket)
    with at(13):
        report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="办好了")
    with at(17):
        record_call(by=world.agent, ticket=ticket, answer="满意", spoken_to="负责人")
    steps = list(Step.objects.filter(ticket=ticket).select_related("unit").order_by("pk"))
    calendar = WorkCalendar([date(2024, 12, 2), date(2024, 12, 31)])
    found = [(holding.holder, holding.workdays) for holding in holdings(steps, date(2024, 12, 31), calendar)]
    assert found == [("服务中心", 2), ("永清镇", 3), ("企业（补充材料）", 2), ("永清镇", 2), ("服务中心", 2)]
    assert sum(days for _, days in found) == calendar.between(date(2024, 12, 2), date(2024, 12, 17)) == 11


# --- Working days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2024, 9, 30), 1, date(2024, 10, 8)),  # 国庆 1–7 October
        (date(2024, 9, 27), 3, date(2024, 10, 8)),  # Sunday 29 September is worked; 30; 8 October
        (date(2024, 10, 11), 1, date(2024, 10, 12)),  # a make-up Saturday
        (date(2024, 2, 8), 2, date(2024, 2, 18)),  # Friday 9 is worked, 春节 10–17 February, Sunday 18 is worked
        (date(2024, 12, 30), 2, date(2025, 1, 2)),  # New Year's Day
        (date(2025, 1, 24), 3, date(2025, 2, 5)),  # Sunday 26 and Monday 27 are worked, 春节 28 January – 4 February
    ],
)
def test_working_days_across_the_holidays(world: World, start: date, count: int, end: date) -> None:
    Workday.objects.bulk_create([*days_of(2024), *days_of(2025)], ignore_conflicts=True)
    assert add_workdays(start, count) == end
    assert workdays_between(start, end) == count
    assert unpublished_until(start, end) == ""


@pytest.mark.parametrize(
    ("on", "level", "deadline"),
    [
        (date(2024, 9, 23), "一般", date(2024, 10, 8)),  # 24–27, Sunday 29 worked, 30; 国庆 1–7; the 7th is 8 October
        (date(2024, 1, 31), "复杂", date(2024, 2, 26)),  # Sundays 4 and 18 February worked, 春节 10–17
        (
            date(2024, 12, 16),
            "疑难",
            date(2025, 1, 27),
        ),  # over the year's end; Sunday 26 January worked; the 30th is the day before 春节
        (date(2025, 4, 25), "一般", date(2025, 5, 8)),  # Sunday 27 April worked, 劳动节 1–5 May
    ],
)
def test_deadlines_by_level_across_holidays_make_up_days_and_the_years_end(
    world: World, on: date, level: str, deadline: date
) -> None:
    Workday.objects.all().delete()
    Workday.objects.bulk_create([*days_of(2024), *days_of(2025)])
    with clock.at(datetime(on.year, on.month, on.day, 10, tzinfo=clock.SHANGHAI)):
        assert assigned(world, level=level).deadline_on == deadline


def test_a_pause_over_the_national_holiday_counts_working_days_only(world: World) -> None:
    """Paused Friday 27 September, resumed Wednesday 9 October: Sunday 29, Monday 30, 8 and 9 October are 4 working days."""
    Workday.objects.bulk_create(days_of(2024), ignore_conflicts=True)
    with at(23, month=9):
        ticket = assigned(world)  # until 8 October
    with at(27, month=9):
        pause_ticket(by=world.agent, ticket=ticket, note="等企业补充土地证")
    with at(9, month=10):
        assert resume_ticket(by=world.agent, ticket=ticket).deadline_on == date(2024, 10, 12)  # 9, 10, 11 and the make-up Saturday


def test_a_year_without_its_calendar_counts_weekdays_and_says_so(world: World) -> None:
    Workday.objects.filter(day__year=2025).delete()
    assert add_workdays(date(2024, 12, 30), 2) == date(2025, 1, 1)
    assert unpublished_until(date(2024, 12, 30), date(2025, 1, 1)) == "2025年放假安排未公布，暂按周一至周五计算"
    with at(27):
        ticket = assigned(world)
    page = browser(world.agent).get(f"/tickets/{ticket.pk}/").content.decode()
    assert "2025年放假安排未公布，暂按周一至周五计算" in page


# --- 签收 and 会签, where a setting asks for them -----------------------------------------------------------


def switched_on(key: str) -> None:
    Setting.objects.create(key=key, value=True, starts_on=date(2024, 12, 1), set_at=clock.now(), reason="试行")


def test_by_default_nothing_is_asked_before_the_ticket_is_reported_done(world: World) -> None:
    ticket = assigned(world, helpers=[world.hongbao])
    assert not list(todos(world.other_clerk))
    assert report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="已续贷").state == "done"


def test_a_setting_asks_for_taking_first_and_brings_its_button_to_the_front(world: World) -> None:
    switched_on("ticket_taking")
    ticket = assigned(world)
    page = browser(world.clerk).get(f"/tickets/{ticket.pk}/")
    assert "take" in [button.kind for button in page.context["buttons"]]
    with pytest.raises(Refused, match="请先签收"):
        report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="已续贷")
    ticket = take_ticket(by=world.clerk, ticket=ticket)
    assert report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="已续贷").state == "done"


def test_a_setting_makes_assisting_units_countersign_each_with_its_own_clock(world: World) -> None:
    """Assigned on Monday 16: the lead has until 25, those who assist until Thursday 19; a day after, the page says so."""
    switched_on("ticket_countersigning")
    ticket = assigned(world, helpers=[world.hongbao, world.park])
    assert [(todo.title, todo.act) for todo in todos(world.other_clerk)] == [("会签企业诉求", "去会签")]
    with pytest.raises(Refused, match="红堡镇、清水工业集中区管委会尚未会签"):
        report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="已续贷")
    countersign_ticket(by=world.other_clerk, ticket=ticket, note="同意")
    assert not list(todos(world.other_clerk))
    with at(20):
        clocks = browser(world.agent).get(f"/tickets/{ticket.pk}/").context["helpers"]
        assert [(str(unit), answered, due, light and light.text) for unit, answered, due, light in clocks] == [
            ("红堡镇", date(2024, 12, 16), date(2024, 12, 19), None),
            ("清水工业集中区管委会", None, date(2024, 12, 19), "超期1个工作日"),
        ]
