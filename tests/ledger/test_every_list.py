"""One base, every list: views, columns, ticks and a workbook of what the page shows, for each list and only for those who may open it."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from projects.core import clock
from projects.ledger.views.lists import LISTS
from projects.organisations.models import Tenure, User
from projects.outreach.actions import record_activity, record_honour, record_lead
from projects.outreach.choices import LEAD_SOURCES
from projects.pages.models import SavedView
from projects.services.actions import keep_reply
from projects.supervision.actions import order_matter
from tests.access.cast import cast_of, send, signed_in
from tests.access.scene import serving
from tests.pages.browsing import query_count
from tests.world import World

READERS = {
    **dict.fromkeys(("projects", "claims", "tickets", "registrations", "activities", "leads", "honours"), "bureau_verifier"),
    **dict.fromkeys(("agency", "elements", "pairs", "visits", "meetings", "matters"), "bureau_verifier"),
    "replies": "service_officer", "accounts": "system_admin", "units": "system_admin", "audit": "audit_admin",
}  # fmt: skip
CLOSED_TO_CLERKS = {"registrations", "accounts", "units", "audit"}


@pytest.fixture
def cast(world: World) -> dict[str, User]:
    project = world.sign()
    world.claim(project, "100")
    serving(world, project)
    world.register("待确认项目")
    world.ticket()
    order_matter(by=world.inspector, kind="supervise", title="补佐证", text="请补齐。", units=[world.yongqing])
    keep_reply(by=world.agent, title="已对接", text="已与企业对接。", starts_on=clock.today())
    _outreach(world, 1)
    return cast_of(world)


def _outreach(world: World, number: int) -> None:
    of_all = {"department": world.yongqing}
    trip = {"kind": "走出去", "name": f"赴外{number}", "starts_on": date(2024, 6, number), "place": "北京市"}
    record_activity(by=world.officer, values=of_all | trip)
    lead = {"name": f"线索{number}", "source": LEAD_SOURCES[0], "registered_on": date(2024, 6, number)}
    record_lead(by=world.officer, values=of_all | lead)
    honour = {"kind": "资产荣誉", "name": f"荣誉{number}", "granted_on": date(2024, 6, number)}
    record_honour(by=world.officer, values=of_all | honour)


def test_every_list_is_in_the_register_of_this_test() -> None:
    """待分办 has no workbook of its own: its rows are in that of 企业诉求."""
    assert {name for name, page in LISTS.items() if page.export_name} == set(READERS)


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_list_has_views_columns_and_a_workbook_of_the_same_columns(cast: dict[str, User], name: str) -> None:
    client, listed = signed_in(cast[READERS[name]]), LISTS[name]
    address = reverse(listed.url_name)
    response = client.get(address)
    html = response.content.decode()
    for words in ("我的筛选", "列设置", "保存为我的筛选", "导出当前视图", "复制链接"):
        assert words in html, words
    table = response.context["table"]
    book = openpyxl.load_workbook(BytesIO(client.get(reverse(listed.export_name)).content))
    cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
    heads = [head.words for head in table.heads()]
    assert heads in [row[: len(heads)] for row in cells], cells[:4]
    nothing = f"{next(iter(listed.filter_class.base_filters))}=没有这个"
    assert send(client, "view_save", name, name="常用", query=nothing).status_code == 302
    assert client.get(f"{address}?{nothing}&view={SavedView.objects.get().pk}").context["page"].paginator.count == 0
    filtered = client.get(f"{address}?{nothing}").content.decode()
    assert f"当前条件下没有{listed.thing}" in filtered  # it says why it is empty, and what can be done
    assert "清除条件" in filtered
    every = ",".join(listed.table_class.base_columns)
    assert len(client.get(f"{address}?columns={every}").context["table"].heads()) == len(listed.table_class.base_columns)
    assert client.get(reverse("columns", args=[name])).status_code == 200


@pytest.mark.parametrize("name", sorted(READERS))
def test_every_column_sorts_or_says_that_it_does_not(cast: dict[str, User], name: str) -> None:
    client, listed = signed_in(cast[READERS[name]]), LISTS[name]
    every = ",".join(listed.table_class.base_columns)
    for head in client.get(f"{reverse(listed.url_name)}?columns={every}").context["table"].heads():
        for sort in (head.sort, f"-{head.sort}") if head.sort else ():
            assert client.get(f"{reverse(listed.url_name)}?sort={sort}").status_code == 200, sort


@pytest.mark.parametrize("name", sorted(CLOSED_TO_CLERKS))
def test_what_belongs_to_a_closed_list_is_closed_too(cast: dict[str, User], world: World, name: str) -> None:
    client = signed_in(world.clerk)
    for address in (LISTS[name].url_name, LISTS[name].export_name):
        assert client.get(reverse(address)).status_code == 403
    assert client.get(reverse("columns", args=[name])).status_code == 403
    assert send(client, "view_save", name, name="偷看", query="").status_code == 403
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", sorted(set(READERS) - {"audit"}))
def test_ticked_rows_are_taken_out_alone(cast: dict[str, User], name: str) -> None:
    client, listed = signed_in(cast[READERS[name]]), LISTS[name]
    response = client.get(reverse(listed.url_name))
    assert "导出所选" in response.content.decode()
    row: Any = response.context["table"].shown.rows[0]
    book = openpyxl.load_workbook(BytesIO(client.get(f"{reverse(listed.export_name)}?pick={row.pk}:{row.version}").content))
    first = [cells[0].value for cells in book.active.iter_rows() if cells[0].value]
    head = response.context["table"].heads()[0].words
    assert len([value for value in first[first.index(head) + 1 :] if not str(value).startswith("合计")]) == 1


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_list_asks_the_same_number_of_queries_for_any_length(cast: dict[str, User], world: World, name: str) -> None:
    client, address = signed_in(cast[READERS[name]]), reverse(LISTS[name].url_name)
    before = query_count(client, address)
    for number in range(3):
        project = world.sign(f"另一个{number}")
        world.claim(project, "100")
        serving(world, project)
        world.register(f"又一个{number}")
        world.ticket()
        _outreach(world, number + 2)
        user = User.objects.create(username=f"more{number}", display_name=f"示例{number}")
        Tenure.objects.create(user=user, unit=world.yongqing, role="filing_clerk", starts_on=date(2024, 1, 1))
    assert query_count(client, address) == before <= 20


def test_a_workbook_that_would_hold_a_worker_is_refused_in_words(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projects.pages.views.listing.MOST_EXPORTED", 1)
    response = signed_in(cast["audit_admin"]).get(reverse("audit_export") + "?result=ok")
    assert response["Location"] == f"{reverse('audit_list')}?result=ok"
