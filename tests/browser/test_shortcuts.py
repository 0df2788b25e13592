"""uG24: the single keys, what silences them, and the switch; uG15 and uG28 beside them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Person

pytestmark = pytest.mark.browser

FOCUS = "document.activeElement.textContent.trim()"


def names(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("table.qs-table tbody .is-title a").all_inner_texts()]


def test_the_keys_list_themselves_search_walk_the_rows_and_begin_a_new_one(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("tianbao").open("/projects/")
    rows = names(page)
    page.keyboard.press("j")
    assert page.evaluate(FOCUS) == rows[0]
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert page.evaluate(FOCUS) == rows[0]

    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="快捷键")
    expect(dialog).to_be_visible()
    page.keyboard.press("c")  # a dialog is open: nothing else listens
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "site-search"
    page.keyboard.type("c?")  # somebody types: the letters are letters
    assert page.input_value("#site-search") == "c?"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "site-search"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("c")
    page.wait_for_url(re.compile("/projects/new/"))


def test_e_opens_the_edit_of_what_is_shown_also_out_of_a_closed_menu(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("jingban").open("/projects/")
    page.locator("table.qs-table tbody .is-title a").first.click()
    page.wait_for_url(re.compile(r"/projects/\d+/"))
    page.keyboard.press("e")
    page.wait_for_url(re.compile(r"/projects/\d+/edit/"))


def test_an_input_method_at_work_silences_the_keys(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("tianbao").open("/projects/")
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: '?', isComposing: true, bubbles: true}))")
    expect(page.locator("#shortcuts")).to_be_hidden()


def test_the_single_keys_can_be_switched_off_and_stay_off(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("tianbao").open("/projects/")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="快捷键").get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_hidden()
    page.keyboard.press("Control+k")  # no single key: it still searches
    assert page.evaluate("document.activeElement.id") == "site-search"
    page.locator("summary[title=我的]").click()
    page.get_by_role("button", name="快捷键").click()
    page.get_by_role("dialog", name="快捷键").get_by_role("checkbox").check()
    assert "qs_keys=on" in page.evaluate("document.cookie")


def test_a_success_floats_for_three_seconds_and_moves_nothing(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("shenhe").page
    page.clock.install()
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/lists/tickets/columns/")
    page.get_by_role("button", name="保存列设置").click()
    page.wait_for_load_state()
    toast = page.locator("[data-toast]")
    expect(toast).to_be_visible()
    assert toast.evaluate("e => getComputedStyle(e).position") == "fixed"
    page.clock.run_for(3_100)
    expect(toast).to_be_hidden()


def test_a_page_does_not_jump_while_it_loads(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("shenhe")
    for path in ("/", "/projects/", "/cockpit/", "/projects/1/", "/projects/new/"):
        page = person.open(path)
        shift = page.evaluate(
            """() => new Promise(done => {
              let sum = 0;
              new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
                .observe({ type: 'layout-shift', buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
            })"""
        )
        assert shift < 0.1, f"{path}: {shift}"


def test_leaving_a_changed_form_asks_once_and_an_untouched_one_does_not(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("shenhe").open("/tasks/new/")
    asked: list[Any] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator(".qs-crumbs a").first.click()
    page.wait_for_url(re.compile(r"/tasks/$"))
    assert asked == []
    page.go_back()
    page.wait_for_load_state()
    page.locator("[name=paper_number], [name=document], form.qs-form input[type=text]").first.fill("示例1号")
    page.locator(".qs-crumbs a").first.click()
    page.wait_for_url(re.compile(r"/tasks/$"))
    assert asked == ["beforeunload"]


def test_every_page_prints_without_its_frame_and_says_until_when_and_by_whom(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("shenhe").open("/claims/")
    page.emulate_media(media="print")
    for part in (".qs-head", ".qs-menu", ".qs-filter", ".qs-actions"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator(".qs-print-head")).to_contain_text(re.compile(r"截至2024-12-\d\d"))
    expect(page.locator(".qs-print-foot")).to_contain_text("打印人 县招商局")
    assert page.locator("thead").first.evaluate("e => getComputedStyle(e).display") == "table-header-group"
    assert page.locator("tbody tr").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"


def test_help_and_telephone_stand_in_one_spot_on_every_page(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("tianbao")
    spots = set()
    for path in ("/", "/projects/", "/claims/new/", "/tickets/", "/help/"):
        page = person.open(path)
        spots.add(
            tuple(str(page.locator(f".qs-menu-foot {part}").bounding_box()) for part in ("a[href^='tel:']", "a[href*='/help/']"))
        )
    assert len(spots) == 1


def test_the_form_of_a_phone_has_one_bar_at_its_foot(signed_in: Any) -> None:
    page = signed_in("tianbao", {"width": 375, "height": 667}).open("/projects/new/")
    expect(page.locator(".qs-bottom")).to_be_hidden()
    box = page.locator(".qs-foot").bounding_box()
    assert box is not None
    assert box["height"] <= 90
    assert box["y"] + box["height"] == 667


def test_a_saved_draft_does_not_ask_when_one_leaves_and_a_later_letter_does(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("tianbao").open("/projects/new/")
    asked: list[Any] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.fill("[name=name]", "离开示例项目")
    with page.expect_response("**/drafts/"):
        page.keyboard.press("Control+s")
    expect(page.locator("[data-draft-words]")).to_contain_text("已保存")
    page.locator(".qs-crumbs a").first.click()
    page.wait_for_url(re.compile(r"/projects/$"))
    assert asked == []
    page.goto(page.url + "new/")
    assert page.input_value("[name=name]") == "离开示例项目"
    page.fill("[name=name]", "离开示例项目二")
    page.locator(".qs-crumbs a").first.click()
    page.wait_for_url(re.compile(r"/projects/$"))
    assert asked == ["beforeunload"]
