"""合资: the parties with their shares decide the tiers of what is signed and of what comes in (definitions 1.3)."""

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import EvidenceFile, Line, resubmit_claim, return_claim, submit_claim, verify_claim
from projects.funding.choices import BUILDING
from projects.funding.models import Arrival, Claim, ClaimLine, Question
from projects.indicators.board import Board
from projects.indicators.definition import Scope
from projects.signing.actions import Party, confirm_signing, set_parties
from projects.signing.choices import OTHER_COUNTY, OTHER_PROVINCE, OVERSEAS
from projects.signing.models import InvestorPart, Project, SigningPart
from tests.funding.test_claim_pages import signed_in
from tests.world import World, pdf

D = Decimal
SIGNED = date(2024, 3, 1)
LOCAL = "陇原（示例）有限公司"


def parties(world: World, project: Project, *shares: tuple[str, str, Any], by: Any = None, **more: Any) -> Project:
    """(name, tier, percent); an empty name is the project's own investor."""
    found = [Party(world.enterprise(name) if name else project.investor, tier, D(part)) for name, tier, part in shares]
    return set_parties(by=by or world.clerk, project=project, parties=found, **({"starts_on": SIGNED} | more))


@pytest.fixture
def venture(world: World) -> Project:
    """10,000 signed on 1 March: 70 % 省外, 30 % of a firm of the city."""
    registration = world.register("合资项目", signed_on=SIGNED, amount_wan=10_000)
    parties(world, registration.project, ("", OTHER_PROVINCE, 70), (LOCAL, OTHER_COUNTY, 30))
    confirm_signing(by=world.verifier, registration=registration)
    return registration.project


def lines_of(claim: Claim) -> Sequence[tuple[Any, ...]]:
    return list(claim.lines.values_list("number", "source_tier", "claimed_wan", "tier_reason"))


def test_the_amount_signed_is_split_by_the_parties(venture: Project) -> None:
    assert list(SigningPart.objects.order_by("id").values_list("source_tier", "amount_wan")) == [
        (OTHER_PROVINCE, D(7_000)),
        (OTHER_COUNTY, D(3_000)),
    ]


def test_money_is_two_lines_by_share_with_the_same_paper(world: World, venture: Project) -> None:
    """1,000 = 700 省外 + 300 市内县外; the headline counts the 700."""
    claim = world.claim(venture, 1_000)
    assert lines_of(claim) == [
        (1, OTHER_PROVINCE, D(700), "合资按出资比例70%计"),
        (2, OTHER_COUNTY, D(300), "合资按出资比例30%计"),
    ]
    papers = [line.evidence.get().stored_id for line in claim.lines.all()]
    assert papers[0] == papers[1]
    verify_claim(by=world.verifier, claim=claim)
    assert list(Arrival.objects.order_by("seq").values_list("source_tier", "amount_wan")) == [
        (OTHER_PROVINCE, D(700)),
        (OTHER_COUNTY, D(300)),
    ]
    assert Board(Scope(world.county, date(2024, 12, 16))).figure("arrived").over == D(700)


def test_halves_of_one_sum_are_not_taken_for_the_same_money_twice(world: World) -> None:
    project = world.sign("对半合资", signed_on=SIGNED)
    parties(world, project, ("", OTHER_PROVINCE, 50), (LOCAL, OTHER_COUNTY, 50), by=world.verifier, reason="合同约定")
    claim = world.claim(project, "333.3", "2024-12-05")
    assert [line.claimed_wan for line in claim.lines.all()] == [D("166.65"), D("166.65")]
    assert not Question.objects.filter(code="same_money").exists()


def test_parties_of_one_tier_leave_one_line(world: World) -> None:
    project = world.sign("两方都在省外", signed_on=SIGNED)
    shares = (("", OTHER_PROVINCE, 60), (LOCAL, OTHER_PROVINCE, 40))
    parties(world, project, *shares, by=world.verifier, reason="合同约定")
    assert lines_of(world.claim(project, 1_000)) == [(1, OTHER_PROVINCE, D(1_000), "")]


def test_a_line_that_names_its_tier_is_left_whole(world: World, venture: Project) -> None:
    claim = world.claim(venture, 500, tier=OVERSEAS, tier_reason="境外股东单独增资")
    assert lines_of(claim) == [(1, OVERSEAS, D(500), "境外股东单独增资")]


def test_foreign_money_is_split_in_its_own_currency_and_valued_at_the_days_rate(world: World, venture: Project) -> None:
    """1,000,000.01 dollars at 7.1: 700,000.00 and 300,000.01, that is 497 and 213.000007万元."""
    line = Line(
        use=BUILDING,
        arrived_on=date(2024, 12, 10),
        claimed_wan=D(0),
        evidence=[EvidenceFile("银行进账单", pdf())],
        currency="USD",
        original_amount=D("1000000.01"),
        rate=D("7.1"),
    )
    claim = submit_claim(by=world.clerk, project=venture, lines=[line])
    assert list(claim.lines.values_list("original_amount", "claimed_wan")) == [
        (D("700000.00"), D(497)),
        (D("300000.01"), D("213.000007")),
    ]


