"""The gallery is the one place where looks are decided: every component stands in it."""

from pathlib import Path

from tests.pages.browsing import browser
from tests.world import World

COMPONENTS = Path(__file__).resolve().parents[2] / "templates" / "_components"
# Frames of whole pages: the login and the error pages are their samples (tests/browser/test_axe.py looks at them).
FRAMES = {"alone.html", "error_page.html", "gallery.html"}


def test_every_component_stands_in_the_gallery(world: World) -> None:
    response = browser(world.clerk).get("/gallery/")
    drawn = {template.name.rpartition("/")[2] for template in response.templates if template.name}
    assert {path.name for path in COMPONENTS.glob("*.html")} - FRAMES - drawn == set()


def test_the_gallery_shows_the_states_that_a_page_seldom_has(world: World) -> None:
    html = browser(world.clerk).get("/gallery/").content.decode()
    for state in (
        "is-error",
        "is-warning",
        "is-info",
        "is-success",
        "qs-doubts",
        "is-wrong",
        "is-ended",
        "is-now",
        "is-picked",
        "qs-skeleton",
        "disabled",
    ):
        assert state in html, state
