"""manage.py sweep: what nobody needs any more goes, as the schedule of the worker has it done every night."""

from typing import Any

from django.core.management.base import BaseCommand

from projects.jobs.jobs import sweep
from projects.management.ready import must_be_ready


class Command(BaseCommand):
    help = "清理过期的登录、结果文件和一天前未提交的文件（后台进程每日执行一次，make backup 会先执行）"

    def handle(self, *args: Any, **options: Any) -> None:
        must_be_ready()
        self.stdout.write(f"已{sweep(progress=None, by=None).message}")
