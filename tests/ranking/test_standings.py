"""任务排名 by hand-worked tables: ties, no task, over 100 %, the last period, what waits, groups, leaders."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.funding.actions import Paper, transfer_task
from projects.indicators.definition import Scope
from projects.months.choices import CLOSED
from projects.months.models import Month
from projects.organisations.choices import LEADER, TASK_FORCE, TOWNSHIP
from projects.organisations.models import Unit, User
from projects.ranking.choices import OTHERS
from projects.ranking.queries.standings import Place, Standing, Standings, ranks_of
from projects.reference.choices import CREDIT_MODE, LIGHT_POINTS, ON, PARTS, RANK_LEADERS
from projects.reference.models import Setting
from projects.signing.actions import set_shares
from tests.access.cast import person, signed_in
from tests.ranking.conftest import County
from tests.world import World

D = Decimal
DAY = date(2024, 12, 16)


def standing(world: World, group: str, eyes: User | None = None, on: date = DAY) -> Standing:
    found = Standings(Scope(world.county, on), eyes or world.officer).groups()
    return next(item for item in found if item.group.value == group)


def places(county: County, group: str = OTHERS) -> dict[str, Place]:
    return {str(place.unit): place for place in standing(county.world, group).places}


def close_until(world: World, number: int) -> None:
    """As if the months had been closed: what closing asks is tested elsewhere."""
    Month.objects.filter(county=world.county, year=2024, number__lte=number).update(state=CLOSED)


def set_from(world: World, key: str, value: object, day: date = date(2024, 1, 1)) -> None:
    Setting.objects.create(key=key, value=value, starts_on=day, set_at=world.fair30.starts_on.isoformat() + "T00:00+08:00")


def test_equal_rates_share_a_rank_and_the_next_is_counted_on() -> None:
    rates = {"a": D("0.5"), "b": D("1.2"), "c": D("0.5"), "d": D("0.1"), "e": None, "f": D(0), "g": D(0)}
    assert ranks_of(rates) == {"b": 1, "a": 2, "c": 2, "d": 4, "f": 5, "g": 5}


def test_the_table_is_the_one_worked_by_hand(county: County) -> None:
    shown = standing(county.world, OTHERS).places
    said = [(str(place.unit), place.rank, place.completion.cell, place.light) for place in shown]
    assert said == [
        ("丙", 1, "120.00", "ok"),
        ("乙", 2, "50.00", "red"),
        ("甲", 2, "50.00", "red"),
        ("丁", 4, "10.00", "red"),
        ("县招商局", None, "—", ""),
        ("清水工业集中区管委会", None, "—", ""),
        ("招商引资代办服务中心", None, "—", ""),
        ("戊", None, "—", ""),
    ]


def test_pace_and_gap_are_printed_in_points_and_in_amounts(county: County) -> None:
    first, other = places(county)["丙"], places(county)["甲"]
    assert (first.pace.cell, other.pace.cell) == ("+24.10", "-45.90".replace("-", "−"))
    assert first.pace.ahead_wan == 1_200 - D(1_000) * (D(351) / D(366))
    assert (first.gap_wan, other.gap_wan, places(county)["戊"].gap_wan) == (D(-200), D(500), None)


def test_the_last_rank_is_that_at_the_end_of_the_last_closed_month(county: County) -> None:
    assert {place.last_rank for place in places(county).values()} == {None}
    close_until(county.world, 11)
    found = places(county)
    assert {name: found[name].last_rank for name in "甲乙丙丁戊"} == {"甲": 2, "乙": 3, "丙": 1, "丁": 3, "戊": None}
    assert (found["乙"].climbed, found["丁"].fallen, found["甲"].climbed, found["戊"].climbed) == (1, 1, 0, 0)


def test_a_transfer_mid_year_ranks_each_day_by_the_task_as_it_stood(county: County) -> None:
    """On 1 July 400 of 甲's 1,000 go to 丁. On 30 June 甲 500÷1,000, 丁 0÷1,000; on 16 December 甲 500÷600, 丁 100÷1,400."""
    world = county.world
    paper = Paper(date(2024, 7, 1), "清招组发〔2024〕9号", "项目调整")
    common = {"by": world.officer, "year": 2024, "kind": "arrived", "amount": D(400), "paper": paper}
    transfer_task(source=county["甲"], target=county["丁"], **common)
    june = {str(place.unit): place for place in standing(world, OTHERS, on=date(2024, 6, 30)).places}
    assert [(name, june[name].rank, june[name].completion.cell) for name in "甲丁"] == [("甲", 1, "50.00"), ("丁", 3, "0.00")]
    found = places(county)
    assert [(name, found[name].rank, found[name].completion.cell) for name in "丙甲乙丁"] == [
        ("丙", 1, "120.00"),
        ("甲", 2, "83.33"),
        ("乙", 3, "50.00"),
        ("丁", 4, "7.14"),
    ]


