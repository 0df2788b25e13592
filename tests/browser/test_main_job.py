"""The main job, in a real browser on a server of its own: from a signed paper to a figure that moves by exactly that amount."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pypinyin import Style, lazy_pinyin

from tests.browser.conftest import Person

pytestmark = pytest.mark.browser

ARTICLE = {
    "signed-count": "28个",
    "signed-amount": "62.93亿元",
    "signed-10": "2个",
    "signed-1": "17个",
    "event-count": "22个",
    "event-amount": "60.36亿元",
    "event-growth": "31.8%",
    "invested-count": "16个",
    "funded-count": "23个",
    "industrial-signed": "2个、总投资11亿元",
    "arrived": "54.27亿元",
    "arrived-increase": "20.05亿元",
    "arrived-growth": "58.59%",
    "arrival-task": "55.85亿元",
    "arrival-completion": "97.17%",
    "pace": "超序时进度1.27个百分点",
    "arrival-rate-2y": "63.97%",
    "signing-task-10": "3个",
    "signing-task-1": "16个",
    "tickets": "201条",
    "tickets-closed": "200条",
    "closing-rate": "99%",
}


def figures_on(page: Page) -> dict[str, str]:
    """slug → the text that the list of all figures on 驾驶舱 shows."""
    links = page.locator("table a[href*='/rows/']:not([href*='unit='])").evaluate_all(
        "links => links.map(a => [a.getAttribute('href'), a.textContent.trim()])"
    )
    found = [(re.search(r"/figures/([\w-]+)/rows/", href), text) for href, text in links]
    return {match[1]: text for match, text in found if match and match[1] in ARTICLE}


def register(clerk: Person, name: str, amount: str) -> str:
    """Eight fields and the contract's file; the address of the project's page."""
    page = clerk.open("/projects/new/")
    page.fill("[name=name]", name)
    page.fill("[name=investor_name]", f"{name}（示例）有限公司")
    page.select_option("[name=source_tier]", label="省外")
    page.check("[name=nature][value=正式合同]")
    page.fill("[name=signed_on]", "2024年12月9日")
    page.fill("[name=amount_wan]", amount)
    page.set_input_files("[name=file]", {"name": "合同正文.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 contract"})
    page.locator("main button[type=submit]:not([name])").last.click()
    page.get_by_role("button", name="提交登记").click()
    page.wait_for_url(re.compile(r"/projects/\d+/"))
    return page.url.removeprefix(clerk.site.url).split("?")[0].split("#")[0]


def claim(clerk: Person, project: str, amount: str, *, twice: bool = False) -> None:
    number = re.search(r"\d+", project)
    assert number
    page = clerk.open(f"/claims/new/?project={number[0]}")
    page.fill("[name=line-1-claimed_wan]", amount)
    page.fill("[name=line-1-arrived_on]", "20241210")
    page.select_option("[name=line-1-use]", label="建筑安装工程")
    page.set_input_files(
        "[name=line-1-evidence]", {"name": "进账单.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 slip"}
    )
    page.locator("main form button[type=submit]:not([name])").last.click()
    button = page.get_by_role("button", name="提交申报")
    button.dblclick() if twice else button.click()
    page.wait_for_url(re.compile(r"/claims/(\d+/)?$|/claims/\?|/projects/\d+/"))


def test_the_articles_figures_stand_on_the_dashboard_and_each_opens_its_rows(signed_in: Callable[[str], Person]) -> None:
    leader = signed_in("lingdao")
    page = leader.open("/cockpit/all/")
    assert figures_on(page) == ARTICLE
    for slug in ARTICLE:
        assert leader.status_of(f"/figures/{slug}/rows/") == 200, slug
        assert leader.status_of(f"/figures/{slug}/") == 200, slug


def test_a_figure_moves_by_exactly_what_was_signed_and_what_arrived(
    signed_in: Callable[[str], Person], ask: Callable[..., list[tuple[Any, ...]]], tmp_path: Path
) -> None:
    clerk, verifier = signed_in("tianbao"), signed_in("shenhe")
    project = register(clerk, "核桃深加工示例线", "5000")
    assert figures_on(verifier.open("/cockpit/all/"))["signed-amount"] == "62.93亿元"  # not before the bureau confirms

    page = verifier.open("/projects/waiting/")
    with page.expect_navigation():
        page.locator("button[formaction*='/confirm/']").first.click()
    shown = figures_on(verifier.open("/cockpit/all/"))
    assert (shown["signed-count"], shown["signed-amount"]) == ("29个", "63.43亿元")

    claim(clerk, project, "1,234.5", twice=True)
    assert ask(
        "SELECT count(*) FROM projects_claim c JOIN projects_project p ON p.id = c.project_id WHERE p.name = '核桃深加工示例线'"
    ) == [(1,)]
    (number,) = ask("SELECT max(id) FROM projects_claim")[0]
    assert figures_on(verifier.open("/cockpit/all/"))["arrived"] == "54.27亿元"

    page = verifier.open(f"/claims/{number}/verify/")
    with page.expect_navigation():
        page.locator("button[data-verify=enter]").click()
    assert ask(
        "SELECT amount_wan FROM projects_arrival WHERE line_id IN (SELECT id FROM projects_claimline WHERE claim_id = %s)", number
    ) == [(pytest.approx(1234.5),)]
    assert figures_on(verifier.open("/cockpit/all/"))["arrived"] == "54.39亿元"  # (542,700 + 1,234.5) ÷ 10,000

    stranger = signed_in("bm001")
    (evidence,) = ask(
        "SELECT e.id FROM projects_evidence e JOIN projects_claimline l ON l.id = e.line_id WHERE l.claim_id = %s", number
    )[0]
    assert stranger.status_of(project) == 404
    assert stranger.status_of(f"/claims/{number}/") == 404
    assert stranger.status_of(f"/evidence/{evidence}/") == 404
    assert clerk.status_of(f"/evidence/{evidence}/") == 200


def test_wrong_input_comes_back_with_everything_typed_and_sentences_that_name_the_field(signed_in: Callable[[str], Person]) -> None:
    clerk = signed_in("tianbao")
    page = clerk.open("/projects/new/")
    page.fill("[name=name]", "填错示例")
    page.fill("[name=signed_on]", "2024-12-18")
    page.fill("[name=amount_wan]", "三亿")
    with page.expect_navigation():
        page.locator("main button[type=submit]:not([name])").last.click()
    assert page.input_value("[name=name]") == "填错示例"
    assert page.input_value("[name=amount_wan]") == "三亿"
    text = page.locator("main").inner_text()
    assert "处需要修改" in text
    assert "“三亿”不是金额" in text
    assert page.title().startswith("有误：")


def test_a_clerk_opens_a_ticket(signed_in: Callable[[str], Person], ask: Callable[..., list[tuple[Any, ...]]]) -> None:
    clerk = signed_in("tianbao")
    page = clerk.open("/tickets/new/")
    before = ask("SELECT count(*) FROM projects_ticket")[0][0]
    page.fill("[name=enterprise]", "果香（示例）食品有限公司")
    page.select_option("[name=category]", label="融资")
    page.select_option("[name=source]", label="包抓联走访")
    page.fill("[name=title]", "流动资金续贷困难")
    page.fill("[name=content]", "贷款月底到期，希望协调银行办理续贷。")
    page.locator("main form button[type=submit]:not([name])").last.click()
    page.wait_for_url(re.compile(r"/tickets/\d+/"))
    assert ask("SELECT count(*) FROM projects_ticket")[0][0] == before + 1


def test_a_signing_counts_after_eight_fields_and_a_paper_at_most(signed_in: Callable[[str], Person]) -> None:
    """The measure of definitions 2: what the clerk must touch, the others stand filled or may stay empty."""
    clerk = signed_in("tianbao")
    page = clerk.open("/projects/new/")
    assert page.locator("main form .qs-star").count() <= 8
    touched: list[str] = []
    for name, value in (
        ("name", "八项示例项目"),
        ("investor_name", "八项（示例）有限公司"),
        ("signed_on", "20241209"),
        ("amount_wan", "5000"),
        ("due_on", "2024-12-20"),
    ):
        page.fill(f"[name={name}]", value)
        touched.append(name)
    page.select_option("[name=source_tier]", label="省外")
    page.check("[name=nature][value=正式合同]")
    touched += ["source_tier", "nature"]
    page.locator("main button[type=submit]:not([name])").last.click()
    page.get_by_role("button", name="提交登记").click()
    page.wait_for_url(re.compile(r"/projects/\d+/"))
    assert len(touched) <= 8
    assert "八项示例项目" in page.locator("h1").inner_text()


def test_any_project_is_found_in_two_steps_by_its_initials(
    signed_in: Callable[[str], Person], ask: Callable[..., list[tuple[Any, ...]]]
) -> None:
    """Step one: the box and Enter. Step two: the line."""
    clerk = signed_in("shenhe")
    for number, name in ask("SELECT id, name FROM projects_project ORDER BY id LIMIT 3"):
        page = clerk.open("/")
        page.keyboard.press("/")
        page.keyboard.type("".join(lazy_pinyin(name, style=Style.FIRST_LETTER))[:12])
        with page.expect_navigation():
            page.keyboard.press("Enter")
        with page.expect_navigation():
            page.locator(".qs-found a").filter(has_text=name).first.click()
        assert re.search(rf"/projects/{number}/", page.url)


def test_the_bureau_confirms_a_signing_with_the_keyboard_alone(signed_in: Callable[[str], Person]) -> None:
    register(signed_in("tianbao"), "键盘确认示例", "5000")
    page = signed_in("shenhe").open("/projects/waiting/")
    row = page.get_by_role("row").filter(has_text="键盘确认示例")
    words = row.locator("button[formaction*='/confirm/']").inner_text()
    for _ in range(300):
        page.keyboard.press("Tab")
        here = page.evaluate("(document.activeElement.getAttribute('formaction') || '') + document.activeElement.textContent")
        if "/confirm/" in here and page.evaluate("document.activeElement.closest('tr').textContent.includes('键盘确认示例')"):
            break
    else:
        raise AssertionError(f"{words} is not reached by Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("row").filter(has_text="键盘确认示例").count() == 0
