"""疑点: what is computed about a line when it is filed. A question is never a block; whoever files or verifies answers it with a sentence.

A line is compared with the other lines of its county, with its project's book, and with what waits for the bureau. Everything the tests
below ask is read once for the whole set of lines: the number of queries does not depend on how many lines there are.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, Subquery, Sum

from projects.core.periods import month_end
from projects.core.units import exact, plain
from projects.funding.choices import SUBMITTED, VOIDED, WITHDRAWAL, WITHDRAWN
from projects.funding.models import Arrival, ClaimLine, Evidence, Question
from projects.signing.models import Milestone, Project, Signing
from projects.signing.stages import REGISTERED

ROUND_WAN = Decimal(100)
"""月末整数: a whole multiple of so many 万元 …"""
LAST_DAYS = 3
"""… on one of so many last days of a calendar month, and no less than all else the project got in that month."""
TIMES = Decimal(10)
"""×10: at least so many times what the project got in the calendar month before (nothing then: no question)."""
OUT_DAYS = 30
OUT_SHARE = Decimal("0.5")
"""即进即出: 撤资 of at least this share of the line, at most so many days before or after it."""

Details = dict[str, str]


@dataclass(frozen=True)
class QuestionKind:
    """`sentence` is filled from the details that were kept; it names what was found and what to do about it."""

    code: str
    label: str
    sentence: str
    find: "Callable[[ClaimLine, Reading], Details | None]"


@dataclass(frozen=True)
class Found:
    line: ClaimLine
    code: str
    details: Details


@dataclass
class Reading:
    """What the tests compare with; keys are numbers of lines and of projects."""

    papers: dict[int, set[str]] = field(default_factory=dict)
    same_paper: dict[str, list[ClaimLine]] = field(default_factory=dict)
    twins: list[ClaimLine] = field(default_factory=list)
    book: dict[int, list[Arrival]] = field(default_factory=dict)
    waiting: dict[int, list[ClaimLine]] = field(default_factory=dict)
    projects: dict[int, Any] = field(default_factory=dict)
    registered: dict[int, date] = field(default_factory=dict)

    def received(self, project_id: int, start: date, end: date) -> Decimal:
        """In the book by the papers' dates, 撤资 left out: its negative row would hide the money."""
        rows = self.book.get(project_id, [])
        return sum((row.amount_wan for row in rows if row.kind != WITHDRAWAL and start <= row.arrived_on <= end), Decimal(0))

    def cumulative(self, line: ClaimLine) -> Decimal:
        """Counted so far, and what waits for the bureau up to and with this line."""
        booked = sum((row.amount_wan for row in self.book.get(line.claim.project_id, [])), Decimal(0))
        before = (row.claimed_wan for row in self.waiting.get(line.claim.project_id, []) if row.pk < line.pk)
        total: Decimal = booked + sum(before, Decimal(0)) + line.claimed_wan
        return total


# --- Reading ------------------------------------------------------------------------------------------


def read_for(lines: Sequence[ClaimLine]) -> Reading:
    """Seven queries for any number of lines of one county; `claim` should be read with the lines."""
    projects = {line.claim.project_id for line in lines}
    reading = Reading()
    for line_id, sha256 in Evidence.objects.filter(line__in=lines).values_list("line_id", "stored__sha256"):
        reading.papers.setdefault(line_id, set()).add(sha256)
    _read_papers(reading, lines)
    reading.twins = _twins(lines)
    for row in Arrival.objects.filter(project__in=projects):
        reading.book.setdefault(row.project_id, []).append(row)
    for waiting in ClaimLine.objects.filter(claim__project__in=projects, claim__state=SUBMITTED).select_related("claim"):
        reading.waiting.setdefault(waiting.claim.project_id, []).append(waiting)
    signed = Signing.objects.standing().amounts().filter(project=OuterRef("pk")).order_by().values("project")
    limits = Project.objects.filter(pk__in=projects).annotate(
        signed_wan=Subquery(signed.annotate(total=Sum("amount_wan")).values("total"))
    )
    reading.projects = {project.pk: project for project in limits.only("pk", "total_investment_wan")}
    reached = Milestone.objects.actual().filter(project__in=projects, kind=REGISTERED)
    reading.registered = dict(reached.values_list("project_id", "happened_on"))
    return reading


