#!/usr/bin/env python
"""Django's command line, with the project's own database made sure of (scripts/localpg.py does that work)."""

import os
import sys

from scripts import localpg
from scripts.common import Refusal, told

# These write the schema or empty tables, so they log in as the tables' owner; everything else is the application's role.
OWNER_COMMANDS = (
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "load_demo",
    "flush",
    "dbshell",
    "pgtrigger",
    "sqlflush",
    "test",
    "backup",
    "restore_drill",
)
# These ask no database anything, so none is started for them.
NO_DATABASE = ("", "help", "--help", "-h", "version", "--version", "collectstatic", "findstatic", "compilemessages", "makemessages")
# After these the stamp that lets `make run` skip `migrate` would lie.
CHANGES_SCHEMA = ("migrate", "flush", "dbshell", "pgtrigger")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingshui.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in OWNER_COMMANDS:
        os.environ.setdefault("QINGSHUI_DB_ROLE", "owner")
    if command not in NO_DATABASE and not os.environ.get("DATABASE_URL"):
        localpg.ensure(localpg.default_root())
    if command in CHANGES_SCHEMA:
        (localpg.default_root() / "prepared").unlink(missing_ok=True)
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise Refusal("这个 Python 里没有 Django：请先执行 make setup，再用 .venv/bin/python manage.py。") from error
    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(told(main))
