"""Scratch databases: one generated county, and the same county a hundred times.

The first is written by bench/county.py; the others are copies made inside the database, each with numbers of its own. Only for the
tests' cluster: triggers are set aside while the copies are made.
"""

from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection

from bench.county import grow
from projects.months.models import Month
from projects.organisations.models import Unit
from tests.world import World, build_world

STEP = 1_000_000
COPIED = (
    "Unit",
    "Month",
    "Fair",
    "Enterprise",
    "Project",
    "Signing",
    "SigningPart",
    "Milestone",
    "Arrival",
    "Credit",
    "TaskEntry",
    "Ticket",
    "Step",
)
UNIQUE_TEXTS = {"code"}


def one_county(*, seed: int, projects: int, arrivals: int, years: tuple[int, int], until: date) -> World:
    """The tests' cast, with thirty departments more, and ten years of rows."""
    world = build_world()
    opened = {(month.year, month.number) for month in Month.objects.in_county(world.county.pk)}
    world.open_months(*(year for year in range(years[0], years[1] + 1) if (year, 1) not in opened))
    for number in range(30):
        code = f"B{number:02}"
        Unit.objects.create(county=world.county, kind="department", code=code, name=f"测算{number}局", seq=300 + number)
    grow(world.county, seed=seed, projects=projects, arrivals=arrivals, years=years, until=until)
    return world


def copy_county(times: int) -> None:
    """So many counties more."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for name in COPIED:
            cursor.execute(_copy(apps.get_model("projects", name)), [times])
        cursor.execute("SET session_replication_role = DEFAULT")
    refresh()


def refresh() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _copy(model: Any) -> str:
    columns, values = [], []
    for field in model._meta.concrete_fields:
        column = f'"{field.column}"'
        columns.append(column)
        related = field.related_model.__name__ if field.related_model else ""
        if field.primary_key or related in COPIED:
            values.append(f"t.{column} + n * {STEP}")
        elif field.name in UNIQUE_TEXTS and model.__name__ == "Unit":
            values.append(f"t.{column} || '-' || n")
        else:
            values.append(f"t.{column}")
    table = f'"{model._meta.db_table}"'
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
        f'FROM {table} t, generate_series(1, %s) n WHERE t."{model._meta.pk.column}" < {STEP}'
    )
