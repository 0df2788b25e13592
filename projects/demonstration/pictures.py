"""Small pictures that stand for photographed bank slips: made of dots here, so that nothing of the kind lies in the repository.

They say on their face that they are samples. Letters are the five columns of a 5 × 7 dot matrix, the lowest bit on top.
"""

import struct
import zlib
from collections.abc import Sequence

from django.core.files.base import ContentFile

WIDTH, HEIGHT, MARGIN, SCALE = 600, 420, 24, 3
PAPER, INK, RULE = 252, 40, 150
_FONT = (
    "0:3E5149453E 1:00427F4000 2:4261514946 3:2141454B31 4:1814127F10 5:2745454539 6:3C4A494930 7:0171090503 8:3649494936 "
    "9:064949291E A:7E1111117E B:7F49494936 C:3E41414122 D:7F4141221C E:7F49494941 F:7F09090901 G:3E4149497A H:7F0808087F "
    "I:00417F4100 J:2040413F01 K:7F08142241 L:7F40404040 M:7F020C027F N:7F0408107F O:3E4141413E P:7F09090906 Q:3E4151215E "
    "R:7F09192946 S:4649494931 T:01017F0101 U:3F4040403F V:1F2040201F W:3F4038403F X:6314081463 Y:0708700807 Z:6151494543 "
    ".:0060600000 ,:0050300000 -:0808080808 /:2010080402"
)
GLYPHS: dict[str, bytes] = {item[0]: bytes.fromhex(item[2:]) for item in _FONT.split()}


def slip(name: str, lines: Sequence[tuple[str, str]]) -> "ContentFile[bytes]":
    """A PNG with a head and (what, said) lines; capitals, digits and . , - / only, other characters stay blank."""
    rows = [bytearray([PAPER]) * WIDTH for _ in range(HEIGHT)]
    _frame(rows)
    _write(rows, MARGIN + 12, MARGIN + 14, "SAMPLE BANK SLIP", INK)
    _write(rows, MARGIN + 12, MARGIN + 44, "DEMO ONLY, NOT A REAL SLIP", RULE)
    for number, (what, said) in enumerate(lines):
        top = MARGIN + 100 + 44 * number
        _write(rows, MARGIN + 12, top, what, RULE)
        _write(rows, MARGIN + 160, top, said, INK)
    return ContentFile(_png(rows), name=name)


def _frame(rows: list[bytearray]) -> None:
    for y in (MARGIN, MARGIN + 80, HEIGHT - MARGIN):
        rows[y][MARGIN : WIDTH - MARGIN] = bytes([RULE]) * (WIDTH - 2 * MARGIN)
    for y in range(MARGIN, HEIGHT - MARGIN + 1):
        rows[y][MARGIN] = rows[y][WIDTH - MARGIN] = RULE


def _write(rows: list[bytearray], left: int, top: int, text: str, ink: int) -> None:
    for place, character in enumerate(text):
        for column, dots in enumerate(GLYPHS.get(character, b"")):
            at = left + (place * 6 + column) * SCALE
            for row in range(7):
                if dots >> row & 1 and at + SCALE <= WIDTH:
                    for y in range(top + row * SCALE, top + (row + 1) * SCALE):
                        rows[y][at : at + SCALE] = bytes([ink]) * SCALE


def _png(rows: list[bytearray]) -> bytes:
    """Eight bits of grey, no interlace."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
