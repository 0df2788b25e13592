"""Accounts: A09, A10, A14, C05, handover (uM05)."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from projects.administration.actions.accounts import create_account
from projects.administration.actions.tenures import grant_role
from projects.administration.todo import todos
from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.funding.actions import return_claim
from projects.organisations.models import Tenure, Unit, User
from projects.pages.models import Draft
from tests.access.cast import log_in, send, signed_in
from tests.conftest import BUSINESS_MOMENT
from tests.world import World

SECRET = re.compile(r"<code>([\w-]{19})</code>")


def new_account(system: User, **changes: Any) -> tuple[Any, str]:
    data = {"username": "zhangsan", "display_name": "张三（示例）"} | changes
    response = send(signed_in(system), "account_new", **data)
    found = SECRET.search(response.content.decode())
    return response, found.group(1) if found else ""


def test_a_new_account_gets_a_secret_that_is_shown_once_and_lasts_72_hours(world: World, system: User) -> None:
    response, secret = new_account(system)
    assert response.status_code == 200
    assert len(secret) == 19
    user = User.objects.get(username="zhangsan")
    assert user.check_password(secret)
    assert user.must_change_password
    assert user.secret_expires_at == BUSINESS_MOMENT + timedelta(hours=72)
    page = signed_in(system).get(reverse("account_detail", args=[user.pk])).content.decode()
    assert secret not in page
    assert secret not in str(list(Entry.objects.values()))


def test_posting_the_same_form_again_makes_no_second_account_and_shows_no_secret(world: World, system: User) -> None:
    client, data = (
        signed_in(system),
        {"submission_key": "6f0f3f3e-0000-4000-8000-000000000001", "username": "lisi", "display_name": "李四"},
    )
    assert client.post(reverse("account_new"), data).status_code == 200
    again = client.post(reverse("account_new"), data)
    assert again.status_code == 302
    assert User.objects.filter(username="lisi").count() == 1


def test_the_secret_must_be_changed_at_the_first_login_and_is_refused_after_72_hours(
    world: World, system: User, security: User
) -> None:
    _, secret = new_account(system)
    user = User.objects.get(username="zhangsan")
    assert "没有任职单位" in log_in("zhangsan", secret).content.decode()
    grant_role(by=security, user=user, version=user.version, unit=world.yongqing, role="filing_clerk", starts_on=date(2024, 12, 1))
    response = log_in("zhangsan", secret)
    assert response.status_code == 302
    assert response.client.get("/")["Location"] == reverse("password_change")
    with clock.at(BUSINESS_MOMENT + timedelta(hours=72, minutes=1)):
        late = log_in("zhangsan", secret)
    assert late.status_code == 200
    assert "72小时" in late.content.decode()


def test_a_user_name_is_unique_and_a_bad_one_is_named(world: World, system: User) -> None:
    assert "账号“clerk”已存在" in new_account(system, username="clerk")[0].content.decode()
    assert "账号应为3至40位小写字母" in new_account(system, username="张三")[0].content.decode()


def test_a_reset_gives_a_new_secret_and_ends_the_sessions(world: World, system: User) -> None:
    clerk = log_in("clerk").client
    assert clerk.get("/").status_code == 200
    response = send(signed_in(system), "account_reset", world.clerk.pk, version=world.clerk.version, reason="忘记密码")
    secret = SECRET.search(response.content.decode()).group(1)  # type: ignore[union-attr]
    assert clerk.get("/").status_code == 302
    assert log_in("clerk").status_code == 200
    assert log_in("clerk", secret).status_code == 302


def test_an_administrator_cannot_reset_disable_or_enable_the_own_account(world: World, system: User) -> None:
    for name in ("account_reset", "account_disable", "account_enable"):
        response = send(signed_in(system), name, system.pk, version=system.version, reason="试")
        assert "不能对自己的账号" in response.content.decode()


def test_a_disabled_person_is_out_at_the_next_request_and_the_history_keeps_the_name(world: World, system: User) -> None:
    clerk = log_in("clerk").client
    project = world.sign()
    response = send(signed_in(system), "account_disable", world.clerk.pk, version=world.clerk.version, reason="调离")
    assert response.status_code == 302
    assert clerk.get("/")["Location"].startswith(reverse("login"))
    assert Entry.objects.of_project(project.pk).filter(actor_name="示例永清填报").exists()
    send(signed_in(system), "account_enable", world.clerk.pk, version=world.clerk.version + 1, reason="返回")
    assert log_in("clerk").status_code == 302


def test_the_last_administrator_of_a_kind_is_not_disabled(world: World, cast: dict[str, User]) -> None:
    response = send(signed_in(cast["system_admin"]), "account_disable", cast["audit_admin"].pk, version=1, reason="试")
    assert "最后一个" in response.content.decode()


def test_the_list_names_accounts_not_used_for_90_days(world: World, system: User) -> None:
    log_in("clerk")
    page = signed_in(system).get(reverse("account_list"), {"state": "idle", "q": "clerk"}).content.decode()
    assert "示例红堡填报" in page
    assert "示例永清填报" not in page


def test_a_stale_edit_gets_the_conflict_page(world: World, system: User) -> None:
    data = {"display_name": "新名", "post": "", "phone": "", "version": world.clerk.version, "reason": "按任职文件"}
    assert send(signed_in(system), "account_edit", world.clerk.pk, **data).status_code == 302
    assert Entry.objects.get(verb="edit_account").reason == "按任职文件"
    response = send(signed_in(system), "account_edit", world.clerk.pk, **data | {"display_name": "又一名"})
    assert response.status_code == 409
    assert User.objects.get(pk=world.clerk.pk).display_name == "新名"


# --- Three administrators -----------------------------------------------------------------------------
def test_only_the_system_administrator_makes_accounts_and_only_the_security_administrator_grants(
    world: World, cast: dict[str, User]
) -> None:
    system, security, auditor = cast["system_admin"], cast["security_admin"], cast["audit_admin"]
    for stranger in (security, auditor, world.verifier):
        with pytest.raises(NotAllowed):
            create_account(by=stranger, username="x", display_name="x")
    for stranger in (system, auditor, world.verifier):
        with pytest.raises(NotAllowed):
            grant_role(by=stranger, user=world.clerk, version=1, unit=world.bureau, role="inspector", starts_on=date(2024, 12, 1))


def test_nobody_grants_a_role_to_oneself(world: World, security: User) -> None:
    data = {"role": "inspector", "unit": world.bureau.pk, "starts_on": "2024-12-16", "version": security.version}
    response = send(signed_in(security), "role_grant", security.pk, **data)
    assert "不能变动自己的角色" in response.content.decode()
    assert security.tenures.count() == 1


def test_one_person_is_never_two_of_the_three(world: World, cast: dict[str, User]) -> None:
    system, security = cast["system_admin"], cast["security_admin"]
    with pytest.raises(Refused, match="不能由一人兼任"):
        grant_role(
            by=security,
            user=system,
            version=1,
            unit=world.bureau,
            role="audit_admin",
            starts_on=date(2024, 12, 16),
            ends_on=date(2025, 1, 1),
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenure.objects.create(user=system, unit=world.bureau, role="audit_admin", starts_on=date(2024, 12, 16))


def test_a_role_is_held_in_a_unit_of_its_kind(world: World, security: User) -> None:
    with pytest.raises(Refused, match="县级领导应任职于县级领导类单位"):
        grant_role(by=security, user=world.clerk, version=1, unit=world.bureau, role="county_leader", starts_on=date(2024, 12, 16))


def test_the_wish_of_the_system_administrator_fills_the_form_of_the_security_administrator(
    world: World, cast: dict[str, User]
) -> None:
    new_account(cast["system_admin"], unit=world.hongbao.pk, role="filing_clerk", starts_on="2024-12-16")
    user = User.objects.get(username="zhangsan")
    assert not user.tenures.exists()
    page = signed_in(cast["security_admin"]).get(reverse("role_grant", args=[user.pk])).content.decode()
    assert f'<option value="{world.hongbao.pk}" selected>' in page
    assert '<option value="filing_clerk" selected>' in page


def test_a_right_taken_away_is_gone_at_the_next_request(world: World, security: User) -> None:
    """B08: the page was open when the tenure ended."""
    client = signed_in(world.verifier)
    registration = world.register()
    tenure = world.verifier.tenures.get()
    data = {"version": world.verifier.version, "ends_on": "2024-12-15", "reason": "调离"}
    assert send(signed_in(security), "tenure_end", tenure.pk, **data).status_code == 302
    response = send(client, "registration_confirm", registration.pk, version=registration.version)
    assert response.status_code == 403
    registration.refresh_from_db()
    assert registration.state == "submitted"


# --- First installation ---------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_fresh_installation_has_no_account_and_the_command_makes_one_of_each_kind(capsys: pytest.CaptureFixture[str]) -> None:
    assert User.objects.count() == 0
    for username, password in (("admin", "admin"), ("admin", "123456"), ("root", "root"), ("administrator", "password")):
        assert log_in(username, password).status_code == 200
    for role in ("system_admin", "security_admin", "audit_admin"):
        call_command("create_first_admin", username=role, name="示例管理员", role=role)
        with pytest.raises(CommandError, match="已有"):
            call_command("create_first_admin", username=f"{role}2", name="示例管理员", role=role)
    assert Unit.objects.get().name == "清水县"
    secret = capsys.readouterr().out.split("一次性密码 ")[1].split("，")[0]
    assert log_in("system_admin", secret).status_code == 302


# --- Handover ---------------------------------------------------------------------------------------------
def test_everything_open_of_a_leaving_person_goes_to_a_colleague_in_one_screen(world: World, cast: dict[str, User]) -> None:
    heir, system = cast["unit_head"], cast["system_admin"]
    claim = world.claim(world.sign(), 100)
    return_claim(by=world.verifier, claim=claim, reason="金额不符")
    Draft.objects.create(user=world.clerk, url="/projects/new/", data={}, saved_at=clock.now())
    page = signed_in(system).get(reverse("account_hand_over", args=[world.clerk.pk])).content.decode()
    assert "苹果精深加工" in page
    assert send(signed_in(system), "account_hand_over", world.clerk.pk, to=heir.pk, reason="调离").status_code == 302
    claim.refresh_from_db()
    assert claim.submitted_by == heir
    assert heir.drafts.count() == 1
    assert Entry.objects.about(claim).filter(verb="hand_over").exists()


def test_a_handover_goes_to_the_own_unit_only(world: World, system: User) -> None:
    response = send(signed_in(system), "account_hand_over", world.clerk.pk, to=world.other_clerk.pk, reason="试")
    assert "移交给不在可选范围内" in response.content.decode()


def test_another_countys_account_is_not_found(world: World, system: User) -> None:
    elsewhere = Unit.objects.create(kind="county", code="620522", name="秦安县（示例）", seq=1)
    stranger = User.objects.create(username="stranger", display_name="外县")
    Tenure.objects.create(user=stranger, unit=elsewhere, role="filing_clerk", starts_on=date(2021, 1, 1))
    client: Client = signed_in(system)
    assert client.get(reverse("account_detail", args=[stranger.pk])).status_code == 404
    assert send(client, "account_reset", stranger.pk, version=1, reason="试").status_code == 404


def test_a_single_verifier_is_a_thing_to_do(world: World, system: User) -> None:
    """What the one verifier files nobody may verify."""
    assert [todo.title for todo in todos(system)] == []
    Tenure.objects.filter(user=world.second_verifier).update(ends_on=date(2024, 12, 15))
    (todo,) = todos(system)
    assert (todo.title, todo.about) == ("增设核定人员", "招商局审核岗现有1人")
    assert list(todos(world.verifier)) == []
