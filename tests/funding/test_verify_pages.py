"""核定: the queue, deciding line by line, returning; months and their close."""

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from projects.core import clock
from projects.core.errors import Refused
from projects.funding.actions import Cut, Verdict, close_month
from projects.funding.models import Arrival, Claim, ClaimCut
from tests.funding.test_claim_pages import signed_in
from tests.world import World


def decision(claim: Claim, **changes: Any) -> dict[str, Any]:
    values = {
        "submission_key": str(uuid.uuid4()),
        "version": claim.version,
        "line-1-counted_wan": "3000",
        "line-1-reason_code": "",
        "line-1-note": "",
        "late_reason": "",
    }
    return values | changes


def test_the_queue_is_oldest_first_and_says_how_many_are_left(world: World) -> None:
    project = world.sign()
    moments = [datetime(2024, 12, 16, hour, 0, tzinfo=clock.SHANGHAI) for hour in (11, 9, 10)]
    claims = []
    for moment in moments:
        with clock.at(moment):
            claims.append(world.claim(project, moment.hour))
    page = signed_in(world.verifier).get("/claims/verify/")
    assert [row.pk for row in page.context["table"].shown.rows] == [claims[1].pk, claims[2].pk, claims[0].pk]
    assert "待核定3份" in page.content.decode()
    assert page.context["first_url"] == f"/claims/{claims[1].pk}/verify/"
    assert signed_in(world.officer).get("/claims/verify/").status_code == 403


def test_passing_posts_and_leads_to_the_next_one_waiting(world: World) -> None:
    project = world.sign()
    first, second = world.claim(project, 3000), world.claim(project, 50)
    client = signed_in(world.verifier)
    answer = client.post(f"/claims/{first.pk}/verify/", decision(first))
    assert answer["Location"] == f"/claims/{second.pk}/verify/"
    assert Arrival.objects.get().amount_wan == 3000
    answer = client.post(f"/claims/{second.pk}/verify/", decision(second, **{"line-1-counted_wan": "50"}))
    assert answer["Location"] == "/claims/verify/"
    assert client.get(f"/claims/{second.pk}/verify/")["Location"] == f"/claims/{second.pk}/"


def test_what_is_not_counted_is_cut_with_a_reason_and_a_sentence(world: World) -> None:
    claim = world.claim(world.sign(), 3000)
    client = signed_in(world.verifier)
    values = decision(claim, **{"line-1-counted_wan": "2,700"})
    for missing, said in (("line-1-reason_code", "请选择核减原因"), ("line-1-note", "请写一句核减说明")):
        errors = client.post(f"/claims/{claim.pk}/verify/", values).context["form"].errors
        assert said in errors[missing][0]
        values[missing] = {"line-1-reason_code": "evidence", "line-1-note": "发票缺一张"}[missing]
    assert client.post(f"/claims/{claim.pk}/verify/", values).status_code == 302
    cut = ClaimCut.objects.get()
    assert (cut.reason_code, cut.amount_wan, cut.note, Arrival.objects.get().amount_wan) == ("evidence", 300, "发票缺一张", 2700)
    page = client.get(f"/claims/{claim.pk}/").content.decode()
    assert "部分核定" in page
    assert "300.00，佐证材料不足：发票缺一张" in page


@pytest.mark.parametrize("counted", ["3000.01", "-1"])
def test_more_than_was_claimed_is_never_counted(world: World, counted: str) -> None:
    claim = world.claim(world.sign(), 3000)
    values = decision(claim, **{"line-1-counted_wan": counted, "line-1-reason_code": "other", "line-1-note": "多"})
    form = signed_in(world.verifier).post(f"/claims/{claim.pk}/verify/", values).context["form"]
    assert form.errors["line-1-counted_wan"] == ["第1笔：核定数应在0和申报数3000之间，请核对"]
    assert form["line-1-counted_wan"].value() == counted
    assert not Arrival.objects.exists()


def test_a_reason_that_is_not_on_the_list_is_refused_by_the_action_too(world: World) -> None:
    claim = world.claim(world.sign(), 3000)
    with pytest.raises(Refused, match="请选择核减原因"):
        world.verify(claim, {1: Verdict(Decimal(2700), [Cut("mood", Decimal(300), "不想")])})


def test_a_claim_of_ones_own_is_shown_with_the_rule_and_without_buttons(world: World) -> None:
    claim = world.claim(world.sign(), 3000, by=world.verifier)
    client = signed_in(world.verifier)
    page = client.get(f"/claims/{claim.pk}/verify/").content.decode()
    assert "填报人不能核定自己填报的申报" in page
    assert "并下一条" not in page
    refused = client.post(f"/claims/{claim.pk}/verify/", decision(claim))
    assert "请由另一位审核人核定" in refused.content.decode()
    assert client.get("/claims/verify/").context["first_url"] == ""
    assert not Arrival.objects.exists()


def test_returning_needs_words_that_stay_when_it_is_refused(world: World) -> None:
    claim = world.claim(world.sign(), 3000)
    client = signed_in(world.verifier)
    values = {"submission_key": str(uuid.uuid4()), "version": claim.version, "reason": ""}
    assert client.post(f"/claims/{claim.pk}/return/", values).context["form"].errors["reason"] == ["请填写退回意见"]
    assert client.post(f"/claims/{claim.pk}/return/", values | {"reason": "发票不清晰"})["Location"] == "/claims/verify/"
    claim.refresh_from_db()
    assert (claim.state, claim.returned_reason) == ("returned", "发票不清晰")
    assert signed_in(world.clerk).post(f"/claims/{claim.pk}/return/", values).status_code == 403


