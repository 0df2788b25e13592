"""What stays behind: sessions that ran out, files never submitted (剩余信息保护)."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from projects.audit.models import Entry
from projects.core import clock
from projects.files.actions import stage_file
from projects.files.models import StagedFile, StoredFile
from projects.organisations.models import LoginRecord
from tests.access.cast import log_in
from tests.conftest import BUSINESS_MOMENT
from tests.world import World, pdf


def test_the_sweep_takes_sessions_that_ran_out_and_leaves_the_living(world: World) -> None:
    old, living = log_in("clerk").client, log_in("other_clerk").client
    Session.objects.filter(session_key=old.session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    call_command("sweep")
    assert Session.objects.count() == 1
    assert living.get("/").status_code == 200
    assert list(LoginRecord.objects.filter(ended_at=None).values_list("user__username", flat=True)) == ["other_clerk"]
    assert Entry.objects.get(verb="sweep_sessions").details == {"sessions": 1}


def test_the_sweep_takes_files_that_no_form_took_within_a_day(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    with clock.at(BUSINESS_MOMENT - timedelta(days=1, minutes=1)):
        stage_file(by=world.clerk, form_key="old", field="file", upload=pdf())
    kept = stage_file(by=world.clerk, form_key="new", field="file", upload=pdf())
    call_command("sweep")
    assert list(StagedFile.objects.values_list("pk", flat=True)) == [kept.pk]
    assert StoredFile.objects.count() == 1
    assert "未提交的文件1个" in capsys.readouterr().out
