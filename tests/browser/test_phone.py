"""At 375 px: no page scrolls sideways, tables are cards, inputs are large enough not to zoom, numbers open the numeric keypad."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.conftest import Person

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 812}
ANYBODY = ["/", "/projects/", "/search/?q=qs", "/claims/", "/tasks/", "/tickets/", "/cockpit/", "/figures/arrived/", "/figures/arrived/rows/",
           "/password/", "/lists/projects/columns/", "/projects/?q=没有这个", "/projects/?signed_from=2025-02-29"]  # fmt: skip
ROLES: dict[str, list[str]] = {
    "tianbao": ["/projects/new/", "/claims/new/", "/tickets/new/"],
    "shenhe": ["/projects/waiting/", "/claims/verify/", "/months/", "/reports/tasks/", "/projects/departments/?all=1&q=产业园"],
    "lingdao": ["/reports/tasks/"],
}
DETAILS = {
    "/projects/{}/": "SELECT max(id) FROM projects_project",
    "/claims/{}/": "SELECT max(id) FROM projects_claim",
    "/tickets/{}/": "SELECT max(id) FROM projects_ticket",
}
FORMS_OF_A_PROJECT = ("/projects/{}/milestones/new/", "/projects/{}/papers/new/")

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
    if (input.type === 'text' && input.inputMode !== 'decimal') faults.push(`no numeric keypad for ${input.name}`);
  }
  for (const table of document.querySelectorAll('main table.qs-table:not(.is-scroll)')) {
    if (table.offsetParent && getComputedStyle(table).display !== 'block') faults.push('a table is no list of cards');
  }
  return faults;
}"""


def faults_of(person: Person, paths: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in paths:
        page = person.page
        response = page.goto(person.site.url + path)
        assert response is not None
        if response.status in {403, 404}:  # not this role's page
            continue
        assert response.status == 200, f"{path}: {response.status}"
        faults = page.evaluate(FAULTS)
        if faults:
            found[path] = faults
    return found


def details(ask: Callable[..., list[tuple[Any, ...]]]) -> Iterator[str]:
    for path, question in DETAILS.items():
        yield path.format(ask(question)[0][0])
    project = ask(DETAILS["/projects/{}/"])[0][0]
    yield from (path.format(project) for path in FORMS_OF_A_PROJECT)


@pytest.mark.parametrize("username", ROLES)
def test_no_page_scrolls_sideways_on_a_phone(username: str, signed_in: Any, ask: Any) -> None:
    person = signed_in(username, PHONE)
    assert faults_of(person, [*ANYBODY, *ROLES[username], *details(ask)]) == {}


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
