"""manage.py worker: plans what is due and runs jobs until it is ended; several may run beside each other."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from projects.jobs.flow import load_kinds
from projects.jobs.jobs import Worker


class Command(BaseCommand):
    help = "执行后台任务和计划任务，直到被停止；--until-empty 执行完已到期的即退出"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-empty", action="store_true", help="执行完等待中的任务即退出")

    def handle(self, *args: Any, **options: Any) -> None:
        load_kinds()
        worker = Worker(until_empty=options["until_empty"])
        worker.configure_signals()
        worker.work()
