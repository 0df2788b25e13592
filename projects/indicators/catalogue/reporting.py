"""已报/应报: who owes a report for the month of the cut-off, and who has reported (definitions 2). As now: claims are no book."""

from django.db.models import DateField, Q, Value

from projects.funding.queries.reporting import reporting_units
from projects.indicators.catalogue import cuts
from projects.indicators.definition import MONTH, Cut, Fact, Indicator, Measure, Part, Rows, Scope
from projects.indicators.formulas import RATE_DOWN
from projects.organisations.choices import DIMENSIONS
from projects.organisations.models import Unit, User


def report_rows(scope: Scope) -> Rows:
    year, number = scope.calendar.month_of(scope.on)
    month = next((month for month in scope.months if (month.year, month.number) == (year, number)), None)
    if month is None:  # nobody owed one: the months had not begun
        return Unit.objects.none().annotate(due_on=Value(scope.on, DateField()), is_reported=Value(False))
    rows: Rows = reporting_units(month).annotate(due_on=Value(scope.on, DateField()))
    return rows


def seen_reports(rows: Rows, user: User) -> Rows:
    """Who has reported is known to all staff."""
    return rows


REPORTS = Fact(
    "reports",
    "应报单位",
    report_rows,
    date="due_on",
    measures={"count": Measure("个")},
    filters={"reported": Q(is_reported=True)},
    cuts=cuts.table(*(Cut(item.value, item.label, "pk", kind=item.value) for item in DIMENSIONS)),
    seen=seen_reports,
    as_known=False,
)
OWING = Part("reports", "count", MONTH)

INDICATORS = (
    Indicator(
        "reported-rate",
        "已报/应报",
        "%",
        Part("reports", "count", MONTH, ("reported",)),
        RATE_DOWN,
        under=OWING,
        means="截至日期所在统计月已申报或已零报告的单位数 ÷ 应报单位数；应报单位为有已签约、未达产也未终止项目的，或近12个月有申报的责任部门；"
        "取整数百分比，按现状（不受数据时点影响）",
        excludes="没有在办项目、近12个月也没有申报的单位不需要报",
        basis="到位资金申报与零报告",
        listed=False,
    ),
)