def _others(lines: Sequence[ClaimLine]) -> Any:
    """Lines that say something: of this county, neither voided nor withdrawn."""
    county_id = lines[0].claim.county_id if lines else 0
    rows = ClaimLine.objects.filter(claim__county_id=county_id).exclude(claim__state__in=(VOIDED, WITHDRAWN))
    return rows.select_related("claim__project", "claim__month").order_by("pk")


def _read_papers(reading: Reading, lines: Sequence[ClaimLine]) -> None:
    wanted = set().union(*reading.papers.values()) if reading.papers else set()
    rows = (
        Evidence.objects.filter(stored__sha256__in=wanted, line__in=_others(lines).order_by().values("pk"))
        .select_related("line__claim__project", "line__claim__month", "stored")
        .order_by("line_id")
    )
    for row in rows:
        reading.same_paper.setdefault(row.stored.sha256, []).append(row.line)


def _twins(lines: Sequence[ClaimLine]) -> list[ClaimLine]:
    vouchers = {line.voucher_number for line in lines if line.voucher_number}
    same_day = Q(arrived_on__in={line.arrived_on for line in lines}, claimed_wan__in={line.claimed_wan for line in lines})
    return list(_others(lines).filter(Q(voucher_number__in=vouchers) | same_day))


# --- The tests ----------------------------------------------------------------------------------------


def _twin_details(other: ClaimLine) -> Details:
    return {"claim": str(other.claim_id), "where": f"“{other.claim}”第{other.number}笔"}


def _same_file(line: ClaimLine, reading: Reading) -> Details | None:
    """In another claim: one slip may well prove two lines of one claim (合资)."""
    for sha256 in sorted(reading.papers.get(line.pk, ())):
        for other in reading.same_paper.get(sha256, []):
            if other.claim_id != line.claim_id:
                return _twin_details(other)
    return None


def _same_voucher(line: ClaimLine, reading: Reading) -> Details | None:
    """In another claim, for the same reason."""
    for other in reading.twins:
        if line.voucher_number and other.voucher_number == line.voucher_number and other.claim_id != line.claim_id:
            return _twin_details(other) | {"voucher": line.voucher_number}
    return None


def _same_money(line: ClaimLine, reading: Reading) -> Details | None:
    """Amount, date and payer; without a payer only within one project. The parts of a joint venture are no twins."""
    for other in reading.twins:
        is_same = (other.claimed_wan, other.arrived_on, other.payer) == (line.claimed_wan, line.arrived_on, line.payer)
        is_near = bool(line.payer) or other.claim.project_id == line.claim.project_id
        is_partner = other.claim_id == line.claim_id and other.source_tier != line.source_tier
        if other.pk != line.pk and is_same and is_near and not is_partner:
            return _twin_details(other) | {"amount": plain(line.claimed_wan), "day": line.arrived_on.isoformat()}
    return None


def _round_at_month_end(line: ClaimLine, reading: Reading) -> Details | None:
    last = month_end(line.arrived_on)
    if line.claimed_wan % ROUND_WAN or line.arrived_on <= last - timedelta(days=LAST_DAYS):
        return None
    others = reading.received(line.claim.project_id, line.arrived_on.replace(day=1), last)
    return {"amount": plain(line.claimed_wan), "others": plain(others)} if line.claimed_wan >= others else None


def _before_registration(line: ClaimLine, reading: Reading) -> Details | None:
    registered = reading.registered.get(line.claim.project_id)
    if registered is None or line.arrived_on >= registered:
        return None
    return {"day": line.arrived_on.isoformat(), "registered": registered.isoformat()}


def _over(line: ClaimLine, reading: Reading, limit: Decimal | None) -> Details | None:
    total = reading.cumulative(line)
    return {"total": plain(total), "limit": plain(limit)} if limit is not None and total > limit else None


def _over_signed(line: ClaimLine, reading: Reading) -> Details | None:
    return _over(line, reading, reading.projects[line.claim.project_id].signed_wan)


def _over_total(line: ClaimLine, reading: Reading) -> Details | None:
    return _over(line, reading, reading.projects[line.claim.project_id].total_investment_wan)


def _times_ten(line: ClaimLine, reading: Reading) -> Details | None:
    end = line.arrived_on.replace(day=1) - timedelta(days=1)
    before = reading.received(line.claim.project_id, end.replace(day=1), end)
    if before <= 0 or line.claimed_wan < before * TIMES:
        return None
    return {"amount": plain(line.claimed_wan), "before": plain(before)}


