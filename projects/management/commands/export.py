"""manage.py export tasks --on D --out F: a report's workbook into a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from projects.audit.actions import record
from projects.indicators.board import Board
from projects.management.commands.figures import scope_of
from projects.reports.catalogue import REPORTS


class Command(BaseCommand):
    help = "Writes a report into a workbook."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("report", choices=sorted(REPORTS))
        parser.add_argument("--on", default="", help="cut-off; today without it")
        parser.add_argument("--known", default="", help="as the books stood at the end of that day")
        parser.add_argument("--out", required=True, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        report = REPORTS[options["report"]]
        board = Board(scope_of(options))
        content = report.make(board, "县招商局", settings.HELP_PHONE, True)
        path = Path(options["out"])
        try:
            path.write_bytes(content)
        except OSError as problem:
            raise CommandError(f"不能写入{path}：{problem.strerror}") from problem
        record("export", by=None, label=f"导出：{report.title}", details={"report": report.slug, "on": board.scope.on.isoformat()})
        self.stdout.write(f"已写入{path}")
