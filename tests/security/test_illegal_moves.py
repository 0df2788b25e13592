"""C07, C08: every change of state that the flow tables do not allow is refused on the site's own pages, changes nothing, and is
written down. The cases are made from the tables: a new state or act brings its own.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import models
from django.urls import reverse

from projects.access.choices import HANDLE_TICKET
from projects.audit.models import Entry
from projects.funding.choices import CLAIM_FLOW, PARTLY, RETURNED, SUBMITTED, VERIFIED, VOIDED, WITHDRAWN
from projects.funding.models import Arrival, Claim, ClaimLine
from projects.months.choices import CLOSED, LABELS, OPEN, REOPENED
from projects.months.models import Month
from projects.organisations.models import User
from projects.services.flow import STATES, STEPS
from projects.services.forms import STEP_PAGES
from projects.services.models import Step, Ticket, TicketHelper
from projects.signing.models import Milestone
from projects.signing.stages import ENDED, MILESTONES
from tests.access.cast import cast_of, send, signed_in
from tests.world import World


def refused(person: User, row: models.Model, post: Callable[[], Any]) -> None:
    """The POST changes no column of the row and leaves exactly one Entry, of the refusal."""
    manager: Any = type(row)._default_manager
    before, entries = manager.values().get(pk=row.pk), Entry.objects.count()
    answer = post()
    assert answer.status_code in {200, 302, 403, 409}
    assert manager.values().get(pk=row.pk) == before
    found = list(Entry.objects.order_by("pk").values_list("verb", "succeeded", "actor")[entries:])
    assert found == [("refused", False, person.pk)]


# --- Claims -----------------------------------------------------------------------------------------------
# Act on the page → the states it leads to, who presses it, what is typed.
CLAIM_ACTS: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {
    "claim_withdraw": ((WITHDRAWN,), "clerk", {}),
    "claim_void": ((VOIDED,), "clerk", {"reason": "误报"}),
    "claim_return": ((RETURNED,), "verifier", {"reason": "请补材料"}),
    "claim_verify": ((VERIFIED, PARTLY), "verifier", {"line-1-counted_wan": "100", "late_reason": ""}),
    "claim_edit": (
        (SUBMITTED,),
        "clerk",
        {
            "line-1-use": "建筑安装工程",
            "line-1-form": "货币",
            "line-1-payer": "示例集团",
            "late_reason": "",
            "line_count": "3",
            "line-1-arrived_on": "2024-12-10",
            "line-1-claimed_wan": "90",
            "reason": "改正",
            "checked": "1",
        },
    ),
}
ILLEGAL_CLAIMS = [
    (state.value, act) for state in CLAIM_FLOW.values() for act, (to, _, _) in CLAIM_ACTS.items() if not set(to) & set(state.next)
]


def test_every_move_of_a_claim_has_its_page_in_these_tests() -> None:
    reached = {to for state in CLAIM_FLOW.values() for to in state.next}
    assert reached == {to for targets, _, _ in CLAIM_ACTS.values() for to in targets}
    assert len(ILLEGAL_CLAIMS) >= 20


@pytest.mark.parametrize(("state", "act"), ILLEGAL_CLAIMS)
def test_a_claim_makes_no_move_that_its_life_does_not_allow(world: World, state: str, act: str) -> None:
    claim = world.claim(world.sign(), 100)
    Claim.objects.filter(pk=claim.pk).update(state=state)
    _, who, typed = CLAIM_ACTS[act]
    person = getattr(world, who)
    refused(person, claim, lambda: send(signed_in(person), act, claim.pk, **typed, version=claim.version))
    assert not Arrival.objects.exists()


# --- Tickets ----------------------------------------------------------------------------------------------
TYPED = {
    "note": "说明",
    "outcome": "已解决",
    "satisfaction": "满意",
    "level": "一般",
    "answer": "满意",
    "spoken_to": "负责人",
    "wanted_on": "2025-01-20",
    "is_granted": "yes",
}
ILLEGAL_STEPS = [
    (state.value, page.kind) for state in STATES.values() for page in STEP_PAGES.values() if not STEPS[page.kind].may_follow(state)
]


@pytest.mark.parametrize(("state", "kind"), ILLEGAL_STEPS)
def test_a_ticket_takes_no_step_that_its_life_does_not_allow(world: World, state: str, kind: str) -> None:
    ticket = world.ticket()
    other = world.ticket()
    Ticket.objects.filter(pk=ticket.pk).update(state=state, lead_unit=world.yongqing)
    TicketHelper.objects.create(ticket=ticket, unit=world.yongqing)
    steps = Step.objects.count()
    typed = TYPED | {"lead_unit": world.hongbao.pk, "into": other.pk, "version": ticket.version}
    who = world.clerk if STEP_PAGES[kind].functions == (HANDLE_TICKET,) else world.agent
    refused(who, ticket, lambda: send(signed_in(who), "ticket_step", ticket.pk, kind, **typed))
    assert Step.objects.count() == steps


# --- Months -----------------------------------------------------------------------------------------------
MONTH_ACTS: dict[str, str] = {"month_close": OPEN, "month_reopen": CLOSED, "month_reclose": REOPENED}
"""Act → the one state it starts from; a reopened month may also be closed by month_close."""
ILLEGAL_MONTHS = [
    (state, act)
    for state in LABELS
    for act, source in MONTH_ACTS.items()
    if state != source and (state, act) != (REOPENED, "month_close")
]


@pytest.mark.parametrize(("state", "act"), ILLEGAL_MONTHS)
def test_a_month_makes_no_move_that_its_life_does_not_allow(world: World, state: str, act: str) -> None:
    month = world.month(2024, 10)
    Month.objects.filter(pk=month.pk).update(state=state)
    typed = {"version": month.version, "note": "", "reason": "漏记"}
    refused(world.verifier, month, lambda: send(signed_in(world.verifier), act, month.pk, **typed))


# --- Accounts ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("is_active", "act"), [(True, "account_enable"), (False, "account_disable")])
def test_an_account_is_not_enabled_or_disabled_twice(world: World, is_active: bool, act: str) -> None:
    system = cast_of(world)["system_admin"]
    User.objects.filter(pk=world.clerk.pk).update(is_active=is_active)
    typed = {"version": world.clerk.version, "reason": "试"}
    refused(system, world.clerk, lambda: send(signed_in(system), act, world.clerk.pk, **typed))


# --- Stages of a project: dated milestones ------------------------------------------------------------------
@pytest.mark.parametrize("kind", [kind.value for kind in MILESTONES if kind.value != ENDED])
def test_a_milestone_is_not_reached_before_the_signing_nor_tomorrow_nor_twice(world: World, kind: str) -> None:
    project = world.sign()
    source = next(item.sources[0] for item in MILESTONES if item.value == kind)
    client = signed_in(world.clerk)

    def reach(day: str) -> Any:
        return send(client, "milestone_new", project.pk, kind=kind, happened_on=day, source=source, note="", reason="现场确认")

    for day in ("2024-07-07", "2024-12-17"):  # signed on 8 July, today is 16 December
        refused(world.clerk, project, lambda day=day: reach(day))  # type: ignore[misc]
    assert reach("2024-09-01").status_code == 302
    project.refresh_from_db()
    refused(world.clerk, project, lambda: reach("2024-09-02"))
    assert Milestone.objects.actual().filter(project=project, kind=kind).count() == 1


def test_a_project_that_is_only_registered_reaches_nothing_and_is_not_ended(world: World) -> None:
    registration = world.register()
    project = registration.project
    typed = {"happened_on": "2024-12-01", "reason": "试", "source": "招商局认定", "note": ""}
    refused(world.verifier, project, lambda: send(signed_in(world.verifier), "project_end", project.pk, **typed))
    assert not Milestone.objects.exists()


# --- C07: the amount of what is verified ----------------------------------------------------------------------
@pytest.mark.parametrize("state", [VERIFIED, PARTLY])
@pytest.mark.parametrize("who", ["clerk", "officer", "verifier"])
def test_the_amount_of_a_verified_arrival_is_changed_by_nobody(world: World, state: str, who: str) -> None:
    """Neither through the claim's page nor with any field that a form does not show; a correction is a row of its own."""
    arrival = world.arrive(world.sign(), 100)
    claim = arrival.line.claim  # type: ignore[union-attr]
    Claim.objects.filter(pk=claim.pk).update(state=state)
    book = list(Arrival.objects.values())
    lines = list(ClaimLine.objects.values())
    person, typed = getattr(world, who), CLAIM_ACTS["claim_edit"][2]
    claim.refresh_from_db()
    foreign = {"counted_wan": "999", "amount_wan": "999", "line-1-counted_wan": "999", "state": "submitted"}
    refused(person, claim, lambda: send(signed_in(person), "claim_edit", claim.pk, **typed, **foreign, version=claim.version))
    assert list(Arrival.objects.values()) == book
    assert list(ClaimLine.objects.values()) == lines


