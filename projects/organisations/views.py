"""登录, 退出, 修改密码. On Django's own views; each leaves its Entry."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy

from projects.audit.actions import record
from projects.core.errors import Refused
from projects.organisations import codes, sessions
from projects.organisations.actions import change_password
from projects.organisations.forms import OwnPasswordForm, SignInForm
from projects.organisations.models import User
from projects.organisations.passwords import WORDS

TOUR = "tour"
"""In the session: 三步上手 is shown on the 工作台 until it is put away."""


class SignInPage(auth_views.LoginView):
    form_class = SignInForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True
    extra_context = {"site_name": settings.SITE_NAME}  # Django's own would be the address of the server

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        """A path of this site; Django's own check lets "//" and relative addresses through."""
        url = super().get_redirect_url()
        return url if url.startswith("/") and url[1:2] not in {"/", "\\"} else ""

    def form_valid(self, form: Any) -> HttpResponse:
        """Signed in at once, or after the code of the second factor; a role that needs one and has none sets it up first."""
        user = form.get_user()
        if codes.device_of(user):
            codes.wait_for_code(self.request, user, self.get_success_url())
            return HttpResponseRedirect(reverse("login_code"))
        response = super().form_valid(form)
        if codes.must_have(user):
            self.request.session[codes.MUST_SET_UP] = True
        sessions.after_sign_in(self.request, user)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        """About the account, if there is one of that name; a password typed into the wrong box is not written down."""
        name = str(form.data.get("username", ""))[:40].replace("\0", "")
        record("log_in_failed", by=None, about=User.objects.filter(username=name).first(), succeeded=False)
        return super().form_invalid(form)


class SignOutPage(auth_views.LogoutView):
    """POST only. The browser is told to forget what it stored of this site."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            record("log_out", by=request.user, about=request.user)
            sessions.close(request.session.session_key)
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class PasswordPage(auth_views.PasswordChangeView):
    form_class = OwnPasswordForm
    template_name = "registration/password_change_form.html"
    success_url = reverse_lazy("home")

    @property
    def is_first(self) -> bool:
        """A one-time secret is being replaced, not a password that grew old."""
        user = cast(User, self.request.user)
        return user.must_change_password and user.secret_expires_at is not None

    def get_context_data(self, **extra: Any) -> dict[str, Any]:
        user = cast(User, self.request.user)
        words = [*WORDS, *([user.username.lower()] if len(user.username) > 2 else [])]
        return super().get_context_data(**extra) | {
            "is_first": self.is_first,
            "easy_words": " ".join(words),
            "crumbs": [("工作台", "/"), ("修改密码", None)],
        }

    def form_valid(self, form: Any) -> HttpResponse:
        is_first = self.is_first
        try:
            user = change_password(by=cast(User, self.request.user), new_password=form.cleaned_data["new_password1"])
        except Refused as refusal:
            form.add_error(refusal.field, refusal.message)
            return self.form_invalid(form)
        before = self.request.session.session_key
        update_session_auth_hash(self.request, user)
        sessions.renewed(before, self.request.session.session_key)
        sessions.end_all(user, but=self.request.session.session_key)
        if is_first:
            self.request.session[TOUR] = True
        messages.success(self.request, "密码已修改，下次登录请使用新密码")
        return HttpResponseRedirect(str(self.success_url))
