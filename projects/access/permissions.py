"""Asking whether a person may use a function. Rows are another matter: `visible_to(user)` of each area."""

from typing import Protocol

from projects.access.choices import BY_VALUE
from projects.core.errors import NotAllowed


class Person(Protocol):
    """What the rights ask of a user: the roles and units of today's tenures."""

    @property
    def roles(self) -> frozenset[str]: ...

    @property
    def unit_ids(self) -> frozenset[int]: ...

    @property
    def county_id(self) -> int: ...


def can(user: Person, *functions: str) -> bool:
    """Any of the functions is enough."""
    wanted = set(functions)
    return any(wanted & BY_VALUE[role].may for role in user.roles)


def sees_whole_county(user: Person) -> bool:
    return any(BY_VALUE[role].sees_whole_county for role in user.roles)


def require(user: Person, *functions: str) -> None:
    """Raises NotAllowed (403) with a sentence that says whom to ask."""
    if not can(user, *functions):
        raise NotAllowed("您的岗位没有这项功能，如确需办理请联系县招商局")
