"""Forms in a real browser: drafts, one click sends once, files with progress, a session that ended, pickers by initials."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Person

pytestmark = pytest.mark.browser
NEW = "/projects/new/"
FILE = {"name": "合同正文.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 contract"}


def fill(page: Page, name: str) -> None:
    page.fill("[name=name]", name)
    page.fill("[name=investor_name]", f"{name}（示例）有限公司")
    page.select_option("[name=source_tier]", label="省外")
    page.fill("[name=signed_on]", "2024年12月9日")
    page.fill("[name=amount_wan]", "3亿")


def go_on(page: Page) -> None:
    page.get_by_role("button", name="下一步：核对").click()


def test_what_is_typed_is_saved_after_ten_seconds_and_comes_back_on_another_pc(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("tianbao").page
    page.clock.install()
    clerk = Person(page, signed_in("tianbao").site, [])
    clerk.open(NEW)
    page.fill("[name=name]", "草稿示例项目")
    page.fill("[name=amount_wan]", "三亿")
    with page.expect_response("**/drafts/") as saved:
        page.clock.run_for(11_000)
    assert saved.value.status == 200
    expect(page.locator("[data-draft-words]")).to_have_text(re.compile(r"草稿 \d\d:\d\d 已保存"))

    other = signed_in("tianbao").open(NEW)
    assert other.input_value("[name=name]") == "草稿示例项目"
    assert other.input_value("[name=amount_wan]") == "三亿"
    with other.expect_navigation():
        other.get_by_role("button", name="放弃草稿").click()
    assert other.input_value("[name=name]") == ""


def test_an_amount_is_read_back_with_what_it_would_change(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("tianbao").open(NEW)
    page.fill("[name=amount_wan]", "3亿")
    box = page.locator("#id_amount_wan_echo")
    expect(box).to_contain_text("30,000.00万元 = 3.00亿元 = 叁亿元整")
    expect(box).to_contain_text(re.compile(r"确认后计入“1亿元以上（含）”；本年签约额将由[\d.]+亿元变为[\d.]+亿元"))
    page.check("[name=nature][value=框架协议]")
    expect(box).to_contain_text("框架协议和意向协议不计入签约额")


def test_files_go_up_one_by_one_survive_a_wrong_field_and_a_double_click_registers_once(
    signed_in: Callable[[str], Person], ask: Callable[..., list[tuple[Any, ...]]]
) -> None:
    page = signed_in("tianbao").open(NEW)
    fill(page, "上传示例项目")
    page.fill("[name=name]", "")
    page.set_input_files("[name=file]", {"name": "程序.exe", "mimeType": "application/pdf", "buffer": b"MZ"})
    expect(page.locator(".qs-staged")).to_contain_text("“程序.exe”不是PDF、JPG、PNG文件，请另存为这几种格式后再传")
    page.set_input_files("[name=file]", FILE)
    expect(page.locator(".qs-staged")).to_contain_text("已上传")
    go_on(page)
    expect(page.locator(".qs-error-summary")).to_contain_text("请填写项目名称")
    expect(page.locator(".qs-staged")).to_contain_text("合同正文.pdf")
    page.fill("[name=name]", "上传示例项目")
    go_on(page)
    expect(page.locator("main")).to_contain_text("合同正文.pdf")
    expect(page.locator("#check_echo")).to_contain_text("叁亿元整")
    page.get_by_role("button", name="更改签约额").click()
    assert page.input_value("[name=amount_wan]") == "3亿"
    go_on(page)
    page.get_by_role("button", name="提交登记").dblclick()
    page.wait_for_url(re.compile(r"/projects/\d+/"))
    rows = ask(
        "SELECT f.name FROM projects_registration r JOIN projects_project p ON p.id = r.project_id "
        "JOIN projects_storedfile f ON f.id = r.paper_id WHERE p.name = '上传示例项目'"
    )
    assert rows == [("合同正文.pdf",)]
    assert ask("SELECT count(*) FROM projects_stagedfile") == [(0,)]


def is_beside_the_page(route: Route) -> bool:
    """A draft or a question on its way: its answer would bring the cookie of the session back."""
    return route.request.resource_type in {"xhr", "fetch"}


def test_a_form_sent_after_the_session_ended_returns_after_the_login(signed_in: Callable[[str], Person]) -> None:
    clerk = signed_in("tianbao")
    page = clerk.open(NEW)
    page.route("**/*", lambda route: route.fulfill(status=204) if is_beside_the_page(route) else route.continue_())
    fill(page, "超时示例项目")
    page.context.clear_cookies(name="sessionid")
    go_on(page)
    page.wait_for_url(re.compile("/login/"))
    expect(page.locator("main")).to_contain_text("您刚才填写的内容已经保留")
    from projects.demonstration.people import PASSWORD

    page.fill("input[name=username]", "tianbao")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url(re.compile(NEW))
    assert page.input_value("[name=name]") == "超时示例项目"
    assert page.input_value("[name=amount_wan]") == "3亿"
    expect(page.locator("[data-draft-words]")).to_contain_text("登录前提交的内容已找回")
    page.get_by_role("button", name="放弃草稿").click()


def test_two_minutes_before_the_end_the_session_is_prolonged_with_one_key(signed_in: Callable[[str], Person]) -> None:
    clerk = signed_in("tianbao")
    clerk.page.clock.install()
    page = clerk.open("/")
    page.route("**/session/left/", lambda route: answer(route, 110))
    page.clock.run_for(29 * 60 * 1000)
    dialog = page.get_by_role("dialog", name="登录即将结束")
    expect(dialog).to_be_visible()
    with page.expect_response("**/session/keep/") as kept:
        page.get_by_role("button", name="继续使用").press("Enter")
    assert kept.value.json()["seconds"] > 1700
    expect(dialog).to_be_hidden()


def answer(route: Route, seconds: int) -> None:
    route.fulfill(json={"seconds": seconds})


def test_a_department_is_found_by_the_initials_of_its_name_and_offered_first_next_time(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("jingban").open(NEW)
    keys, label = page.locator("select[name=department] option").nth(12).evaluate("o => [o.dataset.keys, o.textContent.trim()]")
    box = page.get_by_role("combobox", name="责任部门")
    box.click()
    box.fill(keys.split()[1])
    expect(page.get_by_role("option", name=label)).to_be_visible()
    page.get_by_role("option", name=label).first.click()
    assert box.input_value() == label
    assert page.locator("select[name=department]").evaluate("s => s.selectedOptions[0].textContent.trim()") == label
    box.press("ArrowDown")
    assert box.get_attribute("aria-expanded") == "true"
    box.press("Escape")
    assert (box.get_attribute("aria-expanded"), box.input_value()) == ("false", label)


def test_enter_in_a_box_goes_on_and_does_not_save_or_give_up_a_draft(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("tianbao").open(NEW)
    page.fill("[name=name]", "回车示例")
    page.locator("[name=name]").press("Enter")
    expect(page.locator(".qs-error-summary")).to_contain_text("处需要修改")
    page.goto("about:blank")


def test_an_answer_that_comes_late_never_overwrites_a_newer_one(signed_in: Callable[[str], Person]) -> None:
    """uP14: the answer for 慢 is held back until that for 快 is shown."""
    page = signed_in("tianbao").open(NEW)
    held: list[Route] = []

    def suggest(route: Route) -> None:
        if "%E5%BF%AB" in route.request.url:
            route.fulfill(json={"found": [{"value": "快（示例）公司", "note": "", "recent": False}], "hint": "快的提示"})
        else:
            held.append(route)

    page.route("**/enterprises/suggest/**", suggest)
    box = page.locator("[name=investor_name]")
    with page.expect_request("**/enterprises/suggest/**"):
        box.fill("慢")
    box.fill("快")
    expect(page.get_by_role("option", name="快（示例）公司")).to_be_visible()
    with page.expect_response("**/enterprises/suggest/**"):
        held[0].fulfill(json={"found": [{"value": "慢（示例）公司", "note": "", "recent": False}], "hint": "慢的提示"})
    expect(page.locator("output.qs-echo", has_text="快的提示")).to_be_visible()
    expect(page.locator(".qs-picker-list:visible [role=option]")).to_have_text(["快（示例）公司"])
    assert page.locator("text=慢的提示").count() == 0


def test_a_day_is_typed_or_picked_from_a_calendar(signed_in: Callable[[str], Person]) -> None:
    """uF06: the browser's own calendar at the end of the box; what is picked is written as one would type it."""
    page = signed_in("tianbao").open(NEW)
    box = page.locator("input[name=signed_on]")
    pick = box.locator("xpath=following-sibling::input[@type='date']")
    assert pick.get_attribute("name") is None
    pick.fill("2024-12-01")
    assert box.input_value() == "2024-12-01"
    box.fill("20241203")
    assert box.input_value() == "20241203"
    pick.fill("2024-12-05")
    assert box.input_value() == "2024-12-05"
    page.goto("about:blank")


def test_the_summary_of_faults_has_the_focus_and_leads_to_each_field(signed_in: Callable[[str], Person]) -> None:
    """uF08."""
    page = signed_in("tianbao").open(NEW)
    page.fill("[name=name]", "出错示例")
    go_on(page)
    summary = page.locator(".qs-error-summary")
    expect(summary).to_be_focused()
    links = summary.locator("a[href^='#']")
    expect(summary).to_contain_text(f"有{links.count()}处需要修改")
    assert links.count() >= 3
    for place in range(links.count()):
        target = str(links.nth(place).get_attribute("href"))
        words = links.nth(place).inner_text()
        links.nth(place).click()
        field = page.locator(".qs-field").filter(has=page.locator(target)).last
        expect(field).to_contain_text(words)
        assert page.evaluate(
            "target => document.querySelector(target).contains(document.activeElement) "
            "|| document.activeElement.closest('.qs-field').contains(document.querySelector(target))",
            target,
        )
    assert page.locator("[name=name]").input_value() == "出错示例"
    page.goto("about:blank")
