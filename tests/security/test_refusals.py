"""What is refused is written down: C04 (functions), C08 (acts), and what an address that only shows says to a POST."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from projects.audit import actions as audit
from projects.audit.models import Entry
from projects.core import clock
from projects.organisations.models import User
from tests.access.cast import send, signed_in
from tests.access.matrix import MATRIX
from tests.access.scene import Scene, build_scene, undone
from tests.conftest import BUSINESS_MOMENT
from tests.world import World

ADMINISTRATORS = {"system_admin", "security_admin", "audit_admin"}


@pytest.fixture
def scene(db: None) -> Scene:
    return build_scene()


def refusals(person: User) -> list[str]:
    return list(Entry.objects.filter(verb="refused", succeeded=False, actor=person).values_list("label", flat=True))


# --- Functions that a role lacks (C04) --------------------------------------------------------------------
def admin_functions() -> list[str]:
    """Addresses that no role but an administrator's opens."""

    def openers(name: str) -> set[str]:
        row = MATRIX[name]
        return {role for method in ("get", "post") for role, status in row.expected(method).items() if status in {200, 302}}

    return [name for name in MATRIX if openers(name) and openers(name) <= ADMINISTRATORS]


def test_every_administrators_function_refuses_every_other_role_and_writes_it_down(scene: Scene) -> None:
    names, wrong = admin_functions(), []
    assert len(names) >= 25
    for name in names:
        row = MATRIX[name]
        for method in ("get", "post"):
            for role, status in row.expected(method).items():
                if status == 405 or role in ADMINISTRATORS:
                    continue
                with undone():
                    url = reverse(name, args=scene.args[row.args])
                    answer = getattr(scene.client(role), method)(url, {"submission_key": "x"})
                    found = refusals(scene.cast[role])
                if (answer.status_code, len(found)) != (403, 1) or f"{method.upper()} {url}" not in found[0]:
                    wrong.append((name, method, role, answer.status_code, found))
    assert wrong == []


def test_the_same_refusal_is_written_once_a_minute_and_sixty_times_an_hour_at_most(world: World) -> None:
    """A script at the door does not fill the book; the next hour counts anew."""
    client = signed_in(world.clerk)
    for _ in range(5):
        assert client.get(reverse("account_list")).status_code == 403
    assert len(refusals(world.clerk)) == 1
    for number in range(100):
        assert client.get(reverse("account_detail", args=[number + 1])).status_code == 403
    assert len(refusals(world.clerk)) == audit.MOST_REFUSALS == 60
    assert signed_in(world.other_clerk).get(reverse("account_list")).status_code == 403
    assert len(refusals(world.other_clerk)) == 1
    with clock.at(BUSINESS_MOMENT + timedelta(hours=1, seconds=1)):
        client.get(reverse("account_list"))
    assert len(refusals(world.clerk)) == 61


def test_a_refusal_inside_an_action_is_written_once_and_not_again_by_its_page(world: World) -> None:
    """部门办结 by a unit that only assists: the action says no, the page of 403 adds nothing."""
    from projects.services.actions import accept_ticket, assign_ticket

    ticket = accept_ticket(by=world.agent, ticket=world.ticket())
    ticket = assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing, helpers=[world.hongbao])
    answer = send(
        signed_in(world.other_clerk), "ticket_step", ticket.pk, "done", version=ticket.version, outcome="已解决", note="好"
    )
    assert answer.status_code == 403
    assert refusals(world.other_clerk) == ["只有牵头单位可以报部门办结"]


def test_the_refusal_holds_no_invisible_characters_of_the_address(world: World) -> None:
    signed_in(world.clerk).get("/admin/tenures/%E2%80%AE1%0A/")
    signed_in(world.clerk).get(reverse("code_new", args=["sector"]))
    assert all("\n" not in label and "\u202e" not in label for label in refusals(world.clerk))
    assert len(refusals(world.clerk)) == 1


# --- A stale act is a conflict (409) ------------------------------------------------------------------------
def test_a_button_pressed_on_an_old_page_answers_409_changes_nothing_and_is_written_down(world: World) -> None:
    registration = world.register()
    old = registration.version
    type(registration).objects.filter(pk=registration.pk).update(version=old + 1)
    before = Entry.objects.filter(succeeded=True).count()
    answer = send(signed_in(world.verifier), "registration_confirm", registration.pk, version=old)
    assert answer.status_code == 409
    assert "被别人修改过" in answer.content.decode()
    registration.refresh_from_db()
    assert (registration.state, Entry.objects.filter(succeeded=True).count()) == ("submitted", before)
    assert any("被别人修改过" in label for label in refusals(world.verifier))


# --- Addresses that only show -----------------------------------------------------------------------------
def patterns(resolver: URLResolver) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found[entry.name or str(entry.pattern)] = entry.callback
        elif isinstance(entry, URLResolver):
            found |= patterns(entry)
    return found


def only_shows(name: str, view: Any) -> bool:
    """A class without post(); a function that GET opens for anybody."""
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        return not hasattr(view_class, "post")
    return any(status in {200, 302} for status in MATRIX[name].expected("get").values())


def test_every_address_that_only_shows_answers_a_post_with_405() -> None:
    """test_matrix.py holds every one of these cells against the site."""
    shown = [name for name, view in patterns(get_resolver()).items() if only_shows(name, view)]
    assert len(shown) >= 35
    for name in shown:
        assert set(MATRIX[name].expected("post").values()) <= {403, 405}, name
        assert 405 in MATRIX[name].expected("post").values(), name


def test_papers_are_only_fetched_never_posted_to(scene: Scene) -> None:
    for name in ("registration_paper", "evidence_file", "sheet_file"):
        assert scene.status("filing_clerk", "post", name, scene.args[MATRIX[name].args], {}) == 405
    assert Client().post(reverse("health")).status_code == 405
