"""企业诉求: raising one in five fields, its steps, its working days, and who may see and press what."""

import uuid
from datetime import date, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from projects.administration.actions.lists import days_of
from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.enterprises.actions import find_or_add_enterprise
from projects.enterprises.models import Enterprise
from projects.organisations.models import User
from projects.reference.models import Setting, Workday
from projects.services.actions import accept_ticket, assign_ticket, reopen_ticket, report_ticket_done
from projects.services.flow import STATES, STEPS
from projects.services.forms import STEP_PAGES
from projects.services.models import Step, Ticket
from projects.services.queries import Light, calendar_of, light_of
from projects.services.todo import todos
from tests.funding.test_claim_pages import signed_in
from tests.world import World


def raised(**changes: Any) -> dict[str, Any]:
    values = {
        "submission_key": str(uuid.uuid4()),
        "enterprise": "果香(示例)食品有限公司",
        "category": "finance",
        "source": "visit",
        "title": "续贷困难",
        "content": "贷款月底到期。",
    }
    return values | changes


def step(world: World, ticket: Ticket, kind: str, person: User | None = None, **values: Any) -> Any:
    ticket.refresh_from_db()
    data = {"submission_key": str(uuid.uuid4()), "version": ticket.version} | values
    return signed_in(person or world.agent).post(f"/tickets/{ticket.pk}/{kind}/", data)


def buttons(ticket: Ticket, person: User) -> list[str]:
    page = signed_in(person).get(f"/tickets/{ticket.pk}/")
    return [button.button for button in page.context["buttons"]]


# --- Raising --------------------------------------------------------------------------------------------


def test_five_fields_raise_a_ticket_and_register_a_new_enterprise(world: World) -> None:
    answer = signed_in(world.clerk).post("/tickets/new/", raised())
    ticket = Ticket.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/tickets/{ticket.pk}/")
    assert (ticket.enterprise.name, ticket.number, ticket.opened_by_unit) == (
        "果香（示例）食品有限公司",
        "2024120001",
        world.yongqing,
    )
    assert Entry.objects.filter(verb="add_enterprise").count() == 1


def test_a_known_enterprise_is_found_by_either_bracket_and_by_a_former_name(world: World) -> None:
    known = Enterprise.objects.create(county=world.county, name="果香（示例）食品有限公司", former_names=["果香果业"])
    for name in ("果香（示例）食品有限公司", " 果香(示例)食品有限公司 ", "果香果业"):
        assert find_or_add_enterprise(by=world.agent, county=world.county, name=name) == known
    assert not Entry.objects.filter(verb="add_enterprise").exists()
    with pytest.raises(NotAllowed):
        find_or_add_enterprise(by=world.inspector, county=world.county, name="别家公司")
    with pytest.raises(Refused, match="请填写企业全称"):
        find_or_add_enterprise(by=world.agent, county=world.county, name=" 果 ")


def test_the_project_of_the_address_is_prefilled_if_it_may_be_seen(world: World) -> None:
    project = world.sign("苹果深加工")
    form = signed_in(world.clerk).get(f"/tickets/new/?project={project.pk}").context["form"]
    assert (form["enterprise"].value(), form["project"].value()) == (project.investor.name, project.pk)
    signed_in(world.clerk).post("/tickets/new/", raised(project=project.pk))
    assert Ticket.objects.get().project == project
    assert signed_in(world.other_clerk).get(f"/tickets/new/?project={project.pk}").context["project"] is None
    refused = signed_in(world.other_clerk).post("/tickets/new/", raised(project=project.pk))
    assert "关联项目不在可选范围内" in refused.context["form"].errors["project"][0]


def test_wrong_input_keeps_everything_and_the_same_key_writes_once(world: World) -> None:
    client = signed_in(world.clerk)
    values = raised(title="", category="nonsense")
    form = client.post("/tickets/new/", values).context["form"]
    assert form.errors["title"] == ["请填写标题"]
    assert form.errors["category"] == ["诉求类别不在可选范围内，请重新选择"]
    assert form["content"].value() == "贷款月底到期。"
    assert not Enterprise.objects.filter(name__contains="果香").exists()
    values |= {"title": "续贷", "category": "finance"}
    assert client.post("/tickets/new/", values)["Location"] == client.post("/tickets/new/", values)["Location"]
    assert Ticket.objects.count() == 1


def test_who_may_not_raise_gets_403(world: World) -> None:
    assert signed_in(world.leader).get("/tickets/new/").status_code == 403
    assert signed_in(world.inspector).post("/tickets/new/", raised()).status_code == 403
    assert not Enterprise.objects.filter(name__contains="果香").exists()


# --- Steps ----------------------------------------------------------------------------------------------


