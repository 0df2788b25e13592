"""The own account. The login itself is public (public_urls.py)."""

from django.urls import path

from projects.organisations.views import PasswordPage, SignOutPage

urlpatterns = [
    path("logout/", SignOutPage.as_view(), name="logout"),
    path("account/password/", PasswordPage.as_view(), name="password_change"),
]
