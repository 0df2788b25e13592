"""到位计划 of a project, month by month; a later one replaces the earlier one, which stays in the book."""

from collections.abc import Sequence
from decimal import Decimal

from projects.access.choices import FILE_CLAIM
from projects.access.permissions import require
from projects.audit.actions import action, keep_in_entry
from projects.books.actions import lock_book
from projects.core import clock
from projects.core.errors import Gathered, Refused, Stale
from projects.core.locking import locked
from projects.core.units import MAX_WAN, plain
from projects.funding.models import MoneyPlan
from projects.funding.queries.plans import money_plan_version
from projects.months.queries import stat_calendar
from projects.organisations.models import User
from projects.signing.actions import must_see
from projects.signing.models import Project, Signing

MONTHS = 12


@action("set_money_plan")
def set_money_plan(
    *, by: User, project: Project, year: int, months: Sequence[Decimal], reason: str = "", version: int | None = None
) -> MoneyPlan:
    """万元 of 省外 and 境外 money planned in each of the twelve months, of this 统计年度 or the next; none of them takes the plan back.
    Raises Stale when somebody planned since `version` (money_plan_version), Refused when nothing differs."""
    require(by, FILE_CLAIM)
    must_see(by, project)
    this = stat_calendar().year_of(clock.today())
    if year not in (this, this + 1):
        raise Refused(f"到位计划只排{this}年和{this + 1}年的，请重新选择年度", field="year")
    _check(project, months)
    locked(project)
    if version is not None and money_plan_version(project, year) != version:
        raise Stale(f"{project}{year}年的到位计划在您打开页面之后被别人改过，请核对后再提交")
    earlier = MoneyPlan.objects.of([project], year).first()
    _must_differ(earlier, months, reason)
    place = lock_book(MoneyPlan, project.county_id)
    plan = MoneyPlan.objects.create(
        county_id=project.county_id,
        project=project,
        year=year,
        months_wan=list(months),
        reason=reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    keep_in_entry(year=year, total_wan=plain(plan.total_wan))
    return plan


def _check(project: Project, months: Sequence[Decimal]) -> None:
    found = Gathered()
    if not Signing.objects.standing().contracts().filter(project=project).exists():
        raise Refused("项目尚无已确认的正式合同，不能排到位计划")
    if months and len(months) != MONTHS:
        raise Refused("请填写12个月的计划到位，没有的月份填0或留空")
    for number, amount in enumerate(months, start=1):
        found.unless(0 <= amount < MAX_WAN, f"{number}月的计划到位应不小于0", field=f"month-{number}")
    found.settle()
    if months and not any(months):
        raise Refused("各月计划到位都是0；要撤回计划请把12个月全部留空", field="month-1")


def _must_differ(earlier: MoneyPlan | None, months: Sequence[Decimal], reason: str) -> None:
    before = list(earlier.months_wan) if earlier else []
    if before == list(months):
        raise Refused("到位计划没有变化，不需要保存" if before else "请至少填写一个月的计划到位", field="month-1")
    if earlier and not reason.strip():
        raise Refused("已有到位计划，调整请写明原因", field="reason")
