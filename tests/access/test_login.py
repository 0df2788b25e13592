"""Logging in: A02 to A08, A11 to A13, and the messages of uL02, uL03, uL07."""

import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import get_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from projects.audit.models import Entry
from projects.core import clock
from projects.organisations import codes, passwords, sessions
from projects.organisations.models import User
from projects.reference.choices import OTP_ROLES, PASSWORD_MAX_AGE_DAYS
from projects.reference.models import Setting
from tests.access.cast import cast_of, log_in, send, signed_in
from tests.conftest import BUSINESS_MOMENT
from tests.world import PASSWORD, World

NEW = "Brass-Lantern-77"


def said(response: Any) -> str:
    """The alert of the form, without the page's own changing parts."""
    found = re.search(r'<div class="qs-alert is-error".*?</div>\s*</div>', response.content.decode(), re.S)
    return found.group(0) if found else response.content.decode()


def fail(username: str, times: int, **more: Any) -> list[Any]:
    return [log_in(username, "Wrong-Password-1", **more) for _ in range(times)]


# --- Locking --------------------------------------------------------------------------------------------
def test_five_wrong_passwords_lock_the_account_for_fifteen_minutes(world: World) -> None:
    answers = fail("clerk", 5)
    assert ["还可尝试4次" in said(answers[0]), "还可尝试1次" in said(answers[3])] == [True, True]
    assert answers[4].status_code == 429
    locked = log_in("clerk")
    assert locked.status_code == 429
    assert "账号已锁定15分钟" in locked.content.decode()
    assert "值班电话" in locked.content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14, seconds=50))
    assert log_in("clerk").status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert log_in("clerk").status_code == 302
    assert Entry.objects.filter(verb="log_in_failed", target_id=str(world.clerk.pk)).count() >= 5


def test_the_system_administrator_unlocks_at_once_and_it_is_recorded(world: World) -> None:
    system = cast_of(world)["system_admin"]
    fail("clerk", 5)
    page = signed_in(system).get(reverse("account_detail", args=[world.clerk.pk])).content.decode()
    assert "解锁账号" in page
    assert send(signed_in(system), "account_unlock", world.clerk.pk).status_code == 302
    assert log_in("clerk").status_code == 302
    assert Entry.objects.filter(verb="unlock_account", actor=system).count() == 1


def test_fifty_failures_for_one_account_leave_others_at_the_same_address_alone(world: World) -> None:
    """A03: a county's departments share one address."""
    clerk = log_in("clerk").client
    fail("clerk", 50)
    assert log_in("other_clerk").status_code == 302
    assert clerk.get("/").status_code == 200


def test_changing_the_browser_or_the_address_does_not_reset_the_count(world: World) -> None:
    for number in range(5):
        log_in("clerk", "Wrong-Password-1", HTTP_USER_AGENT=f"agent {number}", REMOTE_ADDR=f"10.0.0.{number + 1}")
    assert log_in("clerk").status_code == 429


@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_cannot_outrun_the_counter(transactional_db: None) -> None:
    """A04: thirty at once, no more than five are compared with the password."""
    user = User(username="target", display_name="示例", must_change_password=False)
    user.set_password(PASSWORD)
    user.save()

    def guess(_: int) -> str:
        try:
            with clock.at(BUSINESS_MOMENT):
                return "不正确" if log_in("target", "Wrong-Password-1").status_code == 200 else "locked"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(guess, range(30)))
    assert answers.count("不正确") == 4
    assert sum(AccessAttempt.objects.values_list("failures_since_start", flat=True)) == 5


def test_unknown_wrong_and_disabled_answer_alike_in_words_status_and_length(world: World) -> None:
    User.objects.filter(pk=world.other_clerk.pk).update(is_active=False)
    names = {"wrong": ("clerk", "Wrong-Password-1"), "disabled": ("other_clerk", PASSWORD), "unknown": ("nobody", PASSWORD)}
    answers = {kind: log_in(*pair) for kind, pair in names.items()}
    assert {answer.status_code for answer in answers.values()} == {200}
    assert len({said(answer) for answer in answers.values()}) == 1
    for pair in names.values():
        for _ in range(4):
            last = log_in(*pair)
        assert last.status_code == 429


def kinds_of_refusal(world: World) -> dict[str, tuple[str, str]]:
    User.objects.filter(pk=world.other_clerk.pk).update(is_active=False)
    return {"wrong": ("clerk", "Wrong-Password-1"), "disabled": ("other_clerk", PASSWORD), "unknown": ("nobody", PASSWORD)}


LOCKED = {"locked": ("agent", PASSWORD), "locked, unknown": ("nobody-else", PASSWORD)}


