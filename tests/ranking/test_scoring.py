"""考核得分: the arithmetic by hand, then a year issued and replayed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.organisations.models import Unit
from projects.ranking.actions import enter_score, issue_scores, reverse_score_entry, set_score_rule
from projects.ranking.choices import KINDS, OTHERS
from projects.ranking.models import ScoreEntry, ScoreResult, ScoreRule
from projects.ranking.queries.scores import as_lines, counted, issued, replayed, rule_in_force
from projects.ranking.scoring import (
    ADDITION,
    COMPLETION,
    DEDUCTION,
    LARGEST,
    SPREAD,
    BadFormula,
    Entered,
    Facts,
    Formula,
    Item,
    Part,
    read_formula,
    scores,
)
from tests.ranking.conftest import County
from tests.world import World

D = Decimal
MONEY, AMOUNT = "arrived", "signed_amount"
FORMULA = Formula(
    (Part("到位资金", MONEY, COMPLETION, D(40), cap=D(110)), Part("签约额", AMOUNT, LARGEST, D(20))),
    (Item("走访", ADDITION, D(3)), Item("迟报", DEDUCTION)),
)


def facts(done: Any, task: Any, signed: Any = 0) -> Facts:
    return Facts({MONEY: D(str(done)), AMOUNT: D(str(signed))}, {MONEY: D(str(task))})


def test_the_worked_example() -> None:
    group = {"甲": facts(1_200, 1_000, 5_000), "乙": facts(500, 1_000, 2_000)}
    entered = {"甲": [Entered("走访", D(2)), Entered("走访", D(2))], "乙": [Entered("迟报", D("0.5"))]}
    found = scores(FORMULA, group, entered)
    assert (found["甲"].parts, found["甲"].items, found["甲"].total) == (
        {"到位资金": D(44), "签约额": D(20)},
        {"走访": D(3), "迟报": D(0)},
        D(67),
    )
    assert (found["乙"].parts, found["乙"].items["迟报"], found["乙"].total) == (
        {"到位资金": D(20), "签约额": D(8)},
        D("-0.5"),
        D("27.5"),
    )


def test_a_completion_below_the_minimum_or_without_a_task_gives_nothing() -> None:
    formula = Formula((Part("到位资金", MONEY, COMPLETION, D(75), minimum=D(50)),))
    found = scores(formula, {"a": facts(499, 1_000), "b": facts(500, 1_000), "c": facts(9, 0)}, {})
    assert [found[key].total for key in "abc"] == [D(0), D("37.5"), D(0)]
    assert [found[key].has_task for key in "abc"] == [True, True, False]


def test_the_spread_gives_sixty_percent_to_the_lowest_and_all_to_the_highest() -> None:
    """Rates 0.2, 0.5, 1.2: (0.5 − 0.2) ÷ 1.0 × 40 + 60 = 72 % of 30 = 21.6."""
    formula = Formula((Part("到位资金", MONEY, SPREAD, D(30)),))
    found = scores(formula, {"a": facts(200, 1_000), "b": facts(500, 1_000), "c": facts(1_200, 1_000), "d": facts(5, 0)}, {})
    assert [found[key].total for key in "abcd"] == [D(18), D("21.6"), D(30), D(0)]
    same = scores(formula, {"a": facts(5, 10), "b": facts(50, 100)}, {})
    assert [same[key].total for key in "ab"] == [D(30), D(30)]


def test_the_largest_of_nothing_is_nothing_and_withdrawn_money_never_takes_points() -> None:
    formula = Formula((Part("到位资金", MONEY, LARGEST, D(30)), Part("完成", MONEY, COMPLETION, D(10))))
    found = scores(formula, {"a": facts(-50, 100), "b": facts(0, 100)}, {})
    assert [found[key].total for key in "ab"] == [D(0), D(0)]


def test_a_total_is_capped_and_never_below_zero() -> None:
    group = {"甲": facts(1_000, 1_000, 1), "乙": facts(0, 1_000)}
    capped = scores(replace(FORMULA, total_cap=D(50)), group, {"乙": [Entered("迟报", D(5))]})
    assert (capped["甲"].total, capped["乙"].total) == (D(50), D(0))


def test_each_part_is_rounded_and_the_total_adds_what_is_printed() -> None:
    formula = Formula((Part("一", MONEY, COMPLETION, D(10)), Part("二", MONEY, COMPLETION, D(20))))
    (found,) = scores(formula, {"a": facts(1, 3)}, {}).values()
    assert (found.parts["一"], found.parts["二"], found.total) == (D("3.33"), D("6.67"), D("10.00"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"parts": []}, "请至少填写一个计分项"),
        ({"items": [{"name": "签约额", "sign": ADDITION}]}, "重复"),
        ({"parts": [{"name": "到位", "measure": "nothing", "method": COMPLETION, "points": "1"}]}, "不在可选范围内"),
        ({"parts": [{"name": "到位", "measure": MONEY, "method": COMPLETION, "points": "0"}]}, "分值应大于0"),
        ({"parts": [{"name": "到位", "measure": MONEY, "method": COMPLETION, "points": "x"}]}, "格式不对"),
        ({"parts": 3}, "格式不对"),
    ],
)
def test_a_bad_formula_is_refused_in_words(change: dict[str, Any], words: str) -> None:
    assert read_formula(FORMULA.json(), KINDS) == FORMULA
    with pytest.raises(BadFormula, match=words):
        read_formula(FORMULA.json() | change, KINDS)


# --- A year ------------------------------------------------------------------------------------------


def rule(world: World, year: int = 2024, formula: Formula = FORMULA, **changes: Any) -> ScoreRule:
    values = {"issued_on": date(2024, 3, 1), "document_number": "清招组发〔2024〕9号"} | changes
    return set_score_rule(by=world.officer, group=OTHERS, year=year, formula=formula.json(), **values)


def enter(world: World, unit: Unit, item: str = "走访", points: object = 2, **changes: Any) -> ScoreEntry:
    values = {"happened_on": date(2024, 6, 1), "document_number": "纪要〔2024〕3号", "reason": "县领导走访企业4次"} | changes
    return enter_score(by=world.officer, unit=unit, item=item, points=D(str(points)), **values)


def totals(world: World, found: ScoreRule) -> dict[str, tuple[Decimal, int | None]]:
    return {str(line.unit): (line.total, line.rank) for line in counted(world.county, found, date(2024, 12, 16))}


def test_a_group_s_scores_follow_from_the_board_and_the_entries(county: County) -> None:
    """Each of the five signed 10,000: 20 points of 签约额. 到位: 丙 min(1.2, 1.1) × 40 = 44, 甲 and 乙 20, 丁 4, 戊 no task."""
    world = county.world
    made = rule(world)
    enter(world, county["丁"], points=5)
    enter(world, county["乙"], "迟报", "0.5")
    assert {name: totals(world, made)[name] for name in "甲乙丙丁戊"} == {
        "丙": (D(64), 1),
        "甲": (D(40), 2),
        "乙": (D("39.5"), 3),
        "丁": (D(27), 4),
        "戊": (D(20), None),
    }


def test_a_reversed_entry_counts_no_more_and_is_not_reversed_twice(county: County) -> None:
    world = county.world
    made = rule(world)
    entry = enter(world, county["丁"])
    reverse_score_entry(by=world.officer, entry=entry, reason="重复登记")
    assert totals(world, made)["丁"] == (D(24), 4)
    with pytest.raises(Refused, match="已经冲销过"):
        reverse_score_entry(by=world.officer, entry=entry, reason="再来")


def test_the_replay_of_an_issued_year_is_what_is_stored_whatever_came_later(county: County) -> None:
    world = county.world
    rule(world)
    enter(world, county["丁"], points=5)
    issue_scores(by=world.verifier, group=OTHERS, year=2024, document_number="清考〔2024〕1号")
    stored = issued(world.county.pk, OTHERS, 2024)
    with clock.at(clock.now() + timedelta(hours=1)):
        county.arrive("甲", 400, "2024-12-11")
        world.task(county["乙"], -500, move="decrease", reason="调减", issued_on=date(2024, 12, 1))
    again = replayed(world.county, stored)
    assert again == as_lines(stored)
    assert [(str(line.unit), line.total, line.rank) for line in again][:4] == [
        ("丙", D(64), 1),
        ("甲", D(40), 2),
        ("乙", D(40), 2),
        ("丁", D(27), 4),
    ]
    now = counted(world.county, rule_in_force(world.county.pk, OTHERS, 2024), date(2024, 12, 16))
    assert {str(line.unit): line.total for line in now}["甲"] == D(56)


def test_last_year_s_formula_still_gives_last_year_s_stored_result(county: County) -> None:
    """2023: 甲 brought 400 of 1,000 and alone signed: 16 + 20 = 36. Later papers and this year's rule move nothing of it."""
    world = county.world
    project = world.sign("去年项目", by=world.officer, department=county["甲"], signed_on="2023-03-01", details={"sector": "agri"})
    world.task(county["甲"], 1_000, year=2023, issued_on=date(2023, 2, 20))
    world.arrive(project, 400, "2023-05-08", by=world.officer)
    rule(world, 2023, issued_on=date(2023, 3, 1))
    issue_scores(by=world.verifier, group=OTHERS, year=2023, document_number="清考〔2024〕1号")
    stored = issued(world.county.pk, OTHERS, 2023)
    with clock.at(clock.now() + timedelta(hours=1)):
        world.arrive(project, 100, "2023-06-08", by=world.officer)
        rule(world, 2024, Formula((Part("到位资金", MONEY, COMPLETION, D(100)),)))
    again = replayed(world.county, stored)
    assert again == as_lines(stored)
    assert [(str(line.unit), line.total, line.rank) for line in again if line.rank] == [("甲", D(36), 1)]
    assert {str(row.on) for row in stored} == {"2023-12-31"}


