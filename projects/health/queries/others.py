"""Checks of money rows, tasks, parks, posts and tickets."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from projects.core.units import exact, plain
from projects.funding.access import holder_visible_q
from projects.funding.choices import ARRIVED, CURRENCY_WORDS, FORMAL, PARTLY, SUBMITTED, VERIFIED, WITHDRAWAL
from projects.funding.models import Arrival, ClaimLine, Evidence, TaskEntry
from projects.health.choices import BIG_WAN, SMALL_WAN, Finding
from projects.health.queries.facts import ZERO, Facts
from projects.health.queries.projects import wan
from projects.months.queries import stat_calendar
from projects.organisations.choices import COUNTY, DIMENSIONS, LEADER
from projects.organisations.models import Tenure, Unit
from projects.parks.models import Tenancy
from projects.portal.models import ArrivalAnswer
from projects.services.models import Step, Ticket
from projects.signing.models import Project
from projects.signing.stages import FULL, PRODUCING


def _lines(facts: Facts, *states: str) -> QuerySet[ClaimLine]:
    seen = Project.objects.visible_to(facts.user).filter(pk=OuterRef("claim__project_id"))
    rows = ClaimLine.objects.filter(Exists(seen), claim__state__in=states).select_related("claim__project", "claim__month")
    return rows.order_by("claim_id", "number")


def without_evidence(facts: Facts) -> Iterator[Finding]:
    """Counted without a paper, or promised for a day that has passed."""
    papers = Evidence.objects.filter(line=OuterRef("pk"))
    counted = Q(claim__state__in=(VERIFIED, PARTLY), counted_wan__gt=0)
    overdue = Q(claim__state=SUBMITTED, evidence_due_on__lt=facts.on)
    for line in _lines(facts, SUBMITTED, VERIFIED, PARTLY).filter(~Exists(papers), counted | overdue):
        said = f"应在{line.evidence_due_on}前补交" if line.claim.state == SUBMITTED else "已核定计数"
        yield Finding(f"line:{line.pk}", str(line), f"{wan(line.claimed_wan)}没有佐证材料，{said}", line.claim_id)


def late_rows(facts: Facts) -> Iterator[Finding]:
    rows = Arrival.objects.visible_to(facts.user).standing().filter(arrived_on__lt=F("booked_in__starts_on"))
    for row in rows.counting_until(facts.on).select_related("project", "booked_in"):
        said = f"{wan(row.amount_wan)}，到账{row.arrived_on}，计入{row.booked_in}，原因：{row.late_reason or row.reason or '未写'}"
        yield Finding(f"arrival:{row.pk}", row.project.name, said, row.project_id)


def negative_months(facts: Facts) -> Iterator[Finding]:
    """A month of a project below zero: only a reversal of an earlier month or a 撤资 makes one."""
    names = {project.pk: project.name for project in facts.projects}
    for month in facts.months:
        if month.total < 0:
            target = f"month:{month.project_id}:{month.year}-{month.number}"
            text = f"{month.year}年{month.number}月到位合计{wan(month.total)}，为冲销以前月份或撤资"
            yield Finding(target, names[month.project_id], text, month.project_id)


def typed_in_yi(facts: Facts) -> Iterator[Finding]:
    """A small number in a big project: 亿元 may have been typed into a column of 万元. Until the bureau has decided."""
    signed = {project.pk: project.signed_wan for project in facts.projects}
    for line in _lines(facts, SUBMITTED).filter(claimed_wan__gt=0, claimed_wan__lt=SMALL_WAN):
        big = signed.get(line.claim.project_id) or ZERO
        if big >= BIG_WAN:
            text = f"申报{exact(line.claimed_wan)}万元，项目签约额{wan(big)}，是否把亿元填进了万元栏"
            yield Finding(f"line:{line.pk}", str(line), text, line.claim_id)


def rates_differ(facts: Facts) -> Iterator[Finding]:
    """中间价 is one number for a currency and a day: of two typed for the same day one is not the day's. Every line of the day is named."""
    typed: dict[tuple[str, date], list[ClaimLine]] = {}
    for line in _lines(facts, SUBMITTED, VERIFIED, PARTLY).filter(rate__isnull=False):
        typed.setdefault((line.currency, line.arrived_on), []).append(line)
    for (currency, day), lines in typed.items():
        rates = sorted({line.rate for line in lines if line.rate})
        if len(rates) > 1:
            said = "、".join(plain(rate) for rate in rates)
            for line in lines:
                text = f"{day}的{CURRENCY_WORDS.get(currency, currency)}中间价，本笔填{plain(line.rate or ZERO)}，当日各笔共填有{said}，至多一个正确"
                yield Finding(f"line:{line.pk}", str(line), text, line.claim_id)


