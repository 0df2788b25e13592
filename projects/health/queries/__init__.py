"""数据体检: the standing list of computed checks (handbook 10 and 5.3), as data. A finding never blocks anything.

Handbook 10.9 (a rate that is not its numerator by its denominator) is `rates_differ`: no import and no form takes a typed 完成率 or
到位率, those are always computed, so the only rate anybody types is the 中间价 of foreign money; that amount × rate is the claim is
refused at filing (funding/actions/currency.py), that it is the day's one is asked here. Every check reads the rows that the person may see;
county-wide ones (tasks, parks, the base of 同比) are shown to those who see the county. The number of queries does not depend on the rows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from projects.core import clock
from projects.funding.models import CheckAnswer
from projects.health.choices import ASK, MUST, NOTE, PROJECT, Finding, Link
from projects.health.queries import others, projects
from projects.health.queries.facts import Facts
from projects.organisations.models import User

CLAIM = Link("申报", "claim")
TASKS = Link("任务调度", "tasks", with_page=False)


@dataclass(frozen=True)
class Check:
    """`page`: where a row's name leads; `action`: the one thing to do about it."""

    code: str
    label: str
    rule: str
    severity: str
    find: Callable[[Facts], Iterator[Finding]]
    page: Link | None
    action: Link


CHECKS: dict[str, Check] = {
    check.code: check
    for check in (
        Check(
            "over_total",
            "累计到位超过总投资",
            "累计到位（各类资金来源）大于总投资",
            MUST,
            projects.over_total,
            PROJECT,
            Link("核对到位明细", "project_detail"),
        ),
        Check(
            "over_signed",
            "累计到位超过签约额",
            "累计到位大于签约额（含增资）",
            ASK,
            projects.over_signed,
            PROJECT,
            Link("补登增资", "paper_new"),
        ),
        Check(
            "without_evidence",
            "没有佐证材料",
            "已核定计数的没有佐证，或待补佐证已过补交日期",
            MUST,
            others.without_evidence,
            CLAIM,
            Link("补交佐证", "claim"),
        ),
        Check(
            "late_rows",
            "到账月份与统计月不同",
            "到账日期早于入账统计月（补录、更正）",
            NOTE,
            others.late_rows,
            PROJECT,
            Link("核对补录原因", "project_detail"),
        ),
        Check(
            "without_registration",
            "有到位资金而未注册备案",
            "阶段为“已签约”，累计到位大于0，没有登记注册备案",
            ASK,
            projects.money_without_registration,
            PROJECT,
            Link("登记注册备案", "milestone_new"),
        ),
        Check(
            "unstarted",
            "签约1年以上未开工",
            "签约满12个月，没有登记开工",
            ASK,
            projects.unstarted,
            PROJECT,
            Link("登记开工", "milestone_new"),
        ),
        Check(
            "idle",
            "开工后连续3个月无到位资金",
            "在建项目，最近一笔到账（没有的按开工时间）距今超过3个月，且未完成投资",
            ASK,
            projects.idle,
            PROJECT,
            Link("申报到位资金", "claim_new", with_page=False),
        ),
        Check(
            "slow",
            "开工半年以上到位资金低于15%",
            "在建项目，开工满6个月，累计到位低于签约额的15%",
            ASK,
            projects.slow,
            PROJECT,
            Link("申报到位资金", "claim_new", with_page=False),
        ),
        Check(
            "ahead_of_money",
            "到位资金与形象进度不符",
            "已投产、达产或完成投资，累计到位低于签约额的50%",
            ASK,
            projects.ahead_of_money,
            PROJECT,
            Link("核对节点", "project_detail"),
        ),
        Check(
            "alike",
            "疑似重复项目",
            "名称相近（签约相隔一年以上的须几乎相同；同一投资方的从宽），且没有登记为一期、二期",
            ASK,
            projects.alike,
            PROJECT,
            Link("核对项目资料", "project_detail"),
        ),
        Check(
            "same_code",
            "项目代码重复",
            "两个项目的项目代码相同",
            MUST,
            projects.same_code,
            PROJECT,
            Link("核对项目代码", "project_detail"),
        ),
        Check(
            "shares",
            "业绩归属合计不是100%",
            "同一维度现行归属比例之和不等于100%",
            ASK,
            projects.shares_not_whole,
            PROJECT,
            Link("核对业绩归属", "project_detail"),
        ),
        Check(
            "task_split",
            "任务分解与全县任务不等",
            "各维度下达数之和不等于全县任务（没有分解的维度不查）",
            NOTE,
            others.task_split,
            TASKS,
            Link("核对任务", "tasks", with_page=False),
        ),
        Check(
            "negative_month",
            "月度到位为负",
            "某项目某月到位合计小于0",
            NOTE,
            others.negative_months,
            PROJECT,
            Link("核对冲销和撤资", "project_detail"),
        ),
        Check(
            "typed_in_yi",
            "疑似把亿元填成万元",
            "签约额1亿元以上的项目，待核定的申报不到100万元",
            ASK,
            others.typed_in_yi,
            CLAIM,
            Link("核对申报数", "claim"),
        ),
        Check(
            "rates_differ",
            "同日外币中间价不一致",
            "同一币种、同一到账日期填了不同的中间价（当日中间价只有一个；折合数在申报时已核对，完成率、到位率由系统计算，不存在填错）",
            ASK,
            others.rates_differ,
            CLAIM,
            Link("核对当日中间价", "claim"),
        ),
        Check(
            "units_mixed",
            "总投资与签约额相差悬殊",
            "总投资与签约额相差100倍以上",
            MUST,
            projects.units_mixed,
            PROJECT,
            Link("核对总投资", "project_detail"),
        ),
        Check(
            "standstill",
            "3个月没有进展",
            "已签约、前期、在建项目，3个月没有任何登记",
            ASK,
            projects.standstill,
            PROJECT,
            Link("登记节点", "milestone_new"),
        ),
        Check(
            "stale_talks",
            "在谈6个月没有进展",
            "在谈项目，6个月没有任何登记，建议移出",
            NOTE,
            projects.stale_talks,
            PROJECT,
            Link("登记签约文本", "paper_new"),
        ),
        Check(
            "parks",
            "入园企业状态与项目不符",
            "入园企业 = 投产运营 + 正在建设，状态应与其项目阶段一致",
            ASK,
            others.parks,
            None,
            Link("核对项目台账", "project_list", with_page=False),
        ),
        Check(
            "empty_posts",
            "任务所在职务无人任职",
            "县级领导岗位有本年任务，任职人已离任，没有人接任",
            MUST,
            others.posts_without_people,
            TASKS,
            Link("调整任务", "task_new", with_page=False),
        ),
        Check(
            "reopened",
            "诉求重办未再办结",
            "企业要求重办、还没有再次办结销号",
            ASK,
            others.reopened_tickets,
            Link("诉求", "ticket"),
            Link("办理诉求", "ticket"),
        ),
        Check(
            "disputed",
            "企业对到位资金有异议",
            "企业凭链接回答“有出入”的到位记录（账面不因此改变）",
            ASK,
            others.disputed,
            PROJECT,
            Link("核对到位明细", "project_detail"),
        ),
        Check(
            "no_base",
            "同比没有基数",
            "上年同期没有省外到位资金",
            NOTE,
            others.no_base,
            None,
            Link("核对统计月", "claims", with_page=False),
        ),
    )
}


