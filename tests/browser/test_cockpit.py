"""The 驾驶舱 in a browser: pictures and tables to take away (uB09), what the first screen holds (looks 01)."""

import struct
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Person

BLOCKS = ["sectors", "progress", "money", "signed", "channels"]


def all_blocks(person: Person) -> Any:
    """The page with every block loaded."""
    page = person.open("/cockpit/")
    for name in BLOCKS:
        page.locator(f"#block-{name}").scroll_into_view_if_needed()
        page.wait_for_selector(f"#block-{name} table")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    return page


@pytest.mark.parametrize(("theme", "first"), [("light", 0), ("dark", 1)])
def test_every_drawing_is_saved_as_a_picture_with_its_title(theme: str, first: int, signed_in: Any, tmp_path: Path) -> None:
    """Every second one in each theme: a browser asks after ten downloads of one page."""
    person = signed_in("lingdao")
    person.page.emulate_media(color_scheme=theme)
    page = all_blocks(person)
    buttons = page.locator("[data-save-chart]")
    assert buttons.count() >= 1 + 2 + 4 + 2 + 2
    names = set()
    places = range(first, buttons.count(), 2)
    for place in places:
        with page.expect_download() as waiting:
            buttons.nth(place).click()
        file = tmp_path / f"{place}.png"
        waiting.value.save_as(file)
        names.add(waiting.value.suggested_filename)
        content = file.read_bytes()
        assert content[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", content[16:24])
        assert width >= 600
        assert height >= 150
        assert len(content) > 4_000, waiting.value.suggested_filename  # an empty ground takes less
    assert len(names) == len(places)
    assert all(name.endswith(".png") and len(name) > 6 for name in names)


def test_a_table_is_copied_as_rows_of_a_sheet(signed_in: Any) -> None:
    person = signed_in("lingdao")
    person.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = all_blocks(person)
    page.locator("#block-sectors [data-copy-table]").click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('#block-sectors [data-copy-table]')].some(b => b.innerText.includes('已复制'))"
    )
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    shown = page.locator("#table-sectors tbody tr").count()
    assert len(lines) >= shown
    assert all(line.count("\t") == lines[0].count("\t") for line in lines[: shown + 1])
    money = page.locator("#table-sectors tbody tr").first.locator("td.num").first.inner_text()
    assert any(line.split("\t")[1] == money for line in lines)


def test_the_first_screen_of_an_office_pc_holds_the_cards_and_the_chart(signed_in: Any) -> None:
    """1366 × 768: the six cards whole, and the months' drawing begun."""
    page = signed_in("lingdao").open("/cockpit/")
    bottoms = page.evaluate("[...document.querySelectorAll('.qs-figures .card')].map(card => card.getBoundingClientRect().bottom)")
    assert len(bottoms) == 6
    assert max(bottoms) <= 400
    assert page.evaluate("document.querySelector('#chart-months').getBoundingClientRect().top") < 500
