"""The four rates and what stands behind them, on six tickets worked by hand (definitions 1.7, 1.8); pages, rows and workbooks say the same.

| # | category | registered | deadline | course | as of 2024-12-16 |
|---|---|---|---|---|---|
| 1 | finance | Mon 11-04 | 11-13 | done 11-11, 满意 11-12 | closed in time |
| 2 | finance | Tue 11-05 | 11-14 | done 11-15, 满意 11-18 | closed late; the same firm and category again: 重复 |
| 3 | land | Wed 11-06 | 11-15 → 11-29 | extended, done 11-28 解释说明, 未联系上 after two calls 11-29 | closed in time, 其中延期 |
| 4 | land | Thu 11-07 (answered and assigned 11-08) | 11-19, 重办 → 11-29 | done 11-15, 不满意 11-20, done 11-27, 满意 12-02 | closed late by its last deadline, 重办 |
| 5 | labour | Fri 11-08 | 11-19 | being handled | open, 超期 |
| 6 | labour | Mon 12-16 | – | not answered yet | open, no deadline; the fifth's firm and category again: 重复 |
Another was refused on 11-11.
"""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.core import clock
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.organisations.models import User
from projects.reports.catalogue import tickets as report
from projects.services.actions import (
    accept_ticket,
    ask_extension,
    assign_ticket,
    decide_extension,
    open_ticket,
    pause_ticket,
    record_call,
    refuse_ticket,
    report_ticket_done,
)
from projects.services.models import Ticket
from tests.access.cast import signed_in
from tests.world import World

ON = date(2024, 12, 16)


def at(month: int, day: int) -> Any:
    return clock.at(datetime(2024, month, day, 10, 0, tzinfo=clock.SHANGHAI))


def opened(world: World, category: str, month: int, day: int, **changes: Any) -> Ticket:
    with at(month, day):
        ticket = world.ticket(category=category, title=f"{category}{day}", **changes)
        return accept_ticket(by=world.agent, ticket=ticket)


def assigned(world: World, ticket: Ticket, month: int, day: int, **changes: Any) -> Ticket:
    with at(month, day):
        return assign_ticket(by=world.agent, ticket=ticket, lead_unit=changes.pop("lead", world.yongqing), **changes)


def done(ticket: Ticket, by: User, month: int, day: int, outcome: str = "已解决", **changes: Any) -> Ticket:
    with at(month, day):
        return report_ticket_done(by=by, ticket=ticket, outcome=outcome, note="办了", **changes)


def said(world: World, ticket: Ticket, month: int, day: int, answer: str = "满意") -> Ticket:
    with at(month, day):
        spoken_to = "" if answer == "未接通" else "财务负责人"
        return record_call(by=world.agent, ticket=ticket, answer=answer, spoken_to=spoken_to, note="仍未解决")


@pytest.fixture
def county(world: World) -> World:
    clerk, other = world.clerk, world.other_clerk
    first = assigned(world, opened(world, "finance", 11, 4), 11, 4)
    second = assigned(world, opened(world, "finance", 11, 5), 11, 5)
    said(world, done(first, clerk, 11, 11, cause="fund"), 11, 12)
    said(world, done(second, clerk, 11, 15, cause="fund"), 11, 18)
    land = {"enterprise": world.enterprise("石材（示例）有限公司")}
    third = assigned(world, opened(world, "land", 11, 6, **land), 11, 6, lead=world.hongbao)
    with at(11, 12):
        third = ask_extension(by=other, ticket=third, wanted_on=date(2024, 11, 29), note="等图纸")
        third = decide_extension(by=world.agent, ticket=third, is_granted=True, note="同意")
    third = done(third, other, 11, 28, "解释说明", cause="slow")
    said(world, said(world, third, 11, 28, "未接通"), 11, 29, "未接通")
    with at(11, 7):
        fourth = world.ticket(category="land", title="land7", source="six")
    with at(11, 8):  # one working day until somebody answered
        accept_ticket(by=world.agent, ticket=fourth)
    fourth = assigned(world, fourth, 11, 8, lead=world.hongbao)
    fourth = said(world, done(fourth, other, 11, 15), 11, 20, "不满意")
    said(world, done(fourth, other, 11, 27), 12, 2)
    assigned(world, opened(world, "labour", 11, 8, source="form"), 11, 8, helpers=[world.hongbao])
    world.ticket(category="labour", title="labour16")
    with at(11, 11):
        refuse_ticket(by=world.agent, ticket=world.ticket(category="other", title="不归本县"), note="属邻县")
    return world


def board(county: World, on: date = ON, **more: Any) -> Board:
    return Board(Scope(county.county, on, **more))


