"""到位资金任务排名表 (handbook 6.5): each group by its ranks, those without a task last, its 小计; the county's 合计."""

from collections.abc import Iterator
from datetime import datetime
from functools import reduce
from operator import add

from projects.core import clock, sheets
from projects.indicators.board import Board
from projects.indicators.standing import standing
from projects.ranking.queries.standings import Place, Standing, Standings, figures_by_unit
from projects.reports.catalogue.tasks import COLUMNS, SLUGS, Figures, Line, bulletin, headline, signatures

TITLE = "到位资金任务排名表"
FEW = "县级领导明细由招商局和主要领导查看。"


def workbook(board: Board, *, filler: str, phone: str = "", with_leaders: bool = True, made_at: datetime | None = None) -> bytes:
    """`with_leaders` False leaves the leaders' lines out."""
    moment = made_at or clock.now()
    on = board.scope.on
    standings = Standings(board.scope, None, board=board)
    groups = [group for group in standings.groups() if with_leaders or group.is_open_to_all]
    figures = {unit.pk: own for unit, own in figures_by_unit(board, SLUGS).items()}
    return sheets.write(
        sheets.Paper(
            title=f"{board.scope.county.name}{on.year}年{TITLE}",
            second=("填报单位（盖章）：县招商局", f"截至{on.year}年{on.month}月{on.day}日", "单位：亿元"),
            columns=(
                sheets.Column("名次", 6, number_format="0"),
                sheets.Column("单位", 22),
                *(sheets.Column(column.label, 10, column.group, column.number_format) for column in COLUMNS),
                sheets.Column("上期名次", 6, number_format="0"),
                sheets.Column("预警", 6),
                sheets.Column("备注", 10),
            ),
            lines=[*_lines(groups, figures), _total(board)],
            foot=[
                headline(board),
                *signatures(filler, phone, moment),
                *(f"备注：{note}" for note in _notes(standings, groups, with_leaders=with_leaders)),
            ],
            author=filler,
            made_at=moment,
        )
    )


def _lines(groups: list[Standing], figures: dict[int, Figures]) -> Iterator[sheets.Line]:
    for group in groups:
        yield sheets.Line(title=group.group.label if group.is_ranked else f"{group.group.label}（按官方排序，不排名）")
        rows = [figures[place.unit.pk] for place in group.places]
        yield from (_place(place, figures[place.unit.pk]) for place in group.places)
        yield _line(Line("小计", {slug: reduce(add, (row[slug] for row in rows)) for slug in SLUGS}, is_sum=True))


def _place(place: Place, figures: Figures) -> sheets.Line:
    note = "" if place.task.over else "任务未下达"
    return _line(Line(str(place.unit), figures, rank=place.rank), place.last_rank, note)


def _total(board: Board) -> sheets.Line:
    return _line(Line("合计", {slug: board.figure(slug) for slug in SLUGS}, is_sum=True))


def _line(line: Line, last_rank: int | None = None, note: str = "") -> sheets.Line:
    values: list[sheets.Value] = [line.rank, line.name]
    for column in COLUMNS:
        value = line.value(column)
        values.append("—" if value is None else value)
    return sheets.Line([*values, last_rank, line.light_word, note], is_sum=line.is_sum)


def _notes(standings: Standings, groups: list[Standing], *, with_leaders: bool) -> list[str]:
    board = standings.board
    lines = list(dict.fromkeys(rule for group in groups for rule in group.rules))
    lines.append(f"预警：{board.light_rule.words}。签约按项目的包抓领导、工作专班、责任部门计；县合计每个项目、每笔资金只计一次。")
    lines.append(f"上期名次为{standings.last_month}末的名次。" if standings.last_month else "本年还没有月结的月份，没有上期名次。")
    if board.scope.known:
        lines.append(f"数据时点：{board.scope.known.astimezone(clock.SHANGHAI):%Y-%m-%d}（当时已入账）。")
    stands = standing(board)
    lines += [f"{words}。" for words in (stands.words if stands else [])]
    lines.append(f"{bulletin(board).words}。")
    return lines if with_leaders else [*lines, FEW]
