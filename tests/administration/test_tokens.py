"""大屏和接口令牌: issued by 安全管理员, shown once, revoked at once."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.tokens.models import Token
from tests.access.cast import cast_of, send, signed_in
from tests.world import World


def test_a_display_token_is_shown_once_opens_the_screen_and_is_revoked(world: World) -> None:
    client = signed_in(cast_of(world)["security_admin"])
    page = send(client, "token_new", purpose="display", label="一楼大厅", acts_as="", days="30").content.decode()
    address = page.split("<code>http://testserver")[1].split("</code>")[0]
    assert Client().get(address).status_code == 200
    token = Token.objects.get()
    assert (token.label, token.expires_at - token.issued_at) == ("一楼大厅", timedelta(days=30))
    listed = client.get(reverse("token_list")).content.decode()
    assert "一楼大厅" in listed
    assert address.split("/")[2] not in listed
    assert send(client, "token_revoke", token.pk).status_code == 302
    assert Client().get(address).status_code == 404
    assert "已撤销" in client.get(reverse("token_list")).content.decode()
    assert set(Entry.objects.filter(target_type="token").values_list("verb", flat=True)) == {"issue_token", "revoke_token"}


def test_an_api_token_reads_with_the_chosen_account(world: World) -> None:
    client = signed_in(cast_of(world)["security_admin"])
    page = send(client, "token_new", purpose="api", label="市平台", acts_as=world.inspector.pk, days="180").content.decode()
    secret = page.split("Authorization: Bearer ")[1].split("<")[0]
    assert Client().get("/api/figures/", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    assert Token.objects.get().expires_at.date() == clock.today() + timedelta(days=180)


def test_what_does_not_fit_is_said_and_nothing_is_issued(world: World) -> None:
    client = signed_in(cast_of(world)["security_admin"])
    api = {"purpose": "api", "label": "市平台", "acts_as": "", "days": "30"}
    assert "数据接口请选择以谁的权限读" in send(client, "token_new", **api).content.decode()
    display = api | {"purpose": "display", "acts_as": world.inspector.pk}
    assert "大屏只显示全县合计" in send(client, "token_new", **display).content.decode()
    assert "有效天数应为1至365的整数" in send(client, "token_new", **api | {"days": "400"}).content.decode()
    assert "用途不在可选范围内" in send(client, "token_new", **api | {"purpose": "ticket"}).content.decode()
    assert not Token.objects.exists()


def test_a_second_post_of_the_same_form_issues_nothing_more(world: World) -> None:
    client = signed_in(cast_of(world)["security_admin"])
    data = {
        "submission_key": "7c0c0c3e-6f0a-4f0c-8f51-0a8b6f3f2d11",
        "purpose": "display",
        "label": "大厅",
        "acts_as": "",
        "days": "9",
    }
    assert client.post(reverse("token_new"), data).status_code == 200
    assert client.post(reverse("token_new"), data)["Location"] == reverse("token_list")
    assert Token.objects.count() == 1
