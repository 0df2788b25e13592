"""大屏: what it prints, from one board. No leader, no rank, no telephone, no amount of a single project (looks 11)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from operator import add

from django.core.cache import cache

from projects.core import clock
from projects.core.units import grouped, half_up, money_cell, percent, plain, yi
from projects.dashboards.queries.months import curve_of, planned_wan
from projects.dashboards.queries.shown import shown_scope
from projects.funding.choices import TASK_KINDS
from projects.indicators.board import Board, Which
from projects.indicators.catalogue.tasks import KIND_FIGURES
from projects.indicators.definition import Figure, Group
from projects.months.models import Month
from projects.organisations.models import Unit

ZERO = Decimal(0)
KEPT_SECONDS = 30
"""Twenty screens ask once a minute: the rows are added up at most twice in it."""
FUNNEL = (
    ("leads", "招商线索"),
    ("signed-count", "签约"),
    ("funded-count", "资金到位"),
    ("invested-count", "完成投资"),
)
SERVICE = (
    ("tickets", "收集问题"),
    ("tickets-closed", "协调解决"),
    ("agency-items", "帮办代办"),
    ("firms-met", "对接重点企业"),
    ("outbound", "“走出去”招商"),
    ("inbound", "“请进来”洽谈"),
)


@dataclass(frozen=True)
class Number:
    """`state`: good, bad or nothing."""

    label: str
    number: str
    unit: str = ""
    note: str = ""
    state: str = ""
    note_number: str = ""


@dataclass(frozen=True)
class Bar:
    """`share`: of the longest, in percent, for the drawing; `text` is what is printed."""

    label: str
    text: str
    share: str
    note: str = ""
    state: str = ""


@dataclass(frozen=True)
class Chart:
    """Cumulative lines as points of a drawing of WIDTH × HEIGHT; the numbers stand in `table`."""

    now: str
    before: str
    plan: str
    area: str
    dots: tuple[tuple[int, int], ...]
    ticks: tuple[tuple[int, str], ...]
    labels: tuple[tuple[int, str], ...]
    table: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class TaskLine:
    label: str
    task: str
    done: str
    completion: str
    share: str
    tick: str
    light: str


@dataclass(frozen=True)
class Screen:
    county: str
    on: date
    at: datetime
    open_month: str
    signed: tuple[Number, Number]
    signed_lines: tuple[str, ...]
    arrived: Number
    completion: Number
    completion_share: str
    share: str
    share_rule: str
    task: str
    increase: str
    growth: str
    growth_state: str
    rate: Number
    sectors: tuple[Bar, ...]
    funnel: tuple[Bar, ...]
    chart: Chart
    service: tuple[Number, ...]
    months: tuple[tuple[str, Bar, Bar], ...]
    tiers: tuple[Bar, ...]
    tasks: tuple[TaskLine, ...]
    tickets: tuple[Bar, ...]

    @property
    def time(self) -> str:
        return f"{self.at.astimezone(clock.SHANGHAI):%H:%M}"


def screen_of(county: Unit) -> Screen:
    """The same for every screen of the county for half a minute; the time printed is that of the adding up."""
    scope = shown_scope(county)
    key = f"screen-{county.pk}-{scope.on}"
    found: Screen | None = cache.get(key)
    if found is None:
        found = read(Board(scope))
        cache.set(key, found, KEPT_SECONDS)
    return found


def read(board: Board) -> Screen:
    scope = board.scope
    months = board.series("arrived")  # first: the months already read give the year's totals
    before = board.series("arrived-before")
    growth, increase = board.figure("arrived-growth"), board.figure("arrived-increase")
    share = percent(scope.calendar.share_of_year(scope.on))
    touched = board.touched_months("arrived")
    return Screen(
        county=scope.county.name,
        on=scope.on,
        at=clock.now(),
        open_month=_open_word(touched),
        signed=(_signed_count(board), _signed_amount(board)),
        signed_lines=tuple(_signed_lines(board)),
        arrived=_number(board, "arrived", "本年累计省外到位资金", "亿元"),
        completion=_completion(board),
        completion_share=_attribute(board.figure("arrival-completion").rate),
        share=grouped(share, 2),
        share_rule=scope.calendar.share_of_year_rule(scope.on).removeprefix("序时"),
        task=board.figure("arrival-task").text,
        increase=increase.text,
        growth=growth.text,
        growth_state=_state(increase),
        rate=_rate(board),
        sectors=tuple(_sectors(board)),
        funnel=tuple(_funnel(board)),
        chart=_chart(board, months, before),
        service=tuple(_service(board)),
        months=tuple(_months(months, before)),
        tiers=tuple(_bars(board, "arrived", "tier", money=True)),
        tasks=tuple(_tasks(board)),
        tickets=tuple(_tickets(board)),
    )


def _open_word(touched: list[Month]) -> str:
    return f"{touched[-1].number}月未月结" if touched else ""


def _state(figure: Figure) -> str:
    number = figure.number or ZERO
    if number == 0 or figure.indicator.better is None:
        return ""
    return "good" if (number > 0) == (figure.indicator.better == "more") else "bad"


def _number(board: Board, slug: str, label: str, unit: str) -> Number:
    figure = board.figure(slug)
    return Number(label, figure.cell if figure.value is not None else "--", unit if figure.value is not None else "")


def _signed_count(board: Board) -> Number:
    change = board.figure("signed-count-increase")
    return Number("签约项目", board.figure("signed-count").cell, "个", "同比", _state(change), f"{change.cell}个")


def _signed_amount(board: Board) -> Number:
    growth = board.figure("signed-amount-growth")
    word = growth.text if growth.value is None else f"{growth.cell}%"
    return Number(
        "签约额", board.figure("signed-amount").cell, "亿元", "同比", _state(board.figure("signed-amount-increase")), word
    )


def _signed_lines(board: Board) -> list[str]:
    ten, one = board.figure("signed-10"), board.figure("signed-1")
    event, grown = board.figure("event-amount"), board.figure("event-growth")
    fair = event.fair.name if event.fair else "重点节会"
    park, invested = board.figure("industrial-signed"), board.figure("industrial-investment")
    return [
        f"10亿元以上{ten.text}　1亿元以上{one.text}",
        f"{fair}{board.figure('event-count').text}、{event.text}",
        f"比上届{'增长' if grown.value and grown.value > 0 else ''}{grown.text}",
        f"园区工业签约{park.cell}个，总投资{invested.text}",
    ]


def _completion(board: Board) -> Number:
    completion, pace = board.figure("arrival-completion"), board.figure("pace")
    if completion.value is None:
        return Number("任务完成率", "--", "", completion.text)
    return Number("任务完成率", completion.cell, "%", pace.text, _state(pace))


def _rate(board: Board) -> Number:
    rate = board.figure("arrival-rate-2y")
    parts = f"{plain(yi(rate.over))} ÷ {plain(yi(rate.under or ZERO))}亿元"
    return Number("近两年资金到位率", rate.cell, "%" if rate.value is not None else "", parts)


def _attribute(rate: Decimal | None) -> str:
    """A plain fraction as a length: 0% to 100%."""
    return f"{plain(half_up(min(max(rate or ZERO, ZERO), Decimal(1)) * 100, 2))}%"


def _share(value: Decimal, longest: Decimal) -> str:
    return _attribute(value / longest if longest > 0 else ZERO)


def _bars(board: Board, slug: Which, cut: str, *, money: bool) -> list[Bar]:
    found = board.by(slug, cut)
    longest = max((figure.over for figure in found.values()), default=ZERO)
    return [
        Bar(group.label, figure.cell if money else figure.text, _share(figure.over, longest))
        for group, figure in found.items()
        if figure.over
    ]


def _sectors(board: Board) -> list[Bar]:
    """The largest first: sectors have no official order and are no holders."""
    found, changes = board.by("arrived", "sector"), board.by("arrived-increase", "sector")
    longest = max((figure.over for figure in found.values()), default=ZERO)
    ordered = sorted(found.items(), key=lambda pair: -pair[1].over)
    return [
        Bar(group.label, figure.cell, _share(figure.over, longest), changes[group].cell, _state(changes[group]))
        for group, figure in ordered
    ][:9]


def _funnel(board: Board) -> list[Bar]:
    figures = [(board.figure(slug), label) for slug, label in FUNNEL]
    longest = max(figure.over for figure, _ in figures)
    signed_count = board.figure("signed-count").over
    bars = []
    for figure, label in figures:
        is_part = figure.slug in {"funded-count", "invested-count"} and signed_count
        note = f"{grouped(percent(figure.over / signed_count), 1)}%" if is_part else ""
        bars.append(Bar(label, figure.cell, _share(figure.over, longest), note))
    return bars


def _service(board: Board) -> list[Number]:
    closing = board.figure("closing-rate")
    numbers = []
    for slug, label in SERVICE:
        figure = board.figure(slug)
        word = f"{label}，办结率{closing.text}" if slug == "tickets-closed" else label
        numbers.append(Number(word, figure.cell, figure.indicator.unit))
    return numbers


def _months(now: dict[Group, Figure], before: dict[Group, Figure]) -> list[tuple[str, Bar, Bar]]:
    longest = max((figure.over for figure in (*now.values(), *before.values())), default=ZERO)

    def bar(group: Group, figure: Figure) -> Bar:
        return Bar(group.label, figure.cell, _share(figure.over, longest))

    return [(group.label, bar(group, figure), bar(group, before[group])) for group, figure in now.items()]


def _tasks(board: Board) -> list[TaskLine]:
    """Each kind that the county has a task of."""
    share = _attribute(board.scope.calendar.share_of_year(board.scope.on))
    lines = []
    for kind, own in KIND_FIGURES.items():
        task = board.figure(own.task)
        if not task.over:
            continue
        done, completion, pace = (board.figure(slug) for slug in (own.done, own.completion, own.pace))
        label = TASK_KINDS[kind].label
        lines.append(TaskLine(label, task.text, done.text, f"{completion.cell}%", _attribute(completion.rate), share, pace.light))
    return lines


def _tickets(board: Board) -> list[Bar]:
    """方面: registered and, behind it, closed."""
    found, closed = board.by("tickets", "category"), board.by("tickets-closed", "category")
    longest = max((figure.over for figure in found.values()), default=ZERO)
    return [
        Bar(group.label, figure.cell, _share(figure.over, longest), f"办结{closed[group].cell}")
        for group, figure in found.items()
        if figure.over
    ]


# --- The drawing -------------------------------------------------------------------------------------
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 300, 56, 740, 16, 262
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def _chart(board: Board, now: dict[Group, Figure], before: dict[Group, Figure]) -> Chart:
    """The plan line ends at the cut-off's 序时, not at the year's task: a county ahead of plan must not look behind (looks 8)."""
    totals, lasts = _running(list(now.values())), _running([before[group] for group in now])
    plans = _plans(board, list(now))
    values = [yi(figure.over) for figure in (*totals, *lasts)] + [yi(plan) for plan in plans]
    step = next((step for step in STEPS if step * 4 >= max(values, default=ZERO)), STEPS[-1])
    top = Decimal(step * 4)
    across = [_x(place, len(totals)) for place in range(len(totals))]
    points = [(x, _y(yi(figure.over), top)) for x, figure in zip(across, totals, strict=True)]
    names = [group.label for group in now]
    if names and not board.scope.calendar.is_month_end(board.scope.on):
        names[-1] = f"{board.scope.on:%m-%d}"
    return Chart(
        now=_line(points),
        before=_line([(x, _y(yi(figure.over), top)) for x, figure in zip(across, lasts, strict=True)]),
        plan=_line([(x, _y(yi(plan), top)) for x, plan in zip(across, plans, strict=False)]),
        area=_line([(across[0], BOTTOM), *points, (across[-1], BOTTOM)]) if points else "",
        dots=tuple(points),
        ticks=tuple((_y(Decimal(step * number), top), str(step * number)) for number in range(5)),
        labels=tuple(zip(across, names, strict=True)),
        table=tuple(
            (name, total.cell, last.cell, money_cell(plan, "亿元"))
            for name, total, last, plan in zip(names, totals, lasts, plans or [ZERO] * len(names), strict=True)
        ),
    )


def _running(figures: list[Figure]) -> list[Figure]:
    return [reduce(add, figures[: place + 1]) for place in range(len(figures))]


def _plans(board: Board, groups: list[Group]) -> list[Decimal]:
    """To be reached by each month's end and by the cut-off; none while no task is issued."""
    curve = curve_of(board)
    plans = [planned_wan(board, curve, int(group.key), is_total=True) for group in groups]
    return [plan for plan in plans if plan is not None]


def _x(place: int, count: int) -> int:
    return LEFT + 20 + (RIGHT - LEFT - 40) * place // max(count - 1, 1)


def _y(value: Decimal, top: Decimal) -> int:
    return BOTTOM - int((BOTTOM - TOP) * max(value, ZERO) / top)


def _line(points: list[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
