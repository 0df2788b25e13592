"""Drafts, and a form that was sent after its session ended (uF10, uG18, B09)."""

import time
import uuid
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from projects.audit.models import Entry
from projects.files.models import StagedFile
from projects.organisations.sessions import SEEN_AT
from projects.pages.actions import owner_token, save_draft
from projects.pages.models import Draft, Submission
from projects.signing.models import Project, Registration
from tests.pages.browsing import REGISTRATION, browser, said, submit
from tests.world import PASSWORD, PDF, World

NEW = "/projects/new/"


def keep(client: Client, url: str = NEW, **typed: Any) -> Any:
    return client.post(
        reverse("draft_save"), {"draft_url": url, "submission_key": str(uuid.uuid4()), **typed}, HTTP_X_BACKGROUND="1"
    )


def test_a_draft_comes_back_on_any_pc_with_its_time_and_belongs_to_its_author(world: World) -> None:
    assert keep(browser(world.clerk), name="苹果精深加工", amount_wan="三亿", source_tier="省外").json() == {"at": "14:08"}
    page = browser(world.clerk).get(NEW)
    form = page.context["form"]
    assert [form[name].value() for name in ("name", "amount_wan", "source_tier")] == ["苹果精深加工", "三亿", "省外"]
    assert not form.is_bound
    html = page.content.decode()
    assert "草稿 14:08 已保存" in html
    assert "放弃草稿" in html
    assert browser(world.officer).get(NEW).context["form"]["name"].value() is None


def test_the_button_keeps_a_draft_without_javascript_and_its_files_too(world: World) -> None:
    client = browser(world.clerk)
    file = SimpleUploadedFile("合同.pdf", PDF)
    answer = submit(client, NEW, {"save_draft": "1", "name": "苹果", "file": file})
    assert (answer["Location"], said(answer)) == (NEW, ["草稿 14:08 已保存"])
    page = client.get(NEW)
    assert page.context["form"]["name"].value() == "苹果"
    assert "合同.pdf" in page.content.decode()
    assert "PDF" not in str(Draft.objects.get().data)
    assert not Registration.objects.exists()


def test_submitting_ends_the_draft_and_a_refusal_does_not(world: World) -> None:
    client = browser(world.clerk)
    keep(client, name="苹果")
    data = REGISTRATION | {"department": world.yongqing.pk}
    assert submit(client, NEW, data | {"amount_wan": "0"}).status_code == 200
    assert Draft.objects.count() == 1
    assert submit(client, NEW, data).status_code == 302
    assert not Draft.objects.exists()


def test_a_draft_is_given_up(world: World) -> None:
    client = browser(world.clerk)
    keep(client, name="苹果")
    answer = client.post(reverse("draft_discard"), {"draft_url": NEW})
    assert (answer["Location"], Draft.objects.count()) == (NEW, 0)


@pytest.mark.parametrize(
    "url", ["", "x", "//evil.example/", "https://evil.example/", "/nowhere/at/all/", "/projects/new/" + "?x=" + "y" * 400]
)
def test_a_draft_of_no_page_of_ours_is_not_kept(world: World, url: str) -> None:
    assert keep(browser(world.clerk), url, name="苹果").status_code == 422
    assert browser(world.clerk).post(reverse("draft_discard"), {"draft_url": url})["Location"].startswith("/")
    assert not Draft.objects.exists()


def test_a_draft_keeps_no_token_leaves_no_entry_and_has_its_limits(world: World) -> None:
    before = Entry.objects.count()
    keep(
        browser(world.clerk),
        name="苹\0果\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        csrfmiddlewaretoken="secret",
    )
    assert "secret" not in str(Draft.objects.get().data)
    assert keep(browser(world.clerk), name="长" * 200_001).status_code == 422
    for number in range(60):
        save_draft(by=world.clerk, url=f"/claims/new/?project={number}", typed={"payer": ["x"]})
    assert Draft.objects.filter(user=world.clerk).count() == 50
    assert Entry.objects.count() == before


def test_saving_drafts_does_not_keep_an_abandoned_session_alive(world: World) -> None:
    client = browser(world.clerk)
    client.get(NEW)
    session = client.session
    session[SEEN_AT] = int(time.time()) - 600
    session.save()
    keep(client, name="苹果")
    left = client.get(reverse("session_left"), HTTP_X_BACKGROUND="1").json()["seconds"]
    assert 1190 <= left <= 1200
    client.post(reverse("session_keep"))
    assert client.get(reverse("session_left"), HTTP_X_BACKGROUND="1").json()["seconds"] >= 1795


