"""距任务还差 by hand: what each project could still bring to the unit, and what stands in the way."""

from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.core import clock
from projects.elements.actions import start_elements
from projects.elements.models import ProjectElement
from projects.funding.actions import return_claim, set_money_plan
from projects.ranking.queries.gap import Gap, Source, gap_of
from projects.reference.choices import CREDIT_MODE, FROM_26, PARTS, STAT_MONTH
from projects.reference.models import Setting, labels
from projects.services.actions import accept_ticket, assign_ticket
from projects.services.models import Ticket
from projects.signing.actions import edit_project, plan_milestone, set_shares, terminate
from projects.signing.choices import OTHER_CITY
from projects.signing.models import Project, Share
from tests.access.cast import person, signed_in
from tests.ranking.conftest import County

D = Decimal
DAY = date(2024, 12, 16)


def gap(county: County, name: str, gap_wan: object = 500) -> Gap:
    return gap_of(county[name], county.world.officer, DAY, None if gap_wan is None else D(str(gap_wan)))


def only(county: County, name: str) -> Source:
    (source,) = gap(county, name).sources
    return source


def words(county: County, name: str) -> list[str]:
    return [block.words for block in only(county, name).blocks]


def test_what_is_left_of_a_contract_times_the_share_could_close_the_gap(county: County) -> None:
    """甲: 10,000 signed, 500 arrived, 100 %. 40 % of 丁's 10,000 − 100 as well, once it is shared."""
    assert (only(county, "甲").contract_wan, only(county, "甲").own_wan) == (D(10_000), D(9_500))
    parts = [(county["丁"], D(60)), (county["甲"], D(40))]
    set_shares(
        by=county.world.officer, project=county.projects["丁"], dimension="department", parts=parts, starts_on=date(2024, 12, 1)
    )
    found = gap(county, "甲")
    assert [(str(source.project), source.percent, source.own_wan) for source in found.sources] == [
        ("甲项目", D(100), D(9_500)),
        ("丁项目", D(40), D(3_960)),
    ]
    assert (found.sum_wan, found.rest_wan, found.free_wan) == (D(13_460), D(-12_960), D(0))


def test_the_planned_outside_money_of_the_project_goes_before_its_contract(county: County) -> None:
    project = county.projects["甲"]
    edit_project(by=county.world.officer, project=project, version=project.version, planned_outside_wan=D(800))
    found = gap(county, "甲")
    assert (found.sum_wan, found.rest_wan) == (D(300), D(200))
    project.refresh_from_db()
    edit_project(by=county.world.officer, project=project, version=project.version, planned_outside_wan=D(500))
    assert gap(county, "甲").sources == []


def test_money_from_inside_the_province_and_ended_projects_close_nothing(county: County) -> None:
    world = county.world
    world.sign("省内项目", by=world.officer, department=county["甲"], source_tier=OTHER_CITY, details={"sector": "agri"})
    assert len(gap(county, "甲").sources) == 1
    terminate(
        by=world.verifier, project=county.projects["甲"], happened_on=date(2024, 12, 1), source="终止协议", reason="投资方退出"
    )
    assert gap(county, "甲").sources == []


def test_each_block_is_said_in_words(county: County) -> None:
    world, project = county.world, county.projects["甲"]
    assert words(county, "甲") == ["还没有注册备案"]
    world.milestone(project, "registered", "2024-04-01", by=world.officer)
    assert words(county, "甲") == ["还没有开工"]
    plan_milestone(by=world.officer, project=project, kind="started", happened_on=date(2024, 10, 1), reason="招商局排定")
    assert words(county, "甲") == ["开工已超计划时间（2024-10-01）"]
    assert only(county, "甲").next_step == "2024-10-01 开工"
    world.milestone(project, "started", "2024-11-01", by=world.officer)
    assert words(county, "甲") == []
    assert gap(county, "甲").free_wan == D(9_500)
    world.claim(project, 120, by=world.officer)
    back = world.claim(project, 30, "2024-12-11", by=world.officer)
    return_claim(by=world.verifier, claim=back, reason="进账单不清晰")
    accept_ticket(by=world.agent, ticket=world.ticket(project=project))
    assert words(county, "甲") == [
        "已申报120.00万元，待核定",
        "申报30.00万元已退回：进账单不清晰",
        "诉求未办结：流动资金贷款续贷困难（待交办）",
    ]
    assert only(county, "甲").pending_wan == D(120)


