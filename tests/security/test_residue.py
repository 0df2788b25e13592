"""What stays behind: sessions that ran out, files never submitted, the password in any place (A13, 剩余信息保护)."""

import logging
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.audit.models import Entry
from projects.core import clock
from projects.files.actions import stage_file
from projects.files.models import StagedFile, StoredFile
from projects.organisations.models import LoginRecord
from tests.access.cast import log_in
from tests.conftest import BUSINESS_MOMENT
from tests.world import PASSWORD, World, pdf

NEW = "Brass-Lantern-77"
WRONG = "Copper-Guess-13"


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


def test_the_sweep_takes_uploads_that_a_killed_process_left_and_nothing_else(
    world: World, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """N03: under the name that Django gives them, older than a day, in our own folder."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    with TemporaryUploadedFile("账户流水.pdf", "application/pdf", 9, None) as left:
        left.write(b"%PDF-1.7\n")
        name = Path(left.temporary_file_path())
        assert name.parent == tmp_path
        copy = tmp_path / f"tmpkilled{''.join(name.suffixes[-2:])}"
        copy.write_bytes(b"%PDF-1.7\n")
        foreign = tmp_path / "notes.txt"
        foreign.write_text("x")
        yesterday = time.time() - 86_401
        for path in (copy, foreign):
            os.utime(path, (yesterday, yesterday))
        call_command("sweep")
        assert sorted(tmp_path.iterdir()) == sorted([name, foreign])
    assert "中断后残留的文件1个" in capsys.readouterr().out
    assert Entry.objects.get(verb="sweep_leftovers").details == {"uploads": 1}


def test_half_received_uploads_lie_where_only_the_site_reads() -> None:
    from qingshui import settings as site

    assert Path(site.FILE_UPLOAD_TEMP_DIR).stat().st_mode & 0o077 == 0
    assert Path(site.STATIC_ROOT) not in Path(site.FILE_UPLOAD_TEMP_DIR).parents


def test_the_password_stands_in_no_table_log_line_message_or_error_mail(
    world: World, caplog: pytest.LogCaptureFixture, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A13: wrong, right and new passwords, one of them typed as the account, and one in a form whose page breaks."""
    settings.ADMINS = [("duty", "duty@qingshui.example")]
    caplog.set_level(logging.DEBUG)
    log_in("clerk", WRONG)
    log_in(PASSWORD, "x")  # typed into the wrong box
    client = log_in("clerk").client
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    monkeypatch.setattr("projects.organisations.views.change_password", lambda **_: 1 / 0)
    broken = Client(raise_request_exception=False)
    broken.cookies = client.cookies
    assert broken.post(reverse("password_change"), typed).status_code == 500
    monkeypatch.undo()
    assert client.post(reverse("password_change"), typed).status_code == 302
    assert len(mail.outbox) == 1
    said = caplog.text + "".join(str(message.message()) for message in mail.outbox)
    html = "".join(str(part[0]) for message in mail.outbox for part in getattr(message, "alternatives", []))
    for secret in (PASSWORD, NEW, WRONG):
        assert secret not in said, secret
        assert secret not in html, secret
        for table in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE strpos(t::text, %s) > 0', [secret])
                found = cursor.fetchone()
            assert found == (0,), (secret, table)
