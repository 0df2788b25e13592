"""One person for every role, beside the world's own cast."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from projects.access.choices import ROLES
from projects.organisations.models import Tenure, Unit, User
from tests.world import PASSWORD, World

_PRESENT = {
    "bureau_officer": "officer",
    "bureau_verifier": "verifier",
    "filing_clerk": "clerk",
    "county_leader": "leader",
    "service_officer": "agent",
    "inspector": "inspector",
}


def person(username: str, name: str, unit: Unit, role: str) -> User:
    user = User(username=username, display_name=name, must_change_password=False)
    user.set_password(PASSWORD)
    user.save()
    Tenure.objects.create(user=user, unit=unit, role=role, starts_on=date(2021, 1, 1))
    return user


def cast_of(world: World) -> dict[str, User]:
    """role → who holds it; `other_clerk` is a second 部门填报员, of 红堡镇."""
    units = {
        "task_force_liaison": world.agri,
        "delegate": world.leader_post,
        "park_clerk": world.park,
        "unit_head": world.yongqing,
    }
    people = {role: getattr(world, name) for role, name in _PRESENT.items()}
    for role in ROLES:
        if role.value not in people:
            unit = units.get(role.value, world.bureau)
            people[role.value] = person(role.value, f"示例{role.label}", unit, role.value)
    return people | {"other_clerk": world.other_clerk}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="projects.notices.context.BellBackend")
    return client


def send(client: Client, name: str, /, *args: Any, **data: Any) -> Any:
    """A form with a fresh key."""
    return client.post(reverse(name, args=args), {"submission_key": str(uuid4())} | data)


def log_in(username: str, password: str = PASSWORD, client: Client | None = None, **more: Any) -> Any:
    """Through the login page. The response carries its client as `response.client`."""
    return (client or Client()).post(reverse("login"), {"username": username, "password": password}, **more)