def test_a_claim_that_waits_is_split_by_the_share(county: County) -> None:
    """120 claimed for 丁's project: 40 % of it, 48, would be 甲's; the block names the whole claim."""
    world, project = county.world, county.projects["丁"]
    parts = [(county["丁"], D(60)), (county["甲"], D(40))]
    set_shares(by=world.officer, project=project, dimension="department", parts=parts, starts_on=date(2024, 12, 1))
    world.claim(project, 120, by=world.officer)
    assert (only(county, "丁").pending_wan, gap(county, "甲").pending_wan) == (D(72), D(48))
    assert "已申报120.00万元，待核定" in words(county, "丁")


def test_the_page_shows_the_sum_beside_the_gap_and_only_visible_projects(county: County) -> None:
    clerk = person("jia", "示例甲", county["甲"], "filing_clerk")
    own = signed_in(clerk).get(reverse("ranking_gap", args=[county["甲"].pk])).content.decode()
    assert "甲项目" in own
    assert "距任务500.00万元，上列项目全部到位可计入9,500.00万元，足以完成任务" in own
    assert "截至12月16日，甲完成省外到位资金0.05亿元，上年同期为0，占全年任务的50%" in own
    other = signed_in(clerk).get(reverse("ranking_gap", args=[county["丁"].pk])).content.decode()
    assert "丁项目" not in other
    assert "另有1个项目无权查看" in other


def test_a_leader_s_page_is_closed_to_a_clerk_and_the_county_has_none(county: County) -> None:
    world = county.world
    for user, unit, status in (
        (world.clerk, world.leader_post, 404),
        (world.inspector, world.leader_post, 404),
        (world.officer, world.leader_post, 200),
        (world.officer, world.county, 404),
    ):
        assert signed_in(user).get(reverse("ranking_gap", args=[unit.pk])).status_code == status


# --- 到位计划 -------------------------------------------------------------------------------------------


def plan(county: County, project: Project, reason: str = "", **amounts: int) -> None:
    months = [D(amounts.get(f"m{number}", 0)) for number in range(1, 13)]
    set_money_plan(by=county.world.officer, project=project, year=2024, months=months, reason=reason)


def test_planned_money_of_the_year_goes_before_what_is_left_of_the_contract(county: County) -> None:
    """甲 has 500 of this year. Planned 300 in November and 600 in December: 400 still to come, of which nothing is overdue."""
    plan(county, county.projects["甲"], m11=300, m12=600)
    source = only(county, "甲")
    assert (source.coming_wan, source.own_wan, source.left_wan) == (D(400), D(400), D(9_500))
    assert "按计划" not in "".join(words(county, "甲"))
    assert (gap(county, "甲").sum_wan, gap(county, "甲").rest_wan) == (D(400), D(100))


def test_money_that_the_plan_said_for_ended_months_is_an_obstacle_of_its_own(county: County) -> None:
    """800 were due by the end of November, 500 came: 300 lack, and all 700 of the year are still to come."""
    plan(county, county.projects["甲"], m10=300, m11=500, m12=400)
    assert words(county, "甲") == ["按计划到11月底应到800.00万元，少300.00万元", "还没有注册备案"]
    assert only(county, "甲").own_wan == D(700)


def test_a_plan_that_has_come_in_full_closes_nothing_more(county: County) -> None:
    plan(county, county.projects["甲"], m5=500)
    assert gap(county, "甲").sources == []


def test_the_shortest_list_that_closes_the_gap_is_marked(county: County) -> None:
    """甲 lacks 500. Planned of three projects: 300, 250, 200; one more has no plan and 10,000 of contract left. 300 + 250 close it."""
    world = county.world
    common = {"by": world.officer, "department": county["甲"], "signed_on": "2024-03-01", "details": {"sector": "agri"}}
    small, middle = world.sign("小项目", **common), world.sign("中项目", **common)
    world.sign("没有计划的项目", **common)
    plan(county, county.projects["甲"], m5=500, m12=300)
    plan(county, middle, m12=250)
    plan(county, small, m12=200)
    found = gap(county, "甲")
    assert [(str(source.project), source.own_wan, source.running_wan, source.is_needed) for source in found.sources] == [
        ("甲项目", D(300), D(300), True),
        ("中项目", D(250), D(550), True),
        ("小项目", D(200), D(750), False),
        ("没有计划的项目", D(10_000), D(10_750), False),
    ]
    assert (found.needed_wan, found.is_closed_by_plans, found.blocked_count) == (D(550), True, 2)
    assert (found.planned_wan, found.unplanned_count, found.unplanned_wan) == (D(750), 1, D(10_000))
    html = signed_in(world.officer).get(reverse("ranking_gap", args=[county["甲"].pk])).content.decode()
    assert "按到位计划，前2个项目可计入550.00万元，即可补齐，其中2个有障碍。" in html
    assert "1个项目没有排本年到位计划，按合同余额列在后面（可计入10,000.00万元）" in html


