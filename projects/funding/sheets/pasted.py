"""A block of this month's money, copied out of the clerk's own sheet: what each cell says, as text for an ordinary box."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from projects.core import clock
from projects.core.sheet_reader import BadSheet, SheetRow, amount_of, date_of, read_block, text_of
from projects.core.units import narrow, plain
from projects.funding.choices import FORMS, USES

USUAL = ("项目名称", "本次新增到位", "到账日期", "资金用途", "付款单位", "凭证号")
_TITLES = {
    "项目": "project",
    "项目名称": "project",
    "招商项目": "project",
    "项目编码": "project",
    "到账日期": "arrived_on",
    "到账时间": "arrived_on",
    "到位日期": "arrived_on",
    "到位时间": "arrived_on",
    "日期": "arrived_on",
    "资金用途": "use",
    "用途": "use",
    "到位形式": "form",
    "形式": "form",
    "付款单位": "payer",
    "付款方": "payer",
    "汇款单位": "payer",
    "凭证号": "voucher_number",
    "凭证编号": "voucher_number",
    "进账单号": "voucher_number",
}
_AMOUNT = re.compile(
    r"(?:本次新增|本次|本月新增|本月|当月|新增)?(?:到位资金|到位金额|到位数|到位|资金|金额|申报数)(?:\((亿元|万元|元)\))?"
    r"|(?:本次新增|本月新增|新增)(?:\((亿元|万元|元)\))?"
)
"""Never a 累计: that column is said to be left out, and the clerk looks for the other one."""
_MONTH_DAY = re.compile(r"(\d{1,2})[月./-](\d{1,2})日?")


@dataclass(frozen=True)
class Pasted:
    """`rows`: by field what stands in the box, read where it could be and as typed where not. `notes`: sentences for the person."""

    rows: Sequence[dict[str, str]]
    notes: Sequence[str]


def read_pasted(text: str) -> Pasted:
    """Raises BadSheet with the fix."""
    table = read_block(text, is_title=_is_title, usual=USUAL)
    fields = {_field(title) for title in table.titles}
    lacking = [word for word, name in (("项目名称", "project"), ("本次新增到位", "claimed_wan")) if name not in fields]
    if lacking:
        raise BadSheet(f"表头缺少{'、'.join(f'“{word}”' for word in lacking)}，请连同表头一起复制，或把表头改成这样的文字")
    notes = list(table.skipped)
    rows: list[dict[str, str]] = []
    for line in table.rows:
        row = _row(line)
        if not row.get("project") and rows:
            row["project"] = rows[-1]["project"]
            notes.append(f"第{line.number}行没有写项目，按上一行的“{row['project']}”读入")
        rows.append(row)
    if not rows:
        raise BadSheet("只读到表头，没有数据行，请把要报的行一起选中再复制")
    return Pasted(rows, notes)


def _is_title(word: str) -> bool:
    return word in _TITLES or bool(_AMOUNT.fullmatch(word))


def _field(title: str) -> str:
    return _TITLES.get(title, "claimed_wan")


def _row(line: SheetRow) -> dict[str, str]:
    return {_field(title): _text(_field(title), title, value) for title, value in line.cells.items()}


def _text(name: str, title: str, value: Any) -> str:
    text = text_of(value)
    if name == "claimed_wan":
        return _amount(title, text)
    if name == "arrived_on":
        return _day(text)
    if name in ("use", "form"):
        return _choice(USES if name == "use" else FORMS, text)
    return text


def _amount(title: str, text: str) -> str:
    match = _AMOUNT.fullmatch(title)
    try:
        return plain(amount_of(text, (match and (match[1] or match[2])) or "万元"))
    except BadSheet:
        return text


def _day(text: str) -> str:
    """A day without its year is the last one that has been."""
    match = _MONTH_DAY.fullmatch(narrow(text))
    today = clock.today()
    try:
        if match:
            day = date(today.year, int(match[1]), int(match[2]))
            return (day if day <= today else day.replace(year=today.year - 1)).isoformat()
        return date_of(text).isoformat()
    except (BadSheet, ValueError):
        return text


def _choice(words: Sequence[str], text: str) -> str:
    """设备 is 设备工器具购置, as long as only one word begins or goes on with it."""
    said = narrow(text)
    found = [word for word in words if said and said in word]
    return found[0] if len(found) == 1 else said
