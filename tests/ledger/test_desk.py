"""工作台: what waits for whom, in which order and words; the own unit's figures; 本月应报; own projects; how many queries."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.core import clock
from projects.core.clock import SHANGHAI
from projects.funding.actions import Line, return_claim, submit_claim
from projects.funding.actions.reporting import report_nil
from projects.months.actions import request_reopening
from projects.months.models import Month, NilReport
from projects.organisations.models import Tenure
from projects.reference.models import Workday
from projects.services.actions import accept_ticket, assign_ticket, report_ticket_done
from projects.signing.actions import confirm_signing, follow_project, plan_milestone, return_registration
from tests.pages.browsing import browser
from tests.world import World


def desk(world: World, who: str) -> Any:
    response = browser(getattr(world, who)).get("/")
    assert response.status_code == 200
    return response


def lines(world: World, who: str) -> list[tuple[str, str, str]]:
    """(light, words, title) in the order of the page, without 月结: the tests' months are all open."""
    return [(line.light, line.words, line.todo.title) for line in desk(world, who).context["todos"] if line.todo.title != "月结"]


def statements(world: World, who: str) -> int:
    """Of the second visit, the session's touch included; not its savepoint, nor the demonstration's date, looked up every 5 s."""
    client = browser(getattr(world, who))
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    return sum(not {"SAVEPOINT", "'demo_date'"} & set(query["sql"].split()) for query in queries)


def plan(world: World, project: Any, kind: str, day: str) -> None:
    plan_milestone(by=world.clerk, project=project, kind=kind, happened_on=date.fromisoformat(day))


# --- Big buttons --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("clerk", ["申报到位", "登记签约", "提诉求", "项目台账"]),
        ("verifier", ["申报到位", "登记签约", "提诉求", "核定"]),
        ("agent", ["提诉求", "项目台账", "驾驶舱", "任务调度"]),
        ("leader", ["项目台账", "驾驶舱", "任务调度", "企业诉求"]),
    ],
)
def test_four_big_buttons_follow_the_rights(world: World, who: str, labels: list[str]) -> None:
    assert [entry["label"] for entry in desk(world, who).context["entries"]] == labels


# --- 待办 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["clerk", "agent", "leader", "inspector", "officer"])
def test_nothing_to_do_says_so(world: World, who: str) -> None:
    assert "今日无待办" in desk(world, who).content.decode()


def test_nothing_to_do_names_the_next_deadline(world: World) -> None:
    project = world.sign()
    report_nil(by=world.clerk, unit=world.yongqing, month=world.month(2024, 12))
    assert "下一个时限：2024-12-31 2024年12月统计月截止" in desk(world, "clerk").content.decode()
    plan(world, project, "started", "2024-12-28")
    assert "下一个时限：2024-12-28 苹果精深加工开工" in desk(world, "clerk").content.decode()


def test_deadlines_come_first_overdue_at_the_top_in_working_days(world: World) -> None:
    """From Monday 2024-12-16: the 12th is two working days ago (13, 16); the 20th is in four, the 25th in seven, the 31st in eleven."""
    project = world.sign()
    plan(world, project, "invested", "2024-12-20")
    plan(world, project, "registered", "2024-12-12")
    plan(world, project, "producing", "2024-12-25")
    plan(world, project, "started", "2024-12-16")
    assert lines(world, "clerk") == [
        ("red", "超期2个工作日", "填写节点进展"), ("yellow", "今天到期", "填写节点进展"), ("blue", "还剩4个工作日", "填写节点进展"),
        ("ok", "还剩7个工作日", "填写节点进展"), ("ok", "还剩11个工作日", "本月应报未报"),
    ]  # fmt: skip


def test_a_make_up_saturday_counts_as_a_working_day(world: World) -> None:
    project = world.sign()
    plan(world, project, "started", "2024-12-13")
    assert lines(world, "clerk")[0][1] == "超期1个工作日"
    Workday.objects.create(day=date(2024, 12, 14), is_workday=True, note="调休上班")
    assert lines(world, "clerk")[0][1] == "超期2个工作日"


def test_the_count_is_the_list_and_the_lights_add_up(world: World) -> None:
    project = world.sign()
    plan(world, project, "started", "2024-12-10")
    for number in range(9):
        return_registration(by=world.verifier, registration=world.register(f"项目{number}"), reason="缺签字页")
    page = desk(world, "clerk")
    assert len(page.context["todos"]) == sum(page.context["counts"].values()) == 11
    assert (len(page.context["first_todos"]), len(page.context["more_todos"])) == (6, 5)
    html = page.content.decode()
    assert html.count('class="qs-todo"') == 11
    assert "其余5项" in html


def test_a_plan_that_has_come_or_lies_far_ahead_is_no_task(world: World) -> None:
    project = world.sign()
    plan(world, project, "started", "2024-12-10")
    world.milestone(project, "started", "2024-12-11")
    plan(world, project, "producing", "2025-06-30")
    assert [title for *_, title in lines(world, "clerk")] == ["本月应报未报"]


