"""The three administrators."""

import pytest

from projects.organisations.models import User
from tests.access.cast import cast_of
from tests.world import World


@pytest.fixture
def cast(world: World) -> dict[str, User]:
    return cast_of(world)


@pytest.fixture
def system(cast: dict[str, User]) -> User:
    return cast["system_admin"]


@pytest.fixture
def security(cast: dict[str, User]) -> User:
    return cast["security_admin"]


@pytest.fixture
def auditor(cast: dict[str, User]) -> User:
    return cast["audit_admin"]
