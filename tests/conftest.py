"""Fixtures of all tests: PostgreSQL only, the clock stands at the demonstration's day, books may be emptied here alone."""

import math
import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

from projects.core import clock
from projects.reference import models as reference
from tests.databases import ROOT, Site, copy_of, demo_template, drop, empty_template, serve, sweep
from tests.world import World, build_world

FULL = os.environ.get("QINGSHUI_FULL") == "1"
BUSINESS_MOMENT = datetime(2024, 12, 16, 14, 8, tzinfo=clock.SHANGHAI)

_sql_flush = DatabaseOperations.sql_flush


def _flush_books_too(self: DatabaseOperations, *args: Any, **options: Any) -> list[str]:
    """TRUNCATE of a book is refused by its trigger; tests on real transactions must empty it. The only place that may."""
    statements = _sql_flush(self, *args, **options)
    return ["SET LOCAL session_replication_role = replica", *statements] if statements else statements


DatabaseOperations.sql_flush = _flush_books_too  # type: ignore[method-assign]


LONGEST = (
    "funding/test_state_machine.py",
    "browser/test_axe.py",
    "access/test_matrix.py",
    "browser/test_xss_everywhere.py",
    "scripts/test_website.py",
    "backups/test_backup.py",
    "faults/test_kill.py",
    "indicators/test_trust.py",
    "browser/test_xss.py",
    "security/test_visibility.py",
)
"""Files of minutes, begun first: a process that took one up last would work on alone. The Makefile keeps xdist from sorting again."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`make test` leaves out what is marked `full`, so that it ends within ten minutes; the gate leaves out nothing."""
    if not FULL:
        later = [item for item in items if item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=later)
        items[:] = [item for item in items if not item.get_closest_marker("full")]
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        sweep()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A copy of the migrated database instead of migrating again: two runs beside each other each have their own."""
    with django_db_blocker.unblock():
        usual, name = connection.settings_dict["NAME"], copy_of(empty_template())
        connection.close()
        connection.settings_dict["NAME"] = name
        yield
        connection.close()
        connection.settings_dict["NAME"] = usual
        drop(name)


@pytest.fixture(autouse=True)
def business_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """2024-12-16 14:08 in Shanghai, unless a test sets another time; no demonstration, and never asked for again: the answer is kept
    for five seconds only, and a page measured across that moment would show one query more."""
    monkeypatch.setattr(reference, "_demo", (math.inf, None))
    with clock.at(BUSINESS_MOMENT):
        yield


@pytest.fixture
def full() -> bool:
    """True under `make test FULL=1`: the issues' full numbers."""
    return FULL


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture(scope="session")
def demo_database(django_db_setup: None) -> Iterator[str]:
    """The name of this worker's own copy of the loaded demonstration."""
    name = copy_of(demo_template())
    yield name
    drop(name)


@pytest.fixture
def demo(demo_database: str, django_db_blocker: Any) -> Iterator[None]:
    """The loaded demonstration as Django's database; whatever the test writes is rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock():
        usual = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = demo_database
        reference._demo = None
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = usual


@pytest.fixture(scope="module")
def site(django_db_setup: None) -> Iterator[Site]:
    """A server process of its own on a copy of the demonstration, as the role qs_app."""
    with serve(demo_template()) as running:
        yield running
