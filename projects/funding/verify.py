"""Walking the arrival chain of a county: the first row that was changed, is missing, out of order or cut off.

Two witnesses: each row's hash holds the row before it, and the anchors file outside the database holds the head as it was at each
month close and backup. `BLIND` says what neither of them can tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from projects.books.models import BookHead
from projects.funding.models import Arrival

BLIND = (
    "最后一个锚点之后的各笔，如果连同校验值和账首一起被重新计算，或从尾部截去，校验发现不了",
    "锚点文件与数据库同时被改，校验发现不了；请把锚点文件另存一份到别处",
    "只校验到位资金账；业绩归属、签约、节点、任务、诉求步骤没有链，由数据库触发器和权限保护",
)


@dataclass(frozen=True)
class Anchor:
    """One line of the file: 'iso seq hash occasion'."""

    at: str
    seq: int
    hash: str
    occasion: str


@dataclass(frozen=True)
class Verdict:
    """`fault` is empty when the book holds. `anchors`: how many were compared."""

    rows: int
    anchors: int
    fault: str = ""

    @property
    def holds(self) -> bool:
        return not self.fault


class BadAnchor(ValueError):
    """Carries the sentence."""


def anchor_path(county_id: int) -> Path:
    return Path(settings.ANCHOR_DIR) / f"arrival-{county_id}.txt"


def read_anchors(path: Path) -> list[Anchor]:
    """Empty where there is no file. Raises BadAnchor for a line that is none."""
    if not path.exists():
        return []
    return [_anchor(number, line) for number, line in enumerate(path.read_text().splitlines(), start=1) if line.strip()]


def _anchor(number: int, line: str) -> Anchor:
    parts = line.split(" ", 3)
    if len(parts) < 4 or not parts[1].isdecimal():
        raise BadAnchor(f"锚点文件第{number}行无法识别，可能被改动")
    return Anchor(parts[0], int(parts[1]), parts[2], parts[3])


def verify_chain(county_id: int) -> Verdict:
    try:
        anchors = read_anchors(anchor_path(county_id))
    except BadAnchor as problem:
        return Verdict(0, 0, str(problem))
    walk = _Walk(county_id, anchors)
    fault = walk.fault()
    return Verdict(walk.rows, len(anchors), fault)


class _Walk:
    """One pass in the order of `seq`; it stops at the first fault."""

    def __init__(self, county_id: int, anchors: list[Anchor]) -> None:
        self.county_id = county_id
        self.anchors = anchors
        self.rows = 0
        self.last_hash = ""

    def fault(self) -> str:
        return next((text for text in self._faults() if text), "")

    def _faults(self) -> Iterator[str]:
        by_seq: dict[int, list[Anchor]] = {}
        for anchor in self.anchors:
            by_seq.setdefault(anchor.seq, []).append(anchor)
        yield self._not_dashes(by_seq.get(0, []))
        for row in Arrival.objects.in_county(self.county_id).order_by("seq").iterator(chunk_size=2000):
            yield self._row(row)
            self.rows, self.last_hash = self.rows + 1, row.hash
            yield self._against(row, by_seq.get(row.seq, []))
        yield self._tail()

    def _row(self, row: Arrival) -> str:
        expected = self.rows + 1
        if row.seq != expected:
            return f"缺少第{expected}号：第{self.rows}号之后直接是第{row.seq}号"
        if row.hash == row.fingerprint() and row.prev_hash == self.last_hash:
            return ""
        return self._why(row)

    def _why(self, row: Arrival) -> str:
        """The row at fault, looked at more closely: does it fit another place of the chain?"""
        before = Arrival.objects.in_county(self.county_id).filter(hash=row.prev_hash).values_list("seq", flat=True).first()
        stored = row.seq
        if row.prev_hash != self.last_hash:
            place = _place_of(row, self._highest())
            if place is not None and place != stored and before is None and row.prev_hash:
                return f"缺少记录：第{stored}号原是第{place}号，它前面的一笔已不在账中"
            if place is not None and place != stored:
                return f"顺序被调换：第{stored}号原是第{place}号"
            if place == stored:
                return f"第{stored}号与前一笔接不上：第{self.rows}号不是它原来的前一笔"
        return f"第{stored}号的内容被改动：校验值与内容不符"

    def _highest(self) -> int:
        head = BookHead.objects.filter(county_id=self.county_id, book=Arrival._meta.model_name).first()
        return max([head.seq if head else 0, *(anchor.seq for anchor in self.anchors), self.rows + 1])

    @staticmethod
    def _not_dashes(anchors: list[Anchor]) -> str:
        return next((f"{a.occasion}（{a.at}）的锚点自相矛盾，可能被改动" for a in anchors if a.hash != "-"), "")

    @staticmethod
    def _against(row: Arrival, anchors: list[Anchor]) -> str:
        for anchor in anchors:
            if anchor.hash != row.hash:
                return f"第{row.seq}号与{anchor.occasion}（{anchor.at}）的锚点不符：该笔或它之前的记录在锚点之后被改动"
        return ""

    def _tail(self) -> str:
        last_anchor = max(self.anchors, key=lambda anchor: anchor.seq, default=None)
        if last_anchor and last_anchor.seq > self.rows:
            return f"尾部被截去：{last_anchor.occasion}（{last_anchor.at}）时有{last_anchor.seq}笔，现在只有{self.rows}笔"
        head = BookHead.objects.filter(county_id=self.county_id, book=Arrival._meta.model_name).first()
        if head and head.seq > self.rows:
            return f"尾部被截去：账首记到第{head.seq}号，现在只有{self.rows}笔"
        if (head.seq if head else 0) < self.rows or (head and self.rows and head.hash != self.last_hash):
            return f"账首与最后一笔（第{self.rows}号）不符，账首被改动"
        return ""


def _place_of(row: Arrival, highest: int) -> int | None:
    """The number under which the row's hash was made; None when its content does not fit any."""
    stored = row.seq
    try:
        for seq in range(1, highest + 1):
            row.seq = seq
            if row.fingerprint() == row.hash:
                return seq
    finally:
        row.seq = stored
    return None
