"""企业诉求: registered, closed, closing rate (article-figures 4); the other rates of definitions 1.7 and 1.8, and what stands behind them."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from projects.indicators.catalogue import cuts
from projects.indicators.definition import AS_OF, YEAR, Cut, Fact, Indicator, Measure, Part, Rows, Scope, Window
from projects.indicators.formulas import AVERAGE, COUNT, RATE_DOWN
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import User
from projects.services.access import ticket_visible_q
from projects.services.flow import SATISFIED, SOLVED, STATES, STEPS
from projects.services.models import Ticket, TicketQuerySet

CLOSING = tuple(step.value for step in STEPS.values() if step.to and STATES[step.to].is_closed)
LEAVING = tuple(step.value for step in STEPS.values() if step.to and STATES[step.to].leaves_base)

IS_CLOSED, VALID = Q(last_step__in=CLOSING), ~Q(last_step__in=LEAVING)


def ticket_rows(scope: Scope) -> TicketQuerySet:
    """As each stood at the end of the day: a ticket without a step by then was not registered yet."""
    rows: Any = Ticket.objects.in_county(scope.county.pk).standing_on(scope.on, scope.known)
    registered: TicketQuerySet = rows.filter(last_step__isnull=False)
    return registered


def seen_tickets(rows: Rows, user: User) -> Rows:
    return rows.filter(ticket_visible_q(user))


def handled_rows(scope: Scope) -> TicketQuerySet:
    """The same tickets with the way they went; `is_due`: a deadline that had passed by the end of the day, 不予受理 and 合并 left out."""
    rows = ticket_rows(scope).with_course(scope.on, scope.known)
    return rows.annotate(is_due=ExpressionWrapper(Q(due_on__lt=scope.on) & VALID, output_field=BooleanField()))


CUTS = cuts.table(
    *(Cut(item.value, "牵头单位", "lead_unit", kind=item.value) for item in DIMENSIONS),
    Cut("category", "诉求类别", "category", members=cuts.categories),
    Cut("source", "诉求来源", "source", members=cuts.sources),
    Cut("state", "办理状态", "last_state", members=cuts.states),
    Cut("cause", "诉求成因", "cause", members=cuts.causes),
    cuts.by_calendar_month("registered_on"),
)
SHOWN = {"closed": IS_CLOSED, "valid": VALID, "solved": IS_CLOSED & Q(last_outcome=SOLVED)}
TICKETS = Fact(
    "tickets",
    "企业诉求",
    ticket_rows,
    date="registered_on",
    measures={"count": Measure("条")},
    filters=SHOWN,
    cuts=CUTS,
    seen=seen_tickets,
    project="project",
    by_stat_month=False,
)
# A fact of its own: it looks at every step of every ticket, and the pages of the headline need none of that.
HANDLING = Fact(
    "handling",
    "企业诉求办理",
    handled_rows,
    date="registered_on",
    measures={"count": Measure("条"), "days": Measure("个工作日", "response_days")},
    filters=SHOWN
    | {
        "due": Q(is_due=True),
        "in_time": IS_CLOSED & Q(last_step_on__lte=F("due_on")),
        "extended": Q(is_extended=True),
        "open": ~IS_CLOSED,
        "satisfied": Q(evaluation=SATISFIED),
        "evaluated": Q(evaluation__isnull=False),
        "done": Q(was_done=True) & VALID,
        "reopened": Q(was_reopened=True),
        "unreached": IS_CLOSED & Q(is_unreached=True),
        "answered": Q(answered_on__isnull=False),
        "repeated": Q(is_repeated=True) & VALID,
        "carried": Q(stood_before_year__isnull=False) & ~Q(stood_before_year__in=CLOSING + LEAVING),
    },
    cuts=CUTS,
    seen=seen_tickets,
    project="project",
    by_stat_month=False,
)

BOOK = "企业诉求登记与办理步骤"
REGISTERED = Part("tickets", "count", YEAR)
CLOSED = Part("tickets", "count", YEAR, ("closed",))
VALID_PART = Part("tickets", "count", YEAR, ("valid",))


def _way(*only: str, measure: str = "count", window: Window = YEAR) -> Part:
    return Part("handling", measure, window, only)


INDICATORS = (
    Indicator(
        "tickets",
        "收集问题",
        "条",
        REGISTERED,
        COUNT,
        means="本年1月1日起登记的企业诉求条数（诉求按自然年）；单位的诉求按牵头单位计",
        excludes="上年结转的诉求另列",
        basis=BOOK,
        better=None,
    ),
    Indicator(
        "tickets-closed",
        "已协调解决",
        "条",
        CLOSED,
        COUNT,
        means="本年登记的企业诉求中，截至日期前已办结（销号）的条数，含已解决和解释说明",
        excludes="部门办结待回访的、重办未再销号的不计",
        basis=BOOK,
    ),
    Indicator(
        "closing-rate",
        "办结率",
        "%",
        CLOSED,
        RATE_DOWN,
        under=VALID_PART,
        means="本年登记且已办结（销号）的条数 ÷（本年登记 − 不予受理 − 合并）；取整数百分比，有一条未办结即不到100%",
        excludes="不予受理、合并的不在分母；上年结转的另列",
        basis=BOOK,
    ),
    Indicator(
        "solving-rate",
        "解决率",
        "%",
        Part("tickets", "count", YEAR, ("solved",)),
        RATE_DOWN,
        under=VALID_PART,
        means="本年登记、已办结（销号）且办理结果为“已解决”的条数 ÷（本年登记 − 不予受理 − 合并）；取整数百分比，只舍不入",
        excludes="以解释说明办结的不在分子；不予受理、合并的不在分母",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "on-time-rate",
        "按期办结率",
        "%",
        _way("due", "in_time"),
        RATE_DOWN,
        under=_way("due"),
        means="办结（销号）不晚于办结时限的条数 ÷ 办结时限已过的条数；批准的延期按延期后的时限，重办的按重办后的时限；取整数百分比，只舍不入",
        excludes="时限未到的、暂停计时的、不予受理和合并的不计",
        basis=BOOK,
        also="tickets-extended",
        listed=False,
    ),
    Indicator(
        "tickets-extended",
        "其中延期",
        "条",
        _way("due", "extended"),
        COUNT,
        means="办结时限已过的诉求中，最近一次交办或重办后批准过延期的条数",
        excludes="申请未批和不同意延期的不计",
        basis=BOOK,
        better=None,
        listed=False,
    ),
    Indicator(
        "satisfaction-rate",
        "满意率",
        "%",
        _way("satisfied"),
        RATE_DOWN,
        under=_way("evaluated"),
        means="最近一次评价为满意的条数 ÷ 有评价的条数；电话回访、链接评价同等；取整数百分比，只舍不入",
        excludes="未评价、未联系上的不在分子也不在分母，不视为满意",
        basis=BOOK,
        beside="evaluation-rate",
        listed=False,
    ),
    Indicator(
        "evaluation-rate",
        "评价率",
        "%",
        _way("done", "evaluated"),
        RATE_DOWN,
        under=_way("done"),
        means="有评价（满意或不满意）的条数 ÷ 部门办结过的条数；取整数百分比，只舍不入",
        excludes="还没有部门办结过的不计",
        basis=BOOK,
        listed=False,
    ),
    Indicator(
        "tickets-unreached",
        "未联系上",
        "条",
        _way("unreached"),
        COUNT,
        means="两次回访未接通、按未联系上办结的条数，单列",
        excludes="不计入满意",
        basis=BOOK,
        better="less",
        listed=False,
    ),
    Indicator(
        "tickets-reopened",
        "重办",
        "条",
        _way("reopened"),
        COUNT,
        means="本年登记的诉求中退回重办过的条数，重办几次都计1条",
        excludes="改由其他单位牵头的不是重办",
        basis=BOOK,
        better="less",
        listed=False,
    ),
    Indicator(
        "tickets-repeated",
        "重复提出",
        "条",
        _way("repeated"),
        COUNT,
        means="同一企业365天内就同一类别再次提出的条数（第二次起计）",
        excludes="不予受理、合并的不计",
        basis=BOOK,
        better="less",
        listed=False,
    ),
    Indicator(
        "first-response",
        "首次响应用时",
        "个工作日",
        _way("answered", measure="days"),
        AVERAGE,
        under=_way("answered"),
        means="从登记到首次受理（或不予受理、合并、交办）的工作日之和 ÷ 已响应的条数；当天响应为0",
        excludes="还没有响应的不计",
        basis=f"{BOOK}、工作日历",
        better="less",
        listed=False,
    ),
    Indicator(
        "tickets-overdue",
        "超期未办结",
        "条",
        _way("due", "open", window=AS_OF),
        COUNT,
        means="截至日期办结时限已过、还没有办结（销号）的条数，含上年登记的",
        excludes="暂停计时的、不予受理和合并的不计",
        basis=BOOK,
        better="less",
        listed=False,
    ),
    Indicator(
        "tickets-carried",
        "上年结转",
        "条",
        _way("carried", window=AS_OF),
        COUNT,
        means="上年及以前登记、年初还没有办结的条数",
        excludes="不计入本年登记和办结率",
        basis=BOOK,
        better=None,
        listed=False,
    ),
    Indicator(
        "tickets-carried-closed",
        "上年结转已办结",
        "条",
        _way("carried", "closed", window=AS_OF),
        COUNT,
        means="上年结转的诉求中，截至日期已办结（销号）的条数",
        excludes="不计入本年办结",
        basis=BOOK,
        listed=False,
    ),
)
