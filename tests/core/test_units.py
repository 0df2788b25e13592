"""Amounts: the one place that rounds, and what people really type."""

from decimal import Decimal

import pytest

from projects.core import units

D = Decimal


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("5585", "5585"),
        ("5585万", "5585"),
        ("5585万元", "5585"),
        ("0.5585亿", "5585"),
        ("55.85亿元", "558500"),
        ("1,234.50", "1234.5"),
        ("１，２３４．５０", "1234.5"),
        ("５８５", "585"),
        ("¥ 30", "30"),
        ("30000元", "3"),
        ("0.01元", "0.000001"),
        ("-0", "0"),
        ("0", "0"),
        ("-3", "-3"),
        ("+3", "3"),
        (".5", "0.5"),
        ("5.", "5"),
        (" 1 000 ", "1000"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, wan: str) -> None:
    read = units.read_wan(text)
    assert read == D(wan)
    assert not read.is_signed() or read < 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("NaN", "“NaN”不是金额，请只写数字，例如 1234.5、5585万 或 0.5585亿"),
        ("Infinity", "“Infinity”不是金额，请只写数字，例如 1234.5、5585万 或 0.5585亿"),
        ("1e309", "“1e309”不是金额，请只写数字，例如 1234.5、5585万 或 0.5585亿"),
        ("1234。5", "“1234。5”不是金额，请只写数字，例如 1234.5、5585万 或 0.5585亿"),
        ("1.2.3", "“1.2.3”不是金额，请只写数字，例如 1234.5、5585万 或 0.5585亿"),
        ("万", "“万”不是金额，请只写数字，例如 1234.5、5585万 或 0.5585亿"),
        ("12,34", "“12,34”的逗号位置不对，请写成 1,234.5 或去掉逗号"),
        ("9" * 30, "金额太大，请核对单位（本栏以万元计）"),
        ("100000001", "金额超过1万亿元，请核对单位（本栏以万元计）"),
        ("0.0000001", "金额最多精确到分（万元后6位小数），请核对小数位数"),
    ],
)
def test_what_is_no_amount_gets_a_sentence_with_the_fix(text: str, sentence: str) -> None:
    with pytest.raises(units.BadAmount) as refusal:
        units.read_wan(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("value", "places", "rounded"), [("4.135", 2, "4.14"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.005", 2, "0.01")]
)
def test_rounding_is_half_up(value: str, places: int, rounded: str) -> None:
    assert units.half_up(D(value), places) == D(rounded)


@pytest.mark.parametrize(("rate", "whole"), [("0.995", "99"), ("1", "100"), ("0.9999", "99"), ("0", "0")])
def test_closing_rates_are_never_rounded_up(rate: str, whole: str) -> None:
    assert units.percent_down(D(rate)) == D(whole)


@pytest.mark.parametrize(
    ("wan", "unit", "text"),
    [
        ("542700", "亿元", "54.27"),
        ("1234567.891", "万元", "1,234,567.89"),
        ("-3.5", "万元", "−3.50"),
        ("0.5", "元", "5,000.00"),
        ("0", "亿元", "0.00"),
    ],
)
def test_a_cell_shows_the_unit_of_its_header(wan: str, unit: str, text: str) -> None:
    assert units.money_cell(D(wan), unit) == text


@pytest.mark.parametrize(
    ("percents", "parts"),
    [
        (["33.3333", "66.6667"], ["33.33", "66.68"]),
        (["50"], ["50.005"]),
        (["33.3333", "33.3333", "33.3334"], ["33.336633", "33.336633", "33.336734"]),
    ],
)
def test_the_parts_of_a_split_add_up_exactly(percents: list[str], parts: list[str]) -> None:
    amount = D("100.01")
    found = units.split(amount, [D(percent) for percent in percents])
    assert len(found) == len(parts)
    assert sum(found) == units.to_fen(amount * sum(map(D, percents)) / 100)


@pytest.mark.parametrize(("values", "places"), [(["1", "2"], 0), (["1", None], 0), ([], 0), (["1", "2.5"], 2), (["1.000000"], 0)])
def test_a_column_is_whole_when_all_its_values_are(values: list[str | None], places: int) -> None:
    assert units.column_places([D(value) if value else None for value in values]) == places


@pytest.mark.parametrize(
    ("value", "text"), [("10.500000", "10.5"), ("100", "100"), ("-0", "0"), ("0.000001", "0.000001"), ("1E+3", "1000")]
)
def test_plain_texts_carry_no_exponent_and_no_trailing_zeros(value: str, text: str) -> None:
    assert units.plain(D(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12539", "12,539"),
        ("12539.00", "12,539"),
        ("10000.000001", "10,000.000001"),
        ("-1234.50", "−1,234.5"),
        ("-0", "0"),
        ("1E+4", "10,000"),
    ],
)
def test_a_sentence_says_every_digit_with_thousands_commas(value: str, text: str) -> None:
    assert units.exact(D(value)) == text
