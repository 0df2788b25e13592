"""使用帮助 shows each role its own sheet, and every menu page leads to its own chapter."""

import pytest

from projects.access.choices import ROLES
from projects.nav import MENU
from projects.pages.views.manual import GUIDES, Block, chapters
from tests.pages.browsing import browser
from tests.world import World


def test_every_role_has_a_sheet_that_can_be_read() -> None:
    assert {role.value for role in ROLES} == set(GUIDES)
    for name in set(GUIDES.values()):
        assert chapters(name), name
        assert all(chapter.blocks for chapter in chapters(name)), name


def test_the_four_marks_of_the_manual_are_read() -> None:
    first = chapters("department")[0]
    assert first.title == "部门每月要做的事"
    assert first.blocks[0].kind == "steps"
    assert first.blocks[0].lines[0].startswith("签了正式合同：")
    assert Block("text").lines == []


@pytest.mark.parametrize(("path", "anchor"), [("/", "工作台"), ("/claims/", "到位资金"), ("/projects/new/", "项目台账")])
def test_the_help_opens_at_the_part_of_the_page(world: World, path: str, anchor: str) -> None:
    assert browser(world.clerk).get(path).context["help_url"] == f"/help/#{anchor}"
    assert f'id="{anchor}"' in browser(world.clerk).get("/help/").content.decode()


def test_a_clerk_reads_the_sheet_of_departments_and_the_bureau_its_own(world: World) -> None:
    assert "部门每月要做的事" in browser(world.clerk).get("/help/").content.decode()
    assert "招商局每月要做的事" in browser(world.verifier).get("/help/").content.decode()


def test_the_menu_has_a_chapter_each() -> None:
    assert {item.label for item in MENU} <= {chapter.title for chapter in chapters("menu")}


def test_only_who_signs_a_month_has_it_in_the_menu(world: World) -> None:
    def labels(user: object) -> list[str]:
        nav = browser(user).get("/claims/").context["nav"]  # type: ignore[arg-type]
        return [child.label for entry in nav for child in entry.children]

    assert "月度签批" in labels(world.verifier)
    assert "月度签批" not in labels(world.clerk)
