"""通过无疑点的N笔, and the verify page: what it shows of doubts, figures and words."""

import uuid
from decimal import Decimal
from typing import Any

import pytest

from projects.audit.models import Entry
from projects.core.errors import NotAllowed
from projects.funding.actions import EvidenceFile, answer_question, verify_clean_claims
from projects.funding.models import Arrival, Claim, Question
from projects.signing.models import Project
from tests.funding.test_claim_pages import signed_in
from tests.world import World, pdf


def sound(world: World, project: Project, amount: Any, **changes: Any) -> Claim:
    """A claim of which nothing is in doubt: a paper of its own."""
    paper = EvidenceFile("银行进账单", pdf(content=f"%PDF-1.4\n{amount}".encode()))
    return world.claim(project, amount, f"2024-12-0{1 + Claim.objects.count()}", **({"evidence": [paper]} | changes))


def five(world: World) -> list[Claim]:
    """Three sound ones, one with a question (the same paper as the first), one of the verifier's own."""
    project = world.sign(amount_wan=10_000)
    claims = [sound(world, project, amount) for amount in ("101.5", "202.25", "303.75")]
    same = EvidenceFile("银行进账单", pdf(content=b"%PDF-1.4\n101.5"))
    return [*claims, sound(world, project, "44.4", evidence=[same]), sound(world, project, "55.5", by=world.verifier)]


def states(claims: list[Claim]) -> list[str]:
    return [Claim.objects.get(pk=claim.pk).state for claim in claims]


def test_three_sound_claims_pass_and_the_doubtful_and_the_own_one_are_named(world: World) -> None:
    claims = five(world)
    passed = verify_clean_claims(by=world.verifier, claims=[(claim, claim.version) for claim in claims])
    assert states(claims) == ["verified", "verified", "verified", "submitted", "submitted"]
    assert [(claim.pk, why) for claim, why in passed.skipped] == [
        (claims[3].pk, "还有1项疑点没有说明"),
        (claims[4].pk, "填报人不能核定自己填报的申报，请由另一位审核人核定"),
    ]
    # 101.5 + 202.25 + 303.75
    assert sum(Arrival.objects.values_list("amount_wan", flat=True)) == Decimal("607.5")
    entries = Entry.objects.filter(verb="verify_claim", succeeded=True).order_by("pk")
    assert [entry.details["lines"] for entry in entries] == [
        {"1": "101.5 → 101.5"},
        {"1": "202.25 → 202.25"},
        {"1": "303.75 → 303.75"},
    ]


def test_a_changed_one_and_one_without_papers_are_left_as_they_are(world: World) -> None:
    project = world.sign()
    first, second = sound(world, project, "10.5"), sound(world, project, "20.5")
    bare = sound(world, project, "30.5", evidence=[], evidence_due_on=world.month(2024, 12).ends_on)
    passed = verify_clean_claims(
        by=world.verifier, claims=[(first, first.version), (second, second.version + 1), (bare, bare.version)]
    )
    assert states([first, second, bare]) == ["verified", "submitted", "submitted"]
    assert [claim.pk for claim, _ in passed.skipped] == [second.pk, bare.pk]
    assert "被别人修改过" in passed.skipped[0][1]
    with pytest.raises(NotAllowed):
        verify_clean_claims(by=world.officer, claims=[(second, second.version)])


def test_a_claim_whose_questions_are_all_answered_passes_and_question_and_answer_stay_on_record(world: World) -> None:
    claims = five(world)
    question = Question.objects.get(line__claim=claims[3])
    answer_question(by=world.clerk, question=question, answer="一张单子")
    answer_question(by=world.clerk, question=question, answer="同一张进账单分两笔")
    passed = verify_clean_claims(by=world.verifier, claims=[(claims[3], claims[3].version)])
    assert [claim.pk for claim in passed.verified] == [claims[3].pk]
    assert Question.objects.get(line__claim=claims[3]).answer == "同一张进账单分两笔"
    assert Entry.objects.get(verb="verify_claim").details["questions"] == {"1 佐证重复": "同一张进账单分两笔"}
    said = [entry.details for entry in Entry.objects.filter(verb="answer_question").order_by("pk")]
    assert [(entry["answer"], entry.get("before")) for entry in said] == [("一张单子", None), ("同一张进账单分两笔", "一张单子")]


def test_the_page_lists_a_claim_once_its_question_is_answered_with_the_answer_beside_it(world: World) -> None:
    claims = five(world)
    client = signed_in(world.verifier)
    before = client.get("/claims/verify/clean/")
    assert claims[3].pk not in [claim.pk for claim in before.context["claims"]]
    assert "没有未说明的疑点" in before.content.decode()
    answer_question(by=world.clerk, question=Question.objects.get(line__claim=claims[3]), answer="同一张进账单分两笔")
    after = client.get("/claims/verify/clean/")
    assert claims[3].pk in [claim.pk for claim in after.context["claims"]]
    assert "佐证重复：同一张进账单分两笔" in after.content.decode()


def test_a_claim_verified_alone_with_an_open_question_says_so_on_record(world: World) -> None:
    claims = five(world)
    world.verify(claims[3])
    assert Entry.objects.get(verb="verify_claim").details["questions"] == {"1 佐证重复": "未说明"}