EXPECTED = {
    "tickets": (7, None, "7条"),
    "tickets-closed": (4, None, "4条"),
    "closing-rate": (4, 6, "66%"),
    "solving-rate": (3, 6, "50%"),
    "on-time-rate": (2, 5, "40%、其中延期1条"),
    "tickets-extended": (1, None, "1条"),
    "satisfaction-rate": (3, 3, "100%"),
    "evaluation-rate": (3, 4, "75%"),
    "tickets-unreached": (1, None, "1条"),
    "tickets-reopened": (1, None, "1条"),
    "tickets-repeated": (2, None, "2条"),
    "first-response": (1, 6, "平均0.2个工作日"),
    "tickets-overdue": (1, None, "1条"),
    "tickets-carried": (0, None, "0条"),
    "tickets-carried-closed": (0, None, "0条"),
}


@pytest.mark.parametrize("slug", EXPECTED)
def test_every_figure_is_the_one_worked_by_hand(county: World, slug: str) -> None:
    figure = board(county).figure(slug)
    assert (figure.over, figure.under, figure.text) == EXPECTED[slug]


@pytest.mark.parametrize(
    ("on", "slug", "over", "under"),
    [
        (date(2024, 11, 13), "on-time-rate", 0, 0),  # a deadline of the day itself has not passed
        (date(2024, 11, 14), "on-time-rate", 1, 1),
        (date(2024, 11, 15), "on-time-rate", 1, 2),
        (date(2024, 11, 21), "satisfaction-rate", 2, 3),  # what was said last: 不满意 of the fourth
        (date(2024, 12, 2), "satisfaction-rate", 3, 3),
        (date(2024, 11, 19), "tickets-overdue", 0, None),  # the day of a deadline is not over
        (date(2024, 11, 20), "tickets-overdue", 1, None),  # the fifth; the fourth has a new deadline since its 重办
        (date(2024, 11, 30), "tickets-overdue", 2, None),
        (date(2025, 1, 2), "tickets-carried", 2, None),
        (date(2025, 1, 2), "tickets", 0, None),
        (date(2025, 1, 2), "tickets-overdue", 1, None),
    ],
)
def test_an_earlier_or_later_day_says_what_was_so_then(county: World, on: date, slug: str, over: int, under: int | None) -> None:
    figure = board(county, on).figure(slug)
    assert (figure.over, figure.under) == (over, under)


def test_a_paused_clock_is_not_overdue(county: World) -> None:
    with at(11, 18):
        pause_ticket(by=county.agent, ticket=Ticket.objects.get(title="labour8"), note="等企业补材料")
    assert board(county).figure("tickets-overdue").over == 0


def test_no_rate_says_100_while_one_is_open_and_none_says_anything_of_nothing(world: World) -> None:
    assert {slug: board(world).figure(slug).text for slug in EXPECTED if slug.endswith("rate") or slug == "first-response"} == {
        "closing-rate": "—",
        "solving-rate": "—",
        "on-time-rate": "—、其中延期0条",
        "satisfaction-rate": "—",
        "evaluation-rate": "—",
        "first-response": "—",
    }


def test_units_are_ranked_by_what_was_closed_in_time(county: World) -> None:
    lines = {line.label: line for line in report.ranked(board(county))}
    # 红堡镇: one of two in time; 永清镇: one of three.
    assert [(label, line.rank, line.cells[4].text) for label, line in lines.items()] == [
        ("红堡镇", 1, "50"),
        ("永清镇", 2, "33"),
        ("未明确", None, "—"),
    ]


def test_causes_that_come_back_stand_on_top(county: World) -> None:
    causes = next(table for table in report.tables(board(county)) if table.cut == "cause")
    assert [(line.label, line.cells[0].text, line.cells[1].text) for line in causes.lines][0:1] == [("资金周转紧张", "2", "1")]
    assert {line.label: line.cells[0].text for line in causes.lines} == {
        "未明确": "4",
        "资金周转紧张": "2",
        "审批环节多、时间长": "1",
    }


def test_every_number_of_the_page_opens_as_many_rows_as_it_says(county: World) -> None:
    client = signed_in(county.officer)
    page = client.get(reverse("tickets_report"))
    assert page.status_code == 200
    wrong = []
    for table in page.context["tables"]:
        for line in table.lines:
            for (slug, _), cell in zip(table.columns, line.cells, strict=True):
                if not cell.url:
                    assert cell.text in {"0", "—"}
                    continue
                answer = client.get(cell.url)
                figure, group = answer.context["figure"], answer.context["group"]
                if (figure.cell, group) != (cell.text, line.label) or (
                    slug != "first-response" and answer.context["page"].paginator.count != figure.over
                ):
                    wrong.append((table.cut, line.label, slug, cell.text, figure.cell, group))
    assert wrong == []


