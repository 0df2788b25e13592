"""What base.html needs on every page."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from projects.core import clock
from projects.core.middleware import request_id
from projects.core.units import MONEY_UNITS
from projects.nav import Entry, menu_for
from projects.organisations.models import User
from projects.organisations.sessions import seconds_left
from projects.reference.models import demo_date

THEMES, SIZES, UNITS = ("auto", "light", "dark"), ("std", "big", "huge"), MONEY_UNITS
DENSITIES = {"compact": "紧凑", "std": "标准", "loose": "宽松"}


@dataclass(frozen=True)
class Look:
    """How this browser shows pages: kept in cookies, because a PC in an office is shared."""

    theme: str
    size: str
    unit: str
    density: str
    unit_chosen: bool = False

    def unit_on(self, first: str) -> str:
        """The unit that was chosen; until one is, that of the page (docs/decisions/0015)."""
        return self.unit if self.unit_chosen else first


def look_of(request: HttpRequest) -> Look:
    def chosen(name: str, allowed: tuple[str, ...]) -> str:
        value = unquote(request.COOKIES.get(name, ""))  # 亿元 is percent-encoded: a header is ASCII
        return value if value in allowed else allowed[0]

    return Look(
        chosen("qs_theme", THEMES),
        chosen("qs_size", SIZES),
        chosen("qs_unit", UNITS),
        chosen("qs_density", ("std", *DENSITIES)),
        unquote(request.COOKIES.get("qs_unit", "")) in UNITS,
    )


def frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    signed_in = isinstance(user, User)
    nav = menu_for(user, request.path) if isinstance(user, User) else []
    return {
        "site_name": settings.SITE_NAME,
        "help_phone": settings.HELP_PHONE,
        "is_demo": demo_date() is not None,
        "today": clock.today(),
        "ui": look_of(request),
        "request_id": request_id.get(),
        "session_seconds": seconds_left(request) if isinstance(user, User) else None,
        "nav": nav,
        "help_url": f"{reverse('help')}{_chapter(nav)}" if signed_in else "",
        "search_url": reverse("search") if signed_in else "",
        "unit_switch_url": reverse("choose_unit") if signed_in else "",
    }


def _chapter(nav: list[Entry]) -> str:
    """The help on the part of the menu that this page belongs to."""
    here = next((entry.label for entry in nav if entry.is_current or any(child.is_current for child in entry.children)), "")
    return f"#{here}" if here else ""