def test_the_page_posts_exactly_what_it_listed_and_twice_is_once(world: World) -> None:
    claims = five(world)
    client = signed_in(world.verifier)
    assert "通过无疑点的3笔" in client.get("/claims/verify/").content.decode()
    page = client.get("/claims/verify/clean/")
    picks = page.context["form"]["picks"].value()
    assert picks == ",".join(f"{claim.pk}:1" for claim in claims[:3])
    assert "通过3笔共607.50万元" in page.content.decode()
    later = sound(world, claims[0].project, "66.6")
    values = {"submission_key": str(uuid.uuid4()), "picks": picks}
    first, second = (client.post("/claims/verify/clean/", values) for _ in range(2))
    assert (first["Location"], second["Location"], Arrival.objects.count()) == ("/claims/verify/", "/claims/verify/", 3)
    assert states([later]) == ["submitted"]
    said = client.post("/claims/verify/clean/", values | {"submission_key": str(uuid.uuid4())}, follow=True).content.decode()
    assert said.count("未通过：苹果精深加工（永清镇），") == 3
    assert client.post("/claims/verify/clean/", {"submission_key": str(uuid.uuid4()), "picks": "1:x"}).status_code == 200


def test_the_verify_page_shows_queue_doubts_and_what_the_amounts_come_to(world: World) -> None:
    claims = five(world)
    client = signed_in(world.verifier)
    page = client.get(f"/claims/{claims[3].pk}/verify/")
    text = page.content.decode()
    assert [row.pk for row in page.context["queue"]] == [claim.pk for claim in claims]
    assert "佐证材料与“苹果精深加工2024年12月申报”第1笔的是同一个文件" in text
    assert "已报1／应报1" in text
    assert "核定44.40万元并下一条" in text
    assert (page.context["earlier_url"], page.context["later_url"]) == tuple(f"/claims/{claims[at].pk}/verify/" for at in (2, 4))
    world.verify(claims[0])
    said = client.get(f"/claims/{claims[3].pk}/verify/effect/", {"line-1-counted_wan": "40.4万"}).json()
    # 101.5 is booked; 40.4 of 44.4 leaves a cut of 4.
    assert (said["cut-1"], said["since"], said["county"], said["button"]) == (
        "4.00",
        "101.50 → 141.90",
        "101.50 → 141.90",
        "核定40.40万元并下一条",
    )
    unread = client.get(f"/claims/{claims[3].pk}/verify/effect/", {"line-1-counted_wan": "四十"}).json()
    assert (unread["cut-1"], unread["button"]) == ("--", "核定并下一条")


def test_tabs_count_and_list_what_they_name(world: World) -> None:
    claims = five(world)
    client = signed_in(world.verifier)
    client.post(f"/claims/{claims[0].pk}/return/", {"submission_key": str(uuid.uuid4()), "version": 1, "reason": "发票不清晰"})
    world.verify(claims[1])
    page = client.get("/claims/verify/?tab=doubts")
    assert [tab["count"] for tab in page.context["tabs"]] == [3, 1, 0, 1, 1]
    assert [row.pk for row in page.context["table"].shown.rows] == [claims[3].pk]
    for tab, claim in (("returned", claims[0]), ("done", claims[1])):
        assert [row.pk for row in client.get(f"/claims/verify/?tab={tab}").context["table"].shown.rows] == [claim.pk]


def test_a_question_is_answered_on_the_claim_page(world: World) -> None:
    claim = five(world)[3]
    question = Question.objects.get(line__claim=claim)
    clerk = signed_in(world.clerk)
    assert f"/questions/{question.pk}/answer/" in clerk.get(f"/claims/{claim.pk}/").content.decode()
    values = {"submission_key": str(uuid.uuid4()), "answer": "同一张进账单分两笔申报"}
    assert clerk.post(f"/questions/{question.pk}/answer/", values)["Location"] == f"/claims/{claim.pk}/"
    assert "说明：同一张进账单分两笔申报" in clerk.get(f"/claims/{claim.pk}/").content.decode()
    stranger = values | {"submission_key": str(uuid.uuid4())}
    assert signed_in(world.other_clerk).post(f"/questions/{question.pk}/answer/", stranger).status_code == 404
    again = values | {"submission_key": str(uuid.uuid4()), "answer": " "}
    assert (
        "请写一句疑点说明"
        in signed_in(world.verifier)
        .post(f"/questions/{question.pk}/answer/", again, HTTP_REFERER=f"/claims/{claim.pk}/", follow=True)
        .content.decode()
    )


def test_the_words_of_a_returned_claim_stand_at_the_field_they_are_about(world: World) -> None:
    claim = sound(world, world.sign(), "10.5")
    values = {"submission_key": str(uuid.uuid4()), "version": claim.version, "place": "第1笔到账日期", "reason": "与进账单不符"}
    assert signed_in(world.verifier).post(f"/claims/{claim.pk}/return/", values).status_code == 302
    form = signed_in(world.clerk).get(f"/claims/{claim.pk}/edit/").context["form"]
    assert form.fields["line-1-arrived_on"].help_text == "退回意见：与进账单不符"
