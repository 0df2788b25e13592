"""What a database holds, and making it empty."""

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from projects.demonstration.leftovers import remove_files
from projects.organisations.models import Unit, User
from projects.reference import models as reference
from projects.reference.choices import DEMO_DATE
from projects.reference.models import Setting

NOTHING, DEMONSTRATION, BROKEN, REAL = "nothing", "demonstration", "broken", "real"


def contents() -> str:
    """REAL: units or accounts, and no demonstration date. BROKEN: a demonstration whose loading did not come to its end."""
    if Unit._meta.db_table not in connection.introspection.table_names():
        return NOTHING
    dates = list(Setting.objects.filter(key=DEMO_DATE).order_by("-id").values_list("value", flat=True)[:1])
    if dates:
        return DEMONSTRATION if dates[0] else BROKEN
    return REAL if Unit.objects.exists() or User.objects.exists() else NOTHING


def rebuild(found: str) -> None:
    """Tables as the migrations make them, empty, with the rights of the application's role; without the files of an earlier one."""
    if found in {DEMONSTRATION, BROKEN}:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        ContentType.objects.clear_cache()
    forget_demo_date()
    remove_files(whole_folder=found in {DEMONSTRATION, BROKEN})
    call_command("migrate", verbosity=0, interactive=False)


def forget_demo_date() -> None:
    """The clock keeps the date for some seconds; this process has just changed it."""
    reference._demo = None