def test_a_ticket_runs_through_its_life_on_its_pages(world: World) -> None:
    ticket = world.ticket()
    assert step(world, ticket, "accept").status_code == 302
    given = {"lead_unit": world.yongqing.pk, "level": "一般", "helpers": [world.park.pk], "note": "请一周内答复"}
    assert step(world, ticket, "assign", **given).status_code == 302
    assert step(world, ticket, "done", world.clerk, outcome="已解决", note="银行已同意续贷").status_code == 302
    assert step(world, ticket, "close", satisfaction="满意", note="电话回访王经理").status_code == 302
    ticket.refresh_from_db()
    # Seven working days after Monday 16 December: 17–20 (4), 23–25 (3).
    assert (ticket.state, ticket.deadline_on, ticket.satisfaction) == ("closed", date(2024, 12, 25), "满意")
    assert [row.kind for row in Step.objects.order_by("id")] == ["register", "accept", "assign", "done", "close"]
    page = signed_in(world.clerk).get(f"/tickets/{ticket.pk}/")
    assert [item["title"] for item in page.context["steps"]] == ["办结（销号）", "部门办结", "交办", "受理", "登记"]
    assert "清水工业集中区管委会" in page.content.decode()


def test_the_buttons_are_those_of_the_state_and_the_role(world: World) -> None:
    ticket = world.ticket(by=world.clerk)
    assert buttons(ticket, world.agent) == ["不予受理", "受理", "交办"]
    assert buttons(ticket, world.clerk) == buttons(ticket, world.inspector) == []
    accept_ticket(by=world.agent, ticket=ticket)
    assert buttons(ticket, world.agent) == ["不予受理", "交办"]
    assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    assert buttons(ticket, world.agent) == ["交办", "部门办结"]
    assert buttons(ticket, world.clerk) == ["部门办结"]
    step(world, ticket, "done", world.clerk, outcome="已解决", note="办好了")
    assert buttons(ticket, world.agent) == ["重办", "回访"]
    step(world, ticket, "close", satisfaction="满意")
    assert buttons(ticket, world.agent) == ["重办"]


def test_every_state_that_is_not_an_end_offers_a_step() -> None:
    ends = {state.value for state in STATES.values() if not state.next}
    for state in STATES.values():
        offered = [page.kind for page in STEP_PAGES.values() if STEPS[page.kind].may_follow(state)]
        assert bool(offered) is (state.value not in ends), state.value


def test_a_ticket_that_was_never_assigned_cannot_be_reopened(world: World) -> None:
    ticket = world.ticket()
    accept_ticket(by=world.agent, ticket=ticket)
    with pytest.raises(Refused, match="不能重办"):
        reopen_ticket(by=world.agent, ticket=ticket, note="没办好")


def test_only_the_leading_unit_reports_its_ticket_done(world: World) -> None:
    ticket = world.ticket()
    accept_ticket(by=world.agent, ticket=ticket)
    assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    ticket.refresh_from_db()
    with pytest.raises(NotAllowed, match="只有牵头单位"):
        report_ticket_done(by=world.other_clerk, ticket=ticket, outcome="已解决", note="替别人办")


@pytest.mark.parametrize(
    ("kind", "values", "field", "said"),
    [
        ("refuse", {"note": ""}, "note", "请填写说明"),
        ("assign", {"lead_unit": "", "level": "一般"}, "lead_unit", "请选择牵头单位"),
        ("assign", {"lead_unit": "0", "level": "一般"}, "lead_unit", "牵头单位不在可选范围内"),
        ("assign", {"lead_unit": "x", "level": "飞快", "helpers": ["y"]}, "level", "难度不在可选范围内"),
        ("assign", {"helpers": ["999999"]}, "helpers", "配合单位不在可选范围内"),
    ],
)
def test_a_step_with_wrong_input_is_refused_at_its_field(
    world: World, kind: str, values: dict[str, Any], field: str, said: str
) -> None:
    ticket = world.ticket()
    accept_ticket(by=world.agent, ticket=ticket)
    answer = step(world, ticket, kind, **values)
    assert answer.status_code == 200
    assert said in answer.context["form"].errors[field][0]
    ticket.refresh_from_db()
    assert ticket.state == "accepted"


def test_refusing_and_redoing_say_why(world: World) -> None:
    ticket = world.ticket()
    assert step(world, ticket, "refuse", note="不属于本县职责，已告知企业").status_code == 302
    ticket.refresh_from_db()
    assert ticket.state == "refused"
    other = world.ticket()
    accept_ticket(by=world.agent, ticket=other)
    assign_ticket(by=world.agent, ticket=other, lead_unit=world.yongqing)
    step(world, other, "done", world.clerk, outcome="解释说明", note="政策不支持")
    refused = step(world, other, "close", satisfaction="不满意")
    assert "企业不满意的诉求应退回重办" in refused.context["form"].errors["satisfaction"][0]
    assert step(world, other, "reopen", note="企业不认可").status_code == 302
    other.refresh_from_db()
    assert (other.state, other.outcome) == ("assigned", "")


