"""通过 and 退回 pressed at the same instant: exactly one wins, and the book says what the winner did."""

import contextvars
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from projects.core.errors import Refused
from projects.funding.actions import return_claim, verify_claim
from projects.funding.choices import RETURNED, VERIFIED
from projects.funding.models import Arrival, Claim, Credit
from projects.funding.verify import verify_chain
from tests.conftest import FULL
from tests.world import World

ROUNDS = 100 if FULL else 20


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Each in a thread and a connection of its own, let go together. A refusal is a result; any other error fails the test."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=30)
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=contextvars.copy_context().run, args=(run, number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    unexpected = [result for result in results if isinstance(result, Exception) and not isinstance(result, Refused)]
    assert unexpected == []
    return results


@pytest.mark.django_db(transaction=True)
def test_of_a_verify_and_a_return_at_once_exactly_one_wins(world: World) -> None:
    project = world.sign(amount_wan=1_000_000)
    won = []
    for number in range(ROUNDS):
        claim = world.claim(project, Decimal(100 + number))
        results = at_once(
            lambda claim=claim: verify_claim(by=world.verifier, claim=claim),
            lambda claim=claim: return_claim(by=world.second_verifier, claim=claim, reason="缺发票"),
        )
        refused = [result for result in results if isinstance(result, Refused)]
        assert len(refused) == 1
        assert "请刷新页面查看最新状态" in refused[0].message
        state = Claim.objects.get(pk=claim.pk).state
        posted = list(Arrival.objects.filter(line__claim=claim).values_list("amount_wan", flat=True))
        assert (state, posted) in [(VERIFIED, [Decimal(100 + number)]), (RETURNED, [])]
        won.append(state)
    assert Arrival.objects.count() == won.count(VERIFIED)
    assert Credit.objects.count() == 3 * won.count(VERIFIED)
    assert verify_chain(world.county.pk).holds


@pytest.mark.django_db(transaction=True)
def test_two_verifiers_at_once_post_the_money_once(world: World) -> None:
    project = world.sign(amount_wan=1_000_000)
    for number in range(ROUNDS // 4):
        claim = world.claim(project, 100 + number)
        results = at_once(
            lambda claim=claim: verify_claim(by=world.verifier, claim=claim),
            lambda claim=claim: verify_claim(by=world.second_verifier, claim=claim),
        )
        assert sum(isinstance(result, Refused) for result in results) == 1
        assert Arrival.objects.filter(line__claim=claim).count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_claims_verified_at_once_stand_in_one_whole_chain(world: World) -> None:
    """Different projects share nothing but the county's book: its head is the one lock they wait for."""
    claims = [world.claim(world.sign(f"第{number}个项目"), 100 + number) for number in range(8)]
    at_once(*[lambda claim=claim: verify_claim(by=world.verifier, claim=claim) for claim in claims])
    assert list(Arrival.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 9))
    assert verify_chain(world.county.pk).holds