def task_split(facts: Facts) -> Iterator[Finding]:
    if not facts.sees_county:
        return
    rows = TaskEntry.objects.in_county(facts.user.county_id).standing().for_year(facts.year)
    rows = rows.filter(kind=ARRIVED, level=FORMAL, issued_on__lte=facts.on).order_by()
    sums = dict(rows.values_list("unit__kind").annotate(total=Sum("amount")))
    whole = sums.get(COUNTY, ZERO)
    for dimension in DIMENSIONS:
        part = sums.get(dimension.value, ZERO)
        if part and part != whole:
            text = f"分解合计{wan(part)}，全县任务{wan(whole)}，差{wan(part - whole)}"
            yield Finding(f"task:{facts.year}:{dimension.value}", f"{facts.year}年{dimension.label}任务", text)


def parks(facts: Facts) -> Iterator[Finding]:
    """入园企业 = 投产运营 + 正在建设: each tenant's state is what its projects say."""
    if not facts.sees_county:
        return
    stages: dict[int, set[str]] = {}
    for project in facts.projects:
        stages.setdefault(project.investor_id, set()).add(project.stage)
    rows = Tenancy.objects.filter(park__county_id=facts.user.county_id, state__in=("building", "producing"))
    for tenancy in rows.select_related("park", "enterprise").order_by("park__seq", "pk"):
        found = stages.get(tenancy.enterprise_id)
        is_producing = bool(found and found & {PRODUCING, FULL})
        if found and is_producing != (tenancy.state == "producing"):
            said = "登记为正在建设，项目已投产" if is_producing else "登记为投产运营，项目还没有登记投产"
            yield Finding(f"tenancy:{tenancy.pk}", str(tenancy.enterprise), f"{tenancy.park}：{said}")


def posts_without_people(facts: Facts) -> Iterator[Finding]:
    """Tasks follow the post: when its holder left and nobody came, they are nobody's. A leader who never had an account is not meant."""
    tasks = TaskEntry.objects.standing().for_year(facts.year).filter(unit=OuterRef("pk"))
    ever = Tenure.objects.filter(unit=OuterRef("pk"))
    held = ever.on(facts.on).filter(user__is_active=True)
    for unit in Unit.objects.filter(holder_visible_q(facts.user), Exists(tasks), Exists(ever), ~Exists(held), kind=LEADER).order_by(
        "seq", "id"
    ):
        yield Finding(f"unit:{unit.pk}", str(unit), f"有{facts.year}年任务，任职人已离任，现在没有人任职")


def reopened_tickets(facts: Facts) -> Iterator[Finding]:
    """A ticket that had been closed counted as 办结 until it was taken up again; one that was only reported done never did."""
    steps = Step.objects.standing().filter(ticket=OuterRef("pk"))
    rows: Any = Ticket.objects.visible_to(facts.user).filter(Exists(steps.filter(kind="reopen"))).exclude(state="closed")
    for ticket in rows.annotate(was_closed=Exists(steps.filter(kind="close"))).order_by("registered_on", "number"):
        count = "曾办结销号，办结数相应减1件" if ticket.was_closed else "未曾销号，办结数不变"
        yield Finding(f"ticket:{ticket.pk}", str(ticket), f"企业要求重办，现为“{ticket.state_label}”；{count}", ticket.pk)


def disputed(facts: Facts) -> Iterator[Finding]:
    """What the enterprise's last answer about a booked amount says against it; reversed rows need no answer."""
    rows = ArrivalAnswer.objects.visible_to(facts.user).standing().select_related("arrival__project")
    latest = {row.arrival_id: row for row in rows.order_by("pk")}
    standing = set(Arrival.objects.counted_in().filter(pk__in=latest).values_list("pk", flat=True))
    for answer in latest.values():
        if answer.is_right or answer.arrival_id not in standing:
            continue
        row, own = answer.arrival, answer.amount_wan
        said = f"企业认为{wan(own)}" if own is not None else "企业未写金额"
        text = f"到账{row.arrived_on}的{wan(row.amount_wan)}，{said}{f'：{answer.note}' if answer.note else ''}"
        yield Finding(f"answer:{answer.pk}", row.project.name, text, row.project_id)


def no_base(facts: Facts) -> Iterator[Finding]:
    if not facts.sees_county:
        return
    span = stat_calendar().same_period_to(facts.on)
    rows = Arrival.objects.in_county(facts.user.county_id).outside().exclude(kind=WITHDRAWAL)
    total = rows.filter(counts_on__gte=span.start, counts_on__lte=span.end).aggregate(total=Sum("amount_wan"))["total"]
    if (total or Decimal(0)) <= 0:
        yield Finding(f"base:{span.end.year}", f"{span.end.year}年同期", f"截至{span.end}没有省外到位资金，同比显示为“—”")