def test_what_waits_would_move_the_rank_and_moves_nothing_else(county: County) -> None:
    world = county.world
    world.claim(county.projects["丁"], 950, by=world.officer)
    found = places(county)
    assert (found["丁"].pending_wan, found["丁"].hoped.cell, found["丁"].hoped_rank) == (D(950), "105.00", 2)
    assert (found["丁"].rank, found["丁"].completion.cell, found["甲"].hoped_rank) == (4, "10.00", 3)


def test_an_earlier_cut_off_says_nothing_of_what_waits(county: County) -> None:
    county.world.claim(county.projects["丁"], 950, by=county.world.officer)
    earlier = Standings(Scope(county.world.county, date(2024, 12, 15)), None)
    assert not earlier.tells_pending
    assert all(place.pending_wan == 0 for group in earlier.groups() for place in group.places)


def test_shared_credit_ranks_each_by_its_share(county: County) -> None:
    """丁's project is shared 40/60 with 甲 from now on: 300 more give 丁 100+120 of 1,000 and 甲 500+180 of 1,000."""
    world = county.world
    parts = [(county["丁"], D(40)), (county["甲"], D(60))]
    set_shares(by=world.officer, project=county.projects["丁"], dimension="department", parts=parts, starts_on=date(2024, 12, 1))
    county.arrive("丁", 300, "2024-12-12")
    found = places(county)
    assert [(name, found[name].rank, found[name].completion.cell) for name in "甲乙丁"] == [
        ("甲", 2, "68.00"),
        ("乙", 3, "50.00"),
        ("丁", 4, "22.00"),
    ]


def test_under_the_setting_of_parts_one_list_of_holders_is_ranked(county: County) -> None:
    """丁's 300 go 30 % to the task force and 70 % to 丁: 100+210 of 1,000; the task force has 90 of its 100."""
    world = county.world
    set_from(world, CREDIT_MODE, PARTS)
    for dimension, unit, percent in (("department", county["丁"], D(70)), ("task_force", world.agri, D(30))):
        set_shares(
            by=world.officer,
            project=county.projects["丁"],
            dimension=dimension,
            parts=[(unit, percent)],
            starts_on=date(2024, 12, 1),
        )
    world.task(world.agri, 100)
    before = standing(world, TASK_FORCE).places[0].done.over
    county.arrive("丁", 300, "2024-12-12")
    assert standing(world, TASK_FORCE).places[0].done.over - before == 90
    assert places(county)["丁"].completion.cell == "31.00"


def test_townships_and_rank_groups_are_ranked_among_themselves(county: County) -> None:
    world = county.world
    world.task(world.yongqing, 100)
    Unit.objects.filter(name__in=("甲", "乙")).update(rank_group="stationed")
    assert [(str(place.unit), place.rank) for place in standing(world, TOWNSHIP).places] == [("永清镇", 1), ("红堡镇", None)]
    assert [(str(place.unit), place.rank) for place in standing(world, "stationed").places] == [("乙", 1), ("甲", 1)]
    assert [(str(place.unit), place.rank) for place in standing(world, OTHERS).places][:2] == [("丙", 1), ("丁", 2)]


