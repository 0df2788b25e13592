"""本月申报: lines typed side by side for several projects, filed together or not at all."""

import uuid
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.audit.models import Entry
from projects.core.units import plain
from projects.funding.actions import return_claim
from projects.funding.models import Claim, Question
from projects.signing.models import Project
from tests.funding.closing import close_until
from tests.funding.test_claim_pages import signed_in
from tests.world import PDF, World

URL = "/claims/month/"


def row(project: Project, amount: str = "120.5", day: str = "2024-12-10", **changes: Any) -> dict[str, Any]:
    values = {"claimed_wan": amount, "arrived_on": day, "use": "建筑安装工程", "evidence_kind": "银行进账单"}
    values["evidence_due_on"] = "2024-12-30"
    return {f"row-{project.pk}-{name}": value for name, value in (values | changes).items()}


def sent(user: Any, url: str = URL, key: str = "", **values: Any) -> Any:
    return signed_in(user).post(url, {"submission_key": key or str(uuid.uuid4()), "checked": "1"} | values)


def two(world: World) -> tuple[Project, Project]:
    return world.sign("苹果精深加工"), world.sign("核桃深加工")


def test_two_projects_are_filed_in_one_step_and_the_empty_row_is_left_out(world: World) -> None:
    first, second = two(world)
    world.sign("空着的项目")
    paper = SimpleUploadedFile("进账单.pdf", PDF, content_type="application/pdf")
    proven = row(second, "79.5", evidence=paper, evidence_due_on="")
    assert sent(world.clerk, **row(first), **proven)["Location"] == URL
    claims = {claim.project.name: claim.lines.get() for claim in Claim.objects.all()}
    assert {name: plain(line.claimed_wan) for name, line in claims.items()} == {"苹果精深加工": "120.5", "核桃深加工": "79.5"}
    assert str(claims["苹果精深加工"].evidence_due_on) == "2024-12-30"
    assert claims["核桃深加工"].evidence.count() == 1
    assert Entry.objects.filter(verb="submit_claim").count() == 2
    page = signed_in(world.clerk).get(URL).content.decode()
    assert "待补佐证（2024-12-30前）" in page
    assert "申报200.00" in page  # 120.5 + 79.5


def test_the_answers_are_looked_through_before_anything_is_filed(world: World) -> None:
    first, _ = two(world)
    shown = signed_in(world.clerk).post(URL, {"submission_key": str(uuid.uuid4())} | row(first, "66.6"))
    assert [title for title, _ in shown.context["groups"]] == ["苹果精深加工", "补录"]
    assert Claim.objects.count() == 0


def test_one_wrong_row_files_none_and_keeps_everything_typed(world: World) -> None:
    first, second = two(world)
    form = sent(world.clerk, **row(first), **row(second, "79.5", "2024-12-20")).context["form"]
    key = f"row-{second.pk}-arrived_on"
    assert form.errors == {key: ["核桃深加工：到账日期不能晚于今天（2024-12-16）"]}
    assert (form[f"row-{first.pk}-claimed_wan"].value(), form[key].value()) == ("120.5", "2024-12-20")
    bare = sent(world.clerk, **row(first, evidence_due_on="")).context["form"]
    assert bare.errors == {f"row-{first.pk}-evidence": ["苹果精深加工：请上传佐证材料，或填写“待补佐证”的补交日期"]}
    lacking = sent(world.clerk, **row(first, day="", use="")).context["form"]
    assert set(lacking.errors) == {f"row-{first.pk}-arrived_on", f"row-{first.pk}-use"}
    assert "请至少在一个项目上填写本次新增到位" in sent(world.clerk).content.decode()
    assert Claim.objects.count() == 0


def test_an_amount_as_large_as_the_cumulative_is_asked_about_at_its_row(world: World) -> None:
    first, second = two(world)
    for amount, day in (("100", "2024-10-10"), ("50", "2024-11-10")):
        world.arrive(first, amount, day)
    typed = row(first, "150") | row(second, "79.5")
    asked = sent(world.clerk, **typed)
    ((doubt, _),) = asked.context["doubts"]
    assert doubt.code == f"row-{first.pk}-line-1-as_cumulative"
    assert "苹果精深加工" in doubt.message
    assert Claim.objects.filter(month=world.month(2024, 12)).count() == 0
    assert sent(world.clerk, **typed, **{f"reason-{doubt.code}": "确为本次新增"}).status_code == 302
    assert Question.objects.get(code="as_cumulative").answer == "确为本次新增"
    assert Claim.objects.filter(month=world.month(2024, 12)).count() == 2


def test_the_same_key_files_once(world: World) -> None:
    first, _ = two(world)
    key = str(uuid.uuid4())
    answers = {sent(world.clerk, key=key, **row(first))["Location"] for _ in range(2)}
    assert (answers, Claim.objects.count()) == ({URL}, 1)


def test_a_late_paper_carries_its_reason_and_goes_to_the_open_month(world: World) -> None:
    first, second = two(world)
    close_until(world, 2024, 11)
    assert sent(world.clerk, **row(first, day="2024-11-20"), **row(second), late_reason="银行晚到").status_code == 302
    assert set(Claim.objects.values_list("project__name", "late_reason")) == {("苹果精深加工", "银行晚到"), ("核桃深加工", "")}


def test_a_closed_month_takes_no_line_and_says_where_it_goes(world: World) -> None:
    first, _ = two(world)
    close_until(world, 2024, 11)
    url = f"{URL}?month={world.month(2024, 11).pk}"
    page = signed_in(world.clerk).get(url)
    assert page.context["form"].projects == {}
    assert "漏报的请在未月结的月份申报" in page.content.decode()
    assert sent(world.clerk, url, **row(first)).status_code == 200
    assert Claim.objects.count() == 0


def test_a_row_out_of_sight_is_not_filed(world: World) -> None:
    two(world)
    foreign = world.sign("红堡光伏", department=world.hongbao, by=world.officer)
    assert sent(world.clerk, **row(foreign)).status_code == 200
    assert Claim.objects.count() == 0
    assert sent(world.officer, f"{URL}?unit={world.hongbao.pk}", **row(foreign)).status_code == 302
    claim = Claim.objects.get()
    assert (claim.unit, claim.is_filed_for) == (world.hongbao, True)


def test_a_returned_claim_is_taken_up_again_from_its_row(world: World) -> None:
    first, _ = two(world)
    claim = world.claim(first, Decimal("12.5"), "2024-12-05")
    bare = world.claim(first, Decimal("13.5"), "2024-12-05", evidence=[], evidence_due_on=world.month(2024, 12).ends_on)
    return_claim(by=world.verifier, claim=claim, reason="发票不清晰")
    page = signed_in(world.clerk).get(URL).content.decode()
    assert f'href="/claims/{claim.pk}/edit/">修改并重新申报' in page
    assert f'href="/claims/{bare.pk}/evidence/">补交佐证' in page


def test_the_grid_takes_no_more_queries_for_more_rows(world: World) -> None:
    client = signed_in(world.clerk)
    world.claim(world.sign("项目0号"), 10)
    client.get(URL)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    for number in range(1, 4):
        world.claim(world.sign(f"项目{number}号"), 10)
    with CaptureQueriesContext(connection) as many:
        client.get(URL)
    assert len(many) <= len(one)
