"""At 375 px: no page scrolls sideways, tables are cards, inputs are large enough not to zoom, numbers open the numeric keypad."""

from typing import Any

import pytest

from tests.browser.conftest import Person

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 812}
ANYBODY = [
    "/", "/projects/", "/projects/?q=没有这个", "/projects/?signed_from=2025-02-29", "/search/?q=qs", "/search/", "/claims/", "/tasks/",
    "/tickets/", "/cockpit/", "/figures/arrived/", "/figures/arrived/rows/", "/lists/projects/columns/", "/account/password/",
    "/account/logins/", "/city/", "/carry-over/",
]  # fmt: skip
ROLES: dict[str, list[str]] = {
    "tianbao": [*ANYBODY, "/projects/new/", "/claims/new/", "/tickets/new/", "/nil/"],
    "shenhe": [
        *ANYBODY, "/projects/new/", "/projects/waiting/", "/claims/new/", "/claims/verify/", "/tickets/new/", "/tasks/new/", "/months/",
        "/openings/", "/city/new/", "/nil/", "/reports/tasks/", "/projects/departments/?all=1&q=产业园",
    ],
    "lingdao": [*ANYBODY, "/reports/tasks/"],
    "xitong": ["/", "/administration/", "/administration/accounts/", "/administration/accounts/new/", "/administration/units/",
               "/administration/units/new/", "/administration/codes/", "/administration/settings/", "/administration/calendar/"],
    "anquan": ["/administration/", "/administration/accounts/", "/administration/roles/"],
    "shenji": ["/administration/", "/administration/audit/"],
}  # fmt: skip
LISTS = ("/projects/", "/claims/", "/tickets/")
UNDER_A_PROJECT = ("edit/", "papers/new/", "milestones/new/", "end/", "withdraw/")
UNDER_A_CLAIM = ("edit/", "verify/", "return/", "void/", "evidence/")
UNDER_A_TICKET = ("accept/", "assign/", "done/", "close/", "reopen/")

FAULTS = """() => {
  const root = document.documentElement;
  const faults = [];
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 3).map(e => `${e.tagName}.${e.className}`);
    faults.push(`scrolls sideways: ${root.scrollWidth} (${wide.join(', ')})`);
  }
  for (const input of document.querySelectorAll('input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file]), select, textarea')) {
    if (input.offsetParent && parseFloat(getComputedStyle(input).fontSize) < 16) faults.push(`small input ${input.name}`);
  }
  for (const input of document.querySelectorAll('input[name*=amount], input[name*=_wan]')) {
    if (input.type === 'text' && !['decimal', 'numeric'].includes(input.inputMode)) faults.push(`no numeric keypad for ${input.name}`);
  }
  for (const table of document.querySelectorAll('main table.qs-table:not(.is-scroll)')) {
    if (table.offsetParent && getComputedStyle(table).display !== 'block') faults.push('a table is no list of cards');
  }
  return faults;
}"""


def faults_of(person: Person, paths: list[str], *, allowed: tuple[int, ...] = (200,)) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        response = person.page.goto(person.site.url + path)
        assert response is not None
        assert response.status in allowed, f"{path}: {response.status}"
        faults = person.page.evaluate(FAULTS)
        if faults:
            found[path] = faults
    return found


def details(person: Person) -> list[str]:
    """The first row of each list, and every form about it; one that its state or the person's role refuses is an error page."""
    found = []
    for path, under in zip(LISTS, (UNDER_A_PROJECT, UNDER_A_CLAIM, UNDER_A_TICKET), strict=True):
        links = person.open(path).locator("table.qs-table tbody .is-title a")
        if links.count():
            own = str(links.first.get_attribute("href"))
            found += [own, *(own + form for form in under)]
    return found


@pytest.mark.parametrize("username", ROLES)
def test_no_page_scrolls_sideways_on_a_phone(username: str, signed_in: Any) -> None:
    person = signed_in(username, PHONE)
    assert faults_of(person, ROLES[username]) == {}
    if "/projects/" in ROLES[username]:
        assert faults_of(person, details(person), allowed=(200, 302, 403, 404, 409)) == {}


def test_a_list_is_read_as_cards_that_name_their_figures(signed_in: Any) -> None:
    page = signed_in("lingdao", PHONE).open("/projects/")
    card = page.locator("table.qs-table tbody tr").first
    label = card.locator("td.num").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert "签约额" in label
    assert page.locator("thead").first.is_hidden()


def test_telephones_can_be_dialled(signed_in: Any) -> None:
    page = signed_in("lingdao", PHONE).open("/projects/?columns=person_phone")
    assert page.locator("tbody a[href^='tel:']").count() >= 1


def test_back_from_a_project_returns_to_its_row_and_marks_it(signed_in: Any) -> None:
    page = signed_in("lingdao").open("/projects/?sort=name&page=2")
    link = page.locator("tbody .is-title a").nth(5)
    row = link.evaluate("link => link.closest('tr').id")
    link.click()
    page.wait_for_url("**/projects/*/")
    crumb = page.locator(".qs-crumbs a").first
    assert crumb.get_attribute("href") == f"/projects/?sort=name&page=2#{row}"
    page.go_back()
    page.wait_for_url(f"**/projects/?sort=name&page=2#{row}")
    assert "is-seen" in (page.locator(f"#{row}").get_attribute("class") or "")


def test_ticks_turn_the_bar_into_the_batch_bar_without_a_jump(signed_in: Any) -> None:
    page = signed_in("shenhe").open("/projects/?view=none")
    bar = page.locator("[data-toolbar]")
    before = bar.bounding_box()
    page.locator("input[name=pick]").nth(1).check()
    page.locator("input[name=pick]").nth(3).check()
    assert "已选2项" in bar.inner_text()
    assert bar.bounding_box()["height"] == before["height"]
    page.locator("text=改责任部门").click()
    page.wait_for_url("**/projects/departments/**")
    assert "共2个项目" in page.locator("main").inner_text()


def test_a_slash_leads_to_the_search_box(signed_in: Any) -> None:
    page = signed_in("lingdao").open("/")
    page.keyboard.press("/")
    page.keyboard.type("qszy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=qszy")
