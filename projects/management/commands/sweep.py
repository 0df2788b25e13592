"""manage.py sweep: sessions that have run out, files whose form was never submitted, uploads that a killed process left."""

from typing import Any

from django.core.management.base import BaseCommand

from projects.files.actions import sweep_leftovers, sweep_staged_files
from projects.organisations.sessions import sweep_sessions


class Command(BaseCommand):
    help = "清理过期登录、一天前未提交的文件和中断后残留的文件（每日一次，make backup 会先执行）"

    def handle(self, *args: Any, **options: Any) -> None:
        sessions = sweep_sessions(by=None)
        files = sweep_staged_files(by=None)
        leftovers = sweep_leftovers(by=None)
        self.stdout.write(f"已清理过期登录{sessions}条、未提交的文件{files}个、中断后残留的文件{leftovers}个")
