"""What stands beside 待办 on the 工作台: the figures of my unit, and the projects that I follow or looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from projects.access.permissions import sees_whole_county
from projects.core import clock, units
from projects.indicators.board import Board
from projects.indicators.definition import Figure, Scope
from projects.indicators.scopes import county_of, query_of
from projects.indicators.standing import Standing, standing
from projects.ledger.queries.columns import AsOf, with_columns
from projects.months.models import Month
from projects.organisations.models import User
from projects.signing.models import Follow, Project

SHOWN = 5
RECENT_KEY = "recent_projects"


def board_of(user: User, months: Sequence[Month]) -> Board:
    """Of the person's unit; of the county for its eyes, where the unit has no task of its own. The county's months are read already."""
    county = months[0].county if months else county_of(user)
    board = Board(Scope(county, clock.today(), unit=user.unit, opened=months))
    if sees_whole_county(user) and board.scope.holder and not board.figure("arrival-task").over:
        return Board(Scope(county, clock.today(), opened=months))
    return board


@dataclass(frozen=True)
class UnitStrip:
    """本部门到位资金: four figures, each opening its rows, and the meter under them."""

    title: str
    whose: str
    items: list[dict[str, Any]]
    meter: Decimal | None
    tick: Decimal
    rule: str
    standing: Standing | None
    gap_url: str = ""


def unit_strip(board: Board, reports: str | None = None, unit: str = "亿元") -> UnitStrip:
    """`reports`: 已报/应报 of the month, where the page has counted them; `unit`: that of the amounts, sentences keep 亿元."""
    scope = board.scope
    share = units.percent(scope.calendar.share_of_year(scope.on))
    completion = board.figure("arrival-completion")
    return UnitStrip(
        "本单位到位资金" if scope.holder else "全县到位资金",
        str(scope.holder or scope.county),
        [_task(board, unit), _arrived(board, unit), _completion(board), _gap(board, unit)],
        completion.value,
        share,
        f"竖线为{scope.calendar.share_of_year_rule(scope.on).replace('序时', f'序时进度{units.grouped(share, 2)}%（')}）",
        standing(board, reports=reports),
        reverse("ranking_gap", args=[scope.holder.pk]) if scope.holder else "",
    )


def _item(figure: Figure, label: str, note: str, state: str = "", unit: str = "%") -> dict[str, Any]:
    """`number` is empty where there is none (任务未下达). `unit`: of an amount, else %."""
    value = figure.value
    url = f"{reverse('figure_rows', args=[figure.slug])}?{query_of(figure.scope)}"
    number = None if value is None else figure.cell if unit == "%" else units.money_cell(figure.over, unit)
    return {"label": label, "number": number, "unit": unit if number else "", "note": note, "state": state, "url": url}


def _task(board: Board, unit: str) -> dict[str, Any]:
    task = board.figure("arrival-task")
    return _item(task, "年度任务", "下达数" if task.value is not None else task.text, unit=unit)


def _arrived(board: Board, unit: str) -> dict[str, Any]:
    growth, increase = board.figure("arrived-growth"), board.figure("arrived-increase")
    note = f"同比{increase.cell}，{growth.cell}%" if growth.value is not None else growth.text
    return _item(board.figure("arrived"), "本年累计到位", note, unit=unit)


def _completion(board: Board) -> dict[str, Any]:
    pace = board.figure("pace")
    state = "" if pace.number is None or pace.number == 0 else "is-good" if pace.number > 0 else "is-bad"
    return _item(board.figure("arrival-completion"), "完成率", pace.text, state)


def _gap(board: Board, unit: str) -> dict[str, Any]:
    task, gap = board.figure("arrival-task"), board.figure("task-gap")
    if task.value is None:
        return _item(task, "距年度任务", task.text, unit=unit)
    left = max(gap.over - (gap.under or Decimal(0)), Decimal(0))
    item = _item(gap, "距年度任务", f"本月到位{board.figure('arrived-month').cell}亿元", unit=unit)
    return item | {"number": units.money_cell(left, unit), "note": item["note"] if left else "已完成年度任务"}


@dataclass(frozen=True)
class OwnProjects:
    followed: list[Any]
    recent: list[Any]


def own_projects(user: User, recent: Sequence[int]) -> OwnProjects:
    """Followed and lately opened ones that the person may still see, in one query."""
    follows = Follow.objects.filter(user=user, project=OuterRef("pk"))
    latest = Follow.objects.filter(user=user).order_by("-since").values("project")[:SHOWN]
    visible = Project.objects.visible_to(user).with_stage().annotate(is_followed=Exists(follows))
    wanted = visible.filter(Q(pk__in=recent) | Q(pk__in=latest))
    rows: list[Any] = list(with_columns(wanted, ("arrived_year_wan",), AsOf(clock.today())))
    by_number = {row.pk: row for row in rows}
    return OwnProjects(
        [row for row in rows if row.is_followed][:SHOWN], [by_number[number] for number in recent if number in by_number][:SHOWN]
    )
