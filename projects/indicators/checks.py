"""Start-up check of the catalogue."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from projects.indicators.catalogue import faults


@register()
def catalogue_is_whole(**_: Any) -> list[CheckMessage]:
    """Slugs are unique, cuts and filters resolve, every 口径 is written."""
    return [Error(fault, id="projects.E010") for fault in faults()]
