"""The sprite that pages load."""

from scripts.icons import names_in_use, subset

SPRITE = '<svg xmlns="x"><symbol id="house"><path d="a"/></symbol><symbol id="bell"><path d="b"/></symbol></svg>'


def test_only_the_named_icons_are_kept() -> None:
    assert subset(SPRITE, {"bell"}) == '<svg xmlns="x"><symbol id="bell"><path d="b"/></symbol>\n</svg>\n'


def test_icons_named_in_templates_and_in_the_menu_are_found() -> None:
    assert {"house", "search", "bell"} <= names_in_use()
