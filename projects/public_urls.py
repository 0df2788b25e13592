"""Addresses that need no login. Each also stands in the access matrix of the tests."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe

from projects.administration.views.own import CodeStep
from projects.dashboards.views.screen import DisplayBoard, DisplayPage
from projects.indicators.api import Api, CutApi, FigureApi, FiguresApi, OpenApi
from projects.organisations.views import SignInPage
from projects.portal.views import ArrivalPage, RatingPage, SubmitPage, TicketPage


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
    path("portal/", SubmitPage.as_view(), name="portal"),
    path("portal/t/<str:secret>/", TicketPage.as_view(), name="portal_ticket"),
    path("portal/r/<str:secret>/", RatingPage.as_view(), name="portal_rating"),
    path("portal/a/<str:secret>/", ArrivalPage.as_view(), name="portal_arrival"),
    path("healthz", health, name="health"),
    # A wall's screen: the token stands in its address and opens nothing else.
    path("display/<str:secret>/", DisplayPage.as_view(), name="display"),
    path("display/<str:secret>/board/", DisplayBoard.as_view(), name="display_board"),
    # Behind a token in the header instead of a login.
    path("api/openapi.json", OpenApi.as_view(), name="api_description"),
    path("api/figures/", FiguresApi.as_view(), name="api_figures"),
    path("api/figures/<str:slug>/", FigureApi.as_view(), name="api_figure"),
    path("api/figures/<str:slug>/by/<str:cut>/", CutApi.as_view(), name="api_cut"),
    path("api/<path:rest>", Api.as_view(), name="api_nothing"),
]
