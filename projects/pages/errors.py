"""The pages of refusal: what happened, whether typed data is kept, whom to telephone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from projects.core.middleware import request_id


def _page(request: HttpRequest, status: int, template: str, **context: Any) -> HttpResponse:
    body = render_to_string(
        template, {"request_id": request_id.get(), "help_phone": settings.HELP_PHONE, "site_name": settings.SITE_NAME, **context}
    )
    return HttpResponse(body, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, "400.html")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, "403.html", message=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "404.html")


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, "500.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, 403, "403_csrf.html")
