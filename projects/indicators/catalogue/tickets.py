"""企业诉求: registered, closed, closing rate (article-figures 4)."""

from django.db.models import Q

from projects.indicators.catalogue import cuts
from projects.indicators.definition import YEAR, Cut, Fact, Indicator, Measure, Part, Rows, Scope
from projects.indicators.formulas import COUNT, RATE_DOWN
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import User
from projects.services.access import ticket_visible_q
from projects.services.flow import STATES, STEPS
from projects.services.models import Ticket

CLOSING = tuple(step.value for step in STEPS.values() if step.to and STATES[step.to].is_closed)
LEAVING = tuple(step.value for step in STEPS.values() if step.to and STATES[step.to].leaves_base)


def ticket_rows(scope: Scope) -> Rows:
    """As each stood at the end of the day: a ticket without a step by then was not registered yet."""
    rows: Rows = Ticket.objects.in_county(scope.county.pk).standing_on(scope.on, scope.known)
    return rows.filter(last_step__isnull=False)


def seen_tickets(rows: Rows, user: User) -> Rows:
    return rows.filter(ticket_visible_q(user))


TICKETS = Fact(
    "tickets",
    "企业诉求",
    ticket_rows,
    date="registered_on",
    measures={"count": Measure("条")},
    filters={"closed": Q(last_step__in=CLOSING), "valid": ~Q(last_step__in=LEAVING)},
    cuts=cuts.table(
        *(Cut(item.value, "牵头单位", "lead_unit", kind=item.value) for item in DIMENSIONS),
        Cut("category", "诉求类别", "category", members=cuts.categories),
        cuts.by_calendar_month("registered_on"),
    ),
    seen=seen_tickets,
    project="project",
    by_stat_month=False,
)

BOOK = "企业诉求登记与办理步骤"
REGISTERED = Part("tickets", "count", YEAR)
CLOSED = Part("tickets", "count", YEAR, ("closed",))

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
        under=Part("tickets", "count", YEAR, ("valid",)),
        means="本年登记且已办结（销号）的条数 ÷（本年登记 − 不予受理 − 合并）；取整数百分比，有一条未办结即不到100%",
        excludes="不予受理、合并的不在分母；上年结转的另列",
        basis=BOOK,
    ),
)
