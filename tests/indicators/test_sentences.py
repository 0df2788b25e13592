"""复制表述: one function, every card; worked by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.sentences import MONEY, SAID, sentence
from tests.indicators.small import small_county
from tests.world import World

D = Decimal


def test_the_sentences_of_the_small_county(world: World) -> None:
    """30,000 + 9,500 + 4,000 + 1,000 = 44,500 of 50,000; last year 20,000 until the same day."""
    board = Board(Scope(small_county(world).county, date(2024, 12, 16)))
    figures = {slug: board.figure(slug) for slug in SAID}
    money = "截至12月16日，完成省外到位资金4.45亿元，同比增长122.5%，占全年任务的89%"
    assert {sentence(figures, slug) for slug in MONEY} == {money}
    assert sentence(figures, "signed-count") == "截至12月16日，签约项目3个，同比增加1个，其中10亿元以上1个、1亿元以上2个"
    trips = {slug: board.figure(slug) for slug in ("done-outbound", "completion-outbound")}
    assert sentence(trips, "done-outbound") == "截至12月16日，本年外出招商0次，任务未下达"
    held = {slug: replace(figure, over=D(3), under=D(4) if figure.under is not None else None) for slug, figure in trips.items()}
    assert sentence(held, "done-outbound") == "截至12月16日，本年外出招商3次，占全年任务的75%"
    assert sentence(figures, "arrived", "永清镇").startswith("截至12月16日，永清镇完成省外到位资金")


def test_a_fall_a_base_of_zero_and_a_missing_task_are_said_as_such(world: World) -> None:
    board = Board(Scope(world.county, date(2024, 12, 16)))
    figures = {slug: board.figure(slug) for slug in MONEY}
    assert sentence(figures) == "截至12月16日，完成省外到位资金0亿元，上年同期为0，任务未下达"
    fall = {slug: replace(figure, over=D(45_000), under=D(60_000)) for slug, figure in figures.items()}
    assert sentence(fall) == "截至12月16日，完成省外到位资金4.5亿元，同比下降25%，占全年任务的75%"
    same = {slug: replace(figure, over=D(60_000), under=D(60_000)) for slug, figure in figures.items()}
    assert sentence(same) == "截至12月16日，完成省外到位资金6亿元，与上年同期持平，占全年任务的100%"
