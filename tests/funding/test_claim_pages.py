"""申报, correcting, and the claim's page: through the browser's eyes, without JavaScript."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from projects.audit.models import Entry
from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import EvidenceFile, Line, add_evidence, resubmit_claim, return_claim, submit_claim, withdraw_claim
from projects.funding.choices import BUILDING, EQUIPMENT
from projects.funding.models import Arrival, Claim, Evidence
from projects.organisations.choices import DEPARTMENT
from projects.signing.actions import set_shares
from projects.signing.models import Project
from tests.world import PDF, World, pdf

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 32


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def upload(name: str = "进账单.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def typed(project: Project, **changes: Any) -> dict[str, Any]:
    """One line in the first place; `line-1-…` keys may be given with underscores for the dashes."""
    values = {
        "submission_key": str(uuid.uuid4()),
        "checked": "1",
        "line_count": "3",
        "project": project.pk,
        "line-1-claimed_wan": "1,200.5万",
        "line-1-arrived_on": "2024.12.10",
        "line-1-use": BUILDING,
        "line-1-form": "货币",
        "line-1-payer": "示例集团",
        "line-1-evidence_kind": "银行进账单",
        "line-1-evidence": [upload("a.pdf"), upload("b.pdf")],
    }
    return values | changes


def test_a_clerk_files_a_claim_with_two_papers(world: World) -> None:
    project = world.sign()
    answer = signed_in(world.clerk).post("/claims/new/", typed(project))
    claim = Claim.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/claims/{claim.pk}/")
    line = claim.lines.get()
    assert (line.claimed_wan, line.arrived_on, line.payer, line.evidence.count()) == (
        Decimal("1200.5"),
        date(2024, 12, 10),
        "示例集团",
        2,
    )
    assert (claim.unit, claim.month, claim.state, claim.is_filed_for) == (world.yongqing, world.month(2024, 12), "submitted", False)


def test_only_projects_that_are_mine_and_have_a_contract_can_be_chosen(world: World) -> None:
    mine = world.sign("苹果深加工")
    other = world.sign("红堡光伏", department=world.hongbao, by=world.officer)
    unconfirmed = world.register("待确认项目").project
    page = signed_in(world.clerk).get("/claims/new/")
    offered = list(page.context["form"].fields["project"].queryset)
    assert offered == [mine]
    for project in (other, unconfirmed):
        answer = signed_in(world.clerk).post("/claims/new/", typed(project))
        assert answer.status_code == 200
        assert "项目不在可选范围内" in answer.content.decode()
    assert not Claim.objects.exists()


def test_the_address_prefills_the_project_and_shows_what_has_arrived(world: World) -> None:
    project = world.sign(amount_wan=10_000)
    world.arrive(project, "1500", "2024-12-05")
    world.arrive(project, "500", "2024-08-05")
    totals = signed_in(world.clerk).get(f"/claims/new/?project={project.pk}").context["totals"]
    # 1500 + 500 this year and since signing; 10 000 − 2 000 is left.
    assert (totals.year_wan, totals.since_signing_wan, totals.gap_wan) == (2000, 2000, 8000)
    assert signed_in(world.other_clerk).get(f"/claims/new/?project={project.pk}").context["totals"] is None
    assert signed_in(world.clerk).get("/claims/new/?project=x").status_code == 200


def test_a_fault_is_shown_at_its_own_line_and_everything_typed_stays(world: World) -> None:
    project = world.sign(signed_on="2024-07-08")
    values = typed(project, **{"line-3-claimed_wan": "300", "line-3-arrived_on": "2024-07-01", "line-3-use": EQUIPMENT})
    values |= {"line-3-form": "货币", "line-3-evidence_due_on": "2024-12-30"}
    answer = signed_in(world.clerk).post("/claims/new/", values)
    form = answer.context["form"]
    # The action counts it as the second line; the page shows it in the third place.
    assert form.errors["line-3-arrived_on"] == ["第3笔：到账日期不能早于签约时间（2024-07-08）"]
    page = answer.content.decode()
    assert "有1处需要修改" in page
    assert 'value="1,200.5万"' in page
    assert 'value="2024-07-01"' in page
    assert f'name="submission_key" value="{values["submission_key"]}"' in page
    assert not Claim.objects.exists()
    assert Entry.objects.filter(verb="refused", succeeded=False).count() == 1


def test_the_faults_of_all_lines_are_shown_at_once(world: World) -> None:
    project = world.sign(signed_on="2024-07-08")
    values = typed(project, **{"line-1-arrived_on": "2024-12-20", "line-1-claimed_wan": "-5"})
    values |= {"line-3-claimed_wan": "300", "line-3-arrived_on": "2024-07-01", "line-3-use": EQUIPMENT, "line-3-form": "货币"}
    answer = signed_in(world.clerk).post("/claims/new/", values)
    assert answer.context["form"].errors == {
        "line-1-claimed_wan": ["第1笔：申报数应大于0；撤资请由招商局另行登记"],
        "line-1-arrived_on": ["第1笔：到账日期不能晚于今天（2024-12-16）"],
        "line-3-arrived_on": ["第3笔：到账日期不能早于签约时间（2024-07-08）"],
        "line-3-evidence": ["第3笔：请上传佐证材料，或填写“待补佐证”的补交日期"],
    }
    assert "有4处需要修改" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("line-1-claimed_wan", "很多", "第1笔本次新增到位：“很多”不是金额"),
        ("line-1-claimed_wan", "", "请填写第1笔本次新增到位"),
        ("line-1-claimed_wan", "-5", "第1笔：申报数应大于0"),
        ("line-1-arrived_on", "2024-13-01", "第1笔到账日期：2024年13月没有1日"),
        ("line-1-arrived_on", "2024-12-17", "第1笔：到账日期不能晚于今天（2024-12-16）"),
        ("line-1-use", "", "请选择第1笔资金用途"),
        ("line-1-use", "买菜", "第1笔资金用途不在可选范围内"),
        ("line-1-form", "黄金", "第1笔到位形式不在可选范围内"),
        ("line-1-tier+tier_reason", "境外", "资金来源与合同投资方（省外）不同，请写明原因"),
        ("line-1-evidence", [], "第1笔：请上传佐证材料，或填写“待补佐证”的补交日期"),
        ("line-1-payer", "长" * 101, "第1笔付款单位最多100个字"),
    ],
)
def test_wrong_input_is_answered_by_a_sentence_that_names_the_field(world: World, field: str, text: Any, said: str) -> None:
    answer = signed_in(world.clerk).post("/claims/new/", typed(world.sign(), **{field.split("+", maxsplit=1)[0]: text}))
    assert answer.status_code == 200
    shown_at = field.replace("tier+", "")
    assert any(said in message for message in answer.context["form"].errors[shown_at])
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.pdf", b"", "是空文件"),
        ("假.pdf", b"MZ\x90\x00program", "不是PDF、JPG、PNG文件"),
        ("病毒.exe", PDF, "不是PDF、JPG、PNG文件"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_at_its_line(world: World, name: str, content: bytes, said: str) -> None:
    values = typed(world.sign(), **{"line-1-evidence": [upload(name, content)]})
    answer = signed_in(world.clerk).post("/claims/new/", values)
    assert said in answer.context["form"].errors["line-1-evidence"][0]
    assert (Claim.objects.count(), Evidence.objects.count()) == (0, 0)


def test_an_empty_form_is_refused_with_one_sentence(world: World) -> None:
    answer = signed_in(world.clerk).post(
        "/claims/new/", {"submission_key": str(uuid.uuid4()), "checked": "1", "project": world.sign().pk}
    )
    assert answer.context["form"].non_field_errors() == ["请至少填写一笔到位资金"]


def test_two_more_lines_keep_everything_that_was_typed(world: World) -> None:
    project = world.sign()
    values = typed(project, add_lines="1", **{"line-2-is_registered_capital": "on", "line-2-claimed_wan": "７万"})
    answer = signed_in(world.clerk).post("/claims/new/", values)
    page = answer.content.decode()
    assert answer.context["form"].numbers == [1, 2, 3, 4, 5]
    assert not answer.context["may_add_lines"]
    assert 'value="７万"' in page
    assert 'name="line-2-is_registered_capital"' in page
    assert answer.context["form"]["line-2-is_registered_capital"].value() is True
    assert "需要修改" not in page
    assert not Claim.objects.exists()


def test_the_line_above_is_copied_without_its_amount_its_voucher_and_its_papers(world: World) -> None:
    values = typed(world.sign(), copy_line="1>2", **{"line-1-voucher_number": "A-7", "line-1-is_registered_capital": "on"})
    answer = signed_in(world.clerk).post("/claims/new/", values | {"line-2-claimed_wan": "30"})
    form = answer.context["form"]
    shown = {name: form[f"line-2-{name}"].value() for name in ("arrived_on", "use", "payer", "is_registered_capital")}
    assert shown == {"arrived_on": "2024.12.10", "use": BUILDING, "payer": "示例集团", "is_registered_capital": True}
    assert form["line-2-claimed_wan"].value() == "30"
    assert not form["line-2-voucher_number"].value()
    assert form["line-1-voucher_number"].value() == "A-7"
    assert list(form.staged) == ["line-1-evidence"]
    assert form.fields["line-2-claimed_wan"].widget.attrs["autofocus"]
    page = answer.content.decode()
    assert 'value="1&gt;2"' in page or 'value="1>2"' in page
    assert "需要修改" not in page
    assert not Claim.objects.exists()


@pytest.mark.parametrize("asked", ["", ">", "9>1", "1>99", "²>1", "a>b"])
def test_a_line_that_is_not_there_cannot_be_copied(world: World, asked: str) -> None:
    answer = signed_in(world.clerk).post("/claims/new/", typed(world.sign(), copy_line=asked))
    assert answer.status_code == 200
    assert not Claim.objects.exists()


def test_a_picture_stands_as_a_thumbnail_and_a_pdf_by_its_name(world: World) -> None:
    image = EvidenceFile("银行进账单", SimpleUploadedFile("回单.png", PNG, content_type="image/png"))
    claim = submit_claim(
        by=world.clerk,
        project=world.sign(),
        lines=[
            Line(
                claimed_wan=Decimal(10),
                arrived_on=date(2024, 12, 10),
                use=BUILDING,
                evidence=[image, EvidenceFile("银行进账单", pdf())],
            )
        ],
    )
    picture = Evidence.objects.get(stored__name="回单.png")
    client = signed_in(world.clerk)
    page = client.get(f"/claims/{claim.pk}/")
    assert page.content.decode().count('class="qs-thumb"') == 1
    assert "img-src 'self'" in page["Content-Security-Policy"]
    answer = client.get(f"/evidence/{picture.pk}/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")


def test_the_same_key_files_once(world: World) -> None:
    values = typed(world.sign())
    client = signed_in(world.clerk)
    first = client.post("/claims/new/", values)
    second = client.post("/claims/new/", values | {"line-1-evidence": [upload()]})
    assert (first["Location"], Claim.objects.count()) == (second["Location"], 1)
    assert client.post("/claims/new/", typed(world.sign("另一项目"), submission_key="x")).status_code == 400


def test_who_may_not_file_gets_403_and_what_is_out_of_sight_is_404(world: World) -> None:
    claim = world.claim(world.sign(), 100)
    assert signed_in(world.leader).get("/claims/new/").status_code == 403
    assert signed_in(world.inspector).post(f"/claims/{claim.pk}/void/", {}).status_code == 403
    for path in ("", "edit/", "evidence/", "void/"):
        assert signed_in(world.other_clerk).get(f"/claims/{claim.pk}/{path}").status_code == 404
        assert signed_in(world.clerk).get(f"/claims/{claim.pk}/{path}").status_code == 200
    assert signed_in(world.inspector).get(f"/claims/{claim.pk}/").status_code == 200
    assert Client().get(f"/claims/{claim.pk}/").status_code == 302
    assert signed_in(world.clerk).get("/claims/99999999999999999999/").status_code == 404


def test_evidence_is_sent_only_to_who_sees_the_claim(world: World) -> None:
    world.claim(world.sign(), 100)
    paper = Evidence.objects.get()
    answer = signed_in(world.clerk).get(f"/evidence/{paper.pk}/")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert signed_in(world.other_clerk).get(f"/evidence/{paper.pk}/").status_code == 404


def test_a_clerk_withdraws_mends_and_files_again(world: World) -> None:
    claim = world.claim(world.sign(), 100)
    client = signed_in(world.clerk)
    key = str(uuid.uuid4())
    client.post(f"/claims/{claim.pk}/withdraw/", {"submission_key": key, "version": claim.version})
    claim.refresh_from_db()
    assert claim.state == "withdrawn"
    page = client.get(f"/claims/{claim.pk}/edit/")
    assert page.context["form"]["line-1-claimed_wan"].value() == "100"
    values = {
        "submission_key": str(uuid.uuid4()),
        "version": claim.version,
        "line-1-claimed_wan": "90",
        "line-1-arrived_on": "2024-12-09",
        "line-1-use": EQUIPMENT,
        "line-1-form": "货币",
        "line-1-evidence_kind": "银行进账单",
    }
    assert client.post(f"/claims/{claim.pk}/edit/", values).status_code == 302
    claim.refresh_from_db()
    line = claim.lines.get()
    assert (claim.state, line.claimed_wan, line.use, line.evidence.count()) == ("submitted", 90, EQUIPMENT, 1)


def test_an_edit_of_what_somebody_else_changed_is_a_conflict_and_changes_nothing(world: World) -> None:
    claim = world.claim(world.sign(), 100)
    return_claim(by=world.verifier, claim=claim, reason="发票不清晰")
    values = {
        "submission_key": str(uuid.uuid4()),
        "version": claim.version,
        "line-1-claimed_wan": "90",
        "line-1-arrived_on": "2024-12-09",
        "line-1-use": EQUIPMENT,
        "line-1-form": "货币",
        "line-1-evidence_kind": "银行进账单",
    }
    answer = signed_in(world.clerk).post(f"/claims/{claim.pk}/edit/", values)
    assert answer.status_code == 409
    assert claim.lines.get().claimed_wan == 100


def test_a_returned_claim_shows_the_bureau_words_and_can_get_more_papers(world: World) -> None:
    claim = world.claim(world.sign(), 100, evidence=[], evidence_due_on=date(2024, 12, 20))
    return_claim(by=world.verifier, claim=claim, reason="请补进账单")
    client = signed_in(world.clerk)
    assert "请补进账单" in client.get(f"/claims/{claim.pk}/").content.decode()
    line = claim.lines.get()
    values = {"submission_key": str(uuid.uuid4()), "line": line.pk, "kind": "银行进账单", "papers": [upload(), upload("二.pdf")]}
    assert client.post(f"/claims/{claim.pk}/evidence/", values).status_code == 302
    line.refresh_from_db()
    assert (line.evidence.count(), line.evidence_due_on) == (2, None)
    values |= {"submission_key": str(uuid.uuid4()), "papers": []}
    assert client.post(f"/claims/{claim.pk}/evidence/", values).context["form"].errors["papers"] == ["请选择佐证材料"]


def test_resubmitting_keeps_the_papers_of_kept_lines_and_drops_lines_left_out(world: World) -> None:
    project = world.sign()
    lines = [
        Line(BUILDING, date(2024, 12, day), Decimal(day), evidence=[EvidenceFile("银行进账单", pdf(f"{day}.pdf"))])
        for day in (5, 6, 7)
    ]
    claim = submit_claim(by=world.clerk, project=project, lines=lines)
    return_claim(by=world.verifier, claim=claim, reason="第2笔重复")
    kept = {number: Line(BUILDING, date(2024, 12, 8), Decimal(number * 10)) for number in (1, 3)}
    resubmit_claim(by=world.clerk, claim=claim, lines=kept)
    found = {line.number: (line.claimed_wan, line.evidence.get().stored.name) for line in claim.lines.all()}
    assert found == {1: (10, "5.pdf"), 3: (30, "7.pdf")}
    with pytest.raises(Refused, match="不能重新申报"):
        resubmit_claim(by=world.clerk, claim=claim)


def test_a_new_line_of_a_returned_claim_needs_its_own_paper(world: World) -> None:
    claim = world.claim(world.sign(), 100)
    return_claim(by=world.verifier, claim=claim, reason="少一笔")
    lines = {number: Line(BUILDING, date(2024, 12, 8), Decimal(10)) for number in (1, 2)}
    with pytest.raises(Refused, match="第2笔：请上传佐证材料") as refusal:
        resubmit_claim(by=world.clerk, claim=claim, lines=lines)
    assert refusal.value.field == "line-2-evidence"
    with pytest.raises(Refused, match="请至少填写一笔"):
        resubmit_claim(by=world.clerk, claim=claim, lines={})


def test_no_paper_is_added_after_the_bureau_has_decided(world: World) -> None:
    claim = world.claim(world.sign(), 100)
    world.verify(claim)
    with pytest.raises(Refused, match="不能再补交"):
        add_evidence(by=world.clerk, line=claim.lines.get(), files=[EvidenceFile("其他", pdf())])
    assert signed_in(world.clerk).get(f"/claims/{claim.pk}/").context["may"] == dict.fromkeys(
        ("withdraw", "resubmit", "void", "add_evidence", "verify", "return", "answer", "confirm"), False
    )


def test_a_unit_that_shares_the_credit_reads_the_claim_but_does_not_touch_it(world: World) -> None:
    project = world.sign()
    parts = [(world.yongqing, Decimal(50)), (world.hongbao, Decimal(50))]
    set_shares(by=world.officer, project=project, dimension=DEPARTMENT, parts=parts, starts_on=date(2024, 7, 8))
    claim = world.claim(project, 100)
    page = signed_in(world.other_clerk).get(f"/claims/{claim.pk}/")
    assert (page.status_code, page.context["may"]["withdraw"]) == (200, False)
    with pytest.raises(NotAllowed):
        withdraw_claim(by=world.other_clerk, claim=claim)
    own = submit_claim(
        by=world.other_clerk,
        project=project,
        lines=[Line(BUILDING, date(2024, 12, 1), Decimal(5), evidence_due_on=date(2024, 12, 30))],
    )
    assert (own.unit, own.is_filed_for) == (world.hongbao, False)


def test_the_bureau_files_for_a_department(world: World) -> None:
    answer = signed_in(world.officer).post("/claims/new/", typed(world.sign()))
    claim = Claim.objects.get()
    assert (answer.status_code, claim.unit, claim.is_filed_for) == (302, world.yongqing, True)


def test_voiding_asks_for_a_reason_and_keeps_the_record(world: World) -> None:
    claim = world.claim(world.sign(), 100)
    return_claim(by=world.verifier, claim=claim, reason="重复")
    claim.refresh_from_db()
    client = signed_in(world.clerk)
    values = {"submission_key": str(uuid.uuid4()), "version": claim.version, "reason": "  "}
    refused = client.post(f"/claims/{claim.pk}/void/", values)
    assert refused.context["form"].errors["reason"] == ["请填写作废原因"]
    assert client.post(f"/claims/{claim.pk}/void/", values | {"reason": "重复申报"}).status_code == 302
    claim.refresh_from_db()
    assert claim.state == "voided"


def test_a_reversal_is_asked_for_with_its_reason_and_written_once(world: World) -> None:
    arrival = world.arrive(world.sign(), 800)
    client = signed_in(world.verifier)
    values = {"submission_key": str(uuid.uuid4()), "reason": "重复入账"}
    for _ in range(2):
        assert client.post(f"/arrivals/{arrival.pk}/reverse/", values).status_code == 302
    assert sorted(row.amount_wan for row in Arrival.objects.all()) == [-800, 800]
    again = client.post(f"/arrivals/{arrival.pk}/reverse/", values | {"submission_key": str(uuid.uuid4())})
    assert "已经冲销过" in again.content.decode()
    assert signed_in(world.clerk).get(f"/arrivals/{arrival.pk}/reverse/").status_code == 403
    page = client.get(f"/claims/{arrival.line.claim_id}/").content.decode()
    assert "已冲销" in page
    assert "冲销：重复入账" in page


def test_the_list_shows_own_claims_with_sums_and_filters(world: World) -> None:
    first, second = world.sign("苹果深加工"), world.sign("红堡光伏", department=world.hongbao, by=world.officer)
    world.verify(world.claim(first, 100))
    lines = [Line(BUILDING, date(2024, 12, day), Decimal(25), evidence_due_on=date(2024, 12, 30)) for day in (3, 4)]
    submit_claim(by=world.clerk, project=first, lines=lines)
    world.claim(second, 7)
    page = signed_in(world.clerk).get("/claims/")
    assert page.context["page"].paginator.count == 2
    assert signed_in(world.verifier).get("/claims/").context["page"].paginator.count == 3
    feet = dict(page.context["table"].shown.feet)["全部筛选合计（2项）"]
    assert (feet["claimed_wan"], feet["counted_wan"]) == (150, 100)
    waiting = signed_in(world.clerk).get("/claims/?state=submitted&q=苹果")
    assert waiting.context["page"].paginator.count == 1
    for address in ("?state=x", "?month=x", "?page=999", "?sort=-claimed_wan", "?sort=nonsense", "?q=" + "长" * 99):
        assert signed_in(world.clerk).get("/claims/" + address).status_code == 200


def test_lists_and_pages_ask_the_same_number_of_questions_however_many_rows(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    project = world.sign()
    clerk, verifier = signed_in(world.clerk), signed_in(world.verifier)

    def questions(client: Client, path: str) -> int:
        """The lesser of two: the demonstration's date is looked up again every five seconds."""
        counts = []
        for _ in range(2):
            with django_assert_max_num_queries(60) as captured:
                assert client.get(path).status_code == 200
            counts.append(len(captured))
        return min(counts)

    def all_pages() -> list[int]:
        pk = Claim.objects.earliest("pk").pk
        return [
            questions(clerk, "/claims/"),
            questions(clerk, "/claims/new/"),
            questions(verifier, "/claims/verify/"),
            questions(verifier, f"/claims/{pk}/"),
            questions(verifier, f"/claims/{pk}/verify/"),
            questions(verifier, "/tasks/"),
            questions(verifier, "/months/"),
        ]

    world.claim(project, 1)
    few = all_pages()
    for number in range(6):
        world.claim(world.sign(f"项目{number}"), number + 1)
        world.task(world.yongqing if number == 0 else world.hongbao, 100, move="first" if number < 2 else "increase", reason="调")
    assert all_pages() == few
