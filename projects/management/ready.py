"""Before a command reads tables: whether they are there and as this code wants them."""

from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def must_be_ready() -> None:
    """Raises CommandError with what to do when the database has no tables yet, or those of an older version."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if not executor.loader.applied_migrations:
        raise CommandError("数据库里还没有建表，没有数据可处理：请先执行 make setup")
    raise CommandError(
        f"数据库表还是旧版本（有{len(plan)}步升级没有执行）：请先执行 .venv/bin/python manage.py migrate，再执行本命令"
    )
