"""Addresses that need no login. Each also stands in the access matrix of the tests."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe

from projects.administration.views.own import CodeStep
from projects.organisations.views import SignInPage


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For the watchman: 200 when the site reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", SignInPage.as_view(), name="login"),
    path("login/code/", CodeStep.as_view(), name="login_code"),
    path("healthz", health, name="health"),
]
