"""Money from a claim to the book: amounts, dates, credit."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from projects.core import clock
from projects.core.errors import Refused
from projects.funding.actions import Cut, Verdict, close_month, reverse_arrival, verify_claim
from projects.funding.models import Arrival, Credit
from projects.organisations.choices import DEPARTMENT
from projects.signing.actions import set_shares
from tests.world import World


def test_a_verified_claim_posts_one_arrival_with_credit_in_three_dimensions(world: World) -> None:
    project = world.sign(amount_wan=10_000)
    arrival = world.arrive(project, "1234.567891", "2024-12-10")

    assert (arrival.amount_wan, arrival.source_tier, arrival.counts_on) == (Decimal("1234.567891"), "省外", date(2024, 12, 10))
    assert arrival.booked_in == world.month(2024, 12)
    credit = {row.dimension: (row.unit, row.amount_wan) for row in Credit.objects.filter(arrival=arrival)}
    assert credit == {
        "leader": (world.leader_post, Decimal("1234.567891")),
        "task_force": (world.agri, Decimal("1234.567891")),
        "department": (world.yongqing, Decimal("1234.567891")),
    }


def test_who_filed_a_claim_may_not_verify_it(world: World) -> None:
    project = world.sign()
    claim = world.claim(project, 100, by=world.verifier)
    with pytest.raises(Refused, match="填报人不能核定"):
        verify_claim(by=world.verifier, claim=claim)
    verify_claim(by=world.second_verifier, claim=claim)


def test_claimed_is_counted_plus_cuts(world: World) -> None:
    claim = world.claim(world.sign(), 3000)
    with pytest.raises(Refused, match="不等于申报数"):
        world.verify(claim, {1: Verdict(Decimal(2700))})
    world.verify(claim, {1: Verdict(Decimal(2700), [Cut("evidence", Decimal(300), "发票缺一张")])})
    claim.refresh_from_db()
    assert claim.state == "partly"
    assert Arrival.objects.get().amount_wan == 2700


def test_a_line_without_evidence_is_never_verified(world: World) -> None:
    claim = world.claim(world.sign(), 3000, evidence=[], evidence_due_on=date(2024, 12, 20))
    with pytest.raises(Refused, match="还没有佐证材料"):
        world.verify(claim)


def test_without_papers_a_line_says_by_which_day_they_come(world: World) -> None:
    project = world.sign()
    with pytest.raises(Refused, match="请上传佐证材料，或填写“待补佐证”的补交日期"):
        world.claim(project, 3000, evidence=[])
    with pytest.raises(Refused, match=r"佐证补交日期不能早于今天（2024-12-16）"):
        world.claim(project, 3000, evidence=[], evidence_due_on=date(2024, 12, 15))
    claim = world.claim(project, 3000, evidence=[], evidence_due_on=date(2024, 12, 16))
    assert claim.lines.get().evidence_due_on == date(2024, 12, 16)


def test_shared_credit_sums_to_the_amount_and_the_last_takes_the_remainder(world: World) -> None:
    project = world.sign()
    parts = [(world.yongqing, Decimal("33.3333")), (world.hongbao, Decimal("66.6667"))]
    set_shares(by=world.officer, project=project, dimension=DEPARTMENT, parts=parts, starts_on=date(2024, 7, 8))
    arrival = world.arrive(project, "100.01")
    amounts = [row.amount_wan for row in Credit.objects.filter(arrival=arrival, dimension=DEPARTMENT).order_by("id")]
    assert amounts == [Decimal("66.673366"), Decimal("33.336634")]
    assert sum(amounts) == Decimal("100.01")


def test_a_paper_found_after_the_close_counts_in_the_open_month_and_the_closed_one_never_moves(world: World) -> None:
    project = world.sign()
    with clock.at(datetime(2024, 12, 5, 9, 0, tzinfo=clock.SHANGHAI)):
        for number in range(1, 13):
            close_month(by=world.verifier, month=world.month(2023, number))
        for number in range(1, 12):
            close_month(by=world.verifier, month=world.month(2024, number))
    with clock.at(datetime(2024, 12, 8, 9, 0, tzinfo=clock.SHANGHAI)):
        claim = world.claim(project, 500, "2024-11-28")
        with pytest.raises(Refused, match="请填写补录原因"):
            world.verify(claim)
        world.verify(claim, late_reason="进账单晚到")
    arrival = Arrival.objects.get()
    assert (arrival.arrived_on, arrival.counts_on, arrival.booked_in.number) == (date(2024, 11, 28), date(2024, 12, 1), 12)
    assert arrival.late_reason == "进账单晚到"


def test_a_reversal_is_the_opposite_row_in_an_open_month_with_the_opposite_credit(world: World) -> None:
    arrival = world.arrive(world.sign(), 800)
    row = reverse_arrival(by=world.verifier, arrival=arrival, reason="重复入账")
    assert (row.amount_wan, row.reverses, row.seq, row.prev_hash) == (-800, arrival, 2, arrival.hash)
    assert sum(credit.amount_wan for credit in Credit.objects.all()) == 0
    with pytest.raises(Refused, match="已经冲销过"):
        reverse_arrival(by=world.verifier, arrival=arrival, reason="再冲一次")


def test_the_chain_holds_each_row_to_the_one_before(world: World) -> None:
    project = world.sign()
    for amount in (100, 200, 300):
        world.arrive(project, amount)
    rows = list(Arrival.objects.order_by("seq"))
    assert [row.seq for row in rows] == [1, 2, 3]
    assert [row.prev_hash for row in rows] == ["", rows[0].hash, rows[1].hash]
    assert all(row.hash == row.fingerprint() for row in rows)