def test_a_decision_on_an_older_version_is_a_conflict(world: World) -> None:
    claim = world.claim(world.sign(), 3000)
    answer = signed_in(world.verifier).post(f"/claims/{claim.pk}/verify/", decision(claim, version=claim.version + 1))
    assert answer.status_code == 409
    assert signed_in(world.verifier).post(f"/claims/{claim.pk}/verify/", decision(claim, version="")).status_code == 200
    assert not Arrival.objects.exists()


def test_the_same_decision_twice_posts_once(world: World) -> None:
    claim = world.claim(world.sign(), 3000)
    values = decision(claim)
    client = signed_in(world.verifier)
    first, second = (client.post(f"/claims/{claim.pk}/verify/", values) for _ in range(2))
    assert (first["Location"], Arrival.objects.count()) == (second["Location"], 1)


def test_a_late_paper_asks_for_its_reason_at_the_field(world: World) -> None:
    _close_until_november(world)
    claim = world.claim(world.sign(), 3000, "2024-11-28")
    client = signed_in(world.verifier)
    refused = client.post(f"/claims/{claim.pk}/verify/", decision(claim)).context["form"]
    assert "请填写补录原因" in refused.errors["late_reason"][0]
    values = decision(claim, late_reason="进账单晚到")
    assert client.post(f"/claims/{claim.pk}/verify/", values).status_code == 302
    assert Arrival.objects.get().booked_in == world.month(2024, 12)


def _close_until_november(world: World) -> None:
    for year, numbers in ((2023, range(1, 13)), (2024, range(1, 12))):
        for number in numbers:
            close_month(by=world.verifier, month=world.month(year, number))


# --- Months ---------------------------------------------------------------------------------------------


def test_a_month_is_closed_on_its_page_once_nothing_blocks_it(world: World) -> None:
    for number in range(1, 13):
        close_month(by=world.verifier, month=world.month(2023, number))
    january = world.month(2024, 1)
    claim = world.claim(world.sign(signed_on="2024-01-05"), 100, "2024-01-20")
    client = signed_in(world.verifier)
    page = client.get(f"/months/{january.pk}/close/")
    found = {item.label: (item.count, item.blocks) for item in page.context["checks"]}
    assert (found["待核定的申报"], found["未月结的更早月份"]) == ((1, True), (0, True))
    values = {"submission_key": str(uuid.uuid4()), "version": january.version, "note": "已核对"}
    refused = client.post(f"/months/{january.pk}/close/", values)
    assert "还不能月结：待核定的申报1项" in refused.content.decode()
    assert refused.context["form"]["note"].value() == "已核对"
    world.verify(claim)
    assert client.post(f"/months/{january.pk}/close/", values).status_code == 302
    row = client.get("/months/").context["months"][-13]
    assert (row.number, row.is_closed, row.booked_count, row.booked_wan) == (1, True, 1, 100)
    assert client.get(f"/months/{january.pk}/close/").status_code == 302


def test_a_month_that_still_runs_is_not_closed_and_an_old_page_is_a_conflict(world: World) -> None:
    december, november = world.month(2024, 12), world.month(2024, 11)
    client = signed_in(world.verifier)
    values = {"submission_key": str(uuid.uuid4()), "version": december.version}
    assert "还没有过完" in client.post(f"/months/{december.pk}/close/", values).content.decode()
    assert client.post(f"/months/{november.pk}/close/", values | {"version": 99}).status_code == 409
    assert signed_in(world.officer).get("/months/").status_code == 403
    assert signed_in(world.clerk).post(f"/months/{november.pk}/close/", values).status_code == 403
    assert client.get("/months/999999/close/").status_code == 404


def test_the_page_holds_each_line_against_the_contract_the_month_and_the_month_before(world: World) -> None:
    """1,234.5 counted in November; the payer of the first claim is the contract's investor, of the second somebody else, and late."""
    project = world.sign()
    world.arrive(project, "1234.5", "2024-11-05")
    client = signed_in(world.verifier)
    party = str(project.investor)
    page = client.get(f"/claims/{world.claim(project, 3000, payer=party).pk}/verify/")
    known = page.context["compared"][1]
    assert (known.is_contract_party, known.is_of_month, known.last_month, known.from_currency) == (True, True, "1,234.5万元", "")
    assert "上月核定1,234.5万元" in page.content.decode()
    dollars = {"currency": "USD", "original_amount": Decimal(100_000), "rate": Decimal("7.1882"), "payer": "项目公司"}
    claim = world.claim(project, 0, **dollars)
    page = client.get(f"/claims/{claim.pk}/verify/").content.decode()
    assert f"合同投资方：{party}" in page
    assert "折合71.882万元" in page


def test_several_papers_have_a_tab_each_and_one_has_none(world: World) -> None:
    from projects.funding.actions import EvidenceFile
    from tests.world import pdf

    project, client = world.sign(), signed_in(world.verifier)
    papers = [EvidenceFile("银行进账单", pdf(content=b"%PDF-1.4\n" + mark)) for mark in (b"a", b"b")]
    claim = world.claim(project, 3000, evidence=papers)
    page = client.get(f"/claims/{claim.pk}/verify/").content.decode()
    for paper in claim.lines.get().evidence.all():
        assert f'href="#paper-{paper.pk}"' in page
        assert f'id="paper-{paper.pk}"' in page
    assert "各份佐证材料" not in client.get(f"/claims/{world.claim(project, 20).pk}/verify/").content.decode()
