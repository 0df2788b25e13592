"""Ten strings that would run as a script, typed into every text field of five forms: they are shown as text wherever they appear."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Person

pytestmark = [pytest.mark.browser, pytest.mark.full]

# Each would leave a mark on the window, or open a dialog. {n} keeps ten projects of one test apart.
STRINGS = [
    "<script>window.hit=1</script>",
    '"><img src=x onerror=window.hit=1>',
    "'><svg onload=window.hit=1>",
    "</textarea><script>alert(1)</script>",
    "<a href='javascript:alert(1)'>点</a>",
    "{{ 7|add:7 }}{% debug %}${7*7}",
    "<details open ontoggle=alert(1)>",
    "</title><script>alert(1)</script>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "<iframe srcdoc='<script>parent.hit=1</script>'>",
]
TEXT_BOXES = "main form[method=post] input:not([type]), main form[method=post] input[type=text], main form[method=post] textarea"
# Boxes that take no free text: a figure, a day, a number of the enterprise, and a telephone.
NOT_FREE = re.compile(r"_wan$|_on$|amount|date|known|code|phone|_ratio$|percent|seq$|username|identifier|share")


class Watched:
    """A page on which nothing may run, and nothing of ours may turn into an element."""

    def __init__(self, person: Person, enter: Callable[[str], Person] | None = None) -> None:
        self.person, self.page, self.dialogs, self.enter = person, person.page, [], enter
        self.page.on("dialog", self._close)

    def _close(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":  # the form's own question before typed words are left
            self.dialogs.append(dialog.message)
        dialog.accept()

    def open(self, path: str) -> Page:
        self.person.open(path)
        self.check(path)
        return self.page

    def check(self, where: str) -> None:
        assert self.dialogs == [], where
        assert self.page.evaluate("window.hit === undefined"), where
        assert (
            self.page.locator("main img[src=x], main svg[onload], main iframe, main [ontoggle], main a[href^='javascript']").count()
            == 0
        ), where
        assert self.page.evaluate("![...document.scripts].some(s => !s.src)"), where

    def shows(self, text: str, where: str) -> None:
        """As text, letter by letter: in the page's words or in a box."""
        found = self.page.evaluate(
            """text => document.body.textContent.includes(text)
              || [...document.querySelectorAll('input, textarea')].some(box => box.value.includes(text))""",
            text,
        )
        assert found, f"{where}: {text}"


def fill_texts(page: Page, text: str) -> list[str]:
    """Every free text box of the form that is in sight, as far as the box is long."""
    names = []
    for box in page.locator(TEXT_BOXES).all():
        name = box.get_attribute("name") or ""
        if (
            name
            and box.is_visible()
            and box.is_editable()
            and not NOT_FREE.search(name)
            and box.get_attribute("inputmode") != "numeric"
        ):
            box.fill(text[: int(box.get_attribute("maxlength") or 500)])
            names.append(name)
    return names


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form[method=post] button[type=submit]:not([name])").last.click()


@pytest.fixture
def clerk(signed_in: Callable[[str], Person]) -> Watched:
    return Watched(signed_in("tianbao"), signed_in)


def finish(clerk: Watched, text: str) -> None:
    """提交登记; what is odd (a similar name) wants one line, which is a text field like all others."""
    page = clerk.page
    with page.expect_navigation():
        page.get_by_role("button", name="提交登记").click()
    if page.locator("#doubts").count():
        for box in page.locator("#doubts input").all():
            box.fill(text)
        page.get_by_role("button", name="提交登记").click()
    page.wait_for_url(re.compile(r"/projects/\d+/"))


def test_a_registration_shows_what_was_typed_as_text(clerk: Watched) -> None:
    for text in STRINGS:
        page = clerk.open("/projects/new/")
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
        assert {"name", "investor_name"} <= set(fill_texts(page, text))
        page.select_option("[name=source_tier]", label="省外")
        page.fill("[name=amount_wan]", "5000")
        page.set_input_files("[name=file]", {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 contract"})
        send(page)
        clerk.check("核对")
        clerk.shows(text, "核对")
        finish(clerk, text)
        clerk.check("项目")
        clerk.shows(text, "项目")
    path = re.sub(r"^https?://[^/]+", "", clerk.page.url).split("#")[0].split("?")[0]
    for where in (path + "sheet/", path + "edit/", path + "papers/new/", "/projects/?view=none&sort=-signed_on", "/"):
        clerk.open(where)
    for where in ("/projects/", "/search/"):
        for text in STRINGS[:3]:
            clerk.open(f"{where}?q={quote(text)}")
            clerk.shows(text, where)
    verifier = Watched(clerk.enter("shenhe"))
    verifier.open("/projects/waiting/")
    verifier.shows(STRINGS[-1], "待确认")


def test_a_claim_shows_what_was_typed_as_text(clerk: Watched, ask: Callable[..., list[tuple[Any, ...]]]) -> None:
    (project,) = ask(
        "SELECT p.id FROM projects_project p JOIN projects_tenure t ON t.unit_id = p.department_id "
        "JOIN projects_user u ON u.id = t.user_id WHERE u.username = 'tianbao' AND p.name NOT LIKE '%%<%%' ORDER BY p.id LIMIT 1"
    )[0]
    for text in STRINGS:
        page = clerk.open(f"/claims/new/?project={project}")
        fill_texts(page, text)
        page.fill("[name=line-1-claimed_wan]", "甲" + text[:20])
        send(page)
        clerk.check("申报")
        clerk.shows(text[:20], "申报")


def test_a_ticket_shows_what_was_typed_as_text(clerk: Watched) -> None:
    for text in STRINGS:
        page = clerk.open("/tickets/new/")
        assert {"enterprise", "title", "content"} <= set(fill_texts(page, text))
        page.select_option("[name=category]", label="融资")
        page.select_option("[name=source]", label="包抓联走访")
        send(page)
        clerk.check("诉求")
        clerk.shows(text, "诉求")
    for where in (
        "/tickets/",
        "/tickets/?q=%3Cscript%3Ewindow.hit%3D1%3C/script%3E",
        "/tickets/?category=%22%3E%3Cimg+src%3Dx%3E",
        "/",
    ):
        clerk.open(where)


def test_a_saved_view_shows_its_name_as_text(clerk: Watched) -> None:
    for text in STRINGS:
        page = clerk.open("/projects/?q=a")
        page.locator("summary, button, a").filter(has_text="保存为我的筛选").first.click()
        page.locator("form.qs-keep-form input[name=name]").fill(text[:20])
        with page.expect_navigation():
            page.locator("form.qs-keep-form button[type=submit]").click()
        clerk.check("筛选")
    clerk.open("/projects/")
    clerk.shows(STRINGS[0][:20], "筛选")
    clerk.open("/projects/?sort=%3Cscript%3E&view=%22%3E&columns=%3Cimg+src%3Dx%3E")


def test_an_account_shows_what_was_typed_as_text(signed_in: Callable[[str], Person]) -> None:
    system = Watched(signed_in("xitong"))
    for number, text in enumerate(STRINGS):
        page = system.open("/administration/accounts/new/")
        filled = fill_texts(page, text)
        assert filled
        page.fill("[name=username]", f"xss{number}")
        for box in page.locator("main form[method=post] select").all():
            box.select_option(index=1)
        send(page)
        system.check("账号")
        system.shows(text[:20], "账号")
    system.open("/administration/accounts/")
    system.open("/administration/accounts/?q=%22%3E%3Cscript%3Ewindow.hit%3D1%3C/script%3E")
