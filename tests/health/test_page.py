"""The page 数据体检: who sees which rows, 已核实, and a constant number of queries."""

from decimal import Decimal

import pytest
from django.urls import reverse

from projects.core.errors import NotAllowed, Refused
from projects.funding.models import CheckAnswer
from projects.health.actions import answer_check
from projects.health.queries import CHECKS, examine
from tests.health.test_checks import alike, shares_of_99, tasks_differ, unregistered
from tests.pages.browsing import browser, query_count, submit
from tests.world import World


def open_rows(response) -> dict[str, list[str]]:
    return {group.result.check.code: [row.finding.name for row in group.rows] for group in response.context["groups"]}


def test_the_list_groups_findings_by_check_with_rule_link_and_one_action(world: World) -> None:
    unregistered(world)
    tasks_differ(world)
    response = browser(world.verifier).get(reverse("data_check"))
    assert open_rows(response) == {
        "without_registration": ["小项目"],
        "task_split": ["2024年责任部门任务"],
        "no_base": ["2023年同期"],
    }
    group = response.context["groups"][0]
    project = group.rows[0].finding.page
    assert group.rows[0].url == reverse("project_detail", args=[project])
    assert group.rows[0].action_url == reverse("milestone_new", args=[project])
    text = response.content.decode()
    for words in ("阶段为“已签约”", "登记注册备案", "3项待核实", "请核对 1", "没有发现问题的检查"):
        assert words in text
    assert len(response.context["quiet"]) == len(CHECKS) - 3


def test_a_clerk_sees_the_findings_of_the_own_projects_only(world: World) -> None:
    unregistered(world)
    tasks_differ(world)
    assert open_rows(browser(world.clerk).get(reverse("data_check"))) == {"without_registration": ["小项目"]}
    assert open_rows(browser(world.other_clerk).get(reverse("data_check"))) == {}
    project = examine(world.verifier)[0].open[0].page
    foreign = reverse("data_check_answer", args=["without_registration", f"project:{project}"])
    assert browser(world.other_clerk).get(foreign).status_code == 404


def test_likely_duplicates_are_filtered_in_the_ledger_held_side_by_side_and_let_go_when_answered(world: World) -> None:
    alike(world)
    client = browser(world.verifier)
    ledger = reverse("project_list")
    assert client.get(f"{ledger}?alike=open").context["page"].paginator.count == 2
    finding = next(result for result in examine(world.verifier) if result.check.code == "alike").open[0]
    address = reverse("data_check_answer", args=["alike", finding.target])
    page = client.get(address)
    assert [project.pk for project in page.context["pair"]] == [finding.page, finding.other]
    assert page.content.decode().count(">登记终止</a>") == 2
    assert page.content.decode().count(">冲销正式合同</a>") == 2
    assert submit(client, address, {"reason": "两个厂区，各签合同"}).status_code == 302
    assert client.get(f"{ledger}?alike=open").context["page"].paginator.count == 0


def test_a_verified_finding_is_folded_with_its_sentence(world: World) -> None:
    unregistered(world)
    client, target = browser(world.clerk), examine(world.clerk)[0].open[0].target
    response = submit(client, reverse("data_check_answer", args=["without_registration", target]), {"reason": "执照已办，待上传"})
    assert response.status_code == 302
    page = client.get(reverse("data_check"))
    assert open_rows(page) == {"without_registration": []}
    assert "执照已办，待上传（示例永清填报 2024-12-16）" in page.content.decode()
    assert CheckAnswer.objects.get().answered_by == world.clerk


def test_an_answer_needs_a_sentence_a_right_and_a_finding(world: World) -> None:
    unregistered(world)
    target = examine(world.clerk)[0].open[0].target
    with pytest.raises(Refused, match="请写一句核实说明"):
        answer_check(by=world.clerk, code="without_registration", target=target, reason=" ")
    with pytest.raises(NotAllowed):
        answer_check(by=world.inspector, code="without_registration", target=target, reason="督查")
    with pytest.raises(Refused, match="已不在体检清单中"):
        answer_check(by=world.other_clerk, code="without_registration", target=target, reason="别处的项目")
    with pytest.raises(Refused, match="已不在体检清单中"):
        answer_check(by=world.clerk, code="nothing", target=target, reason="没有这项检查")
    assert CheckAnswer.objects.count() == 0


def test_two_answers_leave_the_last_one(world: World) -> None:
    unregistered(world)
    target = examine(world.clerk)[0].open[0].target
    for reason in ("先说一句", "再说一句"):
        answer_check(by=world.clerk, code="without_registration", target=target, reason=reason)
    assert CheckAnswer.objects.get().reason == "再说一句"


def test_nothing_found_says_so(world: World) -> None:
    assert "全部检查没有发现问题" in browser(world.other_clerk).get(reverse("data_check")).content.decode()


def test_the_page_takes_the_same_number_of_queries_however_many_rows_it_finds(world: World) -> None:
    shares_of_99(world)
    before = query_count(browser(world.verifier), reverse("data_check"))
    for number in range(5):
        project = world.sign(f"第{number}个同名项目", investor_name="同一家（示例）有限公司")
        world.arrive(project, Decimal(number + 1))
    response = browser(world.verifier).get(reverse("data_check"))
    assert len(open_rows(response)["without_registration"]) == 5
    assert query_count(browser(world.verifier), reverse("data_check")) == before <= 30
