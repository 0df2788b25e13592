"""The bell of the top bar."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from projects.core import clock
from projects.notices.models import Notice
from projects.organisations.models import User
from projects.reference.models import Announcement


class BellBackend(ModelBackend):
    """The person of a session is read together with the number on the bell and the day's 公告: no page asks a second time."""

    def get_user(self, user_id: int) -> User | None:
        waiting = Notice.objects.waiting().filter(user=OuterRef("pk")).order_by().values("user")
        number = Subquery(waiting.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        standing = Subquery(Announcement.objects.showing(clock.today()).values("text")[:1])
        found = User.objects.filter(pk=user_id).annotate(notices_waiting=Coalesce(number, 0), announcement=standing).first()
        return found if found is not None and self.user_can_authenticate(found) else None


def bell(request: HttpRequest) -> dict[str, Any]:
    """Counts only what needs the person, as it stood when the request came in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    return {
        "notices_url": reverse("notices"),
        "notices_count": getattr(user, "notices_waiting", 0),
        "announcement": getattr(user, "announcement", None),
    }
