"""The keyboard alone: from the login over 跳到正文 and the menu to a registration that is sent; the ring is always in sight."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from projects.demonstration.people import PASSWORD
from tests.browser.conftest import DESK, Person
from tests.browser.test_axe import violations
from tests.databases import Site

pytestmark = [pytest.mark.browser, pytest.mark.full]

WHERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here);
  const box = here.getBoundingClientRect();
  // A table higher than the window cannot be seen whole: it must fill the window's middle.
  const down = box.height > innerHeight ? innerHeight / 2 : box.top + Math.min(box.height, 20) / 2;
  const top = document.elementFromPoint(box.left + Math.min(box.width, 30) / 2, down);
  return {
    words: (here.getAttribute('aria-label') || here.textContent || '').trim().replace(/\\s+/g, ' '),
    tag: here.tagName.toLowerCase(), name: here.getAttribute('name') || '', id: here.id, type: here.type || '', value: here.value || '',
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    covered: !(top && (here.contains(top) || top.contains(here) || (here.labels && [...here.labels].some(l => l.contains(top))))),
  };
}"""


class Keys:
    """Presses keys and looks where the focus went; collects stops whose ring is missing or that lie under a fixed bar."""

    def __init__(self, page: Page) -> None:
        self.page, self.unseen = page, []

    def tab(self, key: str = "Tab") -> dict[str, Any]:
        self.page.keyboard.press(key)
        here = self.page.evaluate(WHERE)
        if here is None:
            return {"words": "", "tag": "", "name": "", "id": "", "type": "", "value": "", "ring": True, "covered": False}
        if here["tag"] != "main" and (not here["ring"] or here["covered"]):
            self.unseen.append(
                f"{self.page.url}: {here['tag']} {here['name'] or here['words'][:20]} {'' if here['ring'] else 'no ring'}"
            )
        return here

    def to(self, fits: Callable[[dict[str, Any]], bool], most: int = 80) -> dict[str, Any]:
        for _ in range(most):
            here = self.tab()
            if fits(here):
                return here
        raise AssertionError(f"not reached within {most} stops on {self.page.url}")

    def to_name(self, name: str) -> dict[str, Any]:
        return self.to(lambda here: here["name"] == name or here["id"] == f"id_{name}")

    def to_words(self, words: str, most: int = 120) -> dict[str, Any]:
        return self.to(lambda here: here["words"].startswith(words), most)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)


@pytest.fixture
def keys(chromium: Browser, site: Site) -> Any:
    context = chromium.new_context(viewport=DESK, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(site.url + "/login/")
    hands = Keys(page)
    if page.evaluate("document.activeElement.name") != "username":  # it has the focus from the start
        hands.to_name("username")
    hands.type("tianbao")
    hands.to_name("password")
    hands.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)
    yield hands
    context.close()
    assert faults == []


def test_a_signing_is_registered_with_the_keyboard_alone(keys: Keys, ask: Callable[..., list[tuple[Any, ...]]]) -> None:
    page = keys.page
    assert keys.tab()["words"] == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    keys.to_words("登记签约")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/projects/new/"))

    keys.to_name("name")
    keys.type("键盘示例项目")
    keys.to_name("investor_name")
    keys.type("键盘（示例）有限公司")
    keys.to_name("source_tier")
    for _ in range(page.locator("[name=source_tier] option").count()):
        page.keyboard.press("ArrowDown")
        if page.locator("[name=source_tier] option:checked").inner_text() == "省外":
            break
    assert page.locator("[name=source_tier] option:checked").inner_text() == "省外"
    keys.to_name("signed_on")
    page.keyboard.press("Control+a")
    keys.type("2024-12-09")
    keys.to_name("amount_wan")
    keys.type("5000")
    keys.to_name("due_on")  # the contract follows: a file chooser is the system's own window
    keys.type("2024-12-20")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="提交登记").wait_for()
    assert violations(page) == []
    keys.to_words("提交登记")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/projects/\d+/"))
    assert ask("SELECT count(*) FROM projects_project WHERE name = '键盘示例项目'") == [(1,)]
    assert keys.unseen == []


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/projects/",
        "/claims/",
        "/tickets/",
        "/cockpit/",
        "/projects/new/",
        "/account/password/",
        "/tasks/",
        "/tasks/ranking/",
        "/tickets/new/",
        "/help/",
    ],
)
def test_every_stop_of_a_page_shows_a_ring_and_lies_under_no_bar(path: str, keys: Keys) -> None:
    """Once round the page, at most: a focus that never leaves a part would run into the limit."""
    page = keys.page
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + path, wait_until="networkidle")
    stops = page.locator("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']").count()
    first = keys.tab()
    for _ in range(stops + 5):
        here = keys.tab()
        if not here["tag"] or here["words"] == first["words"] == "跳到正文":
            break
    else:
        raise AssertionError("the focus went round and round in one part of the page")
    assert keys.unseen == []


def test_menus_and_dialogs_open_and_close_with_the_keyboard(signed_in: Callable[[str], Person]) -> None:
    page = signed_in("shenhe").open("/")
    keys = Keys(page)
    keys.to(lambda here: here["tag"] == "summary")
    page.keyboard.press("Enter")
    assert page.locator("details.qs-pop[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.qs-pop[open]").count() == 0
