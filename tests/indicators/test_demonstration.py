"""The article's figures from the demonstration's rows (article-figures 1, 2, 4): on the JSON, the page and the workbook."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from projects.indicators.board import Board
from projects.indicators.catalogue import LISTED
from projects.indicators.definition import Scope
from projects.organisations.models import Unit, User
from projects.reports.catalogue import tasks

pytestmark = pytest.mark.demo
ARTICLE = {
    "signed-count": ("28", None, "28个"),
    "signed-amount": ("629300", None, "62.93亿元"),
    "signed-10": ("2", None, "2个"),
    "signed-1": ("17", None, "17个"),
    "event-count": ("22", None, "22个"),
    "event-amount": ("603600", None, "60.36亿元"),
    "event-growth": ("603600", "457970", "31.8%"),
    "invested-count": ("16", None, "16个"),
    "funded-count": ("23", None, "23个"),
    "industrial-signed": ("2", None, "2个、总投资11亿元"),
    "arrived": ("542700", None, "54.27亿元"),
    "arrived-increase": ("542700", "342200", "20.05亿元"),
    "arrived-growth": ("542700", "342200", "58.59%"),
    "arrival-task": ("558500", None, "55.85亿元"),
    "arrival-completion": ("542700", "558500", "97.17%"),
    "pace": ("542700", "558500", "超序时进度1.27个百分点"),
    "arrival-rate-2y": ("734900", "1148800", "63.97%"),
    "signing-task-10": ("3", None, "3个"),
    "signing-task-1": ("16", None, "16个"),
    "tickets": ("201", None, "201条"),
    "tickets-closed": ("200", None, "200条"),
    "closing-rate": ("200", "201", "99%"),
    "agency-items": ("56", None, "56项"),
    "bank-meetings": ("5", None, "5场次"),
}

CARDS = (
    "同比+4个",
    "上年同期24个",
    "+21.14%",
    "+10.98亿元",
    "全年任务55.85 还差1.58",
    "其中省外52.87 境外1.40",
    "73.49 ÷ 114.88亿元",
    "2023—2024年签约52个项目",
    "序时351÷366天，95.90%",
)


def test_the_json_has_every_figure_of_the_article(demo: None) -> None:
    out = StringIO()
    call_command("figures", "--on", "2024-12-16", "--json", stdout=out)
    printed = {row["slug"]: row for row in json.loads(out.getvalue())}
    assert list(printed) == list(ARTICLE) == [item.slug for item in LISTED]
    for slug, (over, under, text) in ARTICLE.items():
        row = printed[slug]
        assert set(row) == {"slug", "name", "text", "number", "over", "under", "unit", "version"}
        assert (row["over"], row["under"], row["text"]) == (over, under, text), slug
    assert printed["event-count"]["name"] == "第30届兰洽会签约项目"
    assert printed["industrial-signed"]["number"] == "2"
    assert printed["closing-rate"]["number"] == "99"


def test_the_cockpit_has_every_text_of_the_article(demo: None) -> None:
    client = Client()
    client.force_login(User.objects.filter(tenures__role="bureau_officer").first())
    all_figures = client.get(reverse("cockpit_block", args=["all"]), {"on": "2024-12-16"}).content.decode()
    for slug, (_, _, text) in ARTICLE.items():
        assert f'data-slug="{slug}">{text}</a>' in all_figures
    html = client.get(reverse("cockpit"), {"on": "2024-12-16"}).content.decode()
    for words in CARDS:
        assert words in html


def test_the_workbook_has_the_texts_of_the_article(demo: None) -> None:
    table = tasks.build(Board(Scope(Unit.objects.get(kind="county"), date(2024, 12, 16))))
    sheet = openpyxl.load_workbook(BytesIO(tasks.workbook(table, filler="示例"))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    said = "".join(str(row[0]) for row in rows)
    for slug in (
        "signed-count",
        "signed-amount",
        "arrived",
        "arrived-increase",
        "arrived-growth",
        "arrival-task",
        "arrival-completion",
        "pace",
    ):
        assert ARTICLE[slug][2] in said
    total = next(row for row in rows if row[1] == "合计")
    expected = ["55.85", "0.8", "54.27", "97.17", "95.9", "1.27", "34.22", "58.59", "28", "62.93", "2", "17"]
    assert [Decimal(str(value)) for value in total[3:15]] == [Decimal(text) for text in expected]
    subtotals = [row for row in rows if row[1] == "小计"]
    assert [Decimal(str(row[5])) for row in subtotals] == [Decimal("54.27")] * 3
    assert [Decimal(str(row[3])) for row in subtotals] == [Decimal("55.85")] * 3
    units = [row for row in rows if isinstance(row[0], int) and row[1] != "未明确"]
    assert len(units) == 26 + 9 + 100


SERVICE = {
    "tickets": "201条",
    "tickets-closed": "200条",
    "closing-rate": "99%",
    "upgraded": "4户",
    "awards": "55.8万元",
    "asset-honours": "1项",
    "tickets-carried": "0条",
}


def test_the_service_figures_of_the_article_come_from_rows(demo: None) -> None:
    """article-figures 4: 201 in nine 方面, 200 closed, 99 % and never 100; one step up of each kind; 55.8 in 万, not in 亿."""
    here = Board(Scope(Unit.objects.get(kind="county"), date(2024, 12, 16)))
    assert {slug: here.figure(slug).text for slug in SERVICE} == SERVICE
    assert (here.figure("closing-rate").over, here.figure("closing-rate").under) == (200, 201)
    by_category = {group.label: int(figure.over) for group, figure in here.by("tickets", "category").items()}
    assert (len(by_category), sum(by_category.values())) == (9, 201)
    assert {"融资", "人才用工", "市场拓展", "要素保障"} < set(by_category)
    assert all(by_category.values())
    kinds = {group.label: int(figure.over) for group, figure in here.by("upgraded", "kind").items() if figure.over}
    assert kinds == {"规上工业企业": 1, "省级企业技术创新中心": 1, "省级创新型企业": 1, "专精特新企业": 1}
    states = {group.label: int(figure.over) for group, figure in here.by("tickets", "state").items() if figure.over}
    assert states == {"办结（销号）": 200, "办理中": 1}
    assert [row.name for row in here.rows("asset-honours")] == ["全省第二批工业遗产：酒海群"]


def test_the_rates_of_the_demonstration_are_neither_perfect_nor_silent(demo: None) -> None:
    here = Board(Scope(Unit.objects.get(kind="county"), date(2024, 12, 16)))
    for slug in ("solving-rate", "on-time-rate", "satisfaction-rate", "evaluation-rate"):
        figure = here.figure(slug)
        assert figure.under
        assert 50 <= (figure.number or 0) < 100, (slug, figure.text)
    assert here.figure("tickets-unreached").over > 0
    assert here.figure("tickets-reopened").over > 0
    assert here.figure("tickets-repeated").over > 0
    assert sum(int(figure.over) for group, figure in here.by("tickets", "cause").items() if group.key) == 200
