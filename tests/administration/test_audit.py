"""操作记录 and 以此角色预览 (uM03, uM09, G01, G09, G10)."""

from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse

from projects.administration.actions.accounts import edit_account
from projects.administration.actions.preview import start_preview
from projects.administration.filters import EntryFilters
from projects.administration.queries import changes_of
from projects.audit.models import Entry
from projects.core.errors import NotAllowed, Refused
from projects.organisations.models import Tenure, User
from projects.signing.models import Project
from tests.access.cast import send, signed_in
from tests.world import World


def test_entries_are_found_by_person_day_object_and_verb(world: World, auditor: User) -> None:
    project = world.sign()
    client = signed_in(auditor)

    def found(**query: str) -> int:
        response = client.get(reverse("audit_list"), query)
        assert response.status_code == 200
        return int(response.context["page"].paginator.count)

    assert found(who="clerk", verb="register_signing") == 1
    assert found(who="示例永清", about="苹果", since="2024-12-16", until="2024-12-16", result="ok") >= 1
    assert found(until="2024-12-15") == 0
    assert found(about=project.name, result="no") == 0
    wrong = client.get(reverse("audit_list"), {"since": "2024-12-16", "until": "2024-12-01"})
    assert "止不能早于起" in wrong.content.decode()
    assert client.get(reverse("audit_list"), {"since": "abc", "verb": "nonsense", "page": "-1"}).status_code == 200


def test_an_entry_shows_what_was_there_before_and_after(world: World, cast: dict[str, User]) -> None:
    edit_account(by=cast["system_admin"], user=world.clerk, version=1, display_name="示例新名", post="", phone="")
    entry = Entry.objects.get(verb="edit_account")
    (change,) = changes_of(entry)
    assert ("姓名", "示例永清填报", "示例新名") in change.fields
    page = signed_in(cast["audit_admin"]).get(reverse("audit_detail", args=[entry.pk])).content.decode()
    assert "示例永清填报" in page
    assert "示例新名" in page


def test_the_auditor_reads_and_nothing_else(world: World, cast: dict[str, User]) -> None:
    """C05, G10: others cannot read the entries, the auditor cannot change anything."""
    for role, person in cast.items():
        expected = 200 if role == "audit_admin" else 403
        assert signed_in(person).get(reverse("audit_list")).status_code == expected, role
    client = signed_in(cast["audit_admin"])
    for name in ("account_list", "account_new", "unit_list", "setting_list", "role_table", "preview_start"):
        assert client.get(reverse(name)).status_code == 403, name
    assert client.post(reverse("audit_list")).status_code == 405


def test_search_has_no_way_round_the_filter(world: World) -> None:
    assert EntryFilters(QueryDict(), Entry.objects.all()).qs.count() == Entry.objects.count()


# --- Preview --------------------------------------------------------------------------------------------
def preview(client: Any, world: World, role: str = "filing_clerk", unit: Any = None) -> Any:
    return send(client, "preview_start", role=role, unit=(unit or world.yongqing).pk)


def test_a_preview_shows_what_the_role_sees_and_says_so_on_every_page(world: World, security: User) -> None:
    mine, other = world.sign(), world.sign("别家项目", department=world.hongbao, by=world.other_clerk)
    client = signed_in(security)
    assert preview(client, world).status_code == 302
    assert client.get(reverse("project_detail", args=[mine.pk])).status_code == 200
    assert client.get(reverse("project_detail", args=[other.pk])).status_code == 404
    page = client.get("/").content.decode()
    assert "正在以部门填报员（永清镇）预览" in page
    assert "结束预览" in page
    assert client.get(reverse("account_list")).status_code == 403


def test_nothing_can_be_done_in_a_preview_but_ending_it(world: World, security: User) -> None:
    registration = world.register()
    client = signed_in(security)
    preview(client, world, "bureau_verifier", world.bureau)
    before = Entry.objects.exclude(verb="refused").count()
    response = send(client, "registration_confirm", registration.pk, version=registration.version)
    assert response.status_code == 403
    assert "正在以其他角色预览" in response.content.decode()
    for name in ("password_change", "code_setup", "preview_start"):
        assert send(client, name).status_code == 403, name
    assert Entry.objects.exclude(verb="refused").count() == before
    assert Entry.objects.filter(verb="refused", actor=security, label__contains="预览").count() == 4
    assert send(client, "preview_end").status_code == 302
    assert client.get(reverse("account_list")).status_code == 200
    assert list(Entry.objects.filter(verb__endswith="_preview").values_list("verb", flat=True)) == ["end_preview", "start_preview"]


def test_a_preview_changes_no_tenure(world: World, security: User) -> None:
    before = list(Tenure.objects.values())
    client = signed_in(security)
    preview(client, world, "county_leader", world.leader_post)
    client.get("/")
    assert list(Tenure.objects.values()) == before


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_the_administrators_own_roles_cannot_be_tried_on(world: World, security: User, role: str) -> None:
    with pytest.raises(Refused):
        start_preview(by=security, role=role, unit=world.bureau)
    assert preview(signed_in(security), world, role, world.bureau).status_code == 200


def test_only_the_security_administrator_previews(world: World, cast: dict[str, User]) -> None:
    for role, person in cast.items():
        if role != "security_admin":
            assert preview(signed_in(person), world).status_code == 403, role
            with pytest.raises(NotAllowed):
                start_preview(by=person, role="filing_clerk", unit=world.yongqing)


def test_a_forged_preview_of_an_administrator_gives_nothing(world: World, security: User) -> None:
    """The session is the server's; should one carry such a role all the same, the pages stay shut to writing."""
    client = signed_in(security)
    session = client.session
    session["preview"] = {"role": "system_admin", "unit": world.bureau.pk}
    session.save()
    assert send(client, "account_new", username="abc", display_name="甲").status_code == 403
    assert not User.objects.filter(username="abc").exists()


def test_the_consoles_say_what_each_administrator_cannot_do(world: World, cast: dict[str, User]) -> None:
    for role, words in (("system_admin", "不能授予角色"), ("security_admin", "不能给自己授予角色"), ("audit_admin", "只能查阅")):
        page = signed_in(cast[role]).get(reverse("administration")).content.decode()
        assert words in page
        assert page.count("qs-doors") == 1
    assert signed_in(world.clerk).get(reverse("administration")).status_code == 403


def test_the_role_table_names_every_role_and_function(world: World, security: User) -> None:
    page = signed_in(security).get(reverse("role_table")).content.decode()
    for word in ("招商局经办", "领导联络员", "审计管理员", "核定到位资金", "查阅操作记录"):
        assert word in page


def test_a_person_with_a_history_cannot_be_deleted(world: World) -> None:
    from django.db.models import ProtectedError

    world.sign()
    with pytest.raises(ProtectedError):
        world.clerk.delete()
    assert Project.objects.count() == 1
