"""Prints the accounts of the demonstration; nothing where there is none."""

from typing import Any

from django.core.management.base import BaseCommand

from projects.demonstration.people import printed_accounts
from projects.reference.models import demo_date


class Command(BaseCommand):
    help = "列出演示账号"

    def handle(self, *args: Any, **options: Any) -> None:
        if demo_date():
            self.stdout.write(printed_accounts())
