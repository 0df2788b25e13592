"""The 驾驶舱's cards and blocks, worked by hand of tests/indicators/small.py on 2024-12-16 (day 351 of 366: 95.90 %).

永清镇 has 32,500 of 30,000 (60 % of 30,000, and 9,500, 4,000, 1,000 alone), 红堡镇 12,000 of 20,000: 60 %, 35.90 points behind, and
20,000 × 351 ÷ 366 − 12,000 = 7,180.33 short of it.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from projects.core.units import grouped, money_cell, yi
from projects.dashboards.tables import BLOCKS
from projects.indicators.catalogue import INDICATORS
from projects.indicators.catalogue.documents import WITHOUT, document_of
from projects.indicators.definition import Figure
from projects.organisations.choices import TASK_FORCE
from projects.organisations.models import Tenure, Unit, User
from projects.supervision.actions import order_matter, report_matter, take_matter
from tests.indicators.small import small_county
from tests.pages.browsing import browser
from tests.world import World

ARTICLE_ORDER = ["signed-count", "signed-amount", "arrived", "arrived-growth", "arrival-completion", "arrival-rate-2y"]


@pytest.fixture
def county(world: World) -> World:
    return small_county(world)


def block(world: World, name: str, who: str = "leader", **asked: str) -> Any:
    """The answer."""
    answer = browser(getattr(world, who)).get(reverse("cockpit_block", args=[name]), {"on": "2024-12-16", **asked})
    assert answer.status_code == 200
    return answer


def said(lines: list[Any]) -> dict[str, tuple[str, str]]:
    """(number, share) by label."""
    return {line.label: (line.text, line.share) for line in lines}


# --- Cards (uB01) ----------------------------------------------------------------------------------------


def test_the_cards_stand_in_the_articles_order_with_growth_completion_and_pace(county: World) -> None:
    page = browser(county.leader).get(reverse("cockpit"), {"on": "2024-12-16"})
    cards = {card.slug: card for card in page.context["cards"]}
    assert list(cards) == ARTICLE_ORDER
    assert [card.number for card in cards.values()] == ["3", "13.85", "4.45", "+122.50", "89.00", "37.93"]
    assert cards["signed-amount"].line1 == "同比+161.32% +8.55亿元"
    assert cards["arrived"].line1 == "全年任务5 还差0.55"
    assert cards["arrival-completion"].line1 == "落后序时进度6.9个百分点"
    assert cards["arrival-rate-2y"].line1 == "7.15 ÷ 18.85亿元"
    html = page.content.decode()
    places = [html.index(f'href="{reverse("figure_rows", args=[slug])}') for slug in ARTICLE_ORDER]
    assert places == sorted(places)


# --- 进度落后单位 ------------------------------------------------------------------------------------------


def test_who_is_behind_by_how_much_and_whom_to_call(county: World) -> None:
    Unit.objects.filter(pk=county.hongbao.pk).update(phone="0938-0000002")
    answer = block(county, "behind")
    (line,) = answer.context["behind"].lines
    assert (line.unit, line.task, line.arrived, line.completion, line.pace, line.short, line.light) == (
        "红堡镇", "2.00", "1.20", "60.00", "−35.90", "0.72", "red",
    )  # fmt: skip
    assert answer.context["behind"].counts == {"red": 1, "yellow": 0, "blue": 0, "ok": 1}
    assert 'href="tel:0938-0000002"' in answer.content.decode()


def test_task_forces_behind_stand_under_their_own_tab(county: World) -> None:
    """The 专班 of the sector agri holds 39,500 of a task of 60,000: 65.83 %, and 57,540.98 were due."""
    county.task(county.agri, 60_000)
    lines = block(county, "behind", dim=TASK_FORCE).context["behind"].lines
    assert [(line.unit, line.arrived, line.completion, line.pace, line.short) for line in lines] == [
        (str(county.agri), "3.95", "65.83", "−30.07", "1.80")
    ]


def test_the_person_in_charge_of_today_stands_with_a_telephone(county: World) -> None:
    """部门负责人 before the unit's own number; no name of a person whose number is not known."""
    for number, (role, name, phone) in enumerate(
        [("filing_clerk", "示例干事", "0938-0000004"), ("unit_head", "示例镇长", "0938-0000003"), ("unit_head", "示例书记员", "")]
    ):
        person = User.objects.create(username=f"behind{number}", display_name=name, phone=phone)
        Tenure.objects.create(user=person, unit=county.hongbao, role=role, starts_on=date(2021, 1, 1))
    answer = block(county, "behind")
    (line,) = answer.context["behind"].lines
    assert (line.contact.name, line.contact.phone) == ("示例镇长", "0938-0000003")
    assert 'href="tel:0938-0000003"' in answer.content.decode()
    assert 'href="tel:0938-0000003"' in browser(county.leader).get(reverse("leader_phone")).content.decode()


