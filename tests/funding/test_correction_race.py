"""Corrections, withdrawals, changes of shares and posting at the same instant: no money twice, no deadlock."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from projects.core.errors import Refused
from projects.funding.actions import change_shares, correct_arrival, reverse_arrival, verify_claim, withdraw_money
from projects.funding.choices import WORKING
from projects.funding.models import Arrival, Credit
from projects.funding.verify import verify_chain
from projects.organisations.choices import DEPARTMENT
from tests.funding.test_race import at_once
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def total(world: World) -> Decimal:
    return Arrival.objects.aggregate(total=Sum("amount_wan"))["total"] or Decimal(0)


def test_of_a_correction_and_a_reversal_at_once_exactly_one_wins(world: World) -> None:
    project = world.sign()
    for _ in range(ROUNDS):
        before = total(world)
        arrival = world.arrive(project, 800)
        results = at_once(
            lambda arrival=arrival: correct_arrival(by=world.verifier, arrival=arrival, amount_wan=Decimal(500), reason="看错"),
            lambda arrival=arrival: reverse_arrival(by=world.second_verifier, arrival=arrival, reason="重复"),
        )
        assert sum(isinstance(result, Refused) for result in results) == 1
        assert total(world) - before in (Decimal(500), Decimal(0))
    assert verify_chain(world.county.pk).holds


def test_two_withdrawals_at_once_never_take_more_than_was_counted(world: World) -> None:
    project = world.sign()
    world.arrive(project, 1000)
    values = {
        "project": project,
        "amount_wan": Decimal(600),
        "withdrawn_on": date(2024, 12, 12),
        "use": WORKING,
        "reason": "退出",
        "document_number": "1号",
    }
    results = at_once(
        lambda: withdraw_money(by=world.verifier, **values), lambda: withdraw_money(by=world.second_verifier, **values)
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    assert total(world) == 400


def test_credit_follows_the_shares_whichever_of_posting_and_change_comes_first(world: World) -> None:
    project = world.sign()
    for number in range(ROUNDS):
        claim = world.claim(project, 100)
        receiver = (world.hongbao, world.park)[number % 2]
        at_once(
            lambda claim=claim: verify_claim(by=world.verifier, claim=claim),
            lambda receiver=receiver: change_shares(
                by=world.second_verifier,
                project=project,
                dimension=DEPARTMENT,
                parts=[(receiver, Decimal(100))],
                starts_on=date(2024, 12, 1),
                reason="调整",
            ),
        )
        held = Credit.objects.filter(dimension=DEPARTMENT).values_list("unit").annotate(total=Sum("amount_wan"))
        assert {unit: amount for unit, amount in held if amount} == {receiver.pk: Decimal(100 * (number + 1))}
    assert verify_chain(world.county.pk).holds
