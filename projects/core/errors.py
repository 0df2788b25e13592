"""What an action may refuse, said in one plain sentence that names the field and the fix."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class Refused(Exception):
    """A rule says no. `message` is shown to the person as it stands; `field` names the form field at fault, if one is."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    @property
    def each(self) -> "tuple[Refused, ...]":
        """One by one, for a form that shows all of them at once."""
        return (self,)


class NotAllowed(Refused):
    """The person's role lacks this function (403). Objects that are out of sight are 404 instead."""


class Stale(Refused):
    """Somebody changed the row since the page was opened: the conflict page, never a lost update."""


class Several(Refused):
    """More than one rule says no to the same input. Whoever shows only one sentence shows all of them, joined."""

    def __init__(self, refusals: Iterable[Refused]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("；".join(refusal.message for refusal in self.refusals), field=self.refusals[0].field)

    @property
    def each(self) -> tuple[Refused, ...]:
        return self.refusals


class Gathered:
    """What several checks refuse, kept until all have been asked, so that a person mends everything in one go."""

    def __init__(self) -> None:
        self.refusals: list[Refused] = []

    @contextmanager
    def check(self) -> Iterator[None]:
        """A refusal inside is kept; what is not about the input (no right, somebody else's change) is raised at once."""
        try:
            yield
        except (NotAllowed, Stale):
            raise
        except Refused as refusal:
            self.refusals += refusal.each

    def unless(self, is_fine: object, message: str, *, field: str | None = None) -> None:
        if not is_fine:
            self.refusals.append(Refused(message, field=field))

    def settle(self) -> None:
        """Raises Refused for one, Several for more."""
        if len(self.refusals) > 1:
            raise Several(self.refusals)
        if self.refusals:
            raise self.refusals[0]


MONTH_IS_CLOSED, BOOK_IS_INSERT_ONLY, COUNTS_OUTSIDE_MONTH = "QS002", "QS001", "QS003"
_SENTENCES = {
    MONTH_IS_CLOSED: "该统计月已月结，不能再入账；请作为补录计入当前未月结的月份，或由招商局重开该月",
    BOOK_IS_INSERT_ONLY: "已入账的记录不能修改或删除，请用冲销加更正的方式处理",
    COUNTS_OUTSIDE_MONTH: "统计日期不在所入账的统计月内，请联系招商局核对统计月设置",
}


def from_database(error: Exception) -> Refused | None:
    """The plain sentence for a refusal of the books' triggers; None for anything else."""
    code = getattr(error.__cause__, "pgcode", None) or ""
    return Refused(_SENTENCES[code]) if code in _SENTENCES else None
