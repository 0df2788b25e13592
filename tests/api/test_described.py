"""D07: the data interface answers whatever its own description allows, and whatever it does not: no 5xx, the schema holds."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.db import close_old_connections
from hypothesis import HealthCheck, assume, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth

from projects.indicators.openapi import document
from projects.tokens.actions import issue_token
from qingshui.wsgi import application
from tests.world import World

# As Django's own test client does: a request that ends must not close the test's connection.
ENDS = (signals.request_started, signals.request_finished)
PATHS = sorted(document()["paths"])
EXAMPLES, FULL_EXAMPLES = 15, 150


@pytest.fixture
def token(world: World) -> Iterator[str]:
    for end in ENDS:
        end.disconnect(close_old_connections)
    project = world.sign("苹果精深加工", amount_wan=200_000)
    world.arrive(project, 12_345, "2024-11-05")
    world.task(world.county, 20_000)
    world.ticket()
    yield issue_token(by=None, county=world.county, purpose="api", acts_as=world.officer)[1]
    for end in ENDS:
        end.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "not allowed"])
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_the_one_described(token: str, path: str, mode: GenerationMode, full: bool) -> None:
    """`ignored_auth` sends requests without the token on purpose; tests/api/test_figures_api.py does that by hand."""
    schema = schemathesis.openapi.from_dict(document())
    schema.app = application
    operation = schema[path]["GET"]
    if mode == GenerationMode.NEGATIVE and not document()["paths"][path]["get"]["parameters"]:
        return  # nothing to say wrongly

    @settings(
        max_examples=FULL_EXAMPLES if full else EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        assume(
            not any(value is None or value in ([], {}) for value in (case.query or {}).values())
        )  # none of it reaches the address
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, excluded_checks=[ignored_auth])

    ask()
