"""The menu as data, in the order of a project's life."""

from dataclasses import dataclass, field

from django.urls import reverse

from projects.access.permissions import can
from projects.organisations.models import User


@dataclass(frozen=True)
class Item:
    """`functions`: any of them shows the item; none means everybody."""

    label: str
    url_name: str
    icon: str
    functions: tuple[str, ...] = ()
    prefix: str = ""


@dataclass
class Entry:
    label: str
    url: str
    icon: str
    is_current: bool
    count: int | None = None
    children: list["Entry"] = field(default_factory=list)


MENU: tuple[Item, ...] = ()


def menu_for(user: User, path: str) -> list[Entry]:
    shown = [item for item in MENU if not item.functions or can(user, *item.functions)]
    return [_entry(item, path) for item in shown]


def _entry(item: Item, path: str) -> Entry:
    url = reverse(item.url_name)
    prefix = item.prefix or url
    return Entry(item.label, url, item.icon, is_current=path == url or (prefix != "/" and path.startswith(prefix)))
