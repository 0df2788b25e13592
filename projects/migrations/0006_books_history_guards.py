"""The history tables are closed like the books, to the owner too: what was changed stays told.

A table that becomes tracked later gets its guard in its own migration; tests/funding/test_guards.py names one that has none.
"""

from django.db import migrations

HISTORY = (
    "projects_activityevent",
    "projects_activityfirmevent",
    "projects_claimevent",
    "projects_claimlineevent",
    "projects_codeitemevent",
    "projects_enterpriseevent",
    "projects_fairevent",
    "projects_leadevent",
    "projects_monthevent",
    "projects_projectevent",
    "projects_registrationevent",
    "projects_reopeningevent",
    "projects_tenancyevent",
    "projects_tenureevent",
    "projects_ticketevent",
    "projects_unitevent",
    "projects_userevent",
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
    dependencies = [("projects", "0005_months_refusals")]

    operations = [guard(table) for table in HISTORY]
