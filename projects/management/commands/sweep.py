"""manage.py sweep: what nobody needs any more goes: sessions that have run out, files whose form was never submitted."""

from typing import Any

from django.core.management.base import BaseCommand

from projects.files.actions import sweep_staged_files
from projects.organisations.sessions import sweep_sessions


class Command(BaseCommand):
    help = "清理过期登录和一天前未提交的文件（每日一次，make backup 会先执行）"

    def handle(self, *args: Any, **options: Any) -> None:
        sessions = sweep_sessions(by=None)
        files = sweep_staged_files(by=None)
        self.stdout.write(f"已清理过期登录{sessions}条、未提交的文件{files}个")
