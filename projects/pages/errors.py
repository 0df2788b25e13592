"""The pages of refusal: what happened, whether typed data is kept, whom to telephone."""

import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from projects.audit.actions import record_refusal
from projects.core.errors import NotAllowed
from projects.core.forms import clean_text
from projects.core.middleware import request_id
from projects.organisations.models import User
from projects.organisations.sessions import is_background
from projects.pages.actions import keep_posted

KEPT = "您刚才填写的内容已经保留，登录后回到原来的页面接着提交；当时选择而未上传的文件须重新选择"


class LoginFirstMiddleware(LoginRequiredMiddleware):
    """To the login page, and from there back. A form that was sent after its session ended is kept for its author (B09).

    It stands behind the CSRF check, so that only our own pages can leave anything; nothing of the form is carried out.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> Any:
        if is_background(request):
            return JsonResponse({"error": "登录已结束，请重新登录"}, status=401)
        token = request.POST.get("form_owner", "") if request.method == "POST" else ""
        if token and keep_posted(
            token=token,
            url=request.get_full_path(),
            typed=dict(request.POST.lists()),
            key=request.POST.get("submission_key", "")[:40],
        ):
            messages.info(request, KEPT)
        response = super().handle_no_permission(request, view_func)
        if request.headers.get("HX-Request") == "true":
            return _whole_page(request, response["Location"])
        return response


def _whole_page(request: HttpRequest, login: str) -> HttpResponse:
    """htmx would set the login page into a piece of this one; HX-Redirect makes it leave, and come back to the page, not to the piece."""
    here = urlsplit(request.headers.get("HX-Current-URL", ""))
    back = urlunsplit(("", "", here.path, here.query, ""))
    if here.netloc == request.get_host() and url_has_allowed_host_and_scheme(back, None):
        login = f"{urlsplit(login).path}?{urlencode({REDIRECT_FIELD_NAME: back})}"
    response = HttpResponse(status=401)
    response["HX-Redirect"] = login
    return response


def _page(request: HttpRequest, status: int, template: str, **context: Any) -> HttpResponse:
    body = render_to_string(
        template, {"request_id": request_id.get(), "help_phone": settings.HELP_PHONE, "site_name": settings.SITE_NAME, **context}
    )
    return HttpResponse(body, status=status)


TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
OUT_OF_REACH = (OperationalError, InterfaceError)
WAIT_SECONDS = "60"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, TOO_LARGE):
        return _page(request, 413, "413.html")
    return _page(request, 400, "400.html")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The refusal is written down (C04), after whatever was begun is rolled back; what an action refused has its Entry already."""
    user = getattr(request, "user", None)
    if isinstance(user, User) and not isinstance(getattr(exception, "__cause__", None), NotAllowed):
        record_refusal(by=user, message=str(exception or "无权查看"), where=f"{request.method} {clean_text(request.path)}")
    return _page(request, 403, "403.html", message=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "404.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Django gives no exception here; it is still being handled. Without the database nothing is wrong with what was asked."""
    if isinstance(sys.exception(), OUT_OF_REACH):
        answer = _page(request, 503, "503.html")
        answer["Retry-After"] = WAIT_SECONDS
        return answer
    return _page(request, 500, "500.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403, "403_csrf.html")
