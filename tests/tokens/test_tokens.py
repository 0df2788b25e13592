"""One-time links: hashed, single-purpose, expiring, revocable; a GET counts nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import Refused
from projects.tokens.actions import find_token, hash_of, issue_token, revoke_token, spend_token
from projects.tokens.models import PostCount, Token
from projects.tokens.views import TokenPage
from tests.conftest import BUSINESS_MOMENT
from tests.world import World

RATING = "ticket_rating"


class RatingPage(TokenPage):
    purposes = (RATING,)

    def carry_out(self, token: Token) -> HttpResponse:
        if "bad" in self.request.POST:
            raise Refused("请选择满意度")
        return HttpResponse("谢谢")


urlpatterns = [path("rate/<str:secret>/", RatingPage.as_view()), path("", include("qingshui.urls"))]


@pytest.fixture(autouse=True)
def urls() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def rating(world: World) -> tuple[Token, str]:
    return issue_token(by=world.agent, county=world.county, purpose=RATING, about=world.ticket())


def test_the_secret_is_random_and_only_its_sha256_is_kept(world: World) -> None:
    token, secret = rating(world)
    assert len(secret) == 43
    assert token.secret_hash == hash_of(secret)
    assert len(token.secret_hash) == 64
    assert secret not in str(Token.objects.values()) + str(Entry.objects.values())


def test_looking_never_uses_a_link_and_writes_nothing(world: World) -> None:
    token, secret = rating(world)
    client = Client()
    client.get(f"/rate/{secret}/")
    with CaptureQueriesContext(connection) as queries:
        for _ in range(50):
            answer = client.get(f"/rate/{secret}/")
            assert answer.status_code == 200
    assert answer["Referrer-Policy"] == "same-origin"
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    token.refresh_from_db()
    assert (token.uses, PostCount.objects.count()) == (0, 0)


def test_a_post_uses_it_once_and_the_second_is_told_so(world: World) -> None:
    token, secret = rating(world)
    client = Client()
    assert client.post(f"/rate/{secret}/").content.decode() == "谢谢"
    token.refresh_from_db()
    assert token.uses == 1
    again = client.post(f"/rate/{secret}/")
    assert again.status_code == 404
    assert "链接无效、已使用或已过期" in again.content.decode()


def test_a_refused_post_leaves_the_link_unused(world: World) -> None:
    token, secret = rating(world)
    answer = Client().post(f"/rate/{secret}/", {"bad": "1"})
    assert "请选择满意度" in answer.content.decode()
    token.refresh_from_db()
    assert token.uses == 0


def test_a_link_of_one_purpose_opens_nothing_of_another(world: World) -> None:
    _, secret = issue_token(by=world.agent, county=world.county, purpose="ticket", about=world.ticket())
    assert find_token(secret, "ticket") is not None
    assert find_token(secret, RATING) is None
    assert Client().get(f"/rate/{secret}/").status_code == 404
    with pytest.raises(Refused, match="链接无效"):
        spend_token(by=None, secret=secret, purpose=RATING)


def test_it_ends_with_its_time_and_when_it_is_revoked(world: World) -> None:
    token, secret = rating(world)
    assert token.expires_at == BUSINESS_MOMENT + timedelta(days=30)
    with clock.at(BUSINESS_MOMENT + timedelta(days=30)):
        assert find_token(secret, RATING) is None
    assert find_token(secret, RATING) is not None
    revoke_token(by=world.agent, token=token)
    assert find_token(secret, RATING) is None


def test_a_shorter_life_may_be_asked_for_and_a_longer_one_not(world: World) -> None:
    short, _ = issue_token(by=None, county=world.county, purpose=RATING, lives=timedelta(days=1))
    long, _ = issue_token(by=None, county=world.county, purpose=RATING, lives=timedelta(days=999))
    assert short.expires_at == BUSINESS_MOMENT + timedelta(days=1)
    assert long.expires_at == BUSINESS_MOMENT + timedelta(days=30)


def test_the_twenty_first_post_of_an_address_within_the_hour_is_refused(world: World) -> None:
    client = Client()
    statuses = [client.post("/rate/never-was-one/").status_code for _ in range(21)]
    assert statuses == [404] * 20 + [429]
    assert Client(REMOTE_ADDR="10.0.0.9").post("/rate/never-was-one/").status_code == 404
    assert "127.0.0.1" not in str(PostCount.objects.values())
