"""使用帮助: the pages of docs/manual/, one sheet a role and one chapter a part of the menu. Kept as text, so that they print and diff."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from projects.access.choices import BY_VALUE
from projects.pages.views.base import Crumb, Page

FOLDER = Path(settings.BASE_DIR) / "docs" / "manual"
GUIDES = {
    "bureau_officer": "bureau",
    "bureau_verifier": "bureau",
    "filing_clerk": "department",
    "park_clerk": "department",
    "unit_head": "department",
    "task_force_liaison": "department",
    "county_leader": "leader",
    "delegate": "leader",
    "inspector": "leader",
    "service_officer": "service",
    "system_admin": "administrator",
    "security_admin": "administrator",
    "audit_admin": "administrator",
}


@dataclass
class Block:
    """`kind`: text, steps (numbered) or points."""

    kind: str
    lines: list[str] = field(default_factory=list)


@dataclass
class Chapter:
    title: str
    blocks: list[Block] = field(default_factory=list)


@cache
def chapters(name: str) -> tuple[Chapter, ...]:
    """A file of the manual. It knows four things: `## ` begins a chapter, `1. ` a step, `* ` a point, everything else is a paragraph."""
    found: list[Chapter] = []
    for line in (FOLDER / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append(Chapter(line[3:].strip()))
        elif line.strip() and found:
            kind, words = _read(line)
            blocks = found[-1].blocks
            if not blocks or blocks[-1].kind != kind:
                blocks.append(Block(kind))
            blocks[-1].lines.append(words)
    return tuple(found)


def _read(line: str) -> tuple[str, str]:
    if step := re.match(r"\d+\.\s+", line):
        return "steps", line[step.end() :]
    return ("points", line[2:]) if line.startswith("* ") else ("text", line)


class Help(Page):
    template_name = "pages/help.html"
    title = "使用帮助"

    def crumbs(self) -> list[Crumb]:
        return [(self.title, None)]

    def context(self) -> dict[str, Any]:
        roles = [tenure.role for tenure in self.user.current_tenures]
        names = list(dict.fromkeys(GUIDES[role] for role in roles))
        return super().context() | {
            "role_words": "、".join(dict.fromkeys(BY_VALUE[role].label for role in roles)),
            "guides": [chapter for name in names for chapter in chapters(name)],
            "chapters": chapters("menu"),
        }

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()