def test_a_correction_leaves_the_first_row_and_adds_two(world: World) -> None:
    arrival = world.arrive(world.sign(), 100)
    first = Arrival.objects.values().get(pk=arrival.pk)
    page = signed_in(world.verifier).get(reverse("arrival_reverse", args=[arrival.pk]))
    assert "amount_wan" not in page.context["form"].fields
    answer = send(signed_in(world.verifier), "arrival_reverse", arrival.pk, reason="重复申报", amount_wan="1")
    assert answer.status_code == 302
    assert Arrival.objects.values().get(pk=arrival.pk) == first
    assert [row.amount_wan for row in Arrival.objects.order_by("pk")] == [Decimal(100), Decimal(-100)]


def test_what_a_page_offers_on_a_claim_follows_the_role_and_the_state(world: World) -> None:
    """C07, fields: the amount of a claim that waits is a box for the filer and for the verifier, and a figure afterwards."""
    project = world.sign()
    waiting = world.claim(project, 100)
    done = world.claim(project, 200, date(2024, 12, 11))
    world.verify(done)
    opens = {
        ("clerk", "claim_verify", waiting): 403,
        ("verifier", "claim_verify", waiting): 200,
        ("verifier", "claim_verify", done): 302,
        ("other_clerk", "claim_edit", waiting): 404,
        ("leader", "claim_edit", waiting): 403,
        ("inspector", "claim_void", waiting): 403,
    }
    for (who, name, claim), status in opens.items():
        assert signed_in(getattr(world, who)).get(reverse(name, args=[claim.pk])).status_code == status, (who, name)
    for who in ("clerk", "verifier", "leader", "inspector"):
        text = signed_in(getattr(world, who)).get(reverse("claim", args=[done.pk])).content.decode()
        assert 'name="line-1-' not in text
        assert reverse("claim_edit", args=[done.pk]) not in text
        assert reverse("claim_verify", args=[done.pk]) not in text
