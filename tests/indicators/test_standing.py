"""未月结, 已报/应报, 任务未下达, 启用前无记录 and 其中调整上月数 stand beside money figures, by one component."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from projects.core import clock
from projects.dashboards.tables import months
from projects.funding.actions import reverse_arrival
from projects.funding.models import Arrival
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.indicators.scopes import Asked, end_of
from projects.indicators.standing import Standing, standing
from projects.months.models import Month
from projects.ranking.queries.standings import Standings
from projects.reference.choices import CREDIT_MODE, PARTS, WHOLE
from projects.reference.models import Setting
from projects.reports.catalogue import REPORTS, ranking, tasks
from projects.signing.models import Share
from tests.funding.closing import close_until
from tests.pages.browsing import browser
from tests.world import World

D = Decimal
ON = date(2024, 12, 16)


@pytest.fixture
def county(world: World) -> World:
    """100 of November, 300 of December; November closed. Then November's 100 are reversed and a slip of 40 of November comes late:
    −60 of December's money belong to earlier months. 红堡镇 owes a report too."""
    project = world.sign("苹果加工", amount_wan=10_000, signed_on="2024-07-08")
    world.sign("面粉加工", amount_wan=9_000, signed_on="2024-07-08", department=world.hongbao, by=world.other_clerk)
    world.arrive(project, 100, "2024-11-05")
    world.arrive(project, 300, "2024-12-05")
    close_until(world, 2024, 11)
    reverse_arrival(by=world.verifier, arrival=Arrival.objects.get(amount_wan=100), reason="退款")
    world.arrive(project, 40, "2024-11-06", late_reason="回单晚到")
    return world


def of(world: World, **more: object) -> Standing:
    found = standing(Board(Scope(world.county, more.pop("on", ON), **more)))  # type: ignore[arg-type]
    assert found
    return found


def test_what_of_the_month_belongs_to_earlier_months(county: World) -> None:
    here = Board(Scope(county.county, ON))
    assert (here.figure("arrived-month").over, here.figure("arrived-adjusted").over) == (D(240), D(-60))
    assert Board(Scope(county.county, ON, unit=county.yongqing)).figure("arrived-adjusted").over == D(-60)
    rows = sum(row.amount_wan for row in Arrival.objects.adjustments_of(county.month(2024, 12)))
    assert rows == here.figure("arrived-adjusted").over
    assert here.figure("arrived-adjusted").text == "−0.01亿元"
    assert Board(Scope(county.county, date(2024, 11, 30))).figure("arrived-adjusted").over == 0


def test_the_words_of_an_open_month_without_a_task(county: World) -> None:
    assert of(county).words == [
        "任务未下达",
        "含未月结的月份，数字可能变动；2024年12月已报1/应报2",
        "本月其中调整上月数−0.01亿元",
    ]


def test_a_closed_month_with_a_task_says_nothing(county: World) -> None:
    county.task(county.county, 1_000)
    Month.objects.update(state="closed")
    assert of(county, on=date(2024, 11, 30)).words == []


def test_before_the_first_row_there_is_no_record(county: World) -> None:
    county.task(county.county, 1_000)
    early = of(county, known=end_of(date(2023, 1, 1)), on=date(2023, 1, 1))
    assert early.words[0] == "启用前无记录"
    assert not of(county, known=end_of(ON)).is_before_records


def test_figures_of_other_books_have_no_such_line(county: World) -> None:
    board = Board(Scope(county.county, ON))
    assert standing(board, "tickets") is None
    assert standing(board, "signed-count") is None


LINE = ("任务未下达", "未月结", "2024年12月已报1/应报2", "本月其中调整上月数−0.01亿元")
EARLY = "?on=2023-01-01&known=2023-01-01"


@pytest.mark.parametrize(
    "address",
    [
        reverse("cockpit"),
        reverse("tasks_report"),
        reverse("figure_rows", args=["arrived"]),
        reverse("figure_meaning", args=["arrived"]),
        reverse("figure_compare", args=["arrived"]),
        reverse("home"),
        reverse("tasks"),
        reverse("ranking"),
        reverse("ranking_lights"),
    ],
    ids=["cockpit", "task-table", "rows", "meaning", "compare", "desk", "tasks", "ranking", "lights"],
)
def test_the_line_stands_on_every_page_of_money_figures(county: World, address: str) -> None:
    html = browser(county.verifier).get(address).content.decode()
    for words in LINE:
        assert words in html, words


def line_of(html: str) -> str:
    """The line itself, without what the page's tables say of single units."""
    return html.split('class="qs-standing"', 1)[1].split("</header>", 1)[0].split("<section", 1)[0]


