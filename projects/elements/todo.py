"""What waits for the unit that secures a 要素: what is needed by a day, and what is stuck."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from projects.access.choices import HANDLE_TICKET
from projects.access.permissions import can
from projects.core.todos import Todo
from projects.elements.choices import STUCK
from projects.elements.models import ProjectElement
from projects.organisations.models import User
from projects.reference.models import labels


def todos(user: User) -> Iterator[Todo]:
    """Two queries at most."""
    if not can(user, HANDLE_TICKET):
        return
    open_rows = ProjectElement.objects.visible_to(user).open().filter(owner__in=user.unit_ids)
    rows = list(open_rows.filter(~Q(needed_on=None) | Q(state=STUCK)).select_related("project").order_by("pk"))
    names = labels("element") if rows else {}
    for row in rows:
        about = f"{row.project}　{names.get(row.element, row.element)}"
        yield Todo("落实要素保障", about, reverse("element_edit", args=[row.pk]), "去更新", row.needed_on, row.opened_on)
