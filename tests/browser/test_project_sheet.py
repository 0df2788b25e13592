"""一项目一档 and 工作台 in a real Chromium: one sheet of paper, the text in the clipboard, nothing wider than the screen."""

import re
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.demo]


@pytest.fixture
def project(ask: Any) -> int:
    """The demonstration's project with the longest story."""
    rows = ask("SELECT project_id FROM projects_arrival GROUP BY project_id ORDER BY count(*) DESC, project_id LIMIT 1")
    return int(rows[0][0])


def test_the_sheet_of_a_project_fits_on_one_page_of_a4(signed_in: Any, project: int) -> None:
    page = signed_in("jingban").open(f"/projects/{project}/sheet/")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


def test_a_leaders_sheet_fits_on_one_page_of_a4(signed_in: Any, ask: Any) -> None:
    """Of the leader with most projects."""
    (leader,) = ask(
        "SELECT leader_id FROM projects_project WHERE leader_id IS NOT NULL GROUP BY leader_id ORDER BY count(*) DESC LIMIT 1"
    )[0]
    page = signed_in("jingban").open(f"/reports/sheets/{leader}/")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


def test_the_text_of_a_project_goes_to_the_clipboard(signed_in: Any, project: int) -> None:
    person = signed_in("jingban")
    person.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = person.open(f"/projects/{project}/")
    page.click("[data-copy-text]")
    page.wait_for_selector("[data-copy-text]:has-text('已复制')")
    assert page.evaluate("navigator.clipboard.readText()") == page.input_value("#brief-text")


def test_the_first_screen_of_the_desk_holds_the_tasks_and_the_units_figures(signed_in: Any) -> None:
    page = signed_in("shenhe").open("/")
    for part in ("#todos", "#own-figures", "#reports"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 768, part


@pytest.mark.parametrize("width", [375, 1366, 1920])
def test_neither_page_is_wider_than_the_screen(signed_in: Any, project: int, width: int) -> None:
    person = signed_in("tianbao", {"width": width, "height": 800})
    own = person.page.request.get(person.site.url + "/projects/?per_page=20").text()
    number = re.search(r"/projects/(\d+)/", own)
    assert number
    for path in ("/", f"/projects/{number[1]}/", f"/projects/{number[1]}/?tab=money", f"/projects/{number[1]}/?tab=changes"):
        page = person.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
