"""Whose signing is how much: a view, computed from papers and shares, never stored."""

from django.db import migrations

# The rules are those of funding/actions/posting.py (credits_for, wholes_of, parts_of): the mode by the booked year, the shares by the
# paper's day.
SIGNING_CREDIT = """
CREATE VIEW projects_signingcredit AS
WITH paper AS (
  SELECT s.id, s.county_id, s.amount_wan, p.leader_id, p.task_force_id, p.department_id, s.project_id, s.signed_on,
    COALESCE((
      SELECT value #>> '{}' FROM projects_setting
      WHERE key = 'credit_mode' AND starts_on <= make_date(m.year, 1, 1) ORDER BY starts_on DESC, id DESC LIMIT 1
    ), 'whole') = 'parts' AS is_parts
  FROM projects_signing s
  JOIN projects_project p ON p.id = s.project_id
  JOIN projects_month m ON m.id = s.booked_in_id
), in_force AS (
  SELECT paper.id, paper.is_parts, share.dimension, share.unit_id, share.percent,
    sum(share.percent) OVER (PARTITION BY paper.id) AS together
  FROM paper JOIN projects_share share ON share.project_id = paper.project_id
    AND share.starts_on <= paper.signed_on AND (share.ends_on IS NULL OR share.ends_on > paper.signed_on)
), held AS (
  SELECT id, dimension, unit_id, percent FROM in_force
  WHERE NOT is_parts OR together <= 100 OR dimension = 'department'
), taken AS (
  SELECT id, dimension, sum(percent) AS percent FROM held GROUP BY id, dimension
), split AS (
  SELECT id, dimension, unit_id, percent FROM held
  UNION ALL
  SELECT paper.id, named.dimension, CASE WHEN taken.percent IS NULL THEN named.unit_id END, 100 - COALESCE(taken.percent, 0)
  FROM paper
  CROSS JOIN LATERAL (
    VALUES ('leader', leader_id), ('task_force', task_force_id), ('department', department_id)
  ) AS named (dimension, unit_id)
  LEFT JOIN taken ON taken.id = paper.id AND taken.dimension = named.dimension
  WHERE NOT is_parts AND COALESCE(taken.percent, 0) < 100
  UNION ALL
  SELECT paper.id, CASE WHEN sum(taken.percent) IS NULL THEN 'department' ELSE 'unassigned' END,
    CASE WHEN sum(taken.percent) IS NULL THEN paper.department_id END, 100 - COALESCE(sum(taken.percent), 0)
  FROM paper LEFT JOIN taken ON taken.id = paper.id
  WHERE is_parts
  GROUP BY paper.id, paper.department_id
  HAVING COALESCE(sum(taken.percent), 0) < 100
)
SELECT split.id || '-' || split.dimension || '-' || COALESCE(split.unit_id, 0) AS id,
  paper.county_id, paper.id AS signing_id, split.dimension, split.unit_id, split.percent,
  paper.amount_wan * split.percent / 100 AS amount_wan,
  row_number() OVER (
    PARTITION BY split.id, CASE WHEN NOT paper.is_parts THEN split.dimension END
    ORDER BY split.unit_id IS NULL, split.percent DESC, split.unit_id
  ) AS place
FROM split JOIN paper ON paper.id = split.id;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_search")]

    operations = [migrations.RunSQL(SIGNING_CREDIT, "DROP VIEW projects_signingcredit;")]
