"""操作记录 and 以此角色预览 (uM03, uM09, G01, G09, G10)."""

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from openpyxl import load_workbook

from projects.administration.actions.accounts import edit_account
from projects.administration.actions.preview import start_preview
from projects.administration.filters import EntryFilters
from projects.administration.queries import changes_of
from projects.audit.actions import record
from projects.audit.models import Entry
from projects.core import clock
from projects.core.errors import NotAllowed, Refused
from projects.organisations.choices import COUNTY
from projects.organisations.models import Tenure, Unit, User
from projects.signing.models import Project
from tests.access.cast import log_in, send, signed_in
from tests.access.cast import person as new_person
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


# --- The county's own entries, as a page and as a workbook ------------------------------------------------
def neighbour() -> User:
    """Somebody of another county on the same site, with one entry."""
    county = Unit.objects.create(kind=COUNTY, code="620522", name="邻县", seq=2)
    other = new_person("neighbour", "示例邻县", county, "bureau_officer")
    record("log_in", by=other, about=other, label="邻县的登录")
    return other


def cells(response: Any) -> list[Any]:
    assert response.status_code == 200
    sheet = load_workbook(BytesIO(response.content)).active
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def shown(client: Any, **query: str) -> int:
    return int(client.get(reverse("audit_list"), query).context["page"].paginator.count)


def test_entries_of_another_county_are_neither_listed_nor_opened_nor_exported(world: World, auditor: User) -> None:
    other, client = neighbour(), signed_in(auditor)
    log_in("neighbour", "Wrong-Password-1")  # nobody's act, on their account
    Tenure.objects.filter(user=other).update(ends_on="2023-12-31")  # the entries stay where they were made
    record("log_out", by=User.objects.get(pk=other.pk), label="邻县的登录")
    assert shown(client, about="邻县") == 0
    for entry in Entry.objects.filter(Q(actor=other) | Q(target_id=str(other.pk), target_type="user")):
        assert client.get(reverse("audit_detail", args=[entry.pk])).status_code == 404
    assert other.entries.count() == 2
    assert not [cell for cell in cells(client.get(reverse("audit_export"))) if "邻县" in str(cell.value)]
    theirs = signed_in(new_person("their_auditor", "示例邻县审计", Unit.objects.get(code="620522"), "audit_admin"))
    assert shown(theirs, about="邻县") == 3


def test_what_the_system_did_and_failed_logins_of_nobody_are_read_in_every_county(world: World, auditor: User) -> None:
    log_in("nobody-at-all", "Wrong-Password-1")
    client = signed_in(auditor)
    assert shown(client, verb="log_in_failed") == 1
    assert shown(client, verb="log_in_failed", who="系统") == 1
    assert shown(client, verb="log_in_failed", who="示例") == 0


def test_a_person_is_found_by_the_name_of_now_and_by_the_one_before(world: World, cast: dict[str, User]) -> None:
    edit_account(by=cast["system_admin"], user=world.clerk, version=1, display_name="示例新名", post="", phone="")
    world.register()
    client = signed_in(cast["audit_admin"])
    for name in ("示例新名", "示例永清填报", "clerk 永清"):
        assert shown(client, who=name, verb="register_signing") == 1, name
    assert shown(client, who="查无此人") == 0


def test_the_audit_workbook_is_text_and_taking_it_is_an_entry(world: World, auditor: User) -> None:
    """G07."""
    record("log_in", by=world.clerk, label='=HYPERLINK("http://x")', reason="+1")
    record("log_in", by=world.other_clerk, label="别人的")
    client = signed_in(auditor)
    found = cells(client.get(reverse("audit_export"), {"who": "clerk", "verb": "log_in"}))
    texts = [str(cell.value) for cell in found]
    assert '=HYPERLINK("http://x")' in texts
    assert {cell.data_type for cell in found if str(cell.value)[:1] in "=+-@"} == {"s"}
    entry = Entry.objects.get(verb="export")
    assert entry.actor == auditor
    assert entry.details["rows"] == 2
    assert "who=clerk" in entry.details["query"]
    assert shown(client, verb="export") == 1


def many_entries(world: World, rows: int) -> None:
    """Of the last thousand days, one in a hundred by the clerk; most of them about something else than 项目 12."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO projects_entry (at, verb, label, succeeded, actor_id, actor_name, county_number, on_behalf_of, target_type,
                 target_id, target_label, reason, details, channel, request_id)
               SELECT %s - n %% 1000 * interval '1 day', 'edit_project', '修改项目资料', true, CASE WHEN n %% 100 = 7 THEN %s ELSE %s END,
                 '', %s, '', 'project', n %% 50, '示例项目' || n %% 50, '', '{}', 'web', ''
               FROM generate_series(1, %s) n""",
            [clock.now(), world.clerk.pk, world.other_clerk.pk, world.county.pk, rows],
        )
        cursor.execute("ANALYZE projects_entry")


def test_the_search_by_person_day_and_object_goes_by_the_index(world: World) -> None:
    """G08, by plan and not by the clock."""
    many_entries(world, 20_000)
    query = QueryDict("who=永清填报&since=2023-01-01&until=2024-12-16&about=项目7")
    plan = EntryFilters(query, Entry.objects.visible_to(world.leader)).qs.explain()
    assert "entry_of_person" in plan
    assert "Seq Scan" not in plan
