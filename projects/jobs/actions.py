"""Asking for a job, running it as the person who asked, cancelling it; planning what is due; finding what a dead worker left."""

import logging
from contextlib import closing, nullcontext
from datetime import datetime
from typing import Any, cast

from django.core.files.base import ContentFile
from django.db import InterfaceError, OperationalError, transaction
from django_tasks_db.models import DBTaskResult

from projects.access.choices import MANAGE_ACCOUNTS
from projects.access.permissions import require
from projects.audit.actions import action
from projects.core import clock
from projects.core.errors import Refused
from projects.core.middleware import channel
from projects.core.tasks import task
from projects.files.actions import WORKBOOKS, store_file
from projects.jobs.choices import CANCELLED, DONE, FAILED, MOST_ATTEMPTS, MOST_RUNNING, RESULT_KEPT, RUNNING
from projects.jobs.flow import KINDS, Cancelled, Kind, Outcome, load_kinds
from projects.jobs.models import Job, Schedule, posts_of
from projects.jobs.queries import ProgressLine, is_dead
from projects.organisations.models import User

BROKE = "系统出错，任务没有完成，未改动任何数据；请稍后再试，仍不行请联系系统管理员"
GIVEN_UP = f"任务执行中断{MOST_ATTEMPTS}次，已停止；请联系系统管理员"
NO_POST = "提交人的账号已停用或没有任职单位，任务没有执行"
logger = logging.getLogger(__name__)


# --- Asking and cancelling ------------------------------------------------------------------------------
@action("start_job")
def start_job(*, by: User, what: str, title: str = "", arguments: dict[str, Any] | None = None) -> Job:
    """Queued in this transaction: what is rolled back was never asked for. Raises Refused when too many of one's own are unfinished."""
    if Job.objects.visible_to(by).unfinished().count() >= MOST_RUNNING:
        raise Refused(f"您有{MOST_RUNNING}个后台任务还没有完成，请等其中一个完成后再提交")
    return _queue(KINDS[what], by, title, arguments or {})


def _queue(kind: Kind, by: User | None, title: str, arguments: dict[str, Any]) -> Job:
    found = Job.objects.create(
        what=kind.name,
        title=(title or kind.title)[:100],
        arguments=arguments,
        asked_by=by,
        asked_with=posts_of(by) if by else [],
        asked_at=clock.now(),
    )
    run_job.enqueue(found.pk)
    return found


@action("cancel_job")
def cancel_job(*, by: User, job: Job) -> Job:
    """A waiting one ends at once, a running one at its next step. Raises Refused when it has ended."""
    current = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
    if current.is_ended:
        raise Refused(f"任务{current.state_label}，不需要取消")
    current.cancel_asked_at = clock.now()
    current.save(update_fields=["cancel_asked_at"])
    if current.state != RUNNING:
        _end(current, CANCELLED, "")
    return current


# --- Running --------------------------------------------------------------------------------------------
@task()
def run_job(number: int) -> None:
    """Carries one job out. Safe to be called again: an ended job is left alone."""
    found = _take(number)
    if found is None:
        return
    way = channel.set("job")
    try:
        _carry_out(found, load_kinds().get(found.what))
    finally:
        channel.reset(way)


def _take(number: int) -> Job | None:
    """Marked as running, committed: None when there is nothing to do."""
    with transaction.atomic():
        found = Job.objects.select_for_update(of=("self",)).select_related("asked_by").filter(pk=number).first()
        if found is None or found.is_ended:
            return None
        if found.cancel_asked_at:
            _end(found, CANCELLED, "")
            return None
        problem = _why_not(found)
        if problem:
            _end(found, FAILED, problem)
            return None
        found.state, found.attempts, found.started_at = RUNNING, found.attempts + 1, clock.now()
        found.done = found.total = 0
        found.save(update_fields=["state", "attempts", "started_at", "done", "total"])
        return found


def _why_not(found: Job) -> str:
    if found.attempts >= MOST_ATTEMPTS:
        return GIVEN_UP
    by = found.asked_by
    return NO_POST if by is not None and not (by.is_active and by.current_tenures) else ""