def _in_and_out(line: ClaimLine, reading: Reading) -> Details | None:
    for row in reading.book.get(line.claim.project_id, []):
        is_near = abs((row.arrived_on - line.arrived_on).days) <= OUT_DAYS
        if row.kind == WITHDRAWAL and row.amount_wan < 0 and is_near and -row.amount_wan >= line.claimed_wan * OUT_SHARE:
            return {"amount": plain(-row.amount_wan), "day": row.arrived_on.isoformat()}
    return None


def _as_cumulative(line: ClaimLine, reading: Reading) -> Details | None:
    """As much as all that came before, or more: a sum typed instead of what is new (uA06)."""
    before = reading.cumulative(line) - line.claimed_wan
    if before <= 0 or line.claimed_wan < before:
        return None
    return {"amount": plain(line.claimed_wan), "before": plain(before)}


QUESTIONS: dict[str, QuestionKind] = {
    kind.code: kind
    for kind in (
        QuestionKind("same_file", "佐证重复", "佐证材料与{where}的是同一个文件，请核对是否重复申报", _same_file),
        QuestionKind("same_voucher", "凭证号重复", "凭证号{voucher}已用于{where}，请核对凭证号或说明是否同一笔", _same_voucher),
        QuestionKind(
            "same_money",
            "疑似同一笔",
            "与{where}的申报数（{amount}万元）、到账日期（{day}）和付款单位都相同，请核对是否同一笔",
            _same_money,
        ),
        QuestionKind(
            "round_month_end",
            "月末整数",
            "月末3天内到账{amount}万元整，不小于该项目当月其他到位之和（{others}万元），请核对进账单原件",
            _round_at_month_end,
        ),
        QuestionKind(
            "before_registration",
            "早于注册备案",
            "到账日期{day}早于项目注册备案时间{registered}，请说明收款账户是谁的",
            _before_registration,
        ),
        QuestionKind("over_signed", "超签约额", "累计到位{total}万元超过签约额{limit}万元，请核对金额或补登增资", _over_signed),
        QuestionKind("over_total", "超总投资", "累计到位{total}万元超过总投资{limit}万元，请核对金额或总投资", _over_total),
        QuestionKind(
            "times_ten", "上月10倍", "本笔{amount}万元是上月到位{before}万元的10倍以上，请核对单位是否写成了元", _times_ten
        ),
        QuestionKind(
            "in_and_out", "即进即出", "前后30天内该项目撤资{amount}万元（{day}），请说明资金是否真实留在项目上", _in_and_out
        ),
    )
}


AT_FILING: dict[str, QuestionKind] = {
    "as_cumulative": QuestionKind(
        "as_cumulative",
        "疑似累计数",
        "本笔{amount}万元不小于此前累计{before}万元，请确认填的是本次新增而不是累计",
        _as_cumulative,
    )
}
"""Asked of whoever files at the screen; without an answer it is not kept for the verifier."""
SLIPS = ("times_ten", "over_signed", "over_total", *AT_FILING)
"""Slips of the hand: whoever files says a word about them before the claim goes to the bureau."""


def slips_in(lines: Sequence[ClaimLine]) -> list[Found]:
    """Questions of `SLIPS` about the lines."""
    kinds = [kind for code, kind in (QUESTIONS | AT_FILING).items() if code in SLIPS]
    reading = read_for(lines)
    asked = [(line, kind, kind.find(line, reading)) for line in lines for kind in kinds]
    return [Found(line, kind.code, details) for line, kind, details in asked if details is not None]


def questions_about(lines: Sequence[ClaimLine]) -> list[Found]:
    """Every question about the lines, in their order and in that of the list."""
    return list(_ask(lines, read_for(lines))) if lines else []


def _ask(lines: Sequence[ClaimLine], reading: Reading) -> Iterator[Found]:
    for line in lines:
        for kind in QUESTIONS.values():
            details = kind.find(line, reading)
            if details is not None:
                yield Found(line, kind.code, details)


def label_of(question: Question) -> str:
    kind = (QUESTIONS | AT_FILING).get(question.code)
    return kind.label if kind else question.code


AMOUNTS = {"amount", "others", "total", "limit", "before"}
"""Details in 万元, kept as plain decimals; the sentence prints them to the last digit with thousands commas."""


def sentence_of(question: Question) -> str:
    """As it was when it was asked. A code that is no longer asked shows by itself."""
    kind = (QUESTIONS | AT_FILING).get(question.code)
    said = {name: exact(Decimal(text)) if name in AMOUNTS else text for name, text in question.details.items()}
    return kind.sentence.format(**said) if kind else question.code
