"""What can be done outside a request: the register that each area's jobs.py fills."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any, Protocol

import projects
from projects.jobs.choices import DAILY

if TYPE_CHECKING:
    from projects.organisations.models import User


class Cancelled(Exception):
    """Raised by `Progress.step` after the person asked for the end; the work rolls back."""


class Progress(Protocol):
    def step(self, done: int, total: int, message: str = "") -> None:
        """Shown to the person at once, whatever becomes of the work. Raises Cancelled."""


@dataclass(frozen=True)
class Outcome:
    """What the work came to in a sentence without amounts, and the file it made. `name` is what the person saves it as."""

    message: str = ""
    content: bytes = b""
    name: str = ""


class Work(Protocol):
    def __call__(self, *, progress: Progress, by: "User | None", **arguments: Any) -> Outcome: ...


@dataclass(frozen=True)
class Rhythm:
    """`waits`: not at once on a new installation, but at the next due moment. `needed`: asked before each run, a cheap question."""

    every: str = DAILY
    at: time = time(2)
    number: int = 1
    waits: bool = False
    needed: Callable[[], bool] | None = None


@dataclass(frozen=True)
class Kind:
    """`is_whole`: the work and its end are one transaction, so that a killed worker leaves nothing and the next one starts afresh.
    Work that cannot be (a backup) must be safe to do twice."""

    name: str
    title: str
    work: Callable[..., Outcome]
    is_whole: bool = True
    rhythm: Rhythm | None = None


KINDS: dict[str, Kind] = {}


def job(
    name: str, title: str, *, is_whole: bool = True, rhythm: Rhythm | None = None
) -> Callable[[Callable[..., Outcome]], Callable[..., Outcome]]:
    """Registers the function under a name that stands in the rows. It takes `progress`, `by` and its arguments by name."""

    def register(work: Callable[..., Outcome]) -> Callable[..., Outcome]:
        if name in KINDS and KINDS[name].work.__module__ != work.__module__:
            raise KeyError(f"two jobs are called {name!r}")
        KINDS[name] = Kind(name, title, work, is_whole, rhythm)
        return work

    return register


def load_kinds() -> dict[str, Kind]:
    """Imports the jobs.py of every area. For the worker: a page that starts a job has imported its area already."""
    for area in pkgutil.iter_modules(projects.__path__, "projects."):
        if area.ispkg and importlib.util.find_spec(f"{area.name}.jobs") and area.name != "projects.migrations":
            importlib.import_module(f"{area.name}.jobs")
    return KINDS
