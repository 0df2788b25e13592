"""What the database itself refuses, whoever asks: the books are insert-only, a closed month takes nothing."""

import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal

import psycopg2
import pytest
from django.db import DatabaseError, connection, models, transaction

from projects.agency.actions import install_agency_templates, list_agency_items
from projects.audit.models import Entry
from projects.books.grants import insert_only_models
from projects.books.models import Book
from projects.core.errors import Refused
from projects.elements.actions import start_elements
from projects.funding.actions import Line, Paper, close_month, set_money_plan, set_plan, submit_claim
from projects.funding.actions.recognition import set_city_recognition
from projects.funding.choices import BUILDING
from projects.funding.models import Arrival, Claim, Credit
from projects.organisations.choices import TOWNSHIP
from projects.portal.actions import answer_arrival
from projects.ranking.actions import issue_scores
from projects.reports.actions import issue_sheet
from projects.signing.actions import change_investor
from projects.signing.models import Milestone, Signing
from projects.supervision.actions import order_matter
from projects.tokens.actions import issue_token
from projects.tokens.choices import ARRIVAL
from projects.visits.actions import record_visit
from tests.access.scene import external_paper, score_entry
from tests.databases import url_of
from tests.funding.test_claim_pages import signed_in, typed
from tests.world import World

BOOKS = [model for model in insert_only_models() if issubclass(model, Book) or model is Entry]
GUARDED = insert_only_models()
STATEMENTS = ("UPDATE {table} SET {key} = {key}", "DELETE FROM {table}", "TRUNCATE {table} CASCADE")
ANY_TABLE = pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
ANY_BOOK = pytest.mark.parametrize("model", BOOKS, ids=lambda model: model.__name__)


def said(statement: str, model: type[models.Model]) -> str:
    return statement.format(table=model._meta.db_table, key=model._meta.pk.column)  # type: ignore[union-attr]


@pytest.fixture
def full_books(world: World) -> World:
    """At least one row in every book."""
    project = world.sign()
    row = world.arrive(project, 800)
    world.milestone(project, "registered", "2024-08-01")
    world.task(world.yongqing, 100)
    set_plan(
        by=world.officer, unit=world.yongqing, year=2024, months=[], paper=Paper(date(2024, 3, 1), "清招发〔2024〕5号", "按时间")
    )
    set_money_plan(by=world.officer, project=project, year=2024, months=[Decimal(0)] * 11 + [Decimal(500)])
    world.ticket()
    set_city_recognition(
        by=world.verifier, project=project, year=2024, until_month=11, amount_wan=Decimal(700), document_number="天招发〔2024〕9号"
    )
    change_investor(
        by=world.verifier,
        project=project,
        investor=world.enterprise("新投资方（示例）有限公司"),
        source_tier="省外",
        changed_on=date(2024, 12, 12),
        reason="股权转让",
    )
    install_agency_templates(by=world.agent, county=world.county)
    list_agency_items(by=world.agent, project=project)
    start_elements(by=world.clerk, project=project)
    record_visit(
        by=world.officer, enterprise=project.investor, visited_on=date(2024, 12, 12), visit_reason="routine", found="生产正常"
    )
    token, _ = issue_token(by=None, county=world.county, purpose=ARRIVAL, about=row)
    answer_arrival(by=None, arrival=row, token=token, is_right=True)
    order_matter(by=world.inspector, kind="supervise", title="补佐证", text="请补齐。", units=[world.yongqing])
    score_entry(world)
    issue_scores(by=world.verifier, group=TOWNSHIP, year=2024, document_number="清招组发〔2025〕1号")
    external_paper(world)
    issue_sheet(by=world.officer, leader=world.leader_post)
    return world


@pytest.fixture
def app_role(db: None) -> Iterator[psycopg2.extensions.connection]:
    """The tests' database as the role that serves the pages."""
    with closing(psycopg2.connect(url_of(connection.settings_dict["NAME"], owner=False))) as link:
        link.autocommit = True
        yield link


@ANY_TABLE
def test_the_pages_role_has_no_right_to_change_remove_or_empty(
    app_role: psycopg2.extensions.connection, model: type[models.Model]
) -> None:
    """Rights are looked at before rows: an empty table refuses too."""
    for statement in STATEMENTS:
        with app_role.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(said(statement, model))
    with app_role.cursor() as cursor:
        cursor.execute(said("SELECT count(*) FROM {table}", model))


@ANY_BOOK
def test_even_the_owner_is_refused_by_the_triggers(full_books: World, model: type[models.Model]) -> None:
    assert model._default_manager.exists(), f"{model.__name__} has no row: the row triggers were not asked"
    for statement in STATEMENTS:
        with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(said(statement, model))
        assert getattr(refusal.value.__cause__, "pgcode", "") == "QS001"


@ANY_TABLE
def test_every_book_and_every_history_carries_both_guards(db: None, model: type[models.Model]) -> None:
    """Also the empty ones, whose row trigger no statement asks: BEFORE UPDATE OR DELETE of each row, BEFORE TRUNCATE, never disabled."""
    with connection.cursor() as cursor:
        query = "SELECT tgname, tgtype, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
        cursor.execute(query, [model._meta.db_table])
        found = {name: (kind, enabled) for name, kind, enabled in cursor.fetchall()}
    # 27 = row 1 + before 2 + delete 8 + update 16; 34 = before 2 + truncate 32
    assert found.get("qs_no_truncate") == (34, "O")
    assert found.get("qs_insert_only") == (27, "O")
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(said("TRUNCATE {table} CASCADE", model))
    assert getattr(refusal.value.__cause__, "pgcode", "") == "QS001"


