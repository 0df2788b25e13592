"""The board: groups add up, both settings of the credit, columns, months, queries, texts at the edges."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.core import clock
from projects.core.clock import SHANGHAI
from projects.core.middleware import request_id
from projects.funding.actions import reverse_arrival
from projects.funding.models import Arrival, Credit
from projects.indicators.board import Board
from projects.indicators.catalogue import FACTS, INDICATORS
from projects.indicators.definition import Scope
from projects.indicators.formulas import COUNT
from projects.indicators.lights import LightRule
from projects.months.models import Month
from projects.organisations.models import Unit
from projects.reference.choices import CREDIT_MODE, HEADLINE_FAIR, PARTS
from projects.reference.models import Setting
from projects.reports.catalogue import tasks
from projects.signing.actions import set_shares
from projects.signing.models import Project
from tests.indicators.small import small_county
from tests.world import World

D = Decimal
ON = date(2024, 12, 16)
HOLDERS = ("leader", "task_force", "department")
OF_TASKS = {slug for slug, item in INDICATORS.items() if any(part.fact == "tasks" for part in item.parts.values())}
# A project counts at every unit that holds a part of it: tests/indicators/test_task_figures.py says by how much they overlap.
OVERLAPPING = {slug for slug, item in INDICATORS.items() if {"held", "again"} & set(item.over.only)}
PROJECT_HOLDERS = {f"project-{kind}" for kind in HOLDERS}


@pytest.fixture
def county(world: World) -> World:
    return small_county(world)


def board(county: World, on: date = ON, **more) -> Board:
    return Board(Scope(county.county, on, **more))


def put(key: str, value: object, on: date = date(2024, 1, 1)) -> None:
    Setting.objects.create(key=key, value=value, starts_on=on, set_at=clock.now())


def test_the_groups_of_every_cut_add_up_to_the_county(county: World) -> None:
    """What a project is held by, is, was signed at and is booked in: every cut of every figure whose rows belong to one group only."""
    here = board(county)
    for slug, item in INDICATORS.items():
        if slug in OF_TASKS | OVERLAPPING or item.over.fact == "reports":
            continue
        facts = [FACTS[part.fact] for part in item.parts.values()]
        shared = set.intersection(*(set(fact.cuts) for fact in facts))
        for cut in sorted(shared - {"unassigned", *PROJECT_HOLDERS}):
            figures = list(here.by(slug, cut).values())
            total = figures[0] if figures else here.nothing(slug)
            for figure in figures[1:]:
                total += figure
            whole = here.figure(slug)
            assert (total.over, total.under, total.text) == (whole.over, whole.under, whole.text), (slug, cut)


def test_a_unit_scope_says_what_the_cut_says(county: World) -> None:
    here = board(county)
    for unit in (county.yongqing, county.hongbao, county.leader_post, county.agri):
        alone = board(county, unit=unit)
        for item in INDICATORS.values():
            figure = alone.figure(item)
            group = next((found for key, found in here.by(item, unit.kind).items() if key.key == unit.pk), here.nothing(item))
            assert (figure.over, figure.under, figure.text) == (group.over, group.under, group.text), (item.slug, unit)


def test_the_totals_are_the_same_whatever_was_read_first(county: World) -> None:
    first = [figure.json() for figure in board(county).figures()]
    later = board(county)
    for cut in ("department", "month", "sector", "tier"):
        later.by("arrived", cut)
        later.by("signed-count", cut)
    assert [figure.json() for figure in later.figures()] == first


def test_units_stand_in_official_order_and_unclear_money_last(county: World) -> None:
    groups = list(board(county).by("arrived", "leader"))
    assert [group.label for group in groups] == ["县委书记", "县长", "未明确"]


def test_months_cut_last_year_at_the_same_day(county: World) -> None:
    here = board(county)
    now, before = here.series("arrived"), here.series("arrived-before")
    assert [(group.label, figure.over) for group, figure in now.items() if figure.over] == [
        ("2月", D(4_000)),
        ("8月", D(30_000)),
        ("12月", D(10_500)),
    ]
    assert [(group.label, figure.over) for group, figure in before.items() if figure.over] == [("12月", D(20_000))]
    assert list(board(county, date(2024, 3, 5)).series("arrived"))[-1].label == "3月"


def test_a_figure_as_a_column_can_be_sorted_by(county: World) -> None:
    here = board(county)
    rows = here.annotate(here.annotate(Project.objects.all(), "arrived"), "signed-count").order_by("-arrived", "pk")
    assert [(row.name, row.arrived, row.signed_count) for row in rows][:3] == [
        ("风光储装备", D(30_000), D(1)),
        ("苹果加工", D(9_500), D(1)),
        ("香菇加工", D(4_000), D(0)),
    ]
    assert sum(row.arrived for row in rows) == here.figure("arrived").over


def test_a_reversal_takes_the_money_back_and_the_past_stays_known(county: World) -> None:
    arrival = Arrival.objects.get(amount_wan=30_000)
    with clock.at(datetime(2024, 12, 16, 15, 0, tzinfo=SHANGHAI)):
        reverse_arrival(by=county.verifier, arrival=arrival, reason="退款")
    assert board(county).figure("arrived").over == D(14_500)
    assert board(county, known=datetime(2024, 12, 16, 14, 30, tzinfo=SHANGHAI)).figure("arrived").over == D(44_500)
    assert board(county, unit=county.hongbao).figure("arrived").over == 0


def test_eyes_see_only_their_rows(county: World) -> None:
    assert board(county, eyes=county.other_clerk).figure("arrived").over == D(30_000)
    assert board(county, eyes=county.leader).figure("arrived").over == D(44_500)


def test_a_money_figure_that_touches_an_open_month_says_so(county: World) -> None:
    assert board(county).is_open("arrived")
    assert not board(county).is_open("tickets")
    Month.objects.update(state="closed")
    assert not board(county).is_open("arrived")


def test_the_headline_fair_is_a_setting(county: World) -> None:
    assert board(county).figure("event-count").name == "第30届兰洽会签约项目"
    put(HEADLINE_FAIR, "药博会")
    figure = board(county).figure("event-growth")
    assert (figure.name, figure.text) == ("重点节会签约额比上届增长", "上届为0")
    assert board(county, date(2023, 12, 16)).figure("event-count").name == "第29届兰洽会签约项目"


# --- Both settings of the 55.85 ----------------------------------------------------------------------


def test_whole_each_dimension_sums_to_the_county(county: World) -> None:
    county.task(county.leader_post, 40_000)
    county.task(county.other_leader_post, 10_000)
    here = board(county)
    for dimension in HOLDERS:
        assert sum(figure.over for figure in here.by("arrived", dimension).values()) == here.figure("arrived").over == D(44_500)
    for dimension in ("leader", "department"):
        assert sum(figure.over for figure in here.by("arrival-task", dimension).values()) == here.figure("arrival-task").over


def test_parts_one_list_over_all_holders_sums_to_the_county(world: World) -> None:
    put(CREDIT_MODE, PARTS)
    first = world.sign("甲", amount_wan=20_000, signed_on="2024-03-01")
    second = world.sign("乙", amount_wan=20_000, signed_on="2024-03-01")
    set_shares(by=world.officer, project=first, dimension="leader", parts=[(world.leader_post, D(30))], starts_on=date(2024, 1, 1))
    set_shares(by=world.officer, project=first, dimension="department", parts=[(world.yongqing, D(50))], starts_on=date(2024, 1, 1))
    world.arrive(first, 10_000)
    world.arrive(second, 1_000)
    world.task(world.county, 50_000)
    for unit, amount in ((world.leader_post, 20_000), (world.agri, 10_000), (world.yongqing, 20_000)):
        world.task(unit, amount)
    here = board(world)
    sums = {cut: sum((figure.over for figure in here.by("arrived", cut).values()), D(0)) for cut in (*HOLDERS, "unassigned")}
    assert sums == {"leader": D(3_000), "task_force": D(0), "department": D(6_000), "unassigned": D(2_000)}
    assert sum(sums.values()) == here.figure("arrived").over == D(11_000)
    tasks_of = [sum(figure.over for figure in here.by("arrival-task", cut).values()) for cut in HOLDERS]
    assert sum(tasks_of) == here.figure("arrival-task").over == D(50_000)
    table = tasks.build(here)
    subtotals = [section.lines[-1].figures["arrived"].over for section in table.sections]
    assert sum(subtotals) == table.total.figures["arrived"].over
    assert table.sections[-1].title == "未明确"
    assert Credit.objects.filter(dimension="unassigned").count() == 1


# --- Queries -----------------------------------------------------------------------------------------


def test_each_cut_is_one_query(county: World) -> None:
    here = board(county)
    here.figures()
    assert len(here.units) == 9
    for cut, more in (("department", 1), ("leader", 0), ("month", 1)):
        with CaptureQueriesContext(connection) as queries:
            here.by("arrived", cut)
            here.by("arrived-growth", cut)
            here.by("arrived-month", cut)
        assert len(queries) == more, cut


def test_the_table_takes_as_many_queries_for_many_units_as_for_few(county: World) -> None:
    few = reads_of_the_table(county)
    for number in range(20):
        Unit.objects.create(county=county.county, kind="department", code=f"N{number}", name=f"新{number}局", seq=300 + number)
    assert few == reads_of_the_table(county) <= 12


def reads_of_the_table(county: World) -> int:
    """Within one request, as on the page: the settings are read once."""
    token = request_id.set(uuid.uuid4().hex)
    try:
        with CaptureQueriesContext(connection) as found:
            tasks.build(board(county))
    finally:
        request_id.reset(token)
    return len(found)


# --- Texts at the edges ------------------------------------------------------------------------------


def test_an_empty_county_divides_by_nothing(world: World) -> None:
    texts = {figure.slug: figure.text for figure in board(world).figures()}
    assert texts["arrived-growth"] == "上年同期为0"
    assert texts["event-growth"] == "上届为0"
    assert texts["arrival-rate-2y"] == texts["closing-rate"] == "—"
    assert texts["arrival-completion"] == texts["pace"] == texts["arrival-task"] == "任务未下达"
    assert texts["arrived-increase"] == "与上年同期持平"
    assert {figure.cell for figure in board(world).figures() if figure.indicator.formula is COUNT} == {"0"}


@pytest.mark.parametrize(
    ("now", "increase", "growth"),
    [
        (0, "减少0.1亿元", "下降100%"),
        (500, "减少0.05亿元", "下降50%"),
        (1_000, "与上年同期持平", "与上年同期持平"),
        (1_318, "0.03亿元", "31.8%"),
    ],
)
def test_a_fall_and_no_change_have_their_own_words(world: World, now: int, increase: str, growth: str) -> None:
    project = world.sign(amount_wan=5_000, signed_on="2023-03-01")
    world.arrive(project, 1_000, "2023-04-01")
    if now:
        world.arrive(project, now, "2024-04-01")
    here = board(world)
    assert (here.figure("arrived-increase").text, here.figure("arrived-growth").text) == (increase, growth)


@pytest.mark.parametrize(
    ("ahead", "light"),
    [
        ("0", "ok"),
        ("0.01", "ok"),
        ("-0.0001", "blue"),
        ("-0.0999", "blue"),
        ("-0.1", "yellow"),
        ("-0.3", "yellow"),
        ("-0.3001", "red"),
    ],
)
def test_lights_begin_where_the_definition_says(ahead: str, light: str) -> None:
    assert LightRule().of(D(ahead)) == light


def test_the_closing_rate_is_never_whole_while_one_is_open(world: World) -> None:
    from projects.indicators.definition import Figure

    figure = Figure(INDICATORS["closing-rate"], D(999), D(1000), Scope(world.county, ON))
    assert figure.text == "99%"
    assert Figure(INDICATORS["closing-rate"], D(1000), D(1000), Scope(world.county, ON)).text == "100%"


def test_figures_of_different_indicators_are_not_added(county: World) -> None:
    here = board(county)
    with pytest.raises(ValueError, match="cannot be added"):
        here.figure("arrived") + here.figure("signed-amount")


def test_the_command_says_what_is_wrong(county: World) -> None:
    with pytest.raises(CommandError, match="不是日期"):
        call_command("figures", "--on", "十二月")
    with pytest.raises(CommandError, match="没有编码为"):
        call_command("figures", "--unit", "XX")
    out = StringIO()
    call_command("figures", "--unit", "YQZ", "--on", "2024-12-16", stdout=out)
    assert "本年累计省外到位资金：" in out.getvalue()
