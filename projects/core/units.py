"""Amounts, rates and their texts: the only place of the site that rounds.

Amounts are Decimal in 万元 with at most six decimals (one 分). Rates are plain fractions (0.5859 is 58.59 %).
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal

WAN_PLACES = 6
WAN_DIGITS = 18
MAX_WAN = Decimal("100000000")  # 1 万亿元: beyond it a unit was mistaken
WAN_PER_YI = Decimal(10_000)
ONE_HUNDRED = Decimal(100)
NOT_APPLICABLE = "—"
MONEY_UNITS = ("万元", "亿元", "元")
_FEN = Decimal(1).scaleb(-WAN_PLACES)
_SCALES = {"": Decimal(1), "万": Decimal(1), "亿": WAN_PER_YI, "元": Decimal(1) / WAN_PER_YI}


def half_up(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def floor(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_FLOOR)


def to_fen(wan: Decimal) -> Decimal:
    """Cut to whole 分: used where shares or exchange rates divide."""
    return wan.quantize(_FEN, rounding=ROUND_DOWN)


def split(amount: Decimal, percents: Sequence[Decimal]) -> list[Decimal]:
    """Parts by percent; the last one takes the remainder, so that they add up to the amount times the percents' sum exactly."""
    if not percents:
        return []
    whole = to_fen(amount * sum(percents, Decimal(0)) / ONE_HUNDRED) if sum(percents) != ONE_HUNDRED else amount
    parts = [to_fen(amount * percent / ONE_HUNDRED) for percent in percents[:-1]]
    return [*parts, whole - sum(parts, Decimal(0))]


# --- Texts ------------------------------------------------------------------------------------------


def plain(value: Decimal) -> str:
    """As a decimal string without exponent or trailing zeros: for JSON, hashes and input boxes."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def exact(value: Decimal) -> str:
    """Every digit, with thousands comma and the screen's minus sign: 12,539 · 10,000.000001, for sentences that must not round."""
    return f"{Decimal(plain(value)):,f}".replace("-", "−")


def grouped(value: Decimal, places: int) -> str:
    """Thousands comma and the screen's minus sign."""
    return f"{half_up(value, places):,f}".replace("-", "−")


def yi(wan: Decimal) -> Decimal:
    """亿元 with two decimals, half up."""
    return half_up(wan / WAN_PER_YI, 2)


def yi_prose(wan: Decimal) -> str:
    return f"{plain(yi(wan))}亿元"


def percent(rate: Decimal, places: int = 2) -> Decimal:
    return half_up(rate * ONE_HUNDRED, places)


def average(total: Decimal, count: Decimal) -> Decimal:
    """One decimal, half up: 1.3 working days."""
    return half_up(total / count, 1)


def percent_down(rate: Decimal) -> Decimal:
    """Whole percent, never rounded up: 100 % only when it is all (definitions 1.7)."""
    return floor(rate * ONE_HUNDRED, 0)


def money_cell(wan: Decimal, unit: str = "万元") -> str:
    """One amount in a table, in the unit its header names: 元 and 万元 and 亿元 with two decimals."""
    return grouped(in_unit(wan, unit), 2)


def in_unit(wan: Decimal, unit: str) -> Decimal:
    if unit == "亿元":
        return wan / WAN_PER_YI
    if unit == "元":
        return wan * WAN_PER_YI
    return wan


def column_places(values: Sequence[Decimal | None]) -> int:
    """Whole numbers when all are whole, else two decimals for the whole column (looks 9)."""
    return 0 if all(value is None or value == value.to_integral_value() for value in values) else 2


# --- Reading what a person typed ---------------------------------------------------------------------


class BadAmount(ValueError):
    """Carries the sentence for the person."""


def narrow(text: str) -> str:
    """Full-width digits, letters and signs become narrow ones; surrounding and inner blanks go."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def read_wan(text: str) -> Decimal:
    """万元 from '5585', '5585万', '0.5585亿元', '１,２３４.５０', '30000元'. Raises BadAmount."""
    raw = narrow(text).lstrip("¥￥")
    match = re.fullmatch(r"([+-]?)([\d,]*\.?\d*)(万|亿|元|)元?", raw)
    if not match or not re.search(r"\d", match[2]):
        raise BadAmount(f"“{text.strip()[:30]}”不是金额，请只写数字，例如 1234.5、5585万 或 0.5585亿")
    sign, digits, scale = match[1], match[2], match[3]
    if scale == "" and raw.endswith("元"):
        scale = "元"
    if "," in digits and not re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d*)?", digits):
        raise BadAmount(f"“{text.strip()[:30]}”的逗号位置不对，请写成 1,234.5 或去掉逗号")
    if len(digits.replace(",", "").split(".")[0]) > 15:
        raise BadAmount("金额太大，请核对单位（本栏以万元计）")
    wan = Decimal((sign + digits.replace(",", "")).rstrip(".") or "0") * _SCALES[scale]
    if abs(wan) > MAX_WAN:
        raise BadAmount("金额超过1万亿元，请核对单位（本栏以万元计）")
    if wan != to_fen(wan):
        raise BadAmount("金额最多精确到分（万元后6位小数），请核对小数位数")
    return wan + Decimal(0)  # −0 becomes 0


# --- Prose and cells of figures -----------------------------------------------------------------------


def signed(value: Decimal, places: int = 2) -> str:
    """+4, +58.59, −3.20, 0.00: for comparisons; the screen's minus sign."""
    rounded = half_up(value, places)
    return f"+{rounded:,f}" if rounded > 0 else grouped(rounded + Decimal(0), places)


def percent_prose(rate: Decimal) -> str:
    """Two decimals half up, trailing zeros dropped: 31.8%."""
    return f"{plain(percent(rate))}%"


def increase_prose(wan: Decimal, base: str) -> str:
    """20.05亿元 · 减少3.2亿元 · 与上年同期持平 (definitions 1.11)."""
    if wan == 0:
        return f"与{base}持平"
    return yi_prose(wan) if wan > 0 else f"减少{yi_prose(-wan)}"


def growth_prose(now: Decimal, before: Decimal, base: str) -> str:
    """58.59% · 下降3.2% · 与上年同期持平 · 上年同期为0; a base below zero (撤资) has no growth."""
    if before <= 0:
        return f"{base}为0" if before == 0 else NOT_APPLICABLE
    if now == before:
        return f"与{base}持平"
    text = percent_prose(abs(now - before) / before)
    return text if now > before else f"下降{text}"


def points(rate: Decimal) -> Decimal:
    """A difference of two rates in 百分点, two decimals half up."""
    return half_up(rate * ONE_HUNDRED, 2)


def pace_prose(rate: Decimal) -> str:
    """超序时进度1.27个百分点 · 落后序时进度3.2个百分点 · 与序时进度持平."""
    rounded = points(rate)
    if rounded == 0:
        return "与序时进度持平"
    return f"{'超' if rounded > 0 else '落后'}序时进度{plain(abs(rounded))}个百分点"
