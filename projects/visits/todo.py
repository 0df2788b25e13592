"""What waits for a leader (and the leader's 联络员): firms that have not been visited for too long, one line for all."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from projects.access.choices import DELEGATE
from projects.core import clock
from projects.core.todos import Todo
from projects.organisations.choices import LEADER
from projects.organisations.models import User
from projects.visits.models import Pair
from projects.visits.queries import interval_on, unvisited

ROLES = ("county_leader", DELEGATE)


def todos(user: User) -> Iterator[Todo]:
    """One query for who holds a leader's post, none for anybody else."""
    posts = {tenure.unit_id for tenure in user.current_tenures if tenure.unit.kind == LEADER and tenure.role in ROLES}
    if not posts:
        return
    today = clock.today()
    pairs: QuerySet[Any] = Pair.objects.in_county(user.county_id).filter(leader__in=posts).on(today).with_visits(today)
    firms = list(unvisited(pairs, today).values_list("enterprise__name", "waiting_since").order_by("waiting_since", "pk"))
    if firms:
        names = "、".join(dict.fromkeys(name for name, _ in firms[:3]))
        more = f"等{len(firms)}家" if len(firms) > 3 else ""
        address = f"{reverse('pairs')}?due=yes&leader={min(posts)}"
        yield Todo("走访包抓联企业", f"{names}{more}，超过{interval_on(today)}天未走访", address, "去查看", since=firms[0][1])
