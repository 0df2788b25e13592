"""外部数据, handed-out 汇报数据单, names of links; the three new books refuse changes like all others."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


BOOKS = ("projects_externalpaper", "projects_externalfigure", "projects_sheetissue")


def guard(table):
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

    dependencies = [
        ('projects', '0008_plans_and_papers'),
    ]

    operations = [
        migrations.AddField(
            model_name='token',
            name='label',
            field=models.CharField(blank=True, default='', help_text='where the screen hangs, which system reads', max_length=40, verbose_name='名称'),
        ),
        migrations.CreateModel(
            name='ExternalPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='入账时间')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                ('title', models.CharField(max_length=100, verbose_name='通报标题')),
                ('document_number', models.CharField(max_length=60, verbose_name='文号')),
                ('issuer', models.CharField(max_length=60, verbose_name='发文单位')),
                ('issued_on', models.DateField(verbose_name='发文时间')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年')),
                ('until_month', models.PositiveSmallIntegerField(verbose_name='截至月')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='县')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='入账人')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='projects.externalpaper', verbose_name='冲销')),
                ('stored', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.storedfile', verbose_name='通报原件')),
            ],
            options={
                'ordering': ['-year', '-until_month', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ExternalFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='入账时间')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                ('place', models.CharField(help_text='code of the list 同市县区', max_length=30, verbose_name='县区')),
                ('task_wan', models.DecimalField(decimal_places=6, max_digits=18, null=True, verbose_name='年度任务（万元）')),
                ('arrived_wan', models.DecimalField(decimal_places=6, max_digits=18, null=True, verbose_name='到位资金（万元）')),
                ('completion_percent', models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name='完成率（%）')),
                ('growth_percent', models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name='增速（%）')),
                ('rank', models.PositiveSmallIntegerField(null=True, verbose_name='名次')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='县')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='入账人')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='projects.externalfigure', verbose_name='冲销')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='projects.externalpaper')),
            ],
            options={
                'indexes': [models.Index(fields=['paper', 'place'], name='external_figure_place')],
            },
        ),
        migrations.CreateModel(
            name='SheetIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='入账时间')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                ('on', models.DateField(verbose_name='截至日期')),
                ('figures', models.JSONField(verbose_name='报出的数')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='县')),
                ('leader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='县级领导')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='入账人')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='projects.sheetissue', verbose_name='冲销')),
            ],
            options={
                'indexes': [models.Index(fields=['leader', '-id'], name='sheet_issue_latest')],
            },
        ),
        *(guard(table) for table in BOOKS),
    ]
