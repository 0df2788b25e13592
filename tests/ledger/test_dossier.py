"""一项目一档: what its strips, tabs, story and history say; 关注, the text to copy, the sheet of paper; how many queries."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.core.clock import SHANGHAI
from projects.core.errors import Refused
from projects.funding.actions import Cut, Verdict, return_claim, reverse_arrival
from projects.funding.actions.departments import change_department
from projects.organisations.models import Tenure
from projects.services.actions import accept_ticket, assign_ticket
from projects.signing.actions import (
    edit_project,
    follow_project,
    plan_milestone,
    return_registration,
    set_shares,
    terminate,
    unfollow_project,
)
from projects.signing.models import Follow
from projects.supervision.actions import order_matter
from projects.supervision.actions.ordering import Target
from projects.supervision.models import Matter
from projects.visits.actions import record_visit, reverse_visit
from projects.visits.models import Visit
from tests.pages.browsing import browser, said, submit
from tests.world import World, pdf

TABS = ("", "?tab=money", "?tab=milestones", "?tab=credit", "?tab=tickets", "?tab=facts", "?tab=changes")


def project_page(world: World, project: Any, who: str = "officer", query: str = "") -> Any:
    return browser(getattr(world, who)).get(reverse("project_detail", args=[project.pk]) + query)


def html_of(world: World, project: Any, query: str = "", who: str = "officer") -> str:
    response = project_page(world, project, who, query)
    assert response.status_code == 200
    return str(response.content.decode())


def dossier_of(world: World, project: Any, query: str = "", who: str = "officer") -> Any:
    return project_page(world, project, who, query).context["dossier"]


def in_2023(month: int, day: int) -> Any:
    return clock.at(datetime(2023, month, day, 9, tzinfo=SHANGHAI))


# --- Sight and buttons --------------------------------------------------------------------------------


@pytest.mark.parametrize("query", TABS)
def test_out_of_sight_is_404_on_every_tab(world: World, query: str) -> None:
    project = world.sign()
    assert project_page(world, project, "other_clerk", query).status_code == 404
    assert project_page(world, project, "leader", query).status_code == 200


def test_an_unknown_tab_opens_the_first_one(world: World) -> None:
    assert project_page(world, world.sign(), query="?tab=nonsense").context["tab"] == ""


def test_buttons_follow_the_rights(world: World) -> None:
    project = world.sign()

    def labels(who: str) -> list[str]:
        return [button["label"] for button in project_page(world, project, who).context["buttons"]]

    assert labels("clerk") == ["修改资料", "登记增资/正式合同", "提诉求", "登记节点", "排定计划", "申报到位"]
    assert labels("verifier") == [
        "催办",
        "督办",
        "修改资料",
        "登记终止",
        "登记增资/正式合同",
        "提诉求",
        "登记节点",
        "排定计划",
        "申报到位",
    ]
    assert labels("leader") == ["催办", "批示"]
    project = world.register("未确认").project
    assert labels("clerk") == ["修改资料", "登记增资/正式合同", "提诉求"]
    project = world.sign("另一个")
    last = project_page(world, project, "clerk").context["buttons"][-1]
    assert last["url"] == f"/claims/new/?project={project.pk}"


def test_key_persons_can_be_called(world: World) -> None:
    project = world.sign()
    edit_project(by=world.clerk, project=project, person_in_charge="示例管家", person_phone="0938-0000001")
    assert '<a href="tel:0938-0000001">' in html_of(world, project)


# --- Stages, next step, milestones --------------------------------------------------------------------


def test_stages_are_derived_from_dates(world: World) -> None:
    project = world.sign()
    world.milestone(project, "started", "2024-10-31")
    plan_milestone(by=world.clerk, project=project, kind="producing", happened_on=date(2025, 6, 30))
    stages = dossier_of(world, project).stages
    assert [(stage["label"], stage["state"], stage["note"]) for stage in stages] == [
        ("在谈", "done", ""), ("已签约", "done", "2024-07-08"), ("前期", "done", ""), ("在建", "now", "2024-10-31"),
        ("投产", "todo", "计划 2025-06-30"), ("达产", "todo", ""),
    ]  # fmt: skip


def test_a_terminated_projects_strip_ends_with_its_date(world: World) -> None:
    project = world.sign()
    plan_milestone(by=world.clerk, project=project, kind="started", happened_on=date(2024, 10, 1))
    terminate(by=world.verifier, project=project, happened_on=date(2024, 12, 1), reason="投资方放弃")
    dossier = dossier_of(world, project)
    assert [(stage["label"], stage["state"], stage["note"]) for stage in dossier.stages] == [
        ("在谈", "done", ""), ("已签约", "done", "2024-07-08"), ("终止", "ended", "2024-12-01"),
    ]  # fmt: skip
    assert dossier.next_step.words == "项目已终止"
    assert [line.light for line in dossier.milestones] == [None] * 6


@pytest.mark.parametrize(
    ("day", "state", "words", "is_red"),
    [
        ("2024-12-12", "red", "超期2个工作日", True),
        ("2024-12-16", "yellow", "今天到期", False),
        ("2024-12-20", "blue", "还剩4个工作日", False),
        ("2024-12-31", "ok", "还剩11个工作日", False),
    ],
)
def test_the_next_step_and_its_date_are_on_every_tab_and_red_only_when_overdue(
    world: World, day: str, state: str, words: str, is_red: bool
) -> None:
    project = world.sign()
    plan_milestone(by=world.clerk, project=project, kind="started", happened_on=date.fromisoformat(day))
    for query in TABS:
        html = html_of(world, project, query)
        assert "下一步：开工" in html, query
        assert f"计划 {day}" in html
        assert words in html
        assert ("qs-next is-red" in html) is is_red
    assert dossier_of(world, project).next_step.light.state == state


def test_without_a_plan_the_next_step_says_that_no_date_is_set(world: World) -> None:
    project = world.sign()
    assert dossier_of(world, project).next_step.words == "注册备案，尚未排定计划时间"
    world.milestone(project, "started", "2024-10-31")
    assert dossier_of(world, project).next_step.words == "完成投资，尚未排定计划时间"
    assert dossier_of(world, world.register("乙").project).next_step.words == "签订正式合同并确认，尚未排定时间"


def test_a_milestone_that_came_late_stays_yellow_with_its_days(world: World) -> None:
    project = world.sign()
    plan_milestone(by=world.clerk, project=project, kind="registered", happened_on=date(2024, 10, 31))
    plan_milestone(by=world.clerk, project=project, kind="started", happened_on=date(2024, 10, 31))
    world.milestone(project, "registered", "2024-10-30")
    world.milestone(project, "started", "2024-11-10", note="一号窑炉")
    lines = {line.label: line.light for line in dossier_of(world, project).milestones}
    assert (lines["注册备案"].state, lines["注册备案"].text) == ("ok", "按期")
    assert (lines["开工"].state, lines["开工"].text) == ("yellow", "晚10天")
    html = html_of(world, project, "?tab=milestones")
    assert "施工许可证" in html
    assert "一号窑炉" in html


# --- Money --------------------------------------------------------------------------------------------


def test_the_money_strip_and_the_years_add_up(world: World) -> None:
    """20,000 signed; 6,200 in 2023 (1,200 of it after 16 December) and 3,200 in 2024: 9,400 = 47 %; 3,200 ÷ 5,000 − 1 = −36 %."""
    project = world.sign(signed_on="2023-07-08", amount_wan=20_000)
    with in_2023(12, 30):
        world.arrive(project, 5000, "2023-11-10")
        world.arrive(project, 1200, "2023-12-20")
    world.arrive(project, 3200)
    dossier = dossier_of(world, project)
    assert [(item["label"], item["number"], item.get("note", "")) for item in dossier.money] == [
        ("总投资", None, ""),
        ("签约额", "20,000.00", "1亿元以上（含）"),
        ("本年累计到位", "3,200.00", "上年同期5,000.00，−36.00%"),
        ("签约以来累计到位", "9,400.00", "3笔，均已核定"),
        ("资金到位率", "47.00", ""),
        ("距签约额", "10,600.00", ""),
    ]
    assert [(line.year, line.arrived_wan, line.total_wan, line.rate) for line in dossier.years.lines] == [
        (2024, Decimal(3200), Decimal(9400), Decimal("0.47")),
        (2023, Decimal(6200), Decimal(6200), Decimal("0.31")),
    ]


def test_a_project_without_a_contract_has_no_rate(world: World) -> None:
    money = {item["label"]: item for item in dossier_of(world, world.register().project).money}
    assert money["签约额"]["number"] is None
    assert money["资金到位率"]["number"] == "—"
    assert money["本年累计到位"]["number"] is None


def test_claim_cut_arrival_and_reversal_are_one_story(world: World) -> None:
    project = world.sign()
    claim = world.claim(project, 3400, "2024-12-05")
    world.verify(claim, {1: Verdict(Decimal(3100), [Cut("evidence", Decimal(300), "重复发票")])})
    wrong = world.arrive(project, 500, "2024-12-10")
    reverse_arrival(by=world.verifier, arrival=wrong, reason="重复申报")
    returned = world.claim(project, 700, "2024-12-11")
    return_claim(by=world.verifier, claim=returned, reason="缺发票")
    story = dossier_of(world, project, "?tab=money").money_story
    assert [(row.title, row.state, row.claimed_wan, row.counted_wan, row.note) for row in story] == [
        ("申报", "已退回", 700, None, "退回意见：缺发票"),
        ("冲销", "", None, -500, "冲销2024-12-10的500.00万元；原因：重复申报"),
        ("到位资金入账", "已冲销", 500, 500, ""),
        ("到位资金入账", "", 3400, 3100, "申报3,400.00万元，核减300.00万元；核减说明：重复发票"),
    ]
    html = html_of(world, project, "?tab=money")
    assert "3,100.00" in html
    assert html.count(">银行进账单</a>") == 3
    assert dossier_of(world, project).years.rows == 1


# --- Shares, tickets ----------------------------------------------------------------------------------


def test_shares_of_several_units_are_shown_in_percent(world: World) -> None:
    project = world.sign()
    parts = [(world.yongqing, Decimal(60)), (world.hongbao, Decimal(30))]
    set_shares(by=world.officer, project=project, dimension="department", parts=parts, starts_on=date(2024, 7, 8))
    assert dossier_of(world, project).credit[2]["holders"] == [
        {"name": "永清镇", "percent": "60"}, {"name": "红堡镇", "percent": "30"}, {"name": "未明确", "percent": "10"},
    ]  # fmt: skip


def test_a_ticket_is_raised_in_place_with_its_project(world: World) -> None:
    project = world.sign()
    assert f"{reverse('ticket_new')}?project={project.pk}" in html_of(world, project, "?tab=tickets")


def test_a_ticket_out_of_sight_is_on_no_tab_and_not_in_the_story(world: World) -> None:
    project = world.sign()
    world.ticket(project=project, title="涉密的诉求标题")
    for query in (*TABS, "?timeline=tickets"):
        assert "涉密的诉求标题" not in html_of(world, project, query, "clerk"), query
    assert "涉密的诉求标题" in html_of(world, project, "", "officer")
    assert "涉密的诉求标题" in html_of(world, project, "?tab=changes", "officer")


# --- Story --------------------------------------------------------------------------------------------


def test_the_story_mixes_money_stages_tickets_and_edits_newest_first(world: World) -> None:
    project = world.sign()
    world.arrive(project, 5000)
    world.milestone(project, "started", "2024-10-31")
    plan_milestone(by=world.clerk, project=project, kind="producing", happened_on=date(2025, 3, 31))
    plan_milestone(by=world.clerk, project=project, kind="producing", happened_on=date(2025, 6, 30), reason="设备晚到")
    ticket = world.ticket(project=project)
    accept_ticket(by=world.agent, ticket=ticket)
    edit_project(by=world.clerk, project=project, place="永清镇李崖村")
    story = dossier_of(world, project).timeline
    told = {event.title: event.text for event in story}
    assert told["调整节点计划"] == "投产时间（计划）2025-03-31 → 2025-06-30；设备晚到"
    assert told["到位资金入账"] == "5,000.00万元，建筑安装工程，佐证1份"
    assert told["签约"] == "正式合同，10,000.00万元"
    assert {"企业诉求受理", "节点完成：开工", "修改项目资料", "申报到位资金", "登记签约"} <= set(told)
    days = [event.day for event in story]
    assert days == sorted(days, reverse=True)
    assert story[-1].title == "签约"


def visited_and_chased(world: World, project: Any) -> None:
    record_visit(
        by=world.clerk,
        enterprise=project.investor,
        visited_on=date(2024, 12, 2),
        visit_reason="routine",
        found="用电负荷不足",
        leader=world.leader_post,
        project=project,
    )
    order_matter(
        by=world.inspector,
        kind="supervise",
        units=[world.yongqing],
        title=f"催报进度{Matter.objects.count()}",
        text="请报进度",
        target=Target(project=project),
    )


def test_the_story_tells_visits_and_orders_to_those_who_may_see_them(world: World) -> None:
    project = world.sign()
    visited_and_chased(world, project)
    told = {event.title: event for event in dossier_of(world, project).timeline}
    visit = told[f"{world.leader_post}走访"]
    assert (visit.text, visit.on, visit.url) == ("用电负荷不足", "2024-12-02", reverse("visit", args=[Visit.objects.get().pk]))
    order = told["督办：下达"]
    assert order.text.startswith("催报进度0")
    assert order.url == reverse("matter", args=[Matter.objects.get().pk])
    reverse_visit(by=world.clerk, visit=Visit.objects.get(), reason="记错企业")
    assert f"{world.leader_post}走访" not in {event.title for event in dossier_of(world, project).timeline}


@pytest.mark.parametrize(
    ("group", "icons"),
    [
        ("money", {"cash-stack"}),
        ("milestones", {"pen", "flag"}),
        ("tickets", {"headset"}),
        ("visits", {"people"}),
        ("matters", {"megaphone"}),
    ],
)
def test_the_story_can_be_narrowed(world: World, group: str, icons: set[str]) -> None:
    project = world.sign()
    world.arrive(project, 100)
    world.milestone(project, "started", "2024-10-31")
    world.ticket(project=project)
    visited_and_chased(world, project)
    assert {event.icon for event in dossier_of(world, project, f"?timeline={group}").timeline} == icons


def test_an_empty_part_says_so(world: World) -> None:
    project = world.register().project
    assert "还没有到位资金的申报和入账" in html_of(world, project, "?tab=money")
    assert "没有您可以查看的企业诉求" in html_of(world, project, "?tab=tickets")
    assert "这一类还没有动态" in html_of(world, project, "?timeline=money")


# --- History ------------------------------------------------------------------------------------------


def fields_of(world: World, project: Any, who: str = "officer") -> list[tuple[str, str, str]]:
    changes = dossier_of(world, project, "?tab=changes", who).changes
    return [(field.label, field.before, field.after) for change in changes for field in change.fields]


def test_history_says_units_codes_and_amounts_in_words(world: World) -> None:
    project = world.sign()
    edit_project(
        by=world.clerk, project=project, sector="green", total_investment_wan=Decimal(24_000), place="李崖村", reason="核实"
    )
    project.refresh_from_db()
    change_department(by=world.officer, project=project, department=world.hongbao, reason="机构调整")
    changes = dossier_of(world, project, "?tab=changes").changes
    found = fields_of(world, project)
    assert ("责任部门", "永清镇", "红堡镇") in found
    assert ("总投资", "未填写", "24,000.00万元") in found
    assert ("建设地点", "未填写", "李崖村") in found
    assert any(label == "所属领域" and after == "节能环保" for label, _, after in found), found
    assert ("状态", "待确认", "已确认") in found
    latest = changes[0]
    assert (latest.who, latest.act, latest.reason) == ("示例经办", "调整责任部门", "机构调整")
    html = html_of(world, project, "?tab=changes")
    for inner in ("pinyin", "version", "None", "hongbao", "submitted"):
        assert inner not in html.split('id="changes"')[1].split("</section>")[0], inner


def test_history_keeps_who_returned_what(world: World) -> None:
    registration = world.register()
    return_registration(by=world.verifier, registration=registration, reason="缺签字页")
    found = fields_of(world, registration.project)
    assert {("状态", "待确认", "已退回"), ("退回意见", "未填写", "缺签字页")} <= set(found)
    facts = html_of(world, registration.project, "?tab=facts", "clerk")
    assert "已退回：缺签字页" in facts
    assert reverse("registration_edit", args=[registration.pk]) in facts
    assert reverse("registration_edit", args=[registration.pk]) not in html_of(world, registration.project, "?tab=facts", "leader")


def test_history_is_taken_out_as_a_workbook_with_the_words_of_the_page(world: World) -> None:
    project = world.sign()
    edit_project(by=world.clerk, project=project, place="李崖村", note="=1+1", reason="核实")
    address = reverse("project_changes_file", args=[project.pk])
    assert address in html_of(world, project, "?tab=changes")
    sheet = openpyxl.load_workbook(BytesIO(browser(world.officer).get(address).content)).active
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    assert rows[2] == ("时间", "操作人", "操作", "对象", "栏目", "改动前", "改动后", "原因")
    told = {row[1:] for row in rows[3:]}
    assert ("示例永清填报", "修改项目资料", "修改项目资料", "建设地点", "未填写", "李崖村", "核实") in told
    assert ("示例永清填报", "修改项目资料", "修改项目资料", "备注", "未填写", "=1+1", "核实") in told
    assert len(rows[3:]) == sum(max(1, len(change.fields)) for change in dossier_of(world, project, "?tab=changes").changes)
    assert Entry.objects.get(verb="export").details == {"list": "变更记录", "project": project.code}
    assert browser(world.other_clerk).get(address).status_code == 404


# --- 关注, text, sheet --------------------------------------------------------------------------------


def test_following_is_one_button_and_leaves_its_entries(world: World) -> None:
    project = world.sign()
    client = browser(world.clerk)
    url = reverse("project_detail", args=[project.pk])
    assert ">关注</button>" in client.get(url).content.decode()
    for _ in range(2):
        submit(client, reverse("project_follow", args=[project.pk]), {})
    assert Follow.objects.filter(user=world.clerk, project=project).count() == 1
    page = client.get(url)
    assert "取消关注" in page.content.decode()
    assert "关注项目" not in {event.title for event in page.context["dossier"].timeline}
    submit(client, reverse("project_unfollow", args=[project.pk]), {})
    assert Follow.objects.count() == 0
    assert list(Entry.objects.filter(verb__endswith="follow_project").order_by("id").values_list("verb", flat=True)) == [
        "follow_project", "follow_project", "unfollow_project",
    ]  # fmt: skip


def test_what_is_out_of_sight_cannot_be_followed(world: World) -> None:
    project = world.sign()
    assert submit(browser(world.other_clerk), reverse("project_follow", args=[project.pk]), {}).status_code == 404
    for act in (follow_project, unfollow_project):
        with pytest.raises(Refused):
            act(by=world.other_clerk, project=project)


def test_the_text_to_copy_says_the_project_in_sentences(world: World) -> None:
    project = world.sign(signed_on="2023-07-08", amount_wan=20_000)
    with in_2023(12, 12):
        world.arrive(project, 5000, "2023-11-10")
    world.arrive(project, 4000)
    plan_milestone(by=world.clerk, project=project, kind="started", happened_on=date(2024, 12, 12))
    ticket = world.ticket(project=project)
    accept_ticket(by=world.agent, ticket=ticket)
    assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    lines = dossier_of(world, project).brief.splitlines()
    assert lines == [
        f"【苹果精深加工】（{project.code}）",
        "投资方：苹果精深加工（示例）有限公司（省外）；责任部门永清镇；包抓领导县委书记。",
        "项目阶段：已签约。",
        "签约额2亿元（2023-07-08签约），签约以来累计到位0.9亿元，到位率45%；2024年到位0.4亿元，同比下降20%。",
        "下一步：开工，计划2024-12-12，超期2个工作日。",
        "未办结诉求1件：流动资金贷款续贷困难。",
        "（截至2024年12月16日）",
    ]
    html = html_of(world, project)
    assert 'data-copy-text="brief-text"' in html
    assert "签约额2亿元" in html


def test_the_sheet_of_paper_holds_the_essentials_and_is_404_out_of_sight(world: World) -> None:
    project = world.sign(file=pdf("投资合同书.pdf"), amount_wan=20_000)
    world.arrive(project, 5_000)
    url = reverse("project_sheet", args=[project.pk])
    html = browser(world.leader).get(url).content.decode()
    for words in ("苹果精深加工", "签约以来累计到位", "25.00", "下一步", "农特产品精深加工专班", "近期动态"):
        assert words in html, words
    assert browser(world.other_clerk).get(url).status_code == 404


# --- Queries ------------------------------------------------------------------------------------------


def statements(client: Any, url: str) -> int:
    """Of the second visit; not the session's savepoint, nor the demonstration's date, looked up every 5 s."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return sum(not {"SAVEPOINT", "'demo_date'"} & set(query["sql"].split()) for query in queries)


@pytest.mark.parametrize("tab", [*TABS, "sheet/"])
def test_a_long_story_asks_no_more_than_a_short_one(world: World, tab: str) -> None:
    project = world.sign()
    url = reverse("project_detail", args=[project.pk]) + tab

    def more() -> None:
        world.arrive(project, 100)
        visited_and_chased(world, project)
        ticket = world.ticket(project=project)
        accept_ticket(by=world.agent, ticket=ticket)
        assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
        project.refresh_from_db()
        later = date(2024, 12, 12) + timedelta(days=project.version)
        plan_milestone(by=world.clerk, project=project, kind="started", happened_on=later, reason="再排")
        edit_project(by=world.clerk, project=project, place=f"地点{project.version}")

    more()
    few = statements(browser(world.officer), url)
    for _ in range(5):
        more()
    assert statements(browser(world.officer), url) == few <= 30


def test_a_person_whose_post_ended_sees_nothing(world: World) -> None:
    project = world.sign()
    Tenure.objects.filter(user=world.clerk).update(ends_on=date(2024, 12, 1))
    response = project_page(world, project, "clerk")
    assert response.status_code == 403
    assert said(response) == []
