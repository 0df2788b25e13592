"""bench/results.md: one section for each measurement, written by it alone."""

import re
from collections.abc import Sequence
from pathlib import Path

RESULTS = Path(__file__).with_name("results.md")


def write_section(title: str, lines: Sequence[str]) -> None:
    """Puts the section in the place of the one of that title, or at the end."""
    text = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    found = [part for part in re.split(r"(?m)^(?=# )", text) if part.strip()]
    own = f"# {title}\n\n" + "\n".join(lines).strip() + "\n"
    others = [part.rstrip() + "\n" for part in found if not part.startswith(f"# {title}\n")]
    place = next((at for at, part in enumerate(found) if part.startswith(f"# {title}\n")), len(others))
    others.insert(place, own)
    RESULTS.write_text("\n".join(others), encoding="utf-8")