def test_an_unknown_group_of_an_address_is_left_out(county: World) -> None:
    client, url = signed_in(county.officer), reverse("figure_rows", args=["tickets"])
    for query in ("by=nothing&key=1", "by=category&key=nothing", "by=category", "by=department&key=x", "by=%00&key=%00"):
        answer = client.get(f"{url}?{query}")
        assert answer.status_code == 200, query
    assert client.get(f"{url}?by=category&key=finance").context["figure"].text == "2条"


def test_the_page_asks_as_often_for_seven_tickets_as_for_twenty(county: World) -> None:
    client, url = signed_in(county.officer), reverse("tickets_report")

    def count() -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    before = count()
    for number in range(13):
        assigned(county, opened(county, "finance", 12, 2 + number), 12, 2 + number)
    assert count() == before
    assert before <= 45


# --- Workbooks ---------------------------------------------------------------------------------------------
COLUMNS = [
    "序号", "问题编号", "企业名称", "统一社会信用代码", "问题来源", "提出时间", "问题类别",
    "问题描述", "牵头单位", "配合单位", "包抓领导", "交办时间", "办结时限", "延期至",
    "办理进展", "办理结果", "办结时间", "企业满意度", "是否超期", "督办情况", "备注",
]  # fmt: skip


def sheet(county: World, name: str, by: User) -> list[list[Any]]:
    answer = signed_in(by).get(reverse(name))
    assert answer.status_code == 200
    return [list(row) for row in openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)]  # type: ignore[union-attr]


def test_the_ledger_has_the_columns_of_the_handbook_and_a_line_for_each_ticket(county: World) -> None:
    rows = sheet(county, "tickets_report_file", county.officer)
    assert rows[2] == COLUMNS
    lines = {row[7]: dict(zip(COLUMNS, row, strict=True)) for row in rows[4:11]}
    assert list(lines) == ["finance4", "finance5", "land6", "land7", "labour8", "不归本县", "labour16"]
    third, fourth, fifth = lines["land6"], lines["land7"], lines["labour8"]
    assert (third["办结时限"], third["延期至"], third["办结时间"]) == ("2024-11-15", "2024-11-29", "2024-11-29")
    assert (third["办理结果"], third["企业满意度"], third["是否超期"]) == ("政策限制解释说明", "未联系上", "否")
    assert (fourth["办结时限"], fourth["企业满意度"], fourth["是否超期"], fourth["备注"]) == ("2024-11-29", "满意", "是", "重办1次")
    assert (fifth["配合单位"], fifth["办理结果"], fifth["是否超期"], fifth["问题来源"]) == (
        "红堡镇",
        "正在推进",
        "是",
        "企业网上提交",
    )
    assert lines["不归本县"]["办理结果"] == "不予受理"
    assert lines["finance5"]["备注"] == "重复提出"
    assert rows[11][0] == "收集问题7条，已协调解决4条，办结率66%，解决率50%，按期办结率40%、其中延期1条，满意率100%，评价率75%。"


def test_the_list_of_what_is_overdue(county: World) -> None:
    rows = sheet(county, "tickets_overdue_file", county.officer)
    (line,) = [row for row in rows[4:] if isinstance(row[0], int)]
    told = dict(zip(rows[2], line, strict=True))
    assert (told["问题描述"], told["超期工作日"], told["在谁手里"]) == ("labour8", 19, "永清镇")


def test_a_workbook_holds_only_what_its_reader_sees(county: World) -> None:
    open_ticket(
        by=county.agent,
        enterprise=county.enterprise(),
        category="finance",
        source="visit",
        title="秘密",
        content="秘密",
        is_confidential=True,
    )
    titles = [row[7] for row in sheet(county, "tickets_report_file", county.clerk)[4:]]
    assert "finance4" in titles
    assert "land6" not in titles
    assert "秘密（保密）" not in [row[7] for row in sheet(county, "tickets_report_file", county.officer)[4:]]
    assert "秘密（保密）" in [row[7] for row in sheet(county, "tickets_report_file", county.agent)[4:]]


def test_both_are_made_by_the_command_too(county: World) -> None:
    from projects.reports.catalogue import REPORTS

    for slug in ("tickets", "tickets-overdue"):
        assert REPORTS[slug].make(board(county), "填表人", "0938-0000000", True)[:2] == b"PK"
    assert board(county).figure("first-response").number == Decimal("0.2")
