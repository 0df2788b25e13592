"""What the database itself refuses: changing a book's row, writing into a closed month, counting outside the month.

Plain SQL on purpose: pgtrigger's triggers can be switched off by a setting, and its append-only lets TRUNCATE through.
SQLSTATEs QS001 to QS003 are read by projects/core/errors.py.
"""

from django.db import migrations

BOOKS = (
    "projects_arrival",
    "projects_credit",
    "projects_signing",
    "projects_signingpart",
    "projects_milestone",
    "projects_taskentry",
    "projects_step",
    "projects_investorchange",
    "projects_cityrecognition",
    "projects_entry",
    "projects_planentry",
    "projects_scoreentry",
    "projects_scoreresult",
    "projects_scorerule",
    "projects_agencystep",
    "projects_arrivalanswer",
    "projects_elementstep",
    "projects_externalfigure",
    "projects_externalpaper",
    "projects_matterstep",
    "projects_moneyplan",
    "projects_sheetissue",
    "projects_visit",
)
MONTHLY = ("projects_arrival", "projects_signing")
# What was changed stays told. A table that becomes tracked later gets its guard in its own migration.
HISTORY = (
    "projects_activityevent",
    "projects_activityfirmevent",
    "projects_agencyitemevent",
    "projects_agencypaperevent",
    "projects_claimevent",
    "projects_claimlineevent",
    "projects_codeitemevent",
    "projects_enterpriseevent",
    "projects_fairevent",
    "projects_honourevent",
    "projects_itemtemplateevent",
    "projects_leadevent",
    "projects_matterevent",
    "projects_matterunitevent",
    "projects_meetingevent",
    "projects_monthevent",
    "projects_pairevent",
    "projects_projectelementevent",
    "projects_projectevent",
    "projects_registrationevent",
    "projects_reopeningevent",
    "projects_savedreplyevent",
    "projects_stewardevent",
    "projects_tenancyevent",
    "projects_tenureevent",
    "projects_ticketevent",
    "projects_ticketlinkevent",
    "projects_unitevent",
    "projects_userevent",
)

FUNCTIONS = """
CREATE FUNCTION qs_book_is_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'QS001', MESSAGE = TG_TABLE_NAME || ': rows of a book are never changed or removed';
END $$;

CREATE FUNCTION qs_month_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE month record;
BEGIN
  -- FOR SHARE: closing takes the row FOR UPDATE first, so that a late insert either waits and is refused or is counted.
  SELECT state, starts_on, ends_on INTO month FROM projects_month WHERE id = NEW.booked_in_id FOR SHARE;
  IF month.state = 'closed' THEN
    RAISE EXCEPTION USING ERRCODE = 'QS002', MESSAGE = TG_TABLE_NAME || ': the month is closed';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION qs_counts_in_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM projects_month
    WHERE id = NEW.booked_in_id AND county_id = NEW.county_id AND NEW.counts_on BETWEEN starts_on AND ends_on
  ) THEN
    RAISE EXCEPTION USING ERRCODE = 'QS003', MESSAGE = TG_TABLE_NAME || ': counts_on lies outside the month';
  END IF;
  RETURN NEW;
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION qs_book_is_insert_only();
DROP FUNCTION qs_month_is_open();
DROP FUNCTION qs_counts_in_month();
"""

# A plan counts nowhere: it has neither month nor day.
MILESTONES = """
CREATE TRIGGER qs_month_is_open BEFORE INSERT ON projects_milestone
  FOR EACH ROW EXECUTE FUNCTION qs_month_is_open();
CREATE TRIGGER qs_counts_in_month BEFORE INSERT ON projects_milestone
  FOR EACH ROW WHEN (NOT NEW.is_planned) EXECUTE FUNCTION qs_counts_in_month();
"""
DROP_MILESTONES = """
DROP TRIGGER qs_month_is_open ON projects_milestone;
DROP TRIGGER qs_counts_in_month ON projects_milestone;
"""


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


def month_guard(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER qs_month_is_open BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION qs_month_is_open();",
        f"DROP TRIGGER qs_month_is_open ON {table};",
    )


def counting_guard(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER qs_counts_in_month BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION qs_counts_in_month();",
        f"DROP TRIGGER qs_counts_in_month ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *(guard(table) for table in (*BOOKS, *HISTORY)),
        *(month_guard(table) for table in (*MONTHLY, "projects_credit")),
        *(counting_guard(table) for table in MONTHLY),
        migrations.RunSQL(MILESTONES, DROP_MILESTONES),
    ]
