"""Every page against WCAG 2.0 to 2.2, A and AA, with axe-core; no CSP violation and no script error on the way.

FULL: light and dark, on a desk of 1366 and on a phone of 375 px; and every page; else each eighth, light, at 1366. What a phone and
paper ask of a page (narrow.py) always.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.narrow import faults_of_phone, faults_on_paper
from tests.browser.pages import NOTHING_OF_THE_KIND, ROLES, every_page, window
from tests.browser.test_main_job import register
from tests.browser.test_portal import submit
from tests.conftest import FULL
from tests.databases import ROOT, Site

pytestmark = pytest.mark.browser

AXE = ROOT / "var" / "axe" / "axe.min.js"
SIZES = {1366: {"width": 1366, "height": 768}, 375: {"width": 375, "height": 812}}
THEMES = ("light", "dark") if FULL else ("light",)
WIDTHS = (1366, 375) if FULL else (1366,)
EVERY = 8  # not FULL: so many pages further on
EVERY_RULE = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What another theme can break: nothing else of a page depends on it."""
RUN = """async runOnly => {
  const found = await axe.run(document, { runOnly, resultTypes: ['violations'] });
  return found.violations.flatMap(rule => rule.nodes.slice(0, 3).map(node =>
    `${rule.id}: ${node.html.slice(0, 160)} | ${node.any.concat(node.all, node.none).map(check => check.message).join('; ').slice(0, 200)}`));
}"""


def violations(page: Page) -> list[str]:
    """The page's content security policy forbids a script tag, so axe-core is evaluated from outside."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(RUN, EVERY_RULE))


def wear(page: Page, theme: str) -> None:
    """As the 主题 switch does it, and for a reader whose system prefers it."""
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme; }", theme)


def violations_in_every_look(page: Page, themes: Sequence[str]) -> list[str]:
    """Of a page that is open: every rule at each width, the rules of colour in each further theme."""
    found = []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width in WIDTHS:
        page.set_viewport_size(SIZES[width])
        for theme in themes:
            wear(page, theme)
            rules = EVERY_RULE if theme == themes[0] else RULES_OF_COLOUR
            found += [f"{theme} {width}: {fault}" for fault in page.evaluate(RUN, rules)]
    return found


def headings(page: Page) -> list[str]:
    """One heading of the first rank, with words in it; a title that begins with the page's own."""
    found = page.locator("h1").all_inner_texts()
    faults = [] if len(found) == 1 and found[0].strip() else [f"h1: {found}"]
    return faults + ([f"title: {page.title()}"] if page.title().strip().startswith("–") else [])


def crumbs(page: Page, path: str) -> list[str]:
    """Where one is, on every page below 工作台 and 驾驶舱; the last part is no link (uG02). The leaders' phone, the wall and what an
    enterprise opens have no menu to be lost in."""
    if path.split("?", 1)[0] in {"/", "/cockpit/"} or path.startswith(("/phone/", "/screen/", "/portal/")):
        return []
    last = page.locator(".qs-crumbs li:last-child")
    return [] if last.count() == 1 and last.locator("a").count() == 0 else [f"crumbs: {last.all_inner_texts()}"]


def show_everything(page: Page) -> None:
    """What is folded is a part of the page too."""
    page.evaluate("document.querySelectorAll('details:not(.qs-pop)').forEach(d => { d.open = true; })")


def test_every_page_is_without_violations(chromium: Browser, site: Site, ask: Callable[..., list[tuple[Any, ...]]]) -> None:
    assert Path(AXE).is_file(), "make setup 取得 axe-core"
    options = {"viewport": SIZES[1366], "color_scheme": "light", "reduced_motion": "reduce"}
    people = {username: window(chromium, site, username, **options) for username in ROLES}
    if not ask("SELECT 1 FROM projects_registration WHERE state <> 'confirmed'"):
        register(people["tianbao"], "无障碍示例项目", "5000")
    pages, closed = every_page(people, ask)
    if not FULL:
        pages = pages[::EVERY]
    found: dict[str, list[str]] = {}
    for username, path in pages:
        page = people[username].page
        page.set_viewport_size(SIZES[1366])
        people[username].open(path)
        show_everything(page)
        faults = headings(page) + crumbs(page, path)
        is_wall = path.startswith("/screen/")  # dark whatever the reader prefers
        faults += violations_in_every_look(page, ["dark"] if is_wall else THEMES)
        if faults := faults + ([] if is_wall else faults_of_phone(page) + faults_on_paper(page)):
            found[f"{username} {path}"] = faults
    errors = [fault for person in people.values() for fault in person.faults]
    for person in people.values():
        person.page.context.close()
    assert found == {}
    assert errors == []
    assert set(closed) <= NOTHING_OF_THE_KIND


@pytest.mark.parametrize("theme", ["light", "dark"] if FULL else ["light"])
def test_pages_without_a_login_are_without_violations(theme: str, chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport=SIZES[1366], color_scheme=theme)
    page = context.new_page()
    found = {}
    for path in ("/login/", "/login/?next=/projects/", "/portal/", "/portal/t/nothing/"):
        page.goto(site.url + path)
        found[path] = violations(page)
    page.goto(site.url + "/portal/")
    page.evaluate("document.querySelector('form[method=post]').noValidate = true")
    page.get_by_role("button", name="提交诉求").click()
    page.wait_for_selector(".qs-error-summary")
    found["/portal/ with errors"] = violations(page)
    submit(page)
    show_everything(page)
    found["a ticket behind its link"] = violations(page)
    page.goto(site.url + "/login/")
    page.fill("input[name=username]", "tianbao")
    page.fill("input[name=password]", "wrong")
    page.click("button[type=submit]")
    page.wait_for_selector(".qs-alert, .qs-error-summary")
    found["refused"] = violations(page)
    context.close()
    assert found == {path: [] for path in found}


def test_an_error_page_and_a_form_with_errors_are_without_violations(signed_in: Any) -> None:
    clerk = signed_in("tianbao")
    page = clerk.open("/projects/new/")
    page.get_by_role("button", name="下一步：核对").click()
    page.wait_for_selector(".qs-error-summary")
    assert violations(page) == []
    page.goto(clerk.site.url + "/projects/999999/")
    assert violations(page) == []
