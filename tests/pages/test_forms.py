"""What every form has by declaration: 核对, questions with reasons, the conflict field by field, files that stay, pickers (uF04–uF17)."""

import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.audit.models import Entry
from projects.core.doubts import Doubt, Warned, settle
from projects.core.errors import Refused
from projects.files.models import StagedFile
from projects.organisations.forms import OwnPasswordForm
from projects.pages.actions import recent_choices, remember_recent
from projects.pages.models import Submission
from projects.signing.forms import RegistrationForm
from projects.signing.models import Project, Registration
from tests.pages.browsing import PAPER, REGISTRATION, browser, errors_of, submit
from tests.world import PDF, World

NEW = "/projects/new/"


def step(world: World, key: str = "", **changes: Any) -> Any:
    """下一步：核对, as the first button sends it."""
    data = REGISTRATION | {"department": world.yongqing.pk} | changes
    return browser(world.clerk).post(NEW, {"submission_key": key or str(uuid.uuid4()), **data})


def words_of(response: Any) -> dict[str, str]:
    return {line.label: line.words for _, lines in response.context["groups"] for line in lines}


# --- 核对 -------------------------------------------------------------------------------------------------


def test_the_check_page_says_every_answer_in_its_group_and_shows_what_is_empty(world: World) -> None:
    response = step(world)
    assert response.status_code == 200
    assert [title for title, _ in response.context["groups"]] == ["一、项目与投资方", "二、签约", "三、佐证材料", "四、其他"]
    words = words_of(response)
    assert words["签约额"] == "30,000.00万元 = 3.00亿元 = 叁亿元整"
    assert words["责任部门"] == "永清镇"
    assert words["所属领域"] == "大健康"
    assert words["签约时间"] == "2024-07-08"
    assert words["总投资"] == words["合同正文"] == words["签约节会（届次）"] == "未填写"
    assert "提交登记" in response.content.decode()


def test_the_check_page_writes_nothing(world: World) -> None:
    before = Entry.objects.count()
    step(world)
    assert (Project.objects.count(), Registration.objects.count(), Submission.objects.count()) == (0, 0, 0)
    assert Entry.objects.count() == before


def test_what_the_action_refuses_is_said_before_the_answers_are_shown(world: World) -> None:
    response = step(world, signed_on="2024-12-17")
    assert errors_of(response) == {"signed_on": ["签约时间不能晚于今天（2024-12-16）"]}
    assert "groups" not in response.context


def test_submitting_from_the_check_page_carries_the_same_key_and_every_answer(world: World) -> None:
    key = str(uuid.uuid4())
    page = step(world, key).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert hidden["submission_key"] == key
    answer = browser(world.clerk).post(NEW, hidden | {"checked": "1"})
    assert answer.status_code == 302
    assert Registration.objects.get().project.name == REGISTRATION["name"]
    assert Submission.objects.filter(pk=key).count() == 1
    assert browser(world.clerk).post(NEW, hidden | {"checked": "1"})["Location"] == answer["Location"]
    assert Registration.objects.count() == 1


def test_changing_an_answer_returns_to_the_form_with_everything_typed(world: World) -> None:
    response = step(world, back="amount_wan")
    form = response.context["form"]
    assert not form.errors
    for name in ("name", "investor_name", "amount_wan", "signed_on", "due_on"):
        assert form[name].value() == REGISTRATION[name]
    assert "autofocus" in str(form["amount_wan"])


# --- Files ------------------------------------------------------------------------------------------------


def test_an_uploaded_file_survives_a_wrong_field_and_the_check_page(world: World) -> None:
    key, file = str(uuid.uuid4()), SimpleUploadedFile("投资合同书.pdf", PDF)
    wrong = step(world, key, file=file, due_on="", name="")
    assert "投资合同书.pdf" in wrong.content.decode()
    assert errors_of(wrong) == {"name": ["请填写项目名称"]}
    page = step(world, key, due_on="")
    assert words_of(page)["合同正文"] == "投资合同书.pdf"
    assert StagedFile.objects.count() == 1
    assert step(world, key, due_on="", checked="1").status_code == 302
    assert Registration.objects.get().paper.name == "投资合同书.pdf"  # type: ignore[union-attr]
    assert not StagedFile.objects.exists()


def test_a_bad_file_does_not_reach_the_check_page(world: World) -> None:
    response = step(world, file=SimpleUploadedFile("病毒.exe", b"MZ"))
    assert errors_of(response) == {"file": ["“病毒.exe”不是PDF、JPG、PNG文件，请另存为这几种格式后再传"]}


def test_a_file_is_taken_away_without_javascript_and_everything_typed_stays(world: World) -> None:
    key = str(uuid.uuid4())
    step(world, key, file=SimpleUploadedFile("错的.pdf", PDF), name="")
    response = step(world, key, unstage=str(StagedFile.objects.get().stored_id))
    assert "错的.pdf" not in response.content.decode()
    assert response.context["form"]["name"].value() == REGISTRATION["name"]
    assert not StagedFile.objects.exists()


