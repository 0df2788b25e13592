"""以此角色预览: the pages of another role, to look at only."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from projects.access.choices import BY_VALUE
from projects.core import clock
from projects.organisations.models import Tenure, Unit, User

PREVIEW = "preview"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Preview:
    """Shown in the banner of every page."""

    role_label: str
    unit: Unit
    key: uuid.UUID


class PreviewMiddleware:
    """Swaps the tenures of the request's user in memory and refuses whatever could write, but ending it and signing out.

    Nothing is saved: the next request without the flag has the person's own rights again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.session.get(PREVIEW)
        if chosen and isinstance(request.user, User):
            unit = Unit.objects.filter(pk=chosen["unit"]).first()
            if unit and chosen["role"] in BY_VALUE:
                self._swap(request, request.user, unit, chosen["role"])
        return self.get_response(request)

    def _swap(self, request: HttpRequest, user: User, unit: Unit, role: str) -> None:
        user.current_tenures = [Tenure(user_id=user.pk, unit=unit, role=role, starts_on=clock.today())]
        request.preview = Preview(BY_VALUE[role].label, unit, uuid.uuid4())  # type: ignore[attr-defined]

    def process_view(self, request: HttpRequest, *_: object) -> None:
        if getattr(request, "preview", None) is None or request.method in SAFE_METHODS:
            return
        if request.path not in {reverse("preview_end"), reverse("logout")}:
            raise PermissionDenied("正在以其他角色预览，只能查看，不能办理；请先结束预览")
