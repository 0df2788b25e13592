"""任务分解 in a real browser: the remainder to 55.85亿元 while typing, and the same words from the server without a script."""

from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser

from projects.demonstration.people import PASSWORD
from tests.databases import Site

pytestmark = pytest.mark.browser

ADDRESS = "/tasks/allocate/?dimension=department"
TASK = Decimal(558_500)


def said(wan: Decimal) -> str:
    return f"{wan:,.2f}万元"


def sum_of(page: Any) -> Decimal:
    return sum(
        (Decimal(text) for text in page.locator("[data-part]").evaluate_all("all => all.map(box => box.value || '0')")), Decimal(0)
    )


def test_the_remainder_to_the_county_s_task_follows_every_key(signed_in: Any) -> None:
    """The departments hold 558,500 together. One box emptied, filled with another amount, then written in 亿: the words follow."""
    page = signed_in("shenhe").open(ADDRESS)
    rest, box = page.locator("[data-rest]"), page.locator("[data-part]").first
    assert sum_of(page) == TASK
    assert rest.inner_text() == "任务合计与全县任务一致。"
    own = Decimal(box.input_value())
    box.fill("")
    assert rest.inner_text() == f"任务合计比全县任务少{said(own)}，尚未分解。"
    box.press_sequentially(str(own + 1_500))
    assert rest.inner_text() == f"任务合计比全县任务多{said(Decimal(1_500))}，为加压任务。"
    assert page.locator("[data-sum]").inner_text() == f"{TASK + 1_500:,.2f}"
    assert page.locator("[data-foot-note]").inner_text() == rest.inner_text()
    box.fill("１亿")
    more = Decimal(10_000) - own
    assert (
        rest.inner_text()
        == f"任务合计比全县任务{'多' if more > 0 else '少'}{said(abs(more))}，{'为加压任务' if more > 0 else '尚未分解'}。"
    )
    box.fill(str(own))
    assert rest.inner_text() == "任务合计与全县任务一致。"


def test_without_a_script_the_server_says_the_remainder_and_keeps_the_boxes(chromium: Browser, site: Site) -> None:
    """The reason is left out: the grid comes back with what was typed and with the sum of it."""
    context = chromium.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + "/login/")
    page.fill("input[name=username]", "shenhe")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.goto(site.url + ADDRESS)
    box = page.locator("[data-part]").first
    own = Decimal(box.input_value())
    box.fill(str(own + 250))
    page.fill("[name=document_number]", "清招组发〔2024〕99号")
    page.fill("[name=reason]", "")
    page.locator(".qs-foot button.btn-primary").click()
    assert "请填写原因" in page.content()
    assert page.locator("[data-rest]").inner_text() == f"任务合计比全县任务多{said(Decimal(250))}，为加压任务。"
    assert page.locator("[data-part]").first.input_value() == str(own + 250)
    context.close()


def test_the_months_of_a_project_s_plan_add_up_while_typing(signed_in: Any, ask: Any) -> None:
    ((number,),) = ask("SELECT project_id FROM projects_signing WHERE nature = '正式合同' ORDER BY id DESC LIMIT 1")
    page = signed_in("shenhe").open(f"/projects/{number}/money-plan/")
    page.locator("[data-part]").first.fill("100")
    page.locator("[data-part]").last.fill("0.02亿")
    total = sum_of_boxes(page)
    assert page.locator("[data-sum]").inner_text() == f"{total:,.2f}"
    assert page.locator("[data-rest]").inner_text().startswith("计划合计")


def sum_of_boxes(page: Any) -> Decimal:
    texts = page.locator("[data-part]").evaluate_all("all => all.map(box => box.value || '0')")
    return sum((Decimal(text[:-1]) * 10_000 if text.endswith("亿") else Decimal(text) for text in texts), Decimal(0))
