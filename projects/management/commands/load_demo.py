"""Drops and rebuilds the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from projects.demonstration.loader import load


class Command(BaseCommand):
    help = "删除并重建演示数据；数据库里有正式数据时拒绝"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="演示数据已在时什么也不做")

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load(if_empty=options["if_empty"])
        if loaded is None:
            self.stdout.write("演示数据已在，未改动。")
            return
        rows = "，".join(f"{name} {count}" for name, count in loaded.counts.items())
        self.stdout.write(f"演示数据已装入：{rows}；操作 {loaded.actions} 次，用时 {loaded.seconds} 秒。")
