"""周调度 (definitions 3.6, 3.10): the week's signings and arrivals, what is overdue, and who has not reported, with telephones."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from projects.core import clock
from projects.core.units import money_cell
from projects.funding.queries.reporting import not_reported, reporting
from projects.indicators.board import Board
from projects.indicators.catalogue import FACTS
from projects.indicators.definition import Figure, Rows
from projects.indicators.scopes import query_of
from projects.months.models import Month
from projects.organisations.models import Tenure, Unit, User
from projects.services.queries import WorkCalendar

FILING = ("filing_clerk", "park_clerk")


@dataclass(frozen=True)
class Late:
    """`ticket` with `due_on`, the deadline in force."""

    ticket: Any
    workdays: int

    @property
    def text(self) -> str:
        return f"{self.ticket.lead_unit or '未交办'}“{self.ticket.title}”超期{self.workdays}个工作日"


@dataclass(frozen=True)
class Missing:
    """A unit that owes the month's report: its telephone and those of who file for it."""

    unit: Unit
    people: tuple[tuple[str, str], ...]

    @property
    def phones(self) -> str:
        found = [f"{name}{phone}" for name, phone in self.people if phone]
        return "、".join(found or ([self.unit.phone] if self.unit.phone else ["没有登记电话"]))


@dataclass(frozen=True)
class Week:
    """`hidden_…`: rows that the figure counts and the person may not see."""

    board: Board
    starts_on: date
    on: date
    signed_count: Figure
    signed_amount: Figure
    arrived: Figure
    signings: list[Any]
    arrivals: list[Any]
    hidden_signings: int
    hidden_arrivals: int
    overdue: Figure
    late: list[Late]
    hidden_late: int
    month: Month | None
    reports: str
    missing: list[Missing]

    @property
    def query(self) -> str:
        return query_of(self.board.scope)

    @property
    def title(self) -> str:
        return f"{self.starts_on.month}月{self.starts_on.day}日至{self.on.month}月{self.on.day}日"

    @property
    def text(self) -> str:
        """For a chat group: plain lines, no names of persons."""
        lines = [
            f"【招商引资周调度】{self.starts_on.year}年{self.title}",
            f"一、签约：{self.signed_count.text}、{self.signed_amount.text}{_list(_signed_line(row) for row in self.signings)}",
            f"二、到位：省外到位资金{self.arrived.text}，{len(self.arrivals)}笔；{self._year()}",
            f"三、诉求：超期未办结{self.overdue.text}{_list(late.text for late in self.late)}",
        ]
        if self.month:
            names = "、".join(str(each.unit) for each in self.missing)
            lines.append(f"四、{self.month}报表：{self.reports}，" + (f"未报：{names}" if names else "已全部报送"))
        return "\n".join(lines)

    def _year(self) -> str:
        board = self.board
        completion, pace = board.figure("arrival-completion"), board.figure("pace")
        tail = completion.text if completion.value is None else f"完成全年任务的{completion.text}，{pace.text}"
        return f"今年累计{board.figure('arrived').text}，{tail}"

    @property
    def chase_text(self) -> str:
        """催报名单."""
        if not self.month:
            return "没有需要报送的统计月"
        lines = [f"{each.unit}：{each.phones}" for each in self.missing]
        return "\n".join([f"【催报】{self.month}到位资金报表，{self.reports}，未报{len(lines)}个单位：", *lines])


def _signed_line(row: Any) -> str:
    word = "冲销" if row.reverses_id else ""
    return f"{word}{row.project}（{row.project.department}，{money_cell(row.amount_wan)}万元）"


def _list(lines: Iterable[str]) -> str:
    found = list(lines)
    return f"。{'；'.join(found)}" if found else ""


def week_of(board: Board, user: User) -> Week:
    """From Monday to the board's day. Σ of the rows (and those out of sight) is the figure."""
    on = board.scope.on
    signings, arrivals = board.rows("signed-amount-week"), board.rows("arrived-week")
    seen_signings, seen_arrivals = _seen("signings", signings, user), _seen("arrivals", arrivals, user)
    overdue = board.rows("tickets-overdue")
    late = late_tickets(overdue, user, on)
    month = _reporting_month(board, on)
    return Week(
        board=board,
        starts_on=on - timedelta(days=on.weekday()),
        on=on,
        signed_count=board.figure("signed-count-week"),
        signed_amount=board.figure("signed-amount-week"),
        arrived=board.figure("arrived-week"),
        signings=seen_signings,
        arrivals=seen_arrivals,
        hidden_signings=signings.count() - len(seen_signings),
        hidden_arrivals=arrivals.count() - len(seen_arrivals),
        overdue=board.figure("tickets-overdue"),
        late=late,
        hidden_late=overdue.count() - len(late),
        month=month,
        reports=reporting(month).text if month else "",
        missing=missing_of(month) if month else [],
    )


def _seen(fact: str, rows: Rows, user: User) -> list[Any]:
    return list(FACTS[fact].seen(rows, user).select_related("project__department").order_by("counts_on", "pk"))


def _reporting_month(board: Board, on: date) -> Month | None:
    """The oldest open month: what is owed first."""
    return next((month for month in board.open_months if month.starts_on <= on), None)


def late_tickets(overdue: Rows, user: User, on: date) -> list[Late]:
    """Those of the figure that the person sees; the oldest deadline first."""
    tickets = list(FACTS["handling"].seen(overdue, user).select_related("lead_unit", "enterprise").order_by("due_on", "pk"))
    calendar = WorkCalendar([on, *(ticket.due_on for ticket in tickets)])
    return [Late(ticket, calendar.between(ticket.due_on, on)) for ticket in tickets]


def missing_of(month: Month) -> list[Missing]:
    """In official order. Two queries."""
    units = list(not_reported(month).order_by("seq", "id"))
    people: dict[int, list[tuple[str, str]]] = defaultdict(list)
    posts = Tenure.objects.on(clock.today()).filter(unit__in=units, role__in=FILING, user__is_active=True)
    for tenure in posts.select_related("user").order_by("user__display_name"):
        people[tenure.unit_id].append((tenure.user.display_name, tenure.user.phone))
    return [Missing(unit, tuple(people[unit.pk])) for unit in units]