def test_the_leader_sees_what_waits_in_the_own_projects(world: World) -> None:
    project = world.sign()
    plan(world, project, "started", "2024-12-12")
    (line,) = desk(world, "leader").context["todos"]
    assert (line.todo.title, line.todo.act) == ("填写节点进展", "查看")
    assert line.todo.url == reverse("project_detail", args=[project.pk]) + "?tab=milestones"
    Tenure.objects.filter(user=world.leader).update(unit=world.other_leader_post)
    assert desk(world, "leader").context["todos"] == []


def test_the_verifier_gets_one_line_for_each_paper_but_not_the_own_ones(world: World) -> None:
    claim = world.claim(world.sign("甲"), 100)
    world.register("乙")
    world.register("丙", by=world.verifier)
    world.claim(world.sign("丁"), 50, by=world.verifier)
    todos = [line.todo for line in desk(world, "verifier").context["todos"] if line.todo.title != "月结"]
    assert [(todo.title, todo.about, todo.url) for todo in todos if todo.title.startswith(("确认", "核定"))] == [
        ("确认签约登记", "乙正式合同", "/projects/waiting/"),
        ("核定到位资金申报", "甲　100.00万元", reverse("claim_verify", args=[claim.pk])),
    ]
    other = [line.todo.about for line in desk(world, "second_verifier").context["todos"]]
    assert {"丙正式合同", "丁　50.00万元"} < set(other)


def test_what_came_back_to_me_is_named_with_its_reason(world: World) -> None:
    registration = world.register("甲")
    return_registration(by=world.verifier, registration=registration, reason="缺签字页")
    claim = world.claim(world.sign("乙"), 100)
    return_claim(by=world.verifier, claim=claim, reason="缺发票")
    todos = {line.todo.title: line.todo for line in desk(world, "clerk").context["todos"]}
    assert todos["修改被退回的登记"].url == reverse("registration_edit", args=[registration.pk])
    assert todos["修改被退回的申报"].url == reverse("claim_edit", args=[claim.pk])
    html = desk(world, "clerk").content.decode()
    assert "退回意见：缺签字页" in html
    assert "退回意见：缺发票" in html
    assert desk(world, "other_clerk").context["todos"] == []


def test_papers_that_were_promised_are_due_on_their_day(world: World) -> None:
    project = world.sign()
    line = Line("建筑安装工程", date(2024, 12, 10), Decimal(100), evidence_due_on=date(2024, 12, 18))
    claim = submit_claim(by=world.clerk, project=project, lines=[line])
    (found,) = [line for line in desk(world, "clerk").context["todos"] if line.todo.title == "补交佐证"]
    assert (found.light, found.words) == ("yellow", "还剩2个工作日")
    assert found.todo.url == reverse("claim_evidence", args=[claim.pk])


def test_tickets_wait_for_the_officer_then_for_the_unit_then_for_the_call(world: World) -> None:
    ticket = world.ticket()
    assert [title for *_, title in lines(world, "agent")] == ["受理企业诉求"]
    accept_ticket(by=world.agent, ticket=ticket)
    assert [title for *_, title in lines(world, "agent")] == ["交办企业诉求"]
    ticket = assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    assert lines(world, "agent") == []
    (line,) = desk(world, "clerk").context["todos"]
    assert (line.todo.title, line.day, line.todo.url) == (
        "办理企业诉求", ticket.deadline_on, reverse("ticket_step", args=[ticket.pk, "done"]),
    )  # fmt: skip
    report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="已协调续贷")
    assert lines(world, "clerk") == []
    assert [title for *_, title in lines(world, "agent")] == ["回访企业"]


def test_an_overdue_ticket_shows_for_the_unit_the_officer_and_the_projects_leader(world: World) -> None:
    project = world.sign()
    with clock.at(datetime(2024, 11, 1, 9, tzinfo=SHANGHAI)):
        ticket = world.ticket(project=project)
        accept_ticket(by=world.agent, ticket=ticket)
        assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.hongbao)
    for who, title in (("other_clerk", "办理企业诉求"), ("agent", "督促超期诉求"), ("leader", "督促超期诉求")):
        (line,) = desk(world, who).context["todos"]
        assert (line.light, line.todo.title) == ("red", title)


def test_the_earliest_open_month_waits_to_be_closed_and_a_reopening_to_be_granted(world: World) -> None:
    def titles(who: str) -> list[tuple[str, str]]:
        return [(line.todo.title, line.todo.about) for line in desk(world, who).context["todos"]]

    assert titles("verifier") == [("月结", "2023年1月")]
    Month.objects.exclude(year=2024, number=12).update(state="closed")
    request_reopening(by=world.verifier, month=world.month(2024, 11), reason="补录")
    assert titles("second_verifier") == [("审批重开申请", "2024年11月")]
    assert titles("verifier") == []
    assert titles("officer") == []


# --- 本月应报 ------------------------------------------------------------------------------------------


def test_a_unit_that_owes_a_report_can_say_nothing_came_in_from_the_desk(world: World) -> None:
    world.sign()
    html = desk(world, "clerk").content.decode()
    month = world.month(2024, 12)
    url = reverse("nil_report", args=[month.pk, world.yongqing.pk])
    assert url in html
    assert "未报，12-31 前" in html
    browser(world.clerk).post(url, {"submission_key": str(uuid4())})
    assert NilReport.objects.count() == 1
    html = desk(world, "clerk").content.decode()
    assert "永清镇零报告" in html
    assert "12-16 已报" in html
    assert url not in html


