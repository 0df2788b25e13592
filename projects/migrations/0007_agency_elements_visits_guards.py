"""The books and the histories of 帮办代办, 要素保障 and 走访 are insert-only, as those of 0002."""

from django.db import migrations

BOOKS = ("projects_agencystep", "projects_elementstep", "projects_visit")
HISTORY = (
    "projects_agencyitemevent",
    "projects_agencypaperevent",
    "projects_itemtemplateevent",
    "projects_meetingevent",
    "projects_pairevent",
    "projects_projectelementevent",
    "projects_stewardevent",
)


def guard(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER qs_insert_only BEFORE UPDATE OR DELETE ON {table}
          FOR EACH ROW EXECUTE FUNCTION qs_book_is_insert_only();
        CREATE TRIGGER qs_no_truncate BEFORE TRUNCATE ON {table}
          FOR EACH STATEMENT EXECUTE FUNCTION qs_book_is_insert_only();
        """,
        f"DROP TRIGGER qs_insert_only ON {table}; DROP TRIGGER qs_no_truncate ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("projects", "0006_agency_elements_visits")]

    operations = [guard(table) for table in (*BOOKS, *HISTORY)]
