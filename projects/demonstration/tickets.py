"""企业诉求 with their steps: 201 of the business year, of which one is still being handled, and twenty of the year before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from projects.demonstration.rows import BUSINESS_DAY, project_rows
from projects.demonstration.setup import investor_names, local_names
from projects.demonstration.stage import Stage
from projects.demonstration.ticket_texts import TOPICS, Topic
from projects.demonstration.timeline import moment, workday_after, workdays
from projects.organisations.models import User
from projects.reference.choices import TICKET_SOURCES
from projects.services.actions import (
    accept_ticket,
    assign_ticket,
    close_ticket,
    open_ticket,
    record_call,
    report_ticket_done,
)
from projects.services.flow import EXPLAINED, LEVELS, SOLVED, UNANSWERED, UNSATISFIED
from projects.services.flow import UNREACHED as UNREACHED_WORD
from projects.services.models import Ticket
from projects.visits.actions import raise_ticket
from projects.visits.models import Meeting

CLOSED_THIS_YEAR, CLOSED_LAST_YEAR = 200, 20
HANDLING = {LEVELS[0]: (2, 4), LEVELS[1]: (6, 12), LEVELS[2]: (14, 27)}
"""Working days from 交办 to 部门办结, by level: with three more for the call-back they keep the limits of 7, 15 and 30."""
HEARD = 21
LATE, EXPLAINS, DISSATISFIED, UNREACHED, UNRATED = 17, 23, 60, 16, 21
"""Every so many tickets: handled after the deadline, closed by explaining, sent back once, caller not reached, no rating given."""


@dataclass(frozen=True)
class Case:
    """One ticket before it is played; `days`: registered, accepted, assigned, done, closed."""

    number: int
    topic: Topic
    title: str
    days: tuple[date, date, date, date, date]
    level: str
    is_open: bool = False

    @property
    def lead(self) -> str:
        return self.topic.leads[self.number % len(self.topic.leads)]

    @property
    def is_explained(self) -> bool:
        return self.number % EXPLAINS == EXPLAINS - 1

    @property
    def is_sent_back(self) -> bool:
        return self.number % DISSATISFIED == 7

    @property
    def satisfaction(self) -> str:
        if self.number % UNREACHED == UNREACHED - 1:
            return UNREACHED_WORD
        return "未评价" if self.number % UNRATED == UNRATED - 1 else "满意"


@dataclass
class Play:
    """One ticket's acts, each for its own moment."""

    stage: Stage
    case: Case
    firm: str
    project_key: str

    @cached_property
    def agent(self) -> User:
        return self.stage.people["fuwu"]

    def schedule(self) -> None:
        registered, accepted, assigned, done, closed = self.case.days
        minute = self.case.number
        acts = [(moment(registered, 9, minute), self.open), (moment(accepted, 11, minute), self.accept)]
        acts.append((moment(assigned, 15, minute), self.assign))
        if not self.case.is_open:
            acts += [(moment(done, 16, minute), self.done), (moment(closed, 10, minute), self.close)]
            acts += [(moment(closed, 9, minute), self.call)] * (self.case.satisfaction == UNREACHED_WORD)
        if self.case.is_sent_back:
            acts += [(moment(done, 17, minute), self.reopen), (moment(done, 18, minute), self.done)]
        for at, act in acts:
            self.stage.timeline.add(at, act)

    def open(self) -> None:
        """By the service officer, or by the department that heard of it on a visit."""
        case, people = self.case, self.stage.people
        firm = self.stage.enterprises[self.firm]
        source = TICKET_SOURCES[case.number % len(TICKET_SOURCES)][0]
        meeting = self.heard_at(source)
        opening = partial(raise_ticket, meeting=meeting) if meeting else open_ticket
        self.ticket: Ticket = opening(
            by=people["jingban"] if case.number % 4 == 0 else self.agent,
            enterprise=firm,
            category=case.topic.category,
            source=source,
            title=case.title,
            content=f"{firm.name}反映：{case.title}，请协调解决。",
            project=self.stage.projects.get(self.project_key),
        )

    def heard_at(self, source: str) -> Meeting | None:
        """The last meeting of that kind, when it was held within the three weeks before."""
        day = self.case.days[0]
        found = [
            meeting for meeting in self.stage.meetings if meeting.kind == source and 0 <= (day - meeting.held_on).days <= HEARD
        ]
        return found[-1] if found else None

    def accept(self) -> None:
        accept_ticket(by=self.agent, ticket=self.ticket)

    def assign(self) -> None:
        leads = self.case.topic.leads
        helper = self.stage.units[leads[(self.case.number + 1) % len(leads)]]
        self.ticket = assign_ticket(
            by=self.agent,
            ticket=self.ticket,
            lead_unit=self.stage.units[self.case.lead],
            level=self.case.level,
            helpers=[helper] if self.case.level != LEVELS[0] else [],
            note="请按时限办理并回复企业",
        )

    def done(self) -> None:
        topic, is_explained = self.case.topic, self.case.is_explained
        self.ticket = report_ticket_done(
            by=self.stage.people.clerk_of[self.case.lead],
            ticket=self.ticket,
            outcome=EXPLAINED if is_explained else SOLVED,
            note=topic.explanation if is_explained else topic.result,
            cause=topic.causes[self.case.number % len(topic.causes)],
        )

    def reopen(self) -> None:
        record_call(
            by=self.agent, ticket=self.ticket, answer=UNSATISFIED, spoken_to="企业负责人", note="问题尚未解决，要求重新办理"
        )

    def close(self) -> None:
        if self.case.satisfaction == UNREACHED_WORD:
            self.call()
        else:
            close_ticket(by=self.agent, ticket=self.ticket, satisfaction=self.case.satisfaction, note="电话回访，企业已确认")

    def call(self) -> None:
        record_call(by=self.agent, ticket=self.ticket, answer=UNANSWERED, spoken_to="")


