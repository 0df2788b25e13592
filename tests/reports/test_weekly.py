"""周调度 and 催报名单."""

from datetime import date, timedelta
from decimal import Decimal

from django.urls import reverse

from projects.core import clock
from projects.funding.actions import report_nil
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.reports.queries.weekly import week_of
from projects.services.actions import accept_ticket, assign_ticket
from tests.funding.closing import close_until
from tests.pages.browsing import browser, query_count
from tests.world import World

MONDAY = date(2024, 12, 16)  # the business day


def week(world: World, on: date = MONDAY) -> object:
    return week_of(Board(Scope(world.county, on)), world.officer)


def test_the_week_begins_on_monday_and_its_rows_add_up_to_its_figures(world: World) -> None:
    """12-15 is the Sunday before: 1,000 signed and 300 arrived stay out; 2,000 and 400 + 50 (境外) count, 省内 does not."""
    before = world.sign("上周签约", signed_on="2024-12-15", amount_wan=1_000)
    world.sign("本周签约", signed_on="2024-12-16", amount_wan=2_000)
    world.arrive(before, 300, "2024-12-15")
    world.arrive(before, 400, "2024-12-16")
    world.arrive(before, 50, "2024-12-16", tier="境外", tier_reason="外方出资")
    world.arrive(before, 9, "2024-12-16", tier="省内市外", tier_reason="省内出资")
    found = week(world)
    assert found.starts_on == MONDAY
    assert (found.signed_count.over, found.signed_amount.over, found.arrived.over) == (1, 2_000, 450)
    assert sum(row.amount_wan for row in found.arrivals) == Decimal(450)
    assert sum(row.amount_wan for row in found.signings) == Decimal(2_000)
    last = week(world, date(2024, 12, 15))
    assert (last.starts_on, last.signed_amount.over, last.arrived.over) == (date(2024, 12, 9), 1_000, 300)


def test_overdue_tickets_and_who_has_not_reported_stand_there_with_telephones(world: World) -> None:
    world.sign("苹果", signed_on="2024-07-08")
    world.sign("红堡项目", by=world.other_clerk, department=world.hongbao, signed_on="2024-07-08")
    type(world.clerk).objects.filter(pk=world.clerk.pk).update(phone="0938-1234567")
    close_until(world, 2024, 11)  # so that December is the oldest open month
    ticket = assign_ticket(by=world.agent, ticket=accept_ticket(by=world.agent, ticket=world.ticket()), lead_unit=world.yongqing)
    with clock.at(clock.now() + timedelta(days=30)):
        late = week_of(Board(Scope(world.county, clock.today())), world.officer).late
    assert [each.ticket.pk for each in late] == [ticket.pk]
    assert late[0].workdays > 10
    found = week(world)
    assert {str(each.unit) for each in found.missing} == {"永清镇", "红堡镇"}
    assert "永清镇：示例永清填报0938-1234567" in found.chase_text
    assert "红堡镇：没有登记电话" in found.chase_text
    report_nil(by=world.clerk, unit=world.yongqing, month=found.month)
    assert [str(each.unit) for each in week(world).missing] == ["红堡镇"]


def test_the_text_for_the_chat_group_says_the_same_and_names_no_person(world: World) -> None:
    project = world.sign("本周签约", signed_on="2024-12-16", amount_wan=20_000)
    world.arrive(project, 450, "2024-12-16")
    world.task(world.county, 1_000)
    text = week(world).text
    assert text.splitlines()[0] == "【招商引资周调度】2024年12月16日至12月16日"
    assert "签约：1个、2亿元。本周签约（永清镇，20,000.00万元）" in text
    assert "省外到位资金0.05亿元，1笔；今年累计0.05亿元，完成全年任务的45%，落后序时进度50.9个百分点" in text
    assert "示例" not in text


def test_the_page_for_those_who_see_the_county_and_few_queries(world: World) -> None:
    project = world.sign("苹果", signed_on="2024-12-16")
    world.arrive(project, 450, "2024-12-16")
    client, address = browser(world.officer), reverse("weekly")
    page = client.get(address).content.decode()
    assert "催报名单" in page
    assert "/figures/arrived-week/rows/?on=2024-12-16" in page
    few = query_count(client, address)
    world.arrive(world.sign("第二个", by=world.other_clerk, department=world.hongbao, signed_on="2024-12-16"), 50, "2024-12-16")
    assert query_count(client, address) == few <= 40
    assert browser(world.clerk).get(address).status_code == 403
    assert client.get(address, {"on": "昨天不对"}).status_code == 200
