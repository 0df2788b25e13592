"""Milestones count on a day of an open month, as money and signings do; a closed month takes none and keeps what it said."""

import django.db.models.deletion
from django.db import migrations, models

# What was entered before counts where it happened, and what was reversed before, where it was reversed: in the month that holds the day,
# else in the nearest one. The guard of the book stands aside for this one statement.
FILL = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE projects_milestone DISABLE TRIGGER qs_insert_only;
UPDATE projects_milestone AS row
SET booked_in_id = month.id, counts_on = LEAST(GREATEST(found.day, month.starts_on), month.ends_on)
FROM (
  SELECT id, county_id,
    CASE WHEN reverses_id IS NULL THEN happened_on ELSE (recorded_at AT TIME ZONE 'Asia/Shanghai')::date END AS day
  FROM projects_milestone WHERE NOT is_planned
) AS found
CROSS JOIN LATERAL (
  SELECT id, starts_on, ends_on FROM projects_month WHERE county_id = found.county_id
  ORDER BY (found.day BETWEEN starts_on AND ends_on) DESC, abs(starts_on - found.day) LIMIT 1
) AS month
WHERE row.id = found.id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE projects_milestone ENABLE TRIGGER qs_insert_only;
"""

GUARDS = """
CREATE TRIGGER qs_month_is_open BEFORE INSERT ON projects_milestone
  FOR EACH ROW EXECUTE FUNCTION qs_month_is_open();
CREATE TRIGGER qs_counts_in_month BEFORE INSERT ON projects_milestone
  FOR EACH ROW WHEN (NOT NEW.is_planned) EXECUTE FUNCTION qs_counts_in_month();
"""
DROP_GUARDS = """
DROP TRIGGER qs_month_is_open ON projects_milestone;
DROP TRIGGER qs_counts_in_month ON projects_milestone;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0009_external_papers")]

    operations = [
        migrations.AddField(
            "milestone",
            "booked_in",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="milestones",
                to="projects.month",
                verbose_name="统计月",
            ),
        ),
        migrations.AddField("milestone", "counts_on", models.DateField(blank=True, null=True, verbose_name="统计日期")),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "milestone",
            models.CheckConstraint(
                condition=models.Q(("booked_in", None), ("counts_on", None), ("is_planned", True))
                | models.Q(("booked_in__isnull", False), ("counts_on__isnull", False), ("is_planned", False)),
                name="milestone_counts_unless_planned",
            ),
        ),
        migrations.RunSQL(GUARDS, DROP_GUARDS),
    ]
