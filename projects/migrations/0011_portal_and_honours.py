"""What enterprises send and answer without an account; the word of each step, why a problem arose; honours and rewards."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


TABLES = ("projects_arrivalanswer", "projects_honourevent")


def guard(table: str) -> migrations.RunSQL:
    """Insert-only: 0002 says how."""
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
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0010_milestone_months'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArrivalAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='入账时间')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                ('is_right', models.BooleanField(verbose_name='金额无误')),
                ('amount_wan', models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name='企业认为的金额（万元）')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Honour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='备注')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=20, verbose_name='类别')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('granted_on', models.DateField(verbose_name='认定时间')),
                ('amount_wan', models.DecimalField(blank=True, decimal_places=6, help_text='of 奖励资金 alone', max_digits=18, null=True, verbose_name='奖励金额（万元）')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
            ],
            options={
                'ordering': ['-granted_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='HonourEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='备注')),
                ('void_reason', models.CharField(blank=True, max_length=300, verbose_name='作废原因')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('version', models.PositiveIntegerField(default=1)),
                ('kind', models.CharField(max_length=20, verbose_name='类别')),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('granted_on', models.DateField(verbose_name='认定时间')),
                ('amount_wan', models.DecimalField(blank=True, decimal_places=6, help_text='of 奖励资金 alone', max_digits=18, null=True, verbose_name='奖励金额（万元）')),
                ('document_number', models.CharField(blank=True, max_length=60, verbose_name='文号')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TicketPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='TicketSender',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phone', models.CharField(max_length=20, verbose_name='联系电话')),
                ('form_key', models.UUIDField(unique=True)),
                ('sent_at', models.DateTimeField(verbose_name='提交时间')),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ticket',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ticket',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='ticket',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='step',
            name='satisfaction',
            field=models.CharField(blank=True, max_length=10, verbose_name='企业评价'),
        ),
        migrations.AddField(
            model_name='ticket',
            name='cause',
            field=models.CharField(blank=True, max_length=30, verbose_name='诉求成因'),
        ),
        migrations.AddField(
            model_name='ticketevent',
            name='cause',
            field=models.CharField(blank=True, max_length=30, verbose_name='诉求成因'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ticket',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_ticketevent" ("category", "cause", "content", "county_id", "deadline_on", "enterprise_id", "id", "is_confidential", "lead_unit_id", "level", "merged_into_id", "number", "opened_by_unit_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "registered_on", "satisfaction", "source", "state", "title", "version") VALUES (NEW."category", NEW."cause", NEW."content", NEW."county_id", NEW."deadline_on", NEW."enterprise_id", NEW."id", NEW."is_confidential", NEW."lead_unit_id", NEW."level", NEW."merged_into_id", NEW."number", NEW."opened_by_unit_id", NEW."outcome", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."registered_on", NEW."satisfaction", NEW."source", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='76a554a37e0a7635d2879dda1a76a6dcdf4485fe', operation='INSERT', pgid='pgtrigger_insert_insert_62421', table='projects_ticket', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ticket',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_ticketevent" ("category", "cause", "content", "county_id", "deadline_on", "enterprise_id", "id", "is_confidential", "lead_unit_id", "level", "merged_into_id", "number", "opened_by_unit_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "registered_on", "satisfaction", "source", "state", "title", "version") VALUES (NEW."category", NEW."cause", NEW."content", NEW."county_id", NEW."deadline_on", NEW."enterprise_id", NEW."id", NEW."is_confidential", NEW."lead_unit_id", NEW."level", NEW."merged_into_id", NEW."number", NEW."opened_by_unit_id", NEW."outcome", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."registered_on", NEW."satisfaction", NEW."source", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='0beea78b1e5893465603162464fbd32e4677fd26', operation='UPDATE', pgid='pgtrigger_update_update_00ead', table='projects_ticket', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ticket',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_ticketevent" ("category", "cause", "content", "county_id", "deadline_on", "enterprise_id", "id", "is_confidential", "lead_unit_id", "level", "merged_into_id", "number", "opened_by_unit_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "registered_on", "satisfaction", "source", "state", "title", "version") VALUES (OLD."category", OLD."cause", OLD."content", OLD."county_id", OLD."deadline_on", OLD."enterprise_id", OLD."id", OLD."is_confidential", OLD."lead_unit_id", OLD."level", OLD."merged_into_id", OLD."number", OLD."opened_by_unit_id", OLD."outcome", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."registered_on", OLD."satisfaction", OLD."source", OLD."state", OLD."title", OLD."version"); RETURN NULL;', hash='f7933688bafbe66b5162975056a28d0231df71c8', operation='DELETE', pgid='pgtrigger_delete_delete_57e2e', table='projects_ticket', when='AFTER')),
        ),
        migrations.AddField(
            model_name='arrivalanswer',
            name='arrival',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.arrival', verbose_name='到位资金'),
        ),
        migrations.AddField(
            model_name='arrivalanswer',
            name='county',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='县'),
        ),
        migrations.AddField(
            model_name='arrivalanswer',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='入账人'),
        ),
        migrations.AddField(
            model_name='arrivalanswer',
            name='reverses',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='projects.arrivalanswer', verbose_name='冲销'),
        ),
        migrations.AddField(
            model_name='arrivalanswer',
            name='token',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.token'),
        ),
        migrations.AddField(
            model_name='honour',
            name='county',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit'),
        ),
        migrations.AddField(
            model_name='honour',
            name='department',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='责任部门'),
        ),
        migrations.AddField(
            model_name='honour',
            name='enterprise',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='honours', to='projects.enterprise', verbose_name='企业名称'),
        ),
        migrations.AddField(
            model_name='honour',
            name='leader',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='县级领导'),
        ),
        migrations.AddField(
            model_name='honour',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='honour',
            name='task_force',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='工作专班'),
        ),
        migrations.AddField(
            model_name='honourevent',
            name='county',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit'),
        ),
        migrations.AddField(
            model_name='honourevent',
            name='department',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit', verbose_name='责任部门'),
        ),
        migrations.AddField(
            model_name='honourevent',
            name='enterprise',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.enterprise', verbose_name='企业名称'),
        ),
        migrations.AddField(
            model_name='honourevent',
            name='leader',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit', verbose_name='县级领导'),
        ),
        migrations.AddField(
            model_name='honourevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='honourevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.honour'),
        ),
        migrations.AddField(
            model_name='honourevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记人'),
        ),
        migrations.AddField(
            model_name='honourevent',
            name='task_force',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit', verbose_name='工作专班'),
        ),
        migrations.AddField(
            model_name='ticketphoto',
            name='stored',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ticket_photo', to='projects.storedfile'),
        ),
        migrations.AddField(
            model_name='ticketphoto',
            name='ticket',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='projects.ticket'),
        ),
        migrations.AddField(
            model_name='ticketsender',
            name='ticket',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sender', to='projects.ticket'),
        ),
        migrations.AddIndex(
            model_name='honour',
            index=models.Index(fields=['county', 'granted_on'], name='honour_county_day'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='honour',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_honourevent" ("amount_wan", "county_id", "department_id", "document_number", "enterprise_id", "granted_on", "id", "kind", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "task_force_id", "version", "void_reason") VALUES (NEW."amount_wan", NEW."county_id", NEW."department_id", NEW."document_number", NEW."enterprise_id", NEW."granted_on", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."task_force_id", NEW."version", NEW."void_reason"); RETURN NULL;', hash='92088bd3ec813b7b9007bfc2d11344b4803a5b52', operation='INSERT', pgid='pgtrigger_insert_insert_2557a', table='projects_honour', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='honour',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_honourevent" ("amount_wan", "county_id", "department_id", "document_number", "enterprise_id", "granted_on", "id", "kind", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "task_force_id", "version", "void_reason") VALUES (NEW."amount_wan", NEW."county_id", NEW."department_id", NEW."document_number", NEW."enterprise_id", NEW."granted_on", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."note", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."task_force_id", NEW."version", NEW."void_reason"); RETURN NULL;', hash='0ae19c367fc5453818b1a46bbf8a4d9c579dc0c2', operation='UPDATE', pgid='pgtrigger_update_update_fe57a', table='projects_honour', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='honour',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_honourevent" ("amount_wan", "county_id", "department_id", "document_number", "enterprise_id", "granted_on", "id", "kind", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "task_force_id", "version", "void_reason") VALUES (OLD."amount_wan", OLD."county_id", OLD."department_id", OLD."document_number", OLD."enterprise_id", OLD."granted_on", OLD."id", OLD."kind", OLD."leader_id", OLD."name", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."task_force_id", OLD."version", OLD."void_reason"); RETURN NULL;', hash='838a63fa757c0c160fb5c9ec2425c8e2c14cb59f', operation='DELETE', pgid='pgtrigger_delete_delete_c3e19', table='projects_honour', when='AFTER')),
        ),
        *(guard(table) for table in TABLES),
    ]
