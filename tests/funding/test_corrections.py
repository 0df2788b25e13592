"""更正, 撤资, 其中调整上月数, 归属月."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import correct_arrival, reverse_arrival, withdraw_money
from projects.funding.choices import EQUIPMENT, WITHDRAWAL, WORKING
from projects.funding.models import Arrival, Credit
from projects.organisations.choices import DEPARTMENT
from projects.signing.actions import set_shares
from tests.funding.closing import close_until
from tests.pages.browsing import browser
from tests.world import World


def total(rows: Any) -> Decimal:
    return rows.aggregate(total=Sum("amount_wan"))["total"] or Decimal(0)


def test_a_correction_is_a_reversal_and_a_new_row_in_one_story(world: World) -> None:
    project = world.sign()
    old = world.arrive(project, 800, "2024-12-03")
    before = Entry.objects.count()
    new = correct_arrival(by=world.verifier, arrival=old, amount_wan=Decimal(500), use=EQUIPMENT, reason="进账单看错一位")

    rows = list(Arrival.objects.order_by("seq").values_list("amount_wan", "reverses", "corrects", "use"))
    assert rows == [
        (Decimal(800), None, None, old.use),
        (Decimal(-800), old.pk, None, old.use),
        (Decimal(500), None, old.pk, EQUIPMENT),
    ]
    assert [entry.verb for entry in Entry.objects.order_by("id")[before:]] == ["correct_arrival"]
    assert Entry.objects.latest("id").reason == "进账单看错一位"
    assert (new.arrived_on, new.line_id, new.late_reason) == (date(2024, 12, 3), old.line_id, "")
    assert all(row.hash == row.fingerprint() for row in Arrival.objects.all())
    by_holder = dict(Credit.objects.filter(dimension=DEPARTMENT).values_list("unit").annotate(Sum("amount_wan")))
    assert by_holder == {world.yongqing.pk: Decimal(500)}


def test_a_correction_of_a_closed_month_leaves_it_alone_and_is_the_open_months_adjustment(world: World) -> None:
    project = world.sign()
    old = world.arrive(project, 800, "2024-11-20")
    world.arrive(project, 100, "2024-12-02")
    close_until(world, 2024, 11)
    november, december = world.month(2024, 11), world.month(2024, 12)

    correct_arrival(by=world.verifier, arrival=old, amount_wan=Decimal(650), reason="发票作废一张")
    assert total(Arrival.objects.filter(booked_in=november)) == 800
    assert total(Arrival.objects.filter(booked_in=december)) == 100 - 800 + 650
    assert total(Arrival.objects.adjustments_of(december)) == -150
    assert total(Arrival.objects.adjustments_of(november)) == 0
    assert list(Arrival.objects.by_month_of_arrival()) == [
        {"home_year": 2024, "home_number": 11, "total": Decimal(650)},
        {"home_year": 2024, "home_number": 12, "total": Decimal(100)},
    ]


def test_a_late_paper_is_an_adjustment_and_its_reversal_takes_it_off_again(world: World) -> None:
    project = world.sign()
    close_until(world, 2024, 11)
    late = world.arrive(project, 500, "2024-11-28", late_reason="进账单晚到")
    december = world.month(2024, 12)
    assert (late.booked_in, total(Arrival.objects.adjustments_of(december))) == (december, Decimal(500))
    reverse_arrival(by=world.verifier, arrival=late, reason="重复")
    assert total(Arrival.objects.adjustments_of(december)) == 0


def test_a_corrected_date_moves_the_money_to_its_month(world: World) -> None:
    old = world.arrive(world.sign(), 800, "2024-12-03")
    new = correct_arrival(by=world.verifier, arrival=old, arrived_on=date(2024, 11, 3), reason="月份写错")
    assert (new.booked_in, new.counts_on) == (world.month(2024, 11), date(2024, 11, 3))
    assert total(Arrival.objects.filter(booked_in=world.month(2024, 12))) == 0
    assert total(Arrival.objects.adjustments_of(world.month(2024, 12))) == 0


def test_what_was_known_before_the_correction_stays_so(world: World) -> None:
    project = world.sign()
    with clock.at(datetime(2024, 12, 5, 9, 0, tzinfo=clock.SHANGHAI)):
        old = world.arrive(project, 800, "2024-12-03")
    with clock.at(datetime(2024, 12, 6, 9, 0, tzinfo=clock.SHANGHAI)):
        correct_arrival(by=world.verifier, arrival=old, amount_wan=Decimal(500), reason="看错")
    assert total(Arrival.objects.known(datetime(2024, 12, 5, 18, 0, tzinfo=clock.SHANGHAI))) == 800
    assert total(Arrival.objects.known(None)) == 500


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "没有改动任何一项"),
        ({"amount_wan": Decimal(800)}, "没有改动任何一项"),
        ({"amount_wan": Decimal(0)}, "应与原记录同为正数"),
        ({"amount_wan": Decimal(-5)}, "应与原记录同为正数"),
        ({"tier": "省内"}, "资金来源不在可选范围内"),
        ({"use": "买车"}, "资金用途不在可选范围内"),
        ({"form": "现钱"}, "到位形式不在可选范围内"),
        ({"arrived_on": date(2024, 12, 17)}, "不能晚于今天"),
        ({"arrived_on": date(2024, 7, 7)}, "不能早于签约时间（2024-07-08）"),
        ({"amount_wan": Decimal(1), "reason": " "}, "请写明更正原因"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_leaves_nothing(world: World, changes: dict[str, Any], sentence: str) -> None:
    old = world.arrive(world.sign(), 800, "2024-12-03")
    with pytest.raises(Refused, match=sentence):
        correct_arrival(**({"by": world.verifier, "arrival": old, "reason": "更正"} | changes))
    assert Arrival.objects.count() == 1


def test_a_row_is_corrected_once_and_the_new_one_may_be_corrected_again(world: World) -> None:
    old = world.arrive(world.sign(), 800, "2024-12-03")
    new = correct_arrival(by=world.verifier, arrival=old, amount_wan=Decimal(500), reason="一")
    with pytest.raises(Refused, match="已经冲销过"):
        correct_arrival(by=world.verifier, arrival=old, amount_wan=Decimal(400), reason="二")
    with pytest.raises(Refused, match="冲销记录"):
        correct_arrival(by=world.verifier, arrival=old.reversed_by, amount_wan=Decimal(-400), reason="二")
    correct_arrival(by=world.verifier, arrival=new, amount_wan=Decimal(400), reason="三")
    assert total(Arrival.objects.all()) == 400


def test_a_clerk_corrects_nothing(world: World) -> None:
    old = world.arrive(world.sign(), 800)
    with pytest.raises(NotAllowed):
        correct_arrival(by=world.clerk, arrival=old, amount_wan=Decimal(1), reason="想改")
    with pytest.raises(NotAllowed):
        withdraw_money(
            by=world.clerk,
            project=old.project,
            amount_wan=Decimal(1),
            withdrawn_on=date(2024, 12, 1),
            use=WORKING,
            reason="想撤",
        )


def withdraw(world: World, project: Any, amount: Any, withdrawn_on: date = date(2024, 12, 12), **more: Any) -> Arrival:
    values = {"use": WORKING, "reason": "股东抽回投资", "document_number": "退款凭证1号"} | more
    return withdraw_money(by=world.verifier, project=project, amount_wan=Decimal(amount), withdrawn_on=withdrawn_on, **values)


def test_a_withdrawal_is_a_negative_row_of_the_current_month_with_negative_credit_by_the_shares(world: World) -> None:
    project = world.sign()
    set_shares(
        by=world.officer,
        project=project,
        dimension=DEPARTMENT,
        parts=[(world.yongqing, Decimal(60)), (world.hongbao, Decimal(40))],
        starts_on=date(2024, 7, 8),
    )
    world.arrive(project, 1000, "2024-11-20")
    close_until(world, 2024, 11)
    row = withdraw(world, project, 300)

    assert (row.kind, row.amount_wan, row.booked_in, row.counts_on) == (
        WITHDRAWAL,
        Decimal(-300),
        world.month(2024, 12),
        date(2024, 12, 12),
    )
    assert (row.reverses, row.corrects) == (None, None)
    shares = {credit.unit: credit.amount_wan for credit in row.credits.filter(dimension=DEPARTMENT)}
    assert shares == {world.yongqing: Decimal(-180), world.hongbao: Decimal(-120)}
    assert total(Arrival.objects.filter(booked_in=world.month(2024, 11))) == 1000
    assert total(Arrival.objects.adjustments_of(world.month(2024, 12))) == 0  # not a correction of November


def test_no_more_is_withdrawn_than_was_counted_of_that_tier(world: World) -> None:
    project = world.sign()
    world.arrive(project, 1000, "2024-12-02")
    world.arrive(project, 50, "2024-12-03", tier="境外", tier_reason="母公司汇入")
    with pytest.raises(Refused, match="不能超过该项目已核定的省外到位资金1000万元"):
        withdraw(world, project, "1000.000001")
    with pytest.raises(Refused, match="不能超过该项目已核定的境外到位资金50万元"):
        withdraw(world, project, 51, tier="境外")
    withdraw(world, project, 700)
    with pytest.raises(Refused, match="不能超过该项目已核定的省外到位资金300万元"):
        withdraw(world, project, 301)
    withdraw(world, project, 300)
    assert total(Arrival.objects.all()) == 50


def test_after_a_withdrawal_the_arrival_is_not_corrected_below_it(world: World) -> None:
    project = world.sign()
    arrival = world.arrive(project, 1000, "2024-12-02")
    withdrawal = withdraw(world, project, 700)
    with pytest.raises(Refused, match="将小于0（已登记撤资）"):
        correct_arrival(by=world.verifier, arrival=arrival, amount_wan=Decimal(699), reason="看错")
    correct_arrival(by=world.verifier, arrival=arrival, amount_wan=Decimal(700), reason="看错")
    correct_arrival(by=world.verifier, arrival=withdrawal, amount_wan=Decimal(-200), reason="实际只撤200万")
    assert total(Arrival.objects.all()) == 500


def test_the_month_of_a_unit_and_the_citys_page_name_what_belongs_to_earlier_months(world: World) -> None:
    """December holds 300 of its own, 40 of November from outside and 7 from within the city: 47 of the unit, 40 beside the city's."""
    project = world.sign()
    world.arrive(project, 100, "2024-11-05")
    close_until(world, 2024, 11)
    world.arrive(project, 300, "2024-12-05")
    world.arrive(project, 40, "2024-11-06", late_reason="回单晚到")
    world.arrive(project, 7, "2024-11-07", tier="市内县外", tier_reason="本市企业投资部分", late_reason="回单晚到")
    grid = browser(world.clerk).get("/claims/month/").content.decode()
    assert "2024年12月入账其中调整上月数47.00万元" in grid
    city = browser(world.verifier).get(reverse("city_recognition"), {"year": "2024", "month": "12"}).content.decode()
    assert "县级12月核定数其中调整上月数40.00万元" in city
    for month in ("11", "1"):
        page = browser(world.verifier).get(reverse("city_recognition"), {"year": "2024", "month": month})
        assert "调整上月数" not in page.content.decode()
