"""The page 与某日相比: two readings, the moves between them, and what it does with a bad address."""

import pytest
from django.urls import reverse

from projects.signing.models import Project
from tests.access.cast import cast_of
from tests.indicators.test_bridge import after_the_fifth, until_the_fifth
from tests.pages.browsing import browser, query_count
from tests.world import World

READING = "on=2024-12-04&known=2024-12-05&on2=2024-12-16"


@pytest.fixture
def county(world: World) -> World:
    until_the_fifth(world)
    after_the_fifth(world)
    return world


def lines(response) -> list[list[tuple[str, int | None, str]]]:
    return [[(line.label, line.rows, line.text) for line in table.lines] for table in response.context["tables"]]


def test_the_page_shows_each_move_and_both_readings(county: World) -> None:
    response = browser(county.clerk).get(f"{reverse('figure_compare', args=['arrived'])}?{READING}")
    assert lines(response) == [
        [
            ("截至2024-12-04", None, "1,500.00万元"),
            ("期间发生", 1, "+70.00万元"),
            ("后来入账", 2, "+500.00万元"),
            ("冲销更正", 3, "−400.00万元"),
            ("归属调整", 0, "0.00万元"),
            ("截至2024-12-16", None, "1,670.00万元"),
        ]
    ]
    text = response.content.decode()
    assert "数据时点2024-12-05（当时已入账）" in text
    assert "按现在已入账" in text
    assert "一分不差" in text


def test_a_rate_shows_numerator_and_denominator(county: World) -> None:
    response = browser(county.leader).get(f"{reverse('figure_compare', args=['arrival-completion'])}?{READING}")
    assert [table.title for table in response.context["tables"]] == ["分子", "分母"]
    assert "15%" in response.content.decode()
    assert "13.92%" in response.content.decode()


def test_without_dates_the_end_of_last_month_is_compared_as_it_was_known_then(county: World) -> None:
    response = browser(county.clerk).get(reverse("figure_compare", args=["arrived"]))
    then = response.context["then"].scope
    assert (then.on.isoformat(), then.known.date().isoformat()) == ("2024-11-30", "2024-11-30")
    assert lines(response)[0][0] == ("截至2024-11-30", None, "0.00万元")


@pytest.mark.parametrize(
    "query", ["on=昨日&known=%00", "on2=9999-99-99", "unit=%27", "on=2024-12-16&known=2024-12-16&on2=2024-01-01"]
)
def test_a_bad_address_is_answered_with_a_sentence_and_never_an_error(county: World, query: str) -> None:
    assert browser(county.clerk).get(f"{reverse('figure_compare', args=['arrived'])}?{query}").status_code == 200


def test_an_unknown_figure_is_404(county: World) -> None:
    assert browser(county.clerk).get(reverse("figure_compare", args=["nothing"])).status_code == 404


def test_a_clerk_does_not_see_a_leaders_figure(county: World) -> None:
    response = browser(county.clerk).get(f"{reverse('figure_compare', args=['arrived'])}?{READING}&unit=LD01")
    assert response.context["scope"].holder is None
    assert any("无权查看" in note for note in response.context["now"].notes)


def test_the_page_takes_a_constant_number_of_queries(county: World) -> None:
    """Two readings, their rows on both sides and what a closed month keeps (signings and milestones that were reversed), the first day of
    the books, the share of the year's task, the dated settings."""
    assert (
        query_count(browser(county.clerk), f"{reverse('figure_compare', args=['arrived'])}?{READING}") <= 21
    )  # two of them for the names of the projects behind the moves


def test_each_move_names_the_projects_behind_it_that_one_may_see(county: World) -> None:
    """Until the 16th came 300 and 200 of 苹果加工 (entered) and −500 +100 by corrections; the park's clerk sees none of it, and is
    told of no amount."""
    page = browser(county.leader).get(f"{reverse('figure_compare', args=['arrived'])}?{READING}")
    lines = {line.label: line for line in page.context["tables"][0].lines}
    project = Project.objects.get(name="苹果加工")
    assert [(each.name, each.text) for each in lines["后来入账"].projects] == [("苹果加工", "+500.00万元")]
    assert [(each.name, each.text) for each in lines["冲销更正"].projects] == [("苹果加工", "−400.00万元")]
    assert lines["后来入账"].projects[0].url == reverse("project_detail", args=[project.pk])
    assert f'href="{reverse("project_detail", args=[project.pk])}"' in page.content.decode()
    hidden = browser(cast_of(county)["park_clerk"]).get(f"{reverse('figure_compare', args=['arrived'])}?{READING}")
    line = next(line for line in hidden.context["tables"][0].lines if line.label == "后来入账")
    assert (line.projects, line.others) == ((), 1)
    assert "苹果加工" not in hidden.content.decode().split("<main")[1]
    assert "另有1个项目" in hidden.content.decode()
