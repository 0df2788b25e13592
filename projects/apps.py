"""The one Django app of the site."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "projects"
    label = "projects"
    verbose_name = "清水招商"

    def ready(self) -> None:
        from projects.core import (
            checks,  # noqa: F401  (registers the system checks)
            clock,
        )
        from projects.indicators import checks as catalogue_checks  # noqa: F401
        from projects.reference.models import demo_now

        clock.source = demo_now
