"""The login in a window: uL02 (what a wrong one says), uL03 (locked), uL06 (the page asked for), uL07 (the last login)."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from projects.demonstration.people import PASSWORD
from tests.databases import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser) -> Any:
    context = chromium.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


def send(page: Page, name: str, password: str) -> None:
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_load_state()


def test_a_wrong_login_keeps_the_name_clears_the_password_and_counts_down_to_the_lock(page: Page, site: Site) -> None:
    page.goto(site.url + "/login/")
    send(page, "bm090", "Wrong-Password-1")
    expect(page.locator(".qs-alert")).to_contain_text(re.compile("账号或密码不正确.*还可尝试4次"))
    assert page.input_value("[name=username]") == "bm090"
    assert page.input_value("[name=password]") == ""
    for _ in range(4):
        send(page, "bm090", "Wrong-Password-1")
    expect(page.locator("body")).to_contain_text("15分钟")
    expect(page.locator("body")).to_contain_text("值班电话")
    expect(page.locator("body")).to_contain_text("0938-0000000")


def test_the_page_asked_for_opens_after_the_login_and_the_last_login_is_told(page: Page, site: Site) -> None:
    asked = "/projects/?sort=name"
    for _ in range(2):
        page.context.clear_cookies()
        page.goto(site.url + asked)
        assert "/login/" in page.url
        send(page, "bm091", PASSWORD)
        page.wait_for_url("**" + asked)
    expect(page.locator("main")).to_contain_text(re.compile(r"上次登录\d{4}-\d\d-\d\d \d\d:\d\d，地址127\.0\.0\.1"))
