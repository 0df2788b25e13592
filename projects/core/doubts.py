"""Odd but possible: what an action asks before it goes on. A doubt is never an error; one line of reason answers it and is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from projects.core.errors import Refused

LONGEST = 200


@dataclass(frozen=True)
class Doubt:
    """`message` says what was found and what it may mean; `field` is the form's field it is about, if one is."""

    code: str
    message: str
    field: str | None = None


class Warned(Refused):
    """Something is odd and nobody has said why. The same input with a reason for each doubt passes."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__("；".join(doubt.message for doubt in doubts))
        self.doubts = tuple(doubts)


def settle(doubts: Sequence[Doubt], answers: Mapping[str, str] | None) -> dict[str, str]:
    """The reasons, by code, for the Entry. `answers=None`: nobody sits at a screen (loading, importing), so nothing is asked.

    Raises Warned while a doubt has no reason, and Refused for a reason that is too long.
    """
    if answers is None:
        return {}
    reasons = {doubt.code: answers.get(doubt.code, "").strip() for doubt in doubts}
    if not all(reasons.values()):
        raise Warned(doubts)
    if any(len(reason) > LONGEST for reason in reasons.values()):
        raise Refused(f"情况说明最多{LONGEST}个字，请缩短")
    return reasons
