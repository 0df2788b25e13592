"""粘贴申报 as a clerk does it: open, paste, submit — for ten rows out of WPS, with the time of the server."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.load import waiting_to_a_core

pytestmark = pytest.mark.browser

MOST_SECONDS = 2
"""Of the server for each answer, from the request to its first byte, on a machine that has a core for it. Where more processes wait than
there are cores, as many times longer as there are processes to a core."""
MOST_ACTIONS = 6
"""Of the person, from opening the page to the filed claims: clicks, keys and pastes."""


def block(project: str) -> str:
    rows = "".join(f"{project}\t{30 - n}.5\t2024.12.{n:02}\t设备\tPZ{n:04}\n" for n in range(1, 11))
    return f"项目名称\t本次新增到位（万元）\t到账日期\t资金用途\t凭证号\n{rows}合计\t250\n"


class Hand:
    """Counts what the person does and times what the server answers to it."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions, self.seconds = page, 0, []

    def act(self, do: Callable[[], object]) -> None:
        """One action that sends something to the page of the block."""
        self.actions += 1
        with self.page.expect_response(lambda answer: answer.request.method == "POST" and "/claims/paste/" in answer.url) as found:
            do()
        found.value.finished()
        timing = found.value.request.timing
        self.seconds.append((timing["responseStart"] - timing["requestStart"]) / 1000)


def test_ten_rows_are_filed_by_opening_pasting_and_submitting(signed_in: Any) -> None:
    officer = signed_in("jingban")
    page = officer.open("/")
    project = page.evaluate(
        "async () => (await (await fetch('/claims/new/')).text()).match(/<option value=\"\\d+\"[^>]*>([^（<]+)（/)[1]"
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=officer.site.url)
    page.evaluate("text => navigator.clipboard.writeText(text)", block(project))
    hand = Hand(page)
    officer.open("/claims/paste/")  # one: open
    page.click("#id_block")  # two: into the box
    hand.actions += 2
    hand.act(lambda: page.keyboard.press("Control+V"))  # three: read at once
    page.wait_for_selector("#row-10")
    assert page.locator("#row-10 input[name$=claimed_wan]").input_value() == "20.5"
    assert page.locator(".qs-wrong").count() == 0
    hand.act(lambda: page.locator(".qs-foot button.btn-primary").click())  # four: submit
    page.wait_for_url("**/claims/month/**")
    assert "已申报10行、1份" in page.content()
    assert hand.actions <= MOST_ACTIONS
    assert max(hand.seconds) <= MOST_SECONDS * waiting_to_a_core(), hand.seconds


def test_in_the_table_the_keys_move_as_in_a_sheet(signed_in: Any) -> None:
    page = signed_in("jingban").open("/claims/paste/")
    page.fill("#id_block", block("不存在的项目"))
    page.click("button[name=read]")
    page.wait_for_selector("#row-10")
    assert page.locator("#row-1 .qs-wrong").inner_text().startswith("没有找到“不存在的项目”")
    page.focus("#row-1 input[name$=voucher_number]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "line-2-voucher_number"
    page.keyboard.press("Control+D")
    assert page.locator("#row-2 input[name$=voucher_number]").input_value() == "PZ0001"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.name") == "line-1-voucher_number"