def test_a_claim_is_the_report_and_its_stamped_sheet_is_asked_for(world: World) -> None:
    world.claim(world.sign(), 100)
    html = desk(world, "clerk").content.decode()
    assert "12-16 已报" in html
    assert reverse("sheet_upload", args=[world.month(2024, 12).pk, world.yongqing.pk]) in html


def test_a_unit_without_a_live_project_has_nothing_to_file(world: World) -> None:
    assert "本单位本月不用填报" in desk(world, "other_clerk").content.decode()


def test_the_bureau_reads_how_many_have_reported(world: World) -> None:
    world.sign("甲")
    world.claim(world.sign("乙", by=world.other_clerk, department=world.hongbao), 100)
    html = desk(world, "officer").content.decode()
    assert "已报1/应报2" in html


# --- The unit's figures -------------------------------------------------------------------------------


def test_the_units_task_is_held_against_its_money_and_the_year(world: World) -> None:
    """1,200 of 2,000万元 = 60 %; 351 ÷ 366 days = 95.90 %: behind by 35.9 points; last year's 800 by the same day makes +50 %."""
    project = world.sign(signed_on="2023-07-08")
    with clock.at(datetime(2023, 12, 12, 9, tzinfo=SHANGHAI)):
        world.arrive(project, 800, "2023-12-10")
    world.arrive(project, 1200)
    world.task(world.yongqing, 2000)
    strip = desk(world, "clerk").context["strip"]
    assert (strip.title, strip.whose) == ("本单位到位资金", "永清镇")
    assert [(item["label"], item["number"], item["note"]) for item in strip.items] == [
        ("年度任务", "0.20", "下达数"),
        ("本年累计到位", "0.12", "同比+0.04，+50.00%"),
        ("完成率", "60.00", "落后序时进度35.9个百分点"),
        ("距年度任务", "0.08", "本月到位0.12亿元"),
    ]
    assert (strip.meter, strip.tick) == (Decimal("60.00"), Decimal("95.90"))
    assert strip.rule == "竖线为序时进度95.90%（351÷366天）"
    assert strip.items[1]["url"] == reverse("figure_rows", args=["arrived"]) + "?on=2024-12-16&unit=YQZ"


def test_each_figure_of_the_unit_opens_its_rows(world: World) -> None:
    world.arrive(world.sign(), 1200)
    world.task(world.yongqing, 2000)
    client = browser(world.clerk)
    for item in desk(world, "clerk").context["strip"].items:
        assert client.get(item["url"]).status_code == 200, item["label"]


def test_without_a_task_nothing_is_a_rate(world: World) -> None:
    strip = desk(world, "clerk").context["strip"]
    assert [(item["number"], item["note"]) for item in (strip.items[0], strip.items[2])] == [
        (None, "任务未下达"),
        (None, "任务未下达"),
    ]


def test_the_countys_eyes_without_a_task_of_their_own_read_the_county(world: World) -> None:
    assert desk(world, "officer").context["strip"].title == "全县到位资金"
    world.task(world.bureau, 1000)
    assert desk(world, "officer").context["strip"].title == "本单位到位资金"


# --- Own projects -------------------------------------------------------------------------------------


def test_followed_and_lately_opened_projects_stand_on_the_desk_while_they_are_in_sight(world: World) -> None:
    first, second = world.sign("甲"), world.sign("乙")
    follow_project(by=world.clerk, project=first)
    client = browser(world.clerk)
    client.get(reverse("project_detail", args=[first.pk]))
    client.get(reverse("project_detail", args=[second.pk]))
    own = client.get("/").context["own"]
    assert [row.name for row in own.followed] == ["甲"]
    assert [row.name for row in own.recent] == ["乙", "甲"]
    type(first).objects.update(department=world.hongbao)
    own = client.get("/").context["own"]
    assert own.followed == own.recent == []


# --- Queries ------------------------------------------------------------------------------------------


def test_the_desk_asks_the_same_number_of_queries_for_any_queue(world: World) -> None:
    world.claim(world.sign(), 100)
    plan(world, world.sign("乙"), "started", "2024-12-10")
    world.ticket()
    world.task(world.bureau, 1000)
    few = statements(world, "verifier")
    for number in range(10):
        world.register(f"项目{number}")
        world.claim(world.sign(f"签约{number}"), 100)
        world.ticket()
    assert statements(world, "verifier") == few <= 19


@pytest.mark.parametrize("who", ["clerk", "agent", "leader", "officer"])
def test_no_role_needs_more_than_nineteen_queries(world: World, who: str) -> None:
    assert statements(world, who) <= 19


def test_nobodys_visits_are_counted_or_ranked(world: World) -> None:
    confirm_signing(by=world.verifier, registration=world.register())
    html = desk(world, "clerk").content.decode()
    for word in ("登录次数", "活跃", "阅读", "排名"):
        assert word not in html
