"""System checks that stop a start which would go wrong later."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db.backends.postgresql.psycopg_any import is_psycopg3


@register()
def no_psycopg3(**_: Any) -> list[CheckMessage]:
    """Django silently prefers psycopg 3 whenever it can be imported; this site is tested on psycopg2 only."""
    if is_psycopg3:
        return [Error("psycopg 3 is installed beside psycopg2", hint="pip uninstall psycopg", id="projects.E001")]
    return []


@register()
def postgresql_only(**_: Any) -> list[CheckMessage]:
    engine = settings.DATABASES["default"]["ENGINE"]
    if engine != "django.db.backends.postgresql":
        return [Error(f"the site runs on PostgreSQL only, not {engine}", id="projects.E002")]
    return []
