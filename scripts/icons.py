"""The icons that the pages name, cut out of the package's sprite: 1.1 MB become some 20 kB."""

import re
from pathlib import Path

from scripts.common import PROJECT, is_stamped, write_atomically

SYMBOL = re.compile(r'<symbol[^>]*\bid="([a-z0-9-]+)".*?</symbol>', re.DOTALL)
QUOTED = re.compile(r"[\"'#]([a-z0-9-]+)[\"']")
SOURCES = ("templates/**/*.html", "projects/**/*.py", "static/js/*.js")


def names_in_use(project: Path = PROJECT) -> set[str]:
    """Every quoted word of the templates and the code: a name of an icon is among them, other words match no symbol."""
    return {
        name for pattern in SOURCES for path in project.glob(pattern) for name in QUOTED.findall(path.read_text(encoding="utf-8"))
    }


def subset(sprite: str, names: set[str]) -> str:
    head = sprite[: sprite.index("<symbol")]
    return head + "\n".join(found[0] for found in SYMBOL.finditer(sprite) if found[1] in names) + "\n</svg>\n"


def write_icons(full: Path, target: Path) -> None:
    """Cheap enough to run at every start; the file is touched only when the set of icons changed."""
    wanted = subset(full.read_text(encoding="utf-8"), names_in_use())
    if not is_stamped(target, wanted):
        write_atomically(target, wanted)
