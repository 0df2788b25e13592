"""C10: stored papers are reached through the row that owns them, asked anew at every request."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from projects.files.models import StoredFile
from projects.files.views import send
from projects.organisations.models import Tenure
from tests.access.cast import signed_in
from tests.access.matrix import MATRIX
from tests.access.scene import Scene, build_scene


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry)
        else:
            yield entry


def sends_a_file(pattern: URLPattern) -> bool:
    view: Any = inspect.unwrap(pattern.callback)
    parts = [view, *(getattr(view, "view_class", object).__dict__.values())]
    return any(
        "send" in part.__code__.co_names and part.__globals__.get("send") is send for part in parts if inspect.isfunction(part)
    )


# Published by the city and read by all staff of the county; tests/external says that another county gets nothing.
PUBLISHED = {"external_original"}
FILE_ADDRESSES = sorted(str(pattern.name) for pattern in patterns(get_resolver()) if sends_a_file(pattern))
OWNED = [name for name in FILE_ADDRESSES if name not in PUBLISHED]


@pytest.fixture
def scene(db: None) -> Scene:
    return build_scene()


def args_of(scene: Scene, name: str) -> tuple[Any, ...]:
    return scene.args[MATRIX[name].args]


def test_the_addresses_of_files_were_found() -> None:
    """An address that sends a stored file in another way would escape the tests below: `send` is the one way."""
    assert FILE_ADDRESSES == [
        "agency_letter",
        "arrival_paper",
        "evidence_file",
        "external_original",
        "job_result",
        "matter_paper",
        "registration_paper",
        "score_paper",
        "share_paper",
        "sheet_file",
        "ticket_photo",
    ]


@pytest.mark.parametrize("name", OWNED)
def test_a_guessed_number_gives_another_department_nothing(scene: Scene, name: str) -> None:
    (pk,) = args_of(scene, name)
    own, other = signed_in(scene.world.clerk), signed_in(scene.world.other_clerk)
    assert own.get(reverse(name, args=[pk])).status_code == 200
    for number in range(max(pk - 3, 0), pk + 4):
        assert other.get(reverse(name, args=[number])).status_code == 404, number
        assert other.head(reverse(name, args=[number])).status_code == 404, number
    assert Client().get(reverse(name, args=[pk])).status_code == 302


@pytest.mark.parametrize("name", OWNED)
def test_whoever_loses_the_department_loses_its_files_at_the_next_request(scene: Scene, name: str) -> None:
    address, client = reverse(name, args=args_of(scene, name)), signed_in(scene.world.clerk)
    assert client.get(address).status_code == 200
    Tenure.objects.filter(user=scene.world.clerk).update(unit=scene.world.hongbao)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", FILE_ADDRESSES)
def test_a_paper_whose_content_is_gone_is_not_found_and_no_fault(scene: Scene, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: StoredFile) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(StoredFile, "open", gone)
    assert signed_in(scene.world.clerk).get(reverse(name, args=args_of(scene, name))).status_code == 404


def test_no_path_of_the_storage_is_an_address(scene: Scene) -> None:
    """Not for its owner either: neither the path on the disk nor the number of the file."""
    clients = (Client(), signed_in(scene.world.clerk), signed_in(scene.world.verifier))
    papers = list(StoredFile.objects.all())
    assert len(papers) >= 5
    for paper in papers:
        for path in (
            f"media/{paper.path}",
            paper.path,
            f"static/../media/{paper.path}",
            f"static/%2e%2e/media/{paper.path}",
            f"files/{paper.pk}/",
        ):
            for client in clients:
                answer = client.get(f"/{path}")
                assert answer.status_code in ({404, 302} if client is clients[0] else {404}), path
                assert b"%PDF" not in answer.content
