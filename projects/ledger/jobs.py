"""Across the areas: 到期提醒 from everybody's 待办, the daily 汇总, and lists that are too long for a request."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from django.urls import reverse

from projects.core import clock
from projects.core.todos import Todo
from projects.funding.queries.reporting import not_reported
from projects.jobs.flow import Outcome, Progress, Rhythm, job
from projects.ledger.todo import Waiting
from projects.months.models import Month
from projects.notices.actions import News, announce, settle, tell
from projects.notices.choices import AGENCY_DUE, DIGEST, DUE_REPORT, KINDS, MATTER, NEXT_STEP, PAPERS_DUE, PASSWORD_AGE, TICKET_DUE
from projects.organisations.choices import COUNTY
from projects.organisations.models import Unit, User
from projects.organisations.passwords import days_left
from projects.reference.choices import NOTICE_LEAD_DAYS, SETTINGS
from projects.reference.models import setting
from projects.services.flow import ASSIGNED
from projects.services.models import Ticket

REMINDED = (DUE_REPORT, NEXT_STEP, PAPERS_DUE, TICKET_DUE, AGENCY_DUE, MATTER)


def lead_days() -> dict[str, int]:
    """kind → days before its day on which the reminder comes, as the county has set them; a kind that came in since as it came."""
    told: Mapping[str, int] = SETTINGS[NOTICE_LEAD_DAYS].default | setting(NOTICE_LEAD_DAYS, clock.today())
    return {kind: told[KINDS[kind].label] for kind in (*REMINDED, PASSWORD_AGE)}


@job("remind", "到期提醒和每日汇总", rhythm=Rhythm())
def remind(*, progress: Progress, by: User | None) -> Outcome:
    """Looks at what stands today, so that a missed run loses nothing; the unique key of each reminder lets it come once."""
    people = list(User.objects.active().prefetch_related("tenures"))
    leads, count = lead_days(), 0
    for number, user in enumerate(people, start=1):
        if user.current_tenures:
            count += remind_person(user, leads)
        progress.step(number, len(people))
    for county in Unit.objects.of_kind(COUNTY):
        announce_day(county)
    return Outcome(f"提醒{count}条")


def remind_person(user: User, leads: Mapping[str, int]) -> int:
    waiting = Waiting(user)
    todos = [line.todo for line in waiting.lines]
    news = [*_due(user, todos, leads), *_password(user, leads[PASSWORD_AGE]), *_digest(user, todos)]
    settle(user=user, urls={todo.url for todo in todos} | {reverse("password_change")})
    return tell(news)


def _due(user: User, todos: list[Todo], leads: Mapping[str, int]) -> Iterator[News]:
    """Once when the day comes near, and once more when it is over."""
    today = clock.today()
    for todo in todos:
        if todo.kind not in REMINDED or todo.deadline_on is None:
            continue
        if todo.deadline_on < today:
            words, part = f"{todo.title}：{todo.name or todo.about}，时限{todo.deadline_on}已过", "over"
        elif todo.deadline_on <= today + timedelta(days=leads[todo.kind]):
            words, part = f"{todo.title}：{todo.name or todo.about}，时限{todo.deadline_on}", "due"
        else:
            continue
        yield News(
            user.pk,
            todo.kind,
            words,
            todo.url,
            once_key=f"{part}:{todo.kind}:{todo.url}:{todo.name or todo.about}:{todo.deadline_on}",
        )


def _password(user: User, lead: int) -> Iterator[News]:
    left = days_left(user)
    if left is not None and left <= lead and user.password_changed_at:
        words = f"登录密码还有{left}天到期，请及时修改" if left > 0 else "登录密码今天到期，请及时修改"
        yield News(user.pk, PASSWORD_AGE, words, reverse("password_change"), once_key=f"password:{user.password_changed_at}")


def _digest(user: User, todos: list[Todo]) -> Iterator[News]:
    today = clock.today()
    late = sum(todo.deadline_on is not None and todo.deadline_on < today for todo in todos)
    if todos:
        words = f"今日待办{len(todos)}项" + (f"，其中超期{late}项" if late else "")
        yield News(user.pk, DIGEST, words, "/", once_key=f"digest:{today}")


def announce_day(county: Unit) -> int:
    """For the county's robots and mail: counts only, once a day."""
    today = clock.today()
    month = Month.objects.in_county(county.pk).accepting().holding(today).first()
    owing = not_reported(month).count() if month else 0
    late = Ticket.objects.in_county(county.pk).filter(state=ASSIGNED, deadline_on__lt=today).count()
    parts = [f"{month}应报未报单位{owing}个" if month and owing else "", f"超期诉求{late}件" if late else ""]
    text = "；".join(part for part in parts if part)
    return announce(county=county, title="清水招商平台今日提醒", text=text, once_key=f"digest:{today}") if text else 0