def test_every_refused_login_costs_one_hash_and_no_more_than_one_question_apart(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A05, exactly: nothing is left for a stop-watch. A locked account is said to be locked, and costs no hash, known or not."""
    hashed: list[str] = []
    hasher = get_hasher()
    real = hasher.encode
    monkeypatch.setattr(type(hasher), "encode", lambda self, password, salt: hashed.append(password) or real(password, salt))

    def cost(pair: tuple[str, str]) -> tuple[int, int, int]:
        hashed.clear()
        with CaptureQueriesContext(connection) as questions:
            answer = log_in(*pair)
        return answer.status_code, len(hashed), len(questions)

    costs = {kind: cost(pair) for kind, pair in kinds_of_refusal(world).items()}
    assert {found[:2] for found in costs.values()} == {(200, 1)}
    asked = [found[2] for found in costs.values()]
    assert max(asked) - min(asked) <= 1, costs  # an account's county is looked up for its entry
    for pair in LOCKED.values():
        fail(pair[0], 5)
    locked = {kind: cost(pair) for kind, pair in LOCKED.items()}
    assert {found[:2] for found in locked.values()} == {(429, 0)}
    asked = [found[2] for found in locked.values()]
    assert max(asked) - min(asked) <= 1, locked


def test_a_refused_login_takes_the_same_time_whatever_was_wrong(world: World, full: bool, settings: Any) -> None:
    """A05: medians within 10 %, with the site's own hash, the kinds taking turns. By the processor's clock, which busy neighbours on
    the machine do not touch; FULL asks the clock on the wall too, by the quickest tenth, which they touch least."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    for user in (world.clerk, world.other_clerk):
        User.objects.filter(pk=user.pk).update(password=make_password(PASSWORD))
    kinds = kinds_of_refusal(world)
    taken: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    for _ in range(40 if full else 9):
        AccessAttempt.objects.all().delete()
        for kind, pair in kinds.items():
            begun, wall = time.process_time(), time.perf_counter()
            assert log_in(*pair).status_code == 200
            taken[kind].append((time.process_time() - begun, time.perf_counter() - wall))
    worked = [statistics.median(work for work, _ in pairs) for pairs in taken.values()]
    waited = [statistics.quantiles((wall for _, wall in pairs), n=10)[0] for pairs in taken.values()] if full else [1]
    for times in (worked, waited):
        assert max(times) - min(times) < max(times) / 10, times


def test_a_name_of_any_length_and_kind_is_answered_in_words(world: World) -> None:
    for name in ("x" * 5000, "名" * 300, "a\r\nb", "\u202eabc", "'; DROP TABLE x;--", "clerk\ud800"):
        try:
            response = log_in(name, "Wrong-Password-1")
        except UnicodeEncodeError:  # the test client itself cannot send a lone surrogate
            continue
        assert response.status_code in {200, 429}


# --- Passwords ------------------------------------------------------------------------------------------
REFUSED = (
    "Short-1a", "password", "Password123", "qwertyuiop", "1234567890", "20241216888", "clerk-clerk", "qingshui2024", "Qingshui-24",
    "清水招商2024", "zhaoshang-1A", "Admin-12345", "abcdefghij", "ABCDEFGHIJ", "aaaaaaaaaa", "招商清水Abc1", "", " ", "Ab1!", "Ab1!Ab1!",
    "iloveyou123", "qwerty12345", "Qwerty-2024", "1qaz2wsx3edc", "letmein1234", "welcome1234", "Tianshui-01", "天水2024Ab", "root123456",
    "administrator", "Passw0rd12", "0987654321", "1111111111", "abc1234567", "ABC1234567", "abcdefghi1", "ABCDEFGHI1", "abcdefghi!",
    "123456789!", "clerk12345", "Clerk-1234", "lowercase only", "ONLYUPPERCASE", "asdfghjkl1", "zxcvbnm123", "Qingshui@1", "招商局2024Aa",
)  # fmt: skip
ACCEPTED = (
    "Copper-Kettle-43", "Brass-Lantern-77", "correct horse battery staple", "山高水长2024年的秋天Ab-风景真好啊", "🚜🌾Tractor-Field-9",
    "x" * 21 + "Y1", "a" * 64 + "B2-", "Zz9-" * 32, "no digits but twenty long", "Wheat!Barley8", "Plum-Orchard5", "River7 Stone", "Ginger#Root3",
    "Loess-Plateau-1", "Millet&Maize2", "tea and dumplings at noon", "Quiet_Valley_6", "九月的风吹过山岗和田野还有村庄边上的那条河", "Pear=Blossom4",
    "Sunflower+Seed0",
)  # fmt: skip


def test_easily_guessed_passwords_are_refused() -> None:
    """A06: short, frequent, of the house's words, of the own name, of one kind of character."""
    person = User(username="clerk", display_name="示例永清填报")
    taken = []
    for password in REFUSED:
        try:
            validate_password(password, person)
            taken.append(password)
        except ValidationError:
            pass
    assert taken == []


def test_good_passwords_of_any_script_and_length_are_accepted() -> None:
    person = User(username="clerk", display_name="示例永清填报")
    for password in ACCEPTED:
        validate_password(password, person)


@pytest.mark.parametrize("password", ["correct horse battery staple", "🚜🌾Tractor-Field-9", "Zz9-" * 32])
def test_a_password_is_kept_exactly_as_typed(world: World, password: str) -> None:
    """A07: spaces, other scripts, 128 characters; nothing is cut off."""
    client = signed_in(world.clerk)
    data = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
    assert client.post(reverse("password_change"), data).status_code == 302
    world.clerk.refresh_from_db()
    assert world.clerk.check_password(password)
    assert not world.clerk.check_password(password[:-1])


def test_a_password_of_one_megabyte_is_refused_quickly(world: World) -> None:
    start = time.perf_counter()
    response = log_in("clerk", "x" * 1_000_000)
    assert response.status_code in {200, 400, 413}
    assert time.perf_counter() - start < 1


def change(client: Client, old: str, new: str) -> Any:
    return client.post(reverse("password_change"), {"old_password": old, "new_password1": new, "new_password2": new})


def test_the_last_five_passwords_are_not_taken_again(world: World) -> None:
    client, old = signed_in(world.clerk), PASSWORD
    for number in range(5):
        new = f"Wheat-Barley-{number}x"
        assert change(client, old, new).status_code == 302
        old = new
    assert "最近5次" in change(client, old, "Wheat-Barley-0x").content.decode()
    assert change(client, old, PASSWORD).status_code == 302


def age(user: User, days: int) -> None:
    User.objects.filter(pk=user.pk).update(password_changed_at=clock.now() - timedelta(days=days))


def test_the_password_warns_from_day_83_and_is_forced_after_day_90(world: World) -> None:
    for days, words, forced in (
        (82, "", False),
        (83, "还有7天到期", False),
        (90, "还有0天到期", False),
        (91, "已超过有效期", True),
    ):
        age(world.clerk, days)
        client = log_in("clerk").client
        page = client.get("/", follow=True)
        assert (words in page.content.decode()) or not words
        assert ("天到期" in page.content.decode()) == ("天到期" in words)
        assert (client.get("/").status_code == 302) == forced
    assert client.get("/projects/")["Location"] == reverse("password_change")


def test_expiry_is_a_dated_setting_that_may_be_switched_off(world: World) -> None:
    Setting.objects.create(key=PASSWORD_MAX_AGE_DAYS, value=0, starts_on=clock.today(), set_at=clock.now())
    age(world.clerk, 400)
    assert log_in("clerk").client.get("/").status_code == 200


def test_the_demonstrations_passwords_do_not_expire_and_need_no_code(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "demo_date", clock.today)
    monkeypatch.setattr(codes, "demo_date", clock.today)
    age(world.leader, 400)
    assert log_in("leader").client.get("/").status_code == 200


def test_changing_the_password_ends_all_other_sessions_and_keeps_this_one(world: World) -> None:
    here, there = log_in("clerk").client, log_in("clerk").client
    assert change(here, "wrong", NEW).status_code == 200
    assert there.get("/").status_code == 200
    assert change(here, PASSWORD, NEW).status_code == 302
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert Entry.objects.filter(verb="change_password", actor=world.clerk).count() == 1
    assert "本机" in here.get(reverse("my_logins")).content.decode()


def test_the_site_hashes_with_argon2() -> None:
    from qingshui import settings

    assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_the_last_login_is_told(world: World) -> None:
    log_in("clerk", REMOTE_ADDR="10.1.2.3")
    page = log_in("clerk").client.get("/").content.decode()
    assert "上次登录2024-12-16 14:08，地址10.1.2.3" in page


def test_a_forged_forwarding_header_is_not_believed(world: World, settings: Any) -> None:
    log_in("clerk", HTTP_X_FORWARDED_FOR="6.6.6.6", REMOTE_ADDR="10.1.2.3")
    assert world.clerk.logins.first().address == "10.1.2.3"  # type: ignore[union-attr]
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    log_in("clerk", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.9.9.9", REMOTE_ADDR="127.0.0.1")
    assert world.clerk.logins.first().address == "10.9.9.9"  # type: ignore[union-attr]


# --- The second factor ------------------------------------------------------------------------------------
KEY = "31323334353637383930" * 2


def code_at(offset: int = 0) -> str:
    totp = TOTP(bytes.fromhex(KEY), 30, 0, 6)
    totp.time = time.time() + 30 * offset
    return f"{totp.token():06d}"


def device(user: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="手机", key=KEY, confirmed=True)


def with_code(code: str) -> Any:
    client = log_in("clerk").client
    return client.post(reverse("login_code"), {"code": code})


def test_a_code_is_asked_for_after_the_password_and_nothing_opens_before_it(world: World) -> None:
    device(world.clerk)
    response = log_in("clerk")
    assert response["Location"] == reverse("login_code")
    assert response.client.get("/")["Location"].startswith(reverse("login"))
    answer = response.client.post(reverse("login_code"), {"code": code_at()})
    assert answer.status_code == 302
    assert response.client.get("/").status_code == 200


def test_a_code_is_good_once_and_within_one_step(world: World) -> None:
    for offset, taken in ((-2, False), (2, False), (-1, True), (0, True), (0, False), (1, True)):
        if offset == -1:
            TOTPDevice.objects.all().delete()
        if not TOTPDevice.objects.exists():
            device(world.clerk)
        TOTPDevice.objects.update(drift=0)
        assert (with_code(code_at(offset)).status_code == 302) == taken, offset


def test_five_wrong_codes_lock_the_account(world: World) -> None:
    device(world.clerk)
    client = log_in("clerk").client
    for _ in range(4):
        assert "动态口令不正确" in client.post(reverse("login_code"), {"code": "000000"}).content.decode()
    client.post(reverse("login_code"), {"code": "000000"})
    assert client.post(reverse("login_code"), {"code": code_at()}).status_code == 429
    assert log_in("clerk").status_code == 429


def test_the_step_without_a_password_leads_to_the_login(world: World) -> None:
    device(world.clerk)
    for client in (Client(), log_in("clerk").client):
        session = client.session
        if codes.WAITING in session:
            session[codes.WAITING] |= {"at": int(time.time()) - codes.WAITING_SECONDS - 1}
            session.save()
        assert client.post(reverse("login_code"), {"code": code_at()})["Location"] == reverse("login")
        assert client.get("/").status_code == 302


def test_a_leader_must_set_up_a_code_before_anything_else(world: World) -> None:
    client = log_in("leader").client
    assert client.get("/")["Location"] == reverse("code_setup")
    assert client.get("/projects/")["Location"] == reverse("code_setup")
    page = client.get(reverse("code_setup")).content.decode()
    assert "data:image/svg+xml;base64," in page
    key = client.session[codes.NEW_KEY]
    assert key not in page
    data = {"submission_key": str(uuid4())}
    assert "动态口令不正确" in client.post(reverse("code_setup"), data | {"code": "000000"}).content.decode()
    totp = TOTP(bytes.fromhex(key), 30, 0, 6)
    totp.time = time.time()
    assert client.post(reverse("code_setup"), data | {"code": f"{totp.token():06d}"}).status_code == 302
    assert client.get("/").status_code == 200
    assert log_in("leader")["Location"] == reverse("login_code")


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_every_administrator_must_set_up_a_code_too(world: World, role: str) -> None:
    client = log_in(cast_of(world)[role].username).client
    for page in ("/", reverse("administration"), reverse("account_list")):
        assert client.get(page)["Location"] == reverse("code_setup")


@pytest.mark.parametrize("who", ["clerk", "officer", "verifier", "agent", "inspector"])
def test_nobody_else_must(world: World, who: str) -> None:
    assert log_in(getattr(world, who).username).client.get("/").status_code == 200


def test_who_needs_a_code_is_a_dated_setting(world: World) -> None:
    Setting.objects.create(key=OTP_ROLES, value=["filing_clerk"], starts_on=clock.today(), set_at=clock.now())
    assert log_in("clerk").client.get("/")["Location"] == reverse("code_setup")
    assert log_in("leader").client.get("/").status_code == 200


def test_a_lost_device_is_reset_by_another_security_administrator_with_a_reason(world: World) -> None:
    people = cast_of(world)
    security = people["security_admin"]
    device(world.clerk)
    client = signed_in(security)
    data = {"version": world.clerk.version, "reason": ""}
    assert "请填写原因" in send(client, "code_reset", world.clerk.pk, **data).content.decode()
    assert send(client, "code_reset", world.clerk.pk, **data | {"reason": "当面核对身份证"}).status_code == 302
    assert log_in("clerk")["Location"] == "/"
    device(security)
    own = send(client, "code_reset", security.pk, version=security.version, reason="试")
    assert "不能变动自己的" in own.content.decode()
    assert send(signed_in(people["system_admin"]), "code_reset", world.clerk.pk, **data).status_code == 403


def test_three_logins_may_be_open_and_a_fourth_ends_the_oldest(world: World) -> None:
    """B07."""
    first, second, third = (log_in("clerk").client for _ in range(3))
    fourth = log_in("clerk").client
    assert first.get("/").status_code == 302
    assert [client.get("/").status_code for client in (second, third)] == [200, 200]
    assert "同时登录超过3处" in fourth.get("/").content.decode()
    assert len(sessions.open_records(world.clerk)) == 3
