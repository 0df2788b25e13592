"""Foreign currency at the day's rate, and 认定依据."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import Cut, EvidenceFile, Line, Verdict, basis_of, set_basis, submit_claim
from projects.funding.actions.currency import in_wan
from projects.funding.choices import BUILDING, BY_ARRIVAL, BY_INVESTMENT, EVIDENCE_KINDS, SUPPORTS
from projects.funding.models import Arrival, ClaimLine
from tests.world import World, pdf


@pytest.mark.parametrize(
    ("amount", "rate", "wan"),
    [
        ("100000", "7.1882", "71.882"),  # 718 820 元
        ("1000000.01", "7.1882", "718.820007"),  # 7 188 200.0718 元, the rest of a 分 is cut
        ("30000000", "0.047123", "141.369"),  # yen: 4.7123 for a hundred
        ("0.01", "0.000001", "0"),
    ],
)
def test_the_original_amount_at_the_rate_of_the_day_cut_to_whole_fen(amount: str, rate: str, wan: str) -> None:
    assert in_wan(Decimal(amount), Decimal(rate)) == Decimal(wan)


def line(**changes: Any) -> Line:
    usual = Line(
        use=BUILDING,
        arrived_on=date(2024, 12, 10),
        claimed_wan=Decimal(0),
        evidence=[EvidenceFile("银行进账单", pdf())],
        currency="USD",
        original_amount=Decimal("1000000.01"),
        rate=Decimal("7.1882"),
    )
    return replace(usual, **changes)


def test_a_foreign_line_is_claimed_and_counted_in_wan_and_keeps_what_it_was(world: World) -> None:
    claim = submit_claim(by=world.clerk, project=world.sign(), lines=[line()])
    row = ClaimLine.objects.get()
    assert (row.currency, row.original_amount, row.rate) == ("USD", Decimal("1000000.01"), Decimal("7.1882"))
    assert row.claimed_wan == Decimal("718.820007")
    world.verify(claim)
    assert Arrival.objects.get().amount_wan == Decimal("718.820007")


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"rate": None}, "rate", "第1笔：请填写到账当日人民币汇率中间价（1USD折人民币元）"),
        ({"original_amount": None}, "original_amount", "请填写大于0的原币金额"),
        ({"original_amount": Decimal(-1)}, "original_amount", "请填写大于0的原币金额"),
        ({"currency": "XXX"}, "currency", "币种不在可选范围内"),
        ({"claimed_wan": Decimal(700)}, "claimed_wan", "折合718.820007万元，与申报数不符"),
        ({"currency": "CNY", "claimed_wan": Decimal(1)}, "currency", "人民币不需要填写原币金额"),
        ({"original_amount": Decimal("0.01"), "rate": Decimal("0.000001")}, "claimed_wan", "申报数应大于0"),
    ],
)
def test_a_foreign_line_that_does_not_add_up_is_refused_at_its_field(
    world: World, changes: dict[str, Any], field: str, sentence: str
) -> None:
    project = world.sign()
    with pytest.raises(Refused, match=sentence) as refusal:
        submit_claim(by=world.clerk, project=project, lines=[line(**changes)])
    assert refusal.value.field == f"line-1-{field}"


def test_every_kind_of_evidence_has_its_basis() -> None:
    assert set(SUPPORTS) == set(EVIDENCE_KINDS)


def test_papers_of_the_other_basis_support_but_never_add(world: World) -> None:
    project = world.sign()
    invoice = EvidenceFile("固定资产投资发票", pdf("发票.pdf"))
    claim = world.claim(project, 100, evidence=[invoice])
    with pytest.raises(Refused, match="2024年认定依据为“资金到账”，固定资产投资发票只作旁证"):
        world.verify(claim)
    world.verify(world.claim(project, 50, evidence=[invoice, EvidenceFile("银行进账单", pdf())]))
    set_basis(by=world.verifier, project=project, year=2024, basis=BY_INVESTMENT, reason="统计入库项目按完成投资认定")
    world.verify(claim)
    slip = world.claim(project, 10)
    with pytest.raises(Refused, match="认定依据为“完成投资”，银行进账单只作旁证"):
        world.verify(slip)
    assert sorted(Arrival.objects.values_list("amount_wan", flat=True)) == [Decimal(50), Decimal(100)]


def test_a_line_cut_to_nothing_asks_for_no_paper_and_goods_count_by_their_invoice(world: World) -> None:
    project = world.sign()
    invoice = [EvidenceFile("设备发票及清单", pdf("发票.pdf"))]
    claim = world.claim(project, 100, evidence=invoice)
    world.verify(claim, {1: Verdict(Decimal(0), [Cut("evidence", Decimal(100), "只有发票")])})
    world.verify(world.claim(project, 30, evidence=invoice, form="实物"))
    assert list(Arrival.objects.values_list("amount_wan", flat=True)) == [Decimal(30)]


def test_the_basis_is_per_project_and_year(world: World) -> None:
    project, other = world.sign("甲项目"), world.sign("乙项目")
    set_basis(by=world.clerk, project=project, year=2024, basis=BY_INVESTMENT)
    assert [basis_of(project, 2024), basis_of(project, 2025), basis_of(other, 2024)] == [
        BY_INVESTMENT,
        BY_ARRIVAL,
        BY_ARRIVAL,
    ]


def test_a_basis_is_changed_by_the_bureau_with_a_reason_only(world: World) -> None:
    project = world.sign()
    set_basis(by=world.clerk, project=project, year=2024, basis=BY_INVESTMENT)
    with pytest.raises(NotAllowed):
        set_basis(by=world.clerk, project=project, year=2024, basis=BY_ARRIVAL, reason="改")
    with pytest.raises(Refused, match="变更认定依据请写明原因"):
        set_basis(by=world.verifier, project=project, year=2024, basis=BY_ARRIVAL)
    with pytest.raises(Refused, match="没有改动"):
        set_basis(by=world.verifier, project=project, year=2024, basis=BY_INVESTMENT, reason="x")
    with pytest.raises(Refused, match="不在可选范围内"):
        set_basis(by=world.verifier, project=project, year=2024, basis="两者", reason="x")
    row = set_basis(by=world.verifier, project=project, year=2024, basis=BY_ARRIVAL, reason="改按资金到账")
    assert (row.basis, row.reason) == (BY_ARRIVAL, "改按资金到账")


def test_once_money_is_counted_even_the_first_word_on_the_basis_is_a_change(world: World) -> None:
    project = world.sign()
    world.arrive(project, 100)
    with pytest.raises(NotAllowed):
        set_basis(by=world.clerk, project=project, year=2024, basis=BY_INVESTMENT)
    with pytest.raises(Refused, match="请写明原因"):
        set_basis(by=world.verifier, project=project, year=2024, basis=BY_INVESTMENT)
