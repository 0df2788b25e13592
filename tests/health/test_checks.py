"""数据体检: each check finds its case, worked by hand, and not its neighbour one day, one 万元 or one step beside it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest

from projects.core import clock
from projects.funding.actions import reverse_arrival, withdraw_money
from projects.health.queries import CHECKS
from projects.health.queries.facts import Facts, months_before
from projects.organisations.models import Tenure
from projects.parks.models import Park, Tenancy
from projects.portal.actions import answer_arrival
from projects.services.actions import accept_ticket, assign_ticket, close_ticket, reopen_ticket, report_ticket_done
from projects.signing.actions import open_talks, set_shares
from projects.signing.models import Project
from projects.tokens.actions import issue_token
from projects.tokens.choices import ARRIVAL
from tests.funding.closing import close_until
from tests.world import World

D = Decimal
ON = date(2024, 12, 16)
Case = Callable[[World], None]


def found(world: World, code: str, user=None) -> list[str]:
    """Names of what the check finds for 招商局审核."""
    return [finding.name for finding in CHECKS[code].find(Facts(user or world.verifier, ON))]


def small(world: World, **changes) -> Project:
    """Signed for 1,000 on 8 July, total investment 1,200."""
    return world.sign("小项目", **({"amount_wan": 1_000, "details": {"total_investment_wan": D(1_200)}} | changes))


def over_total(world: World) -> None:
    world.arrive(small(world), "1200.000001", "2024-08-01")


def just_total(world: World) -> None:
    world.arrive(small(world), 1_200, "2024-08-01")


def over_signed(world: World) -> None:
    world.arrive(small(world), "1000.5", "2024-08-01")


def just_signed(world: World) -> None:
    world.arrive(small(world), 1_000, "2024-08-01")


def papers_overdue(world: World) -> None:
    project = small(world)
    with clock.at(datetime(2024, 12, 11, 9, 0, tzinfo=clock.SHANGHAI)):
        world.claim(project, 10, evidence=[], evidence_due_on=date(2024, 12, 15))


def papers_due_today(world: World) -> None:
    world.claim(small(world), 10, evidence=[], evidence_due_on=ON)


def late_row(world: World) -> None:
    project = small(world)
    close_until(world, 2024, 11)
    world.arrive(project, 10, "2024-11-30", late_reason="进账单晚到")


def row_of_the_month(world: World) -> None:
    project = small(world)
    close_until(world, 2024, 11)
    world.arrive(project, 10, "2024-12-01")


def unregistered(world: World) -> None:
    world.arrive(small(world), 10)


def registered(world: World) -> None:
    project = small(world)
    world.arrive(project, 10)
    world.milestone(project, "registered", "2024-12-12")


def a_year_old(world: World) -> None:
    small(world, signed_on="2023-12-16")


def a_day_less(world: World) -> None:
    small(world, signed_on="2023-12-17")


def idle(world: World) -> None:
    """Started in January; the last money is of 15 September: three months and a day."""
    project = small(world, signed_on="2024-01-01")
    world.milestone(project, "started", "2024-01-10")
    world.arrive(project, 500, "2024-09-15")


def not_yet_idle(world: World) -> None:
    project = small(world, signed_on="2024-01-01")
    world.milestone(project, "started", "2024-01-10")
    world.arrive(project, 500, "2024-09-16")


def idle_but_invested(world: World) -> None:
    idle(world)
    world.milestone(Project.objects.get(), "invested", "2024-09-20")


def slow(world: World) -> None:
    project = small(world, signed_on="2024-01-01")
    world.milestone(project, "started", "2024-06-16")
    world.arrive(project, "149.99", "2024-11-01")


def fifteen_percent(world: World) -> None:
    project = small(world, signed_on="2024-01-01")
    world.milestone(project, "started", "2024-06-16")
    world.arrive(project, 150, "2024-11-01")


def started_later(world: World) -> None:
    project = small(world, signed_on="2024-01-01")
    world.milestone(project, "started", "2024-06-17")


def producing_without_money(world: World) -> None:
    project = small(world)
    world.arrive(project, "499.99")
    world.milestone(project, "producing", "2024-12-12")


def producing_with_half(world: World) -> None:
    project = small(world)
    world.arrive(project, 500)
    world.milestone(project, "producing", "2024-12-12")


def alike(world: World) -> None:
    for name in ("年产五万吨石材加工", "年产六万吨石材加工"):
        world.sign(name, investor_name="石材（示例）有限公司")


def linked_phases(world: World) -> None:
    first = world.sign("年产五万吨石材加工", investor_name="石材（示例）有限公司")
    world.sign("年产六万吨石材加工", investor_name="石材（示例）有限公司", details={"previous_phase": first})


def alike_of_two_investors(world: World) -> None:
    """As the article prints one project twice (handbook 1.2)."""
    world.sign("汉麻脱胶梳理加工", investor_name="汉麻（示例）有限公司")
    world.sign("盛裕达汉麻脱胶纺织", investor_name="盛裕达（示例）有限公司")


def two_contracts_of_two_years(world: World) -> None:
    """复合陶瓷 (2022) and 华贸余热 (2024) are two projects of one investor."""
    world.open_months(2022)
    for name, day in (("复合陶瓷耐材一体化综合循环利用", "2022-05-20"), ("华贸复合耐材一体化余热循环利用", "2024-07-08")):
        world.sign(name, signed_on=day, investor_name="华贸（示例）有限公司")


def second_phase_of_2024(world: World) -> None:
    world.open_months(2021)
    first = world.sign("君石中药材一期", signed_on="2021-04-15", investor_name="君石（示例）有限公司")
    world.sign("君石中药材二期", investor_name="君石（示例）有限公司", details={"previous_phase": first})


def two_names_with_common_words(world: World) -> None:
    for name in ("苹果精深加工示例项目", "核桃精深加工示例项目"):
        world.sign(name, investor_name=f"{name}公司")


def same_code(world: World) -> None:
    for name in ("甲", "乙"):
        world.sign(f"{name}项目", details={"project_code": "2401-620521-04-01-111111"})


def no_codes(world: World) -> None:
    for name in ("甲", "乙"):
        world.sign(f"{name}项目", details={"project_code": ""})


def shares_of_99(world: World) -> None:
    parts = [(world.yongqing, D("33.3333")), (world.hongbao, D("66.6666"))]
    set_shares(by=world.officer, project=small(world), dimension="department", parts=parts, starts_on=date(2024, 7, 8))


def shares_of_100(world: World) -> None:
    parts = [(world.yongqing, D("33.3333")), (world.hongbao, D("66.6667"))]
    set_shares(by=world.officer, project=small(world), dimension="department", parts=parts, starts_on=date(2024, 7, 8))


def tasks_differ(world: World) -> None:
    world.task(world.county, 100)
    world.task(world.yongqing, "99.99")


def tasks_agree(world: World) -> None:
    world.task(world.county, 100)
    world.task(world.yongqing, 60)
    world.task(world.hongbao, 40)


def negative(world: World) -> None:
    project = small(world)
    world.arrive(project, 300, "2024-08-01")
    withdraw_money(
        by=world.verifier,
        project=project,
        amount_wan=D(1),
        withdrawn_on=date(2024, 12, 2),
        use="其他费用",
        reason="撤资",
        document_number="退款凭证1号",
    )


def nothing_left(world: World) -> None:
    """The month ends at zero, not below it."""
    reverse_arrival(by=world.verifier, arrival=world.arrive(small(world), 300, "2024-08-01"), reason="重复入账")


def typed_in_yi(world: World) -> None:
    world.claim(world.sign(amount_wan=10_000), "99.99")


def typed_in_wan(world: World) -> None:
    world.claim(world.sign(amount_wan=10_000), 100)


def small_money_of_a_small_project(world: World) -> None:
    world.claim(world.sign(amount_wan="9999.99"), "0.5")


def units_mixed(world: World) -> None:
    small(world, amount_wan="10000.01", details={"total_investment_wan": D(100)})


def just_a_hundred_times(world: World) -> None:
    small(world, amount_wan=10_000, details={"total_investment_wan": D(100)})


def at(world: World, day: date, do: Case) -> None:
    with clock.at(datetime.combine(day, datetime.min.time(), clock.SHANGHAI)):
        do(world)


def standstill(world: World) -> None:
    at(world, date(2024, 9, 15), small)


def moved_three_months_ago(world: World) -> None:
    at(world, date(2024, 9, 16), small)


def _talks(world: World) -> None:
    open_talks(by=world.clerk, name="在谈项目", investor_name="在谈（示例）有限公司", source_tier="省外", department=world.yongqing)


def stale_talks(world: World) -> None:
    at(world, date(2024, 6, 15), _talks)


def talks(world: World) -> None:
    at(world, date(2024, 6, 16), _talks)


def _tenant(world: World, state: str) -> Project:
    project = small(world)
    park = Park.objects.create(county=world.county, name="红堡园", seq=1)
    Tenancy.objects.create(park=park, enterprise=project.investor, state=state)
    return project


def tenant_behind(world: World) -> None:
    _tenant(world, "producing")


def tenant_agrees(world: World) -> None:
    world.milestone(_tenant(world, "producing"), "producing", "2024-12-01")


def empty_post(world: World) -> None:
    world.task(world.leader_post, 100)
    Tenure.objects.filter(unit=world.leader_post).update(ends_on=date(2024, 12, 15))


def held_post(world: World) -> None:
    world.task(world.leader_post, 100)
    Tenure.objects.filter(unit=world.leader_post).update(ends_on=ON)


def post_without_an_account(world: World) -> None:
    """This leader never logged in: nobody left."""
    world.task(world.other_leader_post, 100)


def _closed(world: World):
    ticket = accept_ticket(by=world.agent, ticket=world.ticket())
    ticket = assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    ticket = report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="已协调银行")
    return close_ticket(by=world.agent, ticket=ticket, satisfaction="满意")


def reopened(world: World) -> None:
    reopen_ticket(by=world.agent, ticket=_closed(world), note="企业说没有解决")


def closed_again(world: World) -> None:
    ticket = reopen_ticket(by=world.agent, ticket=_closed(world), note="企业说没有解决")
    ticket = report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="再次协调")
    close_ticket(by=world.agent, ticket=ticket, satisfaction="满意")


def no_money_last_year(world: World) -> None:
    """17 December 2023 lies behind the same day of last year."""
    world.arrive(small(world, signed_on="2023-01-01"), 10, "2023-12-17")


def money_last_year(world: World) -> None:
    world.arrive(small(world, signed_on="2023-01-01"), 10, "2023-12-16")


def _dollars(world: World, rate: str, day: str, **changes) -> None:
    """100,000 in a foreign currency at the rate."""
    amount = {"currency": "USD", "original_amount": D(100_000), "rate": D(rate)} | changes
    world.claim(small(world), 0, day, **amount)


def two_rates_of_a_day(world: World) -> None:
    """Only the lines of the day are named: neither the one of the day after nor the other currency."""
    _dollars(world, "7.1882", "2024-12-10")
    _dollars(world, "7.1892", "2024-12-11")
    _dollars(world, "0.9241", "2024-12-10", currency="HKD")
    _dollars(world, "7.1828", "2024-12-10")


def one_rate_a_day(world: World) -> None:
    _dollars(world, "7.1882", "2024-12-10")
    _dollars(world, "7.188200", "2024-12-10")
    _dollars(world, "7.1892", "2024-12-11")
    _dollars(world, "0.9241", "2024-12-10", currency="HKD")


def _answered(world: World, *answers: bool) -> None:
    """By the enterprise, of 10万元, in this order."""
    row = world.arrive(small(world), 10)
    for is_right in answers:
        token, _ = issue_token(by=None, county=world.county, purpose=ARRIVAL, about=row)
        answer_arrival(by=None, arrival=row, token=token, is_right=is_right, amount_wan=None if is_right else Decimal(8))


def told_otherwise(world: World) -> None:
    _answered(world, False)


def told_right_after_all(world: World) -> None:
    _answered(world, False, True)


CASES: list[tuple[str, Case, Case]] = [
    ("over_total", over_total, just_total),
    ("over_signed", over_signed, just_signed),
    ("without_evidence", papers_overdue, papers_due_today),
    ("late_rows", late_row, row_of_the_month),
    ("without_registration", unregistered, registered),
    ("unstarted", a_year_old, a_day_less),
    ("idle", idle, not_yet_idle),
    ("idle", idle, idle_but_invested),
    ("slow", slow, fifteen_percent),
    ("slow", slow, started_later),
    ("ahead_of_money", producing_without_money, producing_with_half),
    ("alike", alike, linked_phases),
    ("alike", alike_of_two_investors, two_contracts_of_two_years),
    ("alike", alike_of_two_investors, second_phase_of_2024),
    ("alike", alike_of_two_investors, two_names_with_common_words),
    ("same_code", same_code, no_codes),
    ("shares", shares_of_99, shares_of_100),
    ("task_split", tasks_differ, tasks_agree),
    ("negative_month", negative, nothing_left),
    ("typed_in_yi", typed_in_yi, typed_in_wan),
    ("typed_in_yi", typed_in_yi, small_money_of_a_small_project),
    ("rates_differ", two_rates_of_a_day, one_rate_a_day),
    ("units_mixed", units_mixed, just_a_hundred_times),
    ("standstill", standstill, moved_three_months_ago),
    ("stale_talks", stale_talks, talks),
    ("parks", tenant_behind, tenant_agrees),
    ("empty_posts", empty_post, held_post),
    ("empty_posts", empty_post, post_without_an_account),
    ("reopened", reopened, closed_again),
    ("no_base", no_money_last_year, money_last_year),
    ("disputed", told_otherwise, told_right_after_all),
]

ROWS = {"rates_differ": 2}
"""Both lines of the day are named: which one is wrong is not known."""


@pytest.mark.parametrize(
    ("code", "case"), list(dict.fromkeys((code, case) for code, case, _ in CASES)), ids=lambda value: getattr(value, "__name__", "")
)
def test_a_check_finds_its_case(world: World, code: str, case: Case) -> None:
    case(world)
    assert len(found(world, code)) == ROWS.get(code, 1)


@pytest.mark.parametrize(
    ("code", "near"), [(code, near) for code, _, near in CASES], ids=lambda value: getattr(value, "__name__", "")
)
def test_a_check_does_not_find_what_lies_just_beside(world: World, code: str, near: Case) -> None:
    near(world)
    assert found(world, code) == []


def test_every_check_has_its_case() -> None:
    assert {code for code, _, _ in CASES} == set(CHECKS)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2024, 12, 16), 3, date(2024, 9, 16)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2024, 1, 31), 12, date(2023, 1, 31)),
        (date(2024, 3, 1), 6, date(2023, 9, 1)),
        (date(2024, 12, 31), 12, date(2023, 12, 31)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_a_reopened_ticket_says_whether_the_closed_ones_are_fewer_by_it(world: World) -> None:
    reopened(world)
    ticket = accept_ticket(by=world.agent, ticket=world.ticket())
    ticket = assign_ticket(by=world.agent, ticket=ticket, lead_unit=world.yongqing)
    ticket = report_ticket_done(by=world.clerk, ticket=ticket, outcome="已解决", note="已协调银行")
    reopen_ticket(by=world.agent, ticket=ticket, note="企业不认可")  # never closed: it never counted
    was_closed, only_reported = CHECKS["reopened"].find(Facts(world.verifier, ON))
    assert "曾办结销号，办结数相应减1件" in was_closed.text
    assert "未曾销号，办结数不变" in only_reported.text
