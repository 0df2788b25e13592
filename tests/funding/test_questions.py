"""疑点: each is raised by a case worked by hand, and just not raised by its neighbour."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import EvidenceFile, answer_question, ask_questions, reverse_arrival, withdraw_money
from projects.funding.models import Claim, Question
from projects.funding.questions import QUESTIONS, label_of, questions_about, sentence_of
from projects.signing.models import Project
from tests.world import World, pdf

D = Decimal
Told = Callable[[World, Project], Claim]


def paper(content: bytes) -> dict[str, Any]:
    return {"evidence": [EvidenceFile("银行进账单", pdf(content=b"%PDF-1.4\n" + content))]}


def codes(claim: Claim) -> set[str]:
    return set(Question.objects.filter(line__claim=claim).values_list("code", flat=True))


def first(world: World, project: Project, **changes: Any) -> Claim:
    """333.3万元 of 5 December, its own paper."""
    return world.claim(project, "333.3", "2024-12-05", **(paper(b"first") | changes))


def same_file(world: World, project: Project) -> Claim:
    first(world, project)
    return world.claim(project, "111.1", "2024-12-06", **paper(b"first"))


def other_file(world: World, project: Project) -> Claim:
    first(world, project)
    return world.claim(project, "111.1", "2024-12-06", **paper(b"second"))


def same_voucher(world: World, project: Project) -> Claim:
    first(world, project, voucher_number="PZ-7")
    return world.claim(project, "111.1", "2024-12-06", voucher_number="PZ-7", **paper(b"b"))


def no_voucher_twice(world: World, project: Project) -> Claim:
    first(world, project, voucher_number="")
    return world.claim(project, "111.1", "2024-12-06", voucher_number="", **paper(b"b"))


def same_money(world: World, project: Project) -> Claim:
    first(world, project, payer="甲公司")
    other = world.sign("另一项目")
    return world.claim(other, "333.3", "2024-12-05", payer="甲公司", **paper(b"b"))


def same_money_of_another_payer(world: World, project: Project) -> Claim:
    first(world, project, payer="甲公司")
    return world.claim(project, "333.3", "2024-12-05", payer="乙公司", **paper(b"b"))


def round_month_end(world: World, project: Project) -> Claim:
    world.arrive(project, "299.9", "2024-11-02", **paper(b"a"))
    return world.claim(project, 300, "2024-11-28", **paper(b"b"))


def round_three_days_earlier(world: World, project: Project) -> Claim:
    """27 November is the fourth day from the end."""
    world.arrive(project, "299.9", "2024-11-02", **paper(b"a"))
    return world.claim(project, 300, "2024-11-27", **paper(b"b"))


def before_registration(world: World, project: Project) -> Claim:
    world.milestone(project, "registered", "2024-12-06")
    return world.claim(project, "111.1", "2024-12-05", **paper(b"a"))


def on_registration(world: World, project: Project) -> Claim:
    world.milestone(project, "registered", "2024-12-05")
    return world.claim(project, "111.1", "2024-12-05", **paper(b"a"))


def over_signed(world: World, project: Project) -> Claim:
    """9,000 counted, 900.1 waits, 99.9 more are the 10,000 of the contract exactly; 100 are 0.1 too many."""
    world.arrive(project, 9_000, "2024-08-05", **paper(b"a"))
    world.claim(project, "900.1", "2024-12-05", **paper(b"b"))
    return world.claim(project, 100, "2024-12-06", **paper(b"c"))


def just_signed(world: World, project: Project) -> Claim:
    world.arrive(project, 9_000, "2024-08-05", **paper(b"a"))
    world.claim(project, "900.1", "2024-12-05", **paper(b"b"))
    return world.claim(project, "99.9", "2024-12-06", **paper(b"c"))


def over_total(world: World, project: Project) -> Claim:
    project = world.sign("总投资小的项目", details={"total_investment_wan": D(500)})
    return world.claim(project, "500.000001", "2024-12-05", **paper(b"a"))


def just_total(world: World, project: Project) -> Claim:
    project = world.sign("总投资小的项目", details={"total_investment_wan": D(500)})
    return world.claim(project, 500, "2024-12-05", **paper(b"a"))


def times_ten(world: World, project: Project) -> Claim:
    world.arrive(project, "50.5", "2024-11-05", **paper(b"a"))
    return world.claim(project, 505, "2024-12-05", **paper(b"b"))


def nearly_ten(world: World, project: Project) -> Claim:
    world.arrive(project, "50.5", "2024-11-05", **paper(b"a"))
    return world.claim(project, "504.99", "2024-12-05", **paper(b"b"))


def _withdrawn(world: World, project: Project, amount: str, day: date) -> Claim:
    world.arrive(project, "800.8", "2024-08-05", **paper(b"a"))
    withdraw_money(
        by=world.verifier,
        project=project,
        amount_wan=D(amount),
        withdrawn_on=day,
        use="其他费用",
        reason="撤资",
        document_number="1号",
    )
    return world.claim(project, "400.4", "2024-12-05", **paper(b"b"))


def in_and_out(world: World, project: Project) -> Claim:
    """Half of the line, thirty days before."""
    return _withdrawn(world, project, "200.2", date(2024, 11, 5))


def out_long_ago(world: World, project: Project) -> Claim:
    return _withdrawn(world, project, "200.2", date(2024, 11, 4))


def little_out(world: World, project: Project) -> Claim:
    return _withdrawn(world, project, "200.19", date(2024, 11, 5))


CASES: list[tuple[str, Told, Told]] = [
    ("same_file", same_file, other_file),
    ("same_voucher", same_voucher, no_voucher_twice),
    ("same_money", same_money, same_money_of_another_payer),
    ("round_month_end", round_month_end, round_three_days_earlier),
    ("before_registration", before_registration, on_registration),
    ("over_signed", over_signed, just_signed),
    ("over_total", over_total, just_total),
    ("times_ten", times_ten, nearly_ten),
    ("in_and_out", in_and_out, out_long_ago),
    ("in_and_out", in_and_out, little_out),
]


@pytest.mark.parametrize(("code", "raised", "near"), CASES, ids=[f"{code}-{near.__name__}" for code, _, near in CASES])
def test_a_question_is_raised_by_its_case_and_by_nothing_near_it(world: World, code: str, raised: Told, near: Told) -> None:
    assert code not in codes(near(world, world.sign("邻近的项目")))
    claim = raised(world, world.sign("有疑点的项目"))
    question = Question.objects.get(line__claim=claim, code=code)
    assert label_of(question) == QUESTIONS[code].label
    assert "{" not in sentence_of(question)
    assert claim.state == "submitted"


def test_every_question_has_its_case() -> None:
    assert {code for code, _, _ in CASES} == set(QUESTIONS)


def test_an_ordinary_claim_raises_no_question(world: World) -> None:
    assert codes(first(world, world.sign())) == set()


def test_the_sentence_names_what_was_found(world: World) -> None:
    claim = over_signed(world, world.sign())
    question = Question.objects.get(line__claim=claim, code="over_signed")
    assert sentence_of(question) == "累计到位10,000.1万元超过签约额10,000万元，请核对金额或补登增资"


def _sentence(claim: Claim, code: str) -> str:
    return sentence_of(Question.objects.get(line__claim=claim, code=code))


def test_amounts_in_sentences_carry_thousands_commas_and_their_unit(world: World) -> None:
    """12,539 against 1,253.9 of November is ten times; over the 10,000 signed; the same money twice."""
    project = world.sign(amount_wan=10_000)
    world.arrive(project, "1253.9", "2024-11-05", **paper(b"a"))
    claim = world.claim(project, 12_539, "2024-12-05", payer="甲公司", **paper(b"b"))
    assert _sentence(claim, "times_ten") == "本笔12,539万元是上月到位1,253.9万元的10倍以上，请核对单位是否写成了元"
    assert _sentence(claim, "over_signed") == "累计到位13,792.9万元超过签约额10,000万元，请核对金额或补登增资"
    again = world.claim(project, 12_539, "2024-12-05", payer="甲公司", **paper(b"c"))
    assert "的申报数（12,539万元）、到账日期（2024-12-05）" in _sentence(again, "same_money")


def test_one_slip_may_prove_two_lines_of_one_claim(world: World) -> None:
    from projects.funding.actions import Line, submit_claim

    lines = [
        Line(use="其他费用", arrived_on=date(2024, 12, 5), claimed_wan=D(amount), voucher_number="PZ-1", **paper(b"one"))
        for amount in ("60.6", "40.4")
    ]
    assert codes(submit_claim(by=world.clerk, project=world.sign(), lines=lines)) == set()


def test_a_reversed_row_leaves_the_cumulative(world: World) -> None:
    project = world.sign()
    reverse_arrival(by=world.verifier, arrival=world.arrive(project, 9_950, "2024-08-05", **paper(b"a")), reason="重复入账")
    assert "over_signed" not in codes(world.claim(project, "99.9", "2024-12-06", **paper(b"b")))


def test_an_answer_stays_and_what_no_longer_holds_goes_when_it_is_asked_again(world: World) -> None:
    project = world.sign()
    first(world, project, voucher_number="PZ-7")
    claim = world.claim(project, "111.1", "2024-12-06", voucher_number="PZ-7", **paper(b"first"))
    assert codes(claim) == {"same_file", "same_voucher"}
    answer_question(by=world.clerk, question=Question.objects.get(line__claim=claim, code="same_file"), answer="两笔共用一张回单")
    claim.lines.update(voucher_number="PZ-8")
    ask_questions(by=world.officer, claim=claim)
    kept = Question.objects.get(line__claim=claim)
    assert (kept.code, kept.answer, kept.answered_by) == ("same_file", "两笔共用一张回单", world.clerk)


def test_who_neither_files_nor_verifies_may_not_answer_and_an_empty_answer_is_refused(world: World) -> None:
    question = Question.objects.get(line__claim=same_file(world, world.sign()))
    with pytest.raises(NotAllowed, match="由永清镇填报"):
        answer_question(by=world.other_clerk, question=question, answer="代答")
    with pytest.raises(NotAllowed):
        answer_question(by=world.inspector, question=question, answer="督查")
    with pytest.raises(Refused, match="请写一句疑点说明"):
        answer_question(by=world.clerk, question=question, answer="  ")
    answer_question(by=world.verifier, question=question, answer="已看原件")
    world.verify(question.line.claim)
    with pytest.raises(Refused, match="疑点说明不能再改"):
        answer_question(by=world.clerk, question=question, answer="再改")


def test_questions_take_the_same_number_of_queries_for_one_line_and_for_many(world: World) -> None:
    from projects.funding.models import ClaimLine

    project, other = world.sign(), world.sign("第二个项目")
    for number in range(4):
        world.claim(project if number % 2 else other, f"1{number}.5", "2024-12-06", **paper(b"same"))
    lines = list(ClaimLine.objects.select_related("claim__project", "claim__month").order_by("pk"))
    with CaptureQueriesContext(connection) as one:
        questions_about(lines[:1])
    with CaptureQueriesContext(connection) as many:
        assert len([found for found in questions_about(lines) if found.code == "same_file"]) == 4
    assert len(one) == len(many) == 7