def test_what_may_be_uploaded_is_said_beforehand(world: World) -> None:
    assert "PDF、JPG、PNG，单个不超过20MB" in browser(world.clerk).get(NEW).content.decode()


# --- Questions with reasons -------------------------------------------------------------------------------


def test_a_question_is_no_error_and_a_reason_answers_it_and_is_kept(world: World) -> None:
    response = step(world, signed_on="2024-07-06")  # a Saturday
    ((doubt, reason),) = response.context["doubts"]
    assert (doubt.code, doubt.field, reason) == ("day_off", "signed_on", "")
    assert "签约时间2024-07-06是休息日（星期六），请核对" in response.content.decode()
    assert not response.context["form"].errors
    again = step(world, signed_on="2024-07-06", checked="1")
    assert again.status_code == 200
    assert not Registration.objects.exists()
    answer = step(world, signed_on="2024-07-06", checked="1", **{"reason-day_off": "节会期间签约"})
    assert answer.status_code == 302
    assert Entry.objects.get(verb="register_signing").details == {"reasons": {"day_off": "节会期间签约"}}


def test_a_form_without_a_check_page_shows_the_question_above_its_button(world: World) -> None:
    project = world.sign()
    url, data = reverse("paper_new", args=[project.pk]), PAPER | {"nature": "补充协议（增资）", "signed_on": "2024-07-13"}
    response = submit(browser(world.clerk), url, data)
    assert response.status_code == 200
    assert 'name="reason-day_off"' in response.content.decode()
    assert response.context["form"]["amount_wan"].value() == "3亿"
    assert submit(browser(world.clerk), url, data | {"reason-day_off": "周六集中签约"}).status_code == 302


def test_reasons_are_asked_of_people_and_not_of_imports() -> None:
    doubts = [Doubt("a", "甲"), Doubt("b", "乙")]
    assert settle(doubts, None) == {}
    with pytest.raises(Warned) as warned:
        settle(doubts, {"a": "因为"})
    assert [doubt.code for doubt in warned.value.doubts] == ["a", "b"]
    assert settle(doubts, {"a": "因为", "b": " 所以 ", "c": "多余"}) == {"a": "因为", "b": "所以"}
    with pytest.raises(Refused, match="最多200个字"):
        settle(doubts[:1], {"a": "长" * 201})


# --- Conflict ---------------------------------------------------------------------------------------------


def edit(world: World, registration: Registration, version: int, **changes: Any) -> Any:
    project = registration.project
    facts = {
        "name": project.name,
        "investor_name": project.investor.name,
        "source_tier": "省外",
        "department": project.department_id,
    }
    data = PAPER | facts | {"version": version} | changes
    return submit(browser(world.clerk), reverse("registration_edit", args=[registration.pk]), data)


def test_the_conflict_page_says_who_and_when_and_shows_only_what_differs(world: World) -> None:
    registration = world.register(due_on=date(2024, 12, 30))
    edit(world, registration, 1, amount_wan="2亿")
    response = edit(world, registration, 1, amount_wan="4亿", signed_on="2024-07-09")
    assert response.status_code == 409
    assert [tuple(row) for row in response.context["current"]] == [
        ("签约时间", "2024-07-08", "2024-07-09", "signed_on"),
        ("签约额", "20000万元", "40000万元", "amount_wan"),
    ]
    assert "示例永清填报，2024-12-16 14:08" in response.content.decode()


@pytest.mark.parametrize(
    ("resolve", "picks", "kept"),
    [
        ("mine", {}, ("2024-07-09", 40_000)),
        ("each", {"pick-amount_wan": "theirs", "pick-signed_on": "mine"}, ("2024-07-09", 20_000)),
        ("each", {"pick-amount_wan": "mine", "pick-signed_on": "theirs"}, ("2024-07-08", 40_000)),
        ("each", {"pick-amount_wan": "theirs", "pick-signed_on": "theirs"}, ("2024-07-08", 20_000)),
    ],
)
def test_each_field_keeps_mine_or_takes_theirs(world: World, resolve: str, picks: dict[str, str], kept: tuple[str, int]) -> None:
    registration = world.register(due_on=date(2024, 12, 30))
    edit(world, registration, 1, amount_wan="2亿")
    page = edit(world, registration, 1, amount_wan="4亿", signed_on="2024-07-09").content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert hidden["version"] == "2"
    answer = browser(world.clerk).post(reverse("registration_edit", args=[registration.pk]), hidden | picks | {"resolve": resolve})
    assert answer.status_code == 302
    registration.refresh_from_db()
    assert (str(registration.signed_on), registration.amount_wan) == kept