def test_a_step_on_an_old_page_is_a_conflict_and_an_unknown_step_is_404(world: World) -> None:
    ticket = world.ticket()
    client = signed_in(world.agent)
    values = {"submission_key": str(uuid.uuid4()), "version": ticket.version + 5}
    assert client.post(f"/tickets/{ticket.pk}/accept/", values).status_code == 409
    assert client.post(f"/tickets/{ticket.pk}/bless/", values).status_code == 404
    assert client.post(f"/tickets/{ticket.pk}/accept/", {"version": 1}).status_code == 400
    late = step(world, ticket, "close", satisfaction="满意")
    assert "诉求待受理，不能办结（销号）" in late.content.decode()
    assert step(world, ticket, "accept", world.clerk).status_code == 403


def test_the_department_that_handled_it_does_not_close_it(world: World) -> None:
    ticket = world.ticket()
    accept_ticket(by=world.agent, ticket=ticket)
    assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.centre)
    step(world, ticket, "done", outcome="已解决", note="办好了")
    assert "不能给自己办理的诉求销号" in step(world, ticket, "close", satisfaction="满意").content.decode()


# --- Seeing ---------------------------------------------------------------------------------------------


def test_a_unit_sees_what_it_leads_assists_or_opened_and_nothing_else(world: World) -> None:
    own = world.ticket(by=world.clerk, title="永清登记")
    foreign = world.ticket(title="专员登记")
    assert signed_in(world.clerk).get("/tickets/").context["page"].paginator.count == 1
    assert signed_in(world.agent).get("/tickets/").context["page"].paginator.count == 2
    for path in ("", "accept/", "done/"):
        assert signed_in(world.other_clerk).get(f"/tickets/{own.pk}/{path}").status_code in (403, 404)
    assert signed_in(world.clerk).get(f"/tickets/{foreign.pk}/").status_code == 404
    accept_ticket(by=world.agent, ticket=foreign)
    assign_ticket(by=world.agent, ticket=foreign, lead_unit=world.hongbao, helpers=[world.yongqing])
    assert signed_in(world.clerk).get(f"/tickets/{foreign.pk}/").status_code == 200
    assert signed_in(world.other_clerk).get(f"/tickets/{foreign.pk}/").status_code == 200


def test_filters_of_the_list(world: World) -> None:
    accept_ticket(by=world.agent, ticket=world.ticket(title="用工难", category="labour"))
    world.ticket(title="续贷难")
    client = signed_in(world.agent)
    for query, count in (("?state=accepted", 1), ("?category=finance", 1), ("?q=难", 2), ("?q=难+用工", 1), ("?state=x", 0)):
        assert client.get("/tickets/" + query).context["page"].paginator.count == count
    assert client.get("/tickets/?sort=deadline_on&page=9").status_code == 200


@pytest.mark.parametrize(
    ("on", "light"),
    [
        # Due on Wednesday 25 December 2024.
        (date(2024, 12, 16), Light("ok", "还剩7个工作日")),
        (date(2024, 12, 18), Light("blue", "还剩5个工作日")),
        (date(2024, 12, 21), Light("blue", "还剩3个工作日")),
        (date(2024, 12, 23), Light("yellow", "还剩2个工作日")),
        (date(2024, 12, 25), Light("yellow", "今天到期")),
        (date(2024, 12, 26), Light("red", "超期1个工作日")),
        (date(2025, 1, 2), Light("red", "超期5个工作日")),  # New Year's Day is a holiday
    ],
)
def test_the_light_counts_working_days(world: World, on: date, light: Light) -> None:
    ticket = world.ticket()
    accept_ticket(by=world.agent, ticket=ticket)
    ticket = assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    assert light_of(ticket, on, calendar_of([ticket], on)) == light


@pytest.mark.parametrize(
    ("registered", "on", "light"),
    [
        # 受理 within one working day: Friday 27 September 2024 until Sunday 29, which is worked.
        (date(2024, 9, 27), date(2024, 9, 29), Light("yellow", "今天到期")),
        (date(2024, 9, 30), date(2024, 10, 3), Light("yellow", "还剩1个工作日")),  # until 8 October, after the holiday
        (date(2024, 12, 12), date(2024, 12, 16), Light("red", "超期1个工作日")),
    ],
)
def test_a_new_ticket_is_to_be_accepted_within_a_working_day(world: World, registered: date, on: date, light: Light) -> None:
    Workday.objects.bulk_create(days_of(2024), ignore_conflicts=True)
    with clock.at(datetime(registered.year, registered.month, registered.day, 10, tzinfo=clock.SHANGHAI)):
        ticket = world.ticket()
    assert light_of(ticket, on, calendar_of([ticket], on)) == light


