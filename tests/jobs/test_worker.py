"""Real worker processes on a database of their own: killed in the middle, cancelled from outside, two at once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg2
import pytest

from tests.databases import ROOT, copy_of, drop, empty_template, environment, url_of

GATE = 4242
PATIENCE = 120


@dataclass
class Place:
    database: str

    def run(self, *words: str) -> "subprocess.Popen[str]":
        """As qs_app, like the site's own worker."""
        command = [sys.executable, "-m", "tests.jobs.process", *words]
        settings = environment(self.database, owner=False)
        return subprocess.Popen(command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def finish(self, *words: str) -> str:
        process = self.run(*words)
        said, complaint = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, complaint
        return said

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        with closing(psycopg2.connect(url_of(self.database, owner=True))) as connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall()

    def until(self, holds: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline, "the worker did not come that far"


@pytest.fixture
def place(django_db_setup: None) -> Iterator[Place]:
    found = Place(copy_of(empty_template()))
    found.finish("prepare")
    yield found
    drop(found.database)


@pytest.fixture
def gate(place: Place) -> Iterator[Any]:
    """Shut: the job waits after its third ticket."""
    connection = psycopg2.connect(url_of(place.database, owner=True))
    connection.autocommit = True
    connection.cursor().execute("SELECT pg_advisory_lock(%s)", [GATE])
    yield connection
    connection.close()


STATE = "SELECT state, done, total, attempts FROM projects_job"
TICKETS = "SELECT count(*) FROM projects_ticket"
ENTRIES = "SELECT count(*) FROM projects_entry WHERE verb = 'open_ticket'"


def test_a_worker_killed_in_mid_job_loses_nothing_and_its_successor_does_nothing_twice(place: Place, gate: Any) -> None:
    first = place.run("work")
    place.until(lambda: place.ask(STATE) == [("running", 3, 5, 1)], first)
    assert place.ask(TICKETS) == [(0,)], "what the person sees is written beside the work's transaction"
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    gate.close()

    assert place.finish("empty") == ""
    assert place.ask(STATE) == [("done", 5, 5, 2)]
    assert place.ask(TICKETS) == [(5,)]
    assert place.ask(ENTRIES) == [(5,)]
    assert place.ask("SELECT status FROM django_tasks_database_dbtaskresult") == [("SUCCESSFUL",)]
    place.finish("empty")
    assert place.ask(TICKETS) == [(5,)]


def test_a_second_worker_leaves_the_job_of_a_living_one_alone(place: Place, gate: Any) -> None:
    first = place.run("work")
    place.until(lambda: place.ask(STATE) == [("running", 3, 5, 1)], first)
    place.finish("empty")
    assert place.ask(STATE) == [("running", 3, 5, 1)]
    gate.close()
    place.until(lambda: place.ask(STATE)[0][0] == "done", first)
    first.terminate()
    first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    assert place.ask(TICKETS) == [(5,)]


def test_a_running_job_ends_at_its_next_step_when_it_is_cancelled_and_leaves_nothing(place: Place, gate: Any) -> None:
    first = place.run("work")
    place.until(lambda: place.ask(STATE) == [("running", 3, 5, 1)], first)
    gate.cursor().execute("UPDATE projects_job SET cancel_asked_at = now()")
    gate.close()
    place.until(lambda: place.ask(STATE)[0][0] == "cancelled", first)
    first.terminate()
    first.communicate(timeout=PATIENCE)
    assert place.ask(TICKETS) == [(0,)]


def test_a_job_whose_worker_died_three_times_is_given_up(place: Place, gate: Any) -> None:
    gate.cursor().execute("UPDATE projects_job SET attempts = 3")
    place.finish("empty")
    assert place.ask("SELECT state, message LIKE '任务执行中断3次%%' FROM projects_job".replace("%%", "%")) == [("failed", True)]
    assert place.ask(TICKETS) == [(0,)]


def test_two_schedulers_at_once_plan_a_due_job_once(place: Place) -> None:
    runs = [place.run("plan", "sweep") for _ in range(4)]
    planned = [int(run.communicate(timeout=PATIENCE)[0]) for run in runs]
    assert sum(planned) == 1, planned
    assert place.ask("SELECT count(*) FROM projects_job WHERE what = 'sweep'") == [(1,)]