def test_where_plans_are_too_little_contracts_are_taken_and_that_is_said(county: County) -> None:
    plan(county, county.projects["甲"], m5=500, m12=300)
    common = {"by": county.world.officer, "department": county["甲"], "signed_on": "2024-03-01", "details": {"sector": "agri"}}
    county.world.sign("没有计划的项目", **common)
    found = gap(county, "甲")
    assert ([source.is_needed for source in found.sources], found.is_closed_by_plans) == ([True, True], False)
    assert [source.is_needed for source in gap(county, "甲", 20_000).sources] == [False, False]


def test_an_overdue_ticket_says_how_late_it_is(county: County) -> None:
    world, project = county.world, county.projects["甲"]
    ticket = accept_ticket(by=world.agent, ticket=world.ticket(project=project))
    assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    Ticket.objects.filter(pk=ticket.pk).update(deadline_on=date(2024, 12, 12))
    assert "诉求未办结：流动资金贷款续贷困难（办理中，超期2个工作日）" in words(county, "甲")


def test_an_element_that_is_stuck_or_late_is_named_and_one_that_only_waits_is_not(county: County) -> None:
    world, project = county.world, county.projects["甲"]
    start_elements(by=world.officer, project=project)
    assert not [said for said in words(county, "甲") if said.startswith("要素")]
    stuck, late, *_ = ProjectElement.objects.filter(project=project).order_by("pk")
    ProjectElement.objects.filter(pk=stuck.pk).update(state="stuck")
    ProjectElement.objects.filter(pk=late.pk).update(needed_on=date(2024, 12, 1))
    names = labels("element")
    assert [said for said in words(county, "甲") if said.startswith("要素")] == [
        f"要素未落实：{names[stuck.element]}（有困难）",
        f"要素未落实：{names[late.element]}（待落实，2024-12-01需要）",
    ]


def test_a_claim_without_its_paper_says_until_when_it_is_due(county: County) -> None:
    county.world.claim(county.projects["甲"], 120, by=county.world.officer, evidence=[], evidence_due_on=date(2024, 12, 30))
    assert "申报120.00万元待补佐证，2024-12-30前" in words(county, "甲")


def test_the_page_s_queries_do_not_grow_with_the_projects(county: County) -> None:
    world = county.world
    client = signed_in(world.officer)
    address = reverse("ranking_gap", args=[county["甲"].pk])

    def selects() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    plan(county, county.projects["甲"], m12=900)
    client.get(address)
    few = selects()
    for number in range(4):
        project = world.sign(f"又一项目{number}", by=world.officer, department=county["甲"], details={"sector": "agri"})
        plan(county, project, m12=10)
    assert selects() == few


def test_the_share_follows_the_way_of_the_statistical_year(county: County) -> None:
    """Months end on the 25th, *parts* from 2025. With the leader's 30 alone 丁 has its whole dimension on 25 December, and on the 26th, a day
    of 2025, nothing: one list holds 30 and 70 of nobody. With 70 of its own it has 70 either way."""
    for key, value, starts_on in ((STAT_MONTH, FROM_26, date(2020, 1, 1)), (CREDIT_MODE, PARTS, date(2025, 1, 1))):
        Setting.objects.create(key=key, value=value, starts_on=starts_on, set_at=clock.now())
    world, project = county.world, county.projects["丁"]
    Share.objects.create(project=project, dimension="leader", unit=world.leader_post, percent=D(30), starts_on=date(2024, 12, 1))
    assert [source_on(county, "丁", day) for day in (25, 26)] == [D(100), D(0)]
    Share.objects.create(project=project, dimension="department", unit=county["丁"], percent=D(70), starts_on=date(2024, 12, 1))
    assert [source_on(county, "丁", day) for day in (25, 26)] == [D(70), D(70)]


def source_on(county: County, name: str, day: int) -> Decimal:
    found = gap_of(county[name], county.world.officer, date(2024, 12, day), None)
    return next((source.percent for source in found.sources), D(0))
