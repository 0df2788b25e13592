"""到位计划: a book of months per project and year, and its page."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused, Stale
from projects.core.periods import Calendar
from projects.funding.actions import set_money_plan
from projects.funding.models import MoneyPlan
from projects.funding.queries.plans import money_plan_version, months_due, outside_left_wan, plan_book, planned_of
from projects.funding.views.plans import open_words
from projects.months.queries import stat_calendar
from projects.signing.choices import OTHER_CITY
from projects.signing.models import Project
from tests.access.cast import signed_in
from tests.world import World

D = Decimal
DAY = date(2024, 12, 16)


def months(**amounts: int) -> list[Decimal]:
    """months(m10=1000, m12=500)."""
    return [D(amounts.get(f"m{number}", 0)) for number in range(1, 13)]


def plan(world: World, project: Project, year: int = 2024, reason: str = "", **amounts: int) -> MoneyPlan:
    return set_money_plan(by=world.clerk, project=project, year=year, months=months(**amounts), reason=reason)


def test_a_later_plan_replaces_the_earlier_one_which_stays_in_the_book(world: World) -> None:
    project = world.sign()
    plan(world, project, m10=1_000)
    plan(world, project, reason="投资方来函", m11=400, m12=900)
    plan(world, project, 2025, m3=50)
    assert [(row.year, row.total_wan) for row in MoneyPlan.objects.order_by("pk")] == [(2024, 1_000), (2024, 1_300), (2025, 50)]
    assert [(row.year, row.total_wan) for row in MoneyPlan.objects.in_force().order_by("year")] == [(2024, 1_300), (2025, 50)]
    assert Entry.objects.filter(verb="set_money_plan").latest("pk").details == {"year": 2025, "total_wan": "50"}


def test_a_plan_is_taken_back_by_an_empty_one(world: World) -> None:
    project = world.sign()
    plan(world, project, m10=1_000)
    set_money_plan(by=world.clerk, project=project, year=2024, months=[], reason="改由合同约定")
    assert plan_book(project, 2024, DAY).plan is None
    assert planned_of([project], 2024, DAY, stat_calendar()) == {}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"year": 2023}, "到位计划只排2024年和2025年的"),
        ({"months": [D(1)] * 11}, "请填写12个月的计划到位"),
        ({"months": [D(-1), *[D(1)] * 11]}, "1月的计划到位应不小于0"),
        ({"months": [D(0)] * 12}, "各月计划到位都是0"),
        ({"months": []}, "请至少填写一个月的计划到位"),
    ],
)
def test_what_cannot_be_is_refused_in_words(world: World, changes: dict[str, Any], said: str) -> None:
    values = {"by": world.clerk, "project": world.sign(), "year": 2024, "months": months(m12=5)}
    with pytest.raises(Refused, match=said):
        set_money_plan(**values | changes)
    assert not MoneyPlan.objects.exists()


def test_a_change_needs_a_reason_a_difference_and_the_plan_that_was_seen(world: World) -> None:
    project = world.sign()
    plan(world, project, m12=5)
    with pytest.raises(Refused, match="没有变化"):
        plan(world, project, m12=5)
    with pytest.raises(Refused, match="调整请写明原因"):
        plan(world, project, m12=6)
    with pytest.raises(Stale, match="被别人改过"):
        set_money_plan(by=world.clerk, project=project, year=2024, months=months(m12=6), reason="新", version=0)
    assert money_plan_version(project, 2024) == 1


def test_only_who_files_for_the_project_plans_it_and_only_once_it_is_signed(world: World) -> None:
    project = world.sign()
    with pytest.raises(NotAllowed):
        set_money_plan(by=world.leader, project=project, year=2024, months=months(m12=5))
    with pytest.raises(Refused, match="本单位"):
        set_money_plan(by=world.other_clerk, project=project, year=2024, months=months(m12=5))
    with pytest.raises(Refused, match="尚无已确认的正式合同"):
        plan(world, world.register("待确认").project, m12=5)


def test_what_is_due_is_of_months_that_have_ended(world: World) -> None:
    """Until 16 December eleven months have ended; on 31 December twelve; with months from the 26th on, twelve on 25 December."""
    natural, from_26 = Calendar(), Calendar(((date(2020, 1, 1), 25),))
    assert [months_due(natural, 2024, day) for day in (DAY, date(2024, 12, 31), date(2025, 1, 1), date(2023, 12, 31))] == [
        11,
        12,
        12,
        0,
    ]
    assert months_due(from_26, 2024, date(2024, 12, 25)) == 12
    assert months_due(from_26, 2024, date(2024, 12, 24)) == 11


def test_the_book_stands_beside_what_arrived_by_month(world: World) -> None:
    """Planned 300 in October, 500 in November, 200 in December; 250 came in October, 100 in December: 550 behind at November's end."""
    project = world.sign()
    plan(world, project, m10=300, m11=500, m12=200)
    world.arrive(project, 250, "2024-10-10")
    world.arrive(project, 100, "2024-12-02")
    book = plan_book(project, 2024, DAY)
    assert [(row.number, row.planned_wan, row.arrived_wan, row.ahead_wan, row.is_due) for row in book.months[9:]] == [
        (10, 300, 250, -50, True),
        (11, 500, 0, -550, True),
        (12, 200, 100, -650, False),
    ]
    assert (book.due and book.due.number, book.arrived_wan) == (11, 350)
    (found,) = planned_of([project], 2024, DAY, stat_calendar()).values()
    assert (found.total_wan, found.due_wan, found.due_months) == (1_000, 800, 11)
    assert (found.left_wan(D(350)), found.behind_wan(D(350)), found.left_wan(D(1_200))) == (650, 450, 0)


