"""Code lists and the calendar of working days, for a real installation too."""

from typing import Any

from django.core.management.base import BaseCommand

from projects.reference.actions import install_reference


class Command(BaseCommand):
    help = "安装代码表和工作日历；已有的不改动"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"新增{install_reference(by=None)}行。")
