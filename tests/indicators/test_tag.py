"""{% figure %}: any page that has a board may print one."""

from datetime import date

from django.template import Context, Template

from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.scopes import Asked
from tests.world import World


def test_the_tag_prints_the_text_and_opens_the_rows(world: World) -> None:
    scope = Scope(world.county, date(2024, 12, 16), unit=world.yongqing)
    html = Template('{% figure "arrived" %}').render(Context({"board": Board(scope), "asked": Asked(scope)}))
    assert ">0亿元</a>" in html
    assert 'href="/figures/arrived/rows/?on=2024-12-16&amp;unit=YQZ"' in html