def test_what_the_contract_had_left_at_the_year_s_beginning(world: World) -> None:
    """10,000 from outside, 1,000 of it before the year. Money from inside the province is nobody's plan."""
    project = world.sign(signed_on="2023-03-01")
    world.arrive(project, 1_000, "2023-05-10")
    world.arrive(project, 700, "2024-05-10")
    assert outside_left_wan(project, 2024) == 9_000
    assert outside_left_wan(project, 2025) == 8_300
    assert outside_left_wan(world.sign("省内", source_tier=OTHER_CITY), 2024) == 0
    assert open_words(D(0)) == "计划合计与合同还可到位的一致。"
    assert open_words(D(-5)) == "计划合计比合同还可到位的少5.00万元，留待以后年度。"
    assert open_words(D(5)) == "计划合计比合同还可到位的多5.00万元，请核对。"


def typed(**changes: str) -> dict[str, str]:
    return {"submission_key": str(uuid.uuid4()), "version": "0"} | changes


def test_the_page_saves_a_plan_and_the_project_shows_it(world: World) -> None:
    project = world.sign()
    world.arrive(project, 250, "2024-10-10")
    client = signed_in(world.clerk)
    address = f"/projects/{project.pk}/money-plan/"
    first = client.get(address).content.decode()
    assert "计划合计比合同还可到位的少10,000.00万元，留待以后年度" in first
    sent = client.post(address, typed(**{"month-11": "0.03亿", "month-12": "２００"}))
    assert sent["Location"] == f"/projects/{project.pk}/?tab=money#money-plan"
    assert MoneyPlan.objects.get().months_wan == months(m11=300, m12=200)
    page = client.get(sent["Location"]).content.decode()
    assert "2024年到位计划" in page
    assert "排定合计500.00万元" in page
    assert "排定到位计划" in client.get(f"/projects/{project.pk}/?timeline=money").content.decode()


def test_wrong_boxes_keep_everything_typed_and_the_sum_is_said_without_a_script(world: World) -> None:
    project = world.sign()
    client = signed_in(world.clerk)
    answer = client.post(f"/projects/{project.pk}/money-plan/", typed(**{"month-11": "三百", "month-12": "70", "reason": "来函"}))
    form = answer.context["form"]
    assert "11月计划到位：“三百”不是金额" in form.errors["month-11"][0]
    assert (form["month-11"].value(), form["reason"].value(), answer.context["total_wan"]) == ("三百", "来函", 70)
    assert "计划合计比合同还可到位的少9,930.00万元" in answer.content.decode()
    assert not MoneyPlan.objects.exists()


def test_a_stale_page_gets_the_conflict_with_what_was_typed(world: World) -> None:
    project = world.sign()
    plan(world, project, m12=5)
    answer = signed_in(world.clerk).post(f"/projects/{project.pk}/money-plan/", typed(**{"month-12": "70", "reason": "来函"}))
    assert answer.status_code == 409
    assert ("month-12", "70") in answer.context["carried"]


def test_next_year_is_planned_on_its_own_page(world: World) -> None:
    project = world.sign()
    client = signed_in(world.clerk)
    address = f"/projects/{project.pk}/money-plan/"
    assert client.post(f"{address}?year=2025", typed(**{"month-3": "50"})).status_code == 302
    assert client.get(f"{address}?year=1999").context["year"] == clock.today().year
    assert MoneyPlan.objects.get().year == 2025
    assert plan_book(project, 2024, DAY).plan is None
