"""The worked table of definitions 1.4: what is a signing, once, and in which period."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db.models import Sum

from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.enterprises.models import Enterprise
from projects.funding.models import Arrival
from projects.months.actions import open_month
from projects.signing.actions import (
    Paper,
    change_investor,
    confirm_signing,
    register_paper,
    reverse_signing,
    terminate,
)
from projects.signing.choices import CONTRACT, FRAMEWORK, INCREASE, OTHER_PROVINCE, OVERSEAS
from projects.signing.models import InvestorChange, Project, Signing, SigningPart
from tests.funding.closing import close_until
from tests.world import World


def paper(world: World, project: Project, nature: str, signed_on: str, amount: int, fair: object = None) -> Signing:
    filed = Paper(nature, date.fromisoformat(signed_on), Decimal(amount), fair=fair, due_on=date(2024, 12, 30))  # type: ignore[arg-type]
    return confirm_signing(by=world.verifier, registration=register_paper(by=world.clerk, project=project, paper=filed))


def firm(world: World, name: str) -> Enterprise:
    return Enterprise.objects.create(county=world.county, name=name, origin="香港")


def framework_then_contract(world: World) -> None:
    project = world.sign(nature=FRAMEWORK, signed_on="2023-07-07", amount_wan=50_000, fair=world.fair29)
    paper(world, project, CONTRACT, "2024-07-08", 30_000, world.fair30)


def contract_then_increase(world: World) -> None:
    project = world.sign(signed_on="2023-03-01", amount_wan=10_000)
    paper(world, project, INCREASE, "2024-05-01", 4_000)


def change_of_investor(world: World) -> None:
    project = world.sign(signed_on="2024-03-01", amount_wan=10_000)
    change_investor(
        by=world.verifier,
        project=project,
        investor=firm(world, "港华（示例）有限公司"),
        source_tier=OVERSEAS,
        changed_on=date(2024, 6, 1),
        reason="股权转让",
    )


def termination(world: World) -> None:
    project = world.sign(signed_on="2024-03-01", amount_wan=10_000)
    terminate(by=world.verifier, project=project, happened_on=date(2024, 9, 1), reason="投资方资金链断裂")


def two_contracts_of_one_investor(world: World) -> None:
    first = world.sign("冷链一期", signed_on="2023-03-01", amount_wan=10_000, investor_name="君石（示例）有限公司")
    world.sign(
        "冷链二期",
        signed_on="2024-03-01",
        amount_wan=6_000,
        investor_name="君石（示例）有限公司",
        details={"previous_phase": first},
    )


# What happens → by year (count, 签约额 of contracts and 增资); number of 增资; whose fair has the credit.
WORKED: list[tuple[str, Callable[[World], None], dict[int, tuple[int, int]], int, list[str]]] = [
    ("框架2023→合同2024", framework_then_contract, {2023: (0, 0), 2024: (1, 30_000)}, 0, ["第29届兰洽会"]),
    ("增资", contract_then_increase, {2023: (1, 10_000), 2024: (0, 4_000)}, 1, []),
    ("变更投资方", change_of_investor, {2023: (0, 0), 2024: (1, 10_000)}, 0, []),
    ("终止", termination, {2023: (0, 0), 2024: (1, 10_000)}, 0, []),
    ("同一投资方两份合同", two_contracts_of_one_investor, {2023: (1, 10_000), 2024: (1, 6_000)}, 0, []),
]


@pytest.mark.parametrize(("happens", "by_year", "increases", "fairs"), [row[1:] for row in WORKED], ids=[row[0] for row in WORKED])
def test_each_worked_case_counts_once_in_its_year_with_its_amount(
    world: World,
    happens: Callable[[World], None],
    by_year: dict[int, tuple[int, int]],
    increases: int,
    fairs: list[str],
) -> None:
    happens(world)
    for year, expected in by_year.items():
        count = Signing.objects.counted().filter(counts_on__year=year).count()
        amounts = Signing.objects.known(None).amounts().filter(counts_on__year=year)
        assert (count, amounts.aggregate(total=Sum("amount_wan"))["total"] or 0) == expected
        signed = Signing.objects.postings().filter(counts_on__year=year)
        assert (signed.aggregate(total=Sum("count"))["total"] or 0) == expected[0]
    assert Signing.objects.standing().increases().count() == increases
    assert [row.fair.name for row in Signing.objects.counted() if row.fair] == fairs


def test_the_second_phase_is_a_project_of_its_own_linked_to_the_first(world: World) -> None:
    two_contracts_of_one_investor(world)
    second = Project.objects.get(name="冷链二期")
    assert (second.previous_phase.name, second.investor) == ("冷链一期", second.previous_phase.investor)
    with pytest.raises(Refused, match="二期请登记为新项目"):
        register_paper(
            by=world.clerk, project=second, paper=Paper(CONTRACT, date(2024, 8, 1), Decimal(1), due_on=date(2024, 12, 30))
        )


def test_after_a_change_of_investor_old_rows_keep_their_tier_and_new_rows_carry_the_new_one(world: World) -> None:
    project = world.sign(signed_on="2024-03-01", amount_wan=10_000)
    world.arrive(project, 100, "2024-05-01")
    new = firm(world, "港华（示例）有限公司")
    change_investor(
        by=world.verifier, project=project, investor=new, source_tier=OVERSEAS, changed_on=date(2024, 6, 1), reason="股权转让"
    )
    project.refresh_from_db()
    world.arrive(project, 200, "2024-07-01")

    assert (project.investor, project.source_tier, project.origin) == (new, OVERSEAS, "香港")
    change = InvestorChange.objects.get()
    assert (change.old_tier, change.new_tier, change.reason) == (OTHER_PROVINCE, OVERSEAS, "股权转让")
    money = Arrival.objects.order_by("seq").values_list("amount_wan", "source_tier")
    assert list(money) == [(Decimal(100), OTHER_PROVINCE), (Decimal(200), OVERSEAS)]
    assert [part.source_tier for part in SigningPart.objects.all()] == [OTHER_PROVINCE]


def test_in_a_joint_venture_the_leaving_party_hands_over_its_part(world: World) -> None:
    registration = world.register(signed_on="2024-03-01", amount_wan=10_000)
    project = registration.project
    partner = firm(world, "陇原（示例）有限公司")
    for party, tier, percent in ((project.investor, OTHER_PROVINCE, 70), (partner, "市内县外", 30)):
        project.investor_parts.create(enterprise=party, source_tier=tier, percent=percent, starts_on=date(2024, 1, 1))
    confirm_signing(by=world.verifier, registration=registration)
    new = firm(world, "港华（示例）有限公司")
    change_investor(
        by=world.verifier,
        project=project,
        investor=new,
        leaving=partner,
        source_tier=OVERSEAS,
        changed_on=date(2024, 6, 1),
        reason="受让",
    )
    increase = paper(world, project, INCREASE, "2024-07-01", 1_000)

    parts = [(part.source_tier, part.amount_wan) for part in SigningPart.objects.order_by("id")]
    assert parts == [
        (OTHER_PROVINCE, Decimal(7_000)),
        ("市内县外", Decimal(3_000)),
        (OTHER_PROVINCE, Decimal(700)),
        (OVERSEAS, Decimal(300)),
    ]
    project.refresh_from_db()
    assert (project.source_tier, increase.amount_wan) == (OTHER_PROVINCE, Decimal(1_000))  # the lead investor stayed


def test_a_change_of_investor_is_the_bureaus_with_a_reason_and_a_possible_day(world: World) -> None:
    project = world.sign(signed_on="2024-03-01")
    new = firm(world, "港华（示例）有限公司")
    values = {"project": project, "investor": new, "source_tier": OVERSEAS, "changed_on": date(2024, 6, 1), "reason": "转让"}
    with pytest.raises(NotAllowed):
        change_investor(**(values | {"by": world.clerk}))
    for change, sentence in (
        ({"reason": ""}, "请写明变更投资方的原因"),
        ({"investor": project.investor}, "与原投资方相同"),
        ({"changed_on": date(2024, 12, 17)}, "不能晚于今天"),
        ({"changed_on": date(2024, 2, 1)}, "不能早于签约时间"),
        ({"leaving": new, "investor": firm(world, "第三方（示例）公司")}, "不是该项目的投资方"),
    ):
        with pytest.raises(Refused, match=sentence):
            change_investor(**(values | {"by": world.verifier} | change))
    assert InvestorChange.objects.count() == 0


def test_a_termination_needs_a_reason_and_keeps_the_count_gross(world: World) -> None:
    project = world.sign(signed_on="2024-03-01")
    with pytest.raises(Refused, match="请写明终止原因"):
        terminate(by=world.verifier, project=project, happened_on=date(2024, 9, 1), reason=" ")
    terminate(by=world.verifier, project=project, happened_on=date(2024, 9, 1), reason="双方协商解除")
    assert Signing.objects.counted().count() == 1
    assert Project.objects.with_stage().get().stage == "ended"
    assert list(Project.objects.ended()) == [project]


def test_a_december_contract_confirmed_after_december_was_closed_counts_in_the_new_year(world: World) -> None:
    with clock.at(datetime(2024, 12, 30, 9, 0, tzinfo=clock.SHANGHAI)):
        registration = world.register(signed_on="2024-12-28")
    with clock.at(datetime(2025, 1, 8, 9, 0, tzinfo=clock.SHANGHAI)):
        close_until(world, 2024, 12)
        open_month(county=world.county, year=2025, number=1, by=None)
        signing = confirm_signing(by=world.verifier, registration=registration)
    assert (signing.signed_on, signing.counts_on) == (date(2024, 12, 28), date(2025, 1, 1))
    assert Signing.objects.counted().filter(counts_on__year=2024).count() == 0
    assert Signing.objects.counted().filter(counts_on__year=2025).count() == 1


def test_a_reversed_signing_may_be_registered_again(world: World) -> None:
    project = world.sign(signed_on="2024-07-08", amount_wan=10_000, fair=world.fair30)
    wrong = Signing.objects.get()
    row = reverse_signing(by=world.verifier, signing=wrong, reason="签约额多写一个零")
    assert (row.amount_wan, row.reverses, row.counts_on) == (Decimal(-10_000), wrong, date(2024, 7, 8))
    assert [part.amount_wan for part in SigningPart.objects.order_by("id")] == [Decimal(10_000), Decimal(-10_000)]
    assert Signing.objects.counted().count() == 0
    paper(world, project, CONTRACT, "2024-07-08", 1_000, world.fair30)
    assert [(item.amount_wan, item.fair) for item in Signing.objects.counted()] == [(Decimal(1_000), world.fair30)]
    total = Signing.objects.amounts().aggregate(total=Sum("amount_wan"))["total"]
    assert total == 1_000


def test_a_signing_reversed_after_its_month_was_closed_is_taken_off_in_the_open_month(world: World) -> None:
    world.sign(signed_on="2024-07-08", amount_wan=10_000)
    close_until(world, 2024, 11)
    row = reverse_signing(by=world.verifier, signing=Signing.objects.get(), reason="登记重复")
    assert row.counts_on == date(2024, 12, 1)
    by_month = dict(Signing.objects.postings().order_by().values_list("counts_on__month").annotate(Sum("count")))
    assert by_month == {7: 1, 12: -1}


def test_a_signing_is_reversed_once_and_after_its_increases(world: World) -> None:
    project = world.sign(signed_on="2024-03-01")
    contract = Signing.objects.get()
    increase = paper(world, project, INCREASE, "2024-07-01", 1_000)
    with pytest.raises(Refused, match="请先冲销增资"):
        reverse_signing(by=world.verifier, signing=contract, reason="重复")
    reverse_signing(by=world.verifier, signing=increase, reason="未实施")
    reversal = reverse_signing(by=world.verifier, signing=contract, reason="重复")
    with pytest.raises(Refused, match="已经冲销过"):
        reverse_signing(by=world.verifier, signing=contract, reason="重复")
    with pytest.raises(Refused, match="这是一条冲销记录"):
        reverse_signing(by=world.verifier, signing=reversal, reason="重复")
    with pytest.raises(NotAllowed):
        reverse_signing(by=world.clerk, signing=contract, reason="重复")


def test_who_may_register_but_not_confirm_terminates_nothing(world: World) -> None:
    project = world.sign(signed_on="2024-03-01")
    with pytest.raises(NotAllowed):
        terminate(by=world.clerk, project=project, happened_on=date(2024, 9, 1), reason="不干了")
