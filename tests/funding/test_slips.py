"""Slips of the hand are asked of whoever files a claim; the reasons stay as answers of the questions (uF14, uA06)."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from projects.audit.models import Entry
from projects.core.doubts import Warned
from projects.files.models import StagedFile
from projects.funding.actions import EvidenceFile, Line, return_claim, submit_claim
from projects.funding.choices import BUILDING
from projects.funding.models import Claim, Question
from projects.funding.questions import label_of, sentence_of
from projects.signing.models import Project
from tests.funding.test_claim_pages import typed
from tests.pages.browsing import browser
from tests.world import World, pdf


def file(world: World, project: Project, amount: Any, answers: dict[str, str] | None) -> Claim:
    papers = [EvidenceFile("银行进账单", pdf(content=f"%PDF-1.4 {amount}".encode()))]
    line = Line(use=BUILDING, arrived_on=world.month(2024, 12).starts_on, claimed_wan=amount, evidence=papers)
    return submit_claim(by=world.clerk, project=project, lines=[line], answers=answers)


@pytest.mark.parametrize(
    ("amount", "codes"),
    [
        (99, []),
        (100, ["as_cumulative"]),
        (1_000, ["as_cumulative", "times_ten"]),
        (9_950, ["as_cumulative", "over_signed", "times_ten"]),
    ],
)
def test_a_slip_is_asked_about_before_the_claim_is_filed(world: World, amount: int, codes: list[str]) -> None:
    project = world.sign(amount_wan=10_000)
    world.arrive(project, "100", "2024-11-20")
    if not codes:
        assert file(world, project, amount, {}).pk
        return
    with pytest.raises(Warned) as warned:
        file(world, project, amount, {})
    assert sorted(doubt.code for doubt in warned.value.doubts) == [f"line-1-{code}" for code in codes]
    assert {doubt.field for doubt in warned.value.doubts} == {"line-1-claimed_wan"}
    assert Claim.objects.count() == 1


def test_a_reason_is_the_answer_that_the_verifier_reads(world: World) -> None:
    project = world.sign(amount_wan=10_000)
    world.arrive(project, "100", "2024-11-20")
    answers = {"line-1-times_ten": "设备款集中支付", "line-1-as_cumulative": "确为本月新增"}
    claim = file(world, project, 1_000, answers)
    kept = {label_of(row): (row.answer, row.answered_by) for row in Question.objects.filter(line__claim=claim).exclude(answer="")}
    assert kept == {"上月10倍": ("设备款集中支付", world.clerk), "疑似累计数": ("确为本月新增", world.clerk)}
    said = sentence_of(Question.objects.get(code="as_cumulative"))
    assert said == "本笔1,000万元不小于此前累计100万元，请确认填的是本次新增而不是累计"
    assert Entry.objects.filter(verb="submit_claim").first().details == {"reasons": answers}  # type: ignore[union-attr]


def test_an_import_is_not_asked(world: World) -> None:
    project = world.sign(amount_wan=10_000)
    world.arrive(project, "100", "2024-11-20")
    assert file(world, project, 1_000, None).lines.count() == 1


def test_the_page_asks_on_its_check_page_and_files_with_the_reasons(world: World) -> None:
    project = world.sign(amount_wan=10_000)
    world.arrive(project, "100", "2024-11-20")
    client: Client = browser(world.clerk)
    values = typed(project) | {"submission_key": str(uuid.uuid4())}
    del values["checked"]
    page = client.post("/claims/new/", values)
    html = page.content.decode()
    assert {doubt.code for doubt, _ in page.context["doubts"]} == {"line-1-times_ten", "line-1-as_cumulative"}
    assert "1,200.50万元 = 0.12亿元 = 壹仟贰佰万伍仟元整" in html
    assert [title for title, _ in page.context["groups"]] == ["申报", "第1笔", "补录"]
    assert "a.pdf、b.pdf" in html
    assert (Claim.objects.count(), StagedFile.objects.count()) == (1, 2)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    hidden |= {"checked": "1", "reason-line-1-times_ten": "集中支付", "reason-line-1-as_cumulative": "新增"}
    assert client.post("/claims/new/", hidden).status_code == 302
    claim = Claim.objects.latest("pk")
    assert claim.lines.get().evidence.count() == 2
    assert not StagedFile.objects.exists()


def test_another_persons_claim_in_between_is_shown_field_by_field(world: World) -> None:
    claim = world.claim(world.sign(), 100)
    return_claim(by=world.verifier, claim=claim, reason="发票不清晰")
    values = {name: value for name, value in typed(claim.project).items() if name not in {"project", "line-1-evidence"}}
    page = browser(world.clerk).post(f"/claims/{claim.pk}/edit/", values | {"version": claim.version})
    assert page.status_code == 409
    assert {row.name for row in page.context["current"]} >= {"line-1-claimed_wan"}
    assert page.context["current_version"] == claim.version + 1
    assert "示例审核甲" in page.content.decode()
