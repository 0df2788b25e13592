"""A real Chromium, and people in it. These tests never touch Django's database in this process: the server has its own."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg2
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from projects.demonstration.people import PASSWORD
from tests.databases import Site

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Person:
    """One signed-in window. `faults` gathers CSP violations and script errors of everything it showed."""

    page: Page
    site: Site
    faults: list[str]

    def open(self, path: str) -> Page:
        response = self.page.goto(self.site.url + path)
        assert response is not None
        assert response.status == 200, f"{path}: {response.status}"
        return self.page

    def status_of(self, path: str) -> int:
        response = self.page.request.get(self.site.url + path, max_redirects=0)
        return response.status


@pytest.fixture
def signed_in(chromium: Browser, site: Site) -> Iterator[Any]:
    """signed_in("tianbao") → a Person with a window of his own; no fault may be left at the end."""
    people: list[Person] = []

    def enter(username: str, viewport: dict[str, int] | None = None) -> Person:
        context = chromium.new_context(viewport=viewport or DESK, locale="zh-CN", timezone_id="Asia/Shanghai")
        page = context.new_page()
        person = Person(page, site, [])
        page.on("console", lambda message: person.faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: person.faults.append(str(error)))
        page.goto(site.url + "/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "/login/" not in url)
        people.append(person)
        return person

    yield enter
    for person in people:
        person.page.context.close()
    assert [fault for person in people for fault in person.faults if "status of 4" not in fault] == []


@pytest.fixture
def ask(site: Site) -> Any:
    """ask("SELECT …") → the rows, straight from the server's database."""

    def run(question: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(psycopg2.connect(site.owner_url)) as connection, connection.cursor() as cursor:
            cursor.execute(question, values)
            return cursor.fetchall()

    return run
