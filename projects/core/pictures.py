"""What a photograph says beside its picture: its size, and where and with what it was taken. Nothing is decoded or drawn again."""

import struct
from collections.abc import Iterator

JPEG = "image/jpeg"
PNG = "image/png"
_STARTS_PICTURE = 0xDA
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_TOLD = {0xE1, 0xED}
"""APP1 holds Exif (the place among it) and XMP, APP13 the press's words; what the colours need stands in others."""
_ORIENTATION = 0x0112


def size_of(content: bytes, content_type: str) -> tuple[int, int]:
    """(width, height) in pixels as the file's head says; (0, 0) where it says nothing."""
    if content_type == PNG:
        return struct.unpack(">II", content[16:24]) if content[12:16] == b"IHDR" and len(content) >= 24 else (0, 0)
    for marker, start, end in _segments(content):
        if marker in _SIZES and end - start >= 9:
            height, width = struct.unpack(">HH", content[start + 5 : start + 9])
            return width, height
    return 0, 0


def without_place(content: bytes, content_type: str) -> bytes:
    """The same picture, bit by bit, without where, when and with what it was taken; which way up it is held stays."""
    return _bare_png(content) if content_type == PNG else _bare_jpeg(content) if content_type == JPEG else content


def _segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, start, end) of each part before the picture itself; stops where the file is no longer well formed."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != _STARTS_PICTURE:
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if end > len(content) or end < at + 4:
            return
        yield content[at + 1], at, end
        at = end


def _bare_jpeg(content: bytes) -> bytes:
    kept, last, held = [content[:2]], 2, b""
    for marker, start, end in _segments(content):
        if marker in _TOLD:
            held = held or _orientation(content[start + 4 : end])
        else:
            kept.append(content[start:end])
        last = end
    if not any(marker in _TOLD for marker, _, _ in _segments(content)):
        return content
    return b"".join([kept[0], held, *kept[1:], content[last:]])


def _orientation(told: bytes) -> bytes:
    """A part of its own with nothing but which way up, if `told` is Exif and says so."""
    body = told[6:]
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(body[:4])
    if not told.startswith(b"Exif\0\0") or order is None or len(body) < 10:
        return b""
    first = struct.unpack_from(order + "I", body, 4)[0]
    if first + 2 > len(body):
        return b""
    for number in range(struct.unpack_from(order + "H", body, first)[0]):
        at = first + 2 + 12 * number
        if at + 12 > len(body):
            break
        if struct.unpack_from(order + "H", body, at)[0] == _ORIENTATION:
            entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, struct.unpack_from(order + "H", body, at + 8)[0], 0)
            exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
            return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return b""


def _bare_png(content: bytes) -> bytes:
    """Chunks of Exif, text and time are dropped; each chunk carries its own check sum."""
    kept, at = [content[:8]], 8
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if end > len(content):
            break
        if content[at + 4 : at + 8] not in {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}:
            kept.append(content[at:end])
        at = end
    return b"".join([*kept, content[at:]])
