"""The scene of the matrix."""

import pytest

from tests.access.scene import Scene, build_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return build_scene()
