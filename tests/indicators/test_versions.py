"""A changed definition is a new version: until 8 December 2024 the headline counted all tiers, from then on 省外 and 境外 alone.

The county is that of the bridge: on the 5th 1,540 were said (1,000 + 500 + 40 from inside the province); today 1,670.
"""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from projects.indicators.catalogue import INDICATORS, _version_faults, indicator
from projects.indicators.definition import Indicator
from projects.reports.actions import issue_sheet
from projects.reports.models import SheetIssue
from tests.indicators.test_bridge import after_the_fifth, until_the_fifth
from tests.indicators.test_compare_page import READING, lines
from tests.pages.browsing import browser
from tests.world import World

NOW = indicator("arrived")
FIRST = replace(NOW, over=replace(NOW.over, only=()), means="本年核定的全部到位资金", since=date(2024, 1, 1))
SECOND = replace(NOW, version="2", since=date(2024, 12, 8), changed="只计省外和境外资金", past=(FIRST,))


@pytest.fixture
def county(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setitem(INDICATORS, "arrived", SECOND)
    until_the_fifth(world)
    after_the_fifth(world)
    return world


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2020, 1, 1), "1"), (date(2024, 12, 7), "1"), (date(2024, 12, 8), "2"), (date(2026, 1, 1), "2")],
)
def test_a_day_finds_the_version_by_which_the_figure_was_said(day: date, version: str) -> None:
    assert SECOND.said_on(day).version == version


@pytest.mark.parametrize(
    ("item", "fault"),
    [
        (SECOND, ""),
        (replace(SECOND, changed=""), "does not say what changed"),
        (replace(SECOND, since=date(2024, 1, 1)), "does not follow"),
        (replace(SECOND, version="1"), "does not follow"),
    ],
)
def test_versions_follow_each_other_and_say_what_changed(item: Indicator, fault: str) -> None:
    found = _version_faults(item)
    assert bool(found) == bool(fault)
    assert not fault or fault in found[0]


def test_a_reading_before_the_change_is_bridged_by_the_change_of_definition(county: World) -> None:
    """1,540 − 40 + 70 + 500 − 400 + 0 = 1,670."""
    response = browser(county.clerk).get(f"{reverse('figure_compare', args=['arrived'])}?{READING}")
    assert lines(response) == [
        [
            ("截至2024-12-04", None, "1,540.00万元"),
            ("口径变更", 1, "−40.00万元"),
            ("期间发生", 1, "+70.00万元"),
            ("后来入账", 2, "+500.00万元"),
            ("冲销更正", 3, "−400.00万元"),
            ("归属调整", 0, "0.00万元"),
            ("截至2024-12-16", None, "1,670.00万元"),
        ]
    ]
    html = response.content.decode()
    assert "数据时点2024-12-05（当时已入账），第1版口径" in html
    assert "按现在已入账，第2版口径" in html
    assert response.context["found"].is_whole


def test_two_readings_of_one_version_have_no_change_of_definition(county: World) -> None:
    for reading, known in (
        ("on=2024-12-04&known=2024-12-05&on2=2024-12-04&known2=2024-12-07", 1_540),
        ("on=2024-12-09&on2=2024-12-16", 1_670),
    ):
        response = browser(county.clerk).get(f"{reverse('figure_compare', args=['arrived'])}?{reading}")
        assert "口径变更" not in [label for label, _, _ in lines(response)[0]]
        assert response.context["found"].is_whole
        assert response.context["found"].end.over == known


def test_the_meaning_page_says_what_changed_and_leads_to_the_comparison(county: World) -> None:
    html = browser(county.clerk).get(reverse("figure_meaning", args=["arrived"])).content.decode()
    assert "第2版，自2024-12-08起：只计省外和境外资金" in html
    assert "自2024-01-01起：本年核定的全部到位资金" in html
    assert f'href="{reverse("figure_compare", args=["arrived"])}"' in html


@pytest.mark.parametrize(("query", "over", "rows"), [("", 1_670, 8), ("&v=2", 1_670, 8), ("&v=1", 1_710, 9), ("&v=9", 1_670, 8)])
def test_an_address_names_its_version_and_the_rows_follow(county: World, query: str, over: int, rows: int) -> None:
    """With the 40 from inside the province 1,710, by the first version; one that never was is answered by that in force."""
    page = browser(county.leader).get(f"{reverse('figure_rows', args=['arrived'])}?on=2024-12-16{query}")
    assert (page.context["figure"].over, page.context["page"].paginator.count) == (over, rows)
    assert f"v={page.context['figure'].indicator.version}&" in page.context["lasting"].replace("?", "&") + "&"


def test_an_issued_sheet_keeps_what_it_said_under_the_definition_of_its_day(county: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issued on the 16th with 1,670; afterwards the definition takes in the 40 of the province: the sheet's own words do not move."""
    issue_sheet(by=county.officer, leader=county.leader_post)
    said = dict(SheetIssue.objects.get().figures)
    assert said["arrived"]["version"] == "2"
    monkeypatch.setitem(
        INDICATORS, "arrived", replace(FIRST, version="3", since=date(2024, 12, 16), changed="全部资金", past=(FIRST, SECOND))
    )
    assert dict(SheetIssue.objects.get().figures) == said
    html = browser(county.officer).get(reverse("leader_sheet", args=[county.leader_post.pk])).content.decode()
    assert said["arrived"]["text"] in html