# --- 项目推进 ---------------------------------------------------------------------------------------------


def test_the_funnel_counts_stocks_apart_and_shares_of_this_years_contracts(county: World) -> None:
    """Three contracts, all with money; 苹果加工 was completed (投资完成), which has begun; the framework alone is in talks."""
    assert said(block(county, "progress").context["lines"]) == {
        "招商线索（本年）": ("0", "—"),
        "在谈（在库）": ("1", "—"),
        "签约（正式合同）": ("3", "100.0%"),
        "已履约": ("3", "100.0%"),
        "已有资金到位": ("3", "100.0%"),
        "已开工": ("1", "33.3%"),
        "已完成投资": ("1", "33.3%"),
        "已投产": ("0", "0.0%"),
    }


# --- 领域, 来源, 节会 --------------------------------------------------------------------------------------


def test_sectors_add_up_to_the_money_and_narrow_the_whole_page(county: World) -> None:
    lines = block(county, "sectors").context["lines"]
    found = {line.label: line.text for line in lines if line.text != "0.00"}
    assert found == {"农特产品精深加工": "3.95", "节能环保": "0.40", "未明确": "0.10"}
    page = browser(county.leader).get(next(line.filter_url for line in lines if line.label == "节能环保"))
    assert {card.slug: card.number for card in page.context["cards"]}["arrived"] == "0.40"


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        (
            "money",
            "本年累计到位资金（含省内）：资金来源",
            {"境外": ("0.10", "2.2%"), "省外": ("4.35", "93.5%"), "省内市外": ("0.20", "4.3%")},
        ),
        ("money", "本年累计省外到位资金：年度类别", {"新建": ("4.05", "91.0%"), "续建": ("0.40", "9.0%")}),
        (
            "signed",
            "本年签约项目：签约额规模",
            {"10亿元以上": ("1", "33.3%"), "1亿元以上、不足5亿元": ("1", "33.3%"), "不足1亿元": ("1", "33.3%")},
        ),
        ("channels", "本年签约额：资金来源", {"境外": ("0.80", "5.8%"), "省外": ("13.05", "94.2%")}),
    ],
)
def test_what_money_and_contracts_are_made_of(county: World, name: str, title: str, expected: dict[str, tuple[str, str]]) -> None:
    (mix,) = [mix for mix in block(county, name).context["mixes"] if mix.title == title]
    assert said(mix.lines) == expected


def test_fairs_are_compared_at_equal_age(county: World) -> None:
    """163 days after its first day: the 30th has 12.00 signed and 3.00 of it here; by then the 29th had 5.00 and 2.00 (7,000 came later)."""
    (table,) = [block(county, "fairs").context["fairs"]]
    assert table.days == 163
    assert [(line.name, [cell.text for cell in line.cells]) for line in table.lines] == [
        ("第30届兰洽会", ["1", "12.00", "3.00", "25.00"]),
        ("第29届兰洽会", ["1", "5.00", "2.00", "40.00"]),
    ]


# --- Chips (uB04) ----------------------------------------------------------------------------------------


def test_conditions_stand_as_chips_with_a_way_out_of_each_and_of_all(county: World) -> None:
    page = browser(county.leader).get(reverse("cockpit"), {"on": "2024-12-16", "sector": "agri", "tier": "省外"})
    chips = page.context["asked"].chips
    assert {(chip.label, chip.value) for chip in chips} == {("资金来源", "省外"), ("所属领域", "农特产品精深加工")}
    html = page.content.decode()
    assert all(chip.remove_url.replace("&", "&amp;") in html for chip in chips)
    assert page.context["asked"].clear_url.replace("&", "&amp;") in html
    one_left = browser(county.leader).get(reverse("cockpit") + next(chip.remove_url for chip in chips if chip.label == "资金来源"))
    assert [chip.label for chip in one_left.context["asked"].chips] == ["所属领域"]
    none_left = browser(county.leader).get(reverse("cockpit") + page.context["asked"].clear_url)
    assert none_left.context["asked"].chips == []
    assert {card.slug: card.number for card in none_left.context["cards"]}["arrived"] == "4.45"


# --- From a number to its rows and their evidence ---------------------------------------------------------


