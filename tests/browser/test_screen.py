"""大屏 and the leaders' phone in a real Chromium: sizes, seams, offline, the remote, the weight of the first load."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Person
from tests.databases import Site

pytestmark = pytest.mark.browser

SIZES = [(1920, 1080), (3840, 2160), (3840, 1080)]
MEASURE = """() => {
  const shown = (e) => e.getClientRects().length > 0;
  const all = (what) => [...document.querySelectorAll(what)].filter(shown);
  const words = all('#board *').filter((e) => e.children.length === 0 && e.textContent.trim() && e.tagName !== 'SMALL');
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const drawn = (e) => (e.closest('svg.s-chart') ? e.closest('svg').getBoundingClientRect().height / 300 : 1);
  const size = (e) => (parseFloat(getComputedStyle(e).fontSize) * drawn(e)) / scale;
  const blocks = all('.s-block');
  const crosses = (box) => box.left < innerWidth / 2 && box.right > innerWidth / 2;
  return {
    scrolls: document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth,
    smallest: Math.min(...words.map(size)),
    key: Math.min(...all('[data-key]').map(size)),
    blocks: blocks.length,
    cut: all('.s-block, .s-block p, .s-block li').filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent.trim()),
    seam: blocks.filter((e) => crosses(e.getBoundingClientRect())).length,
  };
}"""


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_one_screen_of_readable_figures_at_every_size(width: int, height: int, signed_in: Any) -> None:
    page = signed_in("lingdao", {"width": width, "height": height}).open("/screen/")
    for number in ("1", "2"):
        found = page.evaluate(MEASURE)
        assert not found["scrolls"], number
        assert found["smallest"] >= 20, (number, found)  # at 1080p; letters of the drawing by its height
        assert 1 <= found["blocks"] <= 7
        assert found["cut"] == []
        if number == "1":
            assert found["key"] >= 60
        if width / height > 3:
            assert found["seam"] == 0
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.body.dataset.page") == "1"


def test_offline_keeps_the_numbers_says_so_and_recovers(signed_in: Any) -> None:
    person: Person = signed_in("lingdao", {"width": 1920, "height": 1080})
    page = person.page
    page.clock.install()
    person.open("/screen/")
    number = page.locator("[data-slug=arrived]").inner_text()
    at = page.locator("#fresh").get_attribute("data-at")
    page.context.set_offline(True)
    page.clock.run_for(61_000)
    expect(page.locator("#fresh")).to_contain_text("连接中断")  # asked from outside: the page's own clock stands
    assert page.locator("#fresh").inner_text() == f"数据截至{at}，连接中断"
    assert page.locator("[data-slug=arrived]").inner_text() == number
    page.context.set_offline(False)
    page.clock.run_for(61_000)
    expect(page.locator("#fresh")).to_contain_text("更新")
    assert page.locator("[data-slug=arrived]").inner_text() == number
    person.faults[:] = [fault for fault in person.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


def test_a_day_of_refreshes_leaves_nothing_behind(signed_in: Any) -> None:
    """uS06: 24 hours are 1,440 refreshes; of 240 the heap keeps less than a megabyte, and the page as many elements as before."""
    person: Person = signed_in("lingdao", {"width": 1920, "height": 1080})
    page = person.page
    page.clock.install()
    person.open("/screen/")
    session = page.context.new_cdp_session(page)
    inner = page.locator("#board").inner_html()
    page.route("**/screen/board/", lambda route: route.fulfill(body=inner, content_type="text/html"))

    def refresh(times: int) -> None:
        for _ in range(times):
            with page.expect_response("**/screen/board/"):
                page.clock.run_for(60_000)

    def kept() -> tuple[float, int]:
        session.send("HeapProfiler.collectGarbage")
        return session.send("Runtime.getHeapUsage")["usedSize"], page.evaluate("document.querySelectorAll('*').length")

    refresh(20)
    first, elements = kept()
    refresh(240)
    last, elements_then = kept()
    assert last - first < 1_000_000
    assert elements_then == elements


def test_a_stopped_screen_says_so_and_shows_no_number(signed_in: Any) -> None:
    person: Person = signed_in("lingdao", {"width": 1920, "height": 1080})
    page = person.page
    page.clock.install()
    person.open("/screen/")
    page.route("**/screen/board/", lambda route: route.fulfill(status=404, body=""))
    page.clock.run_for(61_000)
    page.wait_for_selector("#stopped:not([hidden])")
    assert "已停用" in page.locator("#stopped").inner_text()
    assert page.locator("#board").inner_text() == ""


def test_the_leaders_first_load_weighs_at_most_300_kb_and_fits_one_screen(signed_in: Any) -> None:
    person: Person = signed_in("lingdao", {"width": 375, "height": 812})
    page = person.page
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    person.open("/phone/")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= 300_000, sum(sizes)
    behind = page.locator(".qs-brief-behind li")
    assert behind.count() == 5
    box, bar = behind.last.bounding_box(), page.locator(".qs-bottom").bounding_box()
    assert box["y"] + box["height"] <= bar["y"]
    for name in ("arrived", "signed-amount", "arrival-rate-2y"):
        assert page.locator(f"a[href*='/figures/{name}/rows/']").count() == 1
    small = page.evaluate(
        "[...document.querySelectorAll('.qs-brief summary, .qs-brief .btn')]"
        ".filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44).length"
    )
    assert small == 0


def test_a_walls_token_is_issued_shown_and_taken_back(signed_in: Any, chromium: Browser, site: Site) -> None:
    """B10, uS05: no session, no pointer, no other address; after it is revoked the next refresh says 已停用."""
    guard: Person = signed_in("anquan")
    page = guard.open("/administration/tokens/new/")
    page.select_option("[name=purpose]", "display")
    page.fill("[name=label]", "一楼大厅示例")
    page.fill("[name=days]", "30")
    page.locator("main form[method=post] button[type=submit]").last.click()
    address = page.locator("main code").first.inner_text().strip()
    wall = chromium.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    wall.clock.install()
    wall.goto(address)
    assert wall.locator("[data-slug=arrived]").inner_text().startswith("54.27")
    assert wall.evaluate("getComputedStyle(document.body).cursor") == "none"
    assert wall.context.cookies() == []
    assert wall.request.get(f"{site.url}/cockpit/", max_redirects=0).status == 302
    page.goto(f"{site.url}/administration/tokens/")
    page.locator("tr", has_text="一楼大厅示例").get_by_role("button", name="撤销").click()
    expect(page.locator("tr", has_text="一楼大厅示例")).to_contain_text("已撤销")
    wall.clock.run_for(61_000)
    expect(wall.locator("#stopped")).to_be_visible()
    assert "已停用" in wall.locator("#stopped").inner_text()
    assert wall.locator("#board").inner_text() == ""
    wall.context.close()


def test_nothing_moves_for_who_asked_for_less_motion(signed_in: Any) -> None:
    """uS07."""
    person: Person = signed_in("lingdao", {"width": 1920, "height": 1080})
    person.page.emulate_media(reduced_motion="reduce")
    page = person.open("/screen/")
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0.01; }).length"
    )
    assert moving == 0
