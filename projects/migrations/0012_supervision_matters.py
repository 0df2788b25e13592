"""督办事项 with their steps; links between tickets; saved replies. The book of steps and what was changed are insert-only."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

INSERT_ONLY = (
    "projects_matterstep",
    "projects_matterevent",
    "projects_matterunitevent",
    "projects_savedreplyevent",
    "projects_ticketlinkevent",
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

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('projects', '0011_portal_and_honours'),
    ]

    operations = [
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, verbose_name='编号')),
                ('kind', models.CharField(max_length=10, verbose_name='类别')),
                ('level', models.CharField(blank=True, max_length=10, verbose_name='督办等级')),
                ('title', models.CharField(max_length=60, verbose_name='事项')),
                ('text', models.TextField(max_length=1000, verbose_name='内容')),
                ('source', models.CharField(blank=True, help_text='meeting or document', max_length=100, verbose_name='依据')),
                ('ordered_at', models.DateTimeField(verbose_name='下达时间')),
                ('working_days', models.PositiveSmallIntegerField(verbose_name='时限（工作日）')),
                ('first_deadline_on', models.DateField(verbose_name='原定时限')),
                ('deadline_on', models.DateField(verbose_name='办理时限')),
                ('state', models.CharField(default='open', max_length=10, verbose_name='状态')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='销号时间')),
                ('task_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='任务年度')),
                ('task_kind', models.CharField(blank=True, max_length=20, verbose_name='任务类别')),
                ('once_key', models.CharField(blank=True, max_length=60)),
                ('version', models.PositiveIntegerField(default=1)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit')),
                ('ordered_by_unit', models.ForeignKey(help_text='empty: the system', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ordered_matters', to='projects.unit', verbose_name='下达单位')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='projects.project', verbose_name='关联项目')),
                ('task_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='任务单位')),
                ('ticket', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='matters', to='projects.ticket', verbose_name='关联诉求')),
            ],
            options={
                'ordering': ['-ordered_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='MatterEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(max_length=30, verbose_name='编号')),
                ('kind', models.CharField(max_length=10, verbose_name='类别')),
                ('level', models.CharField(blank=True, max_length=10, verbose_name='督办等级')),
                ('title', models.CharField(max_length=60, verbose_name='事项')),
                ('text', models.TextField(max_length=1000, verbose_name='内容')),
                ('source', models.CharField(blank=True, help_text='meeting or document', max_length=100, verbose_name='依据')),
                ('ordered_at', models.DateTimeField(verbose_name='下达时间')),
                ('working_days', models.PositiveSmallIntegerField(verbose_name='时限（工作日）')),
                ('first_deadline_on', models.DateField(verbose_name='原定时限')),
                ('deadline_on', models.DateField(verbose_name='办理时限')),
                ('state', models.CharField(default='open', max_length=10, verbose_name='状态')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='销号时间')),
                ('task_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='任务年度')),
                ('task_kind', models.CharField(blank=True, max_length=20, verbose_name='任务类别')),
                ('once_key', models.CharField(blank=True, max_length=60)),
                ('version', models.PositiveIntegerField(default=1)),
                ('county', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit')),
                ('ordered_by_unit', models.ForeignKey(db_constraint=False, help_text='empty: the system', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit', verbose_name='下达单位')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.matter')),
                ('project', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.project', verbose_name='关联项目')),
                ('task_unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit', verbose_name='任务单位')),
                ('ticket', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.ticket', verbose_name='关联诉求')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MatterStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(verbose_name='入账时间')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='原因')),
                ('kind', models.CharField(max_length=10, verbose_name='步骤')),
                ('happened_on', models.DateField(verbose_name='时间')),
                ('on_behalf_of', models.CharField(blank=True, max_length=60, verbose_name='代办')),
                ('level', models.CharField(blank=True, max_length=10, verbose_name='督办等级')),
                ('deadline_on', models.DateField(blank=True, null=True, verbose_name='办理时限')),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='说明')),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='县')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='projects.matter')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='入账人')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='projects.matterstep', verbose_name='冲销')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='单位')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='MatterPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stored', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.storedfile')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='projects.matterstep')),
            ],
        ),
        migrations.CreateModel(
            name='MatterUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_lead', models.BooleanField(default=False, verbose_name='牵头')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='反馈时间')),
                ('matter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='projects.matter')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given_matters', to='projects.unit')),
            ],
            options={
                'ordering': ['-is_lead', 'unit__seq', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MatterUnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_lead', models.BooleanField(default=False, verbose_name='牵头')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='反馈时间')),
                ('matter', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.matter')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.matterunit')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SavedReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(blank=True, help_text='kind of step; empty: wherever a note is written', max_length=20, verbose_name='用于')),
                ('title', models.CharField(max_length=30, verbose_name='名称')),
                ('text', models.CharField(max_length=500, verbose_name='内容')),
                ('starts_on', models.DateField(verbose_name='启用时间')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='停用时间')),
                ('version', models.PositiveIntegerField(default=1)),
                ('county', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.unit', verbose_name='使用单位')),
            ],
            options={
                'ordering': ['unit__seq', 'title', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SavedReplyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('step', models.CharField(blank=True, help_text='kind of step; empty: wherever a note is written', max_length=20, verbose_name='用于')),
                ('title', models.CharField(max_length=30, verbose_name='名称')),
                ('text', models.CharField(max_length=500, verbose_name='内容')),
                ('starts_on', models.DateField(verbose_name='启用时间')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='停用时间')),
                ('version', models.PositiveIntegerField(default=1)),
                ('county', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.savedreply')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.unit', verbose_name='使用单位')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TicketLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='关联说明')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.ticket')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.ticket')),
            ],
        ),
        migrations.CreateModel(
            name='TicketLinkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='关联说明')),
                ('first', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.ticket')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='projects.ticketlink')),
                ('second', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='projects.ticket')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['county', '-ordered_at', '-id'], name='matter_county_order'),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['deadline_on'], name='matter_open_deadline'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(fields=('county', 'number'), name='matter_number_once'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(condition=models.Q(('once_key', ''), _negated=True), fields=('county', 'once_key'), name='matter_once'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('task_kind', ''), ('task_unit', None), ('task_year', None)), models.Q(('task_unit__isnull', False), ('task_year__isnull', False), models.Q(('task_kind', ''), _negated=True)), _connector='OR'), name='matter_task_whole'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matter',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_matterevent" ("closed_on", "county_id", "deadline_on", "first_deadline_on", "id", "kind", "level", "number", "once_key", "ordered_at", "ordered_by_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "state", "task_kind", "task_unit_id", "task_year", "text", "ticket_id", "title", "version", "working_days") VALUES (NEW."closed_on", NEW."county_id", NEW."deadline_on", NEW."first_deadline_on", NEW."id", NEW."kind", NEW."level", NEW."number", NEW."once_key", NEW."ordered_at", NEW."ordered_by_unit_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."source", NEW."state", NEW."task_kind", NEW."task_unit_id", NEW."task_year", NEW."text", NEW."ticket_id", NEW."title", NEW."version", NEW."working_days"); RETURN NULL;', hash='df4d4ca5cda2bd684e18bca46ac5a5b82381def0', operation='INSERT', pgid='pgtrigger_insert_insert_51024', table='projects_matter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matter',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_matterevent" ("closed_on", "county_id", "deadline_on", "first_deadline_on", "id", "kind", "level", "number", "once_key", "ordered_at", "ordered_by_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "state", "task_kind", "task_unit_id", "task_year", "text", "ticket_id", "title", "version", "working_days") VALUES (NEW."closed_on", NEW."county_id", NEW."deadline_on", NEW."first_deadline_on", NEW."id", NEW."kind", NEW."level", NEW."number", NEW."once_key", NEW."ordered_at", NEW."ordered_by_unit_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."source", NEW."state", NEW."task_kind", NEW."task_unit_id", NEW."task_year", NEW."text", NEW."ticket_id", NEW."title", NEW."version", NEW."working_days"); RETURN NULL;', hash='89325bc0ec4845aa9f4f70c2fd2a7277518c88d0', operation='UPDATE', pgid='pgtrigger_update_update_13319', table='projects_matter', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matter',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_matterevent" ("closed_on", "county_id", "deadline_on", "first_deadline_on", "id", "kind", "level", "number", "once_key", "ordered_at", "ordered_by_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "state", "task_kind", "task_unit_id", "task_year", "text", "ticket_id", "title", "version", "working_days") VALUES (OLD."closed_on", OLD."county_id", OLD."deadline_on", OLD."first_deadline_on", OLD."id", OLD."kind", OLD."level", OLD."number", OLD."once_key", OLD."ordered_at", OLD."ordered_by_unit_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."source", OLD."state", OLD."task_kind", OLD."task_unit_id", OLD."task_year", OLD."text", OLD."ticket_id", OLD."title", OLD."version", OLD."working_days"); RETURN NULL;', hash='b93aeb2c305950bc0323f985475145375686c29c', operation='DELETE', pgid='pgtrigger_delete_delete_6256b', table='projects_matter', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='matterstep',
            index=models.Index(fields=['matter', 'id'], name='matter_steps'),
        ),
        migrations.AddConstraint(
            model_name='matterunit',
            constraint=models.UniqueConstraint(fields=('matter', 'unit'), name='matter_unit_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matterunit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_matterunitevent" ("id", "is_lead", "matter_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "unit_id") VALUES (NEW."id", NEW."is_lead", NEW."matter_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."reported_on", NEW."unit_id"); RETURN NULL;', hash='29609abf3eaa2e72732d02f521867585ff227d5c', operation='INSERT', pgid='pgtrigger_insert_insert_f3fd3', table='projects_matterunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matterunit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_matterunitevent" ("id", "is_lead", "matter_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "unit_id") VALUES (NEW."id", NEW."is_lead", NEW."matter_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."reported_on", NEW."unit_id"); RETURN NULL;', hash='19a222708cd4e49881b89b2bcfdcf76d85bc8742', operation='UPDATE', pgid='pgtrigger_update_update_e054b', table='projects_matterunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matterunit',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_matterunitevent" ("id", "is_lead", "matter_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "unit_id") VALUES (OLD."id", OLD."is_lead", OLD."matter_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."reported_on", OLD."unit_id"); RETURN NULL;', hash='308d9917ba1cf0de3838e5c22375fc9757961cef', operation='DELETE', pgid='pgtrigger_delete_delete_454d3', table='projects_matterunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedreply',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_savedreplyevent" ("county_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "step", "text", "title", "unit_id", "version") VALUES (NEW."county_id", NEW."ends_on", NEW."id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."starts_on", NEW."step", NEW."text", NEW."title", NEW."unit_id", NEW."version"); RETURN NULL;', hash='f1966c3ed619c26bdbb8017277cff35676cae898', operation='INSERT', pgid='pgtrigger_insert_insert_cdf11', table='projects_savedreply', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedreply',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_savedreplyevent" ("county_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "step", "text", "title", "unit_id", "version") VALUES (NEW."county_id", NEW."ends_on", NEW."id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."starts_on", NEW."step", NEW."text", NEW."title", NEW."unit_id", NEW."version"); RETURN NULL;', hash='7a4092125d5e79bbba1c1bdc49e6bb23c08815f0', operation='UPDATE', pgid='pgtrigger_update_update_a5c5d', table='projects_savedreply', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedreply',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_savedreplyevent" ("county_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "step", "text", "title", "unit_id", "version") VALUES (OLD."county_id", OLD."ends_on", OLD."id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."starts_on", OLD."step", OLD."text", OLD."title", OLD."unit_id", OLD."version"); RETURN NULL;', hash='7dedf5caed2ba7eb20451d3d0028f02c2ce6d2bd', operation='DELETE', pgid='pgtrigger_delete_delete_3f406', table='projects_savedreply', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='ticketlink',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='ticket_link_once'),
        ),
        migrations.AddConstraint(
            model_name='ticketlink',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='ticket_link_in_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ticketlink',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_ticketlinkevent" ("first_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (NEW."first_id", NEW."id", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."second_id"); RETURN NULL;', hash='c773cd6ee8c6f4c81290d8894bef0642481e3fe7', operation='INSERT', pgid='pgtrigger_insert_insert_b5129', table='projects_ticketlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ticketlink',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "projects_ticketlinkevent" ("first_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (NEW."first_id", NEW."id", NEW."note", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."second_id"); RETURN NULL;', hash='8a5000ec9254c6e58917889450547b282788e4a0', operation='UPDATE', pgid='pgtrigger_update_update_41c66', table='projects_ticketlink', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='ticketlink',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "projects_ticketlinkevent" ("first_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (OLD."first_id", OLD."id", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."second_id"); RETURN NULL;', hash='9f3897f6db77b47cb1080206f9aef2ef77bb8832', operation='DELETE', pgid='pgtrigger_delete_delete_81125', table='projects_ticketlink', when='AFTER')),
        ),
        *(guard(table) for table in INSERT_ONLY),
    ]