def test_a_third_edit_in_between_is_a_conflict_again(world: World) -> None:
    registration = world.register()
    edit(world, registration, 1, amount_wan="2亿")
    edit(world, registration, 1, amount_wan="4亿")
    edit(world, registration, 2, amount_wan="5亿")
    assert edit(world, registration, 2, amount_wan="4亿", resolve="mine").status_code == 409


# --- Pickers, notes, defaults -----------------------------------------------------------------------------


def test_a_picker_is_a_plain_select_with_keys_and_the_last_choices_marked(world: World) -> None:
    client = browser(world.officer)
    remember_recent(by=world.officer, kind="department", value=world.hongbao.pk)
    html = client.get(NEW).content.decode()
    option = re.search(rf'<option value="{world.hongbao.pk}"[^>]*>', html)
    assert option
    assert 'data-recent="1"' in option[0]
    assert re.search(r'data-keys="[^"]*hbz', option[0])
    assert 'data-picker="department"' in html


def test_submitting_remembers_the_choice_and_the_newest_stands_first(world: World) -> None:
    step(world, checked="1")
    assert recent_choices(world.clerk, "department") == [str(world.yongqing.pk)]
    for number in range(12):
        remember_recent(by=world.clerk, kind="department", value=number)
    assert recent_choices(world.clerk, "department") == [str(number) for number in range(11, 3, -1)]


def test_the_note_of_a_change_is_kept_and_has_its_length(world: World) -> None:
    registration = world.register()
    assert errors_of(edit(world, registration, 1, reason="长" * 201))["reason"] == ["变更说明最多200个字，现在是201个，请缩短"]
    assert edit(world, registration, 1, reason="合同金额写错").status_code == 302
    assert Entry.objects.get(verb="correct_registration").reason == "合同金额写错"


def test_completeness_shows_the_eight_what_is_wrong_and_what_may_stay_empty(world: World) -> None:
    response = step(world, signed_on="2024-12-18", amount_wan="", due_on="")
    lines = {label: (state, word) for label, state, word, _ in response.context["form"].completeness()}
    assert len(lines) == 9
    assert lines["项目名称"] == ("there", "")
    assert lines["签约额"] == ("wanting", "需修改")
    assert lines["签约节会（届次）"] == ("maybe", "可空")
    assert lines["合同正文（佐证）"] == ("wanting", "未上传")
    assert "登记完整度" in response.content.decode()


def test_the_last_registration_is_copied_without_its_name_amount_and_day(world: World) -> None:
    client = browser(world.clerk)
    assert "复制上一条" not in client.get(NEW).content.decode()
    world.register("苹果", investor_name="果香（示例）有限公司", fair=world.fair30)
    assert "复制上一条" in client.get(NEW).content.decode()
    form = client.get(f"{NEW}?copy=last").context["form"]
    assert form["investor_name"].value() == "果香（示例）有限公司"
    assert form["fair"].value() == world.fair30.pk
    assert (form["name"].value(), form["amount_wan"].value(), str(form["signed_on"].value())) == (None, None, "2024-12-16")


def test_no_form_says_only_that_something_is_required(world: World) -> None:
    form = RegistrationForm({}, by=world.clerk)
    password = OwnPasswordForm(world.clerk, {})
    for errors in (form.errors, password.errors):
        for words in errors.values():
            for sentence in words:
                assert str(sentence).startswith(("请填写", "请选择", "请上传", "请再输")), sentence


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("short", "密码长度太短"),
        ("1234567890123", "密码"),
        ("qingshui2024", "清水"),
    ],
)
def test_a_refused_password_says_why(world: World, typed: str, sentence: str) -> None:
    values = {"old_password": "Yellow-Kettle-42", "new_password1": typed, "new_password2": typed}
    words = "".join(str(word) for word in OwnPasswordForm(world.clerk, values).errors.get("new_password2", []))
    assert sentence in words or "密码" in words


# --- Echo -------------------------------------------------------------------------------------------------


def test_the_echo_says_the_band_and_what_the_years_figure_becomes(world: World) -> None:
    world.sign(amount_wan=20_000)
    values = {"q": "3亿", "for": "signing", "nature": "正式合同", "signed_on": "2024-12-09"}
    answer = browser(world.clerk).get(reverse("amount_echo"), values).json()
    assert answer["text"] == "30,000.00万元 = 3.00亿元 = 叁亿元整"
    assert answer["then"] == "确认后计入“1亿元以上（含）”；本年签约额将由2亿元变为5亿元"
    assert "then" not in browser(world.clerk).get(reverse("amount_echo"), values | {"nature": "x"}).json()
    framework = browser(world.clerk).get(reverse("amount_echo"), values | {"nature": "框架协议"}).json()
    assert framework["then"] == "框架协议和意向协议不计入签约额"
    last_year = browser(world.clerk).get(reverse("amount_echo"), values | {"signed_on": "2023-12-09"}).json()
    assert last_year["then"] == "确认后计入“1亿元以上（含）”"
