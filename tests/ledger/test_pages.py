"""项目台账, 一项目一档, 工作台: who sees what, with which sums, in how many queries."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from projects.core import clock
from projects.funding.actions import return_claim, reverse_arrival
from projects.services.actions import accept_ticket, assign_ticket
from projects.signing.actions import (
    Paper,
    confirm_signing,
    plan_milestone,
    register_paper,
    return_registration,
    set_shares,
    terminate,
)
from tests.pages.browsing import browser, query_count
from tests.world import World, pdf

LIST = "/projects/"


def listing(world: World, query: str = "", who: str = "officer") -> Any:
    response = browser(getattr(world, who)).get(LIST + query)
    assert response.status_code == 200
    return response


def names(response: Any) -> list[str]:
    return [row.name for row in response.context["table"].shown.rows]


def feet(response: Any) -> dict[str, dict[str, Any]]:
    return {words.partition("（")[0]: dict(values) for words, values in response.context["table"].shown.feet}


# --- 项目台账 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["officer", "verifier", "leader", "inspector"])
def test_the_countys_eyes_see_all_projects(world: World, who: str) -> None:
    world.sign("甲")
    world.sign("乙", by=world.other_clerk, department=world.hongbao)
    assert sorted(names(listing(world, who=who))) == ["乙", "甲"]


def test_a_clerk_sees_the_projects_of_the_own_unit(world: World) -> None:
    world.sign("甲")
    world.sign("乙", by=world.other_clerk, department=world.hongbao)
    assert names(listing(world, who="clerk")) == ["甲"]
    assert names(listing(world, who="other_clerk")) == ["乙"]


def test_an_empty_ledger_says_why_and_offers_the_next_step(world: World) -> None:
    assert "还没有签约项目" in listing(world).content.decode()
    assert "还没有您可以查看的签约项目" in listing(world, who="leader").content.decode()
    world.sign()
    assert "当前条件下没有项目" in listing(world, "?q=没有这个").content.decode()


def test_arrived_money_counts_until_today_and_a_reversal_takes_it_back(world: World) -> None:
    project = world.sign(signed_on="2023-07-08", amount_wan=10_000)
    with clock.at(_noon(2023, 12, 20)):
        world.arrive(project, 1000, "2023-12-10")
    world.arrive(project, 500, "2024-12-10")
    wrong = world.arrive(project, 300, "2024-12-11")
    reverse_arrival(by=world.verifier, arrival=wrong, reason="重复申报")
    row = listing(world).context["table"].shown.rows[0]
    assert (row.arrived_year_wan, row.arrived_wan, row.signed_wan) == (Decimal(500), Decimal(1500), Decimal(10_000))
    cells = [str(text) for _, text, _ in next(iter(listing(world).context["table"].lines()))]
    assert cells[5:8] == ["10,000", "500", "15.00"]


def test_an_increase_adds_to_the_amount_but_moves_no_band(world: World) -> None:
    project = world.sign(amount_wan=9_000)
    paper = Paper("补充协议（增资）", date(2024, 10, 8), Decimal(5_000), due_on=date(2024, 12, 30))
    confirm_signing(by=world.verifier, registration=register_paper(by=world.clerk, project=project, paper=paper))
    assert listing(world).context["table"].shown.rows[0].signed_wan == Decimal(14_000)
    assert names(listing(world, "?band=1")) == []


def test_page_totals_and_totals_of_everything_filtered_are_two_rows(world: World) -> None:
    for number in range(22):
        project = world.sign(f"项目{number:02d}", amount_wan=1000)
    world.arrive(project, 250)
    first = feet(listing(world, "?sort=name"))
    assert first["本页合计"]["signed_wan"] == 20_000
    assert first["全部筛选合计"] == {"signed_wan": 22_000, "arrived_year_wan": 250, "arrival_rate": Decimal(250) / Decimal(22_000)}
    assert len(names(listing(world, "?page=2"))) == 2
    assert len(names(listing(world, "?per_page=50"))) == 22


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["丙", "乙", "甲", "丁"]),
        ("?sort=signed_wan", ["丙", "甲", "乙", "丁"]),
        ("?sort=-signed_wan", ["乙", "甲", "丙", "丁"]),
        ("?q=乙", ["乙"]),
        ("?q=丙（示例）", ["丙"]),
        ("?signed_from=20240601&sort=name", ["丙", "乙"]),
        ("?signed_to=2024年6月1日", ["甲"]),
        ("?band=5", ["乙"]),
        ("?sector=green", ["丙"]),
        ("?paper=正式合同&sector=agri", ["乙", "甲"]),
        ("?paper=none", ["丁"]),
        ("?stage=talks", ["丁"]),
        ("?stage=signed&q=甲", ["甲"]),
    ],
)
def test_filters_and_sorting_live_in_the_address(world: World, query: str, found: list[str]) -> None:
    world.sign("甲", amount_wan=20_000, signed_on="2024-03-01")
    world.sign("乙", amount_wan=60_000, signed_on="2024-07-08")
    world.sign("丙", amount_wan=5_000, signed_on="2024-09-08", details={"sector": "green"})
    world.register("丁")
    got = names(listing(world, query))
    assert sorted(got) == sorted(found) if "sort=name" in query else got == found


def test_a_wrong_filter_says_so_and_shows_no_rows(world: World) -> None:
    world.sign()
    html = listing(world, "?signed_from=2025-02-29&q=苹果").content.decode()
    assert "签约时间起：2025年2月没有29日，请核对" in html
    assert 'value="苹果"' in html
    assert 'value="2025-02-29"' in html
    assert "筛选条件有误" in html


def test_days_the_wrong_way_round_are_named(world: World) -> None:
    html = listing(world, "?signed_from=2024-12-16&signed_to=2024-01-01").content.decode()
    assert "签约时间止不能早于签约时间起（2024-12-16）" in html


def test_applied_filters_are_chips_that_can_be_taken_off(world: World) -> None:
    world.sign()
    chips = listing(world, "?q=苹果&band=1&page=3").context["chips"]
    assert [(chip["label"], chip["value"]) for chip in chips] == [("项目名称或投资方", "苹果"), ("规模段", "1亿元以上（含）")]
    assert chips[1]["remove_url"] == "?q=%E8%8B%B9%E6%9E%9C"


def test_the_unit_is_chosen_for_the_browser(world: World) -> None:
    client = browser(world.officer)
    response = client.get(reverse("choose_unit"), {"unit": "亿元", "next": "/projects/?page=2"})
    assert response["Location"] == "/projects/?page=2"
    assert client.cookies["qs_unit"].value == "%E4%BA%BF%E5%85%83"


def test_the_header_names_the_unit_that_was_chosen(world: World) -> None:
    world.sign(amount_wan=12_345)
    client = browser(world.officer)
    client.get(reverse("choose_unit"), {"unit": "亿元"})
    html = client.get(LIST).content.decode()
    assert "签约额（亿元）" in html
    assert ">1.23<" in html


@pytest.mark.parametrize("query", [{"unit": "镑"}, {"unit": "元", "next": "https://evil.example/"}, {}])
def test_choosing_a_unit_never_leads_off_the_site(world: World, query: dict[str, str]) -> None:
    assert browser(world.officer).get(reverse("choose_unit"), query)["Location"] == "/"


def test_the_ledger_asks_the_same_number_of_queries_for_10_and_40_rows(world: World) -> None:
    for number in range(10):
        world.sign(f"项目{number}")
    few = query_count(browser(world.officer), f"{LIST}?per_page=50")
    for number in range(10, 40):
        world.register(f"项目{number}")
    assert query_count(browser(world.officer), f"{LIST}?per_page=50") == few <= 12


# --- 一项目一档 ---------------------------------------------------------------------------------------


def project_page(world: World, project: Any, who: str = "officer", query: str = "") -> Any:
    return browser(getattr(world, who)).get(reverse("project_detail", args=[project.pk]) + query)


def test_out_of_sight_is_404(world: World) -> None:
    project = world.sign()
    assert project_page(world, project, "other_clerk").status_code == 404
    assert project_page(world, project, "leader").status_code == 200


def test_buttons_follow_the_rights(world: World) -> None:
    project = world.sign()

    def labels(who: str) -> list[str]:
        return [button["label"] for button in project_page(world, project, who).context["buttons"]]

    assert labels("clerk") == ["登记增资/正式合同", "提诉求", "登记节点", "申报到位"]
    assert labels("verifier") == ["登记终止", "登记增资/正式合同", "提诉求", "登记节点", "申报到位"]
    assert labels("leader") == []
    project = world.register("未确认").project
    assert labels("clerk") == ["登记增资/正式合同", "提诉求"]
    project = world.sign("另一个")
    assert [button["url"] for button in project_page(world, project, "clerk").context["buttons"]][
        -1
    ] == f"/claims/new/?project={project.pk}"


def test_the_page_tells_the_whole_story(world: World) -> None:
    project = world.sign(file=pdf("投资合同书.pdf"), amount_wan=20_000)
    world.arrive(project, 5_000)
    world.milestone(project, "started", "2024-10-31", source="施工许可证", note="一号窑炉")
    plan_milestone(by=world.clerk, project=project, kind="producing", happened_on=date(2025, 6, 30))
    world.ticket(project=project)
    html = project_page(world, project).content.decode()
    for words in (
        "苹果精深加工（示例）有限公司", "县委书记", "投资合同书.pdf", "施工许可证", "一号窑炉", "计划 2025-06-30", "5,000.00", "25.00",
        "银行进账单", "流动资金贷款续贷困难", "登记签约", "确认签约", "核定到位资金", "农特产品精深加工专班 100%",
    ):  # fmt: skip
        assert words in html, words


def test_stages_are_derived_from_dates(world: World) -> None:
    project = world.sign()
    world.milestone(project, "started", "2024-10-31")
    stages = project_page(world, project).context["dossier"].stages
    assert [(stage["label"], stage["state"]) for stage in stages] == [
        ("在谈", "done"), ("已签约", "done"), ("前期", "done"), ("在建", "now"), ("投产", "todo"), ("达产", "todo"),
    ]  # fmt: skip
    assert [stage["note"] for stage in stages][:4] == ["", "2024-07-08", "", "2024-10-31"]


def test_a_terminated_projects_strip_ends_with_its_date(world: World) -> None:
    project = world.sign()
    terminate(by=world.verifier, project=project, happened_on=date(2024, 12, 1), reason="投资方放弃")
    stages = project_page(world, project).context["dossier"].stages
    assert [(stage["label"], stage["state"], stage["note"]) for stage in stages] == [
        ("在谈", "done", ""), ("已签约", "done", "2024-07-08"), ("终止", "ended", "2024-12-01"),
    ]  # fmt: skip


def test_shares_of_several_units_are_shown_in_percent(world: World) -> None:
    project = world.sign()
    parts = [(world.yongqing, Decimal(60)), (world.hongbao, Decimal(30))]
    set_shares(by=world.officer, project=project, dimension="department", parts=parts, starts_on=date(2024, 7, 8))
    credit = project_page(world, project).context["dossier"].credit
    assert credit[2]["holders"] == [
        {"name": "永清镇", "percent": "60"}, {"name": "红堡镇", "percent": "30"}, {"name": "未明确", "percent": "10"},
    ]  # fmt: skip


def test_a_project_without_a_contract_has_no_rate(world: World) -> None:
    project = world.register().project
    money = {item["label"]: item for item in project_page(world, project).context["dossier"].money}
    assert money["签约额"]["number"] is None
    assert money["资金到位率"]["number"] == "—"


@pytest.mark.parametrize(("group", "icons"), [("money", {"cash-stack"}), ("milestones", {"pen", "flag"}), ("tickets", {"headset"})])
def test_the_timeline_can_be_narrowed(world: World, group: str, icons: set[str]) -> None:
    project = world.sign()
    world.arrive(project, 100)
    world.milestone(project, "started", "2024-10-31")
    world.ticket(project=project)
    timeline = project_page(world, project, query=f"?timeline={group}").context["dossier"].timeline
    assert {item["icon"] for item in timeline} == icons


def test_a_returned_registration_shows_its_reason_and_a_way_to_correct_it(world: World) -> None:
    registration = world.register()
    return_registration(by=world.verifier, registration=registration, reason="缺签字页")
    clerk = project_page(world, registration.project, "clerk").content.decode()
    assert "已退回：缺签字页" in clerk
    assert reverse("registration_edit", args=[registration.pk]) in clerk
    assert (
        reverse("registration_edit", args=[registration.pk])
        not in project_page(world, registration.project, "leader").content.decode()
    )


def test_the_project_page_asks_the_same_number_of_queries_for_any_story(world: World) -> None:
    project = world.sign()
    world.arrive(project, 100)
    world.ticket(project=project)
    url = reverse("project_detail", args=[project.pk])
    few = query_count(browser(world.officer), url)
    for _ in range(5):
        world.arrive(project, 100)
        world.ticket(project=project)
    assert query_count(browser(world.officer), url) == few <= 25


# --- 工作台 -------------------------------------------------------------------------------------------


def desk(world: World, who: str) -> Any:
    response = browser(getattr(world, who)).get("/")
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("clerk", ["申报到位", "登记签约", "提诉求"]),
        ("verifier", ["申报到位", "登记签约", "提诉求", "核定"]),
        ("agent", ["提诉求"]),
        ("leader", []),
    ],
)
def test_big_buttons_follow_the_rights(world: World, who: str, labels: list[str]) -> None:
    assert [entry["label"] for entry in desk(world, who).context["entries"]] == labels


@pytest.mark.parametrize("who", ["clerk", "verifier", "agent", "leader"])
def test_nothing_to_do_says_so(world: World, who: str) -> None:
    assert "今日无待办" in desk(world, who).content.decode()


def test_the_verifiers_queues_are_counted_and_linked(world: World) -> None:
    world.claim(world.sign("甲"), 100)
    world.register("乙")
    world.register("丙")
    todos = [(todo.title, todo.count, todo.url) for todo in desk(world, "verifier").context["todos"]]
    assert todos == [("确认签约登记", 2, "/projects/waiting/"), ("核定到位资金申报", 1, "/claims/verify/")]


def test_what_came_back_to_me_is_named_with_its_reason(world: World) -> None:
    registration = world.register("甲")
    return_registration(by=world.verifier, registration=registration, reason="缺签字页")
    claim = world.claim(world.sign("乙"), 100)
    return_claim(by=world.verifier, claim=claim, reason="缺发票")
    todos = desk(world, "clerk").context["todos"]
    assert [(todo.title, todo.url) for todo in todos] == [
        ("修改被退回的登记", reverse("registration_edit", args=[registration.pk])),
        ("修改被退回的申报", reverse("claim_edit", args=[claim.pk])),
    ]
    assert "退回意见：缺签字页" in todos[0].note
    assert desk(world, "other_clerk").context["todos"] == []


def test_tickets_that_my_unit_leads_are_counted(world: World) -> None:
    ticket = world.ticket()
    accept_ticket(by=world.agent, ticket=ticket)
    assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    assert [(todo.title, todo.count) for todo in desk(world, "clerk").context["todos"]] == [("办理企业诉求", 1)]


def test_the_desk_asks_the_same_number_of_queries_for_any_queue(world: World) -> None:
    world.register()
    few = query_count(browser(world.verifier), "/")
    for number in range(10):
        world.register(f"项目{number}")
    assert query_count(browser(world.verifier), "/") == few <= 12


# --- 金额回显 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("3亿", "30,000.00万元 = 3.00亿元 = 叁亿元整"),
        ("5585", "5,585.00万元 = 0.56亿元 = 伍仟伍佰捌拾伍万元整"),
        ("x", ""),
        ("", ""),
        ("\x00", ""),
        ("9" * 500, ""),
    ],
)
def test_an_amount_is_read_back_and_nonsense_is_passed_over(world: World, typed: str, text: str) -> None:
    assert browser(world.clerk).get(reverse("amount_echo"), {"q": typed}).json() == {"text": text}


def _noon(year: int, month: int, day: int) -> Any:
    return clock.now().replace(year=year, month=month, day=day)
