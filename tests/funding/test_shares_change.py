"""A change of shares: closed months keep their credit, open ones follow."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db.models import Sum

from projects.core import clock
from projects.core.errors import Refused
from projects.funding.actions import change_shares, correct_arrival, reverse_arrival
from projects.funding.models import Arrival, Credit
from projects.months.models import Month
from projects.organisations.choices import DEPARTMENT, LEADER, TASK_FORCE
from projects.organisations.models import Unit, User
from projects.reference.choices import CREDIT_MODE, FROM_26, PARTS, STAT_MONTH, WHOLE
from projects.reference.models import Setting
from projects.signing.actions import credit_mode_on, hand_over, holders_of, set_shares
from projects.signing.models import Project
from tests.funding.closing import close_until
from tests.world import World

FROM_NOVEMBER = date(2024, 11, 1)


def share(
    world: World, project: Project, parts: Sequence[tuple[Unit, int]], by: User | None = None, reason: str = "协商调整"
) -> None:
    change_shares(
        by=by or world.verifier,
        project=project,
        dimension=DEPARTMENT,
        parts=[(unit, Decimal(percent)) for unit, percent in parts],
        starts_on=FROM_NOVEMBER,
        reason=reason,
    )


def credit_of(month: Month, dimension: str = DEPARTMENT) -> dict[str, Decimal]:
    rows = Credit.objects.filter(booked_in=month, dimension=dimension).values_list("unit__name").annotate(total=Sum("amount_wan"))
    return {name: amount for name, amount in rows if amount}


def test_open_months_from_the_day_on_follow_and_closed_months_keep_theirs(world: World) -> None:
    project = world.sign()
    world.arrive(project, 100, "2024-10-10")
    world.arrive(project, 200, "2024-11-10")
    world.arrive(project, 300, "2024-12-10")
    close_until(world, 2024, 11)
    share(world, project, [(world.yongqing, 75), (world.hongbao, 25)])

    assert credit_of(world.month(2024, 10)) == {"永清镇": Decimal(100)}
    assert credit_of(world.month(2024, 11)) == {"永清镇": Decimal(200)}  # closed, though the day lies in it
    assert credit_of(world.month(2024, 12)) == {"永清镇": Decimal(225), "红堡镇": Decimal(75)}
    assert credit_of(world.month(2024, 12), LEADER) == {"县委书记": Decimal(300)}
    assert Credit.objects.filter(dimension=LEADER).count() == 3  # the other dimensions were not touched


def test_money_that_arrived_before_the_day_keeps_its_credit_in_an_open_month(world: World) -> None:
    project = world.sign()
    world.arrive(project, 100, "2024-10-10")
    world.arrive(project, 300, "2024-12-10")
    share(world, project, [(world.hongbao, 100)])
    assert credit_of(world.month(2024, 10)) == {"永清镇": Decimal(100)}
    assert credit_of(world.month(2024, 12)) == {"红堡镇": Decimal(300)}


def test_money_of_earlier_days_is_not_touched_though_its_department_has_changed_since(world: World) -> None:
    project = world.sign()
    world.arrive(project, 100, "2024-10-10")
    Project.objects.filter(pk=project.pk).update(department=world.park)
    share(world, project, [(world.hongbao, 100)])
    assert credit_of(world.month(2024, 10)) == {"永清镇": Decimal(100)}


def test_the_moves_are_reversing_and_new_rows_with_the_reason(world: World) -> None:
    project = world.sign()
    arrival = world.arrive(project, 300, "2024-12-10")
    share(world, project, [(world.yongqing, 75), (world.hongbao, 25)])
    rows = Credit.objects.filter(dimension=DEPARTMENT).order_by("pk").values_list("amount_wan", "reverses", "reason")
    first = Credit.objects.filter(dimension=DEPARTMENT).earliest("pk").pk
    assert list(rows) == [
        (Decimal(300), None, ""),
        (Decimal(-300), first, "协商调整"),
        (Decimal(225), None, "协商调整"),
        (Decimal(75), None, "协商调整"),
    ]
    assert all(row.recorded_at > arrival.recorded_at for row in Credit.objects.exclude(reason=""))


def test_credit_as_known_before_the_change_is_the_old_one(world: World) -> None:
    project = world.sign()
    with clock.at(datetime(2024, 12, 11, 9, 0, tzinfo=clock.SHANGHAI)):
        world.arrive(project, 300, "2024-12-10")
    share(world, project, [(world.hongbao, 100)])
    then = Credit.objects.known(datetime(2024, 12, 12, 0, 0, tzinfo=clock.SHANGHAI)).filter(dimension=DEPARTMENT)
    assert [(row.unit.name, row.amount_wan) for row in then] == [("永清镇", Decimal(300))]


def test_a_reversed_row_nets_to_zero_for_every_holder_after_a_change(world: World) -> None:
    project = world.sign()
    early = world.arrive(project, 100, "2024-12-01")
    reverse_arrival(by=world.verifier, arrival=early, reason="重复")
    late = world.arrive(project, 300, "2024-12-10")
    share(world, project, [(world.yongqing, 75), (world.hongbao, 25)])
    reverse_arrival(by=world.verifier, arrival=late, reason="重复")
    assert credit_of(world.month(2024, 12)) == {}
    assert Arrival.objects.aggregate(total=Sum("amount_wan"))["total"] == 0


def test_what_is_left_over_goes_to_no_holder(world: World) -> None:
    project = world.sign()
    world.arrive(project, 300, "2024-12-10")
    share(world, project, [(world.yongqing, 60)])
    assert credit_of(world.month(2024, 12)) == {"永清镇": Decimal(180), None: Decimal(120)}


def test_under_parts_one_list_over_all_holders_is_moved(world: World) -> None:
    Setting.objects.create(key=CREDIT_MODE, value=PARTS, starts_on=date(2024, 1, 1), set_at=clock.now())
    project = world.sign()
    world.arrive(project, 300, "2024-12-10")
    assert credit_of(world.month(2024, 12)) == {"永清镇": Decimal(300)}
    share(world, project, [(world.yongqing, 50), (world.hongbao, 30)])
    assert credit_of(world.month(2024, 12)) == {"永清镇": Decimal(150), "红堡镇": Decimal(90)}
    assert credit_of(world.month(2024, 12), "unassigned") == {None: Decimal(60)}


def test_moving_credit_needs_a_reason_and_the_bureau(world: World) -> None:
    project = world.sign()
    share(world, project, [(world.yongqing, 90), (world.hongbao, 10)], by=world.clerk, reason="")  # nothing is booked yet
    world.arrive(project, 300, "2024-12-10")
    with pytest.raises(Refused, match=r"已有到位资金300万元入账.*由县招商局核定人员办理"):
        share(world, project, [(world.yongqing, 100)], by=world.clerk)
    with pytest.raises(Refused, match="请写明调整归属的原因"):
        share(world, project, [(world.yongqing, 100)], reason=" ")
    assert credit_of(world.month(2024, 12)) == {"永清镇": Decimal(270), "红堡镇": Decimal(30)}


def test_the_same_shares_again_move_nothing(world: World) -> None:
    project = world.sign()
    world.arrive(project, 300, "2024-12-10")
    share(world, project, [(world.yongqing, 100)], reason="")
    assert Credit.objects.filter(dimension=DEPARTMENT).count() == 1


def test_an_earlier_starting_change_ends_the_shares_that_reached_beyond_it(world: World) -> None:
    project = world.sign()
    for unit, starts_on in ((world.yongqing, "2024-07-08"), (world.hongbao, "2024-12-01"), (world.park, "2024-11-01")):
        change_shares(
            by=world.officer,
            project=project,
            dimension=DEPARTMENT,
            parts=[(unit, Decimal(100))],
            starts_on=date.fromisoformat(starts_on),
        )
    for day, unit in ((date(2024, 10, 31), world.yongqing), (date(2024, 11, 15), world.park), (date(2024, 12, 15), world.park)):
        assert holders_of(project, DEPARTMENT, day) == [(unit.pk, Decimal(100))]


def test_one_unit_stands_once_in_the_shares(world: World) -> None:
    with pytest.raises(Refused, match="出现了两次"):
        share(world, world.sign(), [(world.yongqing, 40), (world.yongqing, 60)])


# --- The way of credit changes with a year (docs/decisions/0009) ---------------------------------------


def by_dimension(world: World, year: int) -> dict[str, Decimal]:
    rows = Credit.objects.filter(booked_in__year=year).values_list("dimension").annotate(total=Sum("amount_wan"))
    return {dimension: amount for dimension, amount in rows if amount}


def test_a_change_inside_a_year_holds_from_the_next_january(world: World) -> None:
    Setting.objects.create(key=CREDIT_MODE, value=PARTS, starts_on=date(2024, 7, 1), set_at=clock.now())
    project = world.sign(signed_on="2024-01-02")
    world.arrive(project, 100, "2024-03-10")
    world.arrive(project, 200, "2024-12-10")
    assert by_dimension(world, 2024) == dict.fromkeys(("leader", "task_force", "department"), Decimal(300))


def test_each_year_adds_up_in_its_own_way_also_after_a_reversal_of_last_years_money(world: World) -> None:
    """2024, whole: 300 in each dimension. 2025, parts: 50 come in and 100 of 2024 are taken back: −50 over all holders, once."""
    project = world.sign(signed_on="2024-01-02")
    for dimension, unit in ((LEADER, world.leader_post), (DEPARTMENT, world.hongbao)):
        set_shares(by=world.officer, project=project, dimension=dimension, parts=[(unit, Decimal(100))], starts_on=date(2024, 1, 1))
    old = world.arrive(project, 100, "2024-03-10")
    world.arrive(project, 200, "2024-12-10")
    Setting.objects.create(key=CREDIT_MODE, value=PARTS, starts_on=date(2025, 1, 1), set_at=clock.now())
    world.open_months(2025)
    with clock.at(datetime(2025, 1, 8, 9, 0, tzinfo=clock.SHANGHAI)):
        close_until(world, 2024, 12)
        world.arrive(project, 50, "2025-01-06")
        reverse_arrival(by=world.verifier, arrival=old, reason="退款")
        correct_arrival(by=world.verifier, arrival=Arrival.objects.get(amount_wan=50), amount_wan=Decimal(60), reason="少记10")
    assert by_dimension(world, 2024) == dict.fromkeys(("leader", "task_force", "department"), Decimal(300))
    assert by_dimension(world, 2025) == {DEPARTMENT: Decimal(60 - 100)}
    assert credit_of(world.month(2025, 1)) == {"红堡镇": Decimal(-40)}


def test_one_list_over_all_holders_adds_up_to_the_fen(world: World) -> None:
    Setting.objects.create(key=CREDIT_MODE, value=PARTS, starts_on=date(2024, 1, 1), set_at=clock.now())
    project = world.sign(signed_on="2024-01-02")
    for dimension, unit in ((LEADER, world.leader_post), (TASK_FORCE, world.agri), (DEPARTMENT, world.hongbao)):
        set_shares(by=world.officer, project=project, dimension=dimension, parts=[(unit, Decimal(25))], starts_on=date(2024, 1, 1))
    world.arrive(project, Decimal("0.000002"), "2024-03-10")
    assert sum(by_dimension(world, 2024).values()) == Decimal("0.000002")


def test_the_mode_is_that_of_the_statistical_year_not_of_the_calendars(world: World) -> None:
    """Months end on the 25th: 26 December 2024 is a day of 2025, whose way is *parts*; on the 25th 100 + 100 still stand side by side."""
    Month.objects.all().delete()
    Setting.objects.create(key=STAT_MONTH, value=FROM_26, starts_on=date(2020, 1, 1), set_at=clock.now())
    Setting.objects.create(key=CREDIT_MODE, value=PARTS, starts_on=date(2025, 1, 1), set_at=clock.now())
    world.open_months(2024, 2025)
    project = world.sign()
    assert [credit_mode_on(date(2024, 12, day)) for day in (25, 26)] == [WHOLE, PARTS]
    set_shares(
        by=world.officer, project=project, dimension=LEADER, parts=[(world.leader_post, Decimal(100))], starts_on=date(2024, 7, 8)
    )
    parts = [(world.yongqing, Decimal(100))]
    set_shares(by=world.officer, project=project, dimension=DEPARTMENT, parts=parts, starts_on=date(2024, 12, 25))
    with pytest.raises(Refused, match="按“全部主体合计100%”的设置，现在合计200%"):
        set_shares(by=world.officer, project=project, dimension=DEPARTMENT, parts=parts, starts_on=date(2024, 12, 26))


def test_a_former_leader_is_remembered_by_the_way_of_the_statistical_year(world: World) -> None:
    """Under *parts* a named leader has no days of his own to keep; under *whole* he keeps those before the change."""
    Month.objects.all().delete()
    Setting.objects.create(key=STAT_MONTH, value=FROM_26, starts_on=date(2020, 1, 1), set_at=clock.now())
    Setting.objects.create(key=CREDIT_MODE, value=PARTS, starts_on=date(2025, 1, 1), set_at=clock.now())
    world.open_months(2024, 2025)
    kept = []
    for name, day in (("甲项目", 25), ("乙项目", 26)):
        project = world.sign(name)
        hand_over(by=world.officer, project=project, dimension=LEADER, unit=world.other_leader_post, starts_on=date(2024, 12, day))
        kept.append(project.shares.filter(dimension=LEADER, unit=world.leader_post).count())
    assert kept == [1, 0]