def test_another_year_s_formula_is_replayed_on_this_year_s_figures(county: County) -> None:
    """2023's rule: 到位资金 100 points, uncapped to 200 %: 丙 120, 甲 and 乙 50, 丁 10."""
    world = county.world
    old = rule(world, 2023, Formula((Part("到位资金", MONEY, COMPLETION, D(100), cap=D(200)),)))
    rule(world)
    assert {name: totals(world, old)[name] for name in "甲乙丙丁"} == {
        "丙": (D(120), 1),
        "甲": (D(50), 2),
        "乙": (D(50), 2),
        "丁": (D(10), 4),
    }


def test_issuing_again_needs_a_reason_and_keeps_the_first(county: County) -> None:
    world = county.world
    rule(world)
    issue_scores(by=world.verifier, group=OTHERS, year=2024, document_number="清考〔2024〕1号")
    with pytest.raises(Refused, match="重新公布请写明原因"):
        issue_scores(by=world.verifier, group=OTHERS, year=2024, document_number="清考〔2024〕2号")
    with pytest.raises(Refused, match="得分已公布"):
        enter(world, county["丁"])
    county.arrive("甲", 400, "2024-12-11")
    issue_scores(by=world.verifier, group=OTHERS, year=2024, document_number="清考〔2024〕2号", reason="异议核实")
    assert {str(row.unit): row.total for row in issued(world.county.pk, OTHERS, 2024)}["甲"] == D(56)
    assert ScoreResult.objects.filter(unit=county["甲"]).count() == 3


def test_what_is_refused(county: County) -> None:
    world = county.world
    with pytest.raises(Refused, match="还没有计分办法"):
        enter(world, county["丁"])
    rule(world)
    for words, changes in (
        ("没有加扣分项“推介”，可选：走访、迟报", {"item": "推介"}),
        ("分应大于0", {"points": -1}),
        ("请写明原因和文号", {"reason": " "}),
        ("请写明原因和文号", {"document_number": ""}),
        ("不能晚于今天", {"happened_on": date(2024, 12, 17)}),
    ):
        with pytest.raises(Refused, match=words):
            enter(world, county["丁"], **changes)
    with pytest.raises(Refused, match="修改请写明原因"):
        rule(world)
    with pytest.raises(NotAllowed):
        issue_scores(by=world.officer, group=OTHERS, year=2024, document_number="1")
    with pytest.raises(NotAllowed):
        set_score_rule(
            by=world.clerk,
            group=OTHERS,
            year=2024,
            formula=FORMULA.json(),
            issued_on=date(2024, 3, 1),
            document_number="1",
        )