def _carry_out(found: Job, kind: Kind | None) -> None:
    """The work and its end in one transaction, where the kind allows it."""
    with closing(ProgressLine(found.pk)) as progress:
        try:
            if kind is None:
                raise Refused("这类任务已取消，请重新办理")
            with transaction.atomic() if kind.is_whole else nullcontext():
                outcome = kind.work(progress=progress, by=found.asked_by, **found.arguments)
                _end_well(found.pk, outcome)
        except Cancelled:
            _end(found, CANCELLED, "")
        except Refused as refusal:
            _end(found, FAILED, refusal.message)
        except (OperationalError, InterfaceError):
            raise  # the database went away, or chose this one of two that waited for each other: the job starts anew
        except Exception:
            logger.exception("job %s (%s) failed", found.pk, found.what)
            _end(found, FAILED, BROKE)


def _end_well(number: int, outcome: Outcome) -> None:
    found = Job.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=number)
    if outcome.content:
        found.result = store_file(
            ContentFile(outcome.content, name=outcome.name),
            county_id=cast(User, found.asked_by).county_id,
            by=found.asked_by,
            kinds=WORKBOOKS,
        )
        found.result_until = clock.now() + RESULT_KEPT
        found.save(update_fields=["result", "result_until"])
    found.done = found.total = max(found.total, found.done)
    found.save(update_fields=["done", "total"])
    _end(found, DONE, outcome.message)


def _end(found: Job, state: str, message: str) -> None:
    found.state, found.message, found.ended_at = state, message[:300], clock.now()
    found.save(update_fields=["state", "message", "ended_at"])


# --- Planning -------------------------------------------------------------------------------------------
def install_schedules(now: datetime) -> int:
    """A row for each kind with a rhythm; rows that are there keep what an administrator set. Returns how many came in."""
    rows = [
        Schedule(
            what=kind.name,
            title=kind.title,
            every=kind.rhythm.every,
            at=kind.rhythm.at,
            number=kind.rhythm.number,
            last_run_at=now if kind.rhythm.waits else None,
        )
        for kind in load_kinds().values()
        if kind.rhythm
    ]
    before = Schedule.objects.count()
    Schedule.objects.bulk_create(rows, ignore_conflicts=True)
    return Schedule.objects.count() - before


def plan_due(now: datetime) -> list[Job]:
    """Queues what is due, each once: the row is locked, looked at again, and set in the transaction that queues the job.

    One of the same kind that has not ended is not joined by a second. No Entry: what the work writes has its own.
    """
    due = [schedule.pk for schedule in Schedule.objects.filter(is_active=True) if schedule.is_due(now)]
    return [found for pk in due if (found := _plan(pk, now)) is not None]


def _plan(number: int, now: datetime) -> Job | None:
    with transaction.atomic():
        schedule = Schedule.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=number).first()
        if schedule is None or not schedule.is_due(now):
            return None
        kind = load_kinds().get(schedule.what)
        if kind is None or Job.objects.unfinished().filter(what=schedule.what, asked_by=None).exists():
            return None
        if kind.rhythm and kind.rhythm.needed and not kind.rhythm.needed():
            return None
        schedule.last_job, schedule.last_run_at = _queue(kind, None, "", {}), now
        schedule.save(update_fields=["last_job", "last_run_at"])
        return schedule.last_job


def requeue_abandoned() -> int:
    """Tasks that a dead worker left running become ready again. Returns how many."""
    count = 0
    for number in DBTaskResult.objects.running().values_list("pk", flat=True):
        with transaction.atomic():
            row = DBTaskResult.objects.running().select_for_update(skip_locked=True).filter(pk=number).first()
            if row is not None and row.worker_ids and is_dead(row.worker_ids[-1]):
                row.status = "READY"
                row.save(update_fields=["status"])
                count += 1
    return count


@action("run_schedule")
def run_schedule(*, by: User, schedule: Schedule) -> Schedule:
    """立即执行: due again at once. The worker takes it up within seconds, as the system itself."""
    require(by, MANAGE_ACCOUNTS)
    current = Schedule.objects.select_for_update(of=("self",)).get(pk=schedule.pk)
    current.last_run_at = None
    current.save(update_fields=["last_run_at"])
    return current
