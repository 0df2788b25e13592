"""Who gets what (C01, C02, C04), anonymous visitors (A01), no write by GET (C12), no foreign field (C06), CSRF (E03), next= (E05)."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from projects.audit.models import Entry
from projects.organisations.models import LoginRecord
from projects.pages.models import Submission
from tests.access.cast import log_in
from tests.access.matrix import LETTERS, MATRIX, PUBLIC, Row
from tests.access.scene import Scene, undone, url_names
from tests.world import PASSWORD, World

METHODS = ("get", "post")


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    """Add the page to tests/access/matrix.py, thinking about each role."""
    names = set(url_names())
    assert [name for name in names if name not in MATRIX] == []
    assert [name for name in MATRIX if name not in names] == []


@pytest.mark.parametrize("row", MATRIX.values(), ids=MATRIX.keys())
def test_every_row_names_every_role_once(row: Row) -> None:
    for method in METHODS:
        assert set(row.expected(method)) == set(LETTERS.values())


DAILY = {"filing_clerk", "county_leader"}


@pytest.mark.parametrize("role", [pytest.param(role, marks=[] if role in DAILY else pytest.mark.full) for role in LETTERS.values()])
def test_every_page_answers_the_role_as_the_matrix_says(scene: Scene, role: str) -> None:
    wrong = []
    for name, row in MATRIX.items():
        for method in METHODS:
            status, expected = scene.status(role, method, name, scene.args[row.args], {}), row.expected(method)[role]
            if status != expected:
                wrong.append(f"{name} {method}: {status}, not {expected}")
    assert wrong == []


def test_anonymous_visitors_reach_the_login_and_nothing_else(scene: Scene) -> None:
    wrong = []
    for name, row in MATRIX.items():
        for method in METHODS:
            response = getattr(Client(), method)(reverse(name, args=scene.args[row.args]))
            to_login = response.status_code == 302 and response["Location"].startswith(reverse("login"))
            if name not in PUBLIC and not to_login:
                wrong.append(f"{name} {method}: {response.status_code}")
    assert wrong == []


# --- Rows of another unit (C02, C13) --------------------------------------------------------------------
WITH_ROWS = {
    name: row for name, row in MATRIX.items() if row.args in {"project", "registration", "claim", "arrival", "evidence", "ticket"}
}


def counts() -> dict[str, int]:
    """Rows of every table but those that a request itself writes."""
    own = {Session, LoginRecord, Submission}
    return {model._meta.db_table: model._default_manager.count() for model in apps.get_models() if model not in own}


@pytest.mark.parametrize("stranger", ["other_clerk", "park_clerk"])
def test_another_unit_reads_and_changes_nothing_by_guessing_numbers(scene: Scene, stranger: str) -> None:
    before, wrong = counts(), []
    for name, row in WITH_ROWS.items():
        for method in METHODS:
            response_status = _probe(scene, stranger, method, name, row)
            if response_status not in {403, 404, 405}:
                wrong.append(f"{name} {method}: {response_status}")
    assert wrong == []
    after = counts()
    grown = {table: n - before[table] for table, n in after.items() if n != before[table]}
    refusals = Entry.objects.filter(verb="refused", actor=scene.cast[stranger], succeeded=False).count()
    assert grown == {Entry._meta.db_table: refusals}  # each refused function is written down (C04), and nothing else


def _probe(scene: Scene, role: str, method: str, name: str, row: Row) -> int:
    client, url = scene.client(role), reverse(name, args=scene.args[row.args])
    data = {"submission_key": str(uuid4()), "version": "1", "reason": "试", "note": "试"} if method == "post" else {}
    return int(getattr(client, method)(url, data).status_code)


def test_a_number_that_nobody_has_is_not_found(scene: Scene) -> None:
    wrong = []
    for name, row in MATRIX.items():
        args = scene.args[row.args]
        if not args or not isinstance(args[0], int):
            continue
        for role, status in row.expected("get").items():
            if status == 200:
                answer = scene.status(role, "get", name, (2_000_000_000, *args[1:]), {})
                if answer != 404:
                    wrong.append(f"{name} {role}: {answer}")
                break
    assert wrong == []


# --- No write by GET (C12) ----------------------------------------------------------------------------
EXPORTS = {
    "tasks_report_file", "project_export", "claims_export", "tickets_export", "registrations_export", "accounts_export", "units_export",
    "audit_export", "project_changes_file", "ranking_report_file", "lights_file", "kinds_file", "allocation_file", "activities_export",
    "leads_export", "honours_export", "tickets_report_file", "tickets_overdue_file", "agency_export", "elements_export", "pairs_export",
    "visits_export", "meetings_export", "replies_export", "matters_export",
}  # fmt: skip


def test_no_page_writes_when_it_is_only_looked_at(scene: Scene) -> None:
    wrong, before = [], _sums()
    for name, row in MATRIX.items():
        openers = [role for role, status in row.expected("get").items() if status in {200, 302}]
        for role in openers[:1]:
            with undone():
                for method in ("get", "head"):
                    getattr(scene.client(role), method)(reverse(name, args=scene.args[row.args]))
                changed = [table for table, value in _sums().items() if value != before[table]]
            if name in EXPORTS:  # which leave an Entry of the export, on purpose (G07)
                changed = [table for table in changed if table != Entry._meta.db_table]
            if changed:
                wrong.append(f"{name} as {role}: {changed}")
    assert wrong == []


def _sums() -> dict[str, Any]:
    """(rows, highest version) of each table, in one query."""
    reads, standing = [], set(connection.introspection.table_names())
    for model in apps.get_models():
        if model in {Session, Submission} or model._meta.db_table not in standing:
            continue
        version = "sum(version)" if any(field.name == "version" for field in model._meta.fields) else "NULL::bigint"
        reads.append(f"SELECT '{model._meta.db_table}', count(*), {version} FROM {connection.ops.quote_name(model._meta.db_table)}")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(reads))
        return {table: rest for table, *rest in cursor.fetchall()}


# --- Fields that no form declares (C06) -----------------------------------------------------------------
FOREIGN = {
    "id": "1", "pk": "1", "is_staff": "on", "is_superuser": "on", "is_active": "", "department": "1", "status": "confirmed",
    "state": "confirmed", "created_by": "1", "submitted_by": "1", "verified_by": "1", "county": "1", "must_change_password": "",
    "password": "x", "username": "root", "role": "system_admin", "merged_into": "1", "former_names": "[]", "number": "X",
}  # fmt: skip
EDITS: dict[str, tuple[str, str, dict[str, str], set[str]]] = {
    "account_edit": ("system_admin", "account", {"display_name": "新名", "post": "", "phone": ""}, {"display_name", "version"}),
    "unit_edit": (
        "system_admin",
        "unit",
        {"name": "永清镇", "short_name": "", "category": "township", "seq": "205", "phone": "", "reason": "排序"},
        {"seq", "version"},
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_form_changes_only_the_fields_that_it_declares(scene: Scene, name: str) -> None:
    role, key, typed, may_change = EDITS[name]
    model = {"account": "user", "unit": "unit"}[key]
    rows = apps.get_model("projects", model)._default_manager
    (pk,) = scene.args[key]
    before = rows.values().get(pk=pk)
    data = FOREIGN | {"submission_key": str(uuid4()), "version": str(before["version"])} | typed
    response = scene.client(role).post(reverse(name, args=[pk]), data)
    assert response.status_code == 302
    after = rows.values().get(pk=pk)
    assert {field for field in after if after[field] != before[field]} <= may_change


def test_no_form_at_all_touches_users_units_or_tenures_by_foreign_fields(scene: Scene) -> None:
    """Every form is posted every field name there is; accounts and rights stand as they stood."""
    names = {field.name for model in apps.get_models() for field in model._meta.fields} | set(FOREIGN)
    junk = dict.fromkeys(names, "1") | FOREIGN
    guarded = [apps.get_model("projects", name)._default_manager for name in ("User", "Tenure", "Unit")]
    own = {"role_grant", "tenure_end", "unit_new", "unit_edit", "unit_merge", "account_edit", "account_new", "account_reset",
           "account_disable", "account_enable", "password_change"}  # fmt: skip
    for name, row in MATRIX.items():
        openers = [role for role, status in row.expected("post").items() if status in {200, 302}]
        if name in own | PUBLIC or not openers:
            continue
        before = [list(manager.order_by("pk").values()) for manager in guarded]
        with undone():
            data = junk | {"submission_key": str(uuid4())}
            response = scene.client(openers[0]).post(reverse(name, args=scene.args[row.args]), data)
            assert response.status_code < 500, name
            after = [list(manager.order_by("pk").values()) for manager in guarded]
            for table in (*before[0:1][0], *after[0:1][0]):
                table.pop("last_login")
            assert after == before, name


# --- Who submits does not approve (C09) -----------------------------------------------------------------
def test_who_files_a_claim_or_a_signing_does_not_approve_it(world: World) -> None:
    from projects.core.errors import Refused
    from projects.funding.actions import verify_claim
    from projects.signing.actions import confirm_signing

    claim = world.claim(world.sign(), 100, by=world.verifier)
    with pytest.raises(Refused):
        verify_claim(by=world.verifier, claim=claim)
    registration = world.register("代录项目", by=world.verifier)
    with pytest.raises(Refused):
        confirm_signing(by=world.verifier, registration=registration)


# --- CSRF (E03) and next= (E05) -------------------------------------------------------------------------
def test_no_post_works_without_the_token(scene: Scene) -> None:
    before, wrong = counts(), []
    for name, row in MATRIX.items():
        openers = [role for role, status in row.expected("post").items() if status in {200, 302}]
        if not openers:
            continue
        client = Client(enforce_csrf_checks=True)
        client.cookies[settings.SESSION_COOKIE_NAME] = scene.cookies[openers[0]]
        url = reverse(name, args=scene.args[row.args])
        data = {"submission_key": str(uuid4())}
        answers = [
            client.post(url, data).status_code,
            client.post(url, data | {"csrfmiddlewaretoken": "x" * 64}).status_code,
            client.post(url, data, HTTP_X_CSRFTOKEN="x" * 64, HTTP_HX_REQUEST="true").status_code,
            client.post(url, data, HTTP_ORIGIN="https://evil.example").status_code,
        ]
        if set(answers) != {403}:
            wrong.append(f"{name}: {answers}")
    assert wrong == []
    assert counts() == before


NEXT = (
    "//evil.example", "///evil.example", "\\\\evil.example", "/\\evil.example", "\\/evil.example", "https:evil.example",
    "https://evil.example", "http:///evil.example", "HTTPS://EVIL.EXAMPLE", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,x", "vbscript:x", "%0d%0aLocation:https://evil.example", "/%0d%0aX:1", "\r\nX: 1", "//evil.example/%2f..",
    "/\t/evil.example", "//evil%E3%80%82example", "https:///evil.example", "http:evil.example", "ftp://evil.example",
    "//testserver@evil.example", "https://testserver@evil.example", "https://testserver.evil.example", "//[::1]", "//127.1",
    " //evil.example", "\x00//evil.example", "/\x00/evil.example", "．．//evil.example", "／／evil.example", "//evil.example:80",
    "https://evil.example#@testserver", "https://evil.example?@testserver", "/;@evil.example", "mailto:a@evil.example",
    "blob:https://evil.example", "file:///etc/passwd", "//",
)  # fmt: skip


def on_this_site(location: str) -> bool:
    return bool(re.match(r"^/(?![/\\])", location)) and "\r" not in location and "\n" not in location


@pytest.mark.django_db
def test_the_login_never_leads_off_the_site(world: World) -> None:
    wrong = []
    for value in NEXT:
        client = Client()
        response = client.post(reverse("login"), {"username": "clerk", "password": PASSWORD, "next": value})
        if response.status_code != 302 or not on_this_site(response["Location"]):
            wrong.append((value, response.status_code, response.get("Location")))
    assert wrong == []


@pytest.mark.django_db
def test_a_page_asked_for_before_the_login_is_opened_after_it(world: World) -> None:
    client = Client()
    asked = client.get("/projects/?q=a")["Location"]
    response = client.post(asked, {"username": "clerk", "password": PASSWORD, "next": "/projects/?q=a"})
    assert response["Location"] == "/projects/?q=a"
    assert log_in("clerk").status_code == 302
