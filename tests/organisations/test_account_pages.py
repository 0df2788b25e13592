"""登录, 退出, 修改密码, and what the watchman asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.organisations.models import User
from tests.pages.browsing import browser
from tests.world import PASSWORD, World

NEW = "Brass-Lantern-77"


def sign_in(username: str, password: str, **more: Any) -> tuple[Client, Any]:
    client = Client()
    return client, client.post(reverse("login"), {"username": username, "password": password} | more)


def verbs() -> list[tuple[str, bool]]:
    return list(Entry.objects.filter(verb__startswith="log").order_by("id").values_list("verb", "succeeded"))


def test_a_right_password_leads_to_the_desk_and_leaves_an_entry(world: World) -> None:
    client, response = sign_in("clerk", PASSWORD)
    assert response["Location"] == reverse("home")
    assert client.get("/").status_code == 200
    assert ("log_in", True) in verbs()


@pytest.mark.parametrize(
    ("username", "password"), [("clerk", "wrong"), ("nobody", "wrong"), ("clerk\x00", PASSWORD), ("Clerk", PASSWORD)]
)
def test_the_login_never_says_which_was_wrong(world: World, username: str, password: str) -> None:
    _, response = sign_in(username, password)
    assert response.status_code == 200
    html = response.content.decode()
    assert "账号或密码不正确" in html
    assert "停用" not in html
    assert "不存在" not in html


def test_a_disabled_account_gets_the_same_sentence(world: World) -> None:
    User.objects.filter(pk=world.clerk.pk).update(is_active=False)
    assert "账号或密码不正确" in sign_in("clerk", PASSWORD)[1].content.decode()


def test_a_failed_login_names_the_account_but_not_what_was_typed(world: World) -> None:
    sign_in("clerk", "wrong")
    sign_in("Yellow-Kettle-42", "")
    entries = list(Entry.objects.filter(verb="log_in_failed").order_by("id"))
    assert [entry.target_label for entry in entries] == ["示例永清填报", ""]
    assert "Yellow" not in "".join(str(entry.__dict__) for entry in entries)


def test_missing_input_is_named(world: World) -> None:
    html = sign_in("", "")[1].content.decode()
    assert "请填写账号" in html
    assert "请填写密码" in html


def test_the_login_leads_back_to_the_page_that_was_asked_for_but_never_off_the_site(world: World) -> None:
    assert sign_in("clerk", PASSWORD, next="/projects/")[1]["Location"] == "/projects/"
    assert sign_in("clerk", PASSWORD, next="https://evil.example/")[1]["Location"] == reverse("home")


def test_logging_out_is_a_post_that_clears_the_browser_and_leaves_an_entry(world: World) -> None:
    client = browser(world.clerk)
    assert client.get(reverse("logout")).status_code == 405
    response = client.post(reverse("logout"))
    assert response["Location"] == reverse("login")
    assert '"cache"' in response["Clear-Site-Data"]
    assert ("log_out", True) in verbs()
    assert client.get("/")["Location"].startswith(reverse("login"))


def change(client: Client, old: str, new: str, again: str) -> Any:
    return client.post(reverse("password_change"), {"old_password": old, "new_password1": new, "new_password2": again})


def test_a_first_password_must_be_changed_before_anything_else(world: World) -> None:
    User.objects.filter(pk=world.clerk.pk).update(must_change_password=True)
    client = browser(world.clerk)
    assert client.get("/projects/")["Location"] == reverse("password_change")
    assert change(client, PASSWORD, NEW, NEW).status_code == 302
    world.clerk.refresh_from_db()
    assert not world.clerk.must_change_password
    assert world.clerk.password_changed_at is not None
    assert world.clerk.check_password(NEW)
    assert client.get("/").status_code == 200
    assert Entry.objects.filter(verb="change_password", actor=world.clerk).count() == 1


def test_a_one_time_secret_is_replaced_with_the_reason_and_the_rules_in_sight_and_three_steps_follow(world: World) -> None:
    """The steps can be skipped, and are found again in the help."""
    User.objects.filter(pk=world.clerk.pk).update(must_change_password=True, secret_expires_at=clock.now() + timedelta(hours=1))
    client = browser(world.clerk)
    page = client.get(reverse("password_change")).content.decode()
    assert "经过了别人的手" in page
    rules = ("至少10个字符", "三种（20位以上的长密码除外）", "易猜的词", "两次输入相同", "最近5次")
    assert [rule for rule in rules if rule not in page] == []
    assert 'data-words="清水 招商' in page
    assert change(client, PASSWORD, NEW, NEW).status_code == 302
    assert "第1步，共3步" in client.get("/").content.decode()
    assert "第3步，共3步" in client.get("/?tour=3").content.decode()
    assert "三步上手" not in client.get("/?tour=end").content.decode()
    assert "三步上手" not in client.get("/").content.decode()
    assert 'href="/?tour=1"' in client.get(reverse("help")).content.decode()
    assert "看待办" in client.get("/?tour=1").content.decode()


def test_a_password_that_grew_old_needs_no_reason_and_no_steps(world: World) -> None:
    client = browser(world.clerk)
    assert "经过了别人的手" not in client.get(reverse("password_change")).content.decode()
    change(client, PASSWORD, NEW, NEW)
    assert client.get("/").context["tour"] is None
    assert client.get("/?tour=9").context["tour"] is None


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("wrong", NEW, NEW, "原密码不正确，请重新输入"),
        (PASSWORD, NEW, NEW + "x", "两次输入的新密码不一致，请重新输入"),
        (PASSWORD, PASSWORD, PASSWORD, "相同，请换一个"),
        (PASSWORD, "abc", "abc", "密码须含大写字母、小写字母、数字、符号中的三种（20位以上的长密码除外）"),
        ("", NEW, NEW, "请填写原密码"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(world: World, old: str, new: str, again: str, sentence: str) -> None:
    response = change(browser(world.clerk), old, new, again)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    world.clerk.refresh_from_db()
    assert world.clerk.check_password(PASSWORD)


def test_the_watchman_needs_no_login(db: None) -> None:
    response = Client().get(reverse("health"))
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize(
    "url", ["/", "/projects/", "/projects/1/", "/projects/new/", "/projects/waiting/", "/gallery/", "/echo/amount/"]
)
def test_everything_else_needs_a_login(world: World, url: str) -> None:
    assert Client().get(url)["Location"].startswith(reverse("login"))


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("verifier", ["工作台", "驾驶舱", "项目台账", "到位资金", "任务调度", "企业服务", "督查督办", "统计报表"]),
        ("clerk", ["工作台", "驾驶舱", "项目台账", "到位资金", "任务调度", "企业服务", "督查督办", "统计报表"]),
    ],
)
def test_the_menu_stands_in_its_fixed_order(world: World, who: str, labels: list[str]) -> None:
    nav = browser(getattr(world, who)).get("/projects/").context["nav"]
    assert [entry.label for entry in nav] == labels
    assert [entry.label for entry in nav if entry.is_current] == ["项目台账"]


def test_only_the_most_precise_menu_entry_is_current(world: World) -> None:
    nav = browser(world.verifier).get("/projects/waiting/").context["nav"]
    ledger = next(entry for entry in nav if entry.label == "项目台账")
    assert [(child.label, child.is_current) for child in ledger.children] == [("签约项目", False), ("签约确认", True)]
