"""What a form's script asks for: saving a draft, giving one up, how long the session still lasts."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from projects.core import clock
from projects.organisations.models import User
from projects.organisations.sessions import seconds_left
from projects.pages.actions import discard_draft, save_draft


def _address(request: HttpRequest) -> str | None:
    """The form's own address, when it is one of this site."""
    url = request.POST.get("draft_url", "")
    if not url.startswith("/") or not url_has_allowed_host_and_scheme(url, None):
        return None
    try:
        resolve(url.split("?", 1)[0])
    except Resolver404:
        return None
    return url


@require_POST
def draft_save(request: HttpRequest) -> JsonResponse:
    """Every ten seconds while something changes. Marked X-Background: it does not keep the session alive."""
    url = _address(request)
    typed, key = dict(request.POST.lists()), request.POST.get("submission_key", "")[:40]
    draft = save_draft(by=cast(User, request.user), url=url, typed=typed, key=key) if url else None
    if draft is None:
        return JsonResponse({"error": "草稿未能保存"}, status=422)
    return JsonResponse({"at": f"{draft.saved_at.astimezone(clock.SHANGHAI):%H:%M}"})


@require_POST
def draft_discard(request: HttpRequest) -> HttpResponse:
    """放弃草稿: the form as it was before."""
    url = _address(request)
    if url:
        discard_draft(by=cast(User, request.user), url=url)
        messages.success(request, "草稿已放弃")
    return HttpResponseRedirect(url or "/")


@require_GET
def session_left(request: HttpRequest) -> JsonResponse:
    """Asked with X-Background before the warning: another window may have kept the session alive."""
    return JsonResponse({"seconds": seconds_left(request)})


@require_POST
def session_keep(request: HttpRequest) -> JsonResponse:
    """继续使用: the request itself prolongs the session (SessionLifeMiddleware)."""
    return JsonResponse({"seconds": seconds_left(request)})
