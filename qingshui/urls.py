"""The site's addresses: those behind the login, and the few public ones."""

from django.urls import include, path

handler400 = "projects.pages.errors.bad_request"
handler403 = "projects.pages.errors.forbidden"
handler404 = "projects.pages.errors.not_found"
handler500 = "projects.pages.errors.server_error"

urlpatterns = [
    path("", include("projects.public_urls")),
    path("", include("projects.urls")),
]