def test_a_returned_claim_is_not_split_a_second_time(world: World, venture: Project) -> None:
    """The page sends each line with the tier it stands in; a new line is split behind the others."""
    claim = world.claim(venture, 1_000)
    return_claim(by=world.verifier, claim=claim, reason="请补充")
    kept = {
        line.number: Line(line.use, line.arrived_on, line.claimed_wan, tier=line.source_tier, tier_reason=line.tier_reason)
        for line in ClaimLine.objects.filter(claim=claim)
    }
    new = Line(BUILDING, date(2024, 12, 11), D(10), evidence=[EvidenceFile("银行进账单", pdf())])
    again = resubmit_claim(by=world.clerk, claim=claim, lines=kept | {3: new})
    assert [(number, tier, amount) for number, tier, amount, _ in lines_of(again)] == [
        (1, OTHER_PROVINCE, D(700)),
        (2, OTHER_COUNTY, D(300)),
        (3, OTHER_PROVINCE, D(7)),
        (4, OTHER_COUNTY, D(3)),
    ]


def test_the_edit_page_keeps_the_tiers_of_a_split_claim(world: World, venture: Project) -> None:
    claim = world.claim(venture, 1_000)
    return_claim(by=world.verifier, claim=claim, reason="请补充")
    form = signed_in(world.clerk).get(reverse("claim_edit", args=[claim.pk])).context["form"]
    assert [form[f"line-{number}-tier"].value() for number in (1, 2)] == [OTHER_PROVINCE, OTHER_COUNTY]


def test_other_shares_hold_from_their_day_and_leave_what_is_posted(world: World, venture: Project) -> None:
    """70/30 until the end of June, 40/60 from July: 100 of May is 70/30, 100 of August 40/60; alone from October."""
    first = world.claim(venture, 100, "2024-05-06")
    verify_claim(by=world.verifier, claim=first)
    shares = (("", OTHER_PROVINCE, 40), (LOCAL, OTHER_COUNTY, 60))
    parties(world, venture, *shares, by=world.verifier, starts_on=date(2024, 7, 1), reason="股权转让")
    parties(world, venture, by=world.verifier, starts_on=date(2024, 10, 1), reason="合资方退出")
    claims = [world.claim(venture, 100, day) for day in ("2024-06-30", "2024-08-01", "2024-10-01")]
    assert [[(tier, amount) for _, tier, amount, _ in lines_of(claim)] for claim in claims] == [
        [(OTHER_PROVINCE, D(70)), (OTHER_COUNTY, D(30))],
        [(OTHER_PROVINCE, D(40)), (OTHER_COUNTY, D(60))],
        [(OTHER_PROVINCE, D(100))],
    ]
    assert list(Arrival.objects.order_by("seq").values_list("amount_wan", flat=True)) == [D(70), D(30)]
    assert [part.source_tier for part in SigningPart.objects.order_by("id")] == [OTHER_PROVINCE, OTHER_COUNTY]


@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ([("", OTHER_PROVINCE, 100)], "至少有两方"),
        ([("", OTHER_PROVINCE, 70), (LOCAL, OTHER_COUNTY, 20)], "合计100%，现在合计90%"),
        ([("", OTHER_PROVINCE, 110), (LOCAL, OTHER_COUNTY, -10)], "应大于0"),
        ([("", OTHER_PROVINCE, 70), ("", OVERSEAS, 30)], "出现了两次"),
        ([(LOCAL, OTHER_COUNTY, 70), ("第三方（示例）公司", OVERSEAS, 30)], "应包括登记的投资方"),
        ([("", "外星", 70), (LOCAL, OTHER_COUNTY, 30)], "不在可选范围内"),
    ],
    ids=["one", "ninety", "negative", "twice", "without-the-investor", "tier"],
)
def test_parties_that_cannot_be_are_refused(world: World, shares: list[tuple[str, str, int]], sentence: str) -> None:
    project = world.register("合资项目").project
    with pytest.raises(Refused, match=sentence):
        parties(world, project, *shares)
    assert not InvestorPart.objects.exists()


def test_once_confirmed_the_bureau_alone_changes_them_with_a_reason(world: World, venture: Project) -> None:
    shares = (("", OTHER_PROVINCE, 40), (LOCAL, OTHER_COUNTY, 60))
    with pytest.raises(NotAllowed):
        parties(world, venture, *shares, reason="调整")
    with pytest.raises(Refused, match="请写明原因"):
        parties(world, venture, *shares, by=world.verifier)
    assert list(venture.investor_parts.values_list("percent", flat=True)) == [D(70), D(30)]


def test_the_page_registers_the_parties_and_keeps_everything_typed_when_refused(world: World) -> None:
    registration = world.register("合资项目", signed_on=SIGNED)
    project = registration.project
    client, address = signed_in(world.clerk), reverse("project_parties", args=[project.pk])
    form = client.get(address).context["form"]
    assert (form["name-1"].value(), form["starts_on"].value()) == (project.investor.name, SIGNED.isoformat())
    data = {
        "submission_key": str(uuid.uuid4()),
        "version": project.version,
        "starts_on": "2024-03-01",
        "name-1": project.investor.name,
        "tier-1": OTHER_PROVINCE,
        "percent-1": "70",
        "name-2": LOCAL,
        "percent-2": "30",
    }
    refused = client.post(address, data).content.decode()
    assert "请填写资金来源2，或把第2行都清空" in refused
    assert LOCAL in refused
    assert client.post(address, data | {"tier-2": OTHER_COUNTY}).status_code == 302
    assert list(project.investor_parts.values_list("enterprise__name", "percent")) == [
        (project.investor.name, D(70)),
        (LOCAL, D(30)),
    ]
    own = client.get(reverse("project_detail", args=[project.pk]), {"tab": "facts"}).content.decode()
    assert f"{project.investor.name}（{OTHER_PROVINCE}）70%；{LOCAL}（{OTHER_COUNTY}）30%" in own
    assert client.post(address, data | {"tier-2": OTHER_COUNTY, "submission_key": str(uuid.uuid4())}).status_code == 409