@pytest.mark.parametrize(("slug", "rows"), [("arrived", 4), ("signed-count", 3), ("arrival-rate-2y", 6), ("arrival-task", 1)])
def test_each_row_opens_what_proves_it(county: World, slug: str, rows: int) -> None:
    client = browser(county.leader)
    lines = client.get(reverse("figure_rows", args=[slug]), {"on": "2024-12-16"}).context["lines"]
    assert len(lines) == rows
    for line in lines:
        assert line.evidence or line.words, line
        for address in {line.evidence, line.address} - {""}:
            assert client.get(address.split("#")[0]).status_code == 200, address


def test_the_meaning_shows_the_formula_with_todays_numerator_and_denominator(county: World) -> None:
    """71,500 of 188,500 万元."""
    page = browser(county.leader).get(reverse("figure_meaning", args=["arrival-rate-2y"]), {"on": "2024-12-16"})
    assert page.context["example"].endswith("：分子71,500.00万元，分母188,500.00万元，得37.93%")
    html = page.content.decode()
    for words in ("分子71,500.00万元", "取数依据", "县招商局《平台统计口径》第1、2、3、4、6、12、13、17条", "版本", "负责单位"):
        assert words in html, words
    assert [side.text for side in page.context["sides"]] == ["71,500.00万元", "188,500.00万元"]
    assert reverse("figure_rows", args=["arrival-rate-2y"]) in html


def test_what_waits_stands_on_the_leaders_phone_with_its_button(county: World) -> None:
    nothing = browser(county.leader).get(reverse("leader_phone")).content.decode()
    assert "没有待办" in nothing
    matter = order_matter(by=county.leader, kind="instruct", title="加快到位", text="请本周内报办法", units=[county.yongqing])
    matter = report_matter(by=county.clerk, matter=take_matter(by=county.clerk, matter=matter), note="已制定办法")
    page = browser(county.leader).get(reverse("leader_phone")).content.decode()
    assert "待办1件" in page
    assert f'href="{reverse("matter", args=[matter.pk])}' in page
    assert "加快到位" in page


def test_every_figure_names_its_document_or_that_there_is_none() -> None:
    without = {slug for slug, item in INDICATORS.items() if document_of(item) == WITHOUT}
    assert {fact for slug in without for fact in (part.fact for part in INDICATORS[slug].parts.values())} == {
        "activities", "agency", "honours", "leads", "meetings", "service-meetings",
    }  # fmt: skip
    assert document_of(INDICATORS["closing-rate"]) == "县招商局《平台统计口径》第7条"
    assert document_of(INDICATORS["pace"]) == "县招商局《平台统计口径》第1、2、3、9、10、12、13、20条"


# --- Every number of the cockpit opens its rows (uB03) ----------------------------------------------------

LINK = re.compile(r'<a [^>]*href="(/figures/([\w-]+)/rows/[^"]*)"[^>]*>\s*([−+\d.,]+%?)\s*</a>')
MARK = re.compile(r'<a href="(/figures/([\w-]+)/rows/[^"]*)" aria-label="[^"]*?(?:本年|上年同期)([−\d.,]+)亿元')
PAGES = ["/cockpit/", "/cockpit/?chart=total", *(f"/cockpit/{name}/" for name in BLOCKS)]


def amounts(figure: Figure, part: str) -> set[str]:
    """How a page may print the figure, or the part of it whose rows an address opens."""
    side = getattr(figure, part) or Decimal(0)
    own = {figure.cell, figure.text} if part == "over" else set()
    return own | {grouped(yi(side), 2), grouped(side, 0), money_cell(side)}


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("who", ["leader", "other_clerk"])
def test_every_number_opens_rows_that_say_the_same_number(county: World, address: str, who: str) -> None:
    client = browser(getattr(county, who))
    html = client.get(address, {"on": "2024-12-16"} | ({"chart": "total"} if "chart" in address else {})).content.decode()
    links = LINK.findall(html) + MARK.findall(html)
    assert len(links) >= 3, address
    wrong = []
    for link, _, text in set(links):
        page = client.get(link.replace("&amp;", "&"))
        if text not in amounts(page.context["figure"], page.context.get("part_name", "over")):
            wrong.append(f"{text} ≠ {page.context['figure'].cell}: {link}")
    assert wrong == []


@pytest.mark.parametrize(("name", "least"), [("本年", 12), ("上年同期", 12)])
def test_both_years_bars_open_their_rows(county: World, name: str, least: int) -> None:
    html = browser(county.leader).get("/cockpit/", {"on": "2024-12-16"}).content.decode()
    assert len(re.findall(rf'<a href="/figures/[\w-]+/rows/[^"]*" aria-label="\d+月{name}', html)) >= least
