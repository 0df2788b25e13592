"""What every signed-in page owes: no cached copies, a session within its time, a password (and a code) of one's own first."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from projects.organisations import codes, sessions
from projects.organisations.models import User

Handler = Callable[[HttpRequest], HttpResponse]


class NoStoreMiddleware:
    """Signed-in pages are never kept by the browser: the next person on the same PC must not see them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class SessionLifeMiddleware:
    """Idle 30 minutes or 12 hours in all: out, with a word about it on the login page. Polling prolongs nothing."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if sessions.is_over(request.session):
                sessions.expire(request)
                messages.info(request, sessions.ENDED)
            elif not sessions.is_background(request):
                sessions.touch(request.session)
        else:
            cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
            if cookie and sessions.was_ended(cookie):
                messages.info(request, sessions.ENDED)
        return self.get_response(request)


class FirstPasswordMiddleware:
    """An account with a one-time or expired password reaches nothing but 修改密码 and 退出; one that must set up its
    second factor nothing but that; one without a post today nothing at all."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User) or request.path == reverse("logout"):
            return self.get_response(request)
        if user.must_change_password:
            return self._only("password_change", request)
        if request.session.get(codes.MUST_SET_UP):
            return self._only("code_setup", request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """A tenure may end while its holder is signed in: a page would have no county to show."""
        user = request.user
        if isinstance(user, User) and not user.current_tenures and request.path != reverse("logout"):
            raise PermissionDenied("您的账号目前没有任职单位，请联系县招商局办理")

    def _only(self, name: str, request: HttpRequest) -> HttpResponse:
        here = reverse(name)
        return self.get_response(request) if request.path == here else HttpResponseRedirect(here)
