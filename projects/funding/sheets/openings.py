"""The bureau's own sheet of earlier years: one project a row, one month a column."""

import re
from datetime import date
from decimal import Decimal
from typing import IO, Any

from projects.core.sheet_reader import BadSheet, SheetRow, Table, amount_of, date_of, read_table, text_of
from projects.core.units import narrow
from projects.funding.actions import OpeningRefused, OpeningRow
from projects.reference.choices import SECTORS

NAME, INVESTOR, TIER, DEPARTMENT = "项目名称", "投资方", "资金来源", "责任部门"
_TITLES = {
    NAME: "name",
    INVESTOR: "investor_name",
    "投资方(企业全称)": "investor_name",
    "投资企业": "investor_name",
    TIER: "source_tier",
    "资金来源(境外/省外/省内市外/市内县外)": "source_tier",
    DEPARTMENT: "department",
    "责任单位": "department",
    "签约时间": "signed_on",
    "资金用途": "use",
    "所属领域": "sector",
    "来源地": "origin",
}
_SIGNED = re.compile(r"签约额(?:\((亿元|万元|元)\))?")
_MONTH = re.compile(r"(\d{4})[年./-](\d{1,2})月?(?:到位(?:资金)?)?(?:\((亿元|万元|元)\))?")
NEEDED = (NAME, DEPARTMENT, "签约时间")


def read_openings(file: IO[bytes]) -> tuple[list[OpeningRow], list[str]]:
    """The rows, and what was left out in words. Months are columns titled 2023年1月 (with （万元）, （亿元） where it is not 万元).

    Raises BadSheet where the sheet cannot be read, OpeningRefused with a sentence for each row at fault.
    """
    table = read_table(file, is_title=_is_title, needed=NEEDED)
    _check_titles(table)
    rows: list[OpeningRow] = []
    problems: list[str] = []
    for line in table.rows:
        try:
            rows.append(_row(line))
        except BadSheet as problem:
            problems.append(f"第{line.number}行：{problem}")
    if problems:
        raise OpeningRefused(problems)
    return rows, list(table.skipped)


def _is_title(word: str) -> bool:
    return word in _TITLES or bool(_SIGNED.fullmatch(word) or _MONTH.fullmatch(word))


def _check_titles(table: Table) -> None:
    fields = {_TITLES[title] for title in table.titles if title in _TITLES}
    lacking = [label for label, name in ((INVESTOR, "investor_name"), (TIER, "source_tier")) if name not in fields]
    if not any(_SIGNED.fullmatch(title) for title in table.titles):
        lacking.append("签约额（万元）")
    if lacking:
        raise BadSheet(f"表头缺少{'、'.join(f'“{label}”' for label in lacking)}，请补上这几列")
    if not any(_MONTH.fullmatch(title) for title in table.titles):
        raise BadSheet("表头没有月份列，请按“2023年1月”这样写每个月的到位资金")


def _row(line: SheetRow) -> OpeningRow:
    words = {_TITLES[title]: value for title, value in line.cells.items() if title in _TITLES}
    if "name" not in words:
        raise BadSheet("没有项目名称")
    if "signed_on" not in words:
        raise BadSheet("没有签约时间")
    signed = [_amount_at(_SIGNED, title, value) for title, value in line.cells.items() if _SIGNED.fullmatch(title)]
    return OpeningRow(
        number=line.number,
        name=text_of(words["name"]),
        investor_name=text_of(words.get("investor_name")),
        source_tier=narrow(text_of(words.get("source_tier"))),
        department=text_of(words.get("department")),
        signed_on=_signed_on(words["signed_on"]),
        amount_wan=signed[0] if signed else Decimal(0),
        monthly=_monthly(line),
        use=text_of(words.get("use")),
        details=_details(words),
    )


def _monthly(line: SheetRow) -> dict[tuple[int, int], Decimal]:
    found = {}
    for title, value in line.cells.items():
        match = _MONTH.fullmatch(title)
        if not match:
            continue
        year, number = int(match[1]), int(match[2])
        if not 1 <= number <= 12:
            raise BadSheet(f"表头“{title}”的月份不对")
        amount = _amount_at(_MONTH, title, value)
        if amount:
            found[year, number] = amount
    return found


def _details(words: dict[str, Any]) -> dict[str, str]:
    details = {}
    if "sector" in words:
        codes = {label: code for code, label in SECTORS}
        label = narrow(text_of(words["sector"]))
        if label not in codes:
            raise BadSheet(f"所属领域“{label}”不在九大重点领域中")
        details["sector"] = codes[label]
    if "origin" in words:
        details["origin"] = text_of(words["origin"])
    return details


def _amount_at(pattern: re.Pattern[str], title: str, value: Any) -> Decimal:
    """In the unit that the column's title names."""
    match = pattern.fullmatch(title)
    unit = (match[pattern.groups] if match else None) or "万元"
    try:
        return amount_of(value, unit)
    except BadSheet as problem:
        raise BadSheet(f"{title}：{problem}") from problem


def _signed_on(value: Any) -> date:
    try:
        return date_of(value)
    except BadSheet as problem:
        raise BadSheet(f"签约时间：{problem}") from problem
