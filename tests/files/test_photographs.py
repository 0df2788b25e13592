"""Security test F15: a photograph's place is not kept, a picture too large to show is refused; the picture itself stays as it was."""

import struct
import zlib

import pytest
from django.core.files.base import ContentFile

from projects.core.errors import Refused
from projects.core.pictures import JPEG, PNG, size_of, without_place
from projects.files.actions import store_file
from tests.world import World

PLACE = b"34.7496 N 106.1368 E"
DEVICE = b"Camera of an office"
LOOK = b"\xff\xda\x00\x02picture\xff\xd9"
"""The scan: everything from here on is the picture, whatever stands in it."""


def part(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def exif(order: str, orientation: int) -> bytes:
    """The main directory with the maker, which way up and a pointer to the place's directory."""
    entries = [(0x010F, 2, len(DEVICE), 50), (0x0112, 3, 1, None), (0x8825, 4, 1, 80)]
    told = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, len(entries))
    for tag, kind, count, value in entries:
        told += struct.pack(order + "HHI", tag, kind, count)
        told += struct.pack(order + "HH", orientation, 0) if value is None else struct.pack(order + "I", value)
    return part(0xE1, b"Exif\0\0" + told + bytes(4) + DEVICE + bytes(7) + PLACE)


FRAME = part(0xE0, b"JFIF\0" + bytes(9))
COLOURS = part(0xE2, b"ICC_PROFILE\0colours")
XMP = part(0xE1, b"http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>" + PLACE)


def lines(width: int, height: int) -> bytes:
    return part(0xC0, struct.pack(">BHH", 8, height, width) + b"\x03" + bytes(9))


def photo(*told: bytes, width: int = 4000, height: int = 3000) -> bytes:
    return b"\xff\xd8" + FRAME + b"".join(told) + COLOURS + lines(width, height) + LOOK


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_keeps_its_picture_and_which_way_up_but_not_its_place(order: str) -> None:
    bare = without_place(photo(exif(order, 6), XMP), JPEG)
    upright = b"MM\0*" + struct.pack(">IHHHIHH", 8, 1, 0x0112, 3, 1, 6, 0) + bytes(4)
    assert bare == b"\xff\xd8" + part(0xE1, b"Exif\0\0" + upright) + FRAME + COLOURS + lines(4000, 3000) + LOOK
    assert PLACE not in bare
    assert DEVICE not in bare


@pytest.mark.parametrize(
    "content",
    [photo(), b"\xff\xd8\xff\xe0" + bytes(32), b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff Exif cut short", LOOK],
    ids=["nothing-told", "zeroes", "begins", "cut", "no-head"],
)
def test_a_picture_that_tells_nothing_is_kept_byte_by_byte(content: bytes) -> None:
    assert without_place(content, JPEG) == content


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">II", width, height) + b"\x08\x02\0\0\0")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", b"picture") + chunk(b"IEND", b"")


def test_a_png_loses_its_words_and_its_place() -> None:
    assert without_place(png(3, 2, chunk(b"eXIf", PLACE), chunk(b"tEXt", DEVICE)), PNG) == png(3, 2)


def test_the_size_is_what_the_head_says() -> None:
    assert size_of(photo(width=4032, height=3024), JPEG) == (4032, 3024)
    assert size_of(png(800, 600), PNG) == (800, 600)
    assert size_of(b"\x89PNG\r\n\x1a\n" + bytes(32), PNG) == (0, 0)


@pytest.mark.parametrize(("name", "content"), [("大.png", png(30_000, 30_000)), ("大.jpg", photo(width=100, height=20_001))])
def test_a_picture_too_large_to_show_is_refused_in_words(world: World, name: str, content: bytes) -> None:
    with pytest.raises(Refused, match=f"“{name}”的长或宽超过20000像素，请缩小后再传"):
        store_file(ContentFile(content, name=name), county_id=world.county.pk, by=world.clerk)


def test_what_is_stored_is_the_bare_photograph(world: World) -> None:
    stored = store_file(ContentFile(photo(exif("<", 1), XMP), name="现场.jpg"), county_id=world.county.pk, by=world.clerk)
    with stored.open() as kept:
        content = kept.read()
    assert PLACE not in content
    assert len(content) == stored.size
    assert content.endswith(LOOK)
