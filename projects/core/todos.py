"""One line of 待办, as each area's todo.py tells it. The light is added where all areas' lines come together."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Todo:
    """`about`: the thing in a person's words. `act`: the words of the link that does it. `since`: waiting from that day, where no
    deadline runs. `kind`: the kind of message that reminds of it, empty for none; `name`: what such a message calls it, where `about`
    holds an amount or a person's words."""

    title: str
    about: str
    url: str
    act: str = "去办理"
    deadline_on: date | None = None
    since: date | None = None
    note: str = ""
    kind: str = ""
    name: str = ""
