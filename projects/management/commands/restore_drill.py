"""manage.py restore_drill: restores a backup into a scratch database, verifies its book and compares every figure. Exit code 1 on a
difference; the report stays in the backups' folder under drills/."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from projects.backups.choices import Backup, BackupFailed
from projects.backups.queries import backups_in, contents, default_folder
from projects.backups.verify import drill


class Command(BaseCommand):
    help = "把备份恢复到临时数据库，校验账本并逐项比较指标"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dir", type=Path, default=None, help="备份目录，默认 var/backups")
        parser.add_argument("--backup", default="", help="备份名，例如 qingshui-20241216T020000；默认最近一份")
        parser.add_argument("--print-contents", action="store_true", help="只打印本数据库的全部指标（演练内部使用）")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["print_contents"]:
            self.stdout.write(json.dumps(contents(), ensure_ascii=False))
            return
        try:
            done = drill(self._backup(options["dir"] or default_folder(), options["backup"]), timezone.localtime())
        except BackupFailed as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(done.report.read_text(encoding="utf-8"))
        if done.faults:
            raise CommandError(f"恢复演练没有通过，{len(done.faults)}处不符，报告{done.report}")

    @staticmethod
    def _backup(folder: Path, name: str) -> Backup:
        found = {backup.name: backup for backup in backups_in(folder)}
        if name and name not in found:
            raise CommandError(f"{folder}里没有备份{name}")
        if not found:
            raise CommandError(f"{folder}里还没有备份，请先执行 make backup")
        return found[name] if name else next(iter(found.values()))
