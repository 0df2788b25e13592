"""Sessions: B01 to B08."""

import time
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.access.cast import cast_of, log_in, send, signed_in
from tests.world import PASSWORD, World


def age(client: Client, **seconds: int) -> None:
    """The session as if so many seconds had passed since `seen_at` or `signed_in_at`."""
    session = client.session
    for name, passed in seconds.items():
        session[name] = int(time.time()) - passed
    session.save()


def test_a_planted_session_is_worth_nothing_after_the_login(world: World) -> None:
    attacker, victim = Client(), Client()
    victim.get(reverse("login"))
    session = victim.session
    session["x"] = 1
    session.save()
    planted = session.session_key
    victim.cookies[settings.SESSION_COOKIE_NAME] = planted
    log_in("clerk", client=victim)
    assert victim.cookies[settings.SESSION_COOKIE_NAME].value != planted
    attacker.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert attacker.get("/").status_code == 302


@pytest.mark.parametrize(("idle", "status"), [(1795, 200), (1805, 302)])
def test_thirty_minutes_without_a_request_end_the_session(world: World, idle: int, status: int) -> None:
    client = log_in("clerk").client
    age(client, seen_at=idle)
    response = client.get("/")
    assert response.status_code == status
    if status == 302:
        assert "请重新登录" in client.get(response["Location"]).content.decode()


def test_polling_in_the_background_does_not_prolong_the_session(world: World) -> None:
    client = log_in("clerk").client
    age(client, seen_at=1700)
    before = client.session["seen_at"]
    for _ in range(3):
        assert client.get("/", HTTP_X_BACKGROUND="1").status_code == 200
    assert client.session["seen_at"] == before
    age(client, seen_at=1805)
    assert client.get("/", HTTP_X_BACKGROUND="1").status_code in {302, 401}


def test_a_request_of_the_person_prolongs_it(world: World) -> None:
    client = log_in("clerk").client
    age(client, seen_at=1700)
    client.get("/")
    assert time.time() - client.session["seen_at"] < 60


@pytest.mark.parametrize(("passed", "status"), [(43_195, 200), (43_260, 302)])
def test_twelve_hours_end_the_busiest_session(world: World, passed: int, status: int) -> None:
    client = log_in("clerk").client
    age(client, signed_in_at=passed)
    assert client.get("/").status_code == status


def test_a_session_that_ran_out_is_closed_in_the_list(world: World) -> None:
    client = log_in("clerk").client
    age(client, seen_at=1805)
    client.get("/")
    assert world.clerk.logins.get().ended_at is not None


def test_a_replayed_cookie_is_worth_nothing_after_logging_out(world: World) -> None:
    """B04."""
    client = log_in("clerk").client
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = client.get("/")
    assert page["Cache-Control"] == "no-store"
    assert client.get(reverse("logout")).status_code == 405
    out = client.post(reverse("logout"))
    assert "cache" in out["Clear-Site-Data"]
    replay = Client()
    replay.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert replay.get("/").status_code == 302
    assert world.clerk.logins.get().ended_at is not None


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://testserver/claims/?q=a", "/claims/?q=a"),
        ("http://evil.example/x", None),
        ("http://testserver//evil.example/", None),
    ],
)
def test_a_piece_of_a_page_asked_for_without_a_login_sends_the_whole_page_to_it(world: World, page: str, back: str | None) -> None:
    """htmx must not set the login page into a table; afterwards the person returns to the page, not to the piece."""
    piece = reverse("project_list")
    response = Client().get(piece, headers={"HX-Request": "true", "HX-Current-URL": page})
    assert (response.status_code, response.content) == (401, b"")
    assert response["HX-Redirect"] == f"{reverse('login')}?{urlencode({'next': back or piece}, safe='' if back else '/')}"


def test_a_piece_asked_for_after_the_session_ended_does_so_too(world: World) -> None:
    client = log_in("clerk").client
    age(client, seen_at=1805)
    response = client.get(reverse("claims"), headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response["HX-Redirect"].startswith(reverse("login"))
    assert "请重新登录" in client.get(response["HX-Redirect"]).content.decode()


def test_the_cookies_are_bound_to_this_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """B05, read from the settings under HTTPS=1."""
    import importlib

    import qingshui.settings as site

    monkeypatch.setenv("HTTPS", "1")
    secure = importlib.reload(site)
    try:
        assert secure.SESSION_COOKIE_NAME == "__Host-sessionid"
        assert secure.CSRF_COOKIE_NAME == "__Host-csrftoken"
        assert secure.SESSION_COOKIE_SECURE and secure.CSRF_COOKIE_SECURE
        assert secure.SESSION_COOKIE_SAMESITE == "Lax"
        assert not hasattr(secure, "SESSION_COOKIE_DOMAIN")
    finally:
        monkeypatch.delenv("HTTPS")
        importlib.reload(site)


def test_the_session_cookie_is_out_of_reach_of_scripts(world: World) -> None:
    cookie = log_in("clerk").client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["domain"]


def test_one_ends_an_own_session_and_never_another_persons(world: World) -> None:
    here, there = log_in("clerk").client, log_in("clerk").client
    other = log_in("other_clerk").client
    record = world.clerk.logins.get(session_key=there.session.session_key)
    assert send(other, "my_login_end", record.pk).status_code == 404
    assert there.get("/").status_code == 200
    page = here.get(reverse("my_logins")).content.decode()
    assert reverse("my_login_end", args=[record.pk]) in page
    assert send(here, "my_login_end", record.pk).status_code == 302
    response = there.get("/")
    assert response.status_code == 302
    assert "请重新登录" in there.get(response["Location"]).content.decode()


def test_the_system_administrator_signs_an_account_out_everywhere(world: World) -> None:
    clients = [log_in("clerk").client for _ in range(2)]
    system = cast_of(world)["system_admin"]
    assert send(signed_in(system), "account_sign_out", world.clerk.pk).status_code == 302
    assert [client.get("/").status_code for client in clients] == [302, 302]


def test_a_delegates_acts_are_marked(world: World) -> None:
    """领导联络员: the entry says for which post (definitions 3.7)."""
    delegate = cast_of(world)["delegate"]
    log_in("delegate")
    from projects.audit.models import Entry

    entry = Entry.objects.filter(actor=delegate).first()
    assert entry is not None
    assert entry.on_behalf_of == "示例领导联络员代县委书记办理"
    log_in("clerk")
    assert Entry.objects.filter(actor=world.clerk).first().on_behalf_of == ""  # type: ignore[union-attr]


def test_a_person_whose_last_post_ended_sees_a_plain_refusal_and_no_fault(world: World) -> None:
    client = log_in("clerk").client
    world.clerk.tenures.update(ends_on="2024-12-15")
    response: Any = client.get("/")
    assert response.status_code == 403
    assert client.post(reverse("logout")).status_code == 302


def test_the_browser_line_of_a_login_is_kept_clean(world: World) -> None:
    log_in("clerk", PASSWORD, HTTP_USER_AGENT="Chrome\x1b[31m 90\u202e" + "x" * 500)
    line = world.clerk.logins.get().browser
    assert "\x1b" not in line
    assert len(line) <= 200
