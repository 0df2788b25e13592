"""Which items of the menu an address stands under."""

import pytest

from projects.nav import menu_for
from tests.world import World


def marked(world: World, path: str) -> list[str]:
    entries = menu_for(world.verifier, path)
    return [entry.label for top in entries for entry in (top, *top.children) if entry.is_current]


@pytest.mark.parametrize(
    ("path", "labels"),
    [
        ("/", ["工作台"]),
        ("/projects/waiting/", ["项目台账", "签约确认"]),
        ("/claims/7/verify/", ["到位资金", "到位资金申报"]),
        ("/arrivals/7/reverse/", ["到位资金"]),
        ("/openings/", ["到位资金"]),
        ("/months/12/", ["月结"]),
        ("/months/12/sign/", ["月度签批"]),
        ("/notices/", []),
    ],
)
def test_the_most_precise_item_is_the_current_one(world: World, path: str, labels: list[str]) -> None:
    assert marked(world, path) == labels
