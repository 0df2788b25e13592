"""Keys for sorting and finding Chinese names: full syllables, then initials, then the other readings where a character has two.

`君石中药材` → `junshizhongyaocai jszyc`; `长乐` → `changle cl changyue cy zhangle zl …`, so that either habit of the hand finds it.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from typing import cast

from pypinyin import lazy_pinyin, load_phrases_dict

from projects.core.units import narrow

MOST_READINGS = 8
LIMIT = 300
# Readings that people type in names of places and persons; words in which only one is heard (银行, 开会) would add noise.
HETERONYMS: dict[str, tuple[str, ...]] = {
    "长": ("chang", "zhang"),
    "重": ("chong", "zhong"),
    "乐": ("le", "yue"),
    "单": ("dan", "shan"),
    "曾": ("ceng", "zeng"),
    "朝": ("chao", "zhao"),
    "解": ("jie", "xie"),
    "盖": ("gai", "ge"),
    "参": ("can", "shen"),
    "藏": ("cang", "zang"),
    "堡": ("bao", "bu", "pu"),
    "厦": ("sha", "xia"),
    "仇": ("chou", "qiu"),
    "贾": ("gu", "jia"),
    "尉": ("wei", "yu"),
    "覃": ("qin", "tan"),
    "查": ("cha", "zha"),
    "薄": ("bao", "bo"),
    "卜": ("bo", "bu"),
    "六": ("liu", "lu"),
}
# Words whose common reading the dictionary misses, first of all names of places and surnames.
PHRASES: dict[str, tuple[str, ...]] = {
    "单县": ("shan", "xian"),
    "单家": ("shan", "jia"),
    "曾家": ("zeng", "jia"),
    "曾用名": ("ceng", "yong", "ming"),
    "解州": ("xie", "zhou"),
    "重庆": ("chong", "qing"),
    "长乐": ("chang", "le"),
    "厦门": ("xia", "men"),
    "六安": ("lu", "an"),
    "朝阳": ("chao", "yang"),
    "贾川": ("jia", "chuan"),
    "红堡": ("hong", "bao"),
    "草川铺": ("cao", "chuan", "pu"),
    "银行": ("yin", "hang"),
    "农行": ("nong", "hang"),
    "农发行": ("nong", "fa", "hang"),
    "建行": ("jian", "hang"),
    "专卖": ("zhuan", "mai"),
    "调味": ("tiao", "wei"),
    "丹参": ("dan", "shen"),
    "党参": ("dang", "shen"),
    "种植": ("zhong", "zhi"),
    "种子": ("zhong", "zi"),
    "会计": ("kuai", "ji"),
}


@lru_cache(maxsize=1)
def _load() -> None:
    load_phrases_dict({words: [[syllable] for syllable in syllables] for words, syllables in PHRASES.items()})


def syllables(text: str) -> list[str]:
    """One for each Han character; runs of letters and digits stay as they are, punctuation goes."""
    _load()
    return [part for part in lazy_pinyin(narrow(text).lower(), errors=cast("Callable[[str], str]", _others)) if part]


def _others(run: str) -> list[str]:
    """What is not Han, character by character, so that each keeps its place."""
    return [char if char.isalnum() else "" for char in run]


def full(text: str) -> str:
    """The common reading, without blanks: how typed words are compared with a key."""
    return "".join(syllables(text))


@lru_cache(maxsize=4096)
def key(text: str, limit: int = LIMIT) -> str:
    """Begins with the common reading, so that it also sorts. A name too long for its column loses the end of a reading, never its
    initials."""
    common = syllables(text)
    initials = _initials(common)
    words = [f"{''.join(common)[: limit - len(initials) - 1]} {initials}" if len(common) > 1 else "".join(common)]
    for reading in _other_readings(text, common):
        words.append(f"{''.join(reading)} {_initials(reading)}")
    kept = ""
    for word in words:
        longer = f"{kept} {word}".strip()
        kept = longer if len(longer) <= limit else kept
    return kept


def _initials(parts: list[str] | tuple[str, ...]) -> str:
    return "".join(part[0] for part in parts)


def _other_readings(text: str, common: list[str]) -> Iterator[tuple[str, ...]]:
    chars = [char for char in narrow(text).lower() if char.isalnum()]
    if len(chars) != len(common):
        return
    options = [tuple(dict.fromkeys((said, *HETERONYMS.get(char, ())))) for char, said in zip(chars, common, strict=True)]
    for number, reading in enumerate(product(*options)):
        if number >= MOST_READINGS:
            return
        if number:
            yield reading
