"""Every page of refusal says what happened, whether typed data is kept, and whom to telephone (uG17)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from projects.ledger.views.desk import DeskPage
from tests.pages.browsing import browser
from tests.world import World

SENTENCE = "<dt>已填内容</dt>"
BIG = 3_000_000


def patient() -> Client:
    return Client(raise_request_exception=False)


def failing(error: Exception) -> Callable[..., HttpResponse]:
    def get(*_: Any, **__: Any) -> HttpResponse:
        raise error

    return get


def of_a_strange_host(world: World, _: pytest.MonkeyPatch) -> HttpResponse:
    return patient().get(reverse("login"), headers={"host": "elsewhere.example"})


def without_the_function(world: World, _: pytest.MonkeyPatch) -> HttpResponse:
    return browser(world.clerk).get(reverse("account_list"))


def without_the_token(world: World, _: pytest.MonkeyPatch) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post(reverse("login"), {"username": "x"})


def of_nothing(world: World, _: pytest.MonkeyPatch) -> HttpResponse:
    return browser(world.clerk).get("/projects/99999999/")


def too_large(world: World, _: pytest.MonkeyPatch) -> HttpResponse:
    client = browser(world.clerk)
    client.raise_request_exception = False
    return client.post(reverse("ticket_new"), f"content={'x' * BIG}", content_type="application/x-www-form-urlencoded")


def too_many_fields(world: World, _: pytest.MonkeyPatch) -> HttpResponse:
    client = browser(world.clerk)
    client.raise_request_exception = False
    body = "&".join(f"f{number}=1" for number in range(10_001))
    return client.post(reverse("ticket_new"), body, content_type="application/x-www-form-urlencoded")


def too_often(world: World, _: pytest.MonkeyPatch) -> HttpResponse:
    client = Client()
    return [client.post(reverse("portal_rating", args=["never-was-one"])) for _ in range(21)][-1]


def of_our_fault(world: World, monkeypatch: pytest.MonkeyPatch) -> HttpResponse:
    monkeypatch.setattr(DeskPage, "get", failing(ZeroDivisionError()))
    client = browser(world.clerk)
    client.raise_request_exception = False
    return client.get("/")


@pytest.mark.parametrize(
    ("ask", "status", "heading", "kept"),
    [
        (of_a_strange_host, 400, "请求", ""),
        (without_the_function, 403, "没有", ""),
        (without_the_token, 403, "", ""),
        (of_nothing, 404, "", ""),
        (too_large, 413, "提交的内容超过了大小限制", "未保存。请按浏览器的“后退”键回到填写页"),
        (too_many_fields, 413, "提交的内容超过了大小限制", "未保存。"),
        (too_often, 429, "操作过于频繁，请稍后再试", "未保存。"),
        (of_our_fault, 500, "平台出了问题", "要么全部保存，要么全部没有保存"),
    ],
)
def test_a_page_of_refusal_says_what_is_kept_and_whom_to_call(
    world: World, monkeypatch: pytest.MonkeyPatch, ask: Callable[..., HttpResponse], status: int, heading: str, kept: str
) -> None:
    with override_settings(HELP_PHONE="0938-7150000"):
        answer = ask(world, monkeypatch)
    html = answer.content.decode()
    assert answer.status_code == status
    assert heading in html
    assert SENTENCE in html
    assert kept in html
    assert 'href="tel:0938-7150000"' in html
    assert "Traceback" not in html


@pytest.mark.parametrize(
    "error", [OperationalError("server closed the connection unexpectedly"), InterfaceError("connection already closed")]
)
def test_without_the_database_the_page_says_when_to_come_back(
    world: World, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(DeskPage, "get", failing(error))
    client = browser(world.clerk)
    client.raise_request_exception = False
    answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "平台正在维护，暂时不能使用" in answer.content.decode()
    assert "保存过的草稿和已经提交的内容都在" in answer.content.decode()
