"""Rows that carry a version: locking them, and refusing a stale edit."""

from typing import Any, TypeVar

from django.db import models

from projects.core.errors import Stale

M = TypeVar("M", bound=models.Model)


def locked(row: M, version: int | None = None) -> M:
    """The row as it is now, FOR UPDATE until the transaction ends. Raises Stale when `version` is no longer its version."""
    fresh = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None and fresh.version != version:  # type: ignore[attr-defined]
        raise Stale(f"{fresh}在您打开页面之后被别人修改过，请核对后再提交")
    return fresh


def change(row: M, **values: Any) -> M:
    """Sets the fields that differ and counts the version up; saves nothing when nothing differs."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.version += 1  # type: ignore[attr-defined]
        row.save(update_fields=[*changed, "version"])
    return row
