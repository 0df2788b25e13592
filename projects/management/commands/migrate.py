"""Django's migrate, then the rights of the application's role on what is there now."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate

from projects.books.grants import grant_to_app_role


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if not options.get("plan") and not options.get("check_unapplied"):
            grant_to_app_role()
