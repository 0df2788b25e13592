"""The bell of the top bar."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from projects.notices.models import Notice
from projects.organisations.models import User


def bell(request: HttpRequest) -> dict[str, Any]:
    """Counts only what needs the person: one query on an index of just those."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    return {"notices_url": reverse("notices"), "notices_count": Notice.objects.waiting_for(user).count()}