@dataclass(frozen=True)
class Result:
    """`answered`: findings that somebody looked at, with what was said."""

    check: Check
    open: list[Finding]
    answered: list[tuple[Finding, CheckAnswer]]


def examine(user: User, on: date | None = None) -> list[Result]:
    """Every check that found something, in the order of the list."""
    facts = Facts(user, on or clock.today())
    answers = {(row.check_code, row.target): row for row in _answers(user)}
    results = [_result(check, list(check.find(facts)), answers) for check in CHECKS.values()]
    return [result for result in results if result.open or result.answered]


def _answers(user: User) -> Iterator[CheckAnswer]:
    return CheckAnswer.objects.filter(county_id=user.county_id).select_related("answered_by").iterator()


def _result(check: Check, found: list[Finding], answers: dict[tuple[str, str], CheckAnswer]) -> Result:
    said = [(finding, answers[check.code, finding.target]) for finding in found if (check.code, finding.target) in answers]
    return Result(check, [finding for finding in found if (check.code, finding.target) not in answers], said)


def open_findings(user: User, code: str) -> list[Finding]:
    """What one check finds today and nobody has answered yet."""
    check = CHECKS[code]
    answers = {(row.check_code, row.target): row for row in _answers(user)}
    return _result(check, list(check.find(Facts(user, clock.today()))), answers).open


def finding_of(user: User, code: str, target: str) -> Finding | None:
    """None when the check is unknown, or the row is out of sight or in order by now."""
    check = CHECKS.get(code)
    found = check.find(Facts(user, clock.today())) if check else iter(())
    return next((finding for finding in found if finding.target == target), None)