def test_a_draft_of_an_edit_keeps_its_version_so_that_the_conflict_is_seen(world: World) -> None:
    registration = world.register()
    url = reverse("registration_edit", args=[registration.pk])
    keep(browser(world.clerk), url, version="1", amount_wan="4亿", signed_on="2024-07-08")
    Registration.objects.filter(pk=registration.pk).update(version=2)
    form = browser(world.clerk).get(url).context["form"]
    assert (form["version"].value(), form["amount_wan"].value()) == ("1", "4亿")


# --- Sent after the session ended -------------------------------------------------------------------------


def expired_post(world: World, data: dict[str, Any], key: str = "") -> tuple[Client, Any]:
    """The page was opened, the session ended, the form is sent."""
    client = browser(world.clerk)
    token = client.get(NEW).context["form_owner"]
    client.session.flush()
    client.cookies.clear()
    return client, submit(client, NEW, {"form_owner": token, **data}, key=key)


def log_in(client: Client, location: str, username: str = "clerk") -> Any:
    return client.post(location, {"username": username, "password": PASSWORD, "next": NEW}, follow=True)


def test_a_form_sent_after_the_session_ended_comes_back_with_everything_typed(world: World) -> None:
    data = REGISTRATION | {"department": world.yongqing.pk, "name": "长表单示例"}
    client, answer = expired_post(world, data)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/?next=")
    assert not Project.objects.exists()
    assert not Submission.objects.exists()
    assert "内容已经保留" in client.get(answer["Location"]).content.decode()
    page = log_in(client, answer["Location"])
    form = page.context["form"]
    for name in ("name", "investor_name", "amount_wan", "signed_on", "due_on"):
        assert form[name].value() == data[name]
    assert "登录前提交的内容已找回" in page.content.decode()
    assert submit(client, NEW, data).status_code == 302
    assert not Draft.objects.exists()


def test_another_account_that_logs_in_on_the_same_pc_sees_nothing_of_it(world: World) -> None:
    client, answer = expired_post(world, REGISTRATION | {"name": "别人看不到"})
    page = log_in(client, answer["Location"], "officer")
    assert page.status_code == 200
    assert "别人看不到" not in page.content.decode()


@pytest.mark.parametrize("token", ["", "x", "other-address", "old"])
def test_without_our_own_fresh_token_nothing_is_kept(world: World, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given = owner_token(world.clerk, "/claims/new/") if token == "other-address" else token
    if token == "old":
        real = time.time
        monkeypatch.setattr(time, "time", lambda: real() - 25 * 3600)
        given = owner_token(world.clerk, NEW)
        monkeypatch.undo()
    submit(Client(), NEW, REGISTRATION | {"form_owner": given})
    assert not Draft.objects.exists()


def test_a_post_without_the_csrf_token_leaves_nothing(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = submit(client, NEW, REGISTRATION | {"form_owner": owner_token(world.clerk, NEW)})
    assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_the_files_uploaded_ahead_are_found_again_after_the_login(world: World) -> None:
    client, key = browser(world.clerk), str(uuid.uuid4())
    client.post(reverse("file_stage"), {"submission_key": key, "field": "file", "file": SimpleUploadedFile("合同.pdf", PDF)})
    client, answer = expired_post(world, REGISTRATION | {"due_on": "", "department": world.yongqing.pk}, key)
    page = log_in(client, answer["Location"])
    assert "合同.pdf" in page.content.decode()
    assert str(page.context["submission_key"]) == key
    submit(client, NEW, REGISTRATION | {"due_on": "", "department": world.yongqing.pk}, key=key)
    assert Registration.objects.get().paper.name == "合同.pdf"  # type: ignore[union-attr]
    assert not StagedFile.objects.exists()


def test_a_script_is_told_that_the_login_ended_instead_of_being_shown_the_login_page(world: World) -> None:
    assert keep(Client(), name="苹果").status_code == 401


def test_every_signed_in_page_knows_how_long_the_session_lasts(world: World, settings: LazySettings) -> None:
    settings.SESSION_COOKIE_AGE = 600
    html = browser(world.clerk).get(NEW).content.decode()
    assert 'data-session="600"' in html
    assert "继续使用" in html
    assert "data-session=" not in Client().get("/login/").content.decode()


def test_passwords_are_never_kept(world: World) -> None:
    from projects.core.forms import HouseForm
    from projects.pages.views.typed import holds_secrets

    class Secret(HouseForm):
        from django import forms

        password = forms.CharField(widget=forms.PasswordInput)

    assert holds_secrets(Secret())
    assert not holds_secrets(HouseForm())
