"""The drawing of the months: texts are the board's, an open month is hatched, the plan ends at the cut-off."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from projects.dashboards.tables.charts import Pair, bars
from tests.indicators.small import small_county
from tests.pages.browsing import browser
from tests.world import World

D = Decimal


@pytest.fixture
def county(world: World) -> World:
    return small_county(world)


def test_bars_stand_on_zero_and_carry_the_texts_that_they_are_given() -> None:
    """4.135 is printed as the server says it, 4.14; the drawing rounds nothing."""
    chart = bars("各月", "", [Pair("1月", D("4.14"), "4.14", D(2), "2.00", D("4.65")), Pair("2月", D(0), "0.00", D(0), "0.00")])
    first = next(mark for mark in chart.marks if mark.kind == "now")
    assert first.text == "4.14"
    assert first.y + first.height == chart.zero
    assert [line.text for line in chart.lines] == ["0", "1", "2", "3", "4", "5"]


def test_money_taken_back_hangs_below_the_line() -> None:
    chart = bars("各月", "", [Pair("1月", D("-1.5"), "−1.50", D(3), "3.00")])
    mark = next(mark for mark in chart.marks if mark.kind == "now")
    assert mark.y == chart.zero
    assert chart.lines[0].text.startswith("-")


def test_an_empty_year_still_has_a_scale() -> None:
    assert len(bars("各月", "", [Pair("1月", D(0), "0.00", D(0), "0.00")]).lines) >= 2


def test_the_plan_of_a_year_added_up_ends_at_the_cut_off(county: World) -> None:
    """50,000 × 351 ÷ 366 = 47,950.82 → 4.80亿元; not the year's 5.00."""
    page = browser(county.leader).get(reverse("cockpit"), {"on": "2024-12-16", "chart": "total"})
    table = page.context["months"]
    assert table.lines[-1].plan == "4.80"
    assert table.plan_text == "序时计划（到2024-12-16为4.8亿元）"
    assert table.lines[-1].now == page.context["cards"][2].number
    assert table.span == "12月为1—16日"


def test_the_open_month_is_hatched_and_the_table_says_the_same(county: World) -> None:
    page = browser(county.leader).get(reverse("cockpit"), {"on": "2024-12-16"})
    html = page.content.decode()
    marks = [mark for mark in page.context["months"].chart.marks if mark.kind == "now"]
    assert marks[-1].is_open
    assert 'class="now open"' in html
    assert [mark.text for mark in marks] == [line.now for line in page.context["months"].lines]
    assert "month=12" in marks[-1].url
    assert page.context["months"].chart.says in html


@pytest.mark.parametrize("period", ["month", "quarter", "custom"])
def test_a_period_of_the_address_gives_the_cards(county: World, period: str) -> None:
    page = browser(county.leader).get(reverse("cockpit"), {"on": "2024-12-16", "period": period, "from": "2024-12-01"})
    word = {"month": "本月", "quarter": "本季", "custom": "本期"}[period]
    assert page.context["cards"][0].label == f"{word}签约项目"
    assert f"period={period}" in page.context["asked"].query
    assert page.context["asked"].scope.since == (date(2024, 12, 1) if period == "custom" else None)
