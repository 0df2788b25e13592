"""Claims, corrections, months, shares and tasks in any order: what must hold after each step, and what the site knew then for ever."""

import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.db import transaction
from django.db.models import F, Sum
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from projects.core import clock
from projects.core.errors import Refused
from projects.core.units import ONE_HUNDRED
from projects.funding.actions import (
    Cut,
    Verdict,
    change_shares,
    close_month,
    correct_arrival,
    reclose_month,
    resubmit_claim,
    return_claim,
    reverse_arrival,
    set_task,
    transfer_task,
    withdraw_claim,
    withdraw_money,
)
from projects.funding.actions import Paper as TaskPaper
from projects.funding.choices import PARTLY, RETURNED, SUBMITTED, VERIFIED, WITHDRAWN
from projects.funding.models import Arrival, Claim, ClaimLine, Credit, TaskEntry
from projects.funding.verify import verify_chain
from projects.indicators.board import Board
from projects.indicators.catalogue import FACTS, INDICATORS
from projects.indicators.definition import Scope
from projects.months.actions import approve_reopening, request_reopening
from projects.months.choices import CLOSED, OPEN, REOPENED
from projects.months.models import Month
from projects.organisations.choices import DEPARTMENT, DIMENSIONS
from projects.signing.actions import reverse_milestone, terminate
from projects.signing.choices import OVERSEAS
from projects.signing.models import Milestone, Project
from projects.signing.stages import ENDED, INVESTED, STARTED
from tests.conftest import FULL
from tests.funding.closing import close_until
from tests.world import World

EXAMPLES = 200 if FULL else 25
STEPS = 12
BEGIN = datetime(2024, 9, 12, 9, 0, tzinfo=clock.SHANGHAI)
LAST_DAY = date(2025, 2, 20)
Snapshot = dict[str, tuple[Decimal, Decimal | None]]
R = TypeVar("R")

amounts = st.decimals("0.000001", "5000", places=6, allow_nan=False)
picks = st.integers(0, 10_000)


def figures(world: World, on: date, known: datetime | None = None) -> Snapshot:
    """Every figure of the county that a book stands behind, and the money of each holder."""
    board = Board(Scope(world.county, on, known))
    booked = [slug for slug, item in INDICATORS.items() if all(FACTS[part.fact].as_known for part in item.parts.values())]
    found: Snapshot = {slug: (figure.over, figure.under) for slug in booked if (figure := board.figure(slug))}
    for dimension in DIMENSIONS:
        for group, figure in board.by("arrived", dimension.value).items():
            if figure.over:
                found[f"{dimension.value} {group.label}"] = (figure.over, None)
    return found


def month_sums() -> dict[tuple[int, int], dict[Any, Decimal]]:
    """By 统计月 of counts_on: every tier, and every holder in every dimension. Year-to-date figures are sums of these."""
    found: dict[tuple[int, int], dict[Any, Decimal]] = {}
    for dates, cut, rows in (
        ("counts_on", ("source_tier",), Arrival.objects.all()),
        ("arrival__counts_on", ("dimension", "unit"), Credit.objects.all()),
    ):
        month = f"{dates}__year", f"{dates}__month"
        for row in rows.order_by().values_list(*month, *cut).annotate(total=Sum("amount_wan")):
            found.setdefault(row[:2], {})[row[2:-1]] = row[-1]
    return found


