"""Dates as people write them. Today is 2024-12-16 (conftest)."""

from datetime import date

import pytest

from projects.core.dates import BadDate, read_date


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-16",
        "2024/12/16",
        "2024.12.16",
        "2024年12月16日",
        "2024年12月16",
        "20241216",
        "２０２４－１２－１６",
        " 2024 - 12 - 16 ",
        "今天",
    ],
)
def test_one_day_is_written_in_many_ways(text: str) -> None:
    assert read_date(text) == date(2024, 12, 16)


def test_days_may_be_named_from_today() -> None:
    assert [read_date(word) for word in ("昨天", "前天")] == [date(2024, 12, 15), date(2024, 12, 14)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2025-02-29", "2025年2月没有29日，请核对"),
        ("2024-13-01", "2024年13月没有1日，请核对"),
        ("0000-00-00", "年份0000不在1990至2099之间，请核对"),
        ("9999-12-31", "年份9999不在1990至2099之间，请核对"),
        ("1989-12-31", "年份1989不在1990至2099之间，请核对"),
        ("16/12/2024", "“16/12/2024”不是日期，请按年-月-日书写，例如 2024-12-16"),
        ("12月16日", "“12月16日”不是日期，请按年-月-日书写，例如 2024-12-16"),
        ("2024-12-16 08:00", "“2024-12-16 08:00”不是日期，请按年-月-日书写，例如 2024-12-16"),
        ("", "“”不是日期，请按年-月-日书写，例如 2024-12-16"),
    ],
)
def test_what_is_no_day_gets_a_sentence_with_the_fix(text: str, sentence: str) -> None:
    with pytest.raises(BadDate) as refusal:
        read_date(text)
    assert str(refusal.value) == sentence
