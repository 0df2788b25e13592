"""汇报数据单: each leader's own figures, projects, tickets and what changed since the last sheet; a batch costs what one costs."""

from typing import Any

import pytest
from django.urls import reverse

from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.reports.actions import SAID, issue_sheet
from projects.reports.models import SheetIssue
from projects.reports.queries.sheet import leaders_for, sheets_of
from projects.services.actions import accept_ticket, assign_ticket
from tests.access.cast import cast_of, send
from tests.pages.browsing import browser, query_count
from tests.world import World


def led(world: World, name: str = "苹果精深加工", leader: Any = None, **more: Any) -> Any:
    return world.sign(name, details={"sector": "agri", "leader": leader or world.leader_post}, **more)


def sheet_of(world: World, leader: Any = None) -> Any:
    return sheets_of([leader or world.leader_post], world.officer)[0]


def test_the_figures_are_those_of_the_leaders_own_board(world: World) -> None:
    world.task(world.leader_post, 5_000)
    world.arrive(led(world), 3_000)
    world.arrive(led(world, "别的领导的", world.other_leader_post), 900)
    own = Board(Scope(world.county, clock.today(), unit=world.leader_post))
    said = {item.figure.slug: item.figure for item in sheet_of(world).said}
    assert list(said) == list(SAID)
    assert {slug: figure.text for slug, figure in said.items()} == {slug: own.figure(slug).text for slug in SAID}
    assert said["arrived"].text == "0.3亿元"
    assert said["task-gap"].text == "0.2亿元"


def test_it_lists_the_leaders_projects_and_the_tickets_that_wait(world: World) -> None:
    project = led(world, amount_wan=20_000)
    led(world, "别的领导的", world.other_leader_post)
    own = assign_ticket(
        by=world.agent, ticket=accept_ticket(by=world.agent, ticket=world.ticket(project=project)), lead_unit=world.yongqing
    )
    world.ticket()  # of no project: nobody's
    sheet = sheet_of(world)
    assert [row.name for row in sheet.projects] == ["苹果精深加工"]
    assert [owed.ticket.pk for owed in sheet.tickets] == [own.pk]
    assert sheet.tickets[0].light is not None
    client = browser(world.officer)
    html = client.get(reverse("leader_sheet", args=[world.leader_post.pk])).content.decode()
    assert f'href="{reverse("ticket", args=[own.pk])}"' in html
    assert len(sheet.changes) == 1
    for change in sheet.changes:
        assert f'href="{change.url}"' in html
        assert client.get(change.url).status_code == 200


def test_the_next_sheet_tells_what_changed_since_the_last(world: World) -> None:
    world.task(world.leader_post, 5_000)
    project = led(world)
    world.arrive(project, 1_000)
    first = sheet_of(world)
    assert first.last is None
    assert [change.text for change in first.changes] == ["苹果精深加工到位1,000.00万元", "苹果精深加工正式合同10,000.00万元"]
    issue_sheet(by=world.officer, leader=world.leader_post)
    again = sheet_of(world)
    assert again.changes == []
    assert [item.was for item in again.said] == [""] * len(SAID)
    with clock.at(clock.now().replace(hour=16)):
        world.arrive(project, 500, "2024-12-12")
        later = sheet_of(world)
    assert [change.text for change in later.changes] == ["苹果精深加工到位500.00万元"]
    was = {item.figure.slug: item.was for item in later.said if item.was}
    assert was["arrived"] == "0.1亿元"
    assert "signed-count" not in was


def test_a_handed_out_sheet_keeps_its_figures_as_said(world: World) -> None:
    world.arrive(led(world), 1_000)
    issue = issue_sheet(by=world.leader, leader=world.leader_post)
    world.arrive(led(world, "第二个"), 700)
    kept = SheetIssue.objects.get(pk=issue.pk).figures
    assert kept["arrived"] == {"over": "1000", "under": None, "text": "0.1亿元", "version": "1"}


def test_who_may_hand_out_and_read_which_sheet(world: World) -> None:
    issue_sheet(by=world.leader, leader=world.leader_post)
    issue_sheet(by=world.officer, leader=world.other_leader_post)
    with pytest.raises(NotAllowed):
        issue_sheet(by=world.clerk, leader=world.leader_post)
    with pytest.raises(Refused, match="按县级领导制作"):
        issue_sheet(by=world.officer, leader=world.yongqing)
    people = cast_of(world)
    assert list(leaders_for(world.officer)) == [world.leader_post, world.other_leader_post]
    assert list(leaders_for(world.inspector)) == []
    world.leader.tenures.update(unit=world.other_leader_post)  # not a 主要领导: the own sheet alone
    other = type(world.leader).objects.get(pk=world.leader.pk)
    assert list(leaders_for(other)) == [world.other_leader_post]
    client = browser(other)
    assert client.get(reverse("leader_sheet", args=[world.leader_post.pk])).status_code == 404
    assert client.get(reverse("leader_sheet", args=[world.other_leader_post.pk])).status_code == 200
    assert browser(people["filing_clerk"]).get(reverse("leader_sheets")).status_code == 403


def test_the_office_prints_all_and_notes_all_as_handed_out(world: World) -> None:
    led(world)
    client = browser(world.officer)
    page = client.get(reverse("leader_sheets_all")).content.decode()
    assert page.count('class="card qs-a4"') == 2
    assert page.index("县委书记招商引资汇报数据单") < page.index("县长招商引资汇报数据单")
    assert "名次" not in page
    answer = send(client, "leader_sheets_issue")
    assert answer.status_code == 302
    assert SheetIssue.objects.count() == 2
    assert "2024-12-16" in client.get(reverse("leader_sheets")).content.decode()


def test_each_line_links_and_the_queries_do_not_grow(world: World) -> None:
    project = led(world)
    world.arrive(project, 1_000)
    client = browser(world.officer)
    one = reverse("leader_sheet", args=[world.leader_post.pk])
    page = client.get(one).content.decode()
    assert f'href="/projects/{project.pk}/"' in page
    assert "/figures/arrived/rows/?on=2024-12-16&amp;unit=LD01" in page
    few = query_count(client, one)
    for number in range(3):
        world.arrive(led(world, f"又一个{number}", world.other_leader_post), 100)
        world.arrive(led(world, f"再一个{number}"), 100)
    assert query_count(client, one) == few <= 30
    assert query_count(client, reverse("leader_sheets_all")) <= few + 1
