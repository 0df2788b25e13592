"""我的登录, and the second factor: setting it up, and giving it after the password."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from projects.administration.forms import CodeForm
from projects.audit.actions import record
from projects.organisations import codes, sessions
from projects.organisations.models import User
from projects.pages.views import Crumb, FormPage, Page, state_change

BACKEND = "projects.notices.context.BellBackend"
SHOWN_RECORDS = 20


class MyLogins(Page):
    title = "我的登录"
    template_name = "administration/my_logins.html"

    def crumbs(self) -> list[Crumb]:
        return [("工作台", "/"), (self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        living = {login.pk for login in sessions.open_records(self.user)}
        rows = [(row, row.pk in living, uuid.uuid4()) for row in self.user.logins.all()[:SHOWN_RECORDS]]
        return self.page(rows=rows, current_key=request.session.session_key, has_code=codes.device_of(self.user) is not None)


@state_change()
def end_my_login(request: HttpRequest, pk: int) -> str:
    """One's own only: another's is 404."""
    user = cast(User, request.user)
    sessions.end_session(by=user, login=get_object_or_404(user.logins, pk=pk))
    return reverse("my_logins")


class CodeSetup(FormPage):
    """Compulsory for some roles before anything else opens; free for the others."""

    title = "设置动态口令"
    template_name = "administration/code_setup.html"
    form_class = CodeForm
    done_message = "动态口令已启用，下次登录时在密码之后填写"

    def crumbs(self) -> list[Crumb]:
        return [("我的登录", reverse("my_logins")), (self.title, None)]

    def context(self) -> dict[str, Any]:
        key = codes.new_key(self.request.session)
        return super().context() | {
            "picture": codes.picture(self.user, key),
            "spoken_key": codes.spoken_key(key),
            "is_compulsory": codes.MUST_SET_UP in self.request.session,
            "has_code": codes.device_of(self.user) is not None,
        }

    def save(self, form: Any) -> User:
        session = self.request.session
        user = codes.set_up_code(by=self.user, key=codes.new_key(session), code=form.cleaned_data["code"])
        for flag in (codes.NEW_KEY, codes.MUST_SET_UP):
            session.pop(flag, None)
        return user

    def success_url(self, result: User) -> str:
        return reverse("my_logins")


@method_decorator(login_not_required, name="dispatch")
class CodeStep(View):
    """The code after the password. Five wrong ones lock the account like wrong passwords."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = codes.waiting(request.session)
        if waiting is None:
            if request.method == "POST":
                messages.info(request, "验证已超时，请重新登录")
            return HttpResponseRedirect(reverse("login"))
        self.waiting = waiting
        return cast(HttpResponse, super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(CodeForm())

    def show(self, form: CodeForm) -> HttpResponse:
        return render(self.request, "administration/code_step.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        form, user = CodeForm(request.POST), self.waiting.user
        if not form.is_valid():
            return self.show(form)
        with sessions.one_at_a_time(user.username):
            if sessions.is_locked(request, user.username):
                return sessions.locked_page(request)
            right = codes.code_is_right(request, user, form.cleaned_data["code"])
        if not right:
            record("log_in_failed", by=None, about=user, succeeded=False)
            form.refuse(codes.WRONG, "code")
            return self.show(form)
        return self.signed_in(user)

    def signed_in(self, user: User) -> HttpResponse:
        next_url = self.waiting.next_url
        self.request.session.pop(codes.WAITING, None)
        login(self.request, user, backend=BACKEND)
        sessions.after_sign_in(self.request, user)
        return HttpResponseRedirect(next_url)
