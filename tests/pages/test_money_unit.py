"""元, 万元 or 亿元: each page begins with its own, and what was chosen moves the amounts of every page (docs/decisions/0015)."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.cast import signed_in
from tests.world import World


def page(client: Client, address: str, unit: str = "") -> str:
    client.cookies.pop("qs_unit", None)
    if unit:
        client.cookies["qs_unit"] = quote(unit)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def pressed(html: str, unit: str) -> bool:
    return f'name="unit" value="{unit}" aria-pressed="true"' in html


@pytest.fixture
def money(world: World) -> World:
    """永清镇: 5,000 of a task of 10,000万元; the county's 20,000."""
    world.task(world.county, 20_000)
    world.task(world.yongqing, 10_000)
    world.arrive(world.sign(), 5_000)
    return world


@pytest.mark.parametrize(
    ("unit", "shown", "header", "numbers"),
    [
        ("", "亿元", "年度任务（亿元）", (">1.00<", ">0.50<", ">0.96<")),
        ("亿元", "亿元", "年度任务（亿元）", (">1.00<", ">0.50<", ">0.96<")),
        ("万元", "万元", "年度任务（万元）", (">10,000.00<", ">5,000.00<", ">9,590.16<")),
        ("元", "元", "年度任务（元）", (">100,000,000.00<", ">50,000,000.00<", ">95,901,639.34<")),
    ],
)
def test_the_tasks_begin_with_yi_and_follow_the_choice(
    money: World, unit: str, shown: str, header: str, numbers: tuple[str, ...]
) -> None:
    """9,590.163934… is 351 ÷ 366 of 10,000."""
    html = page(signed_in(money.officer), reverse("tasks"), unit)
    assert pressed(html, shown)
    assert header in html
    assert [number for number in numbers if number not in html] == []


def test_a_kind_that_is_counted_keeps_its_word(money: World) -> None:
    money.task(money.yongqing, 3, kind="leads")
    html = page(signed_in(money.officer), f"{reverse('tasks')}?kind=leads", "元")
    assert "年度任务（条）" in html
    assert ">3<" in html


def test_ranks_lights_and_gap_follow_the_choice(money: World) -> None:
    """The unit is 4,590.163934…万元 behind the pace and 5,000 short of the year."""
    client = signed_in(money.officer)
    townships = f"{reverse('ranking')}?group=township"
    ranks = page(client, townships)
    assert all(text in ranks for text in ("（亿元）", ">1.00<", ">5,000.00<", ">−4,590.16<"))
    ranks = page(client, townships, "亿元")
    assert all(text in ranks for text in (">1.00<", ">0.50<", ">−0.46<"))
    lights = page(client, reverse("ranking_lights"), "万元")
    assert all(text in lights for text in ("年度任务（万元）", ">10,000.00<", ">5,000.00<", ">−4,590.16<"))
    gap = page(client, reverse("ranking_gap", args=[money.yongqing.pk]), "万元")
    assert all(text in gap for text in ("年度任务（万元）", "<dd>10,000.00</dd>", ">5,000.00</a>"))
    gap = page(client, reverse("ranking_gap", args=[money.yongqing.pk]), "亿元")
    assert "距任务（亿元）" in gap
    assert "<strong>0.50</strong>" in gap


def test_the_figures_of_the_desk_follow_and_its_sentences_do_not(money: World) -> None:
    client = signed_in(money.clerk)
    numbers = [item["number"] for item in _strip(client, "")]
    assert numbers == ["1.00", "0.50", "50.00", "0.50"]
    items = _strip(client, "万元")
    assert [item["number"] for item in items] == ["10,000.00", "5,000.00", "50.00", "5,000.00"]
    assert [item["unit"] for item in items] == ["万元", "万元", "%", "万元"]
    assert items[3]["note"] == "本月到位0.50亿元"


def _strip(client: Client, unit: str) -> list[dict[str, str]]:
    client.cookies.pop("qs_unit", None)
    if unit:
        client.cookies["qs_unit"] = quote(unit)
    return client.get("/").context["strip"].items  # type: ignore[no-any-return]


def test_where_the_unit_is_that_of_a_paper_the_bar_says_it_and_offers_no_choice(money: World) -> None:
    client = signed_in(money.officer)
    for name in ("cockpit", "tasks_report"):
        html = page(client, reverse(name), "元")
        assert "单位 <b>亿元</b>" in html
        assert 'name="unit" value="元"' not in html


def test_lists_begin_with_wan_and_months_follow(money: World) -> None:
    client = signed_in(money.verifier)
    assert pressed(page(client, reverse("project_list")), "万元")
    assert "入账（万元）" in page(client, reverse("months"))
    html = page(client, reverse("months"), "亿元")
    assert "入账（亿元）" in html
    assert "0.50" in html
