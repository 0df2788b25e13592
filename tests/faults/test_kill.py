"""kill -9 of the database while money is posted: after a restart and a retry with the same keys nothing is lost and nothing is doubled.

The cluster is the test's own, on a socket of its own; it writes to disk as a real one does. Before the first write it must say that its
data lie in the test's folder, and only the number in its own postmaster.pid is ever killed.
"""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest

from scripts import localpg
from tests.conftest import FULL
from tests.databases import ROOT

pytestmark = pytest.mark.full

POSTS = 2_000 if FULL else 300
CLIENTS = 3
KILL_AFTER = POSTS // 2


@dataclass
class Cluster:
    root: Path
    urls: localpg.Urls

    def environment(self, *, owner: bool) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.urls.app,
            "DATABASE_OWNER_URL": self.urls.owner,
            "QINGSHUI_DB_ROLE": "owner" if owner else "app",
            "QINGSHUI_VAR": str(self.root / "var"),
            "SECRET_KEY": "only-for-tests",
            "PYTHONWARNINGS": "ignore",
        }

    def ask(self, statement: str) -> list[tuple]:
        with closing(psycopg2.connect(self.urls.owner)) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()

    @property
    def data(self) -> Path:
        return (self.root / "pg" / "data").resolve()

    def must_be_mine(self) -> None:
        """The harness rule: never write to, and never kill, somebody else's server."""
        assert self.data_directory() == self.data

    def data_directory(self) -> Path:
        sockets = localpg.sockets_of(self.urls.owner)
        login = psycopg2.connect(host=str(sockets), port=5432, user="postgres", dbname="postgres")
        with closing(login) as connection, connection.cursor() as cursor:
            cursor.execute("SHOW data_directory")
            return Path(cursor.fetchone()[0]).resolve()

    def kill(self) -> None:
        os.kill(int((self.data / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)

    def start(self) -> None:
        self.urls = localpg.ensure(self.root / "pg")

    def client(self, *words: str, owner: bool = False) -> "subprocess.Popen[str]":
        """As the site's own role, which has no right to change the book."""
        command, settings = [sys.executable, "-m", "tests.faults.poster", *words], self.environment(owner=owner)
        return subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *words: str) -> str:
        process = self.client(*words, owner=True)
        said, complaint = process.communicate(timeout=600)
        assert process.returncode == 0, complaint
        return said


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path, localpg.ensure(tmp_path / "pg"))
    found.must_be_mine()
    assert found.ask("SHOW fsync") == [("on",)]
    try:
        yield found
    finally:
        localpg.stop(tmp_path / "pg")


def plan_of(folder: Path) -> list[Path]:
    """One file of keys for each client: the key of a post is made before its first attempt, as the page makes it."""
    paths = []
    for client in range(CLIENTS):
        keys = [str(uuid.uuid4()) for _ in range(client, POSTS, CLIENTS)]
        paths.append(folder / f"keys-{client}.json")
        paths[-1].write_text(json.dumps(keys))
    return paths


def kill_in_the_middle(cluster: Cluster, clients: "list[subprocess.Popen[str]]") -> None:
    """As soon as half of the posts are in the book; each look is a query, so nothing sleeps through the moment."""
    deadline = time.monotonic() + 600
    with closing(psycopg2.connect(cluster.urls.owner)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        posted = 0
        while posted < KILL_AFTER:
            assert time.monotonic() < deadline, "the clients are too slow"
            assert all(client.poll() is None for client in clients), "a client ended before the kill"
            cursor.execute("SELECT count(*) FROM projects_arrival")
            posted = cursor.fetchone()[0]
    cluster.must_be_mine()
    cluster.kill()


def acknowledged(said: str) -> set[str]:
    return {line.split()[1] for line in said.splitlines() if line.startswith("posted ")}


def test_no_acknowledged_post_is_lost_and_none_is_doubled_by_a_retry(cluster: Cluster) -> None:
    cluster.run("prepare")
    plans = plan_of(cluster.root)
    clients = [cluster.client("post", str(number), str(plan)) for number, plan in enumerate(plans)]
    kill_in_the_middle(cluster, clients)
    told = set()
    for client in clients:
        said, _ = client.communicate(timeout=600)
        assert client.returncode == 3, "each client must have met the dead server"
        told |= acknowledged(said)
    assert KILL_AFTER - CLIENTS <= len(told) < POSTS

    cluster.start()
    cluster.must_be_mine()
    kept = {str(key) for (key,) in cluster.ask("SELECT key FROM projects_submission")}
    assert told - kept == set(), "an acknowledged post is lost"
    assert len(kept - told) <= CLIENTS, "at most one post of each client may be in doubt"
    assert cluster.ask("SELECT count(*) FROM projects_arrival") == [(len(kept),)]

    clients = [cluster.client("post", str(number), str(plan)) for number, plan in enumerate(plans)]
    again = set()
    for client in clients:
        said, complaint = client.communicate(timeout=600)
        assert client.returncode == 0, complaint
        again |= acknowledged(said)
    assert len(again) == POSTS
    assert cluster.ask("SELECT count(*), sum(amount_wan), max(seq) FROM projects_arrival") == [
        (POSTS, POSTS * (POSTS + 1) // 2, POSTS)
    ]
    assert cluster.ask("SELECT count(*) FROM projects_claim WHERE state <> 'verified'") == [(0,)]
    assert cluster.ask("SELECT count(*) FROM projects_credit") == [(3 * POSTS,)]
    assert f"共{POSTS}笔，链完整" in cluster.run("verify")
