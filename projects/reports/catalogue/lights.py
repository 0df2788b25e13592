"""到位资金任务红黄蓝预警名单: the units behind in the order of 督办, with room for the deadline and the signature."""

from collections.abc import Iterator
from datetime import datetime

from projects.core import clock, sheets
from projects.core.units import half_up, percent
from projects.indicators.board import Board
from projects.indicators.standing import standing
from projects.ranking.queries.lights import Behind, behind
from projects.ranking.queries.standings import Standings
from projects.reports.catalogue.tasks import signatures
from projects.templatetags.ui import LIGHT_WORDS

TITLE = "到位资金任务红黄蓝预警名单"
MONEY = "#,##0.00"
COLUMNS = (
    sheets.Column("序号", 5),
    sheets.Column("预警", 6),
    sheets.Column("督办方式", 8),
    sheets.Column("单位", 24),
    sheets.Column("组别", 12),
    sheets.Column("名次", 6, number_format="0"),
    sheets.Column("年度任务（亿元）", 10, number_format=MONEY),
    sheets.Column("累计到位（亿元）", 10, number_format=MONEY),
    sheets.Column("完成率（%）", 9, number_format=MONEY),
    sheets.Column("超/欠序时（百分点）", 11, number_format=MONEY),
    sheets.Column("超/欠序时（万元）", 12, number_format=MONEY),
    sheets.Column("距年度任务（万元）", 12, number_format=MONEY),
    sheets.Column("整改期限", 11),
    sheets.Column("签收", 10),
    sheets.Column("备注", 10),
)


def workbook(board: Board, *, filler: str, phone: str = "", made_at: datetime | None = None) -> bytes:
    """Never of leaders."""
    moment, on = made_at or clock.now(), board.scope.on
    rows = behind(Standings(board.scope, None, board=board).groups())
    return sheets.write(
        sheets.Paper(
            title=f"{board.scope.county.name}{on.year}年{TITLE}",
            second=("填报单位（盖章）：县招商局", f"截至{on.year}年{on.month}月{on.day}日", f"共{len(rows)}个单位"),
            columns=COLUMNS,
            lines=list(_lines(rows)),
            foot=[*signatures(filler, phone, moment), *(f"备注：{note}" for note in notes(board))],
            author=filler,
            made_at=moment,
        )
    )


def _lines(rows: list[Behind]) -> Iterator[sheets.Line]:
    for row in rows:
        place = row.place
        figures = (place.task.value, place.done.value, place.completion.value, place.pace.value)
        amounts = [None if value is None else half_up(value, 2) for value in (place.pace.ahead_wan, place.gap_wan)]
        values: list[sheets.Value] = [row.number, LIGHT_WORDS[row.light], row.step, str(place.unit), row.standing.group.label]
        yield sheets.Line([*values, place.rank, *figures, *amounts, "", "", ""])


def notes(board: Board) -> Iterator[str]:
    scope = board.scope
    share = percent(scope.calendar.share_of_year(scope.on))
    yield f"预警：{board.light_rule.words}。序时进度：{scope.calendar.share_of_year_rule(scope.on)}，{share}%。"
    yield "按红、黄、蓝的顺序，同色的按组别和名次；红约谈、黄警告、蓝提醒。没有任务的单位和县级领导不列。"
    if scope.known:
        yield f"数据时点：{scope.known.astimezone(clock.SHANGHAI):%Y-%m-%d}（当时已入账）。"
    stands = standing(board)
    yield from (f"{words}。" for words in (stands.words if stands else []))
