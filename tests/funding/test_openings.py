"""期初建账: the bureau's own sheet becomes projects and monthly arrivals, all or none, before the first close."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.core.sheet_reader import BadSheet
from projects.enterprises.models import Enterprise
from projects.funding.actions import OpeningRefused, OpeningRow, load_openings
from projects.funding.choices import OPENING
from projects.funding.models import Arrival, Credit, OpeningBatch
from projects.funding.queries.openings import first_record_at, is_before_records
from projects.funding.sheets.openings import read_openings
from projects.months.models import Month
from projects.organisations.choices import DEPARTMENT
from projects.signing.models import Project, Signing
from tests.funding.closing import close_until
from tests.world import World

HEAD = [
    "序号",
    "项目名称",
    "投资方（企业全称）",
    "资金来源",
    "责任部门",
    "所属领域",
    "签约时间",
    "签约额（亿元）",
    "2023年11月",
    "2023年12月（万元）",
    "2024年1月到位资金",
    "备注",
]
ROWS = [
    [1, "果汁加工", "果香（示例）有限公司", "省外", "永清镇", "农特产品精深加工", "2022.5.6", 1.2, 300, 120.5, None, ""],
    [2, "冷链物流", "君石（示例）有限公司", "省内市外", "红堡镇", None, date(2023, 9, 1), "0.5亿", None, "1,000", 50, "二期待签"],
    ["合计", None, None, None, None, None, None, 1.7, 300, 1120.5, 50, None],
]


def sheet(*rows: list[Any], head: list[Any] = HEAD) -> ContentFile:
    book = Workbook()
    page = book.active
    page.append(["清水县2022—2023年招商引资到位资金"])
    for row in (head, *rows):
        page.append(row)
    file = BytesIO()
    book.save(file)
    return ContentFile(file.getvalue(), name="期初表.xlsx")


def load(world: World, file: ContentFile, **changes: Any) -> OpeningBatch:
    rows, _ = read_openings(file)
    values: dict[str, Any] = {"by": world.verifier, "county": world.county, "document_number": "清招发〔2024〕1号", "file": file}
    return load_openings(rows=rows, **(values | changes))


@pytest.fixture
def fresh(world: World) -> World:
    """The site on its first day: no month is open yet."""
    Month.objects.all().delete()
    return world


def test_the_sheet_becomes_projects_signings_and_money_in_their_own_months(fresh: World) -> None:
    batch = load(fresh, sheet(*ROWS))

    signed = Signing.objects.order_by("signed_on").values_list("project__name", "signed_on", "counts_on", "amount_wan")
    assert list(signed) == [
        ("果汁加工", date(2022, 5, 6), date(2022, 5, 6), Decimal(12_000)),
        ("冷链物流", date(2023, 9, 1), date(2023, 9, 1), Decimal(5_000)),
    ]
    money = Arrival.objects.order_by("seq").values_list("project__name", "arrived_on", "counts_on", "amount_wan", "source_tier")
    assert list(money) == [
        ("果汁加工", date(2023, 11, 30), date(2023, 11, 30), Decimal(300), "省外"),
        ("果汁加工", date(2023, 12, 31), date(2023, 12, 31), Decimal("120.5"), "省外"),
        ("冷链物流", date(2023, 12, 31), date(2023, 12, 31), Decimal(1_000), "省内市外"),
        ("冷链物流", date(2024, 1, 31), date(2024, 1, 31), Decimal(50), "省内市外"),
    ]
    assert set(Arrival.objects.values_list("kind", "document_number", "opening", "line")) == {
        (OPENING, "清招发〔2024〕1号", batch.pk, None)
    }
    assert Project.objects.get(name="果汁加工").sector == "agri"
    assert batch.stored is not None
    assert batch.stored.name == "期初表.xlsx"
    assert sorted(str(month) for month in Month.objects.all()) == sorted(
        ["2022年5月", "2023年9月", "2023年11月", "2023年12月", "2024年1月"]
    )


def test_opening_rows_are_chained_and_credited_like_the_rest(fresh: World) -> None:
    load(fresh, sheet(*ROWS))
    rows = list(Arrival.objects.order_by("seq"))
    assert [row.prev_hash for row in rows] == ["", *(row.hash for row in rows[:-1])]
    assert all(row.hash == row.fingerprint() for row in rows)
    by_unit = Credit.objects.filter(dimension=DEPARTMENT).values_list("unit__name").annotate(Sum("amount_wan"))
    assert dict(by_unit) == {"永清镇": Decimal("420.5"), "红堡镇": Decimal(1_050)}


def test_a_project_that_is_there_takes_its_money_without_a_second_signing(world: World) -> None:
    project = world.sign("果汁加工", signed_on="2023-03-01")
    load(world, sheet(ROWS[0]))
    assert Signing.objects.count() == 1
    assert set(Arrival.objects.values_list("project", flat=True)) == {project.pk}


def test_what_was_left_out_is_said() -> None:
    rows, skipped = read_openings(sheet(*ROWS))
    assert [row.number for row in rows] == [3, 4]
    assert skipped == ["第5行“合计”是汇总行，未读入"]


def test_every_row_at_fault_is_named_and_nothing_is_kept(fresh: World) -> None:
    bad = [
        ROWS[0],
        [2, "甲项目", "", "国外", "永清乡", None, "2023-01-01", 1, -5, None, None, ""],
        [3, "果汁加工", "甲", "省外", "永清镇", None, "2023-12-25", 0, 1, None, None, ""],
    ]
    with pytest.raises(OpeningRefused) as refusal:
        load(fresh, sheet(*bad))
    assert refusal.value.problems == [
        "第4行：请填写投资方（企业全称）",
        "第4行：资金来源“国外”应为境外、省外、省内市外、市内县外之一",
        "第4行：责任部门“永清乡”不在单位名录中，请写单位全称",
        "第4行：2023年11月到位资金应大于0；冲减请在启用后用更正或撤资办理",
        "第5行：项目“果汁加工”与第3行重复，请合并为一行",
        "第5行：签约额应大于0",
    ]
    assert "有6处问题，全部未读入" in refusal.value.message
    assert "另有3处" in refusal.value.message
    assert [model.objects.count() for model in (OpeningBatch, Project, Enterprise, Arrival, Month, Signing)] == [0] * 6


def test_money_before_the_contract_or_of_a_running_month_is_refused_and_rolled_back(fresh: World) -> None:
    head = [*HEAD[:8], "2022年4月", "2024年12月"]
    with pytest.raises(OpeningRefused) as refusal:
        load(fresh, sheet([*ROWS[0][:8], 5, 6], head=head))
    assert refusal.value.problems == [
        "第3行：2022年4月早于签约时间2022-05-06",
        "第3行：2024年12月还没有过完，不属于期初数",
    ]
    assert [model.objects.count() for model in (OpeningBatch, Project, Arrival, Month, Signing)] == [0] * 5


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (1, None, "第3行：没有项目名称"),
        (6, None, "第3行：没有签约时间"),
        (6, "去年", "第3行：签约时间：“去年”不是日期"),
        (7, "一亿", "第3行：签约额\\(亿元\\)：“一亿”不是金额"),
        (8, "约300", "第3行：2023年11月：“约300”不是金额"),
        (5, "种植", "第3行：所属领域“种植”不在九大重点领域中"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_row_and_column(place: int, value: Any, sentence: str) -> None:
    row = list(ROWS[0])
    row[place] = value
    with pytest.raises(OpeningRefused, match=sentence):
        read_openings(sheet(row))


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (["2023年11月", "2023年12月（万元）", "2024年1月到位资金"], "没有月份列"),
        (["资金来源"], "表头缺少“资金来源”"),
        (["签约额（亿元）"], "表头缺少“签约额（万元）”"),
        (["责任部门"], "没有找到表头"),
    ],
)
def test_a_sheet_without_a_needed_column_is_refused(missing: list[str], sentence: str) -> None:
    keep = [place for place, title in enumerate(HEAD) if title not in missing]
    with pytest.raises(BadSheet, match=sentence):
        read_openings(sheet([ROWS[0][place] for place in keep], head=[HEAD[place] for place in keep]))


def test_the_same_month_of_a_project_is_loaded_once(fresh: World) -> None:
    load(fresh, sheet(ROWS[0]))
    with pytest.raises(OpeningRefused, match="2023年11月的期初数已经读入过"):
        load(fresh, sheet(ROWS[0]))


def test_after_the_first_close_nothing_is_loaded(world: World) -> None:
    close_until(world, 2023, 1)
    with pytest.raises(Refused, match="已经有统计月办理过月结"):
        load(world, sheet(ROWS[0]))


def test_openings_need_the_bureau_and_a_document(fresh: World) -> None:
    with pytest.raises(NotAllowed):
        load(fresh, sheet(ROWS[0]), by=fresh.officer)
    with pytest.raises(Refused, match="请填写期初数所依据的文号"):
        load(fresh, sheet(ROWS[0]), document_number=" ")
    with pytest.raises(Refused, match="没有可读入的项目"):
        load_openings(by=fresh.verifier, county=fresh.county, rows=[], document_number="1号")


def test_as_known_before_the_batch_there_was_no_record(fresh: World) -> None:
    before = datetime(2024, 12, 16, 14, 7, tzinfo=clock.SHANGHAI)
    assert first_record_at(fresh.county.pk) is None
    assert is_before_records(fresh.county.pk, before)
    batch = load(fresh, sheet(*ROWS))
    assert first_record_at(fresh.county.pk) == batch.loaded_at
    assert is_before_records(fresh.county.pk, before)
    assert not is_before_records(fresh.county.pk, batch.loaded_at)
    assert not is_before_records(fresh.county.pk, None)


def test_four_projects_take_no_more_queries_than_one(fresh: World, django_assert_max_num_queries: Any) -> None:
    fresh.open_months(2022, 2023)

    def rows(*names: str, **more: Any) -> list[OpeningRow]:
        firm = "甲（示例）公司"
        return [OpeningRow(3, name, firm, "省外", "永清镇", date(2022, 5, 6), Decimal(100), **more) for name in names]

    months = {(2023, number): Decimal(number) for number in range(1, 13)}
    load_openings(
        by=fresh.verifier, county=fresh.county, rows=rows("甲项目", "乙项目", "丙项目", "丁项目", "戊项目"), document_number="1号"
    )
    with CaptureQueriesContext(connection) as one:
        load_openings(by=fresh.verifier, county=fresh.county, rows=rows("甲项目", monthly=months), document_number="2号")
    others = rows("乙项目", "丙项目", "丁项目", "戊项目", monthly=months)
    with django_assert_max_num_queries(len(one)):
        load_openings(by=fresh.verifier, county=fresh.county, rows=others, document_number="3号")
    assert Arrival.objects.aggregate(total=Sum("amount_wan"))["total"] == 5 * 78