@pytest.mark.parametrize("name", ["ranking", "ranking_lights", "tasks"])
def test_a_ranking_of_an_open_month_with_tasks_does_not_say_that_there_are_none(county: World, name: str) -> None:
    county.task(county.county, 1_000)
    line = line_of(browser(county.verifier).get(reverse(name)).content.decode())
    assert "未月结" in line
    assert "2024年12月已报1/应报2" in line
    assert "本月其中调整上月数−0.01亿元" in line
    assert "任务未下达" not in line


def test_what_a_unit_lacks_is_said_of_its_own_task(county: World) -> None:
    county.task(county.county, 1_000)
    county.task(county.yongqing, 500)
    said = {
        unit: line_of(browser(county.verifier).get(reverse("ranking_gap", args=[unit.pk])).content.decode())
        for unit in (county.yongqing, county.hongbao)
    }
    assert [("未月结" in line, "任务未下达" in line) for line in said.values()] == [(True, False), (True, True)]
    assert "本月其中调整上月数−0.01亿元" in said[county.yongqing]
    assert "调整上月数" not in said[county.hongbao]


def test_rankings_and_tasks_of_other_books_have_no_such_line(county: World) -> None:
    for name in ("ranking", "tasks"):
        html = browser(county.verifier).get(reverse(name), {"kind": "signed_10"}).content.decode()
        assert "qs-standing" not in html, name


def test_the_months_of_the_cockpit_name_what_belongs_to_earlier_ones(county: World) -> None:
    """December: 300 + 40 − 100 = 240, of which −60; November: 100, nothing of October."""
    scope = Scope(county.county, ON)
    lines = {line.label: line for line in months(Board(scope), Asked(scope, ())).lines}
    assert (lines["12月"].now, lines["12月"].adjusted) == ("0.02", "−0.01")
    assert (lines["11月"].now, lines["11月"].adjusted) == ("0.01", "")
    assert "其中调整<br>上月数" in browser(county.verifier).get(reverse("cockpit")).content.decode()


@pytest.mark.parametrize(
    "name", ["cockpit", "tasks_report", "ranking", "ranking_lights", "figure_rows", "figure_meaning", "figure_compare"]
)
def test_a_reading_before_the_first_row_says_so_on_the_page(county: World, name: str) -> None:
    address = reverse(name, args=["arrived"] if name.startswith("figure") else [])
    assert "启用前无记录" in browser(county.verifier).get(address + EARLY).content.decode()
    assert "启用前无记录" not in browser(county.verifier).get(f"{address}?on={ON}&known={ON}").content.decode()


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_a_reading_before_the_first_row_says_so_in_every_workbook(county: World, name: str) -> None:
    for known, is_early in ((end_of(date(2023, 1, 1)), True), (end_of(ON), False)):
        content = REPORTS[name].make(Board(Scope(county.county, ON, known)), "示例", "", True)
        sheet = openpyxl.load_workbook(BytesIO(content)).active
        said = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
        assert ("启用前无记录" in said) == is_early


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["lines", "json"])
def test_a_reading_before_the_first_row_says_so_at_the_command_line(
    county: World, capsys: pytest.CaptureFixture[str], form: list[str]
) -> None:
    call_command("figures", "--known", "2023-01-01", *form)
    assert "启用前无记录" in capsys.readouterr().out
    call_command("figures", *form)
    assert "启用前无记录" not in capsys.readouterr().out


def test_the_file_of_a_project_names_the_open_month(county: World) -> None:
    project = Arrival.objects.filter(amount_wan=300).get().project
    html = browser(county.clerk).get(reverse("project_detail", args=[project.pk])).content.decode()
    assert "未月结" in html
    assert "2024年12月已报1/应报2" in html


def test_the_workbooks_print_the_same_words(county: World) -> None:
    board = Board(Scope(county.county, ON))
    for content in (tasks.workbook(tasks.build(board), filler="示例"), ranking.workbook(board, filler="示例")):
        sheet = openpyxl.load_workbook(BytesIO(content)).active
        said = "".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
        for words in of(county).words:
            assert words in said


@pytest.mark.parametrize("mode", [WHOLE, PARTS])
def test_the_credit_of_a_ranking_gives_the_countys_own_adjustment(world: World, mode: str) -> None:
    """60 of November's slip split 70/30 with 20 % of the leader's: read by unit it is the county's 60 in either way."""
    Setting.objects.create(key=CREDIT_MODE, value=mode, starts_on=date(2024, 1, 1), set_at=clock.now())
    project = world.sign("苹果加工", amount_wan=10_000, signed_on="2024-07-08")
    shares = (("department", world.yongqing, 30), ("department", world.hongbao, 40), ("leader", world.leader_post, 20))
    for dimension, unit, percent in shares:
        Share.objects.create(project=project, dimension=dimension, unit=unit, percent=percent, starts_on=date(2024, 7, 8))
    close_until(world, 2024, 11)
    world.arrive(project, 60, "2024-11-06", late_reason="回单晚到")
    world.arrive(project, 300, "2024-12-05")
    assert Standings(Scope(world.county, ON), None).adjusted.over == D(60)
