"""The pages of signing: who opens them, what they keep, what they write."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.audit.models import Entry
from projects.signing.actions import return_registration
from projects.signing.models import Milestone, Project, Registration, Signing
from projects.signing.stages import ENDED, STARTED
from tests.pages.browsing import PAPER, REGISTRATION, browser, errors_of, query_count, said, submit
from tests.world import PDF, World, pdf


def pdf_upload(name: str = "投资合同书.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


# --- 登记签约 ------------------------------------------------------------------------------------------


def test_the_form_offers_my_department_and_today(world: World) -> None:
    form = browser(world.clerk).get(reverse("signing_new")).context["form"]
    assert form["department"].value() == world.yongqing.pk
    assert list(form.fields["department"].queryset) == [world.yongqing]
    assert str(form["signed_on"].value()) == "2024-12-16"


def test_the_bureau_registers_for_any_department_in_official_order(world: World) -> None:
    form = browser(world.officer).get(reverse("signing_new")).context["form"]
    assert list(form.fields["department"].queryset) == [world.bureau, world.yongqing, world.hongbao, world.park, world.centre]


def test_eight_fields_and_a_day_for_the_text_register_a_signing(world: World) -> None:
    response = submit(browser(world.clerk), reverse("signing_new"), REGISTRATION | {"department": world.yongqing.pk})
    project = Project.objects.get()
    assert response["Location"] == reverse("project_detail", args=[project.pk])
    assert said(response) == ["已登记，等招商局确认后计入签约统计"]
    registration = project.registrations.get()
    assert (registration.amount_wan, registration.nature, registration.submitted_by) == (Decimal(30_000), "正式合同", world.clerk)
    assert (project.department, project.origin, project.sector) == (world.yongqing, "四川", "health")
    assert not Signing.objects.exists()


def test_the_contracts_text_is_stored_with_the_registration(world: World) -> None:
    data = REGISTRATION | {"department": world.yongqing.pk, "due_on": "", "file": pdf_upload()}
    assert submit(browser(world.clerk), reverse("signing_new"), data).status_code == 302
    stored = Registration.objects.get().paper
    assert stored is not None
    assert stored.name == "投资合同书.pdf"


def test_neither_text_nor_day_is_refused_and_everything_typed_stays(world: World) -> None:
    data = REGISTRATION | {"department": world.yongqing.pk, "due_on": ""}
    response = submit(browser(world.clerk), reverse("signing_new"), data)
    assert errors_of(response) == {"file": ["请上传合同正文，或填写“待补佐证”的补交日期"]}
    html = response.content.decode()
    assert "有1处需要修改" in html
    for typed in ("君石中药材二期", "君石（示例）药业有限公司", "3亿", "2024-07-08", "四川"):
        assert f'value="{typed}"' in html
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("合同.pdf", b"", "“合同.pdf”是空文件，请重新选择"),
        ("合同.exe", b"MZ\x90", "“合同.exe”不是PDF、JPG、PNG文件，请另存为这几种格式后再传"),
        (
            "合同.pdf",
            b"<html>",
            "“合同.pdf”不是PDF、JPG、PNG文件，或扩展名与内容不符；请用原来的软件打开，另存为PDF、JPG、PNG后再传",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused_in_its_own_words(world: World, name: str, content: bytes, sentence: str) -> None:
    data = REGISTRATION | {"department": world.yongqing.pk, "file": pdf_upload(name, content)}
    response = submit(browser(world.clerk), reverse("signing_new"), data)
    assert errors_of(response) == {"file": [sentence]}
    assert not Project.objects.exists()


def test_the_same_key_twice_writes_once_and_answers_the_same(world: World) -> None:
    client, key = browser(world.clerk), str(uuid.uuid4())
    data = REGISTRATION | {"department": world.yongqing.pk}
    answers = [submit(client, reverse("signing_new"), data, key=key)["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert Registration.objects.count() == 1


def test_a_refused_form_may_be_sent_again_with_its_key(world: World) -> None:
    client, key = browser(world.clerk), str(uuid.uuid4())
    data = REGISTRATION | {"department": world.yongqing.pk}
    assert submit(client, reverse("signing_new"), data | {"amount_wan": "0"}, key=key).status_code == 200
    assert submit(client, reverse("signing_new"), data, key=key).status_code == 302


def test_a_department_that_is_not_mine_cannot_be_chosen(world: World) -> None:
    response = submit(browser(world.clerk), reverse("signing_new"), REGISTRATION | {"department": world.hongbao.pk})
    assert errors_of(response) == {"department": ["责任部门不在可选范围内，请重新选择"]}


@pytest.mark.parametrize("who", ["leader", "inspector", "agent"])
def test_registering_without_the_function_is_403(world: World, who: str) -> None:
    client = browser(getattr(world, who))
    assert client.get(reverse("signing_new")).status_code == 403
    assert submit(client, reverse("signing_new"), REGISTRATION).status_code == 403


# --- Further papers -----------------------------------------------------------------------------------


def test_a_signed_project_is_offered_a_capital_increase(world: World) -> None:
    project = world.sign()
    client, url = browser(world.clerk), reverse("paper_new", args=[project.pk])
    assert client.get(url).context["form"]["nature"].value() == "补充协议（增资）"
    assert submit(client, url, PAPER | {"nature": "补充协议（增资）"}).status_code == 302
    assert project.registrations.count() == 2


def test_a_second_contract_is_refused_at_its_field(world: World) -> None:
    project = world.sign()
    response = submit(browser(world.clerk), reverse("paper_new", args=[project.pk]), PAPER)
    assert errors_of(response) == {"nature": ["该项目已有正式合同；增加投资请选“补充协议（增资）”，二期请登记为新项目"]}


@pytest.mark.parametrize("name", ["paper_new", "milestone_new", "project_detail"])
def test_another_departments_project_is_404(world: World, name: str) -> None:
    project = world.sign()
    url = reverse(name, args=[project.pk])
    assert browser(world.other_clerk).get(url).status_code == 404
    assert browser(world.clerk).get(url).status_code == 200


# --- 修改登记 -----------------------------------------------------------------------------------------


def edit(world: World, registration: Registration, version: Any, **changes: Any) -> Any:
    project = registration.project
    facts = {"name": project.name, "investor_name": project.investor.name, "source_tier": project.source_tier}
    data = PAPER | facts | {"department": project.department_id, "version": version} | changes
    return submit(browser(world.clerk), reverse("registration_edit", args=[registration.pk]), data)


def test_a_returned_registration_is_corrected_and_waits_again(world: World) -> None:
    registration = world.register()
    return_registration(by=world.verifier, registration=registration, reason="缺签字页")
    page = browser(world.clerk).get(reverse("registration_edit", args=[registration.pk]))
    assert "缺签字页" in page.content.decode()
    assert edit(world, registration, 2, amount_wan="2亿").status_code == 302
    registration.refresh_from_db()
    assert (registration.state, registration.amount_wan, registration.version) == ("submitted", Decimal(20_000), 3)


def test_the_stored_text_need_not_be_chosen_again(world: World) -> None:
    registration = world.register(file=pdf())
    assert edit(world, registration, 1, due_on="").status_code == 302
    registration.refresh_from_db()
    assert registration.paper is not None


def test_a_stale_version_gets_the_conflict_page_and_overwrites_nothing(world: World) -> None:
    registration = world.register()
    edit(world, registration, 1, amount_wan="2亿")
    response = edit(world, registration, 1, amount_wan="4亿", signed_on="2024-07-09")
    assert response.status_code == 409
    html = response.content.decode()
    for words in (
        "在您打开页面之后被别人修改过",
        "20000万元",
        "40000万元",
        "2024-07-08",
        "2024-07-09",
        "示例永清填报",
        "保留我的",
        "采用对方",
        "按逐项选择保存",
    ):
        assert words in html
    registration.refresh_from_db()
    assert registration.amount_wan == Decimal(20_000)


def test_the_conflict_page_carries_everything_typed_and_the_new_version(world: World) -> None:
    registration = world.register()
    edit(world, registration, 1, amount_wan="2亿")
    page = edit(world, registration, 1, amount_wan="4亿").content.decode()
    assert '<input type="hidden" name="amount_wan" value="4亿"' in page
    assert '<input type="hidden" name="version" value="2">' in page
    assert 'name="pick-amount_wan" value="theirs"' in page
    assert edit(world, registration, 2, amount_wan="4亿").status_code == 302


@pytest.mark.parametrize("version", ["", "x", "0", "-1", "9" * 40])
def test_a_damaged_version_is_refused_in_words(world: World, version: str) -> None:
    assert errors_of(edit(world, world.register(), version)) == {"version": ["页面已失效，请刷新后重新填写"]}


def test_a_confirmed_registration_cannot_be_edited(world: World) -> None:
    registration = world.sign().registrations.get()
    assert browser(world.clerk).get(reverse("registration_edit", args=[registration.pk])).status_code == 404


# --- 签约确认 -----------------------------------------------------------------------------------------


def decide(world: World, name: str, registration: Registration, who: str = "verifier", **data: Any) -> Any:
    url = reverse(f"registration_{name}", args=[registration.pk])
    return submit(browser(getattr(world, who)), url, {"version": registration.version} | data)


def test_the_waiting_list_shows_the_oldest_first(world: World) -> None:
    for name in ("甲项目", "乙项目"):
        world.register(name)
    page = browser(world.verifier).get(reverse("registration_list"))
    assert [row.project.name for row in page.context["table"].shown.rows] == ["甲项目", "乙项目"]


def test_an_empty_waiting_list_says_so(world: World) -> None:
    assert "没有待确认的签约登记" in browser(world.verifier).get(reverse("registration_list")).content.decode()


@pytest.mark.parametrize("who", ["clerk", "officer", "leader", "inspector"])
def test_only_verifiers_open_the_waiting_list(world: World, who: str) -> None:
    assert browser(getattr(world, who)).get(reverse("registration_list")).status_code == 403


def test_confirming_posts_the_signing_once_for_a_double_click(world: World) -> None:
    registration, key = world.register(), str(uuid.uuid4())
    for _ in range(2):
        response = decide(world, "confirm", registration, submission_key=key)
        assert response["Location"] == reverse("registration_list")
    assert Signing.objects.count() == 1


def test_returning_needs_a_reason_and_keeps_it(world: World) -> None:
    registration = world.register()
    assert errors_of(decide(world, "return", registration, reason=" ")) == {"reason": ["请填写退回意见"]}
    assert errors_of(decide(world, "return", registration, reason="长" * 501)) == {
        "reason": ["退回意见最多500个字，现在是501个，请缩短"]
    }
    assert "退回登记人修改" in browser(world.verifier).get(reverse("registration_return", args=[registration.pk])).content.decode()
    decide(world, "return", registration, reason="缺签字页")
    registration.refresh_from_db()
    assert (registration.state, registration.returned_reason) == ("returned", "缺签字页")


def test_a_decision_on_a_changed_registration_is_refused(world: World) -> None:
    registration = world.register()
    edit(world, registration, 1, amount_wan="2亿")
    answer = decide(world, "confirm", registration)
    assert answer.status_code == 409
    assert "在您打开页面之后被别人修改过" in answer.content.decode()
    assert not Signing.objects.exists()


def test_who_registered_may_not_confirm(world: World) -> None:
    registration = world.register(by=world.verifier)
    assert "您自己登记的签约" in browser(world.verifier).get(reverse("registration_list")).content.decode()
    assert said(decide(world, "confirm", registration)) == ["登记人不能确认自己登记的签约，请由另一位审核人确认"]


def test_confirming_by_get_or_without_the_function_does_nothing(world: World) -> None:
    registration = world.register()
    assert browser(world.verifier).get(reverse("registration_confirm", args=[registration.pk])).status_code == 405
    assert decide(world, "confirm", registration, who="clerk").status_code == 403
    assert not Signing.objects.exists()


def test_a_refusal_leaves_its_entry(world: World) -> None:
    decide(world, "confirm", world.register(by=world.verifier))
    assert Entry.objects.filter(verb="refused", succeeded=False, actor=world.verifier).count() == 1


def test_the_waiting_list_asks_the_same_number_of_queries_for_any_length(world: World) -> None:
    for number in range(10):
        world.register(f"项目{number}")
    few = query_count(browser(world.verifier), reverse("registration_list"))
    for number in range(10, 20):
        world.register(f"项目{number}")
    assert query_count(browser(world.verifier), reverse("registration_list")) == few <= 12


# --- 节点 ---------------------------------------------------------------------------------------------


def reach(world: World, project: Project, who: str = "clerk", **changes: Any) -> Any:
    data = {"kind": STARTED, "happened_on": "2024-10-31", "source": "施工许可证", "note": "一号窑炉"} | changes
    return submit(browser(getattr(world, who)), reverse("milestone_new", args=[project.pk]), data)


def test_a_milestone_is_registered_with_its_source(world: World) -> None:
    project = world.sign()
    assert reach(world, project)["Location"] == reverse("project_detail", args=[project.pk])
    milestone = Milestone.objects.get()
    assert (milestone.kind, milestone.source, milestone.note) == (STARTED, "施工许可证", "一号窑炉")


def test_a_milestone_before_the_signing_is_refused_at_its_field(world: World) -> None:
    response = reach(world, world.sign(), happened_on="2024-07-01")
    assert errors_of(response) == {"happened_on": ["开工时间不能早于签约时间（2024-07-08）"]}
    assert response.context["form"]["note"].value() == "一号窑炉"


def test_a_milestone_twice_is_refused(world: World) -> None:
    project = world.sign()
    reach(world, project)
    assert errors_of(reach(world, project)) == {"kind": ["该项目已登记开工；日期有误请先冲销再登记"]}


def test_a_milestone_without_the_function_is_403(world: World) -> None:
    assert reach(world, world.sign(), who="leader").status_code == 403


def test_termination_is_the_bureaus_and_needs_a_reason(world: World) -> None:
    project = world.sign()
    url, data = reverse("project_end", args=[project.pk]), {"happened_on": "2024-12-01", "source": "终止协议", "reason": ""}
    assert browser(world.clerk).get(url).status_code == 403
    assert errors_of(submit(browser(world.verifier), url, data)) == {"reason": ["请填写终止原因"]}
    submit(browser(world.verifier), url, data | {"reason": "投资方放弃"})
    assert Milestone.objects.get().kind == ENDED
    assert errors_of(reach(world, project, kind=ENDED)) == {"kind": ["节点不在可选范围内，请重新选择"]}


# --- 合同正文 -----------------------------------------------------------------------------------------


def test_the_contracts_text_is_a_download_for_those_who_see_the_project(world: World) -> None:
    registration = world.register(file=pdf("投资合同书.pdf"))
    url = reverse("registration_paper", args=[registration.pk])
    response = browser(world.clerk).get(url)
    assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
    assert "attachment" in response["Content-Disposition"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert browser(world.other_clerk).get(url).status_code == 404


def test_a_registration_without_its_text_has_no_download(world: World) -> None:
    assert browser(world.clerk).get(reverse("registration_paper", args=[world.register().pk])).status_code == 404


def test_a_plan_is_changed_only_with_a_reason_and_both_stay(world: World) -> None:
    project = world.sign()
    page = browser(world.clerk)
    url = reverse("plan_new", args=[project.pk])
    first = {"submission_key": str(uuid.uuid4()), "kind": "started", "happened_on": "2025-03-01"}
    assert page.post(url, first).status_code == 302
    again = {"submission_key": str(uuid.uuid4()), "kind": "started", "happened_on": "2025-04-01"}
    assert "原计划是2025-03-01，调整请写明原因" in page.post(url, again).content.decode()
    assert page.post(url, again | {"reason": "用地手续未办完"}).status_code == 302
    assert [(row.happened_on.isoformat(), row.reverses_id is not None) for row in Milestone.objects.order_by("id")] == [
        ("2025-03-01", False),
        ("2025-03-01", True),
        ("2025-04-01", False),
    ]
