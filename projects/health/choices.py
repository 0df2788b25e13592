"""数据体检: what a check is, and the limits (handbook 5.3 and 10). Each limit stands in the sentence of its rule."""

from dataclasses import dataclass
from decimal import Decimal

MUST, ASK, NOTE = "red", "yellow", "blue"
SEVERITIES = {MUST: "须改正", ASK: "请核对", NOTE: "提示"}
"""By the shapes of the warning lights; the word is printed beside the shape."""

STARTED_WITHIN_MONTHS = 12
IDLE_MONTHS = 3
SLOW_MONTHS, SLOW_SHARE = 6, Decimal("0.15")
DONE_SHARE = Decimal("0.5")
STALE_TALKS_MONTHS = 6
ALIKE = 0.75
"""Names of two projects of one investor, by difflib's ratio (1 is the same)."""
SMALL_WAN, BIG_WAN = Decimal(100), Decimal(10_000)
RATIO = Decimal(100)


@dataclass(frozen=True)
class Finding:
    """One row. `target` names it for ever ("project:12"); `page` is the number in the address of its page, where it has one; `other` and
    `other_name`: the row of the same kind that it is held against."""

    target: str
    name: str
    text: str
    page: int | None = None
    other: int | None = None
    other_name: str = ""


@dataclass(frozen=True)
class Link:
    """A page by its address name; `with_page`: the finding's number stands in the address."""

    label: str
    url_name: str
    with_page: bool = True


PROJECT = Link("一项目一档", "project_detail")
