"""Search: trigrams for names, pinyin keys and numbers. pg_trgm is a trusted extension, so the tables' owner may create it."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

INDEXES = {
    "project_name_trgm": ("projects_project", "upper(name::text)"),
    "project_pinyin_trgm": ("projects_project", "pinyin"),
    "enterprise_name_trgm": ("projects_enterprise", "upper(name::text)"),
    "enterprise_pinyin_trgm": ("projects_enterprise", "pinyin"),
    "ticket_title_trgm": ("projects_ticket", "upper(title::text)"),
}


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_guards")]

    operations = [
        TrigramExtension(),
        *(
            migrations.RunSQL(f"CREATE INDEX {name} ON {table} USING gin ({what} gin_trgm_ops)", f"DROP INDEX IF EXISTS {name}")
            for name, (table, what) in INDEXES.items()
        ),
    ]
