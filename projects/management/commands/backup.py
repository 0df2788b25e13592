"""manage.py backup: dumps the database and the papers; with --drill restores them into a scratch database and compares every figure."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from projects.backups.actions import make_backup
from projects.backups.choices import BackupFailed
from projects.backups.queries import default_folder
from projects.backups.verify import drill
from projects.management.ready import must_be_ready


class Command(BaseCommand):
    help = "备份数据库和佐证材料，保留14天和12个月；--drill 同时做恢复演练"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dir", type=Path, default=None, help="存放目录，默认 var/backups")
        parser.add_argument("--drill", action="store_true", help="备份后恢复到临时数据库，逐项比较")
        parser.add_argument("--accept-smaller", action="store_true", help="已核实数据确实变少，接受比上一份小30%以上的备份")

    def handle(self, *args: Any, **options: Any) -> None:
        must_be_ready()
        folder = options["dir"] or default_folder()
        try:
            backup = make_backup(folder, timezone.localtime(), accept_smaller=options["accept_smaller"])
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"已备份到{backup.dump}（{backup.dump.stat().st_size}字节）")
        if options["drill"]:
            done = drill(backup, timezone.localtime())
            self.stdout.write(done.report.read_text(encoding="utf-8"))
            if done.faults:
                raise CommandError(f"恢复演练没有通过，{len(done.faults)}处不符，报告{done.report}")