def test_the_lights_follow_the_dated_setting(county: County) -> None:
    set_from(county.world, LIGHT_POINTS, {"黄": 40, "红": 50}, date(2024, 12, 1))
    assert {name: places(county)[name].light for name in "甲丁"} == {"甲": "yellow", "丁": "red"}
    november = standing(county.world, OTHERS, on=date(2024, 11, 30)).places
    assert {str(place.unit): place.light for place in november}["甲"] == "red"


def test_leaders_stand_in_official_order_without_a_rank_unless_the_county_wants_it(county: County) -> None:
    world = county.world
    world.task(world.leader_post, 1_000)
    world.task(world.other_leader_post, 500)
    shown = standing(world, LEADER)
    assert [(str(place.unit), place.rank, place.last_rank) for place in shown.places] == [
        ("县委书记", None, None),
        ("县长", None, None),
    ]
    assert not shown.is_ranked
    set_from(world, RANK_LEADERS, ON, date(2024, 12, 16))
    assert [place.rank for place in standing(world, LEADER).places] == [1, 1]
    assert not standing(world, LEADER, on=date(2024, 12, 15)).is_ranked


def shown_leaders(user: User) -> list[str]:
    html = signed_in(user).get(reverse("ranking"), {"group": "leader"}).content.decode()
    return [post for post in ("县委书记", "副县长") if f">{post}</a>" in html]


def test_a_leader_is_seen_by_the_leader_the_principals_and_the_bureau_alone(county: County) -> None:
    world = county.world
    Unit.objects.filter(pk=world.other_leader_post.pk).update(name="副县长")
    deputy = person("deputy", "示例副县长", world.other_leader_post, "county_leader")
    secretary = person("secretary", "示例联络员", world.leader_post, "delegate")
    for user, seen in (
        (world.officer, ["县委书记", "副县长"]),
        (world.verifier, ["县委书记", "副县长"]),
        (world.leader, ["县委书记", "副县长"]),
        (secretary, ["县委书记", "副县长"]),
        (deputy, ["副县长"]),
        (world.inspector, []),
        (world.clerk, []),
        (world.agent, []),
    ):
        assert shown_leaders(user) == seen, user.username


def test_the_page_of_lights_lists_no_leader_and_keeps_the_order_of_the_ranks(county: County) -> None:
    world = county.world
    world.task(world.leader_post, 1_000)
    page = signed_in(world.leader).get(reverse("ranking_lights"))
    html = page.content.decode()
    assert ">县委书记</a>" not in html
    lights = dict(page.context["lights"])
    assert [str(row.place.unit) for row in lights["red"]] == ["乙", "甲", "丁"]
    assert page.context["counts"] == {"red": 3, "yellow": 0, "blue": 0, "ok": 1}


def test_the_page_says_its_rule_and_marks_the_own_unit(county: County) -> None:
    clerk = person("bing", "示例丙", county["丙"], "filing_clerk")
    html = signed_in(clerk).get(reverse("ranking")).content.decode()
    assert "如1、2、2、4" in html
    assert "达到或超过序时为正常，落后不到10个百分点为蓝" in html
    assert "本单位" in html


def selects(client: Client, name: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(name)).status_code == 200
    return [query["sql"][:110] for query in queries if query["sql"].startswith("SELECT")]


@pytest.mark.parametrize("name", ["ranking", "ranking_lights"])
def test_the_pages_take_at_most_twelve_queries_whatever_the_number_of_rows(county: County, name: str) -> None:
    world = county.world
    close_until(world, 11)
    client = signed_in(world.officer)
    world.claim(county.projects["甲"], 10, by=world.officer)
    client.get(reverse(name))
    few = selects(client, name)
    for project in county.projects.values():
        world.claim(project, 20, "2024-12-11", by=world.officer)
        world.claim(project, 30, "2024-12-12", by=world.officer)
    many = selects(client, name)
    assert len(many) == len(few) <= 12, "\n".join(many)