def test_the_limit_of_acceptance_is_dated_and_stands_in_the_list_on_the_page_and_in_the_to_do(world: World) -> None:
    value = {"一般": 7, "复杂": 15, "疑难": 30}  # as a county set it before there was a limit of 受理
    Setting.objects.create(key="ticket_working_days", value=value, starts_on=date(2024, 1, 1), set_at=clock.now())
    Setting.objects.create(
        key="ticket_working_days", value=value | {"受理": 3}, starts_on=date(2024, 12, 16), set_at=clock.now(), reason="试行"
    )
    with clock.at(datetime(2024, 12, 13, 10, tzinfo=clock.SHANGHAI)):
        old = world.ticket()
    new = world.ticket(title="用电增容")
    client = signed_in(world.agent)
    for ticket, day in ((old, "2024-12-16"), (new, "2024-12-19")):
        assert f"{day}前受理" in client.get(f"/tickets/{ticket.pk}/").content.decode()
        assert day in client.get(f"/tickets/?q={ticket.number}").content.decode()
    assert sorted(str(todo.deadline_on) for todo in todos(world.agent)) == ["2024-12-16", "2024-12-19"]


def test_a_deadline_on_a_weekend_is_over_but_by_no_working_day(world: World) -> None:
    ticket = world.ticket()
    ticket.deadline_on = date(2024, 12, 13)
    saturday = date(2024, 12, 14)
    assert light_of(ticket, saturday, calendar_of([ticket], saturday)) == Light("red", "超期不足1个工作日")


def test_a_makeup_saturday_is_a_working_day(world: World) -> None:
    ticket = world.ticket()
    ticket.deadline_on = date(2024, 10, 12)
    friday = date(2024, 10, 11)
    assert light_of(ticket, friday, calendar_of([ticket], friday)) == Light("yellow", "还剩1个工作日")


def test_the_list_asks_the_same_number_of_questions_however_many_rows(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(world.agent)

    def questions(path: str) -> int:
        """The lesser of two: the demonstration's date is looked up again every five seconds."""
        counts = []
        for _ in range(2):
            with django_assert_max_num_queries(60) as captured:
                assert client.get(path).status_code == 200
            counts.append(len(captured))
        return min(counts)

    def one(number: int) -> Ticket:
        ticket = world.ticket(title=f"诉求{number}")
        accept_ticket(by=world.agent, ticket=ticket)
        with clock.at(datetime(2024, 12, number + 1, 9, 0, tzinfo=clock.SHANGHAI)):
            return assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing, helpers=[world.park])

    first = one(1)
    paths = ("/tickets/", f"/tickets/{first.pk}/", "/tickets/new/")
    few = [questions(path) for path in paths]
    for number in range(2, 9):
        one(number)
    assert [questions(path) for path in paths] == few


# --- 保密 ----------------------------------------------------------------------------------------------
def test_a_service_officer_marks_a_ticket_confidential_and_the_tag_stands_on_it(world: World) -> None:
    """docs/decisions/0010 says who sees it: here the officer and the inspector, not the bureau, not another unit."""
    agent = signed_in(world.agent)
    assert 'name="is_confidential"' in agent.get("/tickets/new/").content.decode()
    assert agent.post("/tickets/new/", raised(is_confidential="on", title="投诉某单位")).status_code == 302
    ticket = Ticket.objects.get()
    assert ticket.is_confidential
    for person, sees in (
        (world.agent, True),
        (world.inspector, True),
        (world.leader, True),
        (world.officer, False),
        (world.clerk, False),
    ):
        listed = signed_in(person).get("/tickets/").content.decode()
        assert ("投诉某单位" in listed) == sees, person
        assert ('<span class="qs-tag">保密</span>' in listed) == sees, person
    assert '<span class="qs-tag">保密</span>' in agent.get(f"/tickets/{ticket.pk}/").content.decode()
    agent.post("/tickets/new/", raised(title="续贷"))
    assert agent.get("/tickets/").content.decode().count('<span class="qs-tag">保密</span>') == 1


def test_who_does_not_see_such_tickets_cannot_mark_one(world: World) -> None:
    clerk = signed_in(world.clerk)
    assert "is_confidential" not in clerk.get("/tickets/new/").content.decode()
    assert clerk.post("/tickets/new/", raised(is_confidential="on")).status_code == 302
    assert not Ticket.objects.get().is_confidential
    with pytest.raises(NotAllowed):
        world.ticket(by=world.clerk, is_confidential=True)


def test_a_refused_form_keeps_the_tick(world: World) -> None:
    page = signed_in(world.agent).post("/tickets/new/", raised(is_confidential="on", title="")).content.decode()
    box = page[page.index('name="is_confidential"') :].split(">", 1)[0]
    assert "checked" in box