def schedule(stage: Stage) -> None:
    firms = _firms()
    for case in [*cases_of_last_year(), *cases_of_this_year()]:
        registered_on = case.days[0]
        fitting = [(firm, key) for firm, key, since in firms if since < registered_on]
        firm, key = fitting[case.number * 7 % len(fitting)]
        Play(stage, case, firm, key).schedule()


def _firms() -> list[tuple[str, str, date]]:
    """(enterprise, project key or nothing, known since): local firms and investors in turn."""
    investors = investor_names()
    signed = [(investors[row.key], row.key, workday_after(row.signed_on, 5)) for row in project_rows() if row.is_contract]
    local = [(name, "", date(2000, 1, 1)) for name in local_names()]
    return [firm for pair in zip(local, signed[: len(local)], strict=True) for firm in pair] + signed[len(local) :]


def cases_of_this_year() -> list[Case]:
    """The 201st was registered ten days ago and is being handled within its limit."""
    days = workdays(date(2024, 1, 2), date(2024, 12, 5))
    titles = list(_titles())
    cases = []
    for number in range(CLOSED_THIS_YEAR):
        registered = days[number * len(days) // CLOSED_THIS_YEAR]
        topic, title = titles[number * 37 % len(titles)]
        level = _level(number, registered)
        cases.append(Case(number, topic, title, _days(number, registered, level), level))
    topic, title = titles[CLOSED_THIS_YEAR * 37 % len(titles)]
    last = date(2024, 12, 6)
    still = (last, last, workday_after(last, 1), BUSINESS_DAY, BUSINESS_DAY)
    return [*cases, Case(CLOSED_THIS_YEAR, topic, title, still, LEVELS[1], is_open=True)]


def cases_of_last_year() -> Iterator[Case]:
    days = workdays(date(2023, 3, 6), date(2023, 10, 31))
    titles = list(_titles())
    for number in range(CLOSED_LAST_YEAR):
        registered = days[number * len(days) // CLOSED_LAST_YEAR]
        topic, title = titles[(number * 10 + 3) % len(titles)]
        yield Case(number, topic, title, _days(number, registered, LEVELS[0]), LEVELS[0])


def _titles() -> Iterator[tuple[Topic, str]]:
    """Every ticket's topic and title, category by category."""
    for topic in TOPICS:
        for number in range(topic.count):
            yield topic, topic.titles[number % len(topic.titles)]


def _level(number: int, registered: date) -> str:
    """The long ones only where they can be closed before the business day."""
    if number % 10 == 9 and registered < date(2024, 10, 15):
        return LEVELS[2]
    return LEVELS[1] if number % 4 == 1 and registered < date(2024, 11, 15) else LEVELS[0]


def _days(number: int, registered: date, level: str) -> tuple[date, date, date, date, date]:
    shortest, longest = HANDLING[level]
    spell = shortest + number * 5 % (longest - shortest + 1)
    is_late = number % LATE == LATE - 1 and registered < date(2024, 11, 1)
    accepted = workday_after(registered, number % 2)
    assigned = workday_after(accepted, (number // 2) % 2)
    done = workday_after(assigned, longest + 4 if is_late else spell)
    closed = workday_after(done, 1 + number % 3)
    if closed > BUSINESS_DAY:
        accepted, assigned, done = registered, registered, workday_after(registered, 2)
        closed = workday_after(registered, 3)
    return registered, accepted, assigned, done, closed