HISTORIES = [model for model in GUARDED if model not in BOOKS]


def test_what_a_history_tells_is_refused_to_the_owner_too(full_books: World) -> None:
    filled = [model for model in HISTORIES if model._default_manager.exists()]
    assert {"ProjectEvent", "ClaimEvent", "ClaimLineEvent", "UserEvent"} <= {model.__name__ for model in filled}
    for model in filled:
        for statement in STATEMENTS[:2]:
            with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(said(statement, model))
            assert getattr(refusal.value.__cause__, "pgcode", "") == "QS001", model


def test_the_orm_is_refused_like_plain_sql(full_books: World) -> None:
    arrival = Arrival.objects.get()
    arrival.amount_wan = Decimal(1)
    for change in (arrival.save, arrival.delete, lambda: Arrival.objects.update(amount_wan=1)):
        with pytest.raises((DatabaseError, models.ProtectedError)), transaction.atomic():
            change()
    assert Arrival.objects.get().amount_wan == 800


# --- A closed month ---------------------------------------------------------------------------------------


@pytest.fixture
def closed_november(full_books: World) -> World:
    for year, numbers in ((2023, range(1, 13)), (2024, range(1, 12))):
        for number in numbers:
            close_month(by=full_books.verifier, month=full_books.month(year, number))
    return full_books


def _raw_copy(model: type[Book], month_pk: int) -> str:
    """The first row again, in another month, under another number: only the month is at fault."""
    table = model._meta.db_table
    changed = {
        "id": "1000000",
        "booked_in_id": str(month_pk),
        "counts_on": "'2024-11-15'",
        "seq": "seq + 1000",
        "reverses_id": "NULL",
    }
    names = [field.column for field in model._meta.concrete_fields]
    columns = ", ".join(changed.get(name, name) for name in names)
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {columns} FROM {table} ORDER BY id LIMIT 1"


@pytest.mark.parametrize("model", [Arrival, Credit, Signing, Milestone], ids=lambda model: model.__name__)
def test_plain_sql_puts_nothing_into_a_closed_month(closed_november: World, model: type[Book]) -> None:
    statement = _raw_copy(model, closed_november.month(2024, 11).pk)
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert getattr(refusal.value.__cause__, "pgcode", "") == "QS002"


@pytest.mark.django_db(transaction=True)
def test_the_pages_role_puts_nothing_into_a_closed_month_either(closed_november: World) -> None:
    statement = _raw_copy(Arrival, closed_november.month(2024, 11).pk)
    with closing(psycopg2.connect(url_of(connection.settings_dict["NAME"], owner=False))) as link, link.cursor() as cursor:
        with pytest.raises(psycopg2.Error) as refusal:
            cursor.execute(statement)
        assert refusal.value.pgcode == "QS002"


def test_an_action_puts_nothing_into_a_closed_month(closed_november: World) -> None:
    """The action looks for an open month; one that was closed in between is refused by the trigger, with a sentence."""
    project = closed_november.sign("另一项目")
    line = Line(BUILDING, date(2024, 11, 20), Decimal(5), evidence_due_on=date(2024, 12, 30))
    claim = submit_claim(by=closed_november.clerk, project=project, lines=[line])
    assert claim.month == closed_november.month(2024, 12)
    arrival = Arrival.objects.get()
    arrival.pk, arrival.seq, arrival.counts_on = None, 99, date(2024, 11, 20)
    arrival.booked_in = closed_november.month(2024, 11)
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        arrival.save(force_insert=True)
    assert getattr(refusal.value.__cause__, "pgcode", "") == "QS002"


def test_the_page_books_a_late_paper_into_the_open_month_with_its_reason_or_not_at_all(closed_november: World) -> None:
    world, project = closed_november, closed_november.sign("另一项目")
    signed_in(world.clerk).post("/claims/new/", typed(project, **{"line-1-arrived_on": "2024-11-28"}))
    claim = Claim.objects.latest("pk")
    values = {"submission_key": str(uuid.uuid4()), "version": claim.version, "line-1-counted_wan": "1200.5"}
    client = signed_in(world.verifier)
    assert "请填写补录原因" in client.post(f"/claims/{claim.pk}/verify/", values).content.decode()
    assert client.post(f"/claims/{claim.pk}/verify/", values | {"late_reason": "晚到"}).status_code == 302
    assert Arrival.objects.latest("pk").counts_on == date(2024, 12, 1)
    assert not Arrival.objects.filter(booked_in=world.month(2024, 11)).exists()


@pytest.mark.parametrize("model", [Arrival, Signing, Milestone], ids=lambda model: model.__name__)
def test_a_row_that_counts_outside_its_month_is_refused(full_books: World, model: type[Book]) -> None:
    statement = _raw_copy(model, full_books.month(2024, 12).pk)  # counts on 15 November, booked in December
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert getattr(refusal.value.__cause__, "pgcode", "") == "QS003"


def test_a_closed_month_is_not_closed_twice(closed_november: World) -> None:
    with pytest.raises(Refused, match="已经月结"):
        close_month(by=closed_november.verifier, month=closed_november.month(2024, 11))
