"""Several people at once, on real transactions: one of them wins, nothing is written twice, the chain stays whole."""

import contextvars
import threading
import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection

from projects.core.errors import Refused
from projects.funding.actions import EvidenceFile, Line, close_month, return_claim, submit_claim, verify_claim
from projects.funding.choices import BUILDING
from projects.funding.models import Arrival, Claim, Credit
from projects.funding.verify import verify_chain
from projects.organisations.models import User
from tests.funding.test_claim_pages import signed_in, typed
from tests.world import World, pdf

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Runs them in threads that start together; a refusal is a result like any other, everything else is raised."""
    barrier = threading.Barrier(len(jobs))
    results: list[Any] = [None] * len(jobs)

    def run(place: int, job: Callable[[], Any]) -> None:
        try:
            barrier.wait(30)
            results[place] = job()
        except Exception as problem:
            results[place] = problem
        finally:
            connection.close()

    # Each thread takes the tests' clock along.
    threads = [threading.Thread(target=contextvars.copy_context().run, args=(run, n, job)) for n, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    unexpected = [result for result in results if isinstance(result, Exception) and not isinstance(result, Refused)]
    if unexpected:
        raise unexpected[0]
    return results


def fresh(person: User) -> User:
    """Each thread its own object: tenures are read once per request."""
    return User.objects.get(pk=person.pk)


def test_twenty_posts_with_one_key_file_one_claim(world: World) -> None:
    project = world.sign()
    key = str(uuid.uuid4())
    clients = [signed_in(world.clerk) for _ in range(20)]
    answers = at_once(
        *(lambda client=client: client.post("/claims/new/", typed(project, submission_key=key)) for client in clients)
    )
    assert Claim.objects.count() == 1
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, f"/claims/{Claim.objects.get().pk}/")}


def test_twenty_verdicts_with_one_key_post_one_arrival(world: World) -> None:
    claim = world.claim(world.sign(), 300)
    values = {"submission_key": str(uuid.uuid4()), "version": claim.version, "line-1-counted_wan": "300"}
    clients = [signed_in(world.verifier) for _ in range(20)]
    answers = at_once(*(lambda client=client: client.post(f"/claims/{claim.pk}/verify/", values) for client in clients))
    assert {answer.status_code for answer in answers} == {302}
    assert Arrival.objects.get().amount_wan == 300


def test_eight_writers_leave_an_unbroken_chain(world: World) -> None:
    projects = [world.sign(f"项目{number}") for number in range(4)]
    claims = [world.claim(projects[number % 4], number + 1) for number in range(24)]

    def post(mine: list[Claim]) -> None:
        verifier = fresh(world.verifier)
        for claim in mine:
            verify_claim(by=verifier, claim=claim)

    at_once(*(lambda n=n: post(claims[n::8]) for n in range(8)))
    rows = list(Arrival.objects.order_by("seq"))
    assert [row.seq for row in rows] == list(range(1, 25))
    assert [row.prev_hash for row in rows] == ["", *(row.hash for row in rows[:-1])]
    assert all(earlier.recorded_at < later.recorded_at for earlier, later in pairwise(rows))
    assert sum(row.amount_wan for row in rows) == 300  # 1 + … + 24
    for dimension in ("leader", "task_force", "department"):
        assert sum(row.amount_wan for row in Credit.objects.filter(dimension=dimension)) == 300
    assert verify_chain(world.county.pk).holds


@pytest.mark.parametrize("attempt", range(3))
def test_closing_a_month_against_posting_into_it(world: World, attempt: int) -> None:
    """The claim stands in December, so that it does not block November's close; one of its lines belongs to November."""
    for year, numbers in ((2023, range(1, 13)), (2024, range(1, 11))):
        for number in numbers:
            close_month(by=world.verifier, month=world.month(year, number))
    november = world.month(2024, 11)
    lines = [
        Line(BUILDING, day, Decimal(10), evidence=[EvidenceFile("银行进账单", pdf())])
        for day in (date(2024, 11, 20), date(2024, 12, 2))
    ]
    claim = submit_claim(by=world.clerk, project=world.sign(), lines=lines)
    closed, posted = at_once(
        lambda: close_month(by=fresh(world.second_verifier), month=november),
        lambda: verify_claim(by=fresh(world.verifier), claim=claim),
    )
    assert not isinstance(closed, Refused)
    in_november = Arrival.objects.filter(booked_in=november).count()
    if isinstance(posted, Refused):
        assert "月结" in posted.message
        assert (in_november, Arrival.objects.count()) == (0, 0)  # the line of December went back with it
    else:
        assert (in_november, Arrival.objects.count()) == (1, 2)
    claim.refresh_from_db()
    assert claim.state == ("submitted" if isinstance(posted, Refused) else "verified")
    assert verify_chain(world.county.pk).holds


@pytest.mark.parametrize("attempt", range(3))
def test_passing_and_returning_at_once_have_one_winner(world: World, attempt: int) -> None:
    claim = world.claim(world.sign(), 300)
    results = at_once(
        lambda: verify_claim(by=fresh(world.verifier), claim=claim),
        lambda: return_claim(by=fresh(world.second_verifier), claim=claim, reason="发票不清晰"),
    )
    refused = [isinstance(result, Refused) for result in results]
    assert sorted(refused) == [False, True]
    claim.refresh_from_db()
    assert claim.state == ("returned" if refused[0] else "verified")
    assert Arrival.objects.count() == (0 if refused[0] else 1)


def test_two_verifiers_pass_the_same_claim_and_it_posts_once(world: World) -> None:
    claim = world.claim(world.sign(), 300)
    results = at_once(
        *(lambda p=person: verify_claim(by=fresh(p), claim=claim) for person in (world.verifier, world.second_verifier))
    )
    assert sorted(isinstance(result, Refused) for result in results) == [False, True]
    assert Arrival.objects.count() == 1
