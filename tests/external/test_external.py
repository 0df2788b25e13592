"""外部数据: the city's 通报 as printed, apart from the county's own book."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from projects.core.errors import NotAllowed, Refused
from projects.external.actions import Heading, Printed, correct_external_figure, record_external_paper
from projects.external.models import ExternalFigure, ExternalPaper
from projects.external.queries import course, latest_place, lines_of, periods, place_in
from projects.files.models import StoredFile
from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS
from projects.indicators.definition import Scope
from projects.organisations.models import Unit
from tests.access.cast import person
from tests.pages.browsing import browser, errors_of, query_count, submit
from tests.world import World, pdf

QINZHOU, MAIJI, QINGSHUI, QINAN = "620502", "620503", "620521", "620522"
NOVEMBER = Heading("1—11月招商引资情况通报", "天招发〔2024〕41号", "天水市招商局", date(2024, 12, 6), 2024, 11)
LINES = {
    QINZHOU: Printed(Decimal(900_000), Decimal(873_000), Decimal("97.00"), Decimal("12.30"), 2),
    MAIJI: Printed(Decimal(800_000), Decimal(720_000), Decimal("90.00"), Decimal("-3.20"), 3),
    QINGSHUI: Printed(Decimal(558_500), Decimal(536_000), Decimal("95.97"), Decimal("55.10"), 1),
    QINAN: Printed(),
}


def typed(world: World, heading: Heading = NOVEMBER, lines: Any = None, **more: Any) -> ExternalPaper:
    return record_external_paper(**({"by": world.officer, "heading": heading, "lines": lines or LINES} | more))


def table(world: World, month: int = 11) -> Any:
    return lines_of(world.county.pk, world.county.code, (2024, month))


def test_the_table_stands_as_printed_and_ours_is_marked(world: World) -> None:
    typed(world)
    lines = table(world)
    assert [(line.name, line.cells["rank"], line.cells["arrived_wan"], line.cells["growth_percent"]) for line in lines[:3]] == [
        ("清水县", "1", "53.60", "+55.10"),
        ("秦州区", "2", "87.30", "+12.30"),
        ("麦积区", "3", "72.00", "−3.20"),
    ]
    assert [line.row for line in lines[3:]] == [None] * 4  # 秦安县 was left empty, three are not named
    assert [line.name for line in lines if line.is_own] == ["清水县"]
    place = place_in(lines)
    assert (place.text, place.is_printed) == ("全市第1位（共3个县区）", True)


def test_without_a_printed_rank_the_place_follows_the_printed_completion(world: World) -> None:
    typed(world, lines={place: replace(line, rank=None) for place, line in LINES.items()})
    place = place_in(table(world))
    assert (place.rank, place.count, place.is_printed) == (2, 3, False)  # 97.00 above our 95.97
    typed(world, replace(NOVEMBER, document_number="天招发〔2024〕42号", until_month=10), {QINAN: Printed(rank=1)})
    assert place_in(table(world, 10)) is None  # the paper does not name us


def test_a_rate_that_the_printed_amounts_do_not_give_is_kept_and_said(world: World) -> None:
    typed(world, lines={QINZHOU: replace(LINES[QINZHOU], completion_percent=Decimal("98.00")), QINGSHUI: LINES[QINGSHUI]})
    doubts = {line.name: line.doubt for line in table(world)}
    assert doubts["秦州区"] == "按所印任务和到位算得97%"
    assert doubts["清水县"] == ""


def test_no_figure_of_the_county_reads_them(world: World) -> None:
    world.arrive(world.sign(), 100)
    scope = Scope(world.county, date(2024, 12, 16))

    def all_numbers() -> dict[str, Any]:
        board = Board(scope)
        return {slug: (board.figure(slug).over, board.figure(slug).under) for slug in INDICATORS}

    before = all_numbers()
    typed(world)
    assert all_numbers() == before


def test_a_correction_reverses_the_line_and_keeps_it(world: World) -> None:
    typed(world)
    own = ExternalFigure.objects.get(place=QINGSHUI)
    with pytest.raises(Refused, match="请写明更正原因"):
        correct_external_figure(by=world.officer, figure=own, line=Printed(rank=2), reason=" ")
    with pytest.raises(Refused, match="没有需要更正的内容"):
        correct_external_figure(by=world.officer, figure=own, line=LINES[QINGSHUI], reason="核对")
    right = replace(LINES[QINGSHUI], arrived_wan=Decimal(537_000))
    correct_external_figure(by=world.officer, figure=own, line=right, reason="抄错")
    rows = list(ExternalFigure.objects.filter(place=QINGSHUI).order_by("pk").values_list("arrived_wan", "reverses", "reason"))
    assert rows == [
        (Decimal(536_000), None, ""),
        (Decimal(-536_000), own.pk, "抄错"),
        (Decimal(537_000), None, "抄错"),
    ]
    assert table(world)[0].cells["arrived_wan"] == "53.70"
    with pytest.raises(Refused, match="已经更正过"):
        correct_external_figure(by=world.officer, figure=own, line=right, reason="再改")


def test_an_empty_correction_takes_the_line_away_and_the_last_one_the_period(world: World) -> None:
    typed(world, lines={QINGSHUI: LINES[QINGSHUI]})
    assert periods(world.county.pk) == [(2024, 11)]
    correct_external_figure(by=world.officer, figure=ExternalFigure.objects.get(), line=Printed(), reason="登记错期间")
    assert periods(world.county.pk) == []
    typed(world)  # the same paper may be typed anew
    assert periods(world.county.pk) == [(2024, 11)]


def test_of_two_papers_on_the_same_months_the_later_one_stands(world: World) -> None:
    typed(world)
    typed(world, replace(NOVEMBER, document_number="更正通报", issued_on=date(2024, 12, 9)), {QINGSHUI: Printed(rank=2)})
    own = next(line for line in table(world) if line.is_own)
    assert own.cells["rank"] == "2"
    assert table(world)[1].name == "秦州区" or own.row is not None


def test_the_course_of_the_year(world: World) -> None:
    typed(world)
    typed(
        world,
        replace(NOVEMBER, document_number="天招发〔2024〕30号", until_month=9),
        {QINGSHUI: Printed(rank=4), QINAN: Printed(rank=1)},
    )
    found = course(world.county.pk, world.county.code, 2024)
    assert [(each.period[1], each.place.rank) for each in found] == [(9, 4), (11, 1)]
    assert latest_place(world.county.pk, world.county.code)[0] == (2024, 11)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"issued_on": date(2024, 12, 17)}, "还没有到"),
        ({"issued_on": date(2024, 10, 31)}, "发文时间早于通报的截至月"),
        ({"year": 2025}, "年度应在"),
        ({"until_month": 13}, "截至月应在1至12之间"),
    ],
)
def test_what_cannot_be_is_refused(world: World, changes: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        typed(world, replace(NOVEMBER, **changes))
    assert not ExternalPaper.objects.exists()


def test_lines_and_rights_are_looked_at(world: World) -> None:
    for lines, sentence in (
        ({QINAN: Printed()}, "至少填写一个县区"),
        ({QINAN: Printed(arrived_wan=Decimal(-1))}, "秦安县的到位资金不能小于0"),
        ({QINAN: Printed(rank=0)}, "秦安县的名次应从1起"),
        ({"000000": Printed(rank=1)}, "不在“同市县区”代码表内"),
    ):
        with pytest.raises(Refused, match=sentence):
            typed(world, lines=lines)
    with pytest.raises(NotAllowed):
        typed(world, by=world.clerk)
    typed(world)
    with pytest.raises(Refused, match="已经登记过"):
        typed(world)


# --- Pages --------------------------------------------------------------------------------------------------


def test_a_paper_is_typed_on_the_page_with_its_scan(world: World) -> None:
    client = browser(world.officer)
    data = {
        "title": NOVEMBER.title, "document_number": NOVEMBER.document_number, "issuer": NOVEMBER.issuer, "issued_on": "2024-12-06",
        "year": "2024", "until_month": "11", f"task_wan-{QINGSHUI}": "55.85亿", f"arrived_wan-{QINGSHUI}": "53.6亿",
        f"completion_percent-{QINGSHUI}": "９５.97", f"growth_percent-{QINGSHUI}": "-3.2", f"rank-{QINGSHUI}": "1", "file": pdf("通报.pdf"),
    }  # fmt: skip
    answer = submit(client, reverse("external_new"), data)
    assert answer["Location"] == "/external/?year=2024&month=11"
    page = client.get(answer["Location"]).content.decode()
    assert "全市第1位（共1个县区）" in page
    assert "53.60" in page
    row = ExternalFigure.objects.get()
    assert (row.task_wan, row.completion_percent, row.growth_percent) == (558_500, Decimal("95.97"), Decimal("-3.20"))
    paper = ExternalPaper.objects.get()
    assert client.get(reverse("external_original", args=[paper.pk])).status_code == 200
    assert StoredFile.objects.get().name == "通报.pdf"


def test_bad_boxes_come_back_with_everything_typed(world: World) -> None:
    client = browser(world.officer)
    data = {"title": "通报", "document_number": "一号", "issuer": "市局", "issued_on": "2024-12-06", "year": "2024", "until_month": "11",
            f"rank-{QINAN}": "第一", f"arrived_wan-{QINAN}": "五千"}  # fmt: skip
    answer = submit(client, reverse("external_new"), data)
    found = errors_of(answer)
    assert found[f"rank-{QINAN}"] == ["秦安县名次请只写数字，最多0位小数，例如 1,000.5"]
    assert "不是金额" in found[f"arrived_wan-{QINAN}"][0]
    assert 'value="五千"' in answer.content.decode()


def test_the_page_shows_our_own_book_apart_and_costs_the_same_with_more_counties(world: World) -> None:
    world.arrive(world.sign(), 100, "2024-11-05")
    client, address = browser(world.clerk), reverse("external")
    assert "还没有登记过市通报" in client.get(address).content.decode()
    typed(world, lines={QINGSHUI: LINES[QINGSHUI]})
    few = query_count(client, address)
    typed(world, replace(NOVEMBER, document_number="二", issued_on=date(2024, 12, 9)))
    page = client.get(address).content.decode()
    assert query_count(client, address) == few <= 22
    assert "本县账面" in page
    assert "不相加也不互相替代" in page
    assert "0.01亿元" in page  # 100万元 of our own
    assert "更正" not in page  # a clerk reads


def test_another_county_sees_and_corrects_nothing(world: World) -> None:
    paper = typed(world, file=pdf("通报.pdf"))
    other = Unit.objects.create(kind="county", code="620522", name="秦安县", seq=1)
    bureau = Unit.objects.create(county=other, parent=other, kind="department", code="QAZSJ", name="秦安县招商局", seq=2)
    client = browser(person("qinan", "示例秦安", bureau, "bureau_officer"))
    assert client.get(reverse("external_original", args=[paper.pk])).status_code == 404
    figure = ExternalFigure.objects.filter(place=QINGSHUI).get()
    assert client.get(reverse("external_correct", args=[figure.pk])).status_code == 404
    assert "还没有登记过市通报" in client.get(reverse("external")).content.decode()
