"""An enterprise's whole way without an account, at 375 px: sent, sorted, handled, extended, closed by the department, not satisfied, taken up
again, closed. Days pass by the demonstration's date; every clock is the one worked by hand.

| day | who | what | deadline after it |
|---|---|---|---|
| Mon 12-16 | enterprise | sends the form | – |
| Tue 12-17 | 服务专员 | 交办, 一般: 7 working days | 12-26 |
| Thu 12-19 | 县农业农村局 | asks for 2025-01-06 | 12-26 |
| Fri 12-20 | 服务专员 | grants it | 2025-01-06 |
| Wed 12-25 | 县农业农村局 | 部门办结 | 2025-01-06 |
| Thu 12-26 | enterprise, by its link | 不满意: 重办, 7 working days over New Year's Day | 2025-01-07 |
| Thu 01-02 | 县农业农村局 | 部门办结 | 2025-01-07 |
| Fri 01-03 | 服务专员, by telephone | 满意: 办结（销号） | 2025-01-07 |

Held, in working days: 服务中心 1, 县农业农村局 6, 服务中心 1, 县农业农村局 4, 服务中心 1: together the ticket's age of 13.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg2
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Person
from tests.browser.narrow import FAULTS, PHONE
from tests.databases import Site, demo_template, serve

pytestmark = pytest.mark.browser

UNIT = "县农业农村局"
PHOTO = {"name": "现场.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + b"0" * 64}


@pytest.fixture(scope="module")
def site(django_db_setup: None) -> Iterator[Site]:
    """A server that asks for the business date every time."""
    with serve(demo_template(), DEMO_DATE_SECONDS="-1") as running:
        yield running


@pytest.fixture
def on(site: Site) -> Callable[[str], None]:
    """on("2024-12-17"): from now on it is that day."""

    def run(day: str) -> None:
        with closing(psycopg2.connect(site.owner_url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute("UPDATE projects_setting SET value = to_jsonb(%s::text) WHERE key = 'demo_date'", [day])

    return run


def submit(page: Page) -> None:
    """The five boxes of the form that is open."""
    page.fill("[name=enterprise]", "示例果蔬（示例）有限公司")
    page.fill("[name=phone]", "0938-7150000")
    page.select_option("[name=category]", label="要素保障")
    page.fill("[name=content]", "冷库用电容量不足，申请增容。旺季每天停机两小时。")
    page.set_input_files("[name=photo]", PHOTO)
    page.get_by_role("button", name="提交诉求").click()
    page.wait_for_url("**/portal/t/*/")


def press(person: Person, path: str, button: str) -> None:
    page = person.page
    page.locator("main").get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_url(lambda url: path not in url)


def facts(page: Page) -> dict[str, str]:
    """Label → text of the lists of facts."""
    pairs = page.locator("dl.qs-facts > div").evaluate_all(
        "rows => rows.map(row => [row.querySelector('dt').textContent.trim(), row.querySelector('dd').textContent])"
    )
    return {label: re.sub(r"\s+", " ", text).strip() for label, text in pairs}


def held(page: Page) -> list[tuple[str, int]]:
    rows = page.locator("table:has(caption:has-text('谁办了多久')) tbody tr").evaluate_all(
        "rows => rows.map(row => [row.querySelector('th').textContent.trim(), row.querySelector('td.num').textContent.trim()])"
    )
    return [(holder, int(days)) for holder, days in rows]


def test_an_enterprise_sends_follows_and_rates_and_every_clock_is_right(
    chromium: Browser,
    site: Site,
    signed_in: Callable[..., Person],
    on: Callable[[str], None],
    ask: Callable[..., list[tuple[Any, ...]]],
) -> None:
    faults: list[str] = []
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    phone = context.new_page()
    phone.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    agent, clerk = signed_in("fuwu"), signed_in("tianbao")

    phone.goto(site.url + "/portal/")
    assert phone.evaluate(FAULTS) == []
    submit(phone)
    link = phone.url
    assert phone.evaluate(FAULTS) == []
    assert facts(phone)["办理状态"] == "待受理"
    ((pk, number),) = ask("SELECT id, number FROM projects_ticket WHERE source = 'form' ORDER BY id DESC LIMIT 1")
    ticket = f"/tickets/{pk}/"

    on("2024-12-17")
    page = agent.open("/tickets/triage/")
    row = page.locator("tbody tr", has_text=number)
    assert "企业网上提交" in row.inner_text()
    row.get_by_role("link", name="交办", exact=True).click()
    page.select_option("[name=lead_unit]", label=UNIT)
    page.select_option("[name=level]", label="一般")
    press(agent, "/assign/", "交办")
    assert facts(agent.open(ticket))["办结时限"] == "2024-12-26 一般"
    phone.goto(link)
    told = facts(phone)
    assert (told["办理状态"], told["牵头单位"], told["办结时限"]) == ("办理中", UNIT, "2024-12-26 还剩7个工作日")

    on("2024-12-19")
    page = clerk.open(f"{ticket}ask_extension/")
    page.fill("[name=wanted_on]", "2025-01-06")
    page.fill("[name=note]", "变压器下周到货")
    press(clerk, "/ask_extension/", "申请延期")
    assert facts(clerk.open(ticket))["办结时限"].startswith("2024-12-26")

    on("2024-12-20")
    page = agent.open(f"{ticket}extend/")
    page.check("[name=is_granted][value=yes]")
    page.fill("[name=note]", "同意")
    press(agent, "/extend/", "批复延期")
    assert facts(agent.open(ticket))["办结时限"] == "2025-01-06 一般"

    on("2024-12-25")
    page = clerk.open(f"{ticket}done/")
    page.check("[name=outcome][value=已解决]")
    page.fill("[name=note]", "变压器已增容")
    press(clerk, "/done/", "部门办结")

    on("2024-12-26")
    phone.goto(link)
    assert phone.evaluate(FAULTS) == []
    assert "已解决，变压器已增容" in phone.inner_text("main")
    phone.check("[name=answer][value=不满意]")
    phone.get_by_role("button", name="提交评价").click()
    phone.wait_for_selector(".qs-alert.is-error")
    assert "请写一句哪里没有解决" in phone.inner_text("main")
    phone.check("[name=answer][value=不满意]")
    phone.fill("[name=note]", "三号库还没有接上")
    with phone.expect_navigation():
        phone.get_by_role("button", name="提交评价").click()
    told = facts(phone)
    assert (told["办理状态"], told["办结时限"]) == ("办理中", "2025-01-07 还剩7个工作日")

    on("2025-01-02")
    page = clerk.open(f"{ticket}done/")
    page.check("[name=outcome][value=已解决]")
    page.fill("[name=note]", "三号库已接上")
    press(clerk, "/done/", "部门办结")

    on("2025-01-03")
    page = agent.open(f"{ticket}call/")
    page.check("[name=answer][value=满意]")
    page.fill("[name=spoken_to]", "生产负责人")
    press(agent, "/call/", "回访")

    page = agent.open(ticket)
    assert held(page) == [("服务中心", 1), (UNIT, 6), ("服务中心", 1), (UNIT, 4), ("服务中心", 1)]
    assert "共13个工作日" in page.locator("main").inner_text()
    phone.goto(link)
    assert facts(phone)["办理状态"] == "办结（销号）"
    assert phone.locator("[name=answer]").count() == 0
    steps = ask("SELECT kind, happened_on::text, satisfaction FROM projects_step WHERE ticket_id = %s ORDER BY id", pk)
    assert steps == [
        ("register", "2024-12-16", ""),
        ("accept", "2024-12-17", ""),
        ("assign", "2024-12-17", ""),
        ("ask_extension", "2024-12-19", ""),
        ("extend", "2024-12-20", ""),
        ("done", "2024-12-25", ""),
        ("rate", "2024-12-26", "不满意"),
        ("reopen", "2024-12-26", ""),
        ("done", "2025-01-02", ""),
        ("call", "2025-01-03", "满意"),
        ("close", "2025-01-03", "满意"),
    ]
    context.close()
    assert faults == []
