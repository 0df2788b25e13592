"""到位资金任务完成情况表 (handbook 3.11, 6.5): leaders, task forces and departments in official order, each group with its 小计, the
county's 合计. Ranks for departments, townships and task forces; leaders have none (definitions 2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import reduce
from operator import add

from projects.core import clock, sheets
from projects.core.units import grouped, percent
from projects.funding.queries.city import Bulletin, bulletin_of
from projects.indicators.board import Board
from projects.indicators.catalogue import INDICATORS
from projects.indicators.definition import UNCLEAR, Figure, Group, Scope
from projects.indicators.standing import Standing, standing
from projects.organisations.choices import DIMENSIONS, LEADER
from projects.ranking.choices import group_of
from projects.ranking.queries.standings import ranks_of
from projects.templatetags.ui import LIGHT_WORDS

TITLE = "到位资金任务完成情况表"
SHARE = "share"
MONEY, SIGNED = "到位资金", "签约项目"


@dataclass(frozen=True)
class Column:
    """A figure by its slug, or the share of the year."""

    slug: str
    label: str
    group: str
    number_format: str = "#,##0.00"

    @property
    def head(self) -> tuple[str, str]:
        """The name and （its unit）: two lines of a head on the screen."""
        name, _, unit = self.label.removeprefix("其中").partition("（")
        size = name.removesuffix("以上")
        return size, f"{name[len(size) :]}（{unit}"


COLUMNS = (
    Column("arrival-task", "年度任务（亿元）", MONEY),
    Column("arrived-month", "本月到位（亿元）", MONEY),
    Column("arrived", "累计到位（亿元）", MONEY),
    Column("arrival-completion", "完成率（%）", MONEY),
    Column(SHARE, "序时进度（%）", MONEY),
    Column("pace", "超/欠序时（百分点）", MONEY),
    Column("arrived-before", "上年同期（亿元）", MONEY),
    Column("arrived-growth", "同比（%）", MONEY),
    Column("signed-count", "签约个数（个）", SIGNED, "#,##0"),
    Column("signed-amount", "签约额（亿元）", SIGNED),
    Column("signed-10", "其中10亿元以上（个）", SIGNED, "#,##0"),
    Column("signed-1", "其中1亿元以上（个）", SIGNED, "#,##0"),
)
SLUGS = tuple(column.slug for column in COLUMNS if column.slug != SHARE)
Figures = dict[str, Figure]


@dataclass(frozen=True)
class Line:
    """`number`: 序号 within the group. `rank` None: unranked. `code`: the unit's, where its rows can be opened."""

    name: str
    figures: Figures
    number: int | None = None
    rank: int | None = None
    code: str = ""
    is_sum: bool = False

    @property
    def light(self) -> str:
        return self.figures["pace"].light

    @property
    def light_word(self) -> str:
        return LIGHT_WORDS.get(self.light, "")

    def value(self, column: Column) -> Decimal | None:
        scope = self.figures["pace"].scope
        return percent(scope.calendar.share_of_year(scope.on)) if column.slug == SHARE else self.figures[column.slug].value

    def cell(self, column: Column) -> str:
        value = self.value(column)
        return grouped(value, 2) if column.slug == SHARE and value is not None else self.figures[column.slug].cell

    @property
    def cells(self) -> list[tuple[Column, str]]:
        return [(column, self.cell(column)) for column in COLUMNS]


@dataclass(frozen=True)
class Section:
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class TaskTable:
    scope: Scope
    sections: list[Section]
    total: Line
    headline: str
    standing: Standing | None
    notes: list[str] = field(default_factory=list)


def build(board: Board, *, with_leaders: bool = True) -> TaskTable:
    """`with_leaders` False leaves the leaders' lines out: they are for the leaders themselves and the bureau."""
    board.series("arrived")  # the months already read give the county's totals
    sections = [_section(board, item.value, item.label) for item in DIMENSIONS if with_leaders or item.value != LEADER]
    unassigned = _unassigned(board)
    if unassigned:
        sections.append(Section(UNCLEAR, [unassigned]))
    total = Line("合计", {slug: board.figure(slug) for slug in SLUGS}, is_sum=True)
    stands = standing(board)
    return TaskTable(board.scope, sections, total, headline(board), stands, _notes(board, stands, with_leaders=with_leaders))


def bulletin(board: Board) -> Bulletin:
    """通报采用: whose count this paper uses."""
    scope = board.scope
    return bulletin_of(scope.county.pk, *scope.calendar.month_of(scope.on), scope.on, scope.known)


SAID = (
    *("signed-count", "signed-amount", "signed-10", "signed-1"),
    *("arrived", "arrived-increase", "arrived-growth", "arrival-completion", "pace", "arrival-rate-2y"),
)


def headline(board: Board) -> str:
    """The article's sentence."""
    text = {slug: board.figure(slug).text for slug in SAID}
    on = board.scope.on
    growth = board.figure("arrived-growth")
    is_more = growth.value is not None and growth.value > 0
    change = f"同比增长{text['arrived-increase']}、增速{text['arrived-growth']}" if is_more else f"同比{_less(text)}"
    task, said = board.figure("arrival-task"), bulletin(board).sentence
    done = f"，占全年任务{task.text}的{text['arrival-completion']}，{text['pace']}" if task.over else f"，全年{task.text}"
    return (
        f"截至{on.year}年{on.month}月{on.day}日，签约项目{text['signed-count']}、签约额{text['signed-amount']}，"
        f"其中10亿元以上{text['signed-10']}、1亿元以上{text['signed-1']}；"
        f"累计省外到位资金{text['arrived']}{said and f'（县级核定；{said}）'}，{change}{done}；"
        f"近两年资金到位率{text['arrival-rate-2y']}。"
    )


