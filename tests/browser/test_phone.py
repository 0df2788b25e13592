"""At 375 px, beside what tests/browser/narrow.py looks for on every page: cards that name their figures, calls, the way back."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 375, "height": 812}


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
