"""大屏: for staff behind the login, and for a wall by a token that opens nothing else and can be revoked (docs/decisions/0020)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from projects.dashboards.queries.screen import screen_of
from projects.indicators.scopes import county_of
from projects.organisations.models import Unit
from projects.pages.views import Page
from projects.tokens.choices import DISPLAY
from projects.tokens.models import Token
from projects.tokens.views import TokenPage

EVERY_SECONDS = 60
PAGES = ("1", "2")


def shown(request: HttpRequest, county: Unit, board_url: str, *, is_kiosk: bool) -> HttpResponse:
    """`page`: which of the screens is on top; the remote's ← and → turn them in the browser."""
    asked = request.GET.get("page", "")
    context = {
        "screen": screen_of(county),
        "board_url": board_url,
        "every": EVERY_SECONDS,
        "page": asked if asked in PAGES else PAGES[0],
        "pages": len(PAGES),
        "is_kiosk": is_kiosk,
    }
    return render(request, "screen/page.html", context)


def board(request: HttpRequest, county: Unit) -> HttpResponse:
    """What is put in every minute."""
    return render(request, "screen/_board.html", {"screen": screen_of(county), "every": EVERY_SECONDS, "pages": len(PAGES)})


class ScreenPage(Page):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return shown(request, county_of(self.user), reverse("screen_board"), is_kiosk=False)


class ScreenBoard(Page):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return board(request, county_of(self.user))


class DisplayPage(TokenPage):
    """Looked at only: there is no session and no account behind it, so that no other address opens."""

    purposes = (DISPLAY,)
    http_method_names = ["get", "head"]

    def show(self, token: Token, **extra: Any) -> HttpResponse:
        secret = self.kwargs["secret"]
        answer = shown(self.request, token.county, reverse("display_board", args=[secret]), is_kiosk=True)
        answer["Referrer-Policy"] = "no-referrer"
        return answer


class DisplayBoard(DisplayPage):
    def show(self, token: Token, **extra: Any) -> HttpResponse:
        return board(self.request, token.county)
