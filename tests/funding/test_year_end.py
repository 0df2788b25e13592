"""年度类别, 年度结转, 任务未下达."""

from datetime import date
from decimal import Decimal
from typing import Any

from projects.core import clock
from projects.funding.actions import reverse_arrival, withdraw_money
from projects.funding.choices import WORKING
from projects.funding.queries.carry_over import carry_over, task_is_issued, with_year_class
from projects.months.models import Month
from projects.reference.choices import FROM_26, STAT_MONTH
from projects.reference.models import Setting
from projects.signing.actions import terminate
from projects.signing.models import Project
from tests.world import World


def classes(year: int) -> dict[str, str]:
    return dict(with_year_class(Project.objects.all(), year).values_list("name", "year_class"))


def test_the_class_is_new_in_the_year_of_the_first_counted_money_and_carried_over_afterwards(world: World) -> None:
    world.open_months(2025)
    early = world.sign("甲项目", signed_on="2023-03-01")
    world.arrive(early, 100, "2023-05-01")
    world.arrive(early, 100, "2024-05-01")
    late = world.sign("乙项目", signed_on="2023-03-01")
    world.arrive(late, 100, "2024-05-01")
    world.sign("丙项目", signed_on="2023-03-01")
    assert classes(2023) == {"甲项目": "新建", "乙项目": "", "丙项目": ""}
    assert classes(2024) == {"甲项目": "续建", "乙项目": "新建", "丙项目": ""}
    assert classes(2025) == {"甲项目": "续建", "乙项目": "续建", "丙项目": ""}


def test_reversed_money_and_withdrawals_make_no_class(world: World) -> None:
    project = world.sign(signed_on="2023-03-01")
    wrong = world.arrive(project, 100, "2023-05-01")
    reverse_arrival(by=world.verifier, arrival=wrong, reason="重复")
    assert classes(2023) == {project.name: ""}
    world.arrive(project, 100, "2024-05-01")
    withdraw_money(
        by=world.verifier,
        project=project,
        amount_wan=Decimal(100),
        withdrawn_on=date(2024, 6, 1),
        use=WORKING,
        reason="退出",
        document_number="退款凭证1号",
    )
    assert classes(2024) == {project.name: "新建"}  # it came in this year, though it left again


def test_under_26_to_25_the_last_days_of_december_belong_to_the_new_year(world: World) -> None:
    Month.objects.all().delete()
    Setting.objects.create(key=STAT_MONTH, value=FROM_26, starts_on=date(2020, 1, 1), set_at=clock.now())
    world.open_months(2023, 2024)
    project = world.sign(signed_on="2023-03-01")
    row = world.arrive(project, 100, "2023-12-28")
    assert (str(row.booked_in), row.counts_on) == ("2024年1月", date(2023, 12, 28))
    assert classes(2023) == {project.name: ""}
    assert classes(2024) == {project.name: "新建"}


def test_the_carry_over_lists_what_goes_into_the_new_year_with_what_is_still_to_come(
    world: World, django_assert_num_queries: Any
) -> None:
    running = world.sign("在建项目", signed_on="2023-03-01", amount_wan=10_000)
    world.arrive(running, 2_500, "2023-05-01")
    world.arrive(running, 1_500, "2024-05-01")
    world.sign("未到位项目", signed_on="2024-03-01", amount_wan=800, department=world.hongbao, by=world.other_clerk)
    full = world.sign("达产项目", signed_on="2023-03-01")
    world.milestone(full, "full", "2024-11-01")
    ended = world.sign("终止项目", signed_on="2023-03-01")
    terminate(by=world.verifier, project=ended, happened_on=date(2024, 6, 1), reason="解除")
    with django_assert_num_queries(1):
        rows = list(carry_over(world.county.pk, 2025).values_list("name", "year_class", "signed_wan", "before_wan", "gap_wan"))
    assert rows == [
        ("在建项目", "续建", Decimal(10_000), Decimal(4_000), Decimal(6_000)),
        ("未到位项目", "", Decimal(800), Decimal(0), Decimal(800)),
    ]
    into_2024 = carry_over(world.county.pk, 2024).values_list("name", "before_wan", "gap_wan")
    assert sorted(into_2024) == [
        ("在建项目", Decimal(2_500), Decimal(7_500)),
        ("终止项目", Decimal(0), Decimal(10_000)),
        ("达产项目", Decimal(0), Decimal(10_000)),
    ]


def test_the_new_years_task_is_not_issued_until_its_paper(world: World) -> None:
    world.task(world.county, 558_500)
    assert task_is_issued(world.county.pk, 2024, date(2024, 2, 20))
    assert not task_is_issued(world.county.pk, 2024, date(2024, 2, 19))
    assert not task_is_issued(world.county.pk, 2025, date(2025, 1, 31))
    world.task(world.county, 600_000, year=2025, level="working", issued_on=date(2025, 1, 5))
    assert not task_is_issued(world.county.pk, 2025, date(2025, 1, 31))  # 调度数 is not the task
