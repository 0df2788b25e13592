"""The strings of test_xss.py in every free text field of every form that any page shows; whatever the form then answers, and every page
afterwards, shows them as text. Not FULL: the forms and pages of a clerk."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page
from playwright.sync_api import TimeoutError as NoNavigation

from tests.browser.pages import ROLES, every_page, window
from tests.browser.test_xss import STRINGS, Watched, fill_texts
from tests.conftest import FULL
from tests.databases import Site

pytestmark = [pytest.mark.browser, pytest.mark.full]

# In one box as many as its length takes; the short ones take turns.
ALL = " ".join(STRINGS)
# They end the session or the account of the person who types; the gallery's samples lead nowhere.
LEFT_OUT = ("/account/password/", "/account/code/", "/administration/preview/", "/gallery/")


def words_for(page: Page, turn: int) -> list[str]:
    """The names of the boxes that were filled: a long box holds all ten strings, a short one the next of them."""
    filled = fill_texts(page, STRINGS[turn % len(STRINGS)])
    for box in page.locator("main form[method=post] textarea").all():
        if box.is_visible() and box.is_editable():
            box.fill(ALL[: int(box.get_attribute("maxlength") or 2000)])
    return filled


def send(page: Page) -> bool:
    """Whether the form went off; a button that needs more first stays where it is."""
    where = page.url
    button = page.locator("main form[method=post] button[type=submit]:not([name]):not([formaction])").last
    try:
        with page.expect_navigation(timeout=20_000):
            button.click(timeout=5_000)
    except NoNavigation:
        page.goto("about:blank")  # whatever is still on its way ends here
        return False
    except Error as error:
        pytest.fail(f"{where}: {error.message}")
    page.wait_for_load_state()
    return True


def shown(page: Page, address: str) -> bool:
    """Whether it opens: what was sent before may have ended what an address was about."""
    response = page.goto(address)
    return response is not None and response.status == 200


def test_what_is_typed_into_any_form_is_text_on_every_page(
    chromium: Browser, site: Site, ask: Callable[..., list[tuple[Any, ...]]]
) -> None:
    options = {"viewport": {"width": 1366, "height": 768}, "reduced_motion": "reduce"}
    people = {username: Watched(window(chromium, site, username, **options)) for username in (ROLES if FULL else ["tianbao"])}
    found, _ = every_page({username: watched.person for username, watched in people.items()}, ask)
    pages = [(username, path) for username, path in found if username in people]
    typed: dict[str, list[str]] = {}
    for turn, (username, path) in enumerate(pages):
        page = people[username].page
        if path.startswith(LEFT_OUT) or not shown(page, site.url + path):
            continue
        page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
        if filled := words_for(page, turn):
            if send(page):
                people[username].check(path)
            typed[path] = filled
    assert len(typed) > (40 if FULL else 15), sorted(typed)
    for username, path in pages:
        if not path.startswith(LEFT_OUT) and shown(people[username].page, site.url + path):
            people[username].check(path)
    faults = [fault for watched in people.values() for fault in watched.person.faults if "status of 4" not in fault]
    for watched in people.values():
        watched.page.context.close()
    assert faults == []
