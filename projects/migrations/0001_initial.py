"""Every table with all its columns, in the order of their references: no AddField, which is what makes a first migration slow."""

import datetime
import uuid
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="SigningCredit",
            fields=[
                ("id", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("dimension", models.CharField(max_length=20)),
                ("percent", models.DecimalField(decimal_places=4, max_digits=7, verbose_name="归属比例（%）")),
                ("amount_wan", models.DecimalField(decimal_places=12, max_digits=24, verbose_name="归属签约额（万元）")),
                ("place", models.PositiveSmallIntegerField(help_text="1: the holder of the largest part")),
            ],
            options={
                "db_table": "projects_signingcredit",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=40, unique=True, verbose_name="账号")),
                ("display_name", models.CharField(max_length=40, verbose_name="姓名")),
                ("post", models.CharField(blank=True, max_length=60, verbose_name="职务（岗位）")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="电话")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("must_change_password", models.BooleanField(default=True, verbose_name="须修改密码")),
                ("password_changed_at", models.DateTimeField(null=True, verbose_name="密码修改时间")),
                ("secret_expires_at", models.DateTimeField(blank=True, null=True, verbose_name="一次性密码有效期")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["username"],
            },
        ),
        migrations.CreateModel(
            name="CodeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list_name", models.CharField(max_length=30, verbose_name="代码表")),
                ("code", models.CharField(max_length=30, verbose_name="代码")),
                ("label", models.CharField(max_length=60, verbose_name="名称")),
                ("seq", models.PositiveSmallIntegerField(verbose_name="排序")),
                ("starts_on", models.DateField(verbose_name="启用时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="停用时间")),
            ],
            options={
                "ordering": ["list_name", "seq"],
                "constraints": [models.UniqueConstraint(fields=("list_name", "code"), name="code_once")],
            },
        ),
        migrations.CreateModel(
            name="PostCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("hour", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("key", "hour"), name="post_count_once")],
            },
        ),
        migrations.CreateModel(
            name="TellingMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20, unique=True)),
                ("floor", models.BigIntegerField(default=0)),
                ("candidate", models.BigIntegerField(default=0)),
                ("candidate_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="projects.unit",
                        verbose_name="县",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="projects.unit",
                        verbose_name="上级单位",
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="类别")),
                ("category", models.CharField(blank=True, max_length=20, verbose_name="分组")),
                ("rank_group", models.CharField(blank=True, default="", max_length=20, verbose_name="考核分组")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="单位编码")),
                ("name", models.CharField(max_length=60, verbose_name="单位名称")),
                ("short_name", models.CharField(blank=True, max_length=30, verbose_name="简称")),
                ("pinyin", models.CharField(blank=True, max_length=200)),
                ("seq", models.PositiveIntegerField(verbose_name="单位排序")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                (
                    "sectors",
                    models.JSONField(
                        blank=True, default=list, help_text="codes of the nine sectors, for a task force", verbose_name="负责领域"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                ("former_names", models.JSONField(blank=True, default=list, verbose_name="曾用名")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="projects.unit",
                        verbose_name="并入单位",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤并时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["seq", "id"],
            },
        ),
        migrations.CreateModel(
            name="Workday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True, verbose_name="日期")),
                ("is_workday", models.BooleanField(verbose_name="上班")),
                ("note", models.CharField(blank=True, max_length=60, verbose_name="说明")),
            ],
            options={
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="责任部门"
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="县级领导",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=10, verbose_name="活动类型")),
                ("name", models.CharField(max_length=100, verbose_name="活动名称")),
                ("starts_on", models.DateField(verbose_name="开始时间")),
                ("ends_on", models.DateField(verbose_name="结束时间")),
                ("place", models.CharField(max_length=60, verbose_name="地点")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="活动成效")),
            ],
            options={
                "ordering": ["-starts_on", "-id"],
                "indexes": [models.Index(fields=["county", "starts_on"], name="activity_county_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="activity_ends_after_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=120, verbose_name="公告内容")),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(verbose_name="结束日期")),
                ("published_at", models.DateTimeField(verbose_name="发布时间")),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤下时间")),
            ],
            options={
                "ordering": ["-starts_on", "-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="announcement_ends_after_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BookHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("book", models.CharField(max_length=30)),
                ("seq", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(blank=True, max_length=64)),
                ("recorded_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("county", "book"), name="book_head_one_each")],
            },
        ),
        migrations.CreateModel(
            name="CheckAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("check_code", models.CharField(max_length=40)),
                ("target", models.CharField(help_text="model name and number of the row found", max_length=60)),
                ("reason", models.CharField(max_length=300, verbose_name="说明")),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("county", "check_code", "target"), name="check_answer_once")],
            },
        ),
        migrations.CreateModel(
            name="CodeItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.codeitem",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("list_name", models.CharField(max_length=30, verbose_name="代码表")),
                ("code", models.CharField(max_length=30, verbose_name="代码")),
                ("label", models.CharField(max_length=60, verbose_name="名称")),
                ("seq", models.PositiveSmallIntegerField(verbose_name="排序")),
                ("starts_on", models.DateField(verbose_name="启用时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="停用时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("channel", models.CharField(max_length=10, verbose_name="渠道")),
                ("title", models.CharField(max_length=100, verbose_name="标题")),
                ("text", models.TextField(max_length=2000, verbose_name="内容")),
                ("once_key", models.CharField(max_length=120)),
                ("state", models.CharField(default="pending", max_length=10, verbose_name="状态")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="发送次数")),
                ("created_at", models.DateTimeField(verbose_name="生成时间")),
                ("next_try_at", models.DateTimeField(null=True, verbose_name="下次发送")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="送达时间")),
                ("problem", models.CharField(blank=True, max_length=300, verbose_name="原因")),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [models.UniqueConstraint(fields=("county", "channel", "once_key"), name="delivery_once")],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("url", models.CharField(max_length=300)),
                ("data", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "url"), name="draft_once")],
            },
        ),
        migrations.CreateModel(
            name="Enterprise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("name", models.CharField(max_length=100, verbose_name="企业全称")),
                ("former_names", models.JSONField(blank=True, default=list, verbose_name="曾用名")),
                ("pinyin", models.CharField(blank=True, max_length=300)),
                ("credit_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                ("origin", models.CharField(blank=True, max_length=40, verbose_name="来源地")),
                ("source_tier", models.CharField(blank=True, max_length=20, verbose_name="注册地层级")),
                ("category", models.CharField(blank=True, max_length=30, verbose_name="企业类别")),
                ("contact_name", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
                ("contact_phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["pinyin", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "name"), name="enterprise_name_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("credit_code", ""), _negated=True),
                        fields=("county", "credit_code"),
                        name="enterprise_credit_code_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("verb", models.CharField(max_length=40, verbose_name="动作")),
                ("label", models.CharField(max_length=300, verbose_name="说明")),
                ("succeeded", models.BooleanField(default=True, verbose_name="成功")),
                (
                    "actor",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("actor_name", models.CharField(max_length=100, verbose_name="操作人")),
                (
                    "county_number",
                    models.BigIntegerField(help_text="where it was done; empty: by the system or by nobody known", null=True),
                ),
                (
                    "on_behalf_of",
                    models.CharField(blank=True, help_text="某联络员代某职务办理", max_length=60, verbose_name="代办"),
                ),
                ("target_type", models.CharField(blank=True, max_length=40)),
                ("target_id", models.CharField(blank=True, max_length=40)),
                ("target_label", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                (
                    "project_number",
                    models.BigIntegerField(db_index=True, help_text="the project on whose timeline it stands", null=True),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                ("details", models.JSONField(default=dict)),
                ("channel", models.CharField(max_length=20)),
                ("request_id", models.CharField(blank=True, max_length=32)),
                ("context_id", models.UUIDField(null=True)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["target_type", "target_id"], name="projects_en_target__f3851e_idx"),
                    models.Index(fields=["at"], name="projects_en_at_cd41c5_idx"),
                    models.Index(fields=["actor", "at"], name="entry_of_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("series", models.CharField(max_length=30, verbose_name="节会")),
                ("edition", models.PositiveSmallIntegerField(verbose_name="届次")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("starts_on", models.DateField(verbose_name="开始时间")),
                ("ends_on", models.DateField(verbose_name="结束时间")),
            ],
            options={
                "ordering": ["-starts_on"],
                "constraints": [models.UniqueConstraint(fields=("county", "series", "edition"), name="fair_once")],
            },
        ),
        migrations.CreateModel(
            name="ItemTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("stage", models.CharField(max_length=20, verbose_name="审批阶段")),
                ("name", models.CharField(max_length=60, verbose_name="代办事项")),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="审批部门",
                    ),
                ),
                ("statutory_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="法定时限（工作日）")),
                ("promised_days", models.PositiveSmallIntegerField(verbose_name="承诺时限（工作日）")),
                ("basis", models.CharField(blank=True, max_length=100, verbose_name="依据")),
                ("papers", models.TextField(blank=True, max_length=2000, verbose_name="所需材料")),
                ("seq", models.PositiveSmallIntegerField(verbose_name="排序")),
                ("starts_on", models.DateField(verbose_name="启用时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="停用时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["seq", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "name", "starts_on"), name="item_template_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="item_template_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("statutory_days", None), ("promised_days__lte", models.F("statutory_days")), _connector="OR"
                        ),
                        name="item_template_promise_within_law",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="责任部门"
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="县级领导",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=100, verbose_name="线索名称")),
                ("source", models.CharField(max_length=20, verbose_name="线索来源")),
                ("firm", models.CharField(blank=True, max_length=100, verbose_name="企业名称")),
                ("registered_on", models.DateField(verbose_name="线索时间")),
                ("state", models.CharField(default="待研判", max_length=10, verbose_name="跟进状态")),
            ],
            options={
                "ordering": ["-registered_on", "-id"],
                "indexes": [models.Index(fields=["county", "registered_on"], name="lead_county_day")],
            },
        ),
        migrations.CreateModel(
            name="LoginRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="logins", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("session_key", models.CharField(db_index=True, max_length=40)),
                ("started_at", models.DateTimeField(verbose_name="登录时间")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                ("address", models.GenericIPAddressField(null=True, verbose_name="地址")),
                ("browser", models.CharField(blank=True, max_length=200, verbose_name="浏览器")),
            ],
            options={
                "ordering": ["-started_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("kind", models.CharField(max_length=30, verbose_name="会议类型")),
                ("name", models.CharField(max_length=100, verbose_name="会议名称")),
                ("held_on", models.DateField(verbose_name="召开时间")),
                ("place", models.CharField(max_length=60, verbose_name="地点")),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="承办单位"
                    ),
                ),
                ("firms", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="参会企业（家）")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="会议成效")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-held_on", "-id"],
                "indexes": [models.Index(fields=["county", "held_on"], name="meeting_county_day")],
            },
        ),
        migrations.CreateModel(
            name="Month",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="months", to="projects.unit"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年")),
                ("number", models.PositiveSmallIntegerField(verbose_name="月")),
                ("starts_on", models.DateField(verbose_name="起")),
                ("ends_on", models.DateField(verbose_name="止")),
                ("state", models.CharField(default="open", max_length=10, verbose_name="月结状态")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="月结时间")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="月结说明")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["year", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "year", "number"), name="month_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("starts_on"))), name="month_ends_after_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 12)), name="month_number_1_to_12"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="类别")),
                ("text", models.CharField(max_length=200, verbose_name="内容")),
                ("url", models.CharField(max_length=300)),
                ("about_type", models.CharField(blank=True, max_length=40)),
                ("about_id", models.CharField(blank=True, max_length=40)),
                ("group_key", models.CharField(blank=True, max_length=120)),
                ("once_key", models.CharField(blank=True, max_length=200)),
                ("needs_me", models.BooleanField(default=False, verbose_name="待我办理")),
                ("count", models.PositiveIntegerField(default=1, verbose_name="条数")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="已读时间")),
            ],
            options={
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["user", "-at", "-id"], name="notice_of_person"),
                    models.Index(condition=models.Q(("needs_me", True), ("read_at", None)), fields=["user"], name="notice_badge"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("once_key", ""), _negated=True), fields=("user", "once_key"), name="notice_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(models.Q(("group_key", ""), _negated=True), ("read_at", None)),
                        fields=("user", "group_key"),
                        name="notice_one_open_group",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Park",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("name", models.CharField(max_length=40, verbose_name="园区")),
                ("seq", models.PositiveSmallIntegerField(verbose_name="排序")),
            ],
            options={
                "ordering": ["seq"],
            },
        ),
        migrations.CreateModel(
            name="PasswordHistory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="old_passwords", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("encoded", models.CharField(max_length=128)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-set_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PlanEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.planentry",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan_entries",
                        to="projects.unit",
                        verbose_name="单位",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "months_wan",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=6, max_digits=18),
                        blank=True,
                        help_text="万元, twelve or none",
                        size=None,
                        verbose_name="各月末累计计划",
                    ),
                ),
                ("issued_on", models.DateField(verbose_name="下达时间")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
            ],
            options={
                "ordering": ["year", "unit__seq", "issued_on", "id"],
                "indexes": [models.Index(fields=["county", "year"], name="plan_year")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("months_wan__len__in", (0, 12))), name="plan_twelve_months_or_none")
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="preferences", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("value", models.JSONField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "key"), name="preference_once")],
            },
        ),
        migrations.CreateModel(
            name="SavedReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="使用单位",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        blank=True, help_text="kind of step; empty: wherever a note is written", max_length=20, verbose_name="用于"
                    ),
                ),
                ("title", models.CharField(max_length=30, verbose_name="名称")),
                ("text", models.CharField(max_length=500, verbose_name="内容")),
                ("starts_on", models.DateField(verbose_name="启用时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="停用时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["unit__seq", "title", "id"],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="saved_views", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="共享给",
                    ),
                ),
                ("list_name", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=30, verbose_name="名称")),
                ("query", models.CharField(max_length=1000)),
                ("is_default", models.BooleanField(default=False, verbose_name="默认")),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "list_name", "name"), name="saved_view_name_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)), fields=("user", "list_name"), name="saved_view_one_default"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.scoreentry",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="score_entries",
                        to="projects.unit",
                        verbose_name="单位",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("item", models.CharField(max_length=40, verbose_name="加扣分项")),
                ("points", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="分")),
                ("happened_on", models.DateField(verbose_name="时间")),
                ("document_number", models.CharField(max_length=60, verbose_name="文号")),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["county", "year"], name="score_entry_year")],
            },
        ),
        migrations.CreateModel(
            name="ScoreRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.scorerule",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("group", models.CharField(max_length=20, verbose_name="考核分组")),
                ("formula", models.JSONField(verbose_name="计分办法")),
                ("issued_on", models.DateField(verbose_name="印发时间")),
                ("document_number", models.CharField(max_length=60, verbose_name="文号")),
            ],
            options={
                "ordering": ["-year", "group", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, verbose_name="设置项")),
                ("value", models.JSONField(null=True, verbose_name="值")),
                ("starts_on", models.DateField(verbose_name="生效日期")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                ("set_at", models.DateTimeField(verbose_name="设置时间")),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["key", "-starts_on", "-id"],
                "indexes": [models.Index(fields=["key", "-starts_on", "-id"], name="setting_latest")],
            },
        ),
        migrations.CreateModel(
            name="SheetIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.sheetissue",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县级领导"
                    ),
                ),
                ("on", models.DateField(verbose_name="截至日期")),
                ("figures", models.JSONField(verbose_name="报出的数")),
            ],
            options={
                "indexes": [models.Index(fields=["leader", "-id"], name="sheet_issue_latest")],
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("content_type", models.CharField(max_length=80, verbose_name="类型")),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("uploaded_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("key", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("url", models.CharField(max_length=300)),
                ("redirect_to", models.CharField(blank=True, max_length=300)),
                ("submitted_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TaskEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.taskentry",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task_entries",
                        to="projects.unit",
                        verbose_name="任务单位",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("kind", models.CharField(max_length=20, verbose_name="任务类别")),
                ("level", models.CharField(max_length=10, verbose_name="口径")),
                ("move", models.CharField(max_length=10, verbose_name="调整")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=6, help_text="万元, or a count by kind", max_digits=18, verbose_name="任务数"
                    ),
                ),
                ("issued_on", models.DateField(verbose_name="下达时间")),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                (
                    "counterpart",
                    models.OneToOneField(
                        blank=True,
                        help_text="of a transfer: what was taken from the other unit",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="projects.taskentry",
                        verbose_name="划出方",
                    ),
                ),
            ],
            options={
                "ordering": ["year", "unit__seq", "id"],
                "indexes": [models.Index(fields=["county", "year", "kind"], name="task_year_kind")],
            },
        ),
        migrations.CreateModel(
            name="Tenure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tenures", to="projects.unit"),
                ),
                ("role", models.CharField(max_length=30, verbose_name="角色")),
                ("starts_on", models.DateField(verbose_name="任职时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="离任时间")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="tenure_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None), ("role__in", ("system_admin", "security_admin", "audit_admin"))),
                        fields=("user",),
                        name="tenure_one_admin_role_each",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("purpose", models.CharField(max_length=30, verbose_name="用途")),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="where the screen hangs, which system reads",
                        max_length=40,
                        verbose_name="名称",
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("about_type", models.CharField(blank=True, max_length=40)),
                ("about_id", models.CharField(blank=True, max_length=40)),
                (
                    "acts_as",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="以谁的权限",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="签发人",
                    ),
                ),
                ("issued_at", models.DateTimeField(verbose_name="签发时间")),
                ("expires_at", models.DateTimeField(verbose_name="有效期至")),
                ("most_uses", models.PositiveIntegerField(default=0, verbose_name="可用次数")),
                ("uses", models.PositiveIntegerField(default=0, verbose_name="已用次数")),
                ("last_used_at", models.DateTimeField(null=True, verbose_name="最近使用")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["about_type", "about_id"], name="token_about")],
            },
        ),
        migrations.CreateModel(
            name="UnitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="县",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="上级单位",
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="类别")),
                ("category", models.CharField(blank=True, max_length=20, verbose_name="分组")),
                ("rank_group", models.CharField(blank=True, default="", max_length=20, verbose_name="考核分组")),
                ("code", models.CharField(max_length=20, verbose_name="单位编码")),
                ("name", models.CharField(max_length=60, verbose_name="单位名称")),
                ("short_name", models.CharField(blank=True, max_length=30, verbose_name="简称")),
                ("pinyin", models.CharField(blank=True, max_length=200)),
                ("seq", models.PositiveIntegerField(verbose_name="单位排序")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                (
                    "sectors",
                    models.JSONField(
                        blank=True, default=list, help_text="codes of the nine sectors, for a task force", verbose_name="负责领域"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                ("former_names", models.JSONField(blank=True, default=list, verbose_name="曾用名")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="并入单位",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="撤并时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("username", models.CharField(max_length=40, verbose_name="账号")),
                ("display_name", models.CharField(max_length=40, verbose_name="姓名")),
                ("post", models.CharField(blank=True, max_length=60, verbose_name="职务（岗位）")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="电话")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("must_change_password", models.BooleanField(default=True, verbose_name="须修改密码")),
                ("password_changed_at", models.DateTimeField(null=True, verbose_name="密码修改时间")),
                ("secret_expires_at", models.DateTimeField(blank=True, null=True, verbose_name="一次性密码有效期")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.activity",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="责任部门",
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="县级领导",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=10, verbose_name="活动类型")),
                ("name", models.CharField(max_length=100, verbose_name="活动名称")),
                ("starts_on", models.DateField(verbose_name="开始时间")),
                ("ends_on", models.DateField(verbose_name="结束时间")),
                ("place", models.CharField(max_length=60, verbose_name="地点")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="活动成效")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActivityFirm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "activity",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="projects.activity"),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="projects.enterprise",
                        verbose_name="对接企业",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("activity", "enterprise"), name="activity_firm_once")],
            },
        ),
        migrations.CreateModel(
            name="EnterpriseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.enterprise",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="企业全称")),
                ("former_names", models.JSONField(blank=True, default=list, verbose_name="曾用名")),
                ("pinyin", models.CharField(blank=True, max_length=300)),
                ("credit_code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                ("origin", models.CharField(blank=True, max_length=40, verbose_name="来源地")),
                ("source_tier", models.CharField(blank=True, max_length=20, verbose_name="注册地层级")),
                ("category", models.CharField(blank=True, max_length=30, verbose_name="企业类别")),
                ("contact_name", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
                ("contact_phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExternalPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.externalpaper",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                ("title", models.CharField(max_length=100, verbose_name="通报标题")),
                ("document_number", models.CharField(max_length=60, verbose_name="文号")),
                ("issuer", models.CharField(max_length=60, verbose_name="发文单位")),
                ("issued_on", models.DateField(verbose_name="发文时间")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年")),
                ("until_month", models.PositiveSmallIntegerField(verbose_name="截至月")),
                (
                    "stored",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.storedfile",
                        verbose_name="通报原件",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-until_month", "-id"],
            },
        ),
        migrations.CreateModel(
            name="FairEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.fair",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("series", models.CharField(max_length=30, verbose_name="节会")),
                ("edition", models.PositiveSmallIntegerField(verbose_name="届次")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                ("starts_on", models.DateField(verbose_name="开始时间")),
                ("ends_on", models.DateField(verbose_name="结束时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Honour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="责任部门"
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="县级领导",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=20, verbose_name="类别")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="honours",
                        to="projects.enterprise",
                        verbose_name="企业名称",
                    ),
                ),
                ("granted_on", models.DateField(verbose_name="认定时间")),
                (
                    "amount_wan",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="of 奖励资金 alone",
                        max_digits=18,
                        null=True,
                        verbose_name="奖励金额（万元）",
                    ),
                ),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
            ],
            options={
                "ordering": ["-granted_on", "-id"],
                "indexes": [models.Index(fields=["county", "granted_on"], name="honour_county_day")],
            },
        ),
        migrations.CreateModel(
            name="ItemTemplateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.itemtemplate",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("stage", models.CharField(max_length=20, verbose_name="审批阶段")),
                ("name", models.CharField(max_length=60, verbose_name="代办事项")),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="审批部门",
                    ),
                ),
                ("statutory_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="法定时限（工作日）")),
                ("promised_days", models.PositiveSmallIntegerField(verbose_name="承诺时限（工作日）")),
                ("basis", models.CharField(blank=True, max_length=100, verbose_name="依据")),
                ("papers", models.TextField(blank=True, max_length=2000, verbose_name="所需材料")),
                ("seq", models.PositiveSmallIntegerField(verbose_name="排序")),
                ("starts_on", models.DateField(verbose_name="启用时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="停用时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(help_text="name of the registered function", max_length=40)),
                ("title", models.CharField(max_length=100, verbose_name="任务")),
                ("arguments", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
                (
                    "asked_with",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        default=list,
                        help_text="role:unit of the person's posts then; what was made with them goes with them",
                        size=None,
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="提交时间")),
                ("state", models.CharField(default="waiting", max_length=10, verbose_name="状态")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已处理")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="共")),
                ("message", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="执行次数")),
                ("started_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("cancel_asked_at", models.DateTimeField(null=True, verbose_name="要求取消时间")),
                (
                    "result",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="projects.storedfile",
                        verbose_name="结果文件",
                    ),
                ),
                ("result_until", models.DateTimeField(null=True, verbose_name="结果保留至")),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["asked_by", "-id"], name="job_of_person")],
            },
        ),
        migrations.CreateModel(
            name="LeaderSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="projects.month"),
                ),
                ("leader", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("signed_at", models.DateTimeField(verbose_name="签批时间")),
                (
                    "signed_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.storedfile",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="意见")),
            ],
        ),
        migrations.CreateModel(
            name="LeadEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.lead",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="责任部门",
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="县级领导",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=100, verbose_name="线索名称")),
                ("source", models.CharField(max_length=20, verbose_name="线索来源")),
                ("firm", models.CharField(blank=True, max_length=100, verbose_name="企业名称")),
                ("registered_on", models.DateField(verbose_name="线索时间")),
                ("state", models.CharField(default="待研判", max_length=10, verbose_name="跟进状态")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.meeting",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="会议类型")),
                ("name", models.CharField(max_length=100, verbose_name="会议名称")),
                ("held_on", models.DateField(verbose_name="召开时间")),
                ("place", models.CharField(max_length=60, verbose_name="地点")),
                (
                    "host",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="承办单位",
                    ),
                ),
                ("firms", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="参会企业（家）")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="会议成效")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MonthEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.month",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年")),
                ("number", models.PositiveSmallIntegerField(verbose_name="月")),
                ("starts_on", models.DateField(verbose_name="起")),
                ("ends_on", models.DateField(verbose_name="止")),
                ("state", models.CharField(default="open", max_length=10, verbose_name="月结状态")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="月结时间")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="月结说明")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NilReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="nil_reports", to="projects.month"),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="nil_reports", to="projects.unit"),
                ),
                ("reported_at", models.DateTimeField(verbose_name="报告时间")),
                (
                    "reported_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("month", "unit"), name="nil_report_once")],
            },
        ),
        migrations.CreateModel(
            name="OpeningBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("document_number", models.CharField(max_length=60, verbose_name="文号")),
                (
                    "stored",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.storedfile"
                    ),
                ),
                ("loaded_at", models.DateTimeField(verbose_name="建账时间")),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("code", models.CharField(max_length=20, verbose_name="项目编号")),
                ("name", models.CharField(max_length=60, verbose_name="项目名称")),
                ("former_names", models.JSONField(blank=True, default=list, verbose_name="曾用名")),
                ("pinyin", models.CharField(blank=True, max_length=300)),
                (
                    "investor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="projects.enterprise",
                        verbose_name="投资方（企业全称）",
                    ),
                ),
                ("source_tier", models.CharField(max_length=10, verbose_name="资金来源")),
                ("origin", models.CharField(blank=True, max_length=40, verbose_name="来源地")),
                ("sector", models.CharField(blank=True, max_length=30, verbose_name="所属领域")),
                (
                    "industry",
                    models.CharField(
                        blank=True,
                        help_text="GB/T 4754-2017, letter and two digits",
                        max_length=4,
                        verbose_name="行业（门类/大类）",
                    ),
                ),
                ("channel", models.CharField(blank=True, max_length=30, verbose_name="招商方式")),
                ("construction_nature", models.CharField(blank=True, max_length=20, verbose_name="建设性质")),
                ("content", models.TextField(blank=True, max_length=2000, verbose_name="建设内容及规模")),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="建设地点")),
                ("project_code", models.CharField(blank=True, max_length=24, verbose_name="项目代码")),
                (
                    "total_investment_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="总投资（万元）"),
                ),
                (
                    "planned_outside_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="拟引资额（万元）"),
                ),
                (
                    "planned_output_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="达产年产值（万元）"),
                ),
                (
                    "planned_tax_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="达产税金（万元）"),
                ),
                ("planned_jobs", models.PositiveIntegerField(blank=True, null=True, verbose_name="达产就业（人）")),
                ("planned_capacity", models.CharField(blank=True, max_length=200, verbose_name="达产产能")),
                ("top500", models.CharField(blank=True, max_length=30, verbose_name="三个500强")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="责任部门"
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="包抓领导",
                    ),
                ),
                (
                    "introduced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="招引单位",
                    ),
                ),
                ("person_in_charge", models.CharField(blank=True, max_length=40, verbose_name="责任人")),
                ("person_phone", models.CharField(blank=True, max_length=30, verbose_name="责任人电话")),
                (
                    "previous_phase",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_phases",
                        to="projects.project",
                        verbose_name="一期项目",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-code"],
                "constraints": [models.UniqueConstraint(fields=("county", "code"), name="project_code_once")],
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reopenings", to="projects.month"),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                ("reason", models.CharField(max_length=500, verbose_name="重开原因")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="有效期至")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="再次月结时间")),
                (
                    "refused_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="不同意人",
                    ),
                ),
                ("refused_reason", models.CharField(blank=True, max_length=500, verbose_name="不同意的原因")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SavedReplyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.savedreply",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="使用单位",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        blank=True, help_text="kind of step; empty: wherever a note is written", max_length=20, verbose_name="用于"
                    ),
                ),
                ("title", models.CharField(max_length=30, verbose_name="名称")),
                ("text", models.CharField(max_length=500, verbose_name="内容")),
                ("starts_on", models.DateField(verbose_name="启用时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="停用时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ScorePaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="projects.scoreentry"),
                ),
                (
                    "stored",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.storedfile"),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ScoreResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.scoreresult",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="score_results",
                        to="projects.unit",
                        verbose_name="单位",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("group", models.CharField(max_length=20, verbose_name="考核分组")),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="projects.scorerule",
                        verbose_name="计分办法",
                    ),
                ),
                ("on", models.DateField(verbose_name="截至日期")),
                ("parts", models.JSONField(verbose_name="各项得分")),
                ("total", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="得分")),
                ("rank", models.PositiveSmallIntegerField(null=True, verbose_name="名次")),
                ("document_number", models.CharField(max_length=60, verbose_name="文号")),
            ],
            options={
                "ordering": ["-year", "group", "rank", "unit__seq"],
                "indexes": [models.Index(fields=["county", "year", "group"], name="score_result_year")],
            },
        ),
        migrations.CreateModel(
            name="StagedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="staged", to="projects.storedfile"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("form_key", models.CharField(help_text="submission key of the form and the field's name", max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="StampedSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "month",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="projects.month"),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="projects.unit")),
                (
                    "stored",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.storedfile"),
                ),
                ("uploaded_at", models.DateTimeField()),
                (
                    "uploaded_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["-uploaded_at"],
            },
        ),
        migrations.CreateModel(
            name="Tenancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "park",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tenancies", to="projects.park"),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tenancies", to="projects.enterprise"
                    ),
                ),
                ("state", models.CharField(max_length=10, verbose_name="状态")),
                ("since", models.DateField(blank=True, null=True, verbose_name="入园时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("park", "enterprise"), name="tenancy_once")],
            },
        ),
        migrations.CreateModel(
            name="TenureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.tenure",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("role", models.CharField(max_length=30, verbose_name="角色")),
                ("starts_on", models.DateField(verbose_name="任职时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="离任时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="projects.entry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActivityFirmEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.activityfirm",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.activity",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.enterprise",
                        verbose_name="对接企业",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgencyItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("number", models.CharField(max_length=14, verbose_name="代办编号")),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.enterprise",
                        verbose_name="企业名称",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                        verbose_name="关联项目",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.itemtemplate",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="代办事项")),
                ("stage", models.CharField(max_length=20, verbose_name="审批阶段")),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="审批部门",
                    ),
                ),
                ("statutory_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="法定时限（工作日）")),
                ("promised_days", models.PositiveSmallIntegerField(verbose_name="承诺时限（工作日）")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="代办单位",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代办员",
                    ),
                ),
                ("method", models.CharField(blank=True, max_length=30, verbose_name="服务方式")),
                ("state", models.CharField(default="listed", max_length=20, verbose_name="办理状态")),
                ("entrusted_on", models.DateField(blank=True, null=True, verbose_name="委托时间")),
                ("entrusted_at", models.DateTimeField(blank=True, null=True, verbose_name="委托登记时间")),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.storedfile",
                        verbose_name="委托书",
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="一次性告知时间")),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="申报时间")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="受理时间")),
                ("deadline_on", models.DateField(blank=True, null=True, verbose_name="承诺办结时限")),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="办结时间")),
                ("result", models.CharField(blank=True, max_length=100, verbose_name="结果（证照文号）")),
                ("rating", models.CharField(blank=True, max_length=10, verbose_name="企业评价")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-entrusted_on", "-number"],
                "indexes": [
                    models.Index(fields=["county", "entrusted_on"], name="agency_county_day"),
                    models.Index(fields=["project"], name="agency_project"),
                ],
                "constraints": [models.UniqueConstraint(fields=("county", "number"), name="agency_item_number_once")],
            },
        ),
        migrations.CreateModel(
            name="CityRecognition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.cityrecognition",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="city_recognitions", to="projects.project"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年")),
                ("until_month", models.PositiveSmallIntegerField(verbose_name="截至月")),
                ("amount_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="市级认定数（万元）")),
                ("document_number", models.CharField(max_length=60, verbose_name="文号")),
            ],
            options={
                "indexes": [models.Index(fields=["county", "year"], name="city_recognition_year")],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
                (
                    "month",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="projects.month",
                        verbose_name="统计月",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="projects.unit",
                        verbose_name="申报单位",
                    ),
                ),
                ("state", models.CharField(default="draft", max_length=10, verbose_name="状态")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="申报时间")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填报人",
                    ),
                ),
                (
                    "is_filed_for",
                    models.BooleanField(default=False, help_text="filed by the bureau for the department", verbose_name="代录"),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="核定时间")),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核定人",
                    ),
                ),
                ("returned_reason", models.CharField(blank=True, max_length=500, verbose_name="退回意见")),
                ("late_reason", models.CharField(blank=True, max_length=300, verbose_name="补录原因")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-month__starts_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ExternalFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.externalfigure",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="projects.externalpaper"
                    ),
                ),
                ("place", models.CharField(help_text="code of the list 同市县区", max_length=30, verbose_name="县区")),
                ("task_wan", models.DecimalField(decimal_places=6, max_digits=18, null=True, verbose_name="年度任务（万元）")),
                ("arrived_wan", models.DecimalField(decimal_places=6, max_digits=18, null=True, verbose_name="到位资金（万元）")),
                ("completion_percent", models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name="完成率（%）")),
                ("growth_percent", models.DecimalField(decimal_places=2, max_digits=9, null=True, verbose_name="增速（%）")),
                ("rank", models.PositiveSmallIntegerField(null=True, verbose_name="名次")),
            ],
            options={
                "indexes": [models.Index(fields=["paper", "place"], name="external_figure_place")],
            },
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follows", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="projects.project"),
                ),
                ("since", models.DateTimeField()),
            ],
            options={
                "ordering": ["-since"],
                "constraints": [models.UniqueConstraint(fields=("user", "project"), name="follow_once")],
            },
        ),
        migrations.CreateModel(
            name="HonourEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.honour",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="责任部门",
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="县级领导",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=20, verbose_name="类别")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.enterprise",
                        verbose_name="企业名称",
                    ),
                ),
                ("granted_on", models.DateField(verbose_name="认定时间")),
                (
                    "amount_wan",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="of 奖励资金 alone",
                        max_digits=18,
                        null=True,
                        verbose_name="奖励金额（万元）",
                    ),
                ),
                ("document_number", models.CharField(blank=True, max_length=60, verbose_name="文号")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvestorChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.investorchange",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="investor_changes", to="projects.project"
                    ),
                ),
                ("changed_on", models.DateField(verbose_name="变更时间")),
                (
                    "old_enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.enterprise",
                        verbose_name="原投资方",
                    ),
                ),
                (
                    "new_enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.enterprise",
                        verbose_name="新投资方",
                    ),
                ),
                ("old_tier", models.CharField(max_length=10, verbose_name="原资金来源")),
                ("new_tier", models.CharField(max_length=10, verbose_name="新资金来源")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvestorPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="investor_parts", to="projects.project"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.enterprise"),
                ),
                ("source_tier", models.CharField(max_length=10, verbose_name="资金来源")),
                ("origin", models.CharField(blank=True, max_length=40, verbose_name="来源地")),
                ("percent", models.DecimalField(decimal_places=4, max_digits=7, verbose_name="出资比例（%）")),
                ("starts_on", models.DateField(verbose_name="起")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="止")),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.milestone",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="milestones", to="projects.project"
                    ),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="节点")),
                ("is_planned", models.BooleanField(default=False, verbose_name="计划")),
                ("happened_on", models.DateField(verbose_name="时间")),
                (
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
                ("counts_on", models.DateField(blank=True, null=True, verbose_name="统计日期")),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="依据")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
            ],
            options={
                "ordering": ["happened_on", "id"],
                "indexes": [models.Index(fields=["project", "kind"], name="milestone_project_kind")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("booked_in", None), ("counts_on", None), ("is_planned", True)),
                            models.Q(("booked_in__isnull", False), ("counts_on__isnull", False), ("is_planned", False)),
                            _connector="OR",
                        ),
                        name="milestone_counts_unless_planned",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MoneyPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.moneyplan",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="money_plans",
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "months_wan",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=6, max_digits=18),
                        blank=True,
                        help_text="万元, twelve or none",
                        size=None,
                        verbose_name="各月计划到位",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-id"],
                "indexes": [models.Index(fields=["project", "year"], name="money_plan_of")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("months_wan__len__in", (0, 12))), name="money_plan_twelve_or_none")
                ],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="包抓领导"
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.enterprise",
                        verbose_name="企业名称",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                        verbose_name="关联项目",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起始时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束时间")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["leader__seq", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("leader", "enterprise", "project"),
                        name="pair_once_at_a_time",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="pair_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProjectElement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                        verbose_name="项目名称",
                    ),
                ),
                ("element", models.CharField(max_length=30, verbose_name="要素")),
                ("need", models.CharField(blank=True, max_length=200, verbose_name="需求")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="保障单位",
                    ),
                ),
                ("needed_on", models.DateField(blank=True, null=True, verbose_name="需要时间")),
                ("state", models.CharField(default="waiting", max_length=20, verbose_name="保障状态")),
                ("opened_on", models.DateField(verbose_name="提出时间")),
                ("over_on", models.DateField(blank=True, null=True, verbose_name="落实时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["project", "id"],
                "indexes": [models.Index(fields=["county", "state"], name="element_county_state")],
                "constraints": [models.UniqueConstraint(fields=("project", "element"), name="project_element_once")],
            },
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.project",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="项目编号")),
                ("name", models.CharField(max_length=60, verbose_name="项目名称")),
                ("former_names", models.JSONField(blank=True, default=list, verbose_name="曾用名")),
                ("pinyin", models.CharField(blank=True, max_length=300)),
                (
                    "investor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.enterprise",
                        verbose_name="投资方（企业全称）",
                    ),
                ),
                ("source_tier", models.CharField(max_length=10, verbose_name="资金来源")),
                ("origin", models.CharField(blank=True, max_length=40, verbose_name="来源地")),
                ("sector", models.CharField(blank=True, max_length=30, verbose_name="所属领域")),
                (
                    "industry",
                    models.CharField(
                        blank=True,
                        help_text="GB/T 4754-2017, letter and two digits",
                        max_length=4,
                        verbose_name="行业（门类/大类）",
                    ),
                ),
                ("channel", models.CharField(blank=True, max_length=30, verbose_name="招商方式")),
                ("construction_nature", models.CharField(blank=True, max_length=20, verbose_name="建设性质")),
                ("content", models.TextField(blank=True, max_length=2000, verbose_name="建设内容及规模")),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="建设地点")),
                ("project_code", models.CharField(blank=True, max_length=24, verbose_name="项目代码")),
                (
                    "total_investment_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="总投资（万元）"),
                ),
                (
                    "planned_outside_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="拟引资额（万元）"),
                ),
                (
                    "planned_output_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="达产年产值（万元）"),
                ),
                (
                    "planned_tax_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="达产税金（万元）"),
                ),
                ("planned_jobs", models.PositiveIntegerField(blank=True, null=True, verbose_name="达产就业（人）")),
                ("planned_capacity", models.CharField(blank=True, max_length=200, verbose_name="达产产能")),
                ("top500", models.CharField(blank=True, max_length=30, verbose_name="三个500强")),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="责任部门",
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="包抓领导",
                    ),
                ),
                (
                    "introduced_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="招引单位",
                    ),
                ),
                ("person_in_charge", models.CharField(blank=True, max_length=40, verbose_name="责任人")),
                ("person_phone", models.CharField(blank=True, max_length=30, verbose_name="责任人电话")),
                (
                    "previous_phase",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="一期项目",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="备注")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecognitionBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recognition_bases", to="projects.project"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年")),
                ("basis", models.CharField(default="资金到账", max_length=10, verbose_name="认定依据")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="变更原因")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("project", "year"), name="basis_once_a_year")],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="projects.project"
                    ),
                ),
                ("nature", models.CharField(max_length=20, verbose_name="文本性质")),
                ("signed_on", models.DateField(verbose_name="签约时间")),
                ("amount_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="签约额（万元）")),
                (
                    "fair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.fair",
                        verbose_name="签约节会（届次）",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.storedfile",
                        verbose_name="合同正文",
                    ),
                ),
                ("paper_due_on", models.DateField(blank=True, null=True, verbose_name="佐证补交日期")),
                ("state", models.CharField(default="submitted", max_length=10, verbose_name="状态")),
                ("submitted_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("returned_reason", models.CharField(blank=True, max_length=500, verbose_name="退回意见")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_wan__gt", 0)), name="registration_amount_positive")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReopeningEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.reopening",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "month",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.month",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="申请时间")),
                ("reason", models.CharField(max_length=500, verbose_name="重开原因")),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准人",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="批准时间")),
                ("expires_at", models.DateTimeField(blank=True, null=True, verbose_name="有效期至")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="再次月结时间")),
                (
                    "refused_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="不同意人",
                    ),
                ),
                ("refused_reason", models.CharField(blank=True, max_length=500, verbose_name="不同意的原因")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=40, unique=True)),
                ("title", models.CharField(max_length=100, verbose_name="任务")),
                ("every", models.CharField(default="daily", max_length=10, verbose_name="周期")),
                ("at", models.TimeField(default=datetime.time(2, 0), verbose_name="时刻")),
                (
                    "number",
                    models.PositiveSmallIntegerField(default=1, help_text="minutes; weekday 1 to 7; day of the month 1 to 28"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("last_run_at", models.DateTimeField(null=True, verbose_name="上次执行")),
                (
                    "last_job",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="projects.job"),
                ),
            ],
            options={
                "ordering": ["at", "what"],
                "constraints": [models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="schedule_number_from_1")],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="projects.project"),
                ),
                ("dimension", models.CharField(max_length=20)),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="projects.unit")),
                ("percent", models.DecimalField(decimal_places=4, max_digits=7, verbose_name="归属比例（%）")),
                ("starts_on", models.DateField(verbose_name="起")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="止")),
            ],
            options={
                "ordering": ["dimension", "-percent", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gt", 0), ("percent__lte", 100)), name="share_percent_0_to_100"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SharePaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="share_papers", to="projects.project"
                    ),
                ),
                ("dimension", models.CharField(max_length=20)),
                ("starts_on", models.DateField(help_text="of the shares that it proves", verbose_name="起")),
                (
                    "stored",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.storedfile"),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Steward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                (
                    "project",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.project"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="项目管家",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起始时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-starts_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)), fields=("project",), name="steward_one_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="steward_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TenancyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.tenancy",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "park",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.park",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.enterprise",
                    ),
                ),
                ("state", models.CharField(max_length=10, verbose_name="状态")),
                ("since", models.DateField(blank=True, null=True, verbose_name="入园时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("number", models.CharField(max_length=12, verbose_name="诉求编号")),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="projects.enterprise",
                        verbose_name="企业名称",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="projects.project",
                        verbose_name="关联项目",
                    ),
                ),
                ("category", models.CharField(max_length=30, verbose_name="诉求类别")),
                ("source", models.CharField(max_length=30, verbose_name="诉求来源")),
                ("level", models.CharField(default="一般", max_length=10, verbose_name="难度")),
                ("title", models.CharField(max_length=60, verbose_name="诉求标题")),
                ("content", models.TextField(max_length=2000, verbose_name="诉求内容")),
                ("registered_on", models.DateField(verbose_name="登记时间")),
                (
                    "opened_by_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="登记单位",
                    ),
                ),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_tickets",
                        to="projects.unit",
                        verbose_name="牵头单位",
                    ),
                ),
                ("deadline_on", models.DateField(blank=True, null=True, verbose_name="办结时限")),
                ("state", models.CharField(default="registered", max_length=20, verbose_name="办理状态")),
                ("outcome", models.CharField(blank=True, max_length=10, verbose_name="办理结果")),
                ("cause", models.CharField(blank=True, max_length=30, verbose_name="诉求成因")),
                ("satisfaction", models.CharField(blank=True, max_length=10, verbose_name="企业评价")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="projects.ticket",
                        verbose_name="并入诉求",
                    ),
                ),
                ("is_confidential", models.BooleanField(default=False, verbose_name="保密")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-registered_on", "-number"],
                "indexes": [models.Index(fields=["county", "registered_on"], name="ticket_county_day")],
                "constraints": [models.UniqueConstraint(fields=("county", "number"), name="ticket_number_once")],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.visit",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.enterprise",
                        verbose_name="企业名称",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                        verbose_name="关联项目",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="走访领导",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="登记单位",
                    ),
                ),
                ("visited_on", models.DateField(verbose_name="走访时间")),
                ("visit_reason", models.CharField(max_length=30, verbose_name="走访事由")),
                ("people", models.CharField(blank=True, max_length=200, verbose_name="参加人员")),
                ("found", models.CharField(max_length=1000, verbose_name="走访情况")),
            ],
            options={
                "ordering": ["-visited_on", "-id"],
                "indexes": [
                    models.Index(fields=["county", "visited_on"], name="visit_county_day"),
                    models.Index(fields=["leader", "enterprise", "visited_on"], name="visit_leader_firm"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgencyItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.agencyitem",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("number", models.CharField(max_length=14, verbose_name="代办编号")),
                (
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.enterprise",
                        verbose_name="企业名称",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="关联项目",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.itemtemplate",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="代办事项")),
                ("stage", models.CharField(max_length=20, verbose_name="审批阶段")),
                (
                    "authority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="审批部门",
                    ),
                ),
                ("statutory_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="法定时限（工作日）")),
                ("promised_days", models.PositiveSmallIntegerField(verbose_name="承诺时限（工作日）")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="代办单位",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代办员",
                    ),
                ),
                ("method", models.CharField(blank=True, max_length=30, verbose_name="服务方式")),
                ("state", models.CharField(default="listed", max_length=20, verbose_name="办理状态")),
                ("entrusted_on", models.DateField(blank=True, null=True, verbose_name="委托时间")),
                ("entrusted_at", models.DateTimeField(blank=True, null=True, verbose_name="委托登记时间")),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.storedfile",
                        verbose_name="委托书",
                    ),
                ),
                ("told_on", models.DateField(blank=True, null=True, verbose_name="一次性告知时间")),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="申报时间")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="受理时间")),
                ("deadline_on", models.DateField(blank=True, null=True, verbose_name="承诺办结时限")),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="办结时间")),
                ("result", models.CharField(blank=True, max_length=100, verbose_name="结果（证照文号）")),
                ("rating", models.CharField(blank=True, max_length=10, verbose_name="企业评价")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgencyPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="projects.agencyitem"),
                ),
                ("name", models.CharField(max_length=100, verbose_name="材料")),
                ("is_told", models.BooleanField(default=False, verbose_name="告知时缺")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="收到时间")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("item", "name"), name="agency_paper_once")],
            },
        ),
        migrations.CreateModel(
            name="AgencyStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.agencystep",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="projects.agencyitem"),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="步骤")),
                ("happened_on", models.DateField(verbose_name="时间")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                ("deadline_on", models.DateField(blank=True, null=True, verbose_name="承诺办结时限")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="说明")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["item", "kind"], name="agency_step_kind")],
            },
        ),
        migrations.CreateModel(
            name="ClaimEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.claim",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
                (
                    "month",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.month",
                        verbose_name="统计月",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="申报单位",
                    ),
                ),
                ("state", models.CharField(default="draft", max_length=10, verbose_name="状态")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="申报时间")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填报人",
                    ),
                ),
                (
                    "is_filed_for",
                    models.BooleanField(default=False, help_text="filed by the bureau for the department", verbose_name="代录"),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True, verbose_name="核定时间")),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="核定人",
                    ),
                ),
                ("returned_reason", models.CharField(blank=True, max_length=500, verbose_name="退回意见")),
                ("late_reason", models.CharField(blank=True, max_length=300, verbose_name="补录原因")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClaimLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "claim",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="projects.claim"),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("use", models.CharField(max_length=20, verbose_name="资金用途")),
                ("form", models.CharField(max_length=10, verbose_name="到位形式")),
                ("is_registered_capital", models.BooleanField(default=False, verbose_name="注册资本金")),
                ("source_tier", models.CharField(max_length=10, verbose_name="资金来源")),
                ("tier_reason", models.CharField(blank=True, max_length=200, verbose_name="改变资金来源的原因")),
                ("arrived_on", models.DateField(verbose_name="到账日期")),
                ("payer", models.CharField(blank=True, max_length=100, verbose_name="付款单位")),
                ("voucher_number", models.CharField(blank=True, max_length=60, verbose_name="凭证号")),
                ("currency", models.CharField(default="CNY", max_length=3, verbose_name="币种")),
                (
                    "original_amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="原币金额"),
                ),
                ("rate", models.DecimalField(blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="当日中间价")),
                ("claimed_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="申报数（万元）")),
                (
                    "counted_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="核定数（万元）"),
                ),
                ("evidence_due_on", models.DateField(blank=True, null=True, verbose_name="佐证补交日期")),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("claim", "number"), name="claim_line_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("counted_wan", None),
                            models.Q(
                                ("claimed_wan__gte", 0), ("counted_wan__gte", 0), ("counted_wan__lte", models.F("claimed_wan"))
                            ),
                            models.Q(
                                ("claimed_wan__lt", 0), ("counted_wan__gte", models.F("claimed_wan")), ("counted_wan__lte", 0)
                            ),
                            _connector="OR",
                        ),
                        name="claim_line_counted_within_claimed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ElementStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.elementstep",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="projects.projectelement"
                    ),
                ),
                ("state", models.CharField(max_length=20, verbose_name="保障状态")),
                ("happened_on", models.DateField(verbose_name="时间")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="保障单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ElementTicket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="raised", to="projects.projectelement"
                    ),
                ),
                (
                    "ticket",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.ticket"),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("county", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
                ("number", models.CharField(max_length=30, verbose_name="编号")),
                ("kind", models.CharField(max_length=10, verbose_name="类别")),
                ("level", models.CharField(blank=True, max_length=10, verbose_name="督办等级")),
                ("title", models.CharField(max_length=60, verbose_name="事项")),
                ("text", models.TextField(max_length=1000, verbose_name="内容")),
                ("source", models.CharField(blank=True, help_text="meeting or document", max_length=100, verbose_name="依据")),
                ("ordered_at", models.DateTimeField(verbose_name="下达时间")),
                (
                    "ordered_by_unit",
                    models.ForeignKey(
                        help_text="empty: the system",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ordered_matters",
                        to="projects.unit",
                        verbose_name="下达单位",
                    ),
                ),
                ("working_days", models.PositiveSmallIntegerField(verbose_name="时限（工作日）")),
                ("first_deadline_on", models.DateField(verbose_name="原定时限")),
                ("deadline_on", models.DateField(verbose_name="办理时限")),
                ("state", models.CharField(default="open", max_length=10, verbose_name="状态")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="销号时间")),
                (
                    "ticket",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="projects.ticket",
                        verbose_name="关联诉求",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="projects.project",
                        verbose_name="关联项目",
                    ),
                ),
                (
                    "task_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="任务单位",
                    ),
                ),
                ("task_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="任务年度")),
                ("task_kind", models.CharField(blank=True, max_length=20, verbose_name="任务类别")),
                ("once_key", models.CharField(blank=True, max_length=60)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ["-ordered_at", "-id"],
                "indexes": [
                    models.Index(fields=["county", "-ordered_at", "-id"], name="matter_county_order"),
                    models.Index(condition=models.Q(("state", "open")), fields=["deadline_on"], name="matter_open_deadline"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "number"), name="matter_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("once_key", ""), _negated=True), fields=("county", "once_key"), name="matter_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("task_kind", ""), ("task_unit", None), ("task_year", None)),
                            models.Q(
                                ("task_unit__isnull", False),
                                ("task_year__isnull", False),
                                models.Q(("task_kind", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matter_task_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PairEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.pair",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="包抓领导",
                    ),
                ),
                (
                    "task_force",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="工作专班",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.enterprise",
                        verbose_name="企业名称",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="关联项目",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起始时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束时间")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="备注")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProjectElementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.projectelement",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="项目名称",
                    ),
                ),
                ("element", models.CharField(max_length=30, verbose_name="要素")),
                ("need", models.CharField(blank=True, max_length=200, verbose_name="需求")),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="保障单位",
                    ),
                ),
                ("needed_on", models.DateField(blank=True, null=True, verbose_name="需要时间")),
                ("state", models.CharField(default="waiting", max_length=20, verbose_name="保障状态")),
                ("opened_on", models.DateField(verbose_name="提出时间")),
                ("over_on", models.DateField(blank=True, null=True, verbose_name="落实时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RaisedTicket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ticket",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.ticket"),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="raised",
                        to="projects.visit",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="raised",
                        to="projects.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("meeting__isnull", False), ("visit", None)),
                            models.Q(("meeting", None), ("visit__isnull", False)),
                            _connector="OR",
                        ),
                        name="raised_by_one_of_both",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegistrationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.registration",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                    ),
                ),
                ("nature", models.CharField(max_length=20, verbose_name="文本性质")),
                ("signed_on", models.DateField(verbose_name="签约时间")),
                ("amount_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="签约额（万元）")),
                (
                    "fair",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.fair",
                        verbose_name="签约节会（届次）",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.storedfile",
                        verbose_name="合同正文",
                    ),
                ),
                ("paper_due_on", models.DateField(blank=True, null=True, verbose_name="佐证补交日期")),
                ("state", models.CharField(default="submitted", max_length=10, verbose_name="状态")),
                ("submitted_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("returned_reason", models.CharField(blank=True, max_length=500, verbose_name="退回意见")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Signing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.signing",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "project",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="signings", to="projects.project"),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signings",
                        to="projects.registration",
                    ),
                ),
                ("nature", models.CharField(max_length=20, verbose_name="文本性质")),
                ("signed_on", models.DateField(verbose_name="签约时间")),
                (
                    "booked_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signings",
                        to="projects.month",
                        verbose_name="统计月",
                    ),
                ),
                ("counts_on", models.DateField(verbose_name="统计日期")),
                ("amount_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="签约额（万元）")),
                (
                    "fair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signings",
                        to="projects.fair",
                        verbose_name="签约节会（届次）",
                    ),
                ),
                ("channel", models.CharField(blank=True, max_length=30, verbose_name="招商方式")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="确认人",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(verbose_name="确认时间")),
            ],
            options={
                "ordering": ["-counts_on", "-id"],
                "indexes": [models.Index(fields=["county", "counts_on"], name="signing_county_day")],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.step",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "ticket",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="projects.ticket"),
                ),
                ("kind", models.CharField(max_length=20, verbose_name="步骤")),
                ("happened_on", models.DateField(verbose_name="时间")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                ("deadline_on", models.DateField(blank=True, null=True, verbose_name="办结时限")),
                ("wanted_on", models.DateField(blank=True, null=True, verbose_name="申请延期至")),
                ("outcome", models.CharField(blank=True, max_length=10, verbose_name="办理结果")),
                ("satisfaction", models.CharField(blank=True, max_length=10, verbose_name="企业评价")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="说明")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["ticket", "-happened_on", "-id"], name="step_latest")],
            },
        ),
        migrations.CreateModel(
            name="StewardEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.steward",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="项目管家",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起始时间")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束时间")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TicketEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.ticket",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("number", models.CharField(max_length=12, verbose_name="诉求编号")),
                (
                    "enterprise",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.enterprise",
                        verbose_name="企业名称",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="关联项目",
                    ),
                ),
                ("category", models.CharField(max_length=30, verbose_name="诉求类别")),
                ("source", models.CharField(max_length=30, verbose_name="诉求来源")),
                ("level", models.CharField(default="一般", max_length=10, verbose_name="难度")),
                ("title", models.CharField(max_length=60, verbose_name="诉求标题")),
                ("content", models.TextField(max_length=2000, verbose_name="诉求内容")),
                ("registered_on", models.DateField(verbose_name="登记时间")),
                (
                    "opened_by_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="登记单位",
                    ),
                ),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="牵头单位",
                    ),
                ),
                ("deadline_on", models.DateField(blank=True, null=True, verbose_name="办结时限")),
                ("state", models.CharField(default="registered", max_length=20, verbose_name="办理状态")),
                ("outcome", models.CharField(blank=True, max_length=10, verbose_name="办理结果")),
                ("cause", models.CharField(blank=True, max_length=30, verbose_name="诉求成因")),
                ("satisfaction", models.CharField(blank=True, max_length=10, verbose_name="企业评价")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.ticket",
                        verbose_name="并入诉求",
                    ),
                ),
                ("is_confidential", models.BooleanField(default=False, verbose_name="保密")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TicketHelper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ticket",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="helpers", to="projects.ticket"),
                ),
                ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("ticket", "unit"), name="ticket_helper_once")],
            },
        ),
        migrations.CreateModel(
            name="TicketLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.ticket")),
                ("second", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.ticket")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="关联说明")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="ticket_link_once"),
                    models.CheckConstraint(condition=models.Q(("first__lt", models.F("second"))), name="ticket_link_in_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ticket",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="photos", to="projects.ticket"),
                ),
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticket_photo", to="projects.storedfile"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TicketSender",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ticket",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="sender", to="projects.ticket"),
                ),
                ("phone", models.CharField(max_length=20, verbose_name="联系电话")),
                ("form_key", models.UUIDField(unique=True)),
                ("sent_at", models.DateTimeField(verbose_name="提交时间")),
            ],
        ),
        migrations.CreateModel(
            name="AgencyPaperEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.agencypaper",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.agencyitem",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="材料")),
                ("is_told", models.BooleanField(default=False, verbose_name="告知时缺")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="收到时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.arrival",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="projects.claimline",
                    ),
                ),
                ("kind", models.CharField(default="arrival", max_length=12, verbose_name="类别")),
                (
                    "opening",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="projects.openingbatch",
                        verbose_name="期初批次",
                    ),
                ),
                (
                    "document_number",
                    models.CharField(
                        blank=True, help_text="opening balances: instead of vouchers", max_length=60, verbose_name="文号"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        help_text="the reversed row that this one replaces",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="projects.arrival",
                        verbose_name="更正",
                    ),
                ),
                ("amount_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="核定数（万元）")),
                ("use", models.CharField(max_length=20, verbose_name="资金用途")),
                ("form", models.CharField(max_length=10, verbose_name="到位形式")),
                ("is_registered_capital", models.BooleanField(default=False, verbose_name="注册资本金")),
                ("source_tier", models.CharField(max_length=10, verbose_name="资金来源")),
                ("arrived_on", models.DateField(verbose_name="到账日期")),
                (
                    "booked_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrivals",
                        to="projects.month",
                        verbose_name="统计月",
                    ),
                ),
                ("counts_on", models.DateField(verbose_name="统计日期")),
                ("late_reason", models.CharField(blank=True, max_length=300, verbose_name="补录原因")),
                ("seq", models.PositiveBigIntegerField(verbose_name="序号")),
                ("prev_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["-counts_on", "-seq"],
                "indexes": [
                    models.Index(fields=["county", "counts_on"], name="arrival_county_day"),
                    models.Index(fields=["project", "counts_on"], name="arrival_project_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "seq"), name="arrival_seq_once"),
                    models.CheckConstraint(condition=models.Q(("amount_wan", 0), _negated=True), name="arrival_not_zero"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimCut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="cuts", to="projects.claimline"),
                ),
                ("reason_code", models.CharField(max_length=30, verbose_name="核减原因")),
                ("amount_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="核减数（万元）")),
                ("note", models.CharField(max_length=300, verbose_name="核减说明")),
            ],
        ),
        migrations.CreateModel(
            name="ClaimLineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.claimline",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.claim",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("use", models.CharField(max_length=20, verbose_name="资金用途")),
                ("form", models.CharField(max_length=10, verbose_name="到位形式")),
                ("is_registered_capital", models.BooleanField(default=False, verbose_name="注册资本金")),
                ("source_tier", models.CharField(max_length=10, verbose_name="资金来源")),
                ("tier_reason", models.CharField(blank=True, max_length=200, verbose_name="改变资金来源的原因")),
                ("arrived_on", models.DateField(verbose_name="到账日期")),
                ("payer", models.CharField(blank=True, max_length=100, verbose_name="付款单位")),
                ("voucher_number", models.CharField(blank=True, max_length=60, verbose_name="凭证号")),
                ("currency", models.CharField(default="CNY", max_length=3, verbose_name="币种")),
                (
                    "original_amount",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="原币金额"),
                ),
                ("rate", models.DecimalField(blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="当日中间价")),
                ("claimed_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="申报数（万元）")),
                (
                    "counted_wan",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="核定数（万元）"),
                ),
                ("evidence_due_on", models.DateField(blank=True, null=True, verbose_name="佐证补交日期")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="projects.claimline"
                    ),
                ),
                (
                    "stored",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="projects.storedfile"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="佐证种类")),
            ],
        ),
        migrations.CreateModel(
            name="MatterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.matter",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "county",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("number", models.CharField(max_length=30, verbose_name="编号")),
                ("kind", models.CharField(max_length=10, verbose_name="类别")),
                ("level", models.CharField(blank=True, max_length=10, verbose_name="督办等级")),
                ("title", models.CharField(max_length=60, verbose_name="事项")),
                ("text", models.TextField(max_length=1000, verbose_name="内容")),
                ("source", models.CharField(blank=True, help_text="meeting or document", max_length=100, verbose_name="依据")),
                ("ordered_at", models.DateTimeField(verbose_name="下达时间")),
                (
                    "ordered_by_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="empty: the system",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="下达单位",
                    ),
                ),
                ("working_days", models.PositiveSmallIntegerField(verbose_name="时限（工作日）")),
                ("first_deadline_on", models.DateField(verbose_name="原定时限")),
                ("deadline_on", models.DateField(verbose_name="办理时限")),
                ("state", models.CharField(default="open", max_length=10, verbose_name="状态")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="销号时间")),
                (
                    "ticket",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.ticket",
                        verbose_name="关联诉求",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.project",
                        verbose_name="关联项目",
                    ),
                ),
                (
                    "task_unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                        verbose_name="任务单位",
                    ),
                ),
                ("task_year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="任务年度")),
                ("task_kind", models.CharField(blank=True, max_length=20, verbose_name="任务类别")),
                ("once_key", models.CharField(blank=True, max_length=60)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MatterStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.matterstep",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "matter",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="projects.matter"),
                ),
                ("kind", models.CharField(max_length=10, verbose_name="步骤")),
                ("happened_on", models.DateField(verbose_name="时间")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.unit",
                        verbose_name="单位",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                ("on_behalf_of", models.CharField(blank=True, max_length=60, verbose_name="代办")),
                ("level", models.CharField(blank=True, max_length=10, verbose_name="督办等级")),
                ("deadline_on", models.DateField(blank=True, null=True, verbose_name="办理时限")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="说明")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["matter", "id"], name="matter_steps")],
            },
        ),
        migrations.CreateModel(
            name="MatterUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "matter",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="units", to="projects.matter"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="given_matters", to="projects.unit"
                    ),
                ),
                ("is_lead", models.BooleanField(default=False, verbose_name="牵头")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="反馈时间")),
            ],
            options={
                "ordering": ["-is_lead", "unit__seq", "id"],
                "constraints": [models.UniqueConstraint(fields=("matter", "unit"), name="matter_unit_once")],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="projects.claimline"
                    ),
                ),
                ("code", models.CharField(max_length=30, verbose_name="疑点")),
                ("details", models.JSONField(default=dict)),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("line", "code"), name="question_once")],
            },
        ),
        migrations.CreateModel(
            name="SigningPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.signingpart",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "signing",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="projects.signing"),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.enterprise",
                        verbose_name="投资方",
                    ),
                ),
                ("source_tier", models.CharField(max_length=10, verbose_name="资金来源")),
                ("origin", models.CharField(blank=True, max_length=40, verbose_name="来源地")),
                ("amount_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="签约额（万元）")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TicketLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.ticketlink",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "first",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.ticket",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.ticket",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="关联说明")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ArrivalAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.arrivalanswer",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "arrival",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.arrival",
                        verbose_name="到位资金",
                    ),
                ),
                ("token", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.token")),
                ("is_right", models.BooleanField(verbose_name="金额无误")),
                (
                    "amount_wan",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=18, null=True, verbose_name="企业认为的金额（万元）"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ArrivalPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "arrival",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="projects.arrival"),
                ),
                (
                    "stored",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.storedfile"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.unit", verbose_name="县"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="入账时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="入账人",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="projects.credit",
                        verbose_name="冲销",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "arrival",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="credits", to="projects.arrival"),
                ),
                ("dimension", models.CharField(max_length=20)),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="projects.unit",
                        verbose_name="归属单位",
                    ),
                ),
                ("amount_wan", models.DecimalField(decimal_places=6, max_digits=18, verbose_name="归属金额（万元）")),
                (
                    "booked_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.month", verbose_name="统计月"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["county", "dimension", "unit"], name="credit_holder")],
            },
        ),
        migrations.CreateModel(
            name="MatterPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="projects.matterstep"),
                ),
                (
                    "stored",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="projects.storedfile"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatterUnitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="projects.matterunit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "matter",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.matter",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="projects.unit",
                    ),
                ),
                ("is_lead", models.BooleanField(default=False, verbose_name="牵头")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="反馈时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_userevent" ("display_name", "id", "is_active", "must_change_password", "password_changed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "secret_expires_at", "username", "version") VALUES (NEW."display_name", NEW."id", NEW."is_active", NEW."must_change_password", NEW."password_changed_at", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."post", NEW."secret_expires_at", NEW."username", NEW."version"); RETURN NULL;',
                    hash="fa3ac53cfba0eac1bccffb8ffb98a352f6fc7fef",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ab1d0",
                    table="projects_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."display_name" IS DISTINCT FROM (NEW."display_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."must_change_password" IS DISTINCT FROM (NEW."must_change_password") OR OLD."password_changed_at" IS DISTINCT FROM (NEW."password_changed_at") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."post" IS DISTINCT FROM (NEW."post") OR OLD."secret_expires_at" IS DISTINCT FROM (NEW."secret_expires_at") OR OLD."username" IS DISTINCT FROM (NEW."username") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "projects_userevent" ("display_name", "id", "is_active", "must_change_password", "password_changed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "secret_expires_at", "username", "version") VALUES (NEW."display_name", NEW."id", NEW."is_active", NEW."must_change_password", NEW."password_changed_at", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."post", NEW."secret_expires_at", NEW."username", NEW."version"); RETURN NULL;',
                    hash="d046087e766bfd5db28ffccdeb0aaea003214276",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_71fc3",
                    table="projects_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_userevent" ("display_name", "id", "is_active", "must_change_password", "password_changed_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "secret_expires_at", "username", "version") VALUES (OLD."display_name", OLD."id", OLD."is_active", OLD."must_change_password", OLD."password_changed_at", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."post", OLD."secret_expires_at", OLD."username", OLD."version"); RETURN NULL;',
                    hash="1d06911cbf2762bc7e70ce294cc8c587aaf366c2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_351a3",
                    table="projects_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="codeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_codeitemevent" ("code", "ends_on", "id", "label", "list_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seq", "starts_on") VALUES (NEW."code", NEW."ends_on", NEW."id", NEW."label", NEW."list_name", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."seq", NEW."starts_on"); RETURN NULL;',
                    hash="d1db8f93135c60ba1ac7d5ad1e9e131e385f34b7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_78750",
                    table="projects_codeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="codeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_codeitemevent" ("code", "ends_on", "id", "label", "list_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seq", "starts_on") VALUES (NEW."code", NEW."ends_on", NEW."id", NEW."label", NEW."list_name", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."seq", NEW."starts_on"); RETURN NULL;',
                    hash="e279d8f85c6bf1e6f497e1f7ea442e77f1cdb599",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5979d",
                    table="projects_codeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="codeitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_codeitemevent" ("code", "ends_on", "id", "label", "list_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seq", "starts_on") VALUES (OLD."code", OLD."ends_on", OLD."id", OLD."label", OLD."list_name", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."seq", OLD."starts_on"); RETURN NULL;',
                    hash="94292eaf20e8c973f6ecf069f1accd850baff85d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1ddee",
                    table="projects_codeitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencypaper",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_agencypaperevent" ("id", "is_told", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") VALUES (NEW."id", NEW."is_told", NEW."item_id", NEW."name", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."received_on"); RETURN NULL;',
                    hash="2faff31b39af6c354aa9332258f76b8bc0365694",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_93bf6",
                    table="projects_agencypaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencypaper",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_agencypaperevent" ("id", "is_told", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") VALUES (NEW."id", NEW."is_told", NEW."item_id", NEW."name", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."received_on"); RETURN NULL;',
                    hash="30ca41a924b8d20c6782d25ed00ce5369602ae4b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a2901",
                    table="projects_agencypaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencypaper",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_agencypaperevent" ("id", "is_told", "item_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_on") VALUES (OLD."id", OLD."is_told", OLD."item_id", OLD."name", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."received_on"); RETURN NULL;',
                    hash="e7c1898af1f00e6d6acf4a133cd63c356f5184b4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a4d35",
                    table="projects_agencypaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_claimlineevent" ("arrived_on", "claim_id", "claimed_wan", "counted_wan", "currency", "evidence_due_on", "form", "id", "is_registered_capital", "number", "original_amount", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "source_tier", "tier_reason", "use", "voucher_number") VALUES (NEW."arrived_on", NEW."claim_id", NEW."claimed_wan", NEW."counted_wan", NEW."currency", NEW."evidence_due_on", NEW."form", NEW."id", NEW."is_registered_capital", NEW."number", NEW."original_amount", NEW."payer", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."rate", NEW."source_tier", NEW."tier_reason", NEW."use", NEW."voucher_number"); RETURN NULL;',
                    hash="145557f9c6f87d82ea522d9185c3588b06eeb68a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8c94e",
                    table="projects_claimline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_claimlineevent" ("arrived_on", "claim_id", "claimed_wan", "counted_wan", "currency", "evidence_due_on", "form", "id", "is_registered_capital", "number", "original_amount", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "source_tier", "tier_reason", "use", "voucher_number") VALUES (NEW."arrived_on", NEW."claim_id", NEW."claimed_wan", NEW."counted_wan", NEW."currency", NEW."evidence_due_on", NEW."form", NEW."id", NEW."is_registered_capital", NEW."number", NEW."original_amount", NEW."payer", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."rate", NEW."source_tier", NEW."tier_reason", NEW."use", NEW."voucher_number"); RETURN NULL;',
                    hash="a693a9c12c0ced51d0c703d63803cb05f3fb0d52",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_361d5",
                    table="projects_claimline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimline",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_claimlineevent" ("arrived_on", "claim_id", "claimed_wan", "counted_wan", "currency", "evidence_due_on", "form", "id", "is_registered_capital", "number", "original_amount", "payer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "source_tier", "tier_reason", "use", "voucher_number") VALUES (OLD."arrived_on", OLD."claim_id", OLD."claimed_wan", OLD."counted_wan", OLD."currency", OLD."evidence_due_on", OLD."form", OLD."id", OLD."is_registered_capital", OLD."number", OLD."original_amount", OLD."payer", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."rate", OLD."source_tier", OLD."tier_reason", OLD."use", OLD."voucher_number"); RETURN NULL;',
                    hash="fe74e0ff9cb27cdc6e951e9b4c9071cc44e4707d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f9c57",
                    table="projects_claimline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityfirm",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_activityfirmevent" ("activity_id", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."enterprise_id", NEW."id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="0da2d2423f84be69d1b9870adc1ef5342f4d6438",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e5c80",
                    table="projects_activityfirm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityfirm",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_activityfirmevent" ("activity_id", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."activity_id", NEW."enterprise_id", NEW."id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id"); RETURN NULL;',
                    hash="31902233f9764a8dd643fd8079b51b22c7035404",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40f18",
                    table="projects_activityfirm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activityfirm",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_activityfirmevent" ("activity_id", "enterprise_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."activity_id", OLD."enterprise_id", OLD."id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="b5c2b9927ca8515650e46d946edd3f03f2878507",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ec0bf",
                    table="projects_activityfirm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reopening",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_reopeningevent" ("approved_at", "approved_by_id", "closed_at", "expires_at", "id", "month_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_by_id", "refused_reason", "requested_at", "requested_by_id", "version") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."closed_at", NEW."expires_at", NEW."id", NEW."month_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."reason", NEW."refused_by_id", NEW."refused_reason", NEW."requested_at", NEW."requested_by_id", NEW."version"); RETURN NULL;',
                    hash="3268605f3dad9771e0c74e81159055ddb578807c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_70714",
                    table="projects_reopening",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reopening",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_reopeningevent" ("approved_at", "approved_by_id", "closed_at", "expires_at", "id", "month_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_by_id", "refused_reason", "requested_at", "requested_by_id", "version") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."closed_at", NEW."expires_at", NEW."id", NEW."month_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."reason", NEW."refused_by_id", NEW."refused_reason", NEW."requested_at", NEW."requested_by_id", NEW."version"); RETURN NULL;',
                    hash="7a72021915803269314c88c90f0e404ffa15b0a8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_95e17",
                    table="projects_reopening",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reopening",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_reopeningevent" ("approved_at", "approved_by_id", "closed_at", "expires_at", "id", "month_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "refused_by_id", "refused_reason", "requested_at", "requested_by_id", "version") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."closed_at", OLD."expires_at", OLD."id", OLD."month_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."reason", OLD."refused_by_id", OLD."refused_reason", OLD."requested_at", OLD."requested_by_id", OLD."version"); RETURN NULL;',
                    hash="c1b6c4f473d3e547170b96b2c752e1afd8546638",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bb2a8",
                    table="projects_reopening",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registration",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_registrationevent" ("amount_wan", "fair_id", "id", "nature", "paper_due_on", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "returned_reason", "signed_on", "state", "submitted_at", "submitted_by_id", "version") VALUES (NEW."amount_wan", NEW."fair_id", NEW."id", NEW."nature", NEW."paper_due_on", NEW."paper_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."returned_reason", NEW."signed_on", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."version"); RETURN NULL;',
                    hash="2a65dd6fedf71270f79beb64a0662ead7d33ed97",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0e560",
                    table="projects_registration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_registrationevent" ("amount_wan", "fair_id", "id", "nature", "paper_due_on", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "returned_reason", "signed_on", "state", "submitted_at", "submitted_by_id", "version") VALUES (NEW."amount_wan", NEW."fair_id", NEW."id", NEW."nature", NEW."paper_due_on", NEW."paper_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."returned_reason", NEW."signed_on", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."version"); RETURN NULL;',
                    hash="32d8ff955e29ddcf9428095f9e2ddd26bdad8681",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_15255",
                    table="projects_registration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_registrationevent" ("amount_wan", "fair_id", "id", "nature", "paper_due_on", "paper_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "returned_reason", "signed_on", "state", "submitted_at", "submitted_by_id", "version") VALUES (OLD."amount_wan", OLD."fair_id", OLD."id", OLD."nature", OLD."paper_due_on", OLD."paper_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."returned_reason", OLD."signed_on", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."version"); RETURN NULL;',
                    hash="b343fe274fde4610c9f51ea89500a13586188a1b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ca4dd",
                    table="projects_registration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenancy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_tenancyevent" ("enterprise_id", "id", "park_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "state", "version") VALUES (NEW."enterprise_id", NEW."id", NEW."park_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."since", NEW."state", NEW."version"); RETURN NULL;',
                    hash="7803ff9893648f4f4abd50fad685413d3fe9b902",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_208ef",
                    table="projects_tenancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenancy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_tenancyevent" ("enterprise_id", "id", "park_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "state", "version") VALUES (NEW."enterprise_id", NEW."id", NEW."park_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."since", NEW."state", NEW."version"); RETURN NULL;',
                    hash="cafa2184a99290fd67034c68ad0b69ae11a776b9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bbb1c",
                    table="projects_tenancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenancy",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_tenancyevent" ("enterprise_id", "id", "park_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "state", "version") VALUES (OLD."enterprise_id", OLD."id", OLD."park_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."since", OLD."state", OLD."version"); RETURN NULL;',
                    hash="1ef12821263c9724d0356e5e4772e7f57c1eb07c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2e586",
                    table="projects_tenancy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ticketlink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_ticketlinkevent" ("first_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (NEW."first_id", NEW."id", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."second_id"); RETURN NULL;',
                    hash="c773cd6ee8c6f4c81290d8894bef0642481e3fe7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b5129",
                    table="projects_ticketlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ticketlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_ticketlinkevent" ("first_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (NEW."first_id", NEW."id", NEW."note", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."second_id"); RETURN NULL;',
                    hash="8a5000ec9254c6e58917889450547b282788e4a0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_41c66",
                    table="projects_ticketlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ticketlink",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_ticketlinkevent" ("first_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id") VALUES (OLD."first_id", OLD."id", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."second_id"); RETURN NULL;',
                    hash="9f3897f6db77b47cb1080206f9aef2ef77bb8832",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_81125",
                    table="projects_ticketlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_unitevent" ("category", "code", "county_id", "ended_on", "former_names", "id", "is_active", "kind", "merged_into_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "rank_group", "sectors", "seq", "short_name", "version") VALUES (NEW."category", NEW."code", NEW."county_id", NEW."ended_on", NEW."former_names", NEW."id", NEW."is_active", NEW."kind", NEW."merged_into_id", NEW."name", NEW."parent_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."phone", NEW."pinyin", NEW."rank_group", NEW."sectors", NEW."seq", NEW."short_name", NEW."version"); RETURN NULL;',
                    hash="9e83656745dfb38fe5e5d07506e27d92fbf0cc2f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c5bbc",
                    table="projects_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_unitevent" ("category", "code", "county_id", "ended_on", "former_names", "id", "is_active", "kind", "merged_into_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "rank_group", "sectors", "seq", "short_name", "version") VALUES (NEW."category", NEW."code", NEW."county_id", NEW."ended_on", NEW."former_names", NEW."id", NEW."is_active", NEW."kind", NEW."merged_into_id", NEW."name", NEW."parent_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."phone", NEW."pinyin", NEW."rank_group", NEW."sectors", NEW."seq", NEW."short_name", NEW."version"); RETURN NULL;',
                    hash="4f5516e70877bbf50e4eb7a2ca78c38aab1f652a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c8955",
                    table="projects_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_unitevent" ("category", "code", "county_id", "ended_on", "former_names", "id", "is_active", "kind", "merged_into_id", "name", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "rank_group", "sectors", "seq", "short_name", "version") VALUES (OLD."category", OLD."code", OLD."county_id", OLD."ended_on", OLD."former_names", OLD."id", OLD."is_active", OLD."kind", OLD."merged_into_id", OLD."name", OLD."parent_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."phone", OLD."pinyin", OLD."rank_group", OLD."sectors", OLD."seq", OLD."short_name", OLD."version"); RETURN NULL;',
                    hash="f0355715941b2bbbc10fffcefa050700ee6a1867",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ba8d5",
                    table="projects_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ticket",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_ticketevent" ("category", "cause", "content", "county_id", "deadline_on", "enterprise_id", "id", "is_confidential", "lead_unit_id", "level", "merged_into_id", "number", "opened_by_unit_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "registered_on", "satisfaction", "source", "state", "title", "version") VALUES (NEW."category", NEW."cause", NEW."content", NEW."county_id", NEW."deadline_on", NEW."enterprise_id", NEW."id", NEW."is_confidential", NEW."lead_unit_id", NEW."level", NEW."merged_into_id", NEW."number", NEW."opened_by_unit_id", NEW."outcome", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."registered_on", NEW."satisfaction", NEW."source", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                    hash="76a554a37e0a7635d2879dda1a76a6dcdf4485fe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_62421",
                    table="projects_ticket",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ticket",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_ticketevent" ("category", "cause", "content", "county_id", "deadline_on", "enterprise_id", "id", "is_confidential", "lead_unit_id", "level", "merged_into_id", "number", "opened_by_unit_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "registered_on", "satisfaction", "source", "state", "title", "version") VALUES (NEW."category", NEW."cause", NEW."content", NEW."county_id", NEW."deadline_on", NEW."enterprise_id", NEW."id", NEW."is_confidential", NEW."lead_unit_id", NEW."level", NEW."merged_into_id", NEW."number", NEW."opened_by_unit_id", NEW."outcome", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."registered_on", NEW."satisfaction", NEW."source", NEW."state", NEW."title", NEW."version"); RETURN NULL;',
                    hash="0beea78b1e5893465603162464fbd32e4677fd26",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_00ead",
                    table="projects_ticket",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ticket",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_ticketevent" ("category", "cause", "content", "county_id", "deadline_on", "enterprise_id", "id", "is_confidential", "lead_unit_id", "level", "merged_into_id", "number", "opened_by_unit_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "registered_on", "satisfaction", "source", "state", "title", "version") VALUES (OLD."category", OLD."cause", OLD."content", OLD."county_id", OLD."deadline_on", OLD."enterprise_id", OLD."id", OLD."is_confidential", OLD."lead_unit_id", OLD."level", OLD."merged_into_id", OLD."number", OLD."opened_by_unit_id", OLD."outcome", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."registered_on", OLD."satisfaction", OLD."source", OLD."state", OLD."title", OLD."version"); RETURN NULL;',
                    hash="f7933688bafbe66b5162975056a28d0231df71c8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_57e2e",
                    table="projects_ticket",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_tenureevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "unit_id", "user_id") VALUES (NEW."ends_on", NEW."id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."role", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="99a0026e5878766546b0d7777a4f3d15423e3557",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_52fa1",
                    table="projects_tenure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_tenureevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "unit_id", "user_id") VALUES (NEW."ends_on", NEW."id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."role", NEW."starts_on", NEW."unit_id", NEW."user_id"); RETURN NULL;',
                    hash="b06889427cba85b0df0a5d89f7f9959b078f57ef",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5ec45",
                    table="projects_tenure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tenure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_tenureevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts_on", "unit_id", "user_id") VALUES (OLD."ends_on", OLD."id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."role", OLD."starts_on", OLD."unit_id", OLD."user_id"); RETURN NULL;',
                    hash="a3a383e17da893d777e2a826301de7d242e04416",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b949e",
                    table="projects_tenure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="steward",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_stewardevent" ("county_id", "ends_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on", "version") VALUES (NEW."county_id", NEW."ends_on", NEW."id", NEW."person_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."starts_on", NEW."version"); RETURN NULL;',
                    hash="23ae97cf18d9ced27078bc08a88c37bb1411d5c3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b4f57",
                    table="projects_steward",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="steward",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_stewardevent" ("county_id", "ends_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on", "version") VALUES (NEW."county_id", NEW."ends_on", NEW."id", NEW."person_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."starts_on", NEW."version"); RETURN NULL;',
                    hash="c284b3c6805f4d2ea32c59d5a52552d07d336fee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fef87",
                    table="projects_steward",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="steward",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_stewardevent" ("county_id", "ends_on", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on", "version") VALUES (OLD."county_id", OLD."ends_on", OLD."id", OLD."person_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."starts_on", OLD."version"); RETURN NULL;',
                    hash="85f71d67e26f69efd090716dd0f4d874b2951c27",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b9e6d",
                    table="projects_steward",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedreply",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_savedreplyevent" ("county_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "step", "text", "title", "unit_id", "version") VALUES (NEW."county_id", NEW."ends_on", NEW."id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."starts_on", NEW."step", NEW."text", NEW."title", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="f1966c3ed619c26bdbb8017277cff35676cae898",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cdf11",
                    table="projects_savedreply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedreply",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_savedreplyevent" ("county_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "step", "text", "title", "unit_id", "version") VALUES (NEW."county_id", NEW."ends_on", NEW."id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."starts_on", NEW."step", NEW."text", NEW."title", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="7a4092125d5e79bbba1c1bdc49e6bb23c08815f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a5c5d",
                    table="projects_savedreply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="savedreply",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_savedreplyevent" ("county_id", "ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "step", "text", "title", "unit_id", "version") VALUES (OLD."county_id", OLD."ends_on", OLD."id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."starts_on", OLD."step", OLD."text", OLD."title", OLD."unit_id", OLD."version"); RETURN NULL;',
                    hash="7dedf5caed2ba7eb20451d3d0028f02c2ce6d2bd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3f406",
                    table="projects_savedreply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectelement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_projectelementevent" ("county_id", "element", "id", "need", "needed_on", "opened_on", "over_on", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "state", "version") VALUES (NEW."county_id", NEW."element", NEW."id", NEW."need", NEW."needed_on", NEW."opened_on", NEW."over_on", NEW."owner_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="48c7cd1321fc2e17c2275e59ce0874a4ec728a77",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_44290",
                    table="projects_projectelement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectelement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_projectelementevent" ("county_id", "element", "id", "need", "needed_on", "opened_on", "over_on", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "state", "version") VALUES (NEW."county_id", NEW."element", NEW."id", NEW."need", NEW."needed_on", NEW."opened_on", NEW."over_on", NEW."owner_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."state", NEW."version"); RETURN NULL;',
                    hash="6eebf970919899d3f6a2ab80154055ec69646c45",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b47a3",
                    table="projects_projectelement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectelement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_projectelementevent" ("county_id", "element", "id", "need", "needed_on", "opened_on", "over_on", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "state", "version") VALUES (OLD."county_id", OLD."element", OLD."id", OLD."need", OLD."needed_on", OLD."opened_on", OLD."over_on", OLD."owner_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."state", OLD."version"); RETURN NULL;',
                    hash="c60946300ef318c716d6c2542335260f5219e3a2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7090c",
                    table="projects_projectelement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_projectevent" ("channel", "code", "construction_nature", "content", "county_id", "department_id", "former_names", "id", "industry", "introduced_by_id", "investor_id", "leader_id", "name", "note", "origin", "person_in_charge", "person_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "place", "planned_capacity", "planned_jobs", "planned_output_wan", "planned_outside_wan", "planned_tax_wan", "previous_phase_id", "project_code", "sector", "source_tier", "task_force_id", "top500", "total_investment_wan", "version") VALUES (NEW."channel", NEW."code", NEW."construction_nature", NEW."content", NEW."county_id", NEW."department_id", NEW."former_names", NEW."id", NEW."industry", NEW."introduced_by_id", NEW."investor_id", NEW."leader_id", NEW."name", NEW."note", NEW."origin", NEW."person_in_charge", NEW."person_phone", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."pinyin", NEW."place", NEW."planned_capacity", NEW."planned_jobs", NEW."planned_output_wan", NEW."planned_outside_wan", NEW."planned_tax_wan", NEW."previous_phase_id", NEW."project_code", NEW."sector", NEW."source_tier", NEW."task_force_id", NEW."top500", NEW."total_investment_wan", NEW."version"); RETURN NULL;',
                    hash="65417af762364a3704d2c005d2d49505a46a8c68",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2e147",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_projectevent" ("channel", "code", "construction_nature", "content", "county_id", "department_id", "former_names", "id", "industry", "introduced_by_id", "investor_id", "leader_id", "name", "note", "origin", "person_in_charge", "person_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "place", "planned_capacity", "planned_jobs", "planned_output_wan", "planned_outside_wan", "planned_tax_wan", "previous_phase_id", "project_code", "sector", "source_tier", "task_force_id", "top500", "total_investment_wan", "version") VALUES (NEW."channel", NEW."code", NEW."construction_nature", NEW."content", NEW."county_id", NEW."department_id", NEW."former_names", NEW."id", NEW."industry", NEW."introduced_by_id", NEW."investor_id", NEW."leader_id", NEW."name", NEW."note", NEW."origin", NEW."person_in_charge", NEW."person_phone", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."pinyin", NEW."place", NEW."planned_capacity", NEW."planned_jobs", NEW."planned_output_wan", NEW."planned_outside_wan", NEW."planned_tax_wan", NEW."previous_phase_id", NEW."project_code", NEW."sector", NEW."source_tier", NEW."task_force_id", NEW."top500", NEW."total_investment_wan", NEW."version"); RETURN NULL;',
                    hash="cd1126406dbef87655fbd86f3c0d1df2119888bc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_804c3",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_projectevent" ("channel", "code", "construction_nature", "content", "county_id", "department_id", "former_names", "id", "industry", "introduced_by_id", "investor_id", "leader_id", "name", "note", "origin", "person_in_charge", "person_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "place", "planned_capacity", "planned_jobs", "planned_output_wan", "planned_outside_wan", "planned_tax_wan", "previous_phase_id", "project_code", "sector", "source_tier", "task_force_id", "top500", "total_investment_wan", "version") VALUES (OLD."channel", OLD."code", OLD."construction_nature", OLD."content", OLD."county_id", OLD."department_id", OLD."former_names", OLD."id", OLD."industry", OLD."introduced_by_id", OLD."investor_id", OLD."leader_id", OLD."name", OLD."note", OLD."origin", OLD."person_in_charge", OLD."person_phone", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."pinyin", OLD."place", OLD."planned_capacity", OLD."planned_jobs", OLD."planned_output_wan", OLD."planned_outside_wan", OLD."planned_tax_wan", OLD."previous_phase_id", OLD."project_code", OLD."sector", OLD."source_tier", OLD."task_force_id", OLD."top500", OLD."total_investment_wan", OLD."version"); RETURN NULL;',
                    hash="a47d7b30c9867523bdba70726023653009ae8d9e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2192f",
                    table="projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pair",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_pairevent" ("county_id", "ends_on", "enterprise_id", "id", "leader_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on", "task_force_id", "version") VALUES (NEW."county_id", NEW."ends_on", NEW."enterprise_id", NEW."id", NEW."leader_id", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."starts_on", NEW."task_force_id", NEW."version"); RETURN NULL;',
                    hash="04a5956144f082513c112782cafccc830c521bc3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fb8f4",
                    table="projects_pair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pair",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_pairevent" ("county_id", "ends_on", "enterprise_id", "id", "leader_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on", "task_force_id", "version") VALUES (NEW."county_id", NEW."ends_on", NEW."enterprise_id", NEW."id", NEW."leader_id", NEW."note", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."starts_on", NEW."task_force_id", NEW."version"); RETURN NULL;',
                    hash="eabccb489694a855e76194fb5c5cde01ba113624",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2d755",
                    table="projects_pair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pair",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_pairevent" ("county_id", "ends_on", "enterprise_id", "id", "leader_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "starts_on", "task_force_id", "version") VALUES (OLD."county_id", OLD."ends_on", OLD."enterprise_id", OLD."id", OLD."leader_id", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."starts_on", OLD."task_force_id", OLD."version"); RETURN NULL;',
                    hash="5ed6c5b79722452af3f9ab0dfb0f81cc3a84be8a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_81344",
                    table="projects_pair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="month",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_monthevent" ("closed_at", "closed_by_id", "county_id", "ends_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state", "version", "year") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."county_id", NEW."ends_on", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."starts_on", NEW."state", NEW."version", NEW."year"); RETURN NULL;',
                    hash="6740036cb8ea240b242c79de492345da2de74996",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e771d",
                    table="projects_month",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="month",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_monthevent" ("closed_at", "closed_by_id", "county_id", "ends_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state", "version", "year") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."county_id", NEW."ends_on", NEW."id", NEW."note", NEW."number", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."starts_on", NEW."state", NEW."version", NEW."year"); RETURN NULL;',
                    hash="bb855e7fa807b7086a6db0e322348b43199d0f1b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4fb9c",
                    table="projects_month",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="month",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_monthevent" ("closed_at", "closed_by_id", "county_id", "ends_on", "id", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "state", "version", "year") VALUES (OLD."closed_at", OLD."closed_by_id", OLD."county_id", OLD."ends_on", OLD."id", OLD."note", OLD."number", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."starts_on", OLD."state", OLD."version", OLD."year"); RETURN NULL;',
                    hash="f1af6acd0d0528148f5ff3a64dd4ba5dedf71c31",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aae3c",
                    table="projects_month",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_meetingevent" ("county_id", "firms", "held_on", "host_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "result", "version", "void_reason") VALUES (NEW."county_id", NEW."firms", NEW."held_on", NEW."host_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."result", NEW."version", NEW."void_reason"); RETURN NULL;',
                    hash="d0044a003ac98a68c920290f7c48881796c3341a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b7444",
                    table="projects_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_meetingevent" ("county_id", "firms", "held_on", "host_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "result", "version", "void_reason") VALUES (NEW."county_id", NEW."firms", NEW."held_on", NEW."host_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."result", NEW."version", NEW."void_reason"); RETURN NULL;',
                    hash="0d457c92aad5ac6610b4cc56c0ffd599dda63171",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2e1c7",
                    table="projects_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_meetingevent" ("county_id", "firms", "held_on", "host_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "result", "version", "void_reason") VALUES (OLD."county_id", OLD."firms", OLD."held_on", OLD."host_id", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."result", OLD."version", OLD."void_reason"); RETURN NULL;',
                    hash="b60eb4e7bf65852f3a1e85252d737d77993fd5ff",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_65c2e",
                    table="projects_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matterunit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_matterunitevent" ("id", "is_lead", "matter_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "unit_id") VALUES (NEW."id", NEW."is_lead", NEW."matter_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."reported_on", NEW."unit_id"); RETURN NULL;',
                    hash="29609abf3eaa2e72732d02f521867585ff227d5c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f3fd3",
                    table="projects_matterunit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matterunit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_matterunitevent" ("id", "is_lead", "matter_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "unit_id") VALUES (NEW."id", NEW."is_lead", NEW."matter_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."reported_on", NEW."unit_id"); RETURN NULL;',
                    hash="19a222708cd4e49881b89b2bcfdcf76d85bc8742",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e054b",
                    table="projects_matterunit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matterunit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_matterunitevent" ("id", "is_lead", "matter_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_on", "unit_id") VALUES (OLD."id", OLD."is_lead", OLD."matter_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."reported_on", OLD."unit_id"); RETURN NULL;',
                    hash="308d9917ba1cf0de3838e5c22375fc9757961cef",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_454d3",
                    table="projects_matterunit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_matterevent" ("closed_on", "county_id", "deadline_on", "first_deadline_on", "id", "kind", "level", "number", "once_key", "ordered_at", "ordered_by_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "state", "task_kind", "task_unit_id", "task_year", "text", "ticket_id", "title", "version", "working_days") VALUES (NEW."closed_on", NEW."county_id", NEW."deadline_on", NEW."first_deadline_on", NEW."id", NEW."kind", NEW."level", NEW."number", NEW."once_key", NEW."ordered_at", NEW."ordered_by_unit_id", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."source", NEW."state", NEW."task_kind", NEW."task_unit_id", NEW."task_year", NEW."text", NEW."ticket_id", NEW."title", NEW."version", NEW."working_days"); RETURN NULL;',
                    hash="df4d4ca5cda2bd684e18bca46ac5a5b82381def0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_51024",
                    table="projects_matter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_matterevent" ("closed_on", "county_id", "deadline_on", "first_deadline_on", "id", "kind", "level", "number", "once_key", "ordered_at", "ordered_by_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "state", "task_kind", "task_unit_id", "task_year", "text", "ticket_id", "title", "version", "working_days") VALUES (NEW."closed_on", NEW."county_id", NEW."deadline_on", NEW."first_deadline_on", NEW."id", NEW."kind", NEW."level", NEW."number", NEW."once_key", NEW."ordered_at", NEW."ordered_by_unit_id", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."source", NEW."state", NEW."task_kind", NEW."task_unit_id", NEW."task_year", NEW."text", NEW."ticket_id", NEW."title", NEW."version", NEW."working_days"); RETURN NULL;',
                    hash="89325bc0ec4845aa9f4f70c2fd2a7277518c88d0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_13319",
                    table="projects_matter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_matterevent" ("closed_on", "county_id", "deadline_on", "first_deadline_on", "id", "kind", "level", "number", "once_key", "ordered_at", "ordered_by_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "source", "state", "task_kind", "task_unit_id", "task_year", "text", "ticket_id", "title", "version", "working_days") VALUES (OLD."closed_on", OLD."county_id", OLD."deadline_on", OLD."first_deadline_on", OLD."id", OLD."kind", OLD."level", OLD."number", OLD."once_key", OLD."ordered_at", OLD."ordered_by_unit_id", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."source", OLD."state", OLD."task_kind", OLD."task_unit_id", OLD."task_year", OLD."text", OLD."ticket_id", OLD."title", OLD."version", OLD."working_days"); RETURN NULL;',
                    hash="b93aeb2c305950bc0323f985475145375686c29c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6256b",
                    table="projects_matter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lead",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_leadevent" ("county_id", "department_id", "firm", "id", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "registered_on", "source", "state", "task_force_id", "version", "void_reason") VALUES (NEW."county_id", NEW."department_id", NEW."firm", NEW."id", NEW."leader_id", NEW."name", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."registered_on", NEW."source", NEW."state", NEW."task_force_id", NEW."version", NEW."void_reason"); RETURN NULL;',
                    hash="e5d8d18fd6e700b7ee0a7f5eb4571e37a0af720a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d2398",
                    table="projects_lead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lead",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_leadevent" ("county_id", "department_id", "firm", "id", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "registered_on", "source", "state", "task_force_id", "version", "void_reason") VALUES (NEW."county_id", NEW."department_id", NEW."firm", NEW."id", NEW."leader_id", NEW."name", NEW."note", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."registered_on", NEW."source", NEW."state", NEW."task_force_id", NEW."version", NEW."void_reason"); RETURN NULL;',
                    hash="555eb2546277abaae9030be8de8c01e6414d55b3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b9988",
                    table="projects_lead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lead",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_leadevent" ("county_id", "department_id", "firm", "id", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "registered_on", "source", "state", "task_force_id", "version", "void_reason") VALUES (OLD."county_id", OLD."department_id", OLD."firm", OLD."id", OLD."leader_id", OLD."name", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."registered_on", OLD."source", OLD."state", OLD."task_force_id", OLD."version", OLD."void_reason"); RETURN NULL;',
                    hash="7127e36d2d96c8513c3b25626493f48a73c3931c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_590b1",
                    table="projects_lead",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemtemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_itemtemplateevent" ("authority_id", "basis", "county_id", "ends_on", "id", "name", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_days", "seq", "stage", "starts_on", "statutory_days", "version") VALUES (NEW."authority_id", NEW."basis", NEW."county_id", NEW."ends_on", NEW."id", NEW."name", NEW."papers", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."promised_days", NEW."seq", NEW."stage", NEW."starts_on", NEW."statutory_days", NEW."version"); RETURN NULL;',
                    hash="87beae4265a3a7ea77444ee03586f8f130894fdd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d70b9",
                    table="projects_itemtemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemtemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_itemtemplateevent" ("authority_id", "basis", "county_id", "ends_on", "id", "name", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_days", "seq", "stage", "starts_on", "statutory_days", "version") VALUES (NEW."authority_id", NEW."basis", NEW."county_id", NEW."ends_on", NEW."id", NEW."name", NEW."papers", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."promised_days", NEW."seq", NEW."stage", NEW."starts_on", NEW."statutory_days", NEW."version"); RETURN NULL;',
                    hash="321cba33747ba3948dbe991204d07244de755cfc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_016de",
                    table="projects_itemtemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="itemtemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_itemtemplateevent" ("authority_id", "basis", "county_id", "ends_on", "id", "name", "papers", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_days", "seq", "stage", "starts_on", "statutory_days", "version") VALUES (OLD."authority_id", OLD."basis", OLD."county_id", OLD."ends_on", OLD."id", OLD."name", OLD."papers", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."promised_days", OLD."seq", OLD."stage", OLD."starts_on", OLD."statutory_days", OLD."version"); RETURN NULL;',
                    hash="79e782fbacc9e5870c65345cf2e7104aa8b52040",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ab328",
                    table="projects_itemtemplate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="honour",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_honourevent" ("amount_wan", "county_id", "department_id", "document_number", "enterprise_id", "granted_on", "id", "kind", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "task_force_id", "version", "void_reason") VALUES (NEW."amount_wan", NEW."county_id", NEW."department_id", NEW."document_number", NEW."enterprise_id", NEW."granted_on", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."task_force_id", NEW."version", NEW."void_reason"); RETURN NULL;',
                    hash="92088bd3ec813b7b9007bfc2d11344b4803a5b52",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2557a",
                    table="projects_honour",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="honour",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_honourevent" ("amount_wan", "county_id", "department_id", "document_number", "enterprise_id", "granted_on", "id", "kind", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "task_force_id", "version", "void_reason") VALUES (NEW."amount_wan", NEW."county_id", NEW."department_id", NEW."document_number", NEW."enterprise_id", NEW."granted_on", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."note", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."task_force_id", NEW."version", NEW."void_reason"); RETURN NULL;',
                    hash="0ae19c367fc5453818b1a46bbf8a4d9c579dc0c2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fe57a",
                    table="projects_honour",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="honour",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_honourevent" ("amount_wan", "county_id", "department_id", "document_number", "enterprise_id", "granted_on", "id", "kind", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "task_force_id", "version", "void_reason") VALUES (OLD."amount_wan", OLD."county_id", OLD."department_id", OLD."document_number", OLD."enterprise_id", OLD."granted_on", OLD."id", OLD."kind", OLD."leader_id", OLD."name", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."task_force_id", OLD."version", OLD."void_reason"); RETURN NULL;',
                    hash="838a63fa757c0c160fb5c9ec2425c8e2c14cb59f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c3e19",
                    table="projects_honour",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fair",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_fairevent" ("county_id", "edition", "ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series", "starts_on") VALUES (NEW."county_id", NEW."edition", NEW."ends_on", NEW."id", NEW."name", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."series", NEW."starts_on"); RETURN NULL;',
                    hash="f686533a49a93fbdabab58a82d86d490bf8fceed",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7f69f",
                    table="projects_fair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fair",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_fairevent" ("county_id", "edition", "ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series", "starts_on") VALUES (NEW."county_id", NEW."edition", NEW."ends_on", NEW."id", NEW."name", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."series", NEW."starts_on"); RETURN NULL;',
                    hash="e759acfa0dcf2c076c0750822f1123a29f9cea9f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a4270",
                    table="projects_fair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fair",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_fairevent" ("county_id", "edition", "ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series", "starts_on") VALUES (OLD."county_id", OLD."edition", OLD."ends_on", OLD."id", OLD."name", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."series", OLD."starts_on"); RETURN NULL;',
                    hash="2ef9e9ae0484c22119f255c0e676dcf2445c1db8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0cba1",
                    table="projects_fair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enterprise",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_enterpriseevent" ("category", "contact_name", "contact_phone", "county_id", "credit_code", "former_names", "id", "name", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "source_tier", "version") VALUES (NEW."category", NEW."contact_name", NEW."contact_phone", NEW."county_id", NEW."credit_code", NEW."former_names", NEW."id", NEW."name", NEW."origin", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."pinyin", NEW."source_tier", NEW."version"); RETURN NULL;',
                    hash="82abe5ef3504b58c327026ee636d859c9a1208f7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3897e",
                    table="projects_enterprise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enterprise",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_enterpriseevent" ("category", "contact_name", "contact_phone", "county_id", "credit_code", "former_names", "id", "name", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "source_tier", "version") VALUES (NEW."category", NEW."contact_name", NEW."contact_phone", NEW."county_id", NEW."credit_code", NEW."former_names", NEW."id", NEW."name", NEW."origin", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."pinyin", NEW."source_tier", NEW."version"); RETURN NULL;',
                    hash="6cf9605f2710704c02a5e1344755fc3f71740693",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ef9d1",
                    table="projects_enterprise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="enterprise",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_enterpriseevent" ("category", "contact_name", "contact_phone", "county_id", "credit_code", "former_names", "id", "name", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinyin", "source_tier", "version") VALUES (OLD."category", OLD."contact_name", OLD."contact_phone", OLD."county_id", OLD."credit_code", OLD."former_names", OLD."id", OLD."name", OLD."origin", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."pinyin", OLD."source_tier", OLD."version"); RETURN NULL;',
                    hash="888da3045e15edbb5c7d7dd4c29a051c5ec1b39c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_55f38",
                    table="projects_enterprise",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_claimevent" ("county_id", "id", "is_filed_for", "late_reason", "month_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "returned_reason", "state", "submitted_at", "submitted_by_id", "unit_id", "verified_at", "verified_by_id", "version") VALUES (NEW."county_id", NEW."id", NEW."is_filed_for", NEW."late_reason", NEW."month_id", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."returned_reason", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id", NEW."verified_at", NEW."verified_by_id", NEW."version"); RETURN NULL;',
                    hash="637edea9557196b4e1bcdda5a96231844e35f0f9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dd79e",
                    table="projects_claim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_claimevent" ("county_id", "id", "is_filed_for", "late_reason", "month_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "returned_reason", "state", "submitted_at", "submitted_by_id", "unit_id", "verified_at", "verified_by_id", "version") VALUES (NEW."county_id", NEW."id", NEW."is_filed_for", NEW."late_reason", NEW."month_id", NEW."note", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."returned_reason", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."unit_id", NEW."verified_at", NEW."verified_by_id", NEW."version"); RETURN NULL;',
                    hash="3d9a032b9fcb271a068c9e9cb47a21bf2674c73e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bdf56",
                    table="projects_claim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_claimevent" ("county_id", "id", "is_filed_for", "late_reason", "month_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "returned_reason", "state", "submitted_at", "submitted_by_id", "unit_id", "verified_at", "verified_by_id", "version") VALUES (OLD."county_id", OLD."id", OLD."is_filed_for", OLD."late_reason", OLD."month_id", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."returned_reason", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."unit_id", OLD."verified_at", OLD."verified_by_id", OLD."version"); RETURN NULL;',
                    hash="2fa9068e20af896bd0e3608a70b71f531cc03a14",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_456a8",
                    table="projects_claim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencyitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_agencyitemevent" ("accepted_on", "agent_id", "applied_on", "authority_id", "county_id", "deadline_on", "enterprise_id", "entrusted_at", "entrusted_on", "finished_on", "id", "letter_id", "method", "name", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "promised_days", "rating", "result", "stage", "state", "statutory_days", "template_id", "told_on", "unit_id", "version") VALUES (NEW."accepted_on", NEW."agent_id", NEW."applied_on", NEW."authority_id", NEW."county_id", NEW."deadline_on", NEW."enterprise_id", NEW."entrusted_at", NEW."entrusted_on", NEW."finished_on", NEW."id", NEW."letter_id", NEW."method", NEW."name", NEW."note", NEW."number", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."project_id", NEW."promised_days", NEW."rating", NEW."result", NEW."stage", NEW."state", NEW."statutory_days", NEW."template_id", NEW."told_on", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="82ce0089f66f928305a1357c1469f6c2acca2c82",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_481ef",
                    table="projects_agencyitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencyitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_agencyitemevent" ("accepted_on", "agent_id", "applied_on", "authority_id", "county_id", "deadline_on", "enterprise_id", "entrusted_at", "entrusted_on", "finished_on", "id", "letter_id", "method", "name", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "promised_days", "rating", "result", "stage", "state", "statutory_days", "template_id", "told_on", "unit_id", "version") VALUES (NEW."accepted_on", NEW."agent_id", NEW."applied_on", NEW."authority_id", NEW."county_id", NEW."deadline_on", NEW."enterprise_id", NEW."entrusted_at", NEW."entrusted_on", NEW."finished_on", NEW."id", NEW."letter_id", NEW."method", NEW."name", NEW."note", NEW."number", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."project_id", NEW."promised_days", NEW."rating", NEW."result", NEW."stage", NEW."state", NEW."statutory_days", NEW."template_id", NEW."told_on", NEW."unit_id", NEW."version"); RETURN NULL;',
                    hash="155dc2bc79c183aa02ee50a75baa557c63c8c868",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_35098",
                    table="projects_agencyitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agencyitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_agencyitemevent" ("accepted_on", "agent_id", "applied_on", "authority_id", "county_id", "deadline_on", "enterprise_id", "entrusted_at", "entrusted_on", "finished_on", "id", "letter_id", "method", "name", "note", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "promised_days", "rating", "result", "stage", "state", "statutory_days", "template_id", "told_on", "unit_id", "version") VALUES (OLD."accepted_on", OLD."agent_id", OLD."applied_on", OLD."authority_id", OLD."county_id", OLD."deadline_on", OLD."enterprise_id", OLD."entrusted_at", OLD."entrusted_on", OLD."finished_on", OLD."id", OLD."letter_id", OLD."method", OLD."name", OLD."note", OLD."number", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."project_id", OLD."promised_days", OLD."rating", OLD."result", OLD."stage", OLD."state", OLD."statutory_days", OLD."template_id", OLD."told_on", OLD."unit_id", OLD."version"); RETURN NULL;',
                    hash="4d2638a2853d768752fda616996d2097ae224c75",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1445b",
                    table="projects_agencyitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_activityevent" ("county_id", "department_id", "ends_on", "id", "kind", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "result", "starts_on", "task_force_id", "version", "void_reason") VALUES (NEW."county_id", NEW."department_id", NEW."ends_on", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."note", _pgh_attach_context(), clock_timestamp(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."result", NEW."starts_on", NEW."task_force_id", NEW."version", NEW."void_reason"); RETURN NULL;',
                    hash="1db4900d53044eefb6554a8f5bb6bee13b9bd64c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_da5ed",
                    table="projects_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "projects_activityevent" ("county_id", "department_id", "ends_on", "id", "kind", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "result", "starts_on", "task_force_id", "version", "void_reason") VALUES (NEW."county_id", NEW."department_id", NEW."ends_on", NEW."id", NEW."kind", NEW."leader_id", NEW."name", NEW."note", _pgh_attach_context(), clock_timestamp(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."result", NEW."starts_on", NEW."task_force_id", NEW."version", NEW."void_reason"); RETURN NULL;',
                    hash="1adab570f7045a75a446bb8ae3db5ecd470e32ce",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_88e16",
                    table="projects_activity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="activity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "projects_activityevent" ("county_id", "department_id", "ends_on", "id", "kind", "leader_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "result", "starts_on", "task_force_id", "version", "void_reason") VALUES (OLD."county_id", OLD."department_id", OLD."ends_on", OLD."id", OLD."kind", OLD."leader_id", OLD."name", OLD."note", _pgh_attach_context(), clock_timestamp(), \'delete\', OLD."id", OLD."place", OLD."recorded_at", OLD."recorded_by_id", OLD."result", OLD."starts_on", OLD."task_force_id", OLD."version", OLD."void_reason"); RETURN NULL;',
                    hash="d9c3a2f5ffbb3a7926f2baab1c57fe0dca80f1bd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3e606",
                    table="projects_activity",
                    when="AFTER",
                ),
            ),
        ),
    ]
