"""Loading: set up, play, check."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.core.management.base import CommandError
from django.db import ProgrammingError, connection, transaction

from projects.audit.models import Entry
from projects.core import clock
from projects.demonstration import (
    agency,
    arrivals,
    external,
    matters,
    milestones,
    money_plans,
    months,
    outreach,
    replies,
    scores,
    signings,
    talks,
    tasks,
    tickets,
    visits,
    waiting,
)
from projects.demonstration.checks import check
from projects.demonstration.database import DEMONSTRATION, REAL, contents, forget_demo_date, rebuild
from projects.demonstration.leftovers import remember_files
from projects.demonstration.people import create_people
from projects.demonstration.rows import BUSINESS_DAY
from projects.demonstration.setup import create_enterprises, create_fairs, create_parks
from projects.demonstration.stage import Stage
from projects.demonstration.units import create_units
from projects.reference.actions import install_reference
from projects.reference.choices import DEMO_DATE
from projects.reference.models import Setting

BEGINNING = datetime(2021, 1, 1, tzinfo=clock.SHANGHAI)
END = datetime.combine(BUSINESS_DAY, datetime.max.time(), clock.SHANGHAI)
REFUSAL = "数据库里已有正式数据，不能装入演示数据；请换一个空数据库"
NOT_OWNER = "重建演示数据须用数据库所有者账号（qs_owner），请检查 DATABASE_OWNER_URL"
# In the order in which acts of one moment come: months before what counts in them.
PARTS = (
    *(months, tasks, signings, talks, arrivals, money_plans, milestones),
    *(visits, tickets, replies, agency, outreach, matters, waiting, scores, external),
)


@dataclass(frozen=True)
class Loaded:
    actions: int
    seconds: int
    counts: dict[str, int]


def load(*, if_empty: bool = False) -> Loaded | None:
    """None when the demonstration is there already and `if_empty` asks for no more. Raises CommandError on a database with real rows."""
    started = time.monotonic()
    found = contents()
    if found == REAL:
        raise CommandError(REFUSAL)
    if found == DEMONSTRATION and if_empty:
        return None
    try:
        rebuild(found)
    except ProgrammingError as error:
        raise CommandError(NOT_OWNER) from error
    counts = _fill()
    return Loaded(Entry.objects.count(), int(time.monotonic() - started), counts)


def _fill() -> dict[str, int]:
    """A transaction for each act: one for all would keep every dead version of the books' heads in the way.

    The demonstration's date is written last. Until then its row is empty: a load that broke is known by it, and the next one throws
    it away.
    """
    said = Setting.objects.create(key=DEMO_DATE, value=None, starts_on=BEGINNING.date(), set_at=BEGINNING, reason="演示数据")
    with clock.at(BEGINNING):
        stage = _set_up()
    for part in PARTS:
        part.schedule(stage)
    with _not_waiting_for_the_disk(), _not_sweeping():
        stage.timeline.play()
    with clock.at(END):
        counts = check()
    remember_files(stage.county.pk)
    said.value = BUSINESS_DAY.isoformat()
    said.save(update_fields=["value"])
    forget_demo_date()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return counts


def _set_up() -> Stage:
    with transaction.atomic():
        install_reference(by=None)
        units = create_units()
        county = next(unit for unit in units.values() if unit.is_county)
        enterprises = create_enterprises(county)
        create_parks(county, enterprises)
        return Stage(units, create_people(units), create_fairs(county), enterprises)


@contextmanager
def _not_sweeping() -> Iterator[None]:
    """The collector would look through everything that stays for a thousand times: once in a while is enough."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


@contextmanager
def _not_waiting_for_the_disk() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        try:
            yield
        finally:
            cursor.execute("RESET synchronous_commit")
