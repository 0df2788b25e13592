"""要素保障: the checklist in one click, its owners, its age in working days, its ticket. Monday 2024-12-16 is today."""

from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse

from projects.core import clock
from projects.core.errors import Refused
from projects.elements.actions import set_element, start_elements
from projects.elements.models import ElementStep, ElementTicket, ProjectElement
from projects.elements.queries import age_of, element_calendar, secured
from projects.elements.todo import todos
from projects.reference.choices import ELEMENTS
from projects.services.models import Ticket
from projects.signing.models import Project
from tests.access.cast import send, signed_in
from tests.world import World


def at(day: int, month: int) -> Any:
    return clock.at(datetime(2024, month, day, 10, 0, tzinfo=clock.SHANGHAI))


def started(world: World, name: str = "苹果精深加工") -> Project:
    project = world.sign(name)
    start_elements(by=world.clerk, project=project)
    return project


def element(project: Project, code: str) -> ProjectElement:
    return ProjectElement.objects.get(project=project, element=code)


def change(world: World, row: ProjectElement, state: str, note: str = "", **values: Any) -> ProjectElement:
    kept = {"state": state, "owner": row.owner, "need": row.need, "needed_on": row.needed_on}
    return set_element(by=world.clerk, element=row, values=kept | values, note=note)


def test_one_click_lists_every_element_and_a_second_adds_nothing(world: World) -> None:
    project = started(world)
    rows = ProjectElement.objects.filter(project=project)
    assert [row.element for row in rows.order_by("pk")] == [code for code, _ in ELEMENTS]
    assert {(row.state, row.opened_on, row.owner) for row in rows} == {("waiting", date(2024, 12, 16), None)}
    with pytest.raises(Refused, match="已是完整的"):
        start_elements(by=world.clerk, project=project)


def test_an_element_goes_to_the_unit_that_had_it_last(world: World) -> None:
    first = started(world)
    change(world, element(first, "water"), "working", owner=world.hongbao)
    second = started(world, "乙项目")
    assert element(second, "water").owner == world.hongbao
    assert element(second, "land").owner is None


def test_whoever_secures_must_be_named_and_a_difficulty_explained(world: World) -> None:
    row = element(started(world), "power")
    with pytest.raises(Refused, match="请选择保障单位"):
        change(world, row, "working")
    with pytest.raises(Refused, match="有困难请写明原因"):
        change(world, row, "stuck", owner=world.hongbao)
    row = change(world, row, "stuck", "变电站容量不足", owner=world.hongbao)
    row = change(world, row, "secured")
    with pytest.raises(Refused, match="重新打开请写明原因"):
        change(world, row, "working")
    assert list(ElementStep.objects.filter(item=row).order_by("pk").values_list("state", flat=True)) == [
        "waiting",
        "stuck",
        "secured",
    ]


def test_its_age_is_counted_in_working_days_until_it_is_secured(world: World) -> None:
    with at(27, 9):
        row = element(started(world), "land")
    with at(9, 10):  # Sun 29 Sep works, Mon 30; 1–7 Oct are off but Sat 5, Sun 6; Tue 8, Wed 9: four
        done = change(world, row, "secured", owner=world.hongbao)
    today = clock.today()
    assert (done.over_on, age_of(done, today, element_calendar([done], today))) == (date(2024, 10, 9), 4)


def test_what_is_not_needed_is_counted_nowhere(world: World) -> None:
    project = started(world)
    change(world, element(project, "gas"), "not_needed", "生产不用气")
    change(world, element(project, "water"), "secured", owner=world.hongbao)
    found = secured(ProjectElement.objects.filter(project=project))
    assert (found.needed, found.secured, found.stuck) == (len(ELEMENTS) - 1, 1, 0)


def test_the_owner_is_told_what_is_needed_by_a_day(world: World) -> None:
    row = element(started(world), "power")
    change(world, row, "working", owner=world.hongbao, needed_on=date(2024, 12, 20))
    (todo,) = todos(world.other_clerk)
    assert (todo.title, todo.deadline_on, todo.about) == ("落实要素保障", date(2024, 12, 20), "苹果精深加工　供电")
    assert list(todos(world.clerk)) == []


def test_a_ticket_comes_prefilled_and_stays_with_its_element(world: World) -> None:
    project = started(world)
    row = change(
        world, element(project, "power"), "working", owner=world.hongbao, need="增容2000千瓦", needed_on=date(2024, 12, 20)
    )
    client = signed_in(world.clerk)
    form = client.get(reverse("element_ticket", args=[row.pk])).context["form"]
    typed = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert (typed["enterprise"], typed["category"], typed["title"]) == (project.investor.name, "factor", "苹果精深加工供电")
    assert "增容2000千瓦" in typed["content"]
    assert "2024-12-20" in typed["content"]
    sent = {name: value for name, value in typed.items() if value is not None}
    assert send(client, "element_ticket", row.pk, **sent).status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.project, ElementTicket.objects.get().ticket) == (project, ticket)
    assert ticket.title in client.get(reverse("element", args=[row.pk])).content.decode()


def test_the_service_centre_serves_every_project_without_its_money(world: World) -> None:
    project = started(world)
    client = signed_in(world.agent)
    for name in ("elements_project", "agency_project"):
        html = client.get(reverse(name, args=[project.pk])).content.decode()
        assert project.name in html
        assert "签约额" not in html
        assert f'href="{reverse("project_detail", args=[project.pk])}"' not in html
    assert client.get(reverse("project_detail", args=[project.pk])).status_code == 404
    assert signed_in(world.other_clerk).get(reverse("elements_project", args=[project.pk])).status_code == 404
