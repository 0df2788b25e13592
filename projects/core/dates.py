"""Reading the dates people write."""

import re
import unicodedata
from datetime import date, timedelta

from projects.core import clock

_ORDERED = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDS = {"今天": 0, "昨天": -1, "前天": -2}


class BadDate(ValueError):
    """Carries the sentence for the person."""


def read_date(text: str) -> date:
    """2024-12-16, 2024/12/16, 2024.12.16, 2024年12月16日, 20241216, 今天. Raises BadDate."""
    raw = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if raw in _WORDS:
        return clock.today() + timedelta(days=_WORDS[raw])
    match = _ORDERED.fullmatch(raw) or _PACKED.fullmatch(raw)
    if not match:
        raise BadDate(f"“{text.strip()[:20]}”不是日期，请按年-月-日书写，例如 2024-12-16")
    year, month, day = (int(part) for part in match.groups())
    if not 1990 <= year <= 2099:
        raise BadDate(f"年份{year:04d}不在1990至2099之间，请核对")
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate(f"{year}年{month}月没有{day}日，请核对") from None
