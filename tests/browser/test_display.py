"""How a page is shown: uG01 (folded menu), uG06 (unit of money), uG07 (large type, 200 %), uG25 (zone of the PC), uG26 (rare characters)."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Person
from tests.browser.pages import window
from tests.browser.test_main_job import register
from tests.databases import Site

pytestmark = pytest.mark.browser

RARE = "清水㛃𬭳（示例）"
WIDE = (
    "/",
    "/projects/",
    "/claims/",
    "/claims/new/",
    "/tasks/",
    "/tasks/ranking/",
    "/tickets/",
    "/cockpit/",
    "/activities/",
    "/help/",
)


def is_wider_than_the_screen(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_the_menu_stays_folded_on_the_next_page_and_after_a_reload(signed_in: Callable[[str], Person]) -> None:
    person = signed_in("tianbao")
    page = person.open("/")
    fold = page.locator("[data-fold]")
    before = page.locator("#menu").bounding_box()["width"]
    fold.click()
    person.open("/projects/")
    page.reload()
    expect(fold).to_have_attribute("aria-expanded", "false")
    assert page.locator("#menu").bounding_box()["width"] < before / 2
    fold.click()
    page.reload()
    expect(fold).to_have_attribute("aria-expanded", "true")
    assert page.locator("#menu").bounding_box()["width"] == before


@pytest.mark.demo
def test_the_unit_of_money_is_remembered_and_the_sum_of_the_list_follows(signed_in: Callable[[str], Person]) -> None:
    """62.93亿元 are 629,300万元 and 6,293,000,000元."""
    person = signed_in("lingdao")
    shown = {}
    for unit, times in (("元", 100_000_000), ("万元", 10_000), ("亿元", 1)):
        page = person.open("/tasks/")
        page.locator(".qs-units").get_by_role("button", name=unit, exact=True).click()
        page.wait_for_url("**/tasks/")
        page = person.open("/projects/?signed_from=2024-01-01&signed_to=2024-12-16&view=none")
        expect(page.locator(".qs-units [aria-pressed=true]")).to_have_text(unit)
        heads = page.locator("thead th").all_inner_texts()
        at = next(number for number, head in enumerate(heads) if "签约额" in head)
        assert f"（{unit}）" in heads[at]
        total = (
            page.locator("tfoot tr")
            .last.locator("td, th")
            .evaluate_all(
                """(cells, at) => { let left = at; for (const cell of cells) { if (left < cell.colSpan) return cell.textContent; left -= cell.colSpan; } }""",
                at,
            )
        )
        shown[unit] = Decimal(re.sub(r"[^\d.]", "", total)) * 100_000_000 / times
    assert len(set(shown.values())) == 1, shown


@pytest.mark.parametrize(("size", "viewport"), [("huge", {"width": 1366, "height": 768}), ("std", {"width": 683, "height": 384})])
def test_no_page_scrolls_sideways_with_the_largest_type_or_at_200_percent(
    size: str, viewport: dict[str, int], signed_in: Any
) -> None:
    """A window of 1366 px at 200 % is one of 683 CSS pixels."""
    person = signed_in("shenhe", viewport)
    person.page.context.add_cookies([{"name": "qs_size", "value": size, "url": person.site.url}])
    assert [path for path in WIDE if is_wider_than_the_screen(person.open(path))] == []


def test_times_are_the_countys_whatever_the_zone_of_the_pc(chromium: Browser, site: Site) -> None:
    seen = []
    for zone in ("Asia/Shanghai", "America/New_York"):
        context = chromium.new_context(locale="zh-CN", timezone_id=zone)
        page = context.new_page()
        first = window(chromium, site, "shenhe2")
        page.context.add_cookies(first.page.context.cookies())
        page.goto(site.url + "/account/logins/")
        seen.append(
            (page.locator(".qs-head b").first.inner_text(), page.locator("main tbody tr").last.locator("th, td").first.inner_text())
        )
        first.page.context.close()
        context.close()
    assert seen[0] == seen[1]
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", seen[0][1])


def test_rare_characters_and_a_long_name_are_shown_whole_and_wrap(signed_in: Any) -> None:
    name = RARE + "绿色建材产业园基础设施与配套项目二期工程暨综合服务中心"
    assert len(name) >= 30
    clerk = signed_in("tianbao", {"width": 375, "height": 667})
    path = register(clerk, name, "1234")
    page = clerk.open(path)
    heading = page.locator("h1")
    assert name in heading.inner_text()
    assert heading.bounding_box()["height"] > 40  # more than one line
    assert not is_wider_than_the_screen(page)
    assert heading.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    page = clerk.open(f"/search/?q={RARE[2:4]}")
    expect(page.locator("main")).to_contain_text(name)
    assert not is_wider_than_the_screen(page)


def test_light_dark_and_the_systems_choice_stay_after_a_reload(signed_in: Callable[[str], Person]) -> None:
    """uG08. The grounds of looks.md 2."""
    page = signed_in("tianbao").open("/projects/")
    light, dark = "rgb(243, 245, 248)", "rgb(14, 21, 30)"

    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    def choose(theme: str) -> None:
        page.locator(f"[data-set-theme={theme}]").first.evaluate("button => button.click()")

    for theme, ours in (("dark", dark), ("light", light)):
        for system in ("light", "dark"):
            page.emulate_media(color_scheme=system)
            choose(theme)
            assert ground() == ours, (theme, system)
            page.reload()
            assert ground() == ours, (theme, system)
    choose("auto")
    for system, ours in (("dark", dark), ("light", light)):
        page.emulate_media(color_scheme=system)
        page.reload()
        assert ground() == ours


def test_head_name_and_totals_of_a_list_stay_while_it_is_scrolled(signed_in: Callable[[str], Person]) -> None:
    """uP06."""
    page = signed_in("shenhe").open("/projects/?per_page=100")
    boxes = """() => {
      const wrap = document.querySelector('.qs-table-wrap');
      const box = (selector) => { const { left, top, bottom } = document.querySelector(selector).getBoundingClientRect(); return { left, top, bottom }; };
      return { head: box('.qs-table thead th'), name: box('.qs-table tbody tr:nth-child(12) .is-title'), total: box('.qs-table tfoot tr:last-child > *'),
               wrap: wrap.getBoundingClientRect().toJSON(), wide: wrap.scrollWidth - wrap.clientWidth, high: wrap.scrollHeight - wrap.clientHeight };
    }"""
    before = page.evaluate(boxes)
    assert before["wide"] > 0
    page.evaluate("document.querySelector('.qs-table-wrap').scrollLeft = 100000")
    page.evaluate("document.querySelector('.qs-table-wrap').scrollTop = 200")
    page.evaluate("window.scrollBy(0, 200)")
    after = page.evaluate(boxes)
    assert after["name"]["left"] == before["name"]["left"]
    assert 0 <= after["head"]["top"] <= 768
    assert after["total"]["bottom"] <= 768
    assert page.locator(".qs-table tfoot").inner_text().count("合计") == 2
