"""What base.html needs on every page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from projects.core import clock
from projects.core.middleware import request_id
from projects.nav import menu_for
from projects.organisations.models import User
from projects.reference.models import demo_date

THEMES, SIZES, UNITS = ("auto", "light", "dark"), ("std", "big", "huge"), ("万元", "亿元", "元")


@dataclass(frozen=True)
class Look:
    """How this browser shows pages: kept in cookies, because a PC in an office is shared."""

    theme: str
    size: str
    unit: str


def look_of(request: HttpRequest) -> Look:
    def chosen(name: str, allowed: tuple[str, ...]) -> str:
        value = request.COOKIES.get(name, "")
        return value if value in allowed else allowed[0]

    return Look(chosen("qs_theme", THEMES), chosen("qs_size", SIZES), chosen("qs_unit", UNITS))


def frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return {
        "site_name": settings.SITE_NAME,
        "help_phone": settings.HELP_PHONE,
        "is_demo": demo_date() is not None,
        "today": clock.today(),
        "ui": look_of(request),
        "request_id": request_id.get(),
        "nav": menu_for(user, request.path) if isinstance(user, User) else [],
    }
