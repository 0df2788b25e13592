"""When the demonstration may be loaded, and what an installation starts with."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from projects.demonstration import database, loader
from projects.demonstration.database import BROKEN, DEMONSTRATION, NOTHING, REAL, contents, forget_demo_date
from projects.demonstration.rows import arrival_rows, project_rows
from projects.demonstration.tasks import RANGES, Range, allocate
from projects.demonstration.ticket_texts import TOPICS
from projects.demonstration.tickets import cases_of_this_year
from projects.demonstration.timeline import is_workday, workday_after
from projects.demonstration.units import BUREAUS
from projects.organisations.choices import LEADER
from projects.reference.actions import install_reference
from projects.reference.choices import DEMO_DATE, LISTS
from projects.reference.models import CodeItem, Setting, Workday, add_workdays
from tests.world import World


@pytest.fixture(autouse=True)
def never_drops_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(found: str) -> None:
        raise AssertionError(f"rebuild({found}) in a test")

    monkeypatch.setattr(loader, "rebuild", refuse)


@pytest.mark.parametrize("options", [[], ["--if-empty"]])
def test_real_rows_are_refused_in_one_plain_sentence(world: World, options: list[str]) -> None:
    assert contents() == REAL
    with pytest.raises(CommandError, match=r"^数据库里已有正式数据，不能装入演示数据；请换一个空数据库$"):
        call_command("load_demo", *options)


def test_an_empty_database_is_empty_even_with_its_code_lists(db: None) -> None:
    install_reference(by=None)
    assert contents() == NOTHING


def test_a_load_that_broke_is_known_by_its_empty_date(world: World) -> None:
    Setting.objects.create(key=DEMO_DATE, value=None, starts_on=date(2021, 1, 1), set_at="2021-01-01T00:00Z")
    assert contents() == BROKEN


@pytest.mark.demo
def test_a_loaded_demonstration_is_left_alone_when_asked(demo: None) -> None:
    out = io.StringIO()
    assert contents() == DEMONSTRATION
    call_command("load_demo", "--if-empty", stdout=out)
    assert out.getvalue() == "演示数据已在，未改动。\n"


@pytest.mark.demo
def test_the_accounts_are_printed(demo: None) -> None:
    out = io.StringIO()
    forget_demo_date()
    call_command("demo_accounts", stdout=out)
    forget_demo_date()
    assert "shenhe    Yanshi-2024-Demo  招商局审核  县招商局" in out.getvalue()


def test_no_accounts_are_printed_where_there_is_no_demonstration(world: World) -> None:
    out = io.StringIO()
    forget_demo_date()
    call_command("demo_accounts", stdout=out)
    assert out.getvalue() == ""


def test_code_lists_and_calendar_come_in_once(db: None) -> None:
    assert install_reference(by=None) > 100
    assert install_reference(by=None) == 0
    assert CodeItem.objects.count() == sum(len(items) for _, items in LISTS.values())
    assert set(Workday.objects.values_list("day__year", flat=True)) >= {2022, 2023, 2024, 2025, 2026}
    assert add_workdays(date(2024, 9, 27), 2) == date(2024, 9, 30)  # a Sunday was a working day (调休)


def test_what_the_county_renamed_stays_renamed(db: None) -> None:
    install_reference(by=None)
    CodeItem.objects.filter(list_name="sector", code="agri").update(label="农特产品")
    install_reference(by=None)
    assert CodeItem.objects.get(list_name="sector", code="agri").label == "农特产品"


def test_the_composition_is_read_whole() -> None:
    assert (len(project_rows()), len(arrival_rows())) == (60, 464)
    assert len([line for line in BUREAUS.split("\n") if line]) == 80
    assert sum(topic.count for topic in TOPICS) == 201
    assert sum(len(topic.titles) for topic in TOPICS) == 40


def test_tickets_are_handled_on_working_days() -> None:
    for case in cases_of_this_year():
        assert all(is_workday(day) for day in case.days)
        assert list(case.days) == sorted(case.days)


def test_working_days_skip_the_spring_festival() -> None:
    assert workday_after(date(2024, 2, 9), 1) == date(2024, 2, 18)


def test_tasks_are_allocated_to_the_last_wan() -> None:
    money = [project.contract_wan for project in project_rows()[:26]]
    for total in (558_500, 480_000):
        tasks = allocate(total, money, RANGES[LEADER])
        assert sum(tasks) == total
    assert allocate(2_500, [money[0], money[1] * 0], Range(1_000, 2_000)) == [1_500, 1_000]


def test_the_loader_forgets_the_date_it_has_changed(db: None) -> None:
    database.forget_demo_date()
    from projects.reference import models

    assert models._demo is None
