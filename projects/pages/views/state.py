"""The key of a form, and the small POST that changes a state."""

import functools
import uuid
from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from projects.access.permissions import can
from projects.audit.actions import record
from projects.core.errors import NotAllowed, Refused, Stale
from projects.organisations.models import User
from projects.pages.actions import once
from projects.pages.models import Submission

StateChange = Callable[..., str]


def submission_key(request: HttpRequest) -> uuid.UUID:
    """The form's idempotency key. Raises BadRequest (400 page) when it is missing or damaged."""
    try:
        return uuid.UUID(request.POST.get("submission_key", ""))
    except ValueError as error:
        raise BadRequest("the form carries no submission key") from error


def answered(key: uuid.UUID, user: User) -> HttpResponse | None:
    first = Submission.objects.filter(key=key, user=user).first()
    return HttpResponseRedirect(first.redirect_to) if first else None


def state_change(*functions: str) -> Callable[[StateChange], Callable[..., HttpResponse]]:
    """A POST of three lines: look the object up with visible_to (404), call the action, return where to go.

    A refusal becomes a message on the page it came from, a stale version the page of a conflict (409); the key makes a double
    click harmless.
    """

    def decorate(view: StateChange) -> Callable[..., HttpResponse]:
        @require_POST
        @functools.wraps(view)
        def run(request: HttpRequest, **kwargs: object) -> HttpResponse:
            user = cast(User, request.user)
            if functions and not can(user, *functions):
                raise PermissionDenied("您的岗位没有这项功能，如确需办理请联系县招商局")
            try:
                url = once(submission_key(request), user, request.path, lambda: view(request, **kwargs))
            except NotAllowed as refusal:
                record("refused", by=user, succeeded=False, label=refusal.message)
                raise PermissionDenied(refusal.message) from refusal
            except Stale as stale:
                record("refused", by=user, succeeded=False, label=stale.message)
                return render(request, "pages/stale.html", {"message": stale.message, "back": safe_back(request)}, status=409)
            except Refused as refusal:
                record("refused", by=user, succeeded=False, label=refusal.message)
                messages.error(request, refusal.message)
                url = safe_back(request)
            return HttpResponseRedirect(url)

        return run

    return decorate


def safe_back(request: HttpRequest, default: str = "/") -> str:
    """Where the person came from, if that is this site."""
    url = request.headers.get("referer", "")
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure()) else default