class MoneyBook(RuleBasedStateMachine):
    world: World
    projects: list[Project]
    at_first: list[tuple[dict[tuple[int, int], dict[Any, Decimal]], dict[date, Snapshot]]]

    def __init__(self) -> None:
        super().__init__()
        self.anchors = tempfile.TemporaryDirectory(prefix="anchors-")
        self.settings = override_settings(ANCHOR_DIR=self.anchors.name)
        self.settings.enable()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.now = BEGIN
        self.known: list[tuple[datetime, date, Snapshot]] = []
        self.closed: dict[tuple[int, int], dict[Any, Decimal]] = {}
        self.said: dict[date, Snapshot] = {}
        self.done: list[str] = []
        self.is_new = True

    def teardown(self) -> None:
        try:
            for known, on, then in self.known:
                assert figures(self.world, on, known) == then, (known, self.done)
            for on, then in self.said.items():
                assert figures(self.world, on) == then, (on, self.done)
        finally:
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)
            self.settings.disable()
            self.anchors.cleanup()

    # --- Helpers --------------------------------------------------------------------------------------

    def act(self, name: str, do: Callable[[], R]) -> R | None:
        """Seven minutes later; a refusal is an answer like any other."""
        self.now += timedelta(minutes=7)
        with clock.at(self.now):
            try:
                result = do()
            except Refused as refusal:
                self.done.append(f"{name}: {refusal.message}")
                return None
        self.done.append(name)
        self.is_new = True
        return result

    @staticmethod
    def pick(rows: Any, number: int) -> Any:
        found = list(rows.order_by("pk"))
        return found[number % len(found)] if found else None

    def months(self, *states: str) -> Any:
        return Month.objects.in_county(self.world.county.pk).filter(state__in=states).order_by("starts_on")

    def remember_closed(self) -> None:
        """The sums of closed months as they are now. A reopened month may change until it is closed again."""
        now = month_sums()
        closed = [(month.year, month.number) for month in self.months(CLOSED)]
        self.closed = {key: self.closed.get(key) or now.get(key, {}) for key in closed}
        self.remember_figures()

    def remember_figures(self) -> None:
        """Every figure, signings and milestones too, at the end of the last month behind which all is closed. What was said of days
        from a reopened month on may change."""
        first = self.months(OPEN, REOPENED).first()
        self.said = {on: then for on, then in self.said.items() if on < first.starts_on}
        last = self.months(CLOSED).filter(ends_on__lt=first.starts_on).last()
        if last and last.ends_on not in self.said:
            self.said[last.ends_on] = figures(self.world, last.ends_on)

    # --- Steps ----------------------------------------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        """Every example begins with the same books, so what they say is read for the first one alone."""
        if not self.at_first:
            self.remember_closed()
            self.at_first.append((self.closed, self.said))
        closed, said = self.at_first[0]
        self.closed, self.said = dict(closed), dict(said)

    @rule(amount=amounts, number=picks, days=st.integers(0, 70))
    def claim(self, amount: Decimal, number: int, days: int) -> None:
        project = self.projects[number % len(self.projects)]
        arrived_on = max(date(2024, 1, 2), self.now.date() - timedelta(days=days))
        self.act("claim", lambda: self.world.claim(project, amount, arrived_on, late_reason="进账单晚到"))

    @rule(number=picks)
    def withdraw(self, number: int) -> None:
        if claim := self.pick(Claim.objects.filter(state=SUBMITTED), number):
            self.act("withdraw", lambda: withdraw_claim(by=self.world.clerk, claim=claim))

    @rule(number=picks)
    def send_back(self, number: int) -> None:
        if claim := self.pick(Claim.objects.filter(state=SUBMITTED), number):
            self.act("return", lambda: return_claim(by=self.world.verifier, claim=claim, reason="材料不清"))

    @rule(number=picks)
    def resubmit(self, number: int) -> None:
        if claim := self.pick(Claim.objects.filter(state__in=(WITHDRAWN, RETURNED)), number):
            self.act("resubmit", lambda: resubmit_claim(by=self.world.clerk, claim=claim))

    @rule(number=picks, share=st.sampled_from([0, 1, 50, 99, 100, 100, 100]))
    def verify(self, number: int, share: int) -> None:
        if claim := self.pick(Claim.objects.filter(state=SUBMITTED), number):
            claimed = claim.lines.get().claimed_wan
            cut = claimed - (claimed if share == 100 else (claimed * share / 100).quantize(Decimal("0.000001")))
            cuts = [Cut("evidence", cut, "佐证不足")] if cut else []
            self.act("verify", lambda: self.world.verify(claim, {1: Verdict(claimed - cut, cuts)}))

    @rule(number=picks)
    def reverse(self, number: int) -> None:
        if row := self.pick(Arrival.objects.standing(), number):
            self.act("reverse", lambda: reverse_arrival(by=self.world.verifier, arrival=row, reason="重复入账"))

    @rule(number=picks, amount=amounts)
    def correct(self, number: int, amount: Decimal) -> None:
        if row := self.pick(Arrival.objects.counted_in(), number):
            self.act("correct", lambda: correct_arrival(by=self.world.verifier, arrival=row, amount_wan=amount, reason="金额有误"))

    @rule(number=picks, amount=amounts)
    def take_out(self, number: int, amount: Decimal) -> None:
        project = self.projects[number % len(self.projects)]
        values = {"withdrawn_on": self.now.date(), "use": "其他费用", "reason": "投资方撤资", "document_number": "退款凭证1号"}
        self.act("take out", lambda: withdraw_money(by=self.world.verifier, project=project, amount_wan=amount, **values))

    @rule(number=picks, percent=st.integers(1, 100))
    def share(self, number: int, percent: int) -> None:
        project = self.projects[number % len(self.projects)]
        parts = [(self.world.yongqing, Decimal(percent)), (self.world.hongbao, ONE_HUNDRED - percent)]
        values = {"parts": [part for part in parts if part[1]], "starts_on": date(2024, 1, 1), "reason": "两镇共同引进"}
        self.act("share", lambda: change_shares(by=self.world.verifier, project=project, dimension=DEPARTMENT, **values))

    @rule(number=picks, kind=st.sampled_from([STARTED, INVESTED, ENDED]), days=st.integers(0, 120))
    def milestone(self, number: int, kind: str, days: int) -> None:
        project = self.projects[number % len(self.projects)]
        day = max(date(2024, 1, 2), self.now.date() - timedelta(days=days))
        if kind == ENDED:
            self.act("end", lambda: terminate(by=self.world.verifier, project=project, happened_on=day, reason="市场变化"))
        else:
            self.act(kind, lambda: self.world.milestone(project, kind, day))

    @rule(number=picks)
    def take_back(self, number: int) -> None:
        if row := self.pick(Milestone.objects.actual(), number):
            self.act("take back", lambda: reverse_milestone(by=self.world.verifier, milestone=row, reason="误登"))

    @rule(amount=amounts, number=picks)
    def task(self, amount: Decimal, number: int) -> None:
        unit = (self.world.county, self.world.yongqing, self.world.agri, self.world.leader_post)[number % 4]
        is_first = not TaskEntry.objects.filter(unit=unit, year=2024, kind="arrived").exists()
        values = {"year": 2024, "kind": "arrived", "issued_on": self.now.date(), "move": "first" if is_first else "increase"}
        self.act("task", lambda: set_task(by=self.world.officer, unit=unit, amount=amount, reason="调整", **values))

    @rule(amount=amounts, number=picks)
    def transfer(self, amount: Decimal, number: int) -> None:
        """划转 between the two townships: what one gives the other has, and the county's total stays."""
        source, target = (self.world.yongqing, self.world.hongbao)[:: 1 if number % 2 else -1]
        values = {"source": source, "target": target, "year": 2024, "kind": "arrived", "amount": amount}
        paper = TaskPaper(self.now.date(), "清招发〔2024〕9号", "两镇划转")
        before = self.town_tasks()
        self.act("transfer", lambda: transfer_task(by=self.world.officer, paper=paper, **values))
        assert self.town_tasks() == before, self.done

    def town_tasks(self) -> Decimal:
        towns = TaskEntry.objects.filter(unit__in=(self.world.yongqing, self.world.hongbao))
        return towns.aggregate(total=Sum("amount"))["total"] or Decimal(0)

    @rule()
    def close(self) -> None:
        if month := self.months(OPEN).first():
            self.act("close", lambda: close_month(by=self.world.verifier, month=month))
            self.remember_closed()

    @rule(number=picks)
    def reopen(self, number: int) -> None:
        month = self.pick(self.months(CLOSED).filter(starts_on__gte=date(2024, 5, 1)), number)
        if month is None:
            return

        def both() -> None:
            asked = request_reopening(by=self.world.verifier, month=month, reason="市局核查")
            approve_reopening(by=self.world.second_verifier, reopening=asked, expires_at=clock.now() + timedelta(days=3))

        self.act("reopen", both)
        self.remember_closed()

    @precondition(lambda self: self.months(REOPENED).exists())
    @rule()
    def reclose(self) -> None:
        self.act("reclose", lambda: reclose_month(by=self.world.verifier, month=self.months(REOPENED).first()))
        self.remember_closed()

    @precondition(lambda self: self.now.date() < LAST_DAY)
    @rule(days=st.integers(1, 25))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.done.append(f"wait {days}")

    # --- What holds -----------------------------------------------------------------------------------

    @invariant()
    def everything_holds(self) -> None:
        """After each step that changed anything."""
        if not self.is_new:
            return
        self.is_new = False
        self.claimed_is_counted_plus_cuts()
        self.credit_is_the_amount_in_every_dimension()
        self.figures_of_closed_months_never_move()
        self.the_chain_is_whole()
        self.what_is_known_now_is_kept()

    def claimed_is_counted_plus_cuts(self) -> None:
        decided = ClaimLine.objects.filter(claim__state__in=(VERIFIED, PARTLY)).annotate(cut=Sum("cuts__amount_wan"))
        for line in decided:
            assert line.claimed_wan == line.counted_wan + (line.cut or 0), self.done

    def credit_is_the_amount_in_every_dimension(self) -> None:
        sums = Credit.objects.values("arrival", "dimension").annotate(total=Sum("amount_wan"))
        assert list(sums.exclude(total=F("arrival__amount_wan"))) == [], self.done
        assert sums.count() == Arrival.objects.count() * len(DIMENSIONS), self.done

    def figures_of_closed_months_never_move(self) -> None:
        now = month_sums()
        assert {key: now.get(key, {}) for key in self.closed} == self.closed, self.done

    def the_chain_is_whole(self) -> None:
        assert verify_chain(self.world.county.pk).fault == "", self.done

    def what_is_known_now_is_kept(self) -> None:
        """Every fourth moment; compared at the end, when later steps have had their chance to change the past."""
        if len(self.done) % 4:
            return
        moment, on = self.now + timedelta(minutes=1), self.now.date()
        self.known.append((moment, on, figures(self.world, on)))


@pytest.fixture
def county(world: World) -> World:
    with clock.at(BEGIN):
        world.open_months(2025)
        world.task(world.yongqing, 3_000)
    return world


@pytest.fixture
def projects(county: World, tmp_path: Path) -> list[Project]:
    """Two, with money and a claim each, after the first half of the year is closed."""
    with clock.at(BEGIN), override_settings(ANCHOR_DIR=str(tmp_path)):
        signed = [
            county.sign("苹果", amount_wan=20_000, signed_on="2024-01-01"),
            county.sign("石材", signed_on="2024-01-01", source_tier=OVERSEAS),
        ]
        close_until(county, 2024, 6)
        for project, amount in zip(signed, (1_000, "333.333333"), strict=True):
            county.arrive(project, amount, "2024-09-02")
            county.claim(project, amount, "2024-09-03")
    return signed


def test_the_money_book_holds_whatever_is_done_in_whatever_order(county: World, projects: list[Project]) -> None:
    class Machine(MoneyBook):
        pass

    Machine.world, Machine.projects, Machine.at_first = county, projects, []
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=tuple(Phase) if FULL else (Phase.generate,),  # a failure says its steps; shrinking them takes minutes
        ),
    )
