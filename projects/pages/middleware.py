"""What every signed-in page owes: no cached copies, and a password of one's own first."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]


class NoStoreMiddleware:
    """Signed-in pages are never kept by the browser: the next person on the same PC must not see them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


class FirstPasswordMiddleware:
    """An account with a one-time secret reaches nothing but 修改密码 and 退出."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            allowed = {reverse("password_change"), reverse("logout")}
            if request.path not in allowed:
                return HttpResponseRedirect(reverse("password_change"))
        return self.get_response(request)