def _less(text: dict[str, str]) -> str:
    words = dict.fromkeys((text["arrived-increase"], text["arrived-growth"]))
    return "、".join(words)


def _section(board: Board, cut: str, label: str) -> Section:
    columns = {slug: board.by(slug, cut) for slug in SLUGS}
    groups = list(dict.fromkeys(group for column in columns.values() for group in column))
    groups.sort(key=lambda group: group.key is None)  # 未明确 last, whichever figure has it
    lines = [(group, {slug: columns[slug].get(group) or board.nothing(slug) for slug in SLUGS}) for group in groups]
    ranks = _ranks(lines) if cut != LEADER else {}
    shown = [_unit_line(number, group, figures, ranks) for number, (group, figures) in enumerate(lines, start=1)]
    if shown:
        shown.append(Line("小计", _sum(figures for _, figures in lines), is_sum=True))
    return Section(label, shown)


def _unit_line(number: int, group: Group, figures: Figures, ranks: dict[Group, int]) -> Line:
    return Line(group.label, figures, number, ranks.get(group), group.unit.code if group.unit else "")


def _sum(lines: Iterable[Figures]) -> Figures:
    """Parts are added, rates follow from the sums."""
    rows = list(lines)
    return {slug: reduce(add, (row[slug] for row in rows)) for slug in SLUGS}


def _unassigned(board: Board) -> Line | None:
    """What the setting *parts* leaves without a holder."""
    parts = {
        slug: list(board.by(slug, "unassigned").values())
        for slug in ("arrived-month", "arrived", "arrived-before", "arrived-growth")
    }
    if not any(parts.values()):
        return None
    figures = {slug: reduce(add, parts[slug]) if parts.get(slug) else board.nothing(slug) for slug in SLUGS}
    return Line(UNCLEAR, figures)


def _ranks(lines: list[tuple[Group, Figures]]) -> dict[Group, int]:
    """Each group among itself, as the page of ranks has them."""
    ranks: dict[Group, int] = {}
    rates = {group: figures["arrival-completion"].rate for group, figures in lines if group.unit}
    for own in {group_of(group.unit) for group in rates if group.unit}:
        ranks |= ranks_of({group: rate for group, rate in rates.items() if group.unit and group_of(group.unit) == own})
    return ranks


def _notes(board: Board, stands: Standing | None, *, with_leaders: bool) -> list[str]:
    scope = board.scope
    lines = [
        f"累计到位：{INDICATORS['arrived'].means}。不包括：{INDICATORS['arrived'].excludes}。",
        f"序时进度：{scope.calendar.share_of_year_rule(scope.on)}。预警：{board.light_rule.words}。",
        "签约按项目的包抓领导、工作专班、责任部门计；县合计每个项目、每笔资金只计一次。名次：各组分别排名，乡镇单独排名，县级领导不排名。",
    ]
    if scope.known:
        lines.append(f"数据时点：{scope.known.astimezone(clock.SHANGHAI):%Y-%m-%d}（当时已入账）。")
    lines += [f"{words}。" for words in (stands.words if stands else [])]
    lines.append(f"{bulletin(board).words}。")
    return lines if with_leaders else [*lines, "县级领导明细由招商局和县级领导查看。"]


# --- The workbook ------------------------------------------------------------------------------------


def workbook(table: TaskTable, *, filler: str, phone: str = "", made_at: datetime | None = None) -> bytes:
    moment = made_at or clock.now()
    on = table.scope.on
    return sheets.write(
        sheets.Paper(
            title=f"{table.scope.county.name}{on.year}年{TITLE}",
            second=("填报单位（盖章）：县招商局", f"截至{on.year}年{on.month}月{on.day}日", "单位：亿元"),
            columns=(
                sheets.Column("序号", 5),
                sheets.Column("单位", 22),
                sheets.Column("名次", 6, number_format="0"),
                *(sheets.Column(column.label, 10, column.group, column.number_format) for column in COLUMNS),
                sheets.Column("预警", 6),
                sheets.Column("备注", 10),
            ),
            lines=list(_sheet_lines(table)),
            foot=[table.headline, *signatures(filler, phone, moment), *(f"备注：{note}" for note in table.notes)],
            author=filler,
            made_at=moment,
        )
    )


def _sheet_lines(table: TaskTable) -> Iterator[sheets.Line]:
    for section in table.sections:
        yield sheets.Line(title=section.title)
        yield from (_sheet_line(line) for line in section.lines)
    yield _sheet_line(table.total)


def _sheet_line(line: Line) -> sheets.Line:
    values: list[sheets.Value] = [line.number, line.name, line.rank]
    for column in COLUMNS:
        value = line.value(column)
        values.append("—" if value is None else value)
    note = "任务未下达" if not line.is_sum and line.code and not line.figures["arrival-task"].over else ""
    return sheets.Line([*values, line.light_word, note], is_sum=line.is_sum)


def signatures(filler: str, phone: str, moment: datetime) -> list[str]:
    blank = "　" * 6
    return [f"单位负责人：{blank}审核人：{blank}填表人：{filler}{blank}联系电话：{phone or blank}填表日期：{moment:%Y-%m-%d}"]
