"""What the role qs_app may do with each table: everything but changing a book or a history."""

from django.apps import apps
from django.db import connection, models

from projects.audit.models import Entry
from projects.books.models import Book

APP_ROLE = "qs_app"


def insert_only_models() -> list[type[models.Model]]:
    """The books, the audit entries and the history tables."""
    return [
        model for model in apps.get_models() if issubclass(model, Book) or model is Entry or hasattr(model, "pgh_tracked_model")
    ]


def grant_to_app_role() -> bool:
    """Idempotent; run after every migrate. False when the role does not exist (a one-role installation)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if not cursor.fetchone():
            return False
        cursor.execute("SELECT current_user")
        if cursor.fetchone() == (APP_ROLE,):
            return False
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {APP_ROLE}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}")
        for model in insert_only_models():
            cursor.execute(f'REVOKE UPDATE, DELETE ON "{model._meta.db_table}" FROM {APP_ROLE}')
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE}")
    return True
