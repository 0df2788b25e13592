"""Django's task interface, wherever it comes from: its own from Django 6 on, the package of the same code before it."""

try:
    from django.tasks import task
except ImportError:
    from django_tasks import task  # type: ignore[no-redef]  # its twin

__all__ = ["task"]
