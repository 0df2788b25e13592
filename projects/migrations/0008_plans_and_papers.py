"""到位计划 of projects (a book, with its guards), 分割证明 of credit, papers of 加扣分."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


GUARDS = """
CREATE TRIGGER qs_insert_only BEFORE UPDATE OR DELETE ON projects_moneyplan
  FOR EACH ROW EXECUTE FUNCTION qs_book_is_insert_only();
CREATE TRIGGER qs_no_truncate BEFORE TRUNCATE ON projects_moneyplan
  FOR EACH STATEMENT EXECUTE FUNCTION qs_book_is_insert_only();
"""
DROP_GUARDS = "DROP TRIGGER qs_insert_only ON projects_moneyplan; DROP TRIGGER qs_no_truncate ON projects_moneyplan;"


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0007_agency_elements_visits_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScorePaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='projects.scoreentry')),
                ('stored', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.storedfile')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SharePaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimension', models.CharField(max_length=20)),
                ('starts_on', models.DateField(help_text='of the shares that it proves', verbose_name='起')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='share_papers', to='projects.project')),
                ('stored', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.storedfile')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='MoneyPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='入账时间')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('months_wan', django.contrib.postgres.fields.ArrayField(base_field=models.DecimalField(decimal_places=6, max_digits=18), blank=True, help_text='万元, twelve or none', size=None, verbose_name='各月计划到位')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='县')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='money_plans', to='projects.project', verbose_name='项目')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='入账人')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='projects.moneyplan', verbose_name='冲销')),
            ],
            options={
                'ordering': ['-year', '-id'],
                'indexes': [models.Index(fields=['project', 'year'], name='money_plan_of')],
                'constraints': [models.CheckConstraint(condition=models.Q(('months_wan__len__in', (0, 12))), name='money_plan_twelve_or_none')],
            },
        ),
        migrations.RunSQL(GUARDS, DROP_GUARDS),
    ]
