"""What an entry changed, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet
from pghistory.models import Context

from projects.audit.models import Entry
from projects.core.clock import SHANGHAI

_HIDDEN = {"version"}


@dataclass(frozen=True)
class Change:
    """One row of one table: (field, before, after) where they differ."""

    what: str
    kind: str
    fields: list[tuple[str, str, str]]


_KINDS = {"insert": "新增", "update": "修改", "delete": "删除"}


def changes_of(entry: Entry) -> list[Change]:
    """From the row history; books are insert-only and have none."""
    if entry.context_id is None:
        return []
    contexts = list(Context.objects.filter(metadata__audit=str(entry.context_id)).values_list("pk", flat=True))
    if not contexts:
        return []
    return [change for model in _history_models() for change in _changes_in(model, contexts)]


def _history_models() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if hasattr(model, "pgh_tracked_model"))


def _changes_in(history: type[models.Model], contexts: list[Any]) -> Iterator[Change]:
    rows: QuerySet[Any] = history._default_manager.filter(pgh_context_id__in=contexts).order_by("pgh_id")
    tracked: type[models.Model] = history.pgh_tracked_model  # type: ignore[attr-defined]
    for row in rows:
        same: QuerySet[Any] = history._default_manager.filter(id=row.id)
        before = same.filter(pgh_id__lt=row.pgh_id).order_by("-pgh_id").first()
        old, new = (row, None) if row.pgh_label == "delete" else (before, row)
        fields = list(_differences(tracked, old, new))
        if fields:
            yield Change(f"{tracked._meta.verbose_name} {row.id}", _KINDS.get(row.pgh_label, row.pgh_label), fields)


def _differences(tracked: type[models.Model], old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    for field in tracked._meta.concrete_fields:
        if field.name in _HIDDEN or field.primary_key or not _has(old or new, field.attname):
            continue
        before, after = getattr(old, field.attname, None), getattr(new, field.attname, None)
        if before != after:
            yield str(field.verbose_name), _words(before), _words(after)


def _has(row: Any, name: str) -> bool:
    try:
        row._meta.get_field(name.removesuffix("_id"))
    except FieldDoesNotExist:
        return hasattr(row, name)
    return True


def _words(value: Any) -> str:
    if value is None or value == "":
        return "--"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return str(value)
